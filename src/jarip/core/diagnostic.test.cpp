#include "jarip/core/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace jarip {
namespace {

Diagnostic finding(std::string file, std::size_t line, std::size_t column,
                   std::string code = "E0024") {
    return {std::move(code), Severity::error, {std::move(file), line, column, 1, ""}, {}};
}

TEST(Diagnostic, IsShownWithPlaceLineCaretAndHelp) {
    const Diagnostic diagnostic{"E0024",
                                Severity::error,
                                {"demand.csv", 17, 5, 10, "rack,2025-02-30,4"},
                                {{"value", "2025-02-30"}, {"column", "date"}}};
    EXPECT_EQ(render({diagnostic}, Language::en),
              "demand.csv:17:5: error E0024: \"2025-02-30\" in column date is not a date\n"
              "    17 | rack,2025-02-30,4\n"
              "       |     ^^^^^^^^^^\n"
              "    help: Write it as YYYY-MM-DD.\n");
}

TEST(Diagnostic, CaretStandsUnderHangulToo) {
    const Diagnostic diagnostic{"E0025", Severity::warning, {"표.csv", 2, 4, 1, "가나,x"}, {}};
    EXPECT_THAT(render({diagnostic}, Language::ko),
                testing::HasSubstr("    2 | 가나,x\n      |      ^\n"));
}

TEST(Diagnostic, AFarPlaceInALongLineIsShownWithWhatStandsAroundIt) {
    const std::string line = std::string(5000, 'a') + "HERE" + std::string(5000, 'b');
    const auto text =
        render({{"E0024", Severity::error, {"t.csv", 1, 5001, 4, line}, {}}}, Language::en);
    EXPECT_LT(text.size(), 700U);
    const auto place = text.find("HERE");
    ASSERT_NE(place, std::string::npos);
    const auto column = [&](std::size_t at) {
        return display_width(
            std::string_view{text}.substr(text.rfind('\n', at) + 1, at - text.rfind('\n', at) - 1));
    };
    EXPECT_EQ(column(place), column(text.find("^^^^")));
}

TEST(Diagnostic, ControlCharactersNeverReachTheTerminal) {
    const Diagnostic diagnostic{"E0020",
                                Severity::error,
                                {"a\x1b[2J.csv", 1, 1, 1, "x\x1b]0;title\x07\xff"},
                                {{"value", "\x1b[31m"}, {"column", "c"}}};
    const auto text = render({diagnostic}, Language::en);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(first_byte_not_utf8(text), std::nullopt);
}

TEST(Diagnostic, ASuggestionComesBeforeTheHelp) {
    const Diagnostic diagnostic{
        "E0013", Severity::error, {}, {{"column", "a"}, {"suggestion", "b"}}};
    EXPECT_EQ(diagnostic.help(Language::en), "did you mean \"b\"? Remove or rename one of them.");
}

TEST(Diagnostics, AreSortedByFileLineColumnAndCode) {
    Diagnostics diagnostics;
    for (const auto& one : {finding("b.csv", 1, 1), finding("a.csv", 10, 1), finding("a.csv", 9, 2),
                            finding("a.csv", 9, 1, "E0025"), finding("a.csv", 9, 1, "E0020")})
        diagnostics.add(one);
    std::string order;
    for (const auto& one : diagnostics.sorted())
        order += one.where.file + std::to_string(one.where.line) +
                 std::to_string(one.where.column) + one.code + ' ';
    EXPECT_EQ(order, "a.csv91E0020 a.csv91E0025 a.csv92E0024 a.csv101E0024 b.csv11E0024 ");
}

TEST(Diagnostics, BeyondTheCapOnlyACountIsShown) {
    const std::vector<Diagnostic> many(103, finding("a.csv", 1, 1));
    const auto text = render(many, Language::en);
    EXPECT_THAT(text, testing::EndsWith("… and 3 more.\n"));
    EXPECT_EQ(text.find("more", text.find("more") + 1), std::string::npos);
}

TEST(Diagnostics, KeepTheFirstHundredOfEachKindByPlaceAndCountTheRest) {
    Diagnostics diagnostics;
    std::vector<Diagnostic> all;
    constexpr std::size_t kRows = 5000;
    for (std::size_t i = 0; i < kRows; ++i) {
        const std::size_t line = 1 + i * 2'777 % kRows;  // in no order
        all.push_back(finding("t.csv", line, 1 + i % 3, i % 2 ? "E0020" : "E0021"));
        diagnostics.add(all.back());
        if (i % 5 == 0) diagnostics.warning("E0024", {"t.csv", line, 1});
    }
    diagnostics.error("E0025", {"a.csv", 7, 1});
    diagnostics.note("E0025", {"z.csv", 9, 1});
    EXPECT_EQ(diagnostics.counts().errors, kRows + 1);
    EXPECT_EQ(diagnostics.counts().warnings, kRows / 5);
    EXPECT_EQ(diagnostics.counts().notes, 1U);
    const auto kept = diagnostics.sorted();
    ASSERT_EQ(kept.size(), 201U);
    EXPECT_EQ(kept.front().where.file, "a.csv");
    EXPECT_EQ(kept.back().where.file, "z.csv");

    std::sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.where.line, a.where.column, a.code) <
               std::tie(b.where.line, b.where.column, b.code);
    });
    std::size_t place = 0;
    for (const auto& one : kept) {
        if (one.severity != Severity::error || one.where.file == "a.csv") continue;
        EXPECT_EQ(one.where.line, all[place].where.line);
        EXPECT_EQ(one.code, all[place].code);
        ++place;
    }
    EXPECT_EQ(place, 99U);
    EXPECT_FALSE(diagnostics.would_keep(Severity::error, "t.csv", 4000));
    EXPECT_TRUE(diagnostics.would_keep(Severity::error, "b.csv", 4000));
    EXPECT_TRUE(diagnostics.would_keep(Severity::note, "t.csv", 4000));

    Diagnostics both;
    both.append(diagnostics);
    both.append(Error{diagnostics});
    EXPECT_EQ(both.counts().total(), 2 * diagnostics.counts().total());
    EXPECT_THAT(
        Error{both}.rendered(Language::en),
        testing::EndsWith("… and " + std::to_string(both.counts().total() - 100) + " more.\n"));
}

