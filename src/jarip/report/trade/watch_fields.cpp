// The dossier of a month as fields.
#include "jarip/report/trade/fields.hpp"

namespace jarip::report {
namespace {

using trade::Crossing;
using trade::MonthFigure;
using trade::Mover;
using trade::PartnerChange;
using trade::UnitValueJump;
using trade::Watch;
using trade::WatchSide;
using trade::YearForecast;

constexpr auto kWatchMoney = "USD";

std::string_view direction_word(const WatchSide& side) { return trade::flow_word(side.direction); }

const Fields<MonthFigure>& month_figure_fields() {
    static constexpr FieldList fields{
        "month_figure",
        field::record<&MonthFigure::month, span_fields>("month").in_one_cell(),
        field::money<&MonthFigure::value>("value")
            .in(kWatchMoney)
            .says("of a forecast the middle of its band"),
        field::money<&MonthFigure::adjusted>("adjusted")
            .in(kWatchMoney)
            .says("without the season: STL on logarithms; null with fewer than 36 months in a row"),
        field::flag<&MonthFigure::is_forecast>("is_forecast"),
        field::money<&MonthFigure::low80>("low80").in(kWatchMoney),
        field::money<&MonthFigure::high80>("high80").in(kWatchMoney),
        field::money<&MonthFigure::low95>("low95").in(kWatchMoney),
        field::money<&MonthFigure::high95>("high95").in(kWatchMoney),
    };
    return fields;
}

template <bool kIsPartner>
const Fields<Mover>& mover_fields() {
    constexpr auto name = [] {
        if constexpr (kIsPartner)
            return field::country<&Mover::name>("partner");
        else
            return field::id<&Mover::name>("product");
    };
    static constexpr FieldList fields{
        kIsPartner ? "partner_mover" : "product_mover",
        name(),
        field::money<&Mover::value>("value").in(kWatchMoney),
        field::money<&Mover::before>("before").in(kWatchMoney).says("the month before"),
        field::money<&Mover::year_earlier>("year_earlier").in(kWatchMoney),
        field::share<&Mover::share>("share").says("of the month"),
        field::ratio<&Mover::contribution_month>("contribution_month")
            .says("its change on the month before, of all trade then"),
        field::ratio<&Mover::contribution_year>("contribution_year")
            .says("its change on a year earlier, of all trade then"),
    };
    return fields;
}

const Fields<PartnerChange>& partner_change_fields() {
    static constexpr FieldList fields{
        "partner_change",
        field::country<&PartnerChange::country>("country"),
        field::flag<&PartnerChange::is_new>("is_new").says(
            "nothing in the twelve months before; false: something in each of them, and now nothing"),
        field::money<&PartnerChange::value>("value")
            .in(kWatchMoney)
            .says("of the month; of one that is gone, of an average month before"),
        field::share<&PartnerChange::share>("share"),
    };
    return fields;
}

const Fields<UnitValueJump>& jump_fields() {
    static constexpr FieldList fields{
        "unit_value_jump",
        field::id<&UnitValueJump::product>("product"),
        field::country<&UnitValueJump::partner>("partner").says("empty: a total"),
        field::quantity<&UnitValueJump::unit_value>("unit_value", "USD/kg"),
        field::quantity<&UnitValueJump::median>("usual", "USD/kg")
            .says("median of the twelve months before"),
        field::ratio<&UnitValueJump::change>("change"),
        field::number<&UnitValueJump::score>("score").with_decimals(2),
        field::money<&UnitValueJump::value>("value").in(kWatchMoney),
    };
    return fields;
}

constexpr std::array<std::string_view, 2> kCrossingFigures{"hhi_suppliers", "largest_share"};

const Fields<Crossing>& crossing_fields() {
    static constexpr FieldList fields{
        "crossing",
        field::id<&Crossing::product>("product").says("empty: all goods asked for"),
        field::word<[](const Crossing& crossing) { return std::string_view{crossing.figure}; }>(
            "figure", kCrossingFigures),
        field::number<&Crossing::threshold>("threshold"),
        field::number<&Crossing::before>("before").with_decimals(4).says(
            "of the twelve months to the month before"),
        field::number<&Crossing::now>("now").with_decimals(4).says(
            "of the twelve months to this one"),
        field::country<&Crossing::partner>("partner").says("the largest supplier"),
    };
    return fields;
}

const Fields<YearForecast>& year_forecast_fields() {
    static constexpr FieldList fields{
        "year_forecast",
        field::record<&YearForecast::year, span_fields>("year").in_one_cell(),
        field::count<&YearForecast::observed_months>("observed_months"),
        field::money<&YearForecast::observed>("observed").in(kWatchMoney),
        field::money<&YearForecast::expected>("expected")
            .in(kWatchMoney)
            .says("what is known and the mean of what is to come: Holt–Winters on logarithms"),
        field::money<&YearForecast::low80>("low80").in(kWatchMoney),
        field::money<&YearForecast::high80>("high80").in(kWatchMoney),
        field::money<&YearForecast::low95>("low95").in(kWatchMoney),
        field::money<&YearForecast::high95>("high95").in(kWatchMoney),
        field::number<&YearForecast::alpha>("alpha").says(
            "weight of the newest month in the level"),
        field::number<&YearForecast::beta>("beta").says("in the trend"),
        field::number<&YearForecast::gamma>("gamma").says("in the season"),
    };
    return fields;
}

const Fields<WatchSide>& watch_side_fields() {
    static constexpr FieldList fields{
        "watch_side",
        field::word<direction_word>("direction", kFlowWords).as_key(),
        field::money<&WatchSide::value>("value")
            .in(kWatchMoney)
            .says("null: the tables do not cover this side of the month"),
        field::money<&WatchSide::before>("before").in(kWatchMoney).says("the month before"),
        field::money<&WatchSide::year_earlier>("year_earlier").in(kWatchMoney),
        field::ratio<&WatchSide::change_month>("change_month"),
        field::ratio<&WatchSide::adjusted_change>("adjusted_change")
            .says("on the month before, without the season"),
        field::ratio<&WatchSide::change_year>("change_year"),
        field::money<&WatchSide::year_to_date>("year_to_date").in(kWatchMoney),
        field::ratio<&WatchSide::change_year_to_date>("change_year_to_date"),
        field::money<&WatchSide::twelve_months>("twelve_months").in(kWatchMoney),
        field::ratio<&WatchSide::change_twelve_months>("change_twelve_months"),
        field::record<&WatchSide::forecast, year_forecast_fields>("forecast")
            .says("null with fewer than 36 months in a row, or one of 0"),
        field::list<&WatchSide::months, month_figure_fields>("months"),
        field::list<&WatchSide::partners, mover_fields<true>>("partners")
            .says("largest change on the month before first; empty where partners are not named"),
        field::list<&WatchSide::products, mover_fields<false>>("products"),
        field::list<&WatchSide::changes, partner_change_fields>("changes").titled(
            "fields.partner_changes"),
        field::list<&WatchSide::jumps, jump_fields>("jumps"),
        field::list<&WatchSide::crossings, crossing_fields>("crossings"),
        field::list<&WatchSide::uncovered, span_fields>("uncovered")
            .in_one_cell()
            .says(
                "of the twelve months before: not covered; changes, jumps and crossings need all"),
        field::flag<&WatchSide::has_unnamed>("has_unnamed")
            .says("partners are not named in one of the thirteen months"),
        field::flag<&WatchSide::has_no_rows>("has_no_rows")
            .says("no row of the goods in this month: counted as zero"),
    };
    return fields;
}

const std::vector<trade::Source>& sources_of_watch(const Watch& watch) { return watch.sources; }

const Fields<Watch>& watch_fields() {
    static constexpr FieldList fields{
        "watch",
        field::country<&Watch::reporter>("reporter"),
        field::id<&Watch::hs>("hs").in_one_cell().says("codes asked for; empty: all goods"),
        field::id<&Watch::baskets>("baskets").in_one_cell(),
        field::record<&Watch::month, span_fields>("month"),
        field::list<&Watch::sides, watch_side_fields>("sides"),
        field::spread<sources_of_watch, sources_fields>(),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kWatchForms{field::any_fields<watch_fields>};
constexpr std::array<std::string_view, 2> kWatchMain{"sides.months", "sides"};

}  // namespace

extern const Document kTradeWatchDocument;
const Document kTradeWatchDocument{"trade-watch", "jarip trade watch", Head::version, kWatchForms,
                                   kWatchMain};

Described described(const Watch& result) {
    return {&kTradeWatchDocument, &watch_fields(), &result};
}

}  // namespace jarip::report
