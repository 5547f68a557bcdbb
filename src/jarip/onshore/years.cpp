#include "jarip/onshore/years.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include "jarip/onshore/sizes.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

constexpr double kDaysOfAYear = 365.25;
constexpr double kMonthsOfAYear = 12;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// With all that is learned from the first day on.
Network with_all_learned(const Network& network) {
    Network learned = network;
    for (const auto& step : network.learning) {
        learned.processes[step.process].yield = step.yield;
        learned.processes[step.process].conversion_cost = step.conversion_cost;
    }
    return learned;
}

double factor_of(double rate, std::size_t year) {
    return std::pow(1 + rate, -(static_cast<double>(year) + 0.5));
}

std::string of_year(std::size_t year) { return "@" + std::to_string(year + 1); }

}  // namespace

Years::Years(const Network& network, const Options& options, const Schedule& schedule)
    : network_{network},
      schedule_{schedule},
      most_{options.level ? *options.level : attainable_most(with_all_learned(network))},
      month_{closed_border_model(network, 0, most_)},
      columns_(static_cast<std::size_t>(schedule.years)) {
    for (std::size_t year = 0; year < columns_.size(); ++year)
        factor_.push_back(factor_of(options.discount_rate, year));
    const auto& investments = month_.investments;
    const lp::Model& own = investments.model();
    month_.investments.model().rows[month_.level].low = -lp::kInfinity;
    // A month's costs, without a price for less preferred parts.
    for (const lp::Column& column : own.columns)
        unit_cost_.push_back(column.cost / investments.operating_factor.front());
    for (std::size_t i = 0; i < investments.formulation.used.size(); ++i) {
        const lp::Term& used = investments.formulation.used[i];
        if (!used.column.valid()) continue;
        const auto& part = network.parts[network.inputs[network::InputId{i}].part];
        unit_cost_[used.column.index()] -=
            (part.preference - 1) * 0.01 * network.items[part.item].price * used.coefficient;
    }
    choice_of_.assign(own.columns.size(), kNone);
    place_of_.assign(own.columns.size(), kNone);
    for (std::size_t c = 0; c < investments.choices.size(); ++c) {
        const auto columns = investments.choices[c].columns();
        for (std::size_t k = 0; k < columns.size(); ++k)
            if (columns[k].valid()) {
                choice_of_[columns[k].index()] = c;
                place_of_[columns[k].index()] = k;
            }
    }
    add_starts();
    add_rows_of_starts();
    for (std::size_t year = 0; year < columns_.size(); ++year) {
        add_columns(year);
        add_learning(year);
        add_rows(year);
        add_counted(year);
    }
    add_budgets();
}

double Years::attainable_most(const Network& network) {
    return closed_border_model(network, 0, std::nullopt).most;
}

/// A candidate is begun in one of the years or never; what would not stand in time is not begun.
void Years::add_starts() {
    const lp::Model& own = month_.investments.model();
    const auto& choices = month_.investments.choices;
    for (std::size_t c = 0; c < choices.size(); ++c) {
        const auto& process = network_.processes[choices[c].process];
        const double days = choices[c].build.valid() ? process.build_days : 0;
        const auto lag = static_cast<std::size_t>(std::ceil(days / kDaysOfAYear - kRoundingOfCut));
        std::vector<lp::Term> once;
        for (std::size_t year = 0; year + lag < columns_.size(); ++year) {
            Start start{c, year, year + lag, {}};
            for (const lp::ColumnId id : choices[c].columns()) {
                if (!id.valid()) {
                    start.columns.emplace_back();
                    continue;
                }
                const lp::Column& column = own.columns[id];
                const auto added = model_.add_column(column.name + of_year(year), column.low,
                                                     column.high, 0, column.integer);
                model_.columns[added].size = column.size;
                start.columns.push_back(added);
            }
            once.push_back({choices[c].build.valid() ? start.columns[0] : start.columns[1], 1});
            starts_.push_back(std::move(start));
        }
        const double most = choices[c].build.valid() ? 1 : own.columns[choices[c].expansion].high;
        if (once.size() > 1)
            model_.add_row("once[" + process.id + "]", -lp::kInfinity, most, std::move(once));
    }
}

