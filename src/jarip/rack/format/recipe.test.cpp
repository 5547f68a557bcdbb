#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "fixtures/bill.hpp"
#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using fixtures::held;
using ::testing::HasSubstr;

constexpr const char* kHead = "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 42\n";

struct Loaded {
    Design design;
    Diagnostics diagnostics;
    std::string messages() const { return render(diagnostics.sorted(), Language::en); }
};

Loaded load_text(const std::string& text, const std::vector<SourceFile>& files = {}) {
    Loaded result;
    result.design = load({"rack.toml", text}, files, result.diagnostics);
    return result;
}

std::string part(const std::string& item, const std::string& parent, double quantity,
                 const std::string& more = "") {
    return "[[part]]\nitem = \"" + item + "\"\nparent = \"" + parent +
           "\"\nqty = " + std::to_string(quantity) + "\n" + more;
}

double quantity_of(const std::vector<RecipeLine>& lines, const std::string& item) {
    for (const auto& line : lines)
        if (line.item == item) return line.quantity;
    return 0;
}

TEST(Recipe, MultipliesQuantitiesDownToTheFirstPartThatIsAnItem) {
    auto [design, diagnostics] = load_text(kHead + part("tray", "", 18) + part("board", "tray", 2) +
                                           part("gpu", "board", 2) + part("hbm", "gpu", 8));
    const auto lines = recipe(design, {"board", "hbm"}, diagnostics);
    ASSERT_EQ(diagnostics.error_count(), 0u);
    ASSERT_EQ(lines.size(), 1u) << "hbm is part of the board's own recipe";
    EXPECT_EQ(lines[0].item, "board");
    EXPECT_DOUBLE_EQ(lines[0].quantity, 36);
    EXPECT_EQ(lines[0].where.line, 10u);
}

TEST(Recipe, AddsUpAnItemOfSeveralBranches) {
    auto [design, diagnostics] =
        load_text(kHead + part("tray", "", 2) + part("switch", "", 1) + part("bolt", "tray", 3) +
                  part("bolt", "switch", 4) + part("bolt", "", 1));
    EXPECT_DOUBLE_EQ(quantity_of(recipe(design, {"bolt"}, diagnostics), "bolt"), 11);
    EXPECT_FALSE(diagnostics.has_errors());
}

TEST(Recipe, TakesMoreWhereScrapAndYieldLoseSome) {
    auto [design, diagnostics] = load_text(kHead + part("tray", "", 10, "yield = 0.5\n") +
                                           part("fan", "tray", 3, "scrap = 0.25\nyield = 0.1\n"));
    // 10 trays take 20 starts, of 3 fans each, of which a quarter is lost; the fan's own yield is its maker's.
    EXPECT_DOUBLE_EQ(quantity_of(recipe(design, {"fan"}, diagnostics), "fan"), 20 * 3 / 0.75);
}

