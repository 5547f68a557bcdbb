#include "jarip/plan/model/keeping.hpp"

#include <algorithm>

namespace jarip::plan {

Keeping::Keeping(const Network& network, const Calendar& calendar, const RowOrder& order)
    : network_{network},
      calendar_{calendar},
      pool_count_{network.pools.size()},
      opening_{pool_count_, 0.0},
      minimum_{pool_count_, 0.0},
      minimum_at_end_{pool_count_, 0.0},
      maximum_{pool_count_, lp::kInfinity},
      valued_{pool_count_, 0.0},
      value_{pool_count_, 0.0},
      arrived_(calendar.periods.size() * pool_count_, 0.0) {
    if (calendar.periods.empty()) return;
    for (const auto& stock : network.stock) {
        opening_[stock.pool] += stock.quantity;
        minimum_[stock.pool] += stock.minimum;
        minimum_at_end_[stock.pool] += stock.minimum_at_end;
        if (stock.maximum) maximum_[stock.pool] = *stock.maximum;
        if (!stock.is_worth_something()) continue;
        valued_[stock.pool] = stock.valued_at_end;
        value_[stock.pool] = stock.value_at_end;
    }
    for (const std::size_t i : order.receipts) {
        const auto& receipt = network.receipts[i];
        for (std::size_t t = 0; t < calendar.periods.size(); ++t)
            if (calendar.periods[t].contains(receipt.date))
                arrived_[t * pool_count_ + receipt.pool.index()] += receipt.quantity;
    }
}

double Keeping::minimum(std::size_t t, PoolId pool) const {
    double minimum = minimum_[pool];
    for (const auto& kept : network_.minimum_stock)
        if (kept.pool == pool && kept.from < calendar_.periods[t].end) minimum = kept.minimum;
    const bool last = t + 1 == calendar_.periods.size();
    return last ? std::max(minimum, minimum_at_end_[pool]) : minimum;
}

double Keeping::excess(std::size_t t, PoolId pool) const {
    double there = opening_[pool];
    for (std::size_t s = 0; s <= t; ++s) there += arrived(s, pool);
    return std::max(0.0, there - maximum_[pool]);
}

std::optional<std::size_t> Keeping::leaves_by(std::size_t t, PoolId pool) const {
    const auto& days = network_.items[network_.pools[pool].item].shelf_life_days;
    if (!days) return std::nullopt;
    const auto& periods = calendar_.periods;
    for (std::size_t s = t; s + 1 < periods.size(); ++s)
        if (static_cast<double>((periods[s + 1].first - periods[t].first).count()) > *days)
            return s;
    return std::nullopt;
}

std::optional<std::size_t> Keeping::spoils_in(std::size_t t, PoolId pool) const {
    if (!network_.items[network_.pools[pool].item].shelf_life_days) return std::nullopt;
    for (std::size_t s = t + 1; s-- > 0;) {
        const auto by = leaves_by(s, pool);
        if (by && *by < t) return std::nullopt;
        if (by == t) return s;
    }
    return std::nullopt;
}

double Keeping::idle_of(std::size_t came, std::size_t t, PoolId pool) const {
    double left = arrived(came, pool);
    if (came == 0) left += opening_[pool] * calendar_.stock_kept[pool.index()];
    for (std::size_t s = came + 1; s <= t; ++s)
        left *= calendar_.stock_kept[s * pool_count_ + pool.index()];
    return left;
}

double Keeping::idle(std::size_t t, PoolId pool) const {
    double total = 0;
    for (std::size_t s = 0; s <= t; ++s) {
        const auto by = leaves_by(s, pool);
        if (!by || *by > t) total += idle_of(s, t, pool);
    }
    return total;
}

double Keeping::idle_spoiled(std::size_t t, PoolId pool) const {
    double total = 0;
    for (std::size_t s = 0; s <= t; ++s)
        if (leaves_by(s, pool) == t) total += idle_of(s, t, pool);
    return total;
}

}  // namespace jarip::plan
