/// A linear model solved nearly, in time that grows with its size alone: products with its matrix, no factors of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "jarip/lp/matrix.hpp"

namespace jarip::lp {

/// Values of columns and duals of rows, both in the matrix's units.
struct Point {
    std::vector<double> values, duals;
};

/// The primal-dual hybrid gradient method: reflected steps drawn back to where the last restart was, restarts where
/// that has brought the point much nearer to one that no step moves. Values are always within the limits of
/// columns; rows and reduced costs hold the better the more steps were taken, within the rounding of single precision.
/// source  Lu & Yang (2024), Restarted Halpern PDHG for linear programming, arXiv:2407.16144;
///         Applegate et al. (2025), PDLP: a practical first-order method for large-scale linear programming
class FirstOrder {
public:
    explicit FirstOrder(const Matrix& matrix);
    ~FirstOrder();
    FirstOrder(const FirstOrder&) = delete;
    FirstOrder& operator=(const FirstOrder&) = delete;

    /// What distances of values count against those of duals: found as steps are taken.
    [[nodiscard]] double weight() const { return weight_; }
    void start_from(const Point& point, double weight);
    /// So many steps more. Ends early where it is told to stop, asked every 64 steps.
    void run(std::size_t steps, const std::function<bool()>& stop);
    [[nodiscard]] std::size_t steps() const { return steps_; }
    [[nodiscard]] Point point() const;
    /// Values near those of now that meet the rows: the same method, without costs, until they do or so many steps
    /// have been taken.
    [[nodiscard]] std::vector<double> settled(std::size_t steps,
                                              const std::function<bool()>& stop) const;

private:
    struct Walk;
    /// What every step reads is as small as it can be: steps take as long as memory takes to bring it.
    using Number = float;
    using Numbers = std::vector<Number>;
    struct Terms {
        std::vector<std::uint32_t> starts, others;
        Numbers terms;
        [[nodiscard]] Number product(std::size_t line, const Numbers& with) const;
    };
    void scale(const Matrix& matrix);

    Terms rows_, columns_;  ///< scaled
    Numbers costs_, column_low_, column_high_, row_low_, row_high_;
    std::vector<double> of_columns_, of_rows_;  ///< factors of scaling
    double of_limits_ = 1, of_costs_ = 1;
    double weight_ = 1;
    std::size_t steps_ = 0;
    Numbers values_, duals_;  ///< scaled, where the last step led
    std::unique_ptr<Walk> walk_;
};

}  // namespace jarip::lp
