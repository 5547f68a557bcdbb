#include "jarip/report/render/table.hpp"

#include <gtest/gtest.h>

namespace jarip::report {
namespace {

TEST(TextTable, AlignsNumbersRightUnderTheirTitle) {
    TextTable table{{"Site"}, {"Racks", Align::right}};
    table.add({"Paju", "6"});
    table.add({"Fremont", "1,200"});
    EXPECT_EQ(table.render(80),
              "Site     Racks\n"
              "Paju         6\n"
              "Fremont  1,200\n");
}

TEST(TextTable, CountsTwoColumnsForHangul) {
    TextTable table{{""}, {"", Align::right}};
    table.add({"파주", "6"});
    table.add({"Paju", "6"});
    EXPECT_EQ(table.render(80, 2), "  파주  6\n  Paju  6\n");
}

TEST(TextTable, CutsTheWidestTextToThePage) {
    TextTable table{{"Name"}, {"N", Align::right}};
    table.add({"a name that is much too long", "12"});
    EXPECT_EQ(table.render(16), "Name           N\na name that…  12\n");
}

TEST(TextTable, CutsAColumnThatKeepsItsWidthLast) {
    TextTable table{{"Name", Align::left, 20}, {"By"}};
    table.add({"a name of 24 letters now", "a maker with a name as long"});
    EXPECT_EQ(table.render(36), "Name                  By\na name of 24 letter…  a maker with …\n");
    EXPECT_EQ(table.render(26), "Name              By\na name of 24 le…  a maker…\n");
}

TEST(TextTable, ShortRowsHaveEmptyCells) {
    TextTable table{{"A"}, {"B"}};
    table.add({"x"});
    EXPECT_EQ(table.render(80), "A  B\nx\n");
}

}  // namespace
}  // namespace jarip::report
