/// Rows of NetBox's API: what its answers hold, and fields of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/json.hpp"
#include "jarip/rack/library.hpp"

namespace jarip::rack {

struct ApiRow {
    Json row;
    const SourceFile* file = nullptr;
};

/// Rows by their kind ("power-ports"), each kind by ids.
using ApiRows = std::map<std::string, std::vector<ApiRow>>;

/// Of pages, lists and rows. errors E0456 a file is no answer; warnings E0463 pages are missing, E0471 nothing is read of an answer
[[nodiscard]] ApiRows read_api_rows(const std::vector<SourceFile>& files, Diagnostics& findings);

/// A choice of NetBox is {value, label}; another object is known by its name, or what it is called.
[[nodiscard]] std::string word(const Json& value);
/// The field of a row; null where it has none.
[[nodiscard]] const Json& at(const Json& row, std::string_view key);
[[nodiscard]] std::string word_at(const Json& row, std::string_view key);
[[nodiscard]] std::optional<double> number_at(const Json& row, std::string_view key);
/// The id of a row, or of the object in a field of it; -1 where there is none.
[[nodiscard]] std::int64_t id_of(const Json& row);
[[nodiscard]] std::int64_t id_at(const Json& row, std::string_view key);

/// "power-port-templates" are the rows of "power-ports" of a type; empty for other kinds.
[[nodiscard]] std::string list_of_templates(const std::string& kind);
[[nodiscard]] Location start_of(const SourceFile& file);

}  // namespace jarip::rack
