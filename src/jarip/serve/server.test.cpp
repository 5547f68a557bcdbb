// What each path of the server answers, and the server on this machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "jarip/serve.hpp"

namespace jarip::serve {
namespace {

using testing::HasSubstr;

Options tiny() { return {.model = "models/tiny-chain", .page = "<html>page</html>"}; }

TEST(Server, AnswersThePageAtItsRoot) {
    const auto reply = Server{tiny()}.answer("/", {});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "<html>page</html>");
}

TEST(Server, AnswersWhatTheCommandLinePrints) {
    const auto network = network::load("models/tiny-chain");
    const auto month = plan::steady(network);
    const auto reply = Server{tiny()}.answer("/api/plan", {});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, report::json(month, {.network = &network}));
}

TEST(Server, TakesAnotherHomeAndWhatIfs) {
    const Server server{tiny()};
    const auto base = nlohmann::json::parse(server.answer("/api/assess", {}).body);
    const auto other = nlohmann::json::parse(
        server.answer("/api/assess", {{"home", "TW"}, {"set", "demand:*.quantity*=0.5"}}).body);
    EXPECT_EQ(base["model"]["home"], "KR");
    EXPECT_EQ(other["model"]["home"], "TW");
    EXPECT_THAT(other["model"]["what_ifs"], testing::ElementsAre("demand:*.quantity*=0.5"));
    EXPECT_EQ(server.answer("/api/assess", {}).body, server.answer("/api/assess", {}).body);
}

TEST(Server, SaysWhatIsWrongWithARequest) {
    const Server server{tiny()};
    EXPECT_EQ(server.answer("/api/nothing", {}).status, 404);
    for (const Query& query : {Query{{"home", "XX"}}, Query{{"set", "items"}},
                               Query{{"lang", "fr"}}, Query{{"by", "colour"}}}) {
        const auto reply = server.answer("/api/origin", query);
        EXPECT_EQ(reply.status, 400) << query.begin()->first;
        EXPECT_THAT(reply.body, HasSubstr("error E0"));
    }
}

TEST(Server, ListensOnThisMachineUntilItIsStopped) {
    std::stop_source stop;
    Options options = tiny();
    options.run.stop = stop.get_token();
    const Server server{std::move(options)};
    std::promise<std::string> ready;
    std::jthread listening{
        [&] { server.listen(0, [&](const std::string& address) { ready.set_value(address); }); }};
    std::string address = ready.get_future().get();
    EXPECT_THAT(address, testing::StartsWith("http://127.0.0.1:"));
    address.pop_back();
    httplib::Client client{address};
    const auto page = client.Get("/");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->body, "<html>page</html>");
    EXPECT_THAT(page->get_header_value("Content-Security-Policy"), HasSubstr("connect-src 'self'"));
    const auto foreign = client.Get("/api/model", {{"Host", "evil.example:80"}});
    ASSERT_TRUE(foreign);
    EXPECT_EQ(foreign->status, 403) << "a name elsewhere that points here";
    stop.request_stop();
}

}  // namespace
}  // namespace jarip::serve
