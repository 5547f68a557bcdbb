// P07: outlets of feeds and distribution units against the cords that end there.
#include <gtest/gtest.h>

#include "jarip/rack/checks/sound_rack.hpp"

namespace jarip::rack {
namespace {

// A strip of two C13 and two C19 outlets, and servers of 1,000 W with two supplies, on one feed of 230 V.
constexpr const char* kOutletTypes = R"([[type]]
slug = "strip"
u_height = 0
outlets = {c13 = 2, c19 = 2}
[[type]]
slug = "small"
u_height = 1
watts = 1000
psu_count = 2
psu_w = 1000
psu_needed = 1
plug = "C14"
[[type]]
slug = "large"
u_height = 1
watts = 1000
psu_count = 2
psu_w = 4000
psu_needed = 1
plug = "C20"
)";

Report outlet_report(const std::string& rest) {
    return check(load({"rack.toml", R"(format = "jarip-rack/1"
[rack]
u_height = 42
[[feed]]
id = "A"
volts_ll = 230
phases = 1
amps = 63
[[device]]
id = "one"
type = "strip"
feeds = ["A"]
[[device]]
id = "two"
type = "strip"
feeds = ["A"]
)" + rest},
                      {{"types.toml", kOutletTypes}}));
}

std::vector<std::string> outlet_errors(const Report& report) {
    std::vector<std::string> said;
    for (const auto& check : report.checks)
        if (check.code == "P07" && check.severity == CheckSeverity::error)
            said.push_back(check.where + ' ' + std::to_string(static_cast<int>(*check.value)) +
                           " of " + std::to_string(static_cast<int>(*check.limit)));
    return said;
}

std::string outlet_device(const std::string& id, const std::string& type, const std::string& feeds,
                          const std::string& more = {}) {
    return "[[device]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\nfeeds = " + feeds + '\n' +
           more;
}

using Said = std::vector<std::string>;

// Two servers on `one` need four C13 of two; it is full, and so is `two` with one server. The feed has four, of which the
// server that names the feed alone gets none: two plugs besides the two that `one` lacks.
TEST(Outlets, AShortageOfAUnitHidesNoneOfItsFeed) {
    const auto units =
        outlet_device("a", "small", "[\"one\"]") + outlet_device("b", "small", "[\"one\"]");
    EXPECT_EQ(outlet_errors(outlet_report(units)), Said{"one 4 of 2"});
    const auto full = units + outlet_device("c", "small", "[\"two\"]");
    EXPECT_EQ(outlet_errors(outlet_report(full)), Said{"one 4 of 2"});
    const auto more = full + outlet_device("d", "small", "[\"A\"]");
    EXPECT_EQ(outlet_errors(outlet_report(more)), (Said{"one 4 of 2", "A 6 of 4"}));
    // Another unit that is short is another finding.
    const auto both = full + outlet_device("e", "small", "[\"two\"]");
    EXPECT_EQ(outlet_errors(outlet_report(both)), (Said{"one 4 of 2", "two 4 of 2"}));
}

// Three supplies have cords, the fourth none: two outlets of `one` and one of `two`, not two and two.
TEST(Outlets, ASupplyWithoutACordNeedsNone) {
    const auto fourth =
        outlet_device("a", "small", "[\"one\", \"two\"]", "without_cord = [\"PSU2\"]\n");
    const auto filled =
        outlet_device("b", "small", "[\"two\"]") + outlet_device("c", "small", "[\"one\"]");
    // PSU1 hangs on `one`, which then needs three of two; `two` has its two.
    EXPECT_EQ(outlet_errors(outlet_report(fourth + filled)), Said{"one 3 of 2"});
}

// It carries nothing either: with PSU2 out, the one cord of 1,000 W carries 4.35 A and there is no spare supply.
TEST(Outlets, ASupplyWithoutACordCarriesNothing) {
    const auto report =
        outlet_report(outlet_device("a", "small", "[\"A\"]", "without_cord = [\"PSU2\"]\n"));
    const auto* spare = found(report, "P04", CheckSeverity::warning);
    ASSERT_NE(spare, nullptr) << listing(report);
    EXPECT_EQ(*spare->value, 0);
    const auto whole = outlet_report(outlet_device("a", "small", "[\"A\"]"));
    EXPECT_EQ(found(whole, "P04", CheckSeverity::warning), nullptr) << listing(whole);
    const auto none = outlet_report(
        outlet_device("a", "small", "[\"A\"]", "without_cord = [\"PSU1\", \"PSU2\"]\n"));
    EXPECT_NE(found(none, "P09", CheckSeverity::error), nullptr) << listing(none);
}

TEST(Outlets, ASupplyThatIsNotThereIsAFault) {
    const auto text = outlet_device("a", "small", "[\"A\"]", "without_cord = [\"PSU3\"]\n");
    try {
        (void)outlet_report(text);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string{error.what()}.find("E0407"), std::string::npos) << error.what();
    }
}

