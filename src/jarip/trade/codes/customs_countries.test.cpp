#include "jarip/trade/codes/customs_countries.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "jarip/core.hpp"
#include "jarip/core/table.hpp"

namespace jarip::trade {
namespace {

TEST(CustomsCountries, HaveTheCodesOfTheOfficialLists) {
    const auto count = [](CountryList list, int first, int end) {
        int known = 0;
        for (int code = first; code < end; ++code)
            known += customs_country(std::to_string(code), list) ? 1 : 0;
        return known;
    };
    EXPECT_EQ(count(CountryList::census, 1000, 10'000), 240);
    EXPECT_EQ(count(CountryList::japan, 100, 1000), 235);
    EXPECT_EQ(count(CountryList::china, 100, 1000), 242);
}

TEST(CustomsCountries, AreEachOneCountryOfIsoOrALabelOfItsOwn) {
    const auto table = parse_embedded("customs_countries.csv");
    ASSERT_GT(table.row_count(), 700U);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto country = std::string{table.cell(row, 2)};
        EXPECT_FALSE(table.cell(row, 3).empty()) << "row " << row << " names no source";
        if (country.size() != 2) continue;
        EXPECT_EQ(country_code(country), country) << "row " << row;
    }
}

TEST(CustomsCountries, SameNumbersAreOtherCountriesElsewhere) {
    EXPECT_EQ(customs_country("106", CountryList::japan), "TW");
    EXPECT_EQ(customs_country("143", CountryList::china), "TW");
    EXPECT_EQ(customs_country("5830", CountryList::census), "TW");
    EXPECT_EQ(customs_country("525", CountryList::japan), "NE");
    EXPECT_EQ(customs_country("7510", CountryList::census), "NE");
    EXPECT_EQ(customs_country("124", CountryList::iso), "CA");
    EXPECT_EQ(customs_country("124", CountryList::japan), "PK");
    EXPECT_EQ(customs_country("TWN", CountryList::japan), "TW");
    EXPECT_EQ(customs_country("109", CountryList::japan), std::nullopt);
    EXPECT_EQ(customs_country("958", CountryList::geonomenclature), "Areas, nes");
    EXPECT_EQ(customs_country("953", CountryList::geonomenclature), std::nullopt) << "no source";
    EXPECT_EQ(customs_country("653", CountryList::geonomenclature), "YE");
    EXPECT_EQ(customs_country("41", CountryList::geonomenclature), "FO");
    EXPECT_EQ(customs_country("95", CountryList::geonomenclature), "Kosovo");
    EXPECT_EQ(customs_country("478", CountryList::geonomenclature), "Netherlands Antilles");
}

TEST(CustomsCountries, EveryPartnerOfAnySizeIsInAllThreeLists) {
    const auto table = parse_embedded("customs_countries.csv");
    std::map<std::string, std::set<std::string>, std::less<>> lists;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        lists[std::string{table.cell(row, 2)}].insert(std::string{table.cell(row, 0)});
    for (const auto* code :
         {"KR", "TW", "US", "CN", "DE", "NL", "MY", "VN", "MX", "SG", "TH", "PH", "IN", "IE", "IL",
          "GB", "FR", "IT", "CA", "AU", "BR", "HK", "CZ", "HU", "PL", "AT", "CH", "SE", "FI", "ID"})
        for (const auto* list : {"census", "china", "japan"})
            EXPECT_TRUE(lists[code].contains(list)) << code << ' ' << list;
}

}  // namespace
}  // namespace jarip::trade
