#include <gtest/gtest.h>

#include "jarip/rack.hpp"

namespace jarip::rack {
namespace {

TEST(Library, HoldsFortyTypesThatSayWhereTheirFiguresAreFrom) {
    const auto& types = built_in_types();
    EXPECT_GE(types.size(), 40u);
    for (const auto& type : types) {
        for (const auto* figure :
             {&type.u_height, &type.mass_kg, &type.watts, &type.psu_count, &type.psu_w,
              &type.shelf_out_w, &type.liquid_fraction, &type.accelerators, &type.accelerator_w,
              &type.cooling_kw, &type.depth_mm}) {
            EXPECT_TRUE(!figure->given || figure->assumed || !figure->source.empty()) << type.slug;
        }
        EXPECT_TRUE(type.mass_kg.given) << type.slug;
        EXPECT_TRUE(type.watts.given || type.supply == Supply::passive) << type.slug;
        EXPECT_FALSE(type.model.empty()) << type.slug;
    }
}

TEST(Library, LetsTheRacksOfTheDefaultModelStandRunAndStayCool) {
    const auto folder = Folder::embedded(kDefaultModel);
    int racks = 0;
    for (const auto& name : folder.names()) {
        if (!name.starts_with("racks/") || !name.ends_with(".toml")) continue;
        Diagnostics diagnostics;
        const auto design = load(*folder.read(name), {}, diagnostics);
        EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
        for (const auto& device : design.devices)
            EXPECT_TRUE(device.type) << name << ' ' << device.id;
        const auto report = check(design);
        for (const auto& finding : report.checks)
            EXPECT_NE(finding.severity, CheckSeverity::error)
                << name << ' ' << finding.code << ' ' << finding.message(Language::en);
        EXPECT_EQ(report.power_coverage, 1) << name;
        EXPECT_EQ(report.mass_coverage, 1) << name;
        ++racks;
    }
    EXPECT_EQ(racks, 4);
}

std::vector<std::string> codes_of(const std::string& path) {
    Diagnostics diagnostics;
    const auto design = load(read_file(path), {}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    std::vector<std::string> codes;
    for (const auto& finding : check(design).checks)
        if (finding.severity == CheckSeverity::error || finding.severity == CheckSeverity::warning)
            codes.push_back(finding.code);
    return codes;
}

TEST(Examples, AreSoundOrWrongInTheOneWayThatTheySay) {
    using Codes = std::vector<std::string>;
    const std::string folder = "examples/racks/";
    for (const char* name : {"dgx-h100-three-feeds", "rebel100-x32", "orv3-storage"})
        EXPECT_EQ(codes_of(folder + name + ".toml"), Codes{}) << name;
    const std::pair<const char*, const char*> wrong[] = {
        {"dgx-h100-two-feeds", "P04"}, {"wrong/overlap", "R01"},    {"wrong/feed-too-small", "P03"},
        {"wrong/backwards", "C07"},    {"wrong/weak-floor", "M02"}, {"wrong/long-copper", "N02"},
        {"wrong/unknown-type", "B01"}, {"wrong/hot-air", "C08"}};
    for (const auto& [name, code] : wrong)
        EXPECT_EQ(codes_of(folder + name + ".toml"), Codes{code}) << name;
}

}  // namespace
}  // namespace jarip::rack
