#include "jarip/network/tables/key_index.hpp"

namespace jarip::network {

KeyIndex::KeyIndex(const ModelTable& table) {
    rows_.reserve(table.row_count());
    keys_.reserve(table.row_count());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        keys_.push_back(table.key(row));
        rows_[keys_.back()].push_back(row);
        auto brief = table.key(row, true);
        if (brief != keys_.back()) brief_[std::move(brief)].push_back(row);
    }
}

std::vector<std::size_t> KeyIndex::find(std::string_view key) const {
    const std::string text{key};
    if (const auto found = rows_.find(text); found != rows_.end()) return found->second;
    if (const auto found = brief_.find(text); found != brief_.end()) return found->second;
    return {};
}

std::string KeyIndex::nearest_key(std::string_view key) const { return nearest(key, keys_); }

}  // namespace jarip::network
