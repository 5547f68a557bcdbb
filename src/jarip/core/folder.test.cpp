#include "jarip/core/folder.hpp"
#include "fixtures/error_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "jarip/core/diagnostic.hpp"

namespace jarip {
namespace {

using fixtures::code_of;

namespace fs = std::filesystem;
using testing::ElementsAre;

class FolderTest : public testing::Test {
protected:
    FolderTest() { fs::create_directories(root_); }
    ~FolderTest() override {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }
    FolderTest(const FolderTest&) = delete;
    FolderTest& operator=(const FolderTest&) = delete;

    [[nodiscard]] std::string path(const std::string& name = "") const {
        return (root_ / name).string();
    }
    void put(const std::string& name, std::string_view content) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name, std::ios::binary} << content;
    }

private:
    fs::path root_ = fs::temp_directory_path() / ("jarip-folder-test-" + std::to_string(getpid()));
};

TEST_F(FolderTest, ListsItsFilesSortedAndReadsThem) {
    put("b.csv", "b");
    put("racks/a.toml", "a");
    put(".hidden", "x");
    put(".git/config", "x");
    const auto folder = Folder::open(path());
    EXPECT_THAT(folder.names(), ElementsAre("b.csv", "racks/a.toml"));
    EXPECT_TRUE(folder.has("racks/a.toml"));
    EXPECT_EQ(folder.read("b.csv")->text, "b");
    EXPECT_EQ(folder.read("b.csv")->name, "b.csv");
    EXPECT_EQ(folder.read("c.csv"), std::nullopt);
}

TEST_F(FolderTest, NeverReadsOutsideItself) {
    put("inside/a.csv", "a");
    put("secret.csv", "s");
    const auto folder = Folder::open(path("inside"));
    EXPECT_EQ(folder.read("../secret.csv"), std::nullopt);
    EXPECT_EQ(folder.read(path("secret.csv")), std::nullopt);
}

TEST_F(FolderTest, ALinkIsNamedByItsPlaceInTheFolder) {
    put("elsewhere/real.csv", "a");
    put("model/b.csv", "b");
    fs::create_symlink(path("elsewhere/real.csv"), path("model/link.csv"));
    fs::create_symlink(path("nowhere"), path("model/broken.csv"));
    fs::create_symlink(path("elsewhere"), path("model/customs"));
    fs::create_symlink(path("model"), path("model/customs/round"));
    fs::create_directories(path("model/demand.csv"));
    ASSERT_EQ(mkfifo(path("model/stock.csv").c_str(), 0600), 0);
    const auto folder = Folder::open(path("model"));
    EXPECT_THAT(folder.names(), ElementsAre("b.csv", "customs/real.csv", "link.csv"));
    EXPECT_EQ(folder.read("customs/real.csv")->text, "a");
    std::string unreadable;
    for (const auto& each : folder.unreadable()) unreadable += each.name + ' ' + each.code() + ' ';
    EXPECT_EQ(unreadable, "broken.csv E0035 customs/round E0036 demand.csv E0038 stock.csv E0037 ");
}

TEST_F(FolderTest, SaysWhatIsWrongWithAPath) {
    put("a.csv", "x");
    EXPECT_EQ(code_of([&] { (void)Folder::open(path("nowhere")); }), "E0001");
    EXPECT_EQ(code_of([&] { (void)Folder::open(path("a.csv")); }), "E0005");
    EXPECT_EQ(code_of([&] { (void)read_file(path("nowhere.csv")); }), "E0002");
    EXPECT_EQ(code_of([&] { (void)read_file(path()); }), "E0002");
}

TEST_F(FolderTest, AFolderThatMayNotBeListedIsAnError) {
    if (geteuid() == 0) GTEST_SKIP() << "root may list every folder";
    put("closed/a.csv", "x");
    fs::permissions(path("closed"), fs::perms::none);
    EXPECT_EQ(code_of([&] { (void)Folder::open(path("closed")); }), "E0002");
    fs::permissions(path("closed"), fs::perms::owner_all);
}

TEST_F(FolderTest, FarTooManyFilesAreNoModel) {
    for (int i = 0; i <= 2'000; ++i) put("many/" + std::to_string(i), "");
    EXPECT_EQ(code_of([&] { (void)Folder::open(path("many")); }), "E0007");
}

TEST_F(FolderTest, AFileThatIsNotTextIsRefusedAtItsFirstBadByte) {
    put("a.csv", "item\n가,\xff\n");
    try {
        (void)Folder::open(path()).read("a.csv");
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        const auto& found = error.diagnostics().at(0);
        EXPECT_EQ(found.code, "E0004");
        EXPECT_EQ(found.where.line, 2U);
        EXPECT_EQ(found.where.column, 3U);
    }
}

TEST_F(FolderTest, AFileLargerThanOneChunkIsReadWhole) {
    const std::string content(5'000'001, 'x');
    put("large", content);
    EXPECT_EQ(read_file(path("large")).text, content);
}

TEST(EmbeddedFiles, AreThoseOfTheCheckout) {
    EXPECT_EQ(embedded_text("en.toml"), read_file("text/en.toml").text);
    EXPECT_EQ(embedded_text("nowhere.toml"), "");
    EXPECT_EQ(code_of([] { (void)Folder::embedded("no-such-model"); }), "E0001");
}

}  // namespace
}  // namespace jarip
