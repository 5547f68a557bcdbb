// Prices that follow from others: of what is sold at its cost and a charge, and of licences that take what is left.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {
namespace {

constexpr std::size_t kMostNamed = 5;  // items in a message

double good_units(const Process& process) { return *process.capacity_per_month * process.yield; }

/// The makers of each item and how much each counts, which sum to 1.
struct Maker {
    ProcessId process;
    double weight = 0;
};

std::vector<Maker> weighted(const Network& network, const std::vector<ProcessId>& processes) {
    const auto unlimited = [&](ProcessId id) {
        return !network.processes[id].capacity_per_month.has_value();
    };
    const bool any = std::any_of(processes.begin(), processes.end(), unlimited);
    std::vector<Maker> makers;
    Sum total;
    for (const auto id : processes) {
        if (any && !unlimited(id)) continue;
        makers.push_back({id, any ? 1 : good_units(network.processes[id])});
        total.add(makers.back().weight);
    }
    if (total.value() > 0) {
        for (auto& maker : makers) maker.weight /= total.value();
    } else {
        for (auto& maker : makers) maker.weight = 1 / static_cast<double>(makers.size());
    }
    return makers;
}

/// The parts of choice of a slot.
std::vector<PartId> preferred(const Network& network, const Slot& slot) {
    std::vector<PartId> parts;
    for (std::size_t i = 0; i < slot.parts.size(); ++i) {
        const PartId id = slot.parts[i];
        if (!network.parts[id].item.valid()) continue;
        const double best = parts.empty() ? 0 : network.parts[parts[0]].preference;
        if (!parts.empty() && network.parts[id].preference > best) continue;
        if (!parts.empty() && network.parts[id].preference < best) parts.clear();
        parts.push_back(id);
    }
    return parts;
}

/// What a good unit takes of a part for its slot.
double units_of(const Process& process, const Part& part) { return part.quantity / process.yield; }

/// What a good unit's parts cost at list prices, without the slot of `left_out`.
double parts_cost(const Network& network, ProcessId id, ItemId left_out = {}) {
    const auto& process = network.processes[id];
    Sum cost;
    if (!process.recipe.valid()) return 0;
    const auto& slots = network.recipes[process.recipe].slots;
    for (std::size_t s = 0; s < slots.size(); ++s) {
        const auto& slot = network.slots[slots[s]];
        bool is_left_out = false;
        for (std::size_t i = 0; i < slot.parts.size(); ++i)
            is_left_out = is_left_out || network.parts[slot.parts[i]].item == left_out;
        if (left_out.valid() && is_left_out) continue;
        const auto parts = preferred(network, slot);
        for (const auto part : parts)
            cost.add(units_of(process, network.parts[part]) *
                     network.items[network.parts[part].item].price /
                     static_cast<double>(parts.size()));
    }
    return cost.value();
}

/// How many units of `item` a good unit takes; 0: none.
double units_in(const Network& network, ProcessId id, ItemId item) {
    const auto& process = network.processes[id];
    if (!process.recipe.valid()) return 0;
    const auto& slots = network.recipes[process.recipe].slots;
    for (std::size_t s = 0; s < slots.size(); ++s) {
        const auto& parts = network.slots[slots[s]].parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (network.parts[parts[i]].item == item)
                return units_of(process, network.parts[parts[i]]);
    }
    return 0;
}

class Prices {
public:
    explicit Prices(Network& network)
        : network_{network},
          makers_{network.items.size()},
          waits_{network.items.size(), 0},
          dependents_{network.items.size()},
          product_{network.items.size()} {}

    Diagnostics set() {
        find_makers();
        for (const auto item : network_.items.ids()) {
            if (pricing(item) == Pricing::residual) find_product(item);
            if (pricing(item) == Pricing::list) continue;
            for (const auto& maker : makers_[item]) wait_for_parts(item, maker.process);
        }
        report_idle();
        in_order();
        return std::move(findings_);
    }

private:
    [[nodiscard]] Pricing pricing(ItemId item) const { return network_.items[item].pricing; }

