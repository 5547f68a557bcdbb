#include "jarip/core/folder.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "jarip/core/diagnostic.hpp"

extern "C" {
extern const unsigned char jarip_embedded_model_begin[];
extern const unsigned char jarip_embedded_model_end[];
extern const unsigned char jarip_embedded_text_begin[];
extern const unsigned char jarip_embedded_text_end[];
}

namespace jarip {
namespace {

namespace fs = std::filesystem;

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
    for (auto it = fs::recursive_directory_iterator(
             path, fs::directory_options::skip_permission_denied, fault);
         !fault && it != fs::recursive_directory_iterator{}; it.increment(fault)) {
        const auto name = fs::relative(it->path(), path).generic_string();
        if (it->is_regular_file() && !name.starts_with('.')) folder.names_.push_back(name);
    }
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
        folder.contents_.push_back(entry.content);
    }
    return folder;
}

bool Folder::has(std::string_view name) const {
    return std::binary_search(names_.begin(), names_.end(), name);
}

std::optional<SourceFile> Folder::read_bytes(std::string_view name) const {
    const auto found = std::lower_bound(names_.begin(), names_.end(), name);
    if (found == names_.end() || *found != name) return std::nullopt;
    if (path_.empty())
        return SourceFile{*found,
                          std::string{contents_[static_cast<std::size_t>(found - names_.begin())]}};
    return SourceFile{*found, read_file((fs::path{path_} / *found).string()).text};
}

std::optional<SourceFile> Folder::read(std::string_view name) const {
    auto file = read_bytes(name);
    if (file) require_utf8(*file);
    return file;
}

SourceFile read_file(const std::string& path) {
    std::error_code fault;
    std::ifstream stream{path, std::ios::binary};
    if (!stream || fs::is_directory(path, fault)) throw Error{"E0002", path, {{"path", path}}};
    std::ostringstream content;
    content << stream.rdbuf();
    if (stream.bad()) throw Error{"E0002", path, {{"path", path}}};
    return {path, std::move(content).str()};
}

void require_utf8(const SourceFile& file) {
    const auto& text = file.text;
    std::size_t line = 1;
    std::size_t line_start = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        std::size_t length = 1;
        bool good = byte != 0;
        if (byte >= 0x80) {
            length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            good = byte >= 0xC2 && byte <= 0xF4 && i + length <= text.size();
            for (std::size_t k = 1; good && k < length; ++k)
                good = (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
        }
        if (!good) {
            const auto column =
                character_count(std::string_view{text}.substr(line_start, i - line_start)) + 1;
            throw Error{Diagnostic{"E0004", Severity::error, {file.name, line, column, 1, ""}, {}}};
        }
        if (byte == '\n') {
            ++line;
            line_start = i + 1;
        }
        i += length;
    }
}

void write_file(const std::string& path, std::string_view content) {
    const fs::path target{path};
    std::error_code fault;
    if (target.has_parent_path()) fs::create_directories(target.parent_path(), fault);
    const auto temporary = path + ".part";
    {
        std::ofstream stream{temporary, std::ios::binary | std::ios::trunc};
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
        stream.close();
        if (!stream) {
            fs::remove(temporary, fault);
            throw Error{"E0003", path, {{"path", path}}};
        }
    }
    fs::rename(temporary, target, fault);
    if (fault) {
        fs::remove(temporary, fault);
        throw Error{"E0003", path, {{"path", path}}};
    }
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
