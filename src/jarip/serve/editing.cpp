#include "jarip/serve/editing.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <ctime>
#include <filesystem>

#include "jarip/core/files.hpp"
#include "jarip/core/fingerprint.hpp"
#include "jarip/core/json.hpp"

namespace jarip::serve {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kVersionsKept = 8;

/// Other servers of the same folder wait.
class FolderLock {
public:
    explicit FolderLock(const std::string& folder) {
        std::error_code ignored;
        fs::create_directories(folder + "/.jarip", ignored);
        file_ = ::open((folder + "/.jarip/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) {
            close();
            throw Error{"E0003", "", {{"path", folder + "/.jarip/lock"}}};
        }
    }
    ~FolderLock() { close(); }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    void close() const {
        if (file_ >= 0) ::close(file_);
    }
    int file_ = -1;
};

std::string now_utc() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    char words[32];
    return {words, std::strftime(words, sizeof words, "%Y-%m-%d %H:%M:%S", &parts)};
}

std::string number_name(int number) {
    std::string digits = std::to_string(number);
    return std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

/// A change as it lies in its folder.
struct KeptStep {
    Editing::Step step;
    std::vector<SourceFile> before, after;
};

std::optional<KeptStep> read_step(const std::string& folder, int number) {
    try {
        const auto path = folder + '/' + number_name(number) + '/';
        const auto said = parse_json(read_file(path + "step.json").text);
        KeptStep kept{{number, said.at("when").get<std::string>(),
                       said.at("sets").get<std::vector<std::string>>()},
                      {},
                      {}};
        for (const auto& name : said.at("files").get<std::vector<std::string>>()) {
            kept.before.push_back({name, read_file(path + "before/" + name).text});
            kept.after.push_back({name, read_file(path + "after/" + name).text});
        }
        return kept;
    } catch (const Error&) {
    } catch (const Json::exception&) {
    }
    return std::nullopt;  // not ours, or damaged: it is left alone
}

std::vector<SourceFile> placed_in(const std::string& folder, const std::vector<SourceFile>& files) {
    std::vector<SourceFile> placed;
    for (const auto& file : files) placed.push_back({folder + '/' + file.name, file.text});
    return placed;
}

bool stands_in(const Folder& folder, const SourceFile& file) {
    const auto now = folder.read_bytes(file.name);
    return now && now->text == file.text;
}
bool all_stand_in(const Folder& folder, const std::vector<SourceFile>& files) {
    return std::all_of(files.begin(), files.end(),
                       [&](const SourceFile& file) { return stands_in(folder, file); });
}

/// What a writer that was killed left of tables of the folder: "stock.csv.0.part". Who holds the lock is the only writer.
void remove_left_parts(const std::string& folder) {
    constexpr std::string_view kEnd = ".part";
    std::vector<fs::path> left;
    std::error_code fault;
    for (const auto& entry : fs::directory_iterator{folder, fault}) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(kEnd) || name.size() == kEnd.size()) continue;
        const auto dot = name.rfind('.', name.size() - kEnd.size() - 1);
        if (dot == std::string::npos || dot == 0) continue;
        if (std::isdigit(static_cast<unsigned char>(name[dot + 1])) != 0 &&
            fs::is_regular_file(folder + '/' + name.substr(0, dot), fault))
            left.push_back(entry.path());
    }
    for (const auto& path : left) fs::remove(path, fault);
}

Folder with(const Folder& folder, const std::vector<SourceFile>& changed) {
    std::vector<SourceFile> files;
    for (const auto& name : folder.names()) {
        const auto other = std::find_if(changed.begin(), changed.end(),
                                        [&](const auto& file) { return file.name == name; });
        files.push_back(other != changed.end() ? *other : *folder.read_bytes(name));
    }
    return Folder::of(std::move(files));
}

}  // namespace

std::string version_of(const Folder& folder) {
    Fingerprint print;
    for (const auto& name : folder.names()) {
        print.add(name);
        if (const auto file = folder.read_bytes(name)) print.add(file->text);
    }
    return print.word();
}

Editing::Editing(std::string folder) : path_{std::move(folder)} {
    (void)open();
    if (!numbers().empty()) {
        const FolderLock lock{path_};
        remove_left_parts(path_);
        finish_interrupted();
    }
}

Folder Editing::open() const { return network::open_folder(path_); }
std::string Editing::undo_folder() const { return path_ + "/.jarip/undo"; }

