// The worked racks of tests/known/rack/worked: every figure of expected.json to its printed digits.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

const std::string kFolder = "tests/known/rack/worked/";

Report report_of(const std::string& name) {
    Diagnostics diagnostics;
    const auto design =
        load(read_file(kFolder + name), {read_file(kFolder + "types.toml")}, diagnostics);
    diagnostics.throw_if_errors();
    return check(design);
}

// Half a step of the last digit that the file prints.
double half_step(double printed) {
    for (double step = 1; step > 1e-6; step /= 10)
        if (std::abs(printed / step - std::round(printed / step)) < 1e-6) return step / 2 + 1e-9;
    return 1e-6;
}

void expect_printed(const nlohmann::json& expected, const char* key, std::optional<double> value) {
    const auto& figure = expected.at(key);
    if (figure.is_null()) {
        EXPECT_FALSE(value) << key;
        return;
    }
    ASSERT_TRUE(value) << key;
    const double printed = figure.get<double>();
    // A figure that ends in a zero is printed without it: at least one digit after the point is meant.
    EXPECT_NEAR(*value, printed,
                std::min(half_step(printed), std::string{key} == "btu_h" ? 0.5 : 0.05))
        << key;
}

TEST(Examples, GiveTheExpectedTotalsToTheirPrintedDigits) {
    const auto all = nlohmann::json::parse(read_file(kFolder + "expected.json").text);
    const char* names[] = {"1-nvl72.toml", "2-dgx-h100x4.toml", "3-furiosa-rngd.toml",
                           "5-cloudmatrix-compute.toml"};
    ASSERT_EQ(all.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
        SCOPED_TRACE(names[i]);
        const auto& expected = all[i];
        const auto report = report_of(names[i]);
        const auto& totals = report.totals;
        EXPECT_EQ(report.id, expected.at("rack").get<std::string>());
        expect_printed(expected, "devices", totals.devices.known);
        expect_printed(expected, "U_used", totals.height_u.known);
        expect_printed(expected, "U_free", totals.free_u.known);
        expect_printed(expected, "it_kw", totals.it_kw.known);
        expect_printed(expected, "rack_ac_kw", totals.power_kw.known);
        expect_printed(expected, "loss_kw", totals.loss_kw.known);
        expect_printed(expected, "liquid_kw", totals.liquid_kw.known);
        expect_printed(expected, "air_kw", totals.air_kw.known);
        expect_printed(expected, "flow_lpm", totals.coolant_l_min.known);
        expect_printed(expected, "return_c", totals.return_c.known);
        expect_printed(expected, "air_m3h", totals.airflow_m3_h.known);
        expect_printed(expected, "cfm", totals.airflow_cfm.known);
        expect_printed(expected, "btu_h", totals.heat_btu_h.known);
        expect_printed(expected, "mass_kg", totals.mass_kg.known);
        expect_printed(expected, "load_kg", totals.load_kg.known);
        expect_printed(expected, "floor_kg_m2", totals.floor_kg_m2.known);
        expect_printed(expected, "cog_mm", totals.cog_mm.known);
        expect_printed(expected, "tilt_deg", totals.tilt_deg.known);
        expect_printed(expected, "busbar_max_a", totals.busbar_a.known);
        expect_printed(expected, "cables", totals.cables.known);
        expect_printed(expected, "accelerators", totals.accelerators.known);
        for (const auto& feed : totals.feeds) {
            expect_printed(expected.at("feed_w"), feed.id.c_str(), feed.load_va);
            expect_printed(expected.at("feed_cap_w"), feed.id.c_str(), feed.capacity_va);
        }
        EXPECT_EQ(totals.feeds.size(), expected.at("feed_w").size());
        EXPECT_EQ(report.coverage.power, 1);
        EXPECT_EQ(report.coverage.mass, 1);
    }
}

TEST(Examples, GiveTheExpectedFindingsAndNoOthers) {
    const auto all = nlohmann::json::parse(read_file(kFolder + "expected.json").text);
    const char* names[] = {"1-nvl72.toml", "2-dgx-h100x4.toml", "3-furiosa-rngd.toml",
                           "5-cloudmatrix-compute.toml"};
    for (std::size_t i = 0; i < 4; ++i) {
        SCOPED_TRACE(names[i]);
        std::vector<std::string> warnings;
        const auto report = report_of(names[i]);
        for (const auto& check : report.checks) {
            EXPECT_NE(check.severity, CheckSeverity::error) << check.message(Language::en);
            if (check.severity == CheckSeverity::warning) warnings.push_back(check.code);
        }
        EXPECT_EQ(warnings, std::vector<std::string>{"P01"});
        EXPECT_FALSE(report.has_errors());
        const std::string sentence = all[i].at("warnings")[0][1];  // "rack at 91.1 % of site power"
        const auto percent = sentence.substr(8, sentence.find('%') - 9);
        for (const auto& check : report.checks) {
            if (check.code != "P01") continue;
            const auto message = check.message(Language::en);
            EXPECT_NE(message.find(percent + " %"), std::string::npos) << message;
        }
    }
}

// What others publish of these racks, ours, and why they differ (examples/racks/published.json).
TEST(Examples, StandBesideWhatIsPublished) {
    const auto all = nlohmann::json::parse(read_file("examples/racks/published.json").text);
    ASSERT_GE(all.size(), 9u);
    for (const auto& row : all) {
        const auto name = row.at("design").get<std::string>();
        const auto key = row.at("figure").get<std::string>();
        SCOPED_TRACE(name + ' ' + key);
        Diagnostics diagnostics;
        const auto design = load(read_file("examples/racks/" + name + ".toml"), {}, diagnostics);
        diagnostics.throw_if_errors();
        const auto& totals = check(design).totals;
        const auto* total = key == "power_kw"   ? &totals.power_kw
                            : key == "mass_kg"  ? &totals.mass_kg
                            : key == "load_kg"  ? &totals.load_kg
                            : key == "height_u" ? &totals.height_u
                                                : &totals.accelerators;
        expect_printed(row, "ours", total->known);
        const double published = row.at("published").get<double>();
        const double apart = std::abs(*total->known / published - 1);
        EXPECT_LT(apart, 0.1);
        if (apart > 0.001) {
            EXPECT_FALSE(row.at("why").get<std::string>().empty()) << "no reason for a difference";
        }
        EXPECT_FALSE(row.at("source").get<std::string>().empty());
    }
}

TEST(Examples, SayThatADgxOnTwoFeedsGoesDark) {
    auto file = read_file(kFolder + "2-dgx-h100x4.toml");
    const std::string three = "feeds=[\"A\",\"B\",\"C\"]";
    file.text.replace(file.text.find(three), three.size(), "feeds=[\"A\",\"B\"]");
    Diagnostics diagnostics;
    const auto design = load(file, {read_file(kFolder + "types.toml")}, diagnostics);
    const auto report = check(design);
    std::vector<const Check*> errors;
    for (const auto& check : report.checks)
        if (check.code == "P04") errors.push_back(&check);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0]->where, "dgx");
    EXPECT_EQ(errors[0]->value, 3);
    EXPECT_EQ(errors[0]->limit, 4);
}

}  // namespace
}  // namespace jarip::rack
