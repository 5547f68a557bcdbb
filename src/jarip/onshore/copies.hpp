/// A steady month for each situation, with the investments that all of them share: the extensive form.
#pragma once

#include <cstdint>
#include <vector>

#include "jarip/onshore.hpp"
#include "jarip/onshore/investments.hpp"

namespace jarip::onshore {

/// What is built, and by how much it is expanded, beside the processes that have a choice.
struct Decisions {
    std::vector<Built> built;
};

/// A solved extensive form.
struct Chosen {
    lp::Status status = lp::Status::unknown;
    bool found = false;
    double bound = 0;  ///< nothing costs, or is regretted, less
    Decisions decisions;
};

class Copies {
public:
    Copies(const Network& network, std::vector<Situation> situations, const Options& options);

    [[nodiscard]] const std::vector<Situation>& situations() const { return situations_; }

    [[nodiscard]] Chosen best_for(std::size_t situation, const lp::SolveOptions& solver) const;
    [[nodiscard]] Chosen best_expected(const lp::SolveOptions& solver) const;
    /// The least of the largest regret over those that are `taken`, the one in which nothing happens among them; `least`
    /// by situation, what the best set costs in it. Over all, nothing has a smaller one.
    [[nodiscard]] Chosen least_regret(const std::vector<double>& least,
                                      const std::vector<std::uint8_t>& taken,
                                      const lp::SolveOptions& solver) const;

    /// What it costs where just this stands: capital, and in each situation the month without and the month with it.
    [[nodiscard]] ComparedSet evaluate(const Decisions& decisions,
                                       const lp::SolveOptions& solver) const;

private:
    /// One steady month, its costs a month.
    struct Copy {
        Investments investments;
        double constant = 0;       ///< what is lost where nothing is delivered at home
        std::vector<double> lost;  ///< by column, of `constant`, what a delivered unit takes away
    };
    /// Of the whole: columns of one choice, and of each copy.
    struct Whole {
        lp::Model model;
        std::vector<Choice> choices;
        std::vector<std::vector<lp::ColumnId>>
            columns;  ///< by copy and its column; empty: left out
    };

    [[nodiscard]] Copy copy_of(const network::Scenario* scenario,
                               const Indexed<ProcessId, double>& useful) const;
    [[nodiscard]] Whole whole_of(const std::vector<std::uint8_t>& taken) const;
    [[nodiscard]] Chosen solve_weighted(const std::vector<double>& months,
                                        const lp::SolveOptions& solver) const;
    [[nodiscard]] Chosen read(const Whole& whole, const lp::Solution& solution,
                              double constant) const;

    const Network& network_;
    const Options& options_;
    std::vector<Situation> situations_;
    std::vector<Copy> copies_;  ///< beside situations
};

}  // namespace jarip::onshore
