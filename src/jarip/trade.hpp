/// What crosses the border?
///
/// Customs tables in, flows, indicators out. Values are exact decimals until a ratio is taken.
///
///     jarip::Diagnostics diagnostics;
///     const auto flows = jarip::trade::read({{"servers.csv",
///         "period,reporter,partner,product,flow,value\n2025,KR,US,847150,import,1000\n"}}, diagnostics);
///     diagnostics.throw_if_errors();
///     const auto result = jarip::trade::indicators(flows, {.reporter = "KR", .hs = {"847150"}});
///     // result.imports == 1000
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
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
    /// Why it was passed over, as no table of trade; none where it was read. What follows then says nothing.
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

/// Countries that tables give a sum of.
struct CountryGroup {
    std::string name;
    std::vector<std::string> names;    ///< what tables call it, the name among them
    std::vector<std::string> members;  ///< ISO alpha-2; empty where it is only known to be a sum
};

/// Flows of many tables, as arrays of equal length (from `reporter` on).
struct Flows {
    static constexpr std::uint32_t kTotal = IndexColumn::kNone;  ///< a row without partner
    static constexpr std::uint32_t kNoReporter =
        IndexColumn::kNone;  ///< a table that names no reporter
    static constexpr std::int64_t kUnitsPerDollar = 10'000;
    static constexpr std::string_view kOtherPartners = "other partners";

    std::vector<Source> sources;
    /// ISO alpha-2 where known, else the label as given; kOtherPartners: what a total has beyond its partners.
    std::vector<std::string> countries;
    /// HS codes as text, "" is all goods; of other nomenclatures with their name, as in "SITC4:75".
    std::vector<std::string> products;
    std::vector<Period> periods;

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
    /// Codes and what they are, sorted, where a table says it.
    std::vector<std::pair<std::string, std::string>> product_names;

    [[nodiscard]] std::size_t size() const { return value.size(); }
};

/// What becomes of rows that cannot be read.
enum class Faults : std::uint8_t {
    by_size,  ///< strict up to kSmallTable bytes, lenient above
    strict,   ///< errors
    lenient   ///< left out, counted and kept among the rejects
};
inline constexpr std::size_t kSmallTable = 10'000'000;

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
[[nodiscard]] std::vector<ExchangeRate> parse_exchange_rates(const SourceFile& file,
                                                             Diagnostics& diagnostics);

/// The groups that are known (text/country_groups.csv).
[[nodiscard]] const std::vector<CountryGroup>& country_groups();

/// Groups as CSV, a row a group: group, members and aliases with ; between. errors  those of CSV, E0128
[[nodiscard]] std::vector<CountryGroup> parse_country_groups(const SourceFile& file,
                                                             Diagnostics& diagnostics);

/// What becomes of files that are plainly no table of trade (docs/trade.md, Other files).
enum class Others : std::uint8_t {
    refused,  ///< errors
    skipped  ///< noted, and kept among the sources: for folders, which may hold notes and lists beside tables
};

struct ReadOptions {
    std::string layout;  ///< one of layout_names(); empty: found by header and content
    Faults faults = Faults::by_size;
    unsigned threads = 0;              ///< 0: as many as the machine has; never changes a result
    std::optional<Direction> flow;     ///< of tables that do not say their direction
    std::vector<ExchangeRate> rates;   ///< before those that are known
    std::vector<CountryGroup> groups;  ///< besides those that are known
    int hs_revision = 0;  ///< codes are carried to it where that is exact; 0: as they are
    /// Columns whose rows are parts that add up: of a table that does not say so by its layout.
    std::vector<std::string> add_over;
    Others others = Others::refused;
};

/// The layouts of customs tables that are known (docs/trade.md), in the order in which they are tried.
[[nodiscard]] std::vector<std::string> layout_names();

/// How a layout values imports: "CIF", with freight and insurance to the border, or "FOB", without; "" where it does not
/// say. Exports are FOB in all of them.
[[nodiscard]] std::string_view imports_valued(std::string_view layout);

