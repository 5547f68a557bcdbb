#include <array>
#include <vector>

#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using uncertain::Answer;
using uncertain::AtALoss;
using uncertain::Coverage;
using uncertain::Driver;
using uncertain::Input;
using uncertain::LookUp;
using uncertain::NothingLeft;
using uncertain::Rank;
using uncertain::Spread;
using uncertain::Uncertainty;
using uncertain::Unit;

std::string answer_unit(Unit unit, const Context& context) {
    switch (unit) {
        case Unit::share: return "share";
        case Unit::days: return "days";
        case Unit::money: return "money";
        case Unit::products_per_month: break;
    }
    Context english = context;
    english.language = Language::en;
    return product_unit(english) + "/month";
}

// ---- rows with the names of inputs, which answers hold as indices

struct DriverRow {
    const Driver* driver;
    const Input* input;
};
const Fields<DriverRow>& driver_fields() {
    static constexpr FieldList fields{
        "driver",
        field::id<[](const DriverRow& row) { return row.input->name; }>("input"),
        field::ratio<[](const DriverRow& row) { return row.driver->first_order; }>("first_order")
            .at_least(0)
            .says("share of the answer's variance that goes with this input alone"),
        field::ratio<[](const DriverRow& row) { return row.driver->error; }>("error")
            .at_least(0)
            .says("of it, one standard error"),
        field::ratio<[](const DriverRow& row) { return row.driver->total_at_most; }>(
            "total_at_most")
            .says("with all interactions it is no more than this"),
    };
    return fields;
}

struct AnswerRow {
    const Answer* answer;
    const std::vector<Input>* inputs;
};
template <auto kMember>
auto of_answer(const AnswerRow& row) {
    return row.answer->*kMember;
}
const Fields<AnswerRow>& answer_fields() {
    static constexpr FieldList fields{
        "interval",
        field::count<of_answer<&Answer::question>>("question").at_least(1).at_most(4),
        field::id<of_answer<&Answer::key>>("key"),
        field::id<of_answer<&Answer::of>>("of")
            .or_null()
            .titled("fields.answer_of")
            .says(
                "a country, company, scenario or product, a point by its place from 1; null: home's"),
        field::id<of_answer<&Answer::product>>("product").or_null().says(
            "of whose value it is a share, beside `of`; null: of all products, or of `of`"),
        field::name<[](const AnswerRow& row, const Context& context) {
            return answer_name(*row.answer, context);
        }>("answer")
            .titled("uncertain.answer_title"),
        field::text<[](const AnswerRow& row, const Context& context) {
            return answer_unit(row.answer->unit, context);
        }>("unit")
            .says("share, days, money, or the model's unit of products a month"),
        field::number<of_answer<&Answer::point>>("point").says("of the model as it is"),
        field::number<of_answer<&Answer::p5>>("p5"),
        field::number<of_answer<&Answer::p50>>("p50"),
        field::number<of_answer<&Answer::p95>>("p95"),
        field::count<of_answer<&Answer::draws>>("draws").says("in which it is defined"),
        field::count<of_answer<&Answer::undefined>>("undefined").says("draws in which it is not"),
        field::count<of_answer<&Answer::beyond>>("beyond").says(
            "draws in which it lies beyond the horizon, counted as its last day"),
        field::flag<of_answer<&Answer::main>>("main").says("counts for coverage by influence"),
        field::flag<of_answer<&Answer::detail>>("detail")
            .titled("fields.detail_answer")
            .says("one row of many alike: its spread alone, no drivers"),
        field::share<[](const AnswerRow& row) { return row.answer->drivers.explained; }>(
            "explained")
            .says("of its variance, by the drivers together"),
        field::list<[](const AnswerRow& row) {
            std::vector<DriverRow> rows;
            for (const Driver& driver : row.answer->drivers.found)
                rows.push_back({&driver, &(*row.inputs)[driver.input]});
            return rows;
        },
                    driver_fields>("drivers"),
    };
    return fields;
}

const Fields<Rank>& rank_fields() {
    static constexpr FieldList fields{
        "rank",
        field::id<&Rank::key>("key"),
        field::id<&Rank::of>("of")
            .or_null()
            .titled("fields.answer_of")
            .says("the first; null: nobody is"),
        field::text<rank_text>("sentence"),
        field::share<[](const Rank& rank) {
            return ratio(static_cast<double>(rank.held), static_cast<double>(rank.draws));
        }>("share")
            .says("of the draws, in which it is the first"),
        field::count<&Rank::draws>("draws"),
        field::id<&Rank::rival>("rival").or_null().says("most often the first instead"),
    };
    return fields;
}

struct LookUpRow {
    const LookUp* row;
    const Input* input;
};
const Fields<LookUpRow>& look_up_fields() {
    static constexpr FieldList fields{
        "look_up",
        field::id<[](const LookUpRow& row) { return row.input->name; }>("input"),
        field::name<[](const LookUpRow& row, const Context& context) {
            return input_name(*row.input, context);
        }>("name"),
        field::ratio<[](const LookUpRow& row) { return row.row->reduces; }>("reduces")
            .at_least(0)
            .says("of the variance of the main answers, on average, if it were known"),
        field::ratio<[](const LookUpRow& row) { return row.row->error; }>("error").at_least(0),
        field::id<[](const LookUpRow& row) { return row.row->answer; }>("answer_key")
            .says("the main answer that it drives most"),
        field::id<[](const LookUpRow& row) { return row.row->of; }>("of").or_null().titled(
            "fields.answer_of"),
        field::ratio<[](const LookUpRow& row) { return row.row->reduces_most; }>("reduces_most")
            .at_least(0)
            .says("of that answer's variance"),
        field::share<[](const LookUpRow& row) { return row.input->sourced(); }>("sourced").says(
            "of its figures, those with a source"),
    };
    return fields;
}

