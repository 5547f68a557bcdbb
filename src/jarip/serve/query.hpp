/// What the query of a request says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/serve.hpp"

namespace jarip::serve {

/// Every value of a key, in the order given.
[[nodiscard]] std::vector<std::string> all(const Query& query, const std::string& key);
/// The last value of a key.
[[nodiscard]] std::string last(const Query& query, const std::string& key, std::string fallback);

/// Which of the words the key's value is; the first where none is given. errors  E0721 for another
[[nodiscard]] std::size_t choice(const Query& query, const std::string& key,
                                 std::initializer_list<std::string_view> words);
/// errors  E0721 for what is no number from `least` to `most`
[[nodiscard]] double number(const Query& query, const std::string& key, double fallback,
                            double least, double most);
[[nodiscard]] Language language_of(const Query& query, Language default_value);

/// errors  E0727 for what is no number
[[nodiscard]] std::int64_t run_number(const std::string& word);

}  // namespace jarip::serve
