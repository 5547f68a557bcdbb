#include "jarip/lp/side_by_side.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

namespace jarip::lp {
namespace {

/// Lines of 0 to 6 terms, some of 200; terms are whole, so that sums are exact.
Lines random_lines(std::size_t lines, std::uint32_t others, std::uint64_t seed) {
    std::mt19937_64 draw{seed};
    Lines result;
    result.starts.push_back(0);
    for (std::size_t line = 0; line < lines; ++line) {
        const std::size_t count = draw() % 50 == 0 ? 200 : draw() % 7;
        for (std::size_t t = 0; t < count; ++t) {
            result.others.push_back(static_cast<std::uint32_t>(draw() % others));
            result.terms.push_back(static_cast<double>(draw() % 9) - 4);
        }
        result.starts.push_back(static_cast<std::uint32_t>(result.others.size()));
    }
    return result;
}

TEST(SideBySide, SumsOfLinesAreThoseOfTheMatrix) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{16}, std::size_t{5'003}}) {
        const Lines lines = random_lines(count, 700, count);
        const Lines across = lines.across(700);
        const Order of_lines{lines.starts};
        const Order of_others{across.starts};
        const SideBySide matrix{lines, of_lines, of_others};
        Numbers with(of_others.size(), 0);
        for (std::size_t other = 0; other < 700; ++other)
            with[of_others.place_of(other)] = static_cast<Number>(other % 13);
        std::vector<double> sums(of_lines.size());
        for (std::size_t place = 0; place < sums.size(); ++place)
            sums[place] = double{matrix.products(place / kLanes, with.data())[place % kLanes]};
        ASSERT_EQ(of_lines.size() % kLanes, 0U);
        std::size_t lines_seen = 0;
        for (std::size_t place = 0; place < sums.size(); ++place) {
            if (of_lines.line_at(place) == Order::kEmpty) {
                EXPECT_EQ(sums[place], 0) << place;
                continue;
            }
            ++lines_seen;
            double expected = 0;
            lines.each(of_lines.line_at(place),
                       [&](std::uint32_t other, double term) { expected += term * (other % 13); });
            EXPECT_EQ(sums[place], expected) << place;
            EXPECT_EQ(of_lines.place_of(of_lines.line_at(place)), place);
        }
        EXPECT_EQ(lines_seen, count);
    }
}

}  // namespace
}  // namespace jarip::lp
