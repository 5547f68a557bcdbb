/// A short word that differs where bytes differ: FNV-1a of 64 bits, as 16 hexadecimal digits. Not against forgery.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jarip {

class Fingerprint {
public:
    /// With an end after it, so that pieces do not run into each other.
    void add(std::string_view bytes) {
        for (const char byte : bytes) {
            hash_ ^= static_cast<unsigned char>(byte);
            hash_ *= kPrime;
        }
        hash_ ^= 0xffU;
        hash_ *= kPrime;
    }
    [[nodiscard]] std::string word() const {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string word(16, '0');
        std::uint64_t rest = hash_;
        for (std::size_t i = word.size(); i-- > 0; rest >>= 4U) word[i] = digits[rest & 15U];
        return word;
    }

private:
    static constexpr std::uint64_t kPrime = 0x100000001b3U;
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace jarip
