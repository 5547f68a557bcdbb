#include "jarip/report/trade/figures.hpp"

#include <array>

#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

using trade::Indicators;
using trade::Partner;

constexpr std::array kIndicators{
    Figure<Indicators>{"imports", Look::whole, &Indicators::imports},
    Figure<Indicators>{"exports", Look::whole, &Indicators::exports},
    Figure<Indicators>{"exports_over_imports", Look::percent, &Indicators::exports_over_imports},
    Figure<Indicators>{"balance", Look::whole, &Indicators::balance},
    Figure<Indicators>{"tsi", Look::four, &Indicators::tsi},
    Figure<Indicators>{"growth_imports", Look::percent, &Indicators::growth_imports},
    Figure<Indicators>{"growth_exports", Look::percent, &Indicators::growth_exports},
    Figure<Indicators>{"imports_a_year_earlier", Look::whole, &Indicators::imports_a_year_earlier},
    Figure<Indicators>{"exports_a_year_earlier", Look::whole, &Indicators::exports_a_year_earlier},
    Figure<Indicators>{"hhi_suppliers", Look::four, &Indicators::hhi_suppliers},
    Figure<Indicators>{"hhi_10000", Look::whole, &Indicators::hhi_10000},
    Figure<Indicators>{"effective_suppliers", Look::two, &Indicators::effective_suppliers},
    Figure<Indicators>{"largest_share", Look::percent, &Indicators::largest_share},
    Figure<Indicators>{"unit_value_imports", Look::two, &Indicators::unit_value_imports},
    Figure<Indicators>{"unit_value_exports", Look::two, &Indicators::unit_value_exports},
    Figure<Indicators>{"imports_krw", Look::whole, &Indicators::imports_krw},
    Figure<Indicators>{"rca", Look::four, &Indicators::rca},
    Figure<Indicators>{"rsca", Look::four, &Indicators::rsca},
    Figure<Indicators>{"production", Look::whole, &Indicators::production},
    Figure<Indicators>{"import_penetration", Look::percent, &Indicators::import_penetration}};

constexpr std::array kPartners{
    Figure<Partner>{"imports", Look::whole, &Partner::imports},
    Figure<Partner>{"exports", Look::whole, &Partner::exports},
    Figure<Partner>{"share", Look::percent, &Partner::share},
    Figure<Partner>{"share_exports", Look::percent, &Partner::share_exports},
    Figure<Partner>{"balance", Look::whole, &Partner::balance},
    Figure<Partner>{"tsi", Look::four, &Partner::tsi},
    Figure<Partner>{"growth_imports", Look::percent, &Partner::growth_imports},
    Figure<Partner>{"growth_exports", Look::percent, &Partner::growth_exports},
    Figure<Partner>{"contribution_imports", Look::percent, &Partner::contribution_imports},
    Figure<Partner>{"contribution_exports", Look::percent, &Partner::contribution_exports},
    Figure<Partner>{"unit_value_imports", Look::two, &Partner::unit_value_imports},
    Figure<Partner>{"unit_value_exports", Look::two, &Partner::unit_value_exports}};

}  // namespace

std::span<const Figure<Indicators>> indicator_figures() { return kIndicators; }
std::span<const Figure<Partner>> partner_figures() { return kPartners; }

std::string figure_name(std::string_view key, Language language) {
    return text(language, "report.trade.figure." + std::string{key});
}

std::string figure_meaning(std::string_view key, Language language) {
    return text(language, "report.trade.means." + std::string{key});
}

std::string goods_label(const trade::Indicators& point, Language language) {
    if (!point.baskets.empty()) return listed(point.baskets, language);
    return point.hs.empty() ? text(language, "report.trade.all_goods")
                            : "HS " + listed(point.hs, language);
}

std::string yes_or_no(bool yes, Language language) {
    return text(language, yes ? "report.dependency.yes" : "report.dependency.no");
}

std::string source_line(const trade::Source& source, Language language) {
    if (source.not_read) return source.file + ": " + source.not_read->message(language);
    return text(language, "report.trade.source",
                {{"file", source.file},
                 {"layout", source.layout},
                 {"encoding", source.encoding},
                 {"rows", counted(source.rows, "report.count.rows", language)}});
}

void add_sources(const std::vector<trade::Source>& sources, Language language, Workbook& book) {
    for (const auto& source : sources)
        book.note(text(language, "report.workbook.source"), source_line(source, language));
    book.note(text(language, "report.workbook.made"), "jarip " + std::string{version()});
}

}  // namespace jarip::report
