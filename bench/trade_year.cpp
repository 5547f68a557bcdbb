// Reads years of trade in the layout of BACI and asks them everything; prints one line of JSON: seconds, bytes, peak of
// memory, and the totals by which other systems are held to the same answer.
//
//     trade_year THREADS FILE.csv…
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "jarip/trade/complexity/exports.hpp"
#include "measure.hpp"

namespace {

using namespace jarip;

struct Scan {
    double seconds = 0;
    std::uint64_t bytes = 0;
    std::uint64_t sum = 0;  // printed, so that it must be computed
};

// The limit of all readers: every byte of the mapped file is loaded and added up, when it is in memory already.
Scan plain_scan(const char* path, unsigned threads) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0) return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) return {};
    const char* const text = static_cast<const char*>(mapped);
    constexpr std::size_t kPiece = std::size_t{1} << 20U;
    std::vector<std::uint64_t> sums(size / kPiece);
    const auto pass = [&] {
        parallel_for(sums.size(), threads, [&](std::size_t i) {
            std::uint64_t parts[4] = {};
            for (std::size_t at = 0; at < kPiece; at += sizeof parts) {
                std::uint64_t words[4];
                std::memcpy(words, text + i * kPiece + at, sizeof words);
                for (int k = 0; k < 4; ++k) parts[k] += words[k];
            }
            sums[i] = parts[0] + parts[1] + parts[2] + parts[3];
        });
    };
    pass();
    Scan scan{1e9, sums.size() * kPiece, 0};
    for (int run = 0; run < 3; ++run) {
        Stopwatch watch;
        pass();
        scan.seconds = std::min(scan.seconds, watch.lap());
    }
    scan.sum = std::accumulate(sums.begin(), sums.end(), std::uint64_t{0});
    munmap(mapped, size);
    close(file);
    return scan;
}

struct Groups {
    std::vector<double> by_exporter, by_product;
    std::size_t cells = 0;
    double total = 0;
};

Groups grouped(const trade::ExportTable& table) {
    Groups groups;
    groups.by_exporter.resize(table.exporters.size());
    groups.by_product.resize(table.products.size());
    for (std::size_t c = 0; c < table.exporters.size(); ++c)
        for (std::size_t p = 0; p < table.products.size(); ++p) {
            const double value = table.value[table.cell(c, p)];
            groups.by_exporter[c] += value;
            groups.by_product[p] += value;
            groups.cells += value > 0 ? 1 : 0;
        }
    groups.total = std::accumulate(groups.by_exporter.begin(), groups.by_exporter.end(), 0.0);
    return groups;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::fprintf(stderr, "usage: trade_year THREADS FILE.csv...\n");
        return 2;
    }
    const auto threads = static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10));
    Stopwatch watch;
    trade::Reader reader{{.threads = threads}};
    std::uint64_t bytes = 0;
    for (int i = 2; i < argc; ++i) {
        struct stat status {};
        if (stat(argv[i], &status) == 0) bytes += static_cast<std::uint64_t>(status.st_size);
        reader.add_file(argv[i]);
    }
    const auto flows = reader.finish();
    const double read = watch.lap();
    const double read_cpu = processor_seconds();
    const double read_peak = peak_megabytes();

    const std::vector<bool> all(flows.products.size(), true);
    const auto groups = grouped(trade::export_table(flows, {all, {}}, threads));
    const double group = watch.lap();
    const double whole_cpu = processor_seconds();
    const auto last = flows.periods.back();
    const auto complexity =
        trade::complexity(flows, {.period = last, .cells = false, .run = {.threads = threads}});
    const double complexity_time = watch.lap();
    const auto korea = trade::indicators(flows, {.reporter = "KR", .period = last});
    const double indicators_time = watch.lap();
    const auto dependent = trade::dependencies(flows, {.home = {"KR"}, .period = last});
    const double dependencies_time = watch.lap();
    const double peak = peak_megabytes();

    const auto scan = plain_scan(argv[2], threads);
    std::printf(
        "{\"system\": \"jarip\", \"bytes\": %llu, \"rows\": %zu, \"read\": %.4f, \"group\": %.4f, "
        "\"read_cpu\": %.4f, \"whole_cpu\": %.4f, "
        "\"complexity\": %.4f, \"indicators\": %.4f, \"dependencies\": %.4f, \"read_peak_mb\": %.0f, "
        "\"peak_mb\": %.0f, \"scan_gb_s\": %.2f, \"scan_sum\": %llu, \"exporters\": %zu, \"products\": "
        "%zu, \"cells\": %zu, \"total\": %.3f, \"eci\": %zu, \"partners\": %zu, \"dependencies_of\": %zu}\n",
        static_cast<unsigned long long>(bytes), flows.size(), read, group, read_cpu, whole_cpu,
        complexity_time, indicators_time, dependencies_time, read_peak, peak,
        static_cast<double>(scan.bytes) / 1e9 / scan.seconds,
        static_cast<unsigned long long>(scan.sum), groups.by_exporter.size(),
        groups.by_product.size(), groups.cells, groups.total / 1000, complexity.exporters.size(),
        korea.partners.size(), dependent.products.size());
    return 0;
} catch (const Error& error) {
    std::fputs(error.rendered(Language::en).c_str(), stderr);
    return 1;
}
