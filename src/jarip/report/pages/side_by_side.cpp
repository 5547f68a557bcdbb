// Figures of home in two runs, and the runs that were kept.

#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

using HeldFigure = SideBySide::Figure;
using HeldScenario = SideBySide::Scenario;
using KeptRun = RunHistory::Run;
using KeptFigure = RunHistory::Figure;

std::string figure_name(const std::string& key, const Context& context) {
    return score_label({.key = key}, context);
}

std::optional<double> figure_change(const HeldFigure& figure) {
    if (!figure.before.value || !figure.after.value) return std::nullopt;
    return ratio(*figure.after.value - *figure.before.value, std::abs(*figure.before.value));
}

// As people read them: what is less than a digit is rounding, or of no account.
bool differs(const HeldFigure& figure) {
    return score_text(figure.before, figure.unit, Language::en) !=
           score_text(figure.after, figure.unit, Language::en);
}

// How far a figure moved; what came to be, or ceased to be, beyond all others.
double distance(const HeldFigure& figure) {
    if (!differs(figure)) return 0;
    const auto change = figure_change(figure);
    return change ? std::abs(*change) : HUGE_VAL;
}

// What a scenario costs that only the second run has: an event that was put in.
std::string new_scenario(const HeldScenario& scenario, const Context& context) {
    Arguments gaps = unit_words(*context.network, context.language);
    gaps.emplace_back("scenario", scenario_name(*context.network, scenario.id, context.language));
    const bool worth = plan::by_value(*context.network);
    gaps.emplace_back("lost", worth ? money(scenario.lost_value_after.value_or(0),
                                            context.network->currency, context.language)
                                    : number(scenario.lost_after));
    if (!scenario.first_loss_after)
        return text(context.language, "report.side_by_side.no_loss", gaps);
    gaps.emplace_back("day", std::to_string(*scenario.first_loss_after + 1));
    return text(context.language,
                worth ? "report.side_by_side.loss_worth" : "report.side_by_side.loss", gaps);
}

std::string answer_of(const SideBySide& result, const Context& context) {
    const auto changed = std::count_if(result.figures.begin(), result.figures.end(), differs);
    Arguments gaps{{"count", std::to_string(result.figures.size())},
                   {"changed", std::to_string(changed)}};
    std::string scenarios;
    for (const auto& scenario : result.scenarios)
        if (!scenario.lost_before) scenarios += ' ' + new_scenario(scenario, context);
    if (changed == 0) return text(context.language, "report.side_by_side.same", gaps) + scenarios;
    const auto most =
        std::max_element(result.figures.begin(), result.figures.end(),
                         [](const auto& a, const auto& b) { return distance(a) < distance(b); });
    gaps.emplace_back("figure", figure_name(most->key, context));
    gaps.emplace_back("before", score_text(most->before, most->unit, context.language));
    gaps.emplace_back("after", score_text(most->after, most->unit, context.language));
    return text(context.language, "report.side_by_side.answer", gaps) + scenarios;
}

const Fields<HeldFigure>& held_figure_fields() {
    static constexpr FieldList fields{
        "figure",
        field::count<&HeldFigure::question>("question").at_least(1).at_most(4),
        field::id<&HeldFigure::key>("key"),
        field::name<[](const HeldFigure& figure, const Context& context) {
            return figure_name(figure.key, context);
        }>("figure"),
        field::number<[](const HeldFigure& figure) { return figure.before.value; }>("before"),
        field::number<[](const HeldFigure& figure) { return figure.after.value; }>("after"),
        field::text<[](const HeldFigure& figure, const Context& context) {
            return score_text(figure.before, figure.unit, context.language);
        }>("before_text")
            .titled("fields.before")
            .says("as people read it, money in millions"),
        field::text<[](const HeldFigure& figure, const Context& context) {
            return score_text(figure.after, figure.unit, context.language);
        }>("after_text")
            .titled("fields.after"),
        field::ratio<figure_change>("change").titled("fields.change_by"),
        field::flag<differs>("differs"),
    };
    return fields;
}

