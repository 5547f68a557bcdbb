/// Tables of many million rows in one plain layout, read on all cores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "jarip/trade/flows/flows_builder.hpp"

namespace jarip::trade {

/// The bytes of a table, in memory or in a file that is read piece by piece.
struct Bytes {
    std::string name;
    std::uint64_t size = 0;
    /// Fills `into` from an offset, from any thread; false where the bytes cannot be had.
    std::function<bool(std::uint64_t offset, std::span<char> into)> read;
};

/// The file must outlive its bytes.
[[nodiscard]] Bytes bytes_of(const SourceFile& file);
/// nullopt where there is no such regular file, or it cannot be read: a pipe can be read only once.
[[nodiscard]] std::optional<Bytes> bytes_of_file(const std::string& path);

struct BulkOptions {
    unsigned threads = 0;
    /// Bytes that one thread reads at a time: the same for any number of threads, and so few that those of all
    /// stay in the cache.
    std::size_t piece = std::size_t{64} << 10U;
};

/// Reads a BACI table that is written as CEPII writes it: no quotes, no fault, nothing left out. Gives the same
/// flows as the careful reader, the same for any number of threads. Where it is true, the source has begun and is
/// to be ended; false where the table is anything else: then nothing is added, and the careful reader is to
/// say what is wrong where.
[[nodiscard]] bool read_bulk(const Bytes& bytes, FlowsBuilder& flows,
                             const BulkOptions& options = {});

}  // namespace jarip::trade
