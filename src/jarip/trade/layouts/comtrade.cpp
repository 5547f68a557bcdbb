// UN Comtrade: v1 (comtradeplus) as CSV and JSON, 47 names, and the service before it (until 2023) as CSV of 22 or 35
// columns and as JSON. Values in USD, net weights in kg.
#include <algorithm>

#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

using Column = std::optional<std::size_t>;

struct Columns {
    Column period, reporter, reporter_code, flow, partner, partner_code, product, value;
    Column mass, partner2, customs, transport, classification;

    [[nodiscard]] bool complete() const {
        return period && (reporter || reporter_code) && flow && (partner || partner_code) &&
               product && value;
    }
};

Columns v1_columns(const Rows& rows) {
    return {.period = rows.column({"period"}),
            .reporter = rows.column({"reporteriso"}),
            .reporter_code = rows.column({"reportercode"}),
            .flow = rows.column({"flowcode"}),
            .partner = rows.column({"partneriso"}),
            .partner_code = rows.column({"partnercode"}),
            .product = rows.column({"cmdcode"}),
            .value = rows.column({"primaryvalue"}),
            .mass = rows.column({"netwgt"}),
            .partner2 = rows.column({"partner2code"}),
            .customs = rows.column({"customscode"}),
            .transport = rows.column({"motcode"}),
            .classification = rows.column({"classificationcode"})};
}

Columns legacy_columns(const Rows& rows) {
    return {.period = rows.column({"period"}),
            .reporter = rows.column({"reporter_iso", "rt3iso"}),
            .reporter_code = rows.column({"reporter_code", "rtcode"}),
            .flow = rows.column({"trade_flow_code", "rgcode"}),
            .partner = rows.column({"partner_iso", "pt3iso"}),
            .partner_code = rows.column({"partner_code", "ptcode"}),
            .product = rows.column({"commodity_code", "cmdcode"}),
            .value = rows.column({"trade_value_us$", "tradevalue"}),
            .mass = rows.column({"netweight_kg", "netweight"}),
            .partner2 = rows.column({"2nd_partner_code", "ptcode2"}),
            .customs = rows.column({"customs_proc_code", "cstcode"}),
            .transport = rows.column({"mode_of_transport_code", "motcode"}),
            .classification = rows.column({"classification", "pfcode"})};
}

std::optional<Direction> legacy_direction(std::string_view code) {
    if (code == "1") return Direction::import;
    if (code == "2") return Direction::export_;
    if (code == "3") return Direction::re_export;
    if (code == "4") return Direction::re_import;
    return std::nullopt;
}

class RowReader {
public:
    RowReader(Rows& rows, FlowsBuilder& flows, const Columns& columns,
              std::optional<Direction> (*direction)(std::string_view))
        : rows_{rows}, flows_{flows}, columns_{columns}, direction_{direction} {}

    void read() {
        while (rows_.next()) read_row();
    }

private:
    void read_row() {
        // Flows of other kinds (domestic exports, goods for processing) are parts of M and X.
        const auto direction = direction_(rows_.field(*columns_.flow));
        if (!direction || is_not_given(rows_.field(*columns_.value))) return flows_.pass_over();
        const auto period = read_period(rows_, *columns_.period, flows_);
        if (!period) return;
        const auto value = read_value(rows_, *columns_.value, 0);
        const auto code = read_code(rows_, *columns_.product);
        if (!value || !code) return;
        FlowsBuilder::Row row;
        row.product = flows_.product(*code);
        row.reporter = flows_.country(label(columns_.reporter, columns_.reporter_code));
        row.partner = flows_.country(label(columns_.partner, columns_.partner_code));
        row.period = *period;
        row.direction = *direction;
        row.value = *value;
        if (columns_.mass) {
            const auto mass = read_mass(rows_, *columns_.mass, 1);
            if (!mass) return;
            // Comtrade writes 0 for a weight that it does not know.
            row.mass_kg = *mass > 0 ? *mass : -1;
        }
        note_hs_revision(flows_, rows_.field(columns_.classification));
        // A row of one means of transport, customs procedure or second partner stands beside that of all.
        const bool transport = is_part(columns_.transport, {"0"});
        const bool customs = is_part(columns_.customs, {"C00", "0"});
        const bool partner2 = is_part(columns_.partner2, {"0"});
        if (!transport && !customs && !partner2) return flows_.add(row);
        flows_.pass_over();
        if (transport && !customs && !partner2) flows_.add_part(Breakdown::transport, row);
        if (customs && !transport && !partner2) flows_.add_part(Breakdown::procedure, row);
        if (partner2 && !transport && !customs) flows_.add_part(Breakdown::second_partner, row);
    }

    // Areas without ISO code have a number only.
    [[nodiscard]] std::string_view label(const Column& iso, const Column& number) {
        const auto text = rows_.field(iso);
        return is_not_given(text) && number ? rows_.field(number) : text;
    }

    [[nodiscard]] bool is_part(const Column& column, std::initializer_list<std::string_view> all) {
        const auto code = rows_.field(column);
        return !is_not_given(code) && std::find(all.begin(), all.end(), code) == all.end();
    }

    Rows& rows_;
    FlowsBuilder& flows_;
    Columns columns_;
    std::optional<Direction> (*direction_)(std::string_view);
};

}  // namespace

Layout comtrade_layout() {
    return {"comtrade", [](const Rows& rows) { return v1_columns(rows).complete(); },
            [](Rows& rows, FlowsBuilder& flows) {
                RowReader{rows, flows, v1_columns(rows), direction_word}.read();
            }};
}

Layout comtrade_legacy_layout() {
    return {"comtrade-legacy", [](const Rows& rows) { return legacy_columns(rows).complete(); },
            [](Rows& rows, FlowsBuilder& flows) {
                RowReader{rows, flows, legacy_columns(rows), legacy_direction}.read();
            }};
}

}  // namespace jarip::trade
