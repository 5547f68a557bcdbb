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
    [[nodiscard]] bool has(std::string_view name) const;
    /// errors  E0002 if the file cannot be read; E0004 if it is not UTF-8 text
    [[nodiscard]] std::optional<SourceFile> read(std::string_view name) const;
    /// The same in whatever encoding it is. errors  E0002
    [[nodiscard]] std::optional<SourceFile> read_bytes(std::string_view name) const;

private:
    std::string path_;  // empty: embedded or in memory
    std::vector<std::string> names_;
    std::vector<std::string_view> embedded_;  // beside names_
    std::vector<std::string> memory_;         // beside names_
};

/// Name of the default model inside the binary.
inline constexpr std::string_view kDefaultModel = "korea-ai-server-2025";

/// errors  E0004 with line and column of the first byte that is not UTF-8 text (a zero byte is not)
void require_utf8(const SourceFile& file);

/// A file's bytes, a pipe's as well. errors  E0002 if it cannot be read, E0006 over 2 GiB
[[nodiscard]] SourceFile read_file(const std::string& path);

/// Writes whole to a temporary name beside the target, then renames: an interrupted run leaves the old
/// file. Missing folders are made; a link's target is replaced, a pipe or device written to.
/// errors  E0003 if it cannot be written
void write_file(const std::string& path, std::string_view content);

/// The files of an archive that jarip_embed put between two symbols, in its order.
[[nodiscard]] std::vector<SourceFile> embedded_files(const unsigned char* begin,
                                                     const unsigned char* end);

/// A file embedded with the catalogue of texts ("en.toml").
[[nodiscard]] std::string_view embedded_text(std::string_view name);

}  // namespace jarip
