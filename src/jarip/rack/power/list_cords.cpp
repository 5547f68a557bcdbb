// What there is to be laid: units with their branches and outlets, devices, and the cords of both.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/netbox/netbox.hpp"
#include "jarip/rack/power/wiring_steps.hpp"

namespace jarip::rack {
namespace {

constexpr double kMostBranches = 100;

// NetBox's feed_leg: A, B or C.
std::optional<std::size_t> leg_of(const Component& row) {
    const auto* leg = value_of(row, "feed_leg");
    if (!leg || leg->size() != 1 || leg->front() < 'A' || leg->front() > 'C') return std::nullopt;
    return static_cast<std::size_t>(leg->front() - 'A');
}

class CordLister {
public:
    explicit CordLister(const Survey& survey) : survey_{survey}, design_{survey.design} {}

    Wiring list() && {
        add_units();
        add_devices();
        add_cords_to_units();
        return std::move(wiring_);
    }

private:
    void add_units() {
        std::vector<bool> is_named(design_.devices.size());
        for (const auto& device : design_.devices)
            for (const auto& unit : device.units)
                if (unit) is_named[*unit] = true;
        for (std::size_t i = 0; i < design_.devices.size(); ++i) {
            const auto& device = design_.devices[i];
            if (!is_named[i] || !device.type ||
                !is_on_one_feed(device, design_.types[*device.type]))
                continue;
            for (std::size_t k = 0; k < static_cast<std::size_t>(device.count); ++k) add_unit(i, k);
        }
        for (auto& unit : wiring_.units)
            for (std::size_t i = 0; i < unit.inputs.size(); ++i)
                if (const auto above = unit_of(design_.devices[unit.device], i))
                    unit.inputs[i].above = numbered(*above, unit.number);
        for (std::size_t i = 0; i < wiring_.units.size(); ++i) add_outlets(i);
    }

    void add_unit(std::size_t index, std::size_t number) {
        const auto& device = design_.devices[index];
        const auto& type = design_.types[*device.type];
        const auto& feed = design_.feeds[device.feeds.front()];
        WiredUnit unit;
        unit.device = index;
        unit.number = number;
        for (const auto root : device.feeds) unit.inputs.push_back({root, {}, {}});
        unit.type = &type;
        unit.first_branch = wiring_.branches.size();
        unit.name = member_name(device, number);
        unit.branches = static_cast<std::size_t>(
            std::min(std::floor(type.branches.value_or(0)), kMostBranches));
        const auto at = wiring_.units.size();
        for (std::size_t b = 0; b < unit.branches; ++b)
            wiring_.branches.push_back(
                {at, b + 1, lines_of_leg(b, feed), unit.name + ":branch-" + std::to_string(b + 1)});
        first_unit_.try_emplace(index, at);
        wiring_.units.push_back(std::move(unit));
    }

    // Outlets stand on the branches in blocks, as strips have them, unless the type says their legs; where a type only
    // counts them, those of each kind.
    void add_outlets(std::size_t at) {
        const auto& unit = wiring_.units[at];
        const auto& feed = design_.feeds[unit.feed()];
        std::vector<const Component*> rows;
        const auto components = components_of(*unit.type);
        for (const auto& row : components)
            if (row.list == "power-outlets" && value_of(row, "name")) rows.push_back(&row);
        const bool is_counted = !lists(*unit.type, "power-outlets");
        const auto kind_of = [&](const Component& row) {
            const auto* kind = value_of(row, "type");
            return is_counted && kind ? *kind : std::string{};
        };
        std::map<std::string, std::size_t> all, before;  // by kind
        for (const auto* row : rows) ++all[kind_of(*row)];
        for (std::size_t i = 0; i < rows.size(); ++i) {
            WiredOutlet outlet;
            outlet.unit = at;
            outlet.name = *value_of(*rows[i], "name");
            if (const auto* kind = value_of(*rows[i], "type")) outlet.kind = plug_name(*kind);
            outlet.lines = unit.lines;
            const auto leg = unit.lines == 0 ? leg_of(*rows[i]) : std::nullopt;
            if (leg) outlet.lines = lines_of_leg(*leg, feed);
            if (unit.branches > 0) {
                const auto kind = kind_of(*rows[i]);
                const auto b = unit.first_branch + before[kind]++ * unit.branches / all[kind];
                outlet.branch = b;
                if (leg)
                    wiring_.branches[b].lines = outlet.lines;
                else
                    outlet.lines = wiring_.branches[b].lines;
            }
            wiring_.outlets.push_back(std::move(outlet));
        }
    }

