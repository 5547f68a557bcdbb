/// Diagnostics: what is wrong with an input, where, and what to do about it.
#pragma once

#include <array>
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
    std::string
        excerpt;  ///< the line, of a long one the part around the column; empty when unknown
    std::size_t excerpt_column = 1;  ///< at which the excerpt begins

    /// The excerpt of a line: at most 200 characters, 100 of them before the column.
    void set_excerpt(std::string_view whole_line);
    /// The same where the byte at which the column stands is known.
    void set_excerpt(std::string_view whole_line, std::size_t column_byte);
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

/// How many findings there are of each severity.
struct FindingCounts {
    std::size_t errors = 0, warnings = 0, notes = 0;
    [[nodiscard]] std::size_t total() const { return errors + warnings + notes; }
};

/// A list of findings that is filled while reading and thrown once, whole.
///
/// Of each severity the first kMostKept by file, line, column and code are kept, with short texts, and the rest counted:
/// a table of a million wrong rows takes no more memory than one of a hundred.
class Diagnostics {
public:
    static constexpr std::size_t kMostKept = 100;

    Diagnostics();
    ~Diagnostics();
    Diagnostics(const Diagnostics&);
    Diagnostics(Diagnostics&&) noexcept;
    Diagnostics& operator=(const Diagnostics&);
    Diagnostics& operator=(Diagnostics&&) noexcept;

    void error(std::string code, Location where, Arguments arguments = {});
    void warning(std::string code, Location where, Arguments arguments = {});
    void note(std::string code, Location where, Arguments arguments = {});
    void add(Diagnostic diagnostic);
    void append(const Diagnostics& other);
    void append(const class Error& error);

    [[nodiscard]] bool has_errors() const { return counts_.errors > 0; }
    [[nodiscard]] std::size_t error_count() const { return counts_.errors; }
    [[nodiscard]] const FindingCounts& counts() const { return counts_; }
    /// Whether a finding at this line would be kept now: what is costly to say need not be said of others.
    [[nodiscard]] bool would_keep(Severity severity, std::string_view file, std::size_t line) const;
    /// Findings sorted by file, line, column and code: those that were kept.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;

    /// errors  jarip::Error with every finding, when one of them is an error
    void throw_if_errors() const;

private:
    struct Kept {
        Diagnostic finding;
        std::size_t number = 0;  // findings at one place stay in the order in which they came
    };
    void keep(Diagnostic diagnostic);

    std::array<std::vector<Kept>, 3> kept_;  // by severity, each a heap with the last on top
    FindingCounts counts_;
    std::size_t number_ = 0;
};

/// The one exception type: input that cannot be used. Carries the diagnostics that were kept and counts all.
class Error : public std::exception {
public:
    explicit Error(std::vector<Diagnostic> diagnostics);
    /// Some of the findings that `counts` counts.
    Error(std::vector<Diagnostic> diagnostics, const FindingCounts& counts);
    explicit Error(Diagnostic diagnostic);
    explicit Error(const Diagnostics& diagnostics);
    /// One error at the start of a file (or nowhere, with an empty file name).
    Error(std::string code, std::string file, Arguments arguments = {});
    ~Error() override;
    Error(const Error&);
    Error& operator=(const Error&);

    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    /// Of all findings, those too that are not among diagnostics().
    [[nodiscard]] const FindingCounts& counts() const { return counts_; }
    /// The findings as text, with a count of those that are not shown.
    [[nodiscard]] std::string rendered(Language language) const;
    [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

private:
    std::vector<Diagnostic> diagnostics_;
    FindingCounts counts_;
    std::string what_;
};

/// Findings as text, one block each, in the given order, capped with a count of the rest:
///
///     lanes.csv:17:5: error E0214: site "TW-HSZ2" is not in sites.csv
///        17 | CoWoS,TW-HSZ2,KR-ICN,3,0.4
///           |       ^^^^^^^
///       help: did you mean "TW-HSZ"? Add a row to sites.csv or correct the id.
/// `discarded` findings more were not kept.
[[nodiscard]] std::string render(const std::vector<Diagnostic>& diagnostics, Language language,
                                 std::size_t cap = 100, std::size_t discarded = 0);

/// The candidate that is nearest to a misspelt word (edit distance in bytes, at most a third of the
/// word's length), else the first that the word begins, or "" where there is none. Words of more than 100 bytes have
/// none, and of the candidates 10,000 are looked at: a suggestion costs less than 10 ms.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace jarip
