/// The command line, callable in process.
#pragma once

#include <iosfwd>
#include <stop_token>
#include <string>

namespace jarip::cli {

/// What the command line knows of the world around it.
struct Environment {
    std::string locale;     ///< as in LC_ALL, LC_MESSAGES or LANG: "ko_KR.UTF-8"
    bool terminal = false;  ///< standard error is one: progress is shown
    std::stop_token stop;   ///< the user asks to stop
    bool watches_signals =
        true;                ///< without a thread to wait for them, they end the program at once
    std::string cache = {};  ///< the user's folder for what can be made again; empty: none
};

enum ExitCode {
    kDone = 0,
    kProblemFound = 1,
    kBadInput = 2,
    kInfeasible = 3,
    kInterrupted = 4,
    kInternalError = 70
};

/// Runs one command; results go to `out`, progress and diagnostics to `err`. Gives the exit code.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        const Environment& environment = {});

}  // namespace jarip::cli
