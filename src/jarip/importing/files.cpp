#include <algorithm>
#include <cctype>
#include <filesystem>

#include "jarip/core/ascii.hpp"
#include "jarip/importing/layouts.hpp"

namespace jarip::importing {

namespace {

std::string name_of(const std::string& path) {
    return ascii_lower(std::filesystem::path{path}.filename().string());
}

// The last four digits in a row, with none beside them, that are a year.
std::optional<int> year_in(std::string_view text) {
    std::optional<int> year;
    for (std::size_t i = 0; i < text.size();) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
        if (end - i == 4) {
            const int number = std::stoi(std::string{text.substr(i, 4)});
            if (number >= 1900 && number <= 2100) year = number;
        }
        i = end;
    }
    return year;
}

}  // namespace

void refuse_header(const std::string& file, std::string_view missing) {
    throw Error{"E0382", file, {{"missing", printable(missing)}}};
}

Files::Files(const std::vector<std::string>& paths) : given_{paths} {
    namespace fs = std::filesystem;
    constexpr std::size_t kMostFiles = 2000;
    for (const auto& path : paths) {
        std::error_code fault;
        if (!fs::is_directory(path, fault)) {
            paths_.push_back(path);
            continue;
        }
        for (const auto& name : list_folder(path, kMostFiles, 2).files)
            paths_.push_back((fs::path{path} / name).string());
    }
    for (const auto& path : paths_)
        if (std::error_code fault; !fs::exists(path, fault))
            throw Error{"E0002", as_utf8(path), {{"path", printable(as_utf8(path))}}};
}

std::optional<std::string> Files::ending(std::string_view end) const {
    for (const auto& path : paths_)
        if (name_of(path).ends_with(end)) return path;
    return std::nullopt;
}

std::optional<std::string> Files::holding(std::string_view text) const {
    for (const auto& path : paths_)
        if (name_of(path).find(text) != std::string::npos) return path;
    return std::nullopt;
}

MappedFile Files::open(const std::optional<std::string>& path, std::string_view wanted) const {
    if (!path) throw Error{"E0381", "", {{"wanted", std::string{wanted}}}};
    return MappedFile{*path};
}

int Files::year() const {
    for (const auto* list : {&given_, &paths_})
        for (const auto& path : *list) {
            const auto full = std::filesystem::weakly_canonical(path);
            if (const auto year = year_in(full.filename().string())) return *year;
        }
    // One level below a folder that was given.
    for (const auto& path : paths_) {
        if (std::ranges::find(given_, path) != given_.end()) continue;
        const auto below = std::filesystem::path{path}.parent_path().filename();
        if (const auto year = year_in(below.string())) return *year;
    }
    throw Error{"E0385", ""};
}

}  // namespace jarip::importing
