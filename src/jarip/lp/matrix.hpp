/// A linear model in the units of its columns and rows, by rows and by columns: what methods of our own work on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/scale.hpp"

namespace jarip::lp {

/// One side of a sparse matrix: what stands in line i (a row or a column) is at [starts[i], starts[i + 1]).
struct Lines {
    std::vector<std::uint32_t> starts, others;
    std::vector<double> terms;

    /// Visits what stands in a line, in its order: the other side's index and the term.
    template <class Visit>
    void each(std::size_t line, const Visit& visit) const {
        for (std::uint32_t t = starts[line]; t < starts[line + 1]; ++t) visit(others[t], terms[t]);
    }
    /// The same by the other side, of which there are so many lines, each in the order of these.
    [[nodiscard]] Lines across(std::size_t count) const;
};

struct Matrix {
    explicit Matrix(const Model& model);

    [[nodiscard]] std::size_t column_count() const { return costs.size(); }
    [[nodiscard]] std::size_t row_count() const { return row_low.size(); }
    Units units;
    std::vector<double> costs, column_low, column_high, row_low, row_high;
    Lines rows;     ///< terms in units
    Lines columns;  ///< the same by column, each in the order of rows
};

}  // namespace jarip::lp
