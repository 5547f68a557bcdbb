#include "jarip/core/csv.hpp"

#include <algorithm>
#include <iterator>

#include "jarip/core/utf8.hpp"

namespace jarip {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Bytes of the field at the beginning of the text, its quotes among them.
std::size_t field_size(std::string_view text, char separator) {
    if (!text.starts_with('"')) {
        const char ends[] = {separator, '\r', '\n'};
        return std::min(text.find_first_of(std::string_view{ends, std::size(ends)}), text.size());
    }
    std::size_t end = text.find('"', 1);
    while (end != std::string_view::npos && text.substr(end + 1).starts_with('"'))
        end = text.find('"', end + 2);
    return end == std::string_view::npos ? text.size() : end + 1;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, char separator) : text_{text}, separator_{separator} {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

std::span<const CsvField> CsvReader::next() {
    const auto filled = [](const CsvField& field) {
        return !field.value.empty() || field.fault != CsvFault::none;
    };
    while (at_ < text_.size()) {
        read_row();
        if (std::any_of(row_.begin(), row_.end(), filled)) return row_;
    }
    return {};
}

void CsvReader::read_row() {
    row_.clear();
    row_begin_ = at_;
    row_line_ = line_;
    for (;;) {
        row_.push_back(at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_plain());
        if (at_ == text_.size()) return;
        const char stop = text_[at_++];
        if (stop == separator_) continue;
        if (stop == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
        ++line_;
        return;
    }
}

CsvField CsvReader::read_plain() {
    const char* const begin = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    const char* stop = begin;
    while (stop != end && *stop != separator_ && *stop != '\n' && *stop != '\r') ++stop;
    at_ += static_cast<std::size_t>(stop - begin);
    return {trimmed({begin, static_cast<std::size_t>(stop - begin)})};
}

CsvField CsvReader::read_quoted() {
    CsvField field;
    field.quoted = true;
    const std::size_t begin = at_ + 1;
    for (std::size_t scan = begin;; scan += 2) {
        scan = text_.find('"', scan);
        if (scan == std::string_view::npos) {
            field.fault = CsvFault::never_closed;
            field.value = text_.substr(begin);
            at_ = text_.size();
            return field;
        }
        if (scan + 1 < text_.size() && text_[scan + 1] == '"') {
            field.doubled = true;
            continue;
        }
        field.value = text_.substr(begin, scan - begin);
        at_ = scan + 1;
        break;
    }
    line_ += line_end_count(field.value);
    if (!read_plain().value.empty()) field.fault = CsvFault::text_after_quote;
    return field;
}

Location csv_location(std::string_view file, std::string_view text, std::size_t source,
                      std::size_t row_begin, std::size_t row_line, char separator) {
    const auto before = text.substr(0, source);
    const std::size_t line_end = before.find_last_of("\r\n");
    std::size_t line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    if (line_begin == 0 && text.starts_with(kByteOrderMark)) line_begin = kByteOrderMark.size();

    Location where;
    where.file = file;
    where.line = row_line + line_end_count(before.substr(std::min(row_begin, source)));
    where.column = character_count(before.substr(std::min(line_begin, source))) + 1;
    const auto rest = text.substr(source);
    where.width =
        std::max<std::size_t>(1, character_count(rest.substr(0, field_size(rest, separator))));
    // So much of the line is enough for the excerpt.
    constexpr std::size_t kBehind = 1000;
    const auto line = text.substr(0, source + std::min(rest.size(), kBehind)).substr(line_begin);
    const auto column_byte = source - std::min(line_begin, source);
    const auto line_size = line.find_first_of("\r\n", column_byte);
    where.set_excerpt(line.substr(0, line_size), column_byte);
    return where;
}

std::string unescaped(std::string_view value) {
    std::string result;
    result.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        result += value[i];
        if (value[i] == '"') ++i;
    }
    return result;
}

std::size_t line_end_count(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool first_of_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        count += text[i] == '\n' || (text[i] == '\r' && !first_of_pair);
    }
    return count;
}

}  // namespace jarip
