#include "jarip/trade/reading/plain_xml.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace jarip::trade {
namespace {

std::optional<std::string> utf8_of(std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) || code == 0xFFFE ||
        code == 0xFFFF || (code < ' ' && code != '\t' && code != '\n' && code != '\r'))
        return std::nullopt;
    std::string text;
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    const auto rest = [&](unsigned shift) { add(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0U | (code >> 6U));
        rest(0);
    } else if (code < 0x10000) {
        add(0xE0U | (code >> 12U));
        rest(6);
        rest(0);
    } else {
        add(0xF0U | (code >> 18U));
        rest(12);
        rest(6);
        rest(0);
    }
    return text;
}

}  // namespace

std::optional<PlainEntity> plain_entity(std::string_view text) {
    constexpr std::size_t kLongest = 12;
    const auto end = text.substr(0, kLongest).find(';');
    if (end == std::string_view::npos || !text.starts_with('&')) return std::nullopt;
    auto name = text.substr(1, end - 1);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNamed{
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}}};
    for (const auto& [known, character] : kNamed)
        if (name == known) return PlainEntity{std::string{character}, end + 1};
    if (!name.starts_with('#')) return std::nullopt;
    name.remove_prefix(1);
    const int base = name.starts_with('x') ? 16 : 10;
    if (base == 16) name.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [stop, fault] = std::from_chars(name.data(), name.data() + name.size(), code, base);
    if (name.empty() || fault != std::errc{} || stop != name.data() + name.size())
        return std::nullopt;
    auto character = utf8_of(code);
    if (!character) return std::nullopt;
    return PlainEntity{std::move(*character), end + 1};
}

bool is_plain_text(std::string_view text) {
    // Eight bytes at a time. A byte below 32 borrows from its highest bit; line ends and tabs do too, and are looked at.
    constexpr std::uint64_t kEach = 0x0101010101010101, kHigh = 0x80 * kEach;
    const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t';
    };
    std::uint64_t any_high = 0;
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        any_high |= bytes & kHigh;
        if ((((bytes | kHigh) - ' ' * kEach) & kHigh) == kHigh) continue;
        for (const char c : text.substr(at, sizeof bytes))
            if (is_control(c)) return false;
    }
    for (const char c : text.substr(at)) {
        if (is_control(c)) return false;
        any_high |= static_cast<unsigned char>(c) & 0x80U;
    }
    if (any_high == 0) return true;
    // Two that UTF-8 can write, and XML may not hold.
    return !first_byte_not_utf8(text) && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
           text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

}  // namespace jarip::trade
