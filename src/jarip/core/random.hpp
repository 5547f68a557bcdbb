/// Random numbers that are a function of their key: threads and order cannot change a result.
#pragma once

#include <cstdint>
#include <string_view>

namespace jarip {

/// What a stream is for. No two uses share draws.
struct StreamKey {
    std::uint64_t seed = 1;
    std::uint32_t replication = 0;  ///< scenario or replication
    std::uint32_t entity = 0;       ///< event, site, …
    std::uint32_t use = 0;          ///< what is drawn: duration, severity, …
};

/// Counter-based stream over Philox4x32-10 (Salmon et al. 2011, SC'11), as Random123 computes it. A
/// stream has 2³³ draws of 64 bits.
class RandomStream {
public:
    explicit RandomStream(StreamKey key) : key_{key} {}

    [[nodiscard]] std::uint64_t bits();                      ///< 64 uniform bits
    [[nodiscard]] double uniform();                          ///< in (0, 1), 52 bits, never 0 or 1
    [[nodiscard]] double exponential(double mean);           ///< by inversion
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);  ///< 0…bound−1, unbiased; bound >= 1

private:
    StreamKey key_;
    std::uint32_t block_ = 0;
    std::uint64_t buffered_ = 0;
    bool has_buffered_ = false;
};

/// A number in [0, 1) that hangs on nothing but the name (FNV-1a): it decides between equals alike in whatever
/// order they stand.
[[nodiscard]] double fraction_of(std::string_view name);

}  // namespace jarip
