#include "jarip/core/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace jarip {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Parsed {
    Diagnostics diagnostics;  // before the table, which fills it
    Table table;

    explicit Parsed(std::string text) : table{parse_csv({"t.csv", std::move(text)}, diagnostics)} {}

    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> result;
        for (const auto& finding : diagnostics.sorted()) result.push_back(finding.code);
        return result;
    }
    [[nodiscard]] std::vector<std::string> row(std::size_t row) const {
        std::vector<std::string> result;
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            result.emplace_back(table.cell(row, column));
        return result;
    }
    [[nodiscard]] std::optional<double> number(NumberRange range = {}) {
        return read_number(table, 0, 0, diagnostics, range);
    }
};

std::string at(const Location& where) {
    return std::to_string(where.line) + ':' + std::to_string(where.column) + '+' +
           std::to_string(where.width);
}

TEST(Table, CellsAreFoundByRowAndColumnName) {
    const Parsed csv{"item,price\nchip,9.5\nboard,500\n"};
    EXPECT_THAT(csv.codes(), IsEmpty());
    EXPECT_THAT(csv.table.columns(), ElementsAre("item", "price"));
    EXPECT_EQ(csv.table.column("price"), 1U);
    EXPECT_EQ(csv.table.column("prise"), std::nullopt);
    ASSERT_EQ(csv.table.row_count(), 2U);
    EXPECT_THAT(csv.row(1), ElementsAre("board", "500"));
}

TEST(Table, QuotesHoldCommasLineEndsAndQuotes) {
    const Parsed csv{"a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\n"};
    EXPECT_THAT(csv.row(0), ElementsAre("x, y", "say \"hi\""));
    EXPECT_THAT(csv.row(1), ElementsAre("two\nlines", ""));
}

TEST(Table, ByteOrderMarkAndEveryKindOfLineEndAreRead) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const Parsed csv{
            "\xEF\xBB\xBF"
            "a,b" +
            end + "1,2" + end + end + "3,4"};
        EXPECT_THAT(csv.codes(), IsEmpty());
        EXPECT_THAT(csv.table.columns(), ElementsAre("a", "b"));
        ASSERT_EQ(csv.table.row_count(), 2U);
        EXPECT_THAT(csv.row(1), ElementsAre("3", "4"));
        EXPECT_EQ(at(csv.table.location(1, 1)), "4:3+1");
        EXPECT_EQ(at(csv.table.header_location(1)), "1:3+1");
    }
}

TEST(Table, BlanksAroundAFieldDoNotCountUnlessItIsQuoted) {
    const Parsed csv{"a,b\n  x\t,\" y \"\n"};
    EXPECT_THAT(csv.row(0), ElementsAre("x", " y "));
}

TEST(Table, RowsWithoutAnyValueArePassedOver) {
    const Parsed csv{"a,b\n\n  \n,,,,\n1,2\n,\n"};
    EXPECT_THAT(csv.codes(), IsEmpty());
    ASSERT_EQ(csv.table.row_count(), 1U);
    EXPECT_EQ(csv.table.line(0), 5U);
}

TEST(Table, ACommaAtTheEndOfTheFileOpensAnEmptyField) {
    const Parsed csv{"a,b\n1,"};
    EXPECT_THAT(csv.codes(), IsEmpty());
    EXPECT_THAT(csv.row(0), ElementsAre("1", ""));
}

TEST(Table, PlacesCountCharactersAndLinesInsideQuotes) {
    const Parsed csv{"가,나,다\n\"첫\n줄\",메모리 반도체,끝\n\"넷째\",x,y\n"};
    EXPECT_EQ(at(csv.table.location(0, 0)), "2:1+5");
    EXPECT_EQ(at(csv.table.location(0, 1)), "3:4+7");
    EXPECT_EQ(csv.table.location(0, 2).excerpt, "줄\",메모리 반도체,끝");
    EXPECT_EQ(at(csv.table.location(1, 0)), "4:1+4");
    EXPECT_EQ(csv.table.line(1), 4U);
}

TEST(Table, AChangedCellKeepsItsPlace) {
    Parsed csv{"a,b\n\"x\"\"y\",2\n3,4\n"};
    csv.table.set_cell(0, 0, "something longer");
    EXPECT_EQ(csv.table.add_column("c", "new"), 2U);
    EXPECT_THAT(csv.row(0), ElementsAre("something longer", "2", "new"));
    EXPECT_THAT(csv.row(1), ElementsAre("3", "4", "new"));
    EXPECT_EQ(at(csv.table.location(0, 0)), "2:1+6");
    EXPECT_EQ(csv.table.location(1, 2).line, 3U);
    EXPECT_EQ(csv.table.header_location(2).line, 1U);
}

TEST(Table, AColumnCanBeAddedToATableWithoutRows) {
    Parsed csv{"a\n"};
    csv.table.add_column("b", "x");
    EXPECT_EQ(csv.table.row_count(), 0U);
    EXPECT_THAT(csv.table.columns(), ElementsAre("a", "b"));
}

