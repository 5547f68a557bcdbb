#include "cli.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "command.hpp"
#include "help.hpp"
#include "jarip/core/files.hpp"
#include "progress_bar.hpp"

namespace jarip::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct Outcome {
    int code = 0;
    std::string out, err;
};

Outcome call(std::vector<const char*> words, const Environment& environment = {}) {
    words.insert(words.begin(), "jarip");
    std::ostringstream out, err;
    const int code = run(static_cast<int>(words.size()), words.data(), out, err, environment);
    return {code, out.str(), err.str()};
}

TEST(Cli, WithoutWordsItSaysWhatThereIs) {
    const auto outcome = call({});
    EXPECT_EQ(outcome.code, kDone);
    EXPECT_THAT(outcome.out, HasSubstr("explain"));
    EXPECT_EQ(outcome.out, call({"--help"}).out);
    EXPECT_EQ(outcome.out, call({"help"}).out);
}

TEST(Cli, HasEachCommandOnce) {
    std::set<std::string_view> names;
    for (const auto& command : commands())
        EXPECT_TRUE(names.insert(command.name).second) << command.name;
}

TEST(Cli, SaysItsVersion) {
    EXPECT_EQ(call({"--version"}).out, "jarip " + std::string{version()} + "\n");
}

TEST(Cli, AMisspeltCommandIsBadInputWithASuggestion) {
    const auto outcome = call({"explian"});
    EXPECT_EQ(outcome.code, kBadInput);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err, HasSubstr("did you mean \"explain\"?"));
}

TEST(Cli, TakesTheLanguageFromTheLocaleAndFromTheOption) {
    const std::string english = call({"--help"}).out;
    const std::string korean = call({"--help"}, {.locale = "ko_KR.UTF-8"}).out;
    EXPECT_NE(english, korean);
    EXPECT_EQ(call({"--lang", "ko", "--help"}).out, korean);
    EXPECT_EQ(call({"--help", "--lang=en"}, {.locale = "ko"}).out, english);
    EXPECT_EQ(call({"explain", "E0020", "--lang", "ko"}).out,
              call({"--lang=ko", "explain", "E0020"}).out);
}

TEST(Cli, AnUnknownLanguageIsBadInput) {
    const auto outcome = call({"explain", "--lang", "fr"});
    EXPECT_EQ(outcome.code, kBadInput);
    EXPECT_THAT(outcome.err, HasSubstr("en, ko"));
}

TEST(Cli, ExplainsACodeInAnySpelling) {
    const auto outcome = call({"explain", "E0020"});
    EXPECT_THAT(outcome.out, StartsWith("E0020"));
    EXPECT_EQ(call({"explain", "e0020"}).out, outcome.out);
    EXPECT_EQ(call({"explain", "20"}).out, outcome.out);
    EXPECT_EQ(call({"explain", "E9999"}).code, kBadInput);
}

TEST(Cli, AnAnswerHasOneTarget) {
    const auto outcome =
        call({"onshore", "--target", "autonomy-days=5", "--target", "domestic-content=0.1"});
    EXPECT_EQ(outcome.code, kBadInput);
    EXPECT_THAT(outcome.err, HasSubstr("E0616"));
    EXPECT_THAT(outcome.err, HasSubstr("autonomy-days=5"));
    EXPECT_THAT(outcome.err, HasSubstr("domestic-content=0.1"));
}

TEST(Cli, AnInterruptedCommandSaysSo) {
    std::stop_source source;
    source.request_stop();
    const auto outcome = call({"explain", "E0020"}, {.stop = source.get_token()});
    EXPECT_EQ(outcome.code, kInterrupted);
    EXPECT_THAT(outcome.err, HasSubstr("interrupted"));
}

