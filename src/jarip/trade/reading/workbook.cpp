// Office Open XML workbooks (ECMA-376 part 1, 18): shared and inline strings, numbers, dates by the format of
// their cell, the calendar that begins in 1904.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <system_error>

#include "jarip/trade/reading/document.hpp"
#include "jarip/trade/reading/plain_xml.hpp"
#include "jarip/trade/reading/xml.hpp"

namespace jarip::trade {
namespace {

// How a number format shows a date.
enum class Shows : std::uint8_t { number, day, month, year };

struct Book {
    std::vector<std::pair<std::string, std::string>> sheets;  // name, id of the relation
    std::map<std::string, std::string> targets;               // by id of the relation
    std::vector<std::string> strings;
    std::vector<Shows> styles;
    bool begins_in_1904 = false;
};

const Part* find(const std::vector<Part>& parts, std::string_view name) {
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [&](const Part& part) { return part.name == name; });
    return found == parts.end() ? nullptr : &*found;
}

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Shows shown_by(std::string_view format) {
    bool year = false, month = false, day = false, quoted = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '"') quoted = !quoted;
        if (c == '\\') ++i;
        // Colours and conditions stand in brackets.
        if (c == '[' && !quoted) i = std::min(format.find(']', i), format.size() - 1);
        if (quoted || c == '\\' || c == '[') continue;
        year = year || c == 'y' || c == 'Y';
        month = month || c == 'm' || c == 'M';
        day = day || c == 'd' || c == 'D';
    }
    if (day && month) return Shows::day;
    if (year && month) return Shows::month;
    return year ? Shows::year : Shows::number;
}

Shows shown_by_builtin(unsigned id) {
    constexpr unsigned kMonth = 17;  // mmm-yy
    if (id == kMonth || id == 55 || id == 56) return Shows::month;
    const bool day = (id >= 14 && id <= 16) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                     (id >= 50 && id <= 54) || id == 57 || id == 58;
    return day ? Shows::day : Shows::number;
}

// The date of a serial number as its format shows it. The calendar of 1900 counts a 29th of February
// that there was not.
std::optional<std::string> date_text(double serial, Shows shows, bool begins_in_1904) {
    constexpr double kLast = 2'958'466;  // the year 10000
    constexpr double kAfterLeap = 60;
    if (!(serial >= 0 && serial < kLast)) return std::nullopt;
    using std::chrono::days;
    const Day start = begins_in_1904         ? Day{std::chrono::year{1904} / 1 / 1}
                      : serial >= kAfterLeap ? Day{std::chrono::year{1899} / 12 / 30}
                                             : Day{std::chrono::year{1899} / 12 / 31};
    const auto text = format_date(start + days{static_cast<int>(serial)});
    return text.substr(0, shows == Shows::day ? 10 : shows == Shows::month ? 7 : 4);
}

// "BC12" is column 54, from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z';
         ++letters)
        if (letters < 4)
            column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
    if (letters == 0 || letters > 3) return std::nullopt;
    return column - 1;
}

bool read_book(const Part& part, Book& book) {
    XmlPlace place;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlEvents::Attributes& attribute) {
        if (element == "sheet") book.sheets.emplace_back(attribute("name"), attribute("id"));
        if (element == "workbookPr")
            book.begins_in_1904 = attribute("date1904") == "1" || attribute("date1904") == "true";
    };
    return parse_xml(part.bytes, events, place);
}

bool read_relations(const Part& part, Book& book) {
    XmlPlace place;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlEvents::Attributes& attribute) {
        if (element != "Relationship") return;
        auto target = std::string{attribute("Target")};
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        book.targets.emplace(attribute("Id"), std::move(target));
    };
    return parse_xml(part.bytes, events, place);
}

// Texts of cells. How characters are pronounced is not part of them.
class StringsReader {
public:
    explicit StringsReader(std::vector<std::string>& strings) : strings_{strings} {}

    template <class Attributes>
    void start(std::string_view element, const Attributes&) {
        if (element == "si") strings_.emplace_back();
        if (element == "rPh") in_reading_ = true;
        in_text_ = element == "t" && !in_reading_;
    }
    void end(std::string_view element) {
        if (element == "rPh") in_reading_ = false;
        in_text_ = false;
    }
    void text(std::string_view piece) {
        if (in_text_ && !strings_.empty()) strings_.back() += piece;
    }

private:
    std::vector<std::string>& strings_;
    bool in_text_ = false;
    bool in_reading_ = false;
};

// By the parser for all of XML.
template <class Handler>
bool parse_all(std::string_view document, Handler& handler) {
    XmlPlace place;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlEvents::Attributes& attributes) {
        handler.start(element, attributes);
    };
    events.end = [&](std::string_view element) { handler.end(element); };
    events.text = [&](std::string_view piece) { handler.text(piece); };
    return parse_xml(document, events, place);
}

