// First-order indices from given draws: an additive fit, input by input.

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "jarip/core/numeric.hpp"
#include "jarip/uncertain.hpp"
#include "jarip/uncertain/tolerances.hpp"

namespace jarip::uncertain {
namespace {

constexpr int kMostDegree = 8;
constexpr double kChance = 0.05;     // of one study in which some input is taken in without cause
constexpr double kMostTerms = 0.25;  // of the draws

/// Shifted Legendre polynomials 1 … kMostDegree, orthonormal on (0, 1).
std::array<double, kMostDegree> legendre(double u) {
    static const auto kLength = [] {
        std::array<double, kMostDegree> length{};
        for (int k = 1; k <= kMostDegree; ++k)
            length[static_cast<std::size_t>(k - 1)] = std::sqrt(2 * k + 1);
        return length;
    }();
    std::array<double, kMostDegree> value{};
    const double x = 2 * u - 1;
    double before = 1, now = x;
    for (int k = 1; k <= kMostDegree; ++k) {
        value[static_cast<std::size_t>(k - 1)] = kLength[static_cast<std::size_t>(k - 1)] * now;
        const double next = ((2 * k + 1) * x * now - k * before) / (k + 1);
        before = now;
        now = next;
    }
    return value;
}

/// A sum of `count` squared normal numbers as a normal number that is as unlikely (Wilson & Hilferty 1931).
double as_normal(double x, int count) {
    const double spread = 2.0 / (9.0 * count);
    return (std::cbrt(x / count) - (1 - spread)) / std::sqrt(spread);
}

double chance_above(double normal) { return 0.5 * std::erfc(normal / std::numbers::sqrt2); }

struct Term {
    std::size_t input = 0;
    int degree = 0;  // polynomials 1 … degree of it
};

class AdditiveFit {
public:
    AdditiveFit(std::span<const double> answer, const std::vector<std::vector<double>>& points)
        : draws_{static_cast<Eigen::Index>(answer.size())}, points_{points} {
        answer_ = Eigen::Map<const Eigen::VectorXd>(answer.data(), draws_);
        // Fewer draws bear fewer terms: a degree that takes a tenth of them is the most.
        whole_ = (answer_.array() - answer_.mean()).square().sum() /
                 static_cast<double>(std::max<Eigen::Index>(1, draws_ - 1));
        degree_ = static_cast<int>(std::clamp<Eigen::Index>(draws_ / 10, 1, kMostDegree));
    }

    Drivers find() {
        refit();
        while (const auto next = best_of_rest()) {
            terms_.push_back(*next);
            if (static_cast<double>(columns() - 1) > kMostTerms * static_cast<double>(draws_)) {
                terms_.pop_back();
                break;
            }
            refit();
        }
        return parts();
    }

private:
    [[nodiscard]] Eigen::Index columns() const {
        Eigen::Index count = 1;
        for (const Term& term : terms_) count += term.degree;
        return count;
    }

    void refit() {
        design_.resize(draws_, columns());
        design_.col(0).setOnes();
        for (Eigen::Index j = 0; j < draws_; ++j) {
            Eigen::Index column = 1;
            for (const Term& term : terms_) {
                const auto value = legendre(points_[term.input][static_cast<std::size_t>(j)]);
                for (int k = 0; k < term.degree; ++k)
                    design_(j, column++) = value[static_cast<std::size_t>(k)];
            }
        }
        // Small: products coefficient by coefficient, which are quick to compile.
        const Eigen::LDLT<Eigen::MatrixXd> solver{
            Eigen::MatrixXd{design_.transpose().lazyProduct(design_)}};
        weights_ = solver.solve(Eigen::VectorXd{design_.transpose().lazyProduct(answer_)});
        residual_ = answer_ - design_.lazyProduct(weights_);
        const auto free = static_cast<double>(draws_ - columns());
        variance_ = free > 0 ? residual_.squaredNorm() / free : 0;
        covariance_ = variance_ * solver.solve(Eigen::MatrixXd::Identity(columns(), columns()));
    }

