// How fast customs tables are read and asked. Goals on two cores: BACI 1.5 GB/s, and 100 MB/s where a table needs care;
// 4.5 million rows converted in 1.5 s; workbooks 100,000 rows/s, whichever way their texts stand; a zipped table at the speed
// of inflating it; complexity of 230 exporters and 5,000 products in 0.2 s. bench/ has a whole year beside other systems.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/archive.hpp"
#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/packed_for_test.hpp"

namespace jarip::trade {
namespace {

constexpr std::size_t kRows = 1'000'000;  // a year of BACI has eleven times as many

std::uint32_t below(RandomStream& random, std::uint32_t bound) {
    return static_cast<std::uint32_t>(random.below(bound));
}

// ISO numbers of 230 countries, and 5,000 codes of six digits.
struct World {
    std::vector<std::string> exporters;
    std::vector<std::string> products;
    World() {
        std::set<std::string> taken;  // some have two numbers
        for (std::size_t i = 1; exporters.size() < 230; ++i)
            if (const auto number = std::to_string(i), code = country_code(number).value_or("");
                !code.empty() && taken.insert(code).second)
                exporters.push_back(number);
        for (std::size_t i = 0; i < 5000; ++i)
            products.push_back(std::to_string(100'000 + 160 * i));
    }
};

// As CEPII writes them, sorted by exporter and importer; each of the three together once, since others are a fault.
std::string baci(std::size_t rows) {
    const World world;
    RandomStream random{{.seed = 5}};
    std::string text = "t,i,j,k,v,q\n";
    const std::size_t each = rows / 230 + 1;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto& exporter = world.exporters[row / each];
        const auto& importer = world.exporters[row % each * 230 / each];
        const auto& product = world.products[row % each * 37 % 5000];
        const auto value = 1 + below(random, 9'999'999);
        text += "2023," + exporter + ',' + importer + ',' + product + ',' +
                std::to_string(value / 1000) + '.' + std::to_string(value % 1000 + 1000).substr(1) +
                ',';
        text += row % 7 == 0 ? "          NA\n" : std::to_string(value / 900) + ".25\n";
    }
    return text;
}

// What is read, or nothing and an error of the benchmark: a table that is refused is read in no time.
std::optional<Flows> sound_flows(benchmark::State& state, const std::vector<SourceFile>& files,
                                 std::size_t rows) {
    Diagnostics diagnostics;
    auto flows = read(files, diagnostics);
    if (!diagnostics.has_errors() && flows.size() == rows) return flows;
    state.SkipWithError("the table was not read");
    return std::nullopt;
}

std::string tidy_table(std::size_t rows) {
    Diagnostics diagnostics;
    return tidy(read({{"baci.csv", baci(rows)}}, diagnostics));
}

void read_text(benchmark::State& state, const std::string& text) {
    const std::vector<SourceFile> files{{"table.csv", text}};
    for (auto _ : state)
        if (!sound_flows(state, files, kRows)) return;
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(text.size()));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(kRows));
}

void read_baci(benchmark::State& state) { read_text(state, baci(kRows)); }
BENCHMARK(read_baci)->Unit(benchmark::kMillisecond)->UseRealTime();

// A space in the header is enough to need it.
void read_baci_with_care(benchmark::State& state) {
    auto text = baci(kRows);
    read_text(state, text.insert(text.find(','), " "));
}
BENCHMARK(read_baci_with_care)->Unit(benchmark::kMillisecond);

// What is read, and written as tidy rows.
void convert_baci(benchmark::State& state) {
    const std::vector<SourceFile> files{{"baci.csv", baci(kRows)}};
    for (auto _ : state) {
        const auto flows = sound_flows(state, files, kRows);
        if (!flows) return;
        benchmark::DoNotOptimize(tidy(*flows));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(kRows));
    state.counters["goal rows/s"] = 4.5e6 / 1.5;
}
BENCHMARK(convert_baci)->Unit(benchmark::kMillisecond);

// Of a zipped table the packed bytes count, so that its rate is that of inflating beside it.
void read_zipped_baci(benchmark::State& state) {
    const std::vector<SourceFile> files{{"baci.zip", zipped({{"baci.csv", baci(kRows)}})}};
    for (auto _ : state)
        if (!sound_flows(state, files, kRows)) return;
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(files[0].text.size()));
}
BENCHMARK(read_zipped_baci)->Unit(benchmark::kMillisecond)->UseRealTime();

