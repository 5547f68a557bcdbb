#include "jarip/lp/first_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "jarip/core/best_set.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

/// Scaling by largest terms, before one by sums of terms.
constexpr int kScalings = 10;
/// Of the longest step that is known to converge: terms scaled by sums leave a matrix whose norm is at most 1 (Pock &
/// Chambolle 2011, lemma 2).
constexpr double kStep = 0.998;
constexpr std::size_t kLook = 64;
/// Restarts: where the distance of a step has fallen to the first, to the second and grows again, or so large a share
/// of all steps was taken since the last.
constexpr double kMuchNearer = 0.2;
constexpr double kNearer = 0.8;
constexpr double kLongSince = 0.36;

/// What single precision has no room for is without limit.
Number as_number(double value) {
    constexpr Number without = std::numeric_limits<Number>::infinity();
    constexpr double most = std::numeric_limits<Number>::max();
    if (value > most) return without;
    return value < -most ? -without : static_cast<Number>(value);
}

double length(const Numbers& of) {
    double sum = 0;
    for (const double one : of) sum += one * one;
    return std::sqrt(sum);
}

double distance(const Numbers& a, const Numbers& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double one = a[i] - b[i];
        sum += one * one;
    }
    return std::sqrt(sum);
}

JARIP_IN_REGISTERS Lanes within(const Lanes& value, const Lanes& low, const Lanes& high) {
    return smaller(larger(value, low), high);
}

/// From where a step led: twice as far, and part of the way back to the last restart.
JARIP_IN_REGISTERS Lanes reflected(const Lanes& now, const Lanes& next, const Number* first,
                                   Number share) {
    return share * (2 * next - now) + (1 - share) * Lanes::read(first);
}

/// A step of the columns: down the reduced costs, and as far again beyond. `next` is where it leads; with a share it is not
/// kept, and `now` goes on from there.
struct ColumnStep {
    const Number *costs, *low, *high, *duals, *first;
    Number *now, *next, *beyond;
    Number tau, share;
};

JARIP_BEST_SET void take(const ColumnStep& step, const SideBySide& columns, std::size_t count) {
    for (std::size_t j = 0; j < count; j += kLanes) {
        const Lanes sums = columns.products(j / kLanes, step.duals);
        const Lanes now = Lanes::read(step.now + j);
        const Lanes down = step.costs == nullptr
                               ? now + step.tau * sums
                               : now - step.tau * (Lanes::read(step.costs + j) - sums);
        const Lanes next = within(down, Lanes::read(step.low + j), Lanes::read(step.high + j));
        (2 * next - now).write(step.beyond + j);
        if (step.share > 0)
            reflected(now, next, step.first + j, step.share).write(step.now + j);
        else
            next.write(step.next + j);
    }
}

/// A step of the rows, to where they hold.
struct RowStep {
    const Number *low, *high, *beyond, *first;
    Number *now, *next;
    Number sigma, share;
};

JARIP_BEST_SET void take(const RowStep& step, const SideBySide& rows, std::size_t count) {
    for (std::size_t i = 0; i < count; i += kLanes) {
        const Lanes sums = rows.products(i / kLanes, step.beyond);
        const Lanes now = Lanes::read(step.now + i);
        const Lanes on = now - step.sigma * sums;
        const Lanes moved = on - within(on, -step.sigma * Lanes::read(step.high + i),
                                        -step.sigma * Lanes::read(step.low + i));
        if (step.share > 0)
            reflected(now, moved, step.first + i, step.share).write(step.now + i);
        else
            moved.write(step.next + i);
    }
}

JARIP_BEST_SET void reflect(Number* now, const Number* next, const Number* first, std::size_t count,
                            Number share) {
    for (std::size_t i = 0; i < count; i += kLanes)
        reflected(Lanes::read(now + i), Lanes::read(next + i), first + i, share).write(now + i);
}

/// Factors that make lines of a matrix of one size: of their largest terms, or of the sums of their terms.
struct Scaling {
    Scaling(const Lines& lines, std::size_t column_count)
        : terms{lines.terms}, columns(column_count, 1), rows(lines.starts.size() - 1, 1) {}

