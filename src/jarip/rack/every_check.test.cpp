// What holds for every rack, over random ones in which each check has something to judge: units, branches, named outlets,
// transfer switches, busbars, casters, earthquakes, loops, cables.
#include <gtest/gtest.h>

#include "jarip/rack.hpp"

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace jarip::rack {
namespace {

int whole(int low, int high) { return *rc::gen::inRange(low, high + 1); }
Figure some(int low, int high) { return {static_cast<double>(whole(low, high)), true, false, {}}; }
Figure exactly(double value) { return {value, true, false, {}}; }
bool either() { return *rc::gen::arbitrary<bool>(); }
template <class Value>
Value one_of(std::initializer_list<Value> values) {
    return *rc::gen::elementOf(std::vector<Value>{values});
}

enum Kind : std::size_t { kBox, kStrip, kPanel, kSwitch, kShelf, kSled, kCooled, kKinds };

std::vector<DeviceType> random_types() {
    std::vector<DeviceType> types(kKinds);
    for (std::size_t i = 0; i < types.size(); ++i) {
        auto& type = types[i];
        type.slug = "type-" + std::to_string(i);
        type.u_height = exactly(i == kBox ? whole(1, 4) : i == kSled || i == kShelf ? 1 : 0);
        if (i == kCooled) type.u_height = exactly(2);
        type.mass_kg = some(1, 150);
        type.depth_mm = some(200, 1100);
        type.supply = Supply::passive;
    }
    auto& box = types[kBox];
    box.supply = Supply::ac;
    box.watts = some(50, 9000);
    box.psu_count = some(1, 6);
    if (either()) box.psu_needed = some(1, 4);
    if (either()) box.psu_w = some(300, 4000);
    box.plug = one_of<std::string>({"c14", "c20", "iec-60309-3p-n-e-6h", ""});
    box.power_factor = exactly(one_of({1.0, 0.9}));
    box.slide_mm = some(100, 900);
    box.airflow = one_of<std::string>({"front-to-rear", "rear-to-front", "side-to-rear"});
    box.airflow_m3_h = some(50, 2000);
    box.accelerators = exactly(0);
    for (const auto kind : {kStrip, kPanel}) {
        auto& unit = types[kind];
        unit.outlets = {{"c13", 12}, {"c19", 12}};
        unit.input_a = some(10, 125);
        unit.branches = some(1, 6);
        unit.branch_a = some(8, 63);
    }
    auto& transfer = types[kSwitch];
    transfer.outlets = {{"c13", 12}, {"c19", 12}};
    transfer.transfer = "ats";
    transfer.input_a = some(10, 63);
    auto& shelf = types[kShelf];
    shelf.supply = Supply::source;
    shelf.shelf_out_w = some(3000, 33000);
    shelf.psu_count = some(2, 6);
    shelf.psu_w = some(1000, 5500);
    shelf.efficiency = exactly(0.97);
    shelf.bus_v = exactly(50);
    auto& sled = types[kSled];
    sled.supply = Supply::busbar;
    sled.watts = some(100, 12000);
    sled.liquid_fraction = exactly(one_of({0.0, 0.8}));
    auto& cooled = types[kCooled];
    cooled.supply = Supply::ac;
    cooled.watts = some(500, 15000);
    cooled.psu_count = exactly(2);
    cooled.plug = "c20";
    cooled.liquid_fraction = exactly(0.9);
    cooled.liquid_max_c = some(25, 50);
    cooled.return_max_c = some(40, 65);
    cooled.pressure_kpa = some(5, 80);
    cooled.intake_max_lpm = some(1, 60);
    return types;
}

Device fed_by(Device device, std::vector<std::size_t> feeds) {
    device.feeds = std::move(feeds);
    device.units.assign(device.feeds.size(), std::nullopt);
    return device;
}

Device stack_of(std::size_t kind, int number, std::vector<std::size_t> feeds = {}) {
    Device device;
    device.id = "d" + std::to_string(number);
    device.type = kind;
    device.type_slug = "type-" + std::to_string(kind);
    return fed_by(std::move(device), std::move(feeds));
}

// The feed at the root of a unit.
Device hung_on(Device device, const Design& design, std::vector<std::size_t> units) {
    for (const auto unit : units) {
        device.feeds.push_back(design.devices[unit].feeds.front());
        device.units.emplace_back(unit);
    }
    return device;
}

void name_outlets(Design& design, std::size_t unit, std::size_t box, int& outlet) {
    const auto& device = design.devices[box];
    if (device.count != 1) return;
    const auto supplies = static_cast<int>(design.types[kBox].psu_count.value);
    for (int i = 0; i < supplies; ++i) {
        if (outlet >= 12) return;
        Cable cable;
        cable.kind = "power";
        cable.from = design.devices[unit].id;
        cable.to = device.id;
        cable.from_ports.names = {"c19-" + std::to_string(++outlet)};
        cable.to_ports.names = {"PSU" + std::to_string(i + 1)};
        cable.count = 1;
        design.cables.push_back(cable);
    }
}

Design rack_of_every_kind() {
    Design design;
    design.id = "random";
    design.types = random_types();
    auto& frame = design.frame;
    frame.u_height = exactly(60);
    frame.width_in = exactly(19);
    frame.height_mm = exactly(2700);
    frame.width_mm = some(500, 800);
    frame.depth_mm = some(900, 1200);
    frame.mass_empty_kg = some(80, 250);
    frame.max_load_kg = some(100, 2500);
    frame.max_rolling_kg = some(100, 2500);
    frame.max_seismic_kg = some(100, 2500);
    frame.casters = exactly(4);
    frame.caster_kg = some(50, 800);
    if (either()) {
        frame.anchors = exactly(4);
        frame.anchor_kn = some(1, 40);
    }
    frame.busbar_a = some(50, 2000);
    if (either()) frame.busbar_joints = {static_cast<double>(whole(1, 30))};
    auto& site = design.site;
    site.continuous = one_of({0.8, 1.0});
    site.power_kw = some(1, 200);
    site.air_kw = some(1, 100);
    site.air_dt_k = some(5, 25);
    site.airflow_m3_h = some(100, 20000);
    site.floor_kg_m2 = some(200, 3000);
    site.seismic_g = exactly(one_of({0.0, 0.2, 0.5}));
    const double volts = one_of({208.0, 400.0, 230.0});
    const double phases = volts == 230 ? 1 : one_of({1.0, 3.0});
    for (const char* id : {"A", "B"}) {
        Feed feed;
        feed.id = id;
        feed.volts = exactly(volts);
        feed.phases = exactly(phases);
        feed.amps = some(10, 250);
        feed.circuits = some(1, 3);
        feed.is_off = whole(0, 9) == 0;
        design.feeds.push_back(feed);
    }
    Loop loop;
    loop.id = "L";
    loop.density_kg_m3 = 1019.2;
    loop.heat_kj_kg_k = 3.94;
    loop.supply_c = some(20, 45);
    loop.dt_k = some(4, 20);
    loop.capacity_kw = some(1, 150);
    loop.max_lpm = some(1, 250);
    loop.pumps = some(1, 3);
    loop.pumps_needed = exactly(1);
    loop.pipe_mm = some(10, 60);
    loop.head_kpa = some(5, 150);
    loop.path_kpa = some(0, 50);
    design.loops.push_back(loop);

    auto& devices = design.devices;
    int number = 0;
    const auto add = [&](Device device) {
        devices.push_back(std::move(device));
        return devices.size() - 1;
    };
    std::vector<std::size_t> units;
    for (const std::size_t feed : {0U, 1U}) {
        const auto panel = add(stack_of(kPanel, number++, {feed}));
        units.push_back(panel);
        for (int i = whole(0, 2); i > 0; --i)
            units.push_back(add(hung_on(stack_of(kStrip, number++), design, {panel})));
    }
    if (either())
        units.push_back(
            add(hung_on(stack_of(kSwitch, number++), design, {units[0], units.back()})));
    const auto a_unit = [&] { return *rc::gen::elementOf(units); };
    double u = 1;
    std::vector<std::pair<std::size_t, std::size_t>> boxes;  // and its unit, where it has one
    for (int i = whole(1, 8); i > 0; --i) {
        const auto kind = one_of<std::size_t>({kBox, kBox, kBox, kShelf, kSled, kCooled});
        auto device = stack_of(kind, number++);
        device.count = whole(1, 3);
        device.u = u;
        u += device.count * design.types[kind].u_height.value;
        if (kind == kCooled || (kind == kSled && either())) device.loop = 0;
        const bool names = kind == kBox && phases == 3 && either();
        if (names)
            device.phases = volts > 250 ? one_of<std::vector<int>>({{1}, {1, 2, 3}, {2, 3}})
                                        : one_of<std::vector<int>>({{12}, {12, 23, 31}});
        if (kind == kSled) {
            add(std::move(device));
            continue;
        }
        const int way = whole(0, 4);
        if (way <= 1) {
            add(fed_by(std::move(device),
                       way == 0 ? std::vector<std::size_t>{0, 1}
                                : std::vector<std::size_t>{one_of<std::size_t>({0, 1})}));
        } else if (way == 2) {
            const auto unit = a_unit();
            const auto box = add(hung_on(std::move(device), design, {unit}));
            if (kind == kBox) boxes.emplace_back(unit, box);
        } else {
            const auto first = a_unit(), second = a_unit();
            add(hung_on(std::move(device), design, {first, second}));
        }
    }
    std::map<std::size_t, int> outlets;
    for (const auto& [unit, box] : boxes)
        if (devices[unit].type != kSwitch && either())
            name_outlets(design, unit, box, outlets[unit]);
    return design;
}

// Each limit that a check holds something to: what feeds, units, shelves, frames, floors, loops bear.
std::vector<Figure*> capacities(Design& design) {
    auto& frame = design.frame;
    auto& site = design.site;
    auto& loop = design.loops.front();
    std::vector<Figure*> all{&frame.max_load_kg, &frame.max_rolling_kg, &frame.max_seismic_kg,
                             &frame.caster_kg,   &frame.anchor_kn,      &frame.busbar_a,
                             &site.power_kw,     &site.air_kw,          &site.airflow_m3_h,
                             &site.floor_kg_m2,  &loop.capacity_kw,     &loop.max_lpm,
                             &loop.head_kpa,     &loop.pipe_mm,         &loop.pumps};
    for (auto& feed : design.feeds) {
        all.push_back(&feed.amps);
        all.push_back(&feed.circuits);
    }
    for (auto& type : design.types)
        for (auto* figure : {&type.input_a, &type.branch_a, &type.intake_max_lpm,
                             &type.liquid_max_c, &type.return_max_c})
            all.push_back(figure);
    return all;
}

std::set<std::pair<std::string, std::string>> errors(const Design& design) {
    std::set<std::pair<std::string, std::string>> found;
    for (const auto& check : check(design).checks)
        if (check.severity == CheckSeverity::error) found.emplace(check.code, check.where);
    return found;
}

std::string missing(const std::set<std::pair<std::string, std::string>>& some,
                    const std::set<std::pair<std::string, std::string>>& all) {
    std::string text;
    for (const auto& one : some)
        if (!all.contains(one)) text += one.first + ' ' + one.second + "; ";
    return text;
}

void expect_none(const std::string& errors) {
    RC_LOG() << errors;
    RC_ASSERT(errors.empty());
}

RC_GTEST_PROP(EveryCheck, MoreCapacityAddsNoError, ()) {
    auto design = rack_of_every_kind();
    const auto before = errors(design);
    for (auto* capacity : capacities(design))
        if (capacity->given && either()) capacity->value *= one_of({1.05, 1.5, 2.0, 10.0});
    // A larger shelf is one of larger supplies.
    const double factor = one_of({1.0, 1.05, 2.0});
    for (auto* figure : {&design.types[kShelf].shelf_out_w, &design.types[kShelf].psu_w})
        figure->value *= factor;
    expect_none(missing(errors(design), before));
}

RC_GTEST_PROP(EveryCheck, AnUnknownDrawHidesNoSureError, ()) {
    auto design = rack_of_every_kind();
    const auto before = errors(design);
    design.types.push_back({});
    auto& type = design.types.back();
    type.slug = "mystery";
    type.supply = Supply::ac;
    type.u_height = exactly(0);
    type.mass_kg = exactly(0);
    if (either()) type.plug = "c20";
    if (either()) type.psu_count = exactly(2);
    auto mystery = stack_of(design.types.size() - 1, 99);
    mystery.count = whole(1, 2);
    design.devices.push_back(either() ? fed_by(mystery, {0, 1}) : hung_on(mystery, design, {0}));
    expect_none(missing(before, errors(design)));
}

}  // namespace
}  // namespace jarip::rack
#endif
