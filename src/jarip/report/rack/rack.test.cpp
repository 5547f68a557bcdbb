#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jarip/report.hpp"

namespace jarip::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

rack::Design design_of(const std::string& more, const std::string& types = "") {
    std::vector<SourceFile> files;
    if (!types.empty()) files.push_back({"types.toml", types});
    return rack::load(
        {"rack.toml", "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 10\n" + more},
        files);
}

constexpr const char* kBox =
    "[[type]]\nslug = \"box\"\nu_height = 2\nwatts = 1000\nweight_kg = 20\n";

std::size_t count(const std::string& text, const std::string& piece) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(piece, at)) != std::string::npos; at += piece.size())
        ++found;
    return found;
}

// The parts of a design as a list that another can name as its bom.
std::string parts_list(const rack::Design& design) {
    const std::vector<RackBill> bills{{"r", rack::bill(design)}};
    return main_csv(described(bills), {});
}

TEST(RackDrawing, ShowsEveryDeviceAtItsHeightInMillimetres) {
    const RackDrawing drawing{
        {design_of("[[device]]\nid = \"a\"\ntype = \"box\"\nu = 3\ncount = 3\n", kBox)}};
    const auto page = svg(drawing, {});
    EXPECT_EQ(count(page, "class=\"device\""), 3u);
    EXPECT_EQ(count(page, "class=\"through\""), 3u) << "a deep device is seen from behind";
    EXPECT_EQ(count(page, "class=\"device\" x=\"160.0\""), 3u);
    EXPECT_THAT(page, HasSubstr("height=\"88.9\" fill-opacity")) << "two units of 44.45 mm";
}

TEST(RackDrawing, ShowsFeedsAndCablesAtTheRear) {
    const RackDrawing drawing{{design_of(
        "[[feed]]\nid = \"A\"\nvolts_ll = 400\namps = 32\n"
        "[[feed]]\nid = \"B\"\nvolts_ll = 400\namps = 32\n"
        "[[device]]\nid = \"a\"\ntype = \"box\"\nu = 1\ncount = 3\nfeeds = [\"A\", \"B\"]\n"
        "[[device]]\nid = \"b\"\ntype = \"box\"\nu = 9\nfeeds = [\"B\"]\n"
        "[[cable]]\nkind = \"dac\"\nfrom = \"a\"\nto = \"b\"\ncount = 6\n"
        "[[cable]]\nkind = \"optic\"\nfrom = \"all\"\nto = \"external\"\ncount = 8\n",
        kBox)}};
    const auto page = svg(drawing, {});
    EXPECT_EQ(count(page, "stroke=\"#1d4ed8\""), 4u) << "A: three stubs and its line";
    EXPECT_EQ(count(page, "stroke=\"#15803d\""), 5u) << "B: four stubs and its line";
    EXPECT_EQ(count(page, "<circle class=\"end\""), 4u) << "two stacks on each of two buses";
    EXPECT_EQ(count(page, "<polygon class=\"end\""), 1u) << "one leaves the rack";
    EXPECT_THAT(page, HasSubstr("6 × dac"));
    EXPECT_THAT(page, HasSubstr("Feed A 1.5 / 17.7 kVA"));
}

TEST(RackDrawing, EscapesWhatPeopleName) {
    const RackDrawing drawing{{design_of("name = \"<b>&\\\"\"\n")}};
    const auto page = svg(drawing, {});
    EXPECT_THAT(page, HasSubstr("&lt;b&gt;&amp;&quot;"));
    EXPECT_THAT(page, Not(HasSubstr("<b>")));
}

TEST(RackDrawing, DrawsHalfUnitsOnTheTerminal) {
    const RackDrawing drawing{{design_of("[[device]]\nid = \"half\"\ntype = \"thin\"\nu = 2.5\n",
                                         "[[type]]\nslug = \"thin\"\nu_height = 0.5\n")}};
    const auto page = text(drawing, {});
    EXPECT_EQ(count(page, "half"), 1u);
    EXPECT_EQ(count(page, "\n"), 22u) << "a title, a head and twenty half units";
}

TEST(RackReport, SaysTheSameNumbersInBothLanguages) {
    auto design = design_of("[[device]]\nid = \"a\"\ntype = \"box\"\nu = 3\n", kBox);
    const auto report = rack::check(design);
    const std::vector<rack::Checked> racks{{std::move(design), report}};
    const auto english = nlohmann::json::parse(json(racks, {.language = Language::en}));
    const auto korean = nlohmann::json::parse(json(racks, {.language = Language::ko}));
    EXPECT_EQ(english["totals"], korean["totals"]);
    ASSERT_EQ(english["checks"].size(), korean["checks"].size());
    for (std::size_t i = 0; i < english["checks"].size(); ++i)
        for (const char* key : {"code", "severity", "where", "value", "limit", "margin", "unit"})
            EXPECT_EQ(english["checks"][i][key], korean["checks"][i][key]);
}

TEST(RackReport, ShowsWhatShareIsKnownWhereNotAllIs) {
    const auto page = [](const std::string& types) {
        auto design =
            design_of("mass_empty_kg = 5\n[[device]]\nid = \"a\"\ntype = \"box\"\nu = 3\n", types);
        auto report = rack::check(design);
        return text(std::vector<rack::Checked>{{std::move(design), std::move(report)}}, {});
    };
    EXPECT_THAT(page(kBox), Not(HasSubstr("Known")));
    EXPECT_THAT(page("[[type]]\nslug = \"box\"\nu_height = 2\nweight_kg = 20\n"),
                HasSubstr("Known"));
}

TEST(RackBom, IsReadBackAsThePartsOfADesign) {
    const std::string parts =
        "[[part]]\nitem = \"tray, deep\"\nqty = 2\n[[part]]\nitem = \"gpu\"\nparent = \"tray, deep\"\nqty = 4\n";
    const auto table = parts_list(design_of(parts));
    const auto again = rack::load(
        {"x.toml", "format = \"jarip-rack/1\"\nbom = \"bom.csv\"\n[rack]\nu_height = 10\n"},
        {{"bom.csv", table}});
    ASSERT_EQ(again.parts.size(), 2u);
    EXPECT_EQ(again.parts[1].parent, "tray, deep");
    EXPECT_EQ(again.parts[1].quantity, 4);
}

TEST(RackBom, KeepsWhatThePartsSay) {
    const auto design = design_of(
        "[[part]]\nitem = \"gpu\"\nqty = 2\nscrap = 0.1\nyield = 0.9\ncost = 5\nlead_weeks = 8\norigin = \"KR;TW\"\n");
    const auto again = rack::load(
        {"x.toml", "format = \"jarip-rack/1\"\nbom = \"bom.csv\"\n[rack]\nu_height = 10\n"},
        {{"bom.csv", parts_list(design)}});
    ASSERT_EQ(again.parts.size(), 1u);
    const auto& part = again.parts[0];
    EXPECT_EQ(part.scrap, 0.1);
    EXPECT_EQ(part.yield, 0.9);
    EXPECT_EQ(part.cost.value, 5);
    EXPECT_EQ(part.lead_weeks.value, 8);
    EXPECT_EQ(part.origin, "KR;TW");
}

}  // namespace
}  // namespace jarip::report
