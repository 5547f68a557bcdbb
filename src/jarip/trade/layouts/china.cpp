// China customs (stats.customs.gov.cn), in Chinese and, as its English pages write it, in English: USD or yuan, by trade
// mode and place of registration, and no word on the direction.
#include "jarip/core/ascii.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

struct ChinaColumns {
    ColumnIndex period, product, country, country_name, mode, place, value;
    std::array<ColumnIndex, 2> quantities, units;
    Money money;

    explicit ChinaColumns(const Rows& rows)
        : period{rows.column({"数据年月", "月份", "年月", "date_of_data", "data_date", "year_month",
                              "yearmonth", "date", "month"})},
          product{rows.column({"商品编码", "commodity_code"})},
          country{rows.column({"贸易伙伴编码", "trading_partner_code"})},
          country_name{rows.column({"贸易伙伴名称", "trading_partner", "trading_partner_name"})},
          mode{rows.column({"贸易方式编码", "trade_mode_code", "customs_regime_code", "trade_mode",
                            "customs_regime"})},
          place{rows.column({"注册地编码", "registration_place_code", "place_of_registration_code",
                             "code_of_place_of_registration", "registration_place",
                             "place_of_registration"})},
          value{rows.column({"美元", "us_dollar", "us_dollars"})},
          quantities{rows.column({"第一数量", "quantity", "first_quantity"}),
                     rows.column({"第二数量", "supplementary_quantity", "supplimentary_quantity",
                                  "second_quantity"})},
          units{rows.column({"第一计量单位", "unit", "first_unit"}),
                rows.column(
                    {"第二计量单位", "supplementary_unit", "supplimentary_unit", "second_unit"})} {
        if (value) return;
        value = rows.column({"人民币", "renminbi_yuan", "renminbi", "rmb", "yuan"});
        money.currency = "CNY";
    }
    [[nodiscard]] bool complete() const { return product && value && (country || country_name); }
};

std::optional<double> kg_per_china_unit(std::string_view unit) {
    constexpr double kTonne = 1000;
    const auto small = ascii_lower(unit);
    if (unit == "千克" || small == "kilogram" || small == "kilograms" || small == "kg") return 1;
    if (unit == "吨" || small == "ton" || small == "tonne" || small == "metric ton") return kTonne;
    return std::nullopt;
}

void read_china(Rows& rows, FlowsBuilder& flows) {
    const ChinaColumns columns{rows};
    if (!columns.period) {
        rows.diagnostics().error("E0102", {std::string{rows.file()}},
                                 {{"column", rows.has({"商品编码"}) ? "月份" : "Date"}});
        return;
    }
    const auto direction = flows.direction_of_table(rows);
    if (!direction) return;
    flows.source().currency = columns.money.currency;
    rows.group_digits();
    while (rows.next()) {
        const auto period = read_period(rows, *columns.period, flows);
        if (!period) continue;
        const auto code = read_code(rows, *columns.product);
        const auto value = read_money(rows, *columns.value, columns.money, *period, flows);
        if (!value && is_not_given(rows.field(*columns.value))) flows.skip();
        if (!code || !value) continue;
        FlowsBuilder::Row row;
        bool sound = true;
        for (std::size_t i = 0; i < columns.units.size(); ++i) {
            const auto kg = kg_per_china_unit(rows.field(columns.units[i]));
            if (!kg || !columns.quantities[i]) continue;
            const auto mass = read_mass(rows, *columns.quantities[i], *kg);
            sound = sound && mass;
            if (mass) row.mass_kg = *mass;
        }
        if (!sound) continue;
        row.reporter = flows.country("CN");
        const auto partner = columns.country ? read_country(rows, flows, CountryList::china,
                                                            *columns.country, columns.country_name)
                                             : flows.country(rows.field(columns.country_name));
        if (!partner) continue;
        row.partner = *partner;
        row.product = flows.product(*code);
        row.period = *period;
        row.direction = *direction;
        row.value = *value;
        std::vector<PartField> parts;
        for (const auto& column : {columns.mode, columns.place})
            if (column) parts.push_back({rows.header()[*column], rows.field(*column)});
        row.detail = flows.part(parts);
        flows.add(row);
    }
}

}  // namespace

Layout china_customs_layout() {
    return {"china-customs", "CIF", [](const Rows& rows) { return ChinaColumns{rows}.complete(); },
            read_china};
}

}  // namespace jarip::trade
