// UNCTADstat: the trade matrix and the totals of merchandise trade, as its bulk files have them.
#include <string>

#include "jarip/trade/layouts/columns.hpp"

namespace jarip::trade {
namespace {

struct UnctadColumns {
    ColumnIndex year, economy, partner, flow, product, value;
    ColumnIndex economy_code, partner_code;
    int power = 0;
    bool has_unit = false;

    explicit UnctadColumns(const Rows& rows)
        : year{rows.column({"year"})},
          economy{rows.column({"economy_label", "economylabel"})},
          partner{rows.column({"partner_label", "partnerlabel"})},
          flow{rows.column({"flow_label", "flowlabel"})},
          product{rows.column({"product"})},
          economy_code{rows.column({"economy"})},
          partner_code{rows.column({"partner"})} {
        for (std::size_t i = 0; i < rows.header().size() && !value; ++i) {
            const std::string_view name = rows.header()[i];
            const bool is_value = name.find("current_prices") != std::string_view::npos &&
                                  name.starts_with("us") &&
                                  name.find("footnote") == std::string_view::npos &&
                                  name.find("missing") == std::string_view::npos;
            if (!is_value) continue;
            value = i;
            has_unit = true;
            if (name.find("thousand") != std::string_view::npos)
                power = 3;
            else if (name.find("million") != std::string_view::npos)
                power = 6;
            else if (name.find("billion") != std::string_view::npos)
                power = 9;
            else
                has_unit = false;
        }
    }
    [[nodiscard]] bool complete() const { return year && economy && flow && value; }
};

// Its products are those of SITC, revision 3, and groups of them.
constexpr std::string_view kNomenclature = "SITC3:";

// By its name, else by its code: those of countries are the United Nations' with a zero before.
std::uint32_t country(Rows& rows, FlowsBuilder& flows, const ColumnIndex& label,
                      const ColumnIndex& code) {
    const auto name = rows.field(label);
    const auto number = rows.field(code);
    const bool is_country = number.size() == 4 && number.starts_with('0') && number != "0000";
    if (is_country && !flows.knows_country(name, CountryList::iso) &&
        country_code(number.substr(1)))
        return flows.country(number.substr(1));
    return flows.country(name);
}

void read_unctad(Rows& rows, FlowsBuilder& flows) {
    const UnctadColumns columns{rows};
    if (!columns.has_unit) {
        rows.header_fault("E0109", *columns.value, {{"unit", rows.header()[*columns.value]}});
        return;
    }
    while (rows.next()) {
        const auto period = read_period(rows, *columns.year, flows);
        if (!period) continue;
        FlowsBuilder::Row row;
        row.period = *period;
        row.reporter = country(rows, flows, columns.economy, columns.economy_code);
        if (columns.partner)
            row.partner = country(rows, flows, columns.partner, columns.partner_code);
        const auto direction = direction_word(rows.field(*columns.flow));
        if (!direction) {
            rows.fault("E0103", *columns.flow);
            continue;
        }
        row.direction = *direction;
        const auto goods = columns.product ? rows.field(*columns.product) : std::string_view{};
        const bool is_all = goods.empty() || goods == "TOTAL" || goods == "T00";
        row.product = is_all ? flows.product("") : flows.product(goods, kNomenclature);
        const auto value =
            read_money(rows, *columns.value, {"USD", columns.power}, row.period, flows);
        if (!value) {
            if (is_not_given(rows.field(*columns.value))) flows.skip();
            continue;
        }
        row.value = *value;
        flows.add(row);
    }
}

}  // namespace

Layout unctad_layout() {
    return {"unctad", "CIF", [](const Rows& rows) { return UnctadColumns{rows}.complete(); },
            read_unctad};
}

}  // namespace jarip::trade
