#include "jarip/lp/first_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
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
constexpr double kSettled = 1e-8;

double length(const std::vector<double>& of) {
    double sum = 0;
    for (const double one : of) sum += one * one;
    return std::sqrt(sum);
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum);
}

/// Pointers, since this is where all the time goes.
double product(const Lines& lines, std::size_t line, const std::vector<double>& with) {
    const double* const terms = lines.terms.data();
    const std::uint32_t* const others = lines.others.data();
    const double* const factors = with.data();
    const std::uint32_t* const ends = lines.starts.data() + line;
    double sum = 0;
    for (std::uint32_t t = ends[0]; t < ends[1]; ++t) sum += terms[t] * factors[others[t]];
    return sum;
}

/// a[i] = share · (2 · b[i] − a[i]) + (1 − share) · c[i]
void reflect(std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& c,
             double share) {
    double* const to = a.data();
    const double* const next = b.data();
    const double* const first = c.data();
    for (std::size_t i = 0, count = a.size(); i < count; ++i)
        to[i] = share * (2 * next[i] - to[i]) + (1 - share) * first[i];
}

}  // namespace

/// One run of the method: from a point, with costs or without.
struct FirstOrder::Walk {
    Walk(const FirstOrder& of, std::vector<double> from_values, std::vector<double> from_duals,
         double from_weight, bool with_costs)
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
        const double tau = kStep / weight;
        const double sigma = kStep * weight;
        const double* const cost = costs == nullptr ? nullptr : costs->data();
        const double* const low = lp.column_low_.data();
        const double* const high = lp.column_high_.data();
        const double* const now = values.data();
        double* const next = next_values.data();
        double* const past = beyond.data();
        for (std::size_t j = 0, count = values.size(); j < count; ++j) {
            const double reduced = (cost == nullptr ? 0 : cost[j]) - product(lp.columns_, j, duals);
            next[j] = std::min(std::max(now[j] - tau * reduced, low[j]), high[j]);
            past[j] = 2 * next[j] - now[j];
        }
        const double* const least = lp.row_low_.data();
        const double* const most = lp.row_high_.data();
        const double* const dual = duals.data();
        double* const next_dual = next_duals.data();
        for (std::size_t i = 0, count = duals.size(); i < count; ++i) {
            const double moved = dual[i] - sigma * product(lp.rows_, i, beyond);
            next_dual[i] = moved - sigma * std::min(std::max(moved / sigma, -most[i]), -least[i]);
        }
    }

    /// Twice as far as the step went, and part of the way back to the last restart.
    void move() {
        const double share = (static_cast<double>(since) + 1) / (static_cast<double>(since) + 2);
        reflect(values, next_values, first_values, share);
        reflect(duals, next_duals, first_duals, share);
        ++since;
    }

    /// How far the step goes, in the metric in which no step takes the point farther from a solution.
    [[nodiscard]] double length_of_step() const {
        const double eta = kStep;
        std::vector<double> difference(duals.size());
        for (std::size_t i = 0; i < duals.size(); ++i) difference[i] = next_duals[i] - duals[i];
        double crossed = 0;
        double along = 0;
        for (std::size_t j = 0; j < values.size(); ++j) {
            const double one = next_values[j] - values[j];
            along += one * one;
            if (one != 0) crossed += one * product(lp.columns_, j, difference);
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
            const double activity = product(lp.rows_, i, next_values);
            largest = std::max({largest, lp.row_low_[i] - activity, activity - lp.row_high_[i]});
        }
        return largest;
    }

    const FirstOrder& lp;
    const std::vector<double>* costs;
    double weight;
    std::vector<double> values, duals, next_values, next_duals, beyond;
    std::vector<double> first_values, first_duals;  ///< at the last restart
    std::size_t since = 0;                          ///< steps
    double at_restart = 0, before = 0;
};

FirstOrder::FirstOrder(const Matrix& matrix)
    : rows_{matrix.rows},
      columns_{matrix.columns},
      costs_{matrix.costs},
      column_low_{matrix.column_low},
      column_high_{matrix.column_high},
      row_low_{matrix.row_low},
      row_high_{matrix.row_high},
      of_columns_(costs_.size(), 1),
      of_rows_(row_low_.size(), 1),
      duals_(row_low_.size(), 0) {
    scale();
    for (std::size_t j = 0; j < costs_.size(); ++j)
        values_.push_back(std::clamp(0.0, column_low_[j], column_high_[j]));
}

