#include "jarip/trade/codes/periods.hpp"

#include "jarip/core/ascii.hpp"
#include "jarip/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

namespace jarip::trade {
namespace {

constexpr std::string_view kDigits = "0123456789";

// What follows is from the start of the year.
constexpr std::array<std::string_view, 4> kCumulative{"누계", "누적", "累计", "累計"};

// Years, quarters and months in the order in which they stand, each with what follows it: {113, "年"}.
struct Number {
    int value = 0;
    std::string_view unit;
    bool joins = false;  // a mark of a range follows: the 1 of 1~9월
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
        // 1/4분기 is the first of four.
        if (text.starts_with("/4분기")) text.remove_prefix(2);
        for (const std::string_view unit : {"年", "년", "月", "월", "분기", "季"})
            if (text.starts_with(unit)) number.unit = unit;
        for (const std::string_view mark : {"~", "-", "∼", "–"})
            number.joins = number.joins || text.starts_with(mark);
        found.push_back(number);
    }
    return found;
}

template <std::size_t N>
bool says(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

Period months_of(int year, int first, int last) {
    const auto month = [&](int number) {
        return month_period(std::chrono::year{year} /
                            std::chrono::month{static_cast<unsigned>(number)});
    };
    return {month(first).first, month(last).end};
}

// Years, quarters and months in words: 113年, 2025년 1월, 114年1月~114年7月(初步值), 2025년(1월~12월), 2024년 1~9월,
// 2024년 2분기, 2024년 상반기; with 누계 from the start of the year.
std::optional<Period> period_in_words(std::string_view text) {
    constexpr int kBeforeRepublic = 1911, kMonths = 12, kQuarters = 4, kMonthsOfQuarter = 3;
    int year = 0;
    std::optional<int> bare;  // the 1 of 1~9월
    std::vector<Period> parts;
    for (const Number& number : numbers(text)) {
        if (number.unit == "年" || number.unit == "년") {
            // Years of the Republic of China have three digits at most.
            year = number.value < 1000 && number.unit == "年" ? number.value + kBeforeRepublic
                                                              : number.value;
            if (year < 1000 || year > 9999) return std::nullopt;
        } else if (!number.unit.empty()) {
            const bool is_month = number.unit == "月" || number.unit == "월";
            if (number.value < 1 || number.value > (is_month ? kMonths : kQuarters) || year == 0)
                return std::nullopt;
            if (bare.value_or(1) > number.value) return std::nullopt;
            const int length = is_month ? 1 : kMonthsOfQuarter;
            for (const int at : {bare.value_or(number.value), number.value})
                parts.push_back(months_of(year, (at - 1) * length + 1, at * length));
            bare.reset();
        } else if (year == 0 && number.value >= 1000 && number.value <= 9999) {
            year = number.value;  // 2024 1분기, 2024-9월
        } else if (year != 0 && !bare && number.joins && number.value >= 1) {
            bare = number.value;
        } else {
            return std::nullopt;
        }
    }
    if (year == 0 || bare) return std::nullopt;
    const bool is_first_half = says(text, std::array<std::string_view, 2>{"상반기", "上半年"});
    const bool is_second_half = says(text, std::array<std::string_view, 2>{"하반기", "下半年"});
    if (is_first_half || is_second_half) {
        if (!parts.empty() || is_first_half == is_second_half) return std::nullopt;
        constexpr int kHalf = 6;
        return is_first_half ? months_of(year, 1, kHalf) : months_of(year, kHalf + 1, kMonths);
    }
    if (parts.empty()) {
        // A year has to be called one, unless it stands there alone.
        if (!says(text, std::array<std::string_view, 2>{"年", "년"}) ||
            says(text, std::array<std::string_view, 4>{"분기", "季", "월", "月"}))
            return std::nullopt;
        return parse_period(std::to_string(year));
    }
    constexpr std::size_t kMost = 4;  // two of them, each twice
    const Period period{parts.front().first, parts.back().end};
    if (parts.size() > kMost || period.end <= period.first) return std::nullopt;
    return says(text, kCumulative) ? year_to_date(period) : period;
}

// 2024.01 ~ 2024.09, 202401~202409
std::optional<Period> range(std::string_view text) {
    for (const std::string_view mark : {"~", "∼", "～"}) {
        const auto at = text.find(mark);
        if (at == std::string_view::npos) continue;
        const auto first = customs_period(trimmed(text.substr(0, at)));
        const auto last = customs_period(trimmed(text.substr(at + mark.size())));
        if (!first || !last || last->end <= first->first) return std::nullopt;
        return Period{first->first, last->end};
    }
    return std::nullopt;
}

// 2024.09(누계): the year to that month.
std::optional<Period> cumulative(std::string_view text) {
    if (!says(text, kCumulative)) return std::nullopt;
    const auto end = text.find_first_of("([ ");
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const auto period = customs_period(text.substr(0, end));
    return period ? std::optional{year_to_date(*period)} : std::nullopt;
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
    if (const auto period = range(text)) return period;
    if (const auto period = period_in_words(text)) return period;
    return cumulative(text);
}

std::optional<int> quarter_number(std::string_view text) {
    for (const std::string_view before : {"제", "第", "Q", "q"})
        if (text.starts_with(before)) text.remove_prefix(before.size());
    for (const std::string_view after : {"/4분기", "분기", "季度", "季", "Q", "q"})
        if (text.ends_with(after)) {
            text.remove_suffix(after.size());
            break;
        }
    if (text.size() == 2 && text[0] == '0') text.remove_prefix(1);
    if (text.size() != 1 || text[0] < '1' || text[0] > '4') return std::nullopt;
    return text[0] - '0';
}

std::optional<int> month_number(std::string_view text) {
    const auto digits = text.starts_with('M') ? text.substr(1) : text;
    if (!digits.empty() && digits.size() <= 2 &&
        digits.find_first_not_of(kDigits) == std::string_view::npos) {
        int month = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), month);
        return month >= 1 && month <= 12 ? std::optional{month} : std::nullopt;
    }
    const auto word = month_word(text);
    if (word.month == 0 || !(word.after.empty() || word.after == ".")) return std::nullopt;
    return static_cast<int>(word.month);
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
