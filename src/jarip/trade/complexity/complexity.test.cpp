#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

#include "fixtures/customs.hpp"
#include "jarip/core/table.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;

Table table(const std::string& path) {
    Diagnostics diagnostics;
    auto result = parse_csv(read_file(path), diagnostics);
    diagnostics.throw_if_errors();
    return result;
}

double number(const Table& table, std::size_t row, std::string_view column) {
    Diagnostics diagnostics;
    return read_number(table, row, *table.column(column), diagnostics).value();
}

// Exports of 40 countries × 149 products with the answers of py-ecomplexity 0.5.2, 12 digits.
class ComplexityCase : public testing::Test {
protected:
    static constexpr double kTolerance = 1e-9;
    static inline const std::string kFolder = "tests/known/trade/complexity/";

    void SetUp() override { result_ = complexity(flows(read_file(kFolder + "exports.csv").text)); }
    [[nodiscard]] std::size_t exporter(std::string_view name) const {
        const auto at = std::find_if(result_.exporters.begin(), result_.exporters.end(),
                                     [&](const auto& one) { return one.exporter == name; });
        return static_cast<std::size_t>(at - result_.exporters.begin());
    }
    [[nodiscard]] std::size_t product(std::string_view code) const {
        const auto at = std::find_if(result_.products.begin(), result_.products.end(),
                                     [&](const auto& one) { return one.product == code; });
        return static_cast<std::size_t>(at - result_.products.begin());
    }
    Complexity result_;
};

TEST_F(ComplexityCase, CountriesAgree) {
    const auto expected = table(kFolder + "expected_countries.csv");
    ASSERT_EQ(expected.row_count(), result_.exporters.size());
    for (std::size_t row = 0; row < expected.row_count(); ++row) {
        const auto& mine = result_.exporters.at(exporter(expected.cell(row, 0)));
        EXPECT_EQ(mine.diversity, number(expected, row, "diversity"));
        EXPECT_NEAR(mine.eci.value(), number(expected, row, "eci"), kTolerance);
        EXPECT_NEAR(mine.coi.value(), number(expected, row, "coi"), kTolerance);
    }
}

TEST_F(ComplexityCase, ProductsAgree) {
    const auto expected = table(kFolder + "expected_products.csv");
    ASSERT_EQ(expected.row_count(), result_.products.size());
    for (std::size_t row = 0; row < expected.row_count(); ++row) {
        const auto& mine = result_.products.at(product(expected.cell(row, 0)));
        EXPECT_EQ(mine.ubiquity, number(expected, row, "ubiquity"));
        EXPECT_NEAR(mine.pci.value(), number(expected, row, "pci"), kTolerance);
    }
}

TEST_F(ComplexityCase, CellsAgree) {
    const auto expected = table(kFolder + "expected_cells.csv");
    ASSERT_EQ(expected.row_count(), result_.rca.size());
    for (std::size_t row = 0; row < expected.row_count(); ++row) {
        const auto cell =
            result_.cell(exporter(expected.cell(row, 0)), product(expected.cell(row, 1)));
        EXPECT_NEAR(result_.rca.at(cell), number(expected, row, "rca"), kTolerance);
        EXPECT_NEAR(result_.density.at(cell), number(expected, row, "density"), kTolerance);
        EXPECT_NEAR(result_.outlook_gain.at(cell), number(expected, row, "cog"), kTolerance);
    }
}

TEST_F(ComplexityCase, EciIsTheMeanPciOfWhatACountryMakes) {
    for (std::size_t c = 0; c < result_.exporters.size(); ++c) {
        Sum total;
        for (std::size_t p = 0; p < result_.products.size(); ++p)
            if (result_.rca[result_.cell(c, p)] >= 1) total.add(result_.products[p].pci.value());
        EXPECT_NEAR(total.value() / result_.exporters[c].diversity,
                    result_.exporters[c].eci.value(), kTolerance);
    }
}