bool read_strings(const Part& part, Book& book) {
    StringsReader plain{book.strings};
    if (scan_plain_xml(part.bytes, plain)) return true;
    book.strings.clear();
    StringsReader any{book.strings};
    return parse_all(part.bytes, any);
}

bool read_styles(const Part& part, Book& book) {
    XmlPlace place;
    XmlEvents events;
    std::map<unsigned, Shows> formats;
    bool in_cells = false;
    events.start = [&](std::string_view element, const XmlEvents::Attributes& attribute) {
        const auto id = number<unsigned>(attribute("numFmtId")).value_or(0);
        if (element == "numFmt") formats[id] = shown_by(attribute("formatCode"));
        if (element == "cellXfs") in_cells = true;
        if (element != "xf" || !in_cells) return;
        const auto custom = formats.find(id);
        book.styles.push_back(custom != formats.end() ? custom->second : shown_by_builtin(id));
    };
    events.end = [&](std::string_view element) {
        if (element == "cellXfs") in_cells = false;
    };
    return parse_xml(part.bytes, events, place);
}

// Codes may stand in cells as numbers: 8.4715E5 is 847150.
std::string number_text(std::string_view text) {
    constexpr double kLargest = 9e15;
    if (text.find_first_of("eE") == std::string_view::npos) return std::string{text};
    const auto value = number<double>(text);
    if (!value || std::abs(*value) > kLargest || *value != std::floor(*value))
        return std::string{text};
    return std::to_string(static_cast<std::int64_t>(*value));
}

class SheetReader {
public:
    SheetReader(const Book& book, Records& rows) : book_{book}, rows_{rows} {}

    template <class Attributes>
    void start(std::string_view element, const Attributes& attribute) {
        if (element == "c") {
            column_ = column_of(attribute("r")).value_or(column_);
            type_ = kind_of(attribute("t"));
            style_ = number<std::size_t>(attribute("s")).value_or(0);
            value_.clear();
            formula_.clear();
            has_result_ = false;
        } else if (element == "row") {
            row_ = number<std::uint32_t>(attribute("r")).value_or(row_ + 1);
            column_ = 0;
            rows_.begin_row(row_);
            in_row_ = true;
        }
        in_value_ = element == "v" || element == "t";
        has_result_ = has_result_ || element == "v";
        in_formula_ = element == "f";
        if (in_formula_) formula_ = "=";
    }
    void end(std::string_view element) {
        in_value_ = in_formula_ = false;
        if (element == "row") in_row_ = false;
        if (element != "c" || !in_row_) return;
        // A formula that no spreadsheet has computed yet is not empty: it stands there as it is written, and no number.
        if (!formula_.empty() && !has_result_)
            add(formula_, false);
        else
            add_cell(value_, false);
        ++column_;
    }
    void text(std::string_view piece) {
        if (in_value_) value_ += piece;
        if (in_formula_) formula_ += piece;
    }

