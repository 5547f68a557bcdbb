/// XML, an event at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>

namespace jarip::trade {

/// What a reader of XML is told; nothing happens where it does not listen. Names come without their namespace.
struct XmlEvents {
    /// Attributes by name: "" where there is none.
    using Attributes = std::function<std::string_view(std::string_view)>;
    std::function<void(std::string_view element, const Attributes& attributes)> start =
        [](std::string_view, const Attributes&) {};
    std::function<void(std::string_view element)> end = [](std::string_view) {};
    std::function<void(std::string_view text)> text = [](std::string_view) {};
};

struct XmlPlace {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Parses UTF-8 text; `place`, while events come, is where reading is. A document that declares entities is refused.
/// returns whether it is sound; else `place` is where it is not
[[nodiscard]] bool parse_xml(std::string_view text, const XmlEvents& events, XmlPlace& place);

}  // namespace jarip::trade
