// Real figures of public statistics (tests/known/trade/extracts) give the totals that are printed in them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "jarip/core/table.hpp"
#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

const std::string kFolder = "tests/known/trade/extracts/";

class Extracts : public testing::Test {
protected:
    Flows flows(const std::string& name, const ReadOptions& options = {}) {
        auto result = read({read_file(kFolder + name)}, diagnostics, options);
        EXPECT_EQ(diagnostics.error_count(), 0U) << render(diagnostics.sorted(), Language::en);
        return result;
    }
    Diagnostics diagnostics;
};

std::optional<double> exports(const Flows& flows, const std::string& reporter,
                              const std::string& hs, const std::string& period) {
    return indicators(flows, {.reporter = reporter, .hs = {hs}, .period = parse_period(period)})
        .exports;
}

TEST_F(Extracts, KoreasMonthsAreItsYears) {
    const auto months = flows("korea_monthly_exports_2020_2025.csv");
    const auto years = flows("korea_annual_exports_2020_2025.csv");
    for (const auto* code : {"8542321010", "8542323000", "8473304060", "8523511000"})
        for (const auto* year : {"2020", "2021", "2022", "2023", "2024", "2025"}) {
            const auto of_months = exports(months, "KR", code, year);
            ASSERT_TRUE(of_months) << code << ' ' << year;
            EXPECT_EQ(of_months, exports(years, "KR", code, year)) << code << ' ' << year;
        }
    EXPECT_EQ(exports(years, "KR", "8542321010", "2020"), 19'026'615'336.0);
    EXPECT_EQ(exports(years, "KR", "8542", "2025"), 142'827'049'454.0);
}

TEST_F(Extracts, KoreasPartnersAreItsTotal) {
    const auto partners = flows("korea_mcp_exports_by_partner_2024_2025.csv");
    const auto years = flows("korea_annual_exports_2020_2025.csv");
    for (const auto* year : {"2024", "2025"})
        EXPECT_EQ(exports(partners, "KR", "8542323000", year),
                  exports(years, "KR", "8542323000", year))
            << year;
}

TEST_F(Extracts, KoreasPartnersAndMonthsTogetherAreHeldToEachOther) {
    const auto both = read({read_file(kFolder + "korea_mcp_exports_by_partner_2024_2025.csv"),
                            read_file(kFolder + "korea_monthly_exports_2020_2025.csv")},
                           diagnostics);
    for (const auto& finding : diagnostics.sorted()) EXPECT_NE(finding.code, "E0147");
    EXPECT_EQ(both.sources[1].totals, 24U) << "the totals of 24 months stand beside their partners";
}

TEST_F(Extracts, TaiwansPartnersAreItsTotal) {
    const auto partners = flows("taiwan_ic_exports_by_partner_2019_2025.csv");
    const auto totals =
        flows("taiwan_ic_exports_total_2013_2025.csv", {.flow = Direction::export_});
    for (const auto* code : {"854231", "854232", "854233", "854239", "854290"})
        for (const auto* year : {"2019", "2020", "2021", "2022", "2023", "2024"}) {
            const auto of_partners = exports(partners, "TW", code, year);
            const auto total = exports(totals, "TW", code, year);
            ASSERT_TRUE(of_partners && total) << code << ' ' << year;
            // Partners are in thousand dollars, some thirty of them.
            EXPECT_NEAR(*of_partners, *total, 30'000) << code << ' ' << year;
        }
    // 114年1月~114年7月 is the first seven months of 2025, whatever the column year says.
    EXPECT_EQ(exports(totals, "TW", "854290", "2025-01..2025-07"), 85'081'000.0);
}

TEST_F(Extracts, TaiwansYearOfSevenMonthsIsNotAYear) {
    const auto partners = flows("taiwan_ic_exports_by_partner_2019_2025.csv");
    const auto totals =
        flows("taiwan_ic_exports_total_2013_2025.csv", {.flow = Direction::export_});
    for (const auto* code : {"854231", "854232", "854233", "854239", "854290"})
        EXPECT_NEAR(exports(partners, "TW", code, "2025-01..2025-07").value(),
                    exports(totals, "TW", code, "2025-01..2025-07").value(), 30'000)
            << code;
    const auto result = indicators(partners, {.reporter = "TW", .period = parse_period("2025")});
    EXPECT_EQ(result.missing_exports, std::vector{*parse_period("2025-08..2025-12")});
    const auto years = series(partners, {.reporters = {"TW"}, .every = Every::year});
    EXPECT_EQ(years.points.size(), 6U) << "2019 to 2024";
    EXPECT_EQ(years.incomplete, std::vector{*parse_period("2025")});
}

TEST_F(Extracts, KoreasYearOfElevenMonthsIsSaid) {
    const auto years = flows("korea_annual_exports_2020_2025.csv");
    EXPECT_EQ(years.sources[0].partial, 1U);
    const auto months = flows("korea_monthly_exports_2020_2025.csv");
    const auto result =
        indicators(months, {.reporter = "KR", .hs = {"8542"}, .period = parse_period("2020")});
    EXPECT_EQ(result.finer_only, std::vector{*parse_period("2020-04")})
        << "April has rows of memory only";
    const auto year = exports(years, "KR", "8542", "2020").value();
    EXPECT_DOUBLE_EQ(exports(months, "KR", "8542", "2020-01..2020-03").value() +
                         exports(months, "KR", "8542", "2020-05..2020-12").value(),
                     year)
        << "the year in the file holds eleven months";
}

// What stands in the file, in billion USD, line by line.
TEST_F(Extracts, TheUnitedStatesImportBillionsInTenDigits) {
    const auto imports = flows("us_imports_hs10_ai_2025.csv");
    for (const auto& [code, billions] :
         {std::pair{"8471500150", 163.55}, std::pair{"8517620090", 52.88},
          std::pair{"8473301180", 48.89}, std::pair{"8544422000", 3.02},
          std::pair{"8517790000", 2.41}})
        EXPECT_DOUBLE_EQ(indicators(imports, {.reporter = "US", .hs = {code}}).imports.value(),
                         billions * 1e9)
            << code;
    // The page adds up its lines.
    Diagnostics faults;
    const auto table = parse_csv(read_file(kFolder + "us_imports_hs10_ai_2025.csv"), faults);
    Sum sum;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        sum.add(read_number(table, row, *table.column("value_billion_usd"), faults).value() * 1e9);
    EXPECT_NEAR(indicators(imports, {.reporter = "US"}).imports.value(), sum.value(), 1);
}

TEST_F(Extracts, TogetherAreHeldToEachOtherAndMirrored) {
    Reader reader{ReadOptions{.flow = Direction::export_}};
    for (const auto* name :
         {"korea_annual_exports_2020_2025.csv", "korea_mcp_exports_by_partner_2024_2025.csv",
          "korea_monthly_exports_2020_2025.csv", "taiwan_ic_exports_by_partner_2019_2025.csv",
          "taiwan_ic_exports_total_2013_2025.csv", "us_imports_hs10_ai_2025.csv"})
        reader.add_file(kFolder + name);
    const auto all = reader.finish();
    // Nobody's imports from another are among them: no gap can be told, and none is.
    EXPECT_TRUE(mirror(all, {.reporter = "KR"}).rows.empty());
    EXPECT_TRUE(mirror(all, {.reporter = "KR"}, Every::year).points.empty());
    // The series of the whole folder are those of each file.
    const auto years = series(
        all,
        {.reporters = {"KR", "TW"}, .goods = {{"8542323000"}, {"854231"}}, .every = Every::year});
    for (const auto& point : years.points) {
        if (point.reporter != "KR" || point.hs.front() != "8542323000") continue;
        EXPECT_EQ(point.exports,
                  exports(flows("korea_annual_exports_2020_2025.csv"), "KR", "8542323000",
                          format_date(point.period->first).substr(0, 4)));
    }
    EXPECT_GE(years.points.size(), 12U);
}

TEST_F(Extracts, WhatIsNoCustomsTableIsRefusedByItselfAndPassedOverInAFolder) {
    Reader reader{{.others = Others::skipped}};
    std::vector<std::string> reasons;
    for (const auto* name :
         {"us_imports_ai_categories_shares.csv", "atlas_top_traders_2020_2024_cumulative.csv"}) {
        Diagnostics faults;
        (void)read({read_file(kFolder + name)}, faults);
        EXPECT_TRUE(faults.has_errors()) << name;
        reader.add_file(kFolder + name);
    }
    for (const auto& source : reader.finish().sources)
        reasons.push_back(source.not_read.value().code);
    EXPECT_THAT(reasons, testing::ElementsAre("E0154", "E0153"));
}

}  // namespace
}  // namespace jarip::trade
