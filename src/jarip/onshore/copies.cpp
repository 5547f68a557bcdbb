#include "jarip/onshore/copies.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "jarip/onshore/sizes.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

constexpr std::size_t kNothing = 0;  ///< the situation in which nothing happens

bool is_of(const Choice& choice, const Built& built) { return choice.process == built.process; }

}  // namespace

Copies::Copies(const Network& network, std::vector<Situation> situations, const Options& options)
    : network_{network}, options_{options}, situations_{std::move(situations)} {
    std::vector<network::Scenario> scenarios(situations_.size());
    Indexed<ProcessId, double> useful{network.processes.size(), 0.0};
    const auto of = [&](std::size_t s) { return s == kNothing ? nullptr : &scenarios[s]; };
    for (std::size_t s = 0; s < situations_.size(); ++s) {
        if (s != kNothing) scenarios[s] = network.scenario(situations_[s].scenario);
        const auto here =
            plan::useful_starts(network, {.candidates = true, .scenario = of(s)}, true);
        for (const ProcessId id : useful.ids()) useful[id] = std::max(useful[id], here[id]);
    }
    for (std::size_t s = 0; s < situations_.size(); ++s) copies_.push_back(copy_of(of(s), useful));
}

Copies::Copy Copies::copy_of(const network::Scenario* scenario,
                             const Indexed<ProcessId, double>& useful) const {
    auto formulation =
        plan::steady_formulation(network_, {.candidates = true, .scenario = scenario});
    const auto without =
        plan::steady(network_, {.bottlenecks = false,
                                .scenario = scenario ? scenario->id : std::string{},
                                .flows_only = true,
                                .run = options_.run});
    Copy copy;
    auto& columns = formulation.model.columns;
    // Costs as they are, without a price for less preferred parts.
    for (std::size_t i = 0; i < formulation.used.size(); ++i) {
        const lp::Term& used = formulation.used[i];
        if (!used.column.valid()) continue;
        const auto& part = network_.parts[network_.inputs[network::InputId{i}].part];
        columns[used.column].cost -=
            (part.preference - 1) * 0.01 * network_.items[part.item].price * used.coefficient;
    }
    copy.lost.assign(columns.size(), 0);
    Sum constant;
    for (const auto id : network_.demands.ids()) {
        const auto& demand = network_.demands[id];
        const lp::ColumnId delivered = formulation.delivered[id.index()];
        if (network_.at_home(network_.country_of(demand.pool))) {
            constant.add(demand.lost_cost * formulation.wanted[id.index()]);
            if (delivered.valid()) copy.lost[delivered.index()] = demand.lost_cost;
        } else if (delivered.valid()) {
            columns[delivered].low =
                std::min(columns[delivered].high, without.delivered[id] * (1 - kOutlookRounding));
        }
    }
    copy.investments =
        add_investments(network_, std::move(formulation), useful, 1, options_.discount_rate);
    const double factor = copy.investments.operating_factor.front();
    copy.constant = constant.value() * factor;
    auto& model = copy.investments.model();
    copy.lost.resize(model.columns.size(), 0);
    for (const lp::ColumnId id : model.columns.ids()) {
        copy.lost[id.index()] *= factor;
        model.columns[id].cost -= copy.lost[id.index()];
    }
    return copy;
}

