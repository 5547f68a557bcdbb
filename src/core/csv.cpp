#include "csv.hpp"

#include <algorithm>

namespace jarip {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
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
