#include "jarip/report/render/names_sheet.hpp"

#include <set>

#include "jarip/report/render/country.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

std::set<std::string, std::less<>> texts_in(const Workbook& book) {
    std::set<std::string, std::less<>> found;
    for (const auto& sheet : book.sheets)
        for (const auto& row : sheet.rows())
            for (const auto& cell : row)
                if (const auto* words = std::get_if<std::string>(&cell.value()))
                    found.insert(*words);
    return found;
}

}  // namespace

void add_names(const Context& context, Workbook& book) {
    if (!context.network) return;
    const auto& network = *context.network;
    const Language language = context.language;
    const auto in_book = texts_in(book);
    Sheet names{text(language, "report.workbook.names"),
                {{"kind", text(language, "report.workbook.kind")},
                 {"id", text(language, "report.workbook.id")},
                 {"name", text(language, "fields.name")}}};
    const auto add = [&](const char* kind, const std::string& id, const std::string& name) {
        if (name != id && in_book.contains(id))
            names.add({text(language, std::string{"fields."} + kind), id, name});
    };
    for (const auto& country : network.countries)
        add("country", country.code, area_name(network, country.code, language));
    for (const auto& company : network.companies)
        add("company", company.id, company.name.in(language));
    for (const auto& item : network.items) add("item", item.id, item.name.in(language));
    for (const auto& stage : network.stages) add("stage", stage.id, stage.name.in(language));
    for (const auto& site : network.sites) add("site", site.id, site.name.in(language));
    for (const auto process : network.processes.ids())
        add("process", network.processes[process].id, process_name(network, process, language));
    for (const auto& scenario : network.scenarios)
        add("scenario", scenario.id, scenario.name.in(language));
    if (!names.rows().empty()) book.sheets.push_back(std::move(names));
}

}  // namespace jarip::report
