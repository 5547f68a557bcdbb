#include "jarip/core/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>

#include "jarip/core/utf8.hpp"

namespace jarip {
namespace {

const std::string* argument(const Arguments& arguments, std::string_view name) {
    for (const auto& [key, value] : arguments)
        if (key == name) return &value;
    return nullptr;
}

std::string_view severity_word(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::note: return "note";
    }
    return "error";
}

// Bytes of the first `characters` characters.
std::size_t prefix_size(std::string_view line, std::size_t characters) {
    std::size_t bytes = 0;
    for (; characters > 0 && bytes < line.size(); --characters) {
        ++bytes;
        while (bytes < line.size() && (static_cast<unsigned char>(line[bytes]) & 0xC0) == 0x80)
            ++bytes;
    }
    return bytes;
}

// What is kept of a line: enough for the page that shows 160 columns of it.
constexpr std::size_t kExcerptBefore = 100;
constexpr std::size_t kExcerptLength = 200;
// Lists of choices are the longest arguments that are meant to be read.
constexpr std::size_t kLongestArgument = 2'000;  // bytes
constexpr std::size_t kLongestName = 4'096;      // bytes, PATH_MAX of Linux

// The first bytes of a text, whole characters only.
void shorten(std::string& text, std::size_t most) {
    if (text.size() <= most) return;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    text.resize(most);
    text += "…";
}

void make_utf8(std::string& text) {
    if (first_byte_not_utf8(text)) text = as_utf8(text);
}

void shorten_excerpt(Location& where) {
    if (where.excerpt.size() <= kExcerptLength) return;
    const auto line = std::move(where.excerpt);
    const std::size_t left_out = where.excerpt_column - 1;
    // Columns within what was given, then within the line again.
    where.column -= std::min(where.column - 1, left_out);
    where.set_excerpt(line);
    where.column += left_out;
    where.excerpt_column += left_out;
}

// A finding that can be shown and kept whatever it quotes.
void make_short(Diagnostic& finding) {
    auto& where = finding.where;
    make_utf8(where.file);
    shorten(where.file, kLongestName);
    where.column = std::max<std::size_t>(where.column, 1);
    shorten_excerpt(where);
    for (auto& [name, value] : finding.arguments) {
        make_utf8(value);
        shorten(value, kLongestArgument);
    }
}

// The line as it is shown, and the columns before the place.
struct Excerpt {
    std::string line;
    std::size_t indent = 0;
};
Excerpt excerpt(Location where) {
    constexpr std::size_t kShown = 160;
    shorten_excerpt(where);
    const std::string_view line = where.excerpt;
    const std::size_t before = where.column - std::min(where.column, where.excerpt_column);
    const std::string begin = where.excerpt_column > 1 ? "…" : "";
    const auto prefix = printable(line.substr(0, prefix_size(line, before)));
    return {begin + printable(shortened(line, kShown)),
            display_width(begin) + display_width(prefix)};
}

bool stands_before(const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.file, a.where.line, a.where.column, a.code) <
           std::tie(b.where.file, b.where.line, b.where.column, b.code);
}

void render_one(const Diagnostic& finding, Language language, std::string& out) {
    const Location& where = finding.where;
    if (!where.file.empty())
        out += printable(where.file) + ':' + std::to_string(where.line) + ':' +
               std::to_string(where.column) + ": ";
    out += severity_word(finding.severity);
    out += ' ' + finding.code + ": " + printable(finding.message(language)) + '\n';
    if (!where.excerpt.empty()) {
        const std::string number = std::to_string(where.line);
        const auto [line, indent] = excerpt(where);
        const std::size_t carets = std::clamp<std::size_t>(where.width, 1, 60);
        out += "    " + number + " | " + line + '\n';
        out += "    " + std::string(number.size(), ' ') + " | " + std::string(indent, ' ') +
               std::string(carets, '^') + '\n';
    }
    const auto help = finding.help(language);
    if (!help.empty()) out += "    help: " + printable(help) + '\n';
}

