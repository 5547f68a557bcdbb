#include "jarip/core/folder.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "jarip/core/csv.hpp"
#include "jarip/core/diagnostic.hpp"
#include "jarip/core/utf8.hpp"

extern "C" {
extern const unsigned char jarip_embedded_model_begin[];
extern const unsigned char jarip_embedded_model_end[];
extern const unsigned char jarip_embedded_text_begin[];
extern const unsigned char jarip_embedded_text_end[];
}

namespace jarip {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kLargestFile = std::size_t{2} << 30;
// More than any model has, and reached at once when somebody names a home folder instead of a model.
constexpr std::size_t kMostFiles = 2'000;
constexpr int kDeepest = 4;

struct ArchiveEntry {
    std::string_view name;
    std::string_view content;
};

std::string_view archive(const unsigned char* begin, const unsigned char* end) {
    return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

// POSIX.1-1988 tar, the part that CMake writes: 512-byte headers, regular files.
std::vector<ArchiveEntry> archive_entries(std::string_view tar) {
    constexpr std::size_t kBlock = 512;
    std::vector<ArchiveEntry> entries;
    for (std::size_t at = 0; at + kBlock <= tar.size() && tar[at] != '\0';) {
        const auto field = [&](std::size_t offset, std::size_t width) {
            const auto text = tar.substr(at + offset, width);
            return text.substr(0, std::min(text.find('\0'), text.size()));
        };
        std::size_t size = 0;
        const auto size_text = field(124, 12);
        std::from_chars(size_text.data(), size_text.data() + size_text.size(), size, 8);
        const char type = tar[at + 156];
        if (type == '0' || type == '\0')
            entries.push_back({field(0, 100), tar.substr(at + kBlock, size)});
        at += kBlock + (size + kBlock - 1) / kBlock * kBlock;
    }
    return entries;
}

}  // namespace

Folder Folder::open(const std::string& path) {
    std::error_code fault;
    const auto status = fs::status(path, fault);
    if (!fs::exists(status)) throw Error{"E0001", path, {{"path", path}}};
    if (!fs::is_directory(status)) throw Error{"E0005", path, {{"path", path}}};
    Folder folder;
    folder.path_ = path;
    for (fs::recursive_directory_iterator it{path, fault}, end; !fault && it != end;
         it.increment(fault)) {
        if (it->path().filename().string().starts_with('.') || it.depth() >= kDeepest) {
            it.disable_recursion_pending();
            continue;
        }
        std::error_code ignored;
        if (it->is_regular_file(ignored))
            folder.names_.push_back(it->path().lexically_relative(path).generic_string());
        if (folder.names_.size() > kMostFiles)
            throw Error{"E0007", path, {{"path", path}, {"most", std::to_string(kMostFiles)}}};
    }
    if (fault) throw Error{"E0002", path, {{"path", path}}};
    std::sort(folder.names_.begin(), folder.names_.end());
    return folder;
}

Folder Folder::embedded(std::string_view name) {
    auto entries = archive_entries(archive(jarip_embedded_model_begin, jarip_embedded_model_end));
    const std::string prefix = std::string{name} + '/';
    std::erase_if(entries,
                  [&](const ArchiveEntry& entry) { return !entry.name.starts_with(prefix); });
    if (entries.empty()) throw Error{"E0001", std::string{name}, {{"path", std::string{name}}}};
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    Folder folder;
    for (const auto& entry : entries) {
        folder.names_.emplace_back(entry.name.substr(prefix.size()));
        folder.embedded_.push_back(entry.content);
    }
    return folder;
}

Folder Folder::of(std::vector<SourceFile> files) {
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
    Folder folder;
    for (auto& file : files) {
        folder.names_.push_back(std::move(file.name));
        folder.memory_.push_back(std::move(file.text));
    }
    return folder;
}

bool Folder::has(std::string_view name) const {
    return std::binary_search(names_.begin(), names_.end(), name);
}

std::optional<SourceFile> Folder::read_bytes(std::string_view name) const {
    const auto found = std::lower_bound(names_.begin(), names_.end(), name);
    if (found == names_.end() || *found != name) return std::nullopt;
    const auto place = static_cast<std::size_t>(found - names_.begin());
    if (!memory_.empty()) return SourceFile{*found, memory_[place]};
    if (path_.empty()) return SourceFile{*found, std::string{embedded_[place]}};
    return SourceFile{*found, read_file((fs::path{path_} / *found).string()).text};
}

std::optional<SourceFile> Folder::read(std::string_view name) const {
    auto file = read_bytes(name);
    if (file) require_utf8(*file);
    return file;
}

SourceFile read_file(const std::string& path) {
    const auto fail = [&](const char* code) { throw Error{code, path, {{"path", path}}}; };
    std::error_code fault;
    if (fs::is_directory(path, fault)) fail("E0002");
    std::ifstream stream{path, std::ios::binary};
    if (!stream) fail("E0002");
    SourceFile file{path, {}};
    const auto size = fs::file_size(path, fault);
    // As much as the file says and a byte, at which its end shows; then in chunks, for pipes have no size. Of thousands of small
    // files each takes its own size of memory.
    std::size_t piece = !fault && size > 0 && size <= kLargestFile ? size + 1 : kChunk;
    for (std::size_t got = piece; got == piece;) {
        const std::size_t have = file.text.size();
        if (have > kLargestFile) fail("E0006");
        if (have > 0) piece = kChunk;
        file.text.resize(have + piece);
        stream.read(file.text.data() + have, static_cast<std::streamsize>(piece));
        got = static_cast<std::size_t>(stream.gcount());
        file.text.resize(have + got);
    }
    if (stream.bad()) fail("E0002");
    return file;
}

void require_utf8(const SourceFile& file) {
    const auto fault = first_byte_not_utf8(file.text);
    if (!fault) return;
    const auto before = std::string_view{file.text}.substr(0, *fault);
    const auto line_end = before.find_last_of("\r\n");
    const auto line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    const auto column = character_count(before.substr(line_begin)) + 1;
    throw Error{Diagnostic{
        "E0004", Severity::error, {file.name, 1 + line_end_count(before), column, 1, ""}, {}}};
}

namespace {

// A file that nobody else has, beside the target.
std::pair<std::FILE*, fs::path> open_temporary(const fs::path& target) {
    constexpr int kAttempts = 1000;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto name = target;
        name += "." + std::to_string(attempt) + ".part";
        if (std::FILE* const file = std::fopen(name.c_str(), "wbx")) return {file, name};
        if (errno != EEXIST) break;
    }
    return {nullptr, {}};
}

bool write_whole(std::FILE* file, std::string_view content) {
    const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
    return std::fclose(file) == 0 && written;
}

}  // namespace