TEST(Cli, EveryCommandOfAModelCanBeInterruptedBeforeItHasAnything) {
    std::stop_source source;
    source.request_stop();
    for (const char* format : {"--quiet", "--json"})
        for (const std::vector<const char*>& words : std::vector<std::vector<const char*>>{
                 {"assess"},
                 {"plan"},
                 {"plan", "--steady"},
                 {"origin"},
                 {"stress"},
                 {"stress", "--scenario", "all"},
                 {"onshore"},
                 {"onshore", "--target", "demand"},
                 {"onshore", "--target", "closed-border-racks"}}) {
            auto asked = words;
            asked.push_back(format);
            const auto outcome = call(asked, {.stop = source.get_token()});
            EXPECT_EQ(outcome.code, kInterrupted) << words.front();
            EXPECT_THAT(outcome.err, HasSubstr("interrupted")) << words.front();
        }
}

TEST(Cli, AnOutputThatFailsIsNotSilent) {
    std::ostringstream out, err;
    out.setstate(std::ios::badbit);
    const char* words[] = {"jarip", "explain", "E0020"};
    EXPECT_EQ(run(3, words, out, err), kBadInput);
    EXPECT_THAT(err.str(), HasSubstr("E0611"));
}

std::string refused(const Options& options) {
    try {
        options.refuse_to_overwrite_input();
    } catch (const Error& error) {
        return error.diagnostics().front().code;
    }
    return "";
}

// A folder with the model.toml of a model, one of its tables, its rack designs, and links to them.
class ModelOnDisk {
public:
    ModelOnDisk() {
        namespace fs = std::filesystem;
        fs::create_directories(path("m/racks"));
        for (const char* file : {"m/model.toml", "m/stock.csv", "m/racks/r.toml", "notes.csv"})
            write_file(path(file), "x");
        fs::create_directory_symlink("m", path("link"));
        fs::create_symlink("m/stock.csv", path("stock"));
        fs::create_symlink("m/lots.csv", path("nothing-yet"));
        fs::create_symlink("m/events.csv", path("events"));
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return folder_.path() + '/' + name;
    }

private:
    TemporaryFolder folder_;
};

TEST(Outputs, NoneIsWrittenOverAModel) {
    const ModelOnDisk disk;
    std::size_t outputs = 0;
    for (const auto& command : commands()) {
        const auto prepared = prepare(command);
        for (const auto& option : prepared->options.all()) {
            // Whatever is called a folder is one that is written.
            EXPECT_TRUE(option.by_place() || option.value != "DIR" || option.output) << option.name;
            if (!option.output) continue;
            ++outputs;
            const auto asked = [&](const std::string& name) {
                const auto fresh = prepare(command);
                for (const auto& each : fresh->options.all())
                    if (each.name == option.name) each.assign(disk.path(name));
                return refused(fresh->options);
            };
            const auto what = std::string{command.name} + ' ' + option.name;
            for (const char* name : {"m/stock.csv", "m/model.toml", "m/demand.csv",
                                     "m/../m/./stock.csv", "link/stock.csv", "stock", "events"})
                EXPECT_EQ(asked(name), "E0614") << what << ' ' << name;
            for (const char* name : {"m/results.csv", "m/results/stock.csv", "stock.csv", "new",
                                     "notes.csv", "nothing-yet"})
                EXPECT_EQ(asked(name), "") << what << ' ' << name;
            // A design may be put among those of a model, a result may not.
            const bool is_design = option.name == "--write" || option.name == "--checkpoint" ||
                                   option.name == "--designs" || option.name == "--out";
            EXPECT_EQ(asked("m/racks/r.toml"), is_design ? "" : "E0614") << what;
            const bool is_folder = option.value == "DIR" && option.name != "--csv" && !is_design;
            EXPECT_EQ(asked("m/customs/new.csv"), is_folder ? "E0614" : "") << what;
            // Tables are called as the result calls them.
            if (option.name == "--csv") {
                for (const char* name : {"m", "m/", "link", "m/racks", "m/customs"})
                    EXPECT_EQ(asked(name), "E0614") << what << ' ' << name;
            }
        }
    }
    EXPECT_GT(outputs, 100U);
}

TEST(Outputs, NoneIsWrittenOverAFileThatIsRead) {
    const ModelOnDisk disk;
    const auto file = disk.path("notes.csv"), other = disk.path("m/../notes.csv");
    const auto asked = [&](const char* option) {
        return call({"trade", "convert", file.c_str(), option, other.c_str()});
    };
    for (const char* option : {"--csv", "--xlsx", "--html", "--sqlite", "--rejects"}) {
        EXPECT_EQ(asked(option).code, kBadInput) << option;
        EXPECT_THAT(asked(option).err, HasSubstr("E0615")) << option;
    }
    EXPECT_EQ(read_file(file).text, "x");
}

