#include <algorithm>

#include "jarip/assess/answers.hpp"
#include "jarip/assess/sentence.hpp"
#include "jarip/assess/tolerances.hpp"

namespace jarip::assess {
namespace {

using Kind = Fact::Kind;

/// The product nearest to being made at home with every candidate there built.
Nearest nearest_with_all_built(const Network& network) {
    Network built = network;
    for (auto& process : built.processes) process.status = network::Status::operating;
    return nearest_product(built);
}

/// A sentence about so many products behind closed borders: of several kinds, what they are worth.
SentenceBuilder counted(const Network& network, const char* key, double products) {
    SentenceBuilder sentence{4, std::string{key} + (plan::by_value(network) ? "_worth" : "")};
    say_counted(network, products, sentence);
    return sentence;
}

void say_alone(const Network& network, const onshore::Frontier& frontier,
               std::vector<Sentence>& answers) {
    const auto best =
        std::max_element(frontier.alone.begin(), frontier.alone.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best == frontier.alone.end()) return;
    if (best->second <= kNoRate * *frontier.largest)
        answers.push_back(SentenceBuilder{4, "alone_none"}.number(
            "count", static_cast<double>(frontier.alone.size())));
    else
        answers.push_back(counted(network, "alone_some", best->second)
                              .name("process", Kind::process, network.processes[best->first].id));
}

Sentence point_sentence(const Network& network, const onshore::Result& point, const char* key) {
    std::vector<std::string> built;
    for (const auto& each : point.built) {
        const auto& item = network.items[network.processes[each.process].item].id;
        if (std::find(built.begin(), built.end(), item) == built.end()) built.push_back(item);
    }
    return counted(network, key, point.reached)
        .number("count", static_cast<double>(point.built.size()))
        .names("built", Kind::item, built)
        .money("capex", point.capex, network.currency)
        .number("days", point.days_until_built.value_or(0));
}

}  // namespace

std::vector<Sentence> what_first(const Network& network, const Assessment& result) {
    if (network.kind == network::Kind::flows) return {SentenceBuilder{4, "does_not_apply"}};
    const std::string& home = home_code(network);
    if (!can_build_at_home(network))
        return {SentenceBuilder{4, "no_candidates"}.name("home", Kind::country, home)};
    if (!result.onshore) return {};
    std::vector<Sentence> answers;
    const auto& frontier = *result.onshore;
    if (!frontier.today || !frontier.largest) return answers;
    say_alone(network, frontier, answers);
    if (*frontier.largest <= *frontier.today * (1 + kNoRate)) {
        const auto [product, missing] = nearest_with_all_built(network);
        SentenceBuilder sentence{4, missing.empty() ? "not_enough" : "not_enough_missing"};
        if (!missing.empty())
            sentence.name("product", Kind::item, product)
                .number("count", static_cast<double>(missing.size()))
                .names("missing", Kind::item, missing);
        answers.push_back(std::move(sentence));
        return answers;
    }
    std::vector<const onshore::Result*> gains;
    for (const auto& point : frontier.points)
        if (point.reached > *frontier.today && !point.built.empty()) gains.push_back(&point);
    if (gains.empty()) return answers;
    // The cheapest set may be good for more than a point asks of it.
    const auto* first = frontier.first ? &*frontier.first : gains.front();
    const double capital = first->capex;
    for (const auto* point : gains)
        if (point->reached > first->reached && near(point->capex, capital, onshore::kSameCapital))
            first = point;
    answers.push_back(
        point_sentence(network, *first, first->built.size() == 1 ? "first" : "together"));
    if (gains.back()->reached > first->reached * (1 + kNoRate))
        answers.push_back(point_sentence(network, *gains.back(), "most"));
    return answers;
}

}  // namespace jarip::assess
