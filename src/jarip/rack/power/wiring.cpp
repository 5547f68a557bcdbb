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

std::size_t leg_of_lines(int lines) {
    if (lines < kBetweenLines) return static_cast<std::size_t>(lines - 1);
    return lines == 12 ? 0 : lines == 23 ? 1 : 2;
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
        add_cords_to_units();
        branch_va_.resize(wiring_.branches.size());
        read_named_outlets();
        keep_named();
        hang_units();
        take_named();
        deal_outlets();
        deal_phases();
        return std::move(wiring_);
    }

private:
    // With nothing lost.
    [[nodiscard]] double va(const WiredCord& cord) const {
        if (cord.feeds_unit) return unit_va_[*cord.feeds_unit];
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
        for (auto& unit : wiring_.units)
            for (std::size_t i = 0; i < unit.inputs.size(); ++i)
                if (const auto above = unit_of(design_.devices[unit.device], i))
                    unit.inputs[i].above = numbered(*above, unit.number);
        for (std::size_t i = 0; i < wiring_.units.size(); ++i) add_outlets(i);
    }

    // What hangs on each unit with nothing lost; on the second input of a transfer switch the same may hang.
    void weigh_units() {
        unit_va_.assign(wiring_.units.size(), 0);
        std::vector<bool> met(wiring_.units.size());
        for (const auto& cord : wiring_.cords) {
            if (cord.feeds_unit || !cord.unit) continue;
            std::fill(met.begin(), met.end(), false);
            add_weight(*cord.unit, va(cord), met);
        }
    }
    void add_weight(std::size_t unit, double va, std::vector<bool>& met) {
        if (met[unit]) return;
        met[unit] = true;
        unit_va_[unit] += va;
        for (const auto& input : wiring_.units[unit].inputs)
            if (input.above) add_weight(*input.above, va, met);
    }

    [[nodiscard]] std::size_t depth_of(std::size_t unit) const {
        std::size_t depth = 0;
        for (const auto& input : wiring_.units[unit].inputs)
            if (input.above) depth = std::max(depth, 1 + depth_of(*input.above));
        return depth;
    }

    // From above: each unit takes outlets of those above it, and its outlets lie on the lines of its own.
    void hang_units() {
        weigh_units();
        std::vector<std::pair<std::size_t, std::size_t>> order;  // depth, unit
        for (std::size_t i = 0; i < wiring_.units.size(); ++i) order.emplace_back(depth_of(i), i);
        std::sort(order.begin(), order.end());
        std::vector<std::array<double, 3>> legs(design_.feeds.size());
        std::vector<std::size_t> taken(wiring_.units.size());
        for (const auto& [depth, index] : order) {
            auto& unit = wiring_.units[index];
            if (depth == 0) lay_on_feed(index, legs);
            for (std::size_t i = 0; i < unit.inputs.size(); ++i) hang_input(unit, i, taken);
            if (unit.lines == 0) continue;
            for (std::size_t b = 0; b < unit.branches; ++b)
                wiring_.branches[unit.first_branch + b].lines = unit.lines;
            for (auto& outlet : wiring_.outlets)
                if (outlet.unit == index) outlet.lines = unit.lines;
        }
    }

    // A unit with a plug of one phase on a feed of three hangs on the line that its cords say, else on that with least.
    void lay_on_feed(std::size_t index, std::vector<std::array<double, 3>>& legs) {
        auto& unit = wiring_.units[index];
        const auto& feed = design_.feeds[unit.feed()];
        if (!has_three_phases(feed) || phases_of(unit.type->plug) != PlugPhases::one) return;
        for (const auto& cord : wiring_.cords)
            if (cord.unit == index && cord.has_said_lines) unit.lines = cord.lines;
        auto& of_feed = legs[unit.feed()];
        if (unit.lines == 0) {
            const auto least = std::min_element(of_feed.begin(), of_feed.end());
            unit.lines = lines_of_leg(static_cast<std::size_t>(least - of_feed.begin()), feed);
        }
        of_feed.at(leg_of_lines(unit.lines)) += unit_va_[index];
    }

    void hang_input(WiredUnit& unit, std::size_t index, std::vector<std::size_t>& taken) {
        auto& input = unit.inputs[index];
        if (!input.above) return;
        const auto& upper = wiring_.units[*input.above];
        if (input.cord) take_outlet(*input.cord);
        if (input.cord && wiring_.cords[*input.cord].branch)
            input.branch_above = wiring_.cords[*input.cord].branch;
        else if (upper.branches > 0)
            input.branch_above = upper.first_branch + taken[*input.above]++ % upper.branches;
        if (input.cord && input.branch_above && !wiring_.cords[*input.cord].branch)
            branch_va_[*input.branch_above] += va(wiring_.cords[*input.cord]);
        const bool is_one = phases_of(unit.type->plug) == PlugPhases::one;
        if (input.branch_above) {
            auto& branch = wiring_.branches[*input.branch_above];
            if (!is_one) make_three_pole(*input.branch_above);
            if (is_one && index == 0) unit.lines = branch.lines;
            if (input.cord) {
                auto& cord = wiring_.cords[*input.cord];
                cord.branch = input.branch_above;
                cord.lines = branch.lines;
            }
        } else if (is_one && index == 0) {
            unit.lines = input.cord && wiring_.cords[*input.cord].lines != 0
                             ? wiring_.cords[*input.cord].lines
                             : upper.lines;
        }
        if (input.cord && is_one && wiring_.cords[*input.cord].lines == 0)
            wiring_.cords[*input.cord].lines = unit.lines;
    }

    void make_three_pole(std::size_t branch) {
        wiring_.branches[branch].lines = 0;
        for (auto& outlet : wiring_.outlets)
            if (outlet.branch == branch) outlet.lines = 0;
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

    // Outlets that cables name are dealt to nobody else.
    void keep_named() {
        named_outlet_.resize(wiring_.cords.size());
        if (supply_of_outlet_.empty()) return;
        std::map<Place, std::size_t> outlets;
        for (std::size_t i = 0; i < wiring_.outlets.size(); ++i) {
            const auto& unit = wiring_.units[wiring_.outlets[i].unit];
            outlets.emplace(Place{unit.device, unit.number, wiring_.outlets[i].name}, i);
        }
        for (std::size_t i = 0; i < wiring_.cords.size(); ++i) {
            const auto& cord = wiring_.cords[i];
            const auto named = supply_of_outlet_.find({device_of(cord), cord.number, cord.supply});
            if (named == supply_of_outlet_.end()) continue;
            const auto outlet = outlets.find(named->second);
            if (outlet == outlets.end() || wiring_.outlets[outlet->second].is_taken) continue;
            const auto unit = wiring_.outlets[outlet->second].unit;
            if (wiring_.units[unit].feed() != cord.feed) continue;
            if (cord.feeds_unit && cord.unit != unit) continue;
            wiring_.outlets[outlet->second].is_taken = true;
            named_outlet_[i] = outlet->second;
        }
    }

    void take_named() {
        for (std::size_t i = 0; i < wiring_.cords.size(); ++i)
            if (named_outlet_[i] && !wiring_.cords[i].feeds_unit) take_named(i);
    }
    void take_named(std::size_t index) {
        auto& cord = wiring_.cords[index];
        take(cord, *named_outlet_[index]);
        cord.is_named = true;
        cord.has_said_lines = cord.lines != 0;
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
            const auto& cord = wiring_.cords[index];
            if (!cord.unit || cord.outlet || cord.feeds_unit) continue;
            take_free(index, of_unit[*cord.unit]);
        }
        even_out();
    }

    // The outlet of the unit above that a cable names for the cord of a unit, else a free one.
    void take_outlet(std::size_t index) {
        if (named_outlet_[index]) {
            take_named(index);
            return;
        }
        std::vector<std::size_t> outlets;
        for (std::size_t i = 0; i < wiring_.outlets.size(); ++i)
            if (wiring_.outlets[i].unit == *wiring_.cords[index].unit) outlets.push_back(i);
        take_free(index, outlets);
    }

    void take_free(std::size_t index, const std::vector<std::size_t>& outlets) {
        auto& cord = wiring_.cords[index];
        std::optional<std::size_t> best;
        for (const auto each : outlets) {
            const auto& outlet = wiring_.outlets[each];
            if (outlet.is_taken || !takes(outlet, cord)) continue;
            if (!best || load_at(outlet) < load_at(wiring_.outlets[*best])) best = each;
        }
        if (best) take(cord, *best);
    }

    [[nodiscard]] bool takes(const WiredOutlet& outlet, const WiredCord& cord) const {
        const auto& plug = survey_.stacks[cord.stack].type->plug;
        if (!plug.empty() && !outlet.kind.empty() && outlet.kind != outlet_of(plug)) return false;
        return cord.lines == 0 || outlet.lines == 0 || outlet.lines == cord.lines;
    }

    // Cords that no cable names change their outlets as long as the branch of a unit that has most then has less.
    void even_out() {
        constexpr std::size_t kMostCordsOfUnit = 200, kMostChanges = 200;
        std::vector<std::vector<std::size_t>> cords(wiring_.units.size());
        for (std::size_t i = 0; i < wiring_.cords.size(); ++i) {
            const auto& cord = wiring_.cords[i];
            if (cord.outlet && cord.branch && !cord.is_named && !cord.feeds_unit)
                cords[*cord.unit].push_back(i);
        }
        for (std::size_t u = 0; u < wiring_.units.size(); ++u) {
            if (wiring_.units[u].branches < 2 || cords[u].size() > kMostCordsOfUnit) continue;
            for (std::size_t n = 0; n < kMostChanges && lower_worst(u, cords[u]); ++n) continue;
        }
    }

    // A cord that goes to another outlet, in exchange for the one that is there or for none.
    struct Change {
        std::size_t cord = 0, outlet = 0;
        std::optional<std::size_t> other;
        double most = 0;  // of the two branches then
    };

    bool lower_worst(std::size_t index, const std::vector<std::size_t>& cords) {
        const auto& unit = wiring_.units[index];
        const auto begin = branch_va_.begin() + static_cast<std::ptrdiff_t>(unit.first_branch);
        const auto end = begin + static_cast<std::ptrdiff_t>(unit.branches);
        const auto worst =
            static_cast<std::size_t>(std::max_element(begin, end) - branch_va_.begin());
        const double most = branch_va_[worst];
        Change best{0, 0, {}, most * (1 - kRounding)};
        const auto look_at = [&](const Change& change, std::size_t branch, double less) {
            const double then = std::max(most - less, branch_va_[branch] + less);
            if (less > 0 && then < best.most)
                best = {change.cord, change.outlet, change.other, then};
        };
        for (const auto c : cords) {
            const auto& cord = wiring_.cords[c];
            if (cord.branch != worst) continue;
            for (std::size_t o = 0; o < wiring_.outlets.size(); ++o) {
                const auto& outlet = wiring_.outlets[o];
                if (outlet.unit != index || outlet.is_taken || !outlet.branch ||
                    outlet.branch == worst || !may_take(outlet, cord))
                    continue;
                look_at({c, o, {}, 0}, *outlet.branch, va(cord));
            }
            for (const auto d : cords) {
                const auto& other = wiring_.cords[d];
                if (other.branch == worst || !may_take(wiring_.outlets[*other.outlet], cord) ||
                    !may_take(wiring_.outlets[*cord.outlet], other))
                    continue;
                look_at({c, *other.outlet, d, 0}, *other.branch, va(cord) - va(other));
            }
        }
        if (best.most >= most * (1 - kRounding)) return false;
        const auto from = *wiring_.cords[best.cord].outlet;
        release(best.cord);
        if (best.other) release(*best.other);
        take(wiring_.cords[best.cord], best.outlet);
        if (best.other) take(wiring_.cords[*best.other], from);
        return true;
    }

    // Lines that an outlet gave a cord do not bind it.
    [[nodiscard]] bool may_take(const WiredOutlet& outlet, WiredCord cord) const {
        if (!cord.has_said_lines) cord.lines = 0;
        return takes(outlet, cord);
    }

    void release(std::size_t index) {
        auto& cord = wiring_.cords[index];
        wiring_.outlets[*cord.outlet].is_taken = false;
        branch_va_[*cord.branch] -= va(cord);
        if (!cord.has_said_lines) cord.lines = 0;
    }

    [[nodiscard]] double load_at(const WiredOutlet& outlet) const {
        return outlet.branch ? branch_va_[*outlet.branch] : 0;
    }

    // Cords of one phase that no outlet lays on lines.
    void deal_phases() {
        std::vector<std::array<double, 3>> legs(design_.feeds.size());
        for (const auto& cord : wiring_.cords)
            if (cord.lines != 0 && !cord.feeds_unit)
                legs[cord.feed].at(leg_of_lines(cord.lines)) += va(cord);
        for (const auto index : largest_first()) {
            auto& cord = wiring_.cords[index];
            if (cord.feeds_unit) continue;
            // On a unit of one phase it lies on the line of that.
            if (cord.lines == 0 && cord.unit && may_be_one_phase(cord)) {
                cord.lines = wiring_.units[*cord.unit].lines;
                if (cord.lines != 0) legs[cord.feed].at(leg_of_lines(cord.lines)) += va(cord);
            }
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
    std::vector<std::optional<std::size_t>> named_outlet_;  // of each cord
    std::vector<double> branch_va_, unit_va_;
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
        count += stack.count *
                 (1 + (takes_feeds(stack) ? supplies_of(stack)
                                          : static_cast<double>(stack.device->feeds.size())));
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

std::string weaker_end(const Survey& survey, const Wiring& wiring, const WiredCord& cord) {
    auto plug = plug_name(survey.stacks[cord.stack].type->plug);
    if (!cord.is_named) return plug;
    const auto& outlet = wiring.outlets[*cord.outlet].kind;
    const double continuous = survey.design.site.continuous;
    const auto of_outlet = cord_a(outlet, continuous), of_plug = cord_a(plug, continuous);
    return of_outlet && (!of_plug || *of_outlet < *of_plug) ? outlet : plug;
}

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
