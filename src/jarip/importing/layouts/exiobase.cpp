// EXIOBASE 3 as pymrio writes it: a folder of tab-separated matrices with lines of region and sector above and columns of them
// beside.
#include <algorithm>
#include <cstdio>
#include <map>

#include "jarip/core/ascii.hpp"
#include "jarip/importing/layouts.hpp"
#include "jarip/importing/numbers.hpp"

namespace jarip::importing {

namespace {

// What EXIOBASE calls the rest of each continent; WF would be Wallis and Futuna.
const std::map<std::string, std::string, std::less<>> kExiobaseRests{
    {"WA", "Rest of Asia and Pacific"}, {"WL", "Rest of America"},     {"WE", "Rest of Europe"},
    {"WF", "Rest of Africa"},           {"WM", "Rest of Middle East"},
};

Publisher exiobase_publisher() {
    return {"EXIOBASE 3", "EXIOBASE Consortium", "https://doi.org/10.5281/zenodo.3583070", "EUR",
            6};
}

// The file of exactly that name, of several the one that is least deep.
std::optional<std::string> pymrio_file(const Files& files, std::string_view name) {
    std::optional<std::string> found;
    for (const auto& path : files.all())
        if (path.substr(path.find_last_of('/') + 1) == name &&
            (!found || path.size() < found->size()))
            found = path;
    return found;
}

using PymrioLabel = std::pair<std::string, std::string>;  // region, sector

// The lines above a matrix: regions, sectors, and where pandas wrote them the names of the two columns beside.
struct PymrioHeader {
    std::vector<PymrioLabel> columns;
    std::size_t lines = 2;
};
PymrioHeader pymrio_header(const MappedFile& file, std::string_view second) {
    const auto lines = first_lines(file.text(), 3);
    if (lines.size() < 3) refuse_header(file.name(), "region, " + std::string{second});
    const auto regions = fields_of(lines[0], '\t');
    const auto sectors = fields_of(lines[1], '\t');
    if (ascii_lower(regions.front()) != "region" || ascii_lower(sectors.front()) != second ||
        regions.size() != sectors.size() || regions.size() < 3)
        refuse_header(file.name(), "region, " + std::string{second});
    PymrioHeader header;
    for (std::size_t i = 2; i < regions.size(); ++i)
        header.columns.emplace_back(regions[i], sectors[i]);
    const auto third = fields_of(lines[2], '\t', 3);
    if (ascii_lower(third.front()) == "region") header.lines = 3;
    return header;
}

std::vector<PymrioLabel> pymrio_rows(const MappedFile& file, std::size_t header_lines) {
    std::vector<PymrioLabel> rows;
    for (const auto& labels : row_labels(file.text(), '\t', header_lines, 2))
        rows.emplace_back(labels.front(), labels.back());
    return rows;
}

void require_same(const std::vector<PymrioLabel>& rows, const std::vector<PymrioLabel>& nodes,
                  const std::string& file) {
    for (std::size_t i = 0; i < std::max(rows.size(), nodes.size()); ++i)
        if (i >= rows.size() || i >= nodes.size() || rows[i] != nodes[i]) {
            const auto& of = i < rows.size() ? rows[i] : nodes[i];
            throw Error{"E0384", file, {{"label", printable(of.first + ' ' + of.second)}}};
        }
}

// Sectors have long names with commas in them: ids are region and number, AT_001.
void add_exiobase_nodes(const std::vector<PymrioLabel>& labels, Economy& economy) {
    std::map<std::string, int> count;
    for (const auto& [region, sector] : labels) {
        char number[16];
        std::snprintf(number, sizeof number, "_%03d", ++count[region]);
        const auto rest = kExiobaseRests.find(region);
        economy.nodes.push_back({.id = as_id(region) + number,
                                 .sector = as_id(sector),
                                 .region = rest == kExiobaseRests.end() ? region : rest->second,
                                 .name = region + ' ' + sector,
                                 .final_demand = 0,
                                 .sold = 0,
                                 .stated_output = {}});
    }
}

std::vector<Line> node_lines(std::size_t count) {
    std::vector<Line> lines;
    for (std::uint32_t n = 0; n < count; ++n) lines.push_back({Use::node, n});
    return lines;
}

// x.txt: region, sector and output, with a line of names.
std::vector<double> exiobase_output(const Files& files, const std::vector<PymrioLabel>& nodes) {
    const auto file = files.open(pymrio_file(files, "x.txt"), "Z.txt, or A.txt and x.txt");
    std::vector<PymrioLabel> rows;
    std::vector<double> output;
    for (const auto& fields : row_labels(file.text(), '\t', 1, 3)) {
        const auto value = fields.size() < 3 ? std::nullopt : cell_number(fields[2]);
        if (!value) refuse_header(file.name(), "region, sector, indout");
        rows.emplace_back(fields[0], fields[1]);
        output.push_back(*value);
    }
    require_same(rows, nodes, file.name());
    return output;
}

void read_exiobase(const Files& files, const Reading& reading, Economy& economy) {
    auto path = pymrio_file(files, "Z.txt");
    const bool coefficients = !path;
    if (coefficients) path = pymrio_file(files, "A.txt");
    const auto flows = files.open(path, "Z.txt, or A.txt and x.txt");
    const auto demand = files.open(pymrio_file(files, "Y.txt"), "Y.txt");
    const auto header = pymrio_header(flows, "sector");
    require_same(pymrio_rows(flows, header.lines), header.columns, flows.name());
    add_exiobase_nodes(header.columns, economy);
    Matrix matrix{.file = flows.name(),
                  .text = flows.text(),
                  .separator = '\t',
                  .header_rows = header.lines,
                  .label_columns = 2,
                  .columns = node_lines(economy.nodes.size()),
                  .rows = node_lines(economy.nodes.size())};
    if (coefficients) matrix.scale = exiobase_output(files, header.columns);
    read_matrix(matrix, reading, economy);
    const auto of_demand = pymrio_header(demand, "category");
    require_same(pymrio_rows(demand, of_demand.lines), header.columns, demand.name());
    read_matrix({.file = demand.name(),
                 .text = demand.text(),
                 .separator = '\t',
                 .header_rows = of_demand.lines,
                 .label_columns = 2,
                 .columns = std::vector<Line>(of_demand.columns.size(), {Use::final_demand, 0}),
                 .rows = node_lines(economy.nodes.size())},
                reading, economy);
}

}  // namespace

LayoutRow exiobase_layout() { return {"exiobase", exiobase_publisher, read_exiobase}; }

}  // namespace jarip::importing
