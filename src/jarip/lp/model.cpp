#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "jarip/lp.hpp"

namespace jarip::lp {

namespace {

/// Sums and products of some figures of this size are finite. What the solver counts in is checked there.
constexpr double kLargestFigure = 1e60;

[[noreturn]] void refuse(std::string code, const std::string& name, Arguments arguments = {}) {
    arguments.emplace_back("name", name);
    throw Error{std::move(code), "", std::move(arguments)};
}

void check_bounds(const std::string& name, double low, double high) {
    if (std::isnan(low) || std::isnan(high) || low == kInfinity || high == -kInfinity)
        refuse("E0301", name);
}

}  // namespace

ColumnId Model::add_column(std::string name, double low, double high, double cost, bool integer) {
    check_bounds(name, low, high);
    if (!(std::abs(cost) <= kLargestFigure)) refuse("E0300", name);
    return columns.add({std::move(name), low, high, cost, integer});
}

RowId Model::add_row(std::string name, double low, double high, std::vector<Term> row) {
    check_bounds(name, low, high);
    for (const Term& term : row) {
        if (!term.column.valid() || term.column.index() >= columns.size()) refuse("E0302", name);
        if (!(std::abs(term.coefficient) <= kLargestFigure)) refuse("E0300", name);
    }
    if (!std::ranges::is_sorted(row, {}, &Term::column))
        std::ranges::stable_sort(row, {}, &Term::column);
    const std::size_t begin = terms.size();
    for (const Term& term : row) {
        if (terms.size() > begin && terms.back().column == term.column)
            terms.back().coefficient += term.coefficient;
        else
            terms.push_back(term);
    }
    const auto first = std::next(terms.begin(), static_cast<std::ptrdiff_t>(begin));
    terms.erase(
        std::remove_if(first, terms.end(), [](const Term& term) { return term.coefficient == 0; }),
        terms.end());
    return rows.add({std::move(name), low, high, begin, terms.size()});
}

}  // namespace jarip::lp
