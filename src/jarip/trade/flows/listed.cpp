#include "jarip/trade/flows/listed.hpp"

#include <algorithm>

#include "jarip/core/utf8.hpp"

namespace jarip::trade {

std::string listed(const std::vector<std::string>& words) {
    constexpr std::size_t kShown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(words.size(), kShown); ++i)
        list += (i > 0 ? ", " : "") + shortened(words[i], 30);
    return words.size() > kShown ? list + ", …" : list;
}

}  // namespace jarip::trade
