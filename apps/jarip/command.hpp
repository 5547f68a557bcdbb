/// What a subcommand is, and what it is given. To add one: a file with `Action add_plan(Options&)`, a line in
/// commands.cpp, its sentences in text/*.toml under cli.plan (about, examples, option.…), its options in
/// docs/cli.md.
///
///     Action add_plan(Options& options) {
///         auto scenario = std::make_shared<std::string>();
///         options.text("--scenario", "S", *scenario);
///         return [scenario](Session& session) {
///             const auto network = session.load();
///             const auto plan = plan::solve(network, {.scenario = *scenario, .run = session.run()});
///             deliver(session, "plan", plan, &network);
///             return plan.status == lp::Status::infeasible ? kInfeasible : kDone;
///         };
///     }
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli.hpp"
#include "jarip/report.hpp"
#include "options.hpp"

namespace jarip::cli {

/// Options that subcommands share.
struct Common {
    std::string model;  ///< a folder; empty: the embedded default
    std::string home;   ///< asks for another country; empty: as the model says
    std::vector<std::string> sets;
    std::string out;   ///< folder for the results as files; empty: none
    std::string csv;   ///< folder for the tables of the result, or a .csv file for the main one
    std::string xlsx;  ///< file for the tables as a workbook
    std::string html;  ///< file for the result as a page to look at
    std::uint64_t seed = 1;
    unsigned threads = 0;
    Language language = Language::en;
    bool json = false;
    bool quiet = false;
};

class ProgressBar;

/// One run of a subcommand: what was asked, and where answers go.
class Session {
public:
    Session(Common common, std::ostream& out, std::ostream& err, const Environment& environment);
    ~Session();

    const Common common;
    std::ostream& out;
    std::ostream& err;
    const Environment& environment;

    /// Threads, seed, progress and stop token for a long call.
    [[nodiscard]] RunOptions run() const;

    /// The model asked for, or the named one, with the what-ifs; its warnings and notes are shown.
    [[nodiscard]] network::Network load() const { return load(common.model); }
    [[nodiscard]] network::Network load(const std::string& model, bool strict = false) const;

    [[nodiscard]] report::Context context(const network::Network* network = nullptr) const;

    /// With draws, says under each result from now on how sure the answers to a question are (1…4: assess.md), where
    /// asked for those of one scenario.
    void say_how_sure(const network::Network& network, const uncertain::Options& asked);

    /// From here on the answer is only written: being asked to stop then changes nothing of it.
    void begin_answer() const {
        if (!stopped_before_answer_) stopped_before_answer_ = environment.stop.stop_requested();
    }
    /// Whether it was asked to stop before there was a whole answer.
    [[nodiscard]] bool is_cut_short() const {
        return stopped_before_answer_.value_or(environment.stop.stop_requested());
    }
    /// The results that are written say themselves whether they are whole, the draws below them apart.
    void let_status_say() const {
        const bool drawn =
            !uncertainty_ || !(uncertainty_->interrupted || uncertainty_->out_of_time);
        if (drawn) stopped_before_answer_ = false;
    }

    /// A sentence of the catalogue in the language of the run.
    [[nodiscard]] std::string say(std::string_view key, const Arguments& arguments = {}) const {
        return printable_page(text(common.language, key, arguments));
    }

    /// Warnings and notes to standard error: notes not when quiet, at most `cap` findings.
    void show(const Diagnostics& findings, std::size_t cap = 10) const;

    /// Prints the text, or with --json the JSON, and writes both as NAME.txt and NAME.json to the folder of --out.
    void write(std::string_view name, const std::function<std::string()>& text,
               const std::function<std::string()>& json) const;

    /// Prints at once what the text of the answer begins with; `write` then prints the rest. Nothing with --json.
    void print_first(const std::string& text);

    /// Writes the tables of a result where --csv and --xlsx say.
    void write_tables(const report::Described& result, const report::Context& context) const;

    /// Writes a result as a page where --html says, with the tables of the model that it is of.
    void write_page(report::PageReport page, const report::Context& context) const;

private:
    std::unique_ptr<ProgressBar> bar_;
    std::string printed_;  // of the answer, already
    std::optional<uncertain::Uncertainty> uncertainty_;
    mutable std::optional<bool> stopped_before_answer_;
};

/// The exit code of an answer with this status: with anything but a proven one the search ended before it was known.
[[nodiscard]] int exit_code_of(lp::Status status);

/// What a page of a result shows.
template <report::HasFields Result>
report::PageReport page_of(std::string_view name, const Result& result,
                           const report::Context& context) {
    report::PageReport page{.command = std::string{name}};
    if constexpr (requires { report::page_documents(result, context); })
        page.documents = report::page_documents(result, context);
    else
        page.documents = {
            report::page_document(std::string{name}, report::described(result), context)};
    if constexpr (std::same_as<Result, assess::Assessment>) page.assessment = &result;
    return page;
}

/// Writes a result: its tables where --csv and --xlsx say, then JSON or the text that is given.
template <report::HasFields Result>
void deliver_text(const Session& session, std::string_view name, const Result& result,
                  const std::function<std::string()>& text,
                  const network::Network* network = nullptr) {
    session.begin_answer();
    const report::Context context = session.context(network);
    session.write_tables(report::described(result), context);
    if (!session.common.html.empty()) session.write_page(page_of(name, result, context), context);
    session.write(name, text, [&] { return report::json(result, context); });
}
/// Writes a result whose text `report` knows.
template <report::HasFields Result>
void deliver(const Session& session, std::string_view name, const Result& result,
             const network::Network* network = nullptr) {
    const report::Context context = session.context(network);
    deliver_text(
        session, name, result,
        [&] {
            return report::text(result, context) +
                   (context.intervals ? report::intervals_text(*context.intervals, context) : "");
        },
        network);
}

/// Writes what `content` makes to a file that was asked for; nothing where none was (an empty path).
/// errors  those of write_file; E0033, with the files that are new, where this command has written others before
void write_to(const std::string& path, const std::function<std::string()>& content);

/// A new command has written nothing yet.
void forget_written_files();

/// Does what was asked once the options are read; gives the exit code.
using Action = std::function<int(Session&)>;

/// Which of the common options a subcommand has.
enum class CommonOptions {
    basic,  ///< --json --lang --quiet
    files,  ///< those, --out --seed --threads
    model   ///< those, MODEL --home --set
};

/// One line of the table of subcommands.
struct Command {
    std::string_view name;  ///< "plan", "trade indicators"
    CommonOptions takes = CommonOptions::model;
    Action (*add)(Options& options) = nullptr;
    bool tables = false;  ///< --csv, --xlsx and --html write any result that has a list of fields
    bool runs_until_stopped =
        false;  ///< being asked to stop is its normal end; it prints no result
};

/// All subcommands, in the order of the help.
[[nodiscard]] const std::vector<Command>& commands();

/// The options of a subcommand, its own and the common ones, which go to `common`; `language` is what --lang says.
struct Prepared {
    Options options;
    Common common;
    std::string language;
    Action action;
};
/// Stays where it is made, since the options point into it.
[[nodiscard]] std::unique_ptr<Prepared> prepare(const Command& command);

}  // namespace jarip::cli
