#include "hs.hpp"

#include <algorithm>
#include <array>

namespace jarip::trade {
namespace {

// H0 … H6 of the United Nations.
constexpr std::array kRevisions{1992, 1996, 2002, 2007, 2012, 2017, 2022};
// Rows of more than one revision.
constexpr int kSeveral = -1;

}  // namespace

int hs_revision(std::string_view text) {
    if (text.size() == 2 && text[0] == 'H' && text[1] >= '0' && text[1] <= '6')
        return kRevisions[static_cast<std::size_t>(text[1] - '0')];
    if (!text.starts_with("HS")) return 0;
    text.remove_prefix(2);
    if (text.starts_with(' ')) text.remove_prefix(1);
    for (const int revision : kRevisions) {
        const auto year = std::to_string(revision);
        if (text == year || text == std::string_view{year}.substr(2)) return revision;
    }
    return 0;
}

void note_hs_revision(FlowsBuilder& flows, std::string_view classification) {
    const int revision = hs_revision(classification);
    int& known = flows.source().hs_revision;
    if (revision != 0 && known != revision) known = known == 0 ? revision : kSeveral;
}

}  // namespace jarip::trade
