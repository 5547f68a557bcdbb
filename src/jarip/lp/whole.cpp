#include "jarip/lp/whole.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

/// Of boxes that the solver is asked about. A box is only cut where its answer was not whole: rare, or there are few.
constexpr int kMostBoxes = 2000;

struct Node {
    Box box;
    double bound = -kInfinity;
};

class WholeSearch {
public:
    explicit WholeSearch(const WholeProblem& problem) : problem_{problem} {}

    Solution run() {
        if (!problem_.known.empty()) hold(rounded(problem_.known, problem_.box));
        open_.push_back({problem_.box, -kInfinity});
        for (int boxes = 0; !open_.empty() && ended_ == Status::optimal; ++boxes) {
            const auto next = std::ranges::min_element(open_, {}, &Node::bound);
            if (is_enough(next->bound)) break;
            if (boxes == kMostBoxes) {
                ended_ = Status::feasible;
                break;
            }
            const Node node = std::move(*next);
            open_.erase(next);
            explore(node);
        }
        return finish();
    }

private:
    [[nodiscard]] bool is_enough(double bound) const {
        return !best_.values.empty() && gap(best_.objective, bound) <= problem_.relative_gap;
    }

    [[nodiscard]] double gap(double objective, double bound) const {
        return objective - bound <= problem_.noise ? 0 : relative_gap(objective, bound);
    }

    void hold(const std::vector<double>& whole) {
        Solution solution = problem_.hold(whole);
        if (solution.values.empty()) {
            undecided_ = undecided_ || solution.status != Status::infeasible;
            return;
        }
        if (best_.values.empty() || solution.objective < best_.objective)
            best_ = std::move(solution);
    }

    /// Asks the solver, makes its answer whole, and cuts the box where that is not enough.
    void explore(const Node& node) {
        undecided_ = false;
        const Relaxed relaxed = problem_.relax(node.box);
        if (relaxed.status == Status::infeasible) {
            // What is known refutes it.
            if (!best_.values.empty() && node.box.low == problem_.box.low &&
                node.box.high == problem_.box.high) {
                ended_ = Status::feasible;
                leave(node.bound);
            }
            return;
        }
        const double bound = std::max(node.bound, relaxed.bound);
        if (!relaxed.whole.empty()) hold(rounded(relaxed.whole, node.box));
        if (relaxed.status == Status::unbounded || relaxed.status == Status::limit ||
            relaxed.status == Status::interrupted) {
            ended_ = relaxed.status;
            return leave(bound);
        }
        if (is_enough(bound)) return leave(bound);
        if (relaxed.whole.empty()) {
            ended_ = Status::unknown;
            return leave(bound);
        }
        hold(raised(relaxed.whole, node.box));
        if (is_enough(bound)) return leave(bound);
        cut(node.box, relaxed.whole, bound);
    }

    /// A box that is not looked into any further still bounds what can be found.
    void leave(double bound) { left_ = std::min(left_, bound); }

    [[nodiscard]] static std::vector<double> rounded(std::vector<double> values, const Box& box) {
        for (std::size_t j = 0; j < values.size(); ++j)
            values[j] = std::clamp(std::round(values[j]), box.low[j], box.high[j]);
        return values;
    }

    /// Whatever is used at all, whole.
    [[nodiscard]] static std::vector<double> raised(std::vector<double> values, const Box& box) {
        for (std::size_t j = 0; j < values.size(); ++j)
            values[j] = std::clamp(std::ceil(values[j] - kSameWhole), box.low[j], box.high[j]);
        return values;
    }

    /// Two boxes on either side of the number that is least whole; where all are, of the first that is free.
    void cut(const Box& box, const std::vector<double>& values, double bound) {
        std::size_t at = values.size();
        double farthest = -1;
        bool endless = false;
        for (std::size_t j = 0; j < values.size(); ++j) {
            if (box.low[j] >= box.high[j]) continue;
            const double distance = std::abs(values[j] - std::round(values[j]));
            // A number without limits that is whole could be cut for ever.
            if (distance <= kSameWhole && !std::isfinite(box.high[j] - box.low[j])) {
                endless = true;
                continue;
            }
            if (distance > farthest + kSameWhole) {
                farthest = distance;
                at = j;
            }
        }
        // Every number is held: what holding them gave is all there is, as far as that is proven.
        if (at == values.size()) {
            if (endless || undecided_) ended_ = Status::feasible;
            return leave(bound);
        }
        const double below = std::clamp(std::floor(values[at]), box.low[at], box.high[at] - 1);
        Node lower{box, bound};
        lower.box.high[at] = below;
        Node upper{box, bound};
        upper.box.low[at] = below + 1;
        open_.push_back(std::move(lower));
        open_.push_back(std::move(upper));
    }

    Solution finish() {
        for (const Node& node : open_) leave(node.bound);
        Solution result = std::move(best_);
        if (ended_ == Status::unbounded) {
            result = Solution{};
            result.status = ended_;
            return result;
        }
        if (result.values.empty()) {
            result.bound = left_;
            result.status = ended_ == Status::optimal    ? Status::infeasible
                            : ended_ == Status::feasible ? Status::unknown
                                                         : ended_;
            return result;
        }
        result.bound = std::min(left_, result.objective);
        result.gap = gap(result.objective, result.bound);
        if (result.gap <= problem_.relative_gap)
            result.status = Status::optimal;
        else
            result.status = ended_ == Status::limit || ended_ == Status::interrupted
                                ? ended_
                                : Status::feasible;
        return result;
    }

    const WholeProblem& problem_;
    std::vector<Node> open_;
    Solution best_;
    double left_ = kInfinity;
    bool undecided_ =
        false;  ///< the box's numbers were held, and the solver did not say what that gives
    Status ended_ = Status::optimal;
};

}  // namespace

double relative_gap(double objective, double bound) {
    const double difference = objective - bound;
    if (!(difference > 0)) return 0;
    if (bound == -kInfinity) return 1;
    return difference / std::max(std::abs(objective), std::abs(bound));
}

Solution solve_whole(const WholeProblem& problem) { return WholeSearch{problem}.run(); }

}  // namespace jarip::lp
