#include "jarip/serve/turns.hpp"

#include <algorithm>

namespace jarip::serve {
namespace {

double seconds_between(std::chrono::steady_clock::time_point from,
                       std::chrono::steady_clock::time_point to) {
    return std::chrono::duration<double>{to - from}.count();
}

constexpr double kTooSoon = 0.2;  // seconds of a task that say nothing about the rest

}  // namespace

Turns::Turn::Turn(Turns& turns, std::string path, std::string question)
    : turns_{turns}, place_{[&] {
          const std::lock_guard lock{turns.mutex_};
          auto& asked = turns.asked_.emplace_back();
          asked.number = ++turns.latest_;
          asked.path = std::move(path);
          asked.question = std::move(question);
          asked.asked = Clock::now();
          return std::prev(turns.asked_.end());
      }()} {
    with_server_.emplace(turns_.run_.stop, [this] {
        const std::lock_guard lock{turns_.mutex_};
        turns_.end(*place_);
    });
    std::unique_lock lock{turns_.mutex_};
    turns_.changed_.wait(lock, [&] { return turns_.asked_.begin() == place_ || stopped(); });
    place_->began = place_->task_began = Clock::now();
}

Turns::Turn::~Turn() {
    with_server_.reset();  // it looks at what is erased here
    {
        const std::lock_guard lock{turns_.mutex_};
        turns_.asked_.erase(place_);
    }
    turns_.changed_.notify_all();
}

RunOptions Turns::Turn::run() const {
    RunOptions run = turns_.run_;
    run.stop = place_->stop.get_token();
    run.progress = [&turns = turns_, place = place_](const Progress& progress) {
        const std::lock_guard lock{turns.mutex_};
        if (place->progress.task != progress.task || progress.done < place->progress.done)
            place->task_began = Clock::now();
        place->progress = progress;
    };
    return run;
}

void Turns::Turn::finished() {
    const std::lock_guard lock{turns_.mutex_};
    turns_.took_[place_->path] = seconds_between(place_->began, Clock::now());
}

void Turns::end(Asked& asked) {
    asked.stop.request_stop();
    changed_.notify_all();
}

std::vector<Turns::State> Turns::states() const {
    const std::lock_guard lock{mutex_};
    const auto now = Clock::now();
    std::vector<State> states;
    for (auto at = asked_.begin(); at != asked_.end(); ++at) {
        const auto& [task, done, total] = at->progress;
        State state{at->number,
                    at->path,
                    at->question,
                    at == asked_.begin(),
                    seconds_between(at->asked, now),
                    task,
                    done,
                    total,
                    std::nullopt};
        if (state.running) {
            const double in_task = seconds_between(at->task_began, now);
            const auto before = took_.find(at->path);
            // What it took the last time counts all its tasks; else the task says how fast it goes.
            if (before != took_.end() && before->second > seconds_between(at->began, now))
                state.left = before->second - seconds_between(at->began, now);
            else if (done > 0 && done < total && in_task > kTooSoon)
                state.left =
                    in_task * static_cast<double>(total - done) / static_cast<double>(done);
        }
        states.push_back(std::move(state));
    }
    return states;
}

std::size_t Turns::cancel(std::uint64_t number) {
    const std::lock_guard lock{mutex_};
    const auto found = std::find_if(asked_.begin(), asked_.end(),
                                    [&](const Asked& each) { return each.number == number; });
    if (found == asked_.end()) return 0;
    const std::string question = found->question;
    std::size_t ended = 0;
    for (auto& each : asked_)
        if (each.question == question && !each.stop.stop_requested()) {
            end(each);
            ++ended;
        }
    return ended;
}

}  // namespace jarip::serve