std::string outlet_cord(const std::string& unit, const std::string& outlet,
                        const std::string& device, const std::string& supply) {
    return "[[cable]]\nkind = \"power\"\nfrom = {device = \"" + unit + "\", port = \"" + outlet +
           "\"}\nto = {device = \"" + device + "\", port = \"" + supply + "\"}\ncount = 1\n";
}

// A cord from C14 to C19 feeds a C20 supply from a C13 outlet: it takes that outlet and bears 10 A. Two supplies of 1,000 W
// on one feed: with one lost the other draws 4.35 A. With 3,000 W 13.04 A: more than 10 A, less than the 16 A of C20.
TEST(Outlets, ACableMayNameAnOutletOfAnotherKind) {
    const auto cords =
        outlet_cord("one", "c13-1", "a", "PSU1") + outlet_cord("one", "c13-2", "a", "PSU2");
    const auto device = outlet_device("a", "large", "[\"one\"]");
    const auto report = outlet_report(device + cords);
    EXPECT_EQ(outlet_errors(report), Said{}) << listing(report);
    EXPECT_EQ(found(report, "P14", CheckSeverity::error), nullptr) << listing(report);

    // The C13 outlets are then gone: the small one beside it finds none.
    const auto beside = outlet_report(device + outlet_device("b", "small", "[\"one\"]") + cords);
    EXPECT_EQ(outlet_errors(beside), Said{"one 4 of 2"});

    const auto heavy =
        outlet_report(outlet_device("a", "large", "[\"one\"]", "watts = 3000\n") + cords);
    const auto* finding = found(heavy, "P14", CheckSeverity::error);
    ASSERT_NE(finding, nullptr) << listing(heavy);
    EXPECT_NEAR(*finding->value, 3000.0 / 230, 1e-9);
    EXPECT_EQ(*finding->limit, 10);
    const auto wide = outlet_report(outlet_device("a", "large", "[\"one\"]", "watts = 3000\n"));
    EXPECT_EQ(found(wide, "P14", CheckSeverity::error), nullptr) << listing(wide);
}

// The other way round: C14 supplies on C19 outlets by cords from C20 to C13 bear 10 A as well.
TEST(Outlets, ASmallSupplyOnALargeOutletBearsWhatItsInletDoes) {
    const auto cords =
        outlet_cord("one", "c19-1", "a", "PSU1") + outlet_cord("one", "c19-2", "a", "PSU2");
    const auto report = outlet_report(outlet_device("a", "small", "[\"one\"]", "watts = 3000\n") +
                                      outlet_device("b", "small", "[\"one\"]") + cords);
    EXPECT_EQ(outlet_errors(report), Said{}) << listing(report);
    const auto* finding = found(report, "P14", CheckSeverity::error);
    ASSERT_NE(finding, nullptr) << listing(report);
    EXPECT_EQ(*finding->limit, 10);
}

}  // namespace
}  // namespace jarip::rack
