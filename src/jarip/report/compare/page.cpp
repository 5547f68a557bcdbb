#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "jarip/report.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

constexpr std::size_t kMostChanges = 40;
constexpr std::size_t kMostRows = 10;
constexpr std::size_t kWidestWord = 16;  // columns, of what stands beside figures

std::string given(const std::string& word) { return word.empty() ? std::string{kUndefined} : word; }

std::string shown(const ResultChange& change, std::optional<double> figure, const std::string& word,
                  Language language) {
    if (!change.before && !change.after) return given(word);
    return change.share ? percent(figure, language) : number(figure);
}

std::string difference(const ResultChange& one, Language language) {
    if (!one.before || !one.after) return "";
    if (const auto more = ratio(*one.after - *one.before, *one.before))
        return change(*one.before > 0 ? *more : -*more, language);
    return "";
}

std::string what(const ResultChange& change) {
    return change.row.empty() ? change.title : change.row + ", " + change.title;
}

// Sentences and lists, which would leave no place in a column beside others.
bool is_prose(const ResultChange& change) {
    return !change.before && !change.after &&
           std::max(display_width(change.before_text), display_width(change.after_text)) >
               kWidestWord;
}

std::string prose(const std::vector<const ResultChange*>& changes, const Context& context) {
    std::string page;
    for (const auto* change : changes) {
        page += '\n' + wrapped(what(*change) + ':', context.width, 2) + '\n';
        page += "  " + wrapped(given(change->before_text), context.width - 2, 2) + '\n';
        page += "  → " + wrapped(given(change->after_text), context.width - 4, 4) + '\n';
    }
    return page;
}

std::string changes_table(const ResultComparison& comparison, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "report.compare.what"), Align::left, 20, true},
                    {text(language, "report.compare.before"), Align::right},
                    {text(language, "report.compare.after"), Align::right},
                    {text(language, "report.compare.change"), Align::right}};
    std::vector<const ResultChange*> in_table, in_prose;
    for (const auto& change : comparison.changes) {
        if (change.for_programs) continue;
        auto& into = is_prose(change) ? in_prose : in_table;
        if (into.size() < kMostChanges) into.push_back(&change);
    }
    for (const auto* each : in_table) {
        const auto& change = *each;
        table.add({what(change), shown(change, change.before, change.before_text, language),
                   shown(change, change.after, change.after_text, language),
                   difference(change, language)});
    }
    std::string page = table.empty() ? "" : '\n' + table.render(context.width);
    page += prose(in_prose, context);
    const auto left = comparison.changes.size() - in_table.size() - in_prose.size();
    if (left > 0)
        page += (in_prose.empty() ? "" : "\n") +
                text(language, "report.compare.more", {{"n", fixed(static_cast<double>(left))}}) +
                '\n';
    return page;
}

std::string rows_text(const std::vector<ResultRow>& rows, const char* key, const Context& context) {
    if (rows.empty()) return "";
    std::string page = '\n' + text(context.language, key) + '\n';
    for (std::size_t i = 0; i < std::min(kMostRows, rows.size()); ++i)
        page += "  " + wrapped(rows[i].table + ": " + rows[i].row, context.width - 2, 4) + '\n';
    if (rows.size() > kMostRows)
        page += "  " +
                text(context.language, "report.compare.more",
                     {{"n", fixed(static_cast<double>(rows.size() - kMostRows))}}) +
                '\n';
    return page;
}

}  // namespace

std::string text(const ResultComparison& comparison, const Context& context) {
    const Language language = context.language;
    std::string page = wrapped(text(language, "report.compare.title",
                                    {{"before", comparison.from},
                                     {"after", comparison.to},
                                     {"command", comparison.command}}),
                               context.width) +
                       '\n';
    for (const auto& input : comparison.inputs)
        page +=
            "  " +
            wrapped(input.title + ": " + given(input.before_text) + " → " + given(input.after_text),
                    context.width - 2, 4) +
            '\n';
    if (comparison.changes.empty() && comparison.only_before.empty() &&
        comparison.only_after.empty())
        return page + '\n' +
               text(language, "report.compare.same",
                    {{"n", fixed(static_cast<double>(comparison.compared))}}) +
               '\n';
    page += changes_table(comparison, context);
    page += rows_text(comparison.only_before, "report.compare.only_before", context);
    page += rows_text(comparison.only_after, "report.compare.only_after", context);
    return page + '\n' +
           wrapped(text(language, "report.compare.summary",
                        {{"changes", fixed(static_cast<double>(comparison.changes.size()))},
                         {"compared", fixed(static_cast<double>(comparison.compared))},
                         {"before", fixed(static_cast<double>(comparison.only_before.size()))},
                         {"after", fixed(static_cast<double>(comparison.only_after.size()))}}),
                   context.width) +
           '\n';
}

namespace {

const Fields<ResultChange>& result_change_fields() {
    static constexpr FieldList fields{
        "result_change",
        field::id<&ResultChange::table>("table").says(
            "path of the lists it stands in; empty: of the whole result"),
        field::text<&ResultChange::row>("row").says("ids, countries and dates that name the row"),
        field::id<&ResultChange::key>("key").says("path within the row"),
        field::name<&ResultChange::title>("title"),
        field::text<&ResultChange::unit>("unit"),
        field::number<&ResultChange::before>("before"),
        field::number<&ResultChange::after>("after"),
        field::text<&ResultChange::before_text>("before_text").says("of words"),
        field::text<&ResultChange::after_text>("after_text").says("of words"),
    };
    return fields;
}

const Fields<ResultRow>& result_row_fields() {
    static constexpr FieldList fields{
        "result_row",
        field::id<&ResultRow::table>("table"),
        field::text<&ResultRow::row>("row"),
    };
    return fields;
}

const Fields<ResultComparison>& result_comparison_fields() {
    static constexpr FieldList fields{
        "result_comparison",
        field::text<&ResultComparison::from>("from")
            .says("the first file, as it was named")
            .titled("fields.before"),
        field::text<&ResultComparison::to>("to").titled("fields.after"),
        field::id<&ResultComparison::command>("command"),
        field::count<&ResultComparison::compared>("compared")
            .says("figures and words that both have"),
        field::list<&ResultComparison::inputs, result_change_fields>("inputs").says(
            "what they were made from, where that differs"),
        field::list<&ResultComparison::changes, result_change_fields>("changes").says(
            "of the whole result in its order, then the largest first, relative; of lists within rows after these"),
        field::list<&ResultComparison::only_before, result_row_fields>("only_before"),
        field::list<&ResultComparison::only_after, result_row_fields>("only_after"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kCompareForms{field::any_fields<result_comparison_fields>};

}  // namespace

extern const Document kCompareDocument;
const Document kCompareDocument{"compare", "jarip compare: what two results say differently",
                                Head::version, kCompareForms};

Described described(const ResultComparison& comparison) {
    return {&kCompareDocument, &result_comparison_fields(), &comparison};
}

}  // namespace jarip::report
