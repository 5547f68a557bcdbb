#include "jarip/plan/model/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "jarip/plan/model/disruption.hpp"
#include "jarip/plan/model/lead_time.hpp"
#include "jarip/plan/tolerances.hpp"

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
double cut_of_unlimited(const Period& period, const Share& share, const Baseline& baseline) {
    for (Day day = period.first; day < period.end; day += kDay)
        if (share(day) >= 1) return lp::kInfinity;
    const double months = months_of_work(period, share);
    return months > 0 ? baseline() * months : 0;
}

class Periods {
public:
    Periods(const Network& network, const network::Scenario* scenario, std::vector<Period> periods)
        : network_{network},
          disruption_{network, scenario},
          events_begin_{network::events_begin(network, scenario)} {
        calendar_.periods = std::move(periods);
        if (calendar_.periods.empty())
            calendar_.periods = buckets(network_.horizon, network_.bucket);
    }

    Calendar calendar() {
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
        add_expiries();
        return std::move(calendar_);
    }

private:
    /// What is still owed when its last day is over is lost.
    void add_expiries() {
        const std::size_t count = network_.demands.size();
        const auto& periods = calendar_.periods;
        calendar_.expiring.assign(periods.size() * count, 0);
        calendar_.largest_backlog.assign(periods.size() * count, lp::kInfinity);
        calendar_.last_expiry.assign(periods.size() * count, {});
        for (const DemandId id : network_.demands.ids()) {
            const auto& demand = network_.demands[id];
            if (!demand.max_late_days) continue;
            const auto longest = std::chrono::days{static_cast<int>(*demand.max_late_days)};
            double backlog = 0;
            for (std::size_t t = 0; t < periods.size(); ++t) {
                const std::size_t at = t * count + id.index();
                for (const auto& line : demand.wanted)
                    if (periods[t].contains(line.date + longest))
                        calendar_.expiring[at] += quantity(id, line);
                backlog += calendar_.wanted[at] - calendar_.expiring[at];
                calendar_.largest_backlog[at] = std::max(0.0, backlog);
                calendar_.last_expiry[at] = last_expiry(id, t, longest);
            }
        }
    }

    [[nodiscard]] Calendar::Expiry last_expiry(DemandId id, std::size_t t,
                                               std::chrono::days longest) const {
        const auto& periods = calendar_.periods;
        Calendar::Expiry last{.period = t, .wanted_later = 0};
        std::optional<Day> day;
        for (const auto& line : network_.demands[id].wanted)
            if (line.date < periods[t].end) day = std::max(day.value_or(line.date), line.date);
        if (!day) return last;
        while (last.period < periods.size() && periods[last.period].end <= *day + longest)
            ++last.period;
        if (last.period >= periods.size()) return last;
        for (const auto& line : network_.demands[id].wanted)
            if (line.date >= periods[t].end && periods[last.period].contains(line.date + longest))
                last.wanted_later += quantity(id, line);
        return last;
    }

    [[nodiscard]] double quantity(DemandId id, const network::Wanted& line) const {
        return line.quantity * disruption_.demand_factor(id, line.date);
    }

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

    [[nodiscard]] bool as_usual() const {
        return !disruption_.any() && network_.availability.empty();
    }

    [[nodiscard]] double capacity(ProcessId id, const Period& period, double months) const {
        const auto& per_month = network_.processes[id].capacity_per_month;
        const bool steps = network_.has_steps(id);
        if (as_usual() && !steps) return limited(per_month, months);
        const auto open = [&](Day day) {
            return network_.available(id, day) > 0 ? disruption_.process_open(id, day) : 0;
        };
        if (!per_month)
            return cut_of_unlimited(period, open, [&] { return disruption_.baseline_start(id); });
        return *per_month * months_of_work(period, [&](Day day) {
            const double share = steps ? network_.capacity_share(id, day) : 1;
            return share * network_.available(id, day) * disruption_.process_open(id, day);
        });
    }

    [[nodiscard]] double resource(ResourceId id, const Period& period, double months) const {
        const auto& row = network_.resources[id];
        const bool steps = network_.has_steps(id);
        if (as_usual() && !steps) return limited(row.capacity_per_month, months);
        return limited(row.capacity_per_month, months_of_work(period, [&](Day day) {
                           const double share = steps ? network_.capacity_share(id, day) : 1;
                           return share * network::available(network_, row.site, day) *
                                  disruption_.resource_open(id, day);
                       }));
    }

