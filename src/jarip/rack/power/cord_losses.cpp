#include <algorithm>
#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/power/currents.hpp"

namespace jarip::rack {
namespace {

// Where devices hang by themselves, supply by supply, the loss of a branch or of a cord moves their draw to other lines
// and cords, and a joint of the busbar that opens that of one side to the shelves there; what the sums of a stack of
// devices say nothing of.
class CordLosses {
public:
    CordLosses(const Survey& survey, Findings& findings)
        : survey_{survey}, network_{survey}, wiring_{network_.wiring()}, findings_{findings} {}

    void judge_all() {
        const auto intact = network_.under({});
        for (auto lost : network_.elements()) {
            lost.named_only = true;
            if (!is_judged(lost)) continue;
            judge_lines(lost, network_.name_of(lost));
            if (lost.part == PowerPart::segment) {
                const auto under = network_.under(lost);
                judge_totals(lost, under);
                judge_cords(lost, under);
                judge_sides(lost);
            }
            if (lost.part != PowerPart::branch) continue;
            const auto under = network_.under(lost);
            judge_cords(lost, under);
            judge_devices(lost, under, intact);
            judge_busbar(lost);
        }
    }

private:
    // A branch is lost with the cords that cables name. A device on several feeds loses more with one of them than with
    // a cord; and what a feed carries is never more than with one of the others, or nothing, lost.
    [[nodiscard]] bool is_judged(const LostElement& lost) const {
        switch (lost.part) {
            case PowerPart::nothing:
            case PowerPart::feed:
            case PowerPart::unit:
            case PowerPart::segment: return true;
            case PowerPart::branch:
                return std::any_of(wiring_.cords.begin(), wiring_.cords.end(),
                                   [&](const WiredCord& cord) {
                                       return cord.is_named && cord.branch == lost.index;
                                   });
            case PowerPart::cord: {
                const auto& stack = survey_.stacks[wiring_.cords[lost.index].stack];
                return distinct_feeds(survey_.design, *stack.device) == 1 && supplies_of(stack) > 1;
            }
            default: return false;
        }
    }

    // Whether it is known which cords of a device hang on the branch.
    [[nodiscard]] bool is_known(const WiredDevice& device, const LostElement& lost) const {
        if (lost.part != PowerPart::branch) return true;
        const auto first = wiring_.cords.begin() + static_cast<std::ptrdiff_t>(device.first_cord);
        return std::all_of(
            first, first + static_cast<std::ptrdiff_t>(device.cords), [&](const WiredCord& cord) {
                return cord.is_named || cord.unit != wiring_.branches[lost.index].unit;
            });
    }

    // What is laid on lines by the design itself, and so cannot be dealt otherwise.
    void judge_lines(const LostElement& lost, const std::string& name) {
        const auto& feeds = survey_.design.feeds;
        const char* code = lost.part == PowerPart::nothing ? "P02" : "P03";
        const auto lines = network_.sure_lines(lost);
        for (std::size_t i = 0; i < feeds.size(); ++i) {
            if (!has_three_phases(feeds[i])) continue;
            const auto amps = lines[i].lines_a(feeds[i].volts.value);
            const auto worst = std::max_element(amps.begin(), amps.end());
            const auto line = static_cast<int>(worst - amps.begin()) + 1;
            raise({code,
                   CheckSeverity::error,
                   feeds[i],
                   *worst,
                   line_a(feeds[i], survey_.design.site),
                   "A",
                   {{"phase", "L" + std::to_string(line)}, {"lost", name}},
                   std::string{code} + "_phase"});
        }
    }

    // A device that goes dark draws nothing through what is left.
    void judge_cords(const LostElement& lost, const Currents& under) {
        for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
            const auto& device = wiring_.devices[i];
            const auto& stack = survey_.stacks[device.stack];
            if (under.devices[i] == Life::dark || !is_known(device, lost)) continue;
            for (std::size_t c = device.first_cord; c < device.first_cord + device.cords; ++c) {
                const auto end = weaker_end(survey_, wiring_, wiring_.cords[c]);
                raise({"P14",
                       CheckSeverity::error,
                       stack,
                       under.loads[network_.place_of_cord(c)],
                       cord_a(end, survey_.design.site.continuous),
                       "A",
                       {{"plug", end}, {"lost", network_.name_of(lost)}},
                       lost.part == PowerPart::branch ? "P14_branch" : "P14_joint"});
            }
        }
    }

    // What feeds and distribution units carry where the shelves of one side of the busbar give more than before.
    void judge_totals(const LostElement& lost, const Currents& under) {
        const auto& places = network_.places();
        for (std::size_t i = 0; i < places.size(); ++i) {
            const bool is_unit = places[i].part == PowerPart::unit;
            if (!is_unit && places[i].part != PowerPart::feed) continue;
            const auto where =
                is_unit ? Subject{survey_.design.devices[wiring_.units[places[i].index].device]}
                        : Subject{survey_.design.feeds[places[i].index]};
            raise({is_unit ? "P15" : "P03",
                   CheckSeverity::error,
                   where,
                   under.loads[i],
                   places[i].limit,
                   "VA",
                   {{"lost", network_.name_of(lost)}},
                   is_unit ? "P15_lost" : "P03"});
        }
    }

