// Processes with their inputs, and the resources that they share.

#include <string>
#include <string_view>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

// The recipe a row names; that of the rack design where the item has one.
RecipeId recipe_of(Loading& loading, const ModelTable& table, std::size_t row, const Column& column,
                   ItemId item) {
    const auto& network = loading.network;
    const bool given = table.given(row, column);
    if (!item.valid() || network.items[item].design.empty()) {
        if (!given) return {};
        return loading.reference(table, row, column, loading.recipes, "recipes.csv");
    }
    if (given)
        loading.diagnostics.error("E0231", table.location(row, column),
                                  {{"recipe", std::string{table.text(row, column)}},
                                   {"item", network.items[item].id},
                                   {"design", network.items[item].design}});
    return loading.recipes.find(network.items[item].id);
}

void add_inputs(Loading& loading, ProcessId id) {
    auto& network = loading.network;
    auto& process = network.processes[id];
    process.inputs = {network.inputs.size(), network.inputs.size()};
    if (!process.site.valid()) return;
    if (process.item.valid()) process.output = loading.pool(process.site, process.item);
    if (!process.recipe.valid()) return;
    const auto& slots = network.recipes[process.recipe].slots;
    for (std::size_t s = 0; s < slots.size(); ++s) {
        const auto& parts = network.slots[slots[s]].parts;
        for (std::size_t p = 0; p < parts.size(); ++p) {
            const auto item = network.parts[parts[p]].item;
            if (!item.valid()) continue;
            network.inputs.add({id, slots[s], parts[p], loading.pool(process.site, item)});
        }
    }
    process.inputs.end = network.inputs.size();
}

// Who pays towards what it costs to run: a country of the model, or the one in which it stands.
class SubsidyColumns {
public:
    explicit SubsidyColumns(const ModelTable& table)
        : table_{&table},
          unit_{table.column("subsidy")},
          share_{table.column("subsidy_share")},
          by_{table.column("subsidy_by")} {}

    void read(Loading& loading, const Reader& reader, std::size_t row, Process& process) const {
        process.subsidy = reader.amount(row, unit_);
        process.subsidy_share = reader.amount(row, share_);
        const auto& network = loading.network;
        if (process.site.valid()) process.subsidy_by = network.sites[process.site].country;
        if (table_->given(row, by_))
            process.subsidy_by = loading.countries.find(table_->text(row, by_));
        if (process.subsidy + process.subsidy_share * process.conversion_cost >
            process.conversion_cost)
            loading.diagnostics.error("E0269", table_->location(row, unit_),
                                      {{"process", process.id}});
    }

private:
    const ModelTable* table_;
    Column unit_, share_, by_;
};

void read_resources(Loading& loading) {
    const auto& table = loading.table("resources");
    const auto reader = loading.reader(table);
    const auto resource = table.column("resource");
    const auto site = table.column("site");
    const auto unit = table.column("unit");
    const auto capacity = table.column("capacity_per_month");
    const auto keeps_setup = table.column("keeps_setup");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, resource);
        Resource each{.id = std::string{text}};
        each.site = loading.reference(table, row, site, loading.sites, "sites.csv");
        each.unit = table.text(row, unit);
        each.capacity_per_month = reader.number(row, capacity);
        each.keeps_setup = reader.boolean(row, keeps_setup);
        each.provenance = provenance.read(loading, row);
        loading.resources.add(text, loading.network.resources.add(std::move(each)));
    }
}

void read_uses(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("uses");
    const auto reader = loading.reader(table);
    const auto process = table.column("process");
    const auto resource = table.column("resource");
    const auto quantity = table.column("quantity");
    const auto setup = table.column("setup_quantity");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Use use;
        use.process = loading.reference(table, row, process, loading.processes, "processes.csv");
        use.resource = loading.reference(table, row, resource, loading.resources, "resources.csv");
        use.quantity = reader.amount(row, quantity);
        use.setup_quantity = reader.amount(row, setup);
        use.provenance = provenance.read(loading, row);
        if (!use.process.valid() || !use.resource.valid()) continue;
        const auto at = network.processes[use.process].site;
        const auto stands = network.resources[use.resource].site;
        if (at.valid() && stands.valid() && at != stands)
            loading.diagnostics.error("E0235", table.location(row, resource),
                                      {{"process", network.processes[use.process].id},
                                       {"resource", network.resources[use.resource].id},
                                       {"site", network.sites[at].id},
                                       {"other", network.sites[stands].id}});
        network.uses.push_back(std::move(use));
    }
}

