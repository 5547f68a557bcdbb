// Checked racks as a spreadsheet: totals, findings, feeds.
#include "jarip/report/render/workbook.hpp"
#include "jarip/report/rack/words.hpp"

namespace jarip::report {
namespace {

void add_totals(Workbook& book, const std::vector<rack::Checked>& racks, Language language) {
    auto& sheet =
        book.add(sheet_word("totals", language), {{"rack", sheet_word("rack", language)},
                                                  {"total", sheet_word("total", language)},
                                                  {"known", sheet_word("known", language)},
                                                  {"low", sheet_word("low", language)},
                                                  {"high", sheet_word("high", language)},
                                                  {"coverage", sheet_word("coverage", language)},
                                                  {"assumed", sheet_word("assumed", language)}});
    for (const auto& checked : racks) {
        for (const auto& [key, member] : rack::total_keys()) {
            const auto& total = checked.report.totals.*member;
            sheet.add({checked.report.id, key, total.known, total.low, total.high,
                       Cell{total.coverage}.as(Look::percent),
                       Cell{total.assumed}.as(Look::percent)});
        }
    }
}

void add_findings(Workbook& book, const std::vector<rack::Checked>& racks, Language language) {
    auto& sheet =
        book.add(sheet_word("findings", language), {{"rack", sheet_word("rack", language)},
                                                    {"code", sheet_word("code", language)},
                                                    {"severity", sheet_word("severity", language)},
                                                    {"where", sheet_word("where", language)},
                                                    {"line", sheet_word("line", language)},
                                                    {"value", sheet_word("value", language)},
                                                    {"limit", sheet_word("limit", language)},
                                                    {"margin", sheet_word("margin", language)},
                                                    {"unit", sheet_word("unit", language)},
                                                    {"message", sheet_word("message", language)},
                                                    {"fix", sheet_word("fix", language)},
                                                    {"source", sheet_word("source", language)}});
    for (const auto& checked : racks)
        for (const auto& check : checked.report.checks)
            sheet.add({checked.report.id, check.code, severity_word(check.severity), check.where,
                       check.place ? Cell{check.place->line} : Cell{}, check.value, check.limit,
                       check.margin(), check.unit, check.message(language), check.fix(language),
                       text(language, "rack." + check.code + ".source")});
}

void add_feeds(Workbook& book, const std::vector<rack::Checked>& racks, Language language) {
    auto& sheet =
        book.add(sheet_word("feeds", language),
                 {{"rack", sheet_word("rack", language)},
                  {"feed", sheet_word("feed", language)},
                  {"load_va", sheet_word("load_va", language), Look::whole},
                  {"load_after_loss_va", sheet_word("load_after_loss_va", language), Look::whole},
                  {"capacity_va", sheet_word("capacity_va", language), Look::whole},
                  {"l1_va", "L1, VA", Look::whole},
                  {"l2_va", "L2, VA", Look::whole},
                  {"l3_va", "L3, VA", Look::whole}});
    for (const auto& checked : racks) {
        for (const auto& feed : checked.report.totals.feeds) {
            std::vector<Cell> cells{checked.report.id, feed.id, feed.load_va, feed.load_after_loss,
                                    feed.capacity_va};
            for (const double phase : feed.phases_va) cells.emplace_back(phase);
            sheet.add(std::move(cells));
        }
    }
}

}  // namespace

std::string xlsx(const std::vector<rack::Checked>& racks, const Context& context) {
    const Language language = context.language;
    Workbook book;
    book.title = sheet_word("totals", language);
    add_totals(book, racks, language);
    add_findings(book, racks, language);
    add_feeds(book, racks, language);
    for (const char* note : {"bounds", "severity"}) {
        const std::string key = std::string{"report.rack.note."} + note;
        book.note(text(language, key + ".topic"), text(language, key + ".words"));
    }
    return xlsx(book, language);
}

}  // namespace jarip::report
