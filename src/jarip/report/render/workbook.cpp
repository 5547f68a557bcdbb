#include "jarip/report/render/workbook.hpp"

#include <xlsxwriter.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <new>
#include <set>

#include "jarip/core/ascii.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

// Any fixed moment does: a clock would make each file differ. 2000-01-01.
constexpr std::time_t kCreated = 946'684'800;
constexpr std::size_t kMostSheetRows = LXW_ROW_MAX - 1;  // below the titles
constexpr std::size_t kLongestName = LXW_SHEETNAME_MAX;
constexpr std::size_t kLongestText = 32'767;  // what a cell can hold
constexpr std::size_t kWidest = 60;
constexpr std::size_t kNarrowestColumn = 8;
constexpr std::size_t kNoteWidth = 100;
constexpr std::size_t kDateWidth = 10;

// The first bytes of a text, whole characters only.
std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

// Names of sheets are unique whatever the case of letters, and without []:*?/\ and quotes at their ends.
class Names {
public:
    std::string fresh(std::string_view wanted) {
        std::string words = printable(wanted);
        for (std::size_t at = 0; (at = words.find(": ", at)) != std::string::npos;)
            words.replace(at, 2, " – ");
        std::string clean;
        for (const char c : words)
            clean += std::string_view{"[]:*?/\\'"}.find(c) == std::string_view::npos ? c : ' ';
        if (clean.find_first_not_of(' ') == std::string::npos) clean = "Sheet";
        for (std::size_t n = 1;; ++n) {
            const auto ending = n == 1 ? std::string{} : " (" + std::to_string(n) + ')';
            auto name = cut(clean, kLongestName - ending.size()) + ending;
            if (taken_.insert(ascii_lower(name)).second) return name;
        }
    }

private:
    static std::string cut(std::string_view text, std::size_t most) {
        std::size_t bytes = 0;
        for (std::size_t count = 0; count < most && bytes < text.size(); ++count) do
                ++bytes;
            while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80);
        return std::string{text.substr(0, bytes)};
    }

    std::set<std::string> taken_;
};

// What a figure of unknown size is shown as: rounded to about four digits, whole where it is whole but for rounding.
Look look_of_size(double number) {
    constexpr double kRounding = 1e-9, kGrouped = 10'000, kHundreds = 100, kSmall = 0.01;
    const double size = std::abs(number);
    if (std::abs(number - std::round(number)) <= kRounding * std::max(1.0, size)) {
        if (size >= kGrouped) return Look::whole;
        return number == std::round(number) ? Look::general : Look::rounded;
    }
    if (size >= kHundreds * kHundreds) return Look::whole;
    if (size >= 1) return Look::two;
    return size >= kSmall ? Look::four : Look::general;
}

std::string shown(double number, Look look) {
    constexpr double kPerCent = 100;
    switch (look) {
        case Look::whole: return fixed(number, 0);
        case Look::two: return fixed(number, 2);
        case Look::four: return fixed(number, 4);
        case Look::percent: return fixed(number * kPerCent, 2) + " %";
        case Look::figure: return shown(number, look_of_size(number));
        case Look::rounded: return fixed(number, 0);
        case Look::general: break;
    }
    return format_shortest(number);
}

// In as few digits as read back to the same number, without an exponent where people would not write one.
std::string plain(double number) {
    constexpr double kLarge = 1e15;
    constexpr double kSmall = 1e-7;
    const double size = std::abs(number);
    if (size >= kLarge || (size > 0 && size < kSmall)) return format_shortest(number);
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   std::chars_format::fixed);
    return {digits.data(), end.ptr};
}

// Fills one XLSX file.
class Writer {
public:
    Writer(const std::string& folder, const std::string& file) {
        std::string temporary = folder;
        lxw_workbook_options options{};
        options.tmpdir = temporary.data();
        book_ = workbook_new_opt(file.c_str(), &options);
        title_ = format();
        format_set_bold(title_);
        format_set_text_wrap(title_);
        format_set_align(title_, LXW_ALIGN_VERTICAL_TOP);
        wrapped_ = format();
        format_set_text_wrap(wrapped_);
        format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
        date_ = with_number("yyyy-mm-dd");
        // In the order of Look.
        for (const char* pattern : {"General", "#,##0", "#,##0.00", "#,##0.0000", "0.00%", "0"})
            looks_.push_back(with_number(pattern));
    }

