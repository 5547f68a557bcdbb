/// How the rows and columns of a network are made: what build() does, by subject in build.cpp, build_lots.cpp,
/// build_stock.cpp, build_shares.cpp and build_returns.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/model/amounts.hpp"
#include "jarip/plan/model/calendar.hpp"
#include "jarip/plan/model/keeping.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/model/reach.hpp"

namespace jarip::plan {

/// Terms of many rows, gathered in any order of rows: one array for all of them.
class Gathered {
public:
    explicit Gathered(std::size_t rows) : ends_(rows) {}

    void add(std::size_t row, lp::Term term) {
        Ends& ends = ends_[row];
        const auto at = static_cast<std::uint32_t>(terms_.size());
        (ends.count++ == 0 ? ends.first : terms_[ends.last].next) = at;
        ends.last = at;
        terms_.push_back({term, 0});
    }
    /// In the order in which they were added.
    template <class Visit>
    void each(std::size_t row, const Visit& visit) const {
        std::uint32_t at = ends_[row].first;
        for (std::uint32_t k = 0; k < ends_[row].count; ++k, at = terms_[at].next)
            visit(terms_[at].term);
    }
    [[nodiscard]] std::vector<lp::Term> of(std::size_t row) const {
        std::vector<lp::Term> terms;
        terms.reserve(ends_[row].count);
        each(row, [&](const lp::Term& term) { terms.push_back(term); });
        return terms;
    }

private:
    struct Ends {
        std::uint32_t first = 0, last = 0, count = 0;
    };
    struct Link {
        lp::Term term;
        std::uint32_t next;  ///< of the same row
    };
    std::vector<Ends> ends_;
    std::vector<Link> terms_;
};

class Builder {
public:
    Builder(const Network& network, const Scope& scope, const Calendar& calendar);
    Formulation build();

private:
    lp::Model& model() { return result_.model; }
    void make_room();
    std::string name(std::string_view kind, const std::string& id) const;
    void put(std::size_t period, PoolId pool, lp::ColumnId column, double coefficient) {
        balance_.add(period * pool_count_ + pool.index(), {column, coefficient});
    }
    /// What sets off from period t reaches the pool in the periods after.
    /// Nothing sets off that would arrive after the last.
    void put_later(std::size_t t, PoolId pool, lp::ColumnId column, double coefficient,
                   double days);
    void add_processes(std::size_t t);
    void add_slots(std::size_t t, ProcessId id);
    void add_slot(std::size_t t, ProcessId id, SlotId slot, const std::vector<InputId>& parts);
    [[nodiscard]] bool is_blended(SlotId slot) const;
    /// Minimum lots and set-ups by a binary, lots by whole numbers.
    void add_lots(std::size_t at, ProcessId id, double capacity);
    /// Whether it is still set up from the period before; invalid where nothing keeps it so.
    lp::ColumnId add_kept(std::size_t at, ProcessId id);
    /// A resource is left as it was set up for one process at the end of a period. Where that is the one it was set up for
    /// before the period, and not anew, it was set up for no other in between.
    void add_kept_set_ups();
    void add_kept_by(ResourceId resource, const std::vector<ProcessId>& sharing, std::size_t t);
    void add_resources(std::size_t t);
    void add_arcs(std::size_t t);
    void add_lane(std::size_t t, LaneId id);
    /// What comes along with something else is thrown away where nobody takes it.
    void add_waste(std::size_t t);
    /// A site sends to, and takes from, at most so many places (sites.csv).
    void add_numbers_of_places(std::size_t t);
    [[nodiscard]] std::optional<double> number_of(network::PlaceId place,
                                                  std::optional<double> network::Site::*most) const;
    /// By id: a place, and with how many others it deals.
    using UsedPlaces = std::map<std::string, std::pair<network::PlaceId, std::vector<lp::Term>>>;
    void limit_numbers(const char* kind, const UsedPlaces& used,
                       std::optional<double> network::Site::*most);
    void add_taken();
    void add_demands(std::size_t t);
    void add_stock(std::size_t t);
    /// What nobody can use lies there until it spoils.
    void add_idle(std::size_t t, PoolId id);
    /// What spoils in a period has lain there since the last period whose stock has to leave by then.
    void add_spoiling(std::size_t t, PoolId id);
    /// What lies at the end of t leaves by the last period of its shelf life: first in, first out.
    void add_shelf_lives();
    /// Of what lies at the end of a period no more than leaves within so many days from then on, whole periods counted; and what
    /// is to be kept there, what stock and receipts brought, and one lot over. Where several make it, the longest counts.
    void add_limits_ahead();
    /// What is lost later is owed until then: units are delivered to what is kept, by the last day of each. Of what is lost in
    /// the last period that counts here, what is wanted later is taken to be lost first.
    void add_backlog_until_lost();
    /// Of a unit and day: dearer than keeping it, and what it costs on the list a day later. Where it costs nothing, one
    /// a day for all that should be there, in whatever unit that is counted.
    [[nodiscard]] static double shortage_price(const network::Item& item, double minimum);
    /// Whether a scenario closes the supplier's ways or all others: then nothing can keep to the share.
    [[nodiscard]] bool cannot_hold(const network::Sourcing& sourcing, std::size_t t) const;
    /// Σ flow from the supplier = share × Σ inflow, where sourcing.csv fixes it; and parts as part_shares.csv does.
    void add_fixed_sourcing(std::size_t t);
    /// Those over which something can come in the period.
    [[nodiscard]] std::vector<ArcId> open_ways(const std::vector<ArcId>& arcs, std::size_t t) const;
    /// Of these, those whose makers can start something in the period, and those of what only passes through.
    [[nodiscard]] std::vector<ArcId> able_ways(const std::vector<ArcId>& arcs, std::size_t t) const;
    /// What the suppliers of an item that are left open to a buyer may supply together, as a share.
    [[nodiscard]] double most_together(const network::Approval& approval, std::size_t t) const;
    /// Of each place from which an item comes to a buyer: what the buyer sent there and comes back.
    struct Back {
        lp::ColumnId flow;  ///< in the period
        lp::ColumnId lies;  ///< there at its end; invalid in the steady month
    };
    using Backs = std::map<PoolId, Back>;
    /// What shares do not count, since the buyer sent it there itself: so much as is not used there otherwise.
    void add_what_comes_back(std::size_t t);
    const Backs& comes_back(std::size_t t, const std::string& buyer,
                            const std::vector<ArcId>& inflow, const std::vector<ArcId>& returned);
    Back add_back(std::size_t t, const std::string& buyer, PoolId from,
                  const std::vector<ArcId>& inflow, const std::vector<ArcId>& returned);
    [[nodiscard]] std::vector<lp::Term> terms_of_back(const Backs& backs,
                                                      const std::vector<ArcId>& supplied,
                                                      double share) const;
    /// Σ flow from the supplier ≤ largest share × Σ inflow (approvals.csv). A buyer left with suppliers that may not
    /// fill it together takes what it gets.
    void add_largest_shares(std::size_t t);
    /// In the steady month nothing is kept: what comes in goes out.
    void add_balances();
    /// What can be started, used, sent, stored, delivered and owed, of each period: columns without those of whole numbers.
    [[nodiscard]] std::size_t expected_columns() const;