    void once(const Lines& lines, bool by_sum) {
        std::vector<double> of_columns(columns.size(), 0);
        std::vector<double> of_rows(rows.size(), 0);
        const auto see = [by_sum](double& of, double term) {
            of = by_sum ? of + std::abs(term) : std::max(of, std::abs(term));
        };
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::uint32_t t = lines.starts[i]; t < lines.starts[i + 1]; ++t) {
                see(of_columns[lines.others[t]], terms[t]);
                see(of_rows[i], terms[t]);
            }
        const auto factors = [](std::vector<double>& of) {
            for (double& one : of) one = one > 0 ? 1 / std::sqrt(one) : 1;
        };
        factors(of_columns);
        factors(of_rows);
        for (std::size_t j = 0; j < columns.size(); ++j) columns[j] *= of_columns[j];
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i] *= of_rows[i];
            for (std::uint32_t t = lines.starts[i]; t < lines.starts[i + 1]; ++t)
                terms[t] *= of_rows[i] * of_columns[lines.others[t]];
        }
    }

    std::vector<double> terms;  ///< scaled
    std::vector<double> columns, rows;
};

}  // namespace

/// The matrix without rows of one term, scaled.
struct FirstOrder::Scaled {
    explicit Scaled(const Matrix& matrix)
        : column_low{matrix.column_low},
          column_high{matrix.column_high},
          low_from(matrix.column_count(), kNone),
          high_from(matrix.column_count(), kNone) {
        rows.starts.push_back(0);
        for (std::uint32_t i = 0; i < matrix.row_count(); ++i) {
            const std::uint32_t begin = matrix.rows.starts[i];
            if (matrix.rows.starts[i + 1] - begin == 1) {
                limit(matrix, i, matrix.rows.others[begin], matrix.rows.terms[begin]);
                continue;
            }
            kept.push_back(i);
            matrix.rows.each(i, [&](std::uint32_t column, double term) {
                rows.others.push_back(column);
                rows.terms.push_back(term);
            });
            rows.starts.push_back(static_cast<std::uint32_t>(rows.others.size()));
        }
        for (std::size_t j = 0; j < column_low.size(); ++j)
            column_high[j] = std::max(column_high[j], column_low[j]);
        Scaling scaling{rows, matrix.column_count()};
        for (int k = 0; k < kScalings; ++k) scaling.once(rows, false);
        scaling.once(rows, true);
        of_columns = std::move(scaling.columns);
        of_rows = std::move(scaling.rows);
        rows.terms = std::move(scaling.terms);
        columns = rows.across(matrix.column_count());
        Sum squares;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const auto size = [](double limit) {
                return std::isfinite(limit) ? std::abs(limit) : 0;
            };
            const double one = of_rows[i] * std::max(size(matrix.row_low[kept[i]]),
                                                     size(matrix.row_high[kept[i]]));
            squares.add(one * one);
        }
        of_limits = 1 / (1 + std::sqrt(squares.value()));
        squares = {};
        for (std::size_t j = 0; j < of_columns.size(); ++j) {
            const double one = matrix.costs[j] * of_columns[j];
            squares.add(one * one);
        }
        of_costs = 1 / (1 + std::sqrt(squares.value()));
    }

    /// What a row of one term asks of its column.
    void limit(const Matrix& matrix, std::uint32_t row, std::uint32_t column, double term) {
        double low = matrix.row_low[row] / term;
        double high = matrix.row_high[row] / term;
        if (term < 0) std::swap(low, high);
        if (low > column_low[column]) {
            column_low[column] = low;
            low_from[column] = row;
        }
        if (high < column_high[column]) {
            column_high[column] = high;
            high_from[column] = row;
        }
    }

    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> kept;
    Lines rows, columns;
    std::vector<double> column_low, column_high;
    std::vector<std::uint32_t> low_from, high_from;
    std::vector<double> of_columns, of_rows;
    double of_limits = 1, of_costs = 1;
};

/// One run of the method: from a point, with costs or without.
struct FirstOrder::Walk {
    Walk(const FirstOrder& of, Numbers from_values, Numbers from_duals, double from_weight,
         bool with_costs)
        : lp{of},
          costs{with_costs ? of.costs_.data() : nullptr},
          weight{from_weight},
          values{std::move(from_values)},
          duals{std::move(from_duals)},
          next_values(values),
          next_duals(duals),
          beyond(values.size()),
          first_values(values),
          first_duals(duals) {}

    /// One step, after which next_values and next_duals say where it leads.
    void step() { take_step(0); }

    /// One step and on from there, in one go through all figures: where it leads is not kept.
    void step_on() {
        take_step(share());
        ++since;
    }

    void move() {
        reflect(values.data(), next_values.data(), first_values.data(), values.size(), share());
        reflect(duals.data(), next_duals.data(), first_duals.data(), duals.size(), share());
        ++since;
    }