    void properties(const Workbook& workbook) {
        std::string title{beginning(printable(workbook.title), kLongestProperty)};
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.created = kCreated;
        workbook_set_properties(book_, &properties);
    }

    void add(const Sheet& sheet) {
        lxw_worksheet* const page = new_page(sheet.name());
        worksheet_freeze_panes(page, 1, 0);
        const auto& columns = sheet.columns();
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto column = static_cast<lxw_col_t>(c);
            write_text(page, 0, column, columns[c].title, title_);
            std::size_t widest = std::max(kNarrowestColumn, display_width(columns[c].title));
            lxw_row_t row = 1;
            for (const auto& cells : sheet.rows()) {
                if (c < cells.size())
                    widest = std::max(widest, write(page, row, column, cells[c], columns[c].look));
                ++row;
            }
            set_width(page, column, std::min(widest, kWidest));
        }
        if (!columns.empty())
            worksheet_autofilter(page, 0, 0, static_cast<lxw_row_t>(sheet.rows().size()),
                                 static_cast<lxw_col_t>(columns.size() - 1));
    }

    void add_notes(const Workbook& workbook, Language language) {
        const auto said = [&](const char* key) {
            return text(language, std::string{"report.workbook."} + key);
        };
        lxw_worksheet* const page = new_page(said("notes"));
        write_text(page, 0, 0, said("topic"), title_);
        write_text(page, 0, 1, said("note"), title_);
        std::size_t widest = kNarrowestColumn;
        lxw_row_t row = 1;
        for (const auto& note : workbook.notes) {
            write_text(page, row, 0, note.topic, wrapped_);
            write_text(page, row, 1, note.sentence, wrapped_);
            widest = std::max(widest, display_width(note.topic));
            ++row;
        }
        set_width(page, 0, std::min(widest, kWidest));
        set_width(page, 1, kNoteWidth);
        worksheet_freeze_panes(page, 1, 0);
    }

    /// Writes the file; it is whole only if this gives true.
    [[nodiscard]] bool close() { return workbook_close(book_) == LXW_NO_ERROR; }

private:
    static constexpr std::size_t kLongestProperty = 255;

    lxw_format* format() { return workbook_add_format(book_); }
    lxw_format* with_number(const char* pattern) {
        lxw_format* const result = format();
        format_set_num_format(result, pattern);
        return result;
    }
    lxw_worksheet* new_page(std::string_view name) {
        return workbook_add_worksheet(book_, names_.fresh(name).c_str());
    }

    // Gives the columns that the cell takes.
    std::size_t write(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const Cell& cell,
                      Look default_look) {
        if (const auto* text = std::get_if<std::string>(&cell.value())) {
            const std::size_t width = display_width(*text);
            // What its column has no room for goes on below, not under the next cell.
            write_text(page, row, column, *text, width > kWidest ? wrapped_ : nullptr);
            return width;
        }
        if (const auto* number = std::get_if<double>(&cell.value())) {
            if (!std::isfinite(*number)) return 0;
            Look look = cell.look().value_or(default_look);
            if (look == Look::figure) look = look_of_size(*number);
            // "-0" says nothing that 0 does not.
            worksheet_write_number(page, row, column, *number == 0 ? 0 : *number,
                                   looks_[static_cast<std::size_t>(look)]);
            return display_width(shown(*number, look));
        }
        if (const auto* day = std::get_if<Day>(&cell.value())) {
            const std::chrono::year_month_day date{*day};
            // Spreadsheets know no earlier dates.
            if (date.year() < std::chrono::year{1900}) {
                write_text(page, row, column, format_date(*day), nullptr);
                return kDateWidth;
            }
            lxw_datetime moment{};
            moment.year = static_cast<int>(date.year());
            moment.month = static_cast<int>(static_cast<unsigned>(date.month()));
            moment.day = static_cast<int>(static_cast<unsigned>(date.day()));
            worksheet_write_datetime(page, row, column, &moment, date_);
            return kDateWidth;
        }
        return 0;
    }

    // As text even where it looks like a formula or a link.
    static void write_text(lxw_worksheet* page, lxw_row_t row, lxw_col_t column,
                           std::string_view text, lxw_format* format) {
        const std::string safe{beginning(printable(text), kLongestText)};
        worksheet_write_string(page, row, column, safe.c_str(), format);
    }

    static void set_width(lxw_worksheet* page, lxw_col_t column, std::size_t width) {
        constexpr double kMargin = 1.5;
        worksheet_set_column(page, column, column, static_cast<double>(width) + kMargin, nullptr);
    }

    lxw_workbook* book_ = nullptr;
    lxw_format* title_ = nullptr;
    lxw_format* wrapped_ = nullptr;
    lxw_format* date_ = nullptr;
    std::vector<lxw_format*> looks_;
    Names names_;
};

