// Flows as a tidy table.
#include <cstdio>

#include "jarip/trade.hpp"
#include "jarip/trade/amounts/decimal.hpp"

namespace jarip::trade {
namespace {

std::string period_text(const Period& period) {
    const std::chrono::year_month_day first{period.first};
    const std::chrono::year_month_day last{period.end - std::chrono::days{1}};
    const auto month = [](const std::chrono::year_month_day& date) {
        return format_date(Day{date}).substr(0, 7);
    };
    auto year = std::to_string(static_cast<int>(first.year()));
    if (parse_period(year) == period) return year;
    if (parse_period(month(first)) == period) return month(first);
    auto months = month(first) + ".." + month(last);
    if (parse_period(months) == period) return months;
    return format_date(period.first) + ".." + format_date(period.end - std::chrono::days{1});
}

}  // namespace

std::string_view flow_word(Direction direction) {
    switch (direction) {
        case Direction::import: return "import";
        case Direction::export_: return "export";
        case Direction::re_import: return "re-import";
        case Direction::re_export: return "re-export";
        case Direction::both: return "both";
    }
    return "";
}

std::string tidy(const Flows& flows) {
    std::vector<std::string> periods;
    for (const Period& period : flows.periods) periods.push_back(period_text(period));
    const auto country = [&](std::uint32_t index) {
        return index == Flows::kTotal ? std::string{} : csv_field(flows.countries[index]);
    };
    std::string out = "period,reporter,partner,product,flow,value_usd,mass_kg\n";
    for (std::size_t row = 0; row < flows.size(); ++row) {
        out += periods[flows.period[row]] + ',' + country(flows.reporter[row]) + ',' +
               country(flows.partner[row]) + ',' + csv_field(flows.products[flows.product[row]]) +
               ',' + std::string{flow_word(flows.direction[row])} + ',' +
               decimal_text(flows.value[row]) + ',';
        if (flows.mass_kg[row] >= 0) out += format_shortest(flows.mass_kg[row]);
        out += '\n';
    }
    return out;
}

std::string rejects_table(const Flows& flows, Language language) {
    std::string out = "file,line,column,code,message,row\n";
    for (const Reject& reject : flows.rejects) {
        const auto& where = reject.finding.where;
        out += csv_field(where.file) + ',' + std::to_string(where.line) + ',' +
               std::to_string(where.column) + ',' + reject.finding.code + ',' +
               csv_field(reject.finding.message(language)) + ',' + csv_field(reject.row) + '\n';
    }
    return out;
}

}  // namespace jarip::trade
