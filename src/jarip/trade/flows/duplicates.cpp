#include "jarip/trade/flows/duplicates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace jarip::trade {
namespace {

using Scope = std::tuple<std::uint32_t, std::uint32_t, Direction>;  // reporter, period

Scope scope_of(const Flows& flows, std::size_t row) {
    return {flows.reporter[row], flows.period[row], flows.direction[row]};
}

// Periods of which two sources or more have rows: those of a table a year have none, and then no row is looked at.
std::vector<bool> shared_periods(const Flows& flows, const std::vector<std::size_t>& starts) {
    std::vector<std::size_t> source_of(flows.periods.size(), SIZE_MAX);
    std::vector<bool> shared(flows.periods.size());
    flows.period.visit([&](auto periods) {
        for (std::size_t source = 0; source + 1 < starts.size(); ++source)
            for (auto row = starts[source]; row < starts[source + 1]; ++row) {
                auto& known = source_of[periods[row]];
                if (known == source) continue;
                if (known != SIZE_MAX) shared[periods[row]] = true;
                known = source;
            }
    });
    return shared;
}

// What two sources or more speak of: usually nothing, and then no row need be compared.
std::set<Scope> shared_scopes(const Flows& flows, const std::vector<std::size_t>& starts) {
    std::map<Scope, std::size_t> source_by_scope;
    std::set<Scope> shared;
    const auto periods = shared_periods(flows, starts);
    if (std::find(periods.begin(), periods.end(), true) == periods.end()) return shared;
    for (std::size_t source = 0; source + 1 < starts.size(); ++source) {
        Scope last{UINT32_MAX, UINT32_MAX, Direction::both};
        bool any = false;
        for (auto row = starts[source]; row < starts[source + 1]; ++row) {
            if (!periods[flows.period[row]]) continue;
            const auto scope = scope_of(flows, row);
            if (any && scope == last) continue;
            last = scope;
            any = true;
            const auto [found, is_new] = source_by_scope.try_emplace(scope, source);
            if (!is_new && found->second != source) shared.insert(scope);
        }
    }
    return shared;
}

}  // namespace

Duplicates find_duplicates(const Flows& flows, const std::vector<std::size_t>& starts,
                           const std::vector<std::uint32_t>& details) {
    Duplicates result;
    const std::size_t sources = starts.size() - 1;
    result.same.resize(sources);
    result.replaced.resize(sources);
    if (sources < 2) return result;
    const auto shared = shared_scopes(flows, starts);
    if (shared.empty()) return result;

    struct Entry {
        std::uint32_t row;
        std::uint32_t source;
    };
    std::vector<Entry> entries;
    for (std::uint32_t source = 0; source < sources; ++source)
        for (auto row = starts[source]; row < starts[source + 1]; ++row)
            if (shared.contains(scope_of(flows, row)))
                entries.push_back({static_cast<std::uint32_t>(row), source});
    const auto key = [&](const Entry& entry) {
        const auto row = entry.row;
        return std::tuple{scope_of(flows, row), flows.product[row], flows.partner[row],
                          row < details.size() ? details[row] : 0};
    };
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
    result.dropped.resize(flows.size());
    for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && key(entries[end]) == key(entries[begin])) ++end;
        // Sources come in order; of each the sum counts, since a file may give a flow in pieces.
        std::map<std::uint32_t, std::int64_t> sums;
        for (auto i = begin; i < end; ++i) sums[entries[i].source] += flows.value[entries[i].row];
        std::uint32_t kept = entries[begin].source;
        for (const auto& [source, sum] : sums)
            if (sum != sums[kept]) kept = source;
        for (auto i = begin; i < end; ++i) {
            const auto source = entries[i].source;
            if (source == kept) continue;
            result.dropped[entries[i].row] = true;
            ++(sums[source] == sums[kept] ? result.same : result.replaced)[source];
        }
        begin = end;
    }
    return result;
}

}  // namespace jarip::trade
