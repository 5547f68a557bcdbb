#include "jarip/trade/bulk/bulk.hpp"
#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/packed_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace jarip::trade {
namespace {

const std::string kHeader = "t,i,j,k,v,q\n";

// In small pieces, so that small tables have many.
std::optional<Flows> bulk(const std::string& text, unsigned threads = 2, std::size_t piece = 300) {
    FlowsBuilder builder;
    const SourceFile file{"t.csv", text};
    if (!read_bulk(bytes_of(file), builder, {.threads = threads, .piece = piece}))
        return std::nullopt;
    Diagnostics notes;
    builder.end_source(notes);
    return builder.finish(notes);
}

// The name of the first part of them that differs.
std::string difference(const Flows& a, const Flows& b) {
    if (a.countries != b.countries) return "countries";
    if (a.products != b.products) return "products";
    if (a.periods != b.periods) return "periods";
    if (a.reporter != b.reporter) return "reporter";
    if (a.partner != b.partner) return "partner";
    if (a.product != b.product) return "product";
    if (a.period != b.period) return "period";
    if (a.direction != b.direction) return "direction";
    if (a.value != b.value) return "value";
    if (a.mass_kg != b.mass_kg) return "mass_kg";
    if (a.sources.back().rows != b.sources.back().rows) return "rows";
    if (a.sources.back().layout != b.sources.back().layout) return "layout";
    return "";
}

struct Careful {
    Diagnostics diagnostics;
    Flows flows;
    // Tables under a megabyte are always read row by row.
    explicit Careful(const std::string& text)
        : flows{read({{"t.csv", text}}, diagnostics, {.faults = Faults::strict})} {}
};

void expect_same(const std::string& text) {
    const auto fast = bulk(text);
    ASSERT_TRUE(fast) << text.substr(0, 200);
    const Careful careful{text};
    ASSERT_EQ(careful.diagnostics.error_count(), 0U) << text.substr(0, 200);
    EXPECT_EQ(difference(*fast, careful.flows), "") << text.substr(0, 200);
}

void expect_left_to_care(const std::string& text) { EXPECT_FALSE(bulk(text)) << text; }

std::string table(std::size_t rows, const std::string& line_end = "\n") {
    std::string text = kHeader;
    RandomStream random{{.seed = 11}};
    for (std::size_t row = 0; row < rows; ++row) {
        const auto number = [&](std::uint64_t below) {
            return std::to_string(random.below(below));
        };
        text += row < rows / 2 ? "2022," : "2023,";
        text +=
            std::to_string(100 + row / 97 % 800) + ',' + std::to_string(8 + row / 31 % 800) + ',';
        text += std::to_string(1'010'100 + row % 80'000 * 10 + random.below(10)).substr(1) + ',';
        text += number(2'000'000) + (row % 5 == 0 ? "" : '.' + number(1000)) + ',';
        text += row % 7 == 0    ? "          NA"
                : row % 11 == 0 ? "            "
                                : number(90'000) + '.' + number(1000);
        text += line_end;
    }
    return text;
}

TEST(Bulk, ReadsWhatTheCarefulReaderReads) {
    expect_same(table(2000));
    expect_same(table(2000, "\r\n"));
    expect_same(kHeader +
                "2023,490,410,847150,123456.789,321.5\n2023,484,410,847150,2222.2,          NA\n");
}

TEST(Bulk, TakesEveryWayToWriteANumber) {
    for (const std::string value : {"0", "0.001", "5.", ".5", "12345678", "123456789.123",
                                    "99999999.9999999", "1.00000000000", "1.23456789", "0.00000005",
                                    "    34.156", "34.156   ", "1e3", "+7", "00012.5"})
        expect_same(kHeader + "2023,4,8,010121," + value + ",1\n");
    for (const std::string quantity :
         {"0", "0.001", "5.", ".5", "12345678.9", "90071992.54740992", "90071993.54740993",
          "123456789.123", "0.1", "0.3", "1e-3", "", "NA", "N/A", "-", "          NA", "   7.25",
          "1.23456789012345678901234567890"})
        expect_same(kHeader + "2023,4,8,010121,1," + quantity + "\n");
}

TEST(Bulk, GivesCodesTheirLostZeros) {
    expect_same(kHeader + "2023,4,8,10121,1,1\n2023,4,12,010121,2,1\n2023,4,12,847150,2,1\n");
    const auto flows = bulk(kHeader + "2023,4,8,10121,1,1\n");
    EXPECT_EQ(flows->products, std::vector<std::string>{"010121"});
}

TEST(Bulk, TakesTablesWithoutHeaderWithAMarkAndWithoutALastLineEnd) {
    expect_same("2023,490,410,847150,1.5,2\n");
    expect_same("\xEF\xBB\xBF" + kHeader + "2023,490,410,847150,1.5,2\n");
    expect_same("\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\n2023,490,410,847150,1.5,2\n");
    expect_same(kHeader + "2023,490,410,847150,1.5,2");
    expect_same(kHeader + "2023,490,410,847150,1.5,2\r");
    expect_same(kHeader + "2023,490,410,847150,1.5,2\n\n  \r\n\n");
    expect_same(kHeader);
}

TEST(Bulk, UnsortedRowsAndLabelsOfNoCountryAreRead) {
    expect_same(kHeader +
                "2023,697,410,847150,1,1\n2022,410,697,10121,2,\n1999,842,849,847150,3,1\n"
                "2023,697,410,010121,1,1\n");
}

TEST(Bulk, MoreCountriesThanAByteHoldsAreRead) {
    std::string text = kHeader;
    for (int code = 1; code < 700; ++code)
        text +=
            "2023," + std::to_string(code) + ',' + std::to_string(1000 - code) + ",847150,1,1\n";
    expect_same(text);
}

TEST(Bulk, LeavesRowsOfTheSameThingToTheCarefulReader) {
    const std::string row = "2023,4,8,847150,1,1\n", other = "2023,4,8,847330,1,1\n";
    expect_left_to_care(kHeader + row + row);
    expect_left_to_care(kHeader + row + other + row);
    EXPECT_EQ(Careful{kHeader + row + other + row}.flows.size(), 2U);
    expect_same(kHeader + other + row);
}

TEST(Bulk, LeavesFaultsAndOddRowsToTheCarefulReader) {
    for (const std::string row : {"2023,4,8,010121,-1,1",
                                  "2023,4,8,010121,,1",
                                  "2023,4,8,010121,x,1",
                                  "2023,4,8,010121,1,x",
                                  "2023,4,8,010121,1,-2",
                                  "2023,4,8,8.47E+05,1,1",
                                  "2023,4,8,847150",
                                  "2023,4,8,847150,1,1,1",
                                  "2023,4,8,\"847150\",1,1",
                                  "202301,4,8,847150,1,1",
                                  "2023,0,8,847150,1,1",
                                  "2023,004,8,847150,1,1",
                                  "2023,KOR,8,847150,1,1",
                                  "2023,4,8,8471501,1,1",
                                  "",
                                  "2023,4,8,847150,99999999999999999,1",
                                  "2023,4,8,847150,1\r,1",
                                  "2023, 4,8,847150,1,1",
                                  "2023,4,8,847150,1,\xEA\xB0\x80",
                                  "2023,4,8,847150,1;1"}) {
        expect_left_to_care(kHeader + row + "\n2023,4,8,847150,1,1\n");
        expect_left_to_care(table(100) + row + "\n2023,4,8,847150,1,1\n");
    }
    expect_left_to_care("");
    expect_left_to_care("a,b\n1,2\n");
    expect_left_to_care(kHeader + "2023,4,8,847150,1," + std::string(1000, ' ') + "1\n");
}

TEST(Bulk, ThreadsAndPiecesChangeNothing) {
    const auto text = table(3000);
    const auto expected = bulk(text, 1);
    for (const unsigned threads : {1U, 2U, 7U})
        for (const std::size_t piece : {std::size_t{64}, std::size_t{1000}, std::size_t{1} << 20U})
            EXPECT_EQ(difference(*bulk(text, threads, piece), *expected), "");
}

// A megabyte is enough for Reader to try it in bulk.
// A megabyte and more, in its file and packed: the same flows.
TEST(Bulk, OfATableInAnArchiveGivesTheSame) {
    std::string text = kHeader;
    for (int exporter : {156, 410, 842})
        for (int code = 100000; code < 120000; ++code)
            text += "2023," + std::to_string(exporter) + ",392," + std::to_string(code) + ',' +
                    std::to_string(code % 977 + 1) + ".250,1.5\n";
    ASSERT_GT(text.size(), 1'000'000u);
    Diagnostics diagnostics;
    const auto plain = read({{"b.csv", text}}, diagnostics);
    const auto inside = read({{"b.zip", zipped({{"b.csv", text}})}}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    EXPECT_EQ(plain.size(), 60'000u);
    EXPECT_EQ(difference(plain, inside), "");
}

TEST(Bulk, AFaultAtTheEndOfALargeTableIsReportedWhereItIs) {
    auto text = table(40'000);
    ASSERT_GT(text.size(), 1'000'000U);
    Diagnostics none;
    const auto whole = read({{"t.csv", text}}, none);
    EXPECT_EQ(none.error_count(), 0U);
    EXPECT_EQ(whole.size(), 40'000U);

    Diagnostics faults;
    (void)read({{"t.csv", text + "2023,4,8,847150,x,1\n"}}, faults, {.faults = Faults::strict});
    ASSERT_EQ(faults.error_count(), 1U);
    const auto found = faults.sorted();
    const auto fault = std::find_if(found.begin(), found.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::error;
    });
    EXPECT_EQ(fault->where.line, 40'002U);
    EXPECT_EQ(fault->where.column, 17U);

    Diagnostics notes;
    const auto lenient =
        read({{"t.csv", text + "2023,4,8,847150,x,1\n"}}, notes, {.faults = Faults::lenient});
    EXPECT_EQ(difference(lenient, whole), "");
    EXPECT_EQ(lenient.sources[0].rejected, 1U);
    const auto codes = [](const Diagnostics& diagnostics) {
        std::string all;
        for (const auto& diagnostic : diagnostics.sorted())
            if (diagnostic.code != "E0125") all += diagnostic.code + ' ';
        return all;
    };
    EXPECT_EQ(codes(notes), codes(none)) << "what was met before is noted once";
}

#ifdef JARIP_HAS_RAPIDCHECK
TEST(Bulk, NeverReadsWhatTheCarefulReaderReadsOtherwise) {
    EXPECT_TRUE(rc::check([] {
        auto text = table(12);
        const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(
            rc::gen::pair(rc::gen::inRange<std::size_t>(12, text.size()),
                          rc::gen::elementOf(std::string{"0159,.\n\r \"-eNA;x"})));
        for (const auto& [place, letter] : changes) text[place] = letter;
        const auto fast = bulk(text);
        if (!fast) return;
        const Careful slow{text};
        RC_ASSERT(slow.diagnostics.error_count() == 0U);
        RC_ASSERT(difference(*fast, slow.flows) == "");
    }));
}
#endif

}  // namespace
}  // namespace jarip::trade
