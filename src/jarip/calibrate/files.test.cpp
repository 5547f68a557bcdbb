#include <gtest/gtest.h>

#include <map>
#include <string>

#include "fixtures/customs.hpp"
#include "jarip/calibrate.hpp"
#include "jarip/core/table.hpp"

namespace jarip::calibrate {
namespace {

using Cells = std::map<std::string, std::string>;

trade::Flows flows_from(const std::string& rows) {
    return fixtures::flows("period,reporter,partner,product,flow,value\n" + rows);
}

Table table(const std::vector<SourceFile>& files, const std::string& name) {
    Diagnostics diagnostics;
    for (const auto& file : files)
        if (file.name == name) return parse_csv(file, diagnostics);
    return {};
}

/// Cells that are not empty, by key.
std::map<std::string, Cells> shares(const Table& sourcing) {
    std::map<std::string, Cells> rows;
    for (std::size_t row = 0; row < sourcing.row_count(); ++row) {
        Cells cells;
        for (std::size_t i = 0; i < sourcing.columns().size(); ++i)
            if (const auto cell = sourcing.cell(row, i); !cell.empty())
                cells[sourcing.columns()[i]] = cell;
        rows[cells["buyer"] + '/' + cells["item"] + '/' + cells["supplier"]] = cells;
    }
    return rows;
}

/// Puts the old cells of the ledger back; a row without any goes away.
void undo(std::map<std::string, Cells>& rows, const Table& ledger) {
    for (std::size_t row = 0; row < ledger.row_count(); ++row) {
        if (ledger.cell(row, 0) != "sourcing") continue;
        const std::string key{ledger.cell(row, 1)};
        const std::string column{ledger.cell(row, 2)};
        if (ledger.cell(row, 3).empty())
            rows[key].erase(column);
        else
            rows[key][column] = ledger.cell(row, 3);
        if (rows[key].empty()) rows.erase(key);
    }
}

std::vector<SourceFile> all_files(const Folder& folder) {
    std::vector<SourceFile> files;
    for (const auto& name : folder.names()) files.push_back(*folder.read_bytes(name));
    return files;
}

const std::string kMoreRacksFromKorea = "2025-01,KR,US,847150,export,15000\n";
const FittedNote kNote{"figures", "calibrated, was", "calibrated, new row"};

TEST(FittedFiles, TheLedgerIsEnoughToGoBack) {
    const auto folder = Folder::open("models/tiny-chain");
    const auto network = network::load(folder);
    const auto result = fit(network, flows_from(kMoreRacksFromKorea));
    ASSERT_EQ(result.shares.size(), 1U);
    const auto files = fitted_files(folder, network, result, kNote);
    auto rows = shares(table(files, "sourcing.csv"));
    EXPECT_EQ(rows["US/rack/KR"]["share"], "0.3125");
    EXPECT_EQ(rows["US/rack/KR"]["source"], "customs-calibration");
    EXPECT_EQ(rows["US/rack/KR"]["note"], "calibrated, was 0.25");
    undo(rows, table(files, std::string{kCalibrationFile}));
    EXPECT_EQ(rows, shares(table(all_files(folder), "sourcing.csv")));
}

TEST(FittedFiles, TheFlowsThatChangeKeepTheirOldFigures) {
    const auto folder = Folder::open("models/tiny-chain");
    const auto network = network::load(folder);
    const auto files =
        fitted_files(folder, network, fit(network, flows_from(kMoreRacksFromKorea)), kNote);
    const auto flows = table(files, std::string{kCalibrationFlowsFile});
    ASSERT_EQ(flows.row_count(), 4U);
    // Half a rack of 6,000 more from Paju to the US, and as much less from Fremont.
    const std::vector<std::string> first{"rack", "paju", "country:US", "5",    "rack",
                                         "2",    "2.5",  "12000",      "15000"};
    for (std::size_t column = 0; column < first.size(); ++column)
        EXPECT_EQ(flows.cell(0, column), first[column]);
    EXPECT_EQ(flows.cell(1, 1), "fremont");
    EXPECT_EQ(flows.cell(1, 5), "6");
    EXPECT_EQ(flows.cell(1, 6), "5.5");
}

TEST(FittedFiles, NewRowsGoAwayAgain) {
    auto kept = all_files(Folder::open("models/tiny-chain"));
    std::erase_if(kept, [](const SourceFile& file) { return file.name == "sourcing.csv"; });
    const auto folder = Folder::of(kept);
    const auto network = network::load(folder);
    const auto result = fit(network, flows_from(kMoreRacksFromKorea));
    ASSERT_TRUE(result.met());
    const auto files = fitted_files(folder, network, result, kNote);
    auto rows = shares(table(files, "sourcing.csv"));
    EXPECT_FALSE(rows.empty());
    const auto again = reconcile(network::load(Folder::of(files)), flows_from(kMoreRacksFromKorea));
    EXPECT_NEAR(again.exports.mismatch, 0, 1e-3);
    undo(rows, table(files, std::string{kCalibrationFile}));
    EXPECT_TRUE(rows.empty());
}

TEST(FittedFiles, WhatDoesNotChangeKeepsItsBytes) {
    auto files = all_files(Folder::open("models/tiny-chain"));
    for (auto& file : files)
        if (file.name == "sourcing.csv")
            file.text =
                "\xEF\xBB\xBF"
                "buyer,item,supplier,share,assumed,source,note\r\n"
                "US,rack,KR,0.25,true,,\r\nKR,\"chip\",TW , 1.00,true,,\"a \"\"b\"\"\"\r\n";
    const auto folder = Folder::of(files);
    const auto network = network::load(folder);
    const auto changed =
        fitted_files(folder, network, fit(network, flows_from(kMoreRacksFromKorea)), kNote);
    for (const auto& file : changed) {
        if (file.name == kCalibrationFile || file.name == kCalibrationFlowsFile ||
            file.name == "sources.csv")
            continue;
        const auto before = folder.read_bytes(file.name)->text;
        if (file.name != "sourcing.csv") {
            EXPECT_EQ(file.text, before) << file.name;
            continue;
        }
        EXPECT_EQ(file.text,
                  "\xEF\xBB\xBF"
                  "buyer,item,supplier,share,assumed,source,note\r\n"
                  "US,rack,KR,0.3125,true,customs-calibration,\"calibrated, was 0.25\"\r\n"
                  "KR,\"chip\",TW , 1.00,true,,\"a \"\"b\"\"\"\r\n");
    }
    EXPECT_EQ(changed.size(), files.size() + 3);
}

}  // namespace
}  // namespace jarip::calibrate