    /// Who says what an item costs: its makers; of a residual, the makers of what it goes into.
    void find_makers() {
        Indexed<ItemId, std::vector<ProcessId>> operating{network_.items.size()};
        Indexed<ItemId, std::vector<ProcessId>> candidates{network_.items.size()};
        takers_ = Indexed<ItemId, std::vector<ProcessId>>{network_.items.size()};
        for (const auto id : network_.processes.ids()) {
            const auto& process = network_.processes[id];
            if (!process.item.valid()) continue;
            auto& same = process.status == Status::operating ? operating : candidates;
            same[process.item].push_back(id);
            if (!process.recipe.valid()) continue;
            for (const auto part : parts_of(process))
                if (pricing(part) == Pricing::residual) takers_[part].push_back(id);
        }
        for (const auto item : network_.items.ids()) {
            if (pricing(item) != Pricing::cost_plus) continue;
            makers_[item] =
                weighted(network_, operating[item].empty() ? candidates[item] : operating[item]);
        }
    }

    [[nodiscard]] std::vector<ItemId> parts_of(const Process& process) const {
        std::vector<ItemId> items;
        const auto& slots = network_.recipes[process.recipe].slots;
        for (std::size_t s = 0; s < slots.size(); ++s) {
            const auto& parts = network_.slots[slots[s]].parts;
            for (std::size_t i = 0; i < parts.size(); ++i)
                if (network_.parts[parts[i]].item.valid())
                    items.push_back(network_.parts[parts[i]].item);
        }
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
        return items;
    }

    [[nodiscard]] Location place(ItemId item) const {
        return {.file = "items.csv", .line = network_.items[item].provenance.line};
    }

    void find_product(ItemId residual) {
        std::vector<ItemId> products;
        std::vector<ProcessId> operating, candidates;
        for (const auto id : takers_[residual]) {
            const auto& process = network_.processes[id];
            if (std::find(products.begin(), products.end(), process.item) == products.end())
                products.push_back(process.item);
            (process.status == Status::operating ? operating : candidates).push_back(id);
        }
        if (products.size() != 1) {
            findings_.error("E0287", place(residual),
                            {{"item", network_.items[residual].id},
                             {"count", std::to_string(products.size())}});
            return;
        }
        const auto& product = network_.items[products[0]];
        if (product.pricing != Pricing::list || !product.value_added) {
            findings_.error("E0288", place(residual),
                            {{"item", network_.items[residual].id}, {"product", product.id}});
            return;
        }
        product_[residual] = products[0];
        makers_[residual] = weighted(network_, operating.empty() ? candidates : operating);
    }

    /// A price and what its maker adds, and no residual that would take the difference.
    void report_idle() {
        if (findings_.has_errors()) return;
        for (const auto id : network_.items.ids()) {
            const auto& item = network_.items[id];
            if (item.pricing != Pricing::list || !item.value_added) continue;
            if (std::none_of(product_.begin(), product_.end(),
                             [&](ItemId product) { return product == id; }))
                findings_.error("E0278", place(id), {{"item", item.id}});
        }
    }

    void wait_for_parts(ItemId item, ProcessId maker) {
        const auto& process = network_.processes[maker];
        if (!process.recipe.valid()) return;
        for (const auto part : parts_of(process)) {
            if (part == item && pricing(item) == Pricing::residual) continue;
            if (pricing(part) == Pricing::list) continue;
            ++waits_[item];
            dependents_[part].push_back(item);
        }
    }

    void in_order() {
        std::vector<ItemId> ready;
        std::size_t set = 0;
        std::size_t all = 0;
        for (const auto item : network_.items.ids()) {
            if (pricing(item) == Pricing::list) continue;
            ++all;
            if (waits_[item] == 0) ready.push_back(item);
        }
        for (; set < ready.size(); ++set) {
            set_price(ready[set]);
            for (const auto next : dependents_[ready[set]])
                if (--waits_[next] == 0) ready.push_back(next);
        }
        if (set < all) report_circle();
    }

    void report_circle() {
        std::string names;
        std::size_t count = 0;
        ItemId first;
        for (const auto item : network_.items.ids()) {
            if (pricing(item) == Pricing::list || waits_[item] == 0) continue;
            if (!first.valid()) first = item;
            if (++count <= kMostNamed)
                names += (names.empty() ? "" : ", ") + network_.items[item].id;
        }
        if (count > kMostNamed) names += ", …";
        findings_.error("E0289", place(first), {{"items", names}});
    }

