// Changes of a model folder: whole, one after another, taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>

#include "jarip/serve/copied_model.hpp"
#include "jarip/serve/editing.hpp"

namespace jarip::serve {
namespace {

using testing::SizeIs;

std::map<std::string, std::string> files_of(const CopiedModel& model) {
    const auto folder = Folder::open(model.path());
    std::map<std::string, std::string> texts;
    for (const auto& name : folder.names()) texts[name] = folder.read(name)->text;
    return texts;
}

std::vector<std::string> both(const std::string& value) {
    return {"stock:daegu/chip.quantity=" + value,
            "processes:wafer-gumi.capacity_per_month=" + value};
}
std::string stock_of(const network::Network& network) {
    return format_shortest(network.stock.front().quantity);
}
std::string capacity_of(const network::Network& network) {
    for (const auto& process : network.processes)
        if (process.id == "wafer-gumi") return format_shortest(*process.capacity_per_month);
    return {};
}

TEST(Editing, SaysWhatAChangeDoesAndWritesNothing) {
    const CopiedModel model;
    const auto before = files_of(model);
    Editing editing{model.path()};
    const auto proposal = editing.propose(both("77"));
    ASSERT_THAT(proposal.differences.cells, SizeIs(2));
    EXPECT_EQ(proposal.differences.cells[0].to, "77");
    EXPECT_EQ(files_of(model), before);
    EXPECT_FALSE(std::filesystem::exists(model.path() + "/.jarip/undo"));
}

TEST(Editing, SavesAndTakesBackStepByStep) {
    const CopiedModel model;
    const auto at_first = files_of(model);
    Editing editing{model.path()};
    const auto first = editing.save(both("77"), editing.state().version);
    const auto between = files_of(model);
    const auto second = editing.save(both("88"), first.version);
    EXPECT_EQ(stock_of(network::load(model.path())), "88");
    EXPECT_THAT(second.steps, SizeIs(2));
    const auto undone = editing.undo(second.version);
    EXPECT_EQ(files_of(model), between);
    EXPECT_EQ(undone.version, first.version);
    EXPECT_THAT(editing.undo(undone.version).steps, SizeIs(0));
    EXPECT_EQ(files_of(model), at_first);
    EXPECT_THROW((void)editing.undo(editing.state().version), Error);
}

TEST(Editing, TheSecondOfTwoIsToldWhatTheFirstChanged) {
    const CopiedModel model;
    Editing one{model.path()}, other{model.path()};
    const auto seen = one.state().version;
    EXPECT_EQ(other.state().version, seen);
    (void)one.save(both("77"), seen);
    const auto saved = files_of(model);
    try {
        (void)other.save({"stock:daegu/chip.target_days=5"}, seen);
        FAIL() << "it must not be saved";
    } catch (const Conflict& conflict) {
        ASSERT_TRUE(conflict.since);
        EXPECT_THAT(conflict.since->cells, SizeIs(2));
        EXPECT_EQ(files_of(model), saved) << "nothing is lost";
        EXPECT_NO_THROW((void)other.save({"stock:daegu/chip.target_days=5"}, conflict.version));
    }
}

TEST(Editing, ChangesByHandAreNotTakenBack) {
    const CopiedModel model;
    Editing editing{model.path()};
    (void)editing.save(both("77"), editing.state().version);
    auto text = files_of(model)["stock.csv"];
    text.replace(text.find(",77,"), 4, ",78,");
    write_file(model.path() + "/stock.csv", text);
    EXPECT_THROW((void)editing.undo(editing.state().version), Conflict);
    EXPECT_EQ(stock_of(network::load(model.path())), "78");
}

TEST(Editing, AModelThatCannotBeLoadedIsNotWritten) {
    const CopiedModel model;
    const auto before = files_of(model);
    Editing editing{model.path()};
    const auto version = editing.state().version;
    for (const auto* set : {"processes:wafer-gumi.site=nowhere", "processes:wafer-gumi.yield=7",
                            "nothing:x.y=1", "stock:daegu/chip.quantity=1,000"})
        EXPECT_THROW((void)editing.save({set}, version), Error) << set;
    EXPECT_EQ(files_of(model), before);
}

// Killed at any moment, the folder is as before or as after when it is opened again, never between.
TEST(Editing, KilledInTheMiddleNothingIsLost) {
    const CopiedModel model;
    int finished = 0;
    useconds_t step = 1700;
    for (int turn = 0; turn < 60 || (finished == 0 && turn < 200); ++turn) {
        if (turn > 0 && turn % 20 == 0 && finished == 0) step *= 3;  // a machine that is busy
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            Editing editing{model.path()};
            for (int value = 1;; ++value)
                (void)editing.save(both(std::to_string(100 + value % 50)), editing.state().version);
        }
        ::usleep(4000 + step * static_cast<useconds_t>(turn % 20));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        Editing editing{model.path()};
        for (const auto& [name, text] : files_of(model))
            ASSERT_FALSE(name.ends_with(".part")) << name;
        const auto network = network::load(model.path());
        ASSERT_EQ(stock_of(network), stock_of(network) == "320" ? "320" : capacity_of(network));
        finished += stock_of(network) != "320";
        while (!editing.state().steps.empty()) (void)editing.undo(editing.state().version);
        ASSERT_EQ(stock_of(network::load(model.path())), "320");
    }
    EXPECT_GT(finished, 0) << "no change was made before the end: the test says nothing";
}

TEST(Editing, AnInterruptedChangeIsFinished) {
    const CopiedModel model;
    std::map<std::string, std::string> before = files_of(model), after;
    {
        Editing editing{model.path()};
        (void)editing.save(both("77"), editing.state().version);
        after = files_of(model);
    }
    write_file(model.path() + "/stock.csv", before["stock.csv"]);  // as if it had not been reached
    const Editing editing{model.path()};
    EXPECT_EQ(files_of(model), after);
}

}  // namespace
}  // namespace jarip::serve
