#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/onshore/solve.hpp"
#include "jarip/onshore/tolerances.hpp"
#include "jarip/onshore/years.hpp"

namespace jarip::onshore {

Roadmap roadmap(const Network& network, const Schedule& schedule, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    lp::SolveOptions solver = options.solver;
    if (!solver.stop.stop_possible()) solver.stop = options.run.stop;
    const Years years{network, options, schedule};
    const auto say = [&](std::size_t done) {
        if (options.run.progress) options.run.progress({"onshore.years", done, 2});
    };
    say(0);
    const lp::Model most = years.most_products();
    const lp::Solution first = lp::solve(most, solver);
    if (first.values.empty()) {
        Roadmap none;
        none.status = first.status;
        return none;
    }
    say(1);
    lp::Model model = years.least_cost(attainable(-first.objective * years.product_unit()));
    lp::Solution solution = lp::solve(model, solver);
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
