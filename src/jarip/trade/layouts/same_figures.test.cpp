// One set of figures, written in every layout, reads back the same, in whatever order and however packed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "jarip/trade/layouts/writers_for_test.hpp"
#include "jarip/trade/reading/collect.hpp"

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace jarip::trade {
namespace {

using namespace writers;

// What the layout can say of the figures, as rows of a tidy table in order.
std::vector<std::string> sorted_rows(const std::string& rows) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < rows.size();) {
        const auto end = rows.find('\n', at);
        result.push_back(rows.substr(at, end - at));
        at = end + 1;
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<std::string> expected(const Figures& figures, const Writer& writer) {
    std::string rows;
    for (const auto& f : figures) {
        const auto partner = writer.has_partner ? f.partner : "";
        const bool comes_in = writer.is_both && !f.is_export;
        rows += month_of(f, "-") + ',' + (comes_in ? partner : writer.reporter) + ',' +
                (comes_in ? writer.reporter : partner) + ',' + f.code + ',' +
                (writer.is_both ? "both"
                 : f.is_export  ? "export"
                                : "import") +
                ',' + number(f.dollars) + ',' +
                (writer.has_mass ? format_shortest(static_cast<double>(f.kg)) : "") + '\n';
    }
    return sorted_rows(rows);
}

Figures of_writer(Figures figures, const Writer& writer) {
    std::erase_if(figures, [&](const Figure& f) {
        return (writer.only && f.is_export != (writer.only == Direction::export_)) ||
               f.partner == writer.reporter;
    });
    if (writer.is_yearly)
        for (Figure& figure : figures) figure.month = 0;
    // Figures that the layout cannot tell apart would be one row twice.
    std::set<std::tuple<int, bool, std::string, std::string>> told;
    std::erase_if(figures, [&](const Figure& f) {
        return !told.emplace(f.month, f.is_export, writer.has_partner ? f.partner : "", f.code)
                    .second;
    });
    return figures;
}

std::string difference(const Figures& figures, const Writer& writer, const std::string& bytes) {
    auto options = kRates;
    options.flow = writer.only;
    const Read table{bytes, options};
    std::string said;
    for (const auto& finding : table.diagnostics.sorted())
        if (finding.severity != Severity::note)
            said += finding.code + ' ' + finding.message(Language::en) + '\n';
    if (!said.empty()) return said;
    if (table.flows.sources.at(0).layout != writer.layout)
        return "read as " + table.flows.sources[0].layout;
    const auto rows = sorted_rows(table.rows());
    const auto wanted = expected(figures, writer);
    for (std::size_t i = 0; i < std::max(rows.size(), wanted.size()); ++i) {
        const auto a = i < rows.size() ? rows[i] : "nothing";
        const auto b = i < wanted.size() ? wanted[i] : "nothing";
        if (a != b) return a + " instead of " + b;
    }
    return "";
}

Figures some_figures() {
    return {
        {1, false, "TW", "847150", 40'000, 3000},      {1, false, "DE", "010121", 20'000, 1000},
        {2, true, "US", "847150", 60'000, 2000},       {12, false, "MX", "854232", 9'980'000, 7000},
        {12, true, "SG", "854232", 123'460'000, 1000}, {3, false, "US", "847330", 20'000, 4000}};
}

TEST(SameFigures, InEveryLayout) {
    for (const auto& writer : kWriters) {
        const auto figures = of_writer(some_figures(), writer);
        EXPECT_EQ(difference(figures, writer, writer.write(figures)), "") << writer.layout;
    }
}

TEST(SameFigures, OfAllLayoutsThatTellOfTrade) {
    std::set<std::string> written{"baci-countries", "baci-products"};  // what stands beside BACI
    for (const auto& writer : kWriters) written.insert(writer.layout);
    // Those of which fixtures.test.cpp reads a table.
    for (const auto* layout : {"atlas",
                               "oec",
                               "open-trade-statistics",
                               "usa-trade",
                               "eurostat",
                               "comex-stat",
                               "hmrc",
                               "statistics-canada",
                               "india",
                               "un-data",
                               "imf-dots",
                               "sdmx",
                               "wits-series",
                               "comex-stat-years",
                               "trade-map",
                               "usitc-dataweb",
                               "unctad",
                               "hong-kong",
                               "sars",
                               "thailand"})
        written.insert(layout);
    const auto known = layout_names();
    EXPECT_EQ(written, std::set(known.begin(), known.end()));
}

TEST(SameFigures, InEveryPacking) {
    const auto& writer = kWriters[1];
    const auto figures = some_figures();
    const auto bytes = writer.write(figures);
    for (const auto* filter : {"gzip", "xz", "zstd"})
        EXPECT_EQ(difference(figures, writer, packed({{"data", bytes}}, "raw", filter)), "")
            << filter;
    EXPECT_EQ(difference(figures, writer, zipped({{"t.csv", bytes}})), "");
}

#ifdef JARIP_HAS_RAPIDCHECK
Figures random_figures() {
    const auto count = *rc::gen::inRange(1, 30);
    Figures figures;
    for (int i = 0; i < count; ++i) {
        Figure figure;
        figure.month = *rc::gen::inRange(1, 13);
        figure.is_export = *rc::gen::arbitrary<bool>();
        figure.partner = (*rc::gen::elementOf(kPartners)).alpha2;
        figure.code = *rc::gen::element<std::string>("010121", "847150", "847330", "854232");
        figure.dollars = 20'000LL * *rc::gen::inRange(1, 1'000'000);
        figure.kg = 1000LL * *rc::gen::inRange(1, 100'000);
        const bool known = std::any_of(figures.begin(), figures.end(), [&](const Figure& other) {
            return other.month == figure.month && other.is_export == figure.is_export &&
                   other.partner == figure.partner && other.code == figure.code;
        });
        if (!known) figures.push_back(figure);
    }
    return figures;
}

TEST(SameFigures, OfAnyKindInEveryLayout) {
    EXPECT_TRUE(rc::check([] {
        const auto all = random_figures();
        for (const auto& writer : kWriters) {
            const auto figures = of_writer(all, writer);
            if (figures.empty()) continue;
            RC_ASSERT(difference(figures, writer, writer.write(figures)) == "");
        }
    }));
}

TEST(SameFigures, InAnyOrderAndSplitOverFilesOfDifferentLayouts) {
    EXPECT_TRUE(rc::check([] {
        const auto figures = random_figures();
        const std::vector<Writer> korean{kWriters[0], kWriters[1], kWriters[4], kWriters[5]};
        std::vector<Figures> parts(korean.size());
        for (const auto& figure : figures)
            parts[*rc::gen::inRange<std::size_t>(0, parts.size())].push_back(figure);
        std::vector<SourceFile> files;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::reverse(parts[i].begin(), parts[i].end());
            if (!parts[i].empty())
                files.push_back({std::to_string(i) + ".csv", korean[i].write(parts[i])});
        }
        Diagnostics diagnostics;
        const auto flows = read(files, diagnostics, kRates);
        RC_ASSERT(!diagnostics.has_errors());
        const auto text = tidy(flows);
        RC_ASSERT(sorted_rows(text.substr(text.find('\n') + 1)) == expected(figures, korean[0]));
    }));
}
#endif

}  // namespace
}  // namespace jarip::trade
