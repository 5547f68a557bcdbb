// Checked racks as a spreadsheet: totals, findings, feeds.
#include "rack_words.hpp"
#include "workbook.hpp"

namespace jarip::report {
namespace {

std::string say(const char* key, Language language) {
    return text(language, std::string{"report.rack.sheet."} + key);
}

void add_totals(Workbook& book, const std::vector<rack::Checked>& racks, Language language) {
    auto& sheet = book.add(say("totals", language), {{"rack", say("rack", language)},
                                                     {"total", say("total", language)},
                                                     {"known", say("known", language)},
                                                     {"low", say("low", language)},
                                                     {"high", say("high", language)},
                                                     {"coverage", say("coverage", language)},
                                                     {"assumed", say("assumed", language)}});
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
    auto& sheet = book.add(say("findings", language), {{"rack", say("rack", language)},
                                                       {"code", say("code", language)},
                                                       {"severity", say("severity", language)},
                                                       {"where", say("where", language)},
                                                       {"line", say("line", language)},
                                                       {"value", say("value", language)},
                                                       {"limit", say("limit", language)},
                                                       {"margin", say("margin", language)},
                                                       {"unit", say("unit", language)},
                                                       {"message", say("message", language)},
                                                       {"fix", say("fix", language)},
                                                       {"source", say("source", language)}});
    for (const auto& checked : racks)
        for (const auto& check : checked.report.checks)
            sheet.add({checked.report.id, check.code, severity_word(check.severity), check.where,
                       check.place ? Cell{check.place->line} : Cell{}, check.value, check.limit,
                       check.margin(), check.unit, check.message(language), check.fix(language),
                       text(language, "rack." + check.code + ".source")});
}

void add_feeds(Workbook& book, const std::vector<rack::Checked>& racks, Language language) {
    auto& sheet =
        book.add(say("feeds", language),
                 {{"rack", say("rack", language)},
                  {"feed", say("feed", language)},
                  {"load_va", say("load_va", language), Look::whole},
                  {"load_after_loss_va", say("load_after_loss_va", language), Look::whole},
                  {"capacity_va", say("capacity_va", language), Look::whole},
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
    book.title = say("totals", language);
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
