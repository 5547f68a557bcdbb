#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>
#include <sstream>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

using assess::Fact;
using assess::Sentence;
using testing::HasSubstr;
using Kind = Fact::Kind;

const network::Network& tiny() {
    static const auto network = network::load("models/tiny-chain");
    return network;
}

Context in(Language language) { return {.network = &tiny(), .language = language}; }

std::set<std::string> gaps(const std::string& key) {
    std::set<std::string> result;
    const std::string sentence = text(Language::en, key);
    for (std::size_t open = 0; (open = sentence.find('{', open)) != std::string::npos; ++open)
        result.insert(sentence.substr(open + 1, sentence.find('}', open) - open - 1));
    return result;
}

std::multiset<std::string> numbers(const std::string& sentence) {
    std::multiset<std::string> result;
    std::string number;
    for (const char c : sentence + ' ') {
        if (c >= '0' && c <= '9')
            number += c;
        else if ((c == '.' || c == ',') && !number.empty())
            number += c;
        else if (!number.empty()) {
            number.erase(number.find_last_not_of(".,") + 1);
            result.insert(number);
            number.clear();
        }
    }
    return result;
}

TEST(Sentence, NamesThingsInTheLanguageAskedFor) {
    const Sentence sentence{1,
                            "assess.value",
                            {{"product", Kind::item, {"rack"}, {}},
                             {"home", Kind::country, {"KR"}, {}},
                             {"share", Kind::share, {}, {0.8}},
                             {"part", Kind::share, {}, {0.5}},
                             {"stage", Kind::stage, {"board"}, {}},
                             {"others", Kind::country, {"TW", "US"}, {0.15, 0.05}}}};
    EXPECT_EQ(
        sentence_text(sentence, in(Language::en)),
        "Of the value of one rack (Rack), Korea earns 80.0 %, 50.0 % of that in one stage: Board. Others: Taiwan 15.0 % and the United States 5.00 %.");
    EXPECT_THAT(sentence_text(sentence, in(Language::ko)), HasSubstr("부가가치 비중: 한국 80.0%"));
}

TEST(Sentence, SaysADashWhereAFigureIsMissing) {
    const Sentence sentence{3,
                            "assess.single_points",
                            {{"home", Kind::country, {"KR"}, {}},
                             {"companies", Kind::company, {}, {}},
                             {"countries", Kind::country, {"TW"}, {1.0}}}};
    EXPECT_EQ(
        sentence_text(sentence, in(Language::en)),
        "Share of its racks, by value, that Korea loses without one company: –; without one country: Taiwan 100 %.");
}

TEST(Sentence, FiguresStandBesideTheSentence) {
    const Sentence sentence{
        1,
        "assess.suppliers",
        {{"suppliers", Kind::country, {"TW", "US"}, {0.6, 0.4}}, {"hhi", Kind::number, {}, {}}}};
    EXPECT_EQ(
        one_line_json(sentence_figures(sentence)),
        R"({"suppliers": [{"country": "TW", "share": 0.6}, {"country": "US", "share": 0.4}], "hhi": null})");
}

TEST(Sentence, FiguresAreRowsOfAWorkbook) {
    const Sentence sentence{1,
                            "assess.suppliers",
                            {{"suppliers", Kind::country, {"TW", "US"}, {0.6, 0.4}},
                             {"cost", Kind::money, {"USD"}, {2.5e6}},
                             {"hhi", Kind::number, {}, {}}}};
    EXPECT_EQ(
        one_line_json(sentence_figure_rows(sentence, in(Language::en))),
        R"([{"figure": "Suppliers", "subject": "Taiwan", "value": 0.6, "unit": "share", "said": "60.0 %"}, )"
        R"({"figure": "Suppliers", "subject": "the United States", "value": 0.4, "unit": "share", "said": "40.0 %"}, )"
        R"({"figure": "Cost", "subject": null, "value": 2500000.0, "unit": "money", "said": "2.50 million USD"}, )"
        R"-({"figure": "Concentration (HHI)", "subject": null, "value": null, "unit": null, "said": "–"}])-");
}

TEST(Sentence, UnknownIdsAreShownAsTheyAre) {
    const Sentence sentence{
        4,
        "assess.alone_some",
        {{"process", Kind::process, {"nowhere"}, {}}, {"racks", Kind::number, {}, {1.0}}}};
    EXPECT_THAT(sentence_text(sentence, in(Language::en)), HasSubstr("nowhere"));
}

// Every sentence of the catalogue, its gaps filled with each of 0, 1, many, missing.
TEST(Sentence, CarriesTheSameNumbersInBothLanguages) {
    for (const auto& key : text_keys(Language::en)) {
        if (!key.starts_with("assess.") || key.find('.', 7) != std::string::npos) continue;
        for (const std::vector<double>& values : {std::vector<double>{0}, {1}, {1234.5}, {}}) {
            Sentence sentence{1, key, {}};
            for (const auto& gap : gaps(key))
                sentence.facts.push_back({gap, Kind::number, {}, values});
            const std::string english = sentence_text(sentence, in(Language::en));
            const std::string korean = sentence_text(sentence, in(Language::ko));
            EXPECT_EQ(numbers(english), numbers(korean)) << english << '\n' << korean;
            EXPECT_EQ(english.find('{'), std::string::npos) << english;
        }
    }
}

TEST(Assess, IsNoWiderThanThePage) {
    assess::Assessment result;
    result.compared = {"KR"};
    for (const auto& key : text_keys(Language::en)) {
        if (!key.starts_with("assess.") || key.find('.', 7) != std::string::npos) continue;
        Sentence sentence{1 + static_cast<int>(result.answers.size()) % 4, key, {}};
        for (const auto& gap : gaps(key))
            sentence.facts.push_back({gap, Kind::item, {"rack", "chip", "board"}, {}});
        result.answers.push_back(std::move(sentence));
    }
    for (const auto language : {Language::en, Language::ko}) {
        std::istringstream lines{text(result, in(language))};
        for (std::string line; std::getline(lines, line);)
            EXPECT_LE(display_width(line), 80U) << line;
    }
}

}  // namespace
}  // namespace jarip::report