/// Whether a file is read where a folder of tables is given: by the end of its name (.csv, .xlsx, .json, .zip …), in
/// small letters or capitals.
[[nodiscard]] bool is_table_file(std::string_view name);

/// Reads tables, each in the layout that its header and content show (docs/trade.md).
/// errors  E0100–E0114, E0124 and those of CSV, into `diagnostics`
[[nodiscard]] Flows read(const std::vector<SourceFile>& files, Diagnostics& diagnostics,
                         const ReadOptions& options = {});

/// The same, file by file: of the files themselves only one need be in memory.
class Reader {
public:
    explicit Reader(ReadOptions options = {});
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    void add(const SourceFile& file, Diagnostics& diagnostics);
    /// Reads a file piece by piece where its layout allows it (BACI), else whole; others as the options say, or as is
    /// said of this file. errors  E0002, E0006 too
    void add_file(const std::string& path, Diagnostics& diagnostics);
    void add_file(const std::string& path, Diagnostics& diagnostics, Others others);
    /// A file of a folder that is none by its name (is_table_file): noted, and kept among the sources.
    void pass_over(const std::string& path, Diagnostics& diagnostics);
    [[nodiscard]] Flows finish(Diagnostics& diagnostics);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Rejected rows as CSV: file, line, column, code, message, row.
[[nodiscard]] std::string rejects_table(const Flows& flows, Language language);

/// The flows as one tidy table, CSV: what `read` takes.
[[nodiscard]] std::string tidy(const Flows& flows);

/// One line of a named basket: a code and why it belongs there.
struct BasketCode {
    std::string basket;
    std::string hs;
    std::string name, name_ko;
    std::string reason, reason_ko;
};

/// Baskets as CSV: basket, hs, name, name_ko, reason, reason_ko; the last four may be absent.
/// errors  those of CSV, E0129
[[nodiscard]] std::vector<BasketCode> parse_baskets(const SourceFile& file,
                                                    Diagnostics& diagnostics);

/// All baskets (text/baskets.csv), or the lines of one. errors  E0120 if there is none of that name
[[nodiscard]] const std::vector<BasketCode>& baskets();
[[nodiscard]] std::vector<BasketCode> basket(std::string_view name);

/// Codes, sorted, with each basket name replaced by its codes. errors  E0120 unknown basket
[[nodiscard]] std::vector<std::string> expanded(const std::vector<std::string>& hs);

struct Query {
    std::string reporter = "KR";
    std::vector<std::string> hs;   ///< codes, prefixes of codes, or baskets; empty: everything
    std::optional<Period> period;  ///< none: all of the tables
    std::optional<double> krw_per_usd;
    /// Only trade with these, as if there were no others; none: with all.
    std::vector<std::string> partners;
    bool whole = false;  ///< a side that the tables do not cover throughout the period is undefined
    const Flows* production = nullptr;  ///< what read_production gave, for import penetration
};

struct Partner {
    std::string country;
    std::optional<double> imports,
        exports;                  ///< USD; undefined where the tables say nothing of the direction
    std::optional<double> share;  ///< of imports
    std::optional<double> share_exports;
    std::optional<double> balance, tsi;
    /// On the same months a year earlier, as in Indicators.
    std::optional<double> growth_imports, growth_exports;
    /// What the partner's change is of all trade a year earlier: over the partners they sum to the growth.
    std::optional<double> contribution_imports, contribution_exports;
    std::optional<double> unit_value_imports, unit_value_exports;  ///< USD per kg
};

/// The indicators of docs/formulas.md (Trade) for one reporter, set of codes and period, USD. A direction of which the tables say nothing
/// is undefined; what they leave out of a direction they cover is zero.
struct Indicators {
    std::string reporter;
    std::vector<std::string> baskets;  ///< those that were asked for
    std::vector<std::string> hs;       ///< codes, those of the baskets among them
    std::optional<Period> period;
    std::optional<Period>
        covered;  ///< from the first to the last day that the tables have figures of
    std::vector<Source> sources;
    /// Of the period asked for (else between the first and the last day): what the tables have no figures of.
    std::vector<Period> missing_imports, missing_exports;
    /// What the tables cover, but with no row of the goods asked for, which have rows at other times: counted as zero.
    std::vector<Period> no_rows_imports, no_rows_exports;
    /// Where finer codes stand for a coarser one that has rows at other times: they may be a part of it only.
    std::vector<Period> finer_only;
    /// Codes asked for that the tables tell within coarser ones only: not in the figures, which are undefined where all
    /// codes are such.
    std::vector<std::string> coarser_only_imports, coarser_only_exports;
    std::size_t rows = 0;  ///< rows that went into the figures

