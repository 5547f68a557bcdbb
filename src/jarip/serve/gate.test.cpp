// Who is answered.
#include "jarip/serve/gate.hpp"

#include <gtest/gtest.h>

namespace jarip::serve {
namespace {

int status(const Gate& gate, const RequestHead& request) {
    const auto refusal = gate.refusal(request);
    return refusal ? refusal->status : 200;
}

TEST(Gate, AnswersThisMachineAlone) {
    const Gate gate{"127.0.0.1", ""};
    for (const auto* host : {"127.0.0.1:80", "localhost:8080", "[::1]:8080", "127.0.0.1"})
        EXPECT_EQ(status(gate, {.host = host}), 200) << host;
    for (const auto* host : {"evil.example:80", "127.0.0.1.evil.example:80", "192.168.0.2:80", "",
                             "localhost.evil.example", "[fe80::1]:80"})
        EXPECT_EQ(status(gate, {.host = host}), 403) << host;
}

TEST(Gate, AnswersItsOwnPageAlone) {
    const Gate gate{"127.0.0.1", ""};
    const std::string host = "127.0.0.1:8080";
    EXPECT_EQ(status(gate, {.host = host, .origin = "http://127.0.0.1:8080"}), 200);
    for (const auto* origin : {"http://evil.example", "null", "http://127.0.0.1:9090",
                               "https://127.0.0.1:8080", "http://localhost:8080"})
        EXPECT_EQ(status(gate, {.host = host, .origin = origin}), 403) << origin;
}

TEST(Gate, ElsewhereAsksForTheToken) {
    const std::string token = "0123456789abcdef";
    const Gate gate{"0.0.0.0", token};
    const std::string host = "192.168.0.2:8080";
    EXPECT_EQ(status(gate, {.host = host}), 401);
    EXPECT_EQ(status(gate, {.host = host, .token = token}), 200);
    EXPECT_EQ(status(gate, {.host = host, .authorization = "Bearer " + token}), 200);
    EXPECT_EQ(status(gate, {.host = host, .cookie = "a=b; jarip=" + token + "; c=d"}), 200);
    for (const auto& wrong : {std::string{}, token.substr(1), token + "0", std::string(16, '0')})
        EXPECT_EQ(status(gate, {.host = host, .cookie = "jarip=" + wrong, .token = wrong}), 401);
    EXPECT_EQ(status(gate, {.host = "evil.example:8080", .token = token}), 403)
        << "a name that somebody else gave this machine";
}

TEST(Gate, TheCookieOpensIt) {
    const Gate gate{"10.0.0.1", "0123456789abcdef"};
    const auto cookie = gate.cookie();
    EXPECT_EQ(status(gate, {.host = "10.0.0.1:80", .cookie = cookie.substr(0, cookie.find(';'))}),
              200);
}

}  // namespace
}  // namespace jarip::serve
