// jarip: reads an economy of money flows and runs a scenario of it day by day. Prints a line of JSON.
//
//     economy_run FOLDER SCENARIO DAYS THREADS
#include <cstdio>
#include <cstdlib>

#include "jarip/network.hpp"
#include "jarip/stress.hpp"
#include "measure.hpp"

int main(int count, char** values) {
    using namespace jarip;
    if (count != 5) return 2;
    Stopwatch watch;
    const auto network = network::load(values[1]);
    const double read_seconds = watch.lap();
    const double read_cpu = processor_seconds();
    const auto run =
        stress::simulate(network, values[2],
                         {.days = std::atoi(values[3]),
                          .losses_only = true,
                          .run = {.threads = static_cast<unsigned>(std::atoi(values[4]))}});
    const double run_seconds = watch.lap();
    std::printf(
        "{\"read\": %.6f, \"read_cpu\": %.6f, \"run\": %.6f, \"run_cpu\": %.6f, \"lost\": %.17g, "
        "\"links\": %zu, \"peak_mb\": %.1f}\n",
        read_seconds, read_cpu, run_seconds, processor_seconds() - read_cpu,
        run.world_made.lost_value, network.links.size(), peak_megabytes());
}
