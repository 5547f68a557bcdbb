/// A linear model solved nearly, in time that grows with its size alone: products with its matrix, no factors of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "jarip/lp/matrix.hpp"
#include "jarip/lp/side_by_side.hpp"

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
    struct Scaled;
    FirstOrder(const Matrix& matrix, const Scaled& scaled);
    [[nodiscard]] std::vector<double> in_units(const Numbers& values) const;

    const Matrix& matrix_;
    std::vector<std::uint32_t> kept_;  ///< rows; those of one term are limits of their columns
    std::vector<double> of_columns_, of_rows_;  ///< factors of scaling
    double of_limits_, of_costs_;
    /// Whether a column's limit is that of a row that is not kept, and of which.
    std::vector<std::uint32_t> low_from_, high_from_;
    // What every step reads is as small as it can be, and stands in the order of places.
    Order column_order_, row_order_;
    SideBySide columns_, rows_;
    Numbers costs_, column_low_, column_high_, row_low_, row_high_;
    double weight_ = 1;
    std::size_t steps_ = 0;
    Numbers values_, duals_;  ///< scaled, where the last step led
    std::unique_ptr<Walk> walk_;
};

}  // namespace jarip::lp
