#include "jarip/stress.hpp"

#include <algorithm>

#include "command.hpp"
#include "jarip/core/fingerprint.hpp"

namespace jarip::cli {
namespace {

constexpr int kLongest = 36'525;        // days: a century
constexpr int kMostYears = 10'000'000;  // of which each takes some 30 bytes

constexpr std::string_view kNodes = "nodes";
const std::vector<std::string> kParts{"sites", "companies", "countries", "items"};  // PartKind

// date × node: the production of every node on every day.
std::string production_table(const network::Network& network, const stress::Run& run) {
    std::string table = "date";
    for (const auto& label : run.nodes)
        table += ',' + csv_field(stress::id_of(network, label.node));
    table += '\n';
    for (std::size_t day = 0; day < run.days.size(); ++day) {
        table += format_date(run.days[day].date);
        for (std::size_t n = 0; n < run.nodes.size(); ++n)
            table += ',' + format_shortest(run.production[day * run.nodes.size() + n]);
        table += '\n';
    }
    return table;
}

// Its folder is made where there is none, and so the place is said.
void write_production(const std::string& file, const network::Network& network,
                      const stress::Run& run, const Session& session) {
    write_file(file, production_table(network, run));
    if (!session.common.quiet)
        session.err << session.say("cli.stress.wrote", {{"file", file}}) << '\n';
}

struct StressArguments {
    std::string scenario;
    std::string exposure;
    std::string production;
    std::optional<int> days;
    std::optional<int> years;
    std::optional<int> replan;
    std::optional<int> last;
    bool bounds = false;
    bool leverage = false;
    std::string checkpoint;
    bool resume = false;
    int draws = 0;
};

// In a word what the losses of a set of events hang on, besides the events themselves.
std::string settings_word(const StressArguments& arguments, const Session& session) {
    Fingerprint fingerprint;
    const auto folder = network::open_folder(session.common.model);
    for (const auto& name : folder.names()) {
        if (name.ends_with(".md")) continue;
        fingerprint.add(name);
        if (const auto file = folder.read_bytes(name)) fingerprint.add(file->text);
    }
    fingerprint.add(session.common.home);
    for (const auto& set : session.common.sets) fingerprint.add(set);
    fingerprint.add(std::to_string(arguments.days.value_or(0)));
    return std::string{version()} + ' ' + fingerprint.word();
}

int answer_years(const StressArguments& arguments, Session& session) {
    if (!arguments.scenario.empty() || arguments.bounds || arguments.replan || arguments.last ||
        !arguments.exposure.empty() || arguments.leverage || !arguments.production.empty() ||
        arguments.draws > 0)
        throw Error{"E0505", ""};
    stress::YearsRequest request;
    request.years = static_cast<std::size_t>(*arguments.years);
    request.options.days = arguments.days;
    request.options.run = session.run();
    request.checkpoint = arguments.checkpoint;
    request.resume = arguments.resume;
    if (!request.checkpoint.empty()) request.settings = settings_word(arguments, session);
    const auto network = session.load();
    const auto years = stress::years(network, request);
    deliver(session, "stress-years", years, &network);
    return kDone;
}

int answer(const StressArguments& arguments, Session& session) {
    const bool keeps = !arguments.checkpoint.empty();
    if ((keeps && !arguments.years) || (arguments.resume && !keeps)) throw Error{"E0507", ""};
    if (arguments.years) return answer_years(arguments, session);
    stress::Request request;
    request.all = arguments.scenario == "all";
    if (!request.all) request.scenario = arguments.scenario;
    request.exposure = arguments.exposure == kNodes;
    if (const auto part = std::ranges::find(kParts, arguments.exposure); part != kParts.end())
        request.outages = static_cast<stress::PartKind>(part - kParts.begin());
    request.leverage = arguments.leverage;
    request.bounds = arguments.bounds;
    request.replan_days = arguments.replan;
    request.last_days = arguments.last;
    request.options.days = arguments.days;
    request.options.keep_production = !arguments.production.empty();
    request.options.run = session.run();
    if (request.all && request.options.keep_production) throw Error{"E0501", ""};
    if ((request.all || request.scenario.empty()) &&
        (request.bounds || request.replan_days || request.last_days))
        throw Error{"E0503", ""};

    const auto network = session.load();
    const auto study = stress::study(network, request);
    if (request.options.keep_production)
        write_production(arguments.production, network, study.runs.front(), session);
    session.say_how_sure(network, {.draws = static_cast<std::size_t>(arguments.draws),
                                   .question = 3,
                                   .scenario = request.scenario,
                                   .days = arguments.days});
    deliver(session, "stress", study, &network);
    return kDone;
}

}  // namespace

Action add_stress(Options& options) {
    auto arguments = std::make_shared<StressArguments>();
    options.text("--scenario", "S", arguments->scenario);
    options.count("--days", "N", arguments->days, 1, kLongest);
    options.choice("--exposure", arguments->exposure,
                   {"sites", "companies", "countries", "items", "nodes"});
    options.flag("--leverage", arguments->leverage);
    options.flag("--bounds", arguments->bounds);
    options.count("--replan", "DAYS", arguments->replan, 1, kLongest);
    options.count("--last", "DAYS", arguments->last, 1, kLongest);
    options.count("--years", "N", arguments->years, 1, kMostYears);
    options.output("--checkpoint", "FILE", arguments->checkpoint, true);
    options.flag("--resume", arguments->resume);
    options.output("--production", "FILE.csv", arguments->production);
    options.count("--draws", "N", arguments->draws, 0, uncertain::kMostDraws);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