const Fields<HeldScenario>& held_scenario_fields() {
    static constexpr FieldList fields{
        "scenario",
        field::id<&HeldScenario::id>("scenario"),
        field::quantity<&HeldScenario::lost_before>("lost_before", "product").at_least(0),
        field::quantity<&HeldScenario::lost_after>("lost_after", "product").at_least(0),
        field::money<&HeldScenario::lost_value_before>("lost_value_before").at_least(0),
        field::money<&HeldScenario::lost_value_after>("lost_value_after").at_least(0),
        field::day<&HeldScenario::first_loss_before>("first_loss_before"),
        field::day<&HeldScenario::first_loss_after>("first_loss_after"),
    };
    return fields;
}

const Fields<SideBySide>& side_by_side_fields() {
    static constexpr FieldList fields{
        "side_by_side",
        field::text<answer_of>("answer").titled("fields.in_words"),
        field::list<&SideBySide::figures, held_figure_fields>("figures").titled(
            "fields.figures_compared"),
        field::list<&SideBySide::scenarios, held_scenario_fields>("scenarios"),
    };
    return fields;
}

const Fields<KeptFigure>& kept_figure_fields() {
    static constexpr FieldList fields{
        "figure",
        field::count<&KeptFigure::question>("question").at_least(1).at_most(4),
        field::id<&KeptFigure::key>("key"),
        field::name<[](const KeptFigure& figure, const Context& context) {
            return figure_name(figure.key, context);
        }>("figure"),
        field::number<[](const KeptFigure& figure) { return figure.score.value; }>("value"),
        field::text<[](const KeptFigure& figure, const Context& context) {
            return score_text(figure.score, figure.unit, context.language);
        }>("value_text")
            .titled("fields.value"),
    };
    return fields;
}

const Fields<KeptRun>& kept_run_fields() {
    static constexpr FieldList fields{
        "run",
        field::count<&KeptRun::number>("number").titled("fields.run_number").at_least(1),
        field::text<&KeptRun::when>("when").says("UTC"),
        field::id<&KeptRun::home>("home"),
        field::text<&KeptRun::what_ifs>("what_ifs"),
        field::text<&KeptRun::model>("model")
            .titled("fields.model_state")
            .says("a word that differs where the model's files do"),
        field::list<&KeptRun::figures, kept_figure_fields>("figures"),
    };
    return fields;
}

const Fields<RunHistory>& history_fields() {
    static constexpr FieldList fields{
        "history",
        field::text<[](const RunHistory& history, const Context& context) {
            if (history.runs.empty()) return text(context.language, "report.runs.none");
            return text(context.language, "report.runs.answer",
                        {{"count", std::to_string(history.runs.size())},
                         {"when", history.runs.front().when}});
        }>("answer")
            .titled("fields.in_words"),
        field::list<&RunHistory::runs, kept_run_fields>("runs"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kSideForms{field::any_fields<side_by_side_fields>};
constexpr std::array<FieldsFunction, 1> kRunsForms{field::any_fields<history_fields>};
constexpr std::array<std::string_view, 1> kSideMain{"figures"};

}  // namespace

extern const Document kWhatIfDocument;
const Document kWhatIfDocument{"what-if", "two runs side by side, of the server's /api/what-if",
                               Head::model, kSideForms, kSideMain};
extern const Document kRunsDocument;
const Document kRunsDocument{"runs", "the runs that the server keeps, of its /api/runs",
                             Head::model, kRunsForms};

SideBySide side_by_side(const assess::Assessment& before, const assess::Assessment& after) {
    SideBySide result;
    for (const auto& line : before.scorecard)
        for (const auto& other : after.scorecard)
            if (line.key == other.key)
                result.figures.push_back({line.question, line.key, line.unit, line.values.front(),
                                          other.values.front()});
    for (const auto& run : after.stress) {
        SideBySide::Scenario scenario{
            .id = run.scenario, .first_loss_after = run.first_loss_day, .lost_after = run.lost};
        scenario.lost_value_after = run.lost_value;
        for (const auto& other : before.stress) {
            if (run.scenario != other.scenario) continue;
            scenario.first_loss_before = other.first_loss_day;
            scenario.lost_before = other.lost;
            scenario.lost_value_before = other.lost_value;
        }
        result.scenarios.push_back(std::move(scenario));
    }
    return result;
}

Described described(const SideBySide& result) {
    return {&kWhatIfDocument, &side_by_side_fields(), &result};
}

Described described(const RunHistory& history) {
    return {&kRunsDocument, &history_fields(), &history};
}

}  // namespace jarip::report