/// Rows of one choice alone, such as those of its sizes, hold of each start.
void Years::add_rows_of_starts() {
    const lp::Model& own = month_.investments.model();
    of_starts_.assign(own.rows.size(), false);
    for (const lp::RowId id : own.rows.ids()) {
        const lp::Row& row = own.rows[id];
        std::size_t choice = kNone;
        bool one = row.end > row.begin && id != month_.investments.budget;
        for (std::size_t t = row.begin; t < row.end && one; ++t) {
            const std::size_t of = choice_of_[own.terms[t].column.index()];
            one = of != kNone && (choice == kNone || of == choice);
            choice = of;
        }
        of_starts_[id.index()] = one || id == month_.investments.budget;
        if (!one) continue;
        for (const Start& start : starts_) {
            if (start.choice != choice) continue;
            std::vector<lp::Term> terms;
            for (std::size_t t = row.begin; t < row.end; ++t)
                terms.push_back({start.columns[place_of_[own.terms[t].column.index()]],
                                 own.terms[t].coefficient});
            model_.add_row(row.name + of_year(start.year), row.low, row.high, std::move(terms));
        }
    }
}

void Years::add_columns(std::size_t year) {
    const lp::Model& own = month_.investments.model();
    auto& columns = columns_[year];
    columns.assign(own.columns.size(), {});
    for (const lp::ColumnId id : own.columns.ids()) {
        if (choice_of_[id.index()] != kNone) continue;
        const lp::Column& column = own.columns[id];
        const auto added = model_.add_column(column.name + of_year(year), column.low, column.high,
                                             0, column.integer);
        model_.columns[added].size = column.size;
        columns[id.index()] = added;
    }
}

/// What stands in a year stands for the choice.
std::vector<lp::Term> Years::in_year(std::size_t year, const lp::Row& row) const {
    const lp::Model& own = month_.investments.model();
    std::vector<lp::Term> terms;
    for (std::size_t t = row.begin; t < row.end; ++t) {
        const std::size_t j = own.terms[t].column.index();
        const double coefficient = own.terms[t].coefficient;
        if (choice_of_[j] == kNone) {
            terms.push_back({columns_[year][j], coefficient});
            continue;
        }
        for (const Start& start : starts_)
            if (start.choice == choice_of_[j] && start.runs <= year)
                terms.push_back({start.columns[place_of_[j]], coefficient});
    }
    return terms;
}

void Years::add_rows(std::size_t year) {
    const lp::Model& own = month_.investments.model();
    const auto& balance = month_.investments.formulation.balance;
    for (const lp::RowId id : own.rows.ids()) {
        if (of_starts_[id.index()]) continue;
        const lp::Row& row = own.rows[id];
        auto terms = in_year(year, row);
        for (const Step& step : steps_) {
            const auto& process = network_.processes[step.of->process];
            if (step.year == year && balance[process.output.index()] == id)
                terms.push_back({step.started, step.of->yield - process.yield});
        }
        model_.add_row(row.name + of_year(year), row.low, row.high, std::move(terms));
    }
}

/// A plant that has to run may make more than is of use.
void Years::add_counted(std::size_t year) {
    if (month_.most <= most_) return;
    const auto counted = model_.add_column("counted" + of_year(year), 0, most_, 0);
    if (most_ > 0) model_.columns[counted].size = most_;
    std::vector<lp::Term> terms{{counted, -1}};
    for (const lp::Term& product : month_.products)
        terms.push_back({columns_[year][product.column.index()], product.coefficient});
    model_.add_row("counted" + of_year(year), 0, lp::kInfinity, std::move(terms));
    counted_.push_back(counted);
}

