// One economy in every layout: two regions with two sectors each.
//
//            to AUS A   AUS B   KOR A   KOR B | consumption, change of stock of AUS, of KOR | output
//   AUS A         10       5       2       1  |      20  -1   3   0                         |   40
//   AUS B          4      20       0       3  |      30   0   2   0                         |   59
//   KOR A          1       0      30       6  |       1   0  50  -2                         |   86
//   KOR B          0       2       7      40  |       4   0  60   5                         |  118
//
// By hand: 13 flows of 131 together, final demand 22 + 32 + 49 + 69 = 172.
#include "jarip/importing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace jarip::importing {
namespace {

namespace fs = std::filesystem;

class Import : public testing::Test {
protected:
    std::string put(const std::string& name, const std::string& text) {
        const auto path = fs::path{folder_.path()} / name;
        fs::create_directories(path.parent_path());
        write_file(path.string(), text);
        return path.string();
    }
    [[nodiscard]] std::string folder() const { return folder_.path(); }
    [[nodiscard]] std::string in(const std::string& name) const {
        return (fs::path{folder_.path()} / name).string();
    }

private:
    TemporaryFolder folder_;
};

std::string file_of(const Imported& economy, const std::string& name) {
    const auto file = std::ranges::find(economy.files, name, &SourceFile::name);
    return file == economy.files.end() ? "" : file->text;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// The numbers of flows.csv in the table's unit, in order.
std::vector<double> values_of(const Imported& economy, double unit) {
    std::vector<double> values;
    for (const auto& line : lines_of(file_of(economy, "flows.csv"))) {
        const auto end = line.rfind(',');
        const auto begin = line.rfind(',', end - 1) + 1;
        const auto value = parse_number(std::string_view{line}.substr(begin, end - begin));
        if (value) values.push_back(*value / unit);
    }
    return values;
}

const std::vector<double> kFlows{10, 5, 2, 1, 4, 20, 3, 1, 30, 6, 2, 7, 40};

void expect_the_economy(const Imported& economy, double unit) {
    EXPECT_EQ(economy.nodes, 4U);
    EXPECT_EQ(economy.regions, 2U);
    EXPECT_EQ(economy.sectors, 2U);
    EXPECT_EQ(economy.flows, 13U);
    EXPECT_DOUBLE_EQ(economy.flow_total, 131 * unit);
    EXPECT_DOUBLE_EQ(economy.final_demand_total, 172 * unit);
    EXPECT_EQ(values_of(economy, unit), kFlows);
    EXPECT_EQ(economy.negative.cells, 0U);
}

std::string code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.diagnostics().front().code;
    }
    return "";
}

const std::string kIcio =
    "V1,AUS_A01,AUS_B,KOR_A01,KOR_B,AUS_HFCE,AUS_INVNT,KOR_HFCE,KOR_INVNT,OUT\n"
    "AUS_A01,10,5,2,1,20,-1,3,0,40\n"
    "AUS_B,4,20,0,3,30,0,2,0,59\n"
    "KOR_A01,1,0,30,6,1,0,50,-2,86\n"
    "KOR_B,0,2,7,40,4,0,60,5,118\n"
    "TLS,1,2,3,4,1,0,1,0,12\n"
    "VA,24,30,44,64,0,0,0,0,162\n"
    "OUT,40,59,86,118,56,-1,116,3,477\n";

TEST_F(Import, reads_an_oecd_table_as_of_2023_and_2025) {
    const auto economy = import_economy("oecd-icio", {put("2022_SML.csv", kIcio)}, {.home = "KR"});
    expect_the_economy(economy, 1e6);
    EXPECT_EQ(economy.year, 2022);
    EXPECT_EQ(economy.largest_gap, 0);
    EXPECT_EQ(file_of(economy, "nodes.csv"),
              "node,sector,country,final_demand,name,source\n"
              "AUS_A01,A01,AU,22e6,,oecd-icio\n"
              "AUS_B,B,AU,32e6,,oecd-icio\n"
              "KOR_A01,A01,KR,49e6,,oecd-icio\n"
              "KOR_B,B,KR,69e6,,oecd-icio\n");
    EXPECT_THAT(
        file_of(economy, "flows.csv"),
        testing::StartsWith("supplier,buyer,value,source\nAUS_A01,AUS_A01,10e6,oecd-icio\n"));
    EXPECT_THAT(file_of(economy, "model.toml"), testing::HasSubstr("start = 2022-01-01\n"));
}

