#include "interrupt.hpp"

#include <pthread.h>
#include <signal.h>

#include <cstdlib>

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
    watcher_ = std::thread{[this, signals] {
        for (int signal = 0; sigwait(&signals, &signal) == 0 && !ending_;) {
            // The shell's code of a program that was interrupted.
            if (!stop_.request_stop()) std::_Exit(128 + signal);
        }
    }};
}

Interrupt::~Interrupt() {
    ending_ = true;
    pthread_kill(watcher_.native_handle(), SIGTERM);
    watcher_.join();
}

}  // namespace jarip::cli
