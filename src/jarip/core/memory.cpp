#include "jarip/core/memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>

namespace jarip {

namespace {

constexpr double kKilobyte = 1'024;

/// Empty where it cannot be read. Files of the system have no size that could be asked first.
std::string system_text(const char* path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::optional<double> first_figure(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    double figure = 0;
    const auto read = std::from_chars(text.data() + begin, text.data() + text.size(), figure);
    if (read.ec != std::errc{}) return std::nullopt;
    return figure;
}

/// What the limit of the address space leaves.
std::optional<double> left_by_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
    const auto pages = first_figure(system_text("/proc/self/statm"));
    const double taken = pages.value_or(0) * static_cast<double>(sysconf(_SC_PAGESIZE));
    return std::max(0.0, static_cast<double>(limit.rlim_cur) - taken);
}

std::optional<double> left_by_machine() {
    const std::string text = system_text("/proc/meminfo");
    const auto available = memory_figure(text, "MemAvailable");
    if (!available) return std::nullopt;
    return *available + memory_figure(text, "SwapFree").value_or(0);
}

/// Of the control group that a container sees as the root.
std::optional<double> left_by_group() {
    const auto most = first_figure(system_text("/sys/fs/cgroup/memory.max"));
    const auto taken = first_figure(system_text("/sys/fs/cgroup/memory.current"));
    if (!most || !taken) return std::nullopt;
    return std::max(0.0, *most - *taken);
}

}  // namespace

std::optional<double> memory_figure(std::string_view text, std::string_view key) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(key) || line.substr(key.size(), 1) != ":") continue;
        const auto figure = first_figure(line.substr(key.size() + 1));
        return figure ? std::optional{*figure * kKilobyte} : std::nullopt;
    }
    return std::nullopt;
}

std::optional<double> memory_left() {
    std::optional<double> least;
    for (const auto& one : {left_by_limit(), left_by_group(), left_by_machine()})
        if (one && (!least || *one < *least)) least = one;
    return least;
}

}  // namespace jarip