TEST_F(Import, reads_an_oecd_table_as_of_2021_with_parts_of_china) {
    const auto path = put("ICIO2021_2018.csv",
                          ",CN1_01,CHN_01,CN1_HFCE,CHN_HFCE,TOTAL\n"
                          "CN1_01,1,2.50,0,3,6.5\r\n"
                          "CHN_01,4,5,0,6,15\r\n"
                          "CHN_TAXSUB,0,0,0,0,0\nVALU,1,1,0,0,2\nOUTPUT,6.5,15,0,9,0\n");
    const auto economy = import_economy("oecd-icio", {path});
    EXPECT_EQ(economy.year, 2018);
    EXPECT_EQ(economy.flows, 4U);
    EXPECT_DOUBLE_EQ(economy.flow_total, 12.5e6);
    EXPECT_DOUBLE_EQ(economy.final_demand_total, 9e6);
    EXPECT_EQ(economy.regions, 1U);
    EXPECT_THAT(file_of(economy, "flows.csv"),
                testing::HasSubstr("CN1_01,CHN_01,2.50e6,oecd-icio\n"));
}

TEST_F(Import, reads_wiod_as_r_and_stata_write_it) {
    for (const std::string v : {"", "v"}) {
        std::string header = "IndustryCode,IndustryDescription,Country,RNr,Year";
        for (const char* column :
             {"AUS1", "AUS2", "KOR1", "KOR2", "AUS57", "AUS61", "KOR57", "KOR61"})
            header += "," + v + column;
        const auto path = put("WIOT2014_Nov16_ROW" + v + ".csv",
                              header +
                                  ",TOT\n"
                                  "A01,\"Crops, animals\",AUS,1,2014,10,5,2,1,20,-1,3,0,40\n"
                                  "B,Mining,AUS,2,2014,4,20,0,3,30,0,2,0,59\n"
                                  "A01,\"Crops, animals\",KOR,1,2014,1,0,30,6,1,0,50,-2,86\n"
                                  "B,Mining,KOR,2,2014,0,2,7,40,4,0,60,5,118\n"
                                  "II_fob,Total,TOT,65,2014,15,27,39,50,55,-1,115,3,0\n"
                                  "GO,Output,TOT,73,2014,40,59,86,118,0,0,0,0,0\n");
        const auto economy = import_economy("wiod", {path});
        expect_the_economy(economy, 1e6);
        EXPECT_EQ(economy.largest_gap, 0);
        EXPECT_THAT(file_of(economy, "nodes.csv"),
                    testing::HasSubstr("KOR_A01,A01,KR,49e6,\"Crops, animals\",wiod\n"));
    }
}

TEST_F(Import, reads_wiod_as_the_workbook_has_it) {
    const auto path = put(
        "wiot11_row_sep12.csv",
        "World Input-Output Table for 2011\n,,,\n(industry-by-industry),,,\n"
        "(millions of US$),,,,AtB,C,AtB,C,,,,,\n"
        ",,,,Agriculture,Mining,Agriculture,Mining,Consumption,Stocks,Consumption,Stocks,Output\n"
        ",,,,AUS,AUS,KOR,KOR,AUS,AUS,KOR,KOR,TOT\n"
        ",,,,c1,c2,c1,c2,c37,c42,c37,c42,c43\n"
        "AtB,Agriculture,AUS,c1,10,5,2,1,20,-1,3,0,40\n"
        "C,Mining,AUS,c2,4,20,0,3,30,0,2,0,59\n"
        "AtB,Agriculture,KOR,c1,1,0,30,6,1,0,50,-2,86\n"
        "C,Mining,KOR,c2,0,2,7,40,4,0,60,5,118\n"
        ",Total,TOT,r60,15,27,39,50,55,-1,115,3,\n");
    const auto economy = import_economy("wiod", {path}, {.year = 2011});
    expect_the_economy(economy, 1e6);
    EXPECT_EQ(economy.largest_gap, 0);
}

