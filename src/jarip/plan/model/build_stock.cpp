// What customers are owed, and what is kept: minimum and maximum stock, shelf lives, days ahead.
#include <algorithm>
#include <utility>

#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/builder.hpp"

namespace jarip::plan {

void Builder::add_demands(std::size_t t) {
    for (const DemandId id : order_.demands) {
        const auto& demand = network_.demands[id];
        const std::size_t at = t * network_.demands.size() + id.index();
        const double wanted = calendar_.wanted[at];
        result_.wanted[at] = wanted;
        const bool reached = reach_.pool[demand.pool] != 0;
        const lp::ColumnId y =
            reached ? model().add_column(name("deliver", demand.id), 0, lp::kInfinity, 0)
                    : lp::ColumnId{};
        result_.delivered[at] = y;
        if (reached) put(t, demand.pool, y, -1);
        if (steady_) {
            if (reached)
                result_.demand[at] =
                    model().add_row(name("demand", demand.id), 0, wanted, {{y, 1}});
            continue;
        }
        const bool last = t + 1 == period_count_;
        std::vector<lp::Term> terms;
        if (calendar_.expiring[at] > 0) {
            result_.lost[at] = model().add_column(name("lose", demand.id), 0,
                                                  calendar_.expiring[at], demand.lost_cost);
            terms.push_back({result_.lost[at], 1});
        }
        const lp::ColumnId b = model().add_column(
            name("owe", demand.id), 0, calendar_.largest_backlog[at],
            demand.late_cost_per_day * calendar_.days(t) + (last ? demand.lost_cost : 0));
        result_.backlog[at] = b;
        terms.push_back({b, 1});
        if (reached) terms.push_back({y, 1});
        if (t > 0) terms.push_back({result_.backlog[at - network_.demands.size()], -1});
        result_.demand[at] =
            model().add_row(name("demand", demand.id), wanted, wanted, std::move(terms));
    }
}

void Builder::add_stock(std::size_t t) {
    for (const PoolId id : order_.pools) {
        const std::size_t at = t * pool_count_ + id.index();
        if (reach_.pool[id] == 0) {
            add_idle(t, id);
            continue;
        }
        const auto& item = network_.items[network_.pools[id].item];
        const int days = calendar_.days(t);
        add_spoiling(t, id);
        const double maximum = keeping_.maximum(id);
        const double excess = maximum < lp::kInfinity ? keeping_.excess(t, id) : 0;
        if (excess > 0)
            result_.over[at] = model().add_column(name("over", pool_names_[id]), 0, excess,
                                                  shortage_price(item, excess) * days);
        const double minimum = keeping_.minimum(t, id);
        if (minimum > 0)
            result_.shortage[at] = model().add_column(name("short", pool_names_[id]), 0, minimum,
                                                      shortage_price(item, minimum) * days);
        const lp::ColumnId h = model().add_column(name("stock", pool_names_[id]), 0,
                                                  excess > 0 ? lp::kInfinity : maximum,
                                                  item.holding_cost_per_day * days);
        result_.stock[at] = h;
        if (excess > 0)
            model().add_row(name("storage", pool_names_[id]), -lp::kInfinity, maximum,
                            {{h, 1}, {result_.over[at], -1}});
        if (minimum > 0)
            model().add_row(name("safety", pool_names_[id]), minimum, lp::kInfinity,
                            {{h, 1}, {result_.shortage[at], 1}});
        if (t + 1 == period_count_ && keeping_.valued(id) > 0) {
            const lp::ColumnId left = model().add_column(name("left", pool_names_[id]), 0,
                                                         keeping_.valued(id), -keeping_.value(id));
            result_.left[id.index()] = left;
            model().add_row(name("left there", pool_names_[id]), -lp::kInfinity, 0,
                            {{left, 1}, {h, -1}});
        }
        const double kept = calendar_.stock_kept[at];
        balance_.add(at, {h, -1});
        balance_sum_[at] -= keeping_.arrived(t, id);
        if (t == 0)
            balance_sum_[at] -= keeping_.opening(id) * kept;
        else
            balance_.add(at, {result_.stock[at - pool_count_], kept});
    }
}

void Builder::add_idle(std::size_t t, PoolId id) {
    const std::size_t at = t * pool_count_ + id.index();
    if (network_.items[network_.pools[id].item].shelf_life_days) {
        result_.idle_stock[at] = keeping_.idle(t, id);
        result_.idle_spoiled[at] = keeping_.idle_spoiled(t, id);
        return;
    }
    const double before = t == 0 ? keeping_.opening(id) : result_.idle_stock[at - pool_count_];
    result_.idle_stock[at] = keeping_.arrived(t, id) + calendar_.stock_kept[at] * before;
}

void Builder::add_spoiling(std::size_t t, PoolId id) {
    const auto since = keeping_.spoils_in(t, id);
    if (!since || result_.spoiled[t * pool_count_ + id.index()].valid()) return;
    const std::string& pool = pool_names_[id];
    const lp::ColumnId d = model().add_column(name("spoil", pool), 0, lp::kInfinity, 0);
    result_.spoiled[t * pool_count_ + id.index()] = d;
    put(t, id, d, -1);
    if (*since < t)
        model().add_row(name("spoiled", pool), -lp::kInfinity, 0,
                        {{d, 1}, {result_.stock[*since * pool_count_ + id.index()], -1}});
}

void Builder::add_shelf_lives() {
    for (std::size_t t = 0; t < period_count_; ++t) {
        label_ = label(network_, calendar_.periods, t);
        for (const PoolId id : order_.pools) {
            if (reach_.pool[id] == 0) continue;
            const auto by = keeping_.leaves_by(t, id);
            if (!by) continue;
            std::vector<lp::Term> terms{{result_.stock[t * pool_count_ + id.index()], 1}};
            for (std::size_t s = t + 1; s <= *by; ++s) {
                const std::size_t at = s * pool_count_ + id.index();
                balance_.each(at, [&](const lp::Term& term) {
                    if (term.coefficient < 0 && term.column != result_.stock[at])
                        terms.push_back(term);
                });
            }
            model().add_row(name("shelf life", pool_names_[id]), -lp::kInfinity, 0,
                            std::move(terms));
        }
    }
}

void Builder::add_limits_ahead() {
    for (const PoolId id : order_.pools) {
        if (reach_.pool[id] == 0 || makers_[id].empty()) continue;
        double days = 0, lot = 0;
        for (const ProcessId maker : makers_[id]) {
            const auto& process = network_.processes[maker];
            days = std::max(days, process.max_days_ahead.value_or(lp::kInfinity));
            lot = std::max({lot, process.lot_size.value_or(0), process.minimum_lot.value_or(0)});
        }
        if (days == lp::kInfinity) continue;
        double brought = keeping_.opening(id);
        for (std::size_t t = 0; t < period_count_; ++t) {
            label_ = label(network_, calendar_.periods, t);
            brought += keeping_.arrived(t, id);
            std::vector<lp::Term> terms{{result_.stock[t * pool_count_ + id.index()], 1}};
            const auto to_be_kept = [&](std::size_t s) {
                return std::max(keeping_.minimum(s, id),
                                s + 1 == period_count_ ? keeping_.valued(id) : 0);
            };
            double kept = to_be_kept(t);
            for (std::size_t s = t + 1; s < period_count_; ++s) {
                if (static_cast<double>(
                        (calendar_.periods[s].end - calendar_.periods[t].end).count()) > days)
                    break;
                kept = std::max(kept, to_be_kept(s));
                const std::size_t at = s * pool_count_ + id.index();
                balance_.each(at, [&](const lp::Term& term) {
                    if (term.coefficient < 0 && term.column != result_.stock[at])
                        terms.push_back({term.column, term.coefficient});
                });
            }
            model().add_row(name("days ahead", pool_names_[id]), -lp::kInfinity,
                            brought + kept + lot, std::move(terms));
        }
    }
}

void Builder::add_backlog_until_lost() {
    const std::size_t count = network_.demands.size();
    for (std::size_t t = 0; t + 1 < period_count_; ++t) {
        label_ = label(network_, calendar_.periods, t);
        for (const DemandId id : order_.demands) {
            const auto [last, later] = calendar_.last_expiry[t * count + id.index()];
            double wanted = 0;  // without it the rows of demand say as much
            std::vector<lp::Term> terms{{result_.backlog[t * count + id.index()], 1}};
            const auto hold = [&](double low) {
                if (wanted > 0 && terms.size() > 1)
                    model().add_row(name("owed until lost", network_.demands[id].id), low,
                                    lp::kInfinity, terms);
            };
            for (std::size_t e = t + 1; e < period_count_ && e <= last; ++e) {
                const std::size_t at = e * count + id.index();
                wanted += calendar_.wanted[at];
                if (e == last && later > 0) hold(0);
                if (result_.lost[at].valid()) terms.push_back({result_.lost[at], -1});
            }
            hold(-later);
        }
    }
}

double Builder::shortage_price(const network::Item& item, double minimum) {
    return item.holding_cost_per_day + (item.price > 0 ? item.price : 1 / minimum);
}

}  // namespace jarip::plan
