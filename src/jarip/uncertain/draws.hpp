/// The model drawn within the ranges of its figures, one draw after the other on as many threads as asked.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "jarip/uncertain.hpp"
#include "jarip/uncertain/sobol.hpp"

namespace jarip::uncertain {

class Draws {
public:
    /// Keeps references to all three.
    Draws(const Network& network, const std::vector<Input>& inputs, const Options& options);

    /// What is done with a draw; null where its figures make no model. Several threads call it, each with draws of its own.
    using Work = std::function<void(const Network* model, std::size_t draw)>;
    /// Those that were not begun before a stop, or in time, are left out: they are the last ones.
    void each(const Work& work);

    /// By input: the coordinates of the first draws.
    [[nodiscard]] std::vector<std::vector<double>> coordinates(std::size_t draws) const;

private:
    using Clock = std::chrono::steady_clock;

    void shuffle_what_goes_alike();
    [[nodiscard]] double coordinate(std::size_t draw, std::size_t input) const;
    [[nodiscard]] bool write(Network& model, std::size_t draw) const;
    [[nodiscard]] bool late() const;

    const Network& network_;
    const std::vector<Input>& inputs_;
    const Options& options_;
    SobolPoints points_;
    std::vector<std::vector<std::uint32_t>> strata_;  // by input; empty: a coordinate of points_
    std::vector<network::Figure> figures_;
    Clock::time_point began_ = Clock::now();
};

/// The value that a share of the sorted values lies below, between neighbours in proportion (Hyndman & Fan 1996, type 7).
[[nodiscard]] double quantile(const std::vector<double>& sorted, double share);

}  // namespace jarip::uncertain
