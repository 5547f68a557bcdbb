#include "jarip/core/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <map>

#include "jarip/core/folder.hpp"
#include "toml.hpp"

namespace jarip {
namespace {

using Catalogue = std::map<std::string, std::string, std::less<>>;

void flatten(const toml::table& table, const std::string& prefix, Catalogue& catalogue) {
    for (const auto& [key, node] : table) {
        const std::string name =
            prefix.empty() ? std::string{key.str()} : prefix + '.' + std::string{key.str()};
        if (const auto* inner = node.as_table()) flatten(*inner, name, catalogue);
        if (const auto* value = node.as_string()) catalogue.emplace(name, value->get());
    }
}

const Catalogue& catalogue(Language language) {
    // Parsed once: the catalogue is a constant of the build.
    static const auto load = [](const char* name) {
        Catalogue result;
        flatten(toml::parse(embedded_text(name), std::string_view{name}), "", result);
        return result;
    };
    if (language == Language::ko) {
        static const Catalogue korean = load("ko.toml");
        return korean;
    }
    static const Catalogue english = load("en.toml");
    return english;
}

template <class Body>
void for_each_character(std::string_view utf8, Body body) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
    auto left = static_cast<utf8proc_ssize_t>(utf8.size());
    while (left > 0) {
        utf8proc_int32_t character = 0;
        auto length = utf8proc_iterate(at, left, &character);
        if (length <= 0) {
            length = 1;
            character = 0xFFFD;
        }
        body(character);
        at += length;
        left -= length;
    }
}

}  // namespace

bool has_text(Language language, std::string_view key) {
    const auto& all = catalogue(language);
    return all.find(key) != all.end();
}

std::string text(Language language, std::string_view key, const Arguments& arguments) {
    const auto& all = catalogue(language);
    const auto found = all.find(key);
    if (found == all.end()) return std::string{key};
    const std::string& sentence = found->second;
    std::string result;
    for (std::size_t at = 0; at < sentence.size();) {
        const auto open = sentence.find('{', at);
        const auto close = open == std::string::npos ? open : sentence.find('}', open);
        if (close == std::string::npos) {
            result.append(sentence, at);
            break;
        }
        result.append(sentence, at, open - at);
        const std::string_view name{sentence.data() + open + 1, close - open - 1};
        const std::string* value = nullptr;
        for (const auto& [argument, filling] : arguments)
            if (argument == name) value = &filling;
        result += value ? *value : '{' + std::string{name} + '}';
        at = close + 1;
    }
    return result;
}

std::vector<std::string> text_keys(Language language) {
    std::vector<std::string> keys;
    for (const auto& [key, sentence] : catalogue(language)) keys.push_back(key);
    return keys;
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for_each_character(utf8, [&](utf8proc_int32_t character) {
        width += static_cast<std::size_t>(utf8proc_charwidth(character));
    });
    return width;
}

std::string padded(std::string_view utf8, std::size_t width, bool left) {
    const std::size_t used = display_width(utf8);
    const std::string spaces(used < width ? width - used : 0, ' ');
    return left ? std::string{utf8} + spaces : spaces + std::string{utf8};
}

std::string shortened(std::string_view utf8, std::size_t width) {
    if (display_width(utf8) <= width || width == 0)
        return std::string{utf8.substr(0, width ? utf8.size() : 0)};
    std::size_t kept = 0;  // bytes, whole characters that leave a column for "…"
    std::size_t columns = 0;
    while (kept < utf8.size()) {
        std::size_t next = kept + 1;
        while (next < utf8.size() && (static_cast<unsigned char>(utf8[next]) & 0xC0) == 0x80)
            ++next;
        columns += display_width(utf8.substr(kept, next - kept));
        if (columns > width - 1) break;
        kept = next;
    }
    return std::string{utf8.substr(0, kept)} + "…";
}

std::string wrapped(std::string_view utf8, std::size_t width, std::size_t indent) {
    std::string result;
    std::size_t column = 0;
    bool empty = true;  // nothing but the indent stands on this line
    for (std::size_t at = 0; at < utf8.size();) {
        if (utf8[at] == '\n') {
            result += '\n';
            column = 0;
            empty = true;
            ++at;
            continue;
        }
        if (utf8[at] == ' ' && !empty) {
            ++at;
            continue;
        }
        // Spaces that begin a paragraph belong to its first word.
        std::size_t end = utf8.find_first_not_of(' ', at);
        end = std::min(utf8.find_first_of(" \n", std::min(end, utf8.size())), utf8.size());
        const auto word = utf8.substr(at, end - at);
        const std::size_t taken = display_width(word);
        if (!empty && column + 1 + taken > width) {
            result += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (!empty) {
            result += ' ';
            ++column;
        }
        result += word;
        column += taken;
        empty = false;
        at = end;
    }
    return result;
}

std::size_t character_count(std::string_view utf8) {
    std::size_t count = 0;
    for_each_character(utf8, [&](utf8proc_int32_t) { ++count; });
    return count;
}

}  // namespace jarip