// The library goes on where the system gives it no memory, and ends the program: what it will take is asked for first.
// Measured of libxlsxwriter 1.1: 130 bytes a cell, 110 a row, texts twice.
void require_memory(const Workbook& workbook) {
    constexpr std::size_t kCell = 160, kRow = 160, kBuffers = 32'000'000;
    std::size_t bytes = kBuffers;
    for (const Sheet& sheet : workbook.sheets)
        for (const auto& cells : sheet.rows()) {
            bytes += kRow + kCell * cells.size();
            for (const auto& cell : cells)
                if (const auto* text = std::get_if<std::string>(&cell.value()))
                    bytes += 2 * std::min(text->size(), kLongestText);
        }
    void* const room = std::malloc(bytes);
    if (room == nullptr) throw std::bad_alloc{};
    std::free(room);
}

}  // namespace

void Sheet::insert_column(std::size_t before, Column column, std::vector<Cell> cells) {
    columns_.insert(columns_.begin() + static_cast<std::ptrdiff_t>(before), std::move(column));
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        auto& row = rows_[r];
        if (row.size() < before) row.resize(before);
        row.insert(row.begin() + static_cast<std::ptrdiff_t>(before), std::move(cells[r]));
    }
}

std::string xlsx(const Workbook& workbook, Language language) {
    for (const Sheet& sheet : workbook.sheets)
        if (sheet.rows().size() > kMostSheetRows)
            throw Error{"E0173",
                        "",
                        {{"rows", std::to_string(sheet.rows().size())},
                         {"most", std::to_string(kMostSheetRows)}}};
    require_memory(workbook);
    const TemporaryFolder folder;
    const std::string file = folder.path() + "/workbook.xlsx";
    Writer writer{folder.path(), file};
    writer.properties(workbook);
    for (const Sheet& sheet : workbook.sheets) writer.add(sheet);
    if (!workbook.notes.empty()) writer.add_notes(workbook, language);
    if (!writer.close()) throw Error{"E0003", file, {{"path", file}}};
    return read_file(file).text;
}

std::string csv(const Sheet& sheet) {
    std::string table;
    for (const auto& column : sheet.columns())
        table += (table.empty() ? "" : ",") + csv_field(column.key);
    table += '\n';
    for (const auto& cells : sheet.rows()) {
        for (std::size_t c = 0; c < sheet.columns().size(); ++c) {
            if (c > 0) table += ',';
            if (c >= cells.size()) continue;
            const auto& value = cells[c].value();
            if (const auto* text = std::get_if<std::string>(&value)) table += csv_field(*text);
            if (const auto* number = std::get_if<double>(&value); number && std::isfinite(*number))
                table += plain(*number == 0 ? 0 : *number);
            if (const auto* day = std::get_if<Day>(&value)) table += format_date(*day);
        }
        table += '\n';
    }
    return table;
}

}  // namespace jarip::report
