/// Files written whole: each to a temporary name beside its place, then renamed.
///
/// An interrupted run, a full disk or a lost race leaves the old file. A file that is replaced keeps its mode and owner,
/// one that is write-protected is refused (also to root), a link keeps pointing at its file, and a device or a pipe
/// is written to, never replaced. "/dev/stdout" and "/dev/fd/N" are what this program has open.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/folder.hpp"

namespace jarip {

/// errors  E0003 if it cannot be written, E0032 if it is write-protected
void write_file(const std::string& path, std::string_view content);

/// `make` writes the file itself, to the name that it is given; it throws where it cannot.
void write_file(const std::string& path,
                const std::function<void(const std::string& temporary)>& make);

/// Where a file or folder of that name is or would be: links followed, without "." and "..".
/// errors  E0003 where links lead in a circle
[[nodiscard]] std::string written_place(const std::string& path);

/// Files that belong together, by their paths: all are written before the first is renamed. What fails leaves none of
/// them. errors  those of write_file; E0033 where renaming failed half-way, with those that are new
void write_files(const std::vector<SourceFile>& files);

/// A folder of files by their relative names, all of it or nothing: a new one is written beside its place and renamed,
/// one that is there must be empty. errors  E0003; E0034 if it is not empty, or another run was faster
void write_new_folder(const std::string& path, const std::vector<SourceFile>& files);

/// Removes what is written at this moment, for a program that ends at once.
void remove_unfinished_files() noexcept;

/// A new folder for temporary files that goes with the object. errors  E0003
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace jarip
