#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using Change = ModelDifferences::Change;
using testing::ElementsAre;
using testing::IsEmpty;

Folder folder(std::vector<SourceFile> others, const std::string& settings = "") {
    std::vector<SourceFile> files{
        {"model.toml",
         "name = \"economy\"\nkind = \"flows\"\nper = \"day\"\nhome = \"north\"\n"
         "start = 2025-01-01\nend = 2025-01-31\n" +
             settings}};
    files.insert(files.end(), others.begin(), others.end());
    return Folder::of(std::move(files));
}

const SourceFile kNodes{"nodes.csv",
                        "node,sector,country,final_demand\nfarm,food,north,1\n"
                        "mill,food,north,2\n"};
const SourceFile kFlows{"flows.csv", "supplier,buyer,value\nfarm,mill,5\n"};

ModelDifferences between(const Folder& from, const Folder& to) {
    return differences(contents(from), contents(to));
}

TEST(Differences, OrderSpellingOfNumbersAndDefaultsCountForNothing) {
    const auto other =
        folder({{"nodes.csv",
                 "country,node,sector,final_demand\nnorth,mill,food,2.0\n"
                 "north,farm,food,1e0\n"},
                {"flows.csv", "supplier,buyer,value,kind\nfarm,mill,5.00,essential\n"}});
    EXPECT_TRUE(between(folder({kNodes, kFlows}), other).none());
}

TEST(Differences, NamesRowsThatCameOrWentAndCellsThatChanged) {
    const auto found = between(folder({kNodes, kFlows}),
                               folder({{"nodes.csv",
                                        "node,sector,country,final_demand\nmill,food,north,3\n"
                                        "bakery,food,south,9\n"},
                                       {"flows.csv", "supplier,buyer,value\nmill,bakery,6\n"}}));
    ASSERT_EQ(found.rows.size(), 4U);
    EXPECT_EQ(found.rows[0].key, "farm/mill");
    EXPECT_EQ(found.rows[0].change, Change::removed);
    EXPECT_EQ(found.rows[1].key, "mill/bakery");
    EXPECT_EQ(found.rows[1].change, Change::added);
    ASSERT_EQ(found.cells.size(), 1U);
    EXPECT_EQ(found.cells[0].file, "nodes.csv");
    EXPECT_EQ(found.cells[0].key, "mill");
    EXPECT_EQ(found.cells[0].column, "final_demand");
    EXPECT_EQ(found.cells[0].from, "2");
    EXPECT_EQ(found.cells[0].to, "3");
}

TEST(Differences, ASettingIsNamedByItsTable) {
    const auto found =
        between(folder({kNodes, kFlows}), folder({kNodes, kFlows}, "[stress]\npsi = 0.5\n"));
    ASSERT_EQ(found.cells.size(), 1U);
    EXPECT_EQ(found.cells[0].file, "model.toml");
    EXPECT_EQ(found.cells[0].column, "stress.psi");
    EXPECT_EQ(found.cells[0].from, "");
    EXPECT_EQ(found.cells[0].to, "0.5");
}

TEST(Differences, OtherFilesAreTheSameOrNot) {
    const auto found = between(folder({kNodes, kFlows, {"a.md", "1"}, {"b.md", "2"}}),
                               folder({kNodes, kFlows, {"b.md", "3"}, {"c.md", "4"}}));
    std::vector<std::string> files;
    std::vector<Change> changes;
    for (const auto& file : found.files) {
        files.push_back(file.file);
        changes.push_back(file.change);
    }
    EXPECT_THAT(files, ElementsAre("a.md", "b.md", "c.md"));
    EXPECT_THAT(changes, ElementsAre(Change::removed, Change::changed, Change::added));
    EXPECT_THAT(found.cells, IsEmpty());
}

TEST(Differences, ATableOfOneOnlyIsAllItsRows) {
    const auto found =
        between(folder({kNodes, kFlows}),
                folder({kNodes, kFlows, {"sources.csv", "source,title\nbook,A book\n"}}));
    ASSERT_EQ(found.rows.size(), 1U);
    EXPECT_EQ(found.rows[0].file, "sources.csv");
    EXPECT_EQ(found.rows[0].change, Change::added);
}

TEST(Differences, TheDefaultModelIsItself) {
    const auto model = contents(open_folder(""));
    EXPECT_TRUE(differences(model, model).none());
    EXPECT_GT(model.tables.at("items.csv").size(), 40U);
}

}  // namespace
}  // namespace jarip::network
