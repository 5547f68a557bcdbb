#include "jarip/trade/reading/rows.hpp"

#include "jarip/core/ascii.hpp"

#include <algorithm>

namespace jarip::trade {
namespace {

constexpr std::size_t kMostFaults = 1000;
constexpr std::size_t kMostRejects = 100'000;
constexpr std::size_t kMostRejectBytes = 100'000'000;
constexpr std::size_t kShownColumns = 60;
constexpr std::size_t kHeadRows = 12;
constexpr std::size_t kHeadFields = 1000;
// What is kept of a long line, in bytes: a thousand faults must not fill the memory.
constexpr std::size_t kLongestExcerpt = 4096;
constexpr std::size_t kLongestReject = 4096;
constexpr std::size_t kLongestName = 1000;
constexpr std::size_t kMostRemarks = 50, kLongestRemark = 500;

// Blanks, brackets, dashes and points are one "_"; East Asian tables write some of them full width.
std::string column_name(std::string_view label) {
    constexpr std::string_view kWide[] = {"\xEF\xBC\x88", "\xEF\xBC\x89", "\xE3\x80\x80"};
    std::string name;
    const auto gap = [&] {
        if (!name.empty() && name.back() != '_') name += '_';
    };
    for (std::size_t at = 0; at < label.size(); ++at) {
        const char c = label[at];
        const bool wide = std::any_of(std::begin(kWide), std::end(kWide), [&](auto character) {
            return label.substr(at).starts_with(character);
        });
        if (wide) {
            gap();
            at += 2;
        } else if (c == ' ' || c == '(' || c == ')' || c == '-' || c == '.' || c == '\n') {
            gap();
        } else {
            name += ascii_lower(c);
        }
    }
    while (name.ends_with('_')) name.pop_back();
    return name;
}

constexpr std::string_view kNoBreak = "\xC2\xA0", kWideBlank = "\xE3\x80\x80";

std::string_view without_blanks(std::string_view text) {
    const auto is_plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; };
    if (text.empty() || (is_plain(text.front()) && is_plain(text.back()))) return text;
    for (bool found = true; std::exchange(found, false);) {
        for (const std::string_view blank :
             {std::string_view{" "}, std::string_view{"\t"}, std::string_view{"\r"},
              std::string_view{"\n"}, kNoBreak, kWideBlank}) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                found = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                found = true;
            }
        }
    }
    return text;
}

}  // namespace

Rows::Rows(std::string_view file, std::unique_ptr<RowSource> source, Diagnostics& diagnostics,
           OnFault on_fault)
    : file_{file}, source_{std::move(source)}, diagnostics_{diagnostics}, on_fault_{on_fault} {
    for (row_ = source_->next(); !row_.empty() && head_.size() < kHeadRows;
         row_ = source_->next()) {
        auto& texts = head_.emplace_back();
        for (const CsvField& field : row_.first(std::min(row_.size(), kHeadFields)))
            texts.emplace_back(value(field).substr(0, kLongestExcerpt));
        unescaped_.clear();
    }
    if (!head_.empty()) take_header(0);
}

void Rows::take_header(std::size_t row) {
    source_->rewind();
    header_row_ = row;
    for (std::size_t i = 0; i <= row; ++i) row_ = source_->next();
    header_.clear();
    header_places_.clear();
    if (!sound()) return;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        header_.push_back(column_name(value(row_[i]).substr(0, kLongestName)));
        header_places_.push_back(locate(i));
    }
    unescaped_.clear();
    while (!header_.empty() && header_.back().empty()) header_.pop_back();
}

std::optional<std::size_t> Rows::column(std::initializer_list<std::string_view> names) const {
    for (const auto name : names) {
        const auto found = std::find(header_.begin(), header_.end(), name);
        if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
    }
    return std::nullopt;
}

bool Rows::has(std::initializer_list<std::string_view> names) const {
    return column(names).has_value();
}

bool Rows::has_all(std::initializer_list<std::string_view> names) const {
    return std::all_of(names.begin(), names.end(),
                       [&](std::string_view name) { return column({name}).has_value(); });
}

std::pair<std::size_t, std::size_t> Rows::count(
    std::size_t column, const std::function<bool(std::string_view)>& is_so) {
    std::size_t so = 0, not_so = 0;
    for (row_ = source_->next(); !row_.empty(); row_ = source_->next()) {
        unescaped_.clear();
        if (column < row_.size()) ++(is_so(value(row_[column])) ? so : not_so);
    }
    take_header(header_row_);
    return {so, not_so};
}

