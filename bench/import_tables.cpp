// Writes a table in the layout and of the size in which it is published, the same bytes everywhere.
//
//     import_tables FOLDER oecd-icio|wiod|exiobase|eora26|gloria|figaro|edges [REGIONS|FIRMS]
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "generated.hpp"

namespace {

using jarip::bench::File;
using jarip::bench::Random;

Random random;  // NOLINT

// Three in ten are nothing, as in such tables; the others have eight digits.
void add_cell(std::string& row) {
    if (random.below(10) < 3)
        row += '0';
    else
        fmt::format_to(std::back_inserter(row), "{}.{:06}", random.below(100),
                       random.below(1000000));
}

// Codes of three letters from A, so that regions are no countries by chance.
std::string region(std::size_t r) {
    return {'Q', static_cast<char>('A' + r / 26 % 26), static_cast<char>('A' + r % 26)};
}

struct Shape {
    std::size_t regions, sectors, demands;
    [[nodiscard]] std::size_t rows() const { return regions * sectors; }
    [[nodiscard]] std::size_t columns() const { return regions * (sectors + demands); }
};

// `label(r, s)` begins a row; `total`: a last cell.
template <class Label>
void write_rows(File& file, const Shape& shape, char separator, Label label, std::size_t columns,
                bool total) {
    for (std::size_t i = 0; i < shape.rows(); ++i) {
        std::string row = label(i / shape.sectors, i % shape.sectors);
        for (std::size_t j = 0; j < columns; ++j) {
            if (j > 0) row += separator;
            add_cell(row);
        }
        if (total) row += std::string{separator} + "1000";
        file.write(row + '\n');
    }
}

template <class Name>
std::string header(const Shape& shape, std::string first, const std::string& separator, Name name) {
    for (std::size_t r = 0; r < shape.regions; ++r)
        for (std::size_t s = 0; s < shape.sectors; ++s) first += separator + name(r, s);
    return first;
}

const std::vector<std::string> kIcioDemand{"HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"};
const std::vector<std::string> kFigaroDemand{"P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"};

// OECD and FIGARO: codes above and beside.
void write_labelled(const std::string& path, const Shape& shape, const std::string& corner,
                    const std::vector<std::string>& demands, bool total) {
    File file{path};
    const auto name = [](std::size_t r, std::size_t s) {
        return fmt::format("{}_C{:02}", region(r), s);
    };
    std::string first = header(shape, corner, ",", name);
    for (std::size_t r = 0; r < shape.regions; ++r)
        for (const auto& demand : demands) first += ',' + region(r) + '_' + demand;
    file.write(first + (total ? ",OUT\n" : "\n"));
    write_rows(
        file, shape, ',', [&](auto r, auto s) { return name(r, s) + ','; }, shape.columns(), total);
}

void write_wiod(const std::string& path, const Shape& shape) {
    File file{path};
    std::string first = header(shape, "IndustryCode,IndustryDescription,Country,RNr,Year", ",",
                               [](auto r, auto s) { return region(r) + std::to_string(s + 1); });
    for (std::size_t r = 0; r < shape.regions; ++r)
        for (int d = 57; d <= 61; ++d) first += ',' + region(r) + std::to_string(d);
    file.write(first + ",TOT\n");
    write_rows(
        file, shape, ',',
        [](auto r, auto s) {
            return fmt::format("C{:02},\"Goods, of kind {}\",{},{},2014,", s, s, region(r), s + 1);
        },
        shape.columns(), true);
}

void write_exiobase(const std::string& folder, const Shape& shape) {
    std::filesystem::create_directories(folder);
    const auto write = [&](const std::string& name, std::size_t across, const char* second) {
        File file{folder + name};
        std::string regions = "region\t";
        std::string kinds = std::string{second} + '\t';
        for (std::size_t r = 0; r < shape.regions; ++r)
            for (std::size_t s = 0; s < across; ++s) {
                regions += '\t' + region(r);
                kinds += fmt::format("\tGoods, of kind {}", s);
            }
        file.write(regions + '\n' + kinds + '\n');
        write_rows(
            file, shape, '\t',
            [](auto r, auto s) { return fmt::format("{}\tGoods, of kind {}\t", region(r), s); },
            shape.regions * across, false);
    };
    write("/Z.txt", shape.sectors, "sector");
    write("/Y.txt", shape.demands, "category");
}

void write_eora(const std::string& folder, const Shape& shape) {
    const auto none = [](auto, auto) { return std::string{}; };
    write_rows(*std::make_unique<File>(folder + "/Eora26_2015_bp_T.txt"), shape, '\t', none,
               shape.rows(), false);
    write_rows(*std::make_unique<File>(folder + "/Eora26_2015_bp_FD.txt"), shape, '\t', none,
               shape.regions * shape.demands, false);
    const auto labels = [&](const std::string& name, std::size_t across, const char* entity) {
        File file{folder + name};
        for (std::size_t r = 0; r < shape.regions; ++r)
            for (std::size_t s = 0; s < across; ++s)
                file.write(fmt::format("Region {}\t{}\t{}\tKind {}\t\n", r, region(r), entity, s));
    };
    labels("/labels_T.txt", shape.sectors, "Industries");
    labels("/labels_FD.txt", shape.demands, "Final demand");
}

// Of each region its industries, then its products: what an industry supplies stands on the diagonal.
void write_gloria(const std::string& folder, const Shape& shape) {
    const std::string stem = folder + "/20230310_120secMother_AllCountries_002_";
    const std::string end = "-Results_2019_057_Markup001(full).csv";
    File table{stem + 'T' + end};
    File demand{stem + 'Y' + end};
    for (std::size_t i = 0; i < 2 * shape.rows(); ++i) {
        const auto r = i / (2 * shape.sectors);
        const auto place = i % (2 * shape.sectors);
        const bool industry = place < shape.sectors;
        std::string row;
        for (std::size_t j = 0; j < 2 * shape.rows(); ++j) {
            if (j > 0) row += ',';
            const auto to = j % (2 * shape.sectors);
            if (industry)
                row += j / (2 * shape.sectors) == r && to == place + shape.sectors ? "1000" : "0";
            else if (to < shape.sectors)
                add_cell(row);
            else
                row += '0';
        }
        table.write(row + '\n');
        std::string wanted;
        for (std::size_t j = 0; j < shape.regions * shape.demands; ++j) {
            if (j > 0) wanted += ',';
            if (industry)
                wanted += '0';
            else
                add_cell(wanted);
        }
        demand.write(wanted + '\n');
    }
    File regions{folder + "/Regions.csv"};
    regions.write("Lfd_Nr,Region_acronyms,Region_names\n");
    for (std::size_t r = 0; r < shape.regions; ++r)
        regions.write(fmt::format("{},{},Region {}\n", r + 1, region(r), r));
    File sectors{folder + "/Sectors.csv"};
    sectors.write("Lfd_Nr,Sector_names\n");
    for (std::size_t s = 0; s < shape.sectors; ++s)
        sectors.write(fmt::format("{},\"Goods, of kind {}\"\n", s + 1, s));
}

void write_edges(const std::string& path, std::size_t firms) {
    File file{path};
    file.write("supplier,buyer,value\n");
    // Nine others each, none twice.
    for (std::size_t n = 0; n < firms; ++n)
        for (std::size_t k = 0; k < 9; ++k)
            file.write(fmt::format("firm{},firm{},{}.{:02}\n", n,
                                   (n + 1 + k * (firms / 9) + random.below(firms / 9 - 1)) % firms,
                                   random.below(100000), random.below(100)));
}

}  // namespace

