/// Whole numbers: branch and bound (lp/whole.hpp) over the solver's own.
#pragma once

#include <vector>

#include "jarip/lp/session.hpp"
#include "jarip/lp/whole.hpp"

namespace jarip::lp {

class Mixed {
public:
    /// Of a session whose model has whole numbers, and which outlives it.
    explicit Mixed(Session& session);

    [[nodiscard]] Solution solve(const SolveOptions& options);

private:
    [[nodiscard]] bool is_whole(std::size_t column) const;
    /// Rows whose integer columns may leave nothing for the others, all of which only add to them.
    void find_ties();
    [[nodiscard]] Box box() const;
    void set_box(const Box& box);
    /// Of the linear model as the solver has it now.
    [[nodiscard]] double proven() const;
    /// The models of a box: without whole numbers first, which the linear solver does many times faster than the
    /// first step of branch and bound. Often there is no solution, or it is whole, or the numbers are few.
    Relaxed relax(const Box& box);
    /// Of its numbers: log2 of how many ways they can be set.
    [[nodiscard]] static double bits(const Box& box);
    /// The solver's own search, from a first answer: whatever is used in part, whole.
    void branch(const Box& box, Relaxed& result);
    /// What these whole numbers leave nothing for.
    [[nodiscard]] std::vector<std::size_t> tied_off(const std::vector<double>& whole) const;
    /// The linear model that is left when every integer column has its whole number. An answer is always solved to its
    /// end, a mere look at others until time is up.
    Solution hold(const std::vector<double>& whole, bool to_its_end);
    /// Terms so far apart, in its own units, that the solver's search is not to be believed without a look.
    [[nodiscard]] bool is_wide() const;
    /// Whether it costs less with one less of any number: then what the search said of its bound is void, as it is where
    /// time was up before all were looked at.
    void look_again(Solution& solution, double relative_gap);
    /// Without whole numbers.
    [[nodiscard]] double proven_of(const Box& box);
    [[nodiscard]] std::vector<double> lower_of_whole() const;
    [[nodiscard]] std::vector<double> upper_of_whole() const;

    Session& session_;
    std::vector<HighsInt> ties_;
};

}  // namespace jarip::lp
