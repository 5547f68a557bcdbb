#include "jarip/plan/model/rest.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace jarip::plan {

namespace {

constexpr double kLimitRounding = 1e-12;
constexpr std::size_t kMostTermsOfASum = 32;

}  // namespace

Rest::Rest(const lp::Model& whole, const std::vector<double>& costs)
    : whole_{whole}, costs_{costs}, at_(whole.columns.size(), kNowhere) {}

std::size_t Rest::column(std::size_t j) {
    if (at_[j] != kNowhere) return at_[j];
    const lp::Column& column = whole_.columns[lp::ColumnId{j}];
    columns_.push_back({.of_whole = j,
                        .low = column.low,
                        .high = column.high,
                        .cost = costs_[j],
                        .size = column.size});
    return at_[j] = columns_.size() - 1;
}

std::size_t Rest::add_way(double size) {
    columns_.push_back({.size = size});
    return columns_.size() - 1;
}

void Rest::add_row(double low, double high, std::vector<Entry> terms) {
    std::ranges::stable_sort(terms, {}, &Entry::at);
    std::vector<Entry> sums;
    for (const Entry& term : terms) {
        if (sums.empty() || sums.back().at != term.at)
            sums.push_back(term);
        else
            sums.back().coefficient += term.coefficient;
    }
    std::erase_if(sums, [](const Entry& term) { return term.coefficient == 0; });
    if (sums.size() == 1) return limit(sums.front(), low, high);
    if (sums.empty() && low <= 0 && high >= 0) return;
    for (const Entry& term : sums) columns_[term.at].rows.push_back(rows_.size());
    rows_.push_back({low, high, std::move(sums)});
}

Contraction::Part Rest::part() && {
    for (std::size_t j = 0; j < columns_.size(); ++j)
        if (columns_[j].rows.size() == 2) replace_by_sum(j);
    Contraction::Part part;
    add_columns(part.model);
    add_rows(part.model);
    for (const Left& column : columns_)
        if (column.of_whole != kNowhere) part.columns.push_back(sum_of(column, part.model));
    return part;
}

void Rest::limit(const Entry& term, double low, double high) {
    Left& column = columns_[term.at];
    double least = low / term.coefficient;
    double most = high / term.coefficient;
    if (term.coefficient < 0) std::swap(least, most);
    column.low = std::max(column.low, least);
    column.high = std::min(column.high, most);
}

/// Of a column without cost whose limits are those of what it is the sum of.
void Rest::replace_by_sum(std::size_t j) {
    Left& column = columns_[j];
    if (column.cost != 0 || column.low != 0) return;
    for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
        const std::size_t row = column.rows[k];
        Line& line = rows_[row];
        if (line.low != 0 || line.high != 0 || line.terms.size() > kMostTermsOfASum) continue;
        auto sum = sum_in(line, j);
        if (sum.empty() || !limits_hold(column, sum)) continue;
        put(column.rows[1 - k], j, sum, row);
        line = {-lp::kInfinity, lp::kInfinity, {}};
        column.rows.clear();
        column.sum = std::move(sum);
        return;
    }
}

/// Empty where the column is no sum, or one of columns that stand in other rows too: those would fill.
std::vector<Rest::Entry> Rest::sum_in(const Line& line, std::size_t j) const {
    const double own = std::ranges::find(line.terms, j, &Entry::at)->coefficient;
    std::vector<Entry> sum;
    for (const Entry& term : line.terms) {
        if (term.at == j) continue;
        const double coefficient = -term.coefficient / own;
        const Left& part = columns_[term.at];
        if (coefficient < 0 || part.low != 0 || part.rows.size() != 1) return {};
        sum.push_back({term.at, coefficient});
    }
    return sum;
}

bool Rest::limits_hold(const Left& column, const std::vector<Entry>& sum) const {
    double most = 0;
    for (const Entry& term : sum) most += term.coefficient * columns_[term.at].high;
    return most <= column.high * (1 + kLimitRounding);
}

void Rest::put(std::size_t row, std::size_t j, const std::vector<Entry>& sum, std::size_t from) {
    auto& terms = rows_[row].terms;
    const auto at = std::ranges::find(terms, j, &Entry::at);
    const double coefficient = at->coefficient;
    terms.erase(at);
    for (const Entry& term : sum) {
        terms.push_back({term.at, coefficient * term.coefficient});
        std::ranges::replace(columns_[term.at].rows, from, row);
    }
}

void Rest::add_columns(lp::Model& model) {
    std::map<std::tuple<std::size_t, double, double, double>, lp::ColumnId> same;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        Left& column = columns_[j];
        if (!column.sum.empty()) continue;
        const bool alone =
            column.rows.size() == 1 && column.low == 0 && column.high < lp::kInfinity;
        if (alone) {
            const auto& terms = rows_[column.rows.front()].terms;
            const double coefficient = std::ranges::find(terms, j, &Entry::at)->coefficient;
            lp::ColumnId& first =
                same[{column.rows.front(), column.cost, coefficient, column.size}];
            if (first.valid()) {
                model.columns[first].high += column.high;
                column.id = first;
                column.is_merged = true;
                continue;
            }
            first = lp::ColumnId{model.columns.size()};
        }
        column.id = model.add_column("", column.low, column.high, column.cost);
        model.columns[column.id].size = column.size;
    }
}

void Rest::add_rows(lp::Model& model) const {
    for (const Line& line : rows_) {
        std::vector<lp::Term> terms;
        for (const Entry& term : line.terms)
            if (const Left& column = columns_[term.at]; !column.is_merged)
                terms.push_back({column.id, term.coefficient});
        if (!terms.empty() || line.low > 0 || line.high < 0)
            model.add_row("", line.low, line.high, std::move(terms));
    }
}

/// Columns that became one have equal shares of their limits.
Contraction::Sum Rest::sum_of(const Left& column, const lp::Model& model) const {
    const auto share = [&](const Left& one) {
        const double all = model.columns[one.id].high;
        return all < lp::kInfinity && all > 0 ? one.high / all : 1;
    };
    Contraction::Sum sum{lp::ColumnId{column.of_whole}, {}};
    if (column.sum.empty()) sum.terms.push_back({column.id, share(column)});
    for (const Entry& term : column.sum) {
        const Left& part = columns_[term.at];
        sum.terms.push_back({part.id, term.coefficient * share(part)});
    }
    return sum;
}

}  // namespace jarip::plan
