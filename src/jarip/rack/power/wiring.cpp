#include "jarip/rack/power/wiring.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/format/pattern.hpp"
#include "jarip/rack/netbox/netbox.hpp"

namespace jarip::rack {
namespace {

constexpr double kMostCords = 5'000;
constexpr double kMostBranches = 100;

using Place = std::tuple<std::size_t, std::size_t, std::string>;  // device, number, port

// A leg of a feed of three phases as its cords lie: to neutral, or between two lines.
int lines_of_leg(std::size_t leg, const Feed& feed) {
    if (!has_three_phases(feed)) return 0;
    constexpr std::array kPairs{12, 23, 31};
    return feed.volts.value <= kBetweenUpTo ? kPairs.at(leg % 3) : static_cast<int>(leg % 3) + 1;
}

// NetBox's feed_leg: A, B or C.
std::optional<std::size_t> leg_of(const Component& row) {
    const auto* leg = value_of(row, "feed_leg");
    if (!leg || leg->size() != 1 || leg->front() < 'A' || leg->front() > 'C') return std::nullopt;
    return static_cast<std::size_t>(leg->front() - 'A');
}

std::vector<std::string> names_in(const DeviceType& type, std::string_view list) {
    std::vector<std::string> names;
    for (const auto& row : components_of(type))
        if (row.list == list)
            if (const auto* name = value_of(row, "name")) names.push_back(*name);
    return names;
}

class Wirer {
public:
    explicit Wirer(const Survey& survey) : survey_{survey}, design_{survey.design} {}

    Wiring wire() && {
        if (!can_be_wired(survey_)) throw Error{"E0455", design_.file, {{"most", "5000"}}};
        add_units();
        add_devices();
        branch_va_.resize(wiring_.branches.size());
        read_named_outlets();
        take_named();
        deal_outlets();
        deal_phases();
        return std::move(wiring_);
    }

private:
    // With nothing lost.
    [[nodiscard]] double va(const WiredCord& cord) const {
        const auto& stack = survey_.stacks[cord.stack];
        const auto input =
            stack.device->feeds.empty() ? 0 : input_w(survey_, stack, Loss::nothing()).known;
        return input * cord.supplies / supplies_of(stack) / stack.power_factor();
    }

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
        hang_units();
        for (std::size_t i = 0; i < wiring_.units.size(); ++i) add_outlets(i);
    }

    // Units on units take their branches in turn.
    void hang_units() {
        std::vector<std::size_t> taken(wiring_.units.size());
        for (auto& unit : wiring_.units) {
            for (std::size_t i = 0; i < unit.inputs.size(); ++i) hang_input(unit, i, taken);
            if (unit.lines == 0) continue;
            for (std::size_t b = 0; b < unit.branches; ++b)
                wiring_.branches[unit.first_branch + b].lines = unit.lines;
        }
    }

