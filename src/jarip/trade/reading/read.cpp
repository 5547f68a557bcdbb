// From files to flows: what a file is, which layout its rows have.
#include <algorithm>
#include <array>

#include "jarip/core/ascii.hpp"
#include "jarip/trade/bulk/bulk.hpp"
#include "jarip/trade/layouts/layout.hpp"
#include "jarip/trade/reading/archive.hpp"
#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/document.hpp"
#include "jarip/trade/reading/encoding.hpp"

namespace jarip::trade {
namespace {

constexpr int kDeepestArchive = 3;
constexpr std::string_view kWorkbook = "xl/workbook.xml";

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("\xEF\xBB\xBF \t\r\n"), text.size()));
    return text;
}

bool is_web_page(std::string_view text) {
    const auto start = ascii_lower(text.substr(0, 14));
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

// The first row of the head that a layout takes for its header.
const Layout* find_layout(Rows& rows, std::string_view name) {
    for (std::size_t row = 0; row < rows.head().size(); ++row) {
        if (row > 0) rows.take_header(row);
        for (const Layout& layout : layouts())
            if ((name.empty() || layout.name == name) && layout.detect(rows)) return &layout;
    }
    return nullptr;
}

// What a service wrote into a table where it refused, as its first line or instead of its rows: a line of one field.
std::optional<std::string> refusal_in(const Rows& rows) {
    constexpr std::size_t kLines = 2;
    for (std::size_t i = 0; i < std::min(rows.head().size(), kLines); ++i) {
        const auto& line = rows.head()[i];
        const auto filled = std::count_if(line.begin(), line.end(),
                                          [](const std::string& field) { return !field.empty(); });
        // A sentence may hold commas.
        std::string text;
        for (const auto& field : line) text += (text.empty() || field.empty() ? "" : ", ") + field;
        const bool is_sentence = filled == 1 || (rows.head().size() < 6 && filled <= 4 && i == 0);
        if (is_sentence && text.find(' ') != std::string::npos && says_refusal(text)) return text;
    }
    return std::nullopt;
}

// Why a file was skipped that has these columns, before another row is taken for the header.
Diagnostic of_no_layout(const Rows& rows) {
    return {"E0138",
            Severity::note,
            {std::string{rows.file()}},
            {{"columns", shortened(joined(rows.header()), 200)}}};
}

}  // namespace

// Tables on their way to flows.
struct Reading {
    explicit Reading(ReadOptions given) : options{std::move(given)}, flows{options} {}

    ReadOptions options;
    FlowsBuilder flows;

    // Whether it was a large table that could be read on all cores.
    bool add_bulk(const Bytes& bytes, Diagnostics& diagnostics) {
        constexpr std::size_t kLarge = 1'000'000;
        const bool may_be_baci = options.layout.empty() || options.layout == baci_layout().name;
        if (bytes.size < kLarge || !may_be_baci ||
            !read_bulk(bytes, flows, {.threads = options.threads}))
            return false;
        flows.end_source(diagnostics);
        return true;
    }

    void add(const SourceFile& file, Diagnostics& diagnostics) {
        if (!add_bulk(bytes_of(file), diagnostics))
            (void)read_file(file, options.others, diagnostics);
    }

    // Each gives how many tables were read.
    std::size_t read_file(const SourceFile& file, Others others, Diagnostics& diagnostics) {
        Nesting nesting{UnpackBudget{file.text.size()}};
        return read_file(file, others, nesting, diagnostics);
    }
    // How deep a file stands in archives, and what all of them may still unpack.
    struct Nesting {
        UnpackBudget budget;
        int depth = 0;
    };
    std::size_t read_file(const SourceFile& file, Others others, Nesting& nesting,
                          Diagnostics& diagnostics);
    std::size_t read_archive(const SourceFile& file, Others others, Nesting& nesting,
                             Diagnostics& diagnostics);
    std::size_t read_workbook(const SourceFile& file, Others others, Nesting& nesting,
                              Diagnostics& diagnostics);
    std::size_t read_text(const SourceFile& file, Others others, Diagnostics& diagnostics);
    std::size_t read_rows(Rows& rows, const std::string& encoding, Others others);
    // Nothing in it was a table, though nothing was wrong.
    void hold_no_table(const SourceFile& file, const char* refusal, Others others,
                       Diagnostics& diagnostics) {
        if (others == Others::skipped)
            flows.skip({"E0156", Severity::note, {file.name}, {}}, diagnostics);
        else
            diagnostics.error(refusal, {file.name});
    }

