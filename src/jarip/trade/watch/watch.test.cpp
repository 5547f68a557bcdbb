// The dossier of a month, worked by hand; season and forecast as R 4.2.2 computes them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/read_for_test.hpp"
#include "jarip/trade/watch/holt_winters.hpp"
#include "jarip/trade/watch/season.hpp"

namespace jarip::trade {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// Korea's exports of 8542323000, USD a month, January 2020 to September 2025 (Korea Customs Service, data.go.kr).
std::vector<double> logs_of_memory() {
    std::vector<double> values{
        1299516735, 1512715753, 2019040661, 1442869499, 2118867440, 1904275458, 1573800930,
        1776264041, 2257649470, 1961928520, 1918170533, 2387669212, 2073236577, 2142781466,
        2543431438, 2195578967, 2730603865, 3209439778, 2710736092, 2822617027, 3032476456,
        2351212002, 3023534268, 3134560295, 2412848672, 2110498381, 3048511405, 1978311024,
        2405599871, 2505011542, 1825832115, 2075749720, 2465716831, 1645405495, 1347003024,
        1485547274, 1111406272, 1063450871, 1615478463, 982903236,  1272453143, 2142641175,
        1426628646, 1669928603, 2074156047, 1845428103, 2015128839, 2523530235, 1960348887,
        2308240418, 2729807054, 2158812516, 2698676682, 3742313361, 2979864837, 3347263827,
        3802575693, 3482828191, 3587681336, 4331121742, 2236388115, 2286774946, 3664579949,
        2845754081, 4006723549, 4687620058, 4194558010, 4603682383, 5233972132};
    for (double& value : values) value = std::log(value);
    return values;
}

// stl(y, s.window = 13, s.degree = 0, t.window = 21, t.degree = 1, l.window = 13, l.degree = 1, all jumps 1)
TEST(Season, IsThatOfR) {
    const auto parts = seasonal_decomposition(logs_of_memory());
    const std::pair<std::size_t, double> seasons[] = {{0, -0.18518561914604273},
                                                      {1, -0.1696880454411524},
                                                      {34, -0.0098459334943131471},
                                                      {67, 0.061203972573226323},
                                                      {68, 0.20371290853343751}};
    for (const auto& [at, value] : seasons) EXPECT_NEAR(parts.season[at], value, 1e-12) << at;
    const std::pair<std::size_t, double> trends[] = {{0, 21.196145540504254},
                                                     {1, 21.220192671593317},
                                                     {34, 21.20254625403981},
                                                     {67, 22.129987206791746},
                                                     {68, 22.156973149296132}};
    for (const auto& [at, value] : trends) EXPECT_NEAR(parts.trend[at], value, 1e-12) << at;
}

// HoltWinters(y, alpha = 0.5, beta = 0.1, gamma = 0.2), and its predict(15, prediction.interval = TRUE, level = 0.8)
TEST(HoltWinters, IsThatOfR) {
    const auto fit = smooth(logs_of_memory(), 0.5, 0.1, 0.2);
    EXPECT_NEAR(fit.sum_of_squares(), 1.5372045661540501, 1e-12);
    EXPECT_NEAR(fit.level, 22.265118356639409, 1e-12);
    EXPECT_NEAR(fit.trend, 0.038787787065945351, 1e-12);
    struct Ahead {
        std::size_t months;
        double mean, upper80;
    };
    for (const auto& [months, mean, upper] : {Ahead{1, 22.249163758137325, 22.461468388091372},
                                              Ahead{2, 22.271892796224318, 22.514189960486828},
                                              Ahead{12, 22.855338966830928, 23.467535114162715},
                                              Ahead{13, 22.714617202928668, 23.377708155441049},
                                              Ahead{15, 22.939724556863499, 23.69086001783397}}) {
        EXPECT_NEAR(fit.mean(months), mean, 1e-12) << months;
        EXPECT_NEAR(mean + 1.2815515655446004 * std::sqrt(fit.covariance(months, months)), upper,
                    1e-10)
            << months;
    }
}

TEST(HoltWinters, FitsNoWorseThanR) {
    const auto fit = fit_holt_winters(logs_of_memory());
    EXPECT_LE(fit.sum_of_squares(), 1.3085660601474915 + 1e-9) << "optim of HoltWinters";
    EXPECT_NEAR(fit.alpha, 0.8223345, 1e-4);
    EXPECT_EQ(fit.beta, 0);
    EXPECT_NEAR(fit.gamma, 0.9916533, 1e-4);
}

// Months from 2022-01 on. US 100 a month, of a changing mass; CN 98; JP 1. In the last month US 100 of half the mass,
// CN 150, TW 30 and no JP.
std::string table_of(int months) {
    std::string csv = "period,reporter,partner,product,flow,value,mass_kg\n";
    const char* masses[] = {"10", "10.1", "9.9"};
    for (int i = 0; i < months; ++i) {
        const bool is_last = i + 1 == months;
        const int month = i % 12 + 1;
        const auto period =
            std::to_string(2022 + i / 12) + (month < 10 ? "-0" : "-") + std::to_string(month);
        const auto add = [&](const char* partner, const char* value, const std::string& mass) {
            csv += period + ",KR," + partner + ",847150,import," + value + ',' + mass + '\n';
        };
        add("US", "100", is_last ? "5" : masses[i % 3]);
        add("CN", is_last ? "150" : "98", "");
        if (is_last)
            add("TW", "30", "");
        else
            add("JP", "1", "");
    }
    return csv;
}

Flows flows_of(const std::string& csv) {
    Diagnostics diagnostics;
    auto flows = read({{"korea.csv", csv}}, diagnostics);
    diagnostics.throw_if_errors();
    return flows;
}

TEST(Watch, SaysWhatChanged) {
    const auto result = watch(flows_of(table_of(46)), {.hs = {"847150"}});  // to October 2025
    EXPECT_EQ(format_date(result.month.first), "2025-10-01");
    const auto& imports = result.sides[0];
    EXPECT_EQ(imports.value, 280);
    EXPECT_EQ(imports.before, 199);
    EXPECT_NEAR(*imports.change_month, 280 / 199.0 - 1, 1e-12);
    EXPECT_EQ(imports.year_to_date, 9 * 199 + 280);
    EXPECT_NEAR(*imports.change_year_to_date, 2071 / 1990.0 - 1, 1e-12);
    EXPECT_EQ(imports.twelve_months, 11 * 199 + 280);
    EXPECT_EQ(imports.months.size(), 46u + 2) << "the two that are forecast";
    EXPECT_FALSE(result.sides[1].value);

    ASSERT_THAT(imports.partners, SizeIs(4));
    EXPECT_EQ(imports.partners[0].name, "CN");
    EXPECT_NEAR(*imports.partners[0].contribution_month, 52 / 199.0, 1e-12);
    double contributions = 0;
    for (const auto& mover : imports.partners) contributions += *mover.contribution_month;
    EXPECT_NEAR(contributions, *imports.change_month, 1e-12);

    ASSERT_THAT(imports.changes, SizeIs(2));
    EXPECT_EQ(imports.changes[0].country, "TW");
    EXPECT_TRUE(imports.changes[0].is_new);
    EXPECT_NEAR(*imports.changes[0].share, 30 / 280.0, 1e-12);
    EXPECT_EQ(imports.changes[1].country, "JP");
    EXPECT_FALSE(imports.changes[1].is_new);
    EXPECT_EQ(imports.changes[1].value, 1);

    ASSERT_THAT(imports.jumps, SizeIs(1));
    EXPECT_EQ(imports.jumps[0].partner, "US");
    EXPECT_NEAR(imports.jumps[0].median, 10, 1e-9);
    EXPECT_NEAR(imports.jumps[0].change, 1, 1e-9);
    EXPECT_NEAR(imports.jumps[0].score, 0.6745 * std::log(2) / std::log(10.1 / 10), 1e-9);

    ASSERT_THAT(imports.crossings, SizeIs(1));
    EXPECT_EQ(imports.crossings[0].figure, "largest_share");
    EXPECT_NEAR(imports.crossings[0].before, 1200 / 2388.0, 1e-12);
    EXPECT_NEAR(imports.crossings[0].now, 1228 / 2469.0, 1e-12);
    EXPECT_EQ(imports.crossings[0].partner, "CN");
}

TEST(Watch, OfOneMonthToComeTheYearIsThatMonth) {
    const auto result = watch(flows_of(table_of(47)), {});  // to November 2025
    const auto& imports = result.sides[0];
    ASSERT_TRUE(imports.forecast);
    const auto& month = imports.months.back();
    EXPECT_TRUE(month.is_forecast);
    EXPECT_EQ(format_date(month.month.first), "2025-12-01");
    const auto& year = *imports.forecast;
    EXPECT_EQ(year.observed, 10 * 199 + 280);
    EXPECT_EQ(year.observed_months, 11u);
    EXPECT_NEAR(year.low95, year.observed + *month.low95, 1e-6);
    EXPECT_NEAR(year.high80, year.observed + *month.high80, 1e-6);
    EXPECT_LT(year.low95, year.low80);
    EXPECT_LT(year.low80, year.expected);
    EXPECT_LT(year.expected, year.high80);
}

TEST(Watch, AsksForThreeYearsBeforeItSaysASeason) {
    const auto few = watch(flows_of(table_of(35)), {});
    EXPECT_FALSE(few.sides[0].forecast);
    EXPECT_FALSE(few.sides[0].adjusted_change);
    const auto enough = watch(flows_of(table_of(36)), {});
    EXPECT_TRUE(enough.sides[0].forecast);
    EXPECT_EQ(enough.sides[0].forecast->expected, enough.sides[0].forecast->observed);
}

TEST(Watch, TellsProductsApartByTheCodesAskedFor) {
    const auto flows = flows_of(
        "period,reporter,partner,product,flow,value\n"
        "2025-01,KR,US,854231,import,5\n2025-01,KR,US,854232,import,7\n"
        "2025-01,KR,US,847150,import,2\n");
    const auto names = [&](const std::vector<std::string>& hs) {
        std::vector<std::string> found;
        const auto result = watch(flows, {.hs = hs});
        for (const auto& mover : result.sides[0].products) found.push_back(mover.name);
        return found;
    };
    using ::testing::UnorderedElementsAre;
    EXPECT_THAT(names({"8542"}), UnorderedElementsAre("854231", "854232"));
    EXPECT_THAT(names({"8542", "8471"}), UnorderedElementsAre("8542", "8471"));
    EXPECT_THAT(names({}), UnorderedElementsAre("85", "84"));
}

TEST(Watch, IsOfAMonthThatTheTablesCover) {
    const auto flows = flows_of(table_of(40));
    EXPECT_EQ(watch(flows, {.month = parse_period("2024-12")}).sides[0].value, 199);
    EXPECT_THROW((void)watch(flows, {.month = parse_period("2026-01")}), Error);
    EXPECT_THROW((void)watch(flows_of("period,reporter,partner,product,flow,value\n"
                                      "2024,KR,US,847150,import,5\n"),
                             {}),
                 Error)
        << "years say nothing of months";
    EXPECT_THAT(watch(flows, {.month = parse_period("2024-12")}).sides[0].jumps, IsEmpty());
}

TEST(Watch, SaysWhatItCannotSay) {
    const auto months = [](const std::string& left_out) {
        std::string text = "period,reporter,partner,hs,flow,value_usd\n";
        for (const int year : {2023, 2024})
            for (int month = 1; month <= 12; ++month) {
                const auto time =
                    std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
                if (time == left_out) continue;
                for (const char* partner : {"CN", "US"})
                    text += time + ",KR," + partner + ",847150,import," +
                            (partner[0] == 'C' ? "60" : "40") + '\n';
            }
        return text;
    };
    const auto imports = [](const std::string& text, const WatchQuery& query) {
        return watch(Read{text}.flows, query).sides[0];
    };
    const auto whole = imports(months(""), {});
    EXPECT_TRUE(whole.uncovered.empty());
    EXPECT_FALSE(whole.has_unnamed);
    EXPECT_FALSE(whole.has_no_rows);
    const auto gap = imports(months("2024-03"), {});
    ASSERT_EQ(gap.uncovered.size(), 1U);
    EXPECT_EQ(gap.uncovered[0], *parse_period("2024-03"));
    std::string text = months("");
    text = text.substr(0, text.find("2024-12"));
    EXPECT_TRUE(imports(text + "2024-12,KR,World,847150,import,100\n", {}).has_unnamed);
    const auto other = imports(months(""), {.hs = {"854231"}});
    EXPECT_TRUE(other.has_no_rows);
    EXPECT_EQ(other.value, 0);
    EXPECT_THROW(
        (void)imports("period,reporter,partner,hs,flow,value_usd\n2024,KR,CN,8471,import,5\n", {}),
        Error);
    try {
        (void)imports(months(""), {.reporter = "JP"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code, "E0123");
    }
}

}  // namespace
}  // namespace jarip::trade
