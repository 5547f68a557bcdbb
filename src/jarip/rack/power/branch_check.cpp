#include <algorithm>
#include <utility>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/power/currents.hpp"

namespace jarip::rack {
namespace {

// Branches that have cords, all of them to outlets that the design names; and of these, the ones with a draw that nobody
// gives: what the others draw is then the least that they carry.
struct NamedBranches {
    std::vector<bool> is_sure, is_open;
};
NamedBranches sure_branches(const PowerNetwork& network) {
    const auto& wiring = network.wiring();
    const auto count = wiring.branches.size();
    std::vector<bool> has_cords(count), is_sure(count, true), is_open(count);
    for (const auto& cord : wiring.cords)
        for (std::size_t b = 0; b < wiring.branches.size(); ++b) {
            if (!wiring.may_come_through(cord, b)) continue;
            has_cords[b] = true;
            const bool is_known = network.survey().stacks[cord.stack].watts.is_exact();
            is_sure[b] = is_sure[b] && cord.is_named && cord.branch == b;
            is_open[b] = is_open[b] || !is_known;
        }
    for (std::size_t b = 0; b < count; ++b) is_sure[b] = is_sure[b] && has_cords[b];
    return {std::move(is_sure), std::move(is_open)};
}

// The largest current of each branch, and under which loss of a feed, a unit or another branch.
struct WorstBranch {
    double amps = 0;
    std::string lost;
};

}  // namespace

void check_branches(const Survey& survey, Findings& findings) {
    if (!names_outlets(survey.design) || !can_be_wired(survey)) return;
    const PowerNetwork network{survey};
    const auto [is_sure, is_open] = sure_branches(network);
    if (std::none_of(is_sure.begin(), is_sure.end(), [](bool sure) { return sure; })) return;
    std::vector<WorstBranch> worst(is_sure.size());
    for (const auto& lost : network.elements()) {
        if (lost.part != PowerPart::nothing && lost.part != PowerPart::feed &&
            lost.part != PowerPart::unit && lost.part != PowerPart::branch)
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
            {amps, amps, is_open[place.index] ? kUnbounded : amps}, *place.limit);
    }
}

}  // namespace jarip::rack