TEST(Table, EveryFaultOfTheTextIsReportedAtItsPlace) {
    struct Case {
        std::string text;
        std::string code;
        std::string place;
    };
    const Case cases[] = {
        {"", "E0010", "1:1+1"},
        {"\xEF\xBB\xBF\n\n", "E0010", "1:1+1"},
        {"a,b\n1\n", "E0011", "2:1+1"},
        {"a,b\n1,2,33,4\n", "E0011", "2:5+2"},
        {"a,b\n1,\"never\n", "E0012", "2:3+7"},
        {"a,b,a\n", "E0013", "1:5+1"},
        {"a,b\n1,\"x\"y\n", "E0014", "2:3+3"},
        {"a,b,\n1,2,3\n", "E0015", "1:5+1"},
        {"item;price\n1;2\n", "E0016", "1:1+10"},
    };
    for (const auto& [text, code, place] : cases) {
        const Parsed csv{text};
        ASSERT_THAT(csv.codes(), ElementsAre(code)) << text;
        EXPECT_EQ(at(csv.diagnostics.sorted()[0].where), place) << text;
    }
}

TEST(Table, AFaultInTheHeaderIsNotFollowedByFaultsThatItCauses) {
    EXPECT_THAT(Parsed{"a,\"b\"x,c\n1,2,3\n4,5\n"}.codes(), ElementsAre("E0014"));
}

TEST(Table, RowsThatCannotBeUsedAreLeftOut) {
    const Parsed csv{"a,b\n1,2\n3\n4,5\n"};
    ASSERT_EQ(csv.table.row_count(), 2U);
    EXPECT_THAT(csv.row(1), ElementsAre("4", "5"));
}

TEST(Cell, NumbersAreReadInFull) {
    EXPECT_EQ(Parsed{"a\n-1.25e3\n"}.number(), -1250.0);
    EXPECT_EQ(Parsed{"a\n+7\n"}.number(), 7.0);
    EXPECT_EQ(Parsed{"a\n0.1\n"}.number(), 0.1);
    EXPECT_EQ((Parsed{"a,b\n,1\n"}.number()), std::nullopt);
}

TEST(Cell, EveryFaultOfAValueHasItsCode) {
    struct Case {
        std::string value;
        std::string code;
    };
    const Case cases[] = {
        {"12 kg", "E0020"},     {"+-5", "E0020"},     {"0x10", "E0020"}, {"\"1,5\"", "E0020"},
        {"\"1,234\"", "E0021"}, {"1'234.5", "E0021"}, {"nan", "E0022"},  {"-inf", "E0022"},
        {"1e999", "E0022"},     {"1e308", "E0023"},
    };
    for (const auto& [value, code] : cases) {
        Parsed csv{"a\n" + value + "\n"};
        EXPECT_EQ(csv.number(), std::nullopt) << value;
        EXPECT_THAT(csv.codes(), ElementsAre(code)) << value;
    }
    Parsed share{"a\n1.5\n"};
    EXPECT_EQ(share.number(kShare), std::nullopt);
    EXPECT_THAT(share.codes(), ElementsAre("E0023"));
}

TEST(Cell, AThousandsSeparatorIsRefusedWithTheNumberToWrite) {
    Parsed csv{"a\n\"1,234,567.5\"\n"};
    (void)csv.number();
    EXPECT_EQ(csv.diagnostics.sorted()[0].help(Language::en), "Write 1234567.5.");
}

TEST(Cell, AnOverlongValueIsShownInPartAndAsWholeCharacters) {
    std::string value;
    for (int i = 0; i < 500'000; ++i) value += "가";
    Parsed csv{"a\n" + value + "\n"};
    (void)csv.number();
    const auto text = render(csv.diagnostics.sorted(), Language::ko);
    EXPECT_LT(text.size(), 2000U);
    EXPECT_EQ(first_byte_not_utf8(text), std::nullopt);
}

TEST(Cell, DatesAndSwitchesAreReadOrRefused) {
    Parsed csv{"d,b\n2025-02-28,true\n2025-02-30,yes\n,\"\"\n"};
    EXPECT_EQ(read_date(csv.table, 0, 0, csv.diagnostics), parse_date("2025-02-28"));
    EXPECT_EQ(read_bool(csv.table, 0, 1, csv.diagnostics), true);
    EXPECT_EQ(read_date(csv.table, 1, 0, csv.diagnostics), std::nullopt);
    EXPECT_EQ(read_bool(csv.table, 1, 1, csv.diagnostics), std::nullopt);
    EXPECT_THAT(csv.codes(), ElementsAre("E0024", "E0025"));
}

#ifdef JARIP_HAS_RAPIDCHECK
TEST(Table, FieldsWrittenAsCsvReadBackTheSame) {
    EXPECT_TRUE(rc::check([] {
        const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::container<std::vector<std::string>>(
                3, rc::gen::container<std::string>(
                       rc::gen::element('a', ',', '"', '\n', '\r', ' ', '\t'))));
        std::string text = "x,y,z\n";
        for (const auto& row : rows)
            text += csv_field(row[0]) + ',' + csv_field(row[1]) + ',' + csv_field(row[2]) + "\n";
        const Parsed csv{text};
        RC_ASSERT(csv.codes().empty());
        std::size_t next = 0;
        for (const auto& row : rows) {
            if (row[0].empty() && row[1].empty() && row[2].empty()) continue;
            RC_ASSERT(csv.row(next++) == row);
        }
        RC_ASSERT(next == csv.table.row_count());
    }));
}

TEST(Cell, ShortestNumbersReadBackTheSame) {
    EXPECT_TRUE(rc::check([](double value) {
        RC_PRE(std::abs(value) < 1e300);
        RC_ASSERT(Parsed{"a\n" + format_shortest(value) + "\n"}.number() == value);
    }));
}
#endif

}  // namespace
}  // namespace jarip
