#include "jarip/core/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "jarip/core/diagnostic.hpp"

namespace jarip {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 10'000;  // names that are tried before giving up
constexpr int kMostLinks = 40;     // as the kernel follows

Error cannot_write(const fs::path& path) {
    return {"E0003", path.string(), {{"path", path.string()}}};
}

// What is written now, so that a program that must end at once can take it away.
class Unfinished {
public:
    static Unfinished& all() {
        static Unfinished unfinished;
        return unfinished;
    }
    void add(const fs::path& path) {
        const std::lock_guard lock{mutex_};
        paths_.insert(fs::absolute(path));
    }
    void drop(const fs::path& path) noexcept {
        try {
            const std::lock_guard lock{mutex_};
            paths_.erase(fs::absolute(path));
        } catch (...) {  // no memory: the name stays, and nothing else has it
        }
    }
    void remove() noexcept {
        try {
            const std::lock_guard lock{mutex_};
            std::error_code ignored;
            for (const auto& path : paths_) fs::remove_all(path, ignored);
            paths_.clear();
        } catch (...) {
        }
    }

private:
    std::mutex mutex_;
    std::set<fs::path> paths_;
};

// The number in "/dev/fd/N", "/dev/stdout" and the like: opened anew by name, a file would be written twice from its start.
std::optional<int> descriptor_of(std::string_view path) {
    if (path == "/dev/stdout") return STDOUT_FILENO;
    if (path == "/dev/stderr") return STDERR_FILENO;
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (!path.starts_with(folder)) continue;
        path.remove_prefix(folder.size());
        int number = 0;
        const auto [end, fault] = std::from_chars(path.data(), path.data() + path.size(), number);
        if (fault == std::errc{} && end == path.data() + path.size() && number >= 0) return number;
    }
    return std::nullopt;
}

// Where a link leads, whether or not something is there.
fs::path followed(fs::path path) {
    for (int i = 0; i < kMostLinks; ++i) {
        std::error_code fault;
        if (!fs::is_symlink(fs::symlink_status(path, fault))) return path;
        const auto next = fs::read_symlink(path, fault);
        if (fault) return path;
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    throw cannot_write(path);
}

bool write_whole(std::FILE* file, std::string_view content) {
    const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
    return std::fclose(file) == 0 && written;
}

// Folders that are made on the way to a file, and taken away again unless all went well.
class NewFolders {
public:
    void make(const fs::path& folder) {
        if (folder.empty()) return;
        std::error_code fault;
        if (fs::is_directory(folder, fault)) return;
        make(folder.parent_path());
        if (fs::create_directory(folder, fault))
            made_.push_back(folder);
        else if (!fs::is_directory(folder, fault))
            throw cannot_write(folder);
    }
    void keep() { made_.clear(); }
    NewFolders() = default;
    ~NewFolders() {
        std::error_code ignored;
        for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder)
            fs::remove(*folder, ignored);  // only if it is empty
    }
    NewFolders(const NewFolders&) = delete;
    NewFolders& operator=(const NewFolders&) = delete;

private:
    std::vector<fs::path> made_;
};

// Gives a new file the mode and owner of the one it replaces.
bool take_over(int file, const struct stat& old) {
    struct stat now {};
    if (fstat(file, &now) != 0) return false;
    mode_t mode = old.st_mode & 0777U;
    if ((now.st_uid != old.st_uid || now.st_gid != old.st_gid) &&
        fchown(file, old.st_uid, old.st_gid) != 0 && now.st_gid != old.st_gid)
        mode = (mode & 0707U) | ((mode & 0007U) << 3U);  // another group gets what all others have
    return fchmod(file, mode) == 0;
}

// A file on its way: its content stands beside its place until it is renamed.
class PendingFile {
public:
    PendingFile(std::string path, NewFolders& folders) : path_{std::move(path)} {
        descriptor_ = descriptor_of(path_);
        if (descriptor_) return;
        target_ = followed(path_);
        if (stat(target_.c_str(), &old_) != 0) {
            if (target_.has_parent_path()) folders.make(target_.parent_path());
        } else if (S_ISREG(old_.st_mode)) {
            replaces_ = true;
            constexpr mode_t kWritable = S_IWUSR | S_IWGRP | S_IWOTH;
            if ((old_.st_mode & kWritable) == 0 ||
                faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0)
                throw Error{"E0032", path_, {{"path", path_}}};
        } else if (S_ISDIR(old_.st_mode)) {
            throw cannot_write(path_);
        } else {
            special_ = true;
        }
    }
    ~PendingFile() { discard(); }
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool is_special() const { return special_ || descriptor_.has_value(); }

    void write(std::string_view content) {
        if (is_special()) return write_through(content);
        if (!write_whole(open_temporary(), content)) throw cannot_write(path_);
    }

    void write(const std::function<void(const std::string&)>& make) {
        if (is_special()) {
            const TemporaryFolder folder;
            const auto name = folder.path() + "/file";
            make(name);
            return write_through(read_file(name).text);
        }
        std::fclose(open_temporary());
        make(temporary_.string());
    }