void inflate_baci(benchmark::State& state) {
    const SourceFile file{"baci.zip", zipped({{"baci.csv", baci(kRows)}})};
    for (auto _ : state) {
        Diagnostics diagnostics;
        UnpackBudget budget{file.text.size()};
        unpack(
            file, budget, [](std::string_view) { return true; },
            [](Part part) { benchmark::DoNotOptimize(part.bytes.data()); }, diagnostics);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(file.text.size()));
}
BENCHMARK(inflate_baci)->Unit(benchmark::kMillisecond)->UseRealTime();

// A workbook of the 47 columns of UN Comtrade, as its users save them: texts in a table of their own, or in their cells.
constexpr std::size_t kSheetRows = 50'000;
constexpr std::array<std::string_view, 47> kComtradeColumns{"typeCode",
                                                            "freqCode",
                                                            "refPeriodId",
                                                            "refYear",
                                                            "refMonth",
                                                            "period",
                                                            "reporterCode",
                                                            "reporterISO",
                                                            "reporterDesc",
                                                            "flowCode",
                                                            "flowDesc",
                                                            "partnerCode",
                                                            "partnerISO",
                                                            "partnerDesc",
                                                            "partner2Code",
                                                            "partner2ISO",
                                                            "partner2Desc",
                                                            "classificationCode",
                                                            "classificationSearchCode",
                                                            "isOriginalClassification",
                                                            "cmdCode",
                                                            "cmdDesc",
                                                            "aggrLevel",
                                                            "isLeaf",
                                                            "customsCode",
                                                            "customsDesc",
                                                            "mosCode",
                                                            "motCode",
                                                            "motDesc",
                                                            "qtyUnitCode",
                                                            "qtyUnitAbbr",
                                                            "qty",
                                                            "isQtyEstimated",
                                                            "altQtyUnitCode",
                                                            "altQtyUnitAbbr",
                                                            "altQty",
                                                            "isAltQtyEstimated",
                                                            "netWgt",
                                                            "isNetWgtEstimated",
                                                            "grossWgt",
                                                            "isGrossWgtEstimated",
                                                            "cifvalue",
                                                            "fobvalue",
                                                            "primaryValue",
                                                            "legacyEstimationFlag",
                                                            "isReported",
                                                            "isAggregate"};

class SheetWriter {
public:
    explicit SheetWriter(bool is_inline) : is_inline_{is_inline} {}

    void row() {
        xml_ +=
            rows_ == 0 ? "<row r=\"1\">" : "</row><row r=\"" + std::to_string(rows_ + 1) + "\">";
        ++rows_;
        column_ = 0;
    }
    void text(std::string_view text) {
        if (is_inline_) {
            cell(" t=\"inlineStr\"", "<is><t>" + std::string{text} + "</t></is>");
            return;
        }
        const auto [at, is_new] = indices_.try_emplace(std::string{text}, indices_.size());
        if (is_new) strings_ += "<si><t>" + std::string{text} + "</t></si>";
        cell(" t=\"s\"", "<v>" + std::to_string(at->second) + "</v>");
    }
    void number(std::uint64_t value) { cell("", "<v>" + std::to_string(value) + "</v>"); }
    [[nodiscard]] std::string book() const { return workbook(xml_ + "</row>", strings_); }

private:
    void cell(const char* type, const std::string& value) {
        std::string letters{static_cast<char>('A' + column_ % 26)};
        if (column_ >= 26)
            letters.insert(letters.begin(), static_cast<char>('A' + column_ / 26 - 1));
        ++column_;
        xml_ += "<c r=\"" + letters + std::to_string(rows_) + "\" s=\"0\"" + type + '>' + value +
                "</c>";
    }