int main(int count, char** values) {
    if (count < 3 || count > 4) return 2;
    const std::string folder = values[1];
    const std::string_view kind = values[2];
    const auto size = [&](std::size_t usual) {
        return count == 4 ? std::strtoull(values[3], nullptr, 10) : usual;
    };
    std::filesystem::create_directories(folder);
    if (kind == "oecd-icio")  // 2025
        write_labelled(folder + "/2022_SML.csv", {size(81), 50, 6}, "V1", kIcioDemand, true);
    else if (kind == "figaro")  // 2025
        write_labelled(folder + "/matrix_eu-ic-io_ind-by-ind_25ed_2021.csv", {size(50), 64, 5},
                       "rowLabels", kFigaroDemand, false);
    else if (kind == "wiod")  // 2016
        write_wiod(folder + "/WIOT2014_Nov16_ROW.csv", {size(44), 56, 5});
    else if (kind == "exiobase")  // 3.8, industries
        write_exiobase(folder + "/IOT_2022_ixi", {size(49), 163, 7});
    else if (kind == "eora26")
        write_eora(folder, {size(189), 26, 6});
    else if (kind == "gloria")  // 164 regions are 1.5 billion cells
        write_gloria(folder, {size(164), 120, 6});
    else if (kind == "edges")
        write_edges(folder + "/edges.csv", size(1'000'000));
    else
        return 2;
    return 0;
}
