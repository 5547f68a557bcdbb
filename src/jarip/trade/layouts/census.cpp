// US Census, the API of international trade: lists of texts, the first of them the header; USD.
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

struct CensusColumns {
    Direction direction = Direction::import;
    std::optional<std::size_t> product, country, name, level, period, value;
    bool year_to_date = false;

    explicit CensusColumns(const Rows& rows)
        : country{rows.column({"cty_code"})},
          name{rows.column({"cty_name"})},
          level{rows.column({"summary_lvl"})},
          period{rows.column({"time", "period"})} {
        product = rows.column({"i_commodity"});
        value = rows.column({"gen_val_mo", "con_val_mo"});
        auto yearly = rows.column({"gen_val_yr", "con_val_yr"});
        if (!product) {
            direction = Direction::export_;
            product = rows.column({"e_commodity"});
            value = rows.column({"all_val_mo"});
            yearly = rows.column({"all_val_yr"});
        }
        // Sums of the year so far, which the months beside them hold already.
        year_to_date = !value && yearly;
        if (year_to_date) value = yearly;
    }
    [[nodiscard]] bool complete() const { return product && country && period && value; }
};

void read_census(Rows& rows, FlowsBuilder& flows) {
    const CensusColumns columns{rows};
    while (rows.next()) {
        const auto period = read_period(rows, *columns.period, flows);
        if (!period) continue;
        const auto value = read_value(rows, *columns.value, 0);
        const auto code = read_code(rows, *columns.product);
        if (!value && is_not_given(rows.field(*columns.value))) flows.skip();
        if (!value || !code) continue;
        FlowsBuilder::Row row;
        row.reporter = flows.country("US");
        row.product = flows.product(*code);
        row.period = columns.year_to_date ? flows.year_to_date(*period) : *period;
        row.direction = columns.direction;
        row.value = *value;
        // Groups of countries have codes such as 0003 and 1XXX.
        const auto country = rows.field(*columns.country);
        const bool group = country.starts_with("00") ||
                           country.find('X') != std::string_view::npos ||
                           rows.field(columns.level) == "CGP";
        const auto partner =
            group ? flows.group(columns.name ? rows.field(columns.name) : country)
                  : read_country(rows, flows, CountryList::census, *columns.country, columns.name);
        if (!partner) continue;
        row.partner = *partner;
        flows.add(row);
    }
}

}  // namespace

Layout census_layout() {
    return {"census", "FOB", [](const Rows& rows) { return CensusColumns{rows}.complete(); },
            read_census};
}

}  // namespace jarip::trade
