#include "jarip/core/text.hpp"

#include <map>

#include "jarip/core/folder.hpp"
#include "jarip/core/toml.hpp"

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

}  // namespace

bool has_text(Language language, std::string_view key) {
    const auto& all = catalogue(language);
    return all.find(key) != all.end();
}

namespace {

bool ends_with_word_and_period(std::string_view value) {
    const auto is_word = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80U || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= 'a' && byte <= 'z') || byte == ')';
    };
    return value.size() > 1 && value.ends_with('.') && is_word(value[value.size() - 2]);
}

}  // namespace

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
        // A name may end with a period of its own ("Frame Co."), which then ends the sentence too.
        if (value && ends_with_word_and_period(*value) && sentence.compare(at, 1, ".") == 0) ++at;
    }
    return result;
}

std::vector<std::string> text_keys(Language language) {
    std::vector<std::string> keys;
    for (const auto& [key, sentence] : catalogue(language)) keys.push_back(key);
    return keys;
}

}  // namespace jarip
