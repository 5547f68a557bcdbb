// The history of runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/core/files.hpp"
#include "jarip/serve.hpp"
#include "jarip/serve/run_store.hpp"

namespace jarip::serve {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(RunStore, KeepsHomesFiguresAcrossServers) {
    const TemporaryFolder folder;
    const auto file = folder.path() + "/deep/runs.sqlite";
    const auto network = network::load("models/tiny-chain");
    const auto result = assess::run(network);
    {
        RunStore store{file};
        EXPECT_EQ(store.add(result, "KR", {"a:b.c=1"}, "word"), 1);
    }
    RunStore store{file};
    EXPECT_EQ(store.add(result, "TW", {}, "word"), 2);
    const auto history = store.all();
    ASSERT_THAT(history.runs, SizeIs(2));
    EXPECT_EQ(history.runs[0].home, "TW") << "the latest first";
    EXPECT_THAT(history.runs[1].what_ifs, ElementsAre("a:b.c=1"));
    ASSERT_EQ(history.runs[1].figures.size(), result.scorecard.size());
    for (std::size_t i = 0; i < result.scorecard.size(); ++i) {
        EXPECT_EQ(history.runs[1].figures[i].key, result.scorecard[i].key);
        EXPECT_EQ(history.runs[1].figures[i].score.value, result.scorecard[i].values[0].value);
    }
}

TEST(RunStore, ComparesTwo) {
    RunStore store{""};
    const auto plain = network::load("models/tiny-chain");
    const auto halved =
        network::load("models/tiny-chain", {.sets = {"processes:*.capacity_per_month*=0.5"}});
    (void)store.add(assess::run(plain), "KR", {}, "word");
    (void)store.add(assess::run(halved), "KR", {"processes:*.capacity_per_month*=0.5"}, "word");
    const auto pair = compared(store.all(), 1, 2);
    bool differs = false;
    for (const auto& figure : pair.figures)
        differs = differs || figure.before.value != figure.after.value;
    EXPECT_TRUE(differs);
    EXPECT_THROW((void)compared(store.all(), 1, 3), Error);
}

TEST(RunStore, WhereNothingCanBeWrittenItKeepsThemWhileItLives) {
    RunStore store{"/proc/nothing/runs.sqlite"};
    EXPECT_EQ(store.add(assess::run(network::load("models/tiny-chain")), "KR", {}, ""), 1);
    EXPECT_THAT(store.all().runs, SizeIs(1));
}

TEST(RunStore, EachFolderHasAFileOfItsOwnAndNoneInside) {
    const auto file = history_file("/home/somebody/.cache", "models/tiny-chain");
    EXPECT_TRUE(file.starts_with("/home/somebody/.cache/jarip/runs-")) << file;
    EXPECT_EQ(history_file("/home/somebody/.cache", "models/../models/tiny-chain/"),
              history_file("/home/somebody/.cache", "models/tiny-chain/"));
    EXPECT_NE(history_file("/home/somebody/.cache", "models/bicycle"), file);
    EXPECT_NE(history_file("/home/somebody/.cache", ""), file);
    EXPECT_EQ(history_file("", "models/bicycle"), "");
}

}  // namespace
}  // namespace jarip::serve
