// The parts of a design: those that it lists or, where it lists none, its frame, devices and cables; and what their types
// say of them.
#include <map>
#include <set>

#include "jarip/rack/format/parts.hpp"

namespace jarip::rack {
namespace {

using Names = std::set<std::string, std::less<>>;

// One line an item, in the order in which the design names them.
std::vector<PartLine> lines_of_devices(const Design& design) {
    std::vector<PartLine> lines;
    std::map<std::string, std::size_t> known;
    const auto add = [&](const std::string& item, double quantity, const Figure& cost,
                         const Location& where) {
        const auto [at, is_new] = known.emplace(item, lines.size());
        if (is_new) {
            PartLine line;
            line.item = item;
            line.cost = cost;
            line.where = where;
            lines.push_back(std::move(line));
        }
        lines[at->second].quantity += quantity;
    };
    if (!design.frame_type.empty() || design.frame.price.given)
        add(design.frame_type.empty() ? "frame" : design.frame_type, 1, design.frame.price,
            {design.file, 1, 1, 1, {}});
    for (const auto& device : design.devices)
        add(part_of(design, device), device.count,
            device.type ? design.types[*device.type].price : Figure{}, device.where);
    for (const auto& cable : design.cables)
        if (cable.count > 0)
            add(cable.kind.empty() ? cable.port : cable.kind, cable.count, {}, cable.where);
    return lines;
}

// A listed part that stands for devices costs what their type says, unless the list says it.
void price_devices(const Design& design, std::vector<PartLine>& lines) {
    std::map<std::string, const Figure*, std::less<>> prices;
    for (const auto& device : design.devices)
        if (device.type && design.types[*device.type].price.given)
            prices.emplace(part_of(design, device), &design.types[*device.type].price);
    for (auto& line : lines) {
        if (line.cost.given) continue;
        if (const auto price = prices.find(line.item); price != prices.end())
            line.cost = *price->second;
    }
}

// Who says first what a part is made of has the word: the design, then the types of its devices in their order.
void add_parts_of_types(const Design& design, std::vector<PartLine>& lines) {
    Names items, parents;
    for (const auto& line : lines) {
        items.insert(line.item);
        parents.insert(line.parent);
    }
    for (const auto& device : design.devices) {
        if (!device.type) continue;
        const auto& name = part_of(design, device);
        if (!items.contains(name) || parents.contains(name)) continue;
        Names more;
        for (auto part : design.types[*device.type].parts) {
            if (part.parent.empty()) part.parent = name;
            if (parents.contains(part.parent)) continue;
            more.insert(part.parent);
            items.insert(part.item);
            lines.push_back(std::move(part));
        }
        parents.merge(more);
    }
}

}  // namespace

const std::string& part_of(const Design& design, const Device& device) {
    if (!device.part.empty()) return device.part;
    if (device.type && !design.types[*device.type].part.empty())
        return design.types[*device.type].part;
    return device.type_slug;
}

PartsList parts_of(const Design& design) {
    PartsList list{design.id, design.parts, design.parts.empty()};
    if (list.from_devices) {
        list.root.clear();  // a device may be called like the rack
        list.lines = lines_of_devices(design);
    } else {
        price_devices(design, list.lines);
    }
    add_parts_of_types(design, list.lines);
    share_costs(list.lines);
    return list;
}

}  // namespace jarip::rack
