// What holds for every rack, over random ones of the built-in types.
#include <gtest/gtest.h>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/all_finite.hpp"

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace jarip::rack {
namespace {

Figure given(double value) { return {value, true, false, {}}; }

// A rack of up to eight stacks with two feeds and a loop, limits of every kind, some of them too tight.
Design random_rack() {
    Design design;
    design.id = "random";
    design.types = built_in_types();
    auto& frame = design.frame;
    frame.u_height = given(48);
    frame.width_in = given(19);
    frame.height_mm = given(2300);
    frame.width_mm = given(*rc::gen::inRange(500, 800));
    frame.depth_mm = given(1200);
    frame.mass_empty_kg = given(150);
    frame.max_load_kg = given(*rc::gen::inRange(100, 2000));
    frame.busbar_a = given(*rc::gen::inRange(100, 3000));
    auto& site = design.site;
    site.power_kw = given(*rc::gen::inRange(1, 300));
    site.air_kw = given(*rc::gen::inRange(1, 100));
    site.air_dt_k = given(*rc::gen::inRange(5, 25));
    site.airflow_m3_h = given(*rc::gen::inRange(100, 20000));
    site.floor_kg_m2 = given(*rc::gen::inRange(300, 3000));
    for (const char* id : {"A", "B"})
        design.feeds.push_back(
            {id, given(400), given(3), given(*rc::gen::inRange(16, 400)), given(1), {}, {}});
    Loop loop;
    loop.id = "L";
    loop.density_kg_m3 = 1019.2;
    loop.heat_kj_kg_k = 3.94;
    loop.supply_c = given(30);
    loop.dt_k = given(10);
    loop.capacity_kw = given(*rc::gen::inRange(1, 200));
    loop.max_lpm = given(*rc::gen::inRange(1, 300));
    design.loops.push_back(loop);
    const int stacks = *rc::gen::inRange(1, 9);
    for (int i = 0; i < stacks; ++i) {
        Device device;
        device.id = "d" + std::to_string(i);
        device.type = *rc::gen::inRange<std::size_t>(0, design.types.size());
        device.type_slug = design.types[*device.type].slug;
        device.u = *rc::gen::inRange(1, 96) / 2.0;
        device.count = *rc::gen::inRange(1, 6);
        if (*rc::gen::arbitrary<bool>())
            device.feeds = {0, 1};
        else if (*rc::gen::arbitrary<bool>())
            device.feeds = {*rc::gen::inRange<std::size_t>(0, 2)};
        if (*rc::gen::arbitrary<bool>()) device.loop = 0;
        design.devices.push_back(device);
    }
    return design;
}

std::set<std::string> errors(const Report& report) {
    std::set<std::string> codes;
    for (const auto& check : report.checks)
        if (check.severity == CheckSeverity::error) codes.insert(check.code);
    return codes;
}

RC_GTEST_PROP(Property, EveryNumberOfAReportIsOne, ()) {
    RC_ASSERT(all_finite(check(random_rack())));
}

RC_GTEST_PROP(Property, HeatIsThePowerThatGoesIn, ()) {
    const auto totals = check(random_rack()).totals;
    RC_ASSERT(near(*totals.air_kw.known + *totals.liquid_kw.known, *totals.power_kw.known, 1e-12));
    RC_ASSERT(*totals.power_kw.known >= *totals.it_kw.known - 1e-9);
}

RC_GTEST_PROP(Property, TheOrderOfDevicesChangesNothing, ()) {
    auto design = random_rack();
    const auto before = check(design);
    std::reverse(design.devices.begin(), design.devices.end());
    const auto after = check(design);
    RC_ASSERT(near(*before.totals.power_kw.known, *after.totals.power_kw.known, 1e-12));
    RC_ASSERT(near(*before.totals.mass_kg.known, *after.totals.mass_kg.known, 1e-12));
    RC_ASSERT(
        near(before.totals.cog_mm.known.value_or(0), after.totals.cog_mm.known.value_or(0), 1e-12));
    RC_ASSERT(errors(before) == errors(after));
}

RC_GTEST_PROP(Property, MoreCapacityNeverAddsAnError, ()) {
    auto design = random_rack();
    const auto before = errors(check(design));
    for (auto* limit : {&design.frame.max_load_kg, &design.frame.busbar_a, &design.site.power_kw,
                        &design.site.air_kw, &design.site.airflow_m3_h, &design.site.floor_kg_m2,
                        &design.feeds[0].amps, &design.feeds[1].amps, &design.loops[0].capacity_kw,
                        &design.loops[0].max_lpm})
        limit->value *= 2;
    for (const auto& code : errors(check(design))) RC_ASSERT(before.contains(code));
}

RC_GTEST_PROP(Property, ADrawThatNobodyGivesHidesNoSureError, ()) {
    // A device more, of which only the draw is not known, can only add to every load.
    auto design = random_rack();
    const auto before = errors(check(design));
    design.types.push_back({});
    design.types.back().u_height = given(0);
    design.types.back().mass_kg = given(0);
    Device mystery;
    mystery.id = "mystery";
    mystery.type = design.types.size() - 1;
    mystery.feeds = {0, 1};
    design.devices.push_back(mystery);
    const auto after = errors(check(design));
    for (const auto& code : before) {
        RC_LOG() << code << '\n';
        RC_ASSERT(after.contains(code));
    }
}

RC_GTEST_PROP(Property, WhatIsUnknownIsNeverTakenForFine, ()) {
    // Forgetting a figure may turn an error into "cannot say", and silence into it; never silence into an error.
    auto design = random_rack();
    const auto before = errors(check(design));
    auto& type = design.types[*rc::gen::inRange<std::size_t>(0, design.types.size())];
    type.mass_kg = {};
    const auto report = check(design);
    for (const auto& code : errors(report)) RC_ASSERT(before.contains(code));
    for (const auto& code : before) {
        if (code != "M01" && code != "M02" && code != "M03") continue;
        RC_ASSERT(std::any_of(report.checks.begin(), report.checks.end(),
                              [&](const Check& check) { return check.code == code; }));
    }
}

}  // namespace
}  // namespace jarip::rack
#endif