TEST(Diagnostics, AtOnePlaceStayInTheOrderInWhichTheyCame) {
    Diagnostics diagnostics;
    for (int i = 0; i < 300; ++i)
        diagnostics.error("E0020", {"t.csv", 1, 1}, {{"value", std::to_string(i)}});
    const auto kept = diagnostics.sorted();
    ASSERT_EQ(kept.size(), 100U);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(kept[static_cast<std::size_t>(i)].arguments[0].second, std::to_string(i));
}

TEST(Diagnostics, KeepShortTextsWhateverTheyQuote) {
    Diagnostics diagnostics;
    const std::string line(1'000'000, 'x');
    diagnostics.error("E0020", {"t\xff.csv", 1, 500'001, 4, line}, {{"value", line}});
    const auto kept = diagnostics.sorted().at(0);
    EXPECT_EQ(kept.where.excerpt.size(), 200U);
    EXPECT_EQ(kept.where.excerpt_column, 499'901U);
    EXPECT_EQ(kept.where.column, 500'001U);
    EXPECT_LT(kept.arguments[0].second.size(), 2100U);
    EXPECT_EQ(kept.where.file, "t\\xff.csv");
    EXPECT_LT(render({kept}, Language::en).size(), 4000U);
}

TEST(Diagnostics, OnlyErrorsAreThrownAndWithThemAllElse) {
    Diagnostics diagnostics;
    diagnostics.warning("E0024", {"a.csv", 2, 1});
    diagnostics.note("E0025", {"a.csv", 3, 1});
    EXPECT_NO_THROW(diagnostics.throw_if_errors());
    diagnostics.error("E0020", {"a.csv", 1, 1});
    try {
        diagnostics.throw_if_errors();
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().size(), 3U);
        EXPECT_THAT(error.what(), testing::StartsWith("a.csv:1:1: error E0020: "));
    }
}

TEST(Nearest, FindsTheWordThatWasMeant) {
    const std::vector<std::string> columns{"item", "price", "transit_days", "capacity_per_month"};
    EXPECT_EQ(nearest("prise", columns), "price");
    EXPECT_EQ(nearest("transit_day", columns), "transit_days");
    EXPECT_EQ(nearest("capacity", columns), "capacity_per_month");
    EXPECT_EQ(nearest("colour", columns), "");
    EXPECT_EQ(nearest("", columns), "");
    EXPECT_EQ(nearest("a", columns), "");
    EXPECT_EQ(nearest("TW-HSZ2", {"TW-HSY", "TW-HSZ"}), "TW-HSZ");
    EXPECT_EQ(nearest(std::string(1'000'000, 'x'), columns), "");
}

}  // namespace
}  // namespace jarip
