/// Diagnostics: what is wrong with an input, where, and what to do about it.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/text.hpp"

namespace jarip {

enum class Severity { error, warning, note };

/// A place in an input file. Lines and columns count from 1, columns in characters.
struct Location {
    std::string file;
    std::size_t line = 1;
    std::size_t column = 1;
    std::size_t width = 1;  ///< characters to underline
    std::string excerpt;    ///< the line itself; empty when unknown
};

/// One finding. Its sentences stand in text/*.toml under its code; `arguments` fill their gaps.
/// An argument called "suggestion" adds "did you mean …?".
struct Diagnostic {
    std::string code;
    Severity severity = Severity::error;
    Location where;
    Arguments arguments;

    [[nodiscard]] std::string message(Language language) const;
    [[nodiscard]] std::string help(Language language) const;
};

/// A list of findings that is filled while reading and thrown once, whole.
class Diagnostics {
public:
    void error(std::string code, Location where, Arguments arguments = {});
    void warning(std::string code, Location where, Arguments arguments = {});
    void note(std::string code, Location where, Arguments arguments = {});
    void add(Diagnostic diagnostic);
    void append(const Diagnostics& other);

    [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
    [[nodiscard]] std::size_t error_count() const { return error_count_; }
    /// Findings sorted by file, line, column and code.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;

    /// errors  jarip::Error with every finding, when one of them is an error
    void throw_if_errors() const;

private:
    std::vector<Diagnostic> findings_;
    std::size_t error_count_ = 0;
};

/// The one exception type: input that cannot be used. Carries every diagnostic found.
class Error : public std::exception {
public:
    explicit Error(std::vector<Diagnostic> diagnostics);
    explicit Error(Diagnostic diagnostic);
    /// One error at the start of a file (or nowhere, with an empty file name).
    Error(std::string code, std::string file, Arguments arguments = {});

    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

private:
    std::vector<Diagnostic> diagnostics_;
    std::string what_;
};

/// Findings as text, one block each, in the given order, capped with a count of the rest:
///
///     lanes.csv:17:5: error E0214: site "TW-HSZ2" is not in sites.csv
///        17 | CoWoS,TW-HSZ2,KR-ICN,3,0.4
///           |       ^^^^^^^
///       help: did you mean "TW-HSZ"? Add a row to sites.csv or correct the id.
[[nodiscard]] std::string render(const std::vector<Diagnostic>& diagnostics, Language language,
                                 std::size_t cap = 100);

/// The candidate that is nearest to a misspelt word (edit distance in bytes, at most a third of the
/// word's length), else the first that the word begins, or "" where there is none.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace jarip
