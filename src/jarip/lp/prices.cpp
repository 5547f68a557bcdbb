#include "jarip/lp/prices.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/lp/proof.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

constexpr std::uint32_t kNoRow = static_cast<std::uint32_t>(-1);
/// Of the worth of what it takes: a column that gains or loses no more is taken to be in use.
constexpr double kInUse = 0.1;
/// Times around circles, until nothing is broken.
constexpr int kRounds = 10;

}  // namespace

/// Tarjan's search for strongly connected components, without recursion: it finds them from the end of the flow.
Places places_along_flow(const Matrix& matrix) {
    const std::size_t count = matrix.row_count();
    const auto is_place = [&](std::size_t row) {
        return matrix.row_low[row] == matrix.row_high[row];
    };
    struct Visit {
        std::uint32_t row, term, next;
    };
    Places found;
    std::vector<std::uint32_t> number(count, 0), lowest(count, 0);
    std::vector<char> settled(count, 0);
    std::vector<std::uint32_t> open;
    std::vector<Visit> path;
    std::uint32_t numbers = 0;
    const auto enter = [&](std::uint32_t row) {
        number[row] = lowest[row] = ++numbers;
        open.push_back(row);
        path.push_back({row, matrix.rows.starts[row], 0});
    };
    // Goes to a place that is reached from the last of the path and not yet numbered; false: there is none.
    const auto goes_on = [&] {
        const std::uint32_t row = path.back().row;
        for (; path.back().term < matrix.rows.starts[row + 1]; ++path.back().term) {
            Visit& at = path.back();
            if (matrix.rows.terms[at.term] >= 0) continue;
            const std::uint32_t column = matrix.rows.others[at.term];
            const std::uint32_t begin = matrix.columns.starts[column];
            while (begin + at.next < matrix.columns.starts[column + 1]) {
                const std::uint32_t t = begin + at.next++;
                const std::uint32_t to = matrix.columns.others[t];
                if (matrix.columns.terms[t] <= 0 || !is_place(to)) continue;
                if (number[to] == 0) {
                    enter(to);
                    return true;
                }
                if (settled[to] == 0) lowest[row] = std::min(lowest[row], number[to]);
            }
            at.next = 0;
        }
        return false;
    };
    for (std::uint32_t start = 0; start < count; ++start) {
        if (!is_place(start) || number[start] != 0) continue;
        enter(start);
        while (!path.empty()) {
            if (goes_on()) continue;
            const std::uint32_t row = path.back().row;
            path.pop_back();
            if (!path.empty())
                lowest[path.back().row] = std::min(lowest[path.back().row], lowest[row]);
            if (lowest[row] != number[row]) continue;
            found.circles = found.circles || open.back() != row;
            for (std::uint32_t one = kNoRow; one != row;) {
                one = open.back();
                open.pop_back();
                settled[one] = 1;
                found.rows.push_back(one);
                found.circle.push_back(number[row]);
            }
        }
    }
    std::ranges::reverse(found.rows);
    std::ranges::reverse(found.circle);
    return found;
}

Prices::Prices(const Matrix& matrix)
    : matrix_{matrix},
      brings_(matrix.column_count(), 0),
      most_(matrix.column_count(), kInfinity),
      limit_(matrix.column_count(), kNoRow) {
    Places places = places_along_flow(matrix);
    places_ = std::move(places.rows);
    has_circles_ = places.circles;
    find_limits();
}

void Prices::find_limits() {
    for (std::size_t i = 0; i < matrix_.row_count(); ++i)
        matrix_.rows.each(i, [&](std::uint32_t column, double term) {
            if (term <= 0) return;
            if (is_place(i)) {
                brings_[column] += term;
            } else if (!std::isfinite(matrix_.row_low[i]) &&
                       matrix_.row_high[i] / term < most_[column]) {
                most_[column] = std::max(0.0, matrix_.row_high[i] / term);
                limit_[column] = static_cast<std::uint32_t>(i);
            }
        });
}

/// One mending of duals.
class Prices::Pass {
public:
    Pass(const Prices& of, const Point& point)
        : of_{of},
          matrix_{of.matrix_},
          values_{point.values},
          duals_{point.duals},
          floor_(matrix_.row_count(), -kInfinity),
          loss_(matrix_.row_count(), 0),
          cut_(matrix_.column_count(), 0) {
        for (std::size_t i = 0; i < duals_.size(); ++i) {
            if (!std::isfinite(matrix_.row_low[i])) duals_[i] = std::min(duals_[i], 0.0);
            if (!std::isfinite(matrix_.row_high[i])) duals_[i] = std::max(duals_[i], 0.0);
        }
    }

