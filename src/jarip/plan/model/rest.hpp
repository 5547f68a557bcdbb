/// What is left of a model that is made smaller.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/plan/model/contract.hpp"

namespace jarip::plan {

/// Rows that limit one column become its limits, sums stand where their column stood, and columns that differ in
/// nothing but their limits are one; what alone fills a balance is what is taken from there. The best objective stays
/// what it is.
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
    static constexpr std::size_t kNowhere = Contraction::kNowhere;

    struct Left {
        std::size_t of_whole = kNowhere;
        double low = 0;
        double high = lp::kInfinity;
        double cost = 0;
        double size = 1;
        std::vector<std::size_t> rows;
        std::vector<Entry> sum;       ///< it is this, and no column any more
        double most = lp::kInfinity;  ///< that can go on from where it leads to
        bool is_end = false;          ///< stands in one row
        bool is_seen = false;
        lp::ColumnId id;         ///< in the part
        bool is_merged = false;  ///< into one that was there before
    };
    struct Line {
        double low = 0;
        double high = 0;
        std::vector<Entry> terms;
    };

    void limit(const Entry& term, double low, double high);
    void find_most();
    bool limit_by(const Line& line);
    void replace_by_sum(std::size_t j);
    void replace_after_its_parts(std::size_t j);
    [[nodiscard]] std::vector<Entry> sum_in(const Line& line, std::size_t j) const;
    [[nodiscard]] bool is_alone(const std::vector<Entry>& sum) const;
    void take_for(std::size_t j, std::vector<Entry> sum, std::size_t row);
    void put(std::size_t row, std::size_t j, const std::vector<Entry>& sum);
    void add_columns(lp::Model& model);
    void add_rows(lp::Model& model) const;
    void add_values(Contraction::Part& part);

    const lp::Model& whole_;
    const std::vector<double>& costs_;
    std::vector<std::size_t> at_;
    std::vector<Left> columns_;
    std::vector<Line> rows_;
    std::vector<std::size_t> replaced_;  ///< columns that are sums, of what was a column then
    std::vector<std::size_t> place_;     ///< by column: in the row that is added to, for a while
};

}  // namespace jarip::plan
