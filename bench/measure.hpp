// What programs of the comparisons measure of themselves.
#pragma once

#include <sys/resource.h>

#include <chrono>
#include <utility>

/// Seconds since it was made or last asked.
class Stopwatch {
public:
    [[nodiscard]] double lap() {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - std::exchange(begin_, now);
        return passed.count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

[[nodiscard]] inline rusage usage() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage;
}

[[nodiscard]] inline double peak_megabytes() {
    return static_cast<double>(usage().ru_maxrss) * 1024 / 1e6;
}

/// Of all threads, in the program and in the system for it.
[[nodiscard]] inline double processor_seconds() {
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage().ru_utime) + seconds(usage().ru_stime);
}