TEST(Recipe, CallsTheRackByItsIdToo) {
    auto [design, diagnostics] = load_text(kHead + part("fan", "r", 2) + part("bolt", "", 1));
    const auto lines = recipe(design, {"fan", "bolt"}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_DOUBLE_EQ(quantity_of(lines, "fan"), 2);
    EXPECT_DOUBLE_EQ(quantity_of(lines, "bolt"), 1);
}

TEST(Recipe, ReportsACircleOfParts) {
    auto [design, diagnostics] =
        load_text(kHead + part("a", "", 1) + part("b", "a", 1) + part("a", "b", 1));
    EXPECT_TRUE(recipe(design, {"b"}, diagnostics).empty());
    EXPECT_THAT(render(diagnostics.sorted(), Language::en), HasSubstr("a > b > a"));
}

TEST(Recipe, ReportsAPartThatContainsItself) {
    auto [design, diagnostics] = load_text(kHead + part("a", "a", 1));
    (void)recipe(design, {"a"}, diagnostics);
    EXPECT_THAT(render(diagnostics.sorted(), Language::en),
                HasSubstr("error E0420: a part contains itself: a > a"));
}

TEST(Recipe, ReportsABranchThatEndsOutsideTheItems) {
    auto [design, diagnostics] = load_text(kHead + part("tray", "", 1) + part("gpuu", "tray", 1));
    (void)recipe(design, {"gpu"}, diagnostics);
    const auto text = render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(text, HasSubstr("rack.toml:10:8: error E0421"));
    EXPECT_THAT(text, HasSubstr("did you mean \"gpu\"?"));
}

TEST(Recipe, ReportsAParentThatNothingContains) {
    auto [design, diagnostics] = load_text(kHead + part("tray", "", 1) + part("gpu", "trey", 1));
    (void)recipe(design, {"tray", "gpu"}, diagnostics);
    const auto text = render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(text, HasSubstr("error E0422: part \"gpu\" goes into \"trey\""));
    EXPECT_THAT(text, HasSubstr("did you mean \"tray\"?"));
}

TEST(Recipe, StopsBeforeQuantitiesOverflow) {
    std::string text = kHead;
    for (int i = 0; i < 50; ++i)
        text += part("p" + std::to_string(i), i ? "p" + std::to_string(i - 1) : "", 1e9);
    auto [design, diagnostics] = load_text(text);
    (void)recipe(design, {"p49"}, diagnostics);
    EXPECT_THAT(render(diagnostics.sorted(), Language::en), HasSubstr("E0423"));
}

TEST(Recipe, WalksAMillionPathsOnce) {
    std::string text = kHead;
    text += part("p0", "", 1);
    for (int i = 1; i < 20; ++i) {
        const auto up = "p" + std::to_string(i - 1);
        const auto here = "p" + std::to_string(i);
        text += part(here, up, 1) + part("x" + std::to_string(i), up, 1) +
                part(here, "x" + std::to_string(i), 1);
    }
    auto [design, diagnostics] = load_text(text);
    EXPECT_DOUBLE_EQ(quantity_of(recipe(design, {"p19"}, diagnostics), "p19"), 524288);
}

TEST(Recipe, RefusesNegativeQuantities) {
    const auto loaded = load_text(kHead + part("gpu", "", -3));
    EXPECT_THAT(loaded.messages(), HasSubstr("rack.toml:8:7: error E0404: qty of [[part]] is -3"));
}

TEST(Parts, ComeFromATableBesideTheDesign) {
    const SourceFile bom{"racks/bom.csv",
                         "tree,item,parent,qty,yield,countries\n"
                         "a,rack,,1,1,\na,tray,rack,4,0.5,KR\na,gpu,tray,2,,TW;US\nb,other,,7,,\n"};
    auto [design, diagnostics] = load_text(std::string{"bom = \"bom.csv\"\n"} + kHead, {bom});
    ASSERT_FALSE(diagnostics.has_errors());
    ASSERT_EQ(design.parts.size(), 2u) << "the root names the rack itself";
    EXPECT_EQ(design.parts[1].origin, "TW;US");
    EXPECT_DOUBLE_EQ(quantity_of(recipe(design, {"gpu"}, diagnostics), "gpu"), 16);
}

TEST(Parts, OfTheSampleListsExplodeToTheirPublishedCounts) {
    const std::string path = "tests/known/rack/bom.csv";
    struct Expected {
        const char *tree, *item;
        double quantity;
    };
    const Expected all[] = {{"nvl72", "GB200 superchip board (Bianca)", 36},
                            {"nvl72", "B200 GPU package", 72},
                            {"nvl72", "Blackwell compute die (N4P ~800 mm2)", 144},
                            {"nvl72", "HBM3E stack 8-high 24 GB", 576},
                            {"nvl72", "LPDDR5X 480 GB", 36},
                            {"nvl72", "ConnectX-7 400G NIC", 72},
                            {"nvl72", "BlueField-3 DPU", 36},
                            {"nvl72", "NVSwitch5 ASIC", 18},
                            {"nvl72", "PSU 5.5 kW", 48},
                            {"nvl72", "E1.S NVMe SSD 3.84 TB", 144},
                            {"dgx-h100", "H100 SXM package", 8},
                            {"dgx-h100", "HBM3 stack 16 GB (5 active of 6)", 40},
                            {"rebel100-rack", "REBEL-Quad/Rebel100 package", 32},
                            {"rebel100-rack", "NPU die 320 mm2 (Samsung SF4X)", 128},
                            {"rebel100-rack", "HBM3E 12-high 36 GB stack", 128},
                            {"rngd-rack", "RNGD card 180 W", 40},
                            {"rngd-rack", "HBM3 12-high 24 GB stack", 80},
                            {"cm384", "Ascend 910C package", 384},
                            {"cm384", "910 compute die (7 nm)", 768},
                            {"cm384", "HBM2E stack 16 GB", 3072},
                            {"cm384", "400G LPO transceiver", 6912},
                            {"cm384", "Kunpeng CPU", 192}};
    for (const auto& [tree, item, quantity] : all) {
        auto [design, diagnostics] =
            load_text("bom = \"bom.csv\"\nbom_tree = \"" + std::string{tree} + "\"\n" + kHead,
                      {read_file(path)});
        const auto parts = bill(design);
        EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
        EXPECT_EQ(held(parts, item), quantity) << tree << ": " << item;
    }
}

TEST(Parts, CostTheFirstCostOnEachBranch) {
    auto [design, diagnostics] =
        load_text(kHead + part("tray", "", 2) + part("board", "tray", 3, "cost = 10\n") +
                  part("chip", "board", 4, "cost = 1000\n") + part("fan", "tray", 1) +
                  part("frame", "", 1, "cost = 7\n"));
    const auto cost = bill(design).cost;
    EXPECT_EQ(cost.known, 2 * 3 * 10 + 7) << "the chips are paid with their boards";
    EXPECT_EQ(cost.low, 67);
    EXPECT_FALSE(cost.high) << "nobody says what a fan costs";
    EXPECT_NEAR(cost.coverage, 2.0 / 3, 1e-12);
}

TEST(Parts, ReportAListThatIsNotThere) {
    const auto loaded = load_text(std::string{"bom = \"bom.csv\"\n"} + kHead);
    EXPECT_THAT(loaded.messages(), HasSubstr("rack.toml:1:7: error E0410"));
}

TEST(Parts, SayWhichColumnsAreMisspelt) {
    const auto warned = [](const std::string& columns) {
        Diagnostics diagnostics;
        (void)load(
            {"r.toml",
             "format = \"jarip-rack/1\"\nbom = \"b.csv\"\n[rack]\nid = \"r\"\nu_height = 4\n"},
            {{"b.csv", "item,qty," + columns + "\nx,1,2,3\n"}}, diagnostics);
        std::string codes;
        for (const auto& each : diagnostics.sorted()) codes += each.code + ' ';
        return codes;
    };
    EXPECT_EQ(warned("unit_csot,lead_week"), "E0462 E0462 ");
    EXPECT_EQ(warned("description,supplier"), "");
    EXPECT_EQ(warned("unit_cost,lead_weeks"), "");
}

}  // namespace
}  // namespace jarip::rack