void write_file(const std::string& path, std::string_view content) {
    const auto failed = [&path] { return Error{"E0003", path, {{"path", path}}}; };
    std::error_code fault;
    fs::path target{path};
    if (target.has_parent_path()) fs::create_directories(target.parent_path(), fault);
    // A link keeps pointing at its file; a device or a pipe is written to, never replaced.
    const auto status = fs::status(target, fault);
    if (fs::is_regular_file(status)) {
        target = fs::canonical(target, fault);
        if (fault) throw failed();
    } else if (fs::exists(status)) {
        std::FILE* const file = fs::is_directory(status) ? nullptr : std::fopen(path.c_str(), "wb");
        if (!file || !write_whole(file, content)) throw failed();
        return;
    }
    const auto [file, temporary] = open_temporary(target);
    if (!file) throw failed();
    if (write_whole(file, content))
        fs::rename(temporary, target, fault);
    else
        fault = std::make_error_code(std::errc::io_error);
    if (!fault) return;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw failed();
}

std::vector<SourceFile> embedded_files(const unsigned char* begin, const unsigned char* end) {
    std::vector<SourceFile> files;
    for (const auto& entry : archive_entries(archive(begin, end)))
        files.push_back({std::string{entry.name}, std::string{entry.content}});
    return files;
}

std::string_view embedded_text(std::string_view name) {
    for (const auto& entry :
         archive_entries(archive(jarip_embedded_text_begin, jarip_embedded_text_end)))
        if (entry.name == name) return entry.content;
    return {};
}

}  // namespace jarip
