/// Numbers that are handled side by side, in pieces of 32 bytes, which the registers of nearly all machines hold: of a wider
/// vector, compilers make ten times the work where a machine has no registers as wide (GCC 12, AVX2). For functions that are
/// compiled for several instruction sets (best_set.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace jarip {

#define JARIP_IN_REGISTERS inline __attribute__((always_inline))

/// What a register holds. (GCC drops the attribute where the type of a number is a parameter.)
template <class Real>
struct PieceOf;
template <>
struct PieceOf<float> {
    using Type = float __attribute__((vector_size(32)));
};
template <>
struct PieceOf<double> {
    using Type = double __attribute__((vector_size(32)));
};

/// So many numbers, one a lane. Each operation is done in every lane, by the rules of IEEE 754, and none are fused.
template <class Real, std::size_t kLanes>
struct alignas(kLanes * sizeof(Real)) Pack {
    static constexpr std::size_t kPiece = 32 / sizeof(Real);  ///< lanes of a piece
    static constexpr std::size_t kPieces = kLanes / kPiece;
    static_assert(kPieces * kPiece == kLanes);
    using Piece = typename PieceOf<Real>::Type;
    using Truth = decltype(Piece{} < Piece{});

    /// What a comparison says of each lane.
    struct Mask {
        Truth pieces[kPieces];

        /// Whether it is so in any lane.
        [[nodiscard]] JARIP_IN_REGISTERS bool any() const {
            Truth all = pieces[0];
            for (std::size_t i = 1; i < kPieces; ++i) all |= pieces[i];
            long long words[4];
            std::memcpy(words, &all, sizeof(words));
            return (words[0] | words[1] | words[2] | words[3]) != 0;
        }
    };

    Piece pieces[kPieces]{};
    static_assert(sizeof(Piece) == 32);

    /// 0 in every lane.
    JARIP_IN_REGISTERS Pack() = default;
    /// The same number in every lane.
    // NOLINTNEXTLINE(google-explicit-constructor): as a number stands for itself in vectors of the compiler
    JARIP_IN_REGISTERS Pack(Real all) {
        for (auto& piece : pieces) piece = Piece{} + all;
    }
    /// What stands in memory from there on, wherever it begins.
    [[nodiscard]] JARIP_IN_REGISTERS static Pack read(const Real* from) {
        Pack result;
        std::memcpy(result.pieces, from, sizeof(result.pieces));
        return result;
    }
    /// from[places[0]], from[places[1]], …
    [[nodiscard]] JARIP_IN_REGISTERS static Pack gather(const Real* from,
                                                        const std::uint32_t* places) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i)
            result.gather_piece(i, from, places + i * kPiece, std::make_index_sequence<kPiece>{});
        return result;
    }
    JARIP_IN_REGISTERS void write(Real* to) const { std::memcpy(to, pieces, sizeof(pieces)); }

    [[nodiscard]] JARIP_IN_REGISTERS Real operator[](std::size_t lane) const {
        Real value;
        std::memcpy(&value, reinterpret_cast<const char*>(pieces) + lane * sizeof(Real),
                    sizeof(Real));
        return value;
    }
    JARIP_IN_REGISTERS void set(std::size_t lane, Real value) {
        std::memcpy(reinterpret_cast<char*>(pieces) + lane * sizeof(Real), &value, sizeof(Real));
    }

    [[nodiscard]] JARIP_IN_REGISTERS friend Pack operator+(const Pack& a, const Pack& b) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i) result.pieces[i] = a.pieces[i] + b.pieces[i];
        return result;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack operator-(const Pack& a, const Pack& b) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i) result.pieces[i] = a.pieces[i] - b.pieces[i];
        return result;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack operator*(const Pack& a, const Pack& b) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i) result.pieces[i] = a.pieces[i] * b.pieces[i];
        return result;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack operator/(const Pack& a, const Pack& b) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i) result.pieces[i] = a.pieces[i] / b.pieces[i];
        return result;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack operator-(const Pack& a) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i) result.pieces[i] = -a.pieces[i];
        return result;
    }
    JARIP_IN_REGISTERS Pack& operator+=(const Pack& other) { return *this = *this + other; }

    [[nodiscard]] JARIP_IN_REGISTERS friend Mask operator<(const Pack& a, const Pack& b) {
        Mask mask;
        for (std::size_t i = 0; i < kPieces; ++i) mask.pieces[i] = a.pieces[i] < b.pieces[i];
        return mask;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Mask operator>(const Pack& a, const Pack& b) {
        return b < a;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Mask operator==(const Pack& a, const Pack& b) {
        Mask mask;
        for (std::size_t i = 0; i < kPieces; ++i) mask.pieces[i] = a.pieces[i] == b.pieces[i];
        return mask;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Mask operator!=(const Pack& a, const Pack& b) {
        Mask mask;
        for (std::size_t i = 0; i < kPieces; ++i) mask.pieces[i] = a.pieces[i] != b.pieces[i];
        return mask;
    }
    /// In each lane `a` where the mask says so, else `b`.
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack select(const Mask& mask, const Pack& a,
                                                        const Pack& b) {
        Pack result;
        for (std::size_t i = 0; i < kPieces; ++i)
            result.pieces[i] = mask.pieces[i] ? a.pieces[i] : b.pieces[i];
        return result;
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack smaller(const Pack& a, const Pack& b) {
        return select(a < b, a, b);
    }
    [[nodiscard]] JARIP_IN_REGISTERS friend Pack larger(const Pack& a, const Pack& b) {
        return select(a > b, a, b);
    }

private:
    template <std::size_t... kAt>
    JARIP_IN_REGISTERS void gather_piece(std::size_t piece, const Real* from,
                                         const std::uint32_t* places, std::index_sequence<kAt...>) {
        pieces[piece] = Piece{from[places[kAt]]...};
    }
};

}  // namespace jarip
