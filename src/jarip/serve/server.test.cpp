// What each path of the server answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jarip/serve.hpp"

namespace jarip::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPage =
    "<html><script type=\"module\" crossorigin>run()</script><style rel=\"x\">b{}</style><p>page</p></html>";

Options tiny() { return {.model = "models/tiny-chain", .page = kPage}; }

Query one(std::string key, std::string value) {
    Query query;
    query.emplace(std::move(key), std::move(value));
    return query;
}

TEST(Server, AnswersThePageWithNothingInline) {
    const Server server{tiny()};
    const auto page = server.answer("/", {});
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body,
              "<html><script type=\"module\" src=\"page.js\"></script>"
              "<link rel=\"stylesheet\" href=\"page.css\"><p>page</p></html>");
    EXPECT_EQ(server.answer("/page.js", {}).body, "run()");
    EXPECT_THAT(server.answer("/page.js", {}).type, HasSubstr("javascript"));
    EXPECT_EQ(server.answer("/page.css", {}).body, "b{}");
}

TEST(Server, AnswersWhatTheCommandLinePrints) {
    const auto network = network::load("models/tiny-chain");
    const Server server{tiny()};
    const report::Context context{.network = &network};
    EXPECT_EQ(server.answer("/api/plan/steady", {}).body,
              report::json(plan::steady(network), context));
    EXPECT_EQ(server.answer("/api/plan", {}).body, report::json(plan::solve(network), context));
    EXPECT_EQ(server.answer("/api/stress", {}).body,
              report::json(stress::study(network, {.all = true}), context));
    const auto korean = server.answer("/api/model", one("lang", "ko"));
    EXPECT_EQ(korean.body, report::json(network, {.network = &network, .language = Language::ko}));
}

TEST(Server, TakesAnotherHomeAndWhatIfs) {
    const Server server{tiny()};
    Query query = one("home", "TW");
    query.emplace("set", "demand:*.quantity*=0.5");
    query.emplace("set", "items:*.price*=2");
    const auto base = nlohmann::json::parse(server.answer("/api/assess", {}).body);
    const auto other = nlohmann::json::parse(server.answer("/api/assess", query).body);
    EXPECT_EQ(base["model"]["home"], "KR");
    EXPECT_EQ(other["model"]["home"], "TW");
    EXPECT_THAT(other["model"]["what_ifs"],
                testing::ElementsAre("demand:*.quantity*=0.5", "items:*.price*=2"));
    EXPECT_EQ(server.answer("/api/assess", {}).body, server.answer("/api/assess", {}).body);
}

TEST(Server, SaysWhatIsWrongWithARequest) {
    const Server server{tiny()};
    for (const auto& [key, value] :
         {std::pair{"home", "Korea"}, {"set", "items"}, {"lang", "fr"}, {"by", "colour"}}) {
        const auto reply = server.answer("/api/origin", one(key, value));
        EXPECT_EQ(reply.status, 400) << key;
        EXPECT_THAT(reply.body, HasSubstr("error E0")) << key;
    }
    EXPECT_EQ(server.answer("/api/stress", one("scenario", "no-such")).status, 400);
}

TEST(Server, HasNoFiles) {
    const Server server{tiny()};
    for (const auto* path : {"/api/nothing", "/../etc/passwd", "/./page.js", "/index.html", "//",
                             "/api/../page.js", "/page.js/..", "/models/tiny-chain/items.csv", ""})
        EXPECT_EQ(server.answer(path, {}).status, 404) << path;
}

TEST(Server, DoesNotKeepWhatWasCutShort) {
    std::stop_source stop;
    Options options = tiny();
    options.run.stop = stop.get_token();
    const Server server{std::move(options)};
    stop.request_stop();
    EXPECT_EQ(server.answer("/api/assess", {}).status, 503);
    EXPECT_EQ(server.answer("/", {}).status, 200);
}

// The paths and the query's keys that docs/openapi.yaml names are answered.
TEST(Server, AnswersWhatItsDescriptionSays) {
    const Server server{tiny()};
    std::size_t paths = 0;
    const auto description = read_file("docs/openapi.yaml").text;
    for (std::size_t at = description.find("\n  /"); at != std::string::npos;
         at = description.find("\n  /", at + 1), ++paths) {
        const auto path = description.substr(at + 3, description.find(':', at) - at - 3);
        EXPECT_EQ(server.answer(path, {}).status, 200) << path;
    }
    EXPECT_EQ(paths, 11u);
}

}  // namespace
}  // namespace jarip::serve
