#include "jarip/core/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

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

// Spaces as wide as the first `characters` characters of the line, so that the caret stands right
// under Hangul as well.
std::size_t width_of_prefix(std::string_view line, std::size_t characters) {
    std::size_t bytes = 0;
    for (std::size_t seen = 0; seen < characters && bytes < line.size(); ++seen) {
        ++bytes;
        while (bytes < line.size() && (static_cast<unsigned char>(line[bytes]) & 0xC0) == 0x80) ++bytes;
    }
    return display_width(line.substr(0, bytes));
}

// A window of a long line around the place, so that a field of a million characters stays readable.
struct Excerpt {
    std::string line;
    std::size_t indent = 0;
};
Excerpt excerpt(const Location& where) {
    constexpr std::size_t kLongest = 200;
    std::string line = where.excerpt;
    if (line.size() > kLongest) {
        std::size_t cut = kLongest;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
        line = line.substr(0, cut) + "…";
    }
    for (char& c : line)
        if (c == '\t') c = ' ';
    return {line, width_of_prefix(line, where.column - 1)};
}

void render_one(const Diagnostic& finding, Language language, std::string& out) {
    const Location& where = finding.where;
    if (!where.file.empty())
        out += where.file + ':' + std::to_string(where.line) + ':' + std::to_string(where.column) + ": ";
    out += severity_word(finding.severity);
    out += ' ' + finding.code + ": " + finding.message(language) + '\n';
    if (!where.excerpt.empty()) {
        const std::string number = std::to_string(where.line);
        const auto [line, indent] = excerpt(where);
        const std::size_t carets = std::clamp<std::size_t>(where.width, 1, 60);
        out += "    " + number + " | " + line + '\n';
        out += "    " + std::string(number.size(), ' ') + " | " + std::string(indent, ' ') + std::string(carets, '^') + '\n';
    }
    const auto help = finding.help(language);
    if (!help.empty()) out += "    help: " + help + '\n';
}

}  // namespace

std::string Diagnostic::message(Language language) const { return text(language, code + ".message", arguments); }

std::string Diagnostic::help(Language language) const {
    std::string result;
    const auto* suggestion = argument(arguments, "suggestion");
    if (suggestion && !suggestion->empty()) result = text(language, "diagnostic.did_you_mean", arguments);
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
    : Error{Diagnostic{std::move(code), Severity::error, {std::move(file), 1, 1, 1, ""}, std::move(arguments)}} {}

std::string render(const std::vector<Diagnostic>& diagnostics, Language language, std::size_t cap) {
    std::string out;
    for (std::size_t i = 0; i < std::min(cap, diagnostics.size()); ++i) render_one(diagnostics[i], language, out);
    if (diagnostics.size() > cap)
        out += text(language, "diagnostic.more", {{"count", std::to_string(diagnostics.size() - cap)}}) + '\n';
    return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::size_t best_distance = word.size() / 3 + 1;
    std::string best;
    std::vector<std::size_t> previous;
    std::vector<std::size_t> current;
    for (const std::string& candidate : candidates) {
        const auto difference = candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
        if (difference >= best_distance + (best.empty() ? 1 : 0)) continue;
        previous.resize(candidate.size() + 1);
        current.resize(candidate.size() + 1);
        std::iota(previous.begin(), previous.end(), std::size_t{0});
        for (std::size_t i = 0; i < word.size(); ++i) {
            current[0] = i + 1;
            for (std::size_t j = 0; j < candidate.size(); ++j)
                current[j + 1] = std::min({previous[j] + (word[i] != candidate[j]), previous[j + 1] + 1, current[j] + 1});
            std::swap(previous, current);
        }
        const std::size_t distance = previous[candidate.size()];
        if (distance < best_distance || (distance == best_distance && best.empty())) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace jarip
