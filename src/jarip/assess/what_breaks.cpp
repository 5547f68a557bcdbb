#include <algorithm>
#include <optional>
#include <string>

#include "jarip/assess/answers.hpp"
#include "jarip/assess/sentence.hpp"

namespace jarip::assess {
namespace {

using Kind = Fact::Kind;

constexpr std::size_t kMostScenarios = 4;
constexpr std::size_t kMostSinglePoints = 3;
constexpr double kNoticed = 1e-3;  // of what home makes: less is not told

double baseline(const stress::Run& run) {
    Sum total;
    for (const auto& day : run.days) total.add(day.baseline);
    return total.value();
}

double made_baseline(const stress::Run& run) {
    Sum total;
    for (const auto& day : run.days) total.add(day.made_baseline);
    return total.value();
}

const network::Scenario* scenario_of(const Network& network, const stress::Run& run) {
    for (const auto& scenario : network.scenarios)
        if (scenario.id == run.scenario) return &scenario;
    return nullptr;
}

/// The first at home to run out of something, where that is before deliveries fall; a demand there may be it.
struct FirstOut {
    std::string process;  // empty: the demand itself
    std::string of;
};
std::optional<FirstOut> first_out_at_home(const Network& network, const stress::Run& run) {
    for (const auto& starved : run.starved) {
        if (starved.day > *run.threshold_day) break;
        for (const auto& process : network.processes)
            if (process.id == starved.node && network.sites[process.site].country == network.home)
                return FirstOut{process.id, starved.of};
        for (const auto& demand : network.demands)
            if (demand.id == starved.node && network.country_of(demand.pool) == network.home)
                return FirstOut{"", starved.of};
    }
    return std::nullopt;
}

void say_closed(const Network& network, const stress::Run& run, std::vector<Sentence>& answers) {
    const std::string& home = home_code(network);
    if (!(baseline(run) > 0)) {
        answers.push_back(SentenceBuilder{3, "closed_nothing"}.name("home", Kind::country, home));
        return;
    }
    if (!run.threshold_day) {
        answers.push_back(SentenceBuilder{3, "closed_never"}
                              .name("home", Kind::country, home)
                              .number("days", static_cast<double>(run.days.size())));
        return;
    }
    const auto cause = first_out_at_home(network, run);
    const bool at_once = run.first_loss_day == run.threshold_day;
    std::string key = at_once ? "closed_at_once" : "closed_day";
    if (cause) key += cause->process.empty() ? "_without" : "_for_want";
    SentenceBuilder sentence{3, key};
    sentence.name("home", Kind::country, home).day("day", run.threshold_day);
    if (!at_once) sentence.day("first", run.first_loss_day);
    if (cause && !cause->process.empty()) sentence.name("node", Kind::process, cause->process);
    if (cause) sentence.name("of", Kind::item, cause->of);
    answers.push_back(std::move(sentence));
}

/// What home receives in full, but does not make and sell.
void say_unmade(const Network& network, std::vector<const stress::Run*> runs,
                std::vector<Sentence>& answers) {
    std::stable_sort(runs.begin(), runs.end(), [](const auto* a, const auto* b) {
        return a->made.lost_value > b->made.lost_value;
    });
    for (std::size_t i = 0; i < std::min(kMostScenarios, runs.size()); ++i) {
        const auto& run = *runs[i];
        SentenceBuilder sentence{3, run.scenario.empty() ? "availability_unmade" : "unmade"};
        if (!run.scenario.empty()) sentence.name("scenario", Kind::scenario, run.scenario);
        answers.push_back(
            std::move(sentence.money("lost", run.made.lost_value, network.currency)
                          .share("share", ratio(run.made.lost_value, made_baseline(run)))));
    }
}

void say_scenarios(const Network& network, const std::vector<const stress::Run*>& runs,
                   std::vector<Sentence>& answers) {
    std::vector<const stress::Run*> harmful;
    std::vector<const stress::Run*> unmade;
    std::vector<std::string> harmless;
    for (const auto* run : runs) {
        if (run->lost > 1e-9 * baseline(*run))
            harmful.push_back(run);
        else if (run->made.lost_value > kNoticed * made_baseline(*run))
            unmade.push_back(run);
        else if (!run->scenario.empty())
            harmless.push_back(run->scenario);
    }
    std::stable_sort(harmful.begin(), harmful.end(),
                     [](const auto* a, const auto* b) { return a->lost > b->lost; });
    const bool flows = network.kind == network::Kind::flows;
    for (std::size_t i = 0; i < std::min(kMostScenarios, harmful.size()); ++i) {
        const auto& run = *harmful[i];
        // Without a name only availability.csv acts.
        const std::string key = run.scenario.empty() ? "availability" : "scenario";
        SentenceBuilder sentence{3, flows ? key + "_flows" : key};
        if (!run.scenario.empty()) sentence.name("scenario", Kind::scenario, run.scenario);
        if (flows)
            sentence.money("lost", run.lost, network.currency);
        else
            sentence.products("lost", run.lost);
        answers.push_back(std::move(sentence.share("share", ratio(run.lost, baseline(run)))
                                        .day("day", run.first_loss_day)));
    }
    say_unmade(network, std::move(unmade), answers);
    if (!harmless.empty())
        answers.push_back(SentenceBuilder{3, "harmless"}
                              .name("home", Kind::country, home_code(network))
                              .names("scenarios", Kind::scenario, harmless));
}

/// Those whose loss costs home most racks (where home has none, the world), worst first.
Figures worst(const Network& network, const Assessment& result, origin::By kind) {
    const bool home_has_any = result.plan->rates.delivered_at_home > 0;
    auto points = result.origin->single_points;
    std::erase_if(points, [&](const origin::SinglePoint& point) {
        return point.kind != kind ||
               (kind == origin::By::country && point.id == home_code(network));
    });
    const auto lost = [&](const origin::SinglePoint& point) {
        return home_has_any ? point.lost_at_home : point.lost;
    };
    std::stable_sort(points.begin(), points.end(), [&](const auto& a, const auto& b) {
        return std::pair{lost(a), a.lost} > std::pair{lost(b), b.lost};
    });
    Figures figures;
    for (const auto& point : points)
        if (figures.size() < kMostSinglePoints && lost(point) > 0)
            figures.emplace_back(point.id, lost(point));
    return figures;
}

void say_single_points(const Network& network, const Assessment& result,
                       std::vector<Sentence>& answers) {
    const auto companies = worst(network, result, origin::By::company);
    const auto countries = worst(network, result, origin::By::country);
    if (companies.empty() && countries.empty()) {
        answers.push_back(SentenceBuilder{3, "no_single_point"});
        return;
    }
    answers.push_back(SentenceBuilder{
        3, result.plan->rates.delivered_at_home > 0 ? "single_points" : "single_points_world"}
                          .name("home", Kind::country, home_code(network))
                          .figures("companies", Kind::company, companies)
                          .figures("countries", Kind::country, countries));
}

}  // namespace

std::vector<Sentence> what_breaks(const Network& network, const Assessment& result) {
    std::vector<Sentence> answers;
    std::vector<const stress::Run*> others;
    for (const auto& run : result.stress) {
        const auto* scenario = scenario_of(network, run);
        if (scenario && scenario->borders_closed)
            say_closed(network, run, answers);
        else
            others.push_back(&run);
    }
    say_scenarios(network, others, answers);
    if (result.origin && result.plan->rates.world > 0) say_single_points(network, result, answers);
    return answers;
}

}  // namespace jarip::assess
