// Every diagnostic of the module, provoked: what is wrong, where it is said to be, and what is suggested.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string severity_letter(Severity severity) {
    return severity == Severity::error ? "E" : severity == Severity::warning ? "W" : "N";
}

// "lanes.csv:3:1 E0214" with a letter for the severity where it is no error: "W E0234".
std::vector<std::string> said(const std::vector<Diagnostic>& findings) {
    std::vector<std::string> result;
    for (const auto& each : findings) {
        const auto severity = severity_letter(each.severity);
        result.push_back(each.where.file + ':' + std::to_string(each.where.line) + ':' +
                         std::to_string(each.where.column) + ' ' +
                         (severity == "E" ? "" : severity + ' ') + each.code);
    }
    return result;
}

std::vector<std::string> said(const ModelFolder& model, const LoadOptions& options = {}) {
    return said(model.findings(options));
}

std::string help(const ModelFolder& model, const LoadOptions& options = {}) {
    const auto findings = model.findings(options);
    return findings.empty() ? "" : findings[0].help(Language::en);
}

std::string help_of(const ModelFolder& model, std::string_view code) {
    for (const auto& finding : model.findings())
        if (finding.code == code) return finding.help(Language::en);
    return "";
}

std::string message(const ModelFolder& model, const LoadOptions& options = {}) {
    const auto findings = model.findings(options);
    return findings.empty() ? "" : findings[0].message(Language::en);
}

TEST(Diagnostics, EveryCodeHasItsSentencesInBothLanguages) {
    for (const auto language : {Language::en, Language::ko})
        for (int number = 200; number < 300; ++number) {
            const std::string code = "E0" + std::to_string(number);
            const bool known = has_text(language, code + ".message");
            EXPECT_EQ(has_text(language, code + ".help"), known) << code;
            EXPECT_EQ(has_text(language, code + ".story"), known) << code;
        }
}

TEST(Diagnostics, TheTinyChainIsFaultless) { EXPECT_THAT(said(ModelFolder{}), IsEmpty()); }

TEST(Diagnostics, EveryFaultIsReportedAtOnceAndInOrder) {
    EXPECT_THAT(
        said(ModelFolder{}
                 .replace("items.csv", "chip,chip,piece,50", "chip,chip,piece,-50")
                 .replace("recipes.csv", "board,chip,4", "board,chop,4")
                 .replace("model.toml", "bucket", "buckets")),
        ElementsAre("items.csv:3:17 E0023", "model.toml:10:1 E0212", "recipes.csv:3:7 E0214"));
}

// ---- folder and tables ---------------------------------------------------------------------------

TEST(Diagnostics, E0200AnEmptyFolderLacksEveryTable) {
    EXPECT_THAT(
        said(ModelFolder{std::vector<SourceFile>{}}),
        ElementsAre("demand.csv:1:1 E0200", "items.csv:1:1 E0200", "lanes.csv:1:1 E0200",
                    "model.toml:1:1 E0210", "processes.csv:1:1 E0200", "sites.csv:1:1 E0200"));
}

TEST(Diagnostics, E0201AMissingColumnIsReportedAtTheTopOfItsFile) {
    EXPECT_THAT(said(ModelFolder{}.put("stages.csv", "order,name\n1,Material\n")),
                Contains("stages.csv:1:1 E0201"));
}

TEST(Diagnostics, E0202AnUnknownColumnHasASuggestion) {
    const auto model = ModelFolder{}.replace("processes.csv", "conversion_cost", "convertion_cost");
    EXPECT_THAT(said(model), Contains("processes.csv:1:45 E0202"));
    EXPECT_THAT(help(model), HasSubstr("did you mean \"conversion_cost\"?"));
}

// The tiny chain with a licence in each chip, and other prices.
ModelFolder licensed(const std::string& chip, const std::string& licence,
                     const std::string& recipe = "chip,licence,1,true,") {
    return ModelFolder{}
        .replace("items.csv", "item,stage,unit,price,hs",
                 "item,stage,unit,price,pricing,value_added,hs")
        .replace("items.csv", "wafer,material,piece,100,", "wafer,material,piece,100,,,")
        .replace("items.csv", "chip,chip,piece,50,", "chip,chip,piece," + chip + ",")
        .replace("items.csv", "board,board,piece,500,", "board,board,piece,500,,,")
        .replace("items.csv", "rack,rack,rack,6000,", "rack,rack,rack,6000,,,")
        .append("items.csv", "licence,chip,licence," + licence + ",,,Licence,라이선스,true")
        .append("recipes.csv", recipe)
        .append("processes.csv", "licence,fremont,licence,,,0,1,operating,,,true")
        .append("lanes.csv", "*,*,licence,0,0,true");
}

TEST(Diagnostics, ALicenceTakesWhatTheChipLeaves) {
    EXPECT_THAT(said(licensed("50,,20", ",residual,")), IsEmpty());
}

TEST(Diagnostics, E0203WhatThePricingNeedsIsMissing) {
    EXPECT_THAT(said(licensed("50,cost_plus,", "5,,")),
                ElementsAre("items.csv:3:17 E0286", "items.csv:3:30 E0203"));
    EXPECT_THAT(said(licensed(",,", "5,,")), ElementsAre("items.csv:3:17 E0203"));
}

TEST(Diagnostics, E0278NothingTakesTheRestOfAPrice) {
    EXPECT_THAT(said(licensed("50,,20", "5,,")), ElementsAre("items.csv:3:1 E0278"));
}

TEST(Diagnostics, E0286AComputedPriceIsGiven) {
    EXPECT_THAT(said(licensed("50,,20", "5,residual,1")),
                ElementsAre("items.csv:6:22 E0286", "items.csv:6:33 E0286"));
}

TEST(Diagnostics, E0287AResidualGoesIntoOneItem) {
    EXPECT_THAT(said(licensed("50,,20", ",residual,", "board,licence,1,true,")
                         .append("recipes.csv", "chip,licence,1,true,")),
                ElementsAre("items.csv:6:1 E0287"));
    EXPECT_THAT(said(licensed("50,,20", ",residual,", "other,licence,1,true,")),
                Contains("items.csv:6:1 E0287"));
}

TEST(Diagnostics, E0288TheProductMustSayWhatItsMakerAdds) {
    EXPECT_THAT(said(licensed("50,,", ",residual,")), ElementsAre("items.csv:6:1 E0288"));
    EXPECT_THAT(said(licensed(",cost_plus,20", ",residual,")), ElementsAre("items.csv:6:1 E0288"));
}

TEST(Diagnostics, E0289PricesThatFollowFromEachOther) {
    EXPECT_THAT(said(licensed("50,,20", ",residual,")
                         .append("items.csv", "second,chip,licence,,residual,,,,Second,둘째,true")
                         .append("recipes.csv", "chip,second,1,true,")
                         .append("processes.csv", "second,fremont,second,,,0,1,operating,,,true")
                         .append("lanes.csv", "*,*,second,0,0,true")),
                ElementsAre("items.csv:6:1 E0289"));
}