    const Network& network_;
    const Scope& scope_;
    const Calendar& calendar_;
    bool steady_;
    std::size_t period_count_;
    std::size_t pool_count_;
    RowOrder order_;
    Reach reach_;
    Amounts amounts_;
    Keeping keeping_;
    std::string label_;
    Indexed<PoolId, std::string> pool_names_;
    Indexed<ArcId, std::string> arc_names_;
    Indexed<PoolId, std::vector<ProcessId>> makers_;
    Gathered balance_;
    std::vector<double> balance_sum_;
    std::vector<std::vector<lp::Term>> lane_terms_;
    std::vector<double> lane_useful_;  ///< the most that can be of use over each lane row
    Indexed<ProcessId, std::uint8_t> set_up_takes_;  ///< something of a resource
    Indexed<ProcessId, std::uint8_t> keeps_set_up_;  ///< into the next period
    Indexed<ProcessId, std::vector<std::size_t>> coproducts_;
    Indexed<PoolId, std::uint8_t> comes_along_;  ///< with something else that is made
    /// By the buyer's ways back: of the period, and of the one before.
    std::map<std::vector<ArcId>, Backs> backs_, backs_before_;
    std::vector<std::pair<lp::ColumnId, lp::ColumnId>>
        as_large_as_;  ///< columns, and one of their size
    Formulation result_;
};

}  // namespace jarip::plan
