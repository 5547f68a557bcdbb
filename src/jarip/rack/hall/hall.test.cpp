#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::HasSubstr;

Checked sound_rack(const std::vector<Change>& changes = {}) {
    Diagnostics diagnostics;
    auto design = load({"rack.toml", changed(kSound, changes)},
                       {{"types.toml", changed(kSoundTypes, changes)}}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    auto report = check(design);
    return {std::move(design), std::move(report)};
}

Figure figure(double value) { return {value, true, false, {}}; }

TEST(Hall, MultipliesWhatEachRackTakes) {
    const auto one = sound_rack();
    const auto& totals = one.report.totals;
    const auto report = check_hall({}, {{one, 10}, {one, 5}});
    EXPECT_EQ(report.totals.racks.known, 15);
    EXPECT_NEAR(*report.totals.power_mw.known, *totals.power_kw.known * 15e-3, 1e-9);
    EXPECT_NEAR(*report.totals.mass_t.known, *totals.mass_kg.known * 15e-3, 1e-9);
    EXPECT_NEAR(*report.totals.floor_m2.known, 0.6 * 1.2 * 15, 1e-9);
    EXPECT_EQ(report.totals.floor_kg_m2.known, totals.floor_kg_m2.known);
    EXPECT_TRUE(report.checks.empty()) << "a hall without limits is not judged";
    EXPECT_FALSE(report.fits[0].alone);
}

// Ten sound racks take so much; a hall that gives a little less is said to be too small by exactly that check.
struct HallCase {
    const char* code;
    Figure Hall::*limit;
    Total HallTotals::*total;
    const char* key;
};
constexpr HallCase kCases[] = {
    {"H01", &Hall::power_mw, &HallTotals::power_mw, "power_mw"},
    {"H02", &Hall::air_mw, &HallTotals::air_mw, "air_mw"},
    {"H03", &Hall::liquid_mw, &HallTotals::liquid_mw, "liquid_mw"},
    {"H04", &Hall::coolant_l_min, &HallTotals::coolant_l_min, "coolant_l_min"},
    {"H05", &Hall::airflow_m3_h, &HallTotals::airflow_m3_h, "airflow_m3_h"},
    {"H06", &Hall::mass_t, &HallTotals::mass_t, "mass_t"},
    {"H07", &Hall::floor_m2, &HallTotals::floor_m2, "floor_m2"},
    {"H08", &Hall::floor_kg_m2, &HallTotals::floor_kg_m2, "floor_kg_m2"},
};

TEST(Hall, EveryLimitFiresOnceAndIsSilentOnce) {
    const std::vector<HallRacks> racks{{sound_rack(), 10}};
    const auto totals = check_hall({}, racks).totals;
    for (const auto& [code, limit, total, key] : kCases) {
        SCOPED_TRACE(code);
        const double taken = *(totals.*total).known;
        ASSERT_GT(taken, 0);
        Hall hall;
        hall.*limit = figure(taken * 1.5);
        EXPECT_TRUE(check_hall(hall, racks).checks.empty());
        EXPECT_FALSE(check_hall(hall, racks).has_errors());
        hall.*limit = figure(taken * 0.95);
        const auto report = check_hall(hall, racks);
        ASSERT_EQ(report.checks.size(), 1u);
        EXPECT_EQ(report.checks[0].code, code);
        EXPECT_EQ(report.checks[0].severity, CheckSeverity::error);
        EXPECT_LT(*report.checks[0].margin(), 0);
        EXPECT_TRUE(report.has_errors());
        for (const auto language : {Language::en, Language::ko})
            for (const auto& words :
                 {report.checks[0].message(language), report.checks[0].fix(language)}) {
                EXPECT_EQ(words.find('{'), std::string::npos) << words;
                EXPECT_FALSE(words.starts_with("rack.")) << words;
            }
        const bool is_sum = std::string{code} != "H08";
        EXPECT_EQ(report.fits[0].alone, is_sum ? 9 : 0);
        EXPECT_EQ(report.fits[0].more, 0);
        EXPECT_EQ(report.fits[0].alone_by, key);
    }
}

TEST(Hall, WarnsFromNineTenthsOfALimit) {
    const std::vector<HallRacks> racks{{sound_rack(), 10}};
    Hall hall;
    hall.power_mw = figure(*check_hall({}, racks).totals.power_mw.known / 0.95);
    const auto report = check_hall(hall, racks);
    ASSERT_EQ(report.checks.size(), 1u);
    EXPECT_EQ(report.checks[0].severity, CheckSeverity::warning);
    EXPECT_THAT(report.checks[0].message(Language::en), HasSubstr("95 %"));
}

TEST(Hall, SaysHowManyRacksFitAloneAndBesideTheOthers) {
    const auto one = sound_rack();
    Hall hall;
    hall.power_mw = figure(*one.report.totals.power_kw.known * 7e-3);
    hall.floor_m2 = figure(0.6 * 1.2 * 5);
    const auto fit = check_hall(hall, {{one, 2}}).fits.at(0);
    EXPECT_EQ(fit.alone, 5) << "the floor ends before the power, and exactly five fit";
    EXPECT_EQ(fit.alone_by, "floor_m2");
    EXPECT_EQ(fit.more, 3);
    hall.rack_m2 = figure(3.6);
    EXPECT_EQ(check_hall(hall, {{one, 2}}).fits[0].alone, 1) << "aisles count where they are given";
}

// Ends of 2 · 1.5 m beside racks of 0.6 m, all 1.2 + 1.1 m deep, take 6.9 m² before the first rack stands.
TEST(Hall, AsManyRacksAsFitBreakNoLimitAndOneMoreDoes) {
    const auto one = sound_rack();
    const double kw = *one.report.totals.power_kw.known;
    Hall base;
    base.cold_aisle_mm = figure(1200);
    base.hot_aisle_mm = figure(1000);
    base.end_aisle_mm = figure(1500);
    const auto with = [&](Figure Hall::*key, double value) {
        auto hall = base;
        hall.*key = figure(value);
        return hall;
    };
    auto dense = with(&Hall::w_m2, 8.4 * kw * 1e3 / 50);
    dense.floor_m2 = figure(50);
    for (const auto& [hall, alone] :
         {std::pair{with(&Hall::floor_m2, 20), 9.0}, std::pair{with(&Hall::row_m, 4.9), 8.0},
          std::pair{with(&Hall::row_kw, 7.5 * kw), 7.0}, std::pair{dense, 8.0},
          // Over the floor taken: 6 racks on 6.9 + 6 · 1.38 m², and as much a square metre.
          std::pair{with(&Hall::w_m2, 6.01 * kw * 1e3 / (6.9 + 6.01 * 1.38)), 6.0}}) {
        const auto fit = check_hall(hall, {{one, 3, "one"}}).fits.at(0);
        EXPECT_EQ(fit.alone, alone) << fit.alone_by;
        EXPECT_EQ(fit.more, alone - 3) << fit.more_by;
        EXPECT_FALSE(check_hall(hall, {{one, alone, "one"}}).has_errors()) << fit.alone_by;
        EXPECT_TRUE(check_hall(hall, {{one, alone + 1, "one"}}).has_errors()) << fit.alone_by;
    }
    // The first rack of a second row takes its ends with it.
    EXPECT_EQ(
        check_hall(with(&Hall::floor_m2, 20), {{one, 3, "one"}, {one, 0, "two"}}).fits[1].more, 1);
}

TEST(Hall, SaysThatItCannotSay) {
    const auto open = sound_rack({{"watts = 600\n", ""}, {"psu_w = 1000\n", ""}});
    Hall hall;
    hall.power_mw = figure(1);
    const auto report = check_hall(hall, {{open, 3}});
    ASSERT_EQ(report.checks.size(), 1u);
    EXPECT_EQ(report.checks[0].severity, CheckSeverity::unknown);
    EXPECT_FALSE(report.fits[0].alone);
}

TEST(Hall, IsReadFromAFile) {
    Diagnostics diagnostics;
    const auto hall = load_hall({"hall.toml",
                                 "format = \"jarip-hall/1\"\n[hall]\nid = \"h\"\n"
                                 "power_mw = {v = 2.5, src = \"contract\"}\n"
                                 "[[rack]]\ndesign = \"a.toml\"\ncount = 12\n"},
                                diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(hall.power_mw.value, 2.5);
    EXPECT_EQ(hall.power_mw.source, "contract");
    ASSERT_EQ(hall.racks.size(), 1u);
    EXPECT_EQ(hall.racks[0].count, 12);
}

TEST(Hall, ReportsEveryFaultOfItsFile) {
    Diagnostics diagnostics;
    (void)load_hall({"hall.toml",
                     "format = \"jarip-rack/1\"\n[hall]\npower_mw = -1\npwer_mw = 2\n[[rack]]\n"
                     "count = 1.5\n"},
                    diagnostics);
    const auto text = render(diagnostics.sorted(), Language::en);
    for (const char* fault : {"hall.toml:1:10: error E0444", "hall.toml:3:12: error E0404",
                              "hall.toml:4:1: warning E0402", "hall.toml:5:1: error E0401",
                              "hall.toml:6:9: error E0409"})
        EXPECT_THAT(text, HasSubstr(fault));
}

TEST(Hall, CountsRowsWithTheirAisles) {
    const auto rack = sound_rack();
    Hall hall;
    hall.cold_aisle_mm = figure(1200);
    hall.hot_aisle_mm = figure(1000);
    hall.end_aisle_mm = figure(900);
    hall.row_m = figure(5);
    const auto report = check_hall(hall, {{rack, 8, "one"}, {rack, 10, "two"}});
    // 0.6 m wide, 1.2 m deep, with half of both aisles 2.3 m; 0.9 m at both ends of both rows.
    EXPECT_NEAR(*report.totals.floor_m2.known, (18 * 0.6 + 4 * 0.9) * 2.3, 1e-9);
    ASSERT_EQ(report.rows.size(), 2u);
    EXPECT_NEAR(*report.rows[0].length_m.known, 4.8, 1e-9);
    EXPECT_NEAR(*report.rows[1].floor_m2.known, (6 + 1.8) * 2.3, 1e-9);
    ASSERT_EQ(report.checks.size(), 1u);
    EXPECT_EQ(report.checks[0].code, "H11");
    EXPECT_EQ(report.checks[0].where, "two");
    EXPECT_NEAR(*report.checks[0].value, 6, 1e-9);
}

TEST(Hall, HasThePowerOfTheFacilityAndItsDensity) {
    const auto rack = sound_rack();
    const double mw = *rack.report.totals.power_kw.known * 10e-3;
    Hall hall;
    hall.facility_mw = figure(mw * 1.2);
    EXPECT_EQ(check_hall(hall, {{rack, 10}}).checks[0].severity, CheckSeverity::unknown)
        << "no pue";
    hall.pue = figure(1.3);
    hall.floor_m2 = figure(50);
    hall.w_m2 = figure(1000);
    const auto report = check_hall(hall, {{rack, 10}});
    EXPECT_NEAR(*report.totals.facility_mw.known, mw * 1.3, 1e-12);
    EXPECT_NEAR(*report.totals.w_m2.known, mw * 1e6 / 50, 1e-6);
    ASSERT_EQ(report.checks.size(), 2u);
    EXPECT_EQ(report.checks[0].code, "H09");
    EXPECT_EQ(report.checks[1].code, "H10");
    hall.pue = figure(1.1);
    hall.w_m2 = figure(10000);
    EXPECT_FALSE(check_hall(hall, {{rack, 10}}).has_errors());
}

TEST(Hall, GrowsByQuarter) {
    const auto rack = sound_rack();
    const double kw = *rack.report.totals.power_kw.known;
    Diagnostics diagnostics;
    const auto hall = load_hall(
        {"hall.toml", "format = \"jarip-hall/1\"\n[hall]\nid = \"h\"\npower_mw = " +
                          std::to_string(kw * 11.5e-3) +
                          "\n[[rack]]\ndesign = \"a\"\ncount = 4\nfrom = \"2026Q1\"\nmore = 3\n"
                          "more_until = \"2026Q4\"\n[[rack]]\ndesign = \"a\"\ncount = 2\n"
                          "until = \"2026Q2\"\n"},
        diagnostics);
    ASSERT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    std::vector<HallRacks> racks;
    for (const auto& row : hall.racks)
        racks.push_back({rack, row.count, row.row, row.from, row.until, row.more, row.more_until});
    const auto report = check_hall(hall, racks);
    // 4, 7, 10, 13 come; 2 leave after the second quarter.
    const double expected[] = {6, 9, 10, 13};
    ASSERT_EQ(report.growth.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(report.growth[i].totals.racks.known, expected[i]) << i;
        EXPECT_NEAR(*report.growth[i].totals.power_mw.known, kw * expected[i] * 1e-3, 1e-12);
        EXPECT_EQ(report.growth[i].broken.empty(), i < 3) << i;
    }
    EXPECT_EQ(report.totals.racks.known, 13);
    ASSERT_EQ(report.checks.size(), 1u);
    EXPECT_EQ(report.checks[0].code, "H01");
    EXPECT_EQ(report.checks[0].where, "h 2026Q4");
    for (const char* text : {"2026", "2026Q5", "2026q1", "26Q1", ""})
        EXPECT_FALSE(parse_quarter(text)) << text;
    EXPECT_EQ(quarter_text(*parse_quarter("2026Q3") + 2), "2027Q1");
}

TEST(Hall, SeveralAddUp) {
    const auto rack = sound_rack();
    const auto one = check_hall({}, {{rack, 3}}).totals;
    const auto two = check_hall({}, {{rack, 4}}).totals;
    const auto both = together({one, two});
    const auto all = check_hall({}, {{rack, 7}}).totals;
    EXPECT_EQ(both.racks.known, 7);
    EXPECT_NEAR(*both.power_mw.known, *all.power_mw.known, 1e-12);
    EXPECT_NEAR(*both.w_m2.known, *all.w_m2.known, 1e-6);
    EXPECT_EQ(both.floor_kg_m2.known, all.floor_kg_m2.known);
    EXPECT_FALSE(both.facility_mw.known);
}

Diagnostics of_hall(const std::string& text) {
    Diagnostics diagnostics;
    (void)load_hall({"hall.toml", "format = \"jarip-hall/1\"\n" + text}, diagnostics);
    return diagnostics;
}

TEST(Hall, RefusesAnEndBeforeTheBeginning) {
    const std::string row = "[hall]\n[[rack]]\ndesign = \"a\"\ncount = 4\nfrom = \"2026Q1\"\n";
    EXPECT_TRUE(of_hall(row + "until = \"2026Q1\"\n").sorted().empty());
    EXPECT_TRUE(of_hall(row + "more = 2\nmore_until = \"2026Q1\"\n").sorted().empty());
    for (const char* end : {"until = \"2025Q4\"\n", "more = 2\nmore_until = \"2025Q4\"\n"}) {
        const auto found = of_hall(row + end).sorted();
        ASSERT_EQ(found.size(), 1u) << end;
        EXPECT_EQ(found[0].code, "E0461");
        EXPECT_EQ(found[0].severity, Severity::error);
    }
}

TEST(Hall, SaysWhichKeysNothingReads) {
    for (const char* key : {"powr_mw", "power_kw"}) {
        const auto found = of_hall(std::string{"[hall]\n"} + key + " = 0.001\n").sorted();
        ASSERT_EQ(found.size(), 1u) << key;
        EXPECT_EQ(found[0].code, "E0402");
    }
}

// Ten racks stand until a quarter, from when nobody says; one comes later. They stand in the quarter that is named.
TEST(Hall, RacksThatStandUntilAQuarterAreCounted) {
    const auto rack = sound_rack();
    Hall hall;
    hall.id = "h";
    hall.power_mw = figure(4.5e-3 * *rack.report.totals.power_kw.known);
    const auto at = [](const char* quarter) { return parse_quarter(quarter); };
    const auto report =
        check_hall(hall, {{rack, 10, "", {}, at("2026Q2")}, {rack, 1, "", at("2026Q4")}});
    ASSERT_EQ(report.growth.size(), 3u);
    EXPECT_EQ(quarter_text(report.growth[0].quarter), "2026Q2");
    std::vector<double> counts;
    for (const auto& each : report.growth) counts.push_back(each.totals.racks.known.value());
    EXPECT_THAT(counts, testing::ElementsAre(10, 0, 1));
    ASSERT_EQ(report.checks.size(), 1u);
    EXPECT_EQ(report.checks[0].code + ' ' + report.checks[0].where, "H01 h 2026Q2");
    // Racks that leave one after the other stand together in the first of these quarters.
    EXPECT_EQ(check_hall(hall, {{rack, 3, "", {}, at("2027Q1")}, {rack, 2, "", {}, at("2026Q1")}})
                  .growth.at(0)
                  .totals.racks.known,
              5);
}

// More than a hundred years apart: the quarters in which something changes are told and judged all the same.
TEST(Hall, JudgesRacksThatComeVeryLate) {
    const auto rack = sound_rack();
    Hall hall;
    hall.power_mw = figure(4.5e-3 * *rack.report.totals.power_kw.known);
    const auto report = check_hall(
        hall, {{rack, 1, "", parse_quarter("2026Q1")}, {rack, 9, "", parse_quarter("2926Q1")}});
    EXPECT_TRUE(report.has_errors());
    EXPECT_EQ(quarter_text(report.growth.back().quarter), "2926Q1");
    EXPECT_EQ(report.totals.racks.known, 10);
}

// Four, six, eight and ten racks in row one against what seven take; the floor of nine breaks in the second quarter.
TEST(Hall, JudgesEachLimitInTheFirstQuarterThatBreaksIt) {
    const auto rack = sound_rack();
    const double kw = *rack.report.totals.power_kw.known;
    Hall hall;
    hall.id = "h";
    hall.rack_m2 = figure(2.5);
    hall.floor_m2 = figure(20);
    hall.row_kw = figure(7 * kw);
    hall.row_m = figure(0.6 * 9);
    hall.floor_kg_m2 = figure(1);
    const auto first = *parse_quarter("2026Q1");
    const std::vector<HallRacks> racks{{rack, 4, "one", first, {}, 2, first + 3},
                                       {rack, 3, "two", first + 1, first + 2}};
    const auto report = check_hall(hall, racks);
    ASSERT_EQ(report.growth.size(), 4u);
    using testing::ElementsAre;
    EXPECT_THAT(report.growth[0].broken, ElementsAre("floor_kg_m2"));
    EXPECT_THAT(report.growth[1].broken, ElementsAre("floor_m2", "floor_kg_m2"));
    EXPECT_THAT(report.growth[2].broken, ElementsAre("floor_m2", "row_kw", "floor_kg_m2"));
    EXPECT_THAT(report.growth[3].broken, ElementsAre("floor_m2", "row_m", "row_kw", "floor_kg_m2"));
    std::vector<std::string> said;
    for (const auto& check : report.checks)
        said.push_back(check.code + ' ' + check.where + ' ' +
                       format_shortest(std::round(10 * *check.value) / 10));
    const auto kg = format_shortest(std::round(10 * *rack.report.totals.floor_kg_m2.known) / 10);
    EXPECT_THAT(said, ElementsAre("H07 h 2026Q2 22.5", "H08 sound 2026Q1 " + kg, "H11 one 2026Q4 6",
                                  "H12 one 2026Q3 " + format_shortest(std::round(80 * kw) / 10)));
}

}  // namespace
}  // namespace jarip::rack
