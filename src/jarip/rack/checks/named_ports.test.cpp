#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::HasSubstr;

constexpr const char* kLine = "from = \"server\"\nto = \"switch\"";  // three cables of kind dac

std::string said_of(const std::string& ends, const std::vector<Change>& more = {}) {
    std::vector<Change> changes{{kLine, ends}};
    changes.insert(changes.end(), more.begin(), more.end());
    return listing(report_of(changes));
}

TEST(NamedPorts, AreSilentWhereEachIsThereAndTakenOnce) {
    EXPECT_EQ(
        said_of("from = {device = \"server\", port = \"qsfp56-1\"}\n"
                "to = {device = \"switch\", port = [\"qsfp56-1\", \"qsfp56-2\", \"qsfp56-3\"]}"),
        "")
        << "a port of each server of the stack, and three of the switch";
    EXPECT_EQ(
        said_of("from = {device = \"server\", port = \"qsfp56-1\", number = 2}\nto = \"switch\"",
                {{"count = 3\nlength_m = 2", "count = 1\nlength_m = 2"}}),
        "");
}

TEST(NamedPorts, NameBothCablesOfAPortThatIsTakenTwice) {
    const auto words = said_of(
        "from = {device = \"server\", port = \"qsfp56-1\"}\n"
        "to = {device = \"switch\", port = [\"qsfp56-1\", \"qsfp56-2\", \"qsfp56-3\"]}",
        {{"[[part]]\nitem = \"tray\"",
          "[[cable]]\nkind = \"uplink-dac\"\nfrom = {device = \"switch\", port = \"qsfp56-2\"}\n"
          "to = {device = \"external\", port = \"panel 7\"}\ncount = 1\n"
          "[[part]]\nitem = \"tray\""}});
    EXPECT_EQ(
        words,
        "N06 port qsfp56-2 of switch is taken by dac (line 107) and by uplink-dac (line 113)\n");
}

TEST(NamedPorts, TellDevicesOfAStackApart) {
    const std::string second =
        "[[cable]]\nkind = \"dac\"\nfrom = {device = \"server\", port = \"qsfp56-1\", number = 3}\n"
        "to = \"external\"\ncount = 1\n[[part]]\nitem = \"tray\"";
    const auto words = said_of("from = {device = \"server\", port = \"qsfp56-1\"}\nto = \"switch\"",
                               {{"[[part]]\nitem = \"tray\"", second}});
    EXPECT_THAT(words, HasSubstr("N06 port qsfp56-1 of server #3 is taken by dac"));
    EXPECT_THAT(words, HasSubstr("N01")) << "and by counts there is one cable too many";
}

TEST(NamedPorts, AreThoseOfTheListsOfAType) {
    const std::string types = R"([[type]]
slug = "switch"
u_height = 1
[[type.interfaces]]
name = "swp1"
type = "100gbase-x-qsfp28"
[[type.interfaces]]
name = "swp2"
type = "25gbase-x-sfp28"
[[type.console-ports]]
name = "serial"
type = "rj-45"
)";
    const auto said = [&](const std::string& from) {
        Diagnostics diagnostics;
        const auto design = load(
            {"rack.toml",
             "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 4\n[[device]]\n"
             "id = \"a\"\ntype = \"switch\"\nu = 1\n[[cable]]\nkind = \"cat6\"\nfrom = {device = "
             "\"a\", port = \"" +
                 from + "\"}\nto = \"external\"\ncount = 1\n"},
            {{"types.toml", types}}, diagnostics);
        EXPECT_FALSE(diagnostics.has_errors());
        std::string words;
        for (const auto& check : check(design).checks)
            if (check.code.starts_with('N'))
                words += check.code + ' ' + check.message(Language::en);
        return std::pair{design.cables[0].port, words};
    };
    EXPECT_EQ(said("swp2"), std::pair(std::string{"sfp28"}, std::string{}))
        << "the kind of port follows from its name";
    EXPECT_EQ(said("serial").second, "");
    EXPECT_THAT(said("swp3").second,
                HasSubstr("N07 cat6 ends in port swp3, which a does not have"));
}

TEST(NamedPorts, OfABrokenDesignAreReportedWithTheirPlace) {
    Diagnostics diagnostics;
    (void)load({"rack.toml",
                "format = \"jarip-rack/1\"\n[rack]\nu_height = 4\n[[cable]]\n"
                "from = {device = \"a\", prt = \"x\"}\nto = {port = [1]}\ncount = 1\n"},
               {}, diagnostics);
    const auto text = render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(text, HasSubstr("rack.toml:5:8: error E0401"));
    EXPECT_THAT(text, HasSubstr("rack.toml:5:23: warning E0402"));
    EXPECT_THAT(text, HasSubstr("rack.toml:6:6: error E0401"));
    EXPECT_THAT(text, HasSubstr("rack.toml:6:15: error E0403"));
}

}  // namespace
}  // namespace jarip::rack
