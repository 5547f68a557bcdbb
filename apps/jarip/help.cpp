#include "help.hpp"

#include <algorithm>
#include <set>
#include "jarip/core/ascii.hpp"

namespace jarip::cli {
namespace {

constexpr std::size_t kWidth = 80;

struct Line {
    std::string left, right;
};

// Two columns; a left side that is too long stands on a line of its own.
std::string columns(const std::vector<Line>& lines) {
    constexpr std::size_t kWidest = 24;
    std::size_t width = 0;
    for (const auto& line : lines)
        if (const auto used = display_width(line.left); used <= kWidest)
            width = std::max(width, used);
    std::string result;
    for (const auto& line : lines) {
        const std::size_t indent = width + 4;
        std::string left = "  " + padded(line.left, width) + "  ";
        if (display_width(line.left) > width)
            left = "  " + line.left + '\n' + std::string(indent, ' ');
        std::string right = wrapped(line.right, kWidth - indent);
        for (std::size_t at = 0; (at = right.find('\n', at)) != std::string::npos; at += indent)
            right.insert(++at, indent, ' ');
        result += left + right + '\n';
    }
    return result;
}

std::string title(Language language, std::string_view key) {
    return '\n' + text(language, key) + '\n';
}

std::string usage(const Command& command, const Options& options, Language language) {
    std::string line = "jarip " + std::string{command.name};
    for (const auto& option : options.all()) {
        if (!option.by_place()) continue;
        std::string shown = option.name + (option.repeated ? "…" : "");
        line += option.required ? ' ' + shown : " [" + shown + ']';
    }
    return text(language, "cli.help.usage", {{"command", line}}) + '\n';
}

std::string left_side(const Option& option) {
    if (option.by_place() || option.value.empty()) return option.name;
    return option.name + ' ' + option.value;
}

}  // namespace

std::string command_key(std::string_view command) {
    std::string key = "cli." + std::string{command};
    std::replace(key.begin(), key.end(), ' ', '.');
    return key;
}

std::string option_key(const Command& command, const Option& option) {
    const auto name = ascii_lower(option.by_place() ? option.name : option.name.substr(2));
    for (std::string_view path = command.name; !path.empty();) {
        std::string key = command_key(path) + ".option." + name;
        if (has_text(Language::en, key)) return key;
        const auto space = path.rfind(' ');
        path = space == std::string_view::npos ? std::string_view{} : path.substr(0, space);
    }
    return "cli.option." + name;
}

std::string overview(Language language, std::string_view group) {
    std::string page;
    if (group.empty()) {
        page = wrapped(text(language, "cli.about"), kWidth) + "\n\n";
        page += text(language, "cli.help.usage",
                     {{"command", text(language, "cli.help.any_command")}}) +
                '\n';
    } else {
        page = wrapped(text(language, command_key(group) + ".about"), kWidth) + '\n';
    }
    page += title(language, "cli.help.commands");
    std::vector<Line> lines;
    std::set<std::string> seen;
    for (const auto& command : commands()) {
        std::string name{command.name};
        if (group.empty()) {
            // A group is one line; its own help lists what is in it.
            name = name.substr(0, name.find(' '));
            if (!seen.insert(name).second) continue;
        } else if (!name.starts_with(std::string{group} + ' ')) {
            continue;
        }
        lines.push_back({name, text(language, command_key(name) + ".about")});
    }
    page += columns(lines);
    if (group.empty()) {
        page += title(language, "cli.help.examples") + text(language, "cli.examples");
        page += '\n' + wrapped(text(language, "cli.help.more"), kWidth) + '\n';
    }
    return page;
}

std::string help_page(const Command& command, Language language) {
    const auto prepared = prepare(command);
    const std::string key = command_key(command.name);
    std::string page = wrapped(text(language, key + ".about"), kWidth) + "\n\n";
    page += usage(command, prepared->options, language);
    if (has_text(language, key + ".details"))
        page += '\n' + wrapped(text(language, key + ".details"), kWidth) + '\n';

    std::vector<Line> arguments, own, common;
    for (const auto& option : prepared->options.all()) {
        auto& lines = option.by_place() ? arguments : option.common ? common : own;
        lines.push_back({left_side(option), text(language, option_key(command, option))});
    }
    common.push_back({"--help", text(language, "cli.option.help")});
    if (!arguments.empty()) page += title(language, "cli.help.arguments") + columns(arguments);
    if (!own.empty()) page += title(language, "cli.help.options") + columns(own);
    page += title(language, "cli.help.common") + columns(common);
    if (has_text(language, key + ".examples"))
        page += title(language, "cli.help.examples") + text(language, key + ".examples");
    return page;
}

}  // namespace jarip::cli
