#include "jarip/core/large_pages.hpp"

#include <algorithm>
#include <charconv>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#endif

namespace jarip {

std::uint64_t free_in_blocks(std::string_view buddyinfo, std::uint64_t page, std::uint64_t least) {
    constexpr std::string_view kZone = "zone";
    std::uint64_t bytes = 0;
    while (!buddyinfo.empty()) {
        auto line = buddyinfo.substr(0, buddyinfo.find('\n'));
        buddyinfo.remove_prefix(std::min(buddyinfo.size(), line.size() + 1));
        const auto skip_blanks = [&line] {
            line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
        };
        const auto zone = line.find(kZone);
        if (zone == std::string_view::npos) continue;
        line.remove_prefix(zone + kZone.size());
        skip_blanks();
        line.remove_prefix(std::min(line.size(), line.find(' ')));  // its name
        for (std::uint64_t block = page;; block *= 2) {
            skip_blanks();
            std::uint64_t count = 0;
            const auto [end, fault] =
                std::from_chars(line.data(), line.data() + line.size(), count);
            if (fault != std::errc{}) break;
            if (block >= least) bytes += count * block;
            line.remove_prefix(static_cast<std::size_t>(end - line.data()));
        }
    }
    return bytes;
}

#if defined(__linux__) && defined(MADV_HUGEPAGE)

namespace {

constexpr std::uint64_t kLargePage = std::uint64_t{2}
                                     << 20U;  // of x86-64, and of Arm with pages of 4 KB
constexpr std::uint64_t kSmallBlock = 4 * kLargePage;
constexpr std::uint64_t kSpare = 2;  // so many times what is asked for has to be free

std::string text_of(const char* path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

void prefer_large_pages(void* block, std::size_t bytes) {
    if (bytes < kSmallBlock) return;
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    if (free_in_blocks(text_of("/proc/buddyinfo"), page, kLargePage) < kSpare * bytes) return;
    // Whole pages around it: a mapping that only a part is asked of could no longer grow in place.
    const std::uint64_t before = reinterpret_cast<std::uintptr_t>(block) % page;
    const std::uint64_t length = (before + bytes + page - 1) / page * page;
    // A wish only: nothing is lost where it is not granted.
    (void)madvise(static_cast<char*>(block) - before, length, MADV_HUGEPAGE);
}

#else

void prefer_large_pages(void*, std::size_t) {}

#endif

}  // namespace jarip
