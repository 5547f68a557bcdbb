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
