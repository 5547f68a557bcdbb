// What nobody gives is not zero, and what is assumed is said.
#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/rack/checks/sound_rack.hpp"

namespace jarip::rack {
namespace {

TEST(Unknown, SaysCannotSayRatherThanFineWhereADrawIsOnlyBounded) {
    // The switch draws at most 800 W by its nameplate: 40 kW are enough, 22 kW may not be.
    const Change bounded{"watts = 600\n", "maximum_w = 800\n"};
    const auto enough = report_of({bounded});
    for (const auto& check : enough.checks)
        EXPECT_EQ(check.code, "P10") << check.message(Language::en);
    EXPECT_LT(enough.coverage.power, 1);
    ASSERT_TRUE(enough.totals.power_kw.high);
    EXPECT_NEAR(*enough.totals.power_kw.high - *enough.totals.power_kw.low, 0.8, 1e-9);

    const auto tight = report_of({bounded, {"power_kw = 40", "power_kw = 21.2"}});
    const auto p01 = std::find_if(tight.checks.begin(), tight.checks.end(),
                                  [](const Check& check) { return check.code == "P01"; });
    ASSERT_NE(p01, tight.checks.end());
    EXPECT_EQ(p01->severity, CheckSeverity::unknown);
    EXPECT_FALSE(tight.has_errors());
}

TEST(Unknown, LeavesTotalsOpenUpwardsWhereATypeIsUnknown) {
    const auto report = report_of({{"type = \"switch\"", "type = \"swich\""}});
    for (const auto* total :
         {&report.totals.it_kw, &report.totals.power_kw, &report.totals.air_kw,
          &report.totals.mass_kg, &report.totals.load_kg, &report.totals.floor_kg_m2,
          &report.totals.height_u, &report.totals.airflow_m3_h, &report.totals.accelerators}) {
        EXPECT_EQ(total->low, total->known);
        EXPECT_FALSE(total->high);
        EXPECT_LT(total->coverage, 1);
    }
    for (const char* code : {"P01", "P02", "C05", "C06", "M01", "M02", "M03", "R04"})
        EXPECT_TRUE(std::any_of(report.checks.begin(), report.checks.end(),
                                [&](const Check& check) {
                                    return check.code == code &&
                                           check.severity == CheckSeverity::unknown;
                                }))
            << code << '\n'
            << listing(report);
}

TEST(Check, SaysWhichShareOfATotalIsAssumed) {
    const auto report =
        report_of({{"watts = 2000\n", "watts = {v = 2000, assumed = true}\n"},
                   {"weight_kg = 15\n", "weight_kg = {v = 15, src = \"scale\"}\n"}});
    // 8 × 2,000 W with the loss of their shelves, of all: and 3 × 1,500 + 600 W that are not assumed.
    const double assumed = 8 * 2000 / 0.97;
    EXPECT_NEAR(*report.totals.power_kw.assumed, assumed / (assumed + 5100), 1e-9);
    EXPECT_EQ(report.totals.mass_kg.assumed, 0);
}

TEST(Check, SaysWhereInTheDesignAFindingIs) {
    const auto report = report_of({{"u = 17", "u = 18"}});
    ASSERT_EQ(report.checks.front().code, "R01");
    ASSERT_TRUE(report.checks.front().place);
    EXPECT_EQ(report.checks.front().place->file, "rack.toml");
    EXPECT_EQ(report.checks.front().place->excerpt, "id = \"panel\"");
}

TEST(Unknown, CountsADeviceOfUnknownTypeAsNothing) {
    const auto known = report_of({});
    const auto unknown = report_of({{"type = \"switch\"", "type = \"swich\""}});
    EXPECT_NEAR(*known.totals.it_kw.known - *unknown.totals.it_kw.known, 0.6, 1e-9);
    EXPECT_LT(unknown.coverage.power, 1);
}

}  // namespace
}  // namespace jarip::rack
