#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/onshore/solve.hpp"
#include "jarip/onshore/tolerances.hpp"
#include "jarip/onshore/years.hpp"

namespace jarip::onshore {
namespace {

constexpr double kMostBudget = 1e18;

}  // namespace

std::vector<double> read_budgets(const std::string& text) {
    std::vector<double> budgets;
    for (std::size_t begin = 0; begin <= text.size() && !text.empty();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const auto budget = parse_number(std::string_view{text}.substr(begin, end - begin));
        if (!(budget && *budget >= 0 && *budget <= kMostBudget))
            throw Error{"E0559", "", {{"budgets", text}}};
        budgets.push_back(*budget);
        begin = end + 1;
    }
    return budgets;
}

Roadmap roadmap(const Network& network, const Schedule& schedule, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    if (schedule.budgets.size() > static_cast<std::size_t>(schedule.years))
        throw Error{"E0565",
                    "",
                    {{"count", std::to_string(schedule.budgets.size())},
                     {"years", std::to_string(schedule.years)}}};
    lp::SolveOptions solver = options.solver;
    if (!solver.stop.stop_possible()) solver.stop = options.run.stop;
    const lp::Clock clock{solver};
    const Years years{network, options, schedule};
    const auto say = [&](std::size_t done) {
        if (options.run.progress) options.run.progress({"onshore.years", done, 2});
    };
    say(0);
    const lp::Model most = years.most_products();
    // The other half is for a cheaper way of making as much.
    lp::SolveOptions half = clock.rest();
    half.seconds /= 2;
    const lp::Solution first = lp::solve(most, half);
    if (first.values.empty()) {
        Roadmap none;
        none.status = first.status;
        return none;
    }
    say(1);
    if (options.so_far.roadmap)
        options.so_far.roadmap([&] {
            Roadmap known = years.read(most, first);
            known.certificate = lp::certify(most, first);
            known.status = lp::Status::interrupted;
            return known;
        });
    lp::Model model = years.least_cost(attainable(-first.objective * years.product_unit()));
    lp::Solution solution = lp::solve(model, clock.rest());
    // Ended before a cheaper one was found: what makes the most is an answer.
    const bool cheaper = !solution.values.empty();
    Roadmap result = cheaper ? years.read(model, solution) : years.read(most, first);
    result.certificate = cheaper ? lp::certify(model, solution) : lp::certify(most, first);
    result.status = solution.status;
    if (!result.certificate.holds)
        result.status = lp::Status::unknown;
    else if (result.status == lp::Status::optimal)
        result.status = first.status;
    if (std::isfinite(first.bound))
        result.products_bound = std::max(-first.bound * years.product_unit(), result.products);
    if (cheaper && std::isfinite(solution.bound)) {
        result.bound = std::min(solution.bound, result.objective);
        result.gap = lp::relative_gap(result.objective, *result.bound);
    }
    return result;
}

}  // namespace jarip::onshore
