/// Whether a model fits into memory, told before it is built.
#pragma once

#include <cstddef>
#include <optional>

namespace jarip::plan {

/// Nothing is begun that surely does not fit into the bytes that are left; nullopt: nobody knows how many.
/// errors  E0314 where a model of so many columns takes more
void require_room(std::size_t columns, std::optional<double> left);

}  // namespace jarip::plan
