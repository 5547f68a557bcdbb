#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/part_tree.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

void check_types(const Survey& survey, Findings& findings) {
    for (const auto* device : survey.unknown_devices)
        findings.add({"B01",
                      CheckSeverity::error,
                      *device,
                      std::nullopt,
                      std::nullopt,
                      "1",
                      {{"type", device->type_slug}}});
}

// How many of each part the rack holds, without scrap and yield, against how many devices stand in it.
void check_quantities(const Survey& survey, const PartTree& tree, Findings& findings) {
    const auto held = part_needs(tree, survey.design.parts).built_in;
    std::map<std::string, double> listed;
    for (std::size_t node = 1; node < tree.names.size(); ++node)
        listed[tree.names[node]] = held[node];

    struct Standing {
        double count = 0;
        const Location* first = nullptr;
    };
    std::map<std::string, Standing> standing;
    for (const auto& device : survey.design.devices) {
        const auto& part = !device.part.empty() || !device.type
                               ? device.part
                               : survey.design.types[*device.type].part;
        if (part.empty()) continue;
        auto& entry = standing[part];
        entry.count += device.count;
        if (!entry.first) entry.first = &device.where;
    }
    for (const auto& [part, entry] : standing) {
        const auto found = listed.find(part);
        const double quantity = found == listed.end() ? 0 : found->second;
        if (exceeds(std::max(entry.count, quantity), std::min(entry.count, quantity)))
            findings.add({"B03",
                          CheckSeverity::error,
                          {part, *entry.first},
                          entry.count,
                          quantity,
                          "1",
                          {},
                          {},
                          Sense::equal});
    }
}

// Where some parts say origin, cost or lead time, the others without parts of their own should.
void check_figures(const Survey& survey, const PartTree& tree, Findings& findings) {
    const auto& lines = survey.design.parts;
    constexpr std::size_t kCost = 1;
    const auto says = [](const PartLine& line, std::size_t what) {
        return what == 0       ? !line.origin.empty()
               : what == kCost ? line.cost.given
                               : line.lead_weeks.given;
    };
    std::array<bool, 3> any{};
    for (const auto& line : lines)
        for (std::size_t what = 0; what < any.size(); ++what)
            any[what] = any[what] || says(line, what);
    // Paid with what it goes into: its own cost need not be said.
    std::vector<bool> is_paid(tree.names.size(), true);
    is_paid[0] = false;
    for (const auto node : tree.order)
        for (const auto line : tree.below[node])
            is_paid[tree.child[line]] =
                is_paid[tree.child[line]] &&
                (is_paid[node] || (node != 0 && lines[tree.first_line[node]].cost.given));
    double silent = 0;
    double leaves = 0;
    std::string example;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!tree.below[tree.child[i]].empty()) continue;
        ++leaves;
        bool missing = false;
        for (std::size_t what = 0; what < any.size(); ++what)
            missing = missing || (any[what] && !says(lines[i], what) &&
                                  !(what == kCost && is_paid[tree.child[i]]));
        if (!missing) continue;
        if (silent == 0) example = lines[i].item;
        ++silent;
    }
    if (silent > 0)
        findings.add({"B04",
                      CheckSeverity::warning,
                      survey.design.id,
                      leaves - silent,
                      leaves,
                      "1",
                      {{"count", number_text(silent)}, {"example", example}},
                      {},
                      Sense::at_least});
}

void check_duplicates(const Survey& survey, Findings& findings) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& line : survey.design.parts)
        if (!seen.emplace(line.parent, line.item).second)
            findings.add({"B05",
                          CheckSeverity::warning,
                          line,
                          std::nullopt,
                          std::nullopt,
                          "1",
                          {{"parent", line.parent.empty() ? survey.design.id : line.parent}}});
}

}  // namespace

void check_bill(const Survey& survey, Findings& findings) {
    check_types(survey, findings);
    const auto& lines = survey.design.parts;
    if (lines.empty()) return;
    const auto tree = part_tree(survey.design.id, lines);
    for (const auto line : tree.orphans)
        findings.add({"B01",
                      CheckSeverity::error,
                      lines[line],
                      std::nullopt,
                      std::nullopt,
                      "1",
                      {{"parent", lines[line].parent}},
                      "B01_part"});
    if (!tree.cycle.empty()) {
        findings.add(
            {"B02",
             CheckSeverity::error,
             {tree.names[tree.cycle.front()], lines[tree.first_line[tree.cycle.back()]].where},
             std::nullopt,
             std::nullopt,
             "1",
             {{"cycle", cycle_text(tree)}}});
    } else {
        check_quantities(survey, tree, findings);
    }
    check_figures(survey, tree, findings);
    check_duplicates(survey, findings);
}

}  // namespace jarip::rack
