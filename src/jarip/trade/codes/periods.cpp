#include "jarip/trade/codes/periods.hpp"

#include "jarip/core/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

namespace jarip::trade {
namespace {

constexpr std::string_view kDigits = "0123456789";

// Years and months in the order in which they stand, each with what follows it: {113, "年"}.
struct Number {
    int value = 0;
    std::string_view unit;
};
std::vector<Number> numbers(std::string_view text) {
    constexpr std::size_t kMost = 8;
    std::vector<Number> found;
    while (found.size() < kMost) {
        const auto begin = text.find_first_of(kDigits);
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin);
        Number number;
        const auto [end, fault] =
            std::from_chars(text.data(), text.data() + text.size(), number.value);
        if (fault != std::errc{}) return {};
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        for (const std::string_view unit : {"年", "년", "月", "월"})
            if (text.starts_with(unit)) number.unit = unit;
        found.push_back(number);
    }
    return found;
}

// Years and months in words: 113年, 2025년 1월, 114年1月~114年7月(初步值), 2025년(1월~12월).
std::optional<Period> period_in_words(std::string_view text) {
    constexpr int kBeforeRepublic = 1911;
    int year = 0;
    std::vector<std::pair<int, int>> months;
    for (const Number& number : numbers(text)) {
        if (number.unit == "年" || number.unit == "년") {
            // Years of the Republic of China have three digits at most.
            year = number.value < 1000 && number.unit == "年" ? number.value + kBeforeRepublic
                                                              : number.value;
            if (year < 1000 || year > 9999) return std::nullopt;
        } else if (number.unit == "月" || number.unit == "월") {
            if (number.value < 1 || number.value > 12 || year == 0) return std::nullopt;
            months.emplace_back(year, number.value);
        } else {
            return std::nullopt;
        }
    }
    if (year == 0) return std::nullopt;
    if (months.empty()) return parse_period(std::to_string(year));
    const auto month = [](const std::pair<int, int>& at) {
        return month_period(std::chrono::year{at.first} /
                            std::chrono::month{static_cast<unsigned>(at.second)});
    };
    const Period period{month(months.front()).first, month(months.back()).end};
    if (months.size() > 2 || period.end <= period.first) return std::nullopt;
    return period;
}

// 2020-2024
std::optional<Period> range_of_years(std::string_view text) {
    constexpr std::size_t kYear = 4;
    if (text.size() != 2 * kYear + 1 || text[kYear] != '-') return std::nullopt;
    const auto first = text.substr(0, kYear), last = text.substr(kYear + 1);
    if (first.find_first_not_of(kDigits) != std::string_view::npos ||
        last.find_first_not_of(kDigits) != std::string_view::npos)
        return std::nullopt;
    return parse_period(std::string{first} + ".." + std::string{last});
}

// A month at the beginning of a text, in words or as a number with 월 or 月, and the text after it; 0 where there is none.
struct MonthWord {
    unsigned month = 0;
    std::string_view after;
};
MonthWord month_word(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    constexpr std::size_t kShort = 3;
    std::string word;
    for (const char c : text) {
        const char small = ascii_lower(c);
        if (!is_ascii_lower(small)) break;
        word += small;
    }
    for (unsigned i = 0; i < kMonths.size(); ++i)
        if (word.size() >= kShort && kMonths[i].starts_with(word))
            return {i + 1, text.substr(word.size())};
    unsigned month = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), month);
    if (fault != std::errc{} || month < 1 || month > kMonths.size()) return {};
    auto after = text.substr(static_cast<std::size_t>(end - text.data()));
    for (const std::string_view unit : {"월", "月"})
        if (after.starts_with(unit)) return {month, after.substr(unit.size())};
    return {};
}

// "January 2024", "Jan 2024", "Jan. 2024", "2024 through November", "2024 January", "2024Jan"
std::optional<Period> period_in_english(std::string_view text) {
    constexpr std::size_t kYear = 4, kShortMonth = 3;
    constexpr std::string_view kThrough = "through ";
    const auto is_year = [](std::string_view word) {
        return word.size() == kYear && word.find_first_not_of(kDigits) == std::string_view::npos;
    };
    const auto first_letter = text.find_first_not_of(kDigits);
    if (text.size() < kYear + kShortMonth) return std::nullopt;
    const bool year_first =
        first_letter == kYear && (text[kYear] == ' ' || is_ascii_lower(ascii_lower(text[kYear])));
    const auto year_text = year_first ? text.substr(0, kYear)
                                      : text.substr(text.size() - std::min(text.size(), kYear));
    if (!is_year(year_text)) return std::nullopt;
    auto words = year_first ? text.substr(kYear) : text.substr(0, text.size() - kYear);
    if (words.starts_with(' ')) words.remove_prefix(1);
    const bool through = words.starts_with(kThrough);
    if (through) words.remove_prefix(kThrough.size());
    const auto named = month_word(words);
    if (named.month == 0 || words.find_first_of(kDigits) != std::string_view::npos ||
        named.after.find_first_not_of(" .,-") != std::string_view::npos)
        return std::nullopt;
    const auto year = parse_period(year_text);
    if (!year) return std::nullopt;
    const std::chrono::year_month_day date{year->first};
    const auto month = month_period(date.year() / std::chrono::month{named.month});
    return through ? Period{year->first, month.end} : month;
}