const std::string kAbove =
    "region\t\tAUS\tAUS\tKOR\tKOR\nsector\t\tFarms, and fish\tMines\tFarms, and fish\tMines\n";
const std::string kNames = "region\tsector\t\t\t\t\n";
const std::string kDemand =
    "region\t\tAUS\tAUS\tKOR\tKOR\ncategory\t\tHouseholds\tStocks\tHouseholds\tStocks\n"
    "region\tsector\t\t\t\t\n"
    "AUS\tFarms, and fish\t20\t-1\t3\t0\nAUS\tMines\t30\t0\t2\t0\n"
    "KOR\tFarms, and fish\t1\t0\t50\t-2\nKOR\tMines\t4\t0\t60\t5\n";

TEST_F(Import, reads_exiobase_as_pymrio_writes_it) {
    for (const auto& names : {kNames, std::string{}}) {
        put("IOT_2022_ixi/Z.txt",
            kAbove + names +
                "AUS\tFarms, and fish\t10.0\t5.0\t2.0\t1.0\nAUS\tMines\t4.0\t20\t0.0\t3\n"
                "KOR\tFarms, and fish\t1\t0\t30\t6\nKOR\tMines\t0\t2\t7\t40\n");
        put("IOT_2022_ixi/Y.txt", kDemand);
        const auto economy = import_economy("exiobase", {in("IOT_2022_ixi")}, {.home = "KR"});
        expect_the_economy(economy, 1e6);
        EXPECT_EQ(economy.year, 2022);
        EXPECT_THAT(file_of(economy, "nodes.csv"),
                    testing::HasSubstr(
                        "KOR_001,Farms- and fish,KR,49e6,\"KOR Farms, and fish\",exiobase\n"));
    }
}

TEST_F(Import, reads_the_year_of_a_folder_one_level_below) {
    put("above/IOT_2022_ixi/Z.txt", "region\t\tKR\nsector\t\tA\nKR\tA\t4\n");
    put("above/IOT_2022_ixi/Y.txt", "region\t\tKR\ncategory\t\tH\nKR\tA\t2\n");
    EXPECT_EQ(import_economy("exiobase", {in("above")}).year, 2022);
}

TEST_F(Import, reads_exiobase_without_z_from_a_and_x) {
    // Columns of Z by outputs 40, 59, 86, 118.
    put("IOT_2022_ixi/A.txt", kAbove + kNames +
                                  "AUS\tFarms, and fish\t0.25\t0\t0\t0.5\nAUS\tMines\t0\t0\t0\t0\n"
                                  "KOR\tFarms, and fish\t0\t0\t0.5\t0\nKOR\tMines\t0\t0\t0\t0\n");
    put("IOT_2022_ixi/x.txt",
        "region\tsector\tindout\nAUS\tFarms, and fish\t40\nAUS\tMines\t59\nKOR\tFarms, and fish\t86\nKOR\tMines\t118\n");
    put("IOT_2022_ixi/Y.txt", kDemand);
    const auto economy = import_economy("exiobase", {in("IOT_2022_ixi")});
    EXPECT_EQ(values_of(economy, 1e6), (std::vector<double>{10, 59, 43}));
}

TEST_F(Import, keeps_exiobases_rest_of_africa_apart_from_wallis_and_futuna) {
    put("IOT_2022_ixi/Z.txt", "region\t\tWF\tKR\nsector\t\tA\tA\nWF\tA\t1\t2\nKR\tA\t3\t4\n");
    put("IOT_2022_ixi/Y.txt", "region\t\tWF\ncategory\t\tH\nWF\tA\t1\nKR\tA\t2\n");
    const auto economy = import_economy("exiobase", {in("IOT_2022_ixi")}, {.home = "KR"});
    EXPECT_THAT(file_of(economy, "nodes.csv"), testing::HasSubstr("WF_001,A,Rest of Africa,1e6"));
}

