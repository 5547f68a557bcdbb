#include "jarip/trade/layouts/tidy_periods.hpp"

#include <array>
#include <charconv>
#include <set>
#include <string>
#include <system_error>

#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/flows/repeats.hpp"

namespace jarip::trade {
namespace {

// 45292, as spreadsheets count days: from 1990 to 2050.
std::optional<Day> date_of_serial(std::string_view text) {
    constexpr int kFirst = 32874, kLast = 55152;
    int days = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (fault != std::errc{} || end != text.data() + text.size() || days < kFirst || days > kLast)
        return std::nullopt;
    constexpr std::chrono::year_month_day kZero{std::chrono::year{1899}, std::chrono::month{12},
                                                std::chrono::day{30}};
    return Day{std::chrono::sys_days{kZero} + std::chrono::days{days}};
}

// 2024-01-01, 2024/01/01, 2024-01-01 00:00:00, 45292
std::optional<Day> date_of(std::string_view text) {
    constexpr std::size_t kDate = 10, kSerial = 5;
    if (text.size() == kSerial) return date_of_serial(text);
    if (text.size() < kDate) return std::nullopt;
    const auto rest = text.substr(kDate);
    if (!rest.empty() && rest.find_first_not_of("T:0.Z +") != std::string_view::npos)
        return std::nullopt;
    std::string date{text.substr(0, kDate)};
    for (const std::size_t at : {4U, 7U})
        if (date[at] == '/' || date[at] == '.') date[at] = '-';
    return parse_date(date);
}

}  // namespace

// pandas and spreadsheets write a month as its first or its last day.
void TidyPeriods::find_months() {
    if (!columns_.period) return;
    std::set<Day> days;
    bool first = true, last = true;
    const auto [dates, others] = rows_.count(*columns_.period, [&](std::string_view text) {
        const auto day = date_of(text);
        if (!day) return false;
        days.insert(*day);
        const std::chrono::year_month_day date{*day};
        first = first && date.day() == std::chrono::day{1};
        const std::chrono::year_month_day next{*day + std::chrono::days{1}};
        last = last && next.day() == std::chrono::day{1};
        return true;
    });
    if (dates == 0 || others > 0 || (!first && !last)) return;
    unsigned step = 12;
    bool of_years = true, of_quarters = true;
    for (const Day day : days) {
        const std::chrono::year_month_day date{first ? day : day + std::chrono::days{1}};
        const auto month = static_cast<unsigned>(date.month()) - 1;
        of_years = of_years && month == 0;
        of_quarters = of_quarters && month % 3 == 0;
    }
    // One date alone is that of a month.
    step = days.size() > 1 && of_years ? 12 : days.size() > 2 && of_quarters ? 3 : 1;
    months_of_date_ = step;
    dates_are_last_ = !first;
    const std::array<std::string_view, 3> units{"months", "quarters", "years"};
    rows_.header_note("E0185", *columns_.period,
                      {{"count", std::to_string(dates)},
                       {"unit", std::string{units[step == 1   ? 0
                                                  : step == 3 ? 1
                                                              : 2]}}});
}

std::optional<std::uint32_t> TidyPeriods::read() {
    std::size_t column = 0;
    std::string text;
    if (columns_.period) {
        column = *columns_.period;
        text = rows_.field(column);
        if (months_of_date_ > 0) return read_month(text, column);
    } else if (columns_.year) {
        column = *columns_.year;
        text = rows_.field(column);
        if (columns_.month && is_total_word(rows_.field(*columns_.month))) {
            // The whole year, beside its months.
        } else if (columns_.month) {
            const auto month = month_number(rows_.field(*columns_.month));
            if (!month) {
                rows_.fault("E0104", *columns_.month);
                return std::nullopt;
            }
            text += *month < 10 ? "-0" : "-";
            text += std::to_string(*month);
        } else if (columns_.quarter) {
            const auto quarter = quarter_number(rows_.field(*columns_.quarter));
            if (!quarter) {
                rows_.fault("E0104", *columns_.quarter);
                return std::nullopt;
            }
            text += 'Q' + std::to_string(*quarter);
        }
    } else if (columns_.first_day && columns_.last_day) {
        return read_days();
    } else {
        column = *columns_.month;
        text = rows_.field(column);
    }
    return read_period(rows_, column, text, flows_);
}

// The first and the last day, both included.
std::optional<std::uint32_t> TidyPeriods::read_days() {
    const auto first = date_of(rows_.field(*columns_.first_day));
    const auto last = date_of(rows_.field(*columns_.last_day));
    if (!first || !last || *last < *first) {
        rows_.fault("E0104", first ? *columns_.last_day : *columns_.first_day);
        return std::nullopt;
    }
    const Period span{*first, *last + std::chrono::days{1}};
    if (is_plausible(span)) return flows_.period(span);
    rows_.fault("E0140", *columns_.first_day);
    return std::nullopt;
}

std::optional<std::uint32_t> TidyPeriods::read_month(std::string_view text, std::size_t column) {
    const auto day = date_of(text);
    if (!day) return read_period(rows_, column, text, flows_);
    const std::chrono::year_month_day date{*day};
    const auto this_month = date.year() / date.month();
    const std::chrono::months others{static_cast<int>(months_of_date_) - 1};
    const auto from = dates_are_last_ ? this_month - others : this_month;
    const auto to = dates_are_last_ ? this_month : this_month + others;
    const Period span{month_period(from).first, month_period(to).end};
    if (is_plausible(span)) return flows_.period(span);
    rows_.fault("E0140", column);
    return std::nullopt;
}

// A year of which a remark says that it is a part of one; a row that covers fewer months than its period, but not
// which, is counted.
std::optional<std::uint32_t> TidyPeriods::said(std::uint32_t period) {
    constexpr double kNearly = 0.5;
    const auto part = part_of_year(flows_.period_at(period), rows_.field(columns_.remark));
    if (part && *part != flows_.period_at(period)) {
        ++narrowed_;
        return flows_.period(*part);
    }
    int months = 0;
    const auto said = rows_.field(columns_.months);
    const auto fault = std::from_chars(said.data(), said.data() + said.size(), months).ec;
    if (fault != std::errc{} || months <= 0) return period;
    const auto all = months_in(flows_.period_at(period));
    if (months > all + kNearly) {
        rows_.fault("E0160", *columns_.months);
        return std::nullopt;
    }
    if (months > all - kNearly) return period;
    ++flows_.source().partial;
    return flows_.period_in_part(period, months);
}

}  // namespace jarip::trade
