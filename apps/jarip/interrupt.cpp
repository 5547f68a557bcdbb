#include "interrupt.hpp"

#include <pthread.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigset_t is of POSIX

#include <chrono>
#include <cstdlib>
#include <system_error>

#include "jarip/core/files.hpp"

namespace jarip::cli {
namespace {

sigset_t watched() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t signals = watched();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const auto watch = [this, signals] {
        // A wrapper such as timeout(1) sends one interruption twice, to the process and to its group.
        constexpr std::chrono::milliseconds kOneInterruption{200};
        std::chrono::steady_clock::time_point first;
        for (int signal = 0; sigwait(&signals, &signal) == 0 && !ending_;) {
            const auto now = std::chrono::steady_clock::now();
            if (stop_.request_stop())
                first = now;
            else if (now - first > kOneInterruption) {
                remove_unfinished_files();
                std::_Exit(128 + signal);  // the shell's code of a program that was interrupted
            }
        }
    };
    try {
        watcher_ = std::thread{watch};
    } catch (const std::system_error&) {
        pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    }
}

Interrupt::~Interrupt() {
    if (!watches()) return;
    ending_ = true;
    // The watcher waits for it and ends by itself.
    pthread_kill(watcher_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
    watcher_.join();
}

}  // namespace jarip::cli
