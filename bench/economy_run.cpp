// jarip: reads an economy of money flows and runs a scenario of it day by day. Prints a line of JSON.
//
//     economy_run FOLDER SCENARIO DAYS THREADS
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "jarip/network.hpp"
#include "jarip/stress.hpp"

namespace {

double now() {
    const auto time = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(time).count();
}

double used() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int count, char** values) {
    using namespace jarip;
    if (count != 5) return 2;
    const double start = now();
    const auto network = network::load(values[1]);
    const double read = now();
    const double read_cpu = used();
    const auto run =
        stress::simulate(network, values[2],
                         {.days = std::atoi(values[3]),
                          .losses_only = true,
                          .run = {.threads = static_cast<unsigned>(std::atoi(values[4]))}});
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "{\"read\": %.6f, \"read_cpu\": %.6f, \"run\": %.6f, \"run_cpu\": %.6f, \"lost\": %.17g, "
        "\"links\": %zu, \"peak_mb\": %.1f}\n",
        read - start, read_cpu, now() - read, used() - read_cpu, run.world_made.lost_value,
        network.links.size(), static_cast<double>(usage.ru_maxrss) / 1024);
}