    // Most cells are written so: <c r="B2" s="1" t="s"><v>12</v></c>, or <c r="B2" t="inlineStr"><is><t>text</t></is></c>,
    // or empty: <c r="B2" s="1"/>
    bool take_whole(const char*& at, const char* end) {
        constexpr std::string_view kCell = "<c ", kValue = "<v>", kEnd = "</v></c>",
                                   kInline = "<is><t>", kInlineEnd = "</t></is></c>";
        constexpr std::ptrdiff_t kLongest = 300;
        if (!in_row_ || end - at < kLongest || !std::string_view{at, 3}.starts_with(kCell))
            return false;
        const char* const limit = at + kLongest - static_cast<std::ptrdiff_t>(kInlineEnd.size());
        const char* now = at + kCell.size();
        std::string_view place, style, type;
        for (;; ++now) {
            auto* const said = *now == 'r'   ? &place
                               : *now == 's' ? &style
                               : *now == 't' ? &type
                                             : nullptr;
            if (said == nullptr || !said->empty() || now[1] != '=' || now[2] != '"') return false;
            const char* const begin = now += 3;
            while (now < limit && is_alphanumeric(*now)) ++now;
            if (now >= limit || *now != '"' || now == begin) return false;
            *said = {begin, static_cast<std::size_t>(now - begin)};
            ++now;
            if (*now == '>') break;
            if (*now == '/' && now[1] == '>') {
                column_ = column_of(place).value_or(column_) + 1;
                at = now + 2;
                return true;
            }
            if (*now != ' ') return false;
        }
        ++now;
        const auto kind = kind_of(type);
        const bool is_inline = type == "inlineStr";
        const auto opens = is_inline ? kInline : kValue;
        const auto closes = is_inline ? kInlineEnd : kEnd;
        if (std::string_view{now, opens.size()} != opens) return false;
        const char* const begin = now += opens.size();
        if (kind == Kind::text)
            while (now < limit && is_plain_here(*now)) ++now;
        else
            while (now < limit && is_of_number(*now)) ++now;
        if (now >= limit || std::string_view{now, closes.size()} != closes) return false;
        column_ = column_of(place).value_or(column_);
        type_ = kind;
        style_ = style.empty() ? 0 : number<std::size_t>(style).value_or(0);
        add_cell({begin, static_cast<std::size_t>(now - begin)}, true);
        ++column_;
        at = now + closes.size();
        return true;
    }

private:
    static bool is_digit_here(char c) { return c >= '0' && c <= '9'; }
    static bool is_alphanumeric(char c) {
        return is_digit_here(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    static bool is_of_number(char c) {
        return is_digit_here(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
    // What stands for itself in a text.
    static bool is_plain_here(char c) { return c != '<' && c != '&' && c != '\r' && c != ']'; }
    enum class Kind : std::uint8_t { number, shared, text };
    static Kind kind_of(std::string_view type) {
        if (type == "s") return Kind::shared;
        return type.empty() || type == "n" ? Kind::number : Kind::text;
    }
    void add(std::string_view text, bool stays) {
        if (text.empty()) return;
        if (stays)
            rows_.add_kept(column_, text);
        else
            rows_.add(column_, text);
    }
    // A value stays where it lies in the sheet's bytes, which the rows keep.
    void add_cell(std::string_view value, bool stays) {
        if (type_ == Kind::shared) {
            const auto index = number<std::size_t>(value);
            if (index && *index < book_.strings.size()) add(book_.strings[*index], true);
            return;
        }
        if (type_ == Kind::text) return add(value, stays);
        const auto shows = style_ < book_.styles.size() ? book_.styles[style_] : Shows::number;
        if (shows != Shows::number)
            if (const auto serial = number<double>(value))
                if (const auto date = date_text(*serial, shows, book_.begins_in_1904))
                    return add(*date, false);
        if (value.find_first_of("eE") == std::string_view::npos) return add(value, stays);
        add(number_text(value), false);
    }

    const Book& book_;
    Records& rows_;
    std::uint32_t row_ = 0;
    std::size_t column_ = 0;
    bool in_row_ = false;
    bool in_value_ = false;
    Kind type_ = Kind::number;
    std::size_t style_ = 0;
    std::string value_;
    std::string formula_;      // with "=" before; empty where the cell has none
    bool has_result_ = false;  // of a formula
    bool in_formula_ = false;
};

using SharedBytes = std::shared_ptr<const std::string>;

std::optional<Records> sheet_rows(const SharedBytes& bytes, const std::shared_ptr<const Book>& book,
                                  std::size_t room) {
    constexpr std::size_t kCellBytes = 28;  // what a cell takes in a sheet, about
    constexpr std::size_t kMostReserved = 8'000'000;
    const auto empty = [&] {
        Records rows{room};
        rows.keep(bytes);
        rows.keep(book);
        return rows;
    };
    auto rows = empty();
    rows.reserve(std::min(bytes->size() / kCellBytes, kMostReserved));
    SheetReader plain{*book, rows};
    if (scan_plain_xml(*bytes, plain)) return rows;
    auto again = empty();
    SheetReader any{*book, again};
    if (!parse_all(*bytes, any)) return std::nullopt;
    return again;
}

}  // namespace

std::vector<Sheet> workbook_sheets(std::string_view file, std::vector<Part> parts,
                                   Diagnostics& diagnostics) {
    std::vector<Sheet> sheets;
    const auto fail = [&](std::string_view part) {
        diagnostics.error("E0132", {std::string{file} + '/' + std::string{part}});
    };
    const auto shared_book = std::make_shared<Book>();
    Book& book = *shared_book;
    using Read = bool (*)(const Part&, Book&);
    const std::array<std::pair<std::string_view, Read>, 4> kParts{
        {{"xl/workbook.xml", read_book},
         {"xl/_rels/workbook.xml.rels", read_relations},
         {"xl/sharedStrings.xml", read_strings},
         {"xl/styles.xml", read_styles}}};
    for (const auto& [name, read] : kParts) {
        const Part* const part = find(parts, name);
        if (part != nullptr && !read(*part, book)) {
            fail(name);
            return sheets;
        }
    }
    std::size_t room = Records::kMostBytes;
    std::map<std::string, SharedBytes> bytes_of;  // several sheets may name one part
    for (auto& part : parts)
        bytes_of.emplace(std::move(part.name),
                         std::make_shared<const std::string>(std::move(part.bytes)));
    for (const auto& [name, relation] : book.sheets) {
        const auto target = book.targets.find(relation);
        if (target == book.targets.end()) continue;
        const auto bytes = bytes_of.find(target->second);
        if (bytes == bytes_of.end()) continue;
        auto rows = sheet_rows(bytes->second, shared_book, room);
        if (!rows) {
            fail(target->second);
            continue;
        }
        // Several sheets may name one part, which is small.
        room -= std::min(room, rows->bytes());
        sheets.push_back({name, std::move(*rows)});
        if (sheets.back().rows.is_cut()) break;
    }
    return sheets;
}

}  // namespace jarip::trade