void FirstOrder::scale_once(bool by_sum) {
    std::vector<double> columns(costs_.size(), 0);
    std::vector<double> rows(row_low_.size(), 0);
    const auto see = [by_sum](double& of, double term) {
        of = by_sum ? of + std::abs(term) : std::max(of, std::abs(term));
    };
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::uint32_t t = rows_.starts[i]; t < rows_.starts[i + 1]; ++t) {
            see(columns[rows_.others[t]], rows_.terms[t]);
            see(rows[i], rows_.terms[t]);
        }
    const auto factors = [](std::vector<double>& of) {
        for (double& one : of) one = one > 0 ? 1 / std::sqrt(one) : 1;
    };
    factors(columns);
    factors(rows);
    for (std::size_t j = 0; j < columns.size(); ++j) of_columns_[j] *= columns[j];
    for (std::size_t i = 0; i < rows.size(); ++i) {
        of_rows_[i] *= rows[i];
        for (std::uint32_t t = rows_.starts[i]; t < rows_.starts[i + 1]; ++t)
            rows_.terms[t] *= rows[i] * columns[rows_.others[t]];
    }
}

void FirstOrder::scale() {
    for (int k = 0; k < kScalings; ++k) scale_once(false);
    scale_once(true);
    for (std::size_t j = 0; j < costs_.size(); ++j) {
        costs_[j] *= of_columns_[j];
        column_low_[j] /= of_columns_[j];
        column_high_[j] /= of_columns_[j];
        for (std::uint32_t t = columns_.starts[j]; t < columns_.starts[j + 1]; ++t)
            columns_.terms[t] *= of_columns_[j] * of_rows_[columns_.others[t]];
    }
    double squares = 0;
    for (std::size_t i = 0; i < row_low_.size(); ++i) {
        row_low_[i] *= of_rows_[i];
        row_high_[i] *= of_rows_[i];
        const auto size = [](double limit) { return std::isfinite(limit) ? std::abs(limit) : 0; };
        const double one = std::max(size(row_low_[i]), size(row_high_[i]));
        squares += one * one;
    }
    of_limits_ = 1 / (1 + std::sqrt(squares));
    of_costs_ = 1 / (1 + length(costs_));
    for (double& cost : costs_) cost *= of_costs_;
    for (auto* limits : {&column_low_, &column_high_, &row_low_, &row_high_})
        for (double& limit : *limits) limit *= of_limits_;
}

void FirstOrder::start_from(const Point& point, double weight) {
    for (std::size_t j = 0; j < values_.size(); ++j)
        values_[j] = std::clamp(point.values[j] / of_columns_[j] * of_limits_, column_low_[j],
                                column_high_[j]);
    for (std::size_t i = 0; i < duals_.size(); ++i)
        duals_[i] = point.duals[i] / of_rows_[i] * of_costs_;
    weight_ = weight;
}

void FirstOrder::run(std::size_t steps, const std::function<bool()>& stop) {
    const std::size_t until = steps_ + steps;
    Walk walk{*this, values_, duals_, weight_, true};
    for (bool ends = false; !ends;) {
        walk.step();
        ++steps_;
        if (walk.since % kLook != 0) {
            walk.move();
            continue;
        }
        ends = stop();
        if (ends || walk.is_to_restart(steps_)) {
            walk.restart();
            ends = ends || steps_ >= until;
        } else {
            walk.move();
        }
    }
    values_ = std::move(walk.values);
    duals_ = std::move(walk.duals);
    weight_ = walk.weight;
}

Point FirstOrder::point() const {
    Point point{values_, duals_};
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
    Walk walk{*this, values_, std::vector<double>(duals_.size(), 0), weight_, false};
    for (std::size_t k = 1;; ++k) {
        walk.step();
        if (walk.since % kLook == 0) {
            if (k >= steps || stop() || walk.fault() <= kSettled * largest) break;
            if (walk.is_to_restart(k)) {
                walk.restart();
                continue;
            }
        }
        walk.move();
    }
    for (std::size_t j = 0; j < values_.size(); ++j)
        walk.next_values[j] *= of_columns_[j] / of_limits_;
    return std::move(walk.next_values);
}

}  // namespace jarip::lp