std::vector<int> Editing::numbers() const {
    std::vector<int> found;
    std::error_code fault;
    for (const auto& entry : fs::directory_iterator{undo_folder(), fault}) {
        const auto name = entry.path().filename().string();
        int number = 0;
        const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
        if (read.ec == std::errc{} && read.ptr == name.data() + name.size())
            found.push_back(number);
    }
    std::sort(found.begin(), found.end());
    return found;
}

// A version that was handed out, with what stood in the folder then.
std::string Editing::remember(const Folder& folder) {
    auto version = version_of(folder);
    for (const auto& [known, contents] : seen_)
        if (known == version) return version;
    try {
        seen_.emplace_back(version, network::contents(folder));
    } catch (const Error&) {
        return version;  // its tables cannot be read: then no difference can be told
    }
    if (seen_.size() > kVersionsKept) seen_.pop_front();
    return version;
}

void Editing::expect(const std::string& version) {
    const auto folder = open();
    const auto now = version_of(folder);
    if (now == version) return;
    Conflict conflict{now, std::nullopt};
    for (const auto& [known, contents] : seen_)
        if (known == version)
            conflict.since = network::differences(contents, network::contents(folder));
    (void)remember(folder);
    throw conflict;
}

// The latest change may have come to some of its tables only: it is finished. If it came to none, it never was.
void Editing::finish_interrupted() {
    const auto all = numbers();
    if (all.empty()) return;
    const auto kept = read_step(undo_folder(), all.back());
    if (!kept) return;
    const auto folder = open();
    if (all_stand_in(folder, kept->after)) return;
    if (all_stand_in(folder, kept->before)) {
        std::error_code ignored;
        fs::remove_all(undo_folder() + '/' + number_name(all.back()), ignored);
        return;
    }
    for (std::size_t i = 0; i < kept->after.size(); ++i)
        if (!stands_in(folder, kept->after[i]) && !stands_in(folder, kept->before[i]))
            return;  // somebody else changed it since
    write_files(placed_in(path_, kept->after));
}

Editing::State Editing::state_of(const Folder& folder) {
    State state{remember(folder), {}};
    for (const int number : numbers())
        if (auto kept = read_step(undo_folder(), number)) state.steps.push_back(kept->step);
    return state;
}

Editing::State Editing::state() {
    const std::lock_guard guard{mutex_};
    return state_of(open());
}

Editing::Proposal Editing::propose(const std::vector<std::string>& sets) {
    const std::lock_guard guard{mutex_};
    const auto folder = open();
    const auto changed = with(folder, network::edited(folder, sets));
    Proposal proposal{remember(folder), {}, {}};
    proposal.findings = network::load(changed).findings.sorted();
    proposal.differences =
        network::differences(network::contents(folder), network::contents(changed));
    return proposal;
}

Editing::State Editing::save(const std::vector<std::string>& sets, const std::string& version) {
    const std::lock_guard guard{mutex_};
    const FolderLock lock{path_};
    finish_interrupted();
    expect(version);
    const auto folder = open();
    const auto after = network::edited(folder, sets);
    (void)network::load(with(folder, after));  // a model that cannot be loaded is not written
    if (after.empty()) return state_of(folder);
    const auto all = numbers();
    Json said{{"when", now_utc()}, {"sets", sets}, {"files", Json::array()}};
    std::vector<SourceFile> kept;
    for (const auto& file : after) {
        said["files"].push_back(file.name);
        kept.push_back({"before/" + file.name, folder.read_bytes(file.name)->text});
        kept.push_back({"after/" + file.name, file.text});
    }
    kept.push_back({"step.json", serialize_json(said, 2) + '\n'});
    write_new_folder(undo_folder() + '/' + number_name(all.empty() ? 1 : all.back() + 1), kept);
    write_files(placed_in(path_, after));
    return state_of(open());
}

Editing::State Editing::undo(const std::string& version) {
    const std::lock_guard guard{mutex_};
    const FolderLock lock{path_};
    finish_interrupted();
    expect(version);
    const auto all = numbers();
    const auto kept = all.empty() ? std::nullopt : read_step(undo_folder(), all.back());
    if (!kept) throw Error{"E0726", ""};
    const auto folder = open();
    if (!all_stand_in(folder, kept->after)) {
        // Somebody else changed these tables since: taking back would lose that.
        const auto then = with(folder, kept->after);
        throw Conflict{version_of(folder),
                       network::differences(network::contents(then), network::contents(folder))};
    }
    write_files(placed_in(path_, kept->before));
    std::error_code ignored;
    fs::remove_all(undo_folder() + '/' + number_name(all.back()), ignored);
    return state_of(open());
}

}  // namespace jarip::serve