TEST_F(ComplexityCase, TheUnitOfValuesChangesNothing) {
    const auto exports = table(kFolder + "exports.csv");
    std::string units = "year,exporter,product,value_kusd\n";
    for (std::size_t row = 0; row < exports.row_count(); ++row)
        units += "2024," + std::string{exports.cell(row, 1)} + ',' +
                 std::string{exports.cell(row, 2)} + ',' + std::string{exports.cell(row, 3)} + '\n';
    const auto thousands = complexity(flows(units));
    for (std::size_t c = 0; c < result_.exporters.size(); ++c) {
        EXPECT_EQ(thousands.exporters[c].diversity, result_.exporters[c].diversity);
        EXPECT_NEAR(thousands.exporters[c].eci.value(), result_.exporters[c].eci.value(),
                    kTolerance);
    }
}

TEST_F(ComplexityCase, ThreadsChangeNothing) {
    const auto table = flows(read_file(kFolder + "exports.csv").text);
    const auto one = complexity(table, {.run = {.threads = 1}});
    const auto two = complexity(table, {.run = {.threads = 2}});
    EXPECT_EQ(one.density, two.density);
    EXPECT_EQ(one.outlook_gain, two.outlook_gain);
    for (std::size_t c = 0; c < one.exporters.size(); ++c)
        EXPECT_EQ(one.exporters[c].coi, two.exporters[c].coi);
    EXPECT_TRUE(complexity(table, {.cells = false}).density.empty());
}

// A makes both, B and C one each; D nothing of advantage.
const std::string kNested =
    "year,exporter,product,value\n2024,A,10,60\n2024,A,20,40\n2024,A,30,100\n2024,B,20,100\n"
    "2024,B,30,100\n2024,C,20,100\n";

TEST(Complexity, TheMostDiverseStandsFirst) {
    const auto result = complexity(flows(kNested));
    ASSERT_EQ(result.exporters.size(), 3U);
    EXPECT_EQ(result.exporters[0].diversity, 2) << "10 and 30: 100/200 of 20 is under the world's";
    EXPECT_GT(result.exporters[0].eci.value(), result.exporters[1].eci.value());
    EXPECT_GT(result.exporters[1].eci.value(), result.exporters[2].eci.value());
}

TEST(Complexity, OfGroupsThatShareNoProductIsUndefined) {
    const auto result = complexity(
        flows("year,exporter,product,value\n2024,A,01,1\n2024,B,02,1\n2024,C,03,1\n2024,D,03,1\n"));
    ASSERT_EQ(result.exporters.size(), 4U);
    for (const auto& exporter : result.exporters) EXPECT_EQ(exporter.eci, std::nullopt);
    for (const auto& product : result.products) EXPECT_EQ(product.pci, std::nullopt);
    EXPECT_EQ(result.rca[result.cell(0, 0)], 4);
}

TEST(Complexity, ATotalOfAllGoodsHidesNoProducts) {
    const auto result = complexity(
        fixtures::flows("year,reporter,partner,hs,flow,value\n2025,KR,US,847150,export,5\n"
                        "2025,KR,,TOTAL,export,100\n2025,TW,US,854231,export,5\n"));
    EXPECT_EQ(result.products.size(), 2U);
}

TEST(Complexity, OfNothingIsNothing) {
    EXPECT_TRUE(complexity(Flows{}).exporters.empty());
    EXPECT_TRUE(complexity(flows("year,exporter,product,value\n2024,A,01,0\n")).products.empty());
}

TEST(Complexity, WhoeverHasNoAdvantageIsLeftOutAndNamed) {
    const auto result =
        complexity(flows("year,exporter,product,value\n2024,A,01,10\n2024,B,01,10\n2024,B,02,0\n"));
    EXPECT_EQ(result.left_out, std::vector<std::string>{"02"});
}

// ---- over time

// kNested in each year, whose 2024 has no ships of B and only nine months of C.
std::string two_years() {
    std::string table = "period,exporter,product,value\n";
    for (const auto* year : {"2023", "2024"}) {
        const std::string when = year;
        table += when + ",A,10,60\n" + when + ",A,20,40\n" + when + ",A,30,100\n" + when +
                 ",B,20,100\n" + when + ",D,10,50\n" + when + ",D,30,10\n";
        table += when == "2023" ? "2023,B,30,100\n2023,C,20,100\n" : "2024-01..2024-09,C,20,75\n";
    }
    return table;
}

