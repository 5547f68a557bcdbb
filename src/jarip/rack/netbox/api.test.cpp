// Answers of NetBox's API become designs (tests/known/rack/netbox-api).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::HasSubstr;

std::vector<SourceFile> answers() {
    std::vector<SourceFile> files;
    for (const char* name : {"racks", "devices", "device-types", "power-port-templates",
                             "power-ports", "power-outlets", "power-feeds"})
        files.push_back(read_file("tests/known/rack/netbox-api/" + std::string{name} + ".json"));
    return files;
}

TEST(NetboxApi, GivesARackThatChecksAsItIsWired) {
    const auto instance = read_netbox_api(answers());
    const auto& diagnostics = instance.findings;
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(render(diagnostics.sorted(), Language::en),
                HasSubstr("warning E0457: web-2: 1 of 2 power ports lead nowhere"));
    ASSERT_EQ(instance.designs.size(), 1u);
    const auto& design = instance.designs[0];
    EXPECT_EQ(design.file, "r-12.toml");
    EXPECT_EQ(design.devices, 6u);
    EXPECT_EQ(design.feeds, 2u);

    Diagnostics faults;
    const auto library = import_netbox(instance.types, 1);
    EXPECT_FALSE(library.findings.has_errors()) << render(library.findings.sorted(), Language::en);
    const auto rack =
        load({design.file, design.text}, {{"types.toml", types_toml(library)}}, faults);
    EXPECT_TRUE(faults.sorted().empty()) << render(faults.sorted(), Language::en);

    // Two servers of 44.1 lb, two strips of 6 kg, a switch of 4 and one of 5, and the cabinet of 125 kg.
    const auto report = check(rack);
    const double load = 2 * 44.1 * 0.45359237 + 2 * 6 + 4 + 5;
    EXPECT_NEAR(*report.totals.load_kg.known, load, 1e-9);
    EXPECT_NEAR(*report.totals.mass_kg.known, load + 125, 1e-9);
    // What is allocated: 2 × 2 × 600 W, and 150 W.
    EXPECT_NEAR(*report.totals.power_kw.known, 2.55, 1e-9);
    // A has half of web-1, all of web-2, and the switch behind the transfer switch; B the other half.
    ASSERT_EQ(report.totals.feeds.size(), 2u);
    EXPECT_NEAR(report.totals.feeds[0].load_va, 600 + 1200 + 150, 1e-9);
    EXPECT_NEAR(report.totals.feeds[1].load_va, 600, 1e-9);
    EXPECT_NEAR(report.totals.feeds[0].capacity_va, 230 * 32 * 0.8, 1e-9);
    // The supply of web-2 that leads nowhere has no cord, so that it takes no outlet.
    EXPECT_THAT(design.text, HasSubstr("without_cord = [\"PSU2\"]"));
    EXPECT_EQ(found(report, "P07", CheckSeverity::error), nullptr) << listing(report);
    // Without A, web-2 is dark; the switch goes on.
    for (const auto& loss : after_losses(rack))
        if (loss.lost == "A1") {
            EXPECT_EQ(loss.dark, std::vector<std::string>{"web-2"});
            EXPECT_NEAR(loss.feeds[1].load_va, 1200 + 150, 1e-9);
        }
    EXPECT_NEAR(rack.frame.width_mm.value, 23.62 * 25.4, 1e-9);
    EXPECT_TRUE(rack.frame.is_netbox);
}

TEST(NetboxApi, RefusesWhatIsNoAnswerOfIt) {
    for (const char* text : {"", "{", "[]", "{\"results\": []}", "{\"a\": 1}", "3", "\"x\""}) {
        const auto diagnostics = read_netbox_api({{"x.json", text}}).findings;
        ASSERT_EQ(diagnostics.sorted().size(), 1u) << text;
        EXPECT_EQ(diagnostics.sorted()[0].code, "E0456");
    }
}

