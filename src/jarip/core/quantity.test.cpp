#include "jarip/core/quantity.hpp"

#include <gtest/gtest.h>

#include "jarip/core/id.hpp"

namespace jarip {
namespace {

using ApplesId = Id<struct ApplesTag>;
using PearsId = Id<struct PearsTag>;

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b) {
    a < b;
};
template <class Array, class Index>
concept Indexable = requires(Array array, Index index) {
    array[index];
};
template <class From, class To>
concept Becomes = std::is_convertible_v<From, To>;

TEST(Quantity, DoesNotMixUnits) {
    static_assert(Addable<Kilowatt, Kilowatt> && Comparable<Kilowatt, Kilowatt>);
    static_assert(!Addable<Kilowatt, Kilogram> && !Comparable<Kilowatt, Kilogram>);
    static_assert(!Becomes<double, Kilowatt> && !Becomes<Kilowatt, double> &&
                  !Addable<Kilowatt, double>);
}

TEST(Id, DoesNotIndexAnotherTable) {
    static_assert(Indexable<Indexed<ApplesId, int>, ApplesId>);
    static_assert(!Indexable<Indexed<ApplesId, int>, PearsId> &&
                  !Indexable<Indexed<ApplesId, int>, std::size_t>);
    static_assert(!Becomes<std::size_t, ApplesId> && !Becomes<ApplesId, PearsId>);
}

TEST(Quantity, AddsScalesAndGivesRatios) {
    const Kilowatt rack = 18 * Kilowatt{7.0} + Kilowatt{6.0};
    EXPECT_EQ(rack.value(), 132.0);
    EXPECT_EQ(rack / Kilowatt{264.0}, 0.5);
    EXPECT_EQ((-rack / 2).value(), -66.0);
    Kilowatt rest = rack;
    rest -= Kilowatt{32.0};
    EXPECT_LT(rest, rack);
}

TEST(Indexed, GivesTheIdOfWhatIsAdded) {
    Indexed<ApplesId, std::string> names;
    const auto first = names.add("Fuji");
    const auto second = names.add("Gala");
    EXPECT_EQ(names[first], "Fuji");
    EXPECT_EQ(names[second], "Gala");
    std::size_t next = 0;
    for (const ApplesId id : names.ids()) EXPECT_EQ(id.index(), next++);
    EXPECT_EQ(next, 2U);
}

TEST(Id, PointsNowhereUntilItIsGivenAPlace) {
    EXPECT_FALSE(ApplesId{}.valid());
    EXPECT_TRUE(ApplesId{0}.valid());
}

}  // namespace
}  // namespace jarip
