#include "jarip/core/column.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace jarip {
namespace {

template <class Elements>
std::vector<std::uint32_t> listed(const Elements& column) {
    return {column.begin(), column.end()};
}

TEST(Column, KeepsWhatItHoldsWhileItGrows) {
    Column<std::int64_t> column;
    for (std::int64_t i = 0; i < 3'000'000; ++i) column.push_back(i * i);
    ASSERT_EQ(column.size(), 3'000'000U);
    for (const std::int64_t i : {0, 1, 63, 64, 2'999'999})
        EXPECT_EQ(column[static_cast<std::size_t>(i)], i * i);
}

TEST(Column, ACopyIsItsOwn) {
    Column<double> column{1, 2};
    auto copy = column;
    copy[0] = 7;
    EXPECT_EQ(column, (Column<double>{1, 2}));
    column = std::move(copy);
    EXPECT_EQ(column, (Column<double>{7, 2}));
    EXPECT_EQ(Column<double>{}, Column<double>{column = {}});
}

TEST(IndexColumn, WidensWithoutForgetting) {
    IndexColumn column{IndexColumn::kNone, 0, 254};
    EXPECT_EQ(column.visit([](auto elements) { return sizeof(elements[0]); }), 1U);
    column.push_back(255);
    EXPECT_EQ(column.visit([](auto elements) { return sizeof(elements[0]); }), 2U);
    column.push_back(65'534);
    EXPECT_EQ(column.visit([](auto elements) { return sizeof(elements[0]); }), 2U);
    column.set(1, 65'535);
    EXPECT_EQ(column.visit([](auto elements) { return sizeof(elements[0]); }), 4U);
    column.push_back(IndexColumn::kNone);
    EXPECT_EQ(listed(column), (std::vector<std::uint32_t>{IndexColumn::kNone, 65'535, 254, 255,
                                                          65'534, IndexColumn::kNone}));
}

TEST(IndexColumn, UnpacksWhatStandsInIt) {
    for (const std::uint32_t largest : {7U, 700U, 70'000U}) {
        const IndexColumn column{1, IndexColumn::kNone, largest, 3};
        std::vector<std::uint32_t> elements(3);
        column.unpack(1, elements);
        EXPECT_EQ(elements, (std::vector<std::uint32_t>{IndexColumn::kNone, largest, 3}));
    }
}

TEST(IndexColumn, IsWidenedAtOnceToWhatMustStandInIt) {
    IndexColumn column{3};
    column.make_room_for(1'000'000);
    column.push_back(1'000'000);
    EXPECT_EQ(column, (IndexColumn{3, 1'000'000}));
    column.resize(1);
    EXPECT_EQ(column, IndexColumn{3});
}

}  // namespace
}  // namespace jarip
