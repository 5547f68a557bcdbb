// Eurostat Comext, bulk files: the columns of today, those until about 2023, and those of today without header. Euro
// and kg; CN codes of eight digits, confidential ones with letters.
#include <algorithm>

#include "jarip/trade/flows/repeats.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

const std::vector<std::string>& names_of_today() {
    static const std::vector<std::string> names{
        "reporter",      "partner",        "trade_type",         "product_nc",   "product_sitc",
        "product_cpa21", "product_cpa22",  "product_bec",        "product_bec5", "product_section",
        "flow",          "stat_procedure", "suppl_unit",         "period",       "value_eur",
        "value_nac",     "quantity_kg",    "quantity_suppl_unit"};
    return names;
}

struct ComextColumns {
    ColumnIndex reporter, partner, type, product, flow, procedure, period, value, mass;
    bool has_regimes;

    explicit ComextColumns(const Rows& rows)
        : reporter{rows.column({"declarant_iso", "reporter_iso", "reporter", "declarant"})},
          partner{rows.column({"partner_iso", "partner"})},
          type{rows.column({"trade_type"})},
          product{rows.column({"product_nc"})},
          flow{rows.column({"flow"})},
          procedure{rows.column({"stat_procedure", "stat_regime"})},
          period{rows.column({"period"})},
          value{rows.column({"value_eur", "value_in_euros"})},
          mass{rows.column({"quantity_kg", "quantity_in_kg"})},
          has_regimes{rows.column({"stat_regime"}).has_value()} {}

    [[nodiscard]] bool complete() const {
        return reporter && partner && product && flow && period && value;
    }
    // The statistical regimes of before have 4 for the sum of all others (Eurostat, format of the CD-ROM, 2001).
    [[nodiscard]] bool is_total(std::string_view code) const {
        return is_total_word(code) || (has_regimes && code == "4");
    }
};

bool is_headerless_comext(const std::vector<std::string>& first) {
    constexpr std::size_t kType = 2, kFlow = 10, kPeriod = 13;
    const auto& names = names_of_today();
    return first.size() == names.size() && first[0].size() == 2 &&
           (first[kType] == "I" || first[kType] == "E") &&
           (first[kFlow] == "1" || first[kFlow] == "2") && first[kPeriod].size() == 6 &&
           first[kPeriod].find_first_not_of("0123456789") == std::string::npos;
}

void read_rows(Rows& rows, FlowsBuilder& flows) {
    const ComextColumns columns{rows};
    flows.source().currency = "EUR";
    while (rows.next()) {
        const auto period = read_period(rows, *columns.period, flows);
        if (!period) continue;
        const auto flow = rows.field(*columns.flow);
        if (flow != "1" && flow != "2") {
            rows.fault("E0103", *columns.flow);
            continue;
        }
        const auto code = read_code(rows, *columns.product);
        const auto value = read_money(rows, *columns.value, {"EUR", 0}, *period, flows);
        const auto mass = columns.mass ? read_mass(rows, *columns.mass, 1) : -1.0;
        if (!value && is_not_given(rows.field(*columns.value))) flows.skip();
        if (!code || !value || !mass) continue;
        FlowsBuilder::Row row;
        row.reporter = flows.country(rows.field(*columns.reporter));
        row.partner = flows.country(rows.field(*columns.partner));
        row.product = flows.product(*code);
        row.period = *period;
        row.direction = flow == "1" ? Direction::import : Direction::export_;
        row.value = *value;
        row.mass_kg = *mass;
        const auto type = rows.field(columns.type);
        const auto procedure = rows.field(columns.procedure);
        if (columns.is_total(procedure))
            flows.expect_wholes();
        else
            row.detail = flows.part({{"trade_type", type}, {"stat_procedure", procedure}});
        flows.add(row);
    }
}

}  // namespace

Layout comext_layout() {
    return {"comext", "CIF",
            [](const Rows& rows) {
                return ComextColumns{rows}.complete() ||
                       (rows.header_row() == 0 && is_headerless_comext(rows.head()[0]));
            },
            [](Rows& rows, FlowsBuilder& flows) {
                if (!ComextColumns{rows}.complete()) {
                    rows.name_columns(names_of_today());
                    rows.header_is_data();
                }
                read_rows(rows, flows);
            }};
}

}  // namespace jarip::trade
