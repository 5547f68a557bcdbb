// Groups of countries: counted once, and once only, whatever stands beside them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string table_of_imports(const std::vector<std::pair<std::string, int>>& partners) {
    std::string text = "period,reporter,partner,hs,flow,value_usd\n";
    for (const auto& [partner, value] : partners)
        text += "2024,KR," + partner + ",847150,import," + std::to_string(value) + '\n';
    return text;
}
std::optional<double> imports_of(const std::vector<std::pair<std::string, int>>& partners) {
    return indicators(Read{table_of_imports(partners)}.flows, {}).imports;
}
std::optional<double> imports_from(const Flows& flows, const std::string& partner) {
    return indicators(flows, {.partners = {partner}}).imports;
}

TEST(Groups, AreCountedWhereNeitherWorldNorMembersStandBesideThem) {
    const Read table{table_of_imports({{"EU27", 1000}, {"CN", 400}})};
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    const auto result = indicators(table.flows, {});
    EXPECT_EQ(result.imports, 1400);
    EXPECT_EQ(result.hhi_suppliers, std::nullopt) << "a group is no supplier";
    EXPECT_EQ(imports_from(table.flows, "EU27"), 1000);
    EXPECT_EQ(imports_from(table.flows, "CN"), 400);
    EXPECT_EQ(imports_from(table.flows, "DE"), std::nullopt) << "within the group";
    EXPECT_EQ(imports_from(table.flows, "US"), 0) << "outside of it";
    EXPECT_EQ(imports_of({{"EU27", 1000}, {"ASEAN", 300}, {"US", 400}}), 1700);
    EXPECT_EQ(imports_of({{"유럽", 1000}, {"중국", 400}, {"중동", 50}}), 1450);
    EXPECT_EQ(imports_of({{"Asia", 1000}, {"CN", 400}, {"US", 50}}), 1050) << "China is in Asia";
    EXPECT_EQ(imports_of({{"Europe", 1000}, {"EU27", 600}, {"CN", 50}}), 1050)
        << "one in the other";
}

TEST(Groups, LeaveWhatTheirMembersDoNotMakeToOtherPartners) {
    const Read table{table_of_imports({{"EU27", 1000}, {"DE", 300}, {"FR", 200}, {"CN", 400}})};
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_THAT(table.codes(Severity::note), Contains("E0178"));
    const auto result = indicators(table.flows, {});
    EXPECT_EQ(result.imports, 1400);
    EXPECT_EQ(imports_from(table.flows, "DE"), 300);
    EXPECT_EQ(result.partners[0].country, "other members of EU27");
    EXPECT_EQ(result.partners[0].imports, 500);
    EXPECT_EQ(imports_of({{"EU27", 500}, {"DE", 300}, {"FR", 200}, {"CN", 400}}), 900);
}

TEST(Groups, ThatSomeTablesCountACountryToAreSaid) {
    const Read mexico{table_of_imports({{"북미", 1000}, {"MX", 100}})};
    EXPECT_EQ(indicators(mexico.flows, {}).imports, 1100);
    EXPECT_THAT(mexico.codes(Severity::warning), ElementsAre("E0195"));
    const Read settled{table_of_imports({{"아시아", 1000}, {"중동", 300}, {"SA", 100}})};
    EXPECT_EQ(indicators(settled.flows, {}).imports, 1300);
    EXPECT_THAT(settled.codes(Severity::warning), IsEmpty()) << "it is the Middle East's";
}

TEST(Groups, OfUnknownMembersAreNotCountedBesideCountries) {
    const Read table{table_of_imports(
        {{"Developing economies", 600}, {"Developed economies", 400}, {"CN", 600}, {"US", 400}})};
    EXPECT_EQ(indicators(table.flows, {}).imports, 1000);
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0193"));
    EXPECT_EQ(imports_of({{"OECD", 900}, {"EU27", 1000}, {"CN", 400}}), 1400) << "they overlap";
    EXPECT_EQ(imports_of({{"High income", 900}, {"US", 500}, {"JP", 400}}), 900);
    EXPECT_EQ(imports_of({{"G7", 900}, {"US", 500}, {"JP", 400}, {"CN", 100}}), 1000);
    EXPECT_EQ(imports_of({{"G20", 900}, {"CN", 800}, {"CL", 100}}), 1000);
}

