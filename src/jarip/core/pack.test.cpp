#include "jarip/core/pack.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace jarip {
namespace {

template <class Numbers>
class PackTest : public testing::Test {};

template <class Real, std::size_t kCount>
struct Of {
    using Number = Real;
    static constexpr std::size_t kLanes = kCount;
};
using Widths = testing::Types<Of<float, 16>, Of<float, 8>, Of<double, 8>, Of<double, 16>>;
TYPED_TEST_SUITE(PackTest, Widths);

// Each operation does in every lane what it does to one number.
TYPED_TEST(PackTest, EachLaneIsAsOneNumber) {
    using Real = typename TypeParam::Number;
    constexpr std::size_t count = TypeParam::kLanes;
    using Row = Pack<Real, count>;
    std::array<Real, count> a{};
    std::array<Real, count> b{};
    std::array<std::uint32_t, count> back{};
    for (std::size_t i = 0; i < count; ++i) {
        a[i] = static_cast<Real>(std::sin(1.0 + static_cast<double>(i)));
        b[i] = static_cast<Real>(std::cos(3.0 * static_cast<double>(i)));
        back[i] = static_cast<std::uint32_t>(count - 1 - i);
    }
    b[count - 1] = a[count - 1];
    const Row x = Row::read(a.data());
    const Row y = Row::read(b.data());
    for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(x[i], a[i]);
        EXPECT_EQ((x + y)[i], a[i] + b[i]);
        EXPECT_EQ((x - y)[i], a[i] - b[i]);
        EXPECT_EQ((x * y)[i], a[i] * b[i]);
        EXPECT_EQ((x / y)[i], a[i] / b[i]);
        EXPECT_EQ((-x)[i], -a[i]);
        EXPECT_EQ((2 * x + 1)[i], 2 * a[i] + 1);
        EXPECT_EQ(smaller(x, y)[i], std::min(a[i], b[i]));
        EXPECT_EQ(larger(x, y)[i], std::max(a[i], b[i]));
        EXPECT_EQ(select(x < y, Row{1}, 0)[i], a[i] < b[i] ? 1 : 0);
        EXPECT_EQ(select(x == y, Row{1}, 0)[i], a[i] == b[i] ? 1 : 0);
        EXPECT_EQ(Row::gather(a.data(), back.data())[i], a[count - 1 - i]);
        EXPECT_EQ(Row{}[i], 0);
    }
    std::array<Real, count> out{};
    y.write(out.data());
    EXPECT_EQ(out, b);
}

// A mask is true where one lane is, wherever that stands.
TYPED_TEST(PackTest, AnyLaneCounts) {
    using Real = typename TypeParam::Number;
    using Row = Pack<Real, TypeParam::kLanes>;
    EXPECT_FALSE((Row{} != Row{}).any());
    for (std::size_t lane = 0; lane < TypeParam::kLanes; ++lane) {
        Row row;
        row.set(lane, std::numeric_limits<Real>::denorm_min());
        EXPECT_TRUE((row != Row{}).any()) << lane;
        EXPECT_TRUE((row > 0).any()) << lane;
        EXPECT_FALSE((row < 0).any()) << lane;
    }
}

}  // namespace
}  // namespace jarip
