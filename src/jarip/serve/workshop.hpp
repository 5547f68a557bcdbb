/// What answers are made with, and one request for one.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "jarip/core/so_far.hpp"
#include "jarip/serve.hpp"
#include "jarip/serve/editing.hpp"
#include "jarip/serve/run_store.hpp"
#include "jarip/serve/turns.hpp"

namespace jarip::serve {

/// An assessment with the model that it is of, which its report reads.
struct Assessed {
    network::Network network;
    assess::Assessment result;
};

/// Thrown where a computation was cancelled: what is known of its result is no answer.
struct Cancelled {};

/// One at a time works in it.
struct Workshop {
    const Options& options;
    RunStore runs;
    std::unique_ptr<Editing> editing;  ///< none: the model is inside the program
    std::deque<std::pair<std::string, std::shared_ptr<const Assessed>>> assessed;

    explicit Workshop(const Options& given);

    [[nodiscard]] std::string version() const;

    /// The latest four are kept; each that is computed is a run of the history. Throws Cancelled.
    std::shared_ptr<const Assessed> assess(const std::string& home,
                                           const std::vector<std::string>& sets,
                                           const RunOptions& run,
                                           const SoFar<Assessed>& so_far = {});
};

/// What it asks for, and its model.
struct Request {
    Workshop& workshop;
    const Options& options;
    const Query& query;
    Turns::Turn& turn;
    RunOptions run;
    Language language;
    std::string home;
    std::vector<std::string> sets;
    network::Network network;

    Request(Workshop& shop, const Query& parameters, Turns::Turn& its);

    [[nodiscard]] report::Context context() const { return context_of(network); }
    [[nodiscard]] report::Context context_of(const network::Network& its) const {
        return {.network = &its, .language = language, .seed = run.seed, .what_ifs = sets};
    }
    [[nodiscard]] std::shared_ptr<const Assessed> assessed(
        const SoFar<Assessed>& so_far = {}) const {
        return workshop.assess(home, sets, run, so_far);
    }
    /// What is known of the answer so far, in the form of the answer.
    void tell(const std::function<std::string()>& part) const { turn.tell(part); }
    /// The same of what is known of a result, as the answer that `answer` makes of it.
    template <class Result>
    [[nodiscard]] SoFar<Result> telling(std::function<std::string(const Result&)> answer) const {
        return [this, answer = std::move(answer)](const std::function<Result()>& known) {
            tell([&] { return answer(known()); });
        };
    }
};

}  // namespace jarip::serve
