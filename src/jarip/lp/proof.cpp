#include "jarip/lp/proof.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

/// Of its size: no column is larger in a solution that is of use.
constexpr double kSeveral = 4;

/// The least that column j can contribute at a cost.
double least_of_column(const Proof& proof, std::size_t j, double cost) {
    if (cost == 0) return 0;
    const double side = cost > 0 ? proof.column_low[j] : proof.column_high[j];
    if (std::isfinite(side) && !proof.sized) return cost * side;
    const double most =
        std::max({kSeveral, 2 * std::abs(proof.values[j]),
                  std::isfinite(proof.column_low[j]) ? std::abs(proof.column_low[j]) : 0});
    return cost * std::clamp(side, -most, most);
}

double dual_bound(const Proof& proof) {
    std::vector<Sum> reduced(proof.costs.size());
    for (std::size_t j = 0; j < reduced.size(); ++j) reduced[j].add(proof.costs[j]);
    Sum bound;
    for (std::size_t i = 0; i < proof.duals.size(); ++i) {
        const double dual = proof.duals[i];
        const double side = dual > 0 ? proof.row_low[i] : proof.row_high[i];
        if (dual == 0 || !std::isfinite(side)) continue;
        bound.add(dual * side);
        for (int t = proof.starts[i]; t < proof.starts[i + 1]; ++t) {
            const auto at = static_cast<std::size_t>(t);
            reduced[static_cast<std::size_t>(proof.columns[at])].add(-dual * proof.terms[at]);
        }
    }
    for (std::size_t j = 0; j < reduced.size(); ++j)
        bound.add(least_of_column(proof, j, reduced[j].value()));
    return bound.value();
}

}  // namespace

double proven_bound(const Proof& proof, double objective) {
    Sum money;
    Sum without_rows;
    for (std::size_t j = 0; j < proof.costs.size(); ++j) {
        money.add(std::abs(proof.costs[j] * proof.values[j]));
        without_rows.add(least_of_column(proof, j, proof.costs[j]));
    }
    const double bound = std::max(dual_bound(proof), without_rows.value());
    return bound >= objective - kProofRounding * money.value() ? objective : bound;
}

}  // namespace jarip::lp
