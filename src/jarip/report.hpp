/// How does a result read?
///
/// Text of 80 columns and JSON of a documented schema (docs/schema), English or Korean, from any result.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     const std::string page = jarip::report::text(month, {.network = &network});
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/assess.hpp"
#include "jarip/calibrate.hpp"
#include "jarip/coalition.hpp"
#include "jarip/importing.hpp"
#include "jarip/uncertain.hpp"

namespace jarip::report {

/// What every report says besides its result.
struct Context {
    const network::Network* network = nullptr;  ///< null for results without a model (trade, rack)
    Language language = Language::en;
    std::size_t width = 80;
    std::uint64_t seed = 1;
    std::vector<std::string> what_ifs;  ///< settings that the model was loaded with, as given
    /// How sure the answers of the result are, for documents that say so; null: not asked for.
    const uncertain::Uncertainty* intervals = nullptr;
    bool in_workbook = false;  ///< fields are read for people, as cells of a spreadsheet
};

/// A result, and the list of fields that says what it consists of (src/jarip/report/render/fields.hpp). From the
/// list come JSON, the schemas, CSV, spreadsheets and what a page needs to show it. The result must outlive it.
struct Document;
struct AnyFields;
struct Described {
    const Document* document = nullptr;
    const AnyFields* fields = nullptr;
    const void* result = nullptr;
};

/// JSON as in docs/schema.
[[nodiscard]] std::string json(const Described& result, const Context& context);
/// The same JSON under "document", and under "fields" what each key means: title in the language, kind, unit,
/// whether null can stand there, and the fields of records; enough to show any table without knowing it.
[[nodiscard]] std::string described_json(const Described& result, const Context& context);
/// Scalars ("summary"), and each list of records by its path of keys ("late_reasons.because", with the row that
/// it belongs to in the first column). Titles of columns are the keys of the JSON.
struct CsvTable {
    std::string name;
    std::string csv;
};
[[nodiscard]] std::vector<CsvTable> csv_tables(const Described& result, const Context& context);
/// The first of the tables named that has rows.
[[nodiscard]] std::string csv(const Described& result, const Context& context,
                              std::span<const std::string_view> names);
/// The table that stands for the result, or its own format, such as tidy flows.
[[nodiscard]] std::string main_csv(const Described& result, const Context& context);
/// The same tables as the sheets of an XLSX file: its bytes.
[[nodiscard]] std::string xlsx(const Described& result, const Context& context);

/// docs/schema/FILE as it is made from the lists of fields.
struct Schema {
    std::string file;
    std::string text;
};
[[nodiscard]] std::vector<Schema> schemas();

// Each result as text for people (lines of at most `width` columns) and as JSON for programs (docs/schema);
// one file of src/report a result.

// ---- network: what is in a model
[[nodiscard]] std::string text(const network::Network& network, const Context& context);
[[nodiscard]] Described described(const network::Network& network);

/// Where the figures of a model are from, and the rows that were asked for.
struct SourcesReport {
    network::FigureSources figures;
    std::string source;         ///< rows of this source only; empty: of all
    bool assumed_only = false;  ///< rows that are assumed, with their notes
};
[[nodiscard]] std::string text(const SourcesReport& report, const Context& context);
[[nodiscard]] Described described(const SourcesReport& report);

/// Two models, held against each other.
struct ModelComparison {
    std::string from, to;  ///< what they are called
    network::ModelDifferences differences;
};
[[nodiscard]] std::string text(const ModelComparison& comparison, const Context& context);
[[nodiscard]] Described described(const ModelComparison& comparison);

/// One figure or word of which two results say different things.
struct ResultChange {
    std::string
        table;  ///< path of the lists it stands in, "products.groups"; empty: of the whole result
    std::string row;    ///< ids, countries and dates that name the row, with " · " between
    std::string key;    ///< path within the row
    std::string title;  ///< of the key, in the language asked for
    std::string unit;
    bool share = false;                   ///< 0…1, shown as percent
    std::optional<double> before, after;  ///< of figures; nullopt: undefined
    std::string before_text, after_text;  ///< of words
    bool for_programs = false;            ///< of an object that a sentence beside it says in words
};
/// A row that only one of two results has.
struct ResultRow {
    std::string table, row;
};
/// Two results of the same command, held against each other by the fields that the command's results consist of.
struct ResultComparison {
    std::string from, to;  ///< what they are called
    std::string command;   ///< "plan", as the schema names it
    /// What they were made from, where that differs: model, home, what-ifs, seed, version.
    std::vector<ResultChange> inputs;
    /// Of the whole result in its order, then by the size of the change, relative.
    std::vector<ResultChange> changes;
    std::vector<ResultRow> only_before, only_after;
    std::size_t compared = 0;  ///< figures and words that both have
};
/// Compares two files that `--json` wrote. Rows are matched by the ids, countries and dates in them, whatever their order.
/// errors  E0620 for what is no JSON, E0621 for no result of jarip, E0622 for results of different kinds
[[nodiscard]] ResultComparison compare_results(const SourceFile& before, const SourceFile& after,
                                               Language language);
[[nodiscard]] std::string text(const ResultComparison& comparison, const Context& context);
[[nodiscard]] Described described(const ResultComparison& comparison);

/// What `model check` found in a model.
struct ModelCheck {
    FindingCounts counts;
    std::vector<Diagnostic> findings;
};
[[nodiscard]] std::string text(const ModelCheck& check, const Context& context);
[[nodiscard]] Described described(const ModelCheck& check);

// ---- rack: totals and findings of designs; several give racks[…], one the fields at top level
[[nodiscard]] std::string text(const std::vector<rack::Checked>& racks, const Context& context);
[[nodiscard]] Described described(const std::vector<rack::Checked>& racks);

/// The bill of materials of a design; main_csv is a parts list that a design can name as its bom.
struct RackBill {
    std::string id;
    rack::Bill bill;
};
[[nodiscard]] std::string text(const std::vector<RackBill>& bills, const Context& context);
[[nodiscard]] Described described(const std::vector<RackBill>& bills);

/// What an import of NetBox files found.
struct RackImport {
    rack::Library library;
    std::size_t warnings = 0;
    std::vector<Diagnostic> findings;         ///< every fault and warning
    std::vector<rack::NetboxDesign> designs;  ///< racks of an instance
};
[[nodiscard]] std::string text(const RackImport& result, const Context& context);
[[nodiscard]] Described described(const RackImport& result);

/// Two designs side by side.
struct RackComparison {
    rack::Checked first, second;
};
[[nodiscard]] std::string text(const RackComparison& result, const Context& context);
[[nodiscard]] Described described(const RackComparison& result);

/// Racks in numbers: a row or a hall.
struct RackSite {
    rack::Hall hall;
    std::vector<rack::HallRacks> racks;
    rack::HallReport report;
};
/// One hall gives its fields at top level, several give halls and their sums.
struct RackSites {
    std::vector<RackSite> halls;
};
[[nodiscard]] std::string text(const RackSites& sites, const Context& context);
[[nodiscard]] Described described(const RackSites& sites);

/// Front and rear of designs, to scale.
enum class Shade { power, heat, mass };
struct RackDrawing {
    std::vector<rack::Design> designs;
    Shade shade = Shade::power;  ///< what the colour of a device says (SVG)
};
[[nodiscard]] std::string text(const RackDrawing& drawing, const Context& context);
[[nodiscard]] Described described(const RackDrawing& drawing);
[[nodiscard]] std::string svg(const RackDrawing& drawing, const Context& context);
/// The same as a page of PDF, as large as the drawing at 1:10.
[[nodiscard]] std::string pdf(const RackDrawing& drawing, const Context& context);

/// Types as files of a NetBox library.
struct RackExport {
    struct File {
        std::string name, slug;
    };
    std::vector<File> files;
};
[[nodiscard]] Described described(const RackExport& result);

/// Device types and frames that designs can name, as far as they were asked for.
struct RackTypes {
    std::vector<rack::DeviceType> types;
    std::vector<rack::FrameType> frames;
};
[[nodiscard]] std::string text(const RackTypes& result, const Context& context);
[[nodiscard]] Described described(const RackTypes& result);

/// Devices that were placed in a rack, and how it then checks.
struct RackPlaced {
    rack::PlacedDevices placed;
    rack::Checked checked;
};
[[nodiscard]] std::string text(const RackPlaced& result, const Context& context);
[[nodiscard]] Described described(const RackPlaced& result);

/// What goes dark when one element of the supply is lost.
struct RackLosses {
    std::vector<rack::PowerTree> racks;
};
[[nodiscard]] std::string text(const RackLosses& result, const Context& context);
[[nodiscard]] Described described(const RackLosses& result);

/// What each element of the supply carries, and every cord and cable.
struct RackSchedule {
    std::vector<rack::PowerTree> racks;
};
[[nodiscard]] std::string text(const RackSchedule& result, const Context& context);
[[nodiscard]] Described described(const RackSchedule& result);

// ---- the program itself
/// What `doctor` examined.
struct DoctorReport {
    struct Finding {
        std::string key;  ///< "cli.doctor.KEY" says what it is
        std::string value;
        bool fine = true;
    };
    bool is_fine = true;
    std::vector<Finding> findings;
};
[[nodiscard]] Described described(const DoctorReport& report);
/// Codes with their stories.
struct ExplainedCodes {
    struct Code {
        std::string code, message, help, story;
    };
    std::vector<Code> codes;
};
[[nodiscard]] Described described(const ExplainedCodes& report);
/// A model folder that was begun.
struct NewModel {
    std::string folder;
    std::vector<std::string> files;
};
[[nodiscard]] Described described(const NewModel& report);
/// The report to hand on, as files.
struct WrittenReport {
    std::string folder;
    std::vector<std::string> files;
};
[[nodiscard]] std::string text(const WrittenReport& report, const Context& context);
[[nodiscard]] Described described(const WrittenReport& report);
/// A model that was made of published tables.
struct ImportReport {
    importing::Imported economy;
    std::string folder;
};
[[nodiscard]] std::string text(const ImportReport& report, const Context& context);
[[nodiscard]] Described described(const ImportReport& report);

// ---- trade
/// A result of all of the period, and of each piece of time where time is cut.
template <class Result>
struct InTime {
    Result whole;
    std::optional<trade::OverTime<Result>> series;
};
/// Indicators of the first reporter and goods in all of the period; and of several, or over time.
struct TradeReport {
    trade::Indicators whole;
    std::optional<trade::Series> series;
    bool by_partner = false;  ///< tables over time of each partner too
};
[[nodiscard]] std::string text(const TradeReport& report, const Context& context);
[[nodiscard]] Described described(const TradeReport& report);
[[nodiscard]] std::string text(const InTime<trade::Complexity>& report, const Context& context);
[[nodiscard]] Described described(const InTime<trade::Complexity>& report);
/// The product space.
[[nodiscard]] std::string text(const InTime<trade::ProductSpace>& report, const Context& context);
[[nodiscard]] Described described(const InTime<trade::ProductSpace>& report);
[[nodiscard]] std::string text(const InTime<trade::Dependencies>& report, const Context& context);
[[nodiscard]] Described described(const InTime<trade::Dependencies>& report);
[[nodiscard]] std::string text(const trade::UnitValues& result, const Context& context);
[[nodiscard]] Described described(const trade::UnitValues& result);
[[nodiscard]] std::string text(const InTime<trade::Mirror>& report, const Context& context);
[[nodiscard]] Described described(const InTime<trade::Mirror>& report);
[[nodiscard]] std::string text(const trade::Watch& result, const Context& context);
[[nodiscard]] Described described(const trade::Watch& result);
/// The text and main_csv are the tidy table itself; the summary says how many flows of what kind there are.
[[nodiscard]] std::string text(const trade::Flows& result, const Context& context);
[[nodiscard]] Described described(const trade::Flows& result);
[[nodiscard]] std::string summary(const trade::Flows& result, const Context& context);
/// As an SQLite database (docs/trade.md), under a temporary name until it is whole. errors  E0003
void write_sqlite(const trade::Flows& result, const std::string& path);

// ---- stress
[[nodiscard]] std::string text(const stress::Study& result, const Context& context);
[[nodiscard]] Described described(const stress::Study& result);
[[nodiscard]] std::string text(const stress::Years& result, const Context& context);
[[nodiscard]] Described described(const stress::Years& result);

// ---- plan: one average month, or bucket by bucket
[[nodiscard]] std::string text(const plan::SteadyPlan& plan, const Context& context);
[[nodiscard]] Described described(const plan::SteadyPlan& plan);
[[nodiscard]] std::string text(const plan::Plan& plan, const Context& context);
[[nodiscard]] Described described(const plan::Plan& plan);

// ---- origin: shares of value by country, company, stage or site
struct OriginReport {
    origin::Origin origin;
    origin::By by = origin::By::country;
    origin::View view = origin::View::location;
    std::optional<origin::By> across;        ///< shares by both
    std::optional<network::ItemId> product;  ///< shares of it; else of home's mix
    bool without_design = false;
    std::vector<origin::OriginTest> rules;
    std::optional<origin::ValueChain> chain;
};
[[nodiscard]] std::string text(const OriginReport& report, const Context& context);
[[nodiscard]] Described described(const OriginReport& report);

// ---- coalition: countries that can build it together, by product
struct CoalitionReport {
    std::vector<coalition::Coalitions> products;
};
[[nodiscard]] std::string text(const CoalitionReport& report, const Context& context);
[[nodiscard]] Described described(const CoalitionReport& report);

// ---- onshore: one target, or a frontier
struct OnshoreReport {
    onshore::Options options;
    std::optional<onshore::Result> result;  ///< one of the four is given
    std::optional<onshore::Frontier> frontier;
    std::optional<onshore::Comparison> comparison;
    std::optional<onshore::Roadmap> roadmap;
    std::optional<onshore::SetWorth>
        worth;  ///< of the result, or of the frontier's last point; where asked for
};
[[nodiscard]] std::string text(const OnshoreReport& report, const Context& context);
[[nodiscard]] Described described(const OnshoreReport& report);

// ---- calibrate: the model's trade beside customs figures
struct ReconciliationReport {
    calibrate::Reconciliation result;
    std::size_t top = 20;  ///< rows of each table of the text
};
[[nodiscard]] std::string text(const ReconciliationReport& report, const Context& context);
[[nodiscard]] Described described(const ReconciliationReport& report);

/// The model moved to customs figures.
struct FitReport {
    calibrate::Fit fit;
    std::string folder;    ///< where the fitted model is; nothing is said of it when empty
    std::size_t top = 20;  ///< rows of each table of the text
};
[[nodiscard]] std::string text(const FitReport& report, const Context& context);
[[nodiscard]] Described described(const FitReport& report);

// ---- uncertain: how sure the answers are
[[nodiscard]] std::string text(const uncertain::Uncertainty& result, const Context& context);
/// What stands under a result where intervals were asked for; empty where nothing was drawn.
[[nodiscard]] std::string intervals_text(const uncertain::Uncertainty& result,
                                         const Context& context);
[[nodiscard]] Described described(const uncertain::Uncertainty& result);
[[nodiscard]] std::string text(const uncertain::Fan& fan, const Context& context);
[[nodiscard]] Described described(const uncertain::Fan& fan);

// ---- assess
[[nodiscard]] std::string text(const assess::Assessment& result, const Context& context);
/// The two parts of that text: what is known at once, and how sure it is. The seed is named where draws are made.
[[nodiscard]] std::string point_text(const assess::Assessment& result, const Context& context,
                                     bool is_drawn);
[[nodiscard]] std::string spread_text(const assess::Assessment& result, const Context& context);
[[nodiscard]] Described described(const assess::Assessment& result);

/// The figures of home in two runs, side by side: a model as it stands and with what-ifs, or two runs of a history.
struct SideBySide {
    struct Figure {
        int question = 1;
        std::string key;  ///< of the scorecard
        assess::Unit unit = assess::Unit::share;
        assess::Score before, after;
    };
    struct Scenario {
        std::string id;
        std::optional<int> first_loss_before, first_loss_after;  ///< day of the horizon
        std::optional<double> lost_before,
            lost_after;  ///< products; none: the run has no such scenario
        std::optional<double> lost_value_before,
            lost_value_after;  ///< the same at the demands' prices
    };
    std::vector<Figure> figures;      ///< in the order of the scorecard
    std::vector<Scenario> scenarios;  ///< those of the second run, in its model's order
};
[[nodiscard]] SideBySide side_by_side(const assess::Assessment& before,
                                      const assess::Assessment& after);
[[nodiscard]] Described described(const SideBySide& result);

/// Runs that were kept, the latest first.
struct RunHistory {
    struct Figure {
        int question = 1;
        std::string key;
        assess::Unit unit = assess::Unit::share;
        assess::Score score;
    };
    struct Run {
        std::int64_t number = 0;
        std::string when;  ///< "2025-01-31 09:30:00Z"
        std::string home;
        std::vector<std::string> what_ifs;
        std::string model;  ///< a word that differs where the model's files do
        std::vector<Figure> figures;
    };
    std::vector<Run> runs;
};
[[nodiscard]] Described described(const RunHistory& history);

// ---- whatever has a list of fields
template <class Result>
concept HasFields = requires(const Result& result) {
    described(result);
};
template <HasFields Result>
[[nodiscard]] std::string json(const Result& result, const Context& context) {
    return json(described(result), context);
}

// ---- the page: results to look at, one HTML file that opens from disk

/// A result as described_json gives it, in both languages, under the name by which the page's views know it.
struct PageDocument {
    std::string name;  ///< that of its command; "month": the steady plan; "chain": its links
    std::string en, ko;
};
[[nodiscard]] PageDocument page_document(std::string name, const Described& result,
                                         Context context);
/// What a page of an assessment shows: it, the analyses that it rests on, and the links of its month.
[[nodiscard]] std::vector<PageDocument> page_documents(const assess::Assessment& result,
                                                       const Context& context);
/// The month and its links.
[[nodiscard]] std::vector<PageDocument> page_documents(const plan::SteadyPlan& month,
                                                       const Context& context);
/// Racks that were checked: their checks, and where each device hangs.
[[nodiscard]] std::vector<PageDocument> page_documents(const std::vector<rack::Checked>& racks,
                                                       const Context& context);

/// What a page shows.
struct PageReport {
    std::string command;                             ///< "plan", "trade indicators"
    std::vector<PageDocument> documents;             ///< what was asked for first
    const assess::Assessment* assessment = nullptr;  ///< whose sentences are told; may be null
    std::vector<SourceFile> tables = {};             ///< the model's, as they stand in its folder
    std::vector<std::string> live = {};  ///< what the server behind the page can be asked for
    std::vector<stress::Setting> settings = {};  ///< that a what-if can change
    network::FigureSources figures = {};         ///< of the tables: where their figures are from
};
/// The data of a page as JSON (docs/page.md), names and sentences in both languages.
[[nodiscard]] std::string page_data(const PageReport& report, const Context& context);

/// The built page with its data inside. `page` is web/'s build: HTML with one empty place for data.
/// errors  E0708 if the page has no such place
[[nodiscard]] std::string html(std::string page, std::string_view data);

}  // namespace jarip::report