    // Each side of an open joint is a busbar of its own. Where no shelf lives, P09 says so.
    void judge_sides(const LostElement& lost) {
        if (network_.shelf_output({}).shelves == 0) return;
        const Arguments gaps{{"lost", network_.name_of(lost)}};
        const auto& rating = survey_.design.frame.busbar_a;
        if (const auto amps = network_.busbar_a(lost); amps && rating.given)
            raise({"P08", CheckSeverity::error, survey_.design.id, amps->low, rating.value, "A",
                   gaps, "P08_joint"});
        for (const auto& side : network_.sides(lost)) {
            const double devices = network_.devices_on(side);
            if (devices == 0) continue;
            if (side.output.shelves == 0) {
                findings_.add({"P12",
                               CheckSeverity::warning,
                               survey_.design.id,
                               1.0,
                               2.0,
                               "1",
                               {{"lost", network_.name_of(lost)}, {"count", number_text(devices)}},
                               "P12_joint",
                               Sense::at_least});
                continue;
            }
            judge_side(side, gaps);
        }
    }

    void judge_side(const BusbarSide& side, const Arguments& gaps) {
        const auto life = PowerNetwork::life_on(side);
        if (life == Life::unsure && !is_unsure_) {
            findings_.cannot_say("P04", survey_.design.id, std::nullopt, "1", "P04_unknown");
            is_unsure_ = true;
        }
        if (life == Life::dark)
            raise({"P04", CheckSeverity::error, survey_.design.id, side.output.watts.high,
                   side.watts.low, "W", gaps, "P04_joint", Sense::at_least});
        if (life == Life::without_spare)
            raise({"P04", CheckSeverity::warning, survey_.design.id, side.watts.known,
                   side.output.with_one_less(), "W", gaps, "P04_no_spare_joint"});
    }

    void judge_devices(const LostElement& lost, const Currents& under, const Currents& intact) {
        for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
            if (under.devices[i] != Life::dark || intact.devices[i] == Life::dark) continue;
            const auto& device = wiring_.devices[i];
            const auto& stack = survey_.stacks[device.stack];
            const auto needed = supplies_needed(stack);
            double left = 0;
            for (std::size_t c = device.first_cord; c < device.first_cord + device.cords; ++c)
                if (wiring_.cords[c].branch != lost.index) left += wiring_.cords[c].supplies;
            // With none left it hangs on the branch alone, as others on one feed do (P12).
            if (!needed || device.cords == 0 || left == 0 || !is_known(device, lost)) continue;
            const bool is_sole = distinct_feeds(survey_.design, *stack.device) == 1;
            raise({"P04",
                   is_sole ? CheckSeverity::warning : CheckSeverity::error,
                   stack,
                   left,
                   needed->low,
                   "1",
                   {{"lost", network_.name_of(lost)}},
                   "P04_left",
                   Sense::at_least});
        }
    }

    void judge_busbar(const LostElement& lost) {
        const bool are_known = std::all_of(
            wiring_.devices.begin(), wiring_.devices.end(), [&](const WiredDevice& device) {
                return survey_.stacks[device.stack].type->supply != Supply::source ||
                       is_known(device, lost);
            });
        if (!are_known) return;
        const Arguments gaps{{"lost", network_.name_of(lost)}};
        const auto& rating = survey_.design.frame.busbar_a;
        if (const auto amps = network_.busbar_a(lost); amps && rating.given)
            raise({"P08", CheckSeverity::error, survey_.design.id, amps->low, rating.value, "A",
                   gaps, "P08_branch"});
        const auto left = network_.shelf_output(lost);
        if (left.shelves == 0 || !left.is_sized) return;  // P12
        raise({"P04",
               CheckSeverity::error,
               survey_.design.id,
               left.watts.high,
               survey_.busbar_w.low,
               "W",
               {{"lost", network_.name_of(lost)}, {"shelves", number_text(left.shelves)}},
               "P04_shelves_branch",
               Sense::at_least});
    }

    void raise(Finding finding) {
        if (!finding.limit) return;
        const bool is_least = finding.sense == Sense::at_least;
        if (!(is_least ? exceeds(*finding.limit, *finding.value)
                       : exceeds(*finding.value, *finding.limit)))
            return;
        findings_.raise(std::move(finding));
    }

    const Survey& survey_;
    const PowerNetwork network_;
    const Wiring& wiring_;
    Findings& findings_;
    bool is_unsure_ = false;
};

// Supplies of one device hang on different phases where the design says so, or where cables name their outlets.
bool tells_supplies_apart(const Design& design) {
    return names_outlets(design) ||
           std::any_of(design.devices.begin(), design.devices.end(), [](const Device& device) {
               return static_cast<double>(device.phases.size()) > device.count;
           });
}

}  // namespace

void check_cord_losses(const Survey& survey, Findings& findings) {
    const bool has_joints = survey.shelves > 0 && !survey.design.frame.busbar_joints.empty();
    if (!has_joints && !tells_supplies_apart(survey.design)) return;
    if (!can_be_wired(survey)) return;
    CordLosses{survey, findings}.judge_all();
}

}  // namespace jarip::rack
