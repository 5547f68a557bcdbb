// Real figures of public statistics (../shared/data/trade) give the totals that are printed in them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

const std::string kFolder = "../shared/data/trade/";

class Extracts : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(kFolder)) GTEST_SKIP() << "no " << kFolder;
    }
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

TEST_F(Extracts, TheUnitedStatesImportBillionsInTenDigits) {
    const auto imports = flows("us_imports_hs10_ai_2025.csv");
    EXPECT_EQ(indicators(imports, {.reporter = "US", .hs = {"8471500150"}}).imports, 163.55e9);
}

TEST_F(Extracts, WhatIsNoCustomsTableIsRefused) {
    (void)read({read_file(kFolder + "us_imports_ai_categories_shares.csv")}, diagnostics);
    EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace jarip::trade
