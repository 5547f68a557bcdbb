#include "jarip/plan/model/room.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "jarip/core.hpp"

namespace jarip::plan {
namespace {

// Two million quantities take 1.4 GB.
TEST(Room, WhatDoesNotFitIsRefusedBeforeItIsBegunAndSaysHowMuchItTakes) {
    EXPECT_NO_THROW(require_room(2'000'000, 1.5e9));
    EXPECT_NO_THROW(require_room(2'000'000, std::nullopt));
    EXPECT_NO_THROW(require_room(0, 0.0));
    try {
        require_room(2'000'000, 1e9);
        FAIL() << "nothing was refused";
    } catch (const Error& error) {
        const std::string said = error.rendered(Language::en);
        EXPECT_NE(said.find("E0314"), std::string::npos) << said;
        EXPECT_NE(said.find("2000000 quantities"), std::string::npos) << said;
        EXPECT_NE(said.find("1.4 GB"), std::string::npos) << said;
        EXPECT_NE(said.find("1.0 GB is left"), std::string::npos) << said;
    }
}

}  // namespace
}  // namespace jarip::plan