TEST_F(Import, reads_eora26) {
    put("Eora26_2015_bp_T.txt", "10\t5\t2\t1\n4\t20\t0\t3\n1\t0\t30\t6\n0\t2\t7\t40\n");
    put("Eora26_2015_bp_FD.txt", "20\t-1\t3\t0\n30\t0\t2\t0\n1\t0\t50\t-2\n4\t0\t60\t5\n");
    put("indices/labels_T.txt",
        "Australia\tAUS\tIndustries\tAgriculture\t\nAustralia\tAUS\tIndustries\tMining\t\n"
        "South Korea\tKOR\tIndustries\tAgriculture\t\nSouth Korea\tKOR\tIndustries\tMining\t\n");
    put("indices/labels_FD.txt",
        "Australia\tAUS\tFinal demand\tHouseholds\t\nAustralia\tAUS\tFinal demand\tStocks\t\n"
        "South Korea\tKOR\tFinal demand\tHouseholds\t\nSouth Korea\tKOR\tFinal demand\tStocks\t\n");
    const auto economy = import_economy("eora26", {folder()}, {.home = "KOR"});
    expect_the_economy(economy, 1e3);
    EXPECT_EQ(economy.year, 2015);
    EXPECT_EQ(economy.home, "KR");
}

class Gloria : public Import {
protected:
    // Of each region two industries, then two products; what an industry supplies stands on the diagonal of its block.
    void put_tables(const std::string& first_supply) {
        put("20230310_120secMother_AllCountries_002_T-Results_2019_057_Markup001(full).csv",
            first_supply +
                "0,0,0,59,0,0,0,0\n"
                "10,5,0,0,2,1,0,0\n4,20,0,0,0,3,0,0\n"
                "0,0,0,0,0,0,86,0\n0,0,0,0,0,0,0,118\n"
                "1,0,0,0,30,6,0,0\n0,2,0,0,7,40,0,0\n");
        put("20230310_120secMother_AllCountries_002_Y-Results_2019_057_Markup001(full).csv",
            "0,0,0,0\n0,0,0,0\n20,-1,3,0\n30,0,2,0\n0,0,0,0\n0,0,0,0\n1,0,50,-2\n4,0,60,5\n");
        put("Regions.csv", "Lfd_Nr,Region_acronyms,Region_names\n1,AUS,Australia\n2,KOR,Korea\n");
        put("Sectors.csv", "Lfd_Nr,Sector_names\n1,Growing wheat\n2,\"Mining, coal\"\n");
    }
};

TEST_F(Gloria, joins_each_industry_with_its_product) {
    put_tables("0,0,40,0,0,0,0,0\n");
    const auto economy = import_economy("gloria", {folder()});
    expect_the_economy(economy, 1e3);
    EXPECT_EQ(economy.year, 2019);
}

TEST_F(Gloria, refuses_supply_of_what_is_not_ones_own) {
    put_tables("0,0,40,1,0,0,0,0\n");
    EXPECT_EQ(code_of([&] { (void)import_economy("gloria", {folder()}); }), "E0386");
}

