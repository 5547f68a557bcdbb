#include "jarip/core/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
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

// The part of a line around a place, so that a field of a million characters stays readable, and the
// columns before the place.
struct Excerpt {
    std::string line;
    std::size_t indent = 0;
};
Excerpt excerpt(const Location& where) {
    constexpr std::size_t kBefore = 100;
    constexpr std::size_t kShown = 160;
    std::string_view line = where.excerpt;
    const std::size_t before = where.column - std::min<std::size_t>(where.column, 1);
    const std::size_t cut = before > kBefore ? before - kBefore : 0;
    std::string shown = cut > 0 ? "…" : "";
    line.remove_prefix(prefix_size(line, cut));
    const auto prefix = printable(line.substr(0, prefix_size(line, before - cut)));
    const std::size_t indent = display_width(shown) + display_width(prefix);
    return {shown + printable(shortened(line, kShown)), indent};
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

void Diagnostics::add(Diagnostic diagnostic) {
    error_count_ += diagnostic.severity == Severity::error;
    findings_.push_back(std::move(diagnostic));
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
    for (const auto& finding : other.findings_) add(finding);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    auto result = findings_;
    std::stable_sort(result.begin(), result.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.where.file, a.where.line, a.where.column, a.code) <
               std::tie(b.where.file, b.where.line, b.where.column, b.code);
    });
    return result;
}

void Diagnostics::throw_if_errors() const {
    if (has_errors()) throw Error{sorted()};
}

Error::Error(std::vector<Diagnostic> diagnostics)
    : diagnostics_{std::move(diagnostics)}, what_{render(diagnostics_, Language::en)} {}

Error::Error(Diagnostic diagnostic) : Error{std::vector{std::move(diagnostic)}} {}

Error::Error(std::string code, std::string file, Arguments arguments)
    : Error{Diagnostic{
          std::move(code), Severity::error, {std::move(file), 1, 1, 1, ""}, std::move(arguments)}} {
}

std::string render(const std::vector<Diagnostic>& diagnostics, Language language, std::size_t cap) {
    std::string out;
    for (std::size_t i = 0; i < std::min(cap, diagnostics.size()); ++i)
        render_one(diagnostics[i], language, out);
    if (diagnostics.size() > cap)
        out += text(language, "diagnostic.more",
                    {{"count", std::to_string(diagnostics.size() - cap)}}) +
               '\n';
    return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::size_t best_distance = std::min(word.size() / 3 + 1, word.size());
    std::string best;
    for (const std::string& candidate : candidates) {
        const auto distance = edit_distance_below(word, candidate, best_distance);
        if (!distance) continue;
        best_distance = *distance;
        best = candidate;
        if (best_distance == 0) break;
    }
    if (!best.empty() || word.size() < 3) return best;
    for (const std::string& candidate : candidates)
        if (candidate.starts_with(word)) return candidate;
    return {};
}

}  // namespace jarip
