#include "jarip/trade/reading/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace jarip::trade {
namespace {

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

Archive open(std::string_view bytes) {
    Archive handle{archive_read_new(), &archive_read_free};
    if (!handle) throw std::bad_alloc{};
    archive_read_support_format_zip(handle.get());
    archive_read_support_format_7zip(handle.get());
    archive_read_support_format_raw(handle.get());
    archive_read_support_filter_gzip(handle.get());
    archive_read_support_filter_xz(handle.get());
    archive_read_support_filter_bzip2(handle.get());
    archive_read_support_filter_zstd(handle.get());
    if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return {nullptr, &archive_read_free};
    return handle;
}

// "trade.csv" of "trade.csv.gz".
std::string name_without_end(std::string_view file) {
    const auto name = file.substr(file.find_last_of('/') + 1);
    return std::string{name.substr(0, name.rfind('.'))};
}

std::string entry_name(archive* handle, archive_entry* entry, std::string_view file) {
    if (archive_format(handle) == ARCHIVE_FORMAT_RAW) return name_without_end(file);
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    return name == nullptr ? std::string{"?"} : as_utf8(name);
}

enum class Outcome : std::uint8_t { whole, too_large, damaged };

Outcome read_data(archive* handle, std::size_t most, std::string& bytes) {
    std::array<char, 65'536> buffer{};
    for (;;) {
        const auto got = archive_read_data(handle, buffer.data(), buffer.size());
        if (got == 0) return Outcome::whole;
        if (got < 0) return Outcome::damaged;
        if (bytes.size() + static_cast<std::size_t>(got) > most) return Outcome::too_large;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

bool is_compressed(std::string_view bytes) {
    using namespace std::string_view_literals;
    constexpr std::array kMagics{"PK\3\4"sv,
                                 "7z\xBC\xAF\x27\x1C"sv,
                                 "\x1F\x8B"sv,
                                 "\xFD"
                                 "7zXZ\0"sv,
                                 "BZh"sv,
                                 "\x28\xB5\x2F\xFD"sv};
    return std::any_of(kMagics.begin(), kMagics.end(),
                       [&](std::string_view magic) { return bytes.starts_with(magic); });
}

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\3\4"); }

UnpackBudget::UnpackBudget(std::size_t file_size)
    : bytes{std::min(kLargestUnpacked, std::max(kSurelyFine, kMostTimes * file_size))} {}

void unpack(const SourceFile& file, UnpackBudget& budget,
            const std::function<bool(std::string_view)>& wanted,
            const std::function<void(Part)>& take, Diagnostics& diagnostics) {
    const auto fail = [&](const char* code, Arguments arguments = {}) {
        diagnostics.error(code, {file.name}, std::move(arguments));
    };
    const auto handle = open(file.text);
    if (!handle) return fail("E0134");
    archive_entry* entry = nullptr;
    for (;;) {
        const int code = archive_read_next_header(handle.get(), &entry);
        if (code == ARCHIVE_EOF) return;
        if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return fail("E0134");
        if (budget.entries == 0) return fail("E0133");
        --budget.entries;
        Part part{entry_name(handle.get(), entry, file.name), {}};
        if (archive_entry_filetype(entry) == AE_IFDIR || !wanted(part.name)) continue;
        // What the header says may be wrong; memory that is not used costs nothing.
        constexpr std::size_t kMostReserved = std::size_t{1} << 30U;
        if (archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) > 0)
            part.bytes.reserve(std::min({static_cast<std::size_t>(archive_entry_size(entry)),
                                         budget.bytes, kMostReserved}));
        const auto outcome = read_data(handle.get(), budget.bytes, part.bytes);
        if (outcome == Outcome::damaged) return fail("E0134");
        if (outcome == Outcome::too_large) {
            budget.bytes = 0;  // what stands around it stops too
            return fail("E0133");
        }
        budget.bytes -= part.bytes.size();
        take(std::move(part));
    }
}

}  // namespace jarip::trade
