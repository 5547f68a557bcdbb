/// Trade flows as arrays, where they were read from, and the rates and groups that tables need.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::trade {

/// What a row says of its reporter and its partner. `both` is one figure for both sides: an export of the
/// reporter and an import of the partner (BACI, or a tidy table with exporter and importer).
enum class Direction : std::uint8_t { import, export_, re_import, re_export, both };

/// "import", "export", "re-import", "re-export", "both"
[[nodiscard]] std::string_view flow_word(Direction direction);

/// A file, and how it was read.
struct Source {
    std::string file;
    /// Why it was skipped, as no table of trade; none where it was read. What follows then says nothing.
    std::optional<Diagnostic> not_read;
    std::string layout;        ///< one of layout_names()
    std::string encoding;      ///< "UTF-8", "CP949", …
    std::size_t rows = 0;      ///< flows that were read
    std::size_t skipped = 0;   ///< breakdowns that would be counted twice, and rows without a value
    std::size_t rejected = 0;  ///< rows that could not be read and were left out
    std::size_t totals = 0;    ///< flows that are sums of others, dropped once checked
    std::size_t duplicates = 0;    ///< flows that another file gives too, dropped
    std::size_t partial = 0;       ///< flows that say they cover only some months of their period
    std::string currency = "USD";  ///< of the values in the file
    std::string
        imports_valued;   ///< "CIF", "FOB" or "", as imports_valued(layout) or as the table says
    int hs_revision = 0;  ///< 1992 … 2022; 0 where the table does not say one
};

/// A row that could not be read.
struct Reject {
    Diagnostic finding;
    std::string row;  ///< as it stands in the file, cut off where it is long
};

/// Of which revision of HS the codes of a reporter's rows of a period are.
struct RevisionOfRows {
    std::uint32_t reporter = IndexColumn::kNone;  ///< into countries; kNone: of all reporters
    std::uint32_t period = 0;                     ///< into periods
    int revision = 0;                             ///< 1992 … 2022
    bool is_carried = false;  ///< its codes are those of 2022 where that is exact
    auto operator<=>(const RevisionOfRows&) const = default;
};

/// Flows of many tables, as arrays of equal length (from `reporter` on).
struct Flows {
    static constexpr std::uint32_t kTotal = IndexColumn::kNone;  ///< a row without partner
    static constexpr std::uint32_t kNoReporter =
        IndexColumn::kNone;  ///< a table that names no reporter
    static constexpr std::int64_t kUnitsPerDollar = 10'000;
    static constexpr std::string_view kOtherPartners = "other partners";
    /// Before the name of a group: what it has beyond its members that stand beside it.
    static constexpr std::string_view kOtherMembers = "other members of ";

    std::vector<Source> sources;
    /// ISO alpha-2 where known, else the label as given; kOtherPartners: what a total has beyond its partners.
    std::vector<std::string> countries;
    /// HS codes as text, "" is all goods; of other nomenclatures with their name, as in "SITC4:75".
    std::vector<std::string> products;
    std::vector<Period> periods;
    /// Beside the periods, 0 beyond its end: of how many months the rows are, where they are of fewer than the period has
    /// and do not say of which; 0: of all. Such a period stands beside the same one in full.
    std::vector<std::uint8_t> months_told;

    IndexColumn reporter;  ///< into countries, or kNoReporter
    IndexColumn partner;   ///< into countries, or kTotal
    IndexColumn product;   ///< into products
    IndexColumn period;    ///< into periods
    Column<Direction> direction;
    Column<std::int64_t> value;  ///< in 1/10,000 US dollar, >= 0, exact
    Column<double> mass_kg;      ///< net; negative where not given

    /// Those of `countries` that are sums of others, with their members as far as they are known, and areas that are
    /// no country ("Areas, nes"): no exporter beside countries.
    std::vector<CountryGroup> groups;
    std::vector<Reject> rejects;  ///< the first 100,000 of each file
    Diagnostics findings;         ///< warnings and notes of reading
    /// Codes and what they are, sorted, where a table says it.
    std::vector<std::pair<std::string, std::string>> product_names;

    /// Sorted; nothing of tables that do not say their revision.
    std::vector<RevisionOfRows> revisions;

    /// Several rows may be parts of one figure, by procedure, state, port or the like: they add up.
    bool has_parts = false;

    [[nodiscard]] bool is_partial(std::size_t of_period) const {
        return of_period < months_told.size() && months_told[of_period] > 0;
    }
    [[nodiscard]] std::size_t size() const { return value.size(); }

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    Flows();
    ~Flows();
    Flows(const Flows&);
    Flows(Flows&&) noexcept;
    Flows& operator=(const Flows&);
    Flows& operator=(Flows&&) noexcept;
};

/// An average over a period: units of a currency for a dollar, or dollars for a unit, whichever was published.
struct ExchangeRate {
    std::string currency;  ///< ISO 4217
    Period period;
    std::string per_usd;  ///< an exact decimal; empty where the other is given
    std::string usd_per;
    std::string source;
};

/// The averages that are known (text/exchange_rates.csv).
[[nodiscard]] const std::vector<ExchangeRate>& exchange_rates();

/// What a dollar was in units of a currency on average over a period: of just that period, else the mean of its months,
/// else of a period that holds it; nullopt where no rate is known. 1 for USD.
[[nodiscard]] std::optional<double> units_per_usd(std::string_view currency, const Period& period);

/// Rates as CSV: currency, period, per_usd or usd_per, source. errors  those of CSV, E0104, E0127
[[nodiscard]] std::vector<ExchangeRate> parse_exchange_rates(const SourceFile& file);

}  // namespace jarip::trade
