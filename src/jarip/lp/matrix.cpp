#include "jarip/lp/matrix.hpp"

#include <cstddef>

namespace jarip::lp {

Matrix::Matrix(const Model& model) : units{units_of(model)} {
    for (const ColumnId id : model.columns.ids()) {
        const Column& column = model.columns[id];
        const double unit = units.columns[id.index()];
        costs.push_back(column.cost * unit);
        column_low.push_back(column.low / unit);
        column_high.push_back(column.high / unit);
    }
    rows.starts.push_back(0);
    for (const RowId id : model.rows.ids()) {
        const Row& row = model.rows[id];
        const double unit = units.rows[id.index()];
        row_low.push_back(row.low / unit);
        row_high.push_back(row.high / unit);
        for (std::size_t t = row.begin; t < row.end; ++t) {
            const std::size_t column = model.terms[t].column.index();
            rows.others.push_back(static_cast<std::uint32_t>(column));
            rows.terms.push_back(model.terms[t].coefficient * units.columns[column] / unit);
        }
        rows.starts.push_back(static_cast<std::uint32_t>(rows.others.size()));
    }
    columns = rows.across(column_count());
}

Lines Lines::across(std::size_t count) const {
    Lines result;
    result.starts.assign(count + 1, 0);
    for (const std::uint32_t other : others) ++result.starts[other + 1];
    for (std::size_t j = 0; j < count; ++j) result.starts[j + 1] += result.starts[j];
    result.others.resize(others.size());
    result.terms.resize(others.size());
    std::vector<std::uint32_t> next(result.starts.begin(), result.starts.end() - 1);
    for (std::uint32_t i = 0; i + 1 < starts.size(); ++i)
        each(i, [&](std::uint32_t other, double term) {
            const std::uint32_t at = next[other]++;
            result.others[at] = i;
            result.terms[at] = term;
        });
    return result;
}

}  // namespace jarip::lp
