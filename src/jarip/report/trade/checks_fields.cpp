// Dependencies, unit values, mirror gaps and flows as programs read them.
#include "jarip/report/trade/fields.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {
namespace {

using trade::Dependencies;
using trade::Dependency;
using trade::Flows;
using trade::Mirror;
using trade::MirrorGap;
using trade::UnitValue;
using trade::UnitValueRange;
using trade::UnitValues;
using DependencyReport = InTime<Dependencies>;
using MirrorReport = InTime<Mirror>;

// ---- dependencies

const Fields<Dependency>& dependency_fields() {
    static constexpr FieldList fields{
        "dependency",
        field::id<&Dependency::product>("product"),
        field::money<&Dependency::imports>("imports")
            .titled("fields.imports_outside")
            .in(kDollars)
            .says("from outside the area"),
        field::number<&Dependency::cdi1>("cdi1").at_least(0).at_most(1).with_decimals(4).says(
            "HHI of the suppliers outside"),
        field::number<&Dependency::cdi2>("cdi2").at_least(0).with_decimals(4).says(
            "imports from outside / all imports"),
        field::number<&Dependency::cdi3>("cdi3").at_least(0).with_decimals(4).says(
            "imports from outside / all exports"),
        field::country<&Dependency::largest_supplier>("largest_supplier").or_null(),
        field::flag<&Dependency::dependent>("dependent").says("all three above their thresholds"),
    };
    return fields;
}

const Fields<Dependencies>& missing_dependencies_fields() {
    static constexpr FieldList fields{
        "missing",
        field::list<&Dependencies::missing_imports, span_fields>("imports").in_one_cell(),
        field::list<&Dependencies::missing_exports, span_fields>("exports").in_one_cell(),
    };
    return fields;
}

const Fields<Dependencies>& dependencies_fields() {
    static constexpr FieldList fields{
        "dependencies",
        period_field<Dependencies>(),
        field::list<&Dependencies::products, dependency_fields>("products")
            .says("largest imports first"),
        field::record<field::itself<Dependencies>, missing_dependencies_fields>("missing").says(
            "parts of the period that the tables have no figures of, of the area or of a member"),
    };
    return fields;
}

const Fields<DependencyReport>& dependency_report_fields() {
    static constexpr FieldList fields{
        "trade_dependency",
        field::country<[](const DependencyReport& report) { return report.whole.home; }>("home")
            .in_one_cell(),
        field::spread<&DependencyReport::whole, dependencies_fields>(),
        field::spread<series_fields<Dependencies, dependencies_fields>>(),
        field::spread<sources_of<Dependencies>, sources_fields>(),
    };
    return fields;
}

// ---- unit values

template <class Row>
std::string_view flow_of(const Row& row) {
    return trade::flow_word(row.direction);
}
template <class Row>
constexpr auto flow_field() {
    return field::word<flow_of<Row>>("flow", kFlowWords);
}

const Fields<UnitValueRange>& range_fields() {
    static constexpr FieldList fields{
        "range",
        flow_field<UnitValueRange>(),
        field::id<&UnitValueRange::product>("product"),
        field::count<&UnitValueRange::figures>("figures"),
        field::quantity<&UnitValueRange::lowest>("lowest", "USD/kg").titled("fields.lowest_value"),
        field::quantity<&UnitValueRange::median>("median", "USD/kg"),
        field::quantity<&UnitValueRange::highest>("highest", "USD/kg"),
        field::count<&UnitValueRange::outliers>("outliers"),
    };
    return fields;
}

const Fields<UnitValue>& unit_value_fields() {
    static constexpr FieldList fields{
        "unit_value",
        flow_field<UnitValue>(),
        field::id<&UnitValue::product>("product"),
        field::country<&UnitValue::partner>("partner").or_null().says("null: a total"),
        field::record<&UnitValue::period, span_fields>("period"),
        field::money<&UnitValue::value>("value").in(kDollars).says("of the rows that give a mass"),
        field::quantity<&UnitValue::mass_kg>("mass_kg", "kg").titled("fields.net_mass"),
        field::quantity<&UnitValue::unit_value>("unit_value", "USD/kg"),
        field::number<&UnitValue::score>("score").with_decimals(2).says(
            "modified z-score of the logarithm; null: too few figures, or too many equal ones"),
        field::flag<&UnitValue::outlier>("outlier"),
    };
    return fields;
}

const Fields<UnitValues>& unit_values_fields() {
    static constexpr FieldList fields{
        "trade_unit_values",
        field::country<&UnitValues::reporter>("reporter"),
        field::id<&UnitValues::hs>("hs").in_one_cell(),
        field::record<&UnitValues::period, span_fields>("period"),
        field::list<&UnitValues::ranges, range_fields>("products"),
        field::list<&UnitValues::rows, unit_value_fields>("unit_values"),
        field::count<&UnitValues::without>("without").says("figures without value or mass"),
        field::word<[](const UnitValues& result) -> std::optional<std::string_view> {
            if (!result.every) return std::nullopt;
            return every_word(*result.every);
        }>("every", kEvery)
            .says("how time is cut: --every"),
        field::list<&UnitValues::incomplete, span_fields>("incomplete")
            .says("pieces of time that the tables cover only in part, left out"),
        field::spread<&UnitValues::sources, sources_fields>(),
    };
    return fields;
}

// ---- mirror gaps

const Fields<MirrorGap>& gap_fields() {
    static constexpr FieldList fields{
        "gap",
        flow_field<MirrorGap>(),
        field::country<&MirrorGap::partner>("partner"),
        field::record<&MirrorGap::covered, span_fields>("covered"),
        field::money<&MirrorGap::imports>("imports")
            .titled("fields.as_imported")
            .in(kDollars)
            .says("as the importing country reports them"),
        field::money<&MirrorGap::exports>("exports")
            .titled("fields.as_exported")
            .in(kDollars)
            .says("as the exporting country reports them; null: told within coarser codes only"),
        field::ratio<&MirrorGap::gap>("gap")
            .titled("fields.mirror_gap")
            .says("imports / exports - 1"),
    };
    return fields;
}

const Fields<Mirror>& gaps_fields() {
    static constexpr FieldList fields{
        "gaps",
        period_field<Mirror>(),
        field::list<&Mirror::rows, gap_fields>("gaps").says("largest difference first"),
    };
    return fields;
}

const Fields<MirrorReport>& mirror_fields() {
    static constexpr FieldList fields{
        "trade_mirror",
        field::country<[](const MirrorReport& report) { return report.whole.reporter; }>(
            "reporter"),
        field::id<[](const MirrorReport& report) { return report.whole.hs; }>("hs").in_one_cell(),
        field::spread<&MirrorReport::whole, gaps_fields>(),
        field::spread<series_fields<Mirror, gaps_fields>>(),
        field::spread<sources_of<Mirror>, sources_fields>(),
    };
    return fields;
}

// ---- flows

struct FlowRow {
    const Flows* of;
    std::size_t row;
};
std::vector<FlowRow> flow_rows(const Flows& flows) {
    std::vector<FlowRow> rows;
    rows.reserve(flows.size());
    for (std::size_t row = 0; row < flows.size(); ++row) rows.push_back({&flows, row});
    return rows;
}
std::optional<std::string_view> country_of(const Flows& flows, std::uint32_t index) {
    if (index == Flows::kTotal) return std::nullopt;
    return flows.countries[index];
}

const Fields<FlowRow>& flow_fields() {
    static constexpr FieldList fields{
        "flow",
        field::record<[](const FlowRow& at) { return at.of->periods[at.of->period[at.row]]; },
                      span_fields>("period"),
        field::country<[](const FlowRow& at) {
            return country_of(*at.of, at.of->reporter[at.row]);
        }>("reporter")
            .says("null: the table names none"),
        field::country<[](const FlowRow& at) {
            return country_of(*at.of, at.of->partner[at.row]);
        }>("partner")
            .says("null: all partners"),
        field::id<[](const FlowRow& at) -> std::string_view {
            return at.of->products[at.of->product[at.row]];
        }>("product"),
        field::word<[](const FlowRow& at) { return trade::flow_word(at.of->direction[at.row]); }>(
            "flow", kFlowWords),
        field::money<[](const FlowRow& at) {
            return static_cast<double>(at.of->value[at.row]) /
                   static_cast<double>(Flows::kUnitsPerDollar);
        }>("value")
            .in(kDollars),
        field::quantity<[](const FlowRow& at) -> std::optional<double> {
            if (at.of->mass_kg[at.row] < 0) return std::nullopt;
            return at.of->mass_kg[at.row];
        }>("mass_kg", "kg")
            .titled("fields.net_mass"),
    };
    return fields;
}

const Fields<Flows>& flows_fields() {
    static constexpr FieldList fields{
        "trade_flows",
        field::spread<&Flows::sources, sources_fields>(),
        field::list<flow_rows, flow_fields>("flows").titled("fields.trade_flows"),
    };
    return fields;
}

// What jarip reads again.
std::string tidy(const void* flows) { return trade::tidy(*static_cast<const Flows*>(flows)); }

constexpr std::array<FieldsFunction, 1> kDependency{field::any_fields<dependency_report_fields>};
constexpr std::array<FieldsFunction, 1> kUnitValues{field::any_fields<unit_values_fields>};
constexpr std::array<FieldsFunction, 1> kMirror{field::any_fields<mirror_fields>};
constexpr std::array<FieldsFunction, 1> kConvert{field::any_fields<flows_fields>};
constexpr std::array<std::string_view, 2> kProductTables{"series.products", "products"};
constexpr std::array<std::string_view, 1> kValueTables{"unit_values"};
constexpr std::array<std::string_view, 2> kGapTables{"series.gaps", "gaps"};

}  // namespace

extern const Document kTradeDependencyDocument, kTradeUnitValuesDocument, kTradeMirrorDocument,
    kTradeConvertDocument;
const Document kTradeDependencyDocument{"trade-dependency", "jarip trade dependency", Head::seed,
                                        kDependency, kProductTables};
const Document kTradeUnitValuesDocument{"trade-unit-values", "jarip trade unit-values", Head::seed,
                                        kUnitValues, kValueTables};
const Document kTradeMirrorDocument{"trade-mirror", "jarip trade mirror", Head::seed, kMirror,
                                    kGapTables};
const Document kTradeConvertDocument{
    "trade-convert", "jarip trade convert", Head::seed, kConvert, {}, tidy};

Described described(const DependencyReport& report) {
    return {&kTradeDependencyDocument, &dependency_report_fields(), &report};
}
Described described(const UnitValues& result) {
    return {&kTradeUnitValuesDocument, &unit_values_fields(), &result};
}
Described described(const MirrorReport& report) {
    return {&kTradeMirrorDocument, &mirror_fields(), &report};
}
Described described(const Flows& flows) {
    return {&kTradeConvertDocument, &flows_fields(), &flows};
}

}  // namespace jarip::report
