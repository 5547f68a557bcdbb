/// Compressed files: zip, 7z, gzip, xz, bzip2, zstd.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "jarip/core.hpp"
#include "jarip/trade/reading/document.hpp"

namespace jarip::trade {

/// By the first bytes.
[[nodiscard]] bool is_compressed(std::string_view bytes);

/// What a file holds may not be larger than this, nor, above kSurelyFine bytes, this many times the file.
inline constexpr std::size_t kLargestUnpacked = std::size_t{2} << 30;
inline constexpr std::size_t kSurelyFine = 64'000'000;
inline constexpr std::size_t kMostTimes = 100;

/// Unpacks the files that are wanted, one at a time, in the order in which they stand.
/// errors  E0133 too large, E0134 damaged or encrypted
void unpack(const SourceFile& file, const std::function<bool(std::string_view name)>& wanted,
            const std::function<void(Part part)>& take, Diagnostics& diagnostics);

}  // namespace jarip::trade
