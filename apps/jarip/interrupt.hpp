/// Ctrl-C asks politely, a second one ends the program.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace jarip::cli {

/// While it lives, the first SIGINT or SIGTERM requests a stop, so that a command can keep what it has; the
/// second ends the process. Made first in main, before other threads, which then leave both signals alone.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
    /// Whether the system gave a thread to wait for signals; without one they end the program at once.
    [[nodiscard]] bool watches() const { return watcher_.joinable(); }

private:
    std::stop_source stop_;
    std::atomic<bool> ending_ = false;
    std::thread watcher_;
};

}  // namespace jarip::cli
