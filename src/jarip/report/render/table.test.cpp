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

TEST(TextTable, GoesOnBelowWhereItsColumnsDoNotFit) {
    TextTable table{{"Maker", Align::left, 8},
                    {"rack-a", Align::right},
                    {"rack-b", Align::right},
                    {"rack-c", Align::right}};
    table.add({"a maker's name", "1 %", "2 %", "3 %"});
    EXPECT_EQ(table.render_blocks(42, 2),
              "  Maker           rack-a  rack-b  rack-c\n"
              "  a maker's name     1 %     2 %     3 %\n");
    EXPECT_EQ(table.render_blocks(36, 2),
              "  Maker       rack-a  rack-b  rack-c\n"
              "  a maker's…     1 %     2 %     3 %\n")
        << "the name is cut first, as long as it keeps its width";
    EXPECT_EQ(table.render_blocks(32, 2),
              "  Maker           rack-a  rack-b\n"
              "  a maker's name     1 %     2 %\n"
              "\n"
              "  Maker           rack-c\n"
              "  a maker's name     3 %\n");
}

TEST(TextTable, GoesOnBelowWhereNoCutHelps) {
    TextTable table{
        {"Answer"}, {"Model", Align::right}, {"p5", Align::right}, {"p95", Align::right}};
    table.add({"Obtained a month", "160.4 million USD", "152.1 million USD", "175.9 million USD"});
    EXPECT_EQ(table.render(60),
              "Answer                        Model                 p5\n"
              "Obtained a month  160.4 million USD  152.1 million USD\n"
              "\n"
              "Answer                          p95\n"
              "Obtained a month  175.9 million USD\n");
}

}  // namespace
}  // namespace jarip::report