TEST_F(Import, reads_figaro_as_matrix_and_flat) {
    const auto matrix = put("matrix_eu-ic-io_ind-by-ind_25ed_2021.csv",
                            "rowLabels,AU_A01,AU_B,KR_A01,KR_B,AU_P3_S14,AU_P5M,KR_P3_S14,KR_P5M\n"
                            "AU_A01,10,5,2,1,20,-1,3,0\nAU_B,4,20,0,3,30,0,2,0\n"
                            "KR_A01,1,0,30,6,1,0,50,-2\nKR_B,0,2,7,40,4,0,60,5\n"
                            "W2_D21X31,1,1,1,1,1,1,1,1\nW2_B2A3G,9,9,9,9,0,0,0,0\n");
    expect_the_economy(import_economy("figaro", {matrix}), 1e6);

    std::string flat = "icioiRow,icioiCol,refArea,rowIi,counterpartArea,colIi,obsValue\n";
    const std::vector<std::string> columns{"AU,A01",    "AU,B",   "KR,A01",    "KR,B",
                                           "AU,P3_S14", "AU,P5M", "KR,P3_S14", "KR,P5M"};
    const std::vector<std::vector<int>> rows{{10, 5, 2, 1, 20, -1, 3, 0},
                                             {4, 20, 0, 3, 30, 0, 2, 0},
                                             {1, 0, 30, 6, 1, 0, 50, -2},
                                             {0, 2, 7, 40, 4, 0, 60, 5}};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 8; ++j)
            flat +=
                "x,y," + columns[i] + ',' + columns[j] + ',' + std::to_string(rows[i][j]) + '\n';
    flat += "x,y,W2,D1,AU,A01,99\n";
    const auto economy =
        import_economy("figaro", {put("flatfile_eu-ic-io_ind-by-ind_25ed_2021.csv", flat)});
    expect_the_economy(economy, 1e6);
    EXPECT_THAT(file_of(economy, "nodes.csv"), testing::HasSubstr("KR_A01,A01,KR,49e6,,figaro\n"));
}

TEST_F(Import, knows_greece_by_eurostats_code) {
    const auto path = put("matrix_eu-ic-io_ind-by-ind_25ed_2021.csv",
                          "rowLabels,EL_B,FIGW1_B,EL_P5M\nEL_B,1,2,3\nFIGW1_B,4,5,6\n");
    EXPECT_EQ(file_of(import_economy("figaro", {path}, {.home = "GR"}), "nodes.csv"),
              "node,sector,country,final_demand,name,source\n"
              "EL_B,B,GR,3e6,,figaro\nFIGW1_B,B,FIGW1,6e6,,figaro\n");
}

TEST_F(Import, reads_edges_with_and_without_header_and_firms) {
    const auto bare = put("edges.txt", "a b 10\nb c 2.5\na c 0\n");
    const auto alone = import_economy("edges", {bare}, {.year = 2024});
    EXPECT_EQ(alone.flows, 2U);
    EXPECT_EQ(file_of(alone, "nodes.csv"),
              "node,sector,country,final_demand,name,source\n"
              "a,a,home,0,,edges\nb,b,home,0,,edges\nc,c,home,0,,edges\n");
    const auto edges = put("edges.csv", "buyer;weight;seller\nb;10;a\nc;2.5;b\n");
    const auto firms = put("firms.csv", "firm,nace,country,final_demand\nc,C26,KR,7\na,B,JP,0\n");
    const auto economy = import_economy("edges", {edges, firms}, {.home = "KR", .year = 2024});
    EXPECT_EQ(file_of(economy, "nodes.csv"),
              "node,sector,country,final_demand,name,source\n"
              "a,B,JP,0,,edges\nb,b,home,0,,edges\nc,C26,KR,7,,edges\n");
    EXPECT_EQ(lines_of(file_of(economy, "flows.csv"))[1], "a,b,10,edges");
}

TEST_F(Import, reads_the_four_files_of_production_network_simulator) {
    // Its toy: two firms that buy 100 of each other and sell 100 to consumers, and make 200.
    const std::vector<std::string> files{put("toyATableLine.txt", "1 2 100\n2 1 100\n"),
                                         put("toyCVector.txt", "1 100\n2 100\n"),
                                         put("toyPiniVector.txt", "1 200\n2 200\n"),
                                         put("toyFirmAffiliation.txt", "1 1001\n2 1002\n")};
    const auto economy = import_economy("pronet", files, {.year = 2024});
    EXPECT_EQ(file_of(economy, "nodes.csv"),
              "node,sector,country,final_demand,name,source\n"
              "1,1001,home,100,,pronet\n2,1002,home,100,,pronet\n");
    EXPECT_EQ(file_of(economy, "flows.csv"),
              "supplier,buyer,value,source\n1,2,100,pronet\n2,1,100,pronet\n");
    EXPECT_EQ(economy.largest_gap, 0);
}

