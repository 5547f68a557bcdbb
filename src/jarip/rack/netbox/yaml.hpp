/// YAML as NetBox's libraries write it, with our diagnostics: maps, lists and scalars with their places.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/core/toml.hpp"

namespace jarip::rack {

struct YamlNode {
    enum class Kind { null, scalar, list, map };
    Kind kind = Kind::null;
    std::string key;  ///< in the map that holds it
    std::size_t key_line = 1, key_column = 1;
    std::string value;     ///< of a scalar
    bool is_text = false;  ///< it was quoted or written as a block
    std::size_t line = 1, column = 1;
    std::vector<YamlNode> items;  ///< of a list, or of a map, as written

    [[nodiscard]] const YamlNode* find(std::string_view name) const;
    bool operator==(const YamlNode&) const = default;
};

/// The first document. Anchors and aliases are refused, since a few lines of them can stand for gigabytes.
/// errors    E0430 not YAML, E0431 an anchor or alias, E0432 a key twice, E0436 nested too deep (then nullopt)
/// warnings  E0439 further documents
[[nodiscard]] std::optional<YamlNode> parse_yaml(const SourceFile& file, Diagnostics& diagnostics);

/// The same by the library alone, without the short way below. For tests.
[[nodiscard]] std::optional<YamlNode> parse_yaml_by_events(const SourceFile& file,
                                                           Diagnostics& diagnostics);

/// The short way: maps of scalars and of lists of maps of scalars, each on its line, which is what type libraries are made
/// of, read ten times as fast as by the library. Empty where the text is anything else; then the library has the word.
[[nodiscard]] std::optional<YamlNode> parse_plain_yaml(const SourceFile& file);

/// The places of nodes and of their keys in a file.
class YamlPlaces {
public:
    explicit YamlPlaces(const SourceFile& file) : file_{file} {}
    [[nodiscard]] Location of(const YamlNode& node);
    [[nodiscard]] Location of_key(const YamlNode& node);

private:
    [[nodiscard]] Location with_excerpt(Location where);

    const SourceFile& file_;
    std::optional<LineIndex> lines_;  ///< made when a place is asked for: most files have no fault
};

}  // namespace jarip::rack
