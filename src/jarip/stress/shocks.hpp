/// How the failures of single firms run through a network, down to customers and up to suppliers: docs/formulas.md
/// (Stress, economic systemic risk index). Two ways with the same answer but for rounding: one failure at a time, of which only
/// what changes is followed, and eight side by side, for which each link is read once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "jarip/stress/firms.hpp"

namespace jarip::stress {

/// Failures one at a time.
class SingleShock {
public:
    explicit SingleShock(const Firms& firms);

    /// The share of all output that is lost where a firm fails; nothing where more than `most_visits` links have to be
    /// followed.
    [[nodiscard]] std::optional<double> lost_share(std::uint32_t firm, std::size_t most_visits);

private:
    // A list of numbers that takes in each once; room for all of them is there from the start.
    struct List {
        explicit List(std::size_t most) : numbers(most + 1), has(most) {}
        void add(std::uint32_t number) {
            std::uint8_t& there = has.data()[number];
            numbers.data()[count] = number;
            count += there == 0 ? 1 : 0;
            there = 1;
        }
        // Empty for the next numbers.
        void clear() {
            for (const auto number : all()) has.data()[number] = 0;
            count = 0;
        }
        [[nodiscard]] std::span<const std::uint32_t> all() const { return {numbers.data(), count}; }
        std::vector<std::uint32_t> numbers;
        std::vector<std::uint8_t> has;
        std::size_t count = 0;
    };

    static std::size_t spread(const FirmLinks& links, std::uint32_t firm, double passed,
                              std::vector<double>& sums, List& reached);
    double step_down();
    void set_harm(std::uint32_t firm);
    void push_up(std::uint32_t buyer);
    bool push_up_all(double change_down);
    void take_step();
    [[nodiscard]] double lost_output() const;
    [[nodiscard]] double lost_more(std::uint32_t firm) const;
    void clear();

    const Firms& firms_;
    std::vector<double> sector_output_;  // with nothing lost
    std::uint32_t failed_ = 0;
    std::size_t visits_ = 0;
    // By firm, shares of what is usual that are lost: 1 - h_up, what the last step added to it, what the next one adds,
    // 1 - h_down and what that means for its customers, σ (1 - h_down).
    std::vector<double> up_, last_, next_, down_, harm_;
    std::vector<double> loss_;         // by group of purchases: its share that is lost
    std::vector<double> sector_left_;  // by sector: output that h_down leaves
    // Firms: with a change of up_, of the last step and of the next; those with down_, of these the ones of the last step,
    // those whose customers feel it. Groups: hit at all, hit in the step. Sectors: hit in the step.
    List up_moved_, last_up_, next_up_, down_moved_, last_down_, harmed_;
    List groups_, step_groups_, sectors_;
    std::vector<std::uint32_t> felt_;  // of harmed_, those in a sector that is hit in the step
};

/// Failures side by side: so many.
inline constexpr std::size_t kShockLanes = 8;
/// The share of all output that is lost where each of the firms fails, kShockLanes of them after the other. `go_on` is told which
/// of `failed` are known, and says whether to go on.
void shocks_in_lanes(
    const Firms& firms, std::span<const std::uint32_t> failed,
    const std::function<bool(std::span<const std::uint32_t>, std::span<const double>)>& go_on);

}  // namespace jarip::stress
