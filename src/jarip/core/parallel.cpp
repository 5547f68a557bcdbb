#include "jarip/core/parallel.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <future>
#include <system_error>
#include <thread>
#include <vector>

namespace jarip {

namespace {

// Whether the system gives so many threads beside this one. oneTBB ends the program where it does not.
bool can_start(unsigned count) {
    std::vector<std::thread> threads;
    std::promise<void> done;
    const auto all_tried = done.get_future().share();
    bool started = true;
    try {
        for (unsigned i = 0; i < count; ++i)
            threads.emplace_back([&all_tried] { all_tried.wait(); });
    } catch (const std::system_error&) {
        started = false;
    }
    done.set_value();
    for (auto& thread : threads) thread.join();
    return started;
}

}  // namespace

unsigned thread_count(unsigned setting) {
    if (setting == 1) return 1;
    // Asking oneTBB for more workers than the machine has makes it print a warning.
    static const unsigned machine = [] {
        const auto all = static_cast<unsigned>(tbb::this_task_arena::max_concurrency());
        return can_start(all - std::min(all, 1U)) ? all : 1U;
    }();
    return setting > 0 ? std::min(setting, machine) : machine;
}

void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& body) {
    std::vector<std::exception_ptr> faults(count);
    const auto guarded = [&](std::size_t i) {
        try {
            body(i);
        } catch (...) {
            faults[i] = std::current_exception();
        }
    };
    if (thread_count(threads) <= 1 || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) guarded(i);
    } else {
        tbb::task_arena arena{static_cast<int>(thread_count(threads))};
        arena.execute([&] { tbb::parallel_for(std::size_t{0}, count, guarded); });
    }
    for (const auto& fault : faults)
        if (fault) std::rethrow_exception(fault);
}

}  // namespace jarip
