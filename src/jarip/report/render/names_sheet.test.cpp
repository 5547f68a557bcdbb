#include "jarip/report/render/names_sheet.hpp"

#include <gtest/gtest.h>

namespace jarip::report {
namespace {

TEST(NamesSheet, HasWhatStandsInTheBookAndNothingElse) {
    const auto network = network::load("models/tiny-chain");
    Workbook book;
    book.add("Makers", {{"process", "Process"}, {"country", "Country"}})
        .add({"chip-hsinchu", "TW", "no id of the model"});
    add_names({.network = &network, .language = Language::ko}, book);
    ASSERT_EQ(book.sheets.size(), 2U);
    const auto& rows = book.sheets.back().rows();
    ASSERT_EQ(rows.size(), 2U);
    const auto words = [&](std::size_t row, std::size_t column) {
        return std::get<std::string>(rows[row][column].value());
    };
    EXPECT_EQ(words(0, 1), "TW");
    EXPECT_EQ(words(0, 2), "대만");
    EXPECT_EQ(words(1, 1), "chip-hsinchu");
    EXPECT_NE(words(1, 2), "chip-hsinchu");
}

TEST(NamesSheet, NamesStandBesideTheIdsOfAColumn) {
    const auto network = network::load("models/tiny-chain");
    Workbook book;
    Sheet& sheet =
        book.add("Makers", {{"rows.process", "Process"}, {"whom", "Whom"}, {"note", "Note"}});
    sheet.add({"chip-hsinchu", "country:TW", "chip"});
    sheet.add({Cell{}, "paju", "made"});
    sheet.add({"no process", "paju", "sent"});
    add_name_columns({.network = &network, .language = Language::ko}, book);
    std::vector<std::string> keys;
    for (const auto& column : sheet.columns()) keys.push_back(column.key);
    // One of two texts that is a process is too few, and one of three that is an item.
    EXPECT_EQ(keys, (std::vector<std::string>{"rows.process", "whom", "whom.name", "note"}));
    EXPECT_EQ(std::get<std::string>(sheet.rows()[0][2].value()), "대만");
}

TEST(NamesSheet, IsNotThereWhereNothingHasAName) {
    const auto network = network::load("models/tiny-chain");
    Workbook book;
    book.add("Figures", {{"n", "N"}}).add({1.0});
    add_names({.network = &network}, book);
    add_names({}, book);
    EXPECT_EQ(book.sheets.size(), 1U);
}

}  // namespace
}  // namespace jarip::report
