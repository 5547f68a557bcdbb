// India: the pages of the Export Import Data Bank (Directorate General of Foreign Trade), with a column for each financial
// year, from April to March; and the table of years and chapters that many repositories hold.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "jarip/core/ascii.hpp"
#include "jarip/trade/layouts/columns.hpp"

namespace jarip::trade {
namespace {

constexpr int kMillionDollars = 6;

// "2022_2023" and "2022_23" of a name, with what follows them; nullopt where it begins with no such years.
struct FinancialYear {
    int first = 0;
    std::string_view rest;
};
std::optional<FinancialYear> years_of_name(std::string_view name) {
    constexpr std::size_t kYear = 4;
    const auto is_digits = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (name.size() < kYear + 3 || !is_digits(name.substr(0, kYear)) ||
        (name[kYear] != '_' && name[kYear] != '-'))
        return std::nullopt;
    const int first = std::stoi(std::string{name.substr(0, kYear)});
    auto second = name.substr(kYear + 1);
    second = second.substr(0, second.find_first_not_of("0123456789"));
    if (second.size() != kYear && second.size() != 2) return std::nullopt;
    if (std::stoi(std::string{second}) != (second.size() == 2 ? (first + 1) % 100 : first + 1))
        return std::nullopt;
    return FinancialYear{first, name.substr(kYear + 1 + second.size())};
}

// 2022-2023 is April 2022 to March 2023, 2023-2024(P) too, and 2024-2025(Apr-Nov) the months it names.
std::optional<Period> financial_year(std::string_view name) {
    constexpr std::array<std::string_view, 12> kMonthsFromApril{
        "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar"};
    constexpr std::array<std::string_view, 14> kYearRemarks{
        "p",     "pe", "prov", "provisional", "r",    "revised", "f",
        "final", "fy", "to",   "till",        "upto", "up",      "q"};
    const auto years = years_of_name(name);
    if (!years) return std::nullopt;
    std::vector<std::size_t> months;
    std::string word;
    for (std::size_t at = 0; at <= years->rest.size(); ++at) {
        const char c = at < years->rest.size() ? years->rest[at] : '_';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            word += c;
            continue;
        }
        if (c != '_' && c != '*' && c != ',') return std::nullopt;
        if (word.empty()) continue;
        const auto month =
            std::find(kMonthsFromApril.begin(), kMonthsFromApril.end(), word.substr(0, 3));
        if (month != kMonthsFromApril.end() && word.size() >= 3)
            months.push_back(static_cast<std::size_t>(month - kMonthsFromApril.begin()));
        else if (std::find(kYearRemarks.begin(), kYearRemarks.end(), word) == kYearRemarks.end())
            return std::nullopt;
        word.clear();
    }
    const auto from = months.size() > 1 ? months.front() : 0;
    const auto to = months.empty() ? kMonthsFromApril.size() - 1 : months.back();
    if (months.size() > 2 || from > to) return std::nullopt;
    const auto text = [&](std::size_t month) {
        constexpr std::size_t kOfFirstYear = 9;  // April to December
        const auto number = (month + 3) % 12 + 1;
        return std::to_string(years->first + (month < kOfFirstYear ? 0 : 1)) +
               (number < 10 ? "-0" : "-") + std::to_string(number);
    };
    return parse_period(text(from) + ".." + text(to));
}

struct DataBankColumns {
    ColumnIndex product, country;
    std::vector<std::pair<std::size_t, Period>> years;

    explicit DataBankColumns(const Rows& rows)
        : product{rows.column({"hscode", "hs_code"})}, country{rows.column({"country"})} {
        for (std::size_t i = 0; i < rows.header().size(); ++i)
            if (const auto year = financial_year(rows.header()[i])) years.emplace_back(i, *year);
    }
};

bool is_data_bank(const Rows& rows) {
    const DataBankColumns columns{rows};
    return rows.has({"s_no", "s_no_", "sno"}) && (columns.product || columns.country) &&
           !columns.years.empty();
}

// What the lines above the header say.
struct DataBankTitles {
    std::optional<Direction> direction;
    std::optional<Money> money;
    std::string country, product;