    std::optional<double> imports, exports;
    std::optional<double> exports_over_imports;
    std::optional<double> balance;
    std::optional<double> tsi;
    /// On the same months a year earlier; undefined unless the tables cover exactly those.
    std::optional<double> growth_imports, growth_exports;
    std::optional<double> imports_a_year_earlier, exports_a_year_earlier;
    /// Undefined where a total without partner had to be used, or more than 1 % came from partners that are not named.
    std::optional<double> hhi_suppliers, effective_suppliers, largest_share;
    std::optional<double> hhi_at_least;  ///< where it is undefined for the latter reason
    std::optional<double> hhi_10000;  ///< hhi_suppliers × 10,000, as competition authorities count
    /// USD per kg of the rows that give a mass.
    std::optional<double> unit_value_imports, unit_value_exports;
    std::optional<double> imports_krw;
    /// Revealed comparative advantage of the goods asked for, among the exporters of the tables (Balassa 1965),
    /// and (RCA − 1) / (RCA + 1); undefined unless the tables have several exporters and other goods too.
    std::optional<double> rca, rsca;
    /// Domestic production in USD and M / (P + M − X); undefined unless all three cover the same time.
    std::optional<double> production, import_penetration;
    std::vector<Partner>
        partners;  ///< largest imports first; those of a year earlier only come last
    std::vector<std::string> only;  ///< Query::partners, sorted
};

/// Computes the indicators (docs/formulas.md, Trade). Nothing is counted twice: a total gives way to partner rows, finer codes to
/// coarser ones that hold them, shorter periods to longer ones (docs/trade.md).
/// errors  E0120 unknown basket
[[nodiscard]] Indicators indicators(const Flows& flows, const Query& query);

/// What the tables say of one direction, product, partner and period of a country: the figures that add up to
/// its `indicators`, but for totals of which partners are told in part: here those parts stand for them.
struct BorderFigure {
    Direction direction = Direction::import;  ///< or export_
    std::string product;                      ///< as in the tables
    std::string partner;                      ///< "": a total without partner
    Period period;
    double value = 0;  ///< USD
};

/// Sorted by direction, product, partner and period, each once; the order of rows changes nothing.
/// errors  E0120 unknown basket
[[nodiscard]] std::vector<BorderFigure> border_figures(const Flows& flows, const Query& query);

/// How a series cuts time. Each month has the year to date (from January to it) and the rolling twelve months
/// (that end with it).
enum class Every : std::uint8_t { month, quarter, year, year_to_date, rolling12 };

/// A result in each piece of time that the tables cover throughout.
template <class Result>
struct OverTime {
    Every every = Every::year;
    std::vector<Result> points;      ///< in time; each says its period
    std::vector<Period> incomplete;  ///< covered only in part, and left out. Sorted
};

struct SeriesQuery {
    std::vector<std::string> reporters = {"KR"};
    std::vector<std::vector<std::string>> goods = {{}};  ///< each as Query::hs
    Query query;                 ///< what else is asked; its reporter and hs do not count
    std::optional<Every> every;  ///< none: one point for all of the period
};

/// The indicators over reporters, goods and time.
struct Series {
    std::optional<Every> every;
    std::vector<Indicators> points;  ///< reporter by reporter, goods by goods, then in time
    /// Where time is cut: what the tables cover only in part, and is left out. Sorted.
    std::vector<Period> incomplete;
};

/// A side (imports, exports) that the tables do not cover throughout is undefined at that point.
/// errors  E0120 unknown basket
[[nodiscard]] Series series(const Flows& flows, const SeriesQuery& query);

/// Tables of domestic production, CSV in UTF-8: producer [any reporter], period, product [all goods],
/// production in USD (docs/trade.md). As flows they are exports to nowhere.
/// errors  E0104, E0109, E0170, E0172 and those of CSV and values, into `diagnostics`
[[nodiscard]] Flows read_production(const std::vector<SourceFile>& files, Diagnostics& diagnostics);

/// What goods of one product, partner and period cost a kilogram.
struct UnitValue {
    Direction direction = Direction::import;  ///< or export_
    std::string product;                      ///< as in the tables
    std::string partner;                      ///< "": a total without partner
    Period period;
    double value = 0;  ///< USD, of the rows that give a mass
    double mass_kg = 0;
    double unit_value = 0;        ///< USD per kg
    std::optional<double> score;  ///< modified z-score of its logarithm among those of the product
    bool outlier = false;
};

/// All figures of a product and a direction.
struct UnitValueRange {
    Direction direction = Direction::import;
    std::string product;
    std::size_t figures = 0, outliers = 0;
    double lowest = 0, median = 0, highest = 0;
};

struct UnitValues {
    /// Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers: |0.6745 (x - median) / MAD| above 3.5, where
    /// MAD is the median of |x - median|. Undefined for fewer than five figures, or where half of them are equal.
    static constexpr double kOutlier = 3.5;
    static constexpr std::size_t kFewest = 5;

