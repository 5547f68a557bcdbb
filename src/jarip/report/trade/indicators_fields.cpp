// The indicators of a reporter and goods: of all the period, and point by point.
#include "jarip/report/trade/fields.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {
namespace {

using trade::BasketCode;
using trade::Indicators;
using trade::Partner;

const Fields<Partner>& partner_fields() {
    static constexpr FieldList fields{
        "partner",
        field::country<&Partner::country>("country"),
        field::money<&Partner::imports>("imports").in(kDollars),
        field::money<&Partner::exports>("exports").in(kDollars),
        field::share<&Partner::share>("share").titled("fields.share_imports"),
        field::share<&Partner::share_exports>("share_exports"),
        field::money<&Partner::balance>("balance").in(kDollars),
        field::number<&Partner::tsi>("tsi").at_least(-1).at_most(1).with_decimals(4),
        field::ratio<&Partner::growth_imports>("growth_imports").at_least(-1),
        field::ratio<&Partner::growth_exports>("growth_exports").at_least(-1),
        field::ratio<&Partner::contribution_imports>("contribution_imports"),
        field::ratio<&Partner::contribution_exports>("contribution_exports"),
        field::quantity<&Partner::unit_value_imports>("unit_value_imports", "USD/kg"),
        field::quantity<&Partner::unit_value_exports>("unit_value_exports", "USD/kg"),
    };
    return fields;
}

const Fields<Indicators>& figure_fields() {
    static constexpr FieldList fields{
        "figures",
        field::money<&Indicators::imports>("imports").in(kDollars).says(
            "null: the tables say nothing of imports"),
        field::money<&Indicators::exports>("exports").in(kDollars),
        field::ratio<&Indicators::exports_over_imports>("exports_over_imports"),
        field::money<&Indicators::balance>("balance").in(kDollars),
        field::number<&Indicators::tsi>("tsi").at_least(-1).at_most(1).with_decimals(4),
        field::ratio<&Indicators::growth_imports>("growth_imports").at_least(-1),
        field::ratio<&Indicators::growth_exports>("growth_exports").at_least(-1),
        field::money<&Indicators::imports_a_year_earlier>("imports_a_year_earlier").in(kDollars),
        field::money<&Indicators::exports_a_year_earlier>("exports_a_year_earlier").in(kDollars),
        field::number<&Indicators::hhi_suppliers>("hhi_suppliers")
            .at_least(0)
            .at_most(1)
            .with_decimals(4),
        field::number<&Indicators::hhi_10000>("hhi_10000").at_least(0).at_most(10000),
        field::number<&Indicators::effective_suppliers>("effective_suppliers")
            .at_least(1)
            .with_decimals(2),
        field::share<&Indicators::largest_share>("largest_share"),
        field::quantity<&Indicators::unit_value_imports>("unit_value_imports", "USD/kg"),
        field::quantity<&Indicators::unit_value_exports>("unit_value_exports", "USD/kg"),
        field::money<&Indicators::imports_krw>("imports_krw").in("KRW"),
        field::number<&Indicators::rca>("rca").at_least(0).with_decimals(4),
        field::number<&Indicators::rsca>("rsca").at_least(-1).at_most(1).with_decimals(4),
        field::money<&Indicators::production>("production")
            .titled("fields.domestic_production")
            .in(kDollars),
        field::ratio<&Indicators::import_penetration>("import_penetration"),
    };
    return fields;
}

const Fields<Indicators>& missing_fields() {
    static constexpr FieldList fields{
        "missing",
        field::list<&Indicators::missing_imports, span_fields>("imports").in_one_cell(),
        field::list<&Indicators::missing_exports, span_fields>("exports").in_one_cell(),
    };
    return fields;
}
const Fields<Indicators>& no_rows_fields() {
    static constexpr FieldList fields{
        "no_rows",
        field::list<&Indicators::no_rows_imports, span_fields>("imports").in_one_cell(),
        field::list<&Indicators::no_rows_exports, span_fields>("exports").in_one_cell(),
    };
    return fields;
}
const Fields<Indicators>& coarser_fields() {
    static constexpr FieldList fields{
        "coarser_only",
        field::id<&Indicators::coarser_only_imports>("imports").in_one_cell(),
        field::id<&Indicators::coarser_only_exports>("exports").in_one_cell(),
    };
    return fields;
}
const Fields<Indicators>& no_partner_fields() {
    static constexpr FieldList fields{
        "no_partner",
        field::country<&Indicators::no_partner_imports>("imports").in_one_cell(),
        field::country<&Indicators::no_partner_exports>("exports").in_one_cell(),
    };
    return fields;
}

const Fields<Indicators>& longer_only_fields() {
    static constexpr FieldList fields{
        "longer_only",
        field::country<&Indicators::longer_only_imports>("imports").in_one_cell(),
        field::country<&Indicators::longer_only_exports>("exports").in_one_cell(),
    };
    return fields;
}
const Fields<Indicators>& overlapping_fields() {
    static constexpr FieldList fields{
        "overlapping",
        field::list<&Indicators::overlapping_imports, span_fields>("imports").in_one_cell(),
        field::list<&Indicators::overlapping_exports, span_fields>("exports").in_one_cell(),
    };
    return fields;
}

const Fields<Indicators>& several_revisions_fields() {
    static constexpr FieldList fields{
        "several_revisions",
        field::id<&Indicators::several_revisions_imports>("imports").in_one_cell(),
        field::id<&Indicators::several_revisions_exports>("exports").in_one_cell(),
    };
    return fields;
}

const Fields<Indicators>& partial_fields() {
    static constexpr FieldList fields{
        "partial",
        field::list<&Indicators::partial_imports, span_fields>("imports").in_one_cell(),
        field::list<&Indicators::partial_exports, span_fields>("exports").in_one_cell(),
    };
    return fields;
}

const Fields<Indicators>& indicators_fields() {
    static constexpr FieldList fields{
        "indicators",
        field::country<&Indicators::reporter>("reporter").as_key(),
        field::id<&Indicators::hs>("hs").as_key().in_one_cell().says(
            "codes asked for; empty: all goods"),
        period_field<Indicators>(),
        field::record<&Indicators::covered, span_fields>("covered").says(
            "from the first to the last day that the tables have figures of"),
        field::spread<figure_fields>(),
        field::record<field::itself<Indicators>, missing_fields>("missing").says(
            "parts of the period that the tables have no figures of"),
        field::record<field::itself<Indicators>, no_rows_fields>("no_rows").says(
            "covered, but without a row of the goods, which have rows at other times: "
            "counted as zero"),
        field::list<&Indicators::finer_only, span_fields>("finer_only")
            .in_one_cell()
            .says("where finer codes stand for a coarser one, of which they may be a part"),
        field::record<field::itself<Indicators>, coarser_fields>("coarser_only")
            .says("codes that the tables tell within other codes only (coarser ones, or of another "
                  "revision of HS): not in the figures"),
        field::record<field::itself<Indicators>, no_partner_fields>("no_partner")
            .says("partners asked for without a row: counted as zero, or unknown where the figure "
                  "is null"),
        field::record<field::itself<Indicators>, longer_only_fields>("longer_only")
            .says("partners whose trade of the period is told within longer ones only: what adds "
                  "up is null"),
        field::record<field::itself<Indicators>, overlapping_fields>("overlapping")
            .says("periods of the tables that overlap in part, with no rows that tell the parts: "
                  "what adds up is null"),
        field::record<field::itself<Indicators>, several_revisions_fields>("several_revisions")
            .says("codes that are other goods in one revision of HS of the tables than in another: "
                  "what adds up over both, or compares them, is null"),
        field::record<field::itself<Indicators>, partial_fields>("of_some_months")
            .says("periods of rows that are of some of their months only: growth is null"),
        field::count<&Indicators::rows>("rows").says("that went into the figures"),
        field::list<&Indicators::partners, partner_fields>("partners")
            .says("largest imports first"),
        field::id<&Indicators::baskets>("baskets").in_one_cell(),
        field::country<&Indicators::only>("only").in_one_cell().says(
            "partners asked for; empty: all"),
    };
    return fields;
}

const std::vector<Indicators>& points_of(const TradeReport& report) {
    static const std::vector<Indicators> none;
    return report.series ? report.series->points : none;
}

// What the baskets asked for consist of, and why.
std::vector<BasketCode> basket_codes(const TradeReport& report) {
    std::vector<BasketCode> codes;
    for (const auto& name : report.whole.baskets)
        for (auto& code : trade::basket(name)) codes.push_back(std::move(code));
    return codes;
}
bool is_korean(const Context& context) { return context.language == Language::ko; }

const Fields<BasketCode>& basket_fields() {
    static constexpr FieldList fields{
        "basket_code",
        field::id<&BasketCode::basket>("basket"),
        field::id<&BasketCode::hs>("hs"),
        field::name<[](const BasketCode& code, const Context& context) {
            return is_korean(context) ? code.name_ko : code.name;
        }>("name"),
        field::text<[](const BasketCode& code, const Context& context) {
            return is_korean(context) ? code.reason_ko : code.reason;
        }>("reason"),
    };
    return fields;
}

const Fields<TradeReport>& report_fields() {
    static constexpr FieldList fields{
        "trade_indicators",
        field::spread<&TradeReport::whole, indicators_fields>(),
        field::spread<[](const TradeReport& report) { return report.whole.sources; },
                      sources_fields>(),
        field::word<[](const TradeReport& report) -> std::optional<std::string_view> {
            if (!report.series || !report.series->every) return std::nullopt;
            return every_word(*report.series->every);
        }>("every", kEvery)
            .says("how time is cut: --every"),
        field::list<points_of, indicators_fields>("series").says(
            "of several reporters or goods, or over time"),
        field::list<[](const TradeReport& report) {
            return report.series ? report.series->incomplete : std::vector<Period>{};
        },
                    span_fields>("incomplete")
            .says("pieces of time that the tables cover only in part, left out"),
        field::list<basket_codes, basket_fields>("basket_codes")
            .says("what the baskets asked for consist of"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kIndicatorForms{field::any_fields<report_fields>};
constexpr std::array<std::string_view, 2> kIndicatorMain{"series", "summary"};

}  // namespace

extern const Document kTradeIndicatorsDocument;
const Document kTradeIndicatorsDocument{
    "trade-indicators", "jarip trade indicators: of all the period, and point by point", Head::seed,
    kIndicatorForms, kIndicatorMain};

Described described(const TradeReport& report) {
    return {&kTradeIndicatorsDocument, &report_fields(), &report};
}

}  // namespace jarip::report
