// What a rack surely breaks is said, whatever else is unknown, called otherwise or built in. Worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* kBoxType = R"([[type]]
slug = "heavy"
u_height = 4
power = "ac"
watts = 3000
psu_count = 2
psu_needed = 1
psu_w = 3500
plug = "C20"
power_factor = 1.0
[[type]]
slug = "light"
u_height = 1
power = "ac"
watts = 1500
psu_count = 2
psu_needed = 1
psu_w = 2000
plug = "C14"
power_factor = 1.0
[[type]]
slug = "unsaid"
u_height = 1
power = "ac"
psu_count = 2
psu_needed = 1
psu_w = 2000
plug = "C14"
)";

std::string feeds(int phases, int volts, int amps) {
    std::string text =
        "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 42\n[site]\n"
        "code = \"iec100\"\n";
    for (const char* id : {"A", "B"})
        text += std::string{"[[feed]]\nid = \""} + id + "\"\nvolts_ll = " + std::to_string(volts) +
                "\nphases = " + std::to_string(phases) + "\namps = " + std::to_string(amps) + '\n';
    return text;
}

// A strip on each feed.
std::string strips(const std::string& type) {
    return "[[device]]\nid = \"pa\"\ntype = \"" + type +
           "\"\nfeeds = [\"A\"]\n[[device]]\nid = \"pb\"\n" + "type = \"" + type +
           "\"\nfeeds = [\"B\"]\n";
}

std::string device(const std::string& type, int u, int count,
                   const std::string& more = "feeds = [\"pa\", \"pb\"]\n") {
    return "[[device]]\nid = \"" + type + "\"\ntype = \"" + type + "\"\nu = " + std::to_string(u) +
           "\ncount = " + std::to_string(count) + '\n' + more;
}

