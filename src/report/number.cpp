#include "number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace jarip::report {
namespace {

// Thousands separated in a plain decimal "-1234567.89".
std::string grouped(std::string plain) {
    const std::size_t first = plain.starts_with('-') ? 1 : 0;
    const std::size_t end = std::min(plain.find('.'), plain.size());
    for (std::size_t at = end; at > first + 3;) plain.insert(at -= 3, ",");
    return plain;
}

std::string plain_fixed(double value, int decimals) {
    std::string result = fmt::format("{:.{}f}", value, decimals);
    // Nothing rounds to "-0.0".
    if (result.starts_with('-') && result.find_first_of("123456789") == std::string::npos)
        result.erase(0, 1);
    return result;
}

std::string percent_sign(Language language) { return language == Language::ko ? "%" : " %"; }

}  // namespace

std::string fixed(std::optional<double> value, int decimals) {
    if (!value) return std::string{kUndefined};
    return grouped(plain_fixed(*value, decimals));
}

std::string number(std::optional<double> value, int digits) {
    if (!value) return std::string{kUndefined};
    if (*value == 0) return "0";
    const double size = std::abs(*value);
    const int before = static_cast<int>(std::floor(std::log10(size))) + 1;
    const int decimals = std::max(0, digits - before);
    // 1e-9 of a rack is nothing that a table should spell out.
    if (decimals > 9) return fmt::format("{:.{}e}", *value, digits - 1);
    std::string result = plain_fixed(*value, decimals);
    if (decimals > 0) {
        result.erase(result.find_last_not_of('0') + 1);
        if (result.ends_with('.')) result.pop_back();
    }
    return grouped(result);
}

std::string percent(std::optional<double> share, Language language, int decimals) {
    if (!share) return std::string{kUndefined};
    return fixed(*share * 100, decimals) + percent_sign(language);
}

std::string change(std::optional<double> share, Language language, int decimals) {
    if (!share) return std::string{kUndefined};
    const std::string result = percent(share, language, decimals);
    return *share > 0 && result.find_first_of("123456789") != std::string::npos ? '+' + result
                                                                                : result;
}

std::string money(std::optional<double> value, std::string_view currency, Language language) {
    if (!value) return std::string{kUndefined};
    struct Scale {
        double size;
        const char* key;
    };
    // A scale is taken once the value fills it ten times, so that 1,569.7 million stays so.
    for (const auto& [size, key] :
         {Scale{1e12, "report.money.trillion"}, Scale{1e9, "report.money.billion"},
          Scale{1e6, "report.money.million"}}) {
        const double taken = size == 1e9 ? 1e10 : size;
        if (std::abs(*value) < taken) continue;
        const double scaled = *value / size;
        return text(language, key,
                    {{"value", fixed(scaled, std::abs(scaled) < 10 ? 2 : 1)},
                     {"currency", std::string{currency}}});
    }
    return fixed(*value, std::abs(*value) < 100 && *value != std::floor(*value) ? 2 : 0) + ' ' +
           std::string{currency};
}

std::string date(std::optional<Day> day) {
    return day ? format_date(*day) : std::string{kUndefined};
}

std::string period(const Period& period, Language language) {
    const std::chrono::year_month_day first{period.first};
    const std::chrono::year_month_day last{period.end - std::chrono::days{1}};
    const std::chrono::year_month_day end{period.end};
    const auto plain = [](auto part) { return static_cast<unsigned>(part); };
    const std::string year = std::to_string(static_cast<int>(first.year()));
    const bool months = plain(first.day()) == 1 && plain(end.day()) == 1;
    if (!months || first.year() != last.year())
        return format_date(period.first) + " … " + format_date(last);
    const unsigned from = plain(first.month()), to = plain(last.month());
    if (from == 1 && to == 12) return year;
    if (from % 3 == 1 && to % 3 == 0) {
        const std::string start = std::to_string((from + 2) / 3), stop = std::to_string(to / 3);
        if (start == stop)
            return text(language, "report.period.quarter", {{"year", year}, {"from", start}});
        return text(language, "report.period.quarters",
                    {{"year", year}, {"from", start}, {"to", stop}});
    }
    const auto month = [&](unsigned number) { return fmt::format("{}-{:02}", year, number); };
    return from == to ? month(from) : month(from) + " … " + month(to);
}

std::string counted(std::size_t count, std::string_view key, Language language) {
    return text(language, std::string{key} + (count == 1 ? ".one" : ".many"),
                {{"n", fixed(static_cast<double>(count))}});
}

std::string listed(const std::vector<std::string>& words, Language language, std::size_t most) {
    if (words.empty()) return std::string{kUndefined};
    // "and 1 more" would take the place of the one.
    const std::size_t shown = words.size() > most + 1 ? most : words.size();
    const std::size_t more = words.size() - shown;
    // Words that hold commas themselves are kept apart by semicolons.
    const bool has_comma = std::any_of(words.begin(), words.end(), [](const auto& word) {
        return word.find(',') != std::string::npos;
    });
    std::string result = words[0];
    for (std::size_t i = 1; i < shown; ++i) {
        const bool last = i + 1 == shown && more == 0 && !has_comma;
        result += last ? text(language, "report.list.and", {{"last", words[i]}})
                       : (has_comma ? "; " : ", ") + words[i];
    }
    if (more > 0) result += text(language, "report.list.more", {{"n", std::to_string(more)}});
    return result;
}

}  // namespace jarip::report