namespace {

// How a number with commas can be read.
enum class Commas : std::uint8_t { none, grouped, surely_grouped, otherwise };
Commas commas_of(std::string_view text) {
    constexpr std::size_t kGroup = 3;
    if (text.find(',') == std::string_view::npos) return Commas::none;
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    if (point != std::string_view::npos &&
        text.find_first_not_of("0123456789", point + 1) != std::string_view::npos)
        return Commas::otherwise;
    std::size_t digits = 0, groups = 0;
    for (std::size_t i = 0; i <= whole.size(); ++i) {
        if (i < whole.size() && whole[i] >= '0' && whole[i] <= '9') {
            ++digits;
            continue;
        }
        if (i < whole.size() && whole[i] != ',') return Commas::otherwise;
        if (groups == 0 ? digits == 0 || digits > kGroup : digits != kGroup)
            return Commas::otherwise;
        ++groups;
        digits = 0;
    }
    // 0,123 is a decimal.
    if (whole.starts_with('0')) return Commas::otherwise;
    return groups > 2 || point != std::string_view::npos ? Commas::surely_grouped : Commas::grouped;
}

}  // namespace

// Where semicolons part the fields, the comma may be the decimal sign: then 2.000 is two thousand, or two.
void Rows::check_points(std::size_t column) {
    if (source_->separator() != ';' || points_are_clear_) return;
    bool any = false;
    for (auto row = header_row_ + 1; row < head_.size(); ++row)
        any = any ||
              (column < head_[row].size() && head_[row][column].find('.') != std::string::npos);
    if (!any) return;
    bool is_clear = false;
    std::string first;
    const auto counted = count(column, [&](std::string_view text) {
        if (text.starts_with('-')) text.remove_prefix(1);
        const auto point = text.find('.');
        const auto is_number = text.find_first_not_of("0123456789.") == std::string_view::npos;
        if (!is_number) is_clear = is_clear || text.find(',') != std::string_view::npos;
        if (!is_number || point == std::string_view::npos) return true;
        constexpr std::size_t kGroup = 3;
        const bool may_be_grouped =
            point > 0 && point <= kGroup && text[0] != '0' && text.size() == point + 1 + kGroup;
        is_clear = is_clear || !may_be_grouped;
        if (first.empty()) first = text.substr(0, 60);
        return true;
    });
    (void)counted;
    // One column settles it for the others.
    points_are_clear_ = is_clear;
    if (!is_clear && !first.empty())
        header_fault("E0197", column, {{"value", shortened(first, 60)}});
}

void Rows::find_grouped_digits(std::size_t column) {
    if (digits_grouped_ || decimal_commas_) return;
    check_points(column);
    bool any = false;
    for (auto row = header_row_ + 1; row < head_.size(); ++row)
        any = any ||
              (column < head_[row].size() && head_[row][column].find(',') != std::string::npos);
    if (!any) return;
    bool sure = false, otherwise = false;
    std::string first;
    const auto counted = count(column, [&](std::string_view text) {
        const auto commas = commas_of(text);
        if (commas != Commas::none && first.empty()) first = text.substr(0, 60);
        sure = sure || commas == Commas::surely_grouped;
        otherwise = otherwise || commas == Commas::otherwise;
        return true;
    });
    (void)counted;
    if (otherwise || (!sure && source_->separator() == ';')) return;
    digits_grouped_ = true;
    header_note("E0190", column, {{"value", shortened(first, 60)}});
}

void Rows::read_again() {
    source_->rewind();
    unescaped_.clear();
    for (std::size_t i = 0; i <= header_row_; ++i) row_ = source_->next();
    header_pending_ = header_is_row_;
    is_silent_ = true;
    ordinal_ = SIZE_MAX;
}

void Rows::begin_again() {
    read_again();
    remarks_ = 0;
    unit_ = 0;
}

