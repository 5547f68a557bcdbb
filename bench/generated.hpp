/// What writes files of invented figures, the same bytes everywhere.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace jarip::bench {

/// SplitMix64 (Steele, Lea and Flood 2014).
class Random {
public:
    std::uint64_t below(std::uint64_t bound) {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t x = state_;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return ((x ^ (x >> 31)) >> 32) * bound >> 32;
    }

private:
    std::uint64_t state_ = 1;
};

/// Written anew. Ends the program where that is not possible.
class File {
public:
    explicit File(const std::string& path) : file_{std::fopen(path.c_str(), "wb")} {
        if (file_ == nullptr) std::exit(2);
    }
    ~File() { std::fclose(file_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), file_); }
    template <class... Figures>
    void line(fmt::format_string<Figures...> format, Figures&&... figures) {
        fmt::print(file_, format, std::forward<Figures>(figures)...);
    }

private:
    std::FILE* file_;
};

}  // namespace jarip::bench
