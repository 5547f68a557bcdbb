// Every check fires on a rack that is wrong in one way, and is silent on the same rack put right.
#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/rack/checks/sound_rack.hpp"

namespace jarip::rack {
namespace {

TEST(Check, HasNothingToSayAboutASoundRack) {
    const auto report = report_of({});
    EXPECT_TRUE(report.checks.empty()) << listing(report);
    EXPECT_EQ(report.coverage.power, 1);
}

struct Case {
    const char* name;
    const char* code;
    CheckSeverity severity;
    std::vector<Change> changes;
    std::vector<std::string> also = {};  // codes that the same fault cannot but raise
};

constexpr auto E = CheckSeverity::error;
constexpr auto W = CheckSeverity::warning;
constexpr auto I = CheckSeverity::info;
constexpr auto U = CheckSeverity::unknown;

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"two devices in one unit", "R01", E, {{"u = 17", "u = 18"}}, {}},
        {"a stack above the frame", "R02", E, {{"u = 18\ncount = 5", "u = 18.5\ncount = 5"}}},
        {"a device below the frame", "R02", E, {{"u = 1\ncount = 1", "u = 0.5\ncount = 1"}}},
        {"units higher than the frame", "R02", E, {{"height_mm = 1100", "height_mm = 1000"}}},
        {"a device without a position",
         "R02",
         U,
         {{"type = \"panel\"\nu = 18\n", "type = \"panel\"\n"}}},
        {"a type without a height",
         "R02",
         U,
         {{"slug = \"panel\"\nu_height = 1\n", "slug = \"panel\"\n"}},
         {"R03"}},
        {"free units", "R03", I, {{"u = 18\ncount = 5", "u = 18\ncount = 4"}}},
        {"a device too deep with its cables", "R04", E, {{"depth_mm = 900", "depth_mm = 950"}}},
        {"a device of unknown depth", "R04", U, {{"depth_mm = 900\n", ""}}},
        {"a device for open units",
         "R05",
         E,
         {{"slug = \"switch\"\n", "slug = \"switch\"\nunit = \"OU\"\n"}}},
        {"a device of another width",
         "R05",
         E,
         {{"slug = \"switch\"\n", "slug = \"switch\"\nwidth_in = 21\n"}}},

