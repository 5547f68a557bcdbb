#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "fixtures/customs.hpp"
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
    static inline const std::string kFolder = "../shared/cases/complexity/";

    void SetUp() override {
        if (!std::filesystem::exists(kFolder)) GTEST_SKIP() << kFolder << " is not there";
        result_ = complexity(flows(read_file(kFolder + "exports.csv").text));
    }
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
    "year,exporter,product,value\n2024,A,chip,60\n2024,A,rice,40\n2024,A,ship,100\n2024,B,rice,100\n"
    "2024,B,ship,100\n2024,C,rice,100\n";

TEST(Complexity, TheMostDiverseStandsFirst) {
    const auto result = complexity(flows(kNested));
    ASSERT_EQ(result.exporters.size(), 3U);
    EXPECT_EQ(result.exporters[0].diversity, 2)
        << "chip and ship: 100/200 of rice is under the world's";
    EXPECT_GT(result.exporters[0].eci.value(), result.exporters[1].eci.value());
    EXPECT_GT(result.exporters[1].eci.value(), result.exporters[2].eci.value());
}

TEST(Complexity, OfGroupsThatShareNoProductIsUndefined) {
    const auto result = complexity(
        flows("year,exporter,product,value\n2024,A,x,1\n2024,B,y,1\n2024,C,z,1\n2024,D,z,1\n"));
    ASSERT_EQ(result.exporters.size(), 4U);
    for (const auto& exporter : result.exporters) EXPECT_EQ(exporter.eci, std::nullopt);
    for (const auto& product : result.products) EXPECT_EQ(product.pci, std::nullopt);
    EXPECT_EQ(result.rca[result.cell(0, 0)], 4);
}

TEST(Complexity, OfNothingIsNothing) {
    EXPECT_TRUE(complexity(Flows{}).exporters.empty());
    EXPECT_TRUE(complexity(flows("year,exporter,product,value\n2024,A,x,0\n")).products.empty());
}

TEST(Complexity, WhoeverHasNoAdvantageIsLeftOutAndNamed) {
    const auto result =
        complexity(flows("year,exporter,product,value\n2024,A,x,10\n2024,B,x,10\n2024,B,y,0\n"));
    EXPECT_EQ(result.left_out, std::vector<std::string>{"y"});
}

}  // namespace
}  // namespace jarip::trade