TEST(Diagnostics, E0293NothingIsLeftForALicence) {
    // 50 less 0.1 ÷ 0.8 wafers of 100 and 37.6.
    EXPECT_THAT(said(licensed("50,,37.4", ",residual,")), IsEmpty());
    EXPECT_THAT(said(licensed("50,,37.6", ",residual,")), ElementsAre("items.csv:6:1 E0293"));
}

TEST(Diagnostics, E0294AComputedPriceIsTooLarge) {
    EXPECT_THAT(said(licensed(",cost_plus,1", "1e18,,", "chip,licence,1e18,true,")),
                ElementsAre("items.csv:3:1 E0294"));
}

TEST(Diagnostics, E0203ARequiredCellIsEmpty) {
    EXPECT_THAT(said(ModelFolder{}.replace("items.csv", "piece,500", ",500")),
                ElementsAre("items.csv:4:13 E0203"));
}

TEST(Diagnostics, E0204AnIdHoldsAForbiddenCharacter) {
    EXPECT_THAT(said(ModelFolder{}.append("stages.csv", "a/b,9,x,x")),
                ElementsAre("stages.csv:6:1 E0204"));
    EXPECT_THAT(said(ModelFolder{}.append("stages.csv", "\"a\nb\",9,x,x")),
                ElementsAre("stages.csv:6:1 E0204"));
}

TEST(Diagnostics, E0205AKeyStandsTwice) {
    const auto model = ModelFolder{}.append("lanes.csv", "*,*,chip,9,9,true");
    EXPECT_THAT(said(model), ElementsAre("lanes.csv:7:1 E0205"));
    EXPECT_THAT(message(model), HasSubstr("\"*/*/chip\""));
    EXPECT_THAT(message(model), HasSubstr("line 3"));
}

TEST(Diagnostics, E0205AnOmittedSlotIsTheItem) {
    const auto model = ModelFolder{}.put(
        "recipes.csv",
        "recipe,slot,item,quantity,assumed\n"
        "chip,,wafer,0.1,true\nchip,wafer,wafer,1,true\nboard,,chip,4,true\nrack,,board,8,true\n");
    EXPECT_THAT(said(model), Contains("recipes.csv:3:1 E0205"));
}

TEST(Diagnostics, E0206AWordIsNoneOfTheColumns) {
    const auto model = ModelFolder{}.replace("processes.csv", "candidate", "candidat");
    EXPECT_THAT(said(model), ElementsAre("processes.csv:4:36 E0206"));
    EXPECT_THAT(help(model), HasSubstr("candidate"));
}

TEST(Diagnostics, E0207AFileThatNothingReadsIsANote) {
    EXPECT_THAT(said(ModelFolder{}.put("lane.csv", "origin\n")),
                ElementsAre("lane.csv:1:1 N E0207"));
    EXPECT_THAT(said(ModelFolder{}.put("nodes.csv", "node\n")),
                ElementsAre("nodes.csv:1:1 N E0207"));
    EXPECT_THAT(said(ModelFolder{}.put("customs/servers.csv", "\xC7\xD1")), IsEmpty());
    EXPECT_THAT(said(ModelFolder{}.put("customs/2025/comtrade.JSON.gz", "\x1F\x8B")), IsEmpty());
    EXPECT_THAT(said(ModelFolder{}.put("customs/page.pdf", "%PDF")),
                ElementsAre("customs/page.pdf:1:1 N E0207"));
}

TEST(Diagnostics, E0208AYieldOfZeroMakesNothing) {
    EXPECT_THAT(said(ModelFolder{}.replace("processes.csv", "5,0.8", "5,0")),
                ElementsAre("processes.csv:3:38 E0208"));
}

TEST(Diagnostics, FiguresOutsideTheirLimitsAreErrors) {
    const auto with_yield = [](const std::string& yield) {
        return ModelFolder{}.replace("processes.csv", "5,0.8", "5," + yield);
    };
    EXPECT_THAT(said(with_yield("1.01")), ElementsAre("processes.csv:3:38 E0023"));
    EXPECT_THAT(said(with_yield("-0.5")), ElementsAre("processes.csv:3:38 E0023"));
    EXPECT_THAT(said(with_yield("nan")), ElementsAre("processes.csv:3:38 E0022"));
    EXPECT_THAT(said(with_yield("1e308")), ElementsAre("processes.csv:3:38 E0023"));
    EXPECT_THAT(said(with_yield("1e999")), ElementsAre("processes.csv:3:38 E0022"));
    EXPECT_THAT(said(with_yield("80%")), ElementsAre("processes.csv:3:38 E0020"));
    EXPECT_THAT(said(ModelFolder{}.replace("processes.csv", "chip,480", "chip,-480")),
                ElementsAre("processes.csv:3:32 E0023"));
    EXPECT_THAT(said(ModelFolder{}.replace("processes.csv", "chip,480", "chip,1e308")),
                ElementsAre("processes.csv:3:32 E0023"));
}

TEST(Diagnostics, TruncatedAndBinaryFilesAreErrorsWithAPlace) {
    EXPECT_THAT(said(ModelFolder{}.put("items.csv", "")), Contains("items.csv:1:1 E0010"));
    EXPECT_THAT(said(ModelFolder{}.put("items.csv", "item,unit,price\nwafer,pie")),
                Contains("items.csv:2:7 E0011"));
    EXPECT_THAT(said(ModelFolder{}.put("items.csv", "item,\"unit\nwafer")),
                Contains("items.csv:1:6 E0012"));
    EXPECT_THAT(said(ModelFolder{}.put("items.csv", std::string{"item\0,unit", 10})),
                Contains("items.csv:1:5 E0004"));
    EXPECT_THAT(said(ModelFolder{}.put("model.toml", "name = \"x")),
                Contains(HasSubstr("model.toml:1:")));
}

TEST(Diagnostics, WhatReferredToAnUnreadableTableIsNotHeldAgainstIt) {
    EXPECT_THAT(said(ModelFolder{}.put("items.csv", "\xFF")), ElementsAre("items.csv:1:1 E0004"));
    EXPECT_THAT(said(ModelFolder{}.put("sites.csv", "")), ElementsAre("sites.csv:1:1 E0010"));
    EXPECT_THAT(said(ModelFolder{}
                         .remove("processes.csv")
                         .append("events.csv", "s,e,capacity_cut,rack-paju,2025-03-01,9,1,true")),
                ElementsAre("processes.csv:1:1 E0200"));
    EXPECT_THAT(said(ModelFolder{}.replace("recipes.csv", "recipe,", "recipes,")),
                ElementsAre("recipes.csv:1:1 E0201", "recipes.csv:1:1 E0202"));
}

// ---- model.toml ----------------------------------------------------------------------------------

TEST(Diagnostics, E0211ARequiredKeyIsMissing) {
    EXPECT_THAT(said(ModelFolder{}.replace("model.toml", "home = \"KR\"", "")),
                ElementsAre("model.toml:1:1 E0211"));
    EXPECT_THAT(said(ModelFolder{}.replace("model.toml", "product = \"rack\"", "product = []")),
                ElementsAre("model.toml:6:11 E0211"));
}

