// UN Comtrade: v1 (comtradeplus) as CSV and JSON, 47 names, and as comtradr writes them; the service before it (until 2023) as
// CSV of any choice of columns and as JSON. Values in USD, net weights in kg.
#include <algorithm>
#include <charconv>

#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

struct ComtradeColumns {
    ColumnIndex period, year, month;
    // The first of them that says something counts: codes of ISO, numbers, names.
    std::array<ColumnIndex, 3> reporter, partner;
    std::array<ColumnIndex, 2> flow;  // its code, and the words
    ColumnIndex product, value;
    ColumnIndex mass, partner2, customs, transport, classification, level;

    [[nodiscard]] bool complete() const {
        return (period || year) && (flow[0] || flow[1]) && product && value;
    }
};

ComtradeColumns v1_columns(const Rows& rows) {
    return {
        .period = rows.column({"period"}),
        .year = rows.column({"refyear", "ref_year"}),
        .month = rows.column({"refmonth", "ref_month"}),
        .reporter = {rows.column({"reporteriso", "reporter_iso"}),
                     rows.column({"reportercode", "reporter_code"}),
                     rows.column({"reporterdesc", "reporter_desc"})},
        .partner = {rows.column({"partneriso", "partner_iso"}),
                    rows.column({"partnercode", "partner_code"}),
                    rows.column({"partnerdesc", "partner_desc"})},
        .flow = {rows.column({"flowcode", "flow_code"}), rows.column({"flowdesc", "flow_desc"})},
        .product = rows.column({"cmdcode", "cmd_code"}),
        .value = rows.column({"primaryvalue", "primary_value"}),
        .mass = rows.column({"netwgt", "net_wgt"}),
        .partner2 = rows.column({"partner2code", "partner2_code"}),
        .customs = rows.column({"customscode", "customs_code"}),
        .transport = rows.column({"motcode", "mot_code"}),
        .classification = rows.column({"classificationcode", "classification_code"}),
        .level = rows.column({"aggrlevel", "aggr_level"})};
}

ComtradeColumns legacy_columns(const Rows& rows) {
    return {
        .period = rows.column({"period"}),
        .year = rows.column({"year", "yr"}),
        .month = {},
        .reporter = {rows.column({"reporter_iso", "rt3iso"}),
                     rows.column({"reporter_code", "rtcode"}),
                     rows.column({"reporter", "rttitle"})},
        .partner = {rows.column({"partner_iso", "pt3iso"}), rows.column({"partner_code", "ptcode"}),
                    rows.column({"partner", "pttitle"})},
        .flow = {rows.column({"trade_flow_code", "rgcode"}), rows.column({"trade_flow", "rgdesc"})},
        .product = rows.column({"commodity_code", "cmdcode"}),
        .value = rows.column({"trade_value_us$", "tradevalue", "trade_value_us"}),
        .mass = rows.column({"netweight_kg", "netweight"}),
        .partner2 = rows.column({"2nd_partner_code", "ptcode2"}),
        .customs = rows.column({"customs_proc_code", "cstcode"}),
        .transport = rows.column({"mode_of_transport_code", "motcode"}),
        .classification = rows.column({"classification", "pfcode"}),
        .level = rows.column({"aggregate_level", "aggrlevel"})};
}

std::optional<Direction> legacy_direction(std::string_view code) {
    if (code == "1") return Direction::import;
    if (code == "2") return Direction::export_;
    if (code == "3") return Direction::re_export;
    if (code == "4") return Direction::re_import;
    return direction_word(code);
}

// Flows that are parts of imports and exports: domestic exports, goods for processing.
bool is_part_of_flows(std::string_view code) {
    constexpr std::array<std::string_view, 13> kParts{"DX",
                                                      "FM",
                                                      "MIP",
                                                      "MOP",
                                                      "XIP",
                                                      "XOP",
                                                      "RMIP",
                                                      "RXOP",
                                                      "domestic export",
                                                      "Domestic Export",
                                                      "Foreign Import",
                                                      "foreign import",
                                                      "import of goods for inward processing"};
    return std::find(kParts.begin(), kParts.end(), code) != kParts.end() ||
           code.find("processing") != std::string_view::npos;
}

class ComtradeReader {
public:
    ComtradeReader(Rows& rows, FlowsBuilder& flows, const ComtradeColumns& columns,
                   std::optional<Direction> (*direction)(std::string_view))
        : rows_{rows}, flows_{flows}, columns_{columns}, direction_{direction} {}

