// Areas of one country that customs tell apart: what they trade adds up, equal or not. All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kBrazil =
    "CO_ANO;CO_MES;CO_NCM;CO_UNID;CO_PAIS;SG_UF_NCM;CO_VIA;CO_URF;QT_ESTAT;KG_LIQUIDO;VL_FOB\n";

std::string brazil(const std::string& country, const std::string& value) {
    return "2023;01;09011110;10;" + country + ";SP;01;0817800;1;1;" + value + "\n";
}

TEST(Areas, OfOneCountryAddUp) {
    const Read census{
        "CTY_CODE,CTY_NAME,I_COMMODITY,GEN_VAL_MO,time\n"
        "5082,GAZA,8542,200,2024-01\n5083,WEST BANK,8542,100,2024-01\n"};
    EXPECT_THAT(census.codes(), IsEmpty());
    EXPECT_EQ(census.rows(), "2024-01,US,PS,8542,import,300,\n");
    EXPECT_EQ(indicators(census.flows, {.reporter = "US", .hs = {"8542"}}).imports, 300);
}

TEST(Areas, ThatTradedTheSameAreNoRowTwice) {
    const auto head = std::string{kBrazil};
    // Not declared, and international organisations, none of which is a country.
    const Read rest{head + brazil("999", "3000") + brazil("997", "3000") + brazil("994", "4000"),
                    {.flow = Direction::export_}};
    EXPECT_THAT(rest.codes(), IsEmpty());
    EXPECT_EQ(rest.rows(), "2023-01,BR,\"Areas, nes\",09011110,export,10000,3\n");
    // The same area twice is one row, and two figures of it are a fault.
    EXPECT_EQ(
        Read(head + brazil("999", "3000") + brazil("999", "3000"), {.flow = Direction::export_})
            .rows(),
        "2023-01,BR,\"Areas, nes\",09011110,export,3000,1\n");
    EXPECT_THAT(
        Read(head + brazil("999", "3000") + brazil("999", "1"), {.flow = Direction::export_})
            .codes(),
        ElementsAre("E0176"));
}

TEST(Areas, AreThoseOfWhichAListHasSeveral) {
    EXPECT_TRUE(is_one_of_several_codes("207", CountryList::china));
    EXPECT_FALSE(is_one_of_several_codes("133", CountryList::china));
    EXPECT_FALSE(is_one_of_several_codes("013", CountryList::brazil)) << "13 is the same code";
    EXPECT_FALSE(is_one_of_several_codes("DE", CountryList::brazil));
}

// As the tables of Comex Stat write them.
TEST(Areas, OfBrazilAreKnownByCodeAndByName) {
    for (const auto& [code, name, country] :
         {std::tuple{"297", "Granada", "GD"}, std::tuple{"625", "Quirguistão", "KG"},
          std::tuple{"386", "Itália", "IT"}, std::tuple{"545", "Papua Nova Guiné", "PG"},
          std::tuple{"790", "Tchecoslováquia", "Czechoslovakia"}}) {
        EXPECT_EQ(customs_country(code, CountryList::brazil), country);
        EXPECT_EQ(customs_country(name, CountryList::brazil), country);
    }
    EXPECT_EQ(customs_country("990", CountryList::brazil), "Bunkers");
    EXPECT_EQ(leftover_area("Não Definido"), "Areas, nes");
}

}  // namespace
}  // namespace jarip::trade
