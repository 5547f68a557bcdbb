// Stages, items and recipes.

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {
namespace {

void read_stages(Loading& loading) {
    const auto& table = loading.table("stages");
    const auto reader = loading.reader(table);
    const auto stage = table.column("stage");
    const auto order = table.column("order");
    std::vector<std::pair<double, std::size_t>> rows;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        rows.emplace_back(reader.amount(row, order), row);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [place, row] : rows) {
        const auto text = table.text(row, stage);
        loading.stages.add(text, loading.network.stages.add(
                                     {std::string{text}, place, read_name(table, row, text)}));
    }
}

// Without stages.csv the items say which stages there are.
StageId stage_of(Loading& loading, const ModelTable& table, std::size_t row, const Column& column) {
    if (loading.table("stages").exists())
        return loading.reference(table, row, column, loading.stages, "stages.csv");
    const auto text = table.text(row, column);
    if (text.empty()) return {};
    auto id = loading.stages.find(text);
    if (!id.valid()) {
        auto& stages = loading.network.stages;
        id = stages.add({std::string{text},
                         static_cast<double>(stages.size() + 1),
                         {std::string{text}, std::string{text}}});
        loading.stages.add(text, id);
    }
    return id;
}

// A recipe's lines stand together whatever their order in the table: by recipe, then by slot.
struct Line {
    std::size_t recipe = 0;
    std::size_t slot = 0;  // of the recipe
    std::size_t row = 0;
};

void report_no_item(Loading& loading, const std::string& product, const Location& where) {
    const bool is_shown = loading.diagnostics.would_keep(Severity::error, where.file, where.line);
    loading.diagnostics.error(
        "E0214", where,
        {{"column", "product"},
         {"id", product},
         {"file", "items.csv"},
         {"suggestion", is_shown ? nearest(product, loading.items.all()) : ""}});
}

// Whether the shares of a slot's parts can add up to the whole.
bool can_be_filled(const Network& network, SlotId slot) {
    double least = 0;
    double most = 0;
    bool ordered = true;
    const auto& parts = network.slots[slot].parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& part = network.parts[parts[i]];
        least += part.min_share;
        most += part.max_share;
        ordered = ordered && part.min_share <= part.max_share;
    }
    return ordered && least <= 1 + kSlotRounding && most >= 1 - kSlotRounding;
}

// A chapter (2 digits) to a national code (10).
bool is_hs_code(std::string_view code) {
    return code.size() >= 2 && code.size() <= 10 &&
           std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void read_items(Loading& loading) {
    read_stages(loading);
    auto& network = loading.network;
    const auto& table = loading.table("items");
    const auto reader = loading.reader(table);
    const auto item = table.column("item");
    const auto stage = table.column("stage");
    const auto unit = table.column("unit");
    const ItemPricing pricing{table};
    if (table.exists() && !table.column("price").present())
        loading.diagnostics.error("E0201", {table.file(), 1, 1, 1, ""}, {{"column", "price"}});
    const auto hs = table.column("hs");
    const auto mass = table.column("mass_kg");
    const auto holding = table.column("holding_cost_per_day");
    const auto shelf_life = table.column("shelf_life_days");
    const auto intangible = table.column("intangible");
    const auto design = table.column("design");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, item);
        Item each{.id = std::string{text}};
        each.stage = stage_of(loading, table, row, stage);
        each.unit = table.text(row, unit);
        pricing.read(loading, reader, row, each);
        each.hs = split_list(table.text(row, hs));
        for (const auto& code : each.hs)
            if (!is_hs_code(code))
                loading.diagnostics.error("E0316", table.location(row, hs), {{"code", code}});
        each.mass_kg = reader.number(row, mass);
        each.holding_cost_per_day = reader.amount(row, holding);
        each.shelf_life_days = reader.number(row, shelf_life);
        each.intangible = reader.boolean(row, intangible);
        each.design = table.text(row, design);
        each.name = read_name(table, row, text);
        each.provenance = provenance.read(loading, row);
        loading.items.add(text, network.items.add(std::move(each)));
    }
    for (std::size_t i = 0; i < loading.unresolved.products.size(); ++i) {
        const auto& product = loading.unresolved.products[i];
        const auto id = loading.items.find(product);
        if (id.valid())
            network.products.push_back(id);
        else if (!loading.broken.contains("items"))
            report_no_item(loading, product, loading.unresolved.product_places[i]);
    }
}

void read_recipes(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("recipes");
    const auto reader = loading.reader(table);
    const auto recipe = table.column("recipe");
    const auto slot = table.column("slot");
    const auto item = table.column("item");
    const auto quantity = table.column("quantity");
    const auto preference = table.column("preference");
    const auto min_share = table.column("min_share");
    const auto max_share = table.column("max_share");
    const auto critical = table.column("critical");
    const ProvenanceColumns provenance{table};

    std::vector<Line> lines;
    // Of each recipe its slots' places, in the order in which the table names them.
    std::vector<std::unordered_map<std::string_view, std::size_t>> slots;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, recipe);
        auto id = loading.recipes.find(text);
        if (!id.valid()) {
            id = network.recipes.add({std::string{text}, {}});
            loading.recipes.add(text, id);
            slots.emplace_back();
        }
        auto& places = slots[id.index()];
        const auto place = places.emplace(table.text(row, slot), places.size()).first->second;
        lines.push_back({id.index(), place, row});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
        return std::pair{a.recipe, a.slot} < std::pair{b.recipe, b.slot};
    });

    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        auto& owner = network.recipes[RecipeId{line.recipe}];
        const bool first_of_recipe = i == 0 || lines[i - 1].recipe != line.recipe;
        const bool first_of_slot = first_of_recipe || lines[i - 1].slot != line.slot;
        const bool is_critical = reader.boolean(line.row, critical);
        if (first_of_recipe) owner.slots = {network.slots.size(), network.slots.size()};
        if (first_of_slot) {
            network.slots.add({RecipeId{line.recipe},
                               std::string{table.text(line.row, slot)},
                               {network.parts.size(), network.parts.size()},
                               is_critical});
            ++owner.slots.end;
        }
        const SlotId current{network.slots.size() - 1};
        if (network.slots[current].critical != is_critical)
            loading.diagnostics.error(
                "E0236", table.location(line.row, critical),
                {{"recipe", owner.id}, {"slot", network.slots[current].name}});
        Part part{.slot = current};
        part.item = loading.reference(table, line.row, item, loading.items, "items.csv");
        part.quantity = reader.amount(line.row, quantity);
        part.preference = reader.amount(line.row, preference);
        part.min_share = reader.amount(line.row, min_share);
        part.max_share = reader.amount(line.row, max_share);
        part.provenance = provenance.read(loading, line.row);
        network.parts.add(std::move(part));
        ++network.slots[current].parts.end;
        const bool last_of_slot = i + 1 == lines.size() || lines[i + 1].recipe != line.recipe ||
                                  lines[i + 1].slot != line.slot;
        if (last_of_slot && !can_be_filled(network, current))
            loading.diagnostics.error(
                "E0252", table.location(line.row, min_share.present() ? min_share : max_share),
                {{"recipe", owner.id}, {"slot", network.slots[current].name}});
    }
}

}  // namespace jarip::network