TEST(Diagnostics, E0212AnUnknownKeyHasASuggestion) {
    const auto model = ModelFolder{}.replace("model.toml", "target_days", "target_day");
    EXPECT_THAT(said(model), ElementsAre("model.toml:13:1 E0212"));
    EXPECT_THAT(help(model), HasSubstr("target_days"));
    EXPECT_THAT(said(ModelFolder{}.append("model.toml", "[stres]\npsi = 1")),
                ElementsAre("model.toml:14:2 E0212"));
}

TEST(Diagnostics, E0213AValueHasTheWrongForm) {
    const auto with = [](const std::string& what, const std::string& by) {
        return said(ModelFolder{}.replace("model.toml", what, by));
    };
    EXPECT_THAT(with("\"USD\"", "5"), ElementsAre("model.toml:7:12 E0213"));
    EXPECT_THAT(with("\"rack\" ", "5 "), ElementsAre("model.toml:6:11 E0213"));
    EXPECT_THAT(with("2025-01-01", "\"January\""), ElementsAre("model.toml:8:9 E0213"));
    EXPECT_THAT(with("= 10 ", "= true "), ElementsAre("model.toml:13:15 E0213"));
    EXPECT_THAT(with("= 10 ", "= nan "), ElementsAre("model.toml:13:15 E0213"));
    EXPECT_THAT(with("= 10 ", "= -1 "), ElementsAre("model.toml:13:15 E0023"));
    EXPECT_THAT(with("[stress]", "stress = 1\n#"), Contains("model.toml:12:10 E0213"));
}

TEST(Diagnostics, E0215TheHorizonEndsBeforeItStartsOrNever) {
    EXPECT_THAT(said(ModelFolder{}.replace("model.toml", "2025-12-31", "2024-12-31")),
                ElementsAre("model.toml:9:7 E0215"));
    EXPECT_THAT(said(ModelFolder{}.replace("model.toml", "2025-12-31", "9999-12-31")),
                ElementsAre("model.toml:9:7 E0215"));
}

TEST(Diagnostics, E0216ACountryIsTwoCapitalLetters) {
    EXPECT_THAT(said(ModelFolder{}.replace("model.toml", "\"KR\"", "\"Korea\"")),
                ElementsAre("model.toml:5:8 E0216"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "Kx"}), ElementsAre("--home:1:1 E0216"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "+"}), Contains("--home:1:1 E0216"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "company:fabs"}), ElementsAre("--home:1:1 E0219"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "company:fab"}), IsEmpty());
    EXPECT_THAT(said(ModelFolder{}, {.home = "KR+"}), ElementsAre("--home:1:1 E0216"));
    EXPECT_THAT(said(ModelFolder{}.replace("sites.csv", "silicon,KR", "silicon,KOR")),
                Contains("sites.csv:2:14 E0216"));
    EXPECT_THAT(said(ModelFolder{}.replace("lanes.csv", "country:TW", "country:Taiwan")),
                ElementsAre("lanes.csv:6:1 E0216"));
}

TEST(Diagnostics, E0221ACodeThatNoCountryHasIsSaidOnce) {
    EXPECT_THAT(said(ModelFolder{}.replace("sites.csv", "silicon,KR", "silicon,ZZ")),
                Contains("sites.csv:2:14 W E0221").Times(1));
}

TEST(Diagnostics, E0217ATradePeriodIsNone) {
    EXPECT_THAT(said(ModelFolder{}.append("model.toml", "[trade]\nperiod = \"2025Q5\"")),
                ElementsAre("model.toml:15:10 E0217"));
}

TEST(Diagnostics, E0218NothingIsAtHome) {
    EXPECT_THAT(said(ModelFolder{}, {.home = "JP"}), ElementsAre("--home:1:1 W E0218"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "KR+JP"}), ElementsAre("--home:1:1 W E0218"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "eu27"}), ElementsAre("--home:1:1 W E0218"));
    EXPECT_THAT(said(ModelFolder{}, {.home = "RCEP"}), IsEmpty());  // Korea is in it
}

// ---- references ----------------------------------------------------------------------------------

TEST(Diagnostics, E0214ADanglingReferenceHasASuggestion) {
    const auto model = ModelFolder{}.replace("processes.csv", "hsinchu,chip", "hsinchu2,chip");
    EXPECT_THAT(said(model), ElementsAre("processes.csv:3:14 E0214"));
    EXPECT_EQ(message(model), "site \"hsinchu2\" is not in sites.csv");
    EXPECT_THAT(help(model), HasSubstr("did you mean \"hsinchu\"?"));
    EXPECT_THAT(said(ModelFolder{}.replace("model.toml", "\"rack\" ", "\"racks\" ")),
                ElementsAre("model.toml:6:11 E0214"));
    EXPECT_THAT(said(ModelFolder{}.replace("demand.csv", "country:KR", "KR")),
                ElementsAre("demand.csv:2:7 E0214"));
    EXPECT_THAT(help(ModelFolder{}.replace("demand.csv", "country:KR", "KR")),
                HasSubstr("country:KR"));
    EXPECT_THAT(said(ModelFolder{}
                         .put("sources.csv", "source\nyearbook\n")
                         .replace("companies.csv", "company,country", "company,country")
                         .put("uses.csv",
                              "process,resource,quantity,source\n"
                              "chip-gumi,tools,1,almanac\n")),
                ElementsAre("uses.csv:2:11 E0214", "uses.csv:2:19 E0214"));
}

TEST(Diagnostics, E0223AnEndOfALaneIsNone) {
    const auto model = ModelFolder{}.append("lanes.csv", "TW,dagu,chip,1,1,true");
    EXPECT_THAT(said(model), ElementsAre("lanes.csv:7:1 E0223", "lanes.csv:7:4 E0223"));
    EXPECT_THAT(help(model), HasSubstr("country:TW"));
    EXPECT_THAT(model.findings()[1].help(Language::en), HasSubstr("daegu"));
}

// ---- lanes ---------------------------------------------------------------------------------------

TEST(Diagnostics, E0220TwoRowsAreEquallySpecific) {
    const auto model = ModelFolder{}
                           .append("lanes.csv", "country:TW,daegu,chip,1,1,true")
                           .append("lanes.csv", "hsinchu,country:KR,chip,1,1,true");
    EXPECT_THAT(said(model), ElementsAre("lanes.csv:8:1 E0220"));
    EXPECT_THAT(message(model), HasSubstr("from hsinchu to daegu this row and line 7"));
}

TEST(Diagnostics, E0220AMoreSpecificRowSettlesIt) {
    EXPECT_THAT(said(ModelFolder{}
                         .append("lanes.csv", "country:TW,daegu,chip,1,1,true")
                         .append("lanes.csv", "hsinchu,country:KR,chip,1,1,true")
                         .append("lanes.csv", "hsinchu,daegu,chip,1,1,true")),
                Not(Contains(HasSubstr("E0220"))));
}

