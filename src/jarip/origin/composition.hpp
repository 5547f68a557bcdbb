// What each unit at a pool is made of, down to the raw ends of its chain: one factorisation for all products.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "jarip/origin/supply.hpp"

namespace jarip::origin {

/// Units of processes and pools that one unit at some mix of pools (or makers) calls for.
struct Content {
    /// Good units made, with the value added in each, in money.
    struct Made {
        network::ProcessId process;
        double units = 0;
        double value_added = 0;  ///< of all these units
        double sourced = 0;      ///< the share of it that rests on rows with a source
    };
    /// Units that only stock supplies, at list price.
    struct Stocked {
        network::ItemId item;
        double units = 0;
    };
    std::vector<Made> made;        ///< by process
    std::vector<Stocked> stocked;  ///< by pool
    double freight = 0;            ///< with tariffs, money
};

/// Unit requirements over the pools and processes behind some sources. With U the row of units that each
/// node calls for directly (a pool its sources' shares, a process quantity ÷ yield of what fills its slots),
/// what a mix e calls for in all is y = (I − Uᵀ)⁻¹ e. Value added is y · VA; written in money instead of units
/// this is docs/formulas.md (Origin): C = (I − Âᵀ)⁻¹ diag(VA ÷ price), with the same shares, and prices of 0 do no harm.
class Composition {
public:
    Composition(const network::Network& network, const Supply& supply,
                const std::vector<Source>& roots);
    ~Composition();

    /// nullopt where the chain has no answer: loops that give out no more than they take in.
    [[nodiscard]] std::optional<Content> of(const std::vector<Source>& mix) const;

    /// Processes behind the roots whose parts cost more than what they make, with the (negative) value
    /// added in a good unit.
    struct Loss {
        network::ProcessId process;
        double value_added = 0;
    };
    [[nodiscard]] const std::vector<Loss>& losses() const { return losses_; }

private:
    struct Matrix;
    const network::Network& network_;
    std::unique_ptr<Matrix> matrix_;
    std::vector<Loss> losses_;
};

}  // namespace jarip::origin
