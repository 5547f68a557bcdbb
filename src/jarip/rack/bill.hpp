/// What a rack is made of: its bill of materials, and the recipe that a model takes from it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "jarip/rack/check.hpp"

namespace jarip::rack {

/// What one rack takes of an item: the totals of the first parts on each branch that the model knows.
struct RecipeLine {
    std::string item;
    double quantity = 0;
    Location where;
};

/// The bill of materials as a recipe: each branch of the parts' tree down to the first part in `items`. Parts are those
/// of `bill`.
/// errors  E0420 a part contains itself, E0421 a branch ends outside `items`, E0422 a parent that
///         nothing contains
/// source  docs/formulas.md (Rack), "parts"
[[nodiscard]] std::vector<RecipeLine> recipe(const Design& design,
                                             const std::vector<std::string>& items);

/// A line of the bill of materials, each part below what it goes into.
struct BillLine {
    PartLine part;
    std::size_t level = 0;
    double total = 0;       ///< a rack, on this path, without losses
    bool is_above = false;  ///< what it is made of is listed above
};

/// What a rack holds of a part over all paths, and what must be started for it.
struct BillSum {
    PartLine part;  ///< its first line
    double total = 0;
    double with_losses = 0;  ///< with scrap and yield
};

struct Bill {
    std::vector<BillLine> lines;
    std::vector<BillSum> sums;
    bool from_devices =
        false;  ///< the design lists no parts: these are its frame, devices and cables
    /// The first cost on each branch, times what a rack holds; coverage is the share of the branches that have one.
    Total cost;
    Diagnostics
        findings;  ///< errors E0420 a part contains itself (then no lines), E0422 a parent that nothing contains
};

/// Indented and summed: the parts that the design lists, else its frame, devices and cables; below a device's part of
/// which the design says no more, what its type is made of.
[[nodiscard]] Bill bill(const Design& design);

}  // namespace jarip::rack
