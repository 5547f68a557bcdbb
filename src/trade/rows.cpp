#include "rows.hpp"

#include <algorithm>
#include <utility>

namespace jarip::trade {
namespace {

constexpr std::size_t kMostFaults = 1000;
constexpr std::size_t kShownColumns = 60;

char separator_of(std::string_view text) {
    const auto header = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    std::ptrdiff_t most = std::count(header.begin(), header.end(), ',');
    for (const char other : {';', '\t'}) {
        const auto count = std::count(header.begin(), header.end(), other);
        if (count > most) best = other;
        most = std::max(most, count);
    }
    return best;
}

std::string column_name(std::string_view label) {
    std::string name;
    for (const char c : label) {
        const bool gap = c == ' ' || c == '(' || c == ')' || c == '-' || c == '.';
        if (!gap)
            name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (name.ends_with('_')) name.pop_back();
    return name;
}

}  // namespace

Rows::Rows(std::string_view file, std::string_view text, Diagnostics& diagnostics)
    : file_{file},
      text_{text},
      separator_{separator_of(text)},
      reader_{text, separator_},
      diagnostics_{diagnostics} {
    row_ = reader_.next();
    if (row_.empty()) {
        diagnostics_.error("E0010", {file_});
    } else if (sound()) {
        for (std::size_t i = 0; i < row_.size(); ++i) {
            header_.push_back(column_name(field(i)));
            header_places_.push_back(locate(row_[i]));
        }
        while (!header_.empty() && header_.back().empty()) header_.pop_back();
    }
}

std::optional<std::size_t> Rows::column(std::initializer_list<std::string_view> names) const {
    for (const auto name : names) {
        const auto found = std::find(header_.begin(), header_.end(), name);
        if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
    }
    return std::nullopt;
}

bool Rows::next() {
    if (std::exchange(header_pending_, false)) return true;
    while (faults_ < kMostFaults) {
        row_ = reader_.next();
        if (row_.empty()) return false;
        if (!sound()) continue;
        std::size_t filled = row_.size();
        while (filled > header_.size() && row_[filled - 1].value.empty()) --filled;
        if (filled == header_.size()) return true;
        diagnostics_.error(
            "E0011", locate(row_[std::min(filled - 1, header_.size())]),
            {{"fields", std::to_string(filled)}, {"columns", std::to_string(header_.size())}});
        count_fault();
    }
    return false;
}

std::string_view Rows::field(std::size_t column) {
    const CsvField& field = row_[column];
    if (!field.doubled) return field.value;
    unescaped_ = unescaped(field.value);
    return unescaped_;
}

void Rows::fault(const char* code, std::size_t column, Arguments arguments) {
    arguments.emplace_back("value", shortened(field(column), kShownColumns));
    arguments.emplace_back("column", header_[column]);
    diagnostics_.error(code, locate(row_[column]), std::move(arguments));
    count_fault();
}

void Rows::header_fault(const char* code, std::size_t column, Arguments arguments) {
    arguments.emplace_back("column", header_[column]);
    diagnostics_.error(code, header_places_[column], std::move(arguments));
}

void Rows::header_note(const char* code, std::size_t column, Arguments arguments) {
    arguments.emplace_back("column", header_[column]);
    diagnostics_.note(code, header_places_[column], std::move(arguments));
}

Location Rows::locate(const CsvField& field) const {
    const auto begin = static_cast<std::size_t>(field.value.data() - text_.data());
    return csv_location(file_, text_, begin - (field.quoted ? 1 : 0), reader_.row_begin(),
                        reader_.line(), separator_);
}

bool Rows::sound() {
    for (const CsvField& field : row_) {
        if (field.fault == CsvFault::none) continue;
        diagnostics_.error(field.fault == CsvFault::never_closed ? "E0012" : "E0014",
                           locate(field));
        count_fault();
        return false;
    }
    return true;
}

void Rows::count_fault() {
    if (++faults_ == kMostFaults)
        diagnostics_.error("E0113", {file_, reader_.line(), 1, 1, ""},
                           {{"count", std::to_string(kMostFaults)}});
}

}  // namespace jarip::trade
