/// How long a chain can go on without some of its processes and places, and what it then loses at least, if everything is
/// planned anew: the linear programs of Simchi-Levi et al. on the steady month.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/outages.hpp"

namespace jarip::stress {

/// The best month, in which stock may be used up evenly over a time: of s units, s ÷ time a month more. What lies at the
/// start in the slots of a chain and is on its way to them is stock, or what stock.csv and receipts.csv say where that is more.
/// Deliveries are those of the steady month at most.
///
/// source  docs/formulas.md (Stress, exposure); Simchi-Levi et al. (2014), Interfaces 44(5); (2015), 45(5)
class Survival {
public:
    /// Deliveries at home count, or those everywhere, at the demands' prices.
    Survival(const network::Network& network, const plan::SteadyPlan& month,
             const LabelledChain& chain, bool at_home);

    /// Rows of processes and of pools that are not there.
    struct Without {
        std::vector<std::size_t> processes, pools;
    };

    /// Solves one after the other, each from the same basis. One thread.
    class Solves {
    public:
        explicit Solves(const Survival& survival);

        /// The longest time, in days, for which all that counts is delivered; nullopt: for ever.
        [[nodiscard]] std::optional<double> longest(const Without& without);
        /// The least value that is lost in so many days.
        [[nodiscard]] double least_lost(const Without& without, double days);
        /// Of the last solve.
        [[nodiscard]] lp::Basis basis() const { return solver_.basis(); }

    private:
        void close(const Without& without, bool closed);
        void set_survival(bool wanted);

        const Survival& survival_;
        lp::Solver solver_;
        bool for_survival_ = false;
    };

private:
    struct Delivery {
        lp::ColumnId column;
        lp::RowId row;
        double baseline = 0;  ///< a month
        double weight = 0;    ///< of a unit
    };

    void build(const plan::SteadyPlan& month, const LabelledChain& chain, bool at_home);
    [[nodiscard]] lp::Basis first_basis(bool for_survival) const;

    const network::Network& network_;
    double days_a_month_;
    lp::Model model_;
    lp::ColumnId rate_;                               ///< 1 ÷ time, a month
    std::vector<lp::ColumnId> started_;               // by process
    std::vector<std::vector<lp::ColumnId>> leaving_;  // by pool: what is sent from it
    std::vector<Delivery> deliveries_;
    double largest_weight_ = 1;
    lp::Basis survival_basis_, loss_basis_;
};

}  // namespace jarip::stress