    explicit DataBankTitles(const Rows& rows) {
        for (std::size_t row = 0; row < rows.header_row(); ++row) {
            std::string line;
            for (const auto& field : rows.head()[row]) line += field + ' ';
            read(line);
        }
    }

private:
    void read(const std::string& line) {
        const auto small = ascii_lower(line);
        const auto holds = [&](std::string_view word) {
            return small.find(word) != std::string::npos;
        };
        // "Export Import Data Bank" says neither.
        const bool exports =
            holds("export ::") || holds("export::") || small.starts_with("export ");
        const bool imports =
            holds("import ::") || holds("import::") || small.starts_with("import ");
        if (exports != imports && !holds("data bank"))
            direction = exports ? Direction::export_ : Direction::import;
        if (holds("us $ mill") || holds("us$ mill") || holds("us $ million"))
            money = Money{"USD", kMillionDollars};
        if (holds("lac") && (holds("rs") || holds("\u20b9") || holds("value")))
            money = Money{"INR", 5};
        if (holds("crore")) money = Money{"INR", 7};
        country = after(line, small, "country:", country);
        const auto goods = after(line, small, "commodity:", "");
        if (!goods.empty()) product = leading_digits(goods);
    }
    static std::string after(const std::string& line, const std::string& small,
                             std::string_view word, std::string before) {
        const auto at = small.find(word);
        if (at == std::string::npos) return before;
        auto text = line.substr(at + word.size());
        const auto begin = text.find_first_not_of(' ');
        if (begin == std::string::npos) return before;
        text = text.substr(begin);
        while (text.ends_with(' ')) text.pop_back();
        return text;
    }
};

bool is_total_row(std::string_view text) {
    const auto small = ascii_lower(text);
    return small.find("total") != std::string::npos || small.starts_with("%share") ||
           small.starts_with("% share");
}

void read_data_bank(Rows& rows, FlowsBuilder& flows) {
    const DataBankColumns columns{rows};
    const DataBankTitles titles{rows};
    const auto direction = titles.direction ? titles.direction : flows.direction_of_table(rows);
    if (!direction) return;
    if (!titles.money) {
        rows.header_fault("E0109", columns.years.front().first, {{"unit", ""}});
        return;
    }
    for (std::size_t i = 0; i < rows.header().size(); ++i)
        if (years_of_name(rows.header()[i]) && !financial_year(rows.header()[i])) {
            rows.header_fault("E0104", i, {{"value", rows.header()[i]}});
            return;
        }
    flows.source().currency = titles.money->currency;
    rows.group_digits();
    const auto name = rows.column({"commodity"});
    while (rows.next()) {
        const auto code = columns.product ? rows.field(*columns.product) : std::string_view{};
        const auto country = columns.country ? rows.field(*columns.country) : std::string_view{};
        // The sum of the rows, that of all goods of the country, and the share of the one in the other.
        if (is_total_row(country) || is_total_row(rows.field(name)) || is_total_row(code)) {
            flows.count_total();
            continue;
        }
        FlowsBuilder::Row row;
        row.reporter = flows.country("IN");
        row.partner = flows.country(columns.country ? country : titles.country);
        row.product = flows.product_of_level(columns.product ? code : titles.product, 0);
        row.direction = *direction;
        for (const auto& [column, year] : columns.years) {
            row.period = flows.period(year);
            const auto value = read_money(rows, column, *titles.money, row.period, flows);
            if (!value) {
                if (is_not_given(rows.field(column))) flows.skip();
                continue;
            }
            row.value = *value;
            flows.add(row);
        }
    }
}

const Layout& india_years() {
    static const Layout layout =
        layout_of("india", "CIF",
                  {{.known_by = {"hscode", "commodity", "value", "country", "year"},
                    .year = {"year"},
                    .reporter_is = "IN",
                    .partner = {"country"},
                    .product = {"hscode"},
                    .value = {"value"},
                    .power = kMillionDollars}});
    return layout;
}

}  // namespace

Layout india_layout() {
    return {"india", "CIF",
            [](const Rows& rows) { return is_data_bank(rows) || india_years().detect(rows); },
            [](Rows& rows, FlowsBuilder& flows) {
                is_data_bank(rows) ? read_data_bank(rows, flows) : india_years().read(rows, flows);
            }};
}

}  // namespace jarip::trade
