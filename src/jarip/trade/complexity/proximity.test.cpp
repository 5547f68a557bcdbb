#include "jarip/trade/complexity/proximity.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/core.hpp"

namespace jarip::trade {
namespace {

std::vector<double> drawn(std::size_t exporters, std::size_t products) {
    RandomStream random{{.seed = 3}};
    std::vector<double> made(exporters * products);
    for (std::size_t c = 0; c < exporters; ++c)
        for (std::size_t p = 0; p < products; ++p)
            if (random.below(products) < p || c == p % exporters) made[c * products + p] = 1;
    return made;
}

// By its definition, every two products at a time.
std::vector<double> table(const std::vector<double>& made, std::size_t exporters) {
    const std::size_t products = made.size() / exporters;
    std::vector<double> phi(products * products);
    for (std::size_t p = 0; p < products; ++p)
        for (std::size_t q = 0; q < products; ++q) {
            double both = 0, of_p = 0, of_q = 0;
            for (std::size_t c = 0; c < exporters; ++c) {
                both += made[c * products + p] * made[c * products + q];
                of_p += made[c * products + p];
                of_q += made[c * products + q];
            }
            phi[p * products + q] = both / std::max(of_p, of_q);
        }
    return phi;
}

TEST(Proximity, IsWhatTheTableOfEveryTwoProductsGives) {
    constexpr std::size_t kExporters = 21;
    constexpr std::size_t kProducts = 130;
    const auto made = drawn(kExporters, kProducts);
    const auto phi = table(made, kExporters);
    std::vector<double> left(2 * kProducts);
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<double>(i % 7) - 2.5;
    const auto result = Proximity{made, kExporters}.spread(left, 1);
    for (std::size_t row = 0; row < 2; ++row)
        for (std::size_t q = 0; q < kProducts; ++q) {
            double expected = 0;
            for (std::size_t p = 0; p < kProducts; ++p)
                expected += left[row * kProducts + p] * phi[p * kProducts + q];
            EXPECT_NEAR(result[row * kProducts + q], expected, 1e-12);
        }
}

TEST(Proximity, OfTwoProductsWithOneMakerInCommonOfTwoIsAHalf) {
    // A makes both, B the second only.
    const std::vector<double> made{1, 1, 0, 1};
    EXPECT_EQ((Proximity{made, 2}.spread(std::vector<double>{1, 0}, 1)),
              (std::vector<double>{1, 0.5}));
}

TEST(Proximity, ThreadsChangeNothing) {
    const auto made = drawn(50, 80);
    const Proximity proximity{made, 50};
    EXPECT_EQ(proximity.spread(made, 1), proximity.spread(made, 2));
    EXPECT_TRUE(Proximity({}, 0).spread({}, 1).empty());
}

}  // namespace
}  // namespace jarip::trade
