#include <array>
#include <vector>

#include "jarip/report/pages/stress.hpp"
#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/document.hpp"

namespace jarip::report {

Value id_value(const Context& context, const stress::NodeRef& node) {
    return stress::id_of(*context.network, node);
}
Value id_value(const Context& context, const stress::InputRef& input) {
    return stress::id_of(*context.network, input);
}
Value id_value(const Context& context, const stress::PartRef& part) {
    return stress::id_of(*context.network, part);
}

namespace {

using stress::DayResult;
using stress::Run;
using stress::Starved;
using stress::Study;

const Fields<DayResult>& day_fields() {
    static constexpr FieldList fields{
        "day",
        field::date<&DayResult::date>("date"),
        field::quantity<&DayResult::delivered>("delivered", "product").at_least(0),
        field::quantity<&DayResult::baseline>("baseline", "product").at_least(0),
        field::money<&DayResult::made>("made").at_least(0).says("value of what home makes"),
        field::money<&DayResult::made_baseline>("made_baseline").at_least(0),
        field::money<&DayResult::delivered_value>("delivered_value")
            .at_least(0)
            .says("delivered, at the demands' prices: products differ in size"),
        field::money<&DayResult::baseline_value>("baseline_value").at_least(0),
    };
    return fields;
}

const Fields<stress::NodeLabel>& label_fields() {
    using stress::NodeLabel;
    static constexpr FieldList fields{
        "node_label",
        field::id<&NodeLabel::node>("node"),
        field::flag<&NodeLabel::at_home>("at_home"),
        field::quantity<&NodeLabel::baseline>("baseline", "").at_least(0).says("production a day"),
    };
    return fields;
}
// A node of one run.
struct Node {
    const stress::NodeLabel* label;
    std::optional<double> lowest;
};
const Fields<Node>& node_fields() {
    static constexpr FieldList fields{
        "node",
        field::spread<[](const Node& node) -> const stress::NodeLabel& { return *node.label; },
                      label_fields>(),
        field::ratio<&Node::lowest>("lowest").says(
            "the lowest production, as a share of the baseline"),
    };
    return fields;
}

const Fields<Starved>& starved_fields() {
    static constexpr FieldList fields{
        "starved",
        field::id<&Starved::node>("node"),
        field::id<&Starved::of>("of").says("item or sector"),
        field::day<&Starved::day>("day"),
        field::flag<&Starved::at_home>("at_home"),
        field::days<&Starved::stock_days>("stock_days")
            .at_least(0)
            .says("days of use of it that lay in stock at the start"),
    };
    return fields;
}
// A line of the cause.
const Fields<Starved>& cause_fields() {
    static constexpr FieldList fields{
        "cause_line",
        field::spread<starved_fields>(),
        field::days<&Starved::bought_days>("bought_days")
            .says(
                "how much later home's first loss is than with one day of it in stock; null: not asked, or no "
                "stock"),
    };
    return fields;
}

const Fields<stress::Hit>& hit_fields() {
    using stress::Hit;
    static constexpr std::array<std::string_view, 4> kWhat{"making", "way", "stock", "orders"};
    static constexpr FieldList fields{
        "hit",
        field::word<[](const Hit& hit) {
            return std::string{kWhat[static_cast<std::size_t>(hit.what)]};
        }>("what", kWhat)
            .says(
                "the suppliers themselves, the way from them, what lay in stock, or what customers order"),
        field::id<&Hit::first_loser>("first_loser")
            .or_null()
            .says(
                "where cause is empty, of home's nodes the one that loses most on first_loss_day"),
        field::id<&Hit::suppliers>("suppliers")
            .says(
                "the largest first; of orders the customers; where cause is empty, first_loser itself"),
        field::id<&Hit::events>("events").says("empty: availability.csv"),
    };
    return fields;
}

const Fields<stress::Exposure>& exposure_fields() {
    static constexpr FieldList fields{
        "exposure",
        field::id<[](const stress::Exposure& exposure, const Context& context) {
            return context.network->nodes[exposure.target].id;
        }>("target"),
        field::share<&stress::Exposure::esri>("esri"),
        field::share<&stress::Exposure::lost_share>("lost_share")
            .says(
                "of all output of the days, by simulation, where it stands still for its time to recover; "
                "null: not computed"),
    };
    return fields;
}

// ---- what hangs on one part

const Fields<stress::Outage>& outage_fields() {
    using stress::Outage;
    static constexpr FieldList fields{
        "outage",
        field::id<&Outage::target>("target"),
        field::days<&Outage::time_to_recover>("time_to_recover").at_least(1),
        field::flag<&Outage::recovery_assumed>("recovery_assumed")
            .says("a site of it has none in sites.csv"),
        field::money<&Outage::spend>("spend").at_least(0).says(
            "what it makes over the horizon, at list prices"),
        field::ratio<&Outage::spend_share>("spend_share")
            .says("of all that is delivered, anywhere"),
        field::days<&Outage::survives>("survives")
            .at_least(0)
            .says(
                "days before the first delivery falls short, were it never to come back; orders as "
                "before; null: not within the days"),
        field::days<&Outage::survives_planned>("survives_planned")
            .at_least(0)
            .says("the longest for which all could be delivered, all planned anew; null: for ever"),
        field::money<&Outage::lost_value>("lost_value")
            .at_least(0)
            .says("until recovery, orders as before"),
        field::ratio<&Outage::lost_share>("lost_share").says("of the deliveries of the days"),
        field::money<&Outage::lost_planned_value>("lost_planned_value")
            .at_least(0)
            .says("the least that is lost in its time to recover, all planned anew"),
        field::ratio<&Outage::lost_planned_share>("lost_planned_share"),
        field::money<&Outage::unmade_value>("unmade_value")
            .at_least(0)
            .says("what home does not make"),
        field::money<&Outage::world_lost_value>("world_lost_value")
            .at_least(0)
            .says("what all countries do not receive"),
        field::flag<&Outage::hidden_risk>("hidden_risk")
            .says("spend below 1 %, a loss of 10 % or more"),
    };
    return fields;
}
const Fields<stress::Outages>& outages_fields() {
    using stress::Outages;
    static constexpr std::array<std::string_view, 4> kOf{"site", "company", "country", "item"};
    static constexpr FieldList fields{
        "outages",
        field::word<[](const Outages& outages) {
            return std::string{kOf[static_cast<std::size_t>(outages.of)]};
        }>("of", kOf)
            .titled("fields.outages_of"),
        field::flag<&Outages::of_home>("of_home").says(
            "survival and losses are of home's deliveries; false: nothing is delivered there, of all"),
        field::list<&Outages::list, outage_fields>("list").titled("fields.outages"),
        field::flag<&Outages::interrupted>("interrupted"),
    };
    return fields;
}

const Fields<stress::CountryLeverage>& country_leverage_fields() {
    using stress::CountryLeverage;
    static constexpr FieldList fields{
        "country_leverage",
        field::country<&CountryLeverage::country>("country"),
        field::money<&CountryLeverage::lost_value>("lost_value").at_least(0),
        field::ratio<&CountryLeverage::lost_share>("lost_share")
            .says("of what it receives in the days"),
        field::money<&CountryLeverage::unmade_value>("unmade_value")
            .at_least(0)
            .says("what its sites make less, all together, at list prices"),
    };
    return fields;
}
const Fields<stress::CompanyLeverage>& company_leverage_fields() {
    using stress::CompanyLeverage;
    static constexpr FieldList fields{
        "company_leverage",
        field::id<&CompanyLeverage::company>("company"),
        field::country<[](const CompanyLeverage& leverage, const Context& context) {
            return context.network->companies[leverage.company].country;
        }>("country")
            .or_null()
            .says("headquarters"),
        field::money<&CompanyLeverage::unmade_value>("unmade_value").at_least(0),
        field::ratio<&CompanyLeverage::unmade_share>("unmade_share")
            .says("of what it makes abroad in the days"),
    };
    return fields;
}
const Fields<stress::Leverage>& leverage_fields() {
    using stress::Leverage;
    static constexpr FieldList fields{
        "leverage",
        field::id<&Leverage::target>("target").says("a company; home's code: all of home"),
        field::flag<[](const Leverage& leverage) { return leverage.all_of_home(); }>("all_of_home"),
        field::days<&Leverage::time_to_recover>("time_to_recover").at_least(1),
        field::flag<&Leverage::recovery_assumed>("recovery_assumed"),
        field::money<&Leverage::lost_value>("lost_value")
            .at_least(0)
            .says("what all countries abroad do not receive until recovery"),
        field::money<&Leverage::unmade_value>("unmade_value")
            .at_least(0)
            .says("what companies make less there that make less"),
        field::list<&Leverage::countries, country_leverage_fields>("countries"),
        field::list<&Leverage::companies, company_leverage_fields>("companies"),
    };
    return fields;
}

// ---- what is lost

using stress::CompanyLoss;
using stress::MadeLoss;
using stress::StageLoss;

struct Received {
    double lost, lost_value;
};
const Fields<Received>& received_fields() {
    static constexpr FieldList fields{
        "received",
        field::quantity<&Received::lost>("lost", "product").at_least(0),
        field::money<&Received::lost_value>("lost_value").at_least(0),
    };
    return fields;
}

const Fields<MadeLoss>& made_fields() {
    static constexpr FieldList fields{
        "made",
        field::money<&MadeLoss::lost_value>("lost_value").at_least(0),
        field::money<&MadeLoss::exports_lost_value>("exports_lost_value").at_least(0),
    };
    return fields;
}

const Fields<StageLoss>& stage_loss_fields() {
    static constexpr FieldList fields{
        "stage_loss",
        field::spread<&StageLoss::made, made_fields>(),
        field::id<[](const StageLoss& loss, const Context& context) {
            const auto& network = *context.network;
            return loss.stage.valid() ? network.stages[loss.stage].id
                                      : network.nodes[loss.sector].sector;
        }>("stage"),
    };
    return fields;
}
const Fields<CompanyLoss>& company_loss_fields() {
    static constexpr FieldList fields{
        "company_loss",
        field::spread<&CompanyLoss::made, made_fields>(),
        field::id<&CompanyLoss::company>("company"),
    };
    return fields;
}

const Fields<Run>& made_at_home_fields() {
    static constexpr FieldList fields{
        "made_at_home",
        field::spread<&Run::made, made_fields>(),
        field::list<&Run::made_by_stage, stage_loss_fields>("by_stage"),
        field::list<&Run::made_by_company, company_loss_fields>("by_company"),
    };
    return fields;
}

const Fields<MadeLoss>& world_made_fields() {
    static constexpr FieldList fields{
        "world_made", field::money<&MadeLoss::lost_value>("lost_value").at_least(0)};
    return fields;
}

const Fields<stress::CountryLoss>& country_loss_fields() {
    using stress::CountryLoss;
    static constexpr FieldList fields{
        "country_loss",
        field::id<&CountryLoss::country>("country"),
        field::quantity<&CountryLoss::lost>("lost", "product").at_least(0),
        field::money<&CountryLoss::lost_value>("lost_value").at_least(0),
    };
    return fields;
}

const Fields<Run>& world_fields() {
    static constexpr FieldList fields{
        "world",
        field::record<[](const Run& run) {
            return Received{run.world_lost, run.world_lost_value};
        },
                      received_fields>("received"),
        field::list<&Run::lost_by_country, country_loss_fields>("by_country")
            .says(
                "what each country does not receive; with borders closed, what the others have of home"),
        field::record<&Run::world_made, world_made_fields>("made").titled("fields.made_loss"),
    };
    return fields;
}

const Fields<stress::ProductLoss>& product_loss_fields() {
    using stress::ProductLoss;
    static constexpr FieldList fields{
        "product_loss",
        field::id<&ProductLoss::product>("product"),
        field::quantity<&ProductLoss::lost>("lost", "").at_least(0).says("in units of the product"),
        field::share<[](const ProductLoss& loss) { return ratio(loss.lost, loss.baseline); }>(
            "lost_share")
            .says("of what is delivered at home in the days; null: nothing is"),
        field::money<&ProductLoss::lost_value>("lost_value").at_least(0),
    };
    return fields;
}

const Fields<stress::Surge>& surge_fields() {
    static constexpr FieldList fields{
        "surge",
        field::quantity<&stress::Surge::wanted>("wanted", "product").at_least(0),
        field::quantity<&stress::Surge::unserved>("unserved", "product").at_least(0),
        field::money<&stress::Surge::wanted_value>("wanted_value").at_least(0),
        field::money<&stress::Surge::unserved_value>("unserved_value").at_least(0),
    };
    return fields;
}

const Fields<stress::Rebuilt>& rebuilt_fields() {
    using stress::Rebuilt;
    static constexpr FieldList fields{
        "rebuilt",
        field::id<&Rebuilt::event>("event"),
        field::money<&Rebuilt::cost>("cost").at_least(0).says("of all that was destroyed"),
        field::money<&Rebuilt::rebuilt>("rebuilt").at_least(0).says(
            "worth of what was sent until the end of the run"),
        field::day<&Rebuilt::day>("rebuilt_day")
            .says("the first after which less than 1 % is left; null: none"),
        field::id<&Rebuilt::nobody_makes>("nobody_makes")
            .says("items or sectors that no node makes, and so are never rebuilt"),
    };
    return fields;
}

const Fields<Run>& after_fields() {
    static constexpr FieldList fields{
        "after",
        field::count<&Run::days_after>("days").titled("field_unit.days"),
        field::quantity<&Run::lost_after>("lost", "product").at_least(0),
        field::money<&Run::lost_value_after>("lost_value").at_least(0),
        field::money<&Run::made_lost_value_after>("made_lost_value")
            .says("value that home does not make; below 0: that it makes up for"),
    };
    return fields;
}

// A day counted from the first day on which an event of the scenario acts.
template <std::optional<int> Run::*kDay>
std::optional<int> from_event(const Run& run) {
    if (!(run.*kDay) || !run.first_effect_day) return std::nullopt;
    return *(run.*kDay) - *run.first_effect_day;
}
const Fields<Run>& days_from_event_fields() {
    static constexpr FieldList fields{
        "days_from_event",
        field::days<from_event<&Run::first_loss_day>>("first_loss"),
        field::days<from_event<&Run::threshold_day>>("threshold").titled("fields.threshold_day"),
        field::days<from_event<&Run::recovered_day>>("recovered"),
    };
    return fields;
}

// ---- runs

const Fields<Run>& until_recovery_fields() {
    static constexpr FieldList fields{
        "until_recovery",
        field::id<[](const Run& run) {
            return run.scenario.empty() ? std::optional<std::string>{} : run.scenario;
        }>("scenario")
            .says("null: none, only availability.csv acted"),
        field::day<&Run::first_effect_day>("first_effect_day")
            .says("when the first event of the scenario acts"),
        field::day<&Run::first_loss_day>("first_loss_day"),
        field::day<&Run::threshold_day>("threshold_day"),
        field::day<&Run::recovered_day>("recovered_day")
            .says("from it on all stays within 0.1 % of the baseline; may lie beyond the days"),
        field::record<field::itself<Run>, days_from_event_fields>("days_from_event")
            .says("the same days counted from first_effect_day"),
        field::quantity<&Run::lost>("lost", "product")
            .at_least(0)
            .says("units of products (flows: money) not delivered at home"),
        field::share<[](const Run& run) { return run.lost_share(); }>("lost_share")
            .says(
                "of what deliveries are worth, where there are several products; else of their number"),
        field::money<&Run::lost_value>("lost_value").at_least(0),
        field::quantity<&Run::least_lost>("least_lost", "product")
            .at_least(0)
            .says(
                "the least that home can lose, however everybody plans; null: flows, or no scenario"),
        field::money<&Run::least_lost_value>("least_lost_value")
            .at_least(0)
            .says("of several products this is the least, and least_lost its units"),
        field::list<&Run::starved, starved_fields>("starved").says(
            "nodes held back for want of an input, each once, in order of time"),
        field::list<&Run::cause, cause_fields>("cause").says(
            "why home lost first: from what it missed back to the root; empty: first_loser lacked nothing"),
        field::record<&Run::hit, hit_fields>("hit").says(
            "the part at the root that was hit; null: none was, others took more than usual"),
        field::text<&Run::price_only>("price_only")
            .says("events without an effect on quantities in the short run"),
        field::text<&Run::missed>("missed").says(
            "events that hit nothing which the baseline uses, or begin after the days that are run"),
    };
    return fields;
}

const Fields<stress::StandIns>& stand_ins_fields() {
    using stress::StandIns;
    static constexpr FieldList fields{
        "stand_ins",
        field::money<&StandIns::value>("value").at_least(0).says("at list prices"),
        field::money<&StandIns::extra_cost>("extra_cost")
            .says(
                "conversion after subsidies, freight and tariffs, less those of the way that was closed or "
                "of the usual makers"),
    };
    return fields;
}

const Fields<Run>& loss_fields() {
    static constexpr FieldList fields{
        "losses",
        field::record<[](const Run& run) {
            return Received{run.lost, run.lost_value};
        },
                      received_fields>("received"),
        field::list<&Run::lost_by_product, product_loss_fields>("lost_by_product")
            .says("what home does not receive of each product; flows: none"),
        field::record<field::itself<Run>, made_at_home_fields>("made")
            .titled("fields.made_loss")
            .says("what home does not make, over the days, at list prices"),
        field::record<field::itself<Run>, world_fields>("world").titled("fields.in_the_world"),
        field::record<&Run::surge, surge_fields>("surge").says(
            "demand at home beyond the baseline, and what of it was not served"),
        field::quantity<&Run::backlog>("backlog", "product")
            .titled("fields.owed")
            .at_least(0)
            .says(
                "what home's demands still wait for on the last of the days; null: what is missed is lost"),
        field::money<&Run::backlog_value>("backlog_value").at_least(0),
        field::list<&Run::rebuilt, rebuilt_fields>("rebuilt").says(
            "what events with recovery = rebuild destroyed, and what of it was rebuilt"),
        field::record<&Run::stand_ins, stand_ins_fields>("stand_ins")
            .says(
                "what other makers and other ways sent (search_days, reroute); null: the model asks for "
                "none"),
        field::flag<&Run::losing_at_end>("losing_at_end")
            .says("not within 0.1 % of the baseline on the last of the days"),
        field::record<field::itself<Run>, after_fields>("after")
            .titled("fields.after_the_days")
            .says("run beyond the days, at most as many again, until recovery"),
    };
    return fields;
}

const Fields<Run>& days_fields() {
    static constexpr FieldList fields{"days", field::list<&Run::days, day_fields>("days")};
    return fields;
}

// One of several: its nodes stand once for all.
const Fields<Run>& run_fields() {
    static constexpr FieldList fields{
        "run",
        field::spread<until_recovery_fields>(),
        field::flag<&Run::interrupted>("interrupted"),
        field::spread<loss_fields>(),
        field::spread<days_fields>(),
        field::ratio<&Run::lowest>("lowest").says(
            "the lowest production of each node, as a share of its baseline"),
    };
    return fields;
}

// ---- the document

const Fields<stress::PlannedPeriod>& planned_period_fields() {
    using stress::PlannedPeriod;
    static constexpr FieldList fields{
        "planned_period",
        field::date<[](const PlannedPeriod& planned) { return planned.period.first; }>("first"),
        field::date<[](const PlannedPeriod& planned) {
            return planned.period.end - std::chrono::days{1};
        }>("last"),
        field::quantity<&PlannedPeriod::baseline>("baseline", "product")
            .at_least(0)
            .says("of the plan without the scenario"),
        field::quantity<&PlannedPeriod::delivered>("delivered", "product").at_least(0),
        field::money<&PlannedPeriod::baseline_value>("baseline_value").at_least(0),
        field::money<&PlannedPeriod::delivered_value>("delivered_value").at_least(0),
    };
    return fields;
}
const Fields<stress::Bounds>& bounds_fields() {
    using stress::Bounds;
    static constexpr FieldList fields{
        "bounds",
        field::share<&Bounds::least>("least").says(
            "the least that home can lose, however everybody plans: no more than each of the others"),
        field::share<&Bounds::as_before>("as_before")
            .says("everybody goes on ordering from whom they ordered: the run"),
        field::share<&Bounds::replan>("replan").says(
            "orders follow the steady month of what is left, solved every replan_days; with --replan"),
        field::days<&Bounds::replan_days>("replan_days").at_least(1),
        field::share<&Bounds::replanned>("replanned")
            .says(
                "the plan of least cost, made with foresight: what does not come in its period; with --bounds"),
        field::share<&Bounds::replanned_without>("replanned_without")
            .says("what that plan lacks of usual deliveries if the scenario does not come"),
        field::quantity<&Bounds::replan_delivered>("replan_delivered", "product")
            .says("at home on each of the days, planned anew every replan_days"),
        field::money<&Bounds::replan_delivered_value>("replan_delivered_value")
            .says("the same at the demands' prices"),
        field::list<&Bounds::planned, planned_period_fields>("planned_periods")
            .says("what the plan with foresight brings to home, period by period"),
    };
    return fields;
}

const Fields<stress::MoreStock>& more_stock_fields() {
    using stress::MoreStock;
    static constexpr FieldList fields{
        "more_stock",
        field::id<&MoreStock::node>("node").says("the process or demand at home that uses it"),
        field::id<&MoreStock::item>("item"),
        field::days<&MoreStock::days_before>("days_before")
            .at_least(0)
            .says("of usual use in stock, as the model is"),
        field::days<&MoreStock::days>("days_then").at_least(0).says("that have to be there"),
        field::quantity<&MoreStock::units>("more_units", "").at_least(0),
        field::money<&MoreStock::value>("value").at_least(0).says("of these, at list prices"),
    };
    return fields;
}
const Fields<stress::StocksToLast>& stocks_fields() {
    using stress::StocksToLast;
    static constexpr FieldList fields{
        "stocks_to_last",
        field::count<&StocksToLast::days>("last_days").says("from the first event on"),
        field::days<&StocksToLast::lasts>("lasts").at_least(0).says(
            "without more stock; null: all of the days"),
        field::money<&StocksToLast::value>("value").at_least(0).says(
            "of all that is added, found by search on the simulation; null: no stock is enough"),
        field::money<&StocksToLast::least_value>("least_value")
            .at_least(0)
            .says("no plan can do with less; null: no plan can do it"),
        field::list<&StocksToLast::list, more_stock_fields>("list").says("the largest value first"),
        field::flag<&StocksToLast::interrupted>("interrupted"),
    };
    return fields;
}

const Fields<Study>& study_fields() {
    static constexpr FieldList fields{
        "study",
        field::share<&Study::threshold>("threshold")
            .says("share of usual deliveries below which autonomy ends"),
        field::days<&Study::autonomy_days>("autonomy_days").at_least(0),
    };
    return fields;
}
const Fields<Study>& exposures_fields() {
    static constexpr FieldList fields{
        "exposures",
        field::count<&Study::exposure_done>("exposure_done").says("nodes whose exposure is known"),
        field::list<&Study::exposure, exposure_fields>("exposure").says("empty unless asked for"),
        field::record<&Study::outages, outages_fields>("outages").says("null unless asked for"),
        field::list<&Study::leverage, leverage_fields>("leverage").says("empty unless asked for"),
    };
    return fields;
}

const Run& run_of(const Study& study) { return study.runs.front(); }

const Fields<Study>& one_run_fields() {
    static constexpr FieldList fields{
        "one_run",
        field::spread<study_fields>(),
        field::spread<run_of, until_recovery_fields>(),
        field::flag<&Study::interrupted>("interrupted"),
        field::spread<run_of, loss_fields>(),
        field::spread<run_of, days_fields>(),
        field::list<[](const Study& study) {
            std::vector<Node> nodes;
            for (std::size_t n = 0; n < study.nodes.size(); ++n)
                nodes.push_back({&study.nodes[n], run_of(study).lowest[n]});
            return nodes;
        },
                    node_fields>("nodes"),
        field::record<&Study::bounds, bounds_fields>("bounds").says(
            "share of home's deliveries that is lost, answered in four ways"),
        field::record<&Study::stocks, stocks_fields>("stocks")
            .titled("fields.stocks_to_last")
            .says("the least-cost stocks at home with which it lasts; null unless asked for"),
        field::spread<exposures_fields>(),
    };
    return fields;
}

const Fields<Study>& all_runs_fields() {
    static constexpr FieldList fields{
        "all_runs",
        field::spread<study_fields>(),
        field::flag<&Study::interrupted>("interrupted"),
        field::list<&Study::nodes, label_fields>("nodes").says(
            "of every run, whose lowest levels stand in the same order"),
        field::list<&Study::runs, run_fields>("runs"),
        field::spread<exposures_fields>(),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 2> kStressForms{field::any_fields<one_run_fields>,
                                                     field::any_fields<all_runs_fields>};

}  // namespace

extern const Document kStressDocument;
const Document kStressDocument{"stress",
                               "jarip stress: one run at top level, or several under runs",
                               Head::model,
                               kStressForms,
                               {},
                               nullptr,
                               field::any_fields<uncertainty_fields>};

Described described(const Study& study) {
    const AnyFields* const fields = study.runs.size() == 1
                                        ? static_cast<const AnyFields*>(&one_run_fields())
                                        : &all_runs_fields();
    return {&kStressDocument, fields, &study};
}

}  // namespace jarip::report
