/// What lies where at first and what comes by itself; how much of it is to be kept, may be kept, and for how long.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "jarip/plan/model/calendar.hpp"
#include "jarip/plan/model/order.hpp"

namespace jarip::plan {

class Keeping {
public:
    Keeping(const Network& network, const Calendar& calendar, const RowOrder& order);

    [[nodiscard]] double opening(PoolId pool) const { return opening_[pool]; }
    /// Receipts of a period.
    [[nodiscard]] double arrived(std::size_t t, PoolId pool) const {
        return arrived_[t * pool_count_ + pool.index()];
    }
    [[nodiscard]] double minimum(std::size_t t, PoolId pool) const;
    [[nodiscard]] double maximum(PoolId pool) const { return maximum_[pool]; }  ///< may be infinite
    /// So many units are worth something at the end of the horizon, and each so much.
    [[nodiscard]] double valued(PoolId pool) const { return valued_[pool]; }
    [[nodiscard]] double value(PoolId pool) const { return value_[pool]; }
    /// By how much stock and receipts alone are above the maximum until the end of a period.
    [[nodiscard]] double excess(std::size_t t, PoolId pool) const;
    /// The last period in which what lies there at the end of period t may leave; nullopt: none of the horizon.
    [[nodiscard]] std::optional<std::size_t> leaves_by(std::size_t t, PoolId pool) const;
    /// The last period before `t` (or `t`) whose stock has to leave by then.
    [[nodiscard]] std::optional<std::size_t> spoils_in(std::size_t t, PoolId pool) const;
    /// What nobody can use, at the end of a period.
    [[nodiscard]] double idle(std::size_t t, PoolId pool) const;
    /// Of it, what spoils in a period.
    [[nodiscard]] double idle_spoiled(std::size_t t, PoolId pool) const;

private:
    [[nodiscard]] double idle_of(std::size_t arrived, std::size_t t, PoolId pool) const;

    const Network& network_;
    const Calendar& calendar_;
    std::size_t pool_count_;
    Indexed<PoolId, double> opening_, minimum_, minimum_at_end_, maximum_, valued_, value_;
    std::vector<double> arrived_;  ///< by period and pool
};

}  // namespace jarip::plan
