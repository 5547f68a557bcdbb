/// Files of a model: a folder on disk, the one inside the binary or one in memory, read the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jarip {

/// A file's content with the name that diagnostics show.
struct SourceFile {
    std::string name;
    std::string text;
};

/// What stands in a folder but cannot be read as a file of it.
struct UnreadableEntry {
    enum class Why { dangling_link, link_to_a_folder_around, pipe_or_device, folder_named_as_file };
    std::string name;
    Why why = Why::dangling_link;
    /// E0035 … E0038
    [[nodiscard]] const char* code() const;
};

struct FolderListing {
    std::vector<std::string> files;           ///< relative paths, sorted, '/' between parts
    std::vector<UnreadableEntry> unreadable;  ///< sorted by name
};

/// The files of a folder and of those in it, links followed; hidden ones and what stands more than `deepest` folders
/// deep are left out. errors  E0001, E0005, E0002 as Folder::open; E0007 over `most` files
[[nodiscard]] FolderListing list_folder(const std::string& path, std::size_t most, int deepest);

/// A folder that can be listed and read.
class Folder {
public:
    /// Hidden files and what stands more than four folders deep are left out.
    /// errors  E0001 if the path does not exist, E0005 if it is no folder, E0002 if it cannot be listed,
    ///         E0007 if it has over 2,000 files
    [[nodiscard]] static Folder open(const std::string& path);
    /// A folder of the archive inside the binary. errors  E0001 if there is none of that name
    [[nodiscard]] static Folder embedded(std::string_view name);

    /// A folder that is nowhere but in memory: files by their relative paths.
    [[nodiscard]] static Folder of(std::vector<SourceFile> files);

    /// Relative paths of all files, sorted, '/' between parts.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    /// Links that lead nowhere, pipes and the like: whoever expects a file of that name says so.
    [[nodiscard]] const std::vector<UnreadableEntry>& unreadable() const { return unreadable_; }
    [[nodiscard]] bool has(std::string_view name) const;
    /// errors  E0002 if the file cannot be read; E0004 if it is not UTF-8 text
    [[nodiscard]] std::optional<SourceFile> read(std::string_view name) const;
    /// The same in whatever encoding it is. errors  E0002
    [[nodiscard]] std::optional<SourceFile> read_bytes(std::string_view name) const;

private:
    std::string path_;  // empty: embedded or in memory
    std::vector<std::string> names_;
    std::vector<UnreadableEntry> unreadable_;
    std::vector<std::string_view> embedded_;  // beside names_
    std::vector<std::string> memory_;         // beside names_
};

/// Name of the default model inside the binary.
inline constexpr std::string_view kDefaultModel = "korea-ai-server-2025";

/// errors  E0004 with line and column of the first byte that is not UTF-8 text (a zero byte is not)
void require_utf8(const SourceFile& file);

/// A file's bytes, a pipe's as well. errors  E0002 if it cannot be read, E0006 over 2 GiB
[[nodiscard]] SourceFile read_file(const std::string& path);

/// The files of an archive that jarip_embed put between two symbols, in its order.
[[nodiscard]] std::vector<SourceFile> embedded_files(const unsigned char* begin,
                                                     const unsigned char* end);

/// A file embedded with the catalogue of texts ("en.toml").
[[nodiscard]] std::string_view embedded_text(std::string_view name);

}  // namespace jarip
