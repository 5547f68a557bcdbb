// Reconciliation and calibration as programs read them.
#include <functional>

#include "jarip/report/calibrate/words.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/status.hpp"
#include "jarip/report/trade/fields.hpp"

namespace jarip::report {
namespace {

using calibrate::CodeAlone;
using calibrate::Fit;
using calibrate::Fitted;
using calibrate::FlowChange;
using calibrate::ItemAlone;
using calibrate::LaneMismatch;
using calibrate::Limit;
using calibrate::Reconciliation;
using calibrate::ShareChange;
using calibrate::Totals;
using network::ArcId;
using network::Network;

constexpr std::array<std::string_view, 2> kDirections{"import", "export"};
constexpr std::array<std::string_view, 3> kWhom{"country", "rest", "all"};
constexpr std::array<std::string_view, 2> kNorms{"l1", "l2"};
constexpr std::array<std::string_view, 5> kWhy{"met", "no_way", "out_of_reach", "conflict",
                                               "shares"};
constexpr std::array<std::string_view, 5> kLimits{"process", "resource", "lane", "demand", "share"};

template <class Row>
std::string_view direction_of(const Row& row) {
    return trade::flow_word(row.direction);
}
template <class Row>
constexpr auto direction_field() {
    return field::word<direction_of<Row>>("direction", kDirections);
}

const Fields<calibrate::Cell>& cell_fields() {
    static constexpr FieldList fields{
        "figure_of",
        direction_field<calibrate::Cell>(),
        field::id<&calibrate::Cell::hs>("hs").says(
            "the shortest code that holds the goods of both sides"),
        field::id<&calibrate::Cell::codes>("codes").titled("fields.customs_codes"),
        field::word<[](const calibrate::Cell& cell) {
            return kWhom.at(static_cast<std::size_t>(cell.whom));
        }>("whom", kWhom)
            .says("one partner; the labels that are no country; all, where the tables give none"),
        field::country<&calibrate::Cell::partner>("partner").or_null(),
        field::number<&calibrate::Cell::months>("months").at_least(0).says(
            "that the customs figures cover"),
    };
    return fields;
}

// What a lane brings, and the row of lanes.csv that governs it.
const Fields<ArcId>& arc_fields() {
    static constexpr FieldList fields{
        "arc",
        field::id<[](const ArcId& id, const Context& context) -> std::optional<network::ItemId> {
            if (!id.valid()) return std::nullopt;
            const Network& network = *context.network;
            return network.pools[network.arcs[id].from].item;
        }>("item"),
        field::id<[](const ArcId& id, const Context& context) -> std::optional<std::string> {
            if (!id.valid()) return std::nullopt;
            return context.network->place_id(context.network->arcs[id].from);
        }>("from"),
        field::id<[](const ArcId& id, const Context& context) -> std::optional<std::string> {
            if (!id.valid()) return std::nullopt;
            return context.network->place_id(context.network->arcs[id].to);
        }>("to"),
        field::count<[](const ArcId& id, const Context& context) -> std::optional<std::size_t> {
            const Network& network = *context.network;
            if (!id.valid() || !network.arcs[id].lane.valid()) return std::nullopt;
            return network.lanes[network.arcs[id].lane].provenance.line;
        }>("lane_line")
            .says("of lanes.csv"),
    };
    return fields;
}

// ---- reconciliation

const Fields<Totals>& totals_fields() {
    static constexpr FieldList fields{
        "totals",
        field::money<&Totals::model>("model").titled("fields.model_value").at_least(0),
        field::money<&Totals::customs>("customs").at_least(0),
        field::money<&Totals::mismatch>("mismatch")
            .titled("fields.sum_of_mismatches")
            .at_least(0)
            .says("sum of |model - customs| over the cells"),
    };
    return fields;
}

const Fields<calibrate::Cell>& compared_fields() {
    static constexpr FieldList fields{
        "cell",
        field::spread<cell_fields>(),
        field::money<&calibrate::Cell::model>("model").titled("fields.model_value").at_least(0),
        field::money<&calibrate::Cell::customs>("customs").at_least(0),
        field::money<[](const calibrate::Cell& cell) { return cell.mismatch(); }>("mismatch")
            .says("model - customs"),
        field::ratio<[](const calibrate::Cell& cell) { return ratio(cell.model, cell.customs); }>(
            "ratio")
            .titled("fields.model_over_customs"),
    };
    return fields;
}

// A lane with the figure that its mismatch is a part of.
struct LaneRow {
    const LaneMismatch* lane;
    const calibrate::Cell* cell;
};
std::vector<LaneRow> lane_rows(const Reconciliation& result) {
    std::vector<LaneRow> rows;
    for (const auto& lane : result.lanes) rows.push_back({&lane, &result.cells[lane.cell]});
    return rows;
}

const Fields<LaneRow>& lane_fields() {
    static constexpr FieldList fields{
        "lane",
        field::word<[](const LaneRow& row) { return direction_of(*row.cell); }>("direction",
                                                                                kDirections),
        field::id<[](const LaneRow& row) { return row.cell->hs; }>("hs"),
        field::spread<[](const LaneRow& row) { return row.lane->arc; }, arc_fields>(),
        field::money<[](const LaneRow& row) { return row.lane->model; }>("model").titled(
            "fields.model_value"),
        field::money<[](const LaneRow& row) { return row.lane->customs; }>("customs"),
        field::money<[](const LaneRow& row) { return row.lane->mismatch(); }>("mismatch"),
    };
    return fields;
}

const Fields<ItemAlone>& item_alone_fields() {
    static constexpr FieldList fields{
        "item_alone",
        direction_field<ItemAlone>(),
        field::id<&ItemAlone::item>("item"),
        field::money<&ItemAlone::model>("model").titled("fields.model_value"),
    };
    return fields;
}
const Fields<CodeAlone>& code_alone_fields() {
    static constexpr FieldList fields{
        "code_alone",
        direction_field<CodeAlone>(),
        field::id<&CodeAlone::hs>("hs"),
        field::money<&CodeAlone::customs>("customs"),
    };
    return fields;
}

std::vector<calibrate::Cell> cells_with_figures(const Reconciliation& result) {
    auto cells = result.cells;
    std::erase_if(cells, std::mem_fn(&calibrate::Cell::is_nothing));
    return cells;
}

// What is compared with what.
const Fields<Reconciliation>& question_fields() {
    static constexpr FieldList fields{
        "question",
        field::country<&Reconciliation::reporter>("reporter"),
        field::record<&Reconciliation::period, span_fields>("period"),
        field::number<&Reconciliation::per_usd>("per_usd").at_least(0).says(
            "units of the model's currency for one US dollar"),
    };
    return fields;
}

const Fields<Reconciliation>& reconciliation_fields() {
    static constexpr FieldList fields{
        "reconciliation",
        field::word<[](const Reconciliation& result) { return status_word(result.status); }>(
            "status", kStatusWords)
            .says("of the steady month"),
        field::spread<question_fields>(),
        field::record<&Reconciliation::imports, totals_fields>("imports"),
        field::record<&Reconciliation::exports, totals_fields>("exports"),
        field::ratio<[](const Reconciliation& result) { return result.relative_mismatch(); }>(
            "relative_mismatch")
            .at_least(0)
            .says("sum of |model - customs| over sum of customs; null: customs are all zero"),
        field::list<cells_with_figures, compared_fields>("cells")
            .titled("fields.customs_figures")
            .says("worst first"),
        field::list<lane_rows, lane_fields>("lanes").says(
            "each cell's mismatch dealt to lanes in proportion to what flows on them"),
        field::list<&Reconciliation::without_hs, item_alone_fields>("without_hs"),
        field::list<&Reconciliation::without_figures, item_alone_fields>("without_figures"),
        field::list<&Reconciliation::without_items, code_alone_fields>("without_items"),
        field::id<&Reconciliation::several_codes>("several_codes")
            .says("items compared under the first of their codes"),
        field::spread<&Reconciliation::sources, sources_fields>(),
    };
    return fields;
}

const Fields<ReconciliationReport>& report_fields() {
    static constexpr FieldList fields{
        "trade_reconcile",
        field::spread<&ReconciliationReport::result, reconciliation_fields>(),
    };
    return fields;
}

// ---- calibration

struct BothTotals {
    Totals before, after;
};
const Fields<BothTotals>& both_totals_fields() {
    static constexpr FieldList fields{
        "totals",
        field::money<[](const BothTotals& both) { return both.before.model; }>("before").at_least(
            0),
        field::money<[](const BothTotals& both) { return both.after.model; }>("after").at_least(0),
        field::money<[](const BothTotals& both) { return both.after.customs; }>("customs").at_least(
            0),
        field::money<[](const BothTotals& both) { return both.before.mismatch; }>("left_before")
            .at_least(0)
            .says("sum of |before - customs|"),
        field::money<[](const BothTotals& both) { return both.after.mismatch; }>("left_after")
            .at_least(0),
    };
    return fields;
}

std::string_view limit_kind(const Limit& limit) {
    if (limit.process.valid()) return kLimits[0];
    if (limit.resource.valid()) return kLimits[1];
    if (limit.lane.valid()) return kLimits[2];
    return limit.demand.valid() ? kLimits[3] : kLimits[4];
}
std::string limit_id(const Limit& limit, const Context& context) {
    const Network& network = *context.network;
    if (limit.process.valid()) return network.processes[limit.process].id;
    if (limit.resource.valid()) return network.resources[limit.resource].id;
    if (limit.lane.valid()) return std::to_string(network.lanes[limit.lane].provenance.line);
    if (limit.demand.valid()) return network.demands[limit.demand].id;
    const auto& row = network.sourcing[limit.share.value()];
    return row.buyer + '/' + network.items[row.item].id + '/' + row.supplier;
}
const Fields<Limit>& binding_fields() {
    static constexpr FieldList fields{
        "limit",
        field::word<limit_kind>("kind", kLimits),
        field::id<limit_id>("id").says(
            "of a lane its line in lanes.csv, of a share BUYER/ITEM/SUPPLIER"),
    };
    return fields;
}

const Fields<Fitted>& fitted_fields() {
    static constexpr FieldList fields{
        "cell",
        field::spread<&Fitted::cell, cell_fields>(),
        field::money<[](const Fitted& each) { return each.cell.model; }>("before").at_least(0),
        field::money<&Fitted::after>("after").at_least(0),
        field::money<[](const Fitted& each) { return each.cell.customs; }>("customs").at_least(0),
        field::word<[](const Fitted& each) { return kWhy.at(static_cast<std::size_t>(each.why)); }>(
            "why", kWhy)
            .titled("fields.why_unmet"),
        field::money<&Fitted::reach>("reach").says(
            "nearest to the customs figure that it could come alone"),
        field::list<&Fitted::limits, binding_fields>("limits").says(
            "that bind there, strongest first"),
        field::money<[](const Fitted& each) { return each.left(); }>("left").says(
            "after - customs"),
    };
    return fields;
}

template <double FlowChange::*kUnits>
double money_of(const FlowChange& flow, const Context& context) {
    const Network& network = *context.network;
    return network.items[network.pools[network.arcs[flow.arc].from].item].price * (flow.*kUnits);
}
const Fields<FlowChange>& flow_change_fields() {
    static constexpr FieldList fields{
        "flow",
        field::spread<&FlowChange::arc, arc_fields>(),
        field::number<&FlowChange::before>("before")
            .titled("fields.units_before")
            .at_least(0)
            .says("units a month"),
        field::number<&FlowChange::after>("after").titled("fields.units_after").at_least(0),
        field::money<money_of<&FlowChange::before>>("value_before").says("a month, list price"),
        field::money<money_of<&FlowChange::after>>("value_after"),
    };
    return fields;
}

const Fields<ShareChange>& share_change_fields() {
    static constexpr FieldList fields{
        "share",
        field::id<[](const ShareChange& change) { return change.now.buyer; }>("buyer"),
        field::id<[](const ShareChange& change) { return change.now.item; }>("item"),
        field::id<[](const ShareChange& change) { return change.now.supplier; }>("supplier"),
        field::share<[](const ShareChange& change,
                        const Context& context) -> std::optional<double> {
            if (!change.row) return std::nullopt;
            return context.network->sourcing[*change.row].share;
        }>("before")
            .titled("fields.share_before")
            .says("null: a new row"),
        field::share<[](const ShareChange& change) -> std::optional<double> {
            if (change.removed) return std::nullopt;
            return change.now.share;
        }>("after")
            .titled("fields.share_after")
            .says("null: finer rows take its place"),
    };
    return fields;
}

std::vector<Fitted> cells_to_tell(const Fit& fit) {
    auto cells = fit.cells;
    std::erase_if(cells,
                  [](const Fitted& each) { return each.cell.is_nothing() && each.is_met(); });
    return cells;
}

const Fields<Fit>& fit_fields() {
    static constexpr FieldList fields{
        "fit",
        field::word<[](const Fit& fit) { return status_word(fit.status); }>("status", kStatusWords),
        field::word<[](const Fit& fit) { return kNorms.at(static_cast<std::size_t>(fit.norm)); }>(
            "norm", kNorms),
        field::flag<[](const Fit& fit) { return fit.status == lp::Status::optimal && fit.met(); }>(
            "met")
            .says("whether every figure is"),
        field::spread<&Fit::before, question_fields>(),
        field::record<[](const Fit& fit) {
            return BothTotals{fit.before.imports, fit.imports};
        },
                      both_totals_fields>("imports"),
        field::record<[](const Fit& fit) {
            return BothTotals{fit.before.exports, fit.exports};
        },
                      both_totals_fields>("exports"),
        field::money<&Fit::moved>("moved_per_month").at_least(0).says("money that changes its way"),
        field::list<cells_to_tell, fitted_fields>("cells").titled("fields.customs_figures"),
        field::list<&Fit::flows, flow_change_fields>("flows"),
        field::list<&Fit::shares, share_change_fields>("shares"),
    };
    return fields;
}

const Fields<FitReport>& fit_report_fields() {
    static constexpr FieldList fields{
        "model_calibrate",
        field::spread<&FitReport::fit, fit_fields>(),
        field::text<[](const FitReport& report) -> std::optional<std::string> {
            if (report.folder.empty() || report.fit.status != lp::Status::optimal)
                return std::nullopt;
            return report.folder;
        }>("folder")
            .says("where the fitted model is"),
        field::spread<[](const FitReport& report) { return report.fit.before.sources; },
                      sources_fields>(),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kReconcile{field::any_fields<report_fields>};
constexpr std::array<FieldsFunction, 1> kCalibrate{field::any_fields<fit_report_fields>};
constexpr std::array<std::string_view, 1> kCells{"cells"};

}  // namespace

extern const Document kTradeReconcileDocument, kModelCalibrateDocument;
const Document kTradeReconcileDocument{
    "trade-reconcile", "jarip trade reconcile: the model's trade beside customs figures",
    Head::model, kReconcile, kCells};
const Document kModelCalibrateDocument{
    "model-calibrate", "jarip model calibrate: the smallest change that meets customs figures",
    Head::model, kCalibrate, kCells};

Described described(const ReconciliationReport& report) {
    return {&kTradeReconcileDocument, &report_fields(), &report};
}
Described described(const FitReport& report) {
    return {&kModelCalibrateDocument, &fit_report_fields(), &report};
}

}  // namespace jarip::report