// "Jan-25", "Jan 25": how spreadsheets show months.
std::optional<Period> month_of_short_year(std::string_view text) {
    constexpr std::size_t kLongest = 6;
    const auto named = month_word(text);
    if (text.size() != kLongest || named.month == 0 || named.after.size() != 3 ||
        (named.after[0] != '-' && named.after[0] != ' ' && named.after[0] != '/') ||
        named.after.find_first_not_of(kDigits, 1) != std::string_view::npos)
        return std::nullopt;
    constexpr int kFirstOfThisCentury = 30;  // as spreadsheets take them
    const int short_year = (named.after[1] - '0') * 10 + (named.after[2] - '0');
    const int year = short_year < kFirstOfThisCentury ? 2000 + short_year : 1900 + short_year;
    return month_period(std::chrono::year{year} / std::chrono::month{named.month});
}

// "2024-Q2" (SDMX), "2024 Q3", "Q4 2024"
std::optional<Period> quarter_of_year(std::string_view text) {
    constexpr std::size_t kLength = 7;
    if (text.size() != kLength) return std::nullopt;
    const bool is_first = text[0] == 'Q';
    const auto year = is_first ? text.substr(3) : text.substr(0, 4);
    const auto quarter = is_first ? text.substr(0, 2) : text.substr(5);
    const char between = is_first ? text[2] : text[4];
    if ((between != '-' && between != ' ') || quarter[0] != 'Q') return std::nullopt;
    return parse_period(std::string{year} + std::string{quarter});
}

// "Jan.-Dec. 2021", "Jan-Jun 2022": the months of one year.
std::optional<Period> months_of_year(std::string_view text) {
    constexpr std::size_t kYear = 4;
    if (text.size() < kYear + 8) return std::nullopt;
    const auto year_text = text.substr(text.size() - kYear);
    if (year_text.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
    const auto year = parse_period(year_text);
    if (!year) return std::nullopt;
    auto words = text.substr(0, text.size() - kYear);
    if (words.find_first_of(kDigits) != std::string_view::npos) return std::nullopt;
    // Points say that names of months are cut short.
    std::string plain;
    for (const char c : words)
        if (c != '.') plain += c;
    return part_of_year(*year, plain);
}

}  // namespace

std::optional<Period> part_of_year(const Period& year, std::string_view remark) {
    const std::chrono::year_month_day first{year.first};
    if (year != *parse_period(std::to_string(static_cast<int>(first.year())))) return std::nullopt;
    const auto from = month_word(remark);
    if (from.month == 0) return std::nullopt;
    auto rest = from.after;
    const auto blanks = [&] {
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    };
    blanks();
    bool joined = false;
    for (const std::string_view word : {"-", "–", "~", "∼", "to "})
        if (!joined && rest.starts_with(word)) {
            rest.remove_prefix(word.size());
            joined = true;
        }
    blanks();
    const auto to = month_word(rest);
    if (!joined || to.month < from.month) return std::nullopt;
    rest = to.after;
    blanks();
    const auto other = numbers(rest.substr(0, 4));
    if (!other.empty() && other[0].value > 1000 && other[0].value != static_cast<int>(first.year()))
        return std::nullopt;
    const auto month = [&](unsigned number) {
        return month_period(first.year() / std::chrono::month{number});
    };
    return Period{month(from.month).first, month(to.month).end};
}

std::optional<Period> customs_period(std::string_view text) {
    constexpr std::string_view kWholeYear = "52";
    std::string plain{text};
    if (plain.size() == 6 && plain.find_first_not_of(kDigits) == std::string::npos) {
        if (plain.ends_with(kWholeYear))
            plain.resize(4);
        else
            plain.insert(4, "-");
    } else if (plain.size() == 7 && (plain[4] == '.' || plain[4] == '/' || plain[4] == 'M') &&
               plain[5] >= '0' && plain[5] <= '9') {
        plain[4] = '-';
    }
    // 2022-M01
    if (plain.size() == 8 && plain[4] == '-' && plain[5] == 'M') plain.erase(5, 1);
    // 2020M1
    if (plain.size() == 6 && plain[4] == 'M') plain = plain.substr(0, 4) + "-0" + plain.substr(5);
    // What programs of statistics make of a column of numbers with gaps: 2024.0
    constexpr std::string_view kPointZero = ".0";
    if ((text.size() == 6 || text.size() == 8) && text.ends_with(kPointZero) &&
        text.substr(0, text.size() - 2).find_first_not_of(kDigits) == std::string_view::npos)
        return customs_period(text.substr(0, text.size() - 2));
    if (const auto quarter = quarter_of_year(text)) return quarter;
    if (const auto years = range_of_years(plain)) return years;
    if (const auto month = month_of_short_year(text)) return month;
    if (const auto months = months_of_year(text)) return months;
    if (const auto period = period_in_english(plain)) return period;
    if (const auto period = parse_period(plain)) return period;
    return period_in_words(text);
}

bool is_plausible(const Period& period) {
    using std::chrono::year;
    constexpr year kFirst{1930};
    constexpr year kEnd{2101};
    return period.first >= Day{kFirst / 1 / 1} && period.end <= Day{kEnd / 1 / 1};
}

Period year_to_date(const Period& period) {
    const std::chrono::year_month_day first{period.first};
    return {Day{first.year() / 1 / 1}, period.end};
}

}  // namespace jarip::trade
