#include "jarip/stress.hpp"

#include "command.hpp"

namespace jarip::cli {
namespace {

constexpr int kLongest = 36'525;  // days: a century

// date × node: the production of every node on every day.
std::string production_table(const stress::Run& run) {
    std::string table = "date";
    for (const auto& node : run.nodes) table += ',' + csv_field(node.id);
    table += '\n';
    for (std::size_t day = 0; day < run.days.size(); ++day) {
        table += format_date(run.days[day].date);
        for (std::size_t n = 0; n < run.nodes.size(); ++n)
            table += ',' + format_shortest(run.production[day * run.nodes.size() + n]);
        table += '\n';
    }
    return table;
}

struct StressArguments {
    std::string scenario;
    std::string exposure;
    std::string production;
    std::optional<int> days;
    bool bounds = false;
};

int answer(const StressArguments& arguments, Session& session) {
    stress::Request request;
    request.all = arguments.scenario == "all";
    if (!request.all) request.scenario = arguments.scenario;
    request.exposure = !arguments.exposure.empty();
    request.bounds = arguments.bounds;
    request.options.days = arguments.days;
    request.options.keep_production = !arguments.production.empty();
    request.options.run = session.run();
    if (request.all && request.options.keep_production) throw Error{"E0501", ""};
    if (request.all && request.bounds) throw Error{"E0503", ""};

    const auto network = session.load();
    const auto study = stress::study(network, request);
    if (request.options.keep_production)
        write_file(arguments.production, production_table(study.runs.front()));
    deliver(session, "stress", study, &network);
    return kDone;
}

}  // namespace

Action add_stress(Options& options) {
    auto arguments = std::make_shared<StressArguments>();
    options.text("--scenario", "S", arguments->scenario);
    options.count("--days", "N", arguments->days, 1, kLongest);
    options.choice("--exposure", arguments->exposure, {"nodes"});
    options.flag("--bounds", arguments->bounds);
    options.text("--production", "FILE.csv", arguments->production);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
