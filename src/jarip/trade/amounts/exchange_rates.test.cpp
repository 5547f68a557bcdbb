#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

TEST(ExchangeRates, AreThoseThatThePublisherGives) {
    const auto rate = [](std::string_view currency, std::string_view period) {
        for (const auto& known : exchange_rates())
            if (known.currency == currency && known.period == parse_period(period))
                return known.per_usd;
        return std::string{};
    };
    EXPECT_EQ(rate("KRW", "2023"), "1306.7637");
    EXPECT_EQ(rate("JPY", "2020"), "106.7754");
    EXPECT_EQ(rate("CNY", "2024-06"), "7.2547");
    EXPECT_EQ(rate("CAD", "2023"), "1.3494");
    EXPECT_EQ(rate("GBP", "2023"), "0.803859");  // 1 ÷ 1.2440, as which it is published
}

}  // namespace
}  // namespace jarip::trade