TEST_F(Import, says_what_a_table_holds_that_a_model_does_not) {
    const auto path =
        put("2022_SML.csv", "V1,A_1,B_1,A_HFCE,OUT\nA_1,-3,0.5,10,7.5\nB_1,2,1e-9,5,8\n");
    const auto economy = import_economy("oecd-icio", {path}, {.least = 1000});
    EXPECT_EQ(economy.flows, 2U);
    EXPECT_EQ(economy.negative.cells, 1U);
    EXPECT_DOUBLE_EQ(economy.negative.total, -3e6);
    EXPECT_EQ(economy.small.cells, 1U);
    EXPECT_DOUBLE_EQ(economy.small.total, 1e-3);
    EXPECT_NEAR(*economy.largest_gap, 1.0 / 8, 1e-8);  // B sells 2 + 5 of 8 stated
    EXPECT_EQ(economy.gap_at, "B_1");
}

TEST_F(Import, refuses_what_it_cannot_read) {
    const auto code = [&](const std::string& kind, const std::string& text, Options options = {}) {
        const auto path = put("2022_SML.csv", text);
        return code_of([&] { (void)import_economy(kind, {path}, options); });
    };
    EXPECT_EQ(code("icio", kIcio), "E0380");
    EXPECT_EQ(code("oecd-icio", kIcio, {.home = "JP"}), "E0388");
    EXPECT_EQ(code("oecd-icio", kIcio.substr(0, kIcio.find("KOR_B,0,2,") + 9)), "E0383");
    EXPECT_EQ(code("oecd-icio", "V1,A_1,A_HFCE\nA_1,x,1\n"), "E0389");
    EXPECT_EQ(code("oecd-icio", "V1,A_1,B_1,A_HFCE\nA_1,1,1,1\n"), "E0384");
    EXPECT_EQ(code("oecd-icio", "V1,A_1,A_HFCE\nA_1,1,1\nB_1,1,1\n"), "E0384");
    EXPECT_EQ(code("oecd-icio", "V1,A_1\nA_1,1\n"), "E0382");
    EXPECT_EQ(code("oecd-icio", ""), "E0382");
    EXPECT_EQ(code("wiod", kIcio), "E0382");
    EXPECT_EQ(code("figaro", kIcio), "E0382");
    EXPECT_EQ(code("exiobase", kIcio), "E0381");
    EXPECT_EQ(code("eora26", kIcio), "E0381");
    EXPECT_EQ(code("edges", "a,b\n1,2\n"), "E0382");
    EXPECT_EQ(code_of([&] { (void)import_economy("oecd-icio", {in("nowhere.csv")}); }), "E0002");
    const auto binary = put("WIOT2014_Nov16_ROW.xlsb", "PK");
    EXPECT_EQ(code_of([&] { (void)import_economy("wiod", {binary}); }), "E0391");
    const auto nameless = put("table.csv", kIcio);
    EXPECT_EQ(code_of([&] { (void)import_economy("oecd-icio", {nameless}); }), "E0385");
}

TEST_F(Import, refuses_damaged_lists_of_firms) {
    const auto code = [&](const std::string& list, const std::string& firms = "") {
        std::vector<std::string> paths{put("edges.csv", list)};
        if (!firms.empty()) paths.push_back(put("firms.csv", firms));
        return code_of([&] { (void)import_economy("edges", paths, {.year = 2024}); });
    };
    const std::string head = "supplier,buyer,value\n";
    const std::string plain = head + "a,b,10\n";
    EXPECT_EQ(code(plain), "");
    EXPECT_EQ(code(head + "a,b,1,5\nb,c,2,25\n"), "E0383");  // a decimal comma
    EXPECT_EQ(code("supplier;buyer;value\na;b;1,5\n"), "E0389");
    EXPECT_EQ(code("a b 10 1\nb c 5\n"), "E0383");
    EXPECT_EQ(code("supplier;buyer;value\nx/y;b;1\nx-y;c;2\n"), "E0392");
    EXPECT_EQ(code("supplier;buyer;value\nx/y;b;1\nc;x:y;2\n"), "E0392");
    EXPECT_EQ(code("supplier;buyer;value\nx/y;b;1\nb;x/y;2\n"), "");
    EXPECT_EQ(code(plain, "firm,sector\na,\"C,1\"\nb,C-1\n"), "E0392");
    EXPECT_EQ(code("supplier;buyer;value\nx/y;b;1\n", "firm,sector\nx-y,C\n"), "E0392");
    EXPECT_EQ(code(plain, "firm,final_demand\na,3\na,4\n"), "E0205");
    EXPECT_EQ(code(plain, "firm,final_demand\n,3\n"), "E0203");
    EXPECT_EQ(code(plain, "firm,final_demand\na,1e19\n"), "E0023");
    EXPECT_EQ(code(head + "a,b,10\nb,c,5\na,b,3\n"), "E0205");
    EXPECT_EQ(code(head + "a,b,10\nb,a,5\n"), "");
    EXPECT_EQ(code(head + ",b,10\n"), "E0203");
    EXPECT_EQ(code(head + "a,,10\n"), "E0203");
    EXPECT_EQ(code(head + "a,b,1e19\n"), "E0023");
    EXPECT_EQ(code(head), "E0393");
}