// Levenshtein's distance where it is below `bound`.
std::optional<std::size_t> edit_distance_below(std::string_view a, std::string_view b,
                                               std::size_t bound) {
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference >= bound) return std::nullopt;
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    std::iota(previous.begin(), previous.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        current[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j)
            current[j + 1] =
                std::min({previous[j] + (a[i] != b[j]), previous[j + 1] + 1, current[j] + 1});
        if (*std::min_element(current.begin(), current.end()) >= bound) return std::nullopt;
        std::swap(previous, current);
    }
    if (previous.back() >= bound) return std::nullopt;
    return previous.back();
}

}  // namespace

std::string Diagnostic::message(Language language) const {
    return text(language, code + ".message", arguments);
}

std::string Diagnostic::help(Language language) const {
    std::string result;
    const auto* suggestion = argument(arguments, "suggestion");
    if (suggestion && !suggestion->empty())
        result = text(language, "diagnostic.did_you_mean", arguments);
    const auto key = code + ".help";
    if (has_text(language, key)) {
        if (!result.empty()) result += ' ';
        result += text(language, key, arguments);
    }
    return result;
}

void Location::set_excerpt(std::string_view whole_line) {
    set_excerpt(whole_line, prefix_size(whole_line, column - std::min<std::size_t>(column, 1)));
}

void Location::set_excerpt(std::string_view whole_line, std::size_t column_byte) {
    column_byte = std::min(column_byte, whole_line.size());
    std::size_t begin = column_byte;
    excerpt_column = std::max<std::size_t>(column, 1);
    for (std::size_t n = 0; n < kExcerptBefore && begin > 0; ++n) {
        --begin;
        while (begin > 0 && (static_cast<unsigned char>(whole_line[begin]) & 0xC0) == 0x80) --begin;
        excerpt_column -= excerpt_column > 1;
    }
    if (begin == 0) excerpt_column = 1;
    whole_line.remove_prefix(begin);
    excerpt = whole_line.substr(0, prefix_size(whole_line, kExcerptLength));
}

Diagnostics::Diagnostics() = default;
Diagnostics::~Diagnostics() = default;
Diagnostics::Diagnostics(const Diagnostics&) = default;
Diagnostics::Diagnostics(Diagnostics&&) noexcept = default;
Diagnostics& Diagnostics::operator=(const Diagnostics&) = default;
Diagnostics& Diagnostics::operator=(Diagnostics&&) noexcept = default;

void Diagnostics::add(Diagnostic diagnostic) {
    counts_.errors += diagnostic.severity == Severity::error;
    counts_.warnings += diagnostic.severity == Severity::warning;
    counts_.notes += diagnostic.severity == Severity::note;
    keep(std::move(diagnostic));
}

void Diagnostics::keep(Diagnostic diagnostic) {
    const auto before = [](const Kept& a, const Kept& b) {
        if (stands_before(a.finding, b.finding)) return true;
        return !stands_before(b.finding, a.finding) && a.number < b.number;
    };
    auto& kept = kept_[static_cast<std::size_t>(diagnostic.severity)];
    const bool full = kept.size() == kMostKept;
    if (full && !stands_before(diagnostic, kept.front().finding)) return;
    make_short(diagnostic);
    if (full) {
        std::pop_heap(kept.begin(), kept.end(), before);
        kept.pop_back();
    }
    kept.push_back({std::move(diagnostic), number_++});
    std::push_heap(kept.begin(), kept.end(), before);
}

bool Diagnostics::would_keep(Severity severity, std::string_view file, std::size_t line) const {
    const auto& kept = kept_[static_cast<std::size_t>(severity)];
    if (kept.size() < kMostKept) return true;
    const auto& last = kept.front().finding.where;
    return std::tie(file, line) <= std::make_tuple(std::string_view{last.file}, last.line);
}

void Diagnostics::error(std::string code, Location where, Arguments arguments) {
    add({std::move(code), Severity::error, std::move(where), std::move(arguments)});
}
void Diagnostics::warning(std::string code, Location where, Arguments arguments) {
    add({std::move(code), Severity::warning, std::move(where), std::move(arguments)});
}
void Diagnostics::note(std::string code, Location where, Arguments arguments) {
    add({std::move(code), Severity::note, std::move(where), std::move(arguments)});
}