Report judged(const std::string& design, const std::string& types) {
    Diagnostics diagnostics;
    const auto rack =
        load({"r.toml", design}, {{"types.toml", std::string{kBoxType} + types}}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    return check(rack);
}

std::vector<std::string> errors(const Report& report, std::string_view code) {
    std::vector<std::string> messages;
    for (const auto& check : report.checks)
        if (check.code == code && check.severity == CheckSeverity::error)
            messages.push_back(check.message(Language::en));
    return messages;
}

const char* const kStripType =
    "[[type]]\nslug = \"strip\"\nu_height = 0\noutlets = {c13 = 8, c19 = 4}\ninput_a = 16\n"
    "branches = 2\nbranch_a = 10\n";

// A cord of 3,000 VA after the loss of the other feed, on a branch of 230 V · 10 A; whatever a device beside it draws.
TEST(SureErrors, AnUnknownDrawHidesNoCordTooLargeForABranch) {
    const auto rack = feeds(1, 230, 32) + strips("strip") + device("heavy", 1, 1);
    const auto without = errors(judged(rack, kStripType), "P15");
    ASSERT_EQ(without.size(), 2u);
    EXPECT_THAT(without[0], HasSubstr("one cord on distribution unit pa carries 3000 VA"));
    EXPECT_THAT(without[0], HasSubstr("bears 2300 VA"));
    for (const int u : {20, 30})
        EXPECT_EQ(errors(judged(rack + device("unsaid", u, 1), kStripType), "P15"), without);
    // The device of unknown draw before the other one.
    EXPECT_EQ(errors(judged(feeds(1, 230, 32) + strips("strip") + device("unsaid", 20, 1) +
                                device("heavy", 1, 1),
                            kStripType),
                     "P15"),
              without);
}

// Three of 1,500 W: 4,500 VA on either strip after the loss of the other feed, whose plug bears 230 V · 16 A = 3,680.
TEST(SureErrors, AStripIsADistributionUnitWhateverPowerItNames) {
    const auto rack = feeds(1, 230, 32) + strips("strip") + device("light", 1, 3);
    const auto passive = errors(judged(rack, kStripType), "P15");
    ASSERT_EQ(passive.size(), 2u);
    EXPECT_THAT(passive[0], HasSubstr("carries 4500 VA; it bears 3680 VA"));
    for (const char* more : {"power = \"ac\"\nwatts = 0\n", "power = \"ac\"\n", "watts = 0\n",
                             "power = \"passive\"\n", "power = \"ac\"\nwatts = 12\n"}) {
        const auto report = judged(rack, std::string{kStripType} + more);
        EXPECT_EQ(errors(report, "P15"), passive) << more;
        EXPECT_TRUE(report.totals.power_kw.high) << more;
    }
}

// Twelve of 3,000 W on three phases: 36,000 VA through one unit, which bears √3 · 400 V · 32 A = 22,170 VA.
TEST(SureErrors, UnitsBuiltInBearWhatTheyAreCalledBy) {
    const auto report =
        judged(feeds(3, 400, 125) + strips("rack-pdu-380v-32a") + device("heavy", 1, 8) + "", "");
    const auto all = errors(report, "P15");
    ASSERT_EQ(all.size(), 2u);
    EXPECT_THAT(all[0], HasSubstr("carries 24000 VA; it bears 22170"));
    for (const auto& type : built_in_types()) {
        if (!type.slug.starts_with("rack-pdu-")) continue;
        EXPECT_TRUE(type.input_a.given) << type.slug;
        EXPECT_NE(type.slug.find(format_shortest(type.input_a.value) + "a"), std::string::npos);
        EXPECT_EQ(phases_of(type.plug) == PlugPhases::three,
                  type.model.find("three phases") != std::string::npos)
            << type.slug;
    }
}

// Two boxes with a supply on either branch: with one branch lost the other carries 2 · 2,000 VA over 400 V / √3 = 17.3 A.
TEST(SureErrors, ABranchBearsItsShareWithAnotherBranchLost) {
    const std::string strip =
        "[[type]]\nslug = \"strip\"\nu_height = 0\nplug = \"iec-60309-3p-n-e-6h\"\n"
        "outlets = {c19 = 6}\ninput_a = 32\nbranches = 3\nbranch_a = 16\n";
    auto rack = feeds(3, 400, 32) + "[[device]]\nid = \"pa\"\ntype = \"strip\"\nfeeds = [\"A\"]\n" +
                device("heavy", 1, 2, "watts = 2000\nfeeds = [\"pa\"]\n");
    int outlet = 0;
    for (const char* supply : {"PSU1", "PSU2"})
        for (const char* number : {"1", "2"})
            rack += "[[cable]]\nkind = \"power\"\nfrom = {device = \"pa\", port = \"c19-" +
                    std::to_string(++outlet) + "\"}\nto = {device = \"heavy\", port = \"" + supply +
                    "\", number = " + number + "}\ncount = 1\n";
    const auto all = errors(judged(rack, strip), "P15");
    ASSERT_EQ(all.size(), 2u);
    EXPECT_THAT(all[0], HasSubstr("with pa:branch-2 lost, branch 1"));
    EXPECT_THAT(all[0], HasSubstr("17.32 A"));
    EXPECT_THAT(all[1], HasSubstr("with pa:branch-1 lost, branch 2"));
    // 1,500 W each: 13 A.
    EXPECT_TRUE(
        errors(judged(changed(rack, {{"watts = 2000", "watts = 1500"}}), strip), "P15").empty());
    // 4,000 W each are 17.3 A on either branch, 34.6 with the other lost, beside a third device that no cable plugs in.
    const auto heavier = changed(rack, {{"watts = 2000", "watts = 4000"}});
    const std::string third =
        "[[device]]\nid = \"third\"\ntype = \"heavy\"\nu = 20\nwatts = 100\nfeeds = [\"pa\"]\n";
    // Of two branches each has an outlet left, which are dealt to it.
    const auto two = changed(strip, {{"branches = 3", "branches = 2"}});
    const auto spread = [](const std::string& design) {
        return changed(design, {{"port = \"c19-4\"", "port = \"c19-5\""},
                                {"port = \"c19-3\"", "port = \"c19-4\""}});
    };
    const auto dealt = errors(judged(spread(heavier) + third, two), "P15");
    for (const char* branch : {"branch 1", "branch 2"})
        EXPECT_THAT(dealt, Contains(AllOf(HasSubstr(std::string{"lost, "} + branch),
                                          HasSubstr("carries 34.64 A"))));
    const auto lighter = changed(rack, {{"watts = 2000", "watts = 1500"}});
    EXPECT_TRUE(errors(judged(spread(lighter) + third, two), "P15").empty());
    // A third device of unknown draw on the first branch takes nothing from what is sure of the others.
    const auto open = judged(rack + device("unsaid", 20, 1, "feeds = [\"pa\"]\n"), strip);
    EXPECT_GE(errors(open, "P15").size(), 1u) << listing(open);
}

// Six supplies of 3 kW: with 15 kW N+1 they give 18 kW, the last 3 of them without spare.
TEST(SureErrors, AShelfGivesWhatItsSuppliesDo) {
    const auto of = [](int watts, const std::string& rating) {
        return judged(
            feeds(3, 400, 63) +
                "[[device]]\nid = \"shelf\"\ntype = \"shelf\"\nu = 1\nfeeds = [\"A\"]\n" +
                device("sled", 3, 1, "watts = " + std::to_string(watts) + "\n"),
            "[[type]]\nslug = \"shelf\"\nu_height = 1\npower = \"source\"\npsu_count = 6\n"
            "psu_w = 3000\nbus_v = 50\nefficiency = 0.97\nshelf_out_w = " +
                rating + "\n[[type]]\nslug = \"sled\"\nu_height = 2\npower = \"busbar\"\n");
    };
    EXPECT_TRUE(errors(of(17000, "15000"), "P05").empty());
    EXPECT_TRUE(errors(of(18000, "15000"), "P05").empty());
    EXPECT_TRUE(errors(of(17000, "12000"), "P05").empty());  // N+2
    ASSERT_EQ(errors(of(18100, "15000"), "P05").size(), 1u);
    EXPECT_THAT(errors(of(18100, "15000"), "P05")[0], HasSubstr("its supplies give 18000 W"));
    // 7 kW are no number of supplies: what the shelf bears itself.
    EXPECT_THAT(errors(of(8000, "7000"), "P05")[0], HasSubstr("its supplies give 7000 W"));
    const auto near = of(17000, "15000");
    EXPECT_TRUE(std::any_of(near.checks.begin(), near.checks.end(), [](const Check& check) {
        return check.code == "P04" && check.severity == CheckSeverity::warning;
    })) << listing(near);
}

TEST(SureErrors, PlugsAreKnownByTheirPolesHoweverTheyAreWritten) {
    for (const char* plug :
         {"iec-60309-3p-n-e-6h", "IEC 60309 32A 3P+N+E", "IEC 60309 3P+N+E 6h 32A", "IEC60309 3P+E",
          "iec_60309_3p_n_e", "3P+N+PE, 63 A", "NEMA L21-30P", "nema-15-50p", "CS8365C"})
        EXPECT_EQ(phases_of(plug), PlugPhases::three) << plug;
    for (const char* plug :
         {"iec-60309-2p-e-6h", "IEC 60309 32A 2P+E", "IEC 60309 P+N+E 6h 16A", "IEC 60320 C14",
          "iec-60320-c20", "IEC C20", "C14", "NEMA L6-30P", "IEC 60309 1P+N+E"})
        EXPECT_EQ(phases_of(plug), PlugPhases::one) << plug;
    for (const char* plug : {"", "IEC 60309", "hardwired", "dc-terminal", "63p"})
        EXPECT_EQ(phases_of(plug), PlugPhases::unknown) << plug;
    EXPECT_EQ(plug_name("IEC 60320 C14"), "c14");
    EXPECT_EQ(outlet_of("IEC C20"), "c19");
    EXPECT_EQ(cord_a("NEMA L6-30P", 0.8), 24);
    EXPECT_EQ(plug_name("IEC 60309 32A 3P+N+E"), "iec-60309-32a-3p-n-e");
}

}  // namespace
}  // namespace jarip::rack
