#include <algorithm>
#include <utility>

#include "jarip/assess/answers.hpp"
#include "jarip/assess/sentence.hpp"

namespace jarip::assess {
namespace {

using Kind = Fact::Kind;

std::string end_text(const Network& network, const network::End& end) {
    if (end.site.valid()) return network.sites[end.site].id;
    return end.country.valid() ? network.countries[end.country].code : "*";
}

/// What goes on a way that is full, most of it first: the item of its row, or those that share its capacity.
std::vector<std::string> items_on(const Network& network, const plan::SteadyPlan& plan,
                                  network::LaneId lane) {
    std::vector<std::pair<double, network::ItemId>> sent;
    for (const auto arc : network.arcs.ids()) {
        if (network.arcs[arc].lane != lane || !(plan.shipped[arc] > 0)) continue;
        const auto item = network.pools[network.arcs[arc].from].item;
        auto known = std::ranges::find(sent, item, &std::pair<double, network::ItemId>::second);
        if (known == sent.end()) known = sent.insert(sent.end(), {0, item});
        known->first += plan.shipped[arc];
    }
    std::ranges::stable_sort(sent, std::ranges::greater{},
                             [](const auto& each) { return each.first; });
    std::vector<std::string> ids;
    for (const auto& each : sent) ids.push_back(network.items[each.second].id);
    return ids;
}

void name_limit(const Network& network, const plan::SteadyPlan& plan, const plan::Bottleneck& limit,
                const char* gap, SentenceBuilder& sentence) {
    if (limit.process.valid()) {
        sentence.name(gap, Kind::process, network.processes[limit.process].id);
    } else if (limit.resource.valid()) {
        sentence.name(gap, Kind::resource, network.resources[limit.resource].id);
    } else {
        const auto& lane = network.lanes[limit.lane];
        std::vector<std::string> ids = items_on(network, plan, limit.lane);
        ids.insert(ids.begin(),
                   end_text(network, lane.origin) + '>' + end_text(network, lane.destination));
        sentence.names(gap, Kind::lane, std::move(ids));
    }
}

/// Items that are wanted somewhere and never come there, although no limit stands in the way.
std::vector<std::string> never_come(const Network& network, const plan::SteadyPlan& plan) {
    std::vector<std::string> items;
    for (const auto id : network.demands.ids()) {
        if (plan.wanted[id] <= 0 || plan.delivered[id] > 0) continue;
        const auto& item = network.items[network.pools[network.demands[id].pool].item].id;
        if (std::ranges::find(items, item) == items.end()) items.push_back(item);
    }
    std::ranges::sort(items);
    return items;
}

/// How many home obtains and builds; of several products what they are worth, since they differ in size.
Sentence say_obtained(const Network& network, const plan::SteadyPlan& plan) {
    const auto& rates = plan.rates;
    const std::string& home = home_code(network);
    if (!plan::by_value(network)) {
        SentenceBuilder sentence{2, rates.wanted > 0 ? "racks" : "racks_none_wanted"};
        sentence.name("home", Kind::country, home).products("built", rates.built_at_home);
        if (rates.wanted > 0)
            sentence.products("obtained", rates.delivered_at_home).products("wanted", rates.wanted);
        return sentence;
    }
    const auto worth = [&](const std::vector<double>& units) {
        return plan::worth(network, units);
    };
    const double wanted = worth(rates.by_product.wanted);
    SentenceBuilder sentence{2, wanted > 0 ? "worth" : "worth_none_wanted"};
    sentence.name("home", Kind::country, home)
        .money("built", worth(rates.by_product.built), network.currency);
    if (wanted > 0)
        sentence.money("obtained", worth(rates.by_product.home), network.currency)
            .money("wanted", wanted, network.currency);
    return sentence;
}

/// What comes of each of several products.
void say_each(const Network& network, const plan::SteadyPlan& plan,
              std::vector<Sentence>& answers) {
    Figures each;
    for (std::size_t i = 0; i < network.products.size(); ++i) {
        const double rate = plan.delivered_at_home[i];
        const auto& item = network.items[network.products[i]];
        if (!(rate > 0)) continue;
        each.emplace_back(item.id, rate);
    }
    if (each.size() < 2) return;
    std::ranges::stable_sort(each, std::ranges::greater{},
                             [](const auto& one) { return one.second; });
    answers.push_back(
        SentenceBuilder{2, "each"}.figures("products", Kind::item, each, Kind::products));
}

void say_limits(const Network& network, const plan::SteadyPlan& plan,
                std::vector<Sentence>& answers) {
    if (plan.headroom) {
        answers.push_back(SentenceBuilder{2, "headroom"}
                              .name("home", Kind::country, home_code(network))
                              .number("multiple", plan.headroom));
        return;
    }
    std::vector<const plan::Bottleneck*> limits;
    for (const auto& limit : plan.bottlenecks)
        if (limit.gain > 0) limits.push_back(&limit);
    // What holds home back comes before what holds the world back.
    std::stable_sort(limits.begin(), limits.end(), [](const auto* a, const auto* b) {
        return std::pair{a->gain_value_at_home, a->gain_value} >
               std::pair{b->gain_value_at_home, b->gain_value};
    });
    if (limits.empty()) {
        if (const auto items = never_come(network, plan);
            plan.bottlenecks.empty() && !items.empty())
            answers.push_back(SentenceBuilder{2, "no_way"}.names("items", Kind::item, items));
        else
            answers.push_back(SentenceBuilder{2, "no_single_limit"});
        return;
    }
    const bool worth = plan::by_value(network);
    SentenceBuilder sentence{
        2, std::string{limits.size() == 1 ? "limit" : "limits"} + (worth ? "_worth" : "")};
    const auto gain = [&](const char* gap, std::optional<double> units,
                          std::optional<double> value) {
        if (worth)
            sentence.money(gap, value.value_or(0), network.currency);
        else
            sentence.products(gap, units);
    };
    name_limit(network, plan, *limits[0], "limit", sentence);
    sentence.name("home", Kind::country, home_code(network));
    gain("gain", limits[0]->gain, limits[0]->gain_value);
    gain("gain_at_home", limits[0]->gain_at_home, limits[0]->gain_value_at_home);
    if (limits.size() > 1) {
        name_limit(network, plan, *limits[1], "second", sentence);
        gain("second_gain", limits[1]->gain, limits[1]->gain_value);
    }
    answers.push_back(std::move(sentence));
}

void say_closed(const Network& network, const origin::Origin& origin,
                std::vector<Sentence>& answers) {
    const std::string& home = home_code(network);
    if (!origin.closed_border_per_month) {
        answers.push_back(SentenceBuilder{2, "closed_unlimited"}.name("home", Kind::country, home));
        return;
    }
    if (*origin.closed_border_per_month > 0) {
        Figures alone;
        for (const auto& product : origin.products)
            if (product.closed_border_per_month.value_or(0) > 0)
                alone.emplace_back(network.items[product.item].id,
                                   *product.closed_border_per_month);
        SentenceBuilder sentence{2, plan::by_value(network) ? "closed_some_worth" : "closed_some"};
        sentence.name("home", Kind::country, home);
        say_counted(network, *origin.closed_border_per_month, sentence);
        answers.push_back(sentence.figures("products", Kind::item, alone, Kind::products));
        return;
    }
    const auto [product, missing] = nearest_product(network);
    SentenceBuilder sentence{2, missing.empty() ? "closed_none_capacity" : "closed_none"};
    sentence.name("home", Kind::country, home);
    if (!missing.empty())
        sentence.name("product", Kind::item, product)
            .number("count", static_cast<double>(missing.size()))
            .names("missing", Kind::item, missing);
    answers.push_back(std::move(sentence));
}

void say_designs(const Network& network, const std::vector<RackResult>& racks,
                 std::vector<Sentence>& answers) {
    if (racks.empty()) return;
    std::vector<std::string> faulty;
    for (const auto& rack : racks)
        if (rack.report.has_errors()) faulty.push_back(network.items[rack.item].id);
    SentenceBuilder sentence{2, faulty.empty() ? "designs_sound" : "designs_faulty"};
    sentence.number("count", static_cast<double>(racks.size()));
    if (!faulty.empty()) sentence.names("faulty", Kind::item, faulty);
    answers.push_back(std::move(sentence));
}

}  // namespace

void say_counted(const Network& network, double products, SentenceBuilder& sentence) {
    if (plan::by_value(network))
        sentence.money("racks", products * network.items[plan::counted_in(network).product].price,
                       network.currency);
    else
        sentence.products("racks", products);
}

Nearest nearest_product(const Network& network) {
    Nearest nearest;
    std::pair<bool, std::size_t> best;  // not assembled at home, stages missing
    for (const auto product : network.products) {
        const auto missing = origin::missing_stages(network, product, network.home);
        const bool itself = std::any_of(missing.begin(), missing.end(),
                                        [&](const auto& stage) { return stage.item == product; });
        const std::pair distance{itself, missing.size()};
        if (!nearest.product.empty() && distance >= best) continue;
        best = distance;
        nearest = {network.items[product].id, {}};
        for (const auto& stage : missing) nearest.missing.push_back(network.items[stage.item].id);
    }
    return nearest;
}

std::vector<Sentence> how_many_products(const Network& network, const Assessment& result) {
    std::vector<Sentence> answers;
    if (network.kind == network::Kind::flows) return {SentenceBuilder{2, "does_not_apply"}};
    if (!result.plan) return {};
    const auto& plan = *result.plan;
    if (plan.status == lp::Status::infeasible) return {SentenceBuilder{2, "no_plan"}};
    if (plan.status != lp::Status::optimal) return {};
    answers.push_back(say_obtained(network, plan));
    say_each(network, plan, answers);
    if (!(plan.rates.world > 0)) {
        answers.push_back(SentenceBuilder{2, "no_deliveries"});
    } else {
        answers.push_back(SentenceBuilder{2, "cost"}
                              .money("cost", plan.objective, network.currency)
                              .money("value", plan.value_delivered, network.currency));
        say_limits(network, plan, answers);
    }
    if (result.origin) say_closed(network, *result.origin, answers);
    say_designs(network, result.racks, answers);
    return answers;
}

}  // namespace jarip::assess
