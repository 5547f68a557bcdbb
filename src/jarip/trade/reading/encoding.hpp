/// Bytes of a download as UTF-8 text.
#pragma once

#include <optional>
#include <string>

#include "jarip/core.hpp"

namespace jarip::trade {

struct Decoded {
    std::string encoding;  ///< what the bytes are
    std::optional<std::string>
        converted;  ///< the text as UTF-8; none where the bytes are that already
};

/// Finds out whether the bytes are UTF-16 (by its mark or its zeros), UTF-8, Big5 or GB 18030 (by words of their headers,
/// else by names of countries), CP949 (by its pairs of high bytes) or Windows-1252 (single high bytes), in this order.
/// Letters and digits of full width become plain ones, letters in pieces one.
/// errors  E0101 with the place of the first byte that is none of these, or of a zero byte
[[nodiscard]] std::optional<Decoded> decode(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace jarip::trade
