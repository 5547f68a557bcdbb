#include "jarip/core/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace jarip {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

struct Character {
    utf8proc_int32_t code_point = 0;
    std::size_t length = 1;  // bytes
    bool sound = true;
};

Character character_at(std::string_view utf8, std::size_t at) {
    utf8proc_int32_t code_point = 0;
    const auto length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data() + at),
                         static_cast<utf8proc_ssize_t>(utf8.size() - at), &code_point);
    if (length <= 0) return {0xFFFD, 1, false};
    return {code_point, static_cast<std::size_t>(length), true};
}

bool is_ascii_block(const char* at) {
    std::uint64_t block = 0;
    std::memcpy(&block, at, sizeof block);
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    // The second term finds a zero byte where no byte has its high bit set.
    return ((block | (block - kOnes)) & kHighBits) == 0;
}

// Length of the sound sequence that begins here, 0 where there is none.
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
    const unsigned char lead = at[0];
    if (lead < 0x80) return lead == 0 ? 0 : 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || left < length) return 0;
    for (std::size_t k = 1; k < length; ++k)
        if ((at[k] & 0xC0) != 0x80) return 0;
    const bool overlong = (lead == 0xE0 && at[1] < 0xA0) || (lead == 0xF0 && at[1] < 0x90);
    const bool surrogate = lead == 0xED && at[1] >= 0xA0;
    const bool too_large = lead == 0xF4 && at[1] >= 0x90;
    return overlong || surrogate || too_large ? 0 : length;
}

std::string escaped_byte(char byte) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto value = static_cast<unsigned char>(byte);
    return {'\\', 'x', kDigits[value >> 4], kDigits[value & 15]};
}

// Controls (C0, DEL, C1), separators of lines and paragraphs, and the embeddings, overrides and isolates that make a
// line read otherwise than it is written (Unicode Technical Report 36, 3.3).
bool is_harmful(utf8proc_int32_t code_point) {
    return utf8proc_category(code_point) == UTF8PROC_CATEGORY_CC ||
           (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

enum class LineEnds { kept, replaced };

// How many bytes at the begin of a text are printable ASCII; eight at a time.
std::size_t plain_length(std::string_view text) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHigh = 0x8080808080808080U;
    std::size_t at = 0;
    for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
        std::uint64_t block = 0;
        std::memcpy(&block, text.data() + at, sizeof block);
        // No byte of 0x7F or more, and none below a blank.
        if ((((block + kOnes) | block) & kHigh) != 0 || ((block - ' ' * kOnes) & kHigh) != 0) break;
    }
    while (at < text.size() && text[at] >= ' ' && text[at] < '\x7F') ++at;
    return at;
}

std::string made_harmless(std::string_view utf8, LineEnds line_ends) {
    std::string result;
    result.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        if (const auto plain = plain_length(utf8.substr(at)); plain > 0) {
            result += utf8.substr(at, plain);
            at += plain;
            continue;
        }
        const auto character = character_at(utf8, at);
        if (character.code_point == '\t')
            result += ' ';
        else if (character.code_point == '\n' && line_ends == LineEnds::kept)
            result += '\n';
        else if (!character.sound)
            result += escaped_byte(utf8[at]);
        else if (is_harmful(character.code_point))
            result += kReplacement;
        else
            result += utf8.substr(at, character.length);
        at += character.length;
    }
    return result;
}

}  // namespace

std::optional<std::size_t> first_byte_not_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes.size() - at >= 8 && is_ascii_block(bytes.data() + at)) {
            at += 8;
            continue;
        }
        const auto* here = reinterpret_cast<const unsigned char*>(bytes.data() + at);
        const std::size_t length = sequence_length(here, bytes.size() - at);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

std::size_t character_count(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); ++count) {
        for (; utf8.size() - at >= 8 && is_ascii_block(utf8.data() + at); at += 8) count += 8;
        if (at == utf8.size()) break;
        at += character_at(utf8, at).length;
    }
    return count;
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto character = character_at(utf8, at);
        width += static_cast<std::size_t>(utf8proc_charwidth(character.code_point));
        at += character.length;
    }
    return width;
}

std::string padded(std::string_view utf8, std::size_t width, bool left) {
    const std::size_t used = display_width(utf8);
    const std::string spaces(used < width ? width - used : 0, ' ');
    return left ? std::string{utf8} + spaces : spaces + std::string{utf8};
}

std::string shortened(std::string_view utf8, std::size_t width) {
    if (display_width(utf8) <= width || width == 0)
        return std::string{utf8.substr(0, width ? utf8.size() : 0)};
    std::size_t kept = 0;  // bytes, whole characters that leave a column for "…"
    std::size_t columns = 0;
    while (kept < utf8.size()) {
        std::size_t next = kept + 1;
        while (next < utf8.size() && (static_cast<unsigned char>(utf8[next]) & 0xC0) == 0x80)
            ++next;
        columns += display_width(utf8.substr(kept, next - kept));
        if (columns > width - 1) break;
        kept = next;
    }
    return std::string{utf8.substr(0, kept)} + "…";
}

std::string wrapped(std::string_view utf8, std::size_t width, std::size_t indent) {
    std::string result;
    std::size_t column = 0;
    bool empty = true;  // nothing but the indent stands on this line
    for (std::size_t at = 0; at < utf8.size();) {
        if (utf8[at] == '\n') {
            result += '\n';
            column = 0;
            empty = true;
            ++at;
            continue;
        }
        if (utf8[at] == ' ' && !empty) {
            ++at;
            continue;
        }
        // Spaces that begin a paragraph belong to its first word.
        std::size_t end = utf8.find_first_not_of(' ', at);
        end = std::min(utf8.find_first_of(" \n", std::min(end, utf8.size())), utf8.size());
        // A number and the percent sign after it ("7.24 %") are one word.
        if (utf8.substr(end).starts_with(" %"))
            end = std::min(utf8.find_first_of(" \n", end + 1), utf8.size());
        const auto word = utf8.substr(at, end - at);
        const std::size_t taken = display_width(word);
        if (!empty && column + 1 + taken > width) {
            result += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (!empty) {
            result += ' ';
            ++column;
        }
        result += word;
        column += taken;
        empty = false;
        at = end;
    }
    return result;
}

std::string printable(std::string_view utf8) { return made_harmless(utf8, LineEnds::replaced); }

std::string printable_page(std::string_view utf8) { return made_harmless(utf8, LineEnds::kept); }

std::string as_utf8(std::string_view bytes) {
    std::string result;
    while (!bytes.empty()) {
        const std::size_t sound = first_byte_not_utf8(bytes).value_or(bytes.size());
        result += bytes.substr(0, sound);
        bytes.remove_prefix(sound);
        if (bytes.empty()) break;
        result += escaped_byte(bytes[0]);
        bytes.remove_prefix(1);
    }
    return result;
}

std::string composed(std::string_view utf8) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                     static_cast<utf8proc_ssize_t>(utf8.size()), &mapped,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{mapped, &std::free};
    if (length < 0) return std::string{utf8};
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

}  // namespace jarip
