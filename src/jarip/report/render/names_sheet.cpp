#include "jarip/report/render/names_sheet.hpp"

#include <map>
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

using NamesById = std::map<std::string, std::string, std::less<>>;

// Calls `add` with the kind, the id and the name of each row of the model that has a name of its own.
void each_name(const Context& context, const auto& add) {
    const auto& network = *context.network;
    const Language language = context.language;
    const auto named = [&](const char* kind, const std::string& id, const std::string& name) {
        if (name != id) add(kind, id, name);
    };
    for (const auto& country : network.countries)
        named("country", country.code, area_name(network, country.code, language));
    for (const auto& company : network.companies)
        named("company", company.id, company.name.in(language));
    for (const auto& item : network.items) named("item", item.id, item.name.in(language));
    for (const auto& stage : network.stages) named("stage", stage.id, stage.name.in(language));
    for (const auto& site : network.sites) named("site", site.id, site.name.in(language));
    for (const auto& country : network.countries)  // where a country as a whole wants something
        named("site", "country:" + country.code, area_name(network, country.code, language));
    for (const auto process : network.processes.ids())
        named("process", network.processes[process].id, process_name(network, process, language));
    for (const auto& scenario : network.scenarios)
        named("scenario", scenario.id, scenario.name.in(language));
}

// The names of a column's texts: of the kind that its key says, else of that which knows most of them. Empty where they
// are no ids with names.
std::vector<Cell> names_in(const Sheet& sheet, std::size_t column,
                           const std::map<std::string, NamesById, std::less<>>& kinds) {
    std::string_view key = sheet.columns()[column].key;
    key.remove_prefix(key.rfind('.') + 1);
    const auto known = kinds.find(key);
    std::vector<Cell> best;
    std::size_t most = 0;
    for (auto kind = kinds.begin(); kind != kinds.end(); ++kind) {
        if (known != kinds.end() && kind != known) continue;
        std::vector<Cell> cells;
        std::size_t found = 0, texts = 0;
        for (const auto& row : sheet.rows()) {
            cells.emplace_back();
            const auto* const id =
                column < row.size() ? std::get_if<std::string>(&row[column].value()) : nullptr;
            if (!id) continue;
            ++texts;
            const auto name = kind->second.find(*id);
            if (name == kind->second.end()) continue;
            cells.back() = name->second;
            ++found;
        }
        // A few words that happen to be ids are none.
        if (2 * found > texts && found > most) {
            most = found;
            best = std::move(cells);
        }
    }
    return best;
}

}  // namespace

void add_name_columns(const Context& context, Workbook& book) {
    if (!context.network) return;
    std::map<std::string, NamesById, std::less<>> kinds;
    each_name(context, [&](const char* kind, const std::string& id, const std::string& name) {
        kinds[kind].emplace(id, name);
    });
    for (Sheet& sheet : book.sheets)
        for (std::size_t c = sheet.columns().size(); c-- > 0;) {
            auto names = names_in(sheet, c, kinds);
            if (names.empty()) continue;
            const auto& [key, title, look] = sheet.columns()[c];
            sheet.insert_column(c + 1,
                                {key + ".name", text(context.language, "report.workbook.name_of",
                                                     {{"column", title}})},
                                std::move(names));
        }
}

void add_names(const Context& context, Workbook& book) {
    if (!context.network) return;
    const Language language = context.language;
    const auto in_book = texts_in(book);
    Sheet names{text(language, "report.workbook.names"),
                {{"kind", text(language, "report.workbook.kind")},
                 {"id", text(language, "report.workbook.id")},
                 {"name", text(language, "fields.name")}}};
    each_name(context, [&](const char* kind, const std::string& id, const std::string& name) {
        if (in_book.contains(id))
            names.add({text(language, std::string{"fields."} + kind), id, name});
    });
    if (!names.rows().empty()) book.sheets.push_back(std::move(names));
}

}  // namespace jarip::report
