/// The tree of parts: reading its lines.
#pragma once

#include <string>
#include <vector>

#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {

/// A [[part]] of a design: item, parent, qty, scrap, yield, cost, lead_weeks, origin.
[[nodiscard]] PartLine read_part(TomlReader& reader);

/// The lines of a CSV parts list with columns item, qty (or quantity) and, as they are there, tree, parent,
/// scrap, yield, unit_cost (or cost), lead_weeks, countries (or origin). Of several trees the one named `tree`, else the
/// first. A single line without parent, quantity 1, that others name as theirs is the rack itself.
/// errors  E0411 a column is missing, E0412 no such tree, and those of reading tables
[[nodiscard]] std::vector<PartLine> load_parts(const SourceFile& file, const std::string& tree,
                                               Diagnostics& diagnostics);

/// A part costs the same wherever it stands: lines that do not say its cost get the first that does.
void share_costs(std::vector<PartLine>& lines);
/// Lines that give a part another cost than a line before them: E0413, an error in a design, and among what types say a
/// warning.
void report_second_costs(const std::vector<PartLine>& lines, Severity severity,
                         Diagnostics& diagnostics);

/// The part that a device stands for: its own word, else its type's, else the type's slug.
[[nodiscard]] const std::string& part_of(const Design& design, const Device& device);

/// What a design is made of, as `bill` describes it, under the name of its root.
struct PartsList {
    std::string root;
    std::vector<PartLine> lines;
    bool from_devices = false;
};
[[nodiscard]] PartsList parts_of(const Design& design);

}  // namespace jarip::rack
