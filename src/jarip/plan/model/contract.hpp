/// A linear model without the ways that cost nothing and have no limit: what they connect is one place.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::plan {

/// The model with some of its columns closed, made smaller so that its best objective stays what it is: what can only be
/// 0 is left out, and a way from one balance to another (a column without cost and limit, −1 and +1 in two rows whose
/// terms sum to 0) is replaced by who reaches whom. With ways on which nothing has to be decided, a network of many
/// places is no larger than one of its items.
class Contraction {
public:
    /// Costs stand in place of the model's, which has to outlive it.
    /// errors  std::logic_error for a model with whole numbers
    Contraction(const lp::Model& model, std::vector<double> costs);

    static constexpr auto kNowhere = static_cast<std::size_t>(-1);
    struct Part {
        /// Of a column that is not 0: a share of one of the part, or a sum of others of these.
        struct Value {
            std::size_t of_whole =
                kNowhere;  ///< a column of the whole, or a way in place of several
            lp::ColumnId column;
            double share = 1;
            std::vector<std::pair<std::size_t, double>> sum;
        };
        lp::Model model;
        std::vector<Value> values;
        std::vector<std::size_t> sums;      ///< those of the values, each after what it is a sum of
        std::vector<std::size_t> value_of;  ///< by column of the whole: its value, or kNowhere
        /// Values of the whole, by column, with 0 for what is left open.
        [[nodiscard]] Indexed<lp::ColumnId, double> values_of_whole(const lp::Solution& solution,
                                                                    std::size_t count) const;
    };
    /// errors  std::logic_error for one that makes up for what a row lacks: its row has been left out
    [[nodiscard]] Part without(std::span<const lp::ColumnId> closed) const;

    struct Limit {
        lp::ColumnId column;  ///< of the part
        double high = 0;
    };
    /// Upper limits of columns of the part with which it is what is left without these columns too, so that it can be solved
    /// again from where it was. nullopt where a closed way is open to what comes from elsewhere: who reaches whom is then
    /// another.
    [[nodiscard]] std::optional<std::vector<Limit>> limits_without(
        const Part& part, std::span<const lp::ColumnId> closed) const;

private:
    class Pass;
    struct Entry {
        std::size_t at = 0;  ///< row or column
        double coefficient = 0;
    };
    void leave_out_soft_rows();
    void find_ways();
    [[nodiscard]] bool is_balance(std::size_t row) const;
    void refuse_what_makes_up(std::span<const lp::ColumnId> closed) const;
    [[nodiscard]] bool is_dry(std::size_t way, const std::vector<char>& is_closed) const;

    const lp::Model& model_;
    std::vector<double> costs_;
    std::vector<std::vector<Entry>> rows_, columns_;
    std::vector<char> is_way_, makes_up_;  ///< by column
};

}  // namespace jarip::plan
