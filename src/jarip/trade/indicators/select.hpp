/// Which rows of the flows answer a question, so that nothing is counted twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/indicators/counted_once.hpp"
#include "jarip/trade/indicators/matching.hpp"
#include "jarip/trade/indicators/other_revisions.hpp"

namespace jarip::trade {

enum class Side : std::uint8_t { imports, exports };

/// What rows may be about. Windows: a row must lie within one of them; none means any time.
struct Filter {
    std::vector<bool> products;  ///< beside Flows::products
    std::vector<Period> windows;
    std::vector<bool> partners;   ///< beside Flows::countries; empty: all, and rows without partner
    std::vector<bool> exporters;  ///< of tables of exports: beside Flows::countries; empty: all
    TotalPolicy totals = TotalPolicy::to_nearly_all;
    std::vector<std::string>
        codes;  ///< whose products they are, where it is asked which are hidden
    bool whole_group =
        false;  ///< of other partners, who may be members of a group asked for, nothing is known
    std::vector<std::string>
        partner_codes;  ///< whose partners they are, where tables may not name them
    /// The same, one list for each that was asked for: a country, or a group with its members.
    std::vector<std::vector<std::string>> asked;
};

/// Rows that speak of one side of one country.
struct Candidates {
    std::vector<std::uint32_t> own;       ///< the country is the reporter, or none is named
    std::vector<std::uint32_t> mirrored;  ///< one figure for both sides
    /// Either of them, of periods that share some time with the windows and go beyond them.
    std::vector<std::uint32_t> beyond;
    /// Beside Flows::periods: rows of it, whatever the product.
    std::vector<bool> covered_own, covered_mirrored;
    std::vector<bool> products;        ///< beside Flows::products: rows of it, whatever the period
    std::vector<std::string> revised;  ///< codes that OtherRevisions hides
    RevisionsOfCodes revisions;        ///< of Filter::codes
};

struct Selection {
    std::vector<std::uint32_t> rows;
    bool has_totals = false;  ///< rows without partner are among them
    /// What the tables cover of this side in the windows, whatever the product: merged and sorted.
    std::vector<Period> periods;
    /// Of `select`: what the rows themselves cover; and those of them in which finer codes stand for a coarser one that
    /// has rows at other times.
    std::vector<Period> with_rows, finer_only;
    /// Of Filter::codes: those of which the tables tell within coarser codes only, or perhaps by a code of another revision
    /// of HS; and whether that is all of them.
    std::vector<std::string> hidden;
    bool all_hidden = false;
    /// Of `select`: partners (kTotal among them) whose trade of this time is told within longer periods only.
    std::vector<std::uint32_t> longer_only;
    std::vector<Period> overlapping;  ///< as SideRows::overlapping, sorted
    std::vector<Period> partial;      ///< of rows that are of some months of them only
    /// Of Filter::codes: in which revisions of HS they have rows, and which are other goods in one than in another.
    RevisionsOfCodes revisions;
    std::vector<std::string> several_revisions;
    /// Whether the rows do not add up to the figure of the time.
    [[nodiscard]] bool is_unknown() const {
        return !longer_only.empty() || !overlapping.empty() || !several_revisions.empty();
    }
};

/// The rows of one side of a country. In each period a country's own figures come before those its partners'
/// exporters give (Direction::both); of those, what counted_once leaves.
[[nodiscard]] Selection select(const Flows& flows, Side side, const std::string& country,
                               const Filter& filter);

/// The exports of every country, beside Flows::countries, by one pass over the rows. Tables that name no
/// reporter are left out.
[[nodiscard]] std::vector<Selection> select_exports(const Flows& flows, const Filter& filter);

/// What the tables cover of the exports of every country within a window, whatever the product: merged and sorted;
/// beside Flows::countries.
[[nodiscard]] std::vector<std::vector<Period>> covered_exports(const Flows& flows,
                                                               const Period& window);

/// Some of the rows, with all countries, products and periods.
[[nodiscard]] Flows subset(const Flows& flows, const std::vector<std::uint32_t>& rows);

/// The country on the other end of a row, or kTotal.
[[nodiscard]] std::uint32_t other_side(const Flows& flows, Side side, std::uint32_t row);

/// Beside Flows::periods: whether it lies within one of the windows; all where there are none.
[[nodiscard]] std::vector<bool> in_windows(const Flows& flows, const std::vector<Period>& windows);

}  // namespace jarip::trade
