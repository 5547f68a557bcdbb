#include <array>

#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/status.hpp"

namespace jarip::report {
namespace {

using onshore::Built;
using onshore::Flow;
using onshore::Frontier;
using onshore::Result;

std::string_view status_of(const Result& result) { return status_word(result.status); }

struct Reached {
    network::ItemId item;
    double rate;
};
std::vector<Reached> reached_by_product(const Result& result, const Context& context) {
    std::vector<Reached> rows;
    for (std::size_t i = 0; i < result.products.size(); ++i)
        rows.push_back({context.network->products[i], result.products[i]});
    return rows;
}
const Fields<Reached>& reached_fields() {
    static constexpr FieldList fields{
        "reached",
        field::id<&Reached::item>("item"),
        field::quantity<&Reached::rate>("rate", "product/month").at_least(0),
    };
    return fields;
}
template <class Of>
network::ItemId counted_in(const Of&, const Context& context) {
    return plan::counted_in(*context.network).product;
}

const Fields<Result>& point_fields() {
    static constexpr FieldList fields{
        "point",
        field::quantity<&Result::target>("target", "product/month").at_least(0),
        field::quantity<&Result::reached>("reached", "product/month"),
        field::list<reached_by_product, reached_fields>("by_product")
            .says("behind closed borders: what of each product is made"),
        field::word<status_of>("status", kStatusWords),
        field::money<&Result::objective>("cost").says("capital and operating cost of the horizon"),
        field::money<&Result::capex>("capex").at_least(0),
        field::money<&Result::operating_cost>("operating_cost"),
        field::money<&Result::bound>("bound").says("no cost is below it"),
        field::number<&Result::gap>("gap"),
        field::days<&Result::days_until_built>("days_until_built"),
        field::list<&Result::built, built_fields>("built"),
    };
    return fields;
}

/// Columns as in sourcing.csv: the table can be pasted there.
const Fields<network::Sourcing>& bought_fields() {
    using network::Sourcing;
    static constexpr FieldList fields{
        "bought",
        field::text<&Sourcing::buyer>("buyer").says("a site or country, as in sourcing.csv"),
        field::id<&Sourcing::item>("item"),
        field::text<&Sourcing::supplier>("supplier").says("the buyer itself: what it makes"),
        field::share<&Sourcing::share>("share").says("of what comes to the buyer"),
        field::flag<&Sourcing::fixed>("fixed").says("held; false: come as near to as it can be"),
    };
    return fields;
}

const network::Input& input_of(const network::PartShare& row, const Context& context) {
    return context.network->inputs[row.input];
}
/// Columns as in part_shares.csv.
const Fields<network::PartShare>& filled_fields() {
    using network::PartShare;
    static constexpr FieldList fields{
        "filled",
        field::id<[](const PartShare& row, const Context& context) {
            return input_of(row, context).process;
        }>("process"),
        field::text<&PartShare::slot>("slot"),
        field::id<[](const PartShare& row, const Context& context) {
            return context.network->parts[input_of(row, context).part].item;
        }>("item"),
        field::share<&PartShare::share>("share").says("of what the process starts"),
        field::flag<&PartShare::fixed>("fixed").says("held; false: come as near to as it can be"),
    };
    return fields;
}

/// With what its cost is made of: capex of built, and quantity times unit cost times factor of flows.
const Fields<Result>& whole_point_fields() {
    static constexpr FieldList fields{
        "whole_point",
        field::spread<point_fields>(),
        field::list<&Result::flows, onshore_flow_fields>("flows"),
    };
    return fields;
}

struct Horizon {
    Day start, end;
    double months, discount_rate;
};
Horizon horizon_of(const OnshoreReport& report, const Context& context) {
    const auto& network = *context.network;
    return {network.horizon.first, network.horizon.end - std::chrono::days{1}, network.months,
            report.options.discount_rate};
}
const Fields<Horizon>& horizon_fields() {
    static constexpr FieldList fields{
        "horizon",
        field::date<&Horizon::start>("start"),
        field::date<&Horizon::end>("end").says("the last day"),
        field::number<&Horizon::months>("months"),
        field::number<&Horizon::discount_rate>("discount_rate").says("a year"),
    };
    return fields;
}

using Alone = std::pair<network::ProcessId, double>;
const Fields<Alone>& alone_fields() {
    static constexpr FieldList fields{
        "alone",
        field::id<&Alone::first>("process"),
        field::quantity<&Alone::second>("gain", "product/month")
            .at_least(0)
            .titled("fields.gain_alone"),
    };
    return fields;
}

std::optional<std::vector<Alone>> alone_of(const Frontier& frontier) {
    return frontier.alone_known ? std::optional{frontier.alone} : std::nullopt;
}

const Fields<Frontier>& whole_frontier_fields() {
    static constexpr FieldList fields{
        "frontier",
        field::word<[](const Frontier& frontier) { return status_word(frontier.status); }>(
            "status", kStatusWords),
        field::id<counted_in<Frontier>>("counted_in")
            .says(
                "products a month are units of it: any other counts for as many as its list price buys"),
        field::quantity<&Frontier::today>("today", "product/month")
            .at_least(0)
            .says("without anything built"),
        field::quantity<&Frontier::largest>("largest", "product/month")
            .at_least(0)
            .says("with everything built"),
        field::record<&Frontier::first, whole_point_fields>("first").says(
            "the least that lets anything be made"),
        field::list<&Frontier::points, whole_point_fields>("frontier"),
        field::list<alone_of, alone_fields>("alone").says("what each candidate alone adds"),
    };
    return fields;
}

const Fields<onshore::Worth>& worth_fields() {
    using onshore::Worth;
    static constexpr FieldList fields{
        "worth",
        field::id<&Worth::process>("process"),
        field::id<[](const Worth& worth, const Context& context) {
            return context.network->processes[worth.process].item;
        }>("item"),
        field::quantity<&Worth::alone>("alone", "product/month").says("what it adds by itself"),
        field::quantity<&Worth::missing>("missing", "product/month")
            .says("what the whole set loses without it")
            .titled("fields.missing_from_set"),
        field::quantity<&Worth::share>("worth", "product/month").says("its Shapley value"),
        field::quantity<&Worth::error>("error", "product/month")
            .says("standard error of worth; 0: exact"),
    };
    return fields;
}

const Fields<onshore::SetWorth>& set_worth_fields() {
    using onshore::SetWorth;
    static constexpr FieldList fields{
        "set_worth",
        field::word<[](const SetWorth& worth) { return status_word(worth.status); }>("status",
                                                                                     kStatusWords),
        field::quantity<&SetWorth::today>("today", "product/month"),
        field::quantity<&SetWorth::together>("together", "product/month").says("with all of it"),
        field::flag<&SetWorth::exact>("exact").says("over all orders of building"),
        field::count<&SetWorth::orders>("orders").says("that were drawn, where it is not"),
        field::list<&SetWorth::stages, worth_fields>("stages"),
    };
    return fields;
}

const Fields<OnshoreReport>& worth_of_report_fields() {
    static constexpr FieldList fields{
        "worth_of_report",
        field::record<&OnshoreReport::worth, set_worth_fields>("worth").says(
            "of the set built, or of the frontier's last; null: not asked for"),
    };
    return fields;
}

std::vector<onshore::Support> support_of(const OnshoreReport& report, const Context& context) {
    const Result* const set = supported(report);
    return set == nullptr ? std::vector<onshore::Support>{}
                          : onshore::support(*context.network, *set, report.options);
}

const Fields<onshore::Support>& support_fields() {
    using onshore::Support;
    static constexpr FieldList fields{
        "support",
        field::id<&Support::process>("process"),
        field::quantity<&Support::started>("started", "")
            .at_least(0)
            .says("units a year, of what is built or expanded"),
        field::money<&Support::margin>("margin").says(
            "of a unit started: what is made of it at list prices, less its parts and running cost"),
        field::money<&Support::capital>("capital").says("a year, as an annuity"),
        field::money<&Support::subsidy>("subsidy").says(
            "the least of a unit started that makes it pay; null: nothing is started"),
        field::money<[](const Support& each) { return each.a_year(); }>("subsidy_per_year"),
    };
    return fields;
}

const Fields<OnshoreReport>& support_of_report_fields() {
    static constexpr FieldList fields{
        "support_of_report",
        field::count<[](const OnshoreReport& report) { return report.options.earn_back; }>(
            "earn_back")
            .says("years in which capital is to be earned back"),
        field::list<support_of, support_fields>("support").says(
            "what has to be paid so that what is built pays; of a frontier, of its first step"),
    };
    return fields;
}

const Fields<OnshoreReport>& frontier_document_fields() {
    static constexpr FieldList fields{
        "frontier_document",
        field::record<horizon_of, horizon_fields>("horizon"),
        field::spread<[](const OnshoreReport& report) { return *report.frontier; },
                      whole_frontier_fields>(),
        field::spread<support_of_report_fields>(),
        field::spread<worth_of_report_fields>(),
    };
    return fields;
}

/// A figure of a solution: null where none was found.
template <auto kMember>
std::optional<double> found(const Result& result) {
    return result.found() ? std::optional<double>{result.*kMember} : std::nullopt;
}
template <auto kMember>
auto found_rows(const Result& result) {
    using Rows = std::remove_cvref_t<decltype(result.*kMember)>;
    return result.found() ? std::optional<Rows>{result.*kMember} : std::nullopt;
}

const Fields<Result>& result_fields() {
    static constexpr FieldList fields{
        "result",
        field::word<status_of>("status", kStatusWords),
        field::money<found<&Result::objective>>("objective")
            .says("capital and operating cost of the horizon"),
        field::number<&Result::target>("target").says("the level asked for, in the target's unit"),
        field::number<&Result::target_bound>("target_bound")
            .says("where the largest was asked for: none is above it"),
        field::number<found<&Result::reached>>("reached"),
        field::list<reached_by_product, reached_fields>("by_product")
            .says("behind closed borders: what of each product is made"),
        field::id<counted_in<Result>>("counted_in")
            .says(
                "a target of products a month is units of it: any other counts for as many as its list price buys"),
        field::money<found<&Result::capex>>("capex").at_least(0),
        field::money<found<&Result::operating_cost>>("operating_cost"),
        field::money<&Result::bound>("bound").says("no cost is below it"),
        field::number<&Result::gap>("gap"),
        field::days<&Result::days_until_built>("days_until_built"),
        field::list<found_rows<&Result::built>, built_fields>("built"),
        field::list<found_rows<&Result::flows>, onshore_flow_fields>("flows"),
        field::list<found_rows<&Result::subsidies>, subsidy_fields>("subsidies")
            .says("which the operating cost is after, by who pays"),
        field::list<found_rows<&Result::bought>, bought_fields>("bought").says(
            "what home must buy where for the answer to hold: rows of sourcing.csv; empty where nothing must"),
        field::list<found_rows<&Result::filled>, filled_fields>("filled").says(
            "which of interchangeable parts home must take: rows of part_shares.csv"),
        field::number<&Result::as_bought>("as_bought")
            .says(
                "of the target, what origin or stress find where the set stands and home buys so"),
        field::number<&Result::as_usual>("as_usual")
            .says("the same where everybody buys as in a steady month"),
        field::text<&Result::conflict>("conflict").says("infeasible: limits that cannot all hold"),
        field::flag<[](const Result& result) {
            const bool infeasible = result.status == lp::Status::infeasible;
            return infeasible ? std::optional{result.conflict_known} : std::nullopt;
        }>("conflict_known")
            .says("infeasible: false where the time was up before it was found which limits"),
    };
    return fields;
}

const Fields<OnshoreReport>& result_document_fields() {
    static constexpr FieldList fields{
        "result_document",
        field::record<horizon_of, horizon_fields>("horizon"),
        field::spread<[](const OnshoreReport& report) { return *report.result; }, result_fields>(),
        field::spread<support_of_report_fields>(),
        field::spread<worth_of_report_fields>(),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 4> kOnshoreForms{
    field::any_fields<result_document_fields>, field::any_fields<frontier_document_fields>,
    field::any_fields<comparison_document_fields>, field::any_fields<roadmap_document_fields>};

constexpr std::array<std::string_view, 2> kOnshoreMainTables{"first.built", "built"};

}  // namespace

extern const Document kOnshoreDocument;
const Document kOnshoreDocument{
    "onshore",
    "jarip onshore: one target, a frontier of cost against products a month behind closed borders, sets over scenarios, or what is built in which year",
    Head::model,
    kOnshoreForms,
    kOnshoreMainTables,
    nullptr,
    field::any_fields<uncertainty_fields>};

namespace {

network::SiteId site_of_built(const Built& built, const Context& context) {
    return context.network->processes[built.process].site;
}
network::ItemId item_of_built(const Built& built, const Context& context) {
    return context.network->processes[built.process].item;
}

}  // namespace

const Fields<Flow>& onshore_flow_fields() {
    static constexpr FieldList fields{
        "flow",
        field::text<&Flow::kind>("kind").tells_rows_apart().says(
            "start, ship, stock, owe and the like"),
        field::text<&Flow::of>("of").tells_rows_apart().says("ids, as rows and columns are named"),
        field::date<[](const Flow& flow) {
            return flow.period ? std::optional{flow.period->first} : std::nullopt;
        }>("from")
            .says("null: a month of the steady copy"),
        field::quantity<&Flow::quantity>("quantity", ""),
        field::money<&Flow::unit_cost>("unit_cost"),
        field::number<&Flow::factor>("factor").says(
            "what it counts for: discount, and months of the horizon for a month"),
    };
    return fields;
}

const Fields<Built>& built_fields() {
    static constexpr FieldList fields{
        "built",
        field::id<&Built::process>("process"),
        field::id<site_of_built>("site"),
        field::id<item_of_built>("item"),
        field::money<&Built::capex>("capex").at_least(0),
        field::quantity<&Built::expansion>("expansion", "")
            .at_least(0)
            .says("units started a month beyond capacity"),
        field::quantity<&Built::capacity>("capacity", "")
            .at_least(0)
            .says("of a candidate that comes in several sizes: units started a month"),
    };
    return fields;
}

const Fields<Frontier>& frontier_fields() {
    static constexpr FieldList fields{
        "onshore_summary",
        field::quantity<&Frontier::today>("today", "product/month")
            .at_least(0)
            .says("without anything built"),
        field::quantity<&Frontier::largest>("largest", "product/month")
            .at_least(0)
            .says("with everything built"),
        field::record<&Frontier::first, point_fields>("first").says(
            "the least that lets anything be made"),
        field::list<&Frontier::points, point_fields>("frontier"),
        field::list<&Frontier::alone, alone_fields>("alone").says("what each candidate alone adds"),
    };
    return fields;
}

Described described(const OnshoreReport& report) {
    if (report.comparison) return {&kOnshoreDocument, &comparison_document_fields(), &report};
    if (report.roadmap) return {&kOnshoreDocument, &roadmap_document_fields(), &report};
    if (report.frontier) return {&kOnshoreDocument, &frontier_document_fields(), &report};
    return {&kOnshoreDocument, &result_document_fields(), &report};
}

}  // namespace jarip::report
