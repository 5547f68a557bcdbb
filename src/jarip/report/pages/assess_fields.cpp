#include <algorithm>
#include <array>
#include <vector>

#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/pages/origin.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/pages/stress.hpp"
#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/tolerances.hpp"

namespace jarip::report {
namespace {

using assess::Assessment;
using assess::RackResult;
using stress::Run;
using trade::Indicators;

// ---- the sentences

Value figures_of(const assess::Sentence& sentence, const Context& context) {
    return context.in_workbook ? sentence_figure_rows(sentence, context)
                               : sentence_figures(sentence);
}

const Fields<assess::Sentence>& sentence_fields() {
    static constexpr FieldList fields{
        "answer",
        field::count<&assess::Sentence::question>("question").at_least(1).at_most(4),
        field::id<&assess::Sentence::key>("key").says("of the sentence in text/*.toml"),
        field::text<sentence_text>("sentence"),
        field::object<figures_of>("figures")
            .says("what fills the sentence's gaps: figures, ids, lists of ids, or of ids with "
                  "figures")
            .as_table_in_workbooks(answer_figure_fields),
    };
    return fields;
}

// ---- the scorecard

// "racks/month": what the model counts its products in, in English whatever the language.
std::string score_unit(assess::Unit unit, const Context& context) {
    switch (unit) {
        case assess::Unit::share: return "share";
        case assess::Unit::days: return "days";
        case assess::Unit::stages: return "stages";
        case assess::Unit::money: return "money";
        case assess::Unit::products_per_month: break;
    }
    Context english = context;
    english.language = Language::en;
    return product_unit(english) + "/month";
}

struct CountryScore {
    std::string country;
    assess::Score score;
};
const Fields<CountryScore>& country_score_fields() {
    static constexpr FieldList fields{
        "country_score",
        field::id<&CountryScore::country>("country"),
        field::number<[](const CountryScore& row) { return row.score.value; }>("value"),
        field::number<[](const CountryScore& row) { return row.score.at_least; }>("at_least")
            .says("no value: it lies beyond what was looked at"),
    };
    return fields;
}

struct ScoreRow {
    const assess::ScoreLine* line;
    const std::vector<std::string>* countries;
    const Assessment* result;
};

// The answer that says how sure home's figure is; nullptr: none does.
const uncertain::Answer* spread_of(const ScoreRow& row) {
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr std::array kSame{Pair{"domestic_content", "domestic_content"},
                                      Pair{"domestic_content_made", "domestic_content_made"},
                                      Pair{"largest_foreign_share", "country_share"},
                                      Pair{"racks_obtained", "delivered_at_home"},
                                      Pair{"racks_built", "built_at_home"},
                                      Pair{"value_obtained", "value_at_home"},
                                      Pair{"value_built", "value_built"},
                                      Pair{"closed_border_racks", "closed_border"},
                                      Pair{"value_closed_border", "value_closed_border"},
                                      Pair{"autonomy_days", "autonomy_days"},
                                      Pair{"capital_for_first_rack", "first_capital"}};
    const auto& value = row.line->values.front().value;
    if (!row.result->uncertainty || !value) return nullptr;
    for (const auto& [line, key] : kSame)
        for (const auto& answer : row.result->uncertainty->answers)
            if (row.line->key == line && answer.key == key && answer.point &&
                near(*answer.point, *value, kSameAnswer))
                return &answer;
    return nullptr;
}
template <auto kMember>
std::optional<double> spread(const ScoreRow& row) {
    const auto* answer = spread_of(row);
    return answer == nullptr ? std::nullopt : answer->*kMember;
}

/// The input that moves home's figure most; nullptr: none can be told apart from chance.
const uncertain::Driver* driver_of(const ScoreRow& row) {
    const auto* answer = spread_of(row);
    return answer == nullptr || answer->drivers.found.empty() ? nullptr
                                                              : &answer->drivers.found.front();
}
std::optional<std::string> moved_by(const ScoreRow& row) {
    const auto* driver = driver_of(row);
    if (driver == nullptr) return std::nullopt;
    return row.result->uncertainty->inputs[driver->input].name;
}
std::optional<double> moved_by_share(const ScoreRow& row) {
    const auto* driver = driver_of(row);
    return driver == nullptr ? std::nullopt : std::optional{driver->first_order};
}

const Fields<ScoreRow>& score_fields() {
    static constexpr FieldList fields{
        "score",
        field::count<[](const ScoreRow& row) { return row.line->question; }>("question")
            .at_least(1)
            .at_most(4),
        field::id<[](const ScoreRow& row) { return row.line->key; }>("key"),
        field::name<[](const ScoreRow& row, const Context& context) {
            return score_label(*row.line, context);
        }>("answer")
            .says("the line's name"),
        field::number<[](const ScoreRow& row) { return row.line->values.front().value; }>("value")
            .says("home's"),
        field::number<spread<&uncertain::Answer::p5>>("p5").says("of home's; null: not drawn"),
        field::number<spread<&uncertain::Answer::p95>>("p95"),
        field::id<moved_by>("moved_by")
            .says("the input that moves it most; null: none can be told"),
        field::ratio<moved_by_share>("moved_by_share").says("of its variance"),
        field::text<[](const ScoreRow& row, const Context& context) {
            return score_unit(row.line->unit, context);
        }>("unit")
            .says("share, days, stages, money, or the model's unit of products a month"),
        field::id<[](const ScoreRow& row) { return row.line->source; }>("source").says(
            "the analysis that computed it"),
        field::list<[](const ScoreRow& row) {
            std::vector<CountryScore> rows;
            for (std::size_t i = 0; i < row.line->values.size(); ++i)
                rows.push_back({(*row.countries)[i], row.line->values[i]});
            return rows;
        },
                    country_score_fields>("countries"),
    };
    return fields;
}

// ---- customs

const Fields<trade::Partner>& partner_fields() {
    using trade::Partner;
    static constexpr FieldList fields{
        "partner",
        field::id<&Partner::country>("country"),
        field::money<&Partner::imports>("imports").in("USD"),
        field::money<&Partner::exports>("exports").in("USD"),
        field::share<&Partner::share>("share").says("of imports"),
    };
    return fields;
}

const Fields<Period>& span_fields() {
    static constexpr FieldList fields{
        "span",
        field::date<&Period::first>("first"),
        field::date<[](const Period& period) { return period.end - std::chrono::days{1}; }>("last"),
    };
    return fields;
}

const Fields<Indicators>& trade_fields() {
    static constexpr FieldList fields{
        "trade_summary",
        field::id<&Indicators::reporter>("reporter"),
        field::id<&Indicators::hs>("hs"),
        field::record<&Indicators::period, span_fields>("period"),
        field::money<&Indicators::imports>("imports").in("USD"),
        field::money<&Indicators::exports>("exports").in("USD"),
        field::ratio<&Indicators::exports_over_imports>("exports_over_imports"),
        field::money<&Indicators::balance>("balance").in("USD"),
        field::number<&Indicators::tsi>("tsi"),
        field::ratio<&Indicators::growth_imports>("growth_imports"),
        field::ratio<&Indicators::growth_exports>("growth_exports"),
        field::number<&Indicators::hhi_suppliers>("hhi_suppliers"),
        field::money<&Indicators::imports_krw>("imports_krw").in("KRW"),
        field::list<&Indicators::partners, partner_fields>("partners"),
    };
    return fields;
}

// ---- racks

const Fields<rack::Coverage>& rack_coverage_fields() {
    static constexpr FieldList fields{
        "coverage",
        field::share<&rack::Coverage::power>("power"),
        field::share<&rack::Coverage::mass>("mass"),
    };
    return fields;
}

template <rack::CheckSeverity kSeverity>
std::size_t findings(const RackResult& rack) {
    const auto& checks = rack.report.checks;
    return static_cast<std::size_t>(
        std::count_if(checks.begin(), checks.end(),
                      [](const auto& check) { return check.severity == kSeverity; }));
}
template <rack::Total rack::Totals::*kTotal>
std::optional<double> total(const RackResult& rack) {
    return (rack.report.totals.*kTotal).known;
}

const Fields<RackResult>& rack_fields() {
    using rack::CheckSeverity;
    using rack::Totals;
    static constexpr FieldList fields{
        "rack",
        field::id<&RackResult::item>("item"),
        field::count<findings<CheckSeverity::error>>("errors"),
        field::count<findings<CheckSeverity::warning>>("warnings"),
        field::count<findings<CheckSeverity::unknown>>("unknown"),
        field::quantity<total<&Totals::power_kw>>("power_kw", "kW"),
        field::quantity<total<&Totals::liquid_kw>>("liquid_kw", "kW"),
        field::quantity<total<&Totals::air_kw>>("air_kw", "kW"),
        field::quantity<total<&Totals::mass_kg>>("mass_kg", "kg"),
        field::quantity<total<&Totals::height_u>>("height_u", "U"),
        field::number<total<&Totals::accelerators>>("accelerators"),
        field::record<[](const RackResult& rack) { return rack.report.coverage; },
                      rack_coverage_fields>("coverage"),
    };
    return fields;
}

const Fields<Assessment>& racks_fields() {
    static constexpr FieldList fields{"racks",
                                      field::list<&Assessment::racks, rack_fields>("racks")};
    return fields;
}

// ---- stress

const Fields<stress::Starved>& first_starved_fields() {
    using stress::Starved;
    static constexpr FieldList fields{
        "first_starved",
        field::id<&Starved::node>("node"),
        field::id<&Starved::of>("of"),
        field::day<&Starved::day>("day"),
    };
    return fields;
}

std::optional<int> autonomy_days(const Run& run, const Context& context) {
    for (const auto& scenario : context.network->scenarios)
        if (scenario.id == run.scenario && scenario.borders_closed) return run.threshold_day;
    return std::nullopt;
}
std::optional<stress::Starved> first_starved(const Run& run) {
    return run.starved.empty() ? std::nullopt : std::optional{run.starved.front()};
}

const Fields<Run>& scenario_run_fields() {
    static constexpr FieldList fields{
        "scenario",
        field::id<&Run::scenario>("scenario"),
        field::day<&Run::first_loss_day>("first_loss_day"),
        field::day<&Run::threshold_day>("threshold_day"),
        field::days<autonomy_days>("autonomy_days")
            .at_least(0)
            .says(
                "of the scenario of closed borders; null elsewhere, and where it never falls below "
                "the threshold"),
        field::day<&Run::recovered_day>("recovered_day"),
        field::quantity<&Run::lost>("lost", "product"),
        field::ratio<[](const Run& run) { return run.lost_share(); }>("lost_share"),
        field::money<&Run::lost_value>("lost_value"),
        field::record<first_starved, first_starved_fields>("first_starved"),
    };
    return fields;
}

const Fields<Assessment>& scenarios_fields() {
    static constexpr FieldList fields{
        "scenarios", field::list<&Assessment::stress, scenario_run_fields>("scenarios")};
    return fields;
}

const Fields<Assessment>& assessment_fields() {
    static constexpr FieldList fields{
        "assessment",
        field::list<&Assessment::answers, sentence_fields>("answers").says(
            "the four questions, each in a few sentences"),
        field::list<[](const Assessment& result) {
            std::vector<ScoreRow> rows;
            for (const auto& line : result.scorecard)
                rows.push_back({&line, &result.compared, &result});
            return rows;
        },
                    score_fields>("scorecard"),
        field::record<&Assessment::trade, trade_fields>("trade").says("null: no customs tables"),
        field::record<field::itself<Assessment>, racks_fields>("rack"),
        field::record<&Assessment::plan, steady_summary_fields>("plan").says(
            "the steady month; null: a model of money flows"),
        field::record<&Assessment::origin, origin_fields>("origin"),
        field::record<field::itself<Assessment>, scenarios_fields>("stress"),
        field::record<&Assessment::onshore, frontier_fields>("onshore").says(
            "null: nothing could be built at home"),
        field::record<&Assessment::uncertainty, uncertainty_fields>("uncertainty")
            .says("how far the figures spread; null: no draws were asked for"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kAssessForms{field::any_fields<assessment_fields>};

}  // namespace

extern const Document kAssessDocument;
const Document kAssessDocument{"assess", "jarip assess", Head::model, kAssessForms};

Described described(const Assessment& result) {
    return {&kAssessDocument, &assessment_fields(), &result};
}

}  // namespace jarip::report
