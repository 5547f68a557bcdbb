// Reconciliation and calibration as CSV and as spreadsheets.
#include <functional>

#include "jarip/report/calibrate/words.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/trade/figures.hpp"

namespace jarip::report {

using calibrate::Fitted;
using calibrate::ItemAlone;
using calibrate::Reconciliation;
using calibrate::Whom;
using network::Network;

namespace {

using Line = std::vector<Cell>;

std::string title(const char* key, Language language) {
    return text(language, std::string{"report.reconcile.sheet."} + key);
}

std::vector<Sheet::Column> cell_columns(Language language) {
    return {{"direction", title("direction", language)},
            {"hs", title("hs", language)},
            {"codes", title("codes", language)},
            {"partner", title("partner", language)},
            {"partner_name", title("partner_name", language)},
            {"months", title("months", language), Look::two}};
}

Line cell_line(const calibrate::Cell& cell, Language language) {
    return {std::string{trade::flow_word(cell.direction)},
            cell.hs,
            joined(cell.codes, ";"),
            cell.whom == Whom::all ? std::string{} : cell.partner,
            partner_label(cell, language),
            cell.months};
}

Sheet cells_sheet(const Reconciliation& result, Language language) {
    auto columns = cell_columns(language);
    columns.push_back({"model", title("model", language), Look::two});
    columns.push_back({"customs", title("customs", language), Look::two});
    columns.push_back({"mismatch", title("mismatch", language), Look::two});
    columns.push_back({"ratio", title("ratio", language), Look::percent});
    Sheet sheet{title("cells", language), std::move(columns)};
    for (const auto& cell : result.cells) {
        if (cell.is_nothing()) continue;
        auto line = cell_line(cell, language);
        line.emplace_back(cell.model);
        line.emplace_back(cell.customs);
        line.emplace_back(cell.mismatch());
        line.emplace_back(ratio(cell.model, cell.customs));
        sheet.add(std::move(line));
    }
    return sheet;
}

// What a lane brings: item, from, to, and the line of lanes.csv.
std::vector<Sheet::Column> lane_columns(Language language) {
    return {{"item", title("item", language)},
            {"item_name", title("item_name", language)},
            {"from", title("from", language)},
            {"to", title("to", language)},
            {"lane_line", title("lane_line", language)}};
}

Line lane_line(const Network& network, network::ArcId id, Language language) {
    if (!id.valid()) return Line(5);
    const auto& arc = network.arcs[id];
    const auto& item = network.items[network.pools[arc.from].item];
    Cell line;
    if (arc.lane.valid()) line = static_cast<double>(network.lanes[arc.lane].provenance.line);
    return {item.id, item.name.in(language), place_id(network, arc.from), place_id(network, arc.to),
            std::move(line)};
}

Sheet lanes_sheet(const Network& network, const Reconciliation& result, Language language) {
    std::vector<Sheet::Column> columns{{"direction", title("direction", language)},
                                       {"hs", title("hs", language)},
                                       {"partner", title("partner", language)}};
    for (auto& column : lane_columns(language)) columns.push_back(std::move(column));
    columns.push_back({"model", title("model", language), Look::two});
    columns.push_back({"customs", title("customs", language), Look::two});
    columns.push_back({"mismatch", title("mismatch", language), Look::two});
    Sheet sheet{title("lanes", language), std::move(columns)};
    for (const auto& lane : result.lanes) {
        const auto& cell = result.cells[lane.cell];
        Line line{std::string{trade::flow_word(cell.direction)}, cell.hs,
                  cell.whom == Whom::all ? std::string{} : cell.partner};
        for (auto& each : lane_line(network, lane.arc, language)) line.push_back(std::move(each));
        line.emplace_back(lane.model);
        line.emplace_back(lane.customs);
        line.emplace_back(lane.mismatch());
        sheet.add(std::move(line));
    }
    return sheet;
}

Sheet alone_sheet(const Network& network, const Reconciliation& result, Language language) {
    Sheet sheet{title("not_compared", language),
                {{"why", title("why", language)},
                 {"direction", title("direction", language)},
                 {"item", title("item", language)},
                 {"hs", title("hs", language)},
                 {"model", title("model", language), Look::two},
                 {"customs", title("customs", language), Look::two}}};
    const auto add_items = [&](const char* why, const std::vector<ItemAlone>& rows) {
        for (const auto& row : rows)
            sheet.add({title(why, language), std::string{trade::flow_word(row.direction)},
                       network.items[row.item].id, joined(network.items[row.item].hs, ";"),
                       row.model});
    };
    add_items("without_hs", result.without_hs);
    add_items("without_figures", result.without_figures);
    for (const auto& row : result.without_items)
        sheet.add({title("without_items", language),
                   std::string{trade::flow_word(row.direction)},
                   {},
                   row.hs,
                   {},
                   row.customs});
    return sheet;
}

// What was asked, and how figures came about.
void add_question(const Reconciliation& result, const Context& context, Workbook& book) {
    const Language language = context.language;
    book.note(title("asked", language), text(language, "report.reconcile.title",
                                             {{"title", context.network->title.in(language)},
                                              {"country", country_label(result.reporter, language)},
                                              {"time", period(result.period, language)}}));
    book.note(title("currency", language), context.network->currency);
    book.note(title("per_usd", language), format_shortest(result.per_usd));
}

void define(std::initializer_list<const char*> keys, Language language, Workbook& book) {
    for (const auto* key : keys)
        book.note(title(key, language),
                  text(language, std::string{"report.reconcile.means."} + key));
}

std::string limits_text(const Fitted& each, const Context& context) {
    std::string list;
    for (const auto& limit : each.limits)
        list += (list.empty() ? "" : "; ") + limit_text(limit, context);
    return list;
}

Sheet fitted_sheet(const calibrate::Fit& fit, const Context& context) {
    const Language language = context.language;
    auto columns = cell_columns(language);
    for (const auto* key : {"before", "after", "customs", "left"})
        columns.push_back({key, title(key, language), Look::two});
    columns.push_back({"why", title("why_unmet", language)});
    columns.push_back({"reach", title("reach", language), Look::two});
    columns.push_back({"limits", title("limits", language)});
    Sheet sheet{title("cells", language), std::move(columns)};
    for (const auto& each : fit.cells) {
        if (each.cell.is_nothing() && each.is_met()) continue;
        auto line = cell_line(each.cell, language);
        line.emplace_back(each.cell.model);
        line.emplace_back(each.after);
        line.emplace_back(each.cell.customs);
        line.emplace_back(each.left());
        line.emplace_back(std::string{why_word(each.why)});
        line.emplace_back(each.reach);
        line.emplace_back(limits_text(each, context));
        sheet.add(std::move(line));
    }
    return sheet;
}

Sheet shares_sheet(const calibrate::Fit& fit, const Context& context) {
    const Network& network = *context.network;
    const Language language = context.language;
    Sheet sheet{title("shares", language),
                {{"buyer", title("buyer", language)},
                 {"item", title("item", language)},
                 {"item_name", title("item_name", language)},
                 {"supplier", title("supplier", language)},
                 {"before", title("before", language), Look::percent},
                 {"after", title("after", language), Look::percent}}};
    for (const auto& change : fit.shares) {
        Cell before, after;
        if (change.row) before = network.sourcing[*change.row].share;
        if (!change.removed) after = change.now.share;
        sheet.add({change.now.buyer, network.items[change.now.item].id,
                   network.items[change.now.item].name.in(language), change.now.supplier, before,
                   after});
    }
    return sheet;
}

Sheet flows_sheet(const calibrate::Fit& fit, const Context& context) {
    const Network& network = *context.network;
    const Language language = context.language;
    auto columns = lane_columns(language);
    columns.push_back({"unit", title("unit", language)});
    columns.push_back({"before", title("units_before", language), Look::two});
    columns.push_back({"after", title("units_after", language), Look::two});
    columns.push_back({"value_before", title("value_before", language), Look::two});
    columns.push_back({"value_after", title("value_after", language), Look::two});
    Sheet sheet{title("flows", language), std::move(columns)};
    for (const auto& flow : fit.flows) {
        const auto& item = network.items[network.pools[network.arcs[flow.arc].from].item];
        auto line = lane_line(network, flow.arc, language);
        line.emplace_back(item.unit);
        line.emplace_back(flow.before);
        line.emplace_back(flow.after);
        line.emplace_back(item.price * flow.before);
        line.emplace_back(item.price * flow.after);
        sheet.add(std::move(line));
    }
    return sheet;
}

}  // namespace

std::string csv(const ReconciliationReport& report) {
    return csv(cells_sheet(report.result, Language::en));
}

std::string xlsx(const ReconciliationReport& report, const Context& context) {
    const Language language = context.language;
    const auto& result = report.result;
    Workbook book{.title = title("reconciliation", language)};
    book.sheets.push_back(cells_sheet(result, language));
    book.sheets.push_back(lanes_sheet(*context.network, result, language));
    book.sheets.push_back(alone_sheet(*context.network, result, language));
    add_question(result, context, book);
    add_sources(result.sources, language, book);
    define({"model", "customs", "mismatch", "lanes", "not_compared"}, language, book);
    return xlsx(book, language);
}

std::string csv(const FitReport& report, const Context& context) {
    Context english = context;
    english.language = Language::en;
    return csv(fitted_sheet(report.fit, english));
}

std::string xlsx(const FitReport& report, const Context& context) {
    const Language language = context.language;
    const auto& fit = report.fit;
    Workbook book{.title = title("calibration", language)};
    book.sheets.push_back(fitted_sheet(fit, context));
    book.sheets.push_back(shares_sheet(fit, context));
    book.sheets.push_back(flows_sheet(fit, context));
    add_question(fit.before, context, book);
    add_sources(fit.before.sources, language, book);
    define({"model", "customs", "before", "after", "left", "why_unmet", "reach", "shares", "flows"},
           language, book);
    return xlsx(book, language);
}

}  // namespace jarip::report