    bool is_inline_;
    std::string xml_, strings_;
    std::map<std::string, std::size_t> indices_;
    std::size_t rows_ = 0, column_ = 0;
};

std::string comtrade_workbook(bool is_inline) {
    const World world;
    RandomStream random{{.seed = 7}};
    SheetWriter sheet{is_inline};
    sheet.row();
    for (const auto column : kComtradeColumns) sheet.text(column);
    for (std::size_t row = 0; row < kSheetRows; ++row) {
        sheet.row();
        const auto& partner = world.exporters[row % 230];
        const auto value = 1 + below(random, 999'999'999);
        for (const auto column : kComtradeColumns) {
            if (column == "typeCode")
                sheet.text("C");
            else if (column == "freqCode")
                sheet.text("A");
            else if (column == "period" || column == "refYear")
                sheet.number(2023);
            else if (column == "reporterCode")
                sheet.number(410);
            else if (column == "flowCode")
                sheet.text(row % 2 == 0 ? "M" : "X");
            else if (column == "reporterISO")
                sheet.text("KOR");
            else if (column == "partnerISO")
                sheet.text(country_code(partner).value_or(partner));
            else if (column == "partner2ISO")
                sheet.text("W00");
            else if (column == "mosCode")
                sheet.number(0);
            else if (column == "partnerCode")
                sheet.text(partner);
            else if (column == "partner2Code" || column == "motCode")
                sheet.number(0);
            else if (column == "customsCode")
                sheet.text("C00");
            else if (column == "classificationCode")
                sheet.text("H6");
            else if (column == "cmdCode")
                sheet.text(world.products[row / 230 * 2 + row % 2]);
            else if (column == "primaryValue")
                sheet.number(value);
            else if (column == "netWgt")
                sheet.number(value / 70);
            else if (column.ends_with("Desc"))
                sheet.text("a description of some words");
            else
                sheet.number(row % 3);
        }
    }
    return sheet.book();
}

void read_workbook(benchmark::State& state, bool is_inline) {
    const std::vector<SourceFile> files{{"table.xlsx", comtrade_workbook(is_inline)}};
    for (auto _ : state)
        if (!sound_flows(state, files, kSheetRows)) return;
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(kSheetRows));
    state.counters["goal rows/s"] = 100'000;
}
void read_workbook_of_shared_texts(benchmark::State& state) { read_workbook(state, false); }
BENCHMARK(read_workbook_of_shared_texts)->Unit(benchmark::kMillisecond);
void read_workbook_of_inline_texts(benchmark::State& state) { read_workbook(state, true); }
BENCHMARK(read_workbook_of_inline_texts)->Unit(benchmark::kMillisecond);

void read_tidy(benchmark::State& state) { read_text(state, tidy_table(kRows)); }
BENCHMARK(read_tidy)->Unit(benchmark::kMillisecond);

// The measure of reading: every byte is looked at once.
void plain_scan(benchmark::State& state) {
    const auto text = baci(kRows);
    for (auto _ : state) benchmark::DoNotOptimize(std::count(text.begin(), text.end(), ','));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(text.size()));
}
BENCHMARK(plain_scan)->Unit(benchmark::kMillisecond);

Flows flows() {
    Diagnostics diagnostics;
    return read({{"baci.csv", baci(kRows)}}, diagnostics);
}

void ask_indicators(benchmark::State& state) {
    const auto table = flows();
    for (auto _ : state)
        benchmark::DoNotOptimize(indicators(table, {.reporter = "KR", .hs = {"84"}}));
}
BENCHMARK(ask_indicators)->Unit(benchmark::kMillisecond);

void ask_complexity(benchmark::State& state) {
    const auto table = flows();
    const bool cells = state.range(0) != 0;
    for (auto _ : state) benchmark::DoNotOptimize(complexity(table, {.cells = cells}));
    state.counters["goal ms"] = 200;
}
BENCHMARK(ask_complexity)
    ->ArgName("cells")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void ask_dependencies(benchmark::State& state) {
    const auto table = flows();
    for (auto _ : state) benchmark::DoNotOptimize(dependencies(table, {}));
}
BENCHMARK(ask_dependencies)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jarip::trade