    [[nodiscard]] OnFault on_fault(std::size_t bytes) const {
        const bool lenient = options.faults == Faults::lenient ||
                             (options.faults == Faults::by_size && bytes > kSmallTable);
        return lenient ? OnFault::reject : OnFault::report;
    }
};

std::size_t Reading::read_file(const SourceFile& file, Others others, Nesting& nesting,
                               Diagnostics& diagnostics) {
    if (file.text.starts_with("\xD0\xCF\x11\xE0")) {
        diagnostics.error("E0135", {file.name});
        return 0;
    }
    if (is_compressed(file.text)) return read_archive(file, others, nesting, diagnostics);
    // Of a file outside of archives this was tried before.
    if (nesting.depth > 0 && add_bulk(bytes_of(file), diagnostics)) return 1;
    return read_text(file, others, diagnostics);
}

namespace {

// Hidden files, and what a Mac packs beside those that it is asked to: __MACOSX/._trade.csv.
bool is_hidden(std::string_view path) {
    while (!path.empty()) {
        const auto end = std::min(path.find_first_of("/\\"), path.size());
        const auto name = path.substr(0, end);
        if (name == "__MACOSX" || (name.starts_with('.') && name != "." && name != ".."))
            return true;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return false;
}

}  // namespace

std::size_t Reading::read_archive(const SourceFile& file, Others others, Nesting& nesting,
                                  Diagnostics& diagnostics) {
    if (nesting.depth == kDeepestArchive) {
        diagnostics.error("E0133", {file.name});
        return 0;
    }
    const auto errors = diagnostics.error_count();
    // A zip file tells the names of its entries without unpacking them.
    bool is_workbook = false;
    if (is_zip(file.text)) {
        UnpackBudget names{file.text.size()};
        unpack(
            file, names,
            [&](std::string_view name) {
                is_workbook = is_workbook || name == kWorkbook;
                return false;
            },
            [](const Part&) {}, diagnostics);
    }
    if (diagnostics.error_count() > errors) return 0;
    if (is_workbook) return read_workbook(file, others, nesting, diagnostics);

    std::size_t read = 0;
    const auto wanted = [](std::string_view name) { return !is_hidden(name); };
    // What is packed alone has no name of its own.
    const bool has_names = is_zip(file.text) || file.text.starts_with("7z");
    ++nesting.depth;
    unpack(
        file, nesting.budget, wanted,
        [&](Part part) {
            SourceFile inner{file.name + '/' + part.name, std::move(part.bytes)};
            // As of a folder: a name without an end may be that of a table.
            const auto name = part.name.substr(part.name.find_last_of('/') + 1);
            if (has_names && name.find('.') != std::string::npos && !is_table_file(name)) {
                flows.skip({"E0155", Severity::note, {inner.name}, {}}, diagnostics);
                return;
            }
            read += read_file(inner, Others::skipped, nesting, diagnostics);
        },
        diagnostics);
    --nesting.depth;
    if (read == 0 && diagnostics.error_count() == errors)
        hold_no_table(file, "E0136", others, diagnostics);
    return read;
}

std::size_t Reading::read_workbook(const SourceFile& file, Others others, Nesting& nesting,
                                   Diagnostics& diagnostics) {
    std::vector<Part> parts;
    const auto wanted = [](std::string_view name) {
        return name == kWorkbook || name == "xl/_rels/workbook.xml.rels" ||
               name == "xl/sharedStrings.xml" || name == "xl/styles.xml" ||
               name.starts_with("xl/worksheets/");
    };
    const auto errors = diagnostics.error_count();
    unpack(
        file, nesting.budget, wanted, [&](Part part) { parts.push_back(std::move(part)); },
        diagnostics);
    if (diagnostics.error_count() > errors) return 0;
    std::size_t read = 0;
    auto sheets = workbook_sheets(file.name, std::move(parts), diagnostics);
    for (auto& sheet : sheets) {
        if (sheet.rows.empty()) continue;
        if (sheet.rows.is_cut()) {
            diagnostics.error("E0133", {file.name});
            continue;
        }
        const auto name = file.name + '/' + sheet.name;
        Rows rows{name, record_rows(name, std::move(sheet.rows)), diagnostics,
                  on_fault(file.text.size())};
        read += read_rows(rows, "XLSX", sheets.size() == 1 ? others : Others::skipped);
    }
    if (read == 0 && diagnostics.error_count() == errors)
        hold_no_table(file, "E0136", others, diagnostics);
    return read;
}

std::size_t Reading::read_text(const SourceFile& file, Others others, Diagnostics& diagnostics) {
    const auto decoded = decode(file, diagnostics);
    if (!decoded) return 0;
    const std::string_view text = decoded->converted ? *decoded->converted : file.text;
    const auto start = trimmed(text);
    if (is_web_page(start)) {
        diagnostics.error("E0137", {file.name});
        return 0;
    }
    const bool is_json = start.starts_with('{') || start.starts_with('[');
    if (!is_json && !start.starts_with('<')) {
        if (others == Others::skipped && !start.empty()) {
            // Quotes in prose are no faults of a table.
            Diagnostics discarded;
            Rows rows{file.name, delimited_text(file.name, text), discarded};
            auto reason = of_no_layout(rows);
            if (!refusal_in(rows) && find_layout(rows, options.layout) == nullptr) {
                flows.skip(std::move(reason), diagnostics);
                return 0;
            }
        }
        Rows rows{file.name, delimited_text(file.name, text), diagnostics,
                  on_fault(file.text.size())};
        return read_rows(rows, decoded->encoding, others);
    }
    auto records = is_json ? json_rows(file.name, start, diagnostics)
                           : xml_rows(file.name, start, diagnostics);
    if (!records) return 0;
    if (records->is_cut()) {
        diagnostics.error("E0133", {file.name});
        return 0;
    }
    auto beside = std::move(records->beside());
    Rows rows{file.name, record_rows(file.name, std::move(*records)), diagnostics,
              on_fault(file.text.size())};
    rows.envelope = std::move(beside);
    if (report_service_fault(rows)) return 0;
    if (rows.head().empty()) {
        hold_no_table(file, "E0131", others, diagnostics);
        return 0;
    }
    return read_rows(rows, decoded->encoding + (is_json ? ", JSON" : ", XML"), others);
}

std::size_t Reading::read_rows(Rows& rows, const std::string& encoding, Others others) {
    Diagnostics& diagnostics = rows.diagnostics();
    const auto errors = diagnostics.error_count();
    if (rows.head().empty()) {
        diagnostics.error("E0010", {std::string{rows.file()}});
        return 0;
    }
    if (const auto refusal = refusal_in(rows)) {
        diagnostics.error("E0139", {std::string{rows.file()}},
                          {{"fault", shortened(*refusal, 200)}});
        return 0;
    }
    auto of_none = of_no_layout(rows);
    const Layout* const layout = find_layout(rows, options.layout);
    if (diagnostics.error_count() > errors) return 0;
    if (others == Others::skipped) {
        auto reason = layout == nullptr                     ? std::optional{std::move(of_none)}
                      : layout->rejection_reason != nullptr ? layout->rejection_reason(rows)
                                                            : std::nullopt;
        if (reason) {
            flows.skip(std::move(*reason), diagnostics);
            return 0;
        }
    } else if (layout == nullptr) {
        auto arguments = std::move(of_none.arguments);
        if (options.layout.empty()) {
            diagnostics.error("E0100", of_none.where, std::move(arguments));
        } else {
            arguments.emplace_back("layout", options.layout);
            diagnostics.error("E0124", of_none.where, std::move(arguments));
        }
        return 0;
    }
    flows.begin_source({.file = std::string{rows.file()},
                        .layout = std::string{layout->name},
                        .encoding = encoding},
                       &rows);
    layout->read(rows, flows);
    flows.skip(rows.remarks());
    flows.end_source(rows);
    return 1;
}

struct Reader::State : Reading {
    using Reading::Reading;
    Diagnostics findings;
};

std::string workbook_as_csv(const SourceFile& file, std::string_view sheet_name) {
    Diagnostics diagnostics;
    std::vector<Part> parts;
    UnpackBudget budget{file.text.size()};
    unpack(
        file, budget, [](std::string_view name) { return name.starts_with("xl/"); },
        [&](Part part) { parts.push_back(std::move(part)); }, diagnostics);
    diagnostics.throw_if_errors();
    auto sheets = workbook_sheets(file.name, std::move(parts), diagnostics);
    diagnostics.throw_if_errors();
    for (auto& sheet : sheets) {
        if (sheet.rows.empty() || (!sheet_name.empty() && sheet.name != sheet_name)) continue;
        const auto source = record_rows(file.name, std::move(sheet.rows));
        std::string text;
        for (auto row = source->next(); !row.empty(); row = source->next()) {
            bool is_first = true;
            for (const auto& field : row) {
                if (!std::exchange(is_first, false)) text += ',';
                text += csv_field(field.value);
            }
            text += '\n';
        }
        return text;
    }
    throw Error{"E0136", file.name};
}

bool is_table_file(std::string_view name) {
    // Workbooks of before 2007 (.xls) are refused, since they may well be tables.
    constexpr std::array<std::string_view, 14> kEnds{".csv", ".tsv",  ".txt", ".dat", ".json",
                                                     ".xml", ".xlsx", ".xls", ".zip", ".7z",
                                                     ".gz",  ".bz2",  ".xz",  ".zst"};
    const auto ends_with = [&](std::string_view end) {
        return name.size() > end.size() &&
               std::equal(end.rbegin(), end.rend(), name.rbegin(),
                          [](char small, char any) { return small == ascii_lower(any); });
    };
    return std::any_of(kEnds.begin(), kEnds.end(), ends_with);
}

std::vector<std::string> layout_names() {
    std::vector<std::string> names;
    for (const Layout& layout : layouts()) names.emplace_back(layout.name);
    return names;
}

Reader::Reader(ReadOptions options) : state_{std::make_unique<State>(std::move(options))} {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::add(const SourceFile& file) { state_->add(file, state_->findings); }

void Reader::add_file(const std::string& path) { add_file(path, state_->options.others); }

void Reader::add_file(const std::string& path, Others others) {
    auto& findings = state_->findings;
    const auto bytes = bytes_of_file(path);
    if (bytes && state_->add_bulk(*bytes, findings)) return;
    (void)state_->read_file(jarip::read_file(path), others, findings);
}

void Reader::skip(const std::string& path) {
    state_->flows.skip({"E0155", Severity::note, {path}, {}}, state_->findings);
}

Flows Reader::finish() {
    auto& findings = state_->findings;
    auto flows = state_->flows.finish(findings);
    findings.throw_if_errors();
    flows.findings = std::move(findings);
    return flows;
}

Flows read(const std::vector<SourceFile>& files, const ReadOptions& options) {
    Reader reader{options};
    for (const SourceFile& file : files) reader.add(file);
    return reader.finish();
}

Flows read(const std::vector<SourceFile>& files, Diagnostics& diagnostics,
           const ReadOptions& options) {
    Reading reading{options};
    for (const SourceFile& file : files) reading.add(file, diagnostics);
    return reading.flows.finish(diagnostics);
}

}  // namespace jarip::trade
