#include "jarip/rack/format/pattern.hpp"

namespace jarip::rack {

bool matches(std::string_view id, std::string_view pattern) {
    std::size_t at = 0;
    std::size_t star = std::string_view::npos;
    std::size_t mark = 0;
    std::size_t in_pattern = 0;
    while (at < id.size()) {
        if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
            star = in_pattern++;
            mark = at;
        } else if (in_pattern < pattern.size() && pattern[in_pattern] == id[at]) {
            ++at;
            ++in_pattern;
        } else if (star != std::string_view::npos) {
            in_pattern = star + 1;
            at = ++mark;
        } else {
            return false;
        }
    }
    while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
    return in_pattern == pattern.size();
}

}  // namespace jarip::rack
