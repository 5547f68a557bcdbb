// Office Open XML workbooks (ECMA-376 part 1, 18): shared and inline strings, numbers, dates by the format of
// their cell, the calendar that begins in 1904.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <system_error>

#include "jarip/trade/reading/document.hpp"
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

bool read_strings(const Part& part, Book& book) {
    XmlPlace place;
    XmlEvents events;
    bool in_text = false;
    bool in_reading = false;  // how the characters are pronounced
    events.start = [&](std::string_view element, const XmlEvents::Attributes&) {
        if (element == "si") book.strings.emplace_back();
        if (element == "rPh") in_reading = true;
        in_text = element == "t" && !in_reading;
    };
    events.end = [&](std::string_view element) {
        if (element == "rPh") in_reading = false;
        in_text = false;
    };
    events.text = [&](std::string_view piece) {
        if (in_text && !book.strings.empty()) book.strings.back() += piece;
    };
    return parse_xml(part.bytes, events, place);
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
    explicit SheetReader(const Book& book) : book_{book} {}

    bool read(const Part& part, Records& rows) {
        XmlPlace place;
        XmlEvents events;
        events.start = [&](std::string_view element, const XmlEvents::Attributes& attribute) {
            start(element, attribute, rows);
        };
        events.end = [&](std::string_view element) { end(element, rows); };
        events.text = [&](std::string_view piece) {
            if (in_value_) value_ += piece;
        };
        return parse_xml(part.bytes, events, place);
    }

private:
    void start(std::string_view element, const XmlEvents::Attributes& attribute, Records& rows) {
        if (element == "row") {
            row_ = number<std::uint32_t>(attribute("r")).value_or(row_ + 1);
            column_ = 0;
            rows.begin_row(row_);
            in_row_ = true;
        } else if (element == "c") {
            column_ = column_of(attribute("r")).value_or(column_);
            type_ = attribute("t");
            style_ = number<std::size_t>(attribute("s")).value_or(0);
            value_.clear();
        }
        in_value_ = element == "v" || element == "t";
    }

    void end(std::string_view element, Records& rows) {
        in_value_ = false;
        if (element == "row") in_row_ = false;
        if (element != "c" || !in_row_) return;
        if (const auto text = cell_text(); !text.empty())
            rows.add(column_, text, row_, column_ + 1);
        ++column_;
    }

    [[nodiscard]] std::string cell_text() const {
        if (type_ == "s") {
            const auto index = number<std::size_t>(value_);
            return index && *index < book_.strings.size() ? book_.strings[*index] : "";
        }
        if (!type_.empty() && type_ != "n") return value_;
        const auto shows = style_ < book_.styles.size() ? book_.styles[style_] : Shows::number;
        const auto serial = number<double>(value_);
        if (shows != Shows::number && serial)
            if (auto date = date_text(*serial, shows, book_.begins_in_1904)) return *date;
        return number_text(value_);
    }

    const Book& book_;
    std::uint32_t row_ = 0;
    std::size_t column_ = 0;
    bool in_row_ = false;
    bool in_value_ = false;
    std::string type_;
    std::size_t style_ = 0;
    std::string value_;
};

}  // namespace

std::vector<Sheet> workbook_sheets(std::string_view file, const std::vector<Part>& parts,
                                   Diagnostics& diagnostics) {
    std::vector<Sheet> sheets;
    const auto fail = [&](std::string_view part) {
        diagnostics.error("E0132", {std::string{file} + '/' + std::string{part}});
    };
    Book book;
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
    for (const auto& [name, relation] : book.sheets) {
        const auto target = book.targets.find(relation);
        const Part* const part =
            target == book.targets.end() ? nullptr : find(parts, target->second);
        if (part == nullptr) continue;
        Sheet sheet{name, Records{room}};
        if (!SheetReader{book}.read(*part, sheet.rows)) {
            fail(target->second);
            continue;
        }
        // Several sheets may name one part, which is small.
        room -= std::min(room, sheet.rows.bytes());
        sheets.push_back(std::move(sheet));
        if (sheets.back().rows.is_cut()) break;
    }
    return sheets;
}

}  // namespace jarip::trade