// Whatever an answer lacks, and whatever kinds its values are of.
TEST(NetboxApi, TakesRowsThatLackEverything) {
    for (const char* row :
         {"{}", "{\"id\": null, \"name\": 3}", "{\"id\": 1e300}", "{\"id\": -1, \"rack\": []}",
          "{\"name\": \"a\\nb\", \"rack\": {\"id\": 1}, \"position\": \"x\"}"})
        for (const char* kind :
             {"racks", "devices", "device-types", "power-ports", "power-outlets", "power-feeds",
              "power-port-templates", "rack-types", "module-types"}) {
            const auto instance = read_netbox_api(
                {{std::string{kind} + ".json", std::string{"["} + row + "," + row + "]"},
                 {"racks.json",
                  "[{\"id\": 1, \"name\": \"r\", \"u_height\": 42, \"width\": {\"value\": 19}}]"},
                 {"devices.json", "[{\"id\": 2, \"rack\": {\"id\": 1}}]"}});
            Diagnostics faults;
            for (const auto& design : instance.designs)
                (void)load({design.file, design.text}, {}, faults);
        }
}

// A rack of ten units with a server of two supplies on a strip; what is asked for is changed in it.
std::vector<std::string> codes_of(const std::string& devices, const std::string& feeds,
                                  NetboxExport* whole = nullptr) {
    const std::string types =
        R"([{"id":1,"manufacturer":{"name":"A"},"model":"S","slug":"a-s","u_height":2},
            {"id":2,"manufacturer":{"name":"A"},"model":"P","slug":"a-p","u_height":0}])";
    const std::string port = R"([{"id":9,"device_type":{"id":2},"name":"In"},
                                 {"id":8,"device_type":{"id":1},"name":"PS1","maximum_draw":500}])";
    const std::string ports =
        R"([{"id":20,"device":{"id":11},"name":"PS1","connected_endpoints":[{"id":30,"name":"O1","device":{"id":12}}]},
            {"id":21,"device":{"id":12},"name":"In","connected_endpoints":[{"id":50,"name":"F"}]}])";
    const std::string outlets =
        R"([{"id":30,"device":{"id":12},"name":"O1","type":{"value":"iec-60320-c13"}}])";
    auto instance = read_netbox_api({{"racks.json", R"([{"id":7,"name":"R","u_height":10}])"},
                                     {"device-types.json", types},
                                     {"power-port-templates.json", port},
                                     {"power-ports.json", ports},
                                     {"power-outlets.json", outlets},
                                     {"power-feeds.json", feeds},
                                     {"devices.json", devices}});
    std::vector<std::string> codes;
    for (const auto& each : instance.findings.sorted()) codes.push_back(each.code);
    if (whole) *whole = std::move(instance);
    return codes;
}

const char* const kServer =
    R"({"id":11,"name":"s","device_type":{"id":1,"slug":"a-s"},"rack":{"id":7},"position":1},)";
const char* const kStripRow =
    R"({"id":12,"name":"p","device_type":{"id":2,"slug":"a-p"},"rack":{"id":7}})";
const char* const kFeedRow =
    R"({"id":50,"name":"F","rack":{"id":7},"voltage":230,"amperage":16,"phase":{"value":"single-phase"}})";

