#include "jarip/serve/query.hpp"

#include <charconv>

namespace jarip::serve {

std::vector<std::string> all(const Query& query, const std::string& key) {
    std::vector<std::string> values;
    const auto [begin, end] = query.equal_range(key);
    for (auto at = begin; at != end; ++at) values.push_back(at->second);
    return values;
}

std::string last(const Query& query, const std::string& key, std::string fallback) {
    auto values = all(query, key);
    return values.empty() ? std::move(fallback) : std::move(values.back());
}

std::size_t choice(const Query& query, const std::string& key,
                   std::initializer_list<std::string_view> words) {
    const std::string given = last(query, key, std::string{*words.begin()});
    std::string allowed;
    std::size_t at = 0;
    for (const auto word : words) {
        if (word == given) return at;
        allowed += (allowed.empty() ? "" : ", ") + std::string{word};
        ++at;
    }
    throw Error{"E0721", "", {{"key", key}, {"value", given}, {"allowed", allowed}}};
}

double number(const Query& query, const std::string& key, double fallback, double least,
              double most) {
    const std::string given = last(query, key, format_shortest(fallback));
    const auto value = parse_number(given);
    if (!value || *value < least || *value > most)
        throw Error{"E0721",
                    "",
                    {{"key", key},
                     {"value", given},
                     {"allowed", format_shortest(least) + "…" + format_shortest(most)}}};
    return *value;
}

Language language_of(const Query& query, Language default_value) {
    const bool korean = default_value == Language::ko;
    const std::size_t at =
        korean ? choice(query, "lang", {"ko", "en"}) : choice(query, "lang", {"en", "ko"});
    return (at == 0) == korean ? Language::ko : Language::en;
}

std::int64_t run_number(const std::string& word) {
    std::int64_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size())
        throw Error{"E0727", "", {{"number", word}}};
    return number;
}

}  // namespace jarip::serve
