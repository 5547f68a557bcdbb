/// What is computed now, and what waits behind it: how far it has come, and its end on request.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jarip/core/parallel.hpp"

namespace jarip::serve {

class Turns {
public:
    /// run  what each computation takes; its stop token ends all of them
    explicit Turns(RunOptions run) : run_{std::move(run)} {}

    /// What is known of one that was asked for and has not ended.
    struct State {
        std::uint64_t number;
        std::string path, question;
        bool running;
        double seconds;              ///< since it was asked for
        std::string task;            ///< key in the catalogue of texts; empty: not said
        std::size_t done, total;     ///< of the task; total 0: not said
        std::size_t parts;           ///< what is known of its answer so far has been told so often
        std::optional<double> left;  ///< seconds
    };
    /// In the order in which they are computed.
    [[nodiscard]] std::vector<State> states() const;

    /// What is known so far of an answer that is computed, in the form of the answer; null: nothing, or it has ended.
    [[nodiscard]] std::shared_ptr<const std::string> part(std::uint64_t number) const;

    /// Ends it, and those that wait for the same answer; gives how many.
    std::size_t cancel(std::uint64_t number);

private:
    using Clock = std::chrono::steady_clock;
    struct Request {
        std::uint64_t number = 0;
        std::string path, question;
        std::stop_source stop;
        Clock::time_point arrived, began, task_began, step_began;
        Progress progress;
        std::shared_ptr<const std::string> part;
        std::size_t parts = 0;
    };
    using Place = std::list<Request>::iterator;

public:
    /// The turn of one answer, which lasts as long as this: first come, first served.
    class Turn {
    public:
        /// path  of the kind of answer; question  what is the same for all who wait for the same answer
        Turn(Turns& turns, std::string path, std::string question);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

        /// Whether it was ended before it is done, by somebody or with the server.
        [[nodiscard]] bool stopped() const { return place_->stop.stop_requested(); }
        /// With its own stop token, and progress that is told to who asks.
        [[nodiscard]] RunOptions run() const;
        /// Tells what is known of the answer so far, unless making these has taken more than a tenth of the time. One thread at a
        /// time.
        void tell(const std::function<std::string()>& part);
        /// It came to its end: how long it took says how long the next of its kind will take.
        void finished();

    private:
        Turns& turns_;
        Place place_;
        Clock::time_point next_part_;
        std::optional<std::stop_callback<std::function<void()>>> with_server_;
    };

private:
    void end(Request& request);  // with mutex_ held

    RunOptions run_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::list<Request> requests_;         // the first is computed
    std::map<std::string, double> took_;  // seconds, by path
    std::uint64_t latest_ = 0;
};

}  // namespace jarip::serve
