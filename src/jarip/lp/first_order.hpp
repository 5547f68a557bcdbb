/// A linear model solved nearly, in time that grows with its size alone: products with its matrix, no factors of it.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "jarip/lp/matrix.hpp"

namespace jarip::lp {

/// Values of columns and duals of rows, both in the matrix's units.
struct Point {
    std::vector<double> values, duals;
};

/// The primal-dual hybrid gradient method: reflected steps drawn back to where the last restart was, restarts where
/// that has brought the point much nearer to one that no step moves. Values are always within the limits of
/// columns; rows and reduced costs hold the better the more steps were taken.
/// source  Lu & Yang (2024), Restarted Halpern PDHG for linear programming, arXiv:2407.16144;
///         Applegate et al. (2025), PDLP: a practical first-order method for large-scale linear programming
class FirstOrder {
public:
    explicit FirstOrder(const Matrix& matrix);

    /// What distances of values count against those of duals: found as steps are taken.
    [[nodiscard]] double weight() const { return weight_; }
    void start_from(const Point& point, double weight);
    /// So many steps more, and on to a restart. Ends early where it is told to stop, asked every 64 steps.
    void run(std::size_t steps, const std::function<bool()>& stop);
    [[nodiscard]] std::size_t steps() const { return steps_; }
    [[nodiscard]] Point point() const;
    /// Values near those of now that meet the rows: the same method, without costs, until they do or so many steps
    /// have been taken.
    [[nodiscard]] std::vector<double> settled(std::size_t steps,
                                              const std::function<bool()>& stop) const;

private:
    struct Walk;
    void scale();
    void scale_once(bool by_sum);

    Lines rows_, columns_;  ///< scaled
    std::vector<double> costs_, column_low_, column_high_, row_low_, row_high_;
    std::vector<double> of_columns_, of_rows_;  ///< factors of scaling
    double of_limits_ = 1, of_costs_ = 1;
    double weight_ = 1;
    std::size_t steps_ = 0;
    std::vector<double> values_, duals_;  ///< scaled
};

}  // namespace jarip::lp
