/// Things that go whole into one of several places: how little the fullest of them can hold.
#pragma once

#include <cstddef>
#include <vector>

namespace jarip::rack {

/// A cord by its amperes, and the lines on which it must lie; 0: any.
struct DealtItem {
    double size = 0;
    int lines = 0;
};

/// A branch, or a pole of a circuit, by its lines (0: any), and what lies there already.
struct DealtPlace {
    int lines = 0;
    double load = 0;
};

struct Deal {
    double surely = 0;  ///< no deal leaves the fullest place less
    double found =
        0;  ///< what the best deal that was found leaves it; the same as `surely` where it is proven best
};

/// Exact for up to a few dozen items that are not too much alike, and nearly so for any number.
[[nodiscard]] Deal deal(std::vector<DealtItem> items, const std::vector<DealtPlace>& places);

}  // namespace jarip::rack