const Fields<Coverage>& coverage_fields() {
    static constexpr FieldList fields{
        "sourced_coverage",
        field::share<&Coverage::rows>("by_rows").says("of the figures that were drawn"),
        field::share<&Coverage::value>("by_value").says("of the value delivered at home"),
        field::share<&Coverage::influence>("by_influence")
            .says("of the variance of the main answers; null: nothing varies"),
        field::share<&Coverage::unattributed>("unattributed")
            .says("of that variance, with no single figure: interactions and small parts"),
    };
    return fields;
}

// ---- the figures that were drawn

constexpr std::array<std::string_view, 3> kShapes{"triangular", "uniform", "log-uniform"};

struct InputRow {
    const Input* input;
    const Spread* spread;
};
template <auto kMember>
std::string cell_of(const InputRow& row) {
    return row.spread->figure.cell.*kMember;
}
const Fields<InputRow>& input_fields() {
    using network::FigureCell;
    static constexpr FieldList fields{
        "input",
        field::id<[](const InputRow& row) { return row.input->name; }>("input").says(
            "figures of the same input move together"),
        field::id<cell_of<&FigureCell::table>>("table"),
        field::id<cell_of<&FigureCell::key>>("key"),
        field::id<cell_of<&FigureCell::column>>("column"),
        field::number<[](const InputRow& row) { return row.spread->figure.value; }>("point"),
        field::number<[](const InputRow& row) { return row.spread->low; }>("low"),
        field::number<[](const InputRow& row) { return row.spread->high; }>("high"),
        field::word<[](const InputRow& row) {
            return kShapes[static_cast<std::size_t>(row.spread->shape)];
        }>("shape", kShapes),
        field::flag<[](const InputRow& row) { return row.spread->assumed_range; }>("assumed_range")
            .says("a default band: nobody gave a range"),
        field::flag<[](const InputRow& row) { return row.spread->figure.sourced; }>("sourced"),
    };
    return fields;
}

const Fields<Uncertainty>& draws_fields() {
    static constexpr FieldList fields{
        "draws",
        field::count<&Uncertainty::asked>("asked"),
        field::count<&Uncertainty::draws>("done"),
        field::count<&Uncertainty::deep_draws>("deep").says(
            "of these, with scenarios and single losses"),
        field::count<&Uncertainty::unsolved>("unsolved").says("without a plan: left out"),
        field::count<&Uncertainty::draws_with_nothing_left>("with_nothing_left")
            .says("that leave nothing of a product's price for a licence or margin"),
        field::count<&Uncertainty::draws_at_a_loss>("with_a_loss")
            .says("in which a process takes parts that cost more than what it makes"),
        field::flag<&Uncertainty::interrupted>("interrupted"),
        field::flag<&Uncertainty::out_of_time>("out_of_time"),
    };
    return fields;
}

const Fields<AtALoss>& at_a_loss_fields() {
    static constexpr FieldList fields{
        "at_a_loss",
        field::id<[](const AtALoss& row, const Context& context) {
            return context.network->processes[row.process].id;
        }>("process"),
        field::count<&AtALoss::draws>("draws"),
    };
    return fields;
}

const Fields<NothingLeft>& nothing_left_fields() {
    static constexpr FieldList fields{
        "nothing_left",
        field::id<[](const NothingLeft& row, const Context& context) {
            return context.network->items[row.item].id;
        }>("item"),
        field::count<&NothingLeft::draws>("draws"),
    };
    return fields;
}

const Fields<Uncertainty>& document_fields() {
    static constexpr FieldList fields{
        "uncertainty_document",
        field::spread<uncertainty_fields>(),
        field::list<[](const Uncertainty& result) {
            std::vector<InputRow> rows;
            for (const Input& input : result.inputs)
                for (const Spread& spread : input.figures) rows.push_back({&input, &spread});
            return rows;
        },
                    input_fields>("inputs"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kUncertainForms{field::any_fields<document_fields>};

}  // namespace

extern const Document kUncertainDocument;
const Document kUncertainDocument{"uncertain", "jarip uncertain", Head::model, kUncertainForms};

const Fields<Uncertainty>& uncertainty_fields() {
    static constexpr FieldList fields{
        "uncertainty",
        field::record<field::itself<Uncertainty>, draws_fields>("draws"),
        field::list<[](const Uncertainty& result) {
            std::vector<AnswerRow> rows;
            for (const Answer& answer : result.answers) rows.push_back({&answer, &result.inputs});
            return rows;
        },
                    answer_fields>("answers"),
        field::list<&Uncertainty::ranks, rank_fields>("ranks"),
        field::list<[](const Uncertainty& result) {
            std::vector<LookUpRow> rows;
            for (const LookUp& row : result.look_up)
                rows.push_back({&row, &result.inputs[row.input]});
            return rows;
        },
                    look_up_fields>("look_up"),
        field::record<&Uncertainty::coverage, coverage_fields>("coverage"),
        field::list<&Uncertainty::nothing_left, nothing_left_fields>("nothing_left"),
        field::list<&Uncertainty::at_a_loss, at_a_loss_fields>("at_a_loss"),
    };
    return fields;
}

Described described(const Uncertainty& result) {
    return {&kUncertainDocument, &document_fields(), &result};
}

}  // namespace jarip::report