TEST(Diagnostics, E0222ARowThatGovernsNothingIsANote) {
    EXPECT_THAT(said(ModelFolder{}.append("lanes.csv", "country:US,country:TW,wafer,1,1,true")),
                ElementsAre("lanes.csv:7:1 N E0222"));
}

// ---- figures -------------------------------------------------------------------------------------

TEST(Diagnostics, E0230FiguresWithoutSourceAreOneWarningATable) {
    const auto model = ModelFolder{}
                           .replace("processes.csv", "operating,,,true", "operating,,,")
                           .replace("processes.csv", "operating,,,true", "operating,,,");
    EXPECT_THAT(said(model), ElementsAre("processes.csv:2:24 W E0230"));
    EXPECT_THAT(message(model), HasSubstr("2 of 7 rows"));
    EXPECT_THAT(said(model, {.strict = true}), ElementsAre("processes.csv:2:24 E0230"));
}

TEST(Diagnostics, E0230ASourceWillDo) {
    EXPECT_THAT(said(ModelFolder{}
                         .put("sources.csv", "source,title\nyearbook,Yearbook\n")
                         .replace("stock.csv", "assumed", "source")
                         .replace("stock.csv", "true", "yearbook")),
                IsEmpty());
}

// ---- recipes and processes -----------------------------------------------------------------------

// The rack as a design file instead of a recipe of its own.
ModelFolder with_design(const std::string& file, const std::string& text) {
    auto model = ModelFolder{};
    model.replace("items.csv", "item,stage", "item,design,stage")
        .replace("items.csv", "wafer,", "wafer,,")
        .replace("items.csv", "chip,chip", "chip,,chip")
        .replace("items.csv", "board,board", "board,,board")
        .replace("items.csv", "rack,rack", "rack," + file + ",rack");
    return model.put("rack.toml", text);
}

const std::string kDesignWithoutParts =
    "format = \"jarip-rack/1\"\n[rack]\nid = \"rack\"\nu_height = 42\n";
const std::string kDesign = kDesignWithoutParts + "[[part]]\nitem = \"tray\"\nqty = 4\n" +
                            "[[part]]\nitem = \"board\"\nparent = \"tray\"\nqty = 2\n";

TEST(Diagnostics, E0231ADesignIsTheRecipeOfItsItem) {
    EXPECT_THAT(
        said(with_design("rack.toml", kDesign)),
        ElementsAre("items.csv:5:6 E0232", "processes.csv:7:21 E0231", "processes.csv:8:27 E0231"));
}

TEST(Designs, ThePartsOfADesignAreTheRecipeOfItsItem) {
    auto model = with_design("rack.toml", kDesign);
    model.replace("recipes.csv", "rack,board,8,true,\n", "")
        .replace("processes.csv", "rack,rack,10", "rack,,10")
        .replace("processes.csv", "rack,rack,6", "rack,,6");
    ASSERT_THAT(said(model), IsEmpty());
    const auto network = model.load();
    ASSERT_EQ(network.racks.size(), 1U);
    for (const auto& process : network.processes) {
        if (network.items[process.item].id != "rack") continue;
        ASSERT_EQ(process.inputs.size(), 1U);
        const auto& part = network.parts[network.inputs[process.inputs[0]].part];
        EXPECT_EQ(network.items[part.item].id, "board");
        EXPECT_DOUBLE_EQ(part.quantity, 8);
    }
}

TEST(Diagnostics, E0237ADesignFileIsMissing) {
    const auto model = with_design("rock.toml", kDesign);
    EXPECT_THAT(said(model), Contains("items.csv:5:6 E0237"));
    EXPECT_THAT(help_of(model, "E0237"), HasSubstr("did you mean \"rack.toml\"?"));
}

TEST(Diagnostics, E0238ADesignWithoutParts) {
    EXPECT_THAT(said(with_design("rack.toml", kDesignWithoutParts)),
                Contains("rack.toml:1:1 E0238"));
}

TEST(Diagnostics, E0233ProcessesThatWaitForEachOther) {
    auto model = ModelFolder{};
    model.append("recipes.csv", "wafer,rack,1,true,");
    model.replace("processes.csv", "gumi,wafer,,", "gumi,wafer,wafer,");
    model.replace("stock.csv", "chip,320", "chip,0");
    EXPECT_THAT(said(model), Contains("processes.csv:2:1 E0233"));
    EXPECT_THAT(model.findings()[0].message(Language::en),
                HasSubstr("wafer-gumi > rack-fremont > board-fremont > chip-hsinchu > wafer-gumi"));
}

TEST(Diagnostics, E0233StockStartsACycle) {
    auto model = ModelFolder{};
    model.append("recipes.csv", "wafer,rack,1,true,");
    model.replace("processes.csv", "gumi,wafer,,", "gumi,wafer,wafer,");
    EXPECT_THAT(said(model), Not(Contains(HasSubstr("E0233"))));
}

TEST(Diagnostics, E0225StockOfCustomersWhoWantNone) {
    EXPECT_THAT(said(ModelFolder{}.append("stock.csv", "country:KR,rack,5,,true")), IsEmpty());
    EXPECT_THAT(said(ModelFolder{}.append("stock.csv", "country:KR,chip,5,,true")),
                ElementsAre("stock.csv:3:1 E0225"));
    EXPECT_THAT(said(ModelFolder{}.append("stock.csv", "country:JP,rack,5,,true")),
                ElementsAre("stock.csv:3:1 E0225"));
    EXPECT_THAT(said(ModelFolder{}.append("stock.csv", "KR,rack,5,,true")),
                ElementsAre("stock.csv:3:1 E0214"));
    EXPECT_THAT(said(ModelFolder{}.put("receipts.csv",
                                       "site,item,date,quantity,assumed\n"
                                       "country:US,rack,2025-02-01,5,true\n"
                                       "country:US,board,2025-02-01,5,true\n")),
                ElementsAre("receipts.csv:3:1 E0225"));
}

TEST(Diagnostics, E0234NoLaneBringsAnInput) {
    const auto model = ModelFolder{}.replace("lanes.csv", "*,*,wafer,2,1,true\n", "");
    EXPECT_THAT(said(model), ElementsAre("processes.csv:3:1 W E0234"));
    EXPECT_THAT(message(model), HasSubstr("\"wafer\" to hsinchu"));
    EXPECT_THAT(said(model, {.strict = true}), ElementsAre("processes.csv:3:1 E0234"));
}

TEST(Diagnostics, E0235AResourceOfAnotherSite) {
    EXPECT_THAT(said(ModelFolder{}
                         .put("resources.csv",
                              "resource,site,capacity_per_month,assumed\ntools,gumi,9,true\n")
                         .put("uses.csv",
                              "process,resource,quantity,assumed\nchip-hsinchu,tools,1,true\n")),
                ElementsAre("uses.csv:2:14 E0235"));
}

