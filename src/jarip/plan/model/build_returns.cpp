// What a buyer sends to where it buys and takes back: no part of what shares are of.
#include <algorithm>
#include <set>
#include <utility>

#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/builder.hpp"

namespace jarip::plan {

void Builder::add_what_comes_back(std::size_t t) {
    backs_before_ = std::exchange(backs_, {});
    for (const std::size_t i : order_.sourcing) {
        const auto& row = network_.sourcing[i];
        if (row.returned.empty() || (!row.fixed && !steady_)) continue;
        const auto& backs = comes_back(t, row.buyer, row.inflow, row.returned);
        result_.came_back[t * network_.sourcing.size() + i] =
            terms_of_back(backs, row.supplied, row.share);
    }
    // In every period, since what lies there goes on to the next.
    for (const std::size_t i : order_.approvals)
        if (const auto& row = network_.approvals[i]; !row.returned.empty())
            comes_back(t, row.buyer, row.inflow, row.returned);
}

std::vector<lp::Term> Builder::terms_of_back(const Backs& backs, const std::vector<ArcId>& supplied,
                                             double share) const {
    std::vector<lp::Term> terms;
    for (const auto& [from, back] : backs) {
        const bool is_supplier = std::ranges::any_of(
            supplied, [&](ArcId arc) { return network_.arcs[arc].from == from; });
        if (const double term = is_supplier ? share - 1 : share; term != 0)
            terms.push_back({back.flow, term});
    }
    return terms;
}

const Builder::Backs& Builder::comes_back(std::size_t t, const std::string& buyer,
                                          const std::vector<ArcId>& inflow,
                                          const std::vector<ArcId>& returned) {
    const auto [found, is_new] = backs_.try_emplace(returned);
    if (!is_new) return found->second;
    std::vector<PoolId> places;
    for (const ArcId arc : returned) places.push_back(network_.arcs[arc].to);
    for (const PoolId id : order_.pools)
        if (std::ranges::find(places, id) != places.end() && reach_.pool[id] != 0)
            if (const Back back = add_back(t, buyer, id, inflow, returned); back.flow.valid())
                found->second[id] = back;
    return found->second;
}

// Of what comes there from the buyer, `arrived`, and what lay there of it, as much comes back as is neither used otherwise nor still
// there: arrived + before - used <= back + lies <= arrived + before, in which used is all that leaves the place but for the buyer.
Builder::Back Builder::add_back(std::size_t t, const std::string& buyer, PoolId from,
                                const std::vector<ArcId>& inflow,
                                const std::vector<ArcId>& returned) {
    const std::size_t at = t * pool_count_ + from.index();
    const auto columns_of = [&](const std::vector<ArcId>& arcs, std::size_t first, bool comes) {
        std::set<lp::ColumnId> columns;
        for (std::size_t s = first; s <= t; ++s)
            for (const ArcId id : arcs)
                if ((comes ? network_.arcs[id].to : network_.arcs[id].from) == from)
                    if (const auto column = result_.shipped[s * network_.arcs.size() + id.index()];
                        column.valid())
                        columns.insert(column);
        return columns;
    };
    const auto sent_there = columns_of(returned, 0, true);
    const auto sent_here = columns_of(inflow, t, false);
    if (sent_there.empty() || sent_here.empty()) return {};
    const std::string id = buyer + "," + pool_names_[from];
    Back back;
    back.flow = model().add_column(name("back", id), 0, lp::kInfinity, 0);
    as_large_as_.push_back({back.flow, *sent_there.begin()});
    std::vector<lp::Term> known{{back.flow, 1}};
    if (!steady_) {
        back.lies = model().add_column(name("lies to come back", id), 0, lp::kInfinity, 0);
        as_large_as_.push_back({back.lies, back.flow});
        known.push_back({back.lies, 1});
        model().add_row(name("lies to come back", id), -lp::kInfinity, 0,
                        {{back.lies, 1}, {result_.stock[at], -1}});
        const auto before = backs_before_.find(returned);
        if (before != backs_before_.end())
            if (const auto lay = before->second.find(from); lay != before->second.end())
                known.push_back({lay->second.lies, -calendar_.stock_kept[at]});
    }
    std::vector<lp::Term> used;
    balance_.each(at, [&](const lp::Term& term) {
        if (sent_there.contains(term.column))
            known.push_back({term.column, -term.coefficient});
        else if (term.coefficient < 0 && !sent_here.contains(term.column) &&
                 (steady_ || term.column != result_.stock[at]))
            used.push_back({term.column, -term.coefficient});
    });
    model().add_row(name("sent there", id), -lp::kInfinity, 0, known);
    known.insert(known.end(), used.begin(), used.end());
    model().add_row(name("not used there", id), 0, lp::kInfinity, std::move(known));
    std::vector<lp::Term> least{{back.flow, 1}};
    for (const lp::ColumnId column : sent_here) least.push_back({column, -1});
    model().add_row(name("comes back", id), -lp::kInfinity, 0, std::move(least));
    return back;
}

}  // namespace jarip::plan
