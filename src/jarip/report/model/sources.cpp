#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using network::FigureRow;
using network::FigureSources;

struct Count {
    std::size_t rows = 0, sourced = 0, assumed = 0;
    void add(const FigureRow& row) {
        ++rows;
        sourced += row.sourced();
        assumed += row.assumed;
    }
    [[nodiscard]] std::size_t neither() const { return rows - sourced - assumed; }
};

struct TableCount {
    std::string table;
    Count count;
};

// The tables in their order, and all of them together.
std::pair<std::vector<TableCount>, Count> by_table(const FigureSources& figures) {
    std::vector<TableCount> tables;
    Count all;
    for (const auto& row : figures.rows) {
        if (tables.empty() || tables.back().table != row.table) tables.push_back({row.table, {}});
        tables.back().count.add(row);
        all.add(row);
    }
    return {std::move(tables), all};
}

struct Use {
    const network::Source* source;
    std::size_t rows = 0;
};

// Each source with the number of rows that name it, most first.
std::vector<Use> uses(const FigureSources& figures) {
    std::map<std::string, std::size_t> counts;
    for (const auto& row : figures.rows) ++counts[row.source];
    std::vector<Use> result;
    for (const auto& source : figures.sources) result.push_back({&source, counts[source.id]});
    std::stable_sort(result.begin(), result.end(),
                     [](const Use& a, const Use& b) { return a.rows > b.rows; });
    return result;
}

bool asked_for(const SourcesReport& report, const FigureRow& row) {
    return (report.source.empty() || row.source == report.source) &&
           (!report.assumed_only || row.assumed);
}

std::string tables_text(const FigureSources& figures, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const char* key) { return text(language, key); };
    TextTable table{{say("report.sources.table")},
                    {say("report.sources.rows"), Align::right},
                    {say("report.sources.sourced"), Align::right},
                    {say("report.sources.assumed"), Align::right},
                    {say("report.sources.neither"), Align::right}};
    const auto add = [&](const std::string& name, const Count& count) {
        const auto share = [&](std::size_t part) {
            return percent(ratio(static_cast<double>(part), static_cast<double>(count.rows)),
                           language, 0);
        };
        table.add({name, fixed(static_cast<double>(count.rows)), share(count.sourced),
                   share(count.assumed), fixed(static_cast<double>(count.neither()))});
    };
    const auto [tables, all] = by_table(figures);
    for (const auto& each : tables) add(each.table, each.count);
    add(say("report.sources.all"), all);
    return table.render(context.width);
}

// Kinds are words of sources.csv, which are English.
std::string kind_name(const std::string& kind, Language language) {
    const std::string key = "page.word." + kind;
    return language == Language::ko && has_text(language, key) ? text(language, key) : kind;
}

std::string sources_text(const FigureSources& figures, const Context& context) {
    const auto say = [&](const char* key) { return text(context.language, key); };
    TextTable table{{say("report.sources.rows"), Align::right},
                    {say("report.sources.source")},
                    {say("report.sources.kind")},
                    {say("report.sources.title")}};
    std::vector<std::string> unused;
    for (const auto& [source, rows] : uses(figures)) {
        if (rows == 0)
            unused.push_back(source->id);
        else
            table.add({fixed(static_cast<double>(rows)), source->id,
                       kind_name(source->kind, context.language), source->title});
    }
    std::string page = table.empty() ? "" : '\n' + table.render(context.width);
    if (!unused.empty())
        page += '\n' +
                wrapped(text(context.language, "report.sources.unused",
                             {{"names", listed(unused, context.language, unused.size())}}),
                        context.width) +
                '\n';
    return page;
}

std::string rows_text(const SourcesReport& report, const Context& context) {
    const auto say = [&](const char* key) { return text(context.language, key); };
    TextTable table{
        {say("report.sources.table")}, {say("report.sources.row")}, {say("report.sources.note")}};
    for (const auto& row : report.figures.rows)
        if (asked_for(report, row)) table.add({row.table, row.key, row.note});
    if (table.empty()) return say("report.sources.no_rows") + '\n';
    return table.render(context.width);
}

