// The data of the page: links of the chain, sentences in pieces, and the page with data inside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "jarip/report.hpp"
#include "jarip/report/page/chain_links.hpp"

namespace jarip::report {
namespace {

class Page : public testing::Test {
protected:
    const network::Network network = network::load("models/tiny-chain");
    const assess::Assessment result = assess::run(network);
    const PageReport report{.command = "assess",
                            .documents = page_documents(result, {.network = &network}),
                            .assessment = &result,
                            .tables = {{"items.csv", "item,name\nx,</script><b>\n"}}};
};

// What goes into each process and each demand is what the plan uses and delivers, whoever made it.
TEST_F(Page, LinksOfTheChainAddUpToThePlan) {
    const auto links = chain_links(network, *result.plan);
    ASSERT_FALSE(links.empty());
    double used = 0, delivered = 0, in_links = 0, to_demand = 0;
    for (const auto id : network.inputs.ids()) used += result.plan->used[id];
    for (const auto id : network.demands.ids()) delivered += result.plan->delivered[id];
    for (const auto& link : links) (link.makes.valid() ? in_links : to_demand) += link.quantity;
    EXPECT_NEAR(in_links, used, 1e-9 * used);
    EXPECT_NEAR(to_demand, delivered, 1e-9 * delivered);
}

TEST_F(Page, WithoutAPlanThereAreNoLinks) {
    EXPECT_TRUE(chain_links(network, plan::SteadyPlan{}).empty());
}

TEST_F(Page, SentencesInPiecesAreTheSentences) {
    for (const auto language : {Language::en, Language::ko}) {
        const Context context{.network = &network, .language = language};
        const auto data = nlohmann::json::parse(page_data(report, context));
        const auto document = data["documents"]["assess"];
        const auto pieces = data["localised"][language == Language::en ? "en" : "ko"]["sentences"];
        ASSERT_EQ(pieces.size(), document["answers"].size());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            std::string whole;
            for (const auto& part : pieces[i]["parts"]) {
                whole += part["text"].get<std::string>();
                const bool known =
                    !part.contains("figure") || pieces[i]["figures"].contains(part["figure"]);
                EXPECT_TRUE(known) << part.dump();
            }
            EXPECT_EQ(whole, document["answers"][i]["sentence"]);
        }
    }
}

TEST_F(Page, DocumentsAreThoseOfTheCommandLineInBothLanguages) {
    for (const auto language : {Language::en, Language::ko}) {
        const bool korean = language == Language::ko;
        const Context context{.network = &network, .language = language};
        const Context other{.network = &network, .language = korean ? Language::en : Language::ko};
        const auto data = nlohmann::json::parse(page_data(report, context));
        const auto document = data["documents"]["assess"];
        EXPECT_EQ(document, nlohmann::json::parse(jarip::report::json(result, context)));
        EXPECT_EQ(document.patch(data["localised"][korean ? "en" : "ko"]["documents"]["assess"]),
                  nlohmann::json::parse(jarip::report::json(result, other)));
    }
}

// Every key of every document is described, and every change between languages is a replacement.
TEST_F(Page, WhatStandsInADocumentIsDescribed) {
    const auto data = nlohmann::json::parse(page_data(report, {.network = &network}));
    ASSERT_EQ(data["documents"].size(), data["descriptions"].size());
    for (const auto& [name, document] : data["documents"].items()) {
        std::set<std::string> known{"schema", "jarip", "seed", "model"};
        for (const auto& field : data["descriptions"][name])
            known.insert(field["key"].get<std::string>());
        for (const auto& [key, value] : document.items())
            EXPECT_TRUE(known.contains(key)) << name << '.' << key;
        for (const auto& change : data["localised"]["ko"]["documents"][name])
            EXPECT_EQ(change["op"], "replace") << change.dump();
    }
}

TEST_F(Page, NothingInTheDataEndsItsElement) {
    const std::string built =
        R"(<html><script type="application/json" id="jarip-data">null</script></html>)";
    const auto page = html(built, page_data(report, {.network = &network}));
    EXPECT_EQ(page.find("</script><b>"), std::string::npos);
    const auto begin = page.find("jarip-data\">") + 12, end = page.find("</script>");
    const auto data = nlohmann::json::parse(page.substr(begin, end - begin));
    EXPECT_EQ(data["tables"]["items.csv"], "item,name\nx,</script><b>\n");
}

TEST_F(Page, APageWithoutAPlaceForDataIsRefused) {
    EXPECT_THROW((void)html("<html></html>", "{}"), Error);
}

}  // namespace
}  // namespace jarip::report
