#include "jarip/plan/model/calendar.hpp"

#include <chrono>
#include <optional>

#include "jarip/plan/model/disruption.hpp"
#include "jarip/plan/model/lead_time.hpp"

namespace jarip::plan {

namespace {

constexpr std::chrono::days kDay{1};

/// Months of work in a period: the mean share of each month's days times its share of a month. A whole month
/// at full share is exactly 1.
template <class Share>
double months_of_work(const Period& period, const Share& share) {
    double months = 0;
    for (const Period& part : buckets(period, Bucket::month)) {
        Sum days;
        for (Day day = part.first; day < part.end; day += kDay) days.add(share(day));
        months += days.value() / days_in_month(part.first);
    }
    return months;
}

/// A figure that may be missing (unlimited), over some months of work.
double limited(const std::optional<double>& per_month, double months) {
    if (months <= 0) return 0;
    return per_month ? *per_month * months : lp::kInfinity;
}

/// What has no capacity is unlimited while a day of the period is whole; else its usual rate is cut.
template <class Share, class Baseline>
double cut_of_unlimited(const Period& period, const Share& share, const Baseline& usual) {
    for (Day day = period.first; day < period.end; day += kDay)
        if (share(day) >= 1) return lp::kInfinity;
    const double months = months_of_work(period, share);
    return months > 0 ? usual() * months : 0;
}

/// A site's own availability on a day: its resources have that much of their capacity.
double site_available(const Network& network, network::SiteId site, Day day) {
    double share = 1;
    for (const auto& row : network.availability)
        if (row.target.kind == network::TargetKind::site && row.target.site == site &&
            row.date <= day && day < row.date + std::chrono::days{row.days})
            share *= row.available;
    return share;
}

class Periods {
public:
    Periods(const Network& network, const network::Scenario* scenario)
        : network_{network}, disruption_{network, scenario} {}

    Calendar calendar() {
        calendar_.periods = buckets(network_.horizon, network_.bucket);
        for (const Period& period : calendar_.periods) {
            const double months = months_in(period);
            for (const ProcessId id : network_.processes.ids())
                calendar_.capacity.push_back(capacity(id, period, months));
            for (const ResourceId id : network_.resources.ids())
                calendar_.resource.push_back(resource(id, period, months));
            for (const auto& lane : network_.lanes)
                calendar_.lane.push_back(limited(lane.capacity_per_month, months));
            for (const DemandId id : network_.demands.ids())
                calendar_.wanted.push_back(wanted(id, period));
            for (const ArcId id : network_.arcs.ids()) add_arc(id, period);
            for (const PoolId id : network_.pools.ids())
                calendar_.stock_kept.push_back(disruption_.stock_kept(id, period));
        }
        add_holding();
        return std::move(calendar_);
    }

private:
    /// What is on the way at the end of a period is held for its days, as stock is: moving goods to and fro saves
    /// nothing. Over whole periods that is the transit time.
    void add_holding() {
        for (std::size_t t = 0; t < calendar_.periods.size(); ++t)
            for (const ArcId id : network_.arcs.ids()) {
                const std::size_t at = t * network_.arcs.size() + id.index();
                const auto item = network_.pools[network_.arcs[id].from].item;
                const double a_day = network_.items[item].holding_cost_per_day;
                const double days = a_day > 0 ? days_on_the_way(t, calendar_.transit_days[at]) : 0;
                calendar_.arc_holding.push_back(a_day * days);
            }
    }

    [[nodiscard]] double days_on_the_way(std::size_t sent, double transit_days) const {
        if (transit_days <= 0) return 0;
        double total = 0;
        double under_way = 1;
        std::size_t t = sent;
        const auto pass = [&](std::size_t until) {
            for (; t < until; ++t) total += under_way * calendar_.periods[t].days();
        };
        for (const Arrival& arrival :
             arrivals(calendar_.periods, sent, transit_days, network_.lead_times)) {
            pass(arrival.period);
            under_way -= arrival.share;
        }
        if (under_way > kArrived) pass(calendar_.periods.size());
        return total;
    }

