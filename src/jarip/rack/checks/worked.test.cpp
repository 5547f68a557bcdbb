// The racks of examples/racks: their totals, reckoned by hand from the figures of their types, and those that are wrong in
// one way, which exactly one check catches.
#include <gtest/gtest.h>

#include <sstream>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

const std::string kWorkedRacks = "examples/racks/";

Design worked_design(const std::string& name) {
    Diagnostics diagnostics;
    auto design = load(read_file(kWorkedRacks + name + ".toml"), {}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    return design;
}

// Codes of errors and warnings.
std::vector<std::string> faults_of(const Report& report) {
    std::vector<std::string> codes;
    for (const auto& finding : report.checks)
        if (finding.severity == CheckSeverity::error || finding.severity == CheckSeverity::warning)
            codes.push_back(finding.code);
    return codes;
}

struct Worked {
    const char* name;
    double it_kw, power_kw, liquid_kw, mass_kg, height_u, cables, accelerators, coolant_l_min,
        airflow_m3_h;
};

TEST(Worked, HaveTheTotalsThatTheirTypesAddUpTo) {
    const Worked racks[] = {
        // 18 × 6,000 + 9 × 1,000 + 2 × 150 W through shelves of 97.5 %; 150 + 132 + 8 × 28 + 18 × 32 + 9 × 29 + 2 × 8.5
        {"nvl72-like", 117.3, 117.3 / 0.975, 0.87 * 117, 1360, 37, 5372, 72, 152.09, 3685.1},
        // 4 × 10,200 + 150 W; 160 + 36 + 4 × 130.45 + 8.5
        {"dgx-h100-three-feeds", 40.95, 40.95, 0, 726.3, 33, 28, 32, 0, 6111.9},
        // 160 + 24 + 4 × 130.45 + 8.5
        {"dgx-h100-two-feeds", 40.95, 40.95, 0, 714.3, 33, 28, 32, 0, 6111.9},
        // 5 × 3,000 + 2 × 350 W; 125 + 5 × 45 + 2 × 10 + 2 × 9
        {"rngd-x5", 15.7, 15.7, 0, 388, 22, 23, 40, 0, 3905.5},
        // 4 × 6,500 + 2,167 + 150 W; 125 + 4 × 70 + 32 + 8.5 + 2 × 12
        {"rebel100-x32", 28.317, 28.317, 0, 469.5, 27, 37, 32, 0, 5635.2},
        // 4 × 10,000 W, 70 % to liquid; 180 + 30 + 4 × 150 + 4 × 12
        {"cloudmatrix-compute", 40, 40, 28, 858, 32, 584, 32, 41.84, 2388.1},
        // 14 × 600 + 4 × 700 + 2 × 500 W through shelves of 97 %; 170 + 30 + 14 × 60 + 2 × 25 + 4 × 25 + 2 × 14
        {"orv3-storage", 12.2, 12.2 / 0.97, 0, 1218, 36, 28, 0, 0, 2502.9},
    };
    for (const auto& worked : racks) {
        SCOPED_TRACE(worked.name);
        const auto totals = check(worked_design(worked.name)).totals;
        EXPECT_NEAR(*totals.it_kw.known, worked.it_kw, 1e-9);
        EXPECT_NEAR(*totals.power_kw.known, worked.power_kw, 1e-9);
        EXPECT_NEAR(*totals.liquid_kw.known, worked.liquid_kw, 1e-9);
        EXPECT_NEAR(*totals.air_kw.known, worked.power_kw - worked.liquid_kw, 1e-9);
        EXPECT_NEAR(*totals.mass_kg.known, worked.mass_kg, 1e-9);
        EXPECT_EQ(totals.height_u.known, worked.height_u);
        EXPECT_EQ(totals.cables.known, worked.cables);
        EXPECT_EQ(totals.accelerators.known, worked.accelerators);
        ASSERT_TRUE(totals.coolant_l_min.known);
        EXPECT_NEAR(*totals.coolant_l_min.known, worked.coolant_l_min, 0.005);
        ASSERT_TRUE(totals.airflow_m3_h.known);
        EXPECT_NEAR(*totals.airflow_m3_h.known, worked.airflow_m3_h, 0.05);
    }
}

TEST(Worked, HaveNoFaultUnlessTheySaySo) {
    using Codes = std::vector<std::string>;
    for (const char* name : {"nvl72-like", "dgx-h100-three-feeds", "rngd-x5", "rebel100-x32",
                             "cloudmatrix-compute", "orv3-storage"})
        EXPECT_EQ(faults_of(check(worked_design(name))), Codes{}) << name;
    EXPECT_EQ(faults_of(check(worked_design("dgx-h100-two-feeds"))), Codes{"P04"});
}

struct Wrong {
    const char *name, *of, *code;
};
constexpr Wrong kWrong[] = {
    {"overlap", "rebel100-x32", "R01"},         {"feed-too-small", "rebel100-x32", "P03"},
    {"backwards", "rebel100-x32", "C07"},       {"weak-floor", "rebel100-x32", "M02"},
    {"long-copper", "rebel100-x32", "N02"},     {"unknown-type", "rebel100-x32", "B01"},
    {"hot-air", "rebel100-x32", "C08"},         {"no-loop", "nvl72-like", "C01"},
    {"wet-pipes", "nvl72-like", "C11"},         {"little-coolant", "nvl72-like", "C03"},
    {"no-spare-pump", "nvl72-like", "C10"},     {"thin-busbar", "nvl72-like", "P08"},
    {"cable-missing", "nvl72-like", "N04"},     {"tray-missing", "nvl72-like", "B03"},
    {"parts-in-a-circle", "nvl72-like", "B02"}, {"port-twice", "rebel100-x32", "N06"}};

TEST(Worked, OnesThatAreWrongAreCaughtByExactlyOneCheck) {
    for (const auto& wrong : kWrong)
        EXPECT_EQ(faults_of(check(worked_design(std::string{"wrong/"} + wrong.name))),
                  std::vector<std::string>{wrong.code})
            << wrong.name;
}

// Lines of a design without its comments, its id and its name.
std::vector<std::string> lines_of(const std::string& name) {
    std::istringstream text{read_file(kWorkedRacks + name + ".toml").text};
    std::vector<std::string> lines;
    bool is_named = false;
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with('#') || line.starts_with("name = ")) continue;
        if (!is_named && line.starts_with("id = ")) {
            is_named = true;
            continue;
        }
        lines.push_back(line);
    }
    return lines;
}

