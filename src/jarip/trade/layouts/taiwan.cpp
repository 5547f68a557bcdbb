// Taiwan: the customs portal (GA30), thousand USD or thousand Taiwan dollars, years of the Republic; and an English
// table made of it.
#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

std::optional<Direction> taiwan_direction(std::string_view words) {
    const auto holds = [&](std::string_view word) {
        return words.find(word) != std::string_view::npos;
    };
    // 出口總值(含復出口) is all exports, those of foreign goods among them.
    if (words.starts_with("復出口")) return Direction::re_export;
    if (words.starts_with("復進口")) return Direction::re_import;
    if (holds("出口")) return Direction::export_;
    if (holds("進口")) return Direction::import;
    return direction_word(words);
}

ColumnIndex value_column(const Rows& rows) {
    for (std::size_t i = 0; i < rows.header().size(); ++i)
        if (money_in_words(rows.header()[i])) return i;
    return std::nullopt;
}

struct TaiwanColumns {
    ColumnIndex flow, period, product, country, value;

    explicit TaiwanColumns(const Rows& rows)
        : flow{rows.column({"進出口別"})},
          period{rows.column({"日期"})},
          product{rows.column({"貨品號列", "貨品分類"})},
          country{rows.column({"國家", "國家別", "國家_地區"})},
          value{value_column(rows)} {}
    [[nodiscard]] bool complete() const { return flow && period && product && value; }
};

void read_portal(Rows& rows, FlowsBuilder& flows) {
    const TaiwanColumns columns{rows};
    const Money money = *money_in_words(rows.header()[*columns.value]);
    constexpr std::size_t kDigits = 11;
    flows.source().currency = money.currency;
    flows.expect_digits(kDigits);
    rows.group_digits();
    while (rows.next()) {
        const auto period = read_period(rows, *columns.period, flows);
        if (!period) continue;
        const auto side = taiwan_direction(rows.field(*columns.flow));
        if (!side) {
            rows.fault("E0103", *columns.flow);
            continue;
        }
        const auto code = read_code(rows, *columns.product);
        const auto value = read_money(rows, *columns.value, money, *period, flows);
        if (!value && is_not_given(rows.field(*columns.value))) flows.skip();
        if (!code || !value) continue;
        FlowsBuilder::Row row;
        row.reporter = flows.country("TW");
        if (columns.country) row.partner = flows.country(rows.field(*columns.country));
        row.product = flows.product(*code);
        row.period = *period;
        row.direction = *side;
        row.value = *value;
        flows.add(row);
    }
}

bool is_english(const Rows& rows) {
    return rows.has_all({"year", "country", "hs_code", "description"}) &&
           rows.has({"export_value_usd", "import_value_usd"}) && rows.header().size() == 5;
}

void read_english(Rows& rows, FlowsBuilder& flows) {
    const ColumnIndex exports = rows.column({"export_value_usd"});
    const ColumnIndex value = exports ? exports : rows.column({"import_value_usd"});
    const ColumnIndex year = rows.column({"year"});
    const ColumnIndex country = rows.column({"country"});
    const ColumnIndex product = rows.column({"hs_code"});
    rows.group_digits();
    while (rows.next()) {
        const auto period = read_period(rows, *year, flows);
        if (!period) continue;
        const auto code = read_code(rows, *product);
        const auto amount = read_value(rows, *value, 0);
        if (!amount && is_not_given(rows.field(*value))) flows.skip();
        if (!code || !amount) continue;
        FlowsBuilder::Row row;
        row.reporter = flows.country("TW");
        row.partner = flows.country(rows.field(*country));
        row.product = flows.product(*code);
        row.period = *period;
        row.direction = exports ? Direction::export_ : Direction::import;
        row.value = *amount;
        flows.add(row);
    }
}

}  // namespace

Layout taiwan_portal_layout() {
    return {"taiwan-portal", "CIF", [](const Rows& rows) { return TaiwanColumns{rows}.complete(); },
            read_portal};
}

Layout taiwan_portal_english_layout() {
    return {"taiwan-portal-english", "CIF", is_english, read_english};
}

}  // namespace jarip::trade
