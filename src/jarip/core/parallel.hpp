/// Parallel loops, progress and interruption.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace jarip {

/// How far a long call has come; `total` 0 means unknown.
struct Progress {
    std::string task;  ///< key in the catalogue of texts
    std::size_t done = 0;
    std::size_t total = 0;
};

/// What every long-running call takes.
struct RunOptions {
    unsigned threads = 0;  ///< 0: as many as the machine has
    std::uint64_t seed = 1;
    std::function<void(const Progress&)>
        progress;          ///< may be empty; called from one thread at a time
    std::stop_token stop;  ///< asked between steps
};

/// Calls `body(i)` for i = 0…count−1, on up to `threads` threads, each i exactly once. Results must
/// go to place i, so that neither threads nor order can change them. The first exception by index
/// is thrown after all have ended.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& body);

/// The number of threads that a setting means: 0 is as many as the machine has, which is also the most.
[[nodiscard]] unsigned thread_count(unsigned setting);

}  // namespace jarip
