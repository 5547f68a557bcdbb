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

}  // namespace
}  // namespace jarip::rack
