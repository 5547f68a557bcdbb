#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/all_finite.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::HasSubstr;

std::string messages(const std::string& text, const std::string& types = "") {
    Diagnostics diagnostics;
    std::vector<SourceFile> files;
    if (!types.empty()) files.push_back({"types.toml", types});
    (void)load({"rack.toml", text}, files, diagnostics);
    return render(diagnostics.sorted(), Language::en);
}

const std::string kRack = "format = \"jarip-rack/1\"\n[rack]\nu_height = 42\n";

TEST(Load, TakesAFigureAsANumberOrWithItsSource) {
    Diagnostics diagnostics;
    const auto design =
        load({"x/rack.toml", kRack + "mass_empty_kg = {v = 150, src = \"scale\"}\nbase_mm = 80\n"
                                     "max_load_kg = {v = 1000.5, assumed = true}\n"},
             {}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty());
    EXPECT_EQ(design.id, "rack") << "without an id the file gives its name";
    EXPECT_EQ(design.frame.mass_empty_kg.value, 150);
    EXPECT_EQ(design.frame.mass_empty_kg.source, "scale");
    EXPECT_FALSE(design.frame.mass_empty_kg.assumed);
    EXPECT_EQ(design.frame.max_load_kg.value, 1000.5);
    EXPECT_TRUE(design.frame.max_load_kg.assumed);
    EXPECT_EQ(design.frame.base_mm.value, 80);
    EXPECT_FALSE(design.frame.height_mm.given);
}

TEST(Load, PrefersTheTypesBesideADesignToThoseBuiltIn) {
    const auto watts = [](const std::vector<SourceFile>& files) {
        Diagnostics diagnostics;
        const auto design =
            load({"rack.toml", kRack + "[[device]]\ntype = \"nvidia-dgx-h100\"\nu = 1\n"}, files,
                 diagnostics);
        return design.types.at(0).watts.value;
    };
    EXPECT_EQ(watts({}), 10200);
    EXPECT_EQ(watts({{"types.toml", "[[type]]\nslug = \"nvidia-dgx-h100\"\nwatts = 9000\n"}}),
              9000);
    EXPECT_EQ(watts({{"types.toml", "[[type]]\nslug = \"other\"\nwatts = 9000\n"}}), 10200);
}

