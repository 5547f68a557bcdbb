#include "jarip/stress/stock_search.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "jarip/stress/least_stock.hpp"
#include "jarip/stress/recorder.hpp"
#include "jarip/stress/simulate.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

using Days = std::vector<double>;  // in stock, beside the places

// Where home can keep more of what it uses: a slot of one of its nodes.
struct StockPlace {
    std::uint32_t node = 0, slot = 0;
    double before = 0;            // days in stock
    double units = 0, value = 0;  // of a day's use
};

std::vector<StockPlace> places_of(const LabelledChain& labelled, const Network& network) {
    const Chain& chain = labelled.chain;
    std::vector<StockPlace> places;
    for (std::uint32_t n = 0; n < labelled.nodes.size(); ++n) {
        if (!network.at_home(labelled.nodes[n].where.country)) continue;
        for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            if (chain.permission[k] != 0) continue;
            StockPlace place{.node = n, .slot = k, .before = chain.first_days[k]};
            for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
                const double units = chain.flow[e] * chain.supplied[e];
                place.units += units;
                place.value += units * network.items[labelled.edge_item[e]].price;
            }
            places.push_back(place);
        }
    }
    return places;
}

class Search {
public:
    Search(const LabelledChain& chain, const Network& network, const network::Scenario& scenario,
           const Options& options, const ToLast& wanted)
        : chain_{chain},
          network_{network},
          scenario_{scenario},
          options_{options},
          wanted_{wanted},
          places_{places_of(chain, network)},
          by_value_(places_.size()) {
        options_.days = static_cast<int>(wanted.end);
        options_.losses_only = true;
        options_.keep_production = false;
        options_.found = {};
        options_.run.threads = 1;
        std::iota(by_value_.begin(), by_value_.end(), std::size_t{0});
        std::stable_sort(by_value_.begin(), by_value_.end(), [&](std::size_t a, std::size_t b) {
            return places_[a].value > places_[b].value;
        });
    }

    [[nodiscard]] const std::vector<StockPlace>& places() const { return places_; }

    [[nodiscard]] Days today() const {
        Days days;
        for (const StockPlace& place : places_) days.push_back(place.before);
        return days;
    }
    // More than can be used in the days, of everything, or only where goods are handed over.
    [[nodiscard]] Days all(bool only_to_customers) const {
        Days days = today();
        const double more = 2.0 * (wanted_.end - wanted_.first);
        for (std::size_t i = 0; i < days.size(); ++i)
            if (!only_to_customers || chain_.nodes[places_[i].node].ref.demand.valid())
                days[i] += more;
        return days;
    }
    // What a plan adds to pools, in days of what is taken from each at home.
    [[nodiscard]] Days planned(const std::vector<double>& added) const {
        const Chain& chain = chain_.chain;
        std::vector<double> use(added.size(), 0.0);
        const auto each_edge = [&](const StockPlace& place, const auto& visit) {
            for (auto e = chain.edge_begin[place.slot]; e < chain.edge_begin[place.slot + 1]; ++e)
                visit(chain_.edge_pool[e].index(), chain.flow[e] * chain.supplied[e]);
        };
        for (const StockPlace& place : places_)
            each_edge(place, [&](std::size_t pool, double units) { use[pool] += units; });
        Days days = today();
        for (std::size_t i = 0; i < places_.size(); ++i) {
            double more = 0;
            each_edge(places_[i], [&](std::size_t pool, double) {
                if (use[pool] > 0) more = std::max(more, added[pool] / use[pool]);
            });
            days[i] += more;
        }
        return days;
    }

    [[nodiscard]] bool stopped() const { return options_.run.stop.stop_requested(); }

