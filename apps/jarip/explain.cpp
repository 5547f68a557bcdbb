#include <optional>

#include "command.hpp"
#include "jarip/core/ascii.hpp"

namespace jarip::cli {
namespace {

// A sentence outside its occurrence: its gaps are open.
std::string with_open_gaps(std::string sentence) {
    for (std::size_t open = 0; (open = sentence.find('{', open)) != std::string::npos;) {
        const auto close = sentence.find('}', open);
        if (close == std::string::npos) break;
        sentence.replace(open, close - open + 1, "…");
    }
    return sentence;
}

// Every key that has a story: "E0214", "rack.R101".
std::vector<std::string> explained_keys() {
    std::vector<std::string> keys;
    for (const auto& key : text_keys(Language::en))
        if (key.ends_with(".story")) keys.push_back(key.substr(0, key.size() - 6));
    return keys;
}

std::string code_of(const std::string& key) { return key.substr(key.rfind('.') + 1); }

// "E0214" also as e0214 and 214.
std::string as_code(std::string word) {
    word = ascii_upper(word);
    if (!word.empty() && word.size() <= 4 &&
        word.find_first_not_of("0123456789") == std::string::npos)
        word = 'E' + std::string(4 - word.size(), '0') + word;
    return word;
}

std::string find_key(const std::string& code) {
    std::vector<std::string> codes;
    for (const auto& key : explained_keys()) {
        if (code_of(key) == as_code(code)) return key;
        codes.push_back(code_of(key));
    }
    throw Error{"E0612", "", {{"code", code}, {"suggestion", nearest(as_code(code), codes)}}};
}

std::string list_all(Language language) {
    std::string page;
    for (const auto& key : explained_keys())
        page +=
            shortened(padded(code_of(key), 7) + with_open_gaps(text(language, key + ".message")),
                      80) +
            '\n';
    return page;
}

report::ExplainedCodes::Code explained(const std::string& key, Language language) {
    return {code_of(key), with_open_gaps(text(language, key + ".message")),
            with_open_gaps(text(language, key + ".help")), text(language, key + ".story")};
}

std::string as_text(const std::string& key, Language language) {
    std::string page = code_of(key) + "  " + with_open_gaps(text(language, key + ".message"));
    page += "\n\n" + wrapped(text(language, key + ".story"), 80) + '\n';
    if (has_text(language, key + ".help"))
        page += '\n' +
                wrapped(text(language, "cli.explain.what_to_do",
                             {{"help", with_open_gaps(text(language, key + ".help"))}}),
                        80) +
                '\n';
    return page;
}

}  // namespace

Action add_explain(Options& options) {
    auto code = std::make_shared<std::string>();
    options.argument("CODE", *code);
    return [code](Session& session) {
        const Language language = session.common.language;
        std::vector<std::string> keys;
        if (code->empty())
            keys = explained_keys();
        else
            keys.push_back(find_key(*code));
        report::ExplainedCodes result;
        for (const auto& key : keys) result.codes.push_back(explained(key, language));
        deliver_text(session, "explain", result, [&] {
            return code->empty() ? list_all(language) : as_text(keys.front(), language);
        });
        return kDone;
    };
}

}  // namespace jarip::cli
