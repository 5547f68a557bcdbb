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
/// A zip file, as workbooks are.
[[nodiscard]] bool is_zip(std::string_view bytes);

/// What a file holds may not be larger than this, nor, above kSurelyFine bytes, this many times the file, nor be more
/// entries: all archives that stand in each other together.
inline constexpr std::size_t kLargestUnpacked = std::size_t{2} << 30;
inline constexpr std::size_t kSurelyFine = 64'000'000;
inline constexpr std::size_t kMostTimes = 100;
inline constexpr std::size_t kMostEntries = 10'000;

/// What is left of it while a file is unpacked.
struct UnpackBudget {
    explicit UnpackBudget(std::size_t file_size);
    std::size_t bytes;
    std::size_t entries = kMostEntries;
};

/// Unpacks the files that are wanted, one at a time, in the order in which they stand.
/// errors  E0133 too large, E0134 damaged or encrypted
void unpack(const SourceFile& file, UnpackBudget& budget,
            const std::function<bool(std::string_view name)>& wanted,
            const std::function<void(Part part)>& take, Diagnostics& diagnostics);

}  // namespace jarip::trade