TEST(NetboxApi, SaysWhatItLacks) {
    using ::testing::ElementsAre;
    using ::testing::IsEmpty;
    const std::string all = std::string{kServer} + kStripRow;
    const auto one = [](const std::string& rows) { return '[' + rows + ']'; };
    EXPECT_THAT(codes_of(one(all), one(kFeedRow)), IsEmpty());
    EXPECT_THAT(
        codes_of("{\"count\": 50, \"next\": \"http://nb/?offset=2\", \"results\": [" + all + "]}",
                 one(kFeedRow)),
        ElementsAre("E0463"));
    EXPECT_THAT(
        codes_of("{\"count\": 2, \"next\": null, \"results\": [" + all + "]}", one(kFeedRow)),
        IsEmpty());
    // Both pages of two, in one file or as NetBox gave them.
    EXPECT_THAT(codes_of("[{\"count\": 2, \"next\": \"x\", \"results\": [" + std::string{kServer} +
                             "{}]}, {\"count\": 2, \"results\": [" + kStripRow + "]}]",
                         one(kFeedRow)),
                IsEmpty());
    const auto off =
        changed(kFeedRow, {{"\"rack\"", "\"status\":{\"value\":\"offline\"},\"rack\""}});
    EXPECT_THAT(codes_of(one(all), one(off)), ElementsAre("E0464"));
    const auto with = [&](const std::string& row) { return one(all + ',' + row); };
    EXPECT_THAT(
        codes_of(
            with(
                R"({"id":13,"name":"g","device_type":{"id":77,"slug":"none"},"rack":{"id":7},"position":5})"),
            one(kFeedRow)),
        ElementsAre("E0465"));
    for (const char* u : {"11", "60", "0"})
        EXPECT_THAT(
            codes_of(
                with(
                    R"({"id":13,"name":"g","device_type":{"id":1,"slug":"a-s"},"rack":{"id":7},"position":)" +
                    std::string{u} + '}'),
                one(kFeedRow)),
            ElementsAre("E0466"))
            << u;
    EXPECT_THAT(
        codes_of(with(R"({"id":13,"device_type":{"id":1,"slug":"a-s"},"rack":{"id":8,"name":"R8"}},
                                 {"id":14,"device_type":{"id":1,"slug":"a-s"},"rack":{"id":8,"name":"R8"}})"),
                 one(kFeedRow)),
        ElementsAre("E0467"));
}

// The strip's outlets have no templates: they are those of the strip that stands there, and the cable finds its end.
TEST(NetboxApi, TakesTheOutletsOfADeviceWhereTemplatesLackThem) {
    NetboxExport instance;
    (void)codes_of('[' + std::string{kServer} + kStripRow + ']', '[' + std::string{kFeedRow} + ']',
                   &instance);
    Diagnostics faults;
    const auto library = import_netbox(instance.types, 1);
    const auto rack = load({"r.toml", instance.designs.at(0).text},
                           {{"types.toml", types_toml(library)}}, faults);
    EXPECT_TRUE(faults.sorted().empty()) << render(faults.sorted(), Language::en);
    for (const auto& check : check(rack).checks) EXPECT_NE(check.code, "N07");
}

// What NetBox's API says of devices with a supply each, on a feed of 16 A.
struct Instance {
    NetboxExport read;
    Design design;

    explicit Instance(const std::string& devices, const std::string& ports,
                      const std::string& templates = "[]", const std::string& outlets = "[]") {
        read = read_netbox_api(
            {{"racks.json", R"([{"id":7,"name":"R","u_height":10}])"},
             {"device-types.json",
              R"([{"id":1,"manufacturer":{"name":"A"},"model":"S","slug":"a-s","u_height":1}])"},
             {"power-port-templates.json", templates},
             {"power-ports.json", ports},
             {"power-outlets.json", outlets},
             {"power-feeds.json", '[' + std::string{kFeedRow} + ']'},
             {"devices.json", devices}});
        Diagnostics faults;
        const auto library = import_netbox(read.types, 1);
        design = load({"r.toml", read.designs.at(0).text}, {{"types.toml", types_toml(library)}},
                      faults);
        EXPECT_TRUE(faults.sorted().empty()) << render(faults.sorted(), Language::en);
    }
    [[nodiscard]] double kilowatts() const { return check(design).totals.power_kw.known.value(); }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> codes;
        for (const auto& each : read.findings.sorted())
            if (each.code != "E0471") codes.push_back(each.code);  // pages without rows
        return codes;
    }
};

std::string device_row(int id, const std::string& status = "active") {
    return R"({"id":)" + std::to_string(id) + R"(,"name":"d)" + std::to_string(id) +
           R"(","device_type":{"id":1,"slug":"a-s"},"rack":{"id":7},"position":)" +
           std::to_string(id) + R"(,"status":{"value":")" + status + R"("}})";
}

std::string port_row(int device, const std::string& draw, const std::string& name = "P") {
    return R"({"id":)" + std::to_string(100 + device) + R"(,"device":{"id":)" +
           std::to_string(device) + R"(},"name":")" + name + R"(","allocated_draw":)" + draw +
           R"(,"connected_endpoints":[{"id":50,"name":"F"}]})";
}