    void hang_input(WiredUnit& unit, std::size_t index, std::vector<std::size_t>& taken) {
        auto& input = unit.inputs[index];
        const auto above = unit_of(design_.devices[unit.device], index);
        if (!above) return;
        input.above = numbered(*above, unit.number);
        if (!input.above) return;
        const auto& upper = wiring_.units[*input.above];
        if (upper.branches == 0) return;
        input.branch_above = upper.first_branch + taken[*input.above]++ % upper.branches;
        auto& branch = wiring_.branches[*input.branch_above];
        if (phases_of(unit.type->plug) != PlugPhases::one)
            branch.lines = 0;
        else if (index == 0)
            unit.lines = branch.lines;
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

    // Outlets stand on the branches in blocks, as strips have them, unless the type says their legs.
    void add_outlets(std::size_t at) {
        const auto& unit = wiring_.units[at];
        const auto& feed = design_.feeds[unit.feed()];
        std::vector<const Component*> rows;
        const auto components = components_of(*unit.type);
        for (const auto& row : components)
            if (row.list == "power-outlets" && value_of(row, "name")) rows.push_back(&row);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            WiredOutlet outlet;
            outlet.unit = at;
            outlet.name = *value_of(*rows[i], "name");
            if (const auto* kind = value_of(*rows[i], "type")) outlet.kind = plug_name(*kind);
            outlet.lines = unit.lines;
            const auto leg = unit.lines == 0 ? leg_of(*rows[i]) : std::nullopt;
            if (leg) outlet.lines = lines_of_leg(*leg, feed);
            if (unit.branches > 0) {
                const auto b = unit.first_branch + i * unit.branches / rows.size();
                outlet.branch = b;
                if (leg)
                    wiring_.branches[b].lines = outlet.lines;
                else
                    outlet.lines = wiring_.branches[b].lines;
            }
            wiring_.outlets.push_back(std::move(outlet));
        }
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

    // Cables that name an outlet at one end and a supply at the other.
    void read_named_outlets() {
        for (const auto& cable : design_.cables) {
            const auto from = places(cable.from, cable.to, cable.from_ports);
            const auto to = places(cable.to, cable.from, cable.to_ports);
            if (from.empty() || from.size() != to.size()) continue;
            for (std::size_t i = 0; i < from.size(); ++i) {
                supply_of_outlet_.emplace(from[i], to[i]);
                supply_of_outlet_.emplace(to[i], from[i]);
            }
        }
    }

    [[nodiscard]] std::vector<Place> places(const std::string& end, const std::string& other,
                                            const NamedPorts& ports) const {
        std::vector<Place> places;
        if (ports.names.empty() || end == kOutside) return places;
        for (std::size_t i = 0; i < design_.devices.size(); ++i) {
            const auto& device = design_.devices[i];
            if (!names_device(end, other, device.id)) continue;
            for (double k = 1; k <= device.count; ++k) {
                if (ports.number && *ports.number != k) continue;
                for (const auto& name : ports.names)
                    places.emplace_back(i, static_cast<std::size_t>(k - 1), name);
                if (static_cast<double>(places.size()) > kMostCords) return {};
            }
        }
        return places;
    }

    [[nodiscard]] std::size_t device_of(const WiredCord& cord) const {
        return static_cast<std::size_t>(survey_.stacks[cord.stack].device - design_.devices.data());
    }

    void take_named() {
        if (supply_of_outlet_.empty()) return;
        std::map<Place, std::size_t> outlets;
        for (std::size_t i = 0; i < wiring_.outlets.size(); ++i) {
            const auto& unit = wiring_.units[wiring_.outlets[i].unit];
            outlets.emplace(Place{unit.device, unit.number, wiring_.outlets[i].name}, i);
        }
        for (auto& cord : wiring_.cords) {
            const auto named = supply_of_outlet_.find({device_of(cord), cord.number, cord.supply});
            if (named == supply_of_outlet_.end()) continue;
            const auto outlet = outlets.find(named->second);
            if (outlet == outlets.end() || wiring_.outlets[outlet->second].is_taken) continue;
            if (wiring_.units[wiring_.outlets[outlet->second].unit].feed() != cord.feed) continue;
            take(cord, outlet->second);
            cord.is_named = true;
            cord.has_said_lines = cord.lines != 0;
        }
    }

    void take(WiredCord& cord, std::size_t index) {
        auto& outlet = wiring_.outlets[index];
        outlet.is_taken = true;
        cord.outlet = index;
        cord.unit = outlet.unit;
        cord.branch = outlet.branch;
        if (cord.lines == 0) cord.lines = may_be_one_phase(cord) ? outlet.lines : 0;
        if (cord.branch) branch_va_[*cord.branch] += va(cord);
    }

    // Of a plug that is not known a cord is taken to have all phases, as the sums of a feed have it.
    [[nodiscard]] bool may_be_one_phase(const WiredCord& cord) const {
        return phases_of(survey_.stacks[cord.stack].type->plug) == PlugPhases::one;
    }

    // The largest first, each to the free outlet whose branch, and then whose lines on this unit, have least.
    void deal_outlets() {
        std::vector<std::vector<std::size_t>> of_unit(wiring_.units.size());
        for (std::size_t i = 0; i < wiring_.outlets.size(); ++i)
            of_unit[wiring_.outlets[i].unit].push_back(i);
        for (const auto index : largest_first()) {
            auto& cord = wiring_.cords[index];
            if (!cord.unit || cord.outlet) continue;
            const auto plug = survey_.stacks[cord.stack].type->plug;
            std::optional<std::size_t> best;
            for (const auto each : of_unit[*cord.unit]) {
                const auto& outlet = wiring_.outlets[each];
                if (outlet.is_taken) continue;
                if (!plug.empty() && !outlet.kind.empty() && outlet.kind != outlet_of(plug))
                    continue;
                if (cord.lines != 0 && outlet.lines != 0 && outlet.lines != cord.lines) continue;
                if (!best || load_at(outlet) < load_at(wiring_.outlets[*best])) best = each;
            }
            if (best) take(cord, *best);
        }
    }

    [[nodiscard]] double load_at(const WiredOutlet& outlet) const {
        return outlet.branch ? branch_va_[*outlet.branch] : 0;
    }

    // Cords of one phase that no outlet lays on lines.
    void deal_phases() {
        std::vector<std::array<double, 3>> legs(design_.feeds.size());
        const auto leg = [](int lines) -> std::size_t {
            return lines < kBetweenLines ? static_cast<std::size_t>(lines - 1)
                   : lines == 12         ? 0
                   : lines == 23         ? 1
                                         : 2;
        };
        for (const auto& cord : wiring_.cords)
            if (cord.lines != 0) legs[cord.feed].at(leg(cord.lines)) += va(cord);
        for (const auto index : largest_first()) {
            auto& cord = wiring_.cords[index];
            const auto& feed = design_.feeds[cord.feed];
            if (cord.lines != 0 || !has_three_phases(feed) || !may_be_one_phase(cord)) continue;
            auto& of_feed = legs[cord.feed];
            const auto least = static_cast<std::size_t>(
                std::min_element(of_feed.begin(), of_feed.end()) - of_feed.begin());
            cord.lines = lines_of_leg(least, feed);
            of_feed.at(least) += va(cord);
        }
    }

    [[nodiscard]] std::vector<std::size_t> largest_first() const {
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t i = 0; i < wiring_.cords.size(); ++i)
            order.emplace_back(-va(wiring_.cords[i]), i);
        std::sort(order.begin(), order.end());
        std::vector<std::size_t> result;
        for (const auto& [unused, index] : order) result.push_back(index);
        return result;
    }

