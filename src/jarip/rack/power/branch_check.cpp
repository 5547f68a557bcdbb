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

// Amperes of each branch through the outlets that cables name, for branches of which others may come through too: the
// least that it carries.
class NamedCords {
public:
    explicit NamedCords(const PowerNetwork& network) : wiring_{network.wiring()} {
        for (std::size_t p = 0; p < network.places().size(); ++p) {
            const auto& place = network.places()[p];
            if (place.part != PowerPart::cord) continue;
            const auto& cord = wiring_.cords[place.index];
            if (cord.is_named && cord.branch && cord.lines == wiring_.branches[*cord.branch].lines)
                cords_.emplace_back(p, *cord.branch);
        }
    }
    [[nodiscard]] bool empty() const { return cords_.empty(); }
    [[nodiscard]] std::vector<double> amps(const Currents& under) const {
        std::vector<double> result(wiring_.branches.size());
        for (const auto& [place, branch] : cords_) result[branch] += under.loads[place];
        return result;
    }

private:
    const Wiring& wiring_;
    std::vector<std::pair<std::size_t, std::size_t>> cords_;  // place, branch
};

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
    const NamedCords named{network};
    if (named.empty() &&
        std::none_of(is_sure.begin(), is_sure.end(), [](bool sure) { return sure; }))
        return;
    std::vector<WorstBranch> worst(is_sure.size());
    for (const auto& lost : network.elements()) {
        if (lost.part != PowerPart::nothing && lost.part != PowerPart::feed &&
            lost.part != PowerPart::unit && lost.part != PowerPart::branch)
            continue;
        const auto under = network.under(lost);
        // Cords that are dealt may hang on another branch than that which is lost.
        auto surely_lost = lost;
        surely_lost.named_only = true;
        const auto least = named.amps(network.under(surely_lost));
        for (std::size_t p = 0; p < network.places().size(); ++p) {
            const auto& place = network.places()[p];
            if (place.part != PowerPart::branch) continue;
            const bool is_dealt = !is_sure[place.index];
            const double amps = is_dealt ? least[place.index] : under.loads[p];
            if (!exceeds(amps, worst[place.index].amps)) continue;
            worst[place.index] = {amps, network.name_of(lost)};
        }
    }
    for (const auto& place : network.places()) {
        if (place.part != PowerPart::branch || !place.limit) continue;
        if (!is_sure[place.index] && !exceeds(worst[place.index].amps, *place.limit)) continue;
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