TEST(ComplexityOverTime, IsThatOfEachPeriodAlone) {
    const auto table = flows(two_years());
    const auto series = complexity(table, {}, Every::year);
    ASSERT_EQ(series.points.size(), 2U);
    EXPECT_TRUE(series.incomplete.empty());
    const auto alone = complexity(table, {.period = parse_period("2023")});
    const auto& first = series.points[0];
    EXPECT_EQ(first.period, parse_period("2023"));
    ASSERT_EQ(first.exporters.size(), alone.exporters.size());
    for (std::size_t c = 0; c < alone.exporters.size(); ++c)
        EXPECT_EQ(first.exporters[c].eci, alone.exporters[c].eci);
    EXPECT_EQ(first.density, alone.density);
    EXPECT_EQ(first.outlook_gain, alone.outlook_gain);
}

TEST(ComplexityOverTime, AnExporterThatCoversAPartOfAPeriodIsLeftOutAndNamed) {
    const auto series = complexity(flows(two_years()), {}, Every::year);
    ASSERT_EQ(series.points.size(), 2U);
    EXPECT_TRUE(series.points[0].partial.empty());
    EXPECT_EQ(series.points[1].partial, std::vector<std::string>{"C"});
    for (const auto& exporter : series.points[1].exporters) EXPECT_NE(exporter.exporter, "C");
    const auto months = complexity(
        flows("period,exporter,product,value\n2024-01,A,01,1\n2024-02,A,01,1\n"), {}, Every::year);
    EXPECT_TRUE(months.points.empty());
    EXPECT_EQ(months.incomplete, std::vector{*parse_period("2024")});
}

TEST(Complexity, CellsMayBeOfSomeExportersOnly) {
    const auto table = flows(kNested);
    const auto all = complexity(table);
    const auto some = complexity(table, {.cells_of = {"C", "A"}});
    ASSERT_EQ(some.rows, (std::vector<std::size_t>{0, 2}));
    for (std::size_t p = 0; p < all.products.size(); ++p) {
        EXPECT_EQ(some.rca[some.cell(0, p)], all.rca[all.cell(0, p)]);
        EXPECT_EQ(some.density[some.cell(1, p)], all.density[all.cell(2, p)]);
        EXPECT_EQ(some.outlook_gain[some.cell(1, p)], all.outlook_gain[all.cell(2, p)]);
    }
}

// ---- what scaling changes

// Exports of C0, C1, … of P0, P1, …, with those of one country multiplied.
std::string scaled(const std::vector<std::vector<int>>& exports, std::size_t country, int factor) {
    std::string table = "year,exporter,product,value\n";
    for (std::size_t c = 0; c < exports.size(); ++c)
        for (std::size_t p = 0; p < exports[c].size(); ++p)
            table += "2024,C" + std::to_string(c) + "," + std::to_string(10 + p) + ',' +
                     std::to_string(exports[c][p] * (c == country ? factor : 1)) + '\n';
    return table;
}

// Which exporter has which product with RCA of at least 1.
std::vector<std::string> advantages(const Complexity& result) {
    std::vector<std::string> pairs;
    for (std::size_t c = 0; c < result.exporters.size(); ++c)
        for (std::size_t p = 0; p < result.products.size(); ++p)
            if (result.rca[result.cell(c, p)] >= 1)
                pairs.push_back(result.exporters[c].exporter + ' ' + result.products[p].product);
    return pairs;
}

TEST(Complexity, ScalingOneCountryMayMoveEveryEciSinceRcaIsRelative) {
    // C0 sells mostly P0. Ten times as large, it makes P0 the world's usual good: C1 loses its advantage in it.
    const std::vector<std::vector<int>> exports{{60, 30, 10}, {45, 15, 40}, {20, 50, 30}};
    const auto before = complexity(flows(scaled(exports, 0, 1)));
    const auto after = complexity(flows(scaled(exports, 0, 10)));
    EXPECT_NE(advantages(before), advantages(after));
    EXPECT_NE(before.exporters[1].diversity, after.exporters[1].diversity);
}

