// World Input-Output Database: the table of R or Stata as CSV (release 2016), or the workbook with four lines of headings,
// as .xlsx (release 2013) or saved as CSV.
#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "jarip/core/ascii.hpp"
#include "jarip/importing/layouts.hpp"
#include "jarip/trade.hpp"

namespace jarip::importing {

namespace {

using WiodKey = std::pair<std::string, int>;  // region and number of the industry

// "AUS1" and "vAUS1" are Australia's first; nullopt for other names.
std::optional<WiodKey> wiod_column(std::string_view name) {
    if (name.size() > 1 && name.front() == 'v') name.remove_prefix(1);
    const auto digits = std::ranges::find_if(
        name, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    const auto letters = static_cast<std::size_t>(digits - name.begin());
    if (letters != 3 || letters == name.size()) return std::nullopt;
    const auto number = parse_number(name.substr(letters));
    if (!number) return std::nullopt;
    return WiodKey{ascii_lower(name.substr(0, letters)), static_cast<int>(*number)};
}

Publisher wiod_publisher() {
    return {"World Input-Output Table", "World Input-Output Database",
            "https://www.rug.nl/ggdc/valuechain/wiod/", "USD", 6};
}

std::string wiod_region(std::string_view region) {
    return region == "ROM" ? "ROU" : std::string{region};  // as releases before 2016 wrote it
}

struct WiodRow {
    std::string_view code, name, region;
    int number = 0;
};

// Rows are nodes where there is a column of the same region and number.
void add_wiod(const std::vector<WiodRow>& rows, const std::vector<std::optional<WiodKey>>& columns,
              Matrix& matrix, const Reading& reading, Economy& economy) {
    std::map<WiodKey, std::uint32_t> node_of;
    for (const auto& row : rows) {
        const WiodKey key{ascii_lower(row.region), row.number};
        const bool is_node = std::ranges::find(columns, std::optional{key}) != columns.end() &&
                             key.first != "tot" && !row.region.empty();
        matrix.rows.push_back(
            {is_node ? Use::node : Use::skip, static_cast<std::uint32_t>(economy.nodes.size())});
        if (!is_node) continue;
        if (!node_of.emplace(key, economy.nodes.size()).second)
            throw Error{"E0384",
                        matrix.file,
                        {{"label", printable(row.region) + std::to_string(row.number)}}};
        const auto region = wiod_region(row.region);
        const auto code = row.code.empty() ? "c" + std::to_string(row.number) : as_id(row.code);
        economy.nodes.push_back({.id = as_id(region) + '_' + code,
                                 .sector = code,
                                 .region = region,
                                 .name = std::string{row.name},
                                 .final_demand = 0,
                                 .sold = 0,
                                 .stated_output = {}});
    }
    if (node_of.empty()) refuse_header(matrix.file, "AUS1, AUS2, … TOT");
    for (const auto& column : columns) {
        const auto node = column ? node_of.find(*column) : node_of.end();
        if (node != node_of.end())
            matrix.columns.push_back({Use::node, node->second});
        else
            matrix.columns.push_back(
                {column && column->first != "tot" ? Use::final_demand : Use::output, 0});
    }
    read_matrix(matrix, reading, economy);
}

// Columns IndustryCode, IndustryDescription, Country, RNr, Year, AUS1 … TOT.
void read_wiod_frame(const std::string& file, std::string_view text,
                     const std::vector<std::string_view>& header, const Reading& reading,
                     Economy& economy) {
    const auto place = [&](std::string_view name) {
        const auto found =
            std::ranges::find(header, name, [](auto each) { return ascii_lower(each); });
        if (found == header.end()) refuse_header(file, name);
        return static_cast<std::size_t>(found - header.begin());
    };
    const auto code = place("industrycode");
    const auto country = place("country");
    const auto number = place("rnr");
    const auto name = std::ranges::find(header, std::string{"industrydescription"},
                                        [](auto each) { return ascii_lower(each); });
    const auto name_at =
        name == header.end() ? code : static_cast<std::size_t>(name - header.begin());
    const auto first =
        std::ranges::find_if(header, [](auto each) { return wiod_column(each).has_value(); });
    Matrix matrix{.file = file,
                  .text = text,
                  .label_columns = static_cast<std::size_t>(first - header.begin())};
    if (first == header.end() || std::max({code, country, number, name_at}) >= matrix.label_columns)
        refuse_header(file, "AUS1, AUS2, … TOT");
    std::vector<std::optional<WiodKey>> columns;
    for (auto each = first; each != header.end(); ++each) columns.push_back(wiod_column(*each));
    const auto labels = row_labels(text, ',', 1, matrix.label_columns);
    std::vector<WiodRow> rows;
    for (const auto& row : labels) {
        if (row.size() < matrix.label_columns) refuse_header(file, "RNr");
        rows.push_back({row[code], row[name_at], row[country],
                        static_cast<int>(parse_number(row[number]).value_or(0))});
    }
    add_wiod(rows, columns, matrix, reading, economy);
}

// "c1" and "r1" are the first.
int wiod_number(std::string_view label) {
    if (label.size() < 2 || (label.front() != 'c' && label.front() != 'r')) return 0;
    return static_cast<int>(parse_number(label.substr(1)).value_or(0));
}

// Four lines of headings (code, name, region, c1 …) over four columns of the same.
void read_wiod_sheet(const std::string& file, std::string_view text, const Reading& reading,
                     Economy& economy) {
    constexpr std::size_t kHeadings = 12;
    const auto lines = first_lines(text, kHeadings);
    for (std::size_t i = 3; i < lines.size(); ++i) {
        const auto numbers = fields_of(lines[i], ',');
        if (numbers.size() < 6 || numbers[4] != "c1") continue;
        const auto regions = fields_of(lines[i - 1], ',');
        Matrix matrix{.file = file, .text = text, .header_rows = i + 1, .label_columns = 4};
        std::vector<std::optional<WiodKey>> columns;
        for (std::size_t c = 4; c < numbers.size(); ++c)
            columns.push_back(
                c < regions.size() && !regions[c].empty() && wiod_number(numbers[c]) > 0
                    ? std::optional{WiodKey{ascii_lower(regions[c]), wiod_number(numbers[c])}}
                    : std::nullopt);
        std::vector<WiodRow> rows;
        const auto labels = row_labels(text, ',', i + 1, 4);
        for (const auto& row : labels)
            rows.push_back(row.size() < 4 ? WiodRow{}
                                          : WiodRow{row[0], row[1], row[2], wiod_number(row[3])});
        return add_wiod(rows, columns, matrix, reading, economy);
    }
    refuse_header(file, "IndustryCode, Country, RNr, AUS1 … TOT");
}

void read_wiod(const Files& files, const Reading& reading, Economy& economy) {
    auto path = files.ending(".csv");
    if (!path) path = files.ending(".xlsx");
    if (const auto binary = files.ending(".xlsb"); binary && !path) throw Error{"E0391", *binary};
    const auto file = files.open(path, "WIOT….csv, WIOT….xlsx");
    std::string sheet;
    std::string_view text = file.text();
    if (text.starts_with("PK")) {
        sheet = trade::workbook_as_csv(read_file(*path));
        text = sheet;
    }
    const auto header = first_lines(text, 1);
    if (header.empty()) refuse_header(file.name(), "IndustryCode");
    const auto columns = fields_of(header.front(), ',');
    const bool frame =
        std::ranges::any_of(columns, [](auto each) { return ascii_lower(each) == "industrycode"; });
    if (frame &&
        std::ranges::any_of(columns, [](auto each) { return wiod_column(each).has_value(); }))
        return read_wiod_frame(file.name(), text, columns, reading, economy);
    read_wiod_sheet(file.name(), text, reading, economy);
}

}  // namespace

LayoutRow wiod_layout() { return {"wiod", wiod_publisher, read_wiod}; }

}  // namespace jarip::importing