        {"more power than the site gives", "P01", E, {{"power_kw = 40", "power_kw = 20"}}},
        {"nearly all the power of the site", "P01", W, {{"power_kw = 40", "power_kw = 23"}}},
        {"a feed above its breakers", "P02", E, {{"amps = 63", "amps = 15"}}, {}},
        {"a phase above its third of the breakers",
         "P02",
         E,
         {{"phases = [\"L1\", \"L2\", \"L3\"]", "phases = [\"L1\"]"},
          {"amps = 63", "amps = 22"},
          {"amps = 63", "amps = 22"}},
         {"P03", "P06"}},
        {"a phase that cannot bear the loss of the other feed",
         "P03",
         E,
         {{"phases = [\"L1\", \"L2\", \"L3\"]", "phases = [\"L1\"]"},
          {"amps = 63", "amps = 40"},
          {"amps = 63", "amps = 40"}},
         {"P06"}},
        {"phases loaded by draws that nobody gives",
         "P06",
         U,
         {{"watts = 1500\nmaximum_w = 2000\nallocated_w = 1500\n", "maximum_w = 2000\n"}},
         {"P10"}},
        {"a feed that cannot bear the loss of the other", "P03", E, {{"amps = 63", "amps = 30"}}},
        {"supplies that do not live through the loss of a feed",
         "P04",
         E,
         {{"psu_w = 2000\npsu_needed = 1", "psu_w = 2000\npsu_needed = 2"}}},
        {"shelves that do not live through the loss of a feed",
         "P04",
         E,
         {{"shelf_out_w = 18000", "shelf_out_w = 15000"}}},
        {"supplies of which nobody says how many are needed",
         "P04",
         U,
         {{"psu_count = 2\npsu_w = 2000\npsu_needed = 1\n", ""}}},
        {"a single supply on a single feed",
         "P04",
         W,
         {{"u = 11\ncount = 3\nfeeds = [\"A\", \"B\"]", "u = 11\ncount = 3\nfeeds = [\"A\"]"},
          {"psu_count = 2\npsu_w = 2000", "psu_count = 1\npsu_w = 2000"}},
         {"P12"}},
        {"shelves of which none may fail",
         "P04",
         W,
         {{"u = 10\nfeeds = [\"B\"]", "u = 10\nfeeds = [\"A\"]"},
          {"shelf_out_w = 18000", "shelf_out_w = 15000"}},
         {"P12"}},
        {"supplies smaller than the draw",
         "P05",
         E,
         {{"psu_w = 2000\npsu_needed = 1", "psu_w = 700\npsu_needed = 1"}}},
        {"shelves smaller than the busbar's load",
         "P05",
         E,
         {{"shelf_out_w = 18000", "shelf_out_w = 7000"}},
         {"P04"}},
        {"shelves that promise more than their supplies",
         "P05",
         E,
         {{"psu_w = 3000", "psu_w = 2500"}}},
        {"devices of one phase on one phase",
         "P06",
         W,
         {{"phases = [\"L1\", \"L2\", \"L3\"]", "phases = [\"L1\"]"}}},
        {"a plug without an outlet", "P07", E, {{"plug = \"C20\"", "plug = \"C14\""}}},
        {"more plugs than outlets", "P07", E, {{"outlets = {c19 = 6}", "outlets = {c19 = 3}"}}},
        {"a distribution unit without the outlet",
         "P07",
         E,
         {{"outlets = {c19 = 6}\n", ""},
          {"outlets = {c19 = 6}\n", ""},
          {"[[device]]\nid = \"panel\"\n",
           "[[device]]\nid = \"pdu\"\ntype = \"pdu\"\nfeeds = [\"A\"]\n[[device]]\nid = \"panel\"\n"},
          {"[[type]]\nslug = \"panel\"\n",
           "[[type]]\nslug = \"pdu\"\nu_height = 0\nweight_kg = 5\nis_powered = false\n"
           "outlets = {c13 = 24}\n[[type]]\nslug = \"panel\"\n"}}},
        {"a plug that nobody names", "P07", U, {{"plug = \"C20\"\n", ""}}},
        {"a busbar segment above its rating", "P08", E, {{"busbar_a = 400", "busbar_a = 150"}}},
        {"a busbar whose volts nobody gives", "P08", U, {{"bus_v = 50\n", ""}}},
        {"a device without a feed", "P09", E, {{"u = 17\nfeeds = [\"A\", \"B\"]", "u = 17"}}},
        {"a draw that nobody gives", "P10", W, {{"watts = 600\n", "maximum_w = 800\n"}}},
        {"a shelf without efficiency", "P10", W, {{"efficiency = 0.97\n", ""}}, {}},
        {"an allocated draw above the maximum",
         "P11",
         W,
         {{"allocated_w = 1500", "allocated_w = 2500"}}},
        {"a device on one feed",
         "P12",
         W,
         {{"u = 17\nfeeds = [\"A\", \"B\"]", "u = 17\nfeeds = [\"A\"]"}}},
        {"shelves on one feed", "P12", W, {{"u = 10\nfeeds = [\"B\"]", "u = 10\nfeeds = [\"A\"]"}}},
        {"a nameplate far above the draw", "P13", W, {{"maximum_w = 2000", "maximum_w = 3000"}}},

        {"more load than the frame bears", "M01", E, {{"max_load_kg = 500", "max_load_kg = 200"}}},
        {"more weight than the floor bears",
         "M02",
         E,
         {{"floor_kg_m2 = 1000", "floor_kg_m2 = 500"}}},
        {"a rack that is heavy at its top", "M03", W, {{"weight_kg = 1\n", "weight_kg = 30\n"}}},
        {"a rack that tips over",
         "M03",
         E,
         {{"footprint_mm = [600, 1200]", "footprint_mm = [150, 1200]"}},
         {"M02"}},
        {"a mass that nobody gives", "M04", W, {{"weight_kg = 1\n", ""}}},
        {"a frame whose mass nobody gives", "M04", W, {{"mass_empty_kg = 100\n", ""}}},
        {"more load than may be rolled",
         "M05",
         W,
         {{"max_rolling_kg = 500", "max_rolling_kg = 200"}}},