    // Cords between units, after all others.
    void add_cords_to_units() {
        for (auto& wired : wiring_.devices) {
            const auto& stack = survey_.stacks[wired.stack];
            const auto index = static_cast<std::size_t>(stack.device - design_.devices.data());
            const auto unit = unit_at(index, wired.number);
            if (!unit || wired.cords > 0) continue;
            const auto names = power_inputs(*stack.type);
            wired.first_cord = wiring_.cords.size();
            for (std::size_t i = 0; i < wiring_.units[*unit].inputs.size(); ++i) {
                auto& input = wiring_.units[*unit].inputs[i];
                if (!input.above) continue;
                WiredCord cord;
                cord.stack = wired.stack;
                cord.number = wired.number;
                cord.entry = i;
                cord.feed = input.feed;
                cord.supply =
                    i < names.size() ? names[i] : counted_name("input", static_cast<double>(i + 1));
                cord.unit = input.above;
                cord.feeds_unit = unit;
                input.cord = wiring_.cords.size();
                wiring_.cords.push_back(std::move(cord));
                ++wired.cords;
            }
        }
    }

    [[nodiscard]] std::optional<std::size_t> unit_at(std::size_t device, std::size_t number) const {
        const auto first = first_unit_.find(device);
        return first == first_unit_.end() ? std::nullopt : std::optional{first->second + number};
    }

    // The unit of that number, of fewer dealt in turn.
    [[nodiscard]] std::optional<std::size_t> numbered(std::size_t device,
                                                      std::size_t number) const {
        const auto first = first_unit_.find(device);
        if (first == first_unit_.end()) return std::nullopt;
        const auto count = static_cast<std::size_t>(design_.devices[device].count);
        return first->second + number % count;
    }

    void add_devices() {
        for (std::size_t s = 0; s < survey_.stacks.size(); ++s)
            for (std::size_t k = 0; k < static_cast<std::size_t>(survey_.stacks[s].count); ++k)
                add_device(s, k);
    }

    void add_device(std::size_t s, std::size_t number) {
        const auto& stack = survey_.stacks[s];
        const auto& device = *stack.device;
        WiredDevice wired{s, number, wiring_.cords.size(), 0, member_name(device, number)};
        if (takes_feeds(stack) && !device.feeds.empty()) {
            const bool has_whips = stack.type->supply == Supply::source &&
                                   phases_of(stack.type->plug) == PlugPhases::unknown;
            if (has_whips)
                for (std::size_t entry = 0; entry < device.feeds.size(); ++entry)
                    add_cord(s, number, entry, supplies_on(stack, entry),
                             "input-" + std::to_string(entry + 1));
            else
                add_supplies(s, number);
        }
        wired.cords = wiring_.cords.size() - wired.first_cord;
        wiring_.devices.push_back(std::move(wired));
    }

    void add_supplies(std::size_t s, std::size_t number) {
        const auto& stack = survey_.stacks[s];
        const auto& device = *stack.device;
        auto names = names_in(*stack.type, "power-ports");
        const auto supplies = static_cast<std::size_t>(supplies_of(stack));
        const auto laid = supplies_on_feeds(stack);
        for (std::size_t k = 0; k < supplies; ++k)
            add_cord(s, number, k % device.feeds.size(), 1,
                     k < names.size() ? names[k] : "PSU" + std::to_string(k + 1),
                     k < laid.size() ? laid[k] : SupplyOnFeed{});
    }

    void add_cord(std::size_t s, std::size_t number, std::size_t entry, double supplies,
                  std::string supply, const SupplyOnFeed& laid = {}) {
        if (supplies == 0) return;
        const auto& stack = survey_.stacks[s];
        const auto& device = *stack.device;
        const auto& feed = design_.feeds[device.feeds[entry]];
        WiredCord cord;
        cord.stack = s;
        cord.number = number;
        cord.entry = entry;
        cord.feed = device.feeds[entry];
        cord.supplies = supplies;
        cord.supply = std::move(supply);
        if (has_three_phases(feed) && !device.phases.empty()) {
            const auto at = connections(device.phases, feed.volts.value);
            cord.lines = connection_at(at, device.count, number, laid.number, laid.all);
            cord.has_said_lines = true;
        }
        if (const auto unit = unit_of(device, entry)) cord.unit = numbered(*unit, number);
        wiring_.cords.push_back(std::move(cord));
    }

    const Survey& survey_;
    const Design& design_;
    Wiring wiring_;
    std::map<std::size_t, std::size_t> first_unit_;  // of a device
};

}  // namespace

Wiring list_cords(const Survey& survey) { return CordLister{survey}.list(); }

}  // namespace jarip::rack
