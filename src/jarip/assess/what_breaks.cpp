#include <algorithm>
#include <optional>
#include <string>

#include "jarip/assess/answers.hpp"
#include "jarip/assess/sentence.hpp"
#include "jarip/assess/tolerances.hpp"

namespace jarip::assess {
namespace {

using Kind = Fact::Kind;

constexpr std::size_t kMostScenarios = 4;  // of a kind
constexpr std::size_t kMostSinglePoints = 3;
constexpr std::size_t kMostCompanies = 2;

const network::Scenario* scenario_of(const Network& network, const stress::Run& run) {
    for (const auto& scenario : network.scenarios)
        if (scenario.id == run.scenario) return &scenario;
    return nullptr;
}

/// The first process or demand at home to run out of something, where that is before deliveries fall.
const stress::Starved* first_out_at_home(const stress::Run& run) {
    for (const auto& starved : run.starved) {
        if (starved.day > *run.threshold_day) break;
        if (starved.at_home && !starved.node.node.valid()) return &starved;
    }
    return nullptr;
}

void say_closed(const Network& network, const stress::Run& run, std::vector<Sentence>& answers) {
    const std::string& home = home_code(network);
    // Of an economy it is the output of home's nodes that falls.
    const std::string flows = network.kind == network::Kind::flows ? "_flows" : "";
    if (!(run.baseline() > 0)) {
        answers.push_back(
            SentenceBuilder{3, "closed_nothing" + flows}.name("home", Kind::country, home));
        return;
    }
    if (!run.threshold_day) {
        answers.push_back(SentenceBuilder{3, "closed_never" + flows}
                              .name("home", Kind::country, home)
                              .number("days", static_cast<double>(run.days.size())));
        return;
    }
    const auto* const cause = first_out_at_home(run);
    const bool of_process = cause != nullptr && cause->node.process.valid();
    const bool at_once = run.first_loss_day == run.threshold_day;
    std::string key = (at_once ? "closed_at_once" : "closed_day") + flows;
    if (cause != nullptr) key += of_process ? "_for_want" : "_without";
    SentenceBuilder sentence{3, key};
    sentence.name("home", Kind::country, home).number("day", run.after_event(run.threshold_day));
    if (!at_once) sentence.number("first", run.after_event(run.first_loss_day));
    if (of_process) sentence.name("node", Kind::process, id_of(network, cause->node));
    if (cause != nullptr) sentence.name("of", Kind::item, id_of(network, cause->of));
    answers.push_back(std::move(sentence));
}

bool receives_less(const stress::Run& run) { return run.lost_share().value_or(0) > kNoLoss; }

bool makes_less(const stress::Run& run) {
    return run.made.lost_value > kNoLoss * run.made_baseline();
}

/// Who at home does not make and sell what is usual, with its share of what all of these lose. An economy has
/// sectors, not companies.
Figures losers(const Network& network, const stress::Run& run) {
    Sum all;
    for (const auto& part : run.made_by_company) all.add(part.made.lost_value);
    Figures figures;
    for (const auto& part : run.made_by_company)
        if (figures.size() < kMostCompanies)
            figures.emplace_back(network.companies[part.company].id,
                                 part.made.lost_value / all.value());
    return figures;
}

/// "Scenario {scenario}: …", or what availability.csv alone does.
SentenceBuilder about(const stress::Run& run, const std::string& key) {
    if (run.scenario.empty()) return SentenceBuilder{3, "availability" + key};
    SentenceBuilder sentence{3, "scenario" + key};
    sentence.name("scenario", Kind::scenario, run.scenario);
    return sentence;
}

void add_unmade(const Network& network, const stress::Run& run, SentenceBuilder& sentence) {
    sentence.money("unmade", run.made.lost_value, network.currency)
        .share("unmade_share", ratio(run.made.lost_value, run.made_baseline()));
    if (!run.made_by_company.empty())
        sentence.figures("companies", Kind::company, losers(network, run));
}

/// What home does not receive, and what it does not make and sell.
Sentence say_lost(const Network& network, const stress::Run& run) {
    const bool flows = network.kind == network::Kind::flows;
    // Of an economy both are its output.
    const bool unmade = !flows && makes_less(run);
    const bool value = run.by_value;
    std::string key = flows ? "_flows" : value ? "_worth" : "";
    if (unmade) key += run.made_by_company.empty() ? "_and_unmade" : "_and_unmade_by";
    auto sentence = about(run, key);
    if (flows || value)
        sentence.money("lost", value ? run.lost_value : run.lost, network.currency);
    else
        sentence.products("lost", run.lost);
    sentence.share("share", run.lost_share()).number("days", run.after_event(run.first_loss_day));
    if (unmade) add_unmade(network, run, sentence);
    return sentence;
}

/// What home receives in full, but does not make and sell; or what others at home make instead.
Sentence say_unmade(const Network& network, const stress::Run& run) {
    if (makes_less(run)) {
        auto sentence = about(run, run.made_by_company.empty() ? "_unmade" : "_unmade_by");
        add_unmade(network, run, sentence);
        return sentence;
    }
    const bool exports = run.made.exports_lost_value > kNoLoss * run.made_baseline();
    const auto& first = run.made_by_company.front();
    auto sentence = about(run, exports ? "_shifted_exports" : "_shifted");
    sentence.name("company", Kind::company, network.companies[first.company].id)
        .money("unmade", first.made.lost_value, network.currency);
    if (exports) sentence.money("exports", run.made.exports_lost_value, network.currency);
    return sentence;
}

/// Of the worst: what home loses if all is planned anew with foresight, beside what the sentences before say.
void say_range(const Network& network, const std::vector<const stress::Run*>& harmful,
               std::vector<Sentence>& answers) {
    Figures least;
    Figures as_before;
    std::size_t without = 0;  // of which no loss is proven
    for (const auto* run : harmful) {
        const auto share = run->least_lost_share();
        if (as_before.size() == kMostScenarios || !share || run->scenario.empty()) continue;
        as_before.emplace_back(run->scenario, run->lost_share().value_or(0));
        if (*share > kNoLoss)
            least.emplace_back(run->scenario, *share);
        else
            ++without;
    }
    if (as_before.empty()) return;
    const char* const key = least.empty() ? "range_none" : without > 0 ? "range_some" : "range";
    answers.push_back(SentenceBuilder{3, key}
                          .name("home", Kind::country, home_code(network))
                          .figures("least", Kind::scenario, least)
                          .figures("as_before", Kind::scenario, as_before));
}

void say_scenarios(const Network& network, const std::vector<const stress::Run*>& runs,
                   std::vector<Sentence>& answers) {
    std::vector<const stress::Run*> harmful;
    std::vector<const stress::Run*> unmade;
    std::vector<std::string> harmless;
    for (const auto* run : runs) {
        if (receives_less(*run))
            harmful.push_back(run);
        else if (makes_less(*run) || !run->made_by_company.empty())
            unmade.push_back(run);
        else if (!run->scenario.empty())
            harmless.push_back(run->scenario);
    }
    std::stable_sort(harmful.begin(), harmful.end(), [](const auto* a, const auto* b) {
        return a->lost_share() > b->lost_share();
    });
    std::stable_sort(unmade.begin(), unmade.end(), [](const auto* a, const auto* b) {
        return a->made.lost_value > b->made.lost_value;
    });
    for (std::size_t i = 0; i < std::min(kMostScenarios, harmful.size()); ++i)
        answers.push_back(say_lost(network, *harmful[i]));
    say_range(network, harmful, answers);
    for (std::size_t i = 0; i < std::min(kMostScenarios, unmade.size()); ++i)
        answers.push_back(say_unmade(network, *unmade[i]));
    if (!harmless.empty())
        answers.push_back(SentenceBuilder{3, "harmless"}
                              .name("home", Kind::country, home_code(network))
                              .names("scenarios", Kind::scenario, harmless));
}

/// Those whose loss costs home most products (where home has none, the world), worst first.
Figures worst(const Network& network, const Assessment& result, origin::By kind) {
    const bool home_has_any = result.plan->rates.delivered_at_home > 0;
    auto points = result.origin->single_points;
    std::erase_if(points, [&](const origin::SinglePoint& point) {
        return point.kind != kind || (kind == origin::By::country && network.at_home(point.id));
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