TEST(Diagnostics, E0236PartsOfASlotDisagreeOnCritical) {
    EXPECT_THAT(said(ModelFolder{}.put(
                    "recipes.csv",
                    "recipe,slot,item,quantity,critical,assumed\nchip,,wafer,0.1,,true\n"
                    "board,,chip,4,,true\nrack,main,board,8,true,true\nrack,main,chip,8,false,"
                    "true\n")),
                ElementsAre("recipes.csv:5:18 E0236"));
}

TEST(Diagnostics, E0252SharesOfASlotThatCannotFillIt) {
    const auto said_of = [](const std::string& shares) {
        return said(ModelFolder{}.put("recipes.csv",
                                      "recipe,slot,item,quantity,min_share,max_share,assumed\n"
                                      "chip,,wafer,0.1,,,true\nboard,,chip,4,,,true\n"
                                      "rack,main,board,8," +
                                          shares));
    };
    EXPECT_THAT(said_of(",0.4,true\nrack,main,chip,8,,0.5,true\n"),
                ElementsAre("recipes.csv:5:18 E0252"));
    EXPECT_THAT(said_of("0.7,,true\nrack,main,chip,8,0.5,,true\n"),
                ElementsAre("recipes.csv:5:18 E0252"));
    EXPECT_THAT(said_of("0.7,0.4,true\nrack,main,chip,8,,,true\n"),
                ElementsAre("recipes.csv:5:18 E0252"));
    EXPECT_THAT(said_of("0.7,,true\nrack,main,chip,8,0.1,0.3,true\n"), IsEmpty());
}

TEST(Diagnostics, E0253AMaximumBelowTheMinimum) {
    EXPECT_THAT(said(ModelFolder{}.put("stock.csv",
                                       "site,item,quantity,minimum,minimum_at_end,maximum,assumed\n"
                                       "paju,rack,5,2,6,4,true\n")),
                ElementsAre("stock.csv:2:17 E0253"));
}

TEST(Diagnostics, E0224AValueAtTheEndOfHowMuch) {
    const auto said_of = [](const std::string& row) {
        return said(ModelFolder{}.put(
            "stock.csv", "site,item,quantity,maximum,value_at_end,valued_at_end,assumed\n" + row));
    };
    EXPECT_THAT(said_of("paju,rack,5,,900,,true\n"), ElementsAre("stock.csv:2:14 E0224"));
    EXPECT_THAT(said_of("paju,rack,5,8,900,,true\n"), IsEmpty());
    EXPECT_THAT(said_of("paju,rack,5,,900,3,true\n"), IsEmpty());
}

TEST(Diagnostics, E0254WhatAProcessMakesDoesNotComeWithIt) {
    EXPECT_THAT(said(ModelFolder{}.put("coproducts.csv",
                                       "process,item,quantity,assumed\n"
                                       "chip-hsinchu,chip,0.2,true\nchip-hsinchu,wafer,0.1,true\n"
                                       "nobody,chip,1,true\nchip-hsinchu,board,0,true\n")),
                ElementsAre("coproducts.csv:2:14 E0254", "coproducts.csv:4:1 E0214",
                            "coproducts.csv:5:20 E0208"));
}

TEST(Diagnostics, E0239ARecipeThatNothingUsesIsANote) {
    EXPECT_THAT(said(ModelFolder{}.append("recipes.csv", "spare,chip,1,true,")),
                ElementsAre("recipes.csv:5:1 N E0239"));
}

// ---- demand, receipts, shares --------------------------------------------------------------------

TEST(Diagnostics, E0240DatesOutsideTheHorizon) {
    EXPECT_THAT(said(ModelFolder{}.append("demand.csv", "late,paju,rack,2052-01-01,1,,,,,true")),
                ElementsAre("demand.csv:4:16 E0240"));
    EXPECT_THAT(said(ModelFolder{}.put("receipts.csv",
                                       "site,item,date,quantity,assumed\n"
                                       "daegu,chip,2052-12-31,1,true\n")),
                ElementsAre("receipts.csv:2:12 E0240"));
    EXPECT_THAT(said(ModelFolder{}.replace("events.csv", "2025-03-01", "2026-03-01")),
                ElementsAre("events.csv:2:45 E0240"));
}

TEST(Diagnostics, E0320WhatIsOverdueCountsOnTheFirstDay) {
    const auto model = ModelFolder{}
                           .append("demand.csv", "old,paju,rack,2024-12-01,3,,,,,true")
                           .put("receipts.csv",
                                "site,item,date,quantity,assumed\n"
                                "daegu,chip,2024-12-31,1,true\n");
    EXPECT_THAT(said(model), ElementsAre("demand.csv:4:15 N E0320", "receipts.csv:2:12 N E0320"));
}

TEST(Diagnostics, E0241UntilWithoutEvery) {
    EXPECT_THAT(
        said(ModelFolder{}.append("demand.csv", "one,paju,rack,2025-02-01,1,,2025-03-01,,,true")),
        ElementsAre("demand.csv:4:29 W E0241"));
}

TEST(Diagnostics, E0242UntilBeforeDate) {
    EXPECT_THAT(said(ModelFolder{}.append("demand.csv",
                                          "one,paju,rack,2025-02-01,1,week,2025-01-01,,,true")),
                ElementsAre("demand.csv:4:33 E0242"));
}

TEST(Diagnostics, E0243NothingReachesADemand) {
    const auto model = ModelFolder{}
                           .append("items.csv", "spare,rack,piece,1,,,,,true")
                           .append("demand.csv", "s,paju,spare,2025-02-01,1,,,,,true");
    EXPECT_THAT(said(model), ElementsAre("demand.csv:4:8 W E0243"));
    EXPECT_THAT(said(model, {.strict = true}), ElementsAre("demand.csv:4:8 E0243"));
}

TEST(Diagnostics, E0246ACapacityIsNeverInForce) {
    const auto model = ModelFolder{}.put(
        "capacity.csv",
        "target,from,capacity_per_month,assumed\nchip-hsinchu,2025-01-01,500,true\n");
    EXPECT_THAT(said(model), ElementsAre("capacity.csv:2:14 E0246"));
    EXPECT_THAT(said(ModelFolder{}.put("capacity.csv",
                                       "target,from,capacity_per_month,assumed\n"
                                       "chip-hsinchu,2025-02-01,500,true\n")),
                IsEmpty());
}

TEST(Diagnostics, E0247NothingIsSaidBeforeTheFirstRow) {
    EXPECT_THAT(said(ModelFolder{}
                         .replace("processes.csv", "wafer,,100", "wafer,,")
                         .put("capacity.csv",
                              "target,from,capacity_per_month,assumed\n"
                              "wafer-gumi,2025-02-01,500,true\n")),
                ElementsAre("capacity.csv:2:12 E0247"));
}

