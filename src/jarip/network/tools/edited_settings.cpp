#include "jarip/network/tools/edited_settings.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

#include "jarip/core/toml.hpp"
#include "jarip/core/utf8.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/what_if.hpp"

namespace jarip::network {
namespace {

constexpr const char* kFile = "model.toml";

// Without its end, and blanks around it.
std::string_view bare(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return trimmed(line);
}

// Where a comment begins; the length where there is none.
std::size_t comment_of(std::string_view line) {
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char letter = line[at];
        if (quote != 0)
            quote = letter == quote ? 0 : quote;
        else if (letter == '"' || letter == '\'')
            quote = letter;
        else if (letter == '#')
            return at;
    }
    return line.size();
}

/// The lines of the file, each with its end.
class SettingLines {
public:
    explicit SettingLines(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find('\n', at), text.size() - 1);
            lines_.emplace_back(text.substr(at, end + 1 - at));
            at = end + 1;
        }
    }

    [[nodiscard]] std::string text() const {
        std::string all;
        for (const auto& line : lines_) all += line;
        return all;
    }

    /// `value` as TOML writes it; empty: the line goes.
    void put(std::string_view section, std::string_view key, std::string_view value) {
        const auto [begin, end] = lines_of(section);
        for (std::size_t at = begin; at < end; ++at) {
            auto& line = lines_[at];
            const auto equals = line.find('=');
            if (equals == std::string::npos || bare(line.substr(0, equals)) != key) continue;
            if (value.empty()) return void(lines_.erase(lines_.begin() + place(at)));
            const auto old = bare(std::string_view{line}.substr(
                equals + 1, comment_of(line) - std::min(comment_of(line), equals + 1)));
            const auto from = static_cast<std::size_t>(old.data() - line.data());
            line.replace(from, old.size(), value);
            return;
        }
        if (value.empty()) return;
        const std::string words = std::string{key} + " = " + std::string{value} + end_of_lines();
        lines_.insert(lines_.begin() + place(begin), words);
    }

private:
    static std::ptrdiff_t place(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

    [[nodiscard]] std::string end_of_lines() const {
        return !lines_.empty() && lines_.front().ends_with("\r\n") ? "\r\n" : "\n";
    }

    /// Of a section that is not there, a new one at the end.
    std::pair<std::size_t, std::size_t> lines_of(std::string_view section) {
        const std::string header = '[' + std::string{section} + ']';
        const auto is_header = [](const std::string& line) { return bare(line).starts_with('['); };
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            const std::string_view line{lines_[at]};
            if (bare(line.substr(0, comment_of(line))) != header) continue;
            const auto next = std::find_if(lines_.begin() + place(at + 1), lines_.end(), is_header);
            return {at + 1, static_cast<std::size_t>(next - lines_.begin())};
        }
        const auto end = end_of_lines();
        if (!lines_.empty() && !lines_.back().ends_with('\n')) lines_.back() += end;
        lines_.push_back(end);
        lines_.push_back(header + end);
        return {lines_.size(), lines_.size()};
    }

    std::vector<std::string> lines_;
};

std::string as_written(const toml::node& node) {
    if (const auto number = node.value<double>(); number && node.is_number())
        return format_shortest(*number);
    if (const auto word = node.value<std::string_view>();
        word && word->find_first_of("\"\\\n") == std::string_view::npos)
        return '"' + std::string{*word} + '"';
    std::ostringstream words;
    node.visit([&words](const auto& value) { words << value; });
    return words.str();
}

const toml::node* setting_at(const toml::table& root, std::string_view name) {
    return root.at_path(name).node();
}

// The settings by their names, so that two files can be held against each other.
void add_settings(const toml::table& table, const std::string& before,
                  std::map<std::string, std::string>& found) {
    for (const auto& [key, node] : table) {
        const std::string name = before + std::string{key.str()};
        if (const auto* inner = node.as_table())
            add_settings(*inner, name + '.', found);
        else
            found[name] = as_written(node);
    }
}

std::map<std::string, std::string> settings_in(const toml::table& root) {
    std::map<std::string, std::string> found;
    add_settings(root, "", found);
    return found;
}

}  // namespace

std::optional<SourceFile> edited_settings(const Folder& folder,
                                          const std::vector<std::string>& sets,
                                          Diagnostics& diagnostics) {
    const auto file = folder.has(kFile) ? folder.read(kFile) : std::nullopt;
    if (!file) return std::nullopt;
    auto wanted = parse_toml(*file, diagnostics);
    if (!wanted) return std::nullopt;
    const auto before = settings_in(*wanted);
    const auto changes = apply_to_settings(sets, *wanted, diagnostics);
    if (settings_in(*wanted) == before) return std::nullopt;
    SettingLines lines{file->text};
    for (const auto& [name, what_if] : changes) {
        const auto dot = name.rfind('.');
        const auto* node = setting_at(*wanted, name);
        lines.put(name.substr(0, dot), name.substr(dot + 1), node ? as_written(*node) : "");
    }
    SourceFile written{file->name, lines.text()};
    Diagnostics faults;
    const auto now = parse_toml(written, faults);
    if (!now || settings_in(*now) != settings_in(*wanted))
        throw Error{"E0279", kFile, {{"setting", changes.begin()->first}}};
    return written;
}

}  // namespace jarip::network