        {"a liquid-cooled device without a loop",
         "C01",
         E,
         {{"count = 8\nloop = \"water\"\n", "count = 8\n"}}},
        {"a liquid-cooled device in a frame for air",
         "C01",
         E,
         {{"cooling_capability = \"liquid-capable\"", "cooling_capability = \"air-only\""}}},
        {"a frame that must have liquid and a design without a loop",
         "C01",
         E,
         {{"cooling_capability = \"liquid-capable\"", "cooling_capability = \"liquid-only\""},
          {"[[loop]]\nid = \"water\"\n", "[[source]]\nid = \"water\"\n"},
          {"fluid = \"pg25\"\nsupply_c = 30\ndt_k = 10\ncapacity_kw = 20\nmax_lpm = 30\npumps = 2\n"
           "pumps_needed = 1\npipe_mm = 32\nhead_kpa = 100\npath_kpa = 50\n",
           ""},
          {"loop = \"water\"\n", ""},
          {"liquid_fraction = 0.8\n", "liquid_fraction = 0\n"},
          {"air_kw = 15", "air_kw = 25"},
          {"airflow_m3_h = 4000", "airflow_m3_h = 9000"}}},
        {"more flow than an intake takes",
         "C03",
         E,
         {{"pressure_kpa = 30\n", "pressure_kpa = 30\nintake_max_lpm = 2\n"}}},
        {"more heat than the loop carries off",
         "C02",
         E,
         {{"capacity_kw = 20\n", "capacity_kw = 12\n"}}},
        {"more heat than a chiller carries off",
         "C02",
         E,
         {{"[[loop]]\nid = \"water\"\n",
           "[[source]]\nid = \"roof\"\ntype = \"chiller\"\ncooling_capacity = 10\n"
           "[[loop]]\nid = \"water\"\nsource = \"roof\"\n"}}},
        {"more heat than the rack may be cooled with",
         "C02",
         E,
         {{"busbar_a = 400\n", "busbar_a = 400\ncooling_capacity = 20\n"}}},
        {"a loop that does not say how warm it is", "C04", U, {{"supply_c = 30\n", ""}}},
        {"a loop that does not say how much it warms up", "C09", U, {{"dt_k = 10\n", ""}}},
        {"pumps of which nobody says how many are needed", "C10", U, {{"pumps_needed = 1\n", ""}}},
        {"couplings that do not fit each other",
         "C16",
         E,
         {{"pumps = 2\n", "pumps = 2\nconnector = \"camlock\"\n"},
          {"liquid_max_c = 45\n", "liquid_max_c = 45\nconnector = \"uqd\"\n"}}},
        {"more flow than the loop gives", "C03", E, {{"max_lpm = 30", "max_lpm = 18"}}},
        {"coolant too warm for a device", "C04", E, {{"liquid_max_c = 45", "liquid_max_c = 25"}}},
        {"more heat into the air than the site takes", "C05", E, {{"air_kw = 15", "air_kw = 5"}}},
        {"much heat into the air and no word from the site",
         "C05",
         W,
         {{"air_kw = 15\n", ""},
          {"watts = 1500\n", "watts = 6000\n"},
          {"maximum_w = 2000", "maximum_w = 6000"},
          {"psu_w = 2000", "psu_w = 7000"},
          {"airflow_m3_h = 4000\n", ""},
          {"amps = 63", "amps = 99"},
          {"amps = 63", "amps = 99"}}},
        {"more air than the floor gives",
         "C06",
         E,
         {{"airflow_m3_h = 4000", "airflow_m3_h = 2000"}}},
        {"fans faster than the floor gives",
         "C06",
         W,
         {{"airflow_m3_h = 300", "airflow_m3_h = 2000"}}},
        {"a small device that blows backwards",
         "C07",
         W,
         {{"plug = \"C20\"\nairflow = \"front-to-rear\"\nports = {nvlink",
           "plug = \"C20\"\nairflow = \"rear-to-front\"\nports = {nvlink"}}},
        {"large devices that blow backwards",
         "C07",
         E,
         {{"airflow = \"front-to-rear\"\nairflow_m3_h",
           "airflow = \"rear-to-front\"\nairflow_m3_h"}}},
        {"devices that do not say where they blow",
         "C07",
         U,
         {{"airflow = \"front-to-rear\"\nairflow_m3_h", "airflow_m3_h"}}},
        {"air too warm for the class", "C08", E, {{"supply_air_c = 24", "supply_air_c = 36"}}},
        {"air too cold for the class", "C08", E, {{"supply_air_c = 24", "supply_air_c = 9"}}},
        {"air warmer than recommended", "C08", W, {{"supply_air_c = 24", "supply_air_c = 30"}}},
        {"air allowed at sea and not in the mountains",
         "C08",
         E,
         {{"supply_air_c = 24", "supply_air_c = 33\nelevation_m = 3000"}},
         {"C06"}},
        {"a class and no temperature", "C08", U, {{"supply_air_c = 24\n", ""}}},
        {"coolant that comes back too hot", "C09", W, {{"return_max_c = 60", "return_max_c = 35"}}},
        {"a pump too few", "C10", E, {{"pumps_needed = 1", "pumps_needed = 3"}}},
        {"no pump to spare", "C10", W, {{"pumps_needed = 1", "pumps_needed = 2"}}},
        {"coolant near the dew point", "C11", E, {{"dew_point_c = 15", "dew_point_c = 29"}}},
        {"coolant colder than the facility's water", "C12", E, {{"W27", "W32"}}},
        {"a rise that nobody means", "C13", W, {{"capacity_kw = 20\n", "capacity_kw = 60\n"}}},
        {"a fast pipe", "C14", W, {{"pipe_mm = 32", "pipe_mm = 12.5"}}},
        {"a pipe too thin", "C14", E, {{"pipe_mm = 32", "pipe_mm = 10"}}},
        {"pumps too weak for the path", "C15", E, {{"head_kpa = 100", "head_kpa = 70"}}},
        {"a path whose drop nobody gives", "C15", U, {{"path_kpa = 50\n", ""}}},

