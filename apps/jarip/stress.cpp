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

struct Asked {
    std::string scenario;
    std::string exposure;
    std::string production;
    std::optional<int> days;
};

int answer(const Asked& asked, Session& session) {
    stress::Request request;
    request.all = asked.scenario == "all";
    if (!request.all) request.scenario = asked.scenario;
    request.exposure = !asked.exposure.empty();
    request.options.days = asked.days;
    request.options.keep_production = !asked.production.empty();
    request.options.run = session.run();
    if (request.all && request.options.keep_production) throw Error{"E0501", ""};

    const auto network = session.load();
    const auto study = stress::study(network, request);
    if (request.options.keep_production)
        write_file(asked.production, production_table(study.runs.front()));
    deliver(session, "stress", study, &network);
    return kDone;
}

}  // namespace

Action add_stress(Options& options) {
    auto asked = std::make_shared<Asked>();
    options.text("--scenario", "S", asked->scenario);
    options.count("--days", "N", asked->days, 1, kLongest);
    options.choice("--exposure", asked->exposure, {"nodes"});
    options.text("--production", "FILE.csv", asked->production);
    return [asked](Session& session) { return answer(*asked, session); };
}

}  // namespace jarip::cli
