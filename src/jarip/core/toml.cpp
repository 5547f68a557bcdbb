#include "jarip/core/toml.hpp"

#include <algorithm>
#include <string>

namespace jarip {

namespace {

constexpr std::size_t kCharactersPerMark = 256;
constexpr std::size_t kLongLine = 4 * kCharactersPerMark;  // bytes

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// The byte at which each 256th character begins.
std::vector<std::size_t> marks_of(std::string_view line) {
    std::vector<std::size_t> marks;
    std::size_t count = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if ((static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) continue;
        if (count++ % kCharactersPerMark == 0) marks.push_back(at);
    }
    return marks;
}

Location place(const SourceFile& file, const toml::source_region& region) {
    const std::size_t line = region.begin.line > 0 ? region.begin.line : 1;
    const std::size_t column = region.begin.column > 0 ? region.begin.column : 1;
    const bool one_line =
        region.end.line == region.begin.line && region.end.column > region.begin.column;
    const std::size_t width = one_line ? region.end.column - region.begin.column : 1;
    return {file.name, line, column, width, {}};
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_{text}, starts_{0} {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
        starts_.push_back(end + 1);
    for (std::size_t i = 0; i < starts_.size(); ++i) {
        const auto whole = line(i + 1);
        if (whole.size() > kLongLine) long_lines_.push_back({i, marks_of(whole)});
    }
}

std::string_view LineIndex::line(std::size_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const auto start = starts_[number - 1];
    const auto end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    return without_end(text_.substr(start, end - start));
}

void LineIndex::set_excerpt(Location& where) const {
    const auto whole = line(where.line);
    const auto found =
        std::lower_bound(long_lines_.begin(), long_lines_.end(), where.line - 1,
                         [](const Long& each, std::size_t number) { return each.line < number; });
    if (found == long_lines_.end() || found->line != where.line - 1 || where.column == 0)
        return where.set_excerpt(whole);
    const std::size_t mark =
        std::min((where.column - 1) / kCharactersPerMark, found->marks.size() - 1);
    std::size_t at = found->marks[mark];
    for (std::size_t left = where.column - 1 - mark * kCharactersPerMark;
         left > 0 && at < whole.size(); --left) {
        ++at;
        while (at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80) ++at;
    }
    where.set_excerpt(whole, at);
}

Location location(const SourceFile& file, const LineIndex& lines,
                  const toml::source_region& region) {
    auto result = place(file, region);
    lines.set_excerpt(result);
    return result;
}

namespace {

// How deep keys and values are nested, before anything is parsed. It reads just so much of TOML as it takes to tell
// brackets, dots and equals signs from those in strings and comments; a file that is no TOML may be measured wrongly
// and is refused by the parser.
class Depth {
public:
    explicit Depth(std::string_view text) : text_{text} {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    }

    /// The byte at which the nesting becomes too deep.
    std::optional<std::size_t> too_deep() {
        while (at_ < text_.size()) {
            step();
            const std::size_t depth = open_.empty() ? header_ + dots_ : open_.back() + dots_;
            if (depth > kDeepestNesting || open_.size() > kDeepestNesting) return at_;
        }
        return std::nullopt;
    }

private:
    void step() {
        const char c = text_[at_];
        switch (c) {
            case '"':
            case '\'': return skip_string(c);
            case '#': at_ = std::min(text_.find('\n', at_), text_.size()); return;
            case '\n': end_line(); break;
            case '.': ++dots_; break;
            case '=':
                value_ += dots_ + 1;
                dots_ = 0;
                break;
            case ',':
                value_ = 0;
                dots_ = 0;
                break;
            case '[':
            case '{': open(c); break;
            case ']':
            case '}': close(); break;
            default: break;
        }
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') line_begins_ = false;
        ++at_;
    }

    void end_line() {
        if (!open_.empty()) return;
        if (in_header_) header_ = dots_ + 1;
        in_header_ = false;
        line_begins_ = true;
        dots_ = value_ = 0;
    }

    void open(char c) {
        if (open_.empty() && c == '[' && (line_begins_ || in_header_)) {
            if (!in_header_) header_ = 0;
            in_header_ = true;
            return;
        }
        open_.push_back((open_.empty() ? header_ : open_.back()) + value_ + 1);
        values_.push_back(value_);
        value_ = dots_ = 0;
    }

    void close() {
        if (open_.empty()) return;
        open_.pop_back();
        value_ = values_.back();
        values_.pop_back();
        dots_ = 0;
    }

    void skip_string(char quote) {
        line_begins_ = false;
        const std::string three(3, quote);
        const bool is_long = text_.substr(at_).starts_with(three);
        at_ += is_long ? 3 : 1;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\\' && quote == '"') {
                ++at_;
            } else if (!is_long && (c == quote || c == '\n')) {
                at_ += c == quote;
                return;
            } else if (is_long && text_.substr(at_).starts_with(three)) {
                at_ += 3;
                // Up to two quotes before the closing three belong to the string.
                for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_;
                return;
            }
        }
        at_ = std::min(at_, text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t header_ = 0;           // levels of the last [a.b.c]
    std::size_t dots_ = 0;             // of the key that is read now
    std::size_t value_ = 0;            // levels of the key before "="
    std::vector<std::size_t> open_;    // levels of each bracket that is open
    std::vector<std::size_t> values_;  // value_ around each
    bool in_header_ = false;
    bool line_begins_ = true;
};

Location place_of_byte(const SourceFile& file, std::size_t at) {
    const auto before = std::string_view{file.text}.substr(0, at);
    const auto line_end = before.rfind('\n');
    const std::size_t line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    Location where{file.name,
                   1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
                   1 + character_count(before.substr(line_begin))};
    const auto line = std::string_view{file.text}.substr(
        line_begin, std::min(file.text.find('\n', at), file.text.size()) - line_begin);
    where.set_excerpt(without_end(line), at - line_begin);
    return where;
}

}  // namespace

std::optional<toml::table> parse_toml(const SourceFile& file, Diagnostics& diagnostics) {
    if (const auto at = Depth{file.text}.too_deep()) {
        diagnostics.error(
            "E0030", place_of_byte(file, *at),
            {{"reason", "nested too deep, over " + std::to_string(kDeepestNesting) + " levels"}});
        return std::nullopt;
    }
    try {
        return toml::parse(std::string_view{file.text}, std::string_view{file.name});
    } catch (const toml::parse_error& fault) {
        diagnostics.error("E0030", location(file, LineIndex{file.text}, fault.source()),
                          {{"reason", std::string{fault.description()}}});
        return std::nullopt;
    }
}

}  // namespace jarip
