#include "jarip/report/render/workbook.hpp"

#include <gtest/gtest.h>

namespace jarip::report {
namespace {

Workbook small() {
    Workbook book{.title = "Servers"};
    Sheet& sheet = book.add("Partners", {{"partner", "Partner"},
                                         {"imports", "Imports, USD", Look::whole},
                                         {"share", "Share", Look::percent},
                                         {"since", "Since"}});
    sheet.add({"대만", 500'000.5, 0.25, *parse_date("2025-01-01")});
    sheet.add({"=1+1, \"US\"", std::optional<double>{}, -0.0});
    book.note("Source", "servers.csv");
    return book;
}

TEST(Workbook, CsvKeepsNumbersWholeAndLeavesWhatIsUndefinedEmpty) {
    EXPECT_EQ(csv(small().sheets.front()),
              "partner,imports,share,since\n"
              "대만,500000.5,0.25,2025-01-01\n"
              "\"=1+1, \"\"US\"\"\",,0,\n");
}

TEST(Workbook, CsvWritesNumbersAsPeopleDo) {
    Sheet sheet{"Numbers", {{"n", "N"}}};
    for (const double number : {1e6, -1.5e9, 0.1 + 0.2, 1e-5, 1e300, 5e-324}) sheet.add({number});
    EXPECT_EQ(csv(sheet),
              "n\n1000000\n-1500000000\n0.30000000000000004\n0.00001\n1e+300\n5e-324\n");
}

TEST(Workbook, AColumnIsInsertedWithACellForEachRow) {
    Sheet sheet{"Sites", {{"site", "Site"}, {"n", "N"}}};
    sheet.add({"paju", 6});
    sheet.add({"daegu"});
    sheet.insert_column(1, {"site.name", "Name"}, {"Paju", {}});
    EXPECT_EQ(csv(sheet), "site,site.name,n\npaju,Paju,6\ndaegu,,\n");
}

TEST(Workbook, TheSameSheetsGiveTheSameBytes) {
    const auto bytes = xlsx(small(), Language::en);
    EXPECT_TRUE(bytes.starts_with("PK"));
    EXPECT_EQ(bytes, xlsx(small(), Language::en));
    EXPECT_NE(bytes, xlsx(small(), Language::ko));
}

TEST(Workbook, NamesOfSheetsThatAreAlikeTooLongOrForbiddenAreMadeFit) {
    Workbook book;
    for (const auto* name :
         {"a", "A", "", "[x]:*?/\\", "'",
          "a name of a sheet that goes on for more than thirty-one characters",
          "서른한 글자보다 더 긴 이름을 가진 시트의 이름은 그 길이에 맞추어 잘린다"})
        book.add(name, {{"k", "K"}}).add({1});
    EXPECT_TRUE(xlsx(book, Language::en).starts_with("PK"));
}

}  // namespace
}  // namespace jarip::report
