#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/status.hpp"

namespace jarip::report {
namespace {

using onshore::BuildingYear;
using onshore::Planned;
using onshore::Roadmap;

const Fields<BuildingYear>& building_year_fields() {
    static constexpr FieldList fields{
        "building_year",
        field::date<&BuildingYear::from>("from"),
        field::number<&BuildingYear::factor>("factor").says(
            "what the year's money and products count for"),
        field::money<&BuildingYear::budget>("budget").says("null: no limit"),
        field::money<&BuildingYear::capital>("capital").at_least(0),
        field::quantity<&BuildingYear::reached>("reached", "product/month")
            .says("behind closed borders"),
        field::money<&BuildingYear::operating_cost>("operating_cost").says("of the year"),
    };
    return fields;
}

const Fields<Planned>& planned_fields() {
    static constexpr FieldList fields{
        "planned",
        field::spread<[](const Planned& planned) { return planned.built; }, built_fields>(),
        field::number<[](const Planned& planned) { return static_cast<double>(planned.year + 1); }>(
            "year")
            .says("in which it is begun, from 1"),
        field::number<[](const Planned& planned) { return static_cast<double>(planned.runs + 1); }>(
            "runs_from")
            .says("the first year in which it runs"),
    };
    return fields;
}

const Fields<onshore::Learned>& learned_fields() {
    using onshore::Learned;
    static constexpr FieldList fields{
        "learned",
        field::id<&Learned::process>("process"),
        field::number<[](const Learned& learned) { return static_cast<double>(learned.year + 1); }>(
            "year"),
        field::quantity<&Learned::before>("before", "").says("units started in the years before"),
        field::quantity<&Learned::started>("started", "")
            .says("units started in the year with this yield and cost"),
        field::share<&Learned::yield>("yield"),
        field::money<&Learned::conversion_cost>("conversion_cost"),
    };
    return fields;
}

template <auto kMember>
auto of_found(const Roadmap& roadmap) {
    using Value = std::remove_cvref_t<decltype(roadmap.*kMember)>;
    return roadmap.found() ? std::optional<Value>{roadmap.*kMember} : std::nullopt;
}

const Fields<Roadmap>& roadmap_fields() {
    static constexpr FieldList fields{
        "roadmap",
        field::word<[](const Roadmap& roadmap) { return status_word(roadmap.status); }>(
            "status", kStatusWords),
        field::quantity<&Roadmap::target>("target", "product/month")
            .says("more behind closed borders is of no use"),
        field::quantity<of_found<&Roadmap::products>>("products", "product")
            .says("of all years, each by its factor"),
        field::quantity<&Roadmap::products_bound>("products_bound", "product")
            .says("no way of building reaches more"),
        field::money<of_found<&Roadmap::objective>>("objective")
            .says("capital and operating cost of the years, each by its factor"),
        field::money<&Roadmap::bound>("bound").says("no cost of so many products is below it"),
        field::number<&Roadmap::gap>("gap"),
        field::list<&Roadmap::years, building_year_fields>("years"),
        field::list<of_found<&Roadmap::built>, planned_fields>("stages"),
        field::list<of_found<&Roadmap::learned>, learned_fields>("learned"),
        field::list<of_found<&Roadmap::flows>, onshore_flow_fields>("flows"),
        field::list<of_found<&Roadmap::subsidies>, subsidy_fields>("subsidies")
            .says("which operating costs are after, of all years, each by its factor"),
    };
    return fields;
}

}  // namespace

const Fields<OnshoreReport>& roadmap_document_fields() {
    static constexpr FieldList fields{
        "roadmap_document",
        field::number<[](const OnshoreReport& report) { return report.options.discount_rate; }>(
            "discount_rate")
            .says("a year"),
        field::spread<[](const OnshoreReport& report) { return *report.roadmap; },
                      roadmap_fields>(),
    };
    return fields;
}

}  // namespace jarip::report