        {"more cables than ports",
         "N01",
         E,
         {{"count = 3\nlength_m = 2", "count = 4\nlength_m = 2"}}},
        {"a cable to nowhere",
         "N01",
         E,
         {{"from = \"server\"\nto = \"switch\"", "from = \"server\"\nto = \"swich\""}}},
        {"a cable too long for its medium",
         "N02",
         E,
         {{"count = 3\nlength_m = 2", "count = 3\nlength_m = 4"}}},
        {"a cable too short for its way",
         "N02",
         E,
         {{"count = 3\nlength_m = 2", "count = 3\nlength_m = 0.2"}}},
        {"long copper for fast lanes",
         "N02",
         W,
         {{"count = 64\nlength_m = 1", "count = 64\nlength_m = 1.5"}}},
        {"a cable without a length", "N02", U, {{"count = 3\nlength_m = 2\n", "count = 3\n"}}},
        {"a type that does not say its ports", "N01", U, {{"ports = {qsfp56 = 1}\n", ""}}},
        {"a medium that nobody knows", "N02", U, {{"kind = \"dac\"", "kind = \"wet-string\""}}},
        {"a port that the device does not have",
         "N03",
         E,
         {{"ports = {qsfp56 = 1}", "ports = {sfp28 = 1}"}}},
        {"ports of different rates",
         "N03",
         E,
         {{"port = \"qsfp56\"", "port = \"qsfp56\"\nto_port = \"qsfp28\""}}},
        {"ports of rates that nobody knows",
         "N03",
         U,
         {{"port = \"qsfp56\"", "port = \"qsfp56\"\nto_port = \"mystery\""},
          {"qsfp28 = 4}", "mystery = 4}"}}},
        {"an NVLink domain with a cable missing", "N04", W, {{"count = 64", "count = 63"}}},
        {"a port that must be used and is not",
         "N05",
         W,
         {{"port = \"rj45\"\ncount = 8", "port = \"rj45\"\ncount = 7"}}},

