// UN Comtrade v1, CSV: 47 columns, of which the codes, primaryValue (USD) and netWgt (kg) are read.
#include "layout.hpp"

namespace jarip::trade {
namespace {

struct Columns {
    std::optional<std::size_t> period, reporter, flow, partner, product, value;
    std::optional<std::size_t> mass, partner2, customs, transport;

    explicit Columns(const Rows& rows)
        : period{rows.column({"period"})},
          reporter{rows.column({"reporteriso", "reportercode"})},
          flow{rows.column({"flowcode"})},
          partner{rows.column({"partneriso", "partnercode"})},
          product{rows.column({"cmdcode"})},
          value{rows.column({"primaryvalue"})},
          mass{rows.column({"netwgt"})},
          partner2{rows.column({"partner2code"})},
          customs{rows.column({"customscode"})},
          transport{rows.column({"motcode"})} {}

    [[nodiscard]] bool complete() const {
        return period && reporter && flow && partner && product && value;
    }
};

bool detect(const Rows& rows) { return Columns{rows}.complete(); }

// A row of one means of transport, customs procedure or second partner stands beside the one of all.
bool is_breakdown(Rows& rows, const Columns& columns) {
    const auto other = [&](const std::optional<std::size_t>& column, std::string_view all) {
        if (!column) return false;
        const auto code = rows.field(*column);
        return !code.empty() && code != all;
    };
    return other(columns.partner2, "0") || other(columns.customs, "C00") ||
           other(columns.transport, "0");
}

void read(Rows& rows, FlowsBuilder& flows) {
    const Columns columns{rows};
    while (rows.next()) {
        // Flows of other kinds (domestic exports, goods for processing) are parts of M and X.
        const auto direction = direction_word(rows.field(*columns.flow));
        if (!direction || is_breakdown(rows, columns) || rows.field(*columns.value).empty()) {
            flows.pass_over();
            continue;
        }
        const auto period = flows.period(rows.field(*columns.period));
        if (!period) {
            rows.fault("E0104", *columns.period);
            continue;
        }
        const auto value = read_value(rows, *columns.value, 0);
        const auto code = read_code(rows, *columns.product);
        if (!value || !code) continue;
        FlowsBuilder::Row row;
        row.product = flows.product(*code);
        row.reporter = flows.country(rows.field(*columns.reporter));
        row.partner = flows.country(rows.field(*columns.partner));
        row.period = *period;
        row.direction = *direction;
        row.value = *value;
        if (columns.mass) {
            const auto mass = read_mass(rows, *columns.mass, 1);
            if (!mass) continue;
            // Comtrade writes 0 for a weight that it does not know.
            row.mass_kg = *mass > 0 ? *mass : -1;
        }
        flows.add(row);
    }
}

}  // namespace

Layout comtrade_layout() { return {"comtrade", detect, read}; }

}  // namespace jarip::trade
