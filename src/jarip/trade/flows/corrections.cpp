// Rows below zero, by which some publishers correct what they said before.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "jarip/trade/flows/flows_builder.hpp"

namespace jarip::trade {
namespace {

auto corrected_key(const FlowsBuilder::Row& row) {
    return std::tuple{row.reporter, row.partner, row.product, row.period, row.direction};
}
using CorrectedKey = decltype(corrected_key({}));

std::size_t detail_at(const std::vector<std::uint32_t>& details, std::size_t row) {
    return row < details.size() ? details[row] : 0;
}

}  // namespace

// Where imports and exports stand in one row, a correction of one of them has nothing to say of the other: a zero there is no
// second figure.
void FlowsBuilder::skip_other_sides_of_corrections() {
    if (corrections_.empty()) return;
    std::set<std::uint32_t> ordinals;
    for (const auto& correction : corrections_) ordinals.insert(correction.ordinal);
    std::vector<bool> dropped(flows_.size());
    std::size_t count = 0;
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        dropped[row] = flows_.value[row] == 0 && ordinals.contains(ordinals_[row - source_begin_]);
        count += dropped[row] ? 1U : 0U;
    }
    if (count > 0) skip_rows(dropped, count);
}

// Each is taken off the rows of the same thing: first off that of the same parts (procedure, port), then off other parts.
void FlowsBuilder::apply_corrections(Diagnostics& diagnostics) {
    if (corrections_.empty()) return;
    std::map<CorrectedKey, std::vector<std::size_t>> rows;
    for (const auto& correction : corrections_) rows[corrected_key(correction.row)];
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        const auto found =
            rows.find(std::tuple{flows_.reporter[row], flows_.partner[row], flows_.product[row],
                                 flows_.period[row], flows_.direction[row]});
        if (found != rows.end()) found->second.push_back(row);
    }
    // Rows that are alike in everything count once.
    std::set<std::pair<std::size_t, CorrectedKey>> met;
    std::size_t applied = 0;
    ExactSum total;
    for (const auto& [correction, hash, ordinal, where] : corrections_) {
        if (!met.emplace(hash, corrected_key(correction)).second) {
            ++source_.duplicates;
            --source_.rows;
            continue;
        }
        auto& of_thing = rows[corrected_key(correction)];
        std::stable_partition(of_thing.begin(), of_thing.end(), [&](std::size_t row) {
            return detail_at(details_, row) == correction.detail;
        });
        std::int64_t left = -correction.value;
        const bool is_heavier = correction.mass_kg <= taken_off(0);
        double kg = is_heavier ? -(correction.mass_kg - taken_off(0)) : 0;
        for (const auto row : of_thing) {
            const auto off = std::min(left, flows_.value[row]);
            flows_.value[row] -= off;
            left -= off;
            const double lighter = std::min(kg, std::max(0.0, flows_.mass_kg[row]));
            flows_.mass_kg[row] -= lighter;
            kg -= lighter;
        }
        ++applied;
        total.add(correction.value);
        if (left > 0 || of_thing.empty()) diagnostics.error("E0163", where, {});
    }
    source_.rows -= std::min(source_.rows, applied);
    if (applied > 0)
        diagnostics.note("E0162", {source_.file, 1, 1, 1, ""},
                         {{"count", std::to_string(applied)},
                          {"usd", std::to_string(static_cast<std::int64_t>(-total.dollars()))}});
    corrections_.clear();
}

}  // namespace jarip::trade
