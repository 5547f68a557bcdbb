#include <algorithm>
#include <set>

#include "jarip/report/rack/fields.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

struct Row {
    const char* key;  // of totals in the JSON, and of the words under report.rack.total_…
    const char* unit;
    rack::Total first, second;
    int decimals = 1;
};

// Power an accelerator, bounded where the power is.
rack::Total power_each(const rack::Totals& totals) {
    const double count = totals.accelerators.known.value_or(0);
    const auto share = [&](std::optional<double> kw) {
        return kw ? ratio(*kw, count) : std::nullopt;
    };
    const auto& power = totals.power_kw;
    return {share(power.known), power.coverage, power.assumed, share(power.low), share(power.high)};
}

std::vector<Row> rows(const RackComparison& result) {
    const auto& a = result.first.report.totals;
    const auto& b = result.second.report.totals;
    std::vector<Row> found;
    const auto add = [&](const char* key, const char* unit, rack::Total rack::Totals::*total,
                         int decimals = 1) {
        found.push_back({key, unit, a.*total, b.*total, decimals});
    };
    using T = rack::Totals;
    add("accelerators", "", &T::accelerators, 0);
    add("height_u", "U", &T::height_u, 1);
    add("it_kw", "kW", &T::it_kw);
    add("power_kw", "kW", &T::power_kw);
    found.push_back({"power_per_accelerator_kw", "kW", power_each(a), power_each(b), 2});
    add("air_kw", "kW", &T::air_kw);
    add("liquid_kw", "kW", &T::liquid_kw);
    add("airflow_m3_h", "m³/h", &T::airflow_m3_h, 0);
    add("coolant_l_min", "L/min", &T::coolant_l_min);
    add("mass_kg", "kg", &T::mass_kg, 0);
    add("floor_kg_m2", "kg/m²", &T::floor_kg_m2, 0);
    add("cog_mm", "mm", &T::cog_mm, 0);
    add("tilt_deg", "°", &T::tilt_deg);
    add("devices", "", &T::devices, 0);
    add("cables", "", &T::cables, 0);
    return found;
}

// What is not known of one of the two leaves the difference open.
std::optional<double> difference(const Row& row) {
    if (!row.first.is_complete() || !row.second.is_complete()) return std::nullopt;
    return *row.second.known - *row.first.known;
}

std::string total_text(const rack::Total& total, int decimals) {
    return total.is_complete() || !total.known ? fixed(total.known, decimals)
                                               : range_text(total, decimals);
}

std::vector<std::string> codes(const rack::Report& report) {
    std::set<std::string> found;
    for (const auto& check : report.checks)
        if (check.severity != rack::CheckSeverity::info) found.insert(check.code);
    return {found.begin(), found.end()};
}

std::string codes_text(const std::vector<std::string>& words) {
    return words.empty() ? std::string{kUndefined} : joined(words, " ");
}

// Parts of both, by name: how many of each a rack holds.
struct PartRow {
    std::string item;
    double first = 0, second = 0;
};
std::vector<PartRow> parts(const RackComparison& result) {
    std::vector<PartRow> found;
    const auto add = [&](const rack::Design& design, double PartRow::*side) {
        for (const auto& sum : rack::bill(design).sums) {
            auto at = std::find_if(found.begin(), found.end(),
                                   [&](const PartRow& row) { return row.item == sum.part.item; });
            if (at == found.end()) at = found.insert(found.end(), {sum.part.item});
            *at.*side = sum.total;
        }
    };
    add(result.first.design, &PartRow::first);
    add(result.second.design, &PartRow::second);
    return found;
}

}  // namespace

std::string text(const RackComparison& result, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key) { return text(language, "report.rack." + key); };
    const auto& a = result.first.design.id;
    const auto& b = result.second.design.id;
    TextTable table{{say("total")},
                    {""},
                    {a, Align::right},
                    {b, Align::right},
                    {say("difference"), Align::right},
                    {"", Align::right}};
    for (const auto& row : rows(result)) {
        const auto more = difference(row);
        const auto share = more ? ratio(*more, *row.first.known) : std::nullopt;
        table.add({say(std::string{"total_"} + row.key), row.unit,
                   total_text(row.first, row.decimals), total_text(row.second, row.decimals),
                   fixed(more, row.decimals), change(share, language, 0)});
    }
    std::string page = table.render(context.width) + '\n';
    for (const auto* side : {&result.first, &result.second})
        page += wrapped(text(language, "report.rack.findings_of",
                             {{"id", side->design.id}, {"codes", codes_text(codes(side->report))}}),
                        context.width, 2) +
                '\n';
    TextTable list{{say("part")}, {a, Align::right}, {b, Align::right}};
    for (const auto& row : parts(result))
        if (row.first != row.second) list.add({row.item, number(row.first), number(row.second)});
    return page + (list.empty() ? "" : '\n' + list.render(context.width));
}

// ---- what a program reads

namespace {

const Fields<Row>& row_fields() {
    static constexpr FieldList fields{
        "total",
        field::id<[](const Row& row) { return std::string_view{row.key}; }>("total"),
        field::text<[](const Row& row) { return std::string_view{row.unit}; }>("unit"),
        field::number<[](const Row& row) { return row.first.known; }>("first")
            .titled("fields.first_rack")
            .says("the known sum"),
        field::flag<[](const Row& row) { return row.first.is_complete(); }>("first_complete")
            .says("false: figures are missing"),
        field::number<[](const Row& row) { return row.second.known; }>("second"),
        field::flag<[](const Row& row) { return row.second.is_complete(); }>("second_complete"),
        field::number<difference>("difference").says("null where one of the two is not complete"),
    };
    return fields;
}

const Fields<PartRow>& parts_fields() {
    static constexpr FieldList fields{
        "part",
        field::id<&PartRow::item>("item").titled("fields.part"),
        field::number<&PartRow::first>("first").titled("fields.first_rack"),
        field::number<&PartRow::second>("second"),
    };
    return fields;
}

const Fields<RackComparison>& codes_fields() {
    static constexpr FieldList fields{
        "checks",
        field::id<[](const RackComparison& both) { return codes(both.first.report); }>("first")
            .titled("fields.first_rack"),
        field::id<[](const RackComparison& both) { return codes(both.second.report); }>("second"),
    };
    return fields;
}

const Fields<RackComparison>& comparison_fields() {
    static constexpr FieldList fields{
        "comparison",
        field::id<[](const RackComparison& both) { return both.first.design.id; }>("first")
            .titled("fields.first_rack")
            .says("id of the design"),
        field::id<[](const RackComparison& both) { return both.second.design.id; }>("second"),
        field::list<rows, row_fields>("totals"),
        field::record<field::itself<RackComparison>, codes_fields>("checks").says(
            "codes of findings that are more than a note"),
        field::list<parts, parts_fields>("parts"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kCompareForms{field::any_fields<comparison_fields>};

}  // namespace

extern const Document kRackCompareDocument;
const Document kRackCompareDocument{"rack-compare", "jarip rack compare", Head::seed,
                                    kCompareForms};

Described described(const RackComparison& result) {
    return {&kRackCompareDocument, &comparison_fields(), &result};
}

}  // namespace jarip::report