Copies::Whole Copies::whole_of(const std::vector<std::uint8_t>& taken) const {
    Whole whole;
    lp::Model& model = whole.model;
    Indexed<ProcessId, Choice> choice{network_.processes.size(), Choice{}};
    const auto shared = [&](lp::ColumnId& known, const lp::Column& column) {
        if (!known.valid()) {
            known =
                model.add_column(column.name, column.low, column.high, column.cost, column.integer);
            model.columns[known].size = column.size;
        }
        auto& high = model.columns[known].high;
        high = std::max(high, column.high);
        return known;
    };
    for (std::size_t k = 0; k < copies_.size(); ++k) {
        whole.columns.emplace_back();
        if (taken[k] == 0) continue;
        const Investments& copy = copies_[k].investments;
        const lp::Model& own = copy.model();
        auto& columns = whole.columns.back();
        columns.assign(own.columns.size(), {});
        for (const Choice& each : copy.choices) {
            Choice& all = choice[each.process];
            if (!all.process.valid()) {
                all = each;
                all.build = all.expansion = {};
                for (Enlargement& step : all.larger) step.column = {};
                for (lp::ColumnId& id : all.complete) id = {};
            }
            const auto share = [&](lp::ColumnId& whole_id, lp::ColumnId id) {
                if (id.valid()) columns[id.index()] = shared(whole_id, own.columns[id]);
            };
            share(all.build, each.build);
            share(all.expansion, each.expansion);
            for (std::size_t i = 0; i < all.larger.size(); ++i)
                share(all.larger[i].column, each.larger[i].column);
            for (std::size_t i = 0; i < all.complete.size(); ++i)
                share(all.complete[i], each.complete[i]);
        }
        const std::string at = "@" + (k == kNothing ? std::string{"-"} : situations_[k].scenario);
        for (const lp::ColumnId id : own.columns.ids()) {
            const lp::Column& column = own.columns[id];
            if (columns[id.index()].valid()) continue;
            const auto added =
                model.add_column(column.name + at, column.low, column.high, 0, column.integer);
            model.columns[added].size = column.size;
            columns[id.index()] = added;
        }
        // Where something happens a plant may stand idle.
        const std::vector<lp::RowId>& left_out =
            k == kNothing ? std::vector<lp::RowId>{} : copy.least_use;
        for (const lp::RowId id : own.rows.ids()) {
            if (id == copy.budget || std::ranges::find(left_out, id) != left_out.end()) continue;
            const lp::Row& row = own.rows[id];
            std::vector<lp::Term> terms;
            for (std::size_t t = row.begin; t < row.end; ++t)
                terms.push_back({columns[own.terms[t].column.index()], own.terms[t].coefficient});
            model.add_row(row.name + at, row.low, row.high, std::move(terms));
        }
    }
    for (const Choice& each : choice)
        if (each.build.valid() || each.expansion.valid()) whole.choices.push_back(each);
    if (options_.budget) {
        std::vector<lp::Term> terms;
        for (const Choice& each : whole.choices)
            for (const lp::ColumnId id : each.columns())
                if (id.valid()) terms.push_back({id, model.columns[id].cost});
        model.add_row("budget", -lp::kInfinity, *options_.budget, std::move(terms));
    }
    return whole;
}

Chosen Copies::read(const Whole& whole, const lp::Solution& solution, double constant) const {
    Chosen chosen;
    chosen.status = solution.status;
    if (solution.values.empty()) return chosen;
    chosen.found = lp::certify(whole.model, solution).holds;
    if (!chosen.found) chosen.status = lp::Status::unknown;
    chosen.bound = solution.bound + constant;
    for (const Choice& choice : whole.choices) {
        const bool built = choice.build.valid() && solution.values[choice.build] == 1;
        const double expansion = plan::flow_of(whole.model, solution, choice.expansion);
        if (built || expansion > 0)
            chosen.decisions.built.push_back({choice.process, 0, expansion, {}});
        if (built && is_sized(network_, choice.process))
            chosen.decisions.built.back().capacity = choice.built(whole.model, solution);
    }
    return chosen;
}

Chosen Copies::solve_weighted(const std::vector<double>& months,
                              const lp::SolveOptions& solver) const {
    std::vector<std::uint8_t> taken;
    for (const double each : months) taken.push_back(each > 0 ? 1 : 0);
    Whole whole = whole_of(taken);
    Sum constant;
    for (std::size_t k = 0; k < copies_.size(); ++k) {
        constant.add(months[k] * copies_[k].constant);
        const auto& own = copies_[k].investments;
        for (std::size_t j = 0; j < own.period_of.size() && taken[k] != 0; ++j)
            whole.model.columns[whole.columns[k][j]].cost =
                months[k] * own.model().columns[lp::ColumnId{j}].cost;
    }
    return read(whole, lp::solve(whole.model, solver), constant.value());
}

Chosen Copies::best_for(std::size_t situation, const lp::SolveOptions& solver) const {
    std::vector<double> months(copies_.size(), 0);
    months[situation] = situations_[situation].months;
    months[kNothing] = network_.months - situations_[situation].months;
    return solve_weighted(months, solver);
}