TEST(Diagnostics, CapacityRowsNameAProcessOrResource) {
    const auto model = ModelFolder{}.put("capacity.csv",
                                         "target,from,capacity_per_month,assumed\n"
                                         "chip-hsinch,2025-02-01,500,true\n"
                                         "chip-hsinchu,2027-02-01,500,true\n"
                                         "chip-hsinchu,2025-02-01,-5,true\n");
    EXPECT_THAT(said(model), ElementsAre("capacity.csv:2:1 E0261", "capacity.csv:3:14 E0240",
                                         "capacity.csv:4:25 E0023"));
    EXPECT_THAT(help(model), HasSubstr("did you mean \"chip-hsinchu\"?"));
}

TEST(Diagnostics, E0248ASiteMixesApprovedAndOtherProducts) {
    const auto model =
        ModelFolder{}
            .append("recipes.csv", "rack,chip,1,true,")
            .put("approvals.csv", "item,supplier,buyer,assumed\nchip,hsinchu,board,true\n");
    EXPECT_THAT(said(model), Contains("approvals.csv:2:14 W E0248"));
}

TEST(Diagnostics, E0249AnApprovalThatNoWayFits) {
    const auto model = ModelFolder{}.put(
        "approvals.csv", "item,supplier,buyer,assumed\nchip,*,*,true\nchip,country:US,*,true\n");
    EXPECT_THAT(said(model), ElementsAre("approvals.csv:3:6 W E0249"));
}

TEST(Diagnostics, ApprovalsNameWhatIsThere) {
    EXPECT_THAT(
        said(ModelFolder{}.put("approvals.csv",
                               "item,supplier,buyer,from,max_share,assumed\n"
                               "chop,*,*,,,true\n"
                               "chip,nobody,*,,,true\n"
                               "chip,*,nothing,,,true\n"
                               "wafer,*,*,2025-13-01,,true\n"
                               "board,*,*,,0,true\n")),
        ElementsAre("approvals.csv:2:1 E0214", "approvals.csv:3:6 E0261", "approvals.csv:4:8 E0261",
                    "approvals.csv:5:11 E0024", "approvals.csv:6:12 E0208"));
}

TEST(Diagnostics, E0250SharesOfABuyerAreAtMostOne) {
    const auto model = ModelFolder{}.append("sourcing.csv", "country:US,rack,west,0.8,true");
    EXPECT_THAT(said(model), ElementsAre("sourcing.csv:3:22 E0250"));
    EXPECT_THAT(message(model), HasSubstr("1.05"));
}

TEST(Diagnostics, E0251AShareOfASupplierThatSendsNothing) {
    EXPECT_THAT(said(ModelFolder{}.append("sourcing.csv", "US,rack,TW,0.1,true")),
                ElementsAre("sourcing.csv:3:9 W E0251"));
}

TEST(Diagnostics, E0255AShareOfAPartThatTheProcessDoesNotTake) {
    const auto said_of = [](const std::string& row) {
        return said(ModelFolder{}.put("part_shares.csv",
                                      "process,slot,item,share,fixed,assumed\n" + row + "\n"));
    };
    EXPECT_THAT(said_of("board-daegu,,wafer,1,,true"), ElementsAre("part_shares.csv:2:14 E0255"));
    EXPECT_THAT(said_of("board-daegu,,chip,1,,true"), ElementsAre());
}

TEST(Diagnostics, E0256AShareNamesTheSlotWhereAPartFillsSeveral) {
    auto model = ModelFolder{};
    model.replace("recipes.csv", "recipe,item,", "recipe,slot,item,")
        .replace("recipes.csv", "chip,wafer", "chip,wafer,wafer")
        .replace("recipes.csv", "board,chip", "board,first,chip")
        .replace("recipes.csv", "rack,board", "rack,board,board")
        .append("recipes.csv", "board,second,chip,1,true,");
    const auto with = [&](const std::string& row) {
        return said(ModelFolder{model}.put("part_shares.csv",
                                           "process,slot,item,share,assumed\n" + row + "\n"));
    };
    EXPECT_THAT(with("board-daegu,,chip,1,true"), ElementsAre("part_shares.csv:2:14 E0256"));
    EXPECT_THAT(with("board-daegu,second,chip,1,true"), ElementsAre());
}

// ---- events and availability ---------------------------------------------------------------------

TEST(Diagnostics, E0261AnUnknownTargetHasASuggestion) {
    const auto model =
        ModelFolder{}.append("events.csv", "fire,f,site_down,hsinchoo,2025-03-01,9,1,true");
    EXPECT_THAT(said(model), ElementsAre("events.csv:3:18 E0261"));
    EXPECT_THAT(help(model), HasSubstr("hsinchu"));
    EXPECT_THAT(said(ModelFolder{}.replace("events.csv", "TW>*", "TV>*")),
                ElementsAre("events.csv:2:40 E0261"));
}

TEST(Diagnostics, E0262AnAmbiguousTargetNeedsItsPrefix) {
    const auto model = [](const std::string& target) {
        return ModelFolder{}
            .append("companies.csv", "paju,KR,Paju,x")
            .append("events.csv", "fire,f,site_down," + target + ",2025-03-01,9,1,true");
    };
    EXPECT_THAT(said(model("paju")), ElementsAre("events.csv:3:18 E0262"));
    EXPECT_THAT(message(model("paju")), HasSubstr("site:paju, company:paju"));
    EXPECT_THAT(said(model("company:paju")), IsEmpty());
}

TEST(Diagnostics, E0263AKindOfEventTakesAnotherTarget) {
    const auto with = [](const std::string& kind, const std::string& target) {
        return said(ModelFolder{}.append("events.csv",
                                         "s,e," + kind + "," + target + ",2025-03-01,9,0.5,true"));
    };
    EXPECT_THAT(with("lane_cut", "paju"), IsEmpty());
    EXPECT_THAT(with("blockade", "TW>KR"), ElementsAre("events.csv:3:14 E0263"));
    EXPECT_THAT(with("site_down", "TW>KR"), ElementsAre("events.csv:3:15 E0263"));
    EXPECT_THAT(with("price_shock", "site:paju"), ElementsAre("events.csv:3:17 E0263"));
    // What may be hit, and how hard, depends on a kind that is there.
    EXPECT_THAT(with("blokkade", "TW>KR"), ElementsAre("events.csv:3:5 E0206"));
}

TEST(Diagnostics, E0261ABlockadeSurroundsPlacesThatAreThere) {
    const auto with = [](const std::string& target) {
        return said(ModelFolder{}.append("events.csv",
                                         "s,e,blockade," + target + ",2025-03-01,9,0.5,true"));
    };
    EXPECT_THAT(with("paju;country:TW"), IsEmpty());
    EXPECT_THAT(with("paju;TV"), ElementsAre("events.csv:3:14 E0261"));
    EXPECT_THAT(with("*"), ElementsAre("events.csv:3:14 E0261"));
    EXPECT_THAT(with(";"), ElementsAre("events.csv:3:14 E0261"));
}

TEST(Diagnostics, E0284AnEventThatRepeatsAnother) {
    EXPECT_THAT(said(ModelFolder{}.append("events.csv",
                                          "strait,again,export_ban,TW>*,2025-05-01,9,1,true")),
                ElementsAre("events.csv:3:25 W E0284"));
}

