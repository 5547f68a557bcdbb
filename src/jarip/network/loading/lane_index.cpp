#include "jarip/network/loading/lane_index.hpp"

namespace jarip::network {
namespace {

constexpr int kSite = 2;
constexpr int kCountry = 1;

// Ends as numbers: 0 anywhere, then countries on even, sites on odd ones.
std::uint64_t code(const End& end) {
    if (end.site.valid()) return 2 * end.site.index() + 3;
    return end.country.valid() ? 2 * end.country.index() + 2 : 0;
}

// The end by which a row of the given level would name this place; an invalid one where it cannot.
std::optional<std::uint64_t> code(const Place& place, int level) {
    if (level == kSite)
        return place.site.valid() ? std::optional{code(End{.site = place.site})} : std::nullopt;
    if (level == kCountry)
        return place.country.valid() ? std::optional{code(End{.country = place.country})}
                                     : std::nullopt;
    return 0;
}

std::size_t level_place(int origin, int destination) {
    return static_cast<std::size_t>(origin) * 3 + static_cast<std::size_t>(destination);
}

std::uint64_t ends_key(std::uint64_t origin, std::uint64_t destination) {
    return origin << 32U | destination;
}

}  // namespace

LaneIndex::LaneIndex(const Network& network) : rows_(network.items.size() + 1) {
    for (const auto id : network.lanes.ids()) {
        const auto& lane = network.lanes[id];
        auto& rows = rows_[lane.item.valid() ? lane.item.index() + 1 : 0];
        rows.by_ends.emplace(ends_key(code(lane.origin), code(lane.destination)), id);
        rows.levels[level_place(lane.origin.level(), lane.destination.level())] = true;
    }
}

std::optional<LaneIndex::Match> LaneIndex::find(ItemId item, const Place& from,
                                                const Place& to) const {
    if (const auto named = find(rows_[item.index() + 1], from, to)) return named;
    return find(rows_[0], from, to);
}

std::optional<LaneIndex::Match> LaneIndex::find(const Rows& rows, const Place& from,
                                                const Place& to) const {
    if (rows.by_ends.empty()) return std::nullopt;
    std::optional<Match> best;
    for (int rank = 2 * kSite; rank >= 0 && !best; --rank) {
        for (int origin = std::min(rank, kSite); origin >= 0 && rank - origin <= kSite; --origin) {
            const int destination = rank - origin;
            if (!rows.levels[level_place(origin, destination)]) continue;
            const auto origin_code = code(from, origin);
            const auto destination_code = code(to, destination);
            if (!origin_code || !destination_code) continue;
            const auto found = rows.by_ends.find(ends_key(*origin_code, *destination_code));
            if (found == rows.by_ends.end()) continue;
            if (!best)
                best = Match{found->second, {}};
            else
                best->equal = found->second;
        }
    }
    return best;
}

}  // namespace jarip::network