TEST(Worked, OnesThatAreWrongDifferFromASoundOneInOneLine) {
    for (const auto& wrong : kWrong) {
        const auto sound = lines_of(wrong.of);
        const auto faulty = lines_of(std::string{"wrong/"} + wrong.name);
        const auto first = static_cast<std::size_t>(
            std::mismatch(sound.begin(), sound.end(), faulty.begin(), faulty.end()).first -
            sound.begin());
        const auto last = static_cast<std::size_t>(
            std::mismatch(sound.rbegin(), sound.rend(), faulty.rbegin(), faulty.rend()).first -
            sound.rbegin());
        EXPECT_EQ(first + last + 1, sound.size()) << wrong.name;
    }
}

double held_by(const Bill& bill, const std::string& item) {
    for (const auto& sum : bill.sums)
        if (sum.part.item == item) return sum.total;
    return 0;
}

TEST(Worked, NvlinkRackHoldsTheDiesAndStacksOf72Accelerators) {
    Diagnostics diagnostics;
    const auto parts = bill(worked_design("nvl72-like"));
    EXPECT_FALSE(diagnostics.has_errors());
    const std::pair<const char*, double> expected[] = {{"superchip-board", 36},
                                                       {"accelerator-package", 72},
                                                       {"accelerator-die", 144},
                                                       {"hbm3e-stack", 576},
                                                       {"lpddr5x-set", 36},
                                                       {"nic-400g", 72},
                                                       {"dpu", 36},
                                                       {"nvswitch-die", 18},
                                                       {"power-supply-5500w", 48},
                                                       {"ssd-e1s", 144}};
    for (const auto& [item, quantity] : expected) EXPECT_EQ(held_by(parts, item), quantity) << item;
}

}  // namespace
}  // namespace jarip::rack