/// Of what is started in a year, so much at what was learned in the years before.
void Years::add_learning(std::size_t year) {
    if (year == 0 || network_.learning.empty()) return;
    const auto& started = month_.investments.formulation.started;
    if (useful_.empty())
        useful_ = plan::useful_starts(network_,
                                      {.closed_border = network_.home,
                                       .candidates = true,
                                       .unlimited_demand = true,
                                       .most_taken = most_},
                                      true);
    std::vector<lp::Term> of_process;
    for (std::size_t i = 0; i < network_.learning.size(); ++i) {
        const auto& learning = network_.learning[i];
        const auto& process = network_.processes[learning.process];
        const lp::ColumnId own = started[learning.process.index()];
        if (!own.valid()) continue;
        double most = useful_[learning.process] * (1 + kBoundSlack);
        if (process.capacity_per_month)
            most = std::min(most, *process.capacity_per_month + process.max_expansion);
        if (!std::isfinite(most)) throw Error{"E0550", "learning.csv", {{"process", process.id}}};
        const std::string name = "[" + process.id + "," + learning.id + "]" + of_year(year);
        Step step{&learning, year, {}, {}};
        step.reached = model_.add_column("learned" + name, 0, 1, 0, true);
        step.started = model_.add_column("start" + name, 0, most, 0);
        if (most > 0) model_.columns[step.started].size = most;
        model_.add_row("learned" + name, -lp::kInfinity, 0,
                       {{step.started, 1}, {step.reached, -most}});
        std::vector<lp::Term> before{{step.reached, -learning.started}};
        for (std::size_t k = 0; k < year; ++k)
            before.push_back({columns_[k][own.index()], kMonthsOfAYear});
        model_.add_row("started" + name, 0, lp::kInfinity, std::move(before));
        of_process.push_back({step.started, 1});
        steps_.push_back(step);
        const bool last = i + 1 == network_.learning.size() ||
                          network_.learning[i + 1].process != learning.process;
        if (!last) continue;
        of_process.push_back({columns_[year][own.index()], -1});
        model_.add_row("learning[" + process.id + "]" + of_year(year), -lp::kInfinity, 0,
                       std::move(of_process));
        of_process.clear();
    }
}

double Years::paid_in(const Start& start, std::size_t year) const {
    const auto& choice = month_.investments.choices[start.choice];
    const double days = choice.build.valid() ? network_.processes[choice.process].build_days : 0;
    if (days <= kDaysOfAYear) return start.year == year ? 1 : 0;
    const double begin =
        (static_cast<double>(year) - static_cast<double>(start.year)) * kDaysOfAYear;
    return std::max(0.0, std::min(begin + kDaysOfAYear, days) - std::max(begin, 0.0)) / days;
}

double Years::budget_of(std::size_t year) const {
    const auto& budgets = schedule_.budgets;
    return budgets.empty() ? lp::kInfinity : budgets[std::min(year, budgets.size() - 1)];
}

std::vector<lp::Term> Years::capital_in(std::size_t year) const {
    const lp::Model& own = month_.investments.model();
    std::vector<lp::Term> terms;
    for (const Start& start : starts_) {
        const double share = paid_in(start, year);
        const auto columns = month_.investments.choices[start.choice].columns();
        for (std::size_t k = 0; k < columns.size(); ++k)
            if (columns[k].valid() && share > 0)
                terms.push_back({start.columns[k], share * own.columns[columns[k]].cost});
    }
    return terms;
}

void Years::add_budgets() {
    for (std::size_t year = 0; year < columns_.size(); ++year)
        if (budget_of(year) < lp::kInfinity)
            model_.add_row("budget" + of_year(year), -lp::kInfinity, budget_of(year),
                           capital_in(year));
}

/// Of a unit started, what a step adds to the cost: nothing, or less than nothing.
double Years::saved(const network::Learning& step) const {
    const auto& process = network_.processes[step.process];
    return std::max(step.conversion_cost, process.subsidised()) - process.conversion_cost;
}

std::vector<lp::Term> Years::products() const {
    std::vector<lp::Term> terms;
    for (std::size_t year = 0; year < columns_.size(); ++year) {
        const double months = kMonthsOfAYear * factor_[year];
        if (!counted_.empty()) {
            terms.push_back({counted_[year], months});
            continue;
        }
        for (const lp::Term& product : month_.products)
            terms.push_back({columns_[year][product.column.index()], months * product.coefficient});
    }
    return terms;
}

lp::Model Years::most_products() const {
    lp::Model model = model_;
    for (const lp::Term& term : products())
        model.columns[term.column].cost = -term.coefficient / product_unit();
    return model;
}

lp::Model Years::least_cost(double products_at_least) const {
    lp::Model model = model_;
    for (std::size_t year = 0; year < columns_.size(); ++year) {
        for (const lp::Term& term : capital_in(year))
            model.columns[term.column].cost += factor_[year] * term.coefficient;
        for (std::size_t j = 0; j < unit_cost_.size(); ++j)
            if (columns_[year][j].valid())
                model.columns[columns_[year][j]].cost =
                    kMonthsOfAYear * factor_[year] * unit_cost_[j];
    }
    for (const Step& step : steps_)
        model.columns[step.started].cost = kMonthsOfAYear * factor_[step.year] * saved(*step.of);
    model.add_row("products", products_at_least, lp::kInfinity, products());
    return model;
}