TEST(Diagnostics, E0265NamesThatScenariosCannotHave) {
    for (const std::string name : {"borders-closed", "all"})
        EXPECT_THAT(said(ModelFolder{}.replace("events.csv", "strait,", name + ',')),
                    ElementsAre("events.csv:2:1 E0265"));
}

TEST(Diagnostics, E0266TwoRowsForTheSameDay) {
    EXPECT_THAT(said(ModelFolder{}.put("availability.csv",
                                       "target,date,days,available,assumed\n"
                                       "paju,2025-02-01,7,0.5,true\nsite:paju,2025-02-07,2,0,true\n"
                                       "rack-paju,2025-02-07,2,0,true\n")),
                ElementsAre("availability.csv:3:11 E0266"));
}

TEST(Diagnostics, E0209AvailabilityIsByWholeDays) {
    EXPECT_THAT(said(ModelFolder{}.put(
                    "availability.csv",
                    "target,date,days,available,assumed\npaju,2025-02-01,1.5,0.5,true\n")),
                ElementsAre("availability.csv:2:17 E0209"));
}

TEST(Diagnostics, E0268AnEventThatLastsNoDay) {
    EXPECT_THAT(said(ModelFolder{}.replace("events.csv", ",90,", ",0,")),
                ElementsAre("events.csv:2:56 W E0268"));
}

TEST(Diagnostics, SeverityIsAShareWhereAShareIsLost) {
    EXPECT_THAT(said(ModelFolder{}.replace("events.csv", ",90,1,", ",90,1.5,")),
                ElementsAre("events.csv:2:59 E0023"));
    EXPECT_THAT(
        said(ModelFolder{}.append("events.csv", "s,e,transit_delay,TW>KR,2025-03-01,9,14,true")),
        IsEmpty());
}

// ---- what-ifs and ranges -------------------------------------------------------------------------

std::vector<std::string> said_of_set(const std::string& text) {
    return said(ModelFolder{}, {.sets = {text}});
}

TEST(Diagnostics, E0270ASettingHasAForm) {
    EXPECT_THAT(said_of_set("capacity=5"), ElementsAre("--set:1:1 E0270"));
    EXPECT_THAT(said_of_set("processes:chip-gumi.capex"), ElementsAre("--set:1:1 E0270"));
    EXPECT_THAT(said_of_set("processes.capex=5"), ElementsAre("--set:1:1 E0270"));
}

TEST(Diagnostics, E0271ASettingNamesATable) {
    EXPECT_THAT(said_of_set("process:chip-gumi.capex=5"), ElementsAre("--set:1:1 E0271"));
    EXPECT_THAT(help(ModelFolder{}, {.sets = {"process:chip-gumi.capex=5"}}),
                HasSubstr("processes"));
}

TEST(Diagnostics, ARowMayBeAddedToATableThatTheModelDoesNotHave) {
    const LoadOptions options{.sets = {"part_shares:+rack-paju/board.share=1"}};
    const auto network = ModelFolder{}.load(options);
    ASSERT_EQ(network.part_shares.size(), 1U);
    EXPECT_EQ(network.part_shares[0].share, 1);
    EXPECT_TRUE(network.part_shares[0].provenance.assumed);
    EXPECT_THAT(said_of_set("part_shares:rack-paju/board.share=1"), ElementsAre("--set:1:1 E0271"));
    EXPECT_THAT(said_of_set("flows:+a/b.value=1"), ElementsAre("--set:1:1 E0271"));
}

TEST(Diagnostics, E0272ASettingNamesARow) {
    EXPECT_THAT(said_of_set("processes:chip-gumy.capex=5"), ElementsAre("--set:1:11 E0272"));
    EXPECT_THAT(help(ModelFolder{}, {.sets = {"processes:chip-gumy.capex=5"}}),
                HasSubstr("chip-gumi"));
}

TEST(Diagnostics, E0273ASettingNamesAColumn) {
    EXPECT_THAT(said_of_set("processes:chip-gumi.capax=5"), ElementsAre("--set:1:21 E0273"));
    EXPECT_THAT(help(ModelFolder{}, {.sets = {"processes:chip-gumi.capax=5"}}), HasSubstr("capex"));
}

TEST(Diagnostics, E0274AValueTheColumnCannotHave) {
    EXPECT_THAT(said_of_set("processes:chip-gumi.capex=five"), ElementsAre("--set:1:27 E0274"));
    EXPECT_THAT(said_of_set("processes:chip-gumi.capex=-1"), ElementsAre("--set:1:27 E0274"));
    EXPECT_THAT(said_of_set("processes:chip-gumi.capex=nan"), ElementsAre("--set:1:27 E0274"));
    EXPECT_THAT(said_of_set("processes:*.yield*=2"), ElementsAre("--set:1:20 E0274"));
    EXPECT_THAT(said_of_set("processes:chip-gumi.status*=2"), ElementsAre("--set:1:29 E0274"));
    EXPECT_THAT(said_of_set("sites:paju.company="), ElementsAre("--set:1:20 E0274"));
}

TEST(Diagnostics, E0275NothingToMultiply) {
    EXPECT_THAT(said_of_set("demand:korea.late_cost_per_day*=2"), IsEmpty());
    EXPECT_THAT(said_of_set("processes:chip-gumi.minimum_lot*=2"), ElementsAre("--set:1:21 E0275"));
}

TEST(Diagnostics, E0276AShortKeyOfTwoRows) {
    const auto model = ModelFolder{}.put(
        "recipes.csv",
        "recipe,slot,item,quantity,assumed\nchip,,wafer,0.1,true\nboard,a,chip,3,true\n"
        "board,b,chip,1,true\nrack,,board,8,true\n");
    EXPECT_THAT(said(model, {.sets = {"recipes:board/chip.quantity=5"}}),
                ElementsAre("--set:1:9 E0276"));
    EXPECT_THAT(said(model, {.sets = {"recipes:board/b/chip.quantity=5"}}), IsEmpty());
}

TEST(Diagnostics, E0277TheKeyItselfStays) {
    EXPECT_THAT(said_of_set("processes:chip-gumi.process=x"), ElementsAre("--set:1:21 E0277"));
}

