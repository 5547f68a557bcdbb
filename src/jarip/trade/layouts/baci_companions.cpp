// The files that stand beside BACI: what its numbers of countries and its codes mean.
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

void read_countries(Rows& rows, FlowsBuilder& flows) {
    const auto code = rows.column({"country_code"});
    const auto iso2 = rows.column({"country_iso2", "iso_2digit_alpha"});
    const auto name =
        rows.column({"country_name", "country_name_full", "country_name_abbreviation"});
    while (rows.next()) {
        const auto label = rows.field(iso2);
        flows.name_country(rows.field(*code), is_not_given(label) ? rows.field(name) : label);
        flows.count_name();
    }
}

void read_products(Rows& rows, FlowsBuilder& flows) {
    const auto code = rows.column({"code"});
    const auto description = rows.column({"description"});
    while (rows.next()) {
        flows.name_product(rows.field(*code), rows.field(*description));
        flows.count_name();
    }
}

}  // namespace

Layout baci_countries_layout() {
    return {"baci-countries", "",
            [](const Rows& rows) {
                return rows.has_all({"country_code"}) &&
                       rows.has({"country_iso2", "iso_2digit_alpha"}) &&
                       rows.has({"country_name", "country_name_full", "country_name_abbreviation"});
            },
            read_countries};
}

Layout baci_products_layout() {
    return {"baci-products", "",
            [](const Rows& rows) {
                return rows.header() == std::vector<std::string>{"code", "description"};
            },
            read_products};
}

}  // namespace jarip::trade
