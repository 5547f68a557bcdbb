#include "jarip/lp/first_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

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
/// Of the largest row limit: rows that hold within this are settled.
constexpr double kSettled = 3e-7;

using Number = float;
using Numbers = std::vector<Number>;

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

/// a[i] = share · (2 · b[i] − a[i]) + (1 − share) · c[i]
void reflect(Numbers& a, const Numbers& b, const Numbers& c, Number share) {
    Number* const to = a.data();
    const Number* const next = b.data();
    const Number* const first = c.data();
    for (std::size_t i = 0, count = a.size(); i < count; ++i)
        to[i] = share * (2 * next[i] - to[i]) + (1 - share) * first[i];
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

/// One run of the method: from a point, with costs or without.
struct FirstOrder::Walk {
    Walk(const FirstOrder& of, Numbers from_values, Numbers from_duals, double from_weight,
         bool with_costs)
        : lp{of},
          costs{with_costs ? &of.costs_ : nullptr},
          weight{from_weight},
          values{std::move(from_values)},
          duals{std::move(from_duals)},
          next_values(values),
          next_duals(duals),
          beyond(values.size()),
          first_values(values),
          first_duals(duals) {}

    void step() {
        const Number tau = as_number(kStep / weight);
        const Number sigma = as_number(kStep * weight);
        const Number* const cost = costs == nullptr ? nullptr : costs->data();
        const Number* const low = lp.column_low_.data();
        const Number* const high = lp.column_high_.data();
        const Number* const now = values.data();
        Number* const next = next_values.data();
        Number* const past = beyond.data();
        for (std::size_t j = 0, count = values.size(); j < count; ++j) {
            const Number reduced = (cost == nullptr ? 0 : cost[j]) - lp.columns_.product(j, duals);
            next[j] = std::min(std::max(now[j] - tau * reduced, low[j]), high[j]);
            past[j] = 2 * next[j] - now[j];
        }
        const Number* const least = lp.row_low_.data();
        const Number* const most = lp.row_high_.data();
        const Number* const dual = duals.data();
        Number* const next_dual = next_duals.data();
        for (std::size_t i = 0, count = duals.size(); i < count; ++i) {
            const Number moved = dual[i] - sigma * lp.rows_.product(i, beyond);
            next_dual[i] = moved - sigma * std::min(std::max(moved / sigma, -most[i]), -least[i]);
        }
    }

    /// Twice as far as the step went, and part of the way back to the last restart.
    void move() {
        const double share = (static_cast<double>(since) + 1) / (static_cast<double>(since) + 2);
        reflect(values, next_values, first_values, as_number(share));
        reflect(duals, next_duals, first_duals, as_number(share));
        ++since;
    }

    /// How far the step goes, in the metric in which no step takes the point farther from a solution.
    [[nodiscard]] double length_of_step() const {
        const double eta = kStep;
        Numbers difference(duals.size());
        for (std::size_t i = 0; i < duals.size(); ++i) difference[i] = next_duals[i] - duals[i];
        double crossed = 0;
        double along = 0;
        for (std::size_t j = 0; j < values.size(); ++j) {
            const double one = next_values[j] - values[j];
            along += one * one;
            if (one != 0) crossed += one * lp.columns_.product(j, difference);
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
        for (std::size_t i = 0; i < duals.size(); ++i) {
            const double activity = lp.rows_.product(i, next_values);
            largest = std::max({largest, lp.row_low_[i] - activity, activity - lp.row_high_[i]});
        }
        return largest;
    }

    const FirstOrder& lp;
    const Numbers* costs;
    double weight;
    Numbers values, duals, next_values, next_duals, beyond;
    Numbers first_values, first_duals;  ///< at the last restart
    std::size_t since = 0;              ///< steps
    double at_restart = 0, before = 0;
    bool restarts = false;  ///< where it goes on
    bool started = false;
};

/// Pointers, since this is where all the time goes.
FirstOrder::Number FirstOrder::Terms::product(std::size_t line, const Numbers& with) const {
    const Number* const all = terms.data();
    const std::uint32_t* const at = others.data();
    const Number* const factors = with.data();
    const std::uint32_t* const ends = starts.data() + line;
    Number sum = 0;
    for (std::uint32_t t = ends[0]; t < ends[1]; ++t) sum += all[t] * factors[at[t]];
    return sum;
}

FirstOrder::FirstOrder(const Matrix& matrix)
    : rows_{matrix.rows.starts, matrix.rows.others, {}},
      columns_{matrix.columns.starts, matrix.columns.others, {}},
      duals_(matrix.row_count(), 0) {
    scale(matrix);
    for (std::size_t j = 0; j < costs_.size(); ++j)
        values_.push_back(std::clamp(Number{0}, column_low_[j], column_high_[j]));
}

void FirstOrder::scale(const Matrix& matrix) {
    Scaling scaling{matrix.rows, matrix.column_count()};
    for (int k = 0; k < kScalings; ++k) scaling.once(matrix.rows, false);
    scaling.once(matrix.rows, true);
    of_columns_ = std::move(scaling.columns);
    of_rows_ = std::move(scaling.rows);
    for (const double term : scaling.terms) rows_.terms.push_back(as_number(term));
    for (std::size_t j = 0; j < of_columns_.size(); ++j)
        matrix.columns.each(j, [&](std::uint32_t row, double term) {
            columns_.terms.push_back(as_number(term * of_columns_[j] * of_rows_[row]));
        });
    double squares = 0;
    for (std::size_t i = 0; i < of_rows_.size(); ++i) {
        const auto size = [](double limit) { return std::isfinite(limit) ? std::abs(limit) : 0; };
        const double one =
            of_rows_[i] * std::max(size(matrix.row_low[i]), size(matrix.row_high[i]));
        squares += one * one;
    }
    of_limits_ = 1 / (1 + std::sqrt(squares));
    squares = 0;
    for (std::size_t j = 0; j < of_columns_.size(); ++j) {
        const double one = matrix.costs[j] * of_columns_[j];
        squares += one * one;
    }
    of_costs_ = 1 / (1 + std::sqrt(squares));
    for (std::size_t j = 0; j < of_columns_.size(); ++j) {
        costs_.push_back(as_number(matrix.costs[j] * of_columns_[j] * of_costs_));
        column_low_.push_back(as_number(matrix.column_low[j] / of_columns_[j] * of_limits_));
        column_high_.push_back(as_number(matrix.column_high[j] / of_columns_[j] * of_limits_));
    }
    for (std::size_t i = 0; i < of_rows_.size(); ++i) {
        row_low_.push_back(as_number(matrix.row_low[i] * of_rows_[i] * of_limits_));
        row_high_.push_back(as_number(matrix.row_high[i] * of_rows_[i] * of_limits_));
    }
}

FirstOrder::~FirstOrder() = default;

void FirstOrder::start_from(const Point& point, double weight) {
    for (std::size_t j = 0; j < values_.size(); ++j)
        values_[j] = std::clamp(as_number(point.values[j] / of_columns_[j] * of_limits_),
                                column_low_[j], column_high_[j]);
    for (std::size_t i = 0; i < duals_.size(); ++i)
        duals_[i] = as_number(point.duals[i] / of_rows_[i] * of_costs_);
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
        walk.step();
        ++steps_;
        const bool looks = walk.since % kLook == 0;
        walk.restarts = looks && walk.is_to_restart(steps_);
        if (steps_ >= until || (looks && stop())) break;
        walk.go_on();
    }
    values_ = walk.next_values;
    duals_ = walk.next_duals;
    weight_ = walk.weight;
}

Point FirstOrder::point() const {
    Point point{{values_.begin(), values_.end()}, {duals_.begin(), duals_.end()}};
    for (std::size_t j = 0; j < values_.size(); ++j) point.values[j] *= of_columns_[j] / of_limits_;
    for (std::size_t i = 0; i < duals_.size(); ++i) point.duals[i] *= of_rows_[i] / of_costs_;
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
        walk.step();
        if (walk.since % kLook == 0) {
            if (k >= steps || stop() || walk.fault() <= kSettled * largest) break;
            walk.restarts = walk.is_to_restart(k);
        }
        walk.go_on();
    }
    std::vector<double> found(walk.next_values.begin(), walk.next_values.end());
    for (std::size_t j = 0; j < found.size(); ++j) found[j] *= of_columns_[j] / of_limits_;
    return found;
}

}  // namespace jarip::lp