#ifdef JARIP_HAS_RAPIDCHECK
// Whether some RCA is at least 1 before and less after one country's exports are multiplied, or the other way: of
// whole numbers, X_cp / X_c >= X_p / X is X_cp X >= X_p X_c. nullopt where one is exactly 1, which rounding decides.
std::optional<bool> crosses_one(const std::vector<std::vector<int>>& exports, std::size_t country,
                                int factor) {
    using Number = std::int64_t;
    const auto sums = [&](int times) {
        std::vector<Number> of_product(exports[0].size());
        Number all = 0;
        for (std::size_t c = 0; c < exports.size(); ++c)
            for (std::size_t p = 0; p < exports[c].size(); ++p) {
                const Number value = Number{exports[c][p]} * (c == country ? times : 1);
                of_product[p] += value;
                all += value;
            }
        return std::pair{of_product, all};
    };
    const auto [product_before, all_before] = sums(1);
    const auto [product_after, all_after] = sums(factor);
    bool crosses = false;
    for (const auto& row : exports) {
        const Number own = std::accumulate(row.begin(), row.end(), Number{0});
        for (std::size_t p = 0; p < row.size(); ++p) {
            if (row[p] == 0) continue;
            const Number before = row[p] * all_before - product_before[p] * own;
            const Number after = row[p] * all_after - product_after[p] * own;
            if (before == 0 || after == 0) return std::nullopt;
            crosses = crosses || (before > 0) != (after > 0);
        }
    }
    return crosses;
}

TEST(Complexity, ScalingOneCountryLeavesEciAloneWhereNoRcaCrossesOne) {
    bool held = true;
    int same = 0, moved = 0;
    held = rc::check([&] {
        const auto countries = *rc::gen::inRange<std::size_t>(3, 7);
        const auto products = *rc::gen::inRange<std::size_t>(3, 9);
        const auto exports = *rc::gen::container<std::vector<std::vector<int>>>(
            countries, rc::gen::container<std::vector<int>>(products, rc::gen::inRange(0, 200)));
        const auto country = *rc::gen::inRange<std::size_t>(0, countries);
        const int factor = *rc::gen::inRange(2, 5);
        const auto crosses = crosses_one(exports, country, factor);
        if (!crosses) return;
        const auto before = complexity(flows(scaled(exports, country, 1)));
        const auto after = complexity(flows(scaled(exports, country, factor)));
        RC_ASSERT(*crosses == (advantages(before) != advantages(after)));
        // Which exporter has which advantage is all that the indices see.
        if (*crosses) {
            ++moved;
            return;
        }
        ++same;
        RC_ASSERT(before.exporters.size() == after.exporters.size());
        constexpr double kNear = 1e-9;
        const auto near = [](std::optional<double> a, std::optional<double> b) {
            return a.has_value() == b.has_value() &&
                   (!a || std::abs(*a - *b) <= kNear * std::max(1.0, std::abs(*a)));
        };
        for (std::size_t c = 0; c < before.exporters.size(); ++c) {
            RC_ASSERT(near(before.exporters[c].eci, after.exporters[c].eci));
            RC_ASSERT(near(before.exporters[c].coi, after.exporters[c].coi));
        }
        for (std::size_t p = 0; p < before.products.size(); ++p)
            RC_ASSERT(near(before.products[p].pci, after.products[p].pci));
        RC_ASSERT(before.density == after.density);
    });
    EXPECT_TRUE(held);
    EXPECT_GT(same, 5) << "of 100 cases; else the property says little";
    EXPECT_GT(moved, 5);
}
#endif

// Of US exports a calendar and a financial year overlap: they do not add up, so that the US are left out and named.
TEST(Complexity, ExportersWhosePeriodsOverlapInPartAreLeftOut) {
    const std::string header = "period,reporter,flow,product,value\n";
    const std::string others =
        "2024,KR,export,8471,10\n2024,JP,export,8542,10\n2024,KR,export,8542,5\n";
    const auto without = complexity(flows(header + others));
    const auto result = complexity(
        flows(header + others + "2024,US,export,8471,90\n2024-04..2025-03,US,export,8471,80\n"));
    EXPECT_EQ(result.overlapping, std::vector<std::string>{"US"});
    ASSERT_EQ(result.exporters.size(), without.exporters.size());
    for (std::size_t i = 0; i < result.exporters.size(); ++i)
        EXPECT_EQ(result.exporters[i].diversity, without.exporters[i].diversity);
    EXPECT_TRUE(without.overlapping.empty());
}

}  // namespace
}  // namespace jarip::trade
