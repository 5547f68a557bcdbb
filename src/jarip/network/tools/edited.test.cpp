// What-ifs written into tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::vector<SourceFile> tiny_files() {
    const auto folder = Folder::open("models/tiny-chain");
    std::vector<SourceFile> files;
    for (const auto& name : folder.names()) files.push_back(*folder.read(name));
    return files;
}

// The folder with what was edited in place of what it had.
Folder with(std::vector<SourceFile> files, const std::vector<SourceFile>& changed) {
    for (auto& file : files)
        for (const auto& other : changed)
            if (file.name == other.name) file.text = other.text;
    return Folder::of(std::move(files));
}

TEST(Edited, SaysWhatTheWhatIfSays) {
    const std::vector<std::string> sets{"processes:chip-hsinchu.capacity_per_month*=0.5",
                                        "stock:*.quantity=7"};
    const auto folder = Folder::open("models/tiny-chain");
    const auto changed = edited(folder, sets);
    const auto asked = contents(with(tiny_files(), changed));
    const auto differ = differences(contents(folder), asked);
    for (const auto& cell : differ.cells)
        EXPECT_TRUE(cell.column == "capacity_per_month" || cell.column == "quantity" ||
                    cell.column == "assumed")
            << cell.file << ' ' << cell.column;
    EXPECT_FALSE(differ.none());
    EXPECT_TRUE(differ.rows.empty());
    EXPECT_NO_THROW((void)load(with(tiny_files(), changed)));
}

TEST(Edited, LeavesEveryOtherByte) {
    auto files = tiny_files();
    for (auto& file : files)
        if (file.name == "stock.csv")
            file.text =
                "site,item,quantity,note\r\n\r\nKR-SYS , server,1,\"a \"\"b\"\"\"\r\nTW-HSC,chip,2,\r\n";
    const auto changed = edited(Folder::of(files), {"stock:TW-HSC/chip.quantity=5"});
    ASSERT_THAT(changed, SizeIs(1));
    EXPECT_EQ(changed[0].text,
              "site,item,quantity,note,assumed\r\n\r\nKR-SYS , server,1,\"a \"\"b\"\"\",\r\n"
              "TW-HSC,chip,5,,true\r\n");
}

TEST(Edited, AddsRowsThatAreAssumed) {
    const auto changed =
        edited(Folder::open("models/tiny-chain"),
               {"events:+mine/first.kind=blockade", "events:+mine/first.target=country:TW",
                "events:+mine/first.start=2025-03-01", "events:+mine/first.days=30"});
    ASSERT_THAT(changed, SizeIs(1));
    EXPECT_EQ(changed[0].name, "events.csv");
    const auto network = load(with(tiny_files(), changed));
    EXPECT_EQ(network.scenario("mine").id, "mine");
}

TEST(Edited, ARowWithItsNewSourceIsNotAssumed) {
    auto files = tiny_files();
    for (auto& file : files)
        if (file.name == "stock.csv") file.text = "site,item,quantity,source\nTW-HSC,chip,2,\n";
    files.push_back({"sources.csv", "source,title\nmine,A count of today\n"});
    const auto changed = edited(Folder::of(files),
                                {"stock:TW-HSC/chip.quantity=5", "stock:TW-HSC/chip.source=mine"});
    ASSERT_THAT(changed, SizeIs(1));
    EXPECT_EQ(changed[0].text, "site,item,quantity,source\nTW-HSC,chip,5,mine\n");
}

// The settings of model.toml, of which every other byte stays.
TEST(Edited, WritesSettingsWhereTheyStand) {
    const std::string begin =
        "# ours\r\nname = \"m\"\r\nhome = \"KR\"\r\nproduct = \"rack\"\r\n"
        "start = 2025-01-01\r\nend = 2025-12-31\r\n";
    const auto with_stress = [&](const std::string& stress,
                                 const std::vector<std::string>& sets) -> std::string {
        auto files = tiny_files();
        for (auto& file : files)
            if (file.name == "model.toml") file.text = begin + stress;
        const auto changed = edited(Folder::of(files), sets);
        if (changed.empty()) return "(nothing)";
        EXPECT_THAT(changed, SizeIs(1));
        EXPECT_NO_THROW((void)load(with(files, changed)));
        EXPECT_TRUE(changed[0].text.starts_with(begin)) << changed[0].text;
        return changed[0].text.substr(begin.size());
    };
    EXPECT_EQ(with_stress("[stress]\r\ntarget_days = 10 # days\r\n[trade]\r\n",
                          {"model:stress.target_days*=1.5"}),
              "[stress]\r\ntarget_days = 15 # days\r\n[trade]\r\n");
    EXPECT_EQ(with_stress("[stress]\r\nunmet = \"lost\"\r\n",
                          {"model:stress.unmet=backlog", "model:stress.reroute=true"}),
              "[stress]\r\nreroute = true\r\nunmet = \"backlog\"\r\n");
    EXPECT_EQ(with_stress("", {"model:stress.search_days=30"}),
              "\r\n[stress]\r\nsearch_days = 30\r\n");
    EXPECT_EQ(with_stress("[stress]\r\npsi = 0.5\r\n", {"model:stress.psi="}), "[stress]\r\n");
    EXPECT_EQ(with_stress("[stress]\r\npsi = 0.5\r\n", {"model:stress.psi=0.50"}), "(nothing)");
    EXPECT_THROW((void)with_stress("stress = { psi = 0.5 }\r\n", {"model:stress.psi=0.2"}), Error)
        << "E0279: in a form that is not written anew";
}

TEST(Edited, SaysWhatIsWrong) {
    EXPECT_THROW((void)edited(Folder::open("models/tiny-chain"), {"processes:nothing.yield=1"}),
                 Error);
}

}  // namespace
}  // namespace jarip::network