    void set_price(ItemId id) {
        auto& item = network_.items[id];
        if (item.pricing == Pricing::cost_plus) {
            Sum cost;
            for (const auto& maker : makers_[id])
                cost.add(maker.weight * parts_cost(network_, maker.process));
            item.price = within(id, cost.value() + *item.value_added);
            return;
        }
        if (!product_[id].valid()) return;
        const auto& product = network_.items[product_[id]];
        Sum left;
        for (const auto& maker : makers_[id])
            left.add(
                maker.weight *
                (product.price - *product.value_added - parts_cost(network_, maker.process, id)) /
                units_in(network_, maker.process, id));
        item.price = within(id, std::max(0.0, left.value()));
        if (left.value() < -kLeastLoss * product.price)
            findings_.error("E0293", place(id),
                            {{"item", item.id},
                             {"product", product.id},
                             {"value", fmt::format("{:.6g}", left.value())},
                             {"currency", network_.currency}});
    }

    double within(ItemId item, double price) {
        if (price <= kLargestFigure) return price;
        findings_.error("E0294", place(item), {{"item", network_.items[item].id}});
        return kLargestFigure;
    }

    Network& network_;
    Diagnostics findings_;
    Indexed<ItemId, std::vector<Maker>> makers_;
    Indexed<ItemId, std::size_t> waits_;  // for how many prices
    Indexed<ItemId, std::vector<ItemId>> dependents_;
    Indexed<ItemId, ItemId> product_;  // of residuals
    Indexed<ItemId, std::vector<ProcessId>> takers_;
};

}  // namespace

ItemPricing::ItemPricing(const ModelTable& table)
    : price_{table.column("price")},
      pricing_{table.column("pricing")},
      value_added_{table.column("value_added")},
      table_{&table} {}

void ItemPricing::read(Loading& loading, const Reader& reader, std::size_t row, Item& item) const {
    static const std::vector<std::string> words{"list", "cost_plus", "residual"};
    const auto word = reader.choice(row, pricing_, words);
    item.pricing = static_cast<Pricing>(word);
    item.price = reader.amount(row, price_);
    item.value_added = reader.number(row, value_added_);
    const bool needs_price = item.pricing == Pricing::list;
    const auto needs = [&](const Column& column, bool needed, bool allowed) {
        const bool given = table_->given(row, column);
        if (needed && !given && (column.present() || column.rule != price_.rule))
            loading.diagnostics.error("E0203", table_->location(row, column),
                                      {{"column", std::string{column.rule->name}}});
        if (!allowed && given)
            loading.diagnostics.error(
                "E0286", table_->location(row, column),
                {{"pricing", words[word]}, {"column", std::string{column.rule->name}}});
    };
    needs(price_, needs_price, needs_price);
    needs(value_added_, item.pricing == Pricing::cost_plus, item.pricing != Pricing::residual);
}

Diagnostics set_prices(Network& network) { return Prices{network}.set(); }

namespace {

// Of a unit, at list prices and with the most preferred parts; nothing of what makes no item from parts.
std::optional<double> value_added(const Network& network, ProcessId id) {
    const auto& process = network.processes[id];
    if (!process.item.valid() || !process.recipe.valid()) return std::nullopt;
    return network.items[process.item].price - parts_cost(network, id);
}

}  // namespace

std::vector<ProcessId> processes_at_a_loss(const Network& network) {
    std::vector<ProcessId> losing;
    for (const auto id : network.processes.ids()) {
        const auto& process = network.processes[id];
        const auto added = process.below_cost ? std::nullopt : value_added(network, id);
        if (added && *added < -kLeastLoss * network.items[process.item].price) losing.push_back(id);
    }
    return losing;
}

Diagnostics losing_processes(const Network& network) {
    Diagnostics findings;
    for (const auto id : processes_at_a_loss(network)) {
        const auto& process = network.processes[id];
        findings.error("E0350", {.file = "processes.csv", .line = process.provenance.line},
                       {{"process", process.id},
                        {"item", network.items[process.item].id},
                        {"value", fmt::format("{:.6g}", *value_added(network, id))},
                        {"currency", network.currency}});
    }
    return findings;
}

}  // namespace jarip::network
