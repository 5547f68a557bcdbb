#include "jarip/report/rack/words.hpp"
#include "jarip/report/render/json.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/render/workbook.hpp"

namespace jarip::report {
namespace {

Json optional_figure(const rack::Figure& given) {
    return given.given ? figure(given.value) : Json(nullptr);
}

std::optional<double> value_of(const rack::Figure& given) {
    return given.given ? std::optional{given.value} : std::nullopt;
}

Json bill_json(const rack::Bill& bill) {
    Json lines = Json::array();
    for (const auto& line : bill.lines)
        lines.push_back({{"item", line.part.item},
                         {"parent", line.part.parent},
                         {"level", line.level},
                         {"quantity", figure(line.part.quantity)},
                         {"total", figure(line.total)},
                         {"scrap", figure(line.part.scrap)},
                         {"yield", figure(line.part.yield)},
                         {"cost", optional_figure(line.part.cost)},
                         {"lead_weeks", optional_figure(line.part.lead_weeks)},
                         {"origin", line.part.origin},
                         {"listed_above", line.is_above}});
    Json sums = Json::array();
    for (const auto& sum : bill.sums)
        sums.push_back({{"item", sum.part.item},
                        {"total", figure(sum.total)},
                        {"with_losses", figure(sum.with_losses)},
                        {"cost", optional_figure(sum.part.cost)}});
    return {{"from_devices", bill.from_devices},
            {"cost",
             {{"known", figure(bill.cost.known)},
              {"coverage", figure(bill.cost.coverage)},
              {"low", figure(bill.cost.low)},
              {"high", figure(bill.cost.high)}}},
            {"lines", std::move(lines)},
            {"sums", std::move(sums)}};
}

enum class Names { plain, indented };

// Below so many levels the page has no room for a further indent, and a chain of thousands of parts would take the
// square of its length: there the level is written instead.
std::string indented(const std::string& item, std::size_t level) {
    constexpr std::size_t kDeepestIndent = 16;
    if (level <= kDeepestIndent) return std::string(2 * level, ' ') + item;
    return std::string(2 * kDeepestIndent, ' ') + std::to_string(level) + ": " + item;
}

// The tree of every design, the rack itself as its root, in the columns that a design's bom is read by.
Sheet tree_sheet(const std::vector<RackBill>& bills, Names names, Language language) {
    const auto say = [&](const char* key) { return sheet_word(key, language); };
    Sheet sheet{say("parts"),
                {{"tree", say("tree")},
                 {"item", say("item")},
                 {"parent", say("parent")},
                 {"level", say("level")},
                 {"qty", say("each")},
                 {"total", say("in_rack")},
                 {"scrap", say("scrap")},
                 {"yield", say("yield")},
                 {"unit_cost", say("unit_cost")},
                 {"lead_weeks", say("lead_weeks")},
                 {"countries", say("countries")}}};
    for (const auto& [id, bill] : bills) {
        sheet.add({id, id, "", 0, 1, 1});
        for (const auto& line : bill.lines) {
            const auto& part = line.part;
            sheet.add({id,
                       names == Names::indented ? indented(part.item, line.level + 1) : part.item,
                       part.parent.empty() ? id : part.parent, line.level + 1, part.quantity,
                       line.total, part.scrap, part.yield, value_of(part.cost),
                       value_of(part.lead_weeks), part.origin});
        }
    }
    return sheet;
}

Sheet sum_sheet(const std::vector<RackBill>& bills, Language language) {
    const auto say = [&](const char* key) { return sheet_word(key, language); };
    Sheet sheet{say("sums"),
                {{"tree", say("tree")},
                 {"item", say("item")},
                 {"total", say("in_rack")},
                 {"with_losses", say("with_losses")},
                 {"unit_cost", say("unit_cost")},
                 {"cost", say("cost"), Look::whole}}};
    for (const auto& [id, bill] : bills) {
        for (const auto& sum : bill.sums) {
            const auto cost = value_of(sum.part.cost);
            sheet.add({id, sum.part.item, sum.total, sum.with_losses, cost,
                       cost ? std::optional{*cost * sum.total} : std::nullopt});
        }
    }
    return sheet;
}

// The known cost of a rack, and of how much of it nobody says the cost.
std::string cost_text(const rack::Bill& bill, const Context& context) {
    if (bill.cost.coverage == 0 || !bill.cost.known) return {};
    const bool is_whole = bill.cost.coverage == 1;
    return wrapped("  " + text(context.language,
                               is_whole ? "report.rack.cost" : "report.rack.cost_known",
                               {{"cost", fixed(bill.cost.known)},
                                {"share", percent(bill.cost.coverage, context.language, 0)}}),
                   context.width, 2) +
           '\n';
}

}  // namespace

std::string text(const std::vector<RackBill>& bills, const Context& context) {
    const auto say = [&](const char* key) {
        return text(context.language, std::string{"report.rack."} + key);
    };
    std::string page;
    for (const auto& [id, bill] : bills) {
        if (!page.empty()) page += '\n';
        page += id + '\n';
        TextTable lines{{say("part")}, {say("each"), Align::right}, {say("in_rack"), Align::right}};
        for (const auto& line : bill.lines)
            lines.add({indented(line.part.item, line.level) + (line.is_above ? " …" : ""),
                       number(line.part.quantity), number(line.total)});
        page += lines.render(context.width, 2) + '\n';
        TextTable sums{
            {say("sum")}, {say("in_rack"), Align::right}, {say("with_losses"), Align::right}};
        for (const auto& sum : bill.sums)
            sums.add({sum.part.item, number(sum.total), number(sum.with_losses)});
        page += sums.render(context.width, 2);
        page += cost_text(bill, context);
    }
    return page;
}

std::string json(const std::vector<RackBill>& bills, const Context& context) {
    Json document = header("rack-bom", context);
    document["racks"] = Json::array();
    for (const auto& [id, bill] : bills) {
        Json row{{"id", id}};
        row.update(bill_json(bill));
        document["racks"].push_back(std::move(row));
    }
    return serialize(document);
}

std::string csv(const std::vector<RackBill>& bills) {
    return csv(tree_sheet(bills, Names::plain, Language::en));
}

std::string xlsx(const std::vector<RackBill>& bills, const Context& context) {
    Workbook book;
    book.title = sheet_word("parts", context.language);
    book.sheets.push_back(tree_sheet(bills, Names::indented, context.language));
    book.sheets.push_back(sum_sheet(bills, context.language));
    for (const char* note : {"tree", "losses", "cost"}) {
        const std::string key = std::string{"report.rack.note."} + note;
        book.note(text(context.language, key + ".topic"), text(context.language, key + ".words"));
    }
    return xlsx(book, context.language);
}

}  // namespace jarip::report
