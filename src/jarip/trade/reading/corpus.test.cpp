// What fuzzers begin with, and what they found, is read or refused in every run of the tests too.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

TEST(Corpus, IsReadOrRefused) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{"tests/corpus"})
        if (entry.is_regular_file() && entry.path().string().find("trade_") != std::string::npos)
            paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    ASSERT_GT(paths.size(), 30U);
    std::size_t sound = 0;
    for (const auto& path : paths)
        for (const auto faults : {Faults::strict, Faults::lenient}) {
            Diagnostics diagnostics;
            const auto flows = read({read_file(path)}, diagnostics, {.faults = faults});
            EXPECT_TRUE(diagnostics.has_errors() || !flows.sources.empty()) << path;
            sound += diagnostics.has_errors() ? 0U : 1U;
        }
    EXPECT_GT(sound, 30U) << "most seeds are sound tables";
}

}  // namespace
}  // namespace jarip::trade