// 300 W and 1,200 W are allocated to two devices of a type, with templates of 300 W or without any.
TEST(NetboxApi, ADeviceDrawsWhatIsAllocatedToItsOwnPorts) {
    const auto devices = '[' + device_row(1) + ',' + device_row(2) + ']';
    const auto ports = '[' + port_row(1, "300") + ',' + port_row(2, "1200") + ']';
    for (const char* templates :
         {"[]", R"([{"id":9,"device_type":{"id":1},"name":"P","allocated_draw":300}])"}) {
        const Instance instance{devices, ports, templates};
        EXPECT_NEAR(instance.kilowatts(), 1.5, 1e-9) << templates;
        EXPECT_EQ(instance.design.types.at(0).psu_count.value, 1);
    }
    // A port that does not say it has what the template says.
    const Instance silent{devices, '[' + port_row(1, "null") + ',' + port_row(2, "1200") + ']',
                          R"([{"id":9,"device_type":{"id":1},"name":"P","allocated_draw":400}])"};
    EXPECT_NEAR(silent.kilowatts(), 1.6, 1e-9);
}

// The template has one supply; a second one is a module of one of the devices.
TEST(NetboxApi, ADeviceHasThePortsThatItHas) {
    const Instance instance{
        '[' + device_row(1) + ',' + device_row(2) + ']',
        '[' + port_row(1, "300") + ',' + port_row(2, "300") + ',' + port_row(2, "500", "P2") + ']',
        R"([{"id":9,"device_type":{"id":1},"name":"P","allocated_draw":300}])"};
    EXPECT_NEAR(instance.kilowatts(), 1.1, 1e-9);
    const auto& design = instance.design;
    EXPECT_EQ(design.types.at(*design.devices.at(0).type).psu_count.value, 1);
    EXPECT_EQ(design.types.at(*design.devices.at(1).type).psu_count.value, 2);
    EXPECT_EQ(design.devices[1].feeds.size(), 2u);
}

TEST(NetboxApi, DevicesThatAreNotActiveDrawNothingOrAreSaid) {
    using ::testing::ElementsAre;
    for (const auto& [status, kilowatts, code] :
         {std::tuple{"offline", 1.0, "E0469"}, std::tuple{"planned", 1.0, "E0469"},
          std::tuple{"inventory", 1.0, "E0469"}, std::tuple{"failed", 2.0, "E0470"},
          std::tuple{"staged", 2.0, "E0470"}, std::tuple{"decommissioning", 2.0, "E0470"},
          std::tuple{"of-our-own", 2.0, "E0470"}}) {
        const Instance instance{'[' + device_row(1) + ',' + device_row(2, status) + ']',
                                '[' + port_row(1, "1000") + ',' + port_row(2, "1000") + ']'};
        EXPECT_NEAR(instance.kilowatts(), kilowatts, 1e-9) << status;
        EXPECT_THAT(instance.codes(), ElementsAre(code)) << status;
    }
}

// A strip that is off gives nothing to what hangs on it alone.
TEST(NetboxApi, AStripThatIsOffGivesNothing) {
    for (const auto& [status, is_dark] : {std::pair{"active", false}, std::pair{"offline", true},
                                          std::pair{"failed", true}, std::pair{"staged", false}}) {
        NetboxExport instance;
        const auto strip = changed(
            kStripRow,
            {{"\"rack\"", R"("status":{"value":")" + std::string{status} + R"("},"rack")"}});
        (void)codes_of('[' + std::string{kServer} + strip + ']', '[' + std::string{kFeedRow} + ']',
                       &instance);
        Diagnostics faults;
        const auto rack =
            load({"r.toml", instance.designs.at(0).text},
                 {{"types.toml", types_toml(import_netbox(instance.types, 1))}}, faults);
        EXPECT_TRUE(faults.sorted().empty()) << render(faults.sorted(), Language::en);
        const auto report = check(rack);
        const bool is_said = std::any_of(report.checks.begin(), report.checks.end(),
                                         [](const Check& check) { return check.code == "P09"; });
        EXPECT_EQ(is_said, is_dark) << status;
    }
}

