#include "jarip/plan/model/room.hpp"

#include <cmath>
#include <string>

#include "jarip/core.hpp"

namespace jarip::plan {

namespace {

/// The least that a column was seen to take, its share of the rows and of a solution counted: 745 bytes in a plan of
/// 1.9 million columns that is found nearly, 3,700 in one of 64,000 that is solved to the end.
constexpr double kColumn = 700;

/// In gigabytes, to the tenth.
std::string as_text(double bytes) {
    const auto tenths = std::llround(bytes / 1e8);
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " GB";
}

}  // namespace

void require_room(std::size_t columns, std::optional<double> left) {
    const double needed = kColumn * static_cast<double>(columns);
    if (!left || needed <= *left) return;
    throw Error{"E0314",
                "",
                {{"columns", std::to_string(columns)},
                 {"needed", as_text(needed)},
                 {"left", as_text(*left)}}};
}

}  // namespace jarip::plan
