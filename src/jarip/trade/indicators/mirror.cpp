// What two countries say of the same trade.
#include <algorithm>
#include <cmath>
#include <map>

#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

// What each country says itself of its partners, in its own tables: rows that speak for both sides say nothing of a
// gap, and totals nothing of a partner.
class OwnFigures {
public:
    explicit OwnFigures(const Flows& flows, const std::string& home) {
        std::map<std::uint32_t, std::vector<std::uint32_t>> rows;
        const auto own = index(flows, home);
        for (std::uint32_t row = 0; row < flows.size(); ++row) {
            if (flows.direction[row] == Direction::both || flows.partner[row] == Flows::kTotal)
                continue;
            // A table that names no reporter speaks for the one who is asked about.
            const auto reporter = flows.reporter[row];
            rows[reporter == Flows::kNoReporter ? own : reporter].push_back(row);
        }
        for (const auto& [reporter, chosen] : rows)
            tables_.emplace(reporter == own ? home : flows.countries[reporter],
                            subset(flows, chosen));
    }

    [[nodiscard]] const Flows* of(const std::string& country) const {
        const auto found = tables_.find(country);
        return found == tables_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const std::map<std::string, Flows>& all() const { return tables_; }

private:
    static std::uint32_t index(const Flows& flows, const std::string& country) {
        const auto at = std::find(flows.countries.begin(), flows.countries.end(), country);
        return static_cast<std::uint32_t>(at - flows.countries.begin());
    }

    std::map<std::string, Flows> tables_;
};

std::vector<Period> common(const std::vector<Period>& a, const std::vector<Period>& b) {
    std::vector<Period> result;
    for (const Period& one : a)
        for (const Period& other : b) {
            const Period both{std::max(one.first, other.first), std::min(one.end, other.end)};
            if (both.first < both.end) result.push_back(both);
        }
    return result;
}

// One country's account of its trade with another.
struct BorderAccount {
    const Flows& table;
    Side side;
    std::string country, partner;

    [[nodiscard]] Selection in(const std::vector<std::string>& hs,
                               const std::vector<Period>& windows) const {
        Filter filter{
            matching_products(table, hs), windows, matching_countries(table, {partner}), {}};
        filter.partner_codes = {partner};
        filter.codes = hs;
        return select(table, side, country, filter);
    }
    // Undefined where the tables tell some of the goods within coarser codes only, or some of the time within longer
    // periods.
    [[nodiscard]] std::optional<double> value(const Selection& selection) const {
        if (!selection.hidden.empty() || selection.is_unknown()) return std::nullopt;
        ExactSum total;
        for (const auto row : selection.rows) total.add(table.value[row]);
        return total.dollars();
    }
};

// Both accounts in the time that both cover; nullopt where there is none, or neither says anything.
std::optional<MirrorGap> gap(const BorderAccount& imports, const BorderAccount& exports,
                             const std::vector<std::string>& hs, const std::vector<Period>& windows,
                             bool whole) {
    const auto time = common(imports.in(hs, windows).periods, exports.in(hs, windows).periods);
    if (time.empty() || (whole && time != windows)) return std::nullopt;
    const auto in = imports.in(hs, time);
    const auto out = exports.in(hs, time);
    if (in.periods != time || out.periods != time) return std::nullopt;
    MirrorGap result;
    result.covered = {time.front().first, time.back().end};
    result.imports = imports.value(in);
    result.exports = exports.value(out);
    if (result.imports.value_or(0) == 0 && result.exports.value_or(0) == 0) return std::nullopt;
    if (!result.imports || !result.exports) return result;
    // Both sides are shown, but codes that are other goods in their revisions of HS have no gap.
    if (!of_other_goods(in.revisions, out.revisions).empty()) return result;
    if (const auto factor = ratio(*result.imports, *result.exports)) result.gap = *factor - 1;
    return result;
}

// Answers for any window of time.
class Comparison {
public:
    Comparison(const Flows& flows, const Query& query)
        : home_{country_code(query.reporter).value_or(query.reporter)},
          hs_{expanded(query.hs)},
          only_{country_codes_of(query.partners)},
          figures_{flows, home_} {
        blank_.reporter = home_;
        blank_.hs = hs_;
        blank_.sources = flows.sources;
    }

    // With `whole` only pairs of which both sides cover the window throughout.
    [[nodiscard]] Mirror in(const std::optional<Period>& window, bool whole) const {
        Mirror result = blank_;
        result.period = window;
        std::vector<Period> windows;
        if (window) windows.push_back(*window);
        const Flows* const own = figures_.of(home_);
        if (!own) return result;
        for (const auto& [country, table] : figures_.all()) {
            const bool asked =
                only_.empty() || std::binary_search(only_.begin(), only_.end(), country);
            if (country == home_ || !asked) continue;
            for (const Direction direction : {Direction::import, Direction::export_}) {
                const bool importing = direction == Direction::import;
                const BorderAccount ours{*own, importing ? Side::imports : Side::exports, home_,
                                         country};
                const BorderAccount theirs{table, importing ? Side::exports : Side::imports,
                                           country, home_};
                auto row =
                    gap(importing ? ours : theirs, importing ? theirs : ours, hs_, windows, whole);
                if (!row) continue;
                row->direction = direction;
                row->partner = country;
                result.rows.push_back(*std::move(row));
            }
        }
        std::stable_sort(
            result.rows.begin(), result.rows.end(), [](const MirrorGap& a, const MirrorGap& b) {
                const auto difference = [](const MirrorGap& row) {
                    return row.imports && row.exports ? std::abs(*row.imports - *row.exports) : -1;
                };
                return difference(a) > difference(b);
            });
        return result;
    }

private:
    std::string home_;
    std::vector<std::string> hs_, only_;
    OwnFigures figures_;
    Mirror blank_;
};

}  // namespace

Mirror mirror(const Flows& flows, const Query& query) {
    return Comparison{flows, query}.in(query.period, false);
}

OverTime<Mirror> mirror(const Flows& flows, const Query& query, Every every) {
    const Comparison comparison{flows, query};
    const auto spoken = spoken_periods(
        flows, [&](std::size_t row) { return flows.direction[row] != Direction::both; });
    const auto pieces = time_pieces(spoken, every, query.period);
    return over_time<Mirror>(pieces, every, [&](const Period& piece) -> std::optional<Mirror> {
        if (is_cut(piece, every, query.period)) return std::nullopt;
        std::optional<Mirror> point = comparison.in(piece, true);
        if (point->rows.empty()) point.reset();
        return point;
    });
}

}  // namespace jarip::trade