    void rename() {
        if (is_special()) return;
        std::error_code fault;
        fs::rename(temporary_, target_, fault);
        if (fault) throw cannot_write(path_);
        Unfinished::all().drop(temporary_);
        temporary_.clear();
    }

private:
    void write_through(std::string_view content) const {
        std::FILE* file = nullptr;
        if (descriptor_) {
            std::fflush(nullptr);
            const int copy = fcntl(*descriptor_, F_DUPFD_CLOEXEC, 3);
            if (copy >= 0 && (file = fdopen(copy, "ab")) == nullptr) close(copy);
        } else {
            file = std::fopen(target_.c_str(), "wb");
        }
        if (!file || !write_whole(file, content)) throw cannot_write(path_);
    }

    // A file that nobody else has, beside the target.
    std::FILE* open_temporary() {
        for (int attempt = 0; attempt < kAttempts; ++attempt) {
            auto name = target_;
            name += "." + std::to_string(attempt) + ".part";
            if (std::FILE* const file = std::fopen(name.c_str(), "wbxe")) {
                temporary_ = name;
                Unfinished::all().add(name);
                if (!replaces_ || take_over(fileno(file), old_)) return file;
                std::fclose(file);
                break;
            }
            if (errno != EEXIST) break;
        }
        throw cannot_write(path_);
    }

    void discard() {
        if (temporary_.empty()) return;
        std::error_code ignored;
        fs::remove(temporary_, ignored);
        Unfinished::all().drop(temporary_);
    }

    std::string path_;
    std::optional<int> descriptor_;
    fs::path target_;
    fs::path temporary_;
    struct stat old_ {};
    bool replaces_ = false, special_ = false;
};

template <class Content>
void write_one(const std::string& path, const Content& content) {
    NewFolders folders;
    PendingFile file{path, folders};
    file.write(content);
    file.rename();
    folders.keep();
}

// A folder that nobody else has.
fs::path new_folder(const fs::path& stem) {
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto name = stem;
        name += "." + std::to_string(attempt) + ".part";
        std::error_code fault;
        if (fs::create_directory(name, fault)) {
            Unfinished::all().add(name);
            return name;
        }
        if (fault) break;
    }
    throw cannot_write(stem);
}

void remove_folder(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    Unfinished::all().drop(folder);
}

std::vector<SourceFile> placed_in(const fs::path& folder, const std::vector<SourceFile>& files) {
    std::vector<SourceFile> placed;
    for (const auto& file : files) placed.push_back({(folder / file.name).string(), file.text});
    return placed;
}

}  // namespace

std::string written_place(const std::string& path) {
    std::error_code fault;
    const auto target = followed(path);
    auto place = fs::weakly_canonical(fs::absolute(target, fault), fault);
    if (fault) place = fs::absolute(target, fault).lexically_normal();
    return (place.has_filename() ? place : place.parent_path()).string();
}

void write_file(const std::string& path, std::string_view content) { write_one(path, content); }

void write_file(const std::string& path,
                const std::function<void(const std::string& temporary)>& make) {
    write_one(path, make);
}

void write_files(const std::vector<SourceFile>& files) {
    NewFolders folders;
    std::deque<PendingFile> pending;
    std::vector<const SourceFile*> through;
    for (const auto& file : files) {
        pending.emplace_back(file.name, folders);
        if (pending.back().is_special())
            through.push_back(&file);
        else
            pending.back().write(file.text);
    }
    std::string done;
    for (auto& file : pending) {
        try {
            file.rename();
        } catch (const Error&) {
            if (done.empty()) throw;
            throw Error{"E0033", file.path(), {{"path", file.path()}, {"new", done}}};
        }
        if (!file.is_special()) done += (done.empty() ? "" : ", ") + file.path();
    }
    folders.keep();
    for (const auto* file : through) write_file(file->name, file->text);
}

void write_new_folder(const std::string& path, const std::vector<SourceFile>& files) {
    const fs::path target = followed(fs::path{path}.lexically_normal().has_filename()
                                         ? fs::path{path}.lexically_normal()
                                         : fs::path{path}.lexically_normal().parent_path());
    const auto taken = [&] { return Error{"E0034", path, {{"path", path}}}; };
    std::error_code fault;
    const auto status = fs::status(target, fault);
    if (fs::is_directory(status)) {
        // It stays the same folder for those who stand in it.
        if (!fs::is_empty(target, fault)) throw taken();
        return write_files(placed_in(target, files));
    }
    if (fs::exists(status)) throw cannot_write(path);
    NewFolders above;
    if (target.has_parent_path()) above.make(target.parent_path());
    const auto part = new_folder(target);
    try {
        write_files(placed_in(part, files));
    } catch (const Error&) {
        remove_folder(part);
        throw cannot_write(path);
    } catch (...) {
        remove_folder(part);
        throw;
    }
    fs::rename(part, target, fault);  // fails where another run has put a folder that is not empty
    if (fault) {
        remove_folder(part);
        if (fs::exists(target)) throw taken();
        throw cannot_write(path);
    }
    Unfinished::all().drop(part);
    above.keep();
}

void remove_unfinished_files() noexcept { Unfinished::all().remove(); }

TemporaryFolder::TemporaryFolder() {
    std::error_code fault;
    const auto parent = fs::temp_directory_path(fault);
    if (fault) throw cannot_write(parent);
    path_ = new_folder(parent / "jarip").string();
}

TemporaryFolder::~TemporaryFolder() { remove_folder(path_); }

}  // namespace jarip
