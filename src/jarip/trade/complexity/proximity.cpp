#include "jarip/trade/complexity/proximity.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <numeric>

#include "jarip/core.hpp"

namespace jarip::trade {
namespace {

// Rows of `left` that are done at once: what is known of all exporters for them stays in the nearest cache.
constexpr int kRows = 16;
using Some = Eigen::Array<double, kRows, 1>;

}  // namespace

Proximity::Proximity(std::span<const double> made, std::size_t exporters)
    : exporters_{exporters}, begin_{0} {
    const std::size_t products = exporters == 0 ? 0 : made.size() / exporters;
    for (std::size_t p = 0; p < products; ++p) {
        for (std::size_t c = 0; c < exporters; ++c)
            if (made[c * products + p] > 0) makers_.push_back(static_cast<std::uint32_t>(c));
        begin_.push_back(makers_.size());
    }
    order_.resize(products);
    std::iota(order_.begin(), order_.end(), 0U);
    std::stable_sort(order_.begin(), order_.end(), [this](std::uint32_t p, std::uint32_t q) {
        return makers(p).size() < makers(q).size();
    });
    for (std::size_t at = 0; at < products; ++at)
        if (at == 0 || makers(order_[at - 1]).size() < makers(order_[at]).size())
            levels_.push_back(at);
    levels_.push_back(products);
}

std::vector<double> Proximity::spread(std::span<const double> left, unsigned threads) const {
    std::vector<double> result(left.size());
    const std::size_t rows = products() == 0 ? 0 : left.size() / products();
    parallel_for((rows + kRows - 1) / kRows, threads, [&](std::size_t block) {
        const std::size_t first = block * kRows;
        const auto count = std::min<std::size_t>(kRows, rows - first);
        std::vector<Some> x(products(), Some::Zero()), sums(products());
        for (std::size_t row = 0; row < count; ++row)
            for (std::size_t p = 0; p < products(); ++p)
                x[p](static_cast<int>(row)) = left[(first + row) * products() + p];

        std::vector<Some> made(exporters_,
                               Some::Zero());  // by each exporter, of the products so far
        const auto made_by_makers = [&](std::size_t p) {
            Some sum = Some::Zero();
            for (const auto maker : makers(p)) sum += made[maker];
            return sum;
        };
        for (std::size_t level = 0; level + 1 < levels_.size(); ++level) {
            const auto equals =
                std::span{order_}.subspan(levels_[level], levels_[level + 1] - levels_[level]);
            for (const auto q : equals)
                for (const auto maker : makers(q)) made[maker] += x[q];
            for (const auto p : equals)
                sums[p] = made_by_makers(p) / static_cast<double>(makers(p).size());
        }
        std::fill(made.begin(), made.end(), Some::Zero());
        for (std::size_t level = levels_.size() - 1; level-- > 0;) {
            const auto equals =
                std::span{order_}.subspan(levels_[level], levels_[level + 1] - levels_[level]);
            for (const auto p : equals) sums[p] += made_by_makers(p);
            for (const auto q : equals) {
                const Some share = x[q] / static_cast<double>(makers(q).size());
                for (const auto maker : makers(q)) made[maker] += share;
            }
        }
        for (std::size_t row = 0; row < count; ++row)
            for (std::size_t p = 0; p < products(); ++p)
                result[(first + row) * products() + p] = sums[p](static_cast<int>(row));
    });
    return result;
}

}  // namespace jarip::trade
