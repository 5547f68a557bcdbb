// The formulas of the checks against numbers worked by hand. docs/formulas.md (Rack)
#include <gtest/gtest.h>

#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

TEST(Formula, OneKilowattAtTwentyFahrenheitTakes158CubicFeetAMinute) {
    EXPECT_NEAR(airflow_cfm(1000, 20 / 1.8, 0), 158.0, 0.05);
    EXPECT_NEAR(airflow_m3_h(1000, 20 / 1.8, 0), 268.7, 0.05);
    EXPECT_NEAR(airflow_cfm(40800, 20, 0), 3581, 0.5);
    EXPECT_NEAR(airflow_m3_h(40800, 20, 0), 6090, 0.5);
}

TEST(Formula, ThinAirCarriesLess) {
    // ρ·c_p at 1,500 m is 1.0095 kJ/(m³ K) by exp(−h/8435 m).
    EXPECT_NEAR(airflow_m3_h(1000, 10, 1500) / airflow_m3_h(1000, 10, 0), std::exp(1500 / 8435.0),
                1e-12);
}

TEST(Formula, OneKilowattAtTenKelvinTakesALitreAndAHalf) {
    Loop pg25;
    pg25.density_kg_m3 = 1019.2;
    pg25.heat_kj_kg_k = 3.94;
    Loop water;
    water.density_kg_m3 = 995.6;
    water.heat_kj_kg_k = 4.18;
    EXPECT_NEAR(coolant_l_min(1000, pg25, 10), 1.494, 0.0005);
    EXPECT_NEAR(coolant_l_min(1000, water, 10), 1.442, 0.0005);
    EXPECT_NEAR(coolant_l_min(1000, pg25, 8), 1.868, 0.0005);
}

TEST(Formula, DewPointOfSixtyPercentAtTwentyFiveIs167) {
    EXPECT_NEAR(dew_point_c(25, 0.6), 16.70, 0.005);
}

TEST(Formula, BreakersBearWhatTheCodeSays) {
    const auto feed = [](const std::string& volts, int phases, int amps, const std::string& code) {
        Diagnostics diagnostics;
        const auto design = load(
            {"r.toml", "format = \"jarip-rack/1\"\n[rack]\nu_height = 42\n[site]\ncode = \"" +
                           code + "\"\n[[feed]]\nid = \"A\"\nvolts_ll = " + volts + "\nphases = " +
                           std::to_string(phases) + "\namps = " + std::to_string(amps) + "\n"},
            {}, diagnostics);
        EXPECT_FALSE(diagnostics.has_errors());
        return check(design).totals.feeds.at(0).capacity_va;
    };
    EXPECT_NEAR(feed("415", 3, 60, "nec80"), 34502, 0.6);
    EXPECT_NEAR(feed("208", 3, 30, "nec80"), 8646, 0.6);
    EXPECT_NEAR(feed("380", 3, 32, "iec100"), 21062, 0.6);
    EXPECT_NEAR(feed("400", 3, 32, "iec100"), 22170, 0.6);
    EXPECT_NEAR(feed("230", 1, 32, "iec100"), 7360, 0.6);
    EXPECT_NEAR(feed("380", 3, 63, "iec100"), 41465, 0.6);
}

}  // namespace
}  // namespace jarip::rack
