#include "jarip/plan/model/rest.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

/// Of a column that stands in two rows: the one it is taken from adds no term.
constexpr std::size_t kMostTermsOfASum = 32;
/// Terms that may be added where a column stands in more rows.
constexpr std::size_t kMostTermsAdded = 2'000;
/// Parts that stand in no other row are left together in theirs from this many on.
constexpr std::size_t kManyParts = 4;
constexpr int kMostReductions = 30;

double sum_of_terms(double a, double b) {
    const double sum = a + b;
    return std::abs(sum) <= kTermRounding * std::max(std::abs(a), std::abs(b)) ? 0 : sum;
}

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
            sums.back().coefficient = sum_of_terms(sums.back().coefficient, term.coefficient);
    }
    std::erase_if(sums, [](const Entry& term) { return term.coefficient == 0; });
    if (sums.size() == 1) return limit(sums.front(), low, high);
    if (sums.empty() && low <= 0 && high >= 0) return;
    for (const Entry& term : sums) columns_[term.at].rows.push_back(rows_.size());
    rows_.push_back({low, high, std::move(sums)});
}

Contraction::Part Rest::part() && {
    find_most();
    place_.assign(columns_.size(), kNowhere);
    for (std::size_t j = 0; j < columns_.size(); ++j)
        if (columns_[j].rows.size() == 2) replace_by_sum(j);
    for (std::size_t j = 0; j < columns_.size(); ++j) replace_after_its_parts(j);
    Contraction::Part part;
    add_columns(part.model);
    add_rows(part.model);
    add_values(part);
    return part;
}

/// No more of a column than can go on from where it leads to. Only limits of columns that stand in one row are looked
/// at: those stay, while one that follows from another may be left out.
void Rest::find_most() {
    for (Left& column : columns_) {
        column.is_end = column.rows.size() == 1;
        if (column.is_end) column.most = column.high;
    }
    bool changes = true;
    for (int pass = 0; changes && pass < kMostReductions; ++pass) {
        changes = false;
        for (const Line& line : rows_)
            if (line.low == 0 && line.high == 0) changes = limit_by(line) || changes;
    }
}

bool Rest::limit_by(const Line& line) {
    double taken = 0;
    for (const Entry& term : line.terms) {
        const Left& column = columns_[term.at];
        if (column.low < 0) return false;
        if (term.coefficient < 0) taken -= term.coefficient * column.most;
    }
    bool changes = false;
    for (const Entry& term : line.terms) {
        Left& column = columns_[term.at];
        if (term.coefficient <= 0 || column.is_end) continue;
        const double now = taken / term.coefficient;
        if (!(now < column.most * (1 - kLimitRounding))) continue;
        column.most = now;
        changes = true;
    }
    return changes;
}

void Rest::limit(const Entry& term, double low, double high) {
    Left& column = columns_[term.at];
    double least = low / term.coefficient;
    double most = high / term.coefficient;
    if (term.coefficient < 0) std::swap(least, most);
    column.low = std::max(column.low, least);
    column.high = std::min(column.high, most);
}

/// Of a column without cost that is a sum of columns which stand in no other row.
void Rest::replace_by_sum(std::size_t j) {
    const Left& column = columns_[j];
    if (column.cost != 0 || column.low != 0) return;
    for (const std::size_t row : column.rows) {
        const Line& line = rows_[row];
        if (line.low != 0 || line.high != 0 || line.terms.size() > kMostTermsOfASum) continue;
        auto sum = sum_in(line, j);
        double most = 0;
        for (const Entry& term : sum) most += term.coefficient * columns_[term.at].high;
        if (sum.empty() || !is_alone(sum) || !(most <= column.high * (1 + kLimitRounding)))
            continue;
        return take_for(j, std::move(sum), row);
    }
}

