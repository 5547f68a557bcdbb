/// How long a chain can go on without some of its processes and places, and what it then loses at least, if everything is
/// planned anew: the linear programs of Simchi-Levi et al. on the steady month.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/outages.hpp"

namespace jarip::stress {

/// The steady month in which stock may be used up evenly over a time: of s units, s ÷ time a month more. What lies at the
/// start in the slots of a chain, and what is on its way to them, is stock. Deliveries are those of the month at most;
/// shares of sourcing.csv and approvals.csv hold nobody back.
///
/// source  docs/formulas.md (Stress, exposure); Simchi-Levi et al. (2014), Interfaces 44(5); (2015), 45(5)
class Survival {
public:
    /// What is asked of which deliveries: those at home or everywhere, by value or by units.
    struct Ask {
        bool at_home = true;
        bool by_value = true;
        bool longest = true;  ///< `longest` is asked for too
    };
    Survival(const network::Network& network, const plan::SteadyPlan& month,
             const LabelledChain& chain, const Ask& ask);

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
        struct Lost {
            double counted = 0;  ///< by value or units, as was asked: this is the least
            double units = 0;    ///< of it
        };
        /// The least that is lost in so many days.
        [[nodiscard]] Lost least_lost(const Without& without, double days);
        /// The least that is lost under a scenario within the first `days` of the horizon: what its events leave of
        /// capacities over the days on which any acts. Events that slow ways or take stock are left out.
        [[nodiscard]] Lost least_lost(const network::Scenario& scenario, std::uint32_t days);
        /// Of the last solve.
        [[nodiscard]] lp::Basis basis() const { return solver_.basis(); }

    private:
        void close(const Without& without, bool closed);
        void set_survival(bool wanted);
        [[nodiscard]] Lost least_lost_in(double days);

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

    [[nodiscard]] std::vector<double> stock_of(const LabelledChain& chain) const;
    void build(const plan::SteadyPlan& month, const LabelledChain& chain, const Ask& ask);
    [[nodiscard]] lp::Basis first_basis(bool for_survival) const;

    const network::Network& network_;
    double days_a_month_;
    lp::Model model_;
    lp::ColumnId rate_;                               ///< 1 ÷ time, a month
    std::vector<lp::ColumnId> started_;               // by process
    std::vector<lp::RowId> capacity_;                 // by process
    std::vector<lp::ColumnId> shipped_;               // by arc
    std::vector<std::vector<lp::ColumnId>> leaving_;  // by pool: what is sent from it
    std::vector<bool> makes_;                         // by pool: whether anything is made there
    std::vector<Delivery> deliveries_;
    double largest_weight_ = 1;
    lp::Basis survival_basis_, loss_basis_;
};

}  // namespace jarip::stress
