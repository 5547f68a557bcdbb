#include "jarip/core/random.hpp"

#include <Random123/philox.h>

#include <cassert>
#include <cmath>

namespace jarip {
namespace {

std::uint32_t low_word(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }
std::uint32_t high_word(std::uint64_t bits) { return static_cast<std::uint32_t>(bits >> 32); }
std::uint64_t joined(std::uint32_t high, std::uint32_t low) {
    return std::uint64_t{high} << 32 | low;
}

}  // namespace

std::uint64_t RandomStream::bits() {
    if (has_buffered_) {
        has_buffered_ = false;
        return buffered_;
    }
    const r123::Philox4x32::ctr_type counter{{block_++, key_.replication, key_.entity, key_.use}};
    const r123::Philox4x32::key_type key{{low_word(key_.seed), high_word(key_.seed)}};
    const auto words = r123::Philox4x32{}(counter, key);
    buffered_ = joined(words[3], words[2]);
    has_buffered_ = true;
    return joined(words[1], words[0]);
}

double RandomStream::uniform() {
    // 52 random bits in the middle of their interval: neither 0 nor 1 can come out.
    return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;
}

double RandomStream::exponential(double mean) { return -mean * std::log(uniform()); }

std::uint64_t RandomStream::below(std::uint64_t bound) {
    assert(bound > 0 && "below(0) has no values");
    // Rejects the draws of the last, incomplete run of `bound` values.
    const std::uint64_t incomplete = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t draw = bits();
        if (draw >= incomplete) return draw % bound;
    }
}

double fraction_of(std::string_view name) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return static_cast<double>(hash >> 12U) * 0x1p-52;
}

}  // namespace jarip
