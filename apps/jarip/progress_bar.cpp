#include "progress_bar.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

namespace jarip::cli {
namespace {

constexpr std::size_t kCells = 24;

std::string time_left(double seconds, Language language) {
    const auto whole = static_cast<long long>(std::ceil(seconds));
    if (whole < 60) return text(language, "cli.progress.seconds", {{"n", std::to_string(whole)}});
    if (whole < 3600)
        return text(language, "cli.progress.minutes", {{"n", std::to_string((whole + 59) / 60)}});
    return text(language, "cli.progress.hours", {{"n", std::to_string((whole + 3599) / 3600)}});
}

}  // namespace

std::string progress_line(const Progress& progress, double elapsed, Language language) {
    std::string line = text(language, progress.task);
    if (progress.total == 0) return line + " …";
    const std::size_t done = std::min(progress.done, progress.total);
    const double share = static_cast<double>(done) / static_cast<double>(progress.total);
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(kCells));
    std::string bar;
    for (std::size_t i = 0; i < kCells; ++i) bar += i < filled ? "█" : "░";
    line = bar + ' ' + padded(std::to_string(static_cast<int>(share * 100)) + " %", 5, false) +
           "  " + line;
    // The first tenth of a second says nothing about the rest.
    if (done > 0 && done < progress.total && elapsed > 0.1)
        line += "  " + time_left(elapsed / share - elapsed, language);
    return line;
}

void ProgressBar::show(const Progress& progress) {
    const auto now = Clock::now();
    if (progress.task != task_) {
        task_ = progress.task;
        began_ = now;
    } else if (visible_ && now - drawn_ < std::chrono::milliseconds{100}) {
        return;
    }
    const std::chrono::duration<double> elapsed = now - began_;
    err_ << "\r\033[K" << shortened(progress_line(progress, elapsed.count(), language_), 79)
         << std::flush;
    drawn_ = now;
    visible_ = true;
}

void ProgressBar::clear() {
    if (visible_) err_ << "\r\033[K" << std::flush;
    visible_ = false;
}

}  // namespace jarip::cli
