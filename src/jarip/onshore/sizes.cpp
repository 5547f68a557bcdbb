#include "jarip/onshore/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jarip::onshore {
namespace {

/// Between two points ten to a factor of ten the line lies at most 0.17 % below a curve of exponent 0 to 1.
constexpr double kPointsOfADecade = 10;

}  // namespace

std::vector<SizePoint> size_points(const network::Network& network, network::ProcessId id) {
    const auto& process = network.processes[id];
    std::vector<SizePoint> points;
    for (const auto& size : network.sizes)
        if (size.process == id)
            points.push_back({size.capacity_per_month, size.capex, size.between});
    if (!points.empty()) return points;
    const double capacity =
        process.capacity_per_month.value_or(std::numeric_limits<double>::infinity());
    const double least = process.minimum_capacity.value_or(capacity);
    if (least < capacity) {
        const double exponent = process.scale_exponent;
        const double decades = std::log10(capacity / least);
        const int pieces =
            exponent == 1 ? 1
                          : std::max(1, static_cast<int>(std::ceil(decades * kPointsOfADecade)));
        for (int i = 0; i < pieces; ++i) {
            const double share = std::pow(least / capacity, 1 - static_cast<double>(i) / pieces);
            points.push_back({capacity * share, process.capex * std::pow(share, exponent), i > 0});
        }
        points.front().capacity = least;
    }
    points.push_back({capacity, process.capex, !points.empty()});
    return points;
}

bool is_sized(const network::Network& network, network::ProcessId process) {
    return network.processes[process].minimum_capacity ||
           std::ranges::find(network.sizes, process, &network::PlantSize::process) !=
               network.sizes.end();
}

double capex_of_size(const std::vector<SizePoint>& points, double capacity) {
    for (std::size_t k = 0; k < points.size(); ++k) {
        if (capacity > points[k].capacity && k + 1 < points.size()) continue;
        if (k == 0 || capacity >= points[k].capacity) return points[k].capex;
        const SizePoint& low = points[k - 1];
        const double part = (capacity - low.capacity) / (points[k].capacity - low.capacity);
        return low.capex + part * (points[k].capex - low.capex);
    }
    return 0;
}

double capex_of(const Network& network, const Built& built) {
    const auto& process = network.processes[built.process];
    const double expansion = built.expansion * process.expansion_capex_per_unit;
    if (process.status != network::Status::candidate) return expansion;
    if (!built.capacity) return process.capex + expansion;
    return capex_of_size(size_points(network, built.process), *built.capacity) + expansion;
}

}  // namespace jarip::onshore
