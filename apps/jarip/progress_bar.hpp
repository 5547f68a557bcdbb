/// How far a long command has come, and how long it will still take.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

#include "jarip/core.hpp"

namespace jarip::cli {

/// One line on a terminal, drawn over itself at most ten times a second, taken away at the end.
class ProgressBar {
public:
    ProgressBar(std::ostream& err, Language language) : err_{err}, language_{language} {}
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const Progress& progress);
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    std::ostream& err_;
    Language language_;
    std::string task_;
    Clock::time_point began_;  // of the task
    Clock::time_point drawn_;
    bool visible_ = false;
};

/// The line for a state: `elapsed` seconds since the task began.
[[nodiscard]] std::string progress_line(const Progress& progress, double elapsed,
                                        Language language);

}  // namespace jarip::cli
