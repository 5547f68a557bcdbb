// Racks that number their units from somewhere else, or from the top.
#include <gtest/gtest.h>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

Design frame_design(const std::string& rack, const std::string& devices) {
    Diagnostics diagnostics;
    auto design =
        load({"rack.toml",
              "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 42\n" + rack + devices},
             {{"types.toml", "[[type]]\nslug = \"box\"\nu_height = 2\n"}}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    return design;
}

std::string frame_box(const char* id, double u, int count = 1) {
    return "[[device]]\nid = \"" + std::string{id} +
           "\"\ntype = \"box\"\nu = " + std::to_string(u) + "\ncount = " + std::to_string(count) +
           '\n';
}

Check first(const Report& report, const std::string& code) {
    for (const auto& finding : report.checks)
        if (finding.code == code) return finding;
    ADD_FAILURE() << "no " << code;
    return {};
}

TEST(Units, AreCountedFromTheBottomWhateverTheirNumbers) {
    for (const auto& [rack, number, unit] :
         {std::tuple{"", 5.0, 5.0}, std::tuple{"starting_unit = 3\n", 5.0, 3.0},
          std::tuple{"desc_units = true\n", 1.0, 41.0},
          std::tuple{"desc_units = true\n", 41.0, 1.0},
          std::tuple{"starting_unit = 0\ndesc_units = true\n", 0.0, 41.0}}) {
        const auto place = placements(frame_design(rack, frame_box("a", number))).at(0);
        EXPECT_EQ(place.u, unit) << rack << number;
        EXPECT_EQ(place.number, number) << rack << number;
    }
    const auto stack = placements(frame_design("desc_units = true\n", frame_box("a", 1, 3))).at(0);
    EXPECT_EQ(stack.u, 37) << "six units from the top";
    EXPECT_EQ(stack.number, 1);
}

TEST(Units, OutsideTheFrameAreSaidInItsNumbers) {
    for (const auto& [rack, number, value, limit] :
         {std::tuple{"starting_unit = 3\n", 2.0, 2.0, 3.0},
          std::tuple{"starting_unit = 3\n", 44.0, 45.0, 44.0},
          std::tuple{"desc_units = true\n", 42.0, 43.0, 42.0},
          std::tuple{"desc_units = true\n", 0.0, 0.0, 1.0}}) {
        const auto report = check(frame_design(rack, frame_box("a", number)));
        const auto finding = first(report, "R02");
        EXPECT_EQ(finding.value, value) << rack << number;
        EXPECT_EQ(finding.limit, limit) << rack << number;
        EXPECT_LT(finding.margin(), 0);
    }
}

TEST(Units, OverlapsAreSaidInTheNumbersOfTheFrame) {
    const auto report =
        check(frame_design("desc_units = true\n", frame_box("a", 1) + frame_box("b", 2)));
    EXPECT_EQ(first(report, "R01").value, 2);
}

}  // namespace
}  // namespace jarip::rack
