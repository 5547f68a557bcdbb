#include <algorithm>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/power/currents.hpp"

namespace jarip::rack {
namespace {

// Branches that have cords, all of them to outlets that the design names, of devices whose draw is known.
std::vector<bool> sure_branches(const PowerNetwork& network) {
    const auto& wiring = network.wiring();
    std::vector<bool> has_cords(wiring.branches.size()), is_sure(wiring.branches.size(), true);
    for (const auto& cord : wiring.cords)
        for (std::size_t b = 0; b < wiring.branches.size(); ++b) {
            if (!wiring.may_come_through(cord, b)) continue;
            has_cords[b] = true;
            const bool is_known = network.survey().stacks[cord.stack].watts.is_exact();
            is_sure[b] = is_sure[b] && cord.is_named && cord.branch == b && is_known;
        }
    for (std::size_t b = 0; b < is_sure.size(); ++b) is_sure[b] = is_sure[b] && has_cords[b];
    return is_sure;
}

// The largest current of each branch, and under which loss of a feed or a unit.
struct WorstBranch {
    double amps = 0;
    std::string lost;
};

}  // namespace

void check_branches(const Survey& survey, Findings& findings) {
    if (!names_outlets(survey.design) || !can_be_wired(survey)) return;
    const PowerNetwork network{survey};
    const auto is_sure = sure_branches(network);
    if (std::none_of(is_sure.begin(), is_sure.end(), [](bool sure) { return sure; })) return;
    std::vector<WorstBranch> worst(is_sure.size());
    for (const auto& lost : network.elements()) {
        if (lost.part != PowerPart::nothing && lost.part != PowerPart::feed &&
            lost.part != PowerPart::unit)
            continue;
        const auto under = network.under(lost);
        for (std::size_t p = 0; p < network.places().size(); ++p) {
            const auto& place = network.places()[p];
            if (place.part != PowerPart::branch ||
                !exceeds(under.loads[p], worst[place.index].amps))
                continue;
            worst[place.index] = {under.loads[p], network.name_of(lost)};
        }
    }
    for (const auto& place : network.places()) {
        if (place.part != PowerPart::branch || !is_sure[place.index] || !place.limit) continue;
        const auto& branch = network.wiring().branches[place.index];
        const auto& device = survey.design.devices[network.wiring().units[branch.unit].device];
        const auto& [amps, lost] = worst[place.index];
        findings.compare(
            {"P15",
             CheckSeverity::error,
             device,
             {},
             {},
             "A",
             {{"branch", number_text(static_cast<double>(branch.number))}, {"lost", lost}},
             lost.empty() ? "P15_named" : "P15_named_lost"},
            Interval::exactly(amps), *place.limit);
    }
}

}  // namespace jarip::rack
