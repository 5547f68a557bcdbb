#include "jarip/stress/survival.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "jarip/network/events/effects.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

using network::ArcId;
using network::DemandId;
using network::Effect;
using network::InputId;
using network::PoolId;
using network::ProcessId;

constexpr double kCentury = 36'525;  // days: what lasts for one lasts for ever

// Terms that are added to rows of a model.
using More = std::vector<std::vector<lp::Term>>;

void add_rows(const lp::Model& from, const More& more, lp::Model& to) {
    for (const lp::RowId id : from.rows.ids()) {
        const auto& row = from.rows[id];
        std::vector<lp::Term> terms(from.terms.begin() + static_cast<std::ptrdiff_t>(row.begin),
                                    from.terms.begin() + static_cast<std::ptrdiff_t>(row.end));
        terms.insert(terms.end(), more[id.index()].begin(), more[id.index()].end());
        to.add_row(row.name, row.low, row.high, std::move(terms));
    }
}

const lp::Solution& solved(const lp::Solution& solution) {
    if (solution.status != lp::Status::optimal)
        throw std::logic_error{"a month in which stock lies for a day of use was not solved"};
    return solution;
}

}  // namespace

Survival::Survival(const network::Network& network, const plan::SteadyPlan& month,
                   const LabelledChain& chain, const Ask& ask)
    : network_{network}, days_a_month_{network.horizon.days() / network.months} {
    build(month, chain, ask);
    if (ask.longest) survival_basis_ = first_basis(true);
    loss_basis_ = first_basis(false);
}

// By pool, units: what lies in the slots that it fills, and what is on its way to it.
std::vector<double> Survival::stock_of(const LabelledChain& labelled) const {
    const Chain& chain = labelled.chain;
    std::vector<double> stock(network_.pools.size(), 0.0);
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
            stock[labelled.edge_pool[e].index()] +=
                chain.flow[e] * chain.supplied[e] * (chain.first_days[k] + chain.delay[e]);
    return stock;
}

