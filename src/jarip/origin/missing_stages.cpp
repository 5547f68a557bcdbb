#include <algorithm>
#include <cstddef>

#include "jarip/origin.hpp"
#include "jarip/origin/capacity.hpp"

namespace jarip::origin {

namespace {

using network::PartId;
using network::RecipeId;
using network::SlotId;

class Search {
public:
    Search(const Network& network, CountryId country)
        : network_{network},
          at_home_(network.items.size()),
          anywhere_(network.items.size()),
          can_be_made_(network.items.size(), false) {
        const auto capacity = good_capacity(network);
        for (const ProcessId process : network.processes.ids()) {
            const auto& row = network.processes[process];
            anywhere_[row.item.index()].push_back(row.recipe);
            if (capacity[process] > 0 && network.within(network.sites[row.site].country, country))
                at_home_[row.item.index()].push_back(row.recipe);
        }
        find_what_can_be_made();
    }

    [[nodiscard]] std::vector<MissingStage> missing(ItemId product) {
        std::vector<MissingStage> found;
        std::vector<bool> listed(network_.items.size(), false);
        const auto list = [&](ItemId item, std::vector<ItemId> alternates) {
            if (!listed[item.index()])
                found.push_back({item, network_.items[item].stage, std::move(alternates)});
            listed[item.index()] = true;
        };
        if (!can_be_made_[product.index()]) visit(product);
        if (at_home_[product.index()].empty()) list(product, {});
        for (std::size_t i = 0; i < queue_.size(); ++i)
            for (const RecipeId recipe : recipes_of(queue_[i]))
                for (const SlotId slot : slots_of(recipe)) {
                    if (can_be_met(slot)) continue;
                    const auto parts = by_preference(slot);
                    std::vector<ItemId> makers_at_home;
                    for (const ItemId item : parts)
                        if (!at_home_[item.index()].empty()) makers_at_home.push_back(item);
                    if (makers_at_home.empty())
                        list(parts.front(), {parts.begin() + 1, parts.end()});
                    for (const ItemId item : makers_at_home.empty() ? parts : makers_at_home)
                        visit(item);
                }
        return found;
    }

private:
    [[nodiscard]] std::vector<SlotId> slots_of(RecipeId recipe) const {
        std::vector<SlotId> slots;
        if (!recipe.valid()) return slots;
        const auto& range = network_.recipes[recipe].slots;
        for (std::size_t i = 0; i < range.size(); ++i) slots.push_back(range[i]);
        return slots;
    }

    [[nodiscard]] std::vector<ItemId> by_preference(SlotId slot) const {
        const auto& range = network_.slots[slot].parts;
        std::vector<PartId> parts;
        for (std::size_t i = 0; i < range.size(); ++i) parts.push_back(range[i]);
        std::stable_sort(parts.begin(), parts.end(), [&](PartId a, PartId b) {
            return network_.parts[a].preference < network_.parts[b].preference;
        });
        std::vector<ItemId> items;
        for (const PartId part : parts) items.push_back(network_.parts[part].item);
        return items;
    }

    [[nodiscard]] bool can_be_met(SlotId slot) const {
        const auto& parts = network_.slots[slot].parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (can_be_made_[network_.parts[parts[i]].item.index()]) return true;
        return false;
    }

    [[nodiscard]] bool can_follow(RecipeId recipe) const {
        const auto slots = slots_of(recipe);
        return std::all_of(slots.begin(), slots.end(),
                           [&](SlotId slot) { return can_be_met(slot); });
    }

    /// From every item with a maker at home, takes away what has no recipe that can be followed, until
    /// nothing changes.
    void find_what_can_be_made() {
        for (std::size_t i = 0; i < at_home_.size(); ++i) can_be_made_[i] = !at_home_[i].empty();
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < at_home_.size(); ++i) {
                if (!can_be_made_[i]) continue;
                const auto& recipes = at_home_[i];
                if (std::any_of(recipes.begin(), recipes.end(),
                                [&](RecipeId recipe) { return can_follow(recipe); }))
                    continue;
                can_be_made_[i] = false;
                changed = true;
            }
        }
    }

    [[nodiscard]] const std::vector<RecipeId>& recipes_of(ItemId item) const {
        const auto& home = at_home_[item.index()];
        return home.empty() ? anywhere_[item.index()] : home;
    }

    void visit(ItemId item) {
        if (std::find(queue_.begin(), queue_.end(), item) == queue_.end()) queue_.push_back(item);
    }

    const Network& network_;
    std::vector<std::vector<RecipeId>> at_home_, anywhere_;  // recipes of each item's makers
    std::vector<bool> can_be_made_;
    std::vector<ItemId> queue_;
};

}  // namespace

std::vector<MissingStage> missing_stages(const Network& network, ItemId product,
                                         CountryId country) {
    return Search{network, country}.missing(product);
}

}  // namespace jarip::origin
