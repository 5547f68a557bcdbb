#include "jarip/core/parallel.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <vector>

namespace jarip {

unsigned thread_count(unsigned setting) {
    // Asking oneTBB for more workers than the machine has makes it print a warning.
    const auto machine = static_cast<unsigned>(tbb::this_task_arena::max_concurrency());
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
