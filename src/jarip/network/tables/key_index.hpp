/// Rows of a table by their keys, as --set and ranges.csv name them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jarip/network/tables/model_table.hpp"

namespace jarip::network {

class KeyIndex {
public:
    explicit KeyIndex(const ModelTable& table);

    /// Rows with this key: one by the full key, perhaps several by a key without its optional columns.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view key) const;
    [[nodiscard]] std::string nearest_key(std::string_view key) const;

private:
    std::unordered_map<std::string, std::vector<std::size_t>> rows_;
    std::unordered_map<std::string, std::vector<std::size_t>> brief_;
    std::vector<std::string> keys_;
};

}  // namespace jarip::network