    [[nodiscard]] double wanted(DemandId id, const Period& period) const {
        Sum total;
        for (const auto& line : network_.demands[id].wanted)
            if (period.contains(line.date)) total.add(quantity(id, line));
        return total.value();
    }

    void add_arc(ArcId id, const Period& period) {
        const auto& arc = network_.arcs[id];
        double limit = lp::kInfinity;
        double late = 0;
        double extra = 0;  // tariffs
        if (disruption_.any()) {
            limit = arc_limit(id, period);
            for (Day day = period.first; day < period.end; day += kDay) {
                late += disruption_.days_late(id, day) / period.days();
                extra += (disruption_.tariff(id, day) - arc.tariff) / period.days();
            }
        }
        // A way that is approved within the period serves all of it.
        if (!network_.approved_on(id, period.end - kDay, events_begin_)) limit = 0;
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
    std::optional<Day> events_begin_;
    Calendar calendar_;
};

}  // namespace

namespace {

/// What a scenario in full leaves of an average month.
class SteadyMonth {
public:
    SteadyMonth(const Network& network, const network::Scenario* scenario)
        : network_{network},
          disruption_{scenario == nullptr ? Disruption{network, nullptr}
                                          : Disruption::in_full(network, *scenario)} {}

    Calendar calendar() {
        for (const ProcessId id : network_.processes.ids())
            calendar_.capacity.push_back(capacity(id));
        for (const ResourceId id : network_.resources.ids())
            calendar_.resource.push_back(resource(id));
        for (const auto& lane : network_.lanes)
            calendar_.lane.push_back(limited(lane.capacity_per_month, 1));
        for (const DemandId id : network_.demands.ids())
            calendar_.wanted.push_back(network_.demands[id].total / network_.months *
                                       disruption_.demand_factor(id, any_day()));
        for (const ArcId id : network_.arcs.ids()) add_arc(id);
        calendar_.stock_kept.assign(network_.pools.size(), 1);
        return std::move(calendar_);
    }

private:
    /// Effects in full are the same on each.
    [[nodiscard]] Day any_day() const { return network_.horizon.first; }

    [[nodiscard]] double capacity(ProcessId id) const {
        const auto& per_month = network_.processes[id].capacity_per_month;
        const double open = disruption_.process_open(id, any_day());
        if (!per_month && open < 1) return disruption_.baseline_start(id) * open;
        const bool always = network_.availability.empty();
        return limited(per_month, (always ? 1 : network_.mean_availability(id)) * open);
    }

    [[nodiscard]] double resource(ResourceId id) const {
        const auto& row = network_.resources[id];
        const auto available = [&](Day day) {
            return network_.capacity_share(id, day) * network::available(network_, row.site, day);
        };
        const double mean = network_.availability.empty()
                                ? 1
                                : months_of_work(network_.horizon, available) / network_.months;
        return limited(row.capacity_per_month, mean * disruption_.resource_open(id, any_day()));
    }

    void add_arc(ArcId id) {
        const auto& arc = network_.arcs[id];
        calendar_.arc_limit.push_back(arc_limit(id));
        const double tariff = disruption_.any() ? disruption_.tariff(id, any_day()) : arc.tariff;
        calendar_.arc_cost.push_back(arc.freight + tariff);
        calendar_.arc_holding.push_back(0);
        calendar_.transit_days.push_back(0);
    }

    [[nodiscard]] double arc_limit(ArcId id) const {
        const double open = disruption_.arc_open(id, any_day());
        if (open >= 1) return lp::kInfinity;
        if (open <= 0) return 0;
        const auto lane = network_.arcs[id].lane;
        const auto capacity = lane.valid() ? network_.lanes[lane].capacity_per_month : std::nullopt;
        return open * (capacity ? *capacity : disruption_.baseline_flow(id));
    }

    const Network& network_;
    Disruption disruption_;
    Calendar calendar_;
};

}  // namespace

Calendar steady_calendar(const Network& network, const network::Scenario* scenario) {
    return SteadyMonth{network, scenario}.calendar();
}

Calendar period_calendar(const Network& network, const network::Scenario* scenario) {
    return Periods{network, scenario, {}}.calendar();
}

Calendar calendar_of(const Network& network, const std::string& scenario,
                     std::vector<Period> periods) {
    if (scenario.empty()) return Periods{network, nullptr, std::move(periods)}.calendar();
    const network::Scenario events = network.together(scenario);
    return Periods{network, &events, std::move(periods)}.calendar();
}

}  // namespace jarip::plan
