/// Pages of many ordinary ones, which the system fills and finds many at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace jarip {

/// Bytes free in blocks of at least `least` bytes each, from the text of /proc/buddyinfo: a line for each zone of
/// memory, with the number of free blocks of 1, 2, 4 … pages of `page` bytes.
[[nodiscard]] std::uint64_t free_in_blocks(std::string_view buddyinfo, std::uint64_t page,
                                           std::uint64_t least);

/// Asks the system (Linux) to lay a block that is not written yet on large pages. Nothing is asked for a small block,
/// or where memory is in such small pieces that they would have to be moved about first: that costs more
/// than it saves.
void prefer_large_pages(void* block, std::size_t bytes);

}  // namespace jarip
