// Writes an economy of money flows as a model folder, the same bytes everywhere: industries that all buy from each other, or
// firms that buy from a few others drawn at random. One event stops a node for sixty days.
//
//     economy_model FOLDER industries COUNT SECTORS
//     economy_model FOLDER firms COUNT LINKS_EACH SECTORS
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "generated.hpp"

namespace {

using jarip::bench::File;
using jarip::bench::Random;

// Of 0.01 to 100, small ones more often.
void write_flow(File& flows, Random& random, std::uint64_t supplier, std::uint64_t buyer) {
    const std::uint64_t cents = 1 + random.below(100) * random.below(100);
    flows.line("n{},n{},{}.{:02}\n", supplier, buyer, cents / 100, cents % 100);
}

}  // namespace

int main(int count, char** values) {
    const bool firms = count == 6 && std::string_view{values[2]} == "firms";
    if (!firms && !(count == 5 && std::string_view{values[2]} == "industries")) return 2;
    const std::string folder = values[1];
    const std::uint64_t nodes = std::strtoull(values[3], nullptr, 10);
    const std::uint64_t each = firms ? std::strtoull(values[4], nullptr, 10) : nodes;
    const std::uint64_t sectors = std::strtoull(values[firms ? 5 : 4], nullptr, 10);
    std::filesystem::create_directories(folder);
    File{folder + "/model.toml"}.line(
        "name = \"economy\"\nkind = \"flows\"\nper = \"day\"\nhome = \"A\"\n"
        "start = 2025-01-01\nend = 2025-12-31\n\n"
        "[stress]\npsi = 0.8\ntarget_days = 90\ntau_inventory = 60\nalpha_max = 1.25\ntau_alpha = 365\n");
    File{folder + "/events.csv"}.line(
        "scenario,event,kind,target,start,days,severity,assumed\n"
        "stop,stop,capacity_cut,node:n0,2025-01-11,60,1,true\n");
    Random random;
    File table{folder + "/nodes.csv"};
    table.line("node,sector,country,final_demand\n");
    for (std::uint64_t n = 0; n < nodes; ++n)
        table.line("n{},s{},{},{}\n", n, n % sectors, n % 2 == 0 ? 'A' : 'B',
                   each + random.below(10 * each));
    File flows{folder + "/flows.csv"};
    flows.line("supplier,buyer,value\n");
    for (std::uint64_t buyer = 0; buyer < nodes; ++buyer)
        for (std::uint64_t i = 0; i < each; ++i) {
            // Of firms one of each part of the others, so that none is drawn twice.
            const std::uint64_t begin = i * nodes / each;
            const std::uint64_t end = (i + 1) * nodes / each;
            const std::uint64_t supplier = begin + random.below(end - begin);
            if (supplier != buyer || !firms) write_flow(flows, random, supplier, buyer);
        }
}
