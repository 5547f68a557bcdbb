// USA Trade Online of the US Census Bureau: titles, a header, a code and its name in one field; USD. What is imported by
// its customs value is without freight.
#include "jarip/trade/layouts/columns.hpp"

namespace jarip::trade {
namespace {

struct UsaTradeColumns {
    Direction direction = Direction::import;
    std::string_view valued = "FOB";
    ColumnIndex product, country, time, value, mass;
    std::vector<std::size_t> parts;

    explicit UsaTradeColumns(const Rows& rows)
        : product{rows.column({"commodity", "commodities"})},
          country{rows.column({"country", "countries"})},
          time{rows.column({"time", "period"})} {
        // The first that is there; others say the same again, or a part of it.
        for (const std::string_view start :
             {"customs_value_gen", "cif_value_gen", "customs_value_cons", "cif_value_cons",
              "total_exports_value", "total_value", "value_$us", "fas_value",
              "domestic_exports_value"}) {
            value = beginning(rows, start);
            if (!value) continue;
            if (start.find("export") != std::string_view::npos || start == "fas_value" ||
                ((start == "total_value" || start == "value_$us") && says_exports(rows)))
                direction = Direction::export_;
            if (start.starts_with("cif")) valued = "CIF";
            break;
        }
        for (const std::string_view name : {"state", "district", "port", "district_of_unlading"})
            if (const auto column = rows.column({name})) parts.push_back(*column);
    }
    [[nodiscard]] bool complete() const { return product && time && value; }

    static ColumnIndex beginning(const Rows& rows, std::string_view start) {
        for (std::size_t i = 0; i < rows.header().size(); ++i)
            if (rows.header()[i].starts_with(start)) return i;
        return std::nullopt;
    }
    static bool says_exports(const Rows& rows) {
        for (std::size_t row = 0; row < rows.header_row(); ++row)
            for (const auto& title : rows.head()[row])
                if (title.find("Export") != std::string::npos &&
                    title.find("Import and Export") == std::string::npos)
                    return true;
        return false;
    }
};

bool is_all(std::string_view field) {
    return field.starts_with("All ") || field.starts_with("Total") || field.ends_with(" Total") ||
           field.starts_with("U.S. Total") || field == "United States";
}

void read_report(Rows& rows, FlowsBuilder& flows) {
    const UsaTradeColumns columns{rows};
    rows.group_digits();
    flows.source().imports_valued = columns.valued;
    flows.parts_are_chosen();
    while (rows.next()) {
        const auto period = read_period(rows, *columns.time, flows);
        if (!period) continue;
        const auto goods = rows.field(*columns.product);
        const auto code = leading_digits(goods);
        const auto value = read_value(rows, *columns.value, 0);
        if (!value) {
            if (is_not_given(rows.field(*columns.value))) flows.skip();
            continue;
        }
        FlowsBuilder::Row row;
        row.reporter = flows.country("US");
        // A name without a code that is no total stays, and is said to be none.
        row.product = flows.product(code.empty() && !is_all(goods) ? goods : code);
        if (columns.country) row.partner = flows.country(rows.field(*columns.country));
        row.period = *period;
        row.direction = columns.direction;
        row.value = *value;
        std::vector<PartField> parts;
        for (const auto column : columns.parts) {
            const auto part = rows.field(column);
            parts.push_back({rows.header()[column], is_all(part) ? "total" : part});
        }
        row.detail = flows.part(parts);
        flows.add(row);
    }
}

}  // namespace

Layout usa_trade_layout() {
    return {"usa-trade", "FOB", [](const Rows& rows) { return UsaTradeColumns{rows}.complete(); },
            read_report};
}

}  // namespace jarip::trade