std::string source_text(const network::Source& source, const Context& context) {
    std::string page;
    for (const auto* line : {&source.title, &source.publisher, &source.date, &source.url})
        if (!line->empty()) page += wrapped(*line, context.width) + '\n';
    return page + '\n';
}

}  // namespace

std::string text(const SourcesReport& report, const Context& context) {
    std::string page = heading(context, "report.sources.heading");
    for (const auto& source : report.figures.sources)
        if (source.id == report.source) page += source_text(source, context);
    if (!report.source.empty() || report.assumed_only) return page + rows_text(report, context);
    return page + tables_text(report.figures, context) + sources_text(report.figures, context);
}

namespace {

const Fields<Count>& count_fields() {
    static constexpr FieldList fields{
        "count",
        field::count<&Count::rows>("rows"),
        field::count<&Count::sourced>("sourced"),
        field::count<&Count::assumed>("assumed"),
        field::count<[](const Count& count) { return count.neither(); }>("neither"),
    };
    return fields;
}

const Fields<TableCount>& table_fields() {
    static constexpr FieldList fields{
        "table_count",
        field::id<&TableCount::table>("table"),
        field::spread<&TableCount::count, count_fields>(),
    };
    return fields;
}

const Fields<Use>& use_fields() {
    static constexpr FieldList fields{
        "source",
        field::id<[](const Use& use) { return use.source->id; }>("source"),
        field::name<[](const Use& use) { return use.source->title; }>("title"),
        field::name<[](const Use& use) { return use.source->publisher; }>("publisher"),
        field::text<[](const Use& use) { return use.source->date; }>("date"),
        field::text<[](const Use& use) { return use.source->url; }>("url"),
        field::id<[](const Use& use) { return use.source->kind; }>("kind"),
        field::count<&Use::rows>("rows"),
    };
    return fields;
}

const Fields<FigureRow>& figure_row_fields() {
    static constexpr FieldList fields{
        "row",
        field::id<&FigureRow::table>("table"),
        field::id<&FigureRow::key>("key").says("As --set names the row."),
        field::count<&FigureRow::line>("line"),
        field::id<[](const FigureRow& row) {
            return row.source.empty() ? std::optional<std::string>{} : row.source;
        }>("source"),
        field::flag<&FigureRow::assumed>("assumed"),
        field::text<&FigureRow::note>("note"),
    };
    return fields;
}

const Fields<SourcesReport>& sources_report_fields() {
    static constexpr FieldList fields{
        "sources",
        field::record<[](const SourcesReport& report) { return by_table(report.figures).second; },
                      count_fields>("figures")
            .says("Rows that give a figure, of all tables: sourced (a source is named and nothing "
                  "assumed), assumed, or neither."),
        field::list<[](const SourcesReport& report) { return by_table(report.figures).first; },
                    table_fields>("tables"),
        field::list<[](const SourcesReport& report) { return uses(report.figures); }, use_fields>(
            "sources")
            .says("All of sources.csv, those that most rows name first."),
        field::list<[](const SourcesReport& report) {
            std::vector<FigureRow> rows;
            for (const auto& row : report.figures.rows)
                if (asked_for(report, row)) rows.push_back(row);
            return rows;
        },
                    figure_row_fields>("rows")
            .says("The rows asked for with --source and --assumed; all where neither is given."),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kSourcesForms{field::any_fields<sources_report_fields>};

}  // namespace

extern const Document kModelSourcesDocument;
const Document kModelSourcesDocument{"model-sources", "jarip model sources", Head::model,
                                     kSourcesForms};

Described described(const SourcesReport& report) {
    return {&kModelSourcesDocument, &sources_report_fields(), &report};
}

}  // namespace jarip::report
