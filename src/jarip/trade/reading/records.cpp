#include "jarip/trade/reading/records.hpp"

#include <algorithm>

namespace jarip::trade {

std::size_t Records::column(std::string_view name) {
    const auto [found, is_new] = column_by_name_.emplace(name, names_.size());
    if (!is_new) return found->second;
    if (names_.size() == kMostColumns) {
        column_by_name_.erase(found);
        return kMostColumns;
    }
    names_.emplace_back(name);
    return found->second;
}

void Records::begin_row(std::size_t line) {
    if (bytes() > most_bytes_) is_cut_ = true;
    if (is_cut_) return;
    row_starts_.push_back(cells_.size());
    row_lines_.push_back(static_cast<std::uint32_t>(line));
}

void Records::add(std::size_t column, std::string_view text, std::size_t line, std::size_t place) {
    add(column, text);
    if (!is_cut_)
        places_.push_back({static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(place)});
}

void Records::add(std::size_t column, std::string_view text) {
    if (bytes() + text.size() > most_bytes_) is_cut_ = true;
    if (!is_cut_) add_kept(column, copied(text));
}

void Records::add_kept(std::size_t column, std::string_view text) {
    if (is_cut_ || column >= kMostColumns) {
        is_cut_ = true;
        return;
    }
    width_ = std::max(width_, column + 1);
    cells_.push_back(
        {text.data(), static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(column)});
}

std::string_view Records::copied(std::string_view text) {
    constexpr std::size_t kChunk = std::size_t{1} << 18U;
    if (chunk_size_ - chunk_used_ < text.size()) {
        chunk_size_ = std::max(kChunk, text.size());
        chunk_used_ = 0;
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_size_));
    }
    char* const begin = chunks_.back().get() + chunk_used_;
    std::copy(text.begin(), text.end(), begin);
    chunk_used_ += text.size();
    text_bytes_ += text.size();
    return {begin, text.size()};
}

void Records::add_beside(std::string_view name, std::string_view value) {
    constexpr std::size_t kMost = 60;
    constexpr std::size_t kLongest = 200;
    if (beside_.size() < kMost)
        beside_.emplace_back(name.substr(0, kLongest), value.substr(0, kLongest));
}

class RecordRows final : public RowSource {
public:
    RecordRows(std::string_view file, Records records) : file_{file}, records_{std::move(records)} {
        records_.row_starts_.push_back(records_.cells_.size());
        rewind();
    }

    std::span<const CsvField> next() override {
        if (header_pending_) {
            header_pending_ = false;
            fields_.clear();
            for (const auto& name : records_.names_) fields_.push_back({name});
            return fields_;
        }
        while (row_ + 1 < records_.row_starts_.size()) {
            at_ = row_++;
            fields_.assign(std::max(records_.width_, records_.names_.size()), CsvField{});
            bool filled = false;
            for (auto i = records_.row_starts_[at_]; i < records_.row_starts_[at_ + 1]; ++i) {
                const auto& cell = records_.cells_[i];
                fields_[cell.column].value = cell.text();
                filled = filled || cell.length > 0;
            }
            if (filled) return fields_;
        }
        return {};
    }

    void rewind() override {
        row_ = at_ = 0;
        header_pending_ = !records_.names_.empty();
    }

    [[nodiscard]] std::size_t line() const override {
        return at_ < records_.row_lines_.size() ? records_.row_lines_[at_] : 1;
    }

    [[nodiscard]] Location locate(std::size_t field) const override {
        for (auto i = records_.row_starts_[at_]; i < records_.row_starts_[at_ + 1]; ++i) {
            const auto& cell = records_.cells_[i];
            if (cell.column != field) continue;
            if (records_.places_.empty()) return {file_, line(), field + 1, 1, ""};
            const auto& place = records_.places_[i];
            return {file_, place.line, place.column, 1, ""};
        }
        return {file_, line(), 1, 1, ""};
    }

    [[nodiscard]] std::string raw() const override {
        std::string text;
        for (const auto& field : fields_)
            text += (text.empty() && &field == &fields_[0] ? "" : ",") + csv_field(field.value);
        return text;
    }

    [[nodiscard]] bool rows_may_end_early() const override { return true; }

private:
    std::string file_;
    Records records_;
    std::size_t row_ = 0;
    std::size_t at_ = 0;  // the row given last
    bool header_pending_ = false;
    std::vector<CsvField> fields_;
};

std::unique_ptr<RowSource> record_rows(std::string_view file, Records records) {
    return std::make_unique<RecordRows>(file, std::move(records));
}

std::pair<std::size_t, std::size_t> Places::at(std::size_t byte) {
    constexpr std::size_t kLongestCounted = 10'000;
    for (byte = std::min(byte, text_.size()); seen_ < byte; ++seen_) {
        if (text_[seen_] != '\n') continue;
        ++line_;
        line_begin_ = seen_ + 1;
    }
    const auto before = text_.substr(line_begin_, byte - std::min(byte, line_begin_));
    return {line_, (before.size() > kLongestCounted ? before.size() : character_count(before)) + 1};
}

}  // namespace jarip::trade
