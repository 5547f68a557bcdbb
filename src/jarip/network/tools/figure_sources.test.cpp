#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

Folder economy(const std::string& nodes) {
    return Folder::of({{"model.toml",
                        "name = \"economy\"\nkind = \"flows\"\nper = \"day\"\nhome = \"north\"\n"
                        "start = 2025-01-01\nend = 2025-01-31\n"},
                       {"sources.csv", "source,title\nbook,A book\nunread,Another\n"},
                       {"nodes.csv", nodes},
                       {"flows.csv", "supplier,buyer,value,source\nfarm,mill,5,book\n"}});
}

TEST(FigureSources, TellsSourcedRowsFromAssumedOnesAndFromTheRest) {
    const auto found =
        figure_sources(economy("node,sector,country,final_demand,source,assumed,note\n"
                               "farm,food,north,1,book,,\n"
                               "mill,food,north,2,book,true,half of it guessed\n"
                               "bakery,food,south,9,,,\n"
                               "shop,food,south,,,,\n"));
    ASSERT_EQ(found.rows.size(), 4U) << "the shop has no figure";
    EXPECT_TRUE(found.rows[0].sourced());
    EXPECT_EQ(found.rows[0].table, "nodes");
    EXPECT_EQ(found.rows[0].key, "farm");
    EXPECT_EQ(found.rows[0].line, 2U);
    EXPECT_FALSE(found.rows[1].sourced());
    EXPECT_TRUE(found.rows[1].assumed);
    EXPECT_EQ(found.rows[1].note, "half of it guessed");
    EXPECT_FALSE(found.rows[2].sourced() || found.rows[2].assumed);
    EXPECT_EQ(found.rows[3].key, "farm/mill");
    ASSERT_EQ(found.sources.size(), 2U);
    EXPECT_EQ(found.sources[1].id, "unread");
}

TEST(FigureSources, TheDefaultModelSaysOfEveryFigureWhereItIsFrom) {
    const auto found = figure_sources(open_folder(""));
    EXPECT_GT(found.rows.size(), 1'000U);
    EXPECT_EQ(
        std::count_if(found.rows.begin(), found.rows.end(),
                      [](const FigureRow& row) { return row.source.empty() && !row.assumed; }),
        0);
}

TEST(FigureSources, ATableThatIsWrongIsRefused) {
    EXPECT_THROW(
        (void)figure_sources(economy("node,sector,country,final_demand\nfarm,food,north,1\n"
                                     "farm,food,north,2\n")),
        Error);
}

}  // namespace
}  // namespace jarip::network