Roadmap Years::read(const lp::Model& model, const lp::Solution& solution) const {
    using std::chrono::days;
    Roadmap result;
    result.target = most_;
    const auto flow = [&](lp::ColumnId id) { return plan::flow_of(model, solution, id); };
    Sum products, cost;
    std::vector<Day> first_day;
    for (std::size_t year = 0; year <= columns_.size(); ++year)
        first_day.push_back(network_.horizon.first +
                            days{std::lround(kDaysOfAYear * static_cast<double>(year))});
    for (std::size_t year = 0; year < columns_.size(); ++year) {
        BuildingYear each{.from = first_day[year], .factor = factor_[year]};
        if (budget_of(year) < lp::kInfinity) each.budget = budget_of(year);
        Sum capital, reached, operating;
        for (const lp::Term& term : capital_in(year))
            capital.add(term.coefficient * flow(term.column));
        for (const lp::Term& product : month_.products)
            reached.add(product.coefficient * flow(columns_[year][product.column.index()]));
        const auto add_flow = [&](const std::string& name, double quantity, double unit_cost) {
            if (quantity == 0) return;
            const std::size_t bracket = name.find('[');
            const std::size_t end = name.find(']');
            result.flows.push_back({name.substr(0, bracket),
                                    name.substr(bracket + 1, end - bracket - 1),
                                    Period{first_day[year], first_day[year + 1]}, quantity,
                                    unit_cost, kMonthsOfAYear * factor_[year]});
            operating.add(kMonthsOfAYear * quantity * unit_cost);
        };
        for (std::size_t j = 0; j < unit_cost_.size(); ++j)
            if (const lp::ColumnId id = columns_[year][j]; id.valid())
                add_flow(model.columns[id].name, flow(id), unit_cost_[j]);
        for (const Step& step : steps_) {
            if (step.year != year || flow(step.started) == 0) continue;
            add_flow(model.columns[step.started].name, flow(step.started), saved(*step.of));
            const lp::ColumnId own =
                month_.investments.formulation.started[step.of->process.index()];
            Sum before;
            for (std::size_t k = 0; k < year; ++k)
                before.add(kMonthsOfAYear * flow(columns_[k][own.index()]));
            result.learned.push_back({step.of->process, static_cast<int>(year), before.value(),
                                      kMonthsOfAYear * flow(step.started), step.of->yield,
                                      step.of->conversion_cost});
        }
        each.capital = capital.value();
        each.reached = reached.value();
        each.operating_cost = operating.value();
        const double of_use = counted_.empty() ? each.reached : std::min(each.reached, most_);
        products.add(kMonthsOfAYear * each.factor * of_use);
        cost.add(each.factor * (each.capital + each.operating_cost));
        result.years.push_back(each);
    }
    Indexed<ProcessId, double> started{network_.processes.size(), 0.0};
    const auto& starts = month_.investments.formulation.started;
    for (std::size_t year = 0; year < columns_.size(); ++year)
        for (const ProcessId id : started.ids())
            if (starts[id.index()].valid())
                started[id] += kMonthsOfAYear * factor_[year] *
                               flow(columns_[year][starts[id.index()].index()]);
    result.subsidies = plan::subsidies(network_, started);
    result.products = products.value();
    result.objective = cost.value();
    for (const Start& start : starts_) {
        // The choice with the columns of the start.
        Choice choice = month_.investments.choices[start.choice];
        std::size_t k = 0;
        choice.build = start.columns[k++];
        choice.expansion = start.columns[k++];
        for (Enlargement& each : choice.larger) each.column = start.columns[k++];
        Built built{choice.process, 0, flow(choice.expansion), {}};
        const bool stands = choice.build.valid() && solution.values[choice.build] == 1;
        if (!stands && built.expansion <= 0) continue;
        if (stands && is_sized(network_, choice.process))
            built.capacity = choice.built(model, solution);
        built.capex = capex_of(network_, built);
        result.built.push_back({built, static_cast<int>(start.year), static_cast<int>(start.runs)});
    }
    std::ranges::stable_sort(result.built, {}, &Planned::year);
    return result;
}

}  // namespace jarip::onshore