    // The first day with too little; nullopt: none.
    [[nodiscard]] std::optional<int> ends(const Days& days) const {
        LabelledChain other = chain_;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto slot = places_[i].slot;
            if (days[i] != places_[i].before) set_days_in_stock(network_, slot, days[i], other);
        }
        return below_threshold(other, network_, scenario_, options_);
    }
    [[nodiscard]] bool last(const Days& days) const { return !ends(days); }

    // From stocks that are enough to no more than is needed, beginning with what is dearest.
    [[nodiscard]] Days pruned(Days days) const {
        for (const std::size_t i : by_value_) {
            double low = places_[i].before;
            double high = days[i];
            if (high <= low) continue;
            if (stopped()) return days;
            days[i] = low;
            if (last(days)) continue;
            while (high - low > kStockDays && !stopped()) {
                days[i] = (low + high) / 2;
                (last(days) ? high : low) = days[i];
            }
            days[i] = high;
        }
        return days;
    }

    // So much of the way from what is not enough to what is that it is enough.
    [[nodiscard]] Days between(const Days& too_few, const Days& enough) const {
        const auto at = [&](double part) {
            Days days = too_few;
            for (std::size_t i = 0; i < days.size(); ++i)
                days[i] += part * std::max(0.0, enough[i] - days[i]);
            return days;
        };
        if (last(too_few)) return too_few;
        double low = 0;
        double high = 1;
        const double step = kStockDays / (2.0 * (wanted_.end - wanted_.first));
        while (high - low > step && !stopped()) {
            const double middle = (low + high) / 2;
            (last(at(middle)) ? high : low) = middle;
        }
        return at(high);
    }

    [[nodiscard]] double value_of(const Days& days) const {
        Sum value;
        for (std::size_t i = 0; i < days.size(); ++i)
            value.add((days[i] - places_[i].before) * places_[i].value);
        return value.value();
    }

private:
    const LabelledChain& chain_;
    const Network& network_;
    const network::Scenario& scenario_;
    Options options_;
    ToLast wanted_;
    std::vector<StockPlace> places_;
    std::vector<std::size_t> by_value_;  // places, the dearest first
};

}  // namespace

StocksToLast stocks_to_last(const LabelledChain& chain, const Network& network,
                            const plan::SteadyPlan& month, const network::Scenario& scenario,
                            const Run& run, int days, const Options& options) {
    StocksToLast result{.days = days};
    const auto first = static_cast<std::uint32_t>(run.first_effect_day.value_or(0));
    const ToLast wanted{first, first + static_cast<std::uint32_t>(days), options.threshold,
                        run.by_value};
    const Search search{chain, network, scenario, options, wanted};
    const auto ends = search.ends(search.today());
    if (!ends) {
        result.value = result.least_value = 0;
        return result;
    }
    result.lasts = *ends - static_cast<int>(first);
    const auto least = least_stock(network, month, chain, scenario, wanted);
    if (least) result.least_value = least->value;
    const Days all = search.all(false);
    if (!search.last(all)) return result;
    // From everything, from goods for customers alone, and from what a plan would have.
    std::array<Days, 3> found;
    parallel_for(found.size(), options.run.threads, [&](std::size_t i) {
        Days start = all;
        if (i == 1) start = search.all(true);
        if (i == 2) start = least ? search.between(search.planned(least->by_pool), all) : Days{};
        if (i == 1 && !search.last(start)) start.clear();
        if (!start.empty()) found[i] = search.pruned(std::move(start));
    });
    const Days* best = nullptr;
    for (const Days& each : found)
        if (!each.empty() && (best == nullptr || search.value_of(each) < search.value_of(*best)))
            best = &each;
    result.value = search.value_of(*best);
    for (std::size_t i = 0; i < best->size(); ++i) {
        const StockPlace& place = search.places()[i];
        const double more = (*best)[i] - place.before;
        if (!(more > 0)) continue;
        result.list.push_back({chain.nodes[place.node].ref, content_of(chain, place.slot).item,
                               place.before, (*best)[i], more * place.units, more * place.value});
    }
    std::stable_sort(result.list.begin(), result.list.end(),
                     [](const MoreStock& a, const MoreStock& b) { return a.value > b.value; });
    result.interrupted = search.stopped();
    return result;
}

}  // namespace jarip::stress