    void read() {
        rows_.find_grouped_digits(*columns_.value);
        const auto name = [&](const ColumnIndex& column) {
            return column ? rows_.header()[*column] : std::string{};
        };
        flows_.name_parts(
            {name(columns_.transport), name(columns_.customs), name(columns_.partner2)});
        while (rows_.next()) read_row();
    }

private:
    void read_row() {
        if (is_not_given(rows_.field(*columns_.value))) return flows_.skip();
        const auto direction = read_direction();
        if (!direction) return;
        const auto period = read_row_period();
        if (!period) return;
        const auto value = read_value(rows_, *columns_.value, 0);
        const auto code = read_code(rows_, *columns_.product);
        if (!value || !code) return;
        FlowsBuilder::Row row;
        const auto classification = rows_.field(columns_.classification);
        const auto& nomenclature = nomenclature_named(classification);
        row.product = nomenclature.empty() ? flows_.product_of_level(*code, level())
                                           : flows_.product(*code, nomenclature);
        if (columns_.reporter[0] || columns_.reporter[1] || columns_.reporter[2])
            row.reporter = flows_.country(first_given(columns_.reporter));
        row.partner = flows_.country(first_given(columns_.partner));
        row.period = *period;
        row.direction = *direction;
        row.value = *value;
        if (columns_.mass) {
            const auto mass = read_mass(rows_, *columns_.mass, 1);
            if (!mass) return;
            // Comtrade writes 0 for a weight that it does not know.
            row.mass_kg = *mass > 0 ? *mass : -1;
        }
        row.hs_revision = note_hs_revision(flows_, classification);
        // A row of one means of transport, customs procedure or second partner stands beside that of all.
        const unsigned kinds = (is_part(columns_.transport, {"0"}) ? kTransport : 0U) |
                               (is_part(columns_.customs, {"C00", "0"}) ? kProcedure : 0U) |
                               (is_part(columns_.partner2, {"0"}) ? kSecondPartner : 0U);
        if (kinds == 0) return flows_.add(row);
        flows_.skip();
        row.detail =
            detail_of({(kinds & kProcedure) != 0 ? rows_.field(columns_.customs) : "",
                       (kinds & kSecondPartner) != 0 ? rows_.field(columns_.partner2) : ""});
        flows_.add_part(kinds, rows_.field(columns_.transport), row);
    }

    // By the code, or by the word where that says nothing: some tables have the code 0 in all rows.
    std::optional<Direction> read_direction() {
        const ColumnIndex* said = nullptr;
        for (const ColumnIndex& column : columns_.flow) {
            if (!column || rows_.field(*column).empty()) continue;
            if (const auto direction = direction_(rows_.field(*column))) return direction;
            if (is_part_of_flows(rows_.field(*column))) {
                flows_.skip();
                return std::nullopt;
            }
            said = &column;
        }
        if (said == nullptr) said = columns_.flow[0] ? &columns_.flow[0] : &columns_.flow[1];
        rows_.fault("E0103", **said);
        return std::nullopt;
    }

    std::optional<std::uint32_t> read_row_period() {
        if (columns_.period) return read_period(rows_, *columns_.period, flows_);
        std::string text{rows_.field(*columns_.year)};
        // Months of a year, of which the 52nd is all of it.
        const auto month = rows_.field(columns_.month);
        if (!month.empty() && month != "52" && month != "0")
            text += (month.size() == 1 ? "-0" : "-") + std::string{month};
        return read_period(rows_, *columns_.year, text, flows_);
    }

    // How many digits the code of this row has; 0 where that is not said.
    [[nodiscard]] std::size_t level() {
        std::size_t digits = 0;
        const auto said = rows_.field(columns_.level);
        const auto fault = std::from_chars(said.data(), said.data() + said.size(), digits).ec;
        return fault == std::errc{} ? digits : 0;
    }

    // Rows of one nomenclature follow one another.
    [[nodiscard]] const std::string& nomenclature_named(std::string_view classification) {
        if (classification != last_classification_) {
            last_classification_ = classification;
            last_nomenclature_ = nomenclature(classification);
        }
        return last_nomenclature_;
    }

    // Areas without ISO code have a number only.
    [[nodiscard]] std::string_view first_given(const std::array<ColumnIndex, 3>& columns) {
        for (const auto& column : columns)
            if (const auto text = rows_.field(column); !is_not_given(text)) return text;
        return "";
    }

    [[nodiscard]] bool is_part(const ColumnIndex& column,
                               std::initializer_list<std::string_view> all) {
        const auto code = rows_.field(column);
        return !is_not_given(code) && std::find(all.begin(), all.end(), code) == all.end();
    }

    Rows& rows_;
    FlowsBuilder& flows_;
    ComtradeColumns columns_;
    std::optional<Direction> (*direction_)(std::string_view);
    std::string last_classification_, last_nomenclature_;
};

}  // namespace

Layout comtrade_layout() {
    return {"comtrade", "CIF", [](const Rows& rows) { return v1_columns(rows).complete(); },
            [](Rows& rows, FlowsBuilder& flows) {
                ComtradeReader{rows, flows, v1_columns(rows), direction_word}.read();
            }};
}

Layout comtrade_legacy_layout() {
    return {"comtrade-legacy", "CIF",
            [](const Rows& rows) { return legacy_columns(rows).complete(); },
            [](Rows& rows, FlowsBuilder& flows) {
                ComtradeReader{rows, flows, legacy_columns(rows), legacy_direction}.read();
            }};
}

}  // namespace jarip::trade