TEST(Help, EveryCommandAndOptionHasItsSentenceInBothLanguages) {
    for (const auto language : {Language::en, Language::ko}) {
        for (const auto& command : commands()) {
            EXPECT_TRUE(has_text(language, command_key(command.name) + ".about")) << command.name;
            const auto prepared = prepare(command);
            for (const auto& option : prepared->options.all())
                EXPECT_TRUE(has_text(language, option_key(command, option)))
                    << command.name << ' ' << option.name;
        }
        for (const auto& command : commands()) {
            const std::string group{command.name.substr(0, command.name.find(' '))};
            EXPECT_TRUE(has_text(language, command_key(group) + ".about")) << group;
        }
    }
}

TEST(Help, IsNoWiderThanATerminal) {
    for (const auto language : {Language::en, Language::ko}) {
        std::string pages = overview(language);
        for (const auto& command : commands()) pages += help_page(command, language);
        std::istringstream lines{pages};
        for (std::string line; std::getline(lines, line);)
            EXPECT_LE(display_width(line), 80U) << line;
    }
}

TEST(Help, NoTwoOptionsOfACommandHaveOneName) {
    for (const auto& command : commands()) {
        std::set<std::string> names;
        const auto prepared = prepare(command);
        for (const auto& option : prepared->options.all())
            EXPECT_TRUE(names.insert(option.name).second) << command.name << ' ' << option.name;
    }
}

// The part of docs/cli.md under "## jarip NAME …".
std::string documented(std::string_view command) {
    static const std::string page = read_file("docs/cli.md").text;
    const std::string heading = "\n## jarip " + std::string{command};
    for (std::size_t at = 0; (at = page.find(heading, at)) != std::string::npos; ++at) {
        const char after = page[at + heading.size()];
        if (after == ' ' || after == '\n') return page.substr(at, page.find("\n## ", at + 1) - at);
    }
    return "";
}

TEST(Docs, TellAboutEveryCommandAndItsOptions) {
    for (const auto& command : commands()) {
        const std::string section = documented(command.name);
        EXPECT_FALSE(section.empty()) << "docs/cli.md has no section for " << command.name;
        const auto prepared = prepare(command);
        for (const auto& option : prepared->options.all())
            EXPECT_TRUE(option.common || section.find(option.name) != std::string::npos)
                << "docs/cli.md says nothing of " << option.name << " of jarip " << command.name;
    }
}

TEST(Docs, NameNoOptionThatIsNotThere) {
    const std::string page = read_file("docs/cli.md").text;
    std::set<std::string> known{"--", "--help", "--version"};
    for (const auto& command : commands()) {
        const auto prepared = prepare(command);
        for (const auto& option : prepared->options.all()) known.insert(option.name);
    }
    for (std::size_t at = 0; (at = page.find("`--", at)) != std::string::npos;) {
        const auto end = page.find_first_of(" =`\n", ++at);
        EXPECT_TRUE(known.contains(page.substr(at, end - at))) << page.substr(at, end - at);
    }
}

TEST(Completion, OffersEveryCommand) {
    const auto outcome = call({"completion"});
    for (const auto& command : commands())
        EXPECT_THAT(outcome.out, HasSubstr('"' + std::string{command.name} + '"'));
}

TEST(ProgressBar, SaysHowLongItStillTakes) {
    EXPECT_THAT(progress_line({"work", 1, 4}, 30, Language::en),
                HasSubstr(" 25 %  work  2 min left"));
    EXPECT_THAT(progress_line({"work", 3, 4}, 30, Language::ko), HasSubstr("10초 남음"));
    EXPECT_EQ(progress_line({"work", 3, 0}, 30, Language::en), "work …");
    EXPECT_THAT(progress_line({"work", 9, 4}, 30, Language::en), HasSubstr("100 %"));
}

}  // namespace
}  // namespace jarip::cli
