/// What is left of a model that is made smaller.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/plan/model/contract.hpp"

namespace jarip::plan {

/// Rows that limit one column become its limits, sums stand where their column stood, and columns that differ in
/// nothing but their limits are one. The best objective stays what it is.
class Rest {
public:
    struct Entry {
        std::size_t at = 0;  ///< place of a column
        double coefficient = 0;
    };

    /// Both have to outlive it; costs stand in place of the model's.
    Rest(const lp::Model& whole, const std::vector<double>& costs);

    /// The place of a column of the whole, which is there from then on.
    std::size_t column(std::size_t j);
    /// That of a column without cost and limit.
    std::size_t add_way(double size);
    /// Terms of the same column are added up.
    void add_row(double low, double high, std::vector<Entry> terms);

    [[nodiscard]] Contraction::Part part() &&;

private:
    static constexpr auto kNowhere = static_cast<std::size_t>(-1);

    struct Left {
        std::size_t of_whole = kNowhere;
        double low = 0;
        double high = lp::kInfinity;
        double cost = 0;
        double size = 1;
        std::vector<std::size_t> rows;
        std::vector<Entry> sum;  ///< it is this, and no column any more
        lp::ColumnId id;         ///< in the part
        bool is_merged = false;  ///< into one that was there before
    };
    struct Line {
        double low = 0;
        double high = 0;
        std::vector<Entry> terms;
    };

    void limit(const Entry& term, double low, double high);
    void replace_by_sum(std::size_t j);
    [[nodiscard]] std::vector<Entry> sum_in(const Line& line, std::size_t j) const;
    [[nodiscard]] bool limits_hold(const Left& column, const std::vector<Entry>& sum) const;
    void put(std::size_t row, std::size_t j, const std::vector<Entry>& sum, std::size_t from);
    void add_columns(lp::Model& model);
    void add_rows(lp::Model& model) const;
    [[nodiscard]] Contraction::Sum sum_of(const Left& column, const lp::Model& model) const;

    const lp::Model& whole_;
    const std::vector<double>& costs_;
    std::vector<std::size_t> at_;
    std::vector<Left> columns_;
    std::vector<Line> rows_;
};

}  // namespace jarip::plan