    std::vector<double> run() {
        find_floors();
        for (const std::uint32_t row : of_.places_)
            duals_[row] = std::max(duals_[row], floor_[row]);
        reduce();
        // A column with a limit of its own may gain: that limit then costs what it gains now.
        for (std::size_t j = 0; j < cut_.size(); ++j)
            if (std::isfinite(matrix_.column_high[j])) cut_[j] = std::max(0.0, -reduced_[j]);
        find_losses();
        make_taken_dearer();
        make_brought_cheaper();
        reduce();
        for (int round = 0; of_.has_circles_ && round < kRounds; ++round)
            if (!go_round()) break;
        lower_prices_of_limits();
        return std::move(duals_);
    }

private:
    void reduce() {
        reduced_ = matrix_.costs;
        for (std::uint32_t row = 0; row < duals_.size(); ++row)
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                reduced_[column] -= term * duals_[row];
            });
    }

    void change(std::uint32_t row, double by) {
        duals_[row] += by;
        matrix_.rows.each(
            row, [&](std::uint32_t column, double term) { reduced_[column] -= term * by; });
    }

    /// What lies somewhere is worth no less than what is saved by not having to keep it to the end.
    void find_floors() {
        for (std::size_t k = of_.places_.size(); k-- > 0;) {
            const std::uint32_t row = of_.places_[k];
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                if (term >= 0 || std::isfinite(matrix_.column_high[column])) return;
                double worth = -matrix_.costs[column];
                int others = 0;
                matrix_.columns.each(column, [&](std::uint32_t other, double brings) {
                    if (other == row) return;
                    ++others;
                    worth = brings > 0 && of_.is_place(other) ? worth + brings * floor_[other]
                                                              : -kInfinity;
                });
                if (others <= 1) floor_[row] = std::max(floor_[row], worth / -term);
            });
        }
    }

    /// What the bound loses by a price lower by 1: all that flows there or, where a column in use would have to bring
    /// for less, what is lost where it brings to.
    void find_losses() {
        for (std::size_t k = of_.places_.size(); k-- > 0;) {
            const std::uint32_t row = of_.places_[k];
            double out = std::max(0.0, matrix_.row_low[row]);
            double in = std::max(0.0, -matrix_.row_low[row]);
            double most = 0;
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                (term > 0 ? in : out) += std::abs(term) * values_[column];
                if (term >= 0 || of_.brings_[column] <= 0 ||
                    reduced_[column] > kInUse * std::abs(term * duals_[row]))
                    return;
                most = std::max(most, -term * std::min(of_.most_[column], loss_of(column)));
            });
            loss_[row] = std::max({in, out, most});
        }
    }

    /// By a reduced cost lower by 1, if what the column brings gets cheaper: each place by the same.
    [[nodiscard]] double loss_of(std::uint32_t column) const {
        double loss = 0;
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (term > 0 && of_.is_place(row)) loss += term * loss_[row];
        });
        return loss / (of_.brings_[column] * of_.brings_[column]);
    }

    /// The most that can come to a place: so much is lost by a price higher by 1.
    [[nodiscard]] std::vector<double> supplies() const {
        std::vector<double> supply(duals_.size(), 0);
        for (const std::uint32_t row : of_.places_) {
            double sum = std::max(0.0, -matrix_.row_low[row]);
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                if (term <= 0) return;
                double most = std::min(of_.most_[column], matrix_.column_high[column]);
                matrix_.columns.each(column, [&](std::uint32_t other, double takes) {
                    if (takes < 0 && of_.is_place(other))
                        most = std::min(most, supply[other] / -takes);
                });
                sum += term * most;
            });
            supply[row] = sum;
        }
        return supply;
    }

    /// Against the flow: what a column takes most scarcely gets dearer, where that costs less than anything else.
    void make_taken_dearer() {
        const std::vector<double> supply = supplies();
        for (std::size_t k = of_.places_.size(); k-- > 0;) {
            const std::uint32_t row = of_.places_[k];
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                const double gain = -(reduced_[column] + cut_[column]);
                if (term >= 0 || gain <= 0 || of_.brings_[column] <= 0) return;
                const double cost = supply[row] / -term;
                bool scarcest = true;
                matrix_.columns.each(column, [&](std::uint32_t other, double takes) {
                    if (takes < 0 && other != row && of_.is_place(other))
                        scarcest = scarcest && supply[other] / -takes >= cost;
                });
                if (scarcest && cost < of_.most_[column] &&
                    cost < loss_of(column) * of_.brings_[column])
                    change(row, gain / -term);
            });
        }
    }

    /// Along the flow: what is brought to a place gets cheaper, or a limit dearer; where nothing is broken, what is
    /// brought may be worth more.
    void make_brought_cheaper() {
        struct Broken {
            double at;  ///< the change of the place's price from which on the column gains
            std::uint32_t column;
        };
        std::vector<Broken> broken;
        for (const std::uint32_t row : of_.places_) {
            double by = kInfinity;
            broken.clear();
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                if (term <= 0) return;
                const double at = (reduced_[column] + cut_[column]) / of_.brings_[column];
                if (at < 0 && of_.limit_[column] != kNoRow)
                    broken.push_back({at, column});
                else
                    by = std::min(by, at);
            });
            if (by == kInfinity) {
                if (broken.empty()) continue;
                by = 0;
            }
            // What is there at first costs the bound its price.
            if (by > 0 && (!broken.empty() || matrix_.row_low[row] < 0)) by = 0;
            std::ranges::sort(broken, {}, &Broken::at);
            double cost = 0;  // of limits, by a price higher by 1
            for (const Broken& one : broken)
                if (one.at < by) cost += of_.most_[one.column] * of_.brings_[one.column];
            for (std::size_t k = broken.size(); k-- > 0;) {
                const Broken& one = broken[k];
                if (one.at >= by) continue;
                if (cost <= loss_[row] * (1 + kSameLoss)) break;
                by = one.at;
                cost -= of_.most_[one.column] * of_.brings_[one.column];
            }
            by = std::max(by, floor_[row] - duals_[row]);
            for (const Broken& one : broken)
                if (one.at < by)
                    make_limit_dearer(one.column, (by - one.at) * of_.brings_[one.column]);
            // What the columns that bring here bring elsewhere follows at its own place.
            duals_[row] += by;
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                if (term < 0) reduced_[column] -= term * by;
            });
        }
    }

    void make_limit_dearer(std::uint32_t column, double by) {
        const std::uint32_t limit = of_.limit_[column];
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (row == limit) change(limit, -by / term);
        });
    }

    /// What is still broken, on circles, gets cheaper where it is brought to. False where nothing was.
    bool go_round() {
        bool changed = false;
        for (const std::uint32_t row : of_.places_) {
            double by = 0;
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                if (term <= 0) return;
                const double gain = -(reduced_[column] + cut_[column]);
                const double noise = kCostRounding * (std::abs(matrix_.costs[column]) +
                                                      std::abs(term * duals_[row]));
                if (gain > noise) by = std::min(by, -gain / of_.brings_[column]);
            });
            by = std::max(by, floor_[row] - duals_[row]);
            if (by >= 0) continue;
            change(row, by);
            changed = true;
        }
        return changed;
    }

    /// A limit is worth no more than the least that a column loses that would fill it.
    void lower_prices_of_limits() {
        for (std::uint32_t row = 0; row < duals_.size(); ++row) {
            if (of_.is_place(row) || duals_[row] >= 0) continue;
            double by = -duals_[row];
            matrix_.rows.each(row, [&](std::uint32_t column, double term) {
                if (term > 0) by = std::min(by, std::max(0.0, reduced_[column]) / term);
            });
            if (by > 0) change(row, by);
        }
    }

    const Prices& of_;
    const Matrix& matrix_;
    const std::vector<double>& values_;
    std::vector<double> duals_, reduced_;
    std::vector<double> floor_, loss_;  ///< by row
    std::vector<double> cut_;  ///< by column: what it may gain, since a limit of its own binds
};

Prices::Mended Prices::mended(const Point& point) const {
    Mended result;
    result.duals = Pass{*this, point}.run();
    const std::vector<int> starts(matrix_.rows.starts.begin(), matrix_.rows.starts.end());
    const std::vector<int> columns(matrix_.rows.others.begin(), matrix_.rows.others.end());
    result.bound = proven_bound({.costs = matrix_.costs,
                                 .column_low = matrix_.column_low,
                                 .column_high = matrix_.column_high,
                                 .row_low = matrix_.row_low,
                                 .row_high = matrix_.row_high,
                                 .starts = starts,
                                 .columns = columns,
                                 .terms = matrix_.rows.terms,
                                 .values = point.values,
                                 .duals = result.duals,
                                 .sized = matrix_.units.sized},
                                kInfinity);
    return result;
}

}  // namespace jarip::lp