TEST(Groups, BesideTheWorldDoNotChangeIt) {
    const std::vector<std::pair<std::string, int>> world{
        {"World", 1200}, {"DE", 600}, {"CN", 300}, {"TW", 300}};
    for (const char* group : {"European Union (EU 27) Aggregation", "EU28", "High income", "G7"}) {
        auto with = world;
        with.emplace_back(group, 600);
        const Read table{table_of_imports(with)};
        EXPECT_EQ(indicators(table.flows, {}).imports, 1200) << group;
        EXPECT_THAT(table.codes(Severity::warning), IsEmpty()) << group;
    }
    EXPECT_EQ(imports_of({{"World", 1000}, {"EU27", 600}}), 1000) << "400 of others";
    EXPECT_EQ(imports_of({{"World", 1000}, {"EU27", 600}, {"OECD", 700}}), 1000);
}

TEST(Groups, OfNoListAreFoundByTheWorldBesideThem) {
    const Read table{
        table_of_imports({{"World", 1000}, {"Silk Road Partners", 700}, {"CN", 600}, {"US", 400}})};
    EXPECT_EQ(indicators(table.flows, {}).imports, 1000);
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0194"));
    EXPECT_EQ(imports_of({{"World", 1000}, {"Kingdom of Redonda", 400}, {"US", 600}}), 1000);
}

TEST(Groups, AreKnownByTheirWords) {
    const auto name_of = [](const char* label) { return group_in_words(label).value_or("none"); };
    for (const char* label :
         {"European Union (EU 27)", "European Union (EU 27) Aggregation", "EU-27 (2020)",
          "INT_EU27_2020", "European Union - 27 countries (from 2020)"})
        EXPECT_EQ(name_of(label), "EU27") << label;
    EXPECT_EQ(name_of("European Union (EU 28)"), "EU28");
    for (const char* label : {"EU_EXTRA", "EXT_EU", "Extra-EU27 (from 2020)", "EXTRA_EU28"})
        EXPECT_EQ(name_of(label), "EXTRA-EU") << label;
    EXPECT_EQ(name_of("EXT_EA20"), "EXTRA-EA");
    EXPECT_EQ(name_of("Euro area - 20 countries (from 2023)"), "EA20");
    EXPECT_EQ(name_of("ASEAN Aggregation"), "ASEAN");
    EXPECT_EQ(name_of("G20"), "G20");
    for (const char* label :
         {"Arab World", "Western Africa", "South-Eastern Asia", "Upper middle income"})
        EXPECT_EQ(name_of(label), label);
    for (const char* label : {"Other countries", "Rest of the world", "Eurasia Ltd", "S. Africa",
                              "Central Africa Republic", "Untied States", "EA",
                              "Kingdom of Redonda", "Area Nes", "Free zones"})
        EXPECT_EQ(name_of(label), "none") << label;
    EXPECT_TRUE(is_leftover_in_words("Area Nes"));
    EXPECT_FALSE(is_leftover_in_words("Guinea"));
}

TEST(Groups, OfWhichAllButTheirOwnAreMembersCountOnce) {
    EXPECT_EQ(imports_of({{"US", 1000}, {"CN", 3000}, {"EU_EXTRA", 4000}}), 4000);
    EXPECT_EQ(imports_of({{"US", 1000}, {"INT_EU27_2020", 3000}}), 4000);
    EXPECT_EQ(imports_of({{"US", 1000}, {"EXT_EU27_2020", 4000}, {"DE", 500}}), 4500);
}

TEST(Groups, ThatAreAskedForAreTheirMembers) {
    const Read members{table_of_imports({{"DE", 300}, {"FR", 200}, {"CN", 400}})};
    EXPECT_EQ(imports_from(members.flows, "EU27"), 500);
    const Read both{table_of_imports({{"EU27", 500}, {"DE", 300}, {"FR", 200}, {"CN", 400}})};
    EXPECT_EQ(imports_from(both.flows, "EU27"), 500);
    const Read some{table_of_imports({{"World", 1000}, {"DE", 300}, {"CN", 400}})};
    EXPECT_EQ(imports_from(some.flows, "EU27"), std::nullopt) << "others may be members";
}

TEST(Groups, HoldTheFinerRowsOfTheirMembersOnly) {
    const Read codes{
        "period,reporter,partner,hs,flow,value_usd\n2024,KR,EU27,8471,import,1000\n"
        "2024,KR,DE,847150,import,300\n2024,KR,CN,847150,import,400\n"};
    EXPECT_EQ(indicators(codes.flows, {}).imports, 1400);
    const Read months{
        "period,reporter,partner,hs,flow,value_usd\n2024,KR,EU27,8471,import,1000\n"
        "2024-01,KR,DE,8471,import,300\n2024-01,KR,CN,8471,import,400\n"};
    EXPECT_EQ(indicators(months.flows, {}).imports, 1400);
}