TEST(Load, ReadsTheKeysOfNetBox) {
    Diagnostics diagnostics;
    const auto types = load_types(
        {"types.toml",
         "[[type]]\nslug = \"box\"\nmanufacturer = \"M\"\nmodel = \"Box\"\nu_height = 1.5\n"
         "is_full_depth = false\nweight = 10\nweight_unit = \"lb\"\nairflow = \"front-to-rear\"\n"
         "[[type.power-ports]]\nname = \"1\"\nmaximum_draw = 500\nallocated_draw = 300\n"
         "[[type.power-ports]]\nname = \"2\"\nmaximum_draw = 500\nallocated_draw = 300\n"},
        diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    ASSERT_EQ(types.size(), 1u);
    EXPECT_NEAR(types[0].mass_kg.value, 4.5359237, 1e-12);
    EXPECT_EQ(types[0].maximum_w.value, 1000);
    EXPECT_EQ(types[0].allocated_w.value, 600);
    EXPECT_FALSE(types[0].is_full_depth);
    EXPECT_FALSE(types[0].watts.given);
}

TEST(Load, LeavesTheSumOfDrawsUnknownWhereAPortSaysNothing) {
    Diagnostics diagnostics;
    const auto types = load_types(
        {"types.toml",
         "[[type]]\nslug = \"box\"\n[[type.power-ports]]\nmaximum_draw = 500\n[[type.power-ports]]\nname = \"2\"\n"},
        diagnostics);
    EXPECT_FALSE(types.at(0).maximum_w.given);
}

TEST(Load, NamesEveryFaultAtOnce) {
    const auto text =
        messages(kRack +
                 "mass_empty_kg = -1\nunit = \"HU\"\nheight_mm = \"high\"\nmystery = 1\n"
                 "[[device]]\nid = \"a\"\ntype = \"x\"\ncount = 1.5\nu = 1.25\nloop = \"l\"\n"
                 "[[device]]\nid = \"a\"\n[[loop]]\nid = \"l2\"\nfluid = \"milk\"\n");
    for (const char* expected :
         {"4:17: error E0404", "5:8: error E0405", "6:13: error E0403", "7:1: warning E0402",
          "11:9: error E0409", "12:5: error E0408", "13:8: error E0407", "15:6: error E0406",
          "14:1: error E0401", "18:9: error E0405"})
        EXPECT_THAT(text, HasSubstr(std::string{"rack.toml:"} + expected));
}

TEST(Load, FeedsOfADeviceAreFeedsOrDistributionUnitsOnOne) {
    const std::string feed = "[[feed]]\nid = \"A\"\nvolts = -48\namps = 10\n";
    EXPECT_THAT(messages(kRack + feed + "phases = 3\n"), HasSubstr("8:10: error E0447"));
    const std::string devices =
        "[[device]]\nid = \"pdu\"\ntype = \"x\"\n[[device]]\nid = \"s\"\ntype = \"x\"\nfeeds = [\"pdu\"]\n";
    EXPECT_THAT(messages(kRack + feed + devices), HasSubstr("14:9: error E0448"));
    EXPECT_THAT(messages(kRack + feed + "[[device]]\ntype = \"x\"\nin = \"y\"\n"),
                HasSubstr("10:6: error E0407"));
}

TEST(Load, RefusesWhatNoRackIs) {
    EXPECT_THAT(messages("format = \"jarip-rack/1\"\n[rack]\nu_height = 1e9\n"),
                HasSubstr("E0404"));
    EXPECT_THAT(messages("format = \"jarip-rack/1\"\n[rack]\nu_height = nan\n"),
                HasSubstr("E0404"));
    EXPECT_THAT(messages(kRack, "[[type]]\nslug = \"a\"\nweight_kg = -3\n"),
                HasSubstr("types.toml:3:13: error E0404"));
    EXPECT_THAT(messages(kRack, "[[type]]\nslug = \"a\"\n[[type]]\nslug = \"a\"\n"),
                HasSubstr("E0406"));
    EXPECT_THAT(messages("format = \"jarip-rack/9\"\n[rack]\nu_height = 42\n"), HasSubstr("E0400"));
    EXPECT_THAT(messages(kRack + "[rack"), HasSubstr("E0030"));
    EXPECT_THAT(messages("format = \"jarip-rack/1\"\n"), HasSubstr("E0401"));
    EXPECT_THROW((void)messages(kRack + "# \xff\n"), Error);
}

// Deletes, doubles and changes pieces of a sound design, thousands of times: a diagnostic or a report, never a crash, and
// every number of a report is one.
TEST(Load, LivesThroughMutilatedDesigns) {
    const auto folder = Folder::embedded(kDefaultModel);
    const std::string pieces[] = {"0",
                                  "-1",
                                  "1e300",
                                  "nan",
                                  "\"A\"",
                                  "[",
                                  "]",
                                  "{",
                                  "}",
                                  "=",
                                  "\n",
                                  "1e-300",
                                  "true",
                                  "[[device]]\n",
                                  "[[part]]\nitem = \"tray-compute\"\nqty = 1e9\n",
                                  "count = 1000\n"};
    RandomStream random{{.seed = 1, .use = 4711}};
    std::size_t reports = 0;
    for (const char* name : {"racks/nvl72.toml", "racks/cloudmatrix-384.toml"}) {
        const auto sound = folder.read(name)->text;
        for (int round = 0; round < 1500; ++round) {
            auto text = sound;
            for (std::uint64_t change = random.below(3) + 1; change-- > 0;) {
                const auto at = random.below(text.size());
                const auto length = random.below(12);
                if (random.below(2) == 0)
                    text.erase(at, length);
                else
                    text.replace(at, length, pieces[random.below(std::size(pieces))]);
            }
            Diagnostics diagnostics;
            try {
                const auto design = load({"rack.toml", text}, {}, diagnostics);
                if (diagnostics.has_errors()) continue;
                EXPECT_TRUE(all_finite(check(design))) << text;
                (void)bill(design);
                (void)recipe(design, {"tray-compute", "node-cm"}, diagnostics);
                ++reports;
            } catch (const Error&) {
            }
        }
    }
    EXPECT_GT(reports, 100u) << "the changes should leave some designs readable";
}

}  // namespace
}  // namespace jarip::rack