    /// The input, and so many polynomials of it, that is least likely to fit what is left as well by chance.
    [[nodiscard]] std::optional<Term> best_of_rest() const {
        if (variance_ <= kVarianceRounding * whole_ || draws_ <= columns() + 1) return std::nullopt;
        std::optional<Term> best;
        double most = 0;
        for (std::size_t i = 0; i < points_.size(); ++i) {
            if (std::ranges::any_of(terms_, [&](const Term& term) { return term.input == i; }))
                continue;
            const auto along = projections(points_[i]);
            double fits = 0;
            for (int k = 0; k < degree_; ++k) {
                const double each = along[static_cast<std::size_t>(k)];
                fits += each * each / static_cast<double>(draws_) / variance_;
                const double unlikely = as_normal(fits, k + 1);
                if (best && unlikely <= most) continue;
                most = unlikely;
                best = Term{i, k + 1};
            }
        }
        const double tries = static_cast<double>(points_.size()) * degree_;
        if (!best || chance_above(most) * tries > kChance) return std::nullopt;
        return best;
    }

    /// What is left, along each polynomial of an input.
    [[nodiscard]] std::array<double, kMostDegree> projections(
        const std::vector<double>& point) const {
        std::array<double, kMostDegree> along{};
        for (Eigen::Index j = 0; j < draws_; ++j) {
            const auto value = legendre(point[static_cast<std::size_t>(j)]);
            for (std::size_t k = 0; k < kMostDegree; ++k) along[k] += value[k] * residual_[j];
        }
        return along;
    }

    [[nodiscard]] Drivers parts() const {
        std::vector<Driver> found;
        Sum all;
        Eigen::Index column = 1;
        for (const Term& term : terms_) {
            double part = 0, error = 0;
            for (int k = 0; k < term.degree; ++k, ++column) {
                const double squared = weights_[column] * weights_[column];
                const double noise = std::max(0.0, covariance_(column, column));
                part += squared - noise;  // E[weight²] is the true one's square and the noise
                error += 4 * squared * noise + 2 * noise * noise;
            }
            found.push_back({term.input, std::max(0.0, part), std::sqrt(error), 0});
            all.add(found.back().first_order);
        }
        const double total = all.value() + variance_;
        Drivers drivers;
        if (!(total > 0)) return drivers;
        drivers.explained = all.value() / total;
        for (Driver& driver : found) {
            driver.first_order /= total;
            driver.error /= total;
            driver.total_at_most =
                std::min(1.0, driver.first_order + (1 - drivers.explained) + driver.error);
        }
        std::ranges::stable_sort(
            found, [](const Driver& a, const Driver& b) { return a.first_order > b.first_order; });
        drivers.found = std::move(found);
        return drivers;
    }

    Eigen::Index draws_;
    const std::vector<std::vector<double>>& points_;
    Eigen::VectorXd answer_;
    int degree_ = 1;
    std::vector<Term> terms_;
    Eigen::MatrixXd design_, covariance_;
    Eigen::VectorXd weights_, residual_;
    double variance_ = 0;  // of what is left
    double whole_ = 0;     // of the answer
};

}  // namespace

Drivers drivers(std::span<const double> answer, const std::vector<std::vector<double>>& points) {
    double low = 0, high = 0, size = 0;
    for (std::size_t j = 0; j < answer.size(); ++j) {
        low = j == 0 ? answer[j] : std::min(low, answer[j]);
        high = j == 0 ? answer[j] : std::max(high, answer[j]);
        size = std::max(size, std::abs(answer[j]));
    }
    if (answer.size() < 4 || high - low <= kSpreadRounding * size) return {};
    return AdditiveFit{answer, points}.find();
}

}  // namespace jarip::uncertain