bool Rows::next() {
    ++ordinal_;
    if (std::exchange(header_pending_, false)) return true;
    while (faults_ < kMostFaults) {
        unescaped_.clear();
        row_ = source_->next();
        if (row_.empty()) return false;
        if (!sound()) continue;
        std::size_t filled = row_.size();
        if (is_remark()) {
            ++remarks_;
            if (remark_texts_.size() < kMostRemarks)
                remark_texts_.emplace_back(value(row_[0]).substr(0, kLongestRemark));
            continue;
        }
        while (filled > header_.size() && row_[filled - 1].value.empty()) --filled;
        if (filled == header_.size()) return true;
        if (filled < header_.size() && source_->rows_may_end_early()) {
            padded_.assign(row_.begin(), row_.end());
            padded_.resize(header_.size());
            row_ = padded_;
            return true;
        }
        report("E0011", std::min(filled - 1, header_.size()),
               {{"fields", std::to_string(filled)}, {"columns", std::to_string(header_.size())}});
    }
    return false;
}

// A sentence and nothing else, where a row has three cells or more.
bool Rows::is_remark() const {
    constexpr std::size_t kFewest = 3;
    if (header_.size() < kFewest) return false;
    const std::string_view text = row_[0].value;
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    if (text.find(' ') == text.npos || std::none_of(text.begin(), text.end(), is_letter))
        return false;
    return std::all_of(row_.begin() + 1, row_.end(),
                       [](const CsvField& field) { return field.value.empty(); });
}

bool Rows::is_header_again() const {
    if (header_row_ >= head_.size() || row_.size() < header_.size()) return false;
    const auto& header = head_[header_row_];
    for (std::size_t i = 0; i < header_.size(); ++i)
        if (i >= header.size() || without_blanks(row_[i].value) != header[i]) return false;
    return true;
}

std::string_view Rows::value(const CsvField& field) {
    if (!field.doubled) return without_blanks(field.value);
    return without_blanks(unescaped_.emplace_back(unescaped(field.value)));
}

std::string_view Rows::field(std::size_t column) {
    if (column >= is_read_.size()) is_read_.resize(column + 1);
    is_read_[column] = 1;
    return value(row_[column]);
}

std::string_view Rows::field(const std::optional<std::size_t>& column) {
    return column ? field(*column) : std::string_view{};
}

std::size_t Rows::hash_of_row() {
    std::string all;
    for (std::size_t i = 0; i < row_.size(); ++i) all.append(value(row_[i])).push_back('\n');
    return std::hash<std::string>{}(all);
}

void Rows::fault(const char* code, std::size_t column, Arguments arguments) {
    arguments.emplace_back("value",
                           shortened(field(column).substr(0, kLongestExcerpt), kShownColumns));
    arguments.emplace_back("column", header_[column]);
    report(code, column, std::move(arguments));
}

void Rows::header_fault(const char* code, std::size_t column, Arguments arguments) {
    arguments.emplace_back("column", header_[column]);
    diagnostics_.error(code, header_places_[column], std::move(arguments));
}

void Rows::header_note(const char* code, std::size_t column, Arguments arguments) {
    arguments.emplace_back("column", header_[column]);
    diagnostics_.note(code, header_places_[column], std::move(arguments));
}

Location Rows::locate(std::size_t field) const {
    auto where = source_->locate(std::min(field, row_.size() - 1));
    return where;
}

bool Rows::sound() {
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (row_[i].fault == CsvFault::none) continue;
        report(row_[i].fault == CsvFault::never_closed ? "E0012" : "E0014", i, {});
        return false;
    }
    return true;
}

void Rows::report(const char* code, std::size_t field, Arguments arguments) {
    if (is_silent_) return;
    auto where = locate(field);
    if (on_fault_ == OnFault::reject) {
        // Of several faults of a row the first is kept.
        if (std::exchange(last_rejected_line_, source_->line()) == source_->line()) return;
        ++rejected_;
        if (rejects_.size() < kMostRejects && reject_bytes_ < kMostRejectBytes) {
            auto raw = source_->raw().substr(0, kLongestReject);
            reject_bytes_ += raw.size() + where.excerpt.size();
            rejects_.push_back(
                {{code, Severity::error, std::move(where), std::move(arguments)}, std::move(raw)});
        }
        return;
    }
    diagnostics_.error(code, std::move(where), std::move(arguments));
    if (++faults_ == kMostFaults)
        // Before all others, so that it is shown.
        diagnostics_.error("E0113", {file_, 1, 1, 1, ""}, {{"count", std::to_string(kMostFaults)}});
}

}  // namespace jarip::trade