    std::string reporter;
    std::vector<std::string> hs;
    std::optional<Period> period;
    std::vector<UnitValue> rows;         ///< by direction, product, period, partner
    std::vector<UnitValueRange> ranges;  ///< by direction and product
    std::size_t without = 0;             ///< figures without value or mass
    std::optional<Every> every;          ///< how time is cut; none: periods are those of the tables
    std::vector<Period> incomplete;      ///< of a series: covered only in part, and left out
    std::vector<Source> sources;
};

/// Of the rows that `border_figures` counts; over time, one figure for each piece of it that the tables cover throughout.
/// errors  E0120 unknown basket
[[nodiscard]] UnitValues unit_values(const Flows& flows, const Query& query,
                                     std::optional<Every> every = {});

/// What two countries say of the same trade, in the time that the tables of both cover.
struct MirrorGap {
    Direction direction = Direction::import;  ///< of the reporter; or export_
    std::string partner;
    Period covered;
    double imports = 0;  ///< USD, as the importing country reports them, usually with freight
    double exports = 0;  ///< USD, as the exporting country reports them
    std::optional<double> gap;  ///< imports / exports - 1
};

struct Mirror {
    std::string reporter;
    std::vector<std::string> hs;
    std::optional<Period> period;
    std::vector<MirrorGap> rows;  ///< largest difference first
    std::vector<Source> sources;
};

/// Partners of which the tables have no figures of their own are not in it; nor are rows that are one figure for
/// both sides (BACI). errors  E0120 unknown basket
[[nodiscard]] Mirror mirror(const Flows& flows, const Query& query);
/// Of each piece of time that both sides' tables cover throughout.
[[nodiscard]] OverTime<Mirror> mirror(const Flows& flows, const Query& query, Every every);

/// What the economic complexity of exporters and products is asked of.
struct ComplexityQuery {
    std::vector<std::string> hs;
    std::optional<Period> period;
    bool cells = true;                  ///< figures of every pair too
    std::vector<std::string> cells_of;  ///< of these exporters only, by any label; none: of all
    /// Exporters whose figures do not cover the period throughout are left out.
    bool whole = false;
    RunOptions run;
};

struct ExporterComplexity {
    std::string exporter;
    int diversity = 0;
    std::optional<double> eci;  ///< economic complexity index
    std::optional<double> coi;  ///< complexity outlook index
};
struct ProductComplexity {
    std::string product;
    int ubiquity = 0;
    std::optional<double> pci;  ///< product complexity index
};

/// Economic complexity (docs/formulas.md; Hidalgo & Hausmann 2009). The indices are undefined where the second
/// eigenvalue is not single: then the exports fall into groups that share no product.
struct Complexity {
    std::optional<Period> period;
    std::vector<ExporterComplexity> exporters;  ///< sorted by name
    std::vector<ProductComplexity> products;    ///< sorted by code
    /// Of whom there are cells: indices into exporters. All of them, or those that were asked for.
    std::vector<std::size_t> rows;
    /// rows × products, row by row; empty unless asked for
    std::vector<double> rca, density, outlook_gain;
    std::vector<std::string> left_out;  ///< exporters and products without a revealed advantage
    std::vector<std::string> partial;   ///< exporters whose figures do not cover the period
    std::vector<Source> sources;
    [[nodiscard]] std::size_t cell(std::size_t row, std::size_t product) const {
        return row * products.size() + product;
    }
};

/// errors  E0120 unknown basket
[[nodiscard]] Complexity complexity(const Flows& flows, const ComplexityQuery& query = {});
[[nodiscard]] OverTime<Complexity> complexity(const Flows& flows, const ComplexityQuery& query,
                                              Every every);

/// Two products that the same exporters make: indices into products, first < second.
struct ProductEdge {
    std::uint32_t first = 0, second = 0;
    double proximity = 0;  ///< φ of docs/formulas.md (Trade), > 0
    bool tree = false;     ///< of the maximum spanning tree
};

/// The product space: the maximum spanning tree (of each group of products that share exporters), and all pairs of at
/// least this proximity, in the order of products. Hidalgo, Klinger, Barabási & Hausmann (2007), Science 317, take
/// 0.55. Needs a complexity with cells.
inline constexpr double kNearProducts = 0.55;
struct ProductSpace {
    std::optional<Period> period;
    double threshold = kNearProducts;
    std::vector<ProductComplexity> products;  ///< sorted by code
    std::vector<ProductEdge> edges;           ///< in the order of products
    std::size_t exporters = 0;                ///< of which the proximities are
    std::vector<std::string> left_out, partial;
    std::vector<Source> sources;
};
[[nodiscard]] std::vector<ProductEdge> product_space(const Complexity& complexity,
                                                     double threshold = kNearProducts);
/// errors  E0120 unknown basket
[[nodiscard]] ProductSpace product_space(const Flows& flows, const ComplexityQuery& query,
                                         double threshold = kNearProducts);
[[nodiscard]] OverTime<ProductSpace> product_space(const Flows& flows, const ComplexityQuery& query,
                                                   double threshold, Every every);

/// Whom a dependency is asked of: a home area (a country or several) and its codes.
struct DependencyQuery {
    std::vector<std::string> home = {"KR"};
    std::vector<std::string> hs;
    std::optional<Period> period;
    /// A side (imports, exports) that the tables of a member do not cover throughout the period is undefined.
    bool whole = false;
};

/// EU strategic dependency (SWD(2021) 352) of a home area in one product.
struct Dependency {
    static constexpr double kConcentrated = 0.4;  ///< thresholds of CDI1…3
    static constexpr double kForeign = 0.5;
    static constexpr double kNotReplaced = 1.0;

    std::string product;
    std::optional<double> imports;  ///< from outside the area, USD
    std::optional<double> cdi1;     ///< HHI of the suppliers outside
    std::optional<double> cdi2;     ///< imports from outside over all imports
    std::optional<double> cdi3;     ///< imports from outside over all exports
    std::string largest_supplier;   ///< outside the area; "" where unknown
    std::optional<bool> dependent;  ///< all three above their thresholds
};

struct Dependencies {
    std::vector<std::string> home;  ///< sorted
    std::optional<Period> period;
    std::vector<Dependency> products;  ///< largest imports first
    std::vector<Source> sources;
};

/// errors  E0120 unknown basket
[[nodiscard]] Dependencies dependencies(const Flows& flows, const DependencyQuery& query);
[[nodiscard]] OverTime<Dependencies> dependencies(const Flows& flows, const DependencyQuery& query,
                                                  Every every);

}  // namespace jarip::trade
