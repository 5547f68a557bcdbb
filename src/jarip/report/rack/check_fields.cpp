// A rack that was checked: totals, findings, parts.
#include <map>

#include "jarip/report/rack/bill.hpp"
#include "jarip/report/rack/fields.hpp"

namespace jarip::report {
namespace {

using rack::Check;
using rack::Checked;
using rack::FeedLoad;
using rack::Totals;

constexpr std::array kTotals{
    TotalRow<Totals>{"it_kw", "kW", &Totals::it_kw},
    TotalRow<Totals>{"power_kw", "kW", &Totals::power_kw,
                     "AC input, shelf loss included; of the devices whose draw is known"},
    TotalRow<Totals>{"loss_kw", "kW", &Totals::loss_kw},
    TotalRow<Totals>{"liquid_kw", "kW", &Totals::liquid_kw},
    TotalRow<Totals>{"air_kw", "kW", &Totals::air_kw},
    TotalRow<Totals>{"heat_btu_h", "BTU/h", &Totals::heat_btu_h},
    TotalRow<Totals>{"mass_kg", "kg", &Totals::mass_kg},
    TotalRow<Totals>{"load_kg", "kg", &Totals::load_kg, "mass without the empty frame"},
    TotalRow<Totals>{"floor_kg_m2", "kg/m²", &Totals::floor_kg_m2, "over the footprint"},
    TotalRow<Totals>{"floor_kn_m2", "kN/m²", &Totals::floor_kn_m2},
    TotalRow<Totals>{"tributary_kg_m2", "kg/m²", &Totals::tributary_kg_m2},
    TotalRow<Totals>{"cog_mm", "mm", &Totals::cog_mm, "centre of gravity above the floor"},
    TotalRow<Totals>{"tilt_deg", "°", &Totals::tilt_deg},
    TotalRow<Totals>{"height_u", "U", &Totals::height_u, "units taken"},
    TotalRow<Totals>{"free_u", "U", &Totals::free_u},
    TotalRow<Totals>{"coolant_l_min", "L/min", &Totals::coolant_l_min},
    TotalRow<Totals>{"return_c", "°C", &Totals::return_c},
    TotalRow<Totals>{"airflow_m3_h", "m³/h", &Totals::airflow_m3_h},
    TotalRow<Totals>{"airflow_cfm", "ft³/min", &Totals::airflow_cfm},
    TotalRow<Totals>{"busbar_a", "A", &Totals::busbar_a, "largest current of a segment"},
    TotalRow<Totals>{"devices", "", &Totals::devices},
    TotalRow<Totals>{"cables", "", &Totals::cables},
    TotalRow<Totals>{"accelerators", "", &Totals::accelerators},
};

constexpr std::array<std::string_view, 4> kSeverities{"error", "warning", "info", "unknown"};

const Fields<FeedLoad>& feed_fields() {
    static constexpr FieldList fields{
        "feed",
        field::id<&FeedLoad::id>("id"),
        field::quantity<&FeedLoad::load_va>("load_va", "VA").at_least(0),
        field::quantity<&FeedLoad::capacity_va>("capacity_va", "VA").at_least(0),
        field::quantity<&FeedLoad::load_after_loss>("load_after_loss_va", "VA")
            .says("with the worst other feed out; null with one feed"),
        field::quantity<&FeedLoad::phases_va>("phases_va", "VA")
            .says("L1, L2, L3 of a feed of three phases"),
    };
    return fields;
}

const Fields<Totals>& totals_fields() {
    static constexpr FieldList fields{
        "totals",
        field::spread<known_totals<kTotals>>(),
        field::list<&Totals::feeds, feed_fields>("feeds"),
    };
    return fields;
}

const Fields<rack::Coverage>& rack_coverage_fields() {
    using rack::Coverage;
    static constexpr FieldList fields{
        "coverage",
        field::share<&Coverage::power>("power"),
        field::share<&Coverage::heat>("heat"),
        field::share<&Coverage::mass>("mass"),
        field::share<&Coverage::height>("height"),
    };
    return fields;
}

const Fields<FeedLoad>& feed_after_fields() {
    static constexpr FieldList fields{
        "feed_after_loss",
        field::id<&FeedLoad::id>("id"),
        field::quantity<&FeedLoad::load_va>("load_va", "VA").at_least(0),
        field::quantity<&FeedLoad::capacity_va>("capacity_va", "VA").at_least(0),
    };
    return fields;
}

const Fields<rack::SupplyLoss>& supply_loss_fields() {
    using rack::SupplyLoss;
    static constexpr FieldList fields{
        "supply_loss",
        field::id<&SupplyLoss::lost>("lost")
            .titled("fields.lost_supply")
            .as_key()
            .says("a feed or a distribution unit"),
        field::id<&SupplyLoss::dark>("dark").says("devices that no feed reaches any more"),
        field::list<&SupplyLoss::feeds, feed_after_fields>("feeds").says("what each then carries"),
    };
    return fields;
}

// A part that stands for devices goes by maker and model of their type.
struct NamedPart {
    rack::BillLine line;
    std::string name;
};

std::vector<NamedPart> named_parts(const rack::Design& design) {
    std::map<std::string_view, const rack::DeviceType*> types;
    for (const auto& device : design.devices) {
        if (!device.type) continue;
        const auto& type = design.types[*device.type];
        types.emplace(rack::part_of(device, type), &type);
    }
    std::vector<NamedPart> parts;
    for (auto& line : rack::bill(design).lines) {
        const auto type = types.find(line.part.item);
        auto name = type == types.end() ? std::string{} : rack::type_label(*type->second);
        parts.push_back({std::move(line), std::move(name)});
    }
    return parts;
}

const Fields<NamedPart>& named_part_fields() {
    static constexpr FieldList fields{
        "named_part",
        field::spread<&NamedPart::line, part_fields>(),
        field::name<&NamedPart::name>("name").says(
            "maker and model of the type that it stands for; empty: of none"),
    };
    return fields;
}

const rack::Report& report_of(const Checked& checked) { return checked.report; }

const Fields<Checked>& checked_fields() {
    static constexpr FieldList fields{
        "rack",
        field::id<[](const Checked& checked) { return checked.report.id; }>("id").as_key(),
        field::name<[](const Checked& checked) { return checked.design.name; }>("name"),
        field::text<[](const Checked& checked) { return checked.design.file; }>("file"),
        field::list<[](const Checked& checked) { return report_of(checked).checks; }, check_fields>(
            "checks"),
        field::record<[](const Checked& checked) { return report_of(checked).totals; },
                      totals_fields>("totals")
            .says("the sums of the figures that are given; null: undefined"),
        field::list<[](const Checked& checked) { return rack::after_losses(checked.design); },
                    supply_loss_fields>("losses")
            .titled("fields.supply_losses")
            .says("with one element of the supply lost at a time"),
        field::record<[](const Checked& checked) { return report_of(checked).coverage; },
                      rack_coverage_fields>("coverage")
            .says("shares of the devices whose figures are given"),
        field::record<[](const Checked& checked) { return report_of(checked).totals; },
                      bounds_of_totals<kTotals>>("bounds")
            .titled("fields.bounds_of_totals")
            .says("of every total")
            .as_rows_of_table(),
        // B01 and B02, what is wrong with the tree, are among the checks.
        field::list<[](const Checked& checked) { return named_parts(checked.design); },
                    named_part_fields>("parts")
            .says("the tree of parts, or the devices and cables of a design that lists none"),
    };
    return fields;
}

using Racks = std::vector<Checked>;
const Fields<Racks>& racks_fields() {
    static constexpr FieldList fields{"racks",
                                      field::list<field::itself<Racks>, checked_fields>("racks")};
    return fields;
}

constexpr std::array<FieldsFunction, 2> kCheckForms{field::any_fields<checked_fields>,
                                                    field::any_fields<racks_fields>};
constexpr std::array<std::string_view, 2> kCheckMain{"racks", "bounds"};

}  // namespace

extern const Document kRackDocument;
const Document kRackDocument{
    "rack", "jarip rack check: one design gives its fields at top level, several give racks",
    Head::seed, kCheckForms, kCheckMain};

const Fields<rack::Total>& total_fields() {
    using rack::Total;
    static constexpr FieldList fields{
        "total",
        field::number<&Total::known>("known").says(
            "the sum of the figures that are given; null: undefined"),
        field::share<&Total::coverage>("coverage")
            .says("share of the devices whose figures are given"),
        field::share<&Total::assumed>("assumed")
            .titled("fields.assumed_share")
            .says("share of the known sum that rests on assumed figures"),
        field::number<&Total::low>("low"),
        field::number<&Total::high>("high").says("null where nothing bounds what is unknown"),
    };
    return fields;
}

const Fields<Location>& location_fields() {
    static constexpr FieldList fields{
        "place",
        field::text<&Location::file>("file"),
        field::count<&Location::line>("line").at_least(1),
        field::count<&Location::column>("column").at_least(1).says("in characters"),
    };
    return fields;
}

const Fields<Check>& check_fields() {
    static constexpr FieldList fields{
        "check",
        field::id<&Check::code>("code").says("docs/rack.md; jarip explain CODE"),
        field::word<[](const Check& check) { return severity_word(check.severity); }>("severity",
                                                                                      kSeverities)
            .titled("fields.check_severity"),
        field::text<&Check::where>("where").says("device, type, feed, loop, cable, part or rack"),
        field::record<&Check::place, location_fields>("place").says(
            "in the design; null: the whole of it"),
        field::number<&Check::value>("value"),
        field::number<&Check::limit>("limit"),
        field::number<[](const Check& check) { return check.margin(); }>("margin").says(
            "how far the value is inside its limit; negative: outside"),
        field::text<&Check::unit>("unit"),
        field::text<[](const Check& check, const Context& context) {
            return check.message(context.language);
        }>("message"),
        field::text<[](const Check& check, const Context& context) {
            return check.fix(context.language);
        }>("fix"),
        field::text<[](const Check& check, const Context& context) {
            return text(context.language, "rack." + check.code + ".source");
        }>("source")
            .titled("fields.limit_source")
            .says("where the limit is from"),
    };
    return fields;
}

Described described(const Racks& racks) {
    if (racks.size() == 1) return {&kRackDocument, &checked_fields(), &racks.front()};
    return {&kRackDocument, &racks_fields(), &racks};
}

}  // namespace jarip::report
