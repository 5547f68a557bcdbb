// What each path of the server answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "jarip/core/files.hpp"
#include "jarip/serve.hpp"
#include "jarip/serve/copied_model.hpp"

namespace jarip::serve {
namespace {

using testing::HasSubstr;

constexpr const char* kPage =
    "<html><script type=\"module\" crossorigin>run()</script><style rel=\"x\">b{}</style><p>page</p></html>";

Options tiny() { return {.model = copied_tiny_chain(), .page = kPage}; }

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
         {std::pair{"home", "Atlantis"}, {"set", "items"}, {"lang", "fr"}, {"by", "colour"}}) {
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

// The paths that docs/openapi.yaml names are answered, by GET or by POST.
TEST(Server, AnswersWhatItsDescriptionSays) {
    const CopiedModel model;
    const Server server{{.model = model.path(), .page = kPage}};
    std::size_t paths = 0;
    const auto description = read_file("docs/openapi.yaml").text;
    for (std::size_t at = description.find("\n  /"); at != std::string::npos;
         at = description.find("\n  /", at + 1), ++paths) {
        const auto path = description.substr(at + 3, description.find(':', at) - at - 3);
        const auto method = description.find(':', at) + 2;
        const bool is_post = description.substr(method).starts_with("    post:");
        const auto reply = is_post ? server.change(path, R"({"sets": [], "version": ""})")
                                   : server.answer(path, {});
        // An edit of another version is a conflict, and there is nothing to take back.
        // Nothing can be drawn in a model whose events have no probability.
        EXPECT_TRUE(reply.status == 200 || path == "/api/page/years" || path == "/api/part" ||
                    (is_post && (reply.status == 409 || reply.status == 400)))
            << path << ' ' << reply.status << ' ' << reply.body;
    }
    EXPECT_EQ(paths, 35u);
}

nlohmann::json sent(const Server& server, const char* path, const nlohmann::json& body,
                    int status = 200) {
    const auto reply = server.change(path, body.dump());
    EXPECT_EQ(reply.status, status) << path << ' ' << reply.body;
    return nlohmann::json::parse(reply.body, nullptr, false);
}

TEST(Server, ChangesTheModelOnlyAsItWasSeen) {
    const CopiedModel model;
    const Server server{{.model = model.path(), .page = kPage}};
    const nlohmann::json sets{"stock:daegu/chip.quantity=5"};
    const auto plan = server.answer("/api/plan/steady", {}).body;
    const auto before = server.answer("/api/model", {}).body;
    const auto preview = sent(server, "/api/edit/preview", {{"sets", sets}});
    EXPECT_EQ(preview["page"]["documents"]["model-diff"]["cells"][0]["to"], "5");
    EXPECT_EQ(server.answer("/api/model", {}).body, before) << "nothing is written yet";
    const auto saved = sent(server, "/api/edit", {{"sets", sets}, {"version", preview["version"]}});
    EXPECT_EQ(saved["steps"].size(), 1u);
    const auto conflict =
        sent(server, "/api/edit", {{"sets", sets}, {"version", preview["version"]}}, 409);
    EXPECT_EQ(conflict["page"]["documents"]["model-diff"]["cells"].size(), 1u);
    const auto undone = sent(server, "/api/undo", {{"version", saved["version"]}});
    EXPECT_EQ(undone["version"], preview["version"]);
    EXPECT_EQ(server.answer("/api/plan/steady", {}).body, plan);
}

TEST(Server, RefusesChangesThatCannotBe) {
    const CopiedModel model;
    const Server server{{.model = model.path(), .page = kPage}};
    for (const auto* body : {"", "[]", "{", R"({"sets": "x"})", R"({"sets": [1]})",
                             R"({"sets": ["../../x:y.z=1"]})", R"({"version": 3})"})
        EXPECT_EQ(server.change("/api/edit/preview", body).status, 400) << body;
    EXPECT_EQ(server.change("/api/model", "{}").status, 404);
    EXPECT_EQ(Server{{.page = kPage}}.change("/api/edit", "{}").status, 400) << "embedded";
}

TEST(Server, HoldsWhatIfsBesideTheModel) {
    const Server server{tiny()};
    const auto reply =
        server.answer("/api/page/what-if", one("set", "processes:*.capacity_per_month*=0.5"));
    ASSERT_EQ(reply.status, 200);
    const auto page = nlohmann::json::parse(reply.body);
    const auto base = nlohmann::json::parse(server.answer("/api/assess", {}).body);
    const auto other = nlohmann::json::parse(
        server.answer("/api/assess", one("set", "processes:*.capacity_per_month*=0.5")).body);
    const auto& figures = page["documents"]["what-if"]["figures"];
    ASSERT_EQ(figures.size(), base["scorecard"].size());
    bool differs = false;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        EXPECT_EQ(figures[i]["before"], base["scorecard"][i]["value"]);
        EXPECT_EQ(figures[i]["after"], other["scorecard"][i]["value"]);
        differs = differs || figures[i]["differs"].get<bool>();
    }
    EXPECT_TRUE(differs);
    const auto runs = nlohmann::json::parse(server.answer("/api/page/runs", {}).body);
    EXPECT_EQ(runs["documents"]["runs"]["runs"].size(), 2u);
}

TEST(Server, SaysWhatItComputesAndEndsItWhenAsked) {
    const Server server{tiny()};
    const auto idle = nlohmann::json::parse(server.answer("/api/progress", {}).body);
    EXPECT_TRUE(idle["computed"].empty());
    EXPECT_EQ(idle["words"]["cancel"], "Cancel");
    Reply reply;
    std::jthread asking{[&] { reply = server.answer("/api/assess", {}); }};
    nlohmann::json seen;
    while (seen.empty())
        seen = nlohmann::json::parse(server.answer("/api/progress", {}).body)["computed"];
    EXPECT_EQ(seen[0]["question"], "/api/assess");
    const nlohmann::json number{{"number", seen[0]["number"]}};
    const auto ended = sent(server, "/api/cancel", number);
    asking.join();
    if (ended["cancelled"] == 1) {
        EXPECT_EQ(reply.status, 503);
        EXPECT_THAT(reply.body, HasSubstr("cancelled"));
    }
    EXPECT_EQ(server.answer("/api/assess", {}).status, 200) << "it can be asked for again";
    EXPECT_EQ(server.change("/api/cancel", "{}").status, 400);
    EXPECT_EQ(sent(server, "/api/cancel", {{"number", 999}})["cancelled"], 0);
}

// What has been told of an answer has its form: fewer scenarios, or what they lose at least not found yet.
TEST(Server, TellsWhatIsKnownBeforeTheAnswer) {
    const Server server{{.model = "models/korea-ai-server-2025", .page = kPage}};
    Reply reply;
    std::atomic<bool> ended = false;
    std::jthread asking{[&] {
        reply = server.answer("/api/stress", {});
        ended = true;
    }};
    nlohmann::json part;
    while (!ended && part.empty()) {
        const auto progress = nlohmann::json::parse(server.answer("/api/progress", {}).body);
        for (const auto& each : progress["computed"]) {
            if (each["parts"] == 0) continue;
            const auto told = server.answer("/api/part", one("number", each["number"].dump()));
            if (told.status == 200) part = nlohmann::json::parse(told.body);
        }
    }
    asking.join();
    ASSERT_EQ(reply.status, 200);
    if (part.empty()) GTEST_SKIP() << "it was faster than it could be asked";
    const auto whole = nlohmann::json::parse(reply.body);
    EXPECT_EQ(part["schema"], whole["schema"]);
    EXPECT_TRUE(part["interrupted"].get<bool>());
    EXPECT_FALSE(whole["interrupted"].get<bool>());
    for (const auto& run : part["runs"]) {
        const auto same = std::find_if(whole["runs"].begin(), whole["runs"].end(), [&](auto& each) {
            return each["scenario"] == run["scenario"];
        });
        ASSERT_NE(same, whole["runs"].end());
        EXPECT_EQ(run["days"], (*same)["days"]);
        EXPECT_EQ(run["lost"], (*same)["lost"]);
    }
    EXPECT_EQ(server.answer("/api/part", one("number", "1")).status, 204);
    EXPECT_EQ(server.answer("/api/part", one("number", "x")).status, 400);
}

TEST(Server, SeesThatAFileOfTheModelChanged) {
    const CopiedModel model;
    const Server server{{.model = model.path(), .page = kPage}};
    const auto before = server.answer("/api/assess", {}).body;
    auto text = read_file(model.path() + "/stock.csv").text;
    text.replace(text.find("320"), 3, "9000");
    write_file(model.path() + "/stock.csv", text);
    std::this_thread::sleep_for(
        std::chrono::milliseconds{100});  // the folder is looked at every 50 ms
    EXPECT_NE(server.answer("/api/bundle", {}).body.find("9000"), std::string::npos);
    EXPECT_EQ(nlohmann::json::parse(before)["model"]["home"], "KR");
}

}  // namespace
}  // namespace jarip::serve
