#include <algorithm>
#include <map>

#include "device_types.hpp"

namespace jarip::rack {

void apply_overrides(std::vector<DeviceType>& types, const SourceFile& file,
                     Diagnostics& diagnostics) {
    require_utf8(file);
    const auto table = parse_csv(file, diagnostics);
    const auto slug = table.column("slug");
    const auto field = table.column("field");
    const auto value = table.column("value");
    for (const auto& [name, found] : {std::pair{"slug", slug}, {"field", field}, {"value", value}})
        if (!found && !table.columns().empty())
            diagnostics.error("E0411", table.header_location(0), {{"column", name}});
    if (!slug || !field || !value) return;
    const auto source = table.column("source");
    const auto assumed = table.column("assumed");

    std::map<std::string, std::size_t, std::less<>> known;
    std::vector<std::string> slugs, keys;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (known.emplace(types[i].slug, i).second) slugs.push_back(types[i].slug);
    for (const auto& key : figure_keys()) keys.emplace_back(key.key);

    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string name{table.cell(row, *slug)};
        const auto type = known.find(name);
        if (type == known.end()) {
            diagnostics.error("E0440", table.location(row, *slug),
                              {{"slug", name}, {"suggestion", nearest(name, slugs)}});
            continue;
        }
        const std::string what{table.cell(row, *field)};
        const auto key = std::find_if(figure_keys().begin(), figure_keys().end(),
                                      [&](const FigureKey& entry) { return entry.key == what; });
        if (key == figure_keys().end()) {
            diagnostics.error("E0441", table.location(row, *field),
                              {{"field", what}, {"suggestion", nearest(what, keys)}});
            continue;
        }
        const auto number = read_number(table, row, *value, diagnostics, key->range);
        if (!number) continue;
        Figure figure{*number, true, false, file.name};
        if (source && !table.cell(row, *source).empty()) figure.source = table.cell(row, *source);
        if (assumed) figure.assumed = read_bool(table, row, *assumed, diagnostics).value_or(false);
        types[type->second].*(key->figure) = figure;
    }
}

}  // namespace jarip::rack
