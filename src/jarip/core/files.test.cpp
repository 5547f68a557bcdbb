#include "jarip/core/files.hpp"
#include "fixtures/error_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "jarip/core/diagnostic.hpp"

namespace jarip {
namespace {

using fixtures::code_of;

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FilesTest : public testing::Test {
protected:
    FilesTest() { fs::create_directories(root_); }
    ~FilesTest() override {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }
    FilesTest(const FilesTest&) = delete;
    FilesTest& operator=(const FilesTest&) = delete;

    [[nodiscard]] std::string path(const std::string& name = "") const {
        return (root_ / name).string();
    }
    void put(const std::string& name, std::string_view content) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name, std::ios::binary} << content;
    }
    // Folders too, so that what is left behind shows.
    [[nodiscard]] std::vector<std::string> entries() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator{root_})
            names.push_back(entry.path().lexically_relative(root_).string());
        std::sort(names.begin(), names.end());
        return names;
    }
    [[nodiscard]] unsigned mode(const std::string& name) const {
        struct stat found {};
        EXPECT_EQ(stat(path(name).c_str(), &found), 0);
        return found.st_mode & 07777U;
    }

private:
    fs::path root_ = fs::temp_directory_path() / ("jarip-files-test-" + std::to_string(getpid()));
};

TEST_F(FilesTest, WritesAndReplacesWholeFilesAndLeavesNothingElse) {
    write_file(path("out/deep/a.json"), "one");
    write_file(path("out/deep/a.json"), "two");
    EXPECT_EQ(read_file(path("out/deep/a.json")).text, "two");
    EXPECT_THAT(entries(), ElementsAre("out", "out/deep", "out/deep/a.json"));
}

TEST_F(FilesTest, WritersOfOneFileDoNotMixTheirBytes) {
    const std::string first(3'000'000, 'a');
    const std::string second(2'000'000, 'b');
    {
        const std::jthread one{[&] {
            for (int i = 0; i < 5; ++i) write_file(path("x"), first);
        }};
        const std::jthread two{[&] {
            for (int i = 0; i < 5; ++i) write_file(path("x"), second);
        }};
    }
    const auto text = read_file(path("x")).text;
    EXPECT_TRUE(text == first || text == second);
    EXPECT_THAT(entries(), ElementsAre("x"));
}

TEST_F(FilesTest, AFileThatCannotBeWrittenLeavesTheOldOneAndNoFolder) {
    put("file", "old");
    EXPECT_EQ(code_of([&] { write_file(path("file/below"), "new"); }), "E0003");
    EXPECT_EQ(code_of([&] { write_file(path(), "new"); }), "E0003");
    EXPECT_EQ(code_of([&] {
                  write_file(path("a/b/c"), [](const std::string&) { throw Error{"E0003", ""}; });
              }),
              "E0003");
    EXPECT_THAT(entries(), ElementsAre("file"));
    EXPECT_EQ(read_file(path("file")).text, "old");
}

TEST_F(FilesTest, AFileKeepsItsMode) {
    put("private", "old");
    ASSERT_EQ(chmod(path("private").c_str(), 0600), 0);
    write_file(path("private"), "new");
    EXPECT_EQ(read_file(path("private")).text, "new");
    EXPECT_EQ(mode("private"), 0600U);
    const auto before = umask(027);
    write_file(path("fresh"), "new");
    umask(before);
    EXPECT_EQ(mode("fresh"), 0640U);
}

TEST_F(FilesTest, AWriteProtectedFileIsRefusedToRootToo) {
    put("kept", "old");
    ASSERT_EQ(chmod(path("kept").c_str(), 0444), 0);
    EXPECT_EQ(code_of([&] { write_file(path("kept"), "new"); }), "E0032");
    EXPECT_EQ(code_of([&] { write_files({{path("a"), "1"}, {path("kept"), "2"}}); }), "E0032");
    EXPECT_EQ(read_file(path("kept")).text, "old");
    EXPECT_EQ(mode("kept"), 0444U);
    EXPECT_THAT(entries(), ElementsAre("kept"));
}

