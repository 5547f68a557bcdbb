#include "cli.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <vector>

#include "command.hpp"
#include "help.hpp"
#include "jarip/serve.hpp"

namespace jarip::cli {
namespace {

Language locale_language(std::string_view locale) {
    return locale.starts_with("ko") ? Language::ko : Language::en;
}

// The language of help and of faults in the command line itself, before the options are read.
Language asked_language(const std::vector<std::string>& words, std::string_view locale) {
    Language language = locale_language(locale);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool next = words[i] == "--lang" && i + 1 < words.size();
        const std::string value = next                              ? words[i + 1]
                                  : words[i].starts_with("--lang=") ? words[i].substr(7)
                                                                    : "";
        if (value == "en") language = Language::en;
        if (value == "ko") language = Language::ko;
    }
    return language;
}

bool asks_for_help(const std::vector<std::string>& words) {
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::any_of(words.begin(), end,
                       [](const auto& word) { return word == "--help" || word == "-h"; });
}

// `jarip --lang ko plan` is `jarip plan --lang ko`.
void move_language_back(std::vector<std::string>& words) {
    while (!words.empty() && words[0].starts_with("--lang")) {
        const std::ptrdiff_t count = words[0] == "--lang" && words.size() > 1 ? 2 : 1;
        if (std::ssize(words) == count) return;
        std::rotate(words.begin(), words.begin() + count, words.end());
    }
}

bool is_group(std::string_view name) {
    return std::any_of(commands().begin(), commands().end(), [&](const Command& command) {
        return command.name.starts_with(std::string{name} + ' ');
    });
}

// The subcommand that the words begin with; they lose its name.
const Command& find_command(std::vector<std::string>& words) {
    for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
        if (words.size() < length) continue;
        const std::string name = length == 2 ? words[0] + ' ' + words[1] : words[0];
        for (const auto& command : commands()) {
            if (command.name != name) continue;
            words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
            return command;
        }
    }
    if (words[0].starts_with("-"))
        throw Error{"E0600",
                    "",
                    {{"option", words[0]},
                     {"suggestion", nearest(words[0], {"--help", "--version", "--lang"})}}};
    const bool group = is_group(words[0]);
    if (group && words.size() == 1) throw Error{"E0610", "", {{"group", words[0]}}};
    const std::string name = group ? words[0] + ' ' + words[1] : words[0];
    std::vector<std::string> names;
    for (const auto& command : commands()) {
        const std::string full{command.name};
        names.push_back(group ? full : full.substr(0, full.find(' ')));
    }
    throw Error{"E0609", "", {{"command", name}, {"suggestion", nearest(name, names)}}};
}

int run_command(const Command& command, const std::vector<std::string>& words, Language language,
                std::ostream& out, std::ostream& err, const Environment& environment) {
    const auto prepared = prepare(command);
    prepared->options.read(words);
    prepared->options.refuse_to_overwrite_input();
    prepared->common.language = language;
    forget_written_files();
    if (!prepared->common.html.empty()) (void)serve::built_page();  // absent: said at once
    Session session{prepared->common, out, err, environment};
    const int code = prepared->action(session);
    out.flush();
    if (!out) throw Error{"E0611", ""};
    const bool stopped =
        session.is_cut_short() || (code == kInterrupted && environment.stop.stop_requested());
    if (stopped && !command.runs_until_stopped) {
        err << session.say("cli.interrupted") << '\n';
        return kInterrupted;
    }
    return code;
}

int dispatch(std::vector<std::string> words, Language language, std::ostream& out,
             std::ostream& err, const Environment& environment) {
    move_language_back(words);
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        if (words.size() > 1 && words[0] == "help")
            words.erase(words.begin());
        else {
            out << overview(language);
            return kDone;
        }
        words.emplace_back("--help");
    }
    if (words[0] == "--version") {
        out << "jarip " << version() << '\n';
        return kDone;
    }
    if (asks_for_help(words) && is_group(words[0]) &&
        (words.size() < 2 || words[1].starts_with('-'))) {
        out << overview(language, words[0]);
        return kDone;
    }
    const Command& command = find_command(words);
    if (asks_for_help(words)) {
        out << help_page(command, language);
        return kDone;
    }
    return run_command(command, words, language, out, err, environment);
}

// What was asked for has given its memory back by now; what little there is may still not be enough for a sentence.
int report_no_memory(const std::string& command, Language language, std::ostream& err) {
    try {
        err << render({{"E0039", Severity::error, {}, {{"what", command}}}}, language);
    } catch (const std::bad_alloc&) {
        err << "error E0039: not enough memory\n";
    }
    return kBadInput;
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        const Environment& environment) {
    Language language = locale_language(environment.locale);
    std::string command = "jarip";
    try {
        const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
        language = asked_language(words, environment.locale);
        for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 2); ++i)
            if (!words[i].starts_with('-')) command += ' ' + words[i];
        if (!environment.watches_signals)
            err << render({{"E0040", Severity::warning, {}, {{"threads", "1"}}}}, language);
        return dispatch(words, language, out, err, environment);
    } catch (const Error& error) {
        err << error.rendered(language);
        return environment.stop.stop_requested() ? kInterrupted : kBadInput;
    } catch (const std::bad_alloc&) {
        return report_no_memory(command, language, err);
    } catch (const std::exception& fault) {
        err << text(language, "cli.internal_error", {{"what", printable(fault.what())}}) << '\n';
        return kInternalError;
    }
}

}  // namespace jarip::cli
