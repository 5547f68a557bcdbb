// Figures of longer periods held to those of the shorter ones within them.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "jarip/trade/flows/flows_builder.hpp"

namespace jarip::trade {
namespace {

// The periods of one length that fill a longer one without a gap; empty where there are none. The shortest come first.
std::vector<std::uint32_t> tiles(const std::vector<Period>& periods, std::uint32_t longer,
                                 const std::set<std::uint32_t>& met) {
    for (const int length : {1, 3, 6, 12}) {
        std::vector<std::uint32_t> found;
        for (const auto at : met)
            if (at != longer && periods[longer].contains(periods[at]) &&
                periods[at] != periods[longer] &&
                static_cast<int>(months_in(periods[at]) + 0.5) == length)
                found.push_back(at);
        std::sort(found.begin(), found.end(),
                  [&](auto a, auto b) { return periods[a].first < periods[b].first; });
        Day at = periods[longer].first;
        bool is_whole = true;
        for (const auto each : found) {
            is_whole = is_whole && periods[each].first == at;
            at = periods[each].end;
        }
        if (is_whole && at == periods[longer].end) return found;
    }
    return {};
}

}  // namespace

void FlowsBuilder::check_times(Diagnostics& diagnostics) const {
    const auto& periods = flows_.periods;
    const auto holds = [&](std::size_t a, std::size_t b) {
        return a != b && periods[a] != periods[b] && periods[a].contains(periods[b]);
    };
    std::vector<bool> is_longer(periods.size());
    for (std::size_t a = 0; a < periods.size(); ++a)
        for (std::size_t b = 0; b < periods.size() && !is_longer[a]; ++b)
            is_longer[a] = holds(a, b) && !flows_.is_partial(a);
    if (std::find(is_longer.begin(), is_longer.end(), true) == is_longer.end()) return;

    // Of each side of each country: which periods it has rows of.
    using Account = std::pair<std::uint32_t, Direction>;
    std::map<Account, std::set<std::uint32_t>> met;
    for (std::size_t row = 0; row < flows_.size(); ++row)
        if (!flows_.is_partial(flows_.period[row]))
            met[{flows_.reporter[row], flows_.direction[row]}].insert(flows_.period[row]);
    // By a side and a shorter period: the longer ones that it is a part of.
    std::map<std::pair<Account, std::uint32_t>, std::vector<std::uint32_t>> longer_of;
    std::set<std::pair<Account, std::uint32_t>> compared;
    for (const auto& [side, all] : met)
        for (const auto at : all) {
            if (!is_longer[at]) continue;
            for (const auto tile : tiles(periods, at, all)) {
                longer_of[{side, tile}].push_back(at);
                compared.insert({side, at});
            }
        }
    if (compared.empty()) return;
    using Key = std::tuple<Account, std::uint32_t, std::uint32_t, std::uint32_t>;
    std::map<Key, Addition> additions;  // by side, partner, product and longer period
    const auto account_of = [&](std::size_t row) {
        return Account{flows_.reporter[row], flows_.direction[row]};
    };
    for (std::size_t row = 0; row < flows_.size(); ++row) {
        const auto side = account_of(row);
        if (!compared.contains({side, flows_.period[row]})) continue;
        auto& of = additions[{side, flows_.partner[row], flows_.product[row], flows_.period[row]}];
        of.add_whole(flows_.value[row]);
        of.round_to(unit_of(row));
    }
    for (std::size_t row = 0; row < flows_.size(); ++row) {
        const auto side = account_of(row);
        const auto longer = longer_of.find({side, flows_.period[row]});
        if (longer == longer_of.end()) continue;
        for (const auto at : longer->second) {
            const auto found = additions.find({side, flows_.partner[row], flows_.product[row], at});
            if (found == additions.end()) continue;
            found->second.add_part(flows_.value[row]);
            found->second.round_to(unit_of(row));
        }
    }
    Gaps gaps;
    for (const auto& [key, of] : additions)
        if (of.has_parts() && !of.holds()) gaps.add(of.gap());
    if (gaps.count() > 0) diagnostics.warning("E0161", {"", 1, 1, 1, ""}, gaps.arguments());
}

}  // namespace jarip::trade