void Survival::build(const plan::SteadyPlan& month, const LabelledChain& chain, const Ask& ask) {
    const auto formulation = plan::steady_formulation(network_, {.shares = false});
    for (const auto& column : formulation.model.columns) {
        const auto id = model_.add_column(column.name, column.low, column.high, 0);
        model_.columns[id].size = column.size;
    }
    rate_ = model_.add_column("one over the time", 0, lp::kInfinity, 0);
    More more(formulation.model.rows.size());
    const auto stock = stock_of(chain);
    for (const PoolId pool : network_.pools.ids())
        if (const auto row = formulation.balance[pool.index()];
            row.valid() && stock[pool.index()] > 0)
            more[row.index()].push_back({rate_, stock[pool.index()]});

    // A part that delays nothing may be left out of what needs it, and out of that alone.
    std::vector<std::pair<lp::ColumnId, lp::Term>> left_out;
    for (const InputId input : network_.inputs.ids()) {
        const auto& use = formulation.used[input.index()];
        const auto row = formulation.balance[network_.inputs[input].pool.index()];
        if (network_.slots[network_.inputs[input].slot].critical || !use.column.valid()) continue;
        const auto without =
            model_.add_column("without " + std::to_string(input.index()), 0, lp::kInfinity, 0);
        model_.columns[without].size = model_.columns[use.column].size * use.coefficient;
        more[row.index()].push_back({without, 1});
        left_out.emplace_back(without, use);
    }
    add_rows(formulation.model, more, model_);
    for (const auto& [without, use] : left_out)
        model_.add_row("left out " + std::to_string(without.index()), -lp::kInfinity, 0,
                       {{without, 1}, {use.column, -use.coefficient}});

    // What comes in and is not needed stays where it is.
    for (const auto row : formulation.balance)
        if (row.valid()) model_.rows[row].high = lp::kInfinity;
    started_ = formulation.started;
    capacity_ = formulation.capacity;
    shipped_ = formulation.shipped;
    leaving_.resize(network_.pools.size());
    for (const ArcId arc : network_.arcs.ids())
        if (formulation.shipped[arc.index()].valid())
            leaving_[network_.arcs[arc].from.index()].push_back(formulation.shipped[arc.index()]);
    makes_.resize(network_.pools.size());
    for (const ProcessId id : network_.processes.ids())
        if (formulation.started[id.index()].valid())
            makes_[network_.processes[id].output.index()] = true;
    for (const DemandId id : network_.demands.ids()) {
        const auto row = formulation.demand[id.index()];
        if (!row.valid()) continue;
        model_.rows[row].high = month.delivered[id];
        const auto& demand = network_.demands[id];
        const bool counts = network_.is_product(network_.pools[demand.pool].item) &&
                            (!ask.at_home || network_.at_home(network_.country_of(demand.pool)));
        if (!counts || month.delivered[id] == 0) continue;
        deliveries_.push_back({formulation.delivered[id.index()], row, month.delivered[id],
                               ask.by_value ? demand.price : 1});
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

Survival::Solves::Lost Survival::Solves::least_lost(const Without& without, double days) {
    close(without, true);
    const Lost lost = least_lost_in(days);
    close(without, false);
    return lost;
}

Survival::Solves::Lost Survival::Solves::least_lost_in(double days) {
    if (for_survival_) set_survival(false);
    const double months = days / survival_.days_a_month_;
    solver_.set_bounds(survival_.rate_, 1 / months, 1 / months);
    solver_.start_from(survival_.loss_basis_);
    const auto solution = solver_.solve();
    Sum lost, units;
    for (const auto& [column, row, baseline, weight] : survival_.deliveries_) {
        const double missing = baseline - solved(solution).values[column];
        if (missing <= kShort * baseline) continue;
        lost.add(missing * weight);
        units.add(missing);
    }
    return {lost.value() * months, units.value() * months};
}

namespace {

// The days on which any event acts: what is lost before the first or after the last is not asked.
struct Window {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] double days() const { return static_cast<double>(end - begin); }
};

Window window_of(const network::Effects& effects, std::size_t days) {
    Window window{days, 0};
    for (const Effect& effect : effects.all()) {
        window.begin = std::min(window.begin, effect.first_day);
        window.end =
            std::max(window.end, std::min(days, effect.first_day + effect.severity.size()));
    }
    if (window.end < window.begin) return {};
    return window;
}

// By row, the mean over the window of what effects of a kind leave; of rows that none acts on nothing is said.
std::map<std::size_t, double> mean_left(const network::Effects& effects, Effect::On on,
                                        const Window& window) {
    std::map<std::size_t, std::vector<double>> left;
    for (const Effect& effect : effects.all()) {
        if (effect.on != on) continue;
        for (const auto id : effect.ids) {
            auto& days = left.try_emplace(id, window.end - window.begin, 1.0).first->second;
            for (std::size_t i = 0; i < effect.severity.size(); ++i)
                if (const auto day = effect.first_day + i; day < window.end)
                    days[day - window.begin] *= std::max(0.0, 1 - effect.severity[i]);
        }
    }
    std::map<std::size_t, double> mean;
    for (const auto& [id, days] : left) mean[id] = sum(days) / window.days();
    return mean;
}

}  // namespace

Survival::Solves::Lost Survival::Solves::least_lost(const network::Scenario& scenario,
                                                    std::uint32_t days) {
    const auto& network = survival_.network_;
    const network::Effects effects{network, scenario, days};
    const Window window = window_of(effects, days);
    if (window.end == window.begin) return {};
    const auto& model = survival_.model_;
    std::vector<lp::ColumnId> closed;
    std::vector<lp::RowId> cut;
    const auto shut = [&](lp::ColumnId column) {
        if (!column.valid()) return;
        solver_.set_bounds(column, 0, 0);
        closed.push_back(column);
    };
    for (const auto& [process, left] : mean_left(effects, Effect::On::process, window)) {
        const auto row = survival_.capacity_[process];
        if (left == 0) {
            shut(survival_.started_[process]);
        } else if (row.valid()) {
            solver_.set_bounds(row, -lp::kInfinity, model.rows[row].high * left);
            cut.push_back(row);
        }
    }
    // What is closed on some of the days only may carry all of it on the others.
    for (const auto& [arc, left] : mean_left(effects, Effect::On::arc, window))
        if (left == 0) shut(survival_.shipped_[arc]);
    for (const auto& [pool, left] : mean_left(effects, Effect::On::passage, window))
        if (left == 0 && !survival_.makes_[pool])
            for (const auto column : survival_.leaving_[pool]) shut(column);
    const Lost lost = least_lost_in(window.days());
    for (const auto column : closed) solver_.set_bounds(column, 0, model.columns[column].high);
    for (const auto row : cut) solver_.set_bounds(row, -lp::kInfinity, model.rows[row].high);
    return lost;
}

}  // namespace jarip::stress
