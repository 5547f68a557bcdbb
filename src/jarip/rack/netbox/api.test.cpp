// Answers of NetBox's API become designs (tests/known/rack/netbox-api).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/rack.hpp"
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

}  // namespace
}  // namespace jarip::rack