TEST_F(Import, refuses_what_stands_twice_in_other_lists) {
    const auto pronet = [&](const std::string& table, const std::string& consumed) {
        const std::vector<std::string> files{put("toyATableLine.txt", table),
                                             put("toyCVector.txt", consumed),
                                             put("toyPiniVector.txt", "1 200\n2 200\n"),
                                             put("toyFirmAffiliation.txt", "1 1001\n2 1002\n")};
        return code_of([&] { (void)import_economy("pronet", files, {.year = 2024}); });
    };
    EXPECT_EQ(pronet("1 2 100\n2 1 100\n", "1 100\n2 100\n"), "");
    EXPECT_EQ(pronet("1 2 100\n2 1 100\n1 2 1\n", "1 100\n2 100\n"), "E0205");
    EXPECT_EQ(pronet("1 2 100\n2 1 100\n", "1 100\n2 100\n1 3\n"), "E0205");
    const std::string cell = "AT,A01,DE,B,5\n";
    const std::string flat = "refArea,rowIi,counterpartArea,colIi,obsValue\nDE,B,AT,A01,1\n" + cell;
    const auto figaro = [&](const std::string& text) {
        const auto path = put("flatfile_eu-ic-io_ind-by-ind_25ed_2021.csv", text);
        return code_of([&] { (void)import_economy("figaro", {path}); });
    };
    EXPECT_EQ(figaro(flat), "");
    EXPECT_EQ(figaro(flat + cell), "E0205");
    EXPECT_EQ(code_of([&] {
                  (void)import_economy("oecd-icio",
                                       {put("2022_SML.csv", "V1,A_1,A_HFCE,OUT\nA_1,1e13,1,1\n")});
              }),
              "E0023");
}

TEST_F(Import, is_the_same_on_any_number_of_threads) {
    constexpr std::size_t kCount = 700;  // several pieces
    RandomStream stream{{.seed = 3}};
    std::string text = "V1";
    for (std::size_t j = 0; j < kCount; ++j) text += ",R_" + std::to_string(j);
    text += ",R_HFCE\n";
    for (std::size_t i = 0; i < kCount; ++i) {
        text += "R_" + std::to_string(i);
        for (std::size_t j = 0; j <= kCount; ++j) text += ',' + format_shortest(stream.uniform());
        text += '\n';
    }
    const auto path = put("2022_SML.csv", text);
    const auto one = import_economy("oecd-icio", {path}, {.run = {.threads = 1}});
    const auto four = import_economy("oecd-icio", {path}, {.run = {.threads = 4}});
    EXPECT_EQ(one.flows, kCount * kCount);
    EXPECT_EQ(file_of(one, "flows.csv"), file_of(four, "flows.csv"));
    EXPECT_EQ(file_of(one, "nodes.csv"), file_of(four, "nodes.csv"));
    EXPECT_EQ(one.flow_total, four.flow_total);
    double sum = 0;
    for (const double value : values_of(one, 1e6)) sum += value;
    EXPECT_NEAR(one.flow_total, sum * 1e6, 1e-3);
}

}  // namespace
}  // namespace jarip::importing