TEST_F(FilesTest, ALinkStaysALinkAndADeviceADevice) {
    put("real", "old");
    fs::create_symlink(path("real"), path("link"));
    write_file(path("link"), "new");
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(read_file(path("real")).text, "new");
    fs::create_symlink("/dev/null", path("null"));
    write_file(path("null"), "gone");
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    EXPECT_EQ(code_of([&] { write_file("/dev/full", "more than fits"); }), "E0003");
}

TEST_F(FilesTest, ALinkToNothingYetIsFollowed) {
    fs::create_symlink("sub/later", path("link"));
    fs::create_symlink("link", path("second"));
    write_file(path("second"), "new");
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(read_file(path("sub/later")).text, "new");
    fs::create_symlink("round", path("round"));
    EXPECT_EQ(code_of([&] { write_file(path("round"), "new"); }), "E0003");
}

TEST_F(FilesTest, APipeIsWrittenTo) {
    ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
    std::string got;
    {
        const std::jthread reader{[&] { got = read_file(path("pipe")).text; }};
        write_file(path("pipe"), [](const std::string& name) { write_file(name, "through"); });
    }
    EXPECT_EQ(got, "through");
    EXPECT_TRUE(fs::is_fifo(path("pipe")));
    EXPECT_THAT(entries(), ElementsAre("pipe"));
}

TEST_F(FilesTest, FilesThatBelongTogetherAreAllNewOrNone) {
    put("a", "old");
    put("file", "old");
    EXPECT_EQ(code_of([&] {
                  write_files({{path("a"), "new"}, {path("d/b"), "new"}, {path("file/c"), "new"}});
              }),
              "E0003");
    EXPECT_EQ(read_file(path("a")).text, "old");
    EXPECT_THAT(entries(), ElementsAre("a", "file"));
    write_files({{path("a"), "1"}, {path("d/b"), "2"}});
    EXPECT_EQ(read_file(path("a")).text + read_file(path("d/b")).text, "12");
    EXPECT_THAT(entries(), ElementsAre("a", "d", "d/b", "file"));
}

TEST_F(FilesTest, ANewFolderIsWholeOrNotThere) {
    const std::vector<SourceFile> files{{"a.csv", "1"}, {"sub/b.csv", "2"}};
    write_new_folder(path("x/model/"), files);
    EXPECT_THAT(entries(),
                ElementsAre("x", "x/model", "x/model/a.csv", "x/model/sub", "x/model/sub/b.csv"));
    EXPECT_EQ(code_of([&] { write_new_folder(path("x/model"), files); }), "E0034");
    // A name too long for any file system.
    EXPECT_EQ(code_of([&] {
                  write_new_folder(path("y/z"), {{"a", "1"}, {std::string(300, 'n'), "2"}});
              }),
              "E0003");
    EXPECT_FALSE(fs::exists(path("y")));
    fs::create_directories(path("empty"));
    fs::create_symlink("empty", path("link"));
    write_new_folder(path("link"), files);
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(read_file(path("empty/sub/b.csv")).text, "2");
}

TEST_F(FilesTest, OfSeveralWhoMakeOneFolderOneWinsAndNothingElseStays) {
    std::vector<SourceFile> files;
    for (int i = 0; i < 20; ++i) files.push_back({std::to_string(i), "x"});
    for (int round = 0; round < 20; ++round) {
        const auto name = "m" + std::to_string(round);
        std::atomic<int> won = 0;
        {
            std::vector<std::jthread> runs;
            for (int i = 0; i < 4; ++i)
                runs.emplace_back([&] {
                    if (code_of([&] { write_new_folder(path(name), files); }) == "nothing thrown")
                        ++won;
                });
        }
        EXPECT_EQ(won, 1);
        EXPECT_EQ(std::distance(fs::directory_iterator{path(name)}, fs::directory_iterator{}), 20);
    }
    EXPECT_EQ(std::distance(fs::directory_iterator{path()}, fs::directory_iterator{}), 20);
}

TEST_F(FilesTest, WhatIsUnfinishedCanBeTakenAway) {
    write_file(path("a"), "1");
    EXPECT_EQ(code_of([&] {
                  write_file(path("b"), [&](const std::string& temporary) {
                      EXPECT_TRUE(fs::exists(temporary));
                      remove_unfinished_files();
                      EXPECT_FALSE(fs::exists(temporary));
                  });
              }),
              "E0003");
    EXPECT_THAT(entries(), ElementsAre("a"));
}

}  // namespace
}  // namespace jarip
