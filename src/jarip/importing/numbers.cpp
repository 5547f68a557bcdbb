#include "jarip/importing/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace jarip::importing {

namespace {

// A whole number below 2^53 times or divided by one of these is rounded once, and so is exact (Clinger 1990).
constexpr std::array kTens{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kMostTens = 22;
constexpr std::uint64_t kWhole = std::uint64_t{1} << 53;
constexpr int kMostDigits = 19;

std::optional<double> slow_number(std::string_view text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view bare(std::string_view cell) {
    const auto blank = [](char c) { return c == ' ' || c == '\r' || c == '\t' || c == '"'; };
    while (!cell.empty() && blank(cell.front())) cell.remove_prefix(1);
    while (!cell.empty() && blank(cell.back())) cell.remove_suffix(1);
    return cell;
}

std::optional<double> cell_number(std::string_view text) {
    if (text.empty()) return 0;
    if (text.front() == '+') text.remove_prefix(1);
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool negative = at != end && *at == '-';
    if (negative) ++at;
    std::uint64_t whole = 0;
    int digits = 0;
    int power = 0;
    const auto take = [&](bool after_point) {
        for (; at != end && is_digit(*at); ++at) {
            whole = whole * 10 + static_cast<std::uint64_t>(*at - '0');
            digits += whole == 0 ? 0 : 1;
            power -= after_point ? 1 : 0;
            if (digits > kMostDigits) return;
        }
    };
    const char* const first = at;
    take(false);
    std::size_t seen = static_cast<std::size_t>(at - first);
    if (at != end && *at == '.') {
        const char* const point = ++at;
        take(true);
        seen += static_cast<std::size_t>(at - point);
    }
    if (seen == 0) return std::nullopt;
    if (digits > kMostDigits) return slow_number(text);
    if (at != end && (*at == 'e' || *at == 'E')) {
        const char* from = at + 1;
        if (from != end && *from == '+') ++from;
        int exponent = 0;
        const auto [to, fault] = std::from_chars(from, end, exponent);
        if (fault != std::errc{}) return slow_number(text);
        power += exponent;
        at = to;
    }
    if (at != end) return std::nullopt;
    if (whole == 0) return 0;
    if (whole >= kWhole || power < -kMostTens || power > kMostTens) return slow_number(text);
    auto value = static_cast<double>(whole);
    if (power < 0)
        value /= kTens[static_cast<std::size_t>(-power)];
    else
        value *= kTens[static_cast<std::size_t>(power)];
    return negative ? -value : value;
}

}  // namespace jarip::importing