void read_coproducts(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("coproducts");
    const auto reader = loading.reader(table);
    const auto process = table.column("process");
    const auto item = table.column("item");
    const auto quantity = table.column("quantity");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Coproduct each;
        each.process = loading.reference(table, row, process, loading.processes, "processes.csv");
        each.item = loading.reference(table, row, item, loading.items, "items.csv");
        each.quantity = reader.amount(row, quantity);
        each.provenance = provenance.read(loading, row);
        if (!each.process.valid() || !each.item.valid()) continue;
        const auto& maker = network.processes[each.process];
        if (maker.item == each.item)
            loading.diagnostics.error(
                "E0254", table.location(row, item),
                {{"process", maker.id}, {"item", network.items[each.item].id}});
        if (!maker.site.valid()) continue;
        each.pool = loading.pool(maker.site, each.item);
        network.coproducts.push_back(std::move(each));
    }
}

}  // namespace

void require_no_coproducts(const Network& network, std::string_view analysis) {
    if (!network.coproducts.empty())
        throw Error{"E0313", "coproducts.csv", {{"analysis", std::string{analysis}}}};
}

void read_processes(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("processes");
    const auto reader = loading.reader(table);
    const auto process = table.column("process");
    const auto site = table.column("site");
    const auto item = table.column("item");
    const auto recipe = table.column("recipe");
    const auto capacity = table.column("capacity_per_month");
    const auto cost = table.column("conversion_cost");
    const auto yield = table.column("yield");
    const auto cycle = table.column("cycle_days");
    const auto minimum_lot = table.column("minimum_lot");
    const auto lot_size = table.column("lot_size");
    const auto setup = table.column("setup_cost");
    const auto keeps_setup = table.column("keeps_setup");
    const auto status = table.column("status");
    const auto capex = table.column("capex");
    const auto build = table.column("build_days");
    const auto expansion = table.column("max_expansion");
    const SizeColumns sizes{table};
    const SubsidyColumns subsidies{table};
    const auto ahead = table.column("max_days_ahead");
    const auto expansion_capex = table.column("expansion_capex_per_unit");
    const auto below_cost = table.column("below_cost");
    const ProvenanceColumns provenance{table};
    const std::vector<std::string> statuses{"operating", "candidate"};
    loading.processes.reserve(table.row_count());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, process);
        Process each{.id = std::string{text}};
        each.site = loading.reference(table, row, site, loading.sites, "sites.csv");
        each.item = loading.reference(table, row, item, loading.items, "items.csv");
        each.recipe = recipe_of(loading, table, row, recipe, each.item);
        each.capacity_per_month = reader.number(row, capacity);
        each.conversion_cost = reader.amount(row, cost);
        each.yield = reader.amount(row, yield);
        each.cycle_days = reader.amount(row, cycle);
        each.minimum_lot = reader.number(row, minimum_lot);
        each.lot_size = reader.number(row, lot_size);
        each.setup_cost = reader.amount(row, setup);
        each.keeps_setup = reader.boolean(row, keeps_setup);
        each.status = static_cast<Status>(reader.choice(row, status, statuses));
        each.capex = reader.amount(row, capex);
        each.build_days = reader.amount(row, build);
        sizes.read(loading, reader, row, each);
        subsidies.read(loading, reader, row, each);
        each.max_days_ahead = reader.number(row, ahead);
        each.max_expansion = reader.amount(row, expansion);
        each.expansion_capex_per_unit = reader.amount(row, expansion_capex);
        each.below_cost = reader.boolean(row, below_cost);
        each.provenance = provenance.read(loading, row);
        const auto id = network.processes.add(std::move(each));
        loading.processes.add(text, id);
        add_inputs(loading, id);
    }
    read_coproducts(loading);
    read_resources(loading);
    read_uses(loading);
}

}  // namespace jarip::network