Chosen Copies::best_expected(const lp::SolveOptions& solver) const {
    std::vector<double> months(copies_.size(), 0);
    for (std::size_t s = 0; s < copies_.size(); ++s) {
        const double probability = situations_[s].probability.value_or(0);
        months[kNothing] += probability * (network_.months - situations_[s].months);
        months[s] += probability * situations_[s].months;
    }
    return solve_weighted(months, solver);
}

Chosen Copies::least_regret(const std::vector<double>& least,
                            const std::vector<std::uint8_t>& taken,
                            const lp::SolveOptions& solver) const {
    Whole whole = whole_of(taken);
    lp::Model& model = whole.model;
    std::vector<lp::Term> capital;
    for (const Choice& choice : whole.choices)
        for (const lp::ColumnId id : choice.columns())
            if (id.valid()) capital.push_back({id, model.columns[id].cost});
    for (auto& column : model.columns) column.cost = 0;
    double largest = 0;
    for (const double each : least)
        if (std::isfinite(each)) largest = std::max(largest, std::abs(each));
    const lp::ColumnId regret = model.add_column("regret", 0, lp::kInfinity, 1);
    model.columns[regret].size = largest > 0 ? largest : 1;
    // A regret is known as well as the costs that it lies between: the gap is one of these.
    model.add_column("cost", largest, largest, 1);
    for (std::size_t s = 0; s < copies_.size(); ++s) {
        if (taken[s] == 0) continue;
        std::vector<lp::Term> terms = capital;
        terms.push_back({regret, -1});
        double constant = 0;
        const auto add = [&](std::size_t k, double months) {
            constant += months * copies_[k].constant;
            const auto& own = copies_[k].investments;
            for (std::size_t j = 0; j < own.period_of.size() && months > 0; ++j)
                if (const double cost = own.model().columns[lp::ColumnId{j}].cost; cost != 0)
                    terms.push_back({whole.columns[k][j], months * cost});
        };
        add(kNothing, network_.months - situations_[s].months);
        if (s != kNothing) add(s, situations_[s].months);
        model.add_row("regret[" + situations_[s].scenario + "]", -lp::kInfinity,
                      least[s] - constant, std::move(terms));
    }
    return read(whole, lp::solve(model, solver), -largest);
}

ComparedSet Copies::evaluate(const Decisions& decisions, const lp::SolveOptions& solver) const {
    ComparedSet set;
    set.built = decisions.built;
    Sum capital;
    for (Built& each : set.built) {
        each.capex = capex_of(network_, each);
        capital.add(each.capex);
    }
    set.capex = capital.value();
    std::vector<double> cost, lost;
    for (const Copy& copy : copies_) {
        Investments month_of_set = copy.investments;
        lp::Model& model = month_of_set.model();
        model.rows[month_of_set.budget].high = lp::kInfinity;
        for (const Choice& choice : month_of_set.choices) {
            const auto built = std::ranges::find_if(
                set.built, [&](const Built& each) { return is_of(choice, each); });
            month_of_set.hold(choice, built == set.built.end() ? nullptr : &*built);
            for (const lp::ColumnId id : choice.columns())
                if (id.valid()) model.columns[id].cost = 0;
        }
        if (&copy != &copies_.front())
            for (const lp::RowId id : month_of_set.least_use) model.rows[id].low = -lp::kInfinity;
        const lp::Solution month = lp::solve(model, {.stop = solver.stop});
        if (month.status != lp::Status::optimal) {
            cost.push_back(lp::kInfinity);
            lost.push_back(copy.constant);
            continue;
        }
        cost.push_back(month.objective + copy.constant);
        Sum delivered;
        for (const lp::ColumnId id : model.columns.ids())
            delivered.add(copy.lost[id.index()] * month.values[id]);
        const double left = copy.constant - delivered.value();
        lost.push_back(left <= kOutlookRounding * copy.constant ? 0 : left);
    }
    for (std::size_t s = 0; s < copies_.size(); ++s) {
        const double hit = s == kNothing ? 0 : situations_[s].months;
        const auto over = [&](const std::vector<double>& month) {
            return (hit < network_.months ? (network_.months - hit) * month[kNothing] : 0) +
                   (hit > 0 ? hit * month[s] : 0);
        };
        set.outcomes.push_back({situations_[s].scenario, set.capex + over(cost), 0, over(lost)});
    }
    return set;
}

}  // namespace jarip::onshore
