// Rack designs: the parts of an item's design file are its recipe.

#include <string>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/rack.hpp"

namespace jarip::network {
namespace {

// What a design may name: the device types and the parts lists that stand beside it.
std::vector<SourceFile> files_beside(const Folder& folder, const std::string& design) {
    const auto slash = design.rfind('/');
    const auto place = slash == std::string::npos ? std::string{} : design.substr(0, slash + 1);
    std::vector<SourceFile> result;
    for (const auto& name : folder.names()) {
        if (!name.starts_with(place) || name.find('/', place.size()) != std::string::npos) continue;
        const bool is_list = name.ends_with(".csv") &&
                             (!place.empty() || !table_rule(name.substr(0, name.size() - 4)));
        if (name == place + "types.toml" || is_list) result.push_back(*folder.read(name));
    }
    return result;
}

void add_recipe(Loading& loading, ItemId item, const std::vector<rack::RecipeLine>& lines) {
    auto& network = loading.network;
    // The item's own text: it outlives the names.
    const auto text =
        loading.table("items").text(item.index(), loading.table("items").column("item"));
    const auto recipe = network.recipes.add(
        {std::string{text}, {network.slots.size(), network.slots.size() + lines.size()}});
    loading.recipes.add(text, recipe);
    for (const auto& line : lines) {
        const auto slot = network.slots.add(
            {recipe, line.item, {network.parts.size(), network.parts.size() + 1}, true});
        Part part{.slot = slot, .item = loading.items.find(line.item), .quantity = line.quantity};
        part.provenance.note = line.where.file;
        part.provenance.line = line.where.line;
        network.parts.add(std::move(part));
    }
}

}  // namespace

void read_designs(const Folder& folder, Loading& loading) {
    auto& network = loading.network;
    auto& diagnostics = loading.diagnostics;
    const auto& table = loading.table("items");
    const auto design_column = table.column("design");
    const auto known = loading.items.all();
    for (const auto item : network.items.ids()) {
        const auto& row = network.items[item];
        if (row.design.empty()) continue;
        const auto where = table.location(item.index(), design_column);
        if (loading.recipes.find(row.id).valid())
            diagnostics.error("E0232", where, {{"recipe", row.id}, {"design", row.design}});
        if (!folder.has(row.design)) {
            diagnostics.error(
                "E0237", where,
                {{"design", row.design}, {"suggestion", nearest(row.design, folder.names())}});
            continue;
        }
        try {
            const auto source = folder.read(row.design);
            auto design = rack::load(*source, files_beside(folder, row.design));
            const auto lines = rack::recipe(design, known);
            if (lines.empty())
                diagnostics.error("E0238", {row.design, 1, 1, 1, ""}, {{"item", row.id}});
            add_recipe(loading, item, lines);
            network.racks.push_back({item, std::move(design)});
        } catch (const Error& error) {
            diagnostics.append(error);
        }
    }
}

}  // namespace jarip::network
