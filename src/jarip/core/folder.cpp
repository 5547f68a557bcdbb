#include "jarip/core/folder.hpp"

#include <algorithm>
#include <charconv>
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

// Walks a folder as a reader of its files sees it.
class Walk {
public:
    Walk(const std::string& root, std::size_t most, int deepest)
        : root_{root}, most_{most}, deepest_{deepest} {}

    FolderListing listing() {
        enter(root_, "", 0);
        std::sort(result_.files.begin(), result_.files.end());
        std::sort(result_.unreadable.begin(), result_.unreadable.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        return std::move(result_);
    }

private:
    using Why = UnreadableEntry::Why;

    void enter(const fs::path& folder, const std::string& name, int depth) {
        std::error_code fault;
        const auto real = fs::canonical(folder, fault);
        if (std::find(around_.begin(), around_.end(), real) != around_.end()) {
            result_.unreadable.push_back({name, Why::link_to_a_folder_around});
            return;
        }
        around_.push_back(real);
        fs::directory_iterator at{folder, fault};
        for (; !fault && at != fs::directory_iterator{}; at.increment(fault))
            take(at->path(), name, depth);
        if (fault) throw Error{"E0002", root_, {{"path", folder.string()}}};
        around_.pop_back();
    }

    void take(const fs::path& path, const std::string& folder, int depth) {
        const auto own = path.filename().string();
        if (own.starts_with('.') || depth >= deepest_) return;
        const auto name = folder.empty() ? own : folder + '/' + own;
        std::error_code fault;
        const auto status = fs::status(path, fault);
        if (fs::is_regular_file(status)) {
            result_.files.push_back(name);
            if (result_.files.size() > most_)
                throw Error{"E0007", root_, {{"path", root_}, {"most", std::to_string(most_)}}};
        } else if (fs::is_directory(status)) {
            const auto before = result_.files.size();
            enter(path, name, depth + 1);
            const bool is_named_as_file = own.ends_with(".csv") || own.ends_with(".toml");
            if (is_named_as_file && result_.files.size() == before)
                result_.unreadable.push_back({name, Why::folder_named_as_file});
        } else {
            result_.unreadable.push_back(
                {name, fs::exists(status) ? Why::pipe_or_device : Why::dangling_link});
        }
    }

    const std::string& root_;
    std::size_t most_;
    int deepest_;
    std::vector<fs::path> around_;
    FolderListing result_;
};

}  // namespace

const char* UnreadableEntry::code() const {
    switch (why) {
        case Why::dangling_link: return "E0035";
        case Why::link_to_a_folder_around: return "E0036";
        case Why::pipe_or_device: return "E0037";
        case Why::folder_named_as_file: return "E0038";
    }
    return "E0035";
}

FolderListing list_folder(const std::string& path, std::size_t most, int deepest) {
    std::error_code fault;
    const auto status = fs::status(path, fault);
    if (!fs::exists(status)) throw Error{"E0001", path, {{"path", path}}};
    if (!fs::is_directory(status)) throw Error{"E0005", path, {{"path", path}}};
    return Walk{path, most, deepest}.listing();
}

Folder Folder::open(const std::string& path) {
    auto listing = list_folder(path, kMostFiles, kDeepest);
    Folder folder;
    folder.path_ = path;
    folder.names_ = std::move(listing.files);
    folder.unreadable_ = std::move(listing.unreadable);
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
