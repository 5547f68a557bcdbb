#include "jarip/stress/survival.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "jarip/stress/best_month.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

using network::ArcId;
using network::DemandId;

constexpr double kCentury = 36'525;  // days: what lasts for one lasts for ever

const lp::Solution& solved(const lp::Solution& solution) {
    if (solution.status != lp::Status::optimal)
        throw std::logic_error{"a month in which stock lies for a day of use was not solved"};
    return solution;
}

}  // namespace

Survival::Survival(const network::Network& network, const plan::SteadyPlan& month,
                   const LabelledChain& chain, bool at_home)
    : network_{network}, days_a_month_{network.horizon.days() / network.months} {
    build(month, chain, at_home);
    survival_basis_ = first_basis(true);
    loss_basis_ = first_basis(false);
}

void Survival::build(const plan::SteadyPlan& month, const LabelledChain& chain, bool at_home) {
    const BestMonth best{network_, static_cast<double>(network_.horizon.days())};
    rate_ = model_.add_column("one over the time", 0, lp::kInfinity, 0);
    auto stock = planned_stock(network_);
    for (const auto& receipt : network_.receipts) stock[receipt.pool.index()] += receipt.quantity;
    const auto in_run = stock_of(network_, chain);
    std::vector<std::vector<lp::Term>> more(network_.pools.size());
    for (std::size_t pool = 0; pool < stock.size(); ++pool)
        if (const double most = std::max(stock[pool], in_run[pool]); most > 0)
            more[pool].push_back({rate_, most});
    const auto copy = best.add_to(model_, std::move(more));
    started_ = copy.started;
    leaving_.resize(network_.pools.size());
    for (const ArcId arc : network_.arcs.ids())
        if (copy.shipped[arc.index()].valid())
            leaving_[network_.arcs[arc].from.index()].push_back(copy.shipped[arc.index()]);
    for (const DemandId id : network_.demands.ids()) {
        const auto row = copy.demand[id.index()];
        if (!row.valid()) continue;
        model_.rows[row].high = month.delivered[id];
        const auto& demand = network_.demands[id];
        const bool counts = network_.is_product(network_.pools[demand.pool].item) &&
                            (!at_home || network_.at_home(network_.country_of(demand.pool)));
        if (!counts || month.delivered[id] == 0) continue;
        deliveries_.push_back({copy.delivered[id.index()], row, month.delivered[id], demand.price});
    }
    largest_weight_ = 0;
    for (const auto& delivery : deliveries_)
        largest_weight_ = std::max(largest_weight_, delivery.weight);
    if (largest_weight_ == 0) largest_weight_ = 1;
}

lp::Basis Survival::first_basis(bool for_survival) const {
    Solves solves{*this};
    if (for_survival)
        (void)solves.longest({});
    else
        (void)solves.least_lost({}, kTimeToRecover);
    return solves.basis();
}

Survival::Solves::Solves(const Survival& survival) : survival_{survival}, solver_{survival.model_} {
    set_survival(false);
}

void Survival::Solves::close(const Without& without, bool closed) {
    const double most = closed ? 0 : lp::kInfinity;
    for (const auto process : without.processes)
        if (const auto column = survival_.started_[process]; column.valid())
            solver_.set_bounds(column, 0, most);
    for (const auto pool : without.pools)
        for (const auto column : survival_.leaving_[pool])
            solver_.set_bounds(column, 0, closed ? 0 : survival_.model_.columns[column].high);
}

// Either all that counts is delivered and the rate is the least, or the rate is given and the most is delivered.
void Survival::Solves::set_survival(bool wanted) {
    for_survival_ = wanted;
    solver_.set_cost(survival_.rate_, wanted ? 1 : 0);
    if (wanted) solver_.set_bounds(survival_.rate_, 0, lp::kInfinity);
    for (const auto& [column, row, baseline, weight] : survival_.deliveries_) {
        solver_.set_cost(column, wanted ? 0 : -weight / survival_.largest_weight_);
        solver_.set_bounds(row, wanted ? baseline * (1 - kShort) : 0, baseline);
    }
}

std::optional<double> Survival::Solves::longest(const Without& without) {
    if (!for_survival_) set_survival(true);
    close(without, true);
    solver_.start_from(survival_.survival_basis_);
    const auto solution = solver_.solve();
    close(without, false);
    const double rate = solved(solution).values[survival_.rate_];
    if (rate * kCentury <= survival_.days_a_month_) return std::nullopt;
    return survival_.days_a_month_ / rate;
}

double Survival::Solves::least_lost(const Without& without, double days) {
    if (for_survival_) set_survival(false);
    close(without, true);
    const double months = days / survival_.days_a_month_;
    solver_.set_bounds(survival_.rate_, 1 / months, 1 / months);
    solver_.start_from(survival_.loss_basis_);
    const auto solution = solver_.solve();
    close(without, false);
    Sum lost;
    for (const auto& [column, row, baseline, weight] : survival_.deliveries_) {
        const double missing = baseline - solved(solution).values[column];
        if (missing > kShort * baseline) lost.add(missing * weight);
    }
    return lost.value() * months;
}

}  // namespace jarip::stress
