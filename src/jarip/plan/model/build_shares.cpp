// From whom things come: fixed and largest shares, and numbers of places.
#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/builder.hpp"
#include "jarip/plan/model/shares.hpp"

namespace jarip::plan {

bool Builder::cannot_hold(const network::Sourcing& sourcing, std::size_t t) const {
    const auto is_open = [&](ArcId arc) {
        return calendar_.arc_limit[t * network_.arcs.size() + arc.index()] > 0;
    };
    const auto runs = [&](ProcessId id) {
        return reach_.process[id] != 0 &&
               calendar_.capacity[t * network_.processes.size() + id.index()] > 0;
    };
    const auto makers = std::ranges::count_if(sourcing.makers, runs);
    const auto inflow = std::ranges::count_if(sourcing.inflow, is_open) + makers;
    const auto supplied =
        std::ranges::count_if(sourcing.supplied, is_open) + (sourcing.own ? makers : 0);
    const std::size_t all = sourcing.inflow.size() + sourcing.makers.size();
    const std::size_t of_supplier =
        sourcing.supplied.size() + (sourcing.own ? sourcing.makers.size() : 0);
    return (supplied == 0 && of_supplier > 0) || (supplied == inflow && of_supplier < all);
}

void Builder::add_fixed_sourcing(std::size_t t) {
    const auto hold = [&](const auto& row) {
        auto terms = terms_of(network_, result_, row, t);
        if (!terms.empty())
            model().add_row(name("share", share_name(network_, row)), 0, 0, std::move(terms));
    };
    for (const std::size_t i : order_.sourcing)
        if (const auto& row = network_.sourcing[i]; row.fixed && !cannot_hold(row, t)) hold(row);
    for (const std::size_t i : order_.part_shares)
        if (const auto& row = network_.part_shares[i]; row.fixed) hold(row);
}

std::vector<ArcId> Builder::open_ways(const std::vector<ArcId>& arcs, std::size_t t) const {
    std::vector<ArcId> open;
    for (const ArcId arc : arcs)
        if (reach_.arc[arc] != 0 && calendar_.arc_limit[t * network_.arcs.size() + arc.index()] > 0)
            open.push_back(arc);
    return open;
}

std::vector<ArcId> Builder::able_ways(const std::vector<ArcId>& arcs, std::size_t t) const {
    auto able = open_ways(arcs, t);
    std::erase_if(able, [&](ArcId arc) {
        const auto& makers = makers_[network_.arcs[arc].from];
        return !makers.empty() && std::ranges::none_of(makers, [&](ProcessId id) {
            return calendar_.capacity[t * network_.processes.size() + id.index()] > 0;
        });
    });
    return able;
}

double Builder::most_together(const network::Approval& approval, std::size_t t) const {
    double together = 0;
    for (const auto& other : network_.approvals)
        if (other.item == approval.item && other.buyer == approval.buyer &&
            !able_ways(other.supplied, t).empty())
            together += other.max_share;
    return together;
}

void Builder::add_largest_shares(std::size_t t) {
    for (const std::size_t i : order_.approvals) {
        const auto& approval = network_.approvals[i];
        if (approval.max_share >= 1) continue;
        const auto inflow = open_ways(approval.inflow, t);
        const auto supplied = open_ways(approval.supplied, t);
        if (supplied.empty() ||
            able_ways(approval.supplied, t).size() == able_ways(approval.inflow, t).size() ||
            most_together(approval, t) < 1)
            continue;
        std::vector<lp::Term> terms;
        for (const ArcId arc : inflow)
            terms.push_back(
                {result_.shipped[t * network_.arcs.size() + arc.index()], -approval.max_share});
        for (const ArcId arc : supplied)
            terms.push_back({result_.shipped[t * network_.arcs.size() + arc.index()], 1});
        if (!approval.returned.empty()) {
            const auto& backs = comes_back(t, approval.buyer, approval.inflow, approval.returned);
            const auto back = terms_of_back(backs, approval.supplied, approval.max_share);
            terms.insert(terms.end(), back.begin(), back.end());
        }
        model().add_row(
            name("largest share",
                 approval.buyer + "," + network_.items[approval.item].id + "," + approval.supplier),
            -lp::kInfinity, 0, std::move(terms));
    }
}

void Builder::add_numbers_of_places(std::size_t t) {
    // By ids of places, so that the order of rows changes nothing.
    std::map<std::pair<std::string, std::string>, std::vector<ArcId>> between;
    for (const ArcId id : order_.arcs) {
        const auto& arc = network_.arcs[id];
        if (reach_.arc[id] == 0) continue;
        const network::PlaceId from = network_.pools[arc.from].place;
        const network::PlaceId to = network_.pools[arc.to].place;
        if (number_of(from, &network::Site::max_destinations) ||
            number_of(to, &network::Site::max_origins))
            between[{network_.place_id(arc.from), network_.place_id(arc.to)}].push_back(id);
    }
    UsedPlaces sent, taken;
    for (const auto& [ends, arcs] : between) {
        const std::string pair = ends.first + ">" + ends.second;
        const lp::ColumnId z = model().add_column(name("serve", pair), 0, 1, 0, true);
        for (const ArcId id : arcs) {
            const std::size_t at = t * network_.arcs.size() + id.index();
            const auto& arc = network_.arcs[id];
            const double least = arc.lane.valid() ? network_.lanes[arc.lane].minimum *
                                                        static_cast<double>(period_count_)
                                                  : 0;
            const double most = require_finite(std::min({calendar_.arc_limit[at], amounts_.sent[id],
                                                         amounts_.need[arc.to] + least}),
                                               pair);
            model().add_row(name("served", pair), -lp::kInfinity, 0,
                            {{result_.shipped[at], 1}, {z, -most}});
        }
        const auto use = [&](UsedPlaces& places, const std::string& id, PoolId pool) {
            auto& [place, terms] = places[id];
            place = network_.pools[pool].place;
            terms.push_back({z, 1});
        };
        use(sent, ends.first, network_.arcs[arcs.front()].from);
        use(taken, ends.second, network_.arcs[arcs.front()].to);
    }
    limit_numbers("destinations", sent, &network::Site::max_destinations);
    limit_numbers("origins", taken, &network::Site::max_origins);
}

std::optional<double> Builder::number_of(network::PlaceId place,
                                         std::optional<double> network::Site::*most) const {
    const network::SiteId site = network_.places[place].site;
    return site.valid() ? network_.sites[site].*most : std::nullopt;
}

void Builder::limit_numbers(const char* kind, const UsedPlaces& used,
                            std::optional<double> network::Site::*most) {
    for (const auto& [id, place] : used)
        if (const auto number = number_of(place.first, most))
            model().add_row(name(kind, id), -lp::kInfinity, std::floor(*number), place.second);
}

}  // namespace jarip::plan