// Answers of no use, and pages without rows, keep nothing from being read; what is no answer is an error.
TEST(NetboxApi, ModulesStandInTheirDevices) {
    auto files = answers();
    files.push_back({"module-types.json",
                     R"([{"id": 3, "manufacturer": {"name": "Acme"}, "model": "GPU",
                          "weight": "3.50", "weight_unit": {"value": "kg"}}])"});
    files.push_back({"modules.json",
                     R"([{"id": 1, "device": {"id": 31, "name": "web-1"},
                          "module_bay": {"id": 8, "name": "Bay 1"}, "module_type":
                          {"id": 3, "manufacturer": {"name": "Acme"}, "model": "GPU"},
                          "status": {"value": "active"}},
                         {"id": 2, "device": {"id": 999999, "name": "elsewhere"}, "module_type":
                          {"id": 3, "manufacturer": {"name": "Acme"}, "model": "GPU"}}])"});
    const auto instance = read_netbox_api(files);
    const auto& design = instance.designs.at(0);
    EXPECT_THAT(design.text,
                HasSubstr("id = \"web-1 Bay 1\"\ntype = \"acme-gpu\"\nin = \"web-1\"\n"));
    EXPECT_EQ(design.text.find("elsewhere"), std::string::npos);
    Diagnostics faults;
    const auto rack = load({design.file, design.text},
                           {{"types.toml", types_toml(import_netbox(instance.types, 1))}}, faults);
    EXPECT_TRUE(faults.sorted().empty()) << render(faults.sorted(), Language::en);
    const auto plain = read_netbox_api(answers());
    const auto without = load({"r.toml", plain.designs.at(0).text},
                              {{"types.toml", types_toml(import_netbox(plain.types, 1))}}, faults);
    EXPECT_NEAR(*check(rack).totals.mass_kg.known, *check(without).totals.mass_kg.known + 3.5,
                1e-9);
}

TEST(NetboxApi, LeavesAnswersThatItHasNoUseFor) {
    const SourceFile rack{"racks.json", R"([{"id":7,"name":"R","u_height":10}])"};
    for (
        const char* text :
        {R"({"count":0,"next":null,"results":[]})", "[]",
         R"({"count":1,"results":[{"id":1,"url":"https://n/api/dcim/device-bays/1/","name":"B"}]})",
         R"([{"id":1,"url":"https://n/api/ipam/vlans/1/","name":"v"}])"}) {
        const auto found = read_netbox_api({rack, {"device-bays.json", text}}).findings;
        ASSERT_EQ(found.sorted().size(), 1u) << text;
        EXPECT_EQ(found.sorted()[0].code, "E0471") << text;
        EXPECT_FALSE(found.has_errors()) << text;
    }
    for (const char* text : {"", "{", "3", R"({"a": 1})", R"([{"a": 1}])"})
        EXPECT_TRUE(read_netbox_api({rack, {"x.json", text}}).findings.has_errors()) << text;
}

// 16 A of which 80 % may flow, beside 16 A of which 50 % may.
TEST(NetboxApi, FeedsOfDifferentUseBearWhatMayFlow) {
    NetboxExport instance;
    const auto feed = [](const char* id, const char* share) {
        return changed(kFeedRow,
                       {{"\"id\":50,\"name\":\"F\"", std::string{"\"id\":"} + id + ",\"name\":\"F" +
                                                         id + "\",\"max_utilization\":" + share}});
    };
    (void)codes_of('[' + std::string{kServer} + kStripRow + ']',
                   '[' + feed("50", "80") + ',' + feed("51", "50") + ']', &instance);
    Diagnostics faults;
    const auto rack = load({"r.toml", instance.designs.at(0).text},
                           {{"types.toml", types_toml(import_netbox(instance.types, 1))}}, faults);
    EXPECT_TRUE(faults.sorted().empty()) << render(faults.sorted(), Language::en);
    const auto loads = check(rack).totals.feeds;
    ASSERT_EQ(loads.size(), 2u);
    EXPECT_NEAR(loads[0].capacity_va, 230 * 16 * 0.8, 1e-9);
    EXPECT_NEAR(loads[1].capacity_va, 230 * 16 * 0.5, 1e-9);
}

}  // namespace
}  // namespace jarip::rack
