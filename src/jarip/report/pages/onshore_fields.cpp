#include <array>

#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/status.hpp"

namespace jarip::report {
namespace {

using onshore::Built;
using onshore::Frontier;
using onshore::Result;

network::SiteId site_of(const Built& built, const Context& context) {
    return context.network->processes[built.process].site;
}
network::ItemId item_of(const Built& built, const Context& context) {
    return context.network->processes[built.process].item;
}
std::string_view status_of(const Result& result) { return status_word(result.status); }

const Fields<Built>& built_fields() {
    static constexpr FieldList fields{
        "built",
        field::id<&Built::process>("process"),
        field::id<site_of>("site"),
        field::id<item_of>("item"),
        field::money<&Built::capex>("capex").at_least(0),
        field::quantity<&Built::expansion>("expansion", "")
            .at_least(0)
            .says("units started a month beyond capacity"),
    };
    return fields;
}

const Fields<Result>& point_fields() {
    static constexpr FieldList fields{
        "point",
        field::quantity<&Result::target>("target", "product/month").at_least(0),
        field::quantity<&Result::reached>("reached", "product/month"),
        field::word<status_of>("status", kStatusWords),
        field::money<&Result::objective>("cost").says("capital and operating cost of the horizon"),
        field::money<&Result::capex>("capex").at_least(0),
        field::number<&Result::gap>("gap"),
        field::days<&Result::days_until_built>("days_until_built"),
        field::list<&Result::built, built_fields>("built"),
    };
    return fields;
}

using Alone = std::pair<network::ProcessId, double>;
const Fields<Alone>& alone_fields() {
    static constexpr FieldList fields{
        "alone",
        field::id<&Alone::first>("process"),
        field::quantity<&Alone::second>("gain", "product/month").at_least(0),
    };
    return fields;
}

const Fields<Frontier>& frontier_document_fields() {
    static constexpr FieldList fields{
        "frontier_document",
        field::word<[](const Frontier& frontier) { return status_word(frontier.status); }>(
            "status", kStatusWords),
        field::also<frontier_fields>(),
    };
    return fields;
}

const Fields<Result>& result_fields() {
    static constexpr FieldList fields{
        "result",
        field::word<status_of>("status", kStatusWords),
        field::money<[](const Result& result) -> std::optional<double> {
            if (result.status == lp::Status::infeasible) return std::nullopt;
            return result.objective;
        }>("objective")
            .says("capital and operating cost of the horizon"),
        field::number<&Result::target>("target").says("the level asked for, in the target's unit"),
        field::number<&Result::reached>("reached"),
        field::money<&Result::capex>("capex").at_least(0),
        field::money<&Result::operating_cost>("operating_cost"),
        field::money<&Result::bound>("bound").says("no cost is below it"),
        field::number<&Result::gap>("gap"),
        field::days<&Result::days_until_built>("days_until_built"),
        field::list<&Result::built, built_fields>("built"),
        field::texts<&Result::conflict>("conflict").says("infeasible: limits that cannot all hold"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 2> kForms{field::any_fields<result_fields>,
                                               field::any_fields<frontier_document_fields>};

}  // namespace

extern const Document kOnshoreDocument;
const Document kOnshoreDocument{
    "onshore",
    "jarip onshore: one target, or a frontier of cost against products a month behind closed borders",
    true, kForms};

const Fields<Frontier>& frontier_fields() {
    static constexpr FieldList fields{
        "onshore_summary",
        field::quantity<&Frontier::today>("today", "product/month")
            .at_least(0)
            .says("without anything built"),
        field::quantity<&Frontier::largest>("largest", "product/month")
            .at_least(0)
            .says("with everything built"),
        field::list<&Frontier::points, point_fields>("frontier"),
        field::list<&Frontier::alone, alone_fields>("alone").says("what each candidate alone adds"),
    };
    return fields;
}

Described described(const OnshoreReport& report) {
    if (report.frontier) return {&kOnshoreDocument, &frontier_document_fields(), &*report.frontier};
    return {&kOnshoreDocument, &result_fields(), &*report.result};
}

}  // namespace jarip::report
