/// Customs tables in (docs/trade.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade/flows.hpp"

namespace jarip::trade {

/// What becomes of rows that cannot be read.
enum class Faults : std::uint8_t {
    by_size,  ///< strict up to kSmallTable bytes, lenient above
    strict,   ///< errors
    lenient   ///< left out, counted and kept among the rejects
};
inline constexpr std::size_t kSmallTable = 10'000'000;

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
    /// Codes are carried to it where that is exact; 0: as they are; kAnyRevision: a code is taken for the same goods in all
    /// revisions, else figures of several in which it is not are undefined.
    int hs_revision = 0;
    static constexpr int kAnyRevision = -1;
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
/// errors  E0100–E0114, E0124 and those of CSV, those of all files together
[[nodiscard]] Flows read(const std::vector<SourceFile>& files, const ReadOptions& options = {});

/// The same, file by file: of the files themselves only one need be in memory.
class Reader {
public:
    explicit Reader(ReadOptions options = {});
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    void add(const SourceFile& file);
    /// Reads a file piece by piece where its layout allows it (BACI), else whole; others as the options say, or as is
    /// said of this file. errors  E0002, E0006 too
    void add_file(const std::string& path);
    void add_file(const std::string& path, Others others);
    /// A file of a folder that is none by its name (is_table_file): noted, and kept among the sources.
    void skip(const std::string& path);
    /// The flows of all. errors  those of `read`, of all files together
    [[nodiscard]] Flows finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Rejected rows as CSV: file, line, column, code, message, row.
[[nodiscard]] std::string rejects_table(const Flows& flows, Language language);

/// The flows as one tidy table, CSV: what `read` takes.
[[nodiscard]] std::string tidy(const Flows& flows);

/// A sheet of a workbook (.xlsx) as CSV: the first of that name that has rows; with no name the first that has.
/// errors  E0132 … E0136
[[nodiscard]] std::string workbook_as_csv(const SourceFile& file, std::string_view sheet_name = {});

/// Tables of domestic production, CSV in UTF-8: producer [any reporter], period, product [all goods],
/// production in USD (docs/trade.md). As flows they are exports to nowhere.
/// errors  E0104, E0109, E0170, E0172 and those of CSV and values
[[nodiscard]] Flows read_production(const std::vector<SourceFile>& files);

}  // namespace jarip::trade
