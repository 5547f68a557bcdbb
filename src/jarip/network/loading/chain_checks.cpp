// Checks that need the whole chain: what never arrives, and what waits for itself.

#include <algorithm>
#include <string>
#include <vector>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

class ChainChecks {
public:
    explicit ChainChecks(Loading& loading)
        : loading_{&loading}, network_{&loading.network}, ways_{loading.network} {
        const auto pools = network_->pools.size();
        drawing_.resize(pools);
        makers_.resize(pools);
        for (const auto id : network_->inputs.ids())
            drawing_[network_->inputs[id].pool.index()].push_back(id);
        for (const auto id : network_->processes.ids())
            makers_[network_->processes[id].output.index()].push_back(id);
        for (const auto& coproduct : network_->coproducts)
            makers_[coproduct.pool.index()].push_back(coproduct.process);
        on_hand_ = std::vector<bool>(pools);
        for (const auto& stock : network_->stock)
            if (stock.quantity > 0) on_hand_[stock.pool.index()] = true;
        for (const auto& receipt : network_->receipts) on_hand_[receipt.pool.index()] = true;
    }

    void run() {
        find_linked();
        report_unreached_demands();
        report_missing_inputs();
        find_ready();
        report_cycles();
        report_idle_lanes();
        report_idle_recipes();
    }

private:
    struct Unmet {
        ProcessId process;
        SlotId slot;
    };

    // Pools to which something that is made or on hand somewhere has a way.
    void find_linked() {
        linked_ = std::vector<bool>(network_->pools.size());
        std::vector<PoolId> open;
        const auto link = [&](PoolId pool) {
            if (linked_[pool.index()]) return;
            linked_[pool.index()] = true;
            open.push_back(pool);
        };
        for (const auto pool : network_->pools.ids())
            if (on_hand_[pool.index()] || !makers_[pool.index()].empty()) link(pool);
        while (!open.empty()) {
            const auto pool = open.back();
            open.pop_back();
            for (const ArcId arc : ways_.out_of(pool)) link(network_->arcs[arc].to);
        }
    }

    void complain(const char* code, Location where, Arguments arguments) {
        if (loading_->options.strict)
            loading_->diagnostics.error(code, std::move(where), std::move(arguments));
        else
            loading_->diagnostics.warning(code, std::move(where), std::move(arguments));
    }

    void report_unreached_demands() {
        const auto& table = loading_->table("demand");
        for (const auto& demand : network_->demands)
            if (!linked_[demand.pool.index()])
                complain("E0243",
                         table.location(row_of(table, demand.provenance), table.column("item")),
                         {{"demand", demand.id},
                          {"item", network_->items[network_->pools[demand.pool].item].id}});
    }

    // Rows are found by the line that the provenance keeps: rows stand in the order of their lines.
    static std::size_t row_of(const ModelTable& table, const Provenance& provenance) {
        std::size_t low = 0;
        std::size_t high = table.row_count();
        while (low + 1 < high) {
            const auto middle = low + (high - low) / 2;
            (table.line(middle) <= provenance.line ? low : high) = middle;
        }
        return low;
    }

    // A slot that none of its parts can ever reach.
    void report_missing_inputs() {
        const auto& table = loading_->table("processes");
        for (const auto id : network_->processes.ids()) {
            const auto& process = network_->processes[id];
            for (std::size_t i = 0; i < process.inputs.size();) {
                const auto slot = network_->inputs[process.inputs[i]].slot;
                bool reached = false;
                std::string items;
                for (;
                     i < process.inputs.size() && network_->inputs[process.inputs[i]].slot == slot;
                     ++i) {
                    const auto pool = network_->inputs[process.inputs[i]].pool;
                    reached = reached || linked_[pool.index()];
                    items += (items.empty() ? "" : ", ") +
                             network_->items[network_->pools[pool].item].id;
                }
                if (reached) continue;
                missing_.push_back({id, slot});
                complain("E0234", table.location(id.index(), table.column("process")),
                         {{"process", process.id},
                          {"items", items},
                          {"site", network_->sites[process.site].id}});
            }
        }
    }

    // Processes that can start one day, what never arrives taken as there (it has been reported).
    void find_ready() {
        const auto processes = network_->processes.size();
        unmet_slots_.assign(processes, 0);
        std::vector<bool> met(network_->inputs.size());  // by the slot's first input
        ready_ = std::vector<bool>(processes);
        reached_ = std::vector<bool>(network_->pools.size());
        std::vector<PoolId> open;
        const auto reach = [&](PoolId pool) {
            if (reached_[pool.index()]) return;
            reached_[pool.index()] = true;
            open.push_back(pool);
        };
        const auto start = [&](ProcessId id) {
            if (unmet_slots_[id.index()] > 0 || ready_[id.index()]) return;
            ready_[id.index()] = true;
            reach(network_->processes[id].output);
        };
        const auto meet = [&](InputId id) {
            const auto& input = network_->inputs[id];
            const auto& all = network_->processes[input.process].inputs;
            std::size_t first = id.index();
            while (first > all.begin && network_->inputs[InputId{first - 1}].slot == input.slot)
                --first;
            if (met[first]) return;
            met[first] = true;
            --unmet_slots_[input.process.index()];
            start(input.process);
        };
        for (const auto id : network_->processes.ids())
            if (const auto recipe = network_->processes[id].recipe; recipe.valid())
                unmet_slots_[id.index()] = network_->recipes[recipe].slots.size();
        for (std::size_t i = 0; i < on_hand_.size(); ++i)
            if (on_hand_[i]) reach(PoolId{i});
        for (const auto& unmet : missing_) {
            const auto& inputs = network_->processes[unmet.process].inputs;
            for (std::size_t i = 0; i < inputs.size(); ++i)
                if (network_->inputs[inputs[i]].slot == unmet.slot) {
                    meet(inputs[i]);
                    break;
                }
        }
        for (const auto id : network_->processes.ids()) start(id);
        while (!open.empty()) {
            const auto pool = open.back();
            open.pop_back();
            for (const ArcId arc : ways_.out_of(pool)) reach(network_->arcs[arc].to);
            for (const auto input : drawing_[pool.index()]) meet(input);
        }
    }