/// Of a column without cost that alone fills a balance, after those that take from there: sums are then written in few
/// rows.
void Rest::replace_after_its_parts(std::size_t j) {
    std::vector<std::size_t> path{j};
    while (!path.empty()) {
        const std::size_t at = path.back();
        Left& column = columns_[at];
        if (!column.sum.empty() || column.is_end || column.cost != 0 || column.low != 0) {
            path.pop_back();
            continue;
        }
        std::vector<Entry> sum;
        std::size_t from = kNowhere;
        for (const std::size_t row : column.rows) {
            const Line& line = rows_[row];
            if (line.low != 0 || line.high != 0) continue;
            const auto own = std::ranges::find(line.terms, at, &Entry::at);
            if (own->coefficient < 0) continue;
            sum = sum_in(line, at);
            from = row;
            if (!sum.empty()) break;
        }
        const std::size_t length = path.size();
        if (!std::exchange(column.is_seen, true))
            for (const Entry& term : sum)
                if (!columns_[term.at].is_seen && columns_[term.at].rows.size() > 1)
                    path.push_back(term.at);
        if (path.size() > length) continue;
        path.pop_back();
        const bool many = sum.size() >= kManyParts && is_alone(sum);
        if (!sum.empty() && !many && column.rows.size() > 1 &&
            sum.size() * (column.rows.size() - 1) <= kMostTermsAdded)
            take_for(at, std::move(sum), from);
    }
}

/// Empty where the column is no sum in this row.
std::vector<Rest::Entry> Rest::sum_in(const Line& line, std::size_t j) const {
    const double own = std::ranges::find(line.terms, j, &Entry::at)->coefficient;
    std::vector<Entry> sum;
    for (const Entry& term : line.terms) {
        if (term.at == j) continue;
        const double coefficient = -term.coefficient / own;
        if (coefficient < 0 || columns_[term.at].low < 0) return {};
        sum.push_back({term.at, coefficient});
    }
    return sum;
}

bool Rest::is_alone(const std::vector<Entry>& sum) const {
    return std::ranges::all_of(
        sum, [&](const Entry& term) { return columns_[term.at].rows.size() == 1; });
}

/// The sum stands for the column. Its row is left as the column's limit, where the sum does not keep it by itself.
void Rest::take_for(std::size_t j, std::vector<Entry> sum, std::size_t row) {
    Left& column = columns_[j];
    double least = 0;
    double most = 0;
    for (const Entry& term : sum) {
        least += term.coefficient * columns_[term.at].low;
        most += term.coefficient * columns_[term.at].most;
    }
    most = std::min(most, column.most);
    const bool holds = most <= column.high * (1 + kLimitRounding) || least > column.high;
    rows_[row] = {-lp::kInfinity, lp::kInfinity, {}};
    for (const Entry& term : sum) std::erase(columns_[term.at].rows, row);
    if (!holds || least > column.high) {
        if (sum.size() == 1) {
            limit(sum.front(), -lp::kInfinity, column.high);
        } else {
            rows_[row] = {-lp::kInfinity, column.high, sum};
            for (const Entry& term : sum) columns_[term.at].rows.push_back(row);
        }
    }
    for (const std::size_t other : column.rows)
        if (other != row) put(other, j, sum);
    column.rows.clear();
    column.sum = std::move(sum);
    replaced_.push_back(j);
}

void Rest::put(std::size_t row, std::size_t j, const std::vector<Entry>& sum) {
    auto& terms = rows_[row].terms;
    const auto at = std::ranges::find(terms, j, &Entry::at);
    const double coefficient = at->coefficient;
    *at = terms.back();
    terms.pop_back();
    for (std::size_t k = 0; k < terms.size(); ++k) place_[terms[k].at] = k;
    for (const Entry& term : sum) {
        if (place_[term.at] == kNowhere) {
            place_[term.at] = terms.size();
            terms.push_back({term.at, 0});
            columns_[term.at].rows.push_back(row);
        }
        double& whole = terms[place_[term.at]].coefficient;
        whole = sum_of_terms(whole, coefficient * term.coefficient);
    }
    for (const Entry& term : terms) place_[term.at] = kNowhere;
    std::erase_if(terms, [&](const Entry& term) {
        if (term.coefficient != 0) return false;
        std::erase(columns_[term.at].rows, row);
        return true;
    });
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
void Rest::add_values(Contraction::Part& part) {
    for (Left& column : columns_) {
        Contraction::Part::Value value{column.of_whole, column.id, 1, {}};
        if (column.id.valid()) {
            const double all = part.model.columns[column.id].high;
            if (all < lp::kInfinity && all > 0) value.share = column.high / all;
        }
        for (const Entry& term : column.sum) value.sum.emplace_back(term.at, term.coefficient);
        part.values.push_back(std::move(value));
    }
    part.sums.assign(replaced_.rbegin(), replaced_.rend());
}

}  // namespace jarip::plan