void Diagnostics::append(const Diagnostics& other) {
    counts_.errors += other.counts_.errors;
    counts_.warnings += other.counts_.warnings;
    counts_.notes += other.counts_.notes;
    for (auto& finding : other.sorted()) keep(std::move(finding));
}

void Diagnostics::append(const Error& error) {
    counts_.errors += error.counts().errors;
    counts_.warnings += error.counts().warnings;
    counts_.notes += error.counts().notes;
    for (const auto& finding : error.diagnostics()) keep(finding);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<const Kept*> all;
    for (const auto& of_severity : kept_)
        for (const auto& each : of_severity) all.push_back(&each);
    std::sort(all.begin(), all.end(), [](const Kept* a, const Kept* b) {
        if (stands_before(a->finding, b->finding)) return true;
        return !stands_before(b->finding, a->finding) && a->number < b->number;
    });
    std::vector<Diagnostic> result;
    result.reserve(all.size());
    for (const auto* each : all) result.push_back(each->finding);
    return result;
}

void Diagnostics::throw_if_errors() const {
    if (has_errors()) throw Error{*this};
}

namespace {

FindingCounts counted(const std::vector<Diagnostic>& diagnostics) {
    FindingCounts counts;
    for (const auto& finding : diagnostics) {
        counts.errors += finding.severity == Severity::error;
        counts.warnings += finding.severity == Severity::warning;
        counts.notes += finding.severity == Severity::note;
    }
    return counts;
}

}  // namespace

Error::~Error() = default;
Error::Error(const Error&) = default;
Error& Error::operator=(const Error&) = default;
Error::Error(std::vector<Diagnostic> diagnostics)
    : Error{std::move(diagnostics), FindingCounts{}} {}

Error::Error(std::vector<Diagnostic> diagnostics, const FindingCounts& counts)
    : diagnostics_{std::move(diagnostics)}, counts_{counts} {
    if (counts_.total() == 0) counts_ = counted(diagnostics_);
    for (auto& finding : diagnostics_) make_short(finding);
    what_ = rendered(Language::en);
}

Error::Error(const Diagnostics& diagnostics) : Error{diagnostics.sorted(), diagnostics.counts()} {}

Error::Error(Diagnostic diagnostic) : Error{std::vector{std::move(diagnostic)}} {}

Error::Error(std::string code, std::string file, Arguments arguments)
    : Error{Diagnostic{
          std::move(code), Severity::error, {std::move(file), 1, 1, 1, ""}, std::move(arguments)}} {
}

std::string Error::rendered(Language language) const {
    const std::size_t all = counts_.total();
    const std::size_t kept = diagnostics_.size();
    return render(diagnostics_, language, Diagnostics::kMostKept, all - std::min(all, kept));
}

std::string render(const std::vector<Diagnostic>& diagnostics, Language language, std::size_t cap,
                   std::size_t discarded) {
    std::string out;
    for (std::size_t i = 0; i < std::min(cap, diagnostics.size()); ++i)
        render_one(diagnostics[i], language, out);
    const std::size_t more = diagnostics.size() - std::min(cap, diagnostics.size()) + discarded;
    if (more > 0)
        out += text(language, "diagnostic.more", {{"count", std::to_string(more)}}) + '\n';
    return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t kLongestWord = 100;
    constexpr std::size_t kMostCandidates = 10'000;
    if (word.size() > kLongestWord) return {};
    std::size_t best_distance = std::min(word.size() / 3 + 1, word.size());
    std::string best;
    const std::span looked_at{candidates.data(), std::min(candidates.size(), kMostCandidates)};
    for (const std::string& candidate : looked_at) {
        const auto distance = edit_distance_below(word, candidate, best_distance);
        if (!distance) continue;
        best_distance = *distance;
        best = candidate;
        if (best_distance == 0) break;
    }
    if (!best.empty() || word.size() < 3) return best;
    for (const std::string& candidate : looked_at)
        if (candidate.starts_with(word)) return candidate;
    return {};
}

}  // namespace jarip