    // A process that could bring a part of a slot that nothing has reached; invalid if the slot has been reached.
    [[nodiscard]] ProcessId waits_for(ProcessId id) const {
        const auto& inputs = network_->processes[id].inputs;
        for (std::size_t i = 0; i < inputs.size();) {
            const auto slot = network_->inputs[inputs[i]].slot;
            bool met = false;
            ProcessId maker;
            for (; i < inputs.size() && network_->inputs[inputs[i]].slot == slot; ++i) {
                const auto pool = network_->inputs[inputs[i]].pool;
                met = met || reached_[pool.index()];
                if (!maker.valid()) maker = maker_for(pool);
            }
            if (!met && maker.valid()) return maker;
        }
        return {};
    }

    [[nodiscard]] ProcessId maker_for(PoolId pool) const {
        std::vector<PoolId> open{pool};
        std::vector<PoolId> seen{pool};
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            if (!makers_[at.index()].empty()) return makers_[at.index()].front();
            for (const ArcId arc : ways_.into(at)) {
                const PoolId from = network_->arcs[arc].from;
                if (std::find(seen.begin(), seen.end(), from) != seen.end()) continue;
                seen.push_back(from);
                open.push_back(from);
            }
        }
        return {};
    }

    // From each process that never starts to one that it waits for, until the way closes.
    void report_cycles() {
        const auto& table = loading_->table("processes");
        std::vector<std::size_t> walk_of(network_->processes.size(), 0);
        std::size_t walk = 0;
        for (const auto id : network_->processes.ids()) {
            if (ready_[id.index()] || walk_of[id.index()] != 0) continue;
            ++walk;
            std::vector<ProcessId> way;
            ProcessId at = id;
            while (at.valid() && walk_of[at.index()] == 0) {
                walk_of[at.index()] = walk;
                way.push_back(at);
                at = waits_for(at);
            }
            if (!at.valid() || walk_of[at.index()] != walk) continue;
            way.erase(way.begin(), std::find(way.begin(), way.end(), at));
            const auto first = std::min_element(way.begin(), way.end());
            std::rotate(way.begin(), first, way.end());
            std::string names;
            for (const auto each : way) names += network_->processes[each].id + " > ";
            loading_->diagnostics.error(
                "E0233", table.location(way.front().index(), table.column("process")),
                {{"cycle", names + network_->processes[way.front()].id}});
        }
    }

    void report_idle_lanes() {
        std::vector<bool> governs(network_->lanes.size());
        for (const auto& arc : network_->arcs)
            if (arc.lane.valid()) governs[arc.lane.index()] = true;
        std::size_t count = 0;
        LaneId first;
        for (const auto id : network_->lanes.ids()) {
            if (governs[id.index()]) continue;
            if (++count == 1) first = id;
        }
        if (count == 0) return;
        const auto& table = loading_->table("lanes");
        loading_->diagnostics.note(
            "E0222", table.location(loading_->lane_rows[first.index()], table.column("origin")),
            {{"count", std::to_string(count)}, {"rows", std::to_string(network_->lanes.size())}});
    }

    void report_idle_recipes() {
        std::vector<bool> used(network_->recipes.size());
        for (const auto& process : network_->processes)
            if (process.recipe.valid()) used[process.recipe.index()] = true;
        const auto& table = loading_->table("recipes");
        for (const auto id : network_->recipes.ids()) {
            const auto& recipe = network_->recipes[id];
            if (used[id.index()] || recipe.slots.empty()) continue;
            const auto& part = network_->parts[network_->slots[recipe.slots[0]].parts[0]];
            const auto row = row_of(table, part.provenance);
            if (table.row_count() > row && table.text(row, table.column("recipe")) == recipe.id)
                loading_->diagnostics.note("E0239", table.location(row, table.column("recipe")),
                                           {{"recipe", recipe.id}});
        }
    }

    Loading* loading_;
    Network* network_;
    PoolArcs ways_;
    std::vector<std::vector<InputId>> drawing_;
    std::vector<std::vector<ProcessId>> makers_;
    std::vector<bool> on_hand_;
    std::vector<bool> linked_;
    std::vector<Unmet> missing_;
    std::vector<std::size_t> unmet_slots_;
    std::vector<bool> ready_;
    std::vector<bool> reached_;
};

}  // namespace

void check_chain(Loading& loading) { ChainChecks{loading}.run(); }

}  // namespace jarip::network
