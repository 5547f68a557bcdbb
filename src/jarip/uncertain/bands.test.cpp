// The default bands against docs/uncertain.md.

#include "jarip/uncertain/bands.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "jarip/core.hpp"

namespace jarip::uncertain {
namespace {

TEST(Bands, AreThoseOfTheDocumentation) {
    const std::string page = read_file("docs/uncertain.md").text;
    for (const auto& kind : kinds()) {
        const auto code = '`' + std::string{kind.table} + '.' + std::string{kind.column} + '`';
        const auto at = page.find(code);
        ASSERT_NE(at, std::string::npos) << code;
        const auto row = page.substr(at, page.find('\n', at) - at);
        const auto percent = [](double share) {
            return "± " + std::to_string(std::lround(share * 100)) + " %";
        };
        EXPECT_NE(row.find("| " + percent(kind.band)), std::string::npos) << code;
        EXPECT_NE(row.find("| " + percent(kind.band / 2)), std::string::npos) << code;
        EXPECT_EQ(row.ends_with("| – |"), kind.moves == Kind::Moves::alone) << code;
    }
}

TEST(Bands, OfSourcedRowsAreHalfAndOfCountsNone) {
    const Network network = network::load("models/korea-ai-server-2025");
    std::size_t counts = 0, halves = 0;
    for (const auto& figure : network::figures(network)) {
        const auto band = default_band(network, figure);
        if (figure.cell.table == "recipes" && figure.value == std::round(figure.value)) {
            EXPECT_FALSE(band) << figure.cell.key;
            ++counts;
        }
        if (figure.cell.table == "items") {
            ASSERT_TRUE(band);
            EXPECT_DOUBLE_EQ(band->share, figure.sourced ? 0.1 : 0.2) << figure.cell.key;
            halves += figure.sourced;
        }
        EXPECT_FALSE(band && figure.cell.table == "events");
    }
    EXPECT_GT(counts, 50U);
    EXPECT_GT(halves, 5U);
}

}  // namespace
}  // namespace jarip::uncertain