    static constexpr double kArrived = 1e-12;  // rounding of shares that sum to 1

    [[nodiscard]] bool as_usual() const {
        return !disruption_.any() && network_.availability.empty();
    }

    [[nodiscard]] double capacity(ProcessId id, const Period& period, double months) const {
        const auto& per_month = network_.processes[id].capacity_per_month;
        if (as_usual()) return limited(per_month, months);
        const auto open = [&](Day day) {
            return network_.available(id, day) > 0 ? disruption_.process_open(id, day) : 0;
        };
        if (!per_month)
            return cut_of_unlimited(period, open, [&] { return disruption_.baseline_start(id); });
        return *per_month * months_of_work(period, [&](Day day) {
            return network_.available(id, day) * disruption_.process_open(id, day);
        });
    }

    [[nodiscard]] double resource(ResourceId id, const Period& period, double months) const {
        const auto& row = network_.resources[id];
        if (as_usual()) return limited(row.capacity_per_month, months);
        return limited(row.capacity_per_month, months_of_work(period, [&](Day day) {
                           return site_available(network_, row.site, day) *
                                  disruption_.resource_open(id, day);
                       }));
    }

    [[nodiscard]] double wanted(DemandId id, const Period& period) const {
        Sum total;
        for (const auto& line : network_.demands[id].wanted)
            if (period.contains(line.date))
                total.add(line.quantity * disruption_.demand_factor(id, line.date));
        return total.value();
    }

    void add_arc(ArcId id, const Period& period) {
        const auto& arc = network_.arcs[id];
        double limit = lp::kInfinity;
        double late = 0;
        double extra = 0;
        if (disruption_.any()) {
            limit = arc_limit(id, period);
            for (Day day = period.first; day < period.end; day += kDay) {
                late += disruption_.days_late(id, day) / period.days();
                extra += disruption_.extra_cost(id, day) / period.days();
            }
        }
        calendar_.arc_limit.push_back(limit);
        calendar_.arc_cost.push_back(arc.freight + arc.tariff + extra);
        calendar_.transit_days.push_back(arc.transit_days + late);
    }

    [[nodiscard]] double arc_limit(ArcId id, const Period& period) const {
        const auto open = [&](Day day) { return disruption_.arc_open(id, day); };
        const auto lane = network_.arcs[id].lane;
        const auto capacity = lane.valid() ? network_.lanes[lane].capacity_per_month : std::nullopt;
        if (capacity) return *capacity * months_of_work(period, open);
        return cut_of_unlimited(period, open, [&] { return disruption_.baseline_flow(id); });
    }

    const Network& network_;
    Disruption disruption_;
    Calendar calendar_;
};

}  // namespace

Calendar steady_calendar(const Network& network) {
    Calendar calendar;
    const bool always = network.availability.empty();
    for (const ProcessId id : network.processes.ids())
        calendar.capacity.push_back(limited(network.processes[id].capacity_per_month,
                                            always ? 1 : network.mean_availability(id)));
    for (const auto& resource : network.resources) {
        const auto available = [&](Day day) { return site_available(network, resource.site, day); };
        calendar.resource.push_back(
            limited(resource.capacity_per_month,
                    always ? 1 : months_of_work(network.horizon, available) / network.months));
    }
    for (const auto& lane : network.lanes)
        calendar.lane.push_back(limited(lane.capacity_per_month, 1));
    for (const auto& demand : network.demands)
        calendar.wanted.push_back(demand.total / network.months);
    for (const auto& arc : network.arcs) {
        calendar.arc_limit.push_back(lp::kInfinity);
        calendar.arc_cost.push_back(arc.freight + arc.tariff);
        calendar.arc_holding.push_back(0);
        calendar.transit_days.push_back(0);
    }
    calendar.stock_kept.assign(network.pools.size(), 1);
    return calendar;
}

Calendar period_calendar(const Network& network, const network::Scenario* scenario) {
    return Periods{network, scenario}.calendar();
}

}  // namespace jarip::plan
