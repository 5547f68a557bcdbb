// One answer at a time: who waits, how far it has come, and its end.
#include "jarip/serve/turns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace jarip::serve {
namespace {

using testing::SizeIs;

void wait_until(const std::function<bool()>& holds) {
    while (!holds()) std::this_thread::yield();
}

TEST(Turns, FirstComeFirstServed) {
    Turns turns{{}};
    std::atomic<int> order = 0;
    int second = 0, third = 0;
    std::jthread one, two;
    {
        const Turns::Turn first{turns, "/a", "a"};
        one = std::jthread{[&] {
            const Turns::Turn turn{turns, "/b", "b"};
            second = ++order;
        }};
        wait_until([&] { return turns.states().size() == 2; });
        two = std::jthread{[&] {
            const Turns::Turn turn{turns, "/c", "c"};
            third = ++order;
        }};
        wait_until([&] { return turns.states().size() == 3; });
        EXPECT_EQ(order, 0) << "both wait";
        EXPECT_TRUE(turns.states()[0].running);
        EXPECT_FALSE(turns.states()[1].running);
    }
    one.join();
    two.join();
    EXPECT_EQ(second, 1);
    EXPECT_EQ(third, 2);
    EXPECT_THAT(turns.states(), SizeIs(0));
}

TEST(Turns, SayHowFarItHasCome) {
    Turns turns{{}};
    const Turns::Turn turn{turns, "/a", "a"};
    EXPECT_FALSE(turns.states()[0].left) << "nothing is known yet";
    turn.run().progress({"assess.progress", 1, 4});
    const auto state = turns.states()[0];
    EXPECT_EQ(state.task, "assess.progress");
    EXPECT_EQ(state.done, 1u);
    EXPECT_EQ(state.total, 4u);
}

// One step of four took at least 250 ms: three such are left, less what has gone of the second.
TEST(Turns, ExpectTheOtherStepsToTakeAsLong) {
    Turns turns{{}};
    const Turns::Turn turn{turns, "/a", "a"};
    const auto run = turn.run();
    run.progress({"assess.progress", 0, 4});
    const auto began = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
    run.progress({"assess.progress", 1, 4});
    const std::chrono::duration<double> step = std::chrono::steady_clock::now() - began;
    const auto left = turns.states()[0].left;
    ASSERT_TRUE(left);
    EXPECT_GE(*left, 0.5) << "two whole steps";
    EXPECT_LE(*left, 3 * step.count() + 1);
}

TEST(Turns, TellWhatIsKnownSoFar) {
    Turns turns{{}};
    std::uint64_t number = 0;
    {
        Turns::Turn turn{turns, "/a", "a"};
        number = turns.states()[0].number;
        EXPECT_EQ(turns.part(number), nullptr);
        turn.tell([] { return "one"; });
        EXPECT_EQ(turns.states()[0].parts, 1u);
        EXPECT_EQ(*turns.part(number), "one");
        // Making this part takes a while: the next is not made soon after.
        const auto slow = [] {
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            return std::string{"two"};
        };
        while (turns.states()[0].parts < 2) turn.tell(slow);
        turn.tell([]() -> std::string { throw std::logic_error{"too soon"}; });
        EXPECT_EQ(*turns.part(number), "two");
    }
    EXPECT_EQ(turns.part(number), nullptr) << "it has ended";
}

// One that took at least 30 ms is expected to take as long again.
TEST(Turns, ExpectWhatItTookTheLastTime) {
    Turns turns{{}};
    {
        Turns::Turn turn{turns, "/a", "a"};
        std::this_thread::sleep_for(std::chrono::milliseconds{30});
        turn.finished();
    }
    const Turns::Turn turn{turns, "/a", "b"};
    const auto state = turns.states()[0];
    if (state.seconds < 0.02) {
        ASSERT_TRUE(state.left);
        EXPECT_GT(*state.left, 0);
    }
    const Turns::Turn* const other = &turn;
    EXPECT_FALSE(other->stopped());
}

TEST(Turns, OneIsCancelledWithThoseThatWaitForTheSameAnswer) {
    Turns turns{{}};
    const Turns::Turn first{turns, "/a", "a"};
    std::atomic<bool> again_stopped = false, other_stopped = true;
    std::jthread again{[&] {
        const Turns::Turn turn{turns, "/a", "a"};
        again_stopped = turn.stopped();
    }};
    wait_until([&] { return turns.states().size() == 2; });
    EXPECT_EQ(turns.cancel(turns.states()[0].number), 2u);
    again.join();
    EXPECT_TRUE(again_stopped) << "it does not wait for its turn";
    EXPECT_TRUE(first.stopped());
    EXPECT_TRUE(first.run().stop.stop_requested());
    EXPECT_EQ(turns.cancel(999), 0u);
    {
        std::jthread next{[&] {
            const Turns::Turn turn{turns, "/b", "b"};
            other_stopped = turn.stopped();
        }};
        wait_until([&] { return turns.states().size() == 2; });
        EXPECT_EQ(turns.cancel(turns.states()[0].number), 0u) << "it has been already";
        EXPECT_EQ(turns.cancel(turns.states()[1].number), 1u);
    }
    EXPECT_TRUE(other_stopped);
}

TEST(Turns, AllEndWithTheServer) {
    std::stop_source stop;
    Turns turns{{.stop = stop.get_token()}};
    const Turns::Turn turn{turns, "/a", "a"};
    EXPECT_FALSE(turn.stopped());
    stop.request_stop();
    EXPECT_TRUE(turn.stopped());
    const Turns::Turn late{turns, "/b", "b"};
    EXPECT_TRUE(late.stopped()) << "none begins after it";
}

}  // namespace
}  // namespace jarip::serve