    const Survey& survey_;
    const Design& design_;
    Wiring wiring_;
    std::map<std::size_t, std::size_t> first_unit_;  // of a device
    std::map<Place, Place> supply_of_outlet_;
    std::vector<double> branch_va_;
};

}  // namespace

bool names_outlets(const Design& design) {
    const auto names_outlet = [&](const std::string& end, const std::string& other,
                                  const NamedPorts& ports) {
        if (ports.names.empty() || end == kOutside) return false;
        return std::any_of(design.devices.begin(), design.devices.end(), [&](const Device& device) {
            if (!device.type || !names_device(end, other, device.id)) return false;
            const auto names = names_in(design.types[*device.type], "power-outlets");
            return std::find(names.begin(), names.end(), ports.names.front()) != names.end();
        });
    };
    return std::any_of(design.cables.begin(), design.cables.end(), [&](const Cable& cable) {
        return !cable.from_ports.names.empty() && !cable.to_ports.names.empty() &&
               (names_outlet(cable.from, cable.to, cable.from_ports) ||
                names_outlet(cable.to, cable.from, cable.to_ports));
    });
}

bool can_be_wired(const Survey& survey) {
    double count = 0;
    for (const auto& stack : survey.stacks)
        count += stack.count * (1 + (takes_feeds(stack) ? supplies_of(stack) : 0));
    return count <= kMostCords;
}

bool Wiring::may_come_through(const WiredCord& cord, std::size_t branch) const {
    return cord.branch == branch || (cord.unit && unit_comes_through(*cord.unit, branch));
}

bool Wiring::unit_comes_through(std::size_t unit, std::size_t branch) const {
    const auto& inputs = units[unit].inputs;
    return std::any_of(inputs.begin(), inputs.end(), [&](const UnitInput& input) {
        return input.branch_above == branch ||
               (input.above && unit_comes_through(*input.above, branch));
    });
}

Wiring wire(const Survey& survey) { return Wirer{survey}.wire(); }

std::string member_name(const Device& device, std::size_t number) {
    return device.count > 1 ? device.id + '-' + std::to_string(number + 1) : device.id;
}

std::string lines_name(int lines, const Feed& feed) {
    if (!has_three_phases(feed)) return {};
    if (lines == 0) return "L1-L2-L3";
    if (lines < kBetweenLines) return "L" + std::to_string(lines);
    return "L" + std::to_string(lines / 10) + "-L" + std::to_string(lines % 10);
}

}  // namespace jarip::rack
