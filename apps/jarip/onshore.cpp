#include "jarip/onshore.hpp"

#include <algorithm>

#include "command.hpp"

namespace jarip::cli {
namespace {

constexpr int kMostPoints = 1000;

struct OnshoreArguments {
    std::string target;
    std::optional<double> budget, max_country_share;
    double discount_rate = 0;
    int earn_back = 10;
    std::optional<int> frontier;
    std::optional<double> time_limit, gap;
    bool worth = false;
    std::string scenarios;
    int draws = 0;
    std::optional<int> years;
    std::string budgets;
};

/// "all", or scenarios with commas, each with its probability if another is meant: "strait=0.1,flood". errors  E0556
onshore::Outlook read_outlook(const std::string& text) {
    onshore::Outlook outlook;
    if (text == "all") return outlook;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string each = text.substr(begin, end - begin);
        const std::size_t equals = each.find('=');
        onshore::Outlook::Scenario scenario{each.substr(0, equals), {}};
        if (equals != std::string::npos) {
            scenario.probability = parse_number(std::string_view{each}.substr(equals + 1));
            if (!(scenario.probability && *scenario.probability >= 0 && *scenario.probability <= 1))
                throw Error{"E0556", "", {{"scenario", each}}};
        }
        if (scenario.scenario.empty()) throw Error{"E0556", "", {{"scenario", each}}};
        outlook.scenarios.push_back(std::move(scenario));
        begin = end + 1;
    }
    return outlook;
}

/// "domestic-content=0.5": a target's name and level. errors  E0553
void read_target(const std::string& text, onshore::Options& options) {
    const auto equals = text.find('=');
    const std::string name = text.substr(0, equals);
    if (name == "demand") {
        options.target = onshore::Target::demand;
    } else if (name == "closed-border-racks") {
        options.target = onshore::Target::closed_border_racks;
    } else if (name == "domestic-content") {
        options.target = onshore::Target::domestic_content;
    } else if (name == "autonomy-days") {
        options.target = onshore::Target::autonomy_days;
    } else {
        throw Error{"E0553", "", {{"target", text}}};
    }
    if (equals == std::string::npos) return;
    const auto level = parse_number(std::string_view{text}.substr(equals + 1));
    if (!level || !(*level >= 0 && *level <= 1e15) || name == "demand")
        throw Error{"E0553", "", {{"target", text}}};
    options.level = *level;
}

int answer(const OnshoreArguments& arguments, Session& session) {
    report::OnshoreReport report;
    auto& options = report.options;
    if (!arguments.target.empty()) read_target(arguments.target, options);
    options.budget = arguments.budget;
    options.max_country_share = arguments.max_country_share;
    options.discount_rate = arguments.discount_rate;
    options.earn_back = arguments.earn_back;
    if (arguments.time_limit) options.solver.seconds = *arguments.time_limit;
    if (arguments.gap) options.solver.relative_gap = *arguments.gap;
    options.run = session.run();
    const bool frontier = arguments.frontier || arguments.target.empty();
    if (frontier && options.target != onshore::Target::closed_border_racks)
        throw Error{"E0554", ""};
    if (arguments.worth && options.target != onshore::Target::closed_border_racks)
        throw Error{"E0555", ""};
    const bool compares = !arguments.scenarios.empty();
    if (compares && (!arguments.target.empty() || arguments.frontier || arguments.worth ||
                     arguments.max_country_share))
        throw Error{"E0558", ""};
    const bool years = arguments.years.has_value() || !arguments.budgets.empty();
    if (years &&
        (arguments.frontier || arguments.worth || compares || arguments.budget ||
         arguments.max_country_share || options.target != onshore::Target::closed_border_racks))
        throw Error{"E0563", ""};
    if (arguments.max_country_share && options.target != onshore::Target::demand &&
        options.target != onshore::Target::domestic_content)
        throw Error{"E0564", ""};
    onshore::Schedule schedule{.budgets = onshore::read_budgets(arguments.budgets)};
    if (arguments.years) schedule.years = *arguments.years;
    const auto network = session.load();
    if (years) {
        report.roadmap = onshore::roadmap(network, schedule, options);
        session.let_status_say();
        deliver(session, "onshore", report, &network);
        return exit_code_of(report.roadmap->status);
    }
    if (compares) {
        report.comparison = onshore::compare(network, read_outlook(arguments.scenarios), options);
        session.let_status_say();
        deliver(session, "onshore", report, &network);
        return exit_code_of(report.comparison->status);
    }
    if (frontier) {
        options.points = arguments.frontier.value_or(options.points);
        report.frontier = onshore::frontier(network, options);
    } else {
        report.result = onshore::solve(network, options);
    }
    if (arguments.worth) {
        const auto* set = report.result ? &*report.result : nullptr;
        if (report.frontier && !report.frontier->points.empty())
            set = &report.frontier->points.back();
        if (set != nullptr && set->found() && !set->built.empty())
            report.worth = onshore::worth(network, *set, options);
    }
    const onshore::Result* set = report.result ? &*report.result : nullptr;
    if (report.frontier && report.frontier->first) set = &*report.frontier->first;
    if (set != nullptr && set->found())
        session.say_how_sure(
            network,
            {.draws = static_cast<std::size_t>(arguments.draws), .question = 4, .first_step = set});
    session.let_status_say();
    deliver(session, "onshore", report, &network);
    if (report.worth && report.worth->status == lp::Status::interrupted) return kInterrupted;
    return exit_code_of(report.frontier ? report.frontier->status : report.result->status);
}

}  // namespace

Action add_onshore(Options& options) {
    auto arguments = std::make_shared<OnshoreArguments>();
    options.text_once("--target", "T", arguments->target);
    options.number("--budget", "B", arguments->budget, kNonNegative);
    options.number("--max-country-share", "M", arguments->max_country_share, kShare);
    options.number("--discount-rate", "R", arguments->discount_rate, kShare);
    options.count("--earn-back", "YEARS", arguments->earn_back, 1, 100);
    options.count("--frontier", "N", arguments->frontier, 2, kMostPoints);
    options.number("--time-limit", "SECONDS", arguments->time_limit, kNonNegative);
    options.number("--gap", "G", arguments->gap, kShare);
    options.flag("--worth", arguments->worth);
    options.text("--scenarios", "LIST", arguments->scenarios);
    options.count("--years", "N", arguments->years, 1, onshore::kMostYears);
    options.text("--budget-by-year", "LIST", arguments->budgets);
    options.count("--draws", "N", arguments->draws, 0, uncertain::kMostDraws);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