    [[nodiscard]] Number share() const {
        return as_number((static_cast<double>(since) + 1) / (static_cast<double>(since) + 2));
    }

    void take_step(Number share) {
        take({costs, lp.column_low_.data(), lp.column_high_.data(), duals.data(),
              first_values.data(), values.data(), next_values.data(), beyond.data(),
              as_number(kStep / weight), share},
             lp.columns_, values.size());
        take({lp.row_low_.data(), lp.row_high_.data(), beyond.data(), first_duals.data(),
              duals.data(), next_duals.data(), as_number(kStep * weight), share},
             lp.rows_, duals.size());
    }

    [[nodiscard]] bool looks() const { return since % kLook == 0; }

    /// How far the step goes, in the metric in which no step takes the point farther from a solution.
    [[nodiscard]] double length_of_step() const {
        const double eta = kStep;
        Numbers difference(duals.size());
        for (std::size_t i = 0; i < duals.size(); ++i) difference[i] = next_duals[i] - duals[i];
        double crossed = 0;
        double along = 0;
        for (std::size_t j = 0; j < values.size(); j += kLanes) {
            const Lanes sums = lp.columns_.products(j / kLanes, difference.data());
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                const double one = next_values[j + lane] - values[j + lane];
                along += one * one;
                crossed += one * sums[lane];
            }
        }
        const double across = length(difference);
        return std::sqrt(
            std::max(0.0, weight * along / eta + across * across / (eta * weight) - 2 * crossed));
    }

    [[nodiscard]] bool is_to_restart(std::size_t all) {
        const double now = length_of_step();
        if (since == 0) {
            at_restart = before = now;
            return false;
        }
        const bool grows = now > std::exchange(before, now);
        return now <= kMuchNearer * at_restart || (now <= kNearer * at_restart && grows) ||
               static_cast<double>(since) >= kLongSince * static_cast<double>(all);
    }

    /// From where the last step led.
    void go_on() {
        if (std::exchange(restarts, false))
            restart();
        else
            move();
    }

    void restart() {
        const double along = distance(next_values, first_values);
        const double across = distance(next_duals, first_duals);
        if (along > 0 && across > 0 && std::isfinite(along) && std::isfinite(across))
            weight = std::sqrt(weight * across / along);
        values = first_values = next_values;
        duals = first_duals = next_duals;
        since = 0;
    }

    /// The largest that a row is beyond its limits, where a step goes.
    [[nodiscard]] double fault() const {
        double largest = 0;
        for (std::size_t i = 0; i < duals.size(); i += kLanes) {
            const Lanes sums = lp.rows_.products(i / kLanes, next_values.data());
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                largest = std::max({largest, double{lp.row_low_[i + lane]} - sums[lane],
                                    double{sums[lane]} - lp.row_high_[i + lane]});
        }
        return largest;
    }

    const FirstOrder& lp;
    const Number* costs;
    double weight;
    Numbers values, duals, next_values, next_duals, beyond;
    Numbers first_values, first_duals;  ///< at the last restart
    std::size_t since = 0;              ///< steps
    double at_restart = 0, before = 0;
    bool restarts = false;  ///< where it goes on
    bool started = false;
};

FirstOrder::FirstOrder(const Matrix& matrix) : FirstOrder{matrix, Scaled{matrix}} {}

FirstOrder::FirstOrder(const Matrix& matrix, const Scaled& scaled)
    : matrix_{matrix},
      kept_{scaled.kept},
      of_columns_{scaled.of_columns},
      of_rows_{scaled.of_rows},
      of_limits_{scaled.of_limits},
      of_costs_{scaled.of_costs},
      low_from_{scaled.low_from},
      high_from_{scaled.high_from},
      column_order_{scaled.columns.starts},
      row_order_{scaled.rows.starts},
      columns_{scaled.columns, column_order_, row_order_},
      rows_{scaled.rows, row_order_, column_order_} {
    for (Numbers* one : {&costs_, &column_low_, &column_high_, &values_})
        one->assign(column_order_.size(), 0);
    for (std::size_t j = 0; j < of_columns_.size(); ++j) {
        const std::size_t at = column_order_.place_of(j);
        costs_[at] = as_number(matrix.costs[j] * of_columns_[j] * of_costs_);
        column_low_[at] = as_number(scaled.column_low[j] / of_columns_[j] * of_limits_);
        column_high_[at] = as_number(scaled.column_high[j] / of_columns_[j] * of_limits_);
        values_[at] = std::clamp(Number{0}, column_low_[at], column_high_[at]);
    }
    for (Numbers* one : {&row_low_, &row_high_, &duals_}) one->assign(row_order_.size(), 0);
    for (std::size_t i = 0; i < kept_.size(); ++i) {
        const std::size_t at = row_order_.place_of(i);
        row_low_[at] = as_number(matrix.row_low[kept_[i]] * of_rows_[i] * of_limits_);
        row_high_[at] = as_number(matrix.row_high[kept_[i]] * of_rows_[i] * of_limits_);
    }
}

