#include "jarip/report/render/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
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
    // 1e-9 of a product is nothing that a table should spell out.
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

namespace {

// Steps in which large amounts are counted, and the catalogue's words for them.
struct Step {
    double size;
    const char* key;
};

std::string in_steps(double value, const Step& step, int decimals, Language language) {
    return fixed(value / step.size, decimals) + text(language, step.key);
}

// Korean counts in steps of ten thousand: 만, 억, 조. Two steps are said while the larger has few digits.
std::string money_in_korean(double value) {
    constexpr std::array kSteps{Step{1e4, "report.money.small"}, Step{1e8, "report.money.middle"},
                                Step{1e12, "report.money.large"}};
    constexpr double kFew = 100;
    constexpr Language kKorean = Language::ko;
    std::size_t larger = kSteps.size() - 1;
    while (larger > 0 && value < kSteps[larger].size) --larger;
    const Step& step = kSteps[larger];
    if (value >= kFew * step.size) return in_steps(value, step, 0, kKorean);
    const double size = larger > 0 ? kSteps[larger - 1].size : 1;
    const double rounded = std::round(value / size) * size;
    const double rest = std::fmod(rounded, step.size);
    std::string result = in_steps(rounded - rest, step, 0, kKorean);
    if (rest > 0)
        result +=
            ' ' + (larger > 0 ? in_steps(rest, kSteps[larger - 1], 0, kKorean) : fixed(rest, 0));
    return result;
}

// A step is taken once the value fills it ten times, so that 1,569.7 million stays so.
std::string money_in_english(double value) {
    const Step step = value >= 1e12   ? Step{1e12, "report.money.large"}
                      : value >= 1e10 ? Step{1e9, "report.money.middle"}
                                      : Step{1e6, "report.money.small"};
    return in_steps(value, step, value < 10 * step.size ? 2 : 1, Language::en);
}

}  // namespace

std::string currency_name(std::string_view currency, Language language) {
    const std::string key = "report.currency." + std::string{currency};
    return has_text(language, key) ? text(language, key) : std::string{currency};
}

std::string money(std::optional<double> value, std::string_view currency, Language language) {
    if (!value) return std::string{kUndefined};
    const double amount = std::abs(*value);
    const bool korean = language == Language::ko;
    std::string figure;
    if (amount < (korean ? 1e4 : 1e6))
        figure = fixed(*value, amount < 100 && *value != std::floor(*value) ? 2 : 0);
    else
        figure =
            (*value < 0 ? "-" : "") + (korean ? money_in_korean(amount) : money_in_english(amount));
    // "9,241만 달러", but "31만 6,371달러": a Korean unit joins a figure, and stands apart from a word.
    const std::string unit = currency_name(currency, language);
    const bool joined =
        korean && unit != currency && std::isdigit(static_cast<unsigned char>(figure.back())) != 0;
    return figure + (joined ? "" : " ") + unit;
}

std::string date(std::optional<Day> day) {
    return day ? format_date(*day) : std::string{kUndefined};
}

std::string period(const Period& period, Language language) {
    const std::chrono::year_month_day first{period.first};
    const std::chrono::year_month_day last{period.end - std::chrono::days{1}};
    const std::chrono::year_month_day end{period.end};
    const auto plain = [](auto part) { return static_cast<unsigned>(part); };
    std::string year = std::to_string(static_cast<int>(first.year()));
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
