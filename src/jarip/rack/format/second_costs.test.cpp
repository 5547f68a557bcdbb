// What a part costs where it stands in several lines.
#include <gtest/gtest.h>

#include "fixtures/error_code.hpp"
#include "jarip/rack.hpp"

namespace jarip::rack {
namespace {

Design design_of_parts(const std::string& parts, const std::string& csv = {}) {
    const std::string head =
        "format = \"jarip-rack/1\"\nbom = \"parts.csv\"\n[rack]\nu_height = 42\n";
    return load({"rack.toml", head + parts}, {{"parts.csv", "item,parent,qty,cost\n" + csv}});
}

std::string part_line(const std::string& item, const std::string& parent, const std::string& more) {
    return "[[part]]\nitem = \"" + item + "\"\nqty = 1\n" +
           (parent.empty() ? "" : "parent = \"" + parent + "\"\n") + more;
}

TEST(SecondCosts, ThatDifferAreRefused) {
    for (const auto& [parts, csv] :
         {std::pair<std::string, std::string>{"", "tray,,1,\nfan,tray,2,10\nfan,,1,12\n"},
          {part_line("fan", "", "cost = 12\n"), "tray,,1,\nfan,tray,2,10\n"}})
        EXPECT_EQ(fixtures::code_of([&] { (void)design_of_parts(parts, csv); }), "E0413");
    EXPECT_EQ(fixtures::code_of(
                  [] { (void)design_of_parts("", "tray,,1,\nfan,tray,2,10\nfan,,1,10\n"); }),
              "nothing thrown");
}

// Two fans of the tray and one beside it, of which only the second line says the cost: 3 × 10.
TEST(SecondCosts, OneCostIsThatOfEachLine) {
    const auto result = bill(design_of_parts("", "tray,,1,\nfan,tray,2,\nfan,,1,10\n"));
    EXPECT_TRUE(result.cost.is_complete());
    EXPECT_EQ(*result.cost.known, 30);
}

}  // namespace
}  // namespace jarip::rack
