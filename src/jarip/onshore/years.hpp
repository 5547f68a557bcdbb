/// Years one after the other, each a steady month behind closed borders, tied by what is built when: one model.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/onshore.hpp"
#include "jarip/onshore/targets.hpp"

namespace jarip::onshore {

class Years {
public:
    /// errors  E0550 a process that learns and whose starts nothing bounds, and those of closed_border_model
    Years(const Network& network, const Options& options, const Schedule& schedule);

    /// The most products, those of each year by its factor, counted in `product_unit`; costs are not counted.
    [[nodiscard]] lp::Model most_products() const;
    /// Those of a month that are of use: what is nothing beside them is nothing to the solver.
    [[nodiscard]] double product_unit() const { return most_ > 0 ? most_ : 1; }
    /// At least so many, at least cost.
    [[nodiscard]] lp::Model least_cost(double products_at_least) const;

    /// Of either model's solution.
    [[nodiscard]] Roadmap read(const lp::Model& model, const lp::Solution& solution) const;

private:
    /// A choice made at the start of a year.
    struct Start {
        std::size_t choice = 0;
        std::size_t year = 0;
        std::size_t runs = 0;               ///< from the first day of this year on
        std::vector<lp::ColumnId> columns;  ///< of the whole, beside Choice::columns()
    };
    /// A process in a year once it has started so much before.
    struct Step {
        const network::Learning* of = nullptr;
        std::size_t year = 0;
        lp::ColumnId reached;  ///< binary
        lp::ColumnId started;  ///< of what it starts in a month, so much with what is learned
    };

    [[nodiscard]] static double attainable_most(const Network& network);
    void add_starts();
    void add_rows_of_starts();
    void add_columns(std::size_t year);
    void add_learning(std::size_t year);
    void add_rows(std::size_t year);
    void add_counted(std::size_t year);
    void add_budgets();
    [[nodiscard]] std::vector<lp::Term> in_year(std::size_t year, const lp::Row& row) const;
    [[nodiscard]] std::vector<lp::Term> capital_in(std::size_t year) const;
    [[nodiscard]] std::vector<lp::Term> products() const;
    [[nodiscard]] double saved(const network::Learning& step) const;
    [[nodiscard]] double budget_of(std::size_t year) const;
    /// Of the capital of a start, what falls into a year: alike on each day of its building.
    [[nodiscard]] double paid_in(const Start& start, std::size_t year) const;

    const Network& network_;
    Schedule schedule_;
    double most_ = 0;                     ///< products a month that are of use
    TargetModel month_;                   ///< whose columns each year has again
    std::vector<double> factor_;          ///< by year
    std::vector<double> unit_cost_;       ///< by column of the month, a month
    std::vector<std::size_t> choice_of_;  ///< by column of the month; or none
    std::vector<std::size_t> place_of_;   ///< by column of the month, in Choice::columns()
    std::vector<bool> of_starts_;  ///< by row of the month: of one choice alone, or the budget
    Indexed<ProcessId, double> useful_;
    lp::Model model_;
    std::vector<Start> starts_;
    std::vector<std::vector<lp::ColumnId>> columns_;  ///< by year and column of the month
    std::vector<Step> steps_;
    std::vector<lp::ColumnId>
        counted_;  ///< by year: products of use, where more may have to be made
};

}  // namespace jarip::onshore
