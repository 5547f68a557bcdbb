// Eora26: matrices without labels (T between industries, FD final demand), and the labels in files of their own.
#include <algorithm>

#include "jarip/core/ascii.hpp"
#include "jarip/importing/layouts.hpp"

namespace jarip::importing {

namespace {

Publisher eora_publisher() {
    return {"Eora26 multi-region input-output table", "Eora", "https://worldmrio.com/eora26/",
            "USD", 3};
}

// Eora26_2015_bp_T.txt and the like; labels_T.txt ends as they do.
std::optional<std::string> eora_file(const Files& files, std::string_view end) {
    for (const auto& path : files.all()) {
        const auto name = ascii_lower(path.substr(path.find_last_of('/') + 1));
        if (name.starts_with("eora26") && name.ends_with(end)) return path;
    }
    return std::nullopt;
}

std::vector<std::vector<std::string_view>> eora_labels(const MappedFile& file) {
    constexpr std::size_t kColumns = 4;  // country, code, what it is, name
    auto labels = row_labels(file.text(), '\t', 0, kColumns);
    for (const auto& row : labels)
        if (row.size() < kColumns) refuse_header(file.name(), "country, code, entity, sector");
    return labels;
}

void read_eora(const Files& files, const Reading& reading, Economy& economy) {
    const auto flows = files.open(eora_file(files, "_t.txt"), "Eora26_YEAR_bp_T.txt");
    const auto demand = files.open(eora_file(files, "_fd.txt"), "Eora26_YEAR_bp_FD.txt");
    const auto labels_file = files.open(files.holding("labels_t.txt"), "labels_T.txt");
    const auto labels = eora_labels(labels_file);
    const auto demand_labels_file = files.open(files.holding("labels_fd.txt"), "labels_FD.txt");
    const auto demands = eora_labels(demand_labels_file).size();
    std::vector<Line> lines;
    std::string_view region;
    int number = 0;
    for (const auto& label : labels) {
        number = label[1] == region ? number + 1 : 1;
        region = label[1];
        lines.push_back({Use::node, static_cast<std::uint32_t>(economy.nodes.size())});
        const auto digits = std::to_string(number);
        economy.nodes.push_back({.id = as_id(region) + (number < 10 ? "_0" : "_") + digits,
                                 .sector = as_id(label[3]),
                                 .region = std::string{region},
                                 .name = std::string{label[0]} + ' ' + std::string{label[3]},
                                 .final_demand = 0,
                                 .sold = 0,
                                 .stated_output = {}});
    }
    read_matrix({.file = flows.name(),
                 .text = flows.text(),
                 .separator = '\t',
                 .header_rows = 0,
                 .label_columns = 0,
                 .columns = lines,
                 .rows = lines},
                reading, economy);
    read_matrix({.file = demand.name(),
                 .text = demand.text(),
                 .separator = '\t',
                 .header_rows = 0,
                 .label_columns = 0,
                 .columns = std::vector<Line>(demands, {Use::final_demand, 0}),
                 .rows = lines},
                reading, economy);
}

}  // namespace

LayoutRow eora26_layout() { return {"eora26", eora_publisher, read_eora}; }

}  // namespace jarip::importing