TEST(Diagnostics, AWhatIfOfTheSettingsIsReadAsTheyAre) {
    const auto network =
        ModelFolder{}.load({.sets = {"model:stress.psi=0.5", "model:stress.unmet=backlog",
                                     "model:stress.reroute=true", "model:stress.target_days*=2"}});
    EXPECT_EQ(network.stress.psi, 0.5);
    EXPECT_EQ(network.stress.unmet, Unmet::backlog);
    EXPECT_EQ(network.stress.reroute, true);
    EXPECT_EQ(network.stress.target_days, 20);
    EXPECT_EQ(ModelFolder{}.load({.sets = {"model:stress.target_days="}}).stress.target_days,
              std::nullopt);
    EXPECT_EQ(ModelFolder::economy()
                  .load({.sets = {"model:stress.sectors.food.psi=0.3"}})
                  .stress.of_sector("food")
                  ->psi,
              0.3);
    EXPECT_THAT(said_of_set("model:stress.psi=2"), ElementsAre("--set:1:18 E0023"));
    EXPECT_THAT(said_of_set("model:stress.pzi=1"), ElementsAre("--set:1:18 E0212"));
    EXPECT_THAT(said_of_set("model:strss.psi=1"), ElementsAre("--set:1:7 E0272"));
    EXPECT_THAT(said_of_set("model:stress.adaptive=maybe"), ElementsAre("--set:1:23 E0213"));
    EXPECT_THAT(said_of_set("model:stress.unmet=kept"), ElementsAre("--set:1:20 E0206"));
    EXPECT_THAT(said_of_set("model:stress.psi*=2"), ElementsAre("--set:1:14 E0275"));
    EXPECT_THAT(said_of_set("model:stress.psi*=x"), ElementsAre("--set:1:19 E0274"));
}

TEST(Diagnostics, RangesNameFiguresOfTheModel) {
    const auto with = [](const std::string& row) {
        return said(ModelFolder{}.put("ranges.csv",
                                      "table,key,column,low,high,assumed\n" + row + ",true\n"));
    };
    EXPECT_THAT(with("processes,chip-gumi,capex,90000,200000"), IsEmpty());
    EXPECT_THAT(with("process,chip-gumi,capex,90000,200000"), ElementsAre("ranges.csv:2:1 E0271"));
    EXPECT_THAT(with("processes,chip,capex,90000,200000"), ElementsAre("ranges.csv:2:11 E0272"));
    EXPECT_THAT(with("processes,chip-gumi,status,90000,200000"),
                ElementsAre("ranges.csv:2:21 E0273"));
    EXPECT_THAT(with("processes,chip-gumi,capex,200000,90000"), Contains("ranges.csv:2:27 E0280"));
    EXPECT_THAT(with("processes,chip-gumi,capex,1,2"), ElementsAre("ranges.csv:2:27 W E0281"));
    EXPECT_THAT(with("processes,chip-gumi,capex,nan,200000"), ElementsAre("ranges.csv:2:27 E0022"));
}

TEST(Diagnostics, E0316ACodeHasTwoToTenDigits) {
    const auto with = [](const std::string& code) {
        return said(ModelFolder{}.replace("items.csv", "381800", code));
    };
    for (const char* good : {"38", "3818", "3818009000", "3818;381800", ""})
        EXPECT_THAT(with(good), IsEmpty()) << good;
    for (const char* bad : {"inf", "a/b", "1.5.2", "3", "38180090001", "3818;x"})
        EXPECT_THAT(with(bad), ElementsAre("items.csv:2:26 E0316")) << bad;
}

TEST(Diagnostics, E0309ARangeIsOfOneFigure) {
    EXPECT_THAT(said(ModelFolder{}.put("ranges.csv",
                                       "table,key,column,low,high,assumed\n"
                                       "items,*,price,1,2,true\n")),
                ElementsAre("ranges.csv:2:7 E0309"));
}

TEST(Diagnostics, E0315ARangeHoldsOnlyWhatTheColumnCanTake) {
    const auto with = [](const std::string& row) {
        return said(ModelFolder{}.put("ranges.csv",
                                      "table,key,column,low,high,assumed\n" + row + ",true\n"));
    };
    EXPECT_THAT(with("processes,chip-gumi,capex,-5,200000"), ElementsAre("ranges.csv:2:27 E0315"));
    EXPECT_THAT(with("processes,chip-gumi,yield,0.5,1.5"), ElementsAre("ranges.csv:2:31 E0315"));
    EXPECT_THAT(with("processes,chip-gumi,yield,0,0.9"), ElementsAre("ranges.csv:2:27 E0315"));
    EXPECT_THAT(with("processes,chip-gumi,yield,0.5,1"), IsEmpty());
    EXPECT_THAT(with("processes,chip-gumi,capex,0,200000"), IsEmpty());
    EXPECT_THAT(
        with("items,chip,price,-500,-100"),
        ElementsAre("ranges.csv:2:18 W E0281", "ranges.csv:2:18 E0315", "ranges.csv:2:23 E0315"));
}

// A quote without an end takes the rest of the table with it, a row with a field too many itself.
TEST(Diagnostics, RowsThatPointIntoATableThatCouldNotBeReadAreNoFaults) {
    EXPECT_THAT(
        said(ModelFolder{}.replace("items.csv", "chip,chip,piece,50", "chip,\"chip,piece,50")),
        ElementsAre(HasSubstr("items.csv:3:6 E0012")));
    EXPECT_THAT(said(ModelFolder{}.replace("items.csv", "Chip,칩,true", "Chip,칩,true,9")),
                ElementsAre(HasSubstr(" E0011")));
    EXPECT_THAT(said(ModelFolder{}
                         .replace("items.csv", "Chip,칩,true", "Chip,칩,true,9")
                         .put("ranges.csv",
                              "table,key,column,low,high,assumed\n"
                              "items,chip,price,40,60,true\n")),
                ElementsAre(HasSubstr(" E0011")));
    EXPECT_THAT(said(ModelFolder{}.replace("sites.csv", "hsinchu,", "hsinchu,,,,,,,,,,,,,")),
                ElementsAre(HasSubstr("sites.csv")));
}

TEST(Diagnostics, E0305NoLogarithmOfZero) {
    const auto with = [](const std::string& low_high_shape) {
        return said(ModelFolder{}.put("ranges.csv",
                                      "table,key,column,low,high,shape,assumed\n"
                                      "processes,chip-gumi,capex," +
                                          low_high_shape + ",true\n"));
    };
    EXPECT_THAT(with("90000,200000,log-uniform"), IsEmpty());
    EXPECT_THAT(with("0,200000,log-uniform"), ElementsAre("ranges.csv:2:27 E0305"));
    EXPECT_THAT(with("90000,200000,normal"), ElementsAre("ranges.csv:2:40 E0206"));
}

// ---- economies -----------------------------------------------------------------------------------

TEST(Diagnostics, OdditiesOfEconomiesAreNotes) {
    EXPECT_THAT(said(ModelFolder::economy()), IsEmpty());
    EXPECT_THAT(
        said(ModelFolder::economy()
                 .append("flows.csv", "mill,mill,1,true")
                 .append("nodes.csv", "island,food,west,1,true")
                 .replace("flows.csv", "farm,mill,5", "farm,mill,50")),
        ElementsAre("flows.csv:1:1 N E0290", "nodes.csv:3:1 N E0292", "nodes.csv:5:1 N E0291"));
}

TEST(Diagnostics, EconomiesNeedNodesAndFlows) {
    EXPECT_THAT(said(ModelFolder::economy().remove("nodes.csv").remove("flows.csv")),
                Contains("flows.csv:1:1 E0200"));
}

}  // namespace
}  // namespace jarip::network