FirstOrder::~FirstOrder() = default;

void FirstOrder::start_from(const Point& point, double weight) {
    for (std::size_t j = 0; j < of_columns_.size(); ++j) {
        const std::size_t at = column_order_.place_of(j);
        values_[at] = std::clamp(as_number(point.values[j] / of_columns_[j] * of_limits_),
                                 column_low_[at], column_high_[at]);
    }
    for (std::size_t i = 0; i < kept_.size(); ++i)
        duals_[row_order_.place_of(i)] = as_number(point.duals[kept_[i]] / of_rows_[i] * of_costs_);
    weight_ = weight;
    walk_.reset();
}

void FirstOrder::run(std::size_t steps, const std::function<bool()>& stop) {
    const std::size_t until = steps_ + std::max<std::size_t>(steps, 1);
    if (!walk_) walk_ = std::make_unique<Walk>(*this, values_, duals_, weight_, true);
    Walk& walk = *walk_;
    if (walk.started) walk.go_on();
    walk.started = true;
    while (true) {
        ++steps_;
        if (!walk.looks() && steps_ < until) {
            walk.step_on();
            continue;
        }
        walk.step();
        walk.restarts = walk.looks() && walk.is_to_restart(steps_);
        if (steps_ >= until || (walk.looks() && stop())) break;
        walk.go_on();
    }
    values_ = walk.next_values;
    duals_ = walk.next_duals;
    weight_ = walk.weight;
}

std::vector<double> FirstOrder::in_units(const Numbers& values) const {
    std::vector<double> found(of_columns_.size());
    for (std::size_t j = 0; j < found.size(); ++j)
        found[j] = double{values[column_order_.place_of(j)]} * of_columns_[j] / of_limits_;
    return found;
}

/// A column at the limit of a row that is not kept gives it what it gains as its price.
Point FirstOrder::point() const {
    Point point{in_units(values_), std::vector<double>(matrix_.row_count(), 0)};
    for (std::size_t i = 0; i < kept_.size(); ++i)
        point.duals[kept_[i]] = double{duals_[row_order_.place_of(i)]} * of_rows_[i] / of_costs_;
    for (std::size_t j = 0; j < of_columns_.size(); ++j) {
        const std::size_t at = column_order_.place_of(j);
        const bool low = low_from_[j] != Scaled::kNone && values_[at] == column_low_[at];
        const bool high = high_from_[j] != Scaled::kNone && values_[at] == column_high_[at];
        if (!low && !high) continue;
        double reduced = matrix_.costs[j];
        double of_low = 0, of_high = 0;
        matrix_.columns.each(j, [&](std::uint32_t row, double term) {
            if (row == low_from_[j]) of_low = term;
            if (row == high_from_[j]) of_high = term;
            reduced -= term * point.duals[row];
        });
        if (low && reduced > 0) point.duals[low_from_[j]] = reduced / of_low;
        if (high && reduced < 0) point.duals[high_from_[j]] = reduced / of_high;
    }
    return point;
}

std::vector<double> FirstOrder::settled(std::size_t steps,
                                        const std::function<bool()>& stop) const {
    double largest = 0;
    for (std::size_t i = 0; i < row_low_.size(); ++i)
        for (const double limit : {row_low_[i], row_high_[i]})
            if (std::isfinite(limit)) largest = std::max(largest, std::abs(limit));
    Walk walk{*this, values_, Numbers(duals_.size(), 0), weight_, false};
    for (std::size_t k = 1;; ++k) {
        if (!walk.looks()) {
            walk.step_on();
            continue;
        }
        walk.step();
        if (k >= steps || stop() || walk.fault() <= kRowsSettled * largest) break;
        walk.restarts = walk.is_to_restart(k);
        walk.go_on();
    }
    return in_units(walk.next_values);
}

}  // namespace jarip::lp