        {"a port that two cables name",
         "N06",
         E,
         {{"from = \"server\"\nto = \"switch\"",
           "from = \"server\"\nto = {device = \"switch\", port = [\"qsfp56-1\", \"qsfp56-2\", \"qsfp56-2\"]}"}}},
        {"a port that a type does not have",
         "N07",
         E,
         {{"from = \"server\"\nto = \"switch\"",
           "from = {device = \"server\", port = \"eth0\"}\nto = \"switch\""}}},
        {"a port of another kind",
         "N07",
         E,
         {{"from = \"server\"\nto = \"switch\"",
           "from = \"server\"\nto = {device = \"switch\", port = [\"qsfp56-1\", \"qsfp56-2\", \"rj45-48\"]}"}}},
        {"fewer named ports than cables",
         "N07",
         E,
         {{"from = \"server\"\nto = \"switch\"",
           "from = \"server\"\nto = {device = \"switch\", port = \"qsfp56-1\"}"}}},
        {"a number that the stack does not have",
         "N07",
         E,
         {{"from = \"server\"\nto = \"switch\"",
           "from = {device = \"server\", port = \"qsfp56-1\", number = 4}\nto = \"switch\""}}},
        {"a named port of a type that does not say its ports",
         "N07",
         U,
         {{"ports = {qsfp56 = 1}\n", ""},
          {"psu_count = 2\npsu_w = 2000\npsu_needed = 1\n", ""},
          {"from = \"server\"\nto = \"switch\"",
           "from = {device = \"server\", port = \"eth0\"}\nto = \"switch\""}}},

        {"a device of a type that nobody knows",
         "B01",
         E,
         {{"type = \"panel\"", "type = \"pannel\""}},
         {"R03"}},
        {"a part in a part that is not there",
         "B01",
         E,
         {{"item = \"frame\"", "item = \"frame\"\nparent = \"box\""}}},
        {"a part that contains itself",
         "B02",
         E,
         {{"item = \"frame\"", "item = \"frame\"\nparent = \"frame\""}}},
        {"fewer parts than devices",
         "B03",
         E,
         {{"item = \"tray\"\nqty = 8", "item = \"tray\"\nqty = 7"}}},
        {"a part without the figures that others give", "B04", W, {{"cost = 10\n", ""}}},
        {"a part twice",
         "B05",
         W,
         {{"item = \"frame\"\nqty = 1", "item = \"tray\"\nqty = 1"},
          {"item = \"tray\"\nqty = 8", "item = \"tray\"\nqty = 7"}}},
    };
    return all;
}

TEST(Check, FiresOnARackThatIsWrongInOneWay) {
    for (const auto& wrong : cases()) {
        SCOPED_TRACE(std::string{wrong.code} + ": " + wrong.name);
        const auto report = report_of(wrong.changes);
        bool fired = false;
        for (const auto& check : report.checks) {
            fired = fired || (check.code == wrong.code && check.severity == wrong.severity);
            // "cannot say" of others may follow from what is not known; anything else must be the fault itself.
            const bool expected =
                check.code == wrong.code || check.severity == CheckSeverity::unknown ||
                std::find(wrong.also.begin(), wrong.also.end(), check.code) != wrong.also.end();
            EXPECT_TRUE(expected) << check.code << ' ' << check.message(Language::en);
            if (check.severity == E) {
                EXPECT_LE(check.margin().value_or(0), 0) << check.code;
            }
        }
        EXPECT_TRUE(fired) << listing(report);
    }
}

TEST(Check, HasACaseForEveryCodeAndASentenceInBothLanguages) {
    std::vector<std::string> covered;
    for (const auto& wrong : cases()) covered.emplace_back(wrong.code);
    for (const auto& key : text_keys(Language::en)) {
        if (!key.starts_with("rack.") || !key.ends_with(".title")) continue;
        const auto code = key.substr(5, key.find('.', 5) - 5);
        if (code.starts_with('H')) continue;  // of halls, see hall.test.cpp
        EXPECT_NE(std::find(covered.begin(), covered.end(), code), covered.end()) << code;
    }
    for (const auto& wrong : cases()) {
        for (const auto& check : report_of(wrong.changes).checks) {
            for (const auto language : {Language::en, Language::ko}) {
                for (const auto& sentence : {check.message(language), check.fix(language)}) {
                    EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
                    EXPECT_FALSE(sentence.starts_with("rack.")) << sentence;
                }
            }
        }
    }
}

}  // namespace
}  // namespace jarip::rack