TEST(Rest, IsNoSupplier) {
    for (const char* label : {"Rest of World", "Other countries", "Others", "기타국"}) {
        const Read table{table_of_imports({{"CN", 600}, {label, 400}})};
        const auto result = indicators(table.flows, {});
        EXPECT_EQ(result.imports, 1000) << label;
        EXPECT_EQ(result.hhi_suppliers, std::nullopt) << label;
        EXPECT_EQ(imports_from(table.flows, "US"), std::nullopt) << label;
    }
}

// China 400 of 1,000: what is with Japan may be among the 600 of others; with the United States beside it is not.
TEST(UnknownPartners, OfWhichOneHasNoRowAreSaidAndNotLess) {
    const auto of = [](const Flows& flows, std::vector<std::string> partners) {
        return indicators(flows, {.partners = std::move(partners)});
    };
    const Read open{table_of_imports({{"World", 1000}, {"CN", 400}})};
    EXPECT_EQ(of(open.flows, {"CN"}).imports, 400);
    EXPECT_EQ(of(open.flows, {"CN", "JP"}).imports, std::nullopt);
    EXPECT_THAT(of(open.flows, {"CN", "JP"}).no_partner_imports, ElementsAre("JP"));
    const Read whole{table_of_imports({{"World", 1000}, {"CN", 400}, {"US", 600}})};
    EXPECT_EQ(of(whole.flows, {"CN", "JP"}).imports, 400) << "all partners are named";
    EXPECT_THAT(of(whole.flows, {"CN", "JP"}).no_partner_imports, ElementsAre("JP"));
    EXPECT_THAT(of(whole.flows, {"JP"}).no_partner_imports, ElementsAre("JP"));
    EXPECT_EQ(of(whole.flows, {"JP"}).imports, 0);
    EXPECT_THAT(of(whole.flows, {"CN", "US"}).no_partner_imports, IsEmpty());
    EXPECT_THAT(of(whole.flows, {}).no_partner_imports, IsEmpty());
    // Of a group some members are enough.
    const Read europe{table_of_imports({{"DE", 300}, {"CN", 400}})};
    EXPECT_EQ(of(europe.flows, {"EU27", "CN"}).imports, 700);
    EXPECT_THAT(of(europe.flows, {"EU27", "CN", "ASEAN"}).no_partner_imports, ElementsAre("ASEAN"));
    const Query mine{.partners = {"DE", "FR", "Mine", "KE"},
                     .partner_groups = {{"Mine", {"DE", "FR"}}}};
    EXPECT_THAT(indicators(europe.flows, mine).no_partner_imports, ElementsAre("KE"));
    // Within a group beside it.
    const Read within{table_of_imports({{"EU27", 1000}, {"CN", 400}})};
    EXPECT_EQ(of(within.flows, {"CN", "DE"}).imports, std::nullopt);
    EXPECT_EQ(of(within.flows, {"CN", "US"}).imports, 400);
}

TEST(UnknownPartners, AreNotZero) {
    const Read table{
        "period,reporter,partner,hs,flow,value_usd\n2024,KR,China,854231,import,400\n"
        "2024,KR,World,854231,import,400\n2024,KR,World,854231,export,2000\n"};
    const auto result = indicators(table.flows, {});
    ASSERT_EQ(result.partners.size(), 1U);
    EXPECT_EQ(result.partners[0].imports, 400);
    EXPECT_EQ(result.partners[0].exports, std::nullopt);
    EXPECT_EQ(result.partners[0].balance, std::nullopt);
    EXPECT_EQ(result.partners[0].tsi, std::nullopt);
    const Read others{
        "period,reporter,partner,hs,flow,value_usd\n2024,KR,World,847150,import,1000\n"
        "2024,KR,CN,847150,import,400\n2023,KR,World,847150,import,900\n2023,KR,US,847150,import,100\n"};
    const auto year = indicators(others.flows, {.period = parse_period("2024")});
    for (const auto& partner : year.partners) {
        if (partner.country == "US") {
            EXPECT_EQ(partner.imports, std::nullopt);
        }
        if (partner.country != Flows::kOtherPartners) {
            EXPECT_EQ(partner.growth_imports, std::nullopt) << partner.country;
            EXPECT_EQ(partner.contribution_imports, std::nullopt) << partner.country;
        }
    }
    const Read all{
        "period,reporter,partner,hs,flow,value_usd\n2024,KR,CN,847150,import,400\n"
        "2023,KR,CN,847150,import,300\n2023,KR,US,847150,import,100\n"};
    EXPECT_EQ(indicators(all.flows, {.period = parse_period("2024")}).partners[1].imports, 0)
        << "all are named";
}

}  // namespace
}  // namespace jarip::trade
