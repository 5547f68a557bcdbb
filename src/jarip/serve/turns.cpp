#include "jarip/serve/turns.hpp"

#include <algorithm>
#include <cmath>

namespace jarip::serve {
namespace {

double seconds_between(std::chrono::steady_clock::time_point from,
                       std::chrono::steady_clock::time_point to) {
    return std::chrono::duration<double>{to - from}.count();
}

constexpr double kTooSoon = 0.2;  // seconds of a task that say nothing about the rest

/// What is left of a task: steps like those that are done. The one that goes on has as long to go as it lacks of such a step, or as
/// it has gone beyond one.
double left_of(std::size_t done, std::size_t total, double took, double in_step) {
    const double step = took / static_cast<double>(done);
    return step * static_cast<double>(total - done - 1) + std::abs(step - in_step);
}

constexpr int kPause = 9;  // times as long as making a part took

}  // namespace

Turns::Turn::Turn(Turns& turns, std::string path, std::string question)
    : turns_{turns}, place_{[&] {
          const std::lock_guard lock{turns.mutex_};
          auto& request = turns.requests_.emplace_back();
          request.number = ++turns.latest_;
          request.path = std::move(path);
          request.question = std::move(question);
          request.arrived = Clock::now();
          return std::prev(turns.requests_.end());
      }()} {
    with_server_.emplace(turns_.run_.stop, [this] {
        const std::lock_guard lock{turns_.mutex_};
        turns_.end(*place_);
    });
    std::unique_lock lock{turns_.mutex_};
    turns_.changed_.wait(lock, [&] { return turns_.requests_.begin() == place_ || stopped(); });
    place_->began = place_->task_began = place_->step_began = Clock::now();
}

Turns::Turn::~Turn() {
    with_server_.reset();  // it looks at what is erased here
    {
        const std::lock_guard lock{turns_.mutex_};
        turns_.requests_.erase(place_);
    }
    turns_.changed_.notify_all();
}

RunOptions Turns::Turn::run() const {
    RunOptions run = turns_.run_;
    run.stop = place_->stop.get_token();
    run.progress = [&turns = turns_, place = place_](const Progress& progress) {
        const std::lock_guard lock{turns.mutex_};
        const auto now = Clock::now();
        if (place->progress.task != progress.task || progress.done < place->progress.done)
            place->task_began = now;
        if (place->progress.task != progress.task || place->progress.done != progress.done)
            place->step_began = now;
        place->progress = progress;
    };
    return run;
}

void Turns::Turn::tell(const std::function<std::string()>& part) {
    const auto began = Clock::now();
    if (began < next_part_ || stopped()) return;
    auto made = std::make_shared<const std::string>(part());
    const auto made_at = Clock::now();
    next_part_ = made_at + kPause * (made_at - began);
    const std::lock_guard lock{turns_.mutex_};
    place_->part = std::move(made);
    ++place_->parts;
}

void Turns::Turn::finished() {
    const std::lock_guard lock{turns_.mutex_};
    turns_.took_[place_->path] = seconds_between(place_->began, Clock::now());
}

void Turns::end(Request& request) {
    request.stop.request_stop();
    changed_.notify_all();
}

std::vector<Turns::State> Turns::states() const {
    const std::lock_guard lock{mutex_};
    const auto now = Clock::now();
    std::vector<State> states;
    for (auto at = requests_.begin(); at != requests_.end(); ++at) {
        const auto& [task, done, total] = at->progress;
        State state{at->number,
                    at->path,
                    at->question,
                    at == requests_.begin(),
                    seconds_between(at->arrived, now),
                    task,
                    done,
                    total,
                    at->parts,
                    std::nullopt};
        if (state.running) {
            const auto before = took_.find(at->path);
            // What it took the last time counts all its tasks; else the task says how fast it goes.
            if (before != took_.end() && before->second > seconds_between(at->began, now))
                state.left = before->second - seconds_between(at->began, now);
            else if (done > 0 && done < total && seconds_between(at->task_began, now) > kTooSoon)
                state.left = left_of(done, total, seconds_between(at->task_began, at->step_began),
                                     seconds_between(at->step_began, now));
        }
        states.push_back(std::move(state));
    }
    return states;
}

std::shared_ptr<const std::string> Turns::part(std::uint64_t number) const {
    const std::lock_guard lock{mutex_};
    for (const auto& each : requests_)
        if (each.number == number) return each.part;
    return nullptr;
}

std::size_t Turns::cancel(std::uint64_t number) {
    const std::lock_guard lock{mutex_};
    const auto found = std::find_if(requests_.begin(), requests_.end(),
                                    [&](const Request& each) { return each.number == number; });
    if (found == requests_.end()) return 0;
    const std::string question = found->question;
    std::size_t ended = 0;
    for (auto& each : requests_)
        if (each.question == question && !each.stop.stop_requested()) {
            end(each);
            ++ended;
        }
    return ended;
}

}  // namespace jarip::serve
