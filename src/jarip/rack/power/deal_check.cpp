// Where nobody says which cord lies where, what no deal of them avoids: on the branches and the lines of a distribution
// unit, and on the circuits of a feed.
#include <algorithm>
#include <cmath>
#include <set>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/power/currents.hpp"
#include "jarip/rack/power/deal.hpp"

namespace jarip::rack {
namespace {

// The amperes of the fullest place: what no deal goes below, and what a deal has that was found.
struct Fullest {
    double surely = 0, found = 0;

    void raise(const Fullest& other) {
        surely = std::max(surely, other.surely);
        found = std::max(found, other.found);
    }
};

void add_to(LineLoads& sum, const LineLoads& more) {
    for (std::size_t i = 0; i < 3; ++i) {
        sum.to_neutral[i] += more.to_neutral[i];
        sum.between[i] += more.between[i];
    }
    sum.cords.insert(sum.cords.end(), more.cords.begin(), more.cords.end());
    sum.total += more.total;
}

double largest_a(const LineLoads& lines, double volts) {
    const auto amps = lines.lines_a(volts);
    return *std::max_element(amps.begin(), amps.end());
}

// What hangs on a feed itself: a cord, or a distribution unit.
struct OnFeed {
    double va = 0;
    int lines = 0;  // that are said
    bool has_one_phase = false;
    LineLoads content, as_dealt;  // of one that has three
    bool is_spread = false;       // whips, of which nobody says how many there are
};

// The currents of a rack under one loss.
class Tree {
public:
    Tree(const PowerNetwork& network, const LostElement& lost)
        : network_{network}, lost_{lost}, under_{network.under(lost)} {}

    // Of the branches of a distribution unit, or of a stack of them.
    [[nodiscard]] Fullest branches_of(std::size_t device) const {
        const auto& wiring = network_.wiring();
        std::vector<DealtPlace> places;
        std::vector<std::optional<std::size_t>> place_of(wiring.branches.size());
        for (std::size_t b = 0; b < wiring.branches.size(); ++b) {
            if (wiring.units[wiring.branches[b].unit].device != device) continue;
            place_of[b] = places.size();
            places.push_back({wiring.branches[b].lines, 0});
        }
        std::vector<DealtItem> items;
        for (std::size_t c = 0; c < wiring.cords.size(); ++c) {
            const auto& cord = wiring.cords[c];
            if (!cord.unit || wiring.units[*cord.unit].device != device || under_.cord_va[c] == 0)
                continue;
            const double amps = amps_of(c);
            if (cord.is_named && cord.branch && place_of[*cord.branch])
                places[*place_of[*cord.branch]].load += amps;
            else
                items.push_back({amps, cord.has_said_lines ? cord.lines : 0});
        }
        Fullest result{deal(std::move(items), places).surely, 0};
        for (std::size_t p = 0; p < network_.places().size(); ++p) {
            const auto& place = network_.places()[p];
            if (place.part == PowerPart::branch && place_of[place.index])
                result.found = std::max(result.found, under_.loads[p]);
        }
        return result;
    }

    // Of the lines of a distribution unit of three phases, or of a stack of them.
    [[nodiscard]] Fullest lines_of(std::size_t device, double volts) const {
        LineLoads sum;
        const auto& units = network_.wiring().units;
        for (std::size_t u = 0; u < units.size(); ++u)
            if (units[u].device == device) add_to(sum, content(u, false));
        const auto amps = sum.worst_a(volts);
        return {amps.low, amps.high};
    }

    // Of the poles of a feed's circuits.
    [[nodiscard]] Fullest circuits_of(std::size_t feed, std::size_t circuits) const {
        const auto things = on_feed(feed);
        const double volts = network_.survey().design.feeds[feed].volts.value;
        return has_three_phases(network_.survey().design.feeds[feed])
                   ? three_phase_circuits(things, circuits, volts)
                   : one_phase_circuits(things, circuits, volts);
    }

private:
    [[nodiscard]] PlugPhases plug_of(const WiredCord& cord) const {
        return phases_of(network_.survey().stacks[cord.stack].type->plug);
    }
    [[nodiscard]] double amps_of(std::size_t cord) const {
        return under_.loads[network_.place_of_cord(cord)];
    }

    // What lies on the lines below a unit; cords of which nobody says it are dealt, or left open.
    [[nodiscard]] LineLoads content(std::size_t unit, bool as_dealt) const {
        LineLoads sum;
        const auto& cords = network_.wiring().cords;
        for (std::size_t c = 0; c < cords.size(); ++c)
            if (cords[c].unit == unit && under_.cord_va[c] > 0) add_cord(sum, c, as_dealt);
        return sum;
    }

    void add_cord(LineLoads& sum, std::size_t index, bool as_dealt) const {
        const auto& cord = network_.wiring().cords[index];
        const auto va = Interval::exactly(under_.cord_va[index]);
        const auto plug = plug_of(cord);
        if (cord.feeds_unit && plug != PlugPhases::one)
            add_to(sum, content(*cord.feeds_unit, as_dealt));
        else if (cord.lines != 0 && (as_dealt || cord.has_said_lines))
            sum.add(cord.lines, va);
        else if (plug == PlugPhases::three || as_dealt)
            sum.add_three_phase(va);
        else
            sum.add_cords({va, 1, plug == PlugPhases::unknown});
    }

    [[nodiscard]] std::vector<OnFeed> on_feed(std::size_t feed) const {
        const auto& wiring = network_.wiring();
        std::vector<OnFeed> things;
        for (std::size_t c = 0; c < wiring.cords.size(); ++c) {
            const auto& cord = wiring.cords[c];
            if (cord.unit || cord.feed != feed || under_.cord_va[c] == 0) continue;
            OnFeed thing;
            thing.va = under_.cord_va[c];
            thing.is_spread = network_.survey().stacks[cord.stack].type->supply == Supply::source &&
                              plug_of(cord) == PlugPhases::unknown;
            thing.has_one_phase = plug_of(cord) == PlugPhases::one || cord.has_said_lines;
            if (cord.has_said_lines) thing.lines = cord.lines;
            add_cord(thing.content, c, false);
            add_cord(thing.as_dealt, c, true);
            things.push_back(std::move(thing));
        }
        for (std::size_t u = 0; u < wiring.units.size(); ++u) {
            if (network_.root_of(u, lost_) != feed) continue;
            OnFeed thing;
            thing.content = content(u, false);
            thing.as_dealt = content(u, true);
            thing.va = thing.content.total.known;
            thing.has_one_phase = phases_of(wiring.units[u].type->plug) == PlugPhases::one;
            if (thing.va > 0) things.push_back(std::move(thing));
        }
        return things;
    }

    [[nodiscard]] static Fullest one_phase_circuits(const std::vector<OnFeed>& things,
                                                    std::size_t circuits, double volts) {
        std::vector<DealtItem> items;
        double spread = 0, total = 0;
        for (const auto& thing : things) {
            total += thing.va / volts;
            if (thing.is_spread)
                spread += thing.va / volts;
            else
                items.push_back({thing.va / volts, 0});
        }
        const auto count = static_cast<double>(circuits);
        const auto alone = deal(items, std::vector<DealtPlace>(circuits));
        const auto beside = deal(items, std::vector<DealtPlace>(circuits, {0, spread / count}));
        return {std::max(alone.surely, total / count), beside.found};
    }

    [[nodiscard]] static std::array<int, 3> connections_at(double volts) {
        return volts <= kBetweenUpTo ? std::array{12, 23, 31} : std::array{1, 2, 3};
    }

    // A pole, or between two lines, carries no less than what lies there; three phases load all three alike.
    [[nodiscard]] static Fullest three_phase_circuits(const std::vector<OnFeed>& things,
                                                      std::size_t circuits, double volts) {
        const auto connections = connections_at(volts);
        const double each = cord_volts(volts);
        std::vector<DealtItem> items;
        std::vector<double> free;  // VA of cords of one phase that may lie anywhere
        const auto add_one = [&](double va, int lines) {
            if (volts <= kBetweenUpTo && lines != 0 && lines < kBetweenLines) return;
            if (volts > kBetweenUpTo && lines >= kBetweenLines) return;
            items.push_back({va / each, lines});
            if (lines == 0) free.push_back(va);
        };
        for (const auto& thing : things) {
            if (thing.is_spread) continue;
            if (thing.has_one_phase) {
                add_one(thing.va, thing.lines);
                continue;
            }
            for (const auto& cords : thing.content.cords)
                for (double n = 0; n < cords.count; ++n) {
                    if (!cords.may_be_three_phase) add_one(cords.each_va.known, 0);
                }
        }
        std::vector<DealtPlace> places;
        for (std::size_t i = 0; i < circuits; ++i)
            for (const int connection : connections) places.push_back({connection, 0});
        double surely = deal(items, places).surely;
        // Of so many for each circuit, and one more, one circuit has one more.
        std::sort(free.rbegin(), free.rend());
        for (std::size_t n = 0; n * circuits < free.size(); ++n) {
            LineLoads alike;
            alike.add_cords(
                {Interval::exactly(free[n * circuits]), static_cast<double>(n + 1), false});
            surely = std::max(surely, alike.worst_a(volts).low);
        }
        return {surely, laid_out(things, circuits, volts)};
    }

    // A deal: what has three phases first, each to the circuit, then what has one, each to the line, that has least.
    [[nodiscard]] static double laid_out(std::vector<OnFeed> things, std::size_t circuits,
                                         double volts) {
        std::vector<LineLoads> loads(circuits);
        std::stable_sort(things.begin(), things.end(), [](const OnFeed& a, const OnFeed& b) {
            if (a.has_one_phase != b.has_one_phase) return b.has_one_phase;
            return a.va > b.va;
        });
        for (const auto& thing : things) {
            if (thing.is_spread) {
                for (auto& load : loads)
                    load.add_three_phase(
                        Interval::exactly(thing.va / static_cast<double>(circuits)));
                continue;
            }
            std::optional<LineLoads> best;
            std::size_t at = 0;
            for (std::size_t i = 0; i < circuits; ++i) {
                const auto look_at = [&](const LineLoads& then) {
                    if (best && largest_a(then, volts) >= largest_a(*best, volts)) return;
                    best = then;
                    at = i;
                };
                if (!thing.has_one_phase) {
                    auto then = loads[i];
                    add_to(then, thing.as_dealt);
                    look_at(then);
                    continue;
                }
                for (const int connection : connections_at(volts)) {
                    if (thing.lines != 0 && thing.lines != connection && !is_unusual(thing, volts))
                        continue;
                    auto then = loads[i];
                    then.add(thing.lines != 0 ? thing.lines : connection,
                             Interval::exactly(thing.va));
                    look_at(then);
                }
            }
            if (best) loads[at] = *best;
        }
        double most = 0;
        for (const auto& load : loads) most = std::max(most, largest_a(load, volts));
        return most;
    }
    // Between two lines of a feed with a neutral, or the other way round.
    [[nodiscard]] static bool is_unusual(const OnFeed& thing, double volts) {
        return (thing.lines >= kBetweenLines) != (volts <= kBetweenUpTo);
    }

    const PowerNetwork& network_;
    const LostElement& lost_;
    Currents under_;
};

Survey with_draws(const Survey& survey, double Interval::*bound) {
    auto result = survey;
    for (auto& stack : result.stacks) stack.watts.known = stack.watts.*bound;
    result.busbar_w.known = result.busbar_w.*bound;
    return result;
}

// The fullest over losses, and what is lost where most is carried for sure.
struct Worst {
    Fullest amps;
    std::string lost;

    void raise(const Fullest& other, const std::string& under) {
        if (exceeds(other.surely, amps.surely)) lost = under;
        amps.raise(other);
    }
};

// What is judged: a unit's branches or lines, or a feed's circuits with nothing or with something lost.
struct Judged {
    std::string code, text;
    std::size_t index = 0;  // of the unit in Design::devices, or of the feed
    double limit = 0;
    double volts = 0;
    std::size_t circuits = 0;
    enum class What { branches, lines, feed } what = What::branches;
};

class DealCheck {
public:
    DealCheck(const Survey& survey, Findings& findings) : survey_{survey}, findings_{findings} {
        find_units();
        find_feeds();
    }

    void judge_all() {
        if (judged_.empty() || !can_be_wired(survey_)) return;
        const bool is_exact =
            std::all_of(survey_.stacks.begin(), survey_.stacks.end(),
                        [](const Stack& stack) { return stack.watts.is_exact(); });
        // Draws that nobody bounds are said beside the totals.
        const bool is_bounded =
            std::all_of(survey_.stacks.begin(), survey_.stacks.end(),
                        [](const Stack& stack) { return stack.watts.high < kUnbounded; });
        const auto low = worst_of(is_exact ? survey_ : with_draws(survey_, &Interval::low));
        const auto high = is_exact     ? low
                          : is_bounded ? worst_of(with_draws(survey_, &Interval::high))
                                       : worst_of(survey_);
        for (std::size_t i = 0; i < judged_.size(); ++i) say(judged_[i], low[i], high[i]);
    }

private:
    void find_units() {
        const auto& design = survey_.design;
        std::set<std::size_t> units;
        for (const auto& device : design.devices)
            for (const auto& unit : device.units)
                if (unit) units.insert(*unit);
        for (const auto unit : units) {
            const auto& device = design.devices[unit];
            if (!device.type || !is_on_one_feed(device, design.types[*device.type])) continue;
            const auto& type = design.types[*device.type];
            const auto& feed = design.feeds[device.feeds.front()];
            if (const auto amps = branch_a(type, design.site); amps && type.branches.value >= 1)
                judged_.push_back({"P15", "P15_deal", unit, *amps, 0, 0, Judged::What::branches});
            const auto plug = unit_input_a(type, design.site);
            if (plug && has_three_phases(feed) && phases_of(type.plug) != PlugPhases::one)
                judged_.push_back({"P15", "P15_line", unit, *plug * device.count, feed.volts.value,
                                   0, Judged::What::lines});
        }
    }

    void find_feeds() {
        const auto& design = survey_.design;
        const bool has_units =
            std::any_of(design.devices.begin(), design.devices.end(), [](const Device& device) {
                return std::any_of(device.units.begin(), device.units.end(),
                                   [](const auto& unit) { return unit.has_value(); });
            });
        for (std::size_t i = 0; i < design.feeds.size(); ++i) {
            const auto& feed = design.feeds[i];
            constexpr double kMostCircuits = 1000;
            const double circuits = feed.circuits.value_or(1);
            if (circuits < 1 || circuits > kMostCircuits || circuits != std::floor(circuits))
                continue;
            if (circuits == 1 && !(has_units && has_three_phases(feed))) continue;
            for (const char* code : {"P02", "P03"})
                judged_.push_back({code, code + std::string{"_deal"}, i,
                                   circuit_a(feed, design.site), feed.volts.value,
                                   static_cast<std::size_t>(circuits), Judged::What::feed});
        }
    }

    [[nodiscard]] std::vector<Worst> worst_of(const Survey& survey) const {
        const PowerNetwork network{survey};
        std::vector<Worst> worst(judged_.size());
        for (const auto& lost : network.elements()) {
            if (lost.part != PowerPart::nothing && lost.part != PowerPart::feed &&
                lost.part != PowerPart::unit)
                continue;
            const Tree tree{network, lost};
            for (std::size_t i = 0; i < judged_.size(); ++i) {
                const auto& each = judged_[i];
                const bool is_intact = lost.part == PowerPart::nothing;
                if (each.what == Judged::What::feed && is_intact != (each.code == "P02")) continue;
                worst[i].raise(fullest(tree, each), network.name_of(lost));
            }
        }
        return worst;
    }

    [[nodiscard]] static Fullest fullest(const Tree& tree, const Judged& each) {
        switch (each.what) {
            case Judged::What::branches: return tree.branches_of(each.index);
            case Judged::What::lines: return tree.lines_of(each.index, each.volts);
            case Judged::What::feed: return tree.circuits_of(each.index, each.circuits);
        }
        return {};
    }

    void say(const Judged& each, const Worst& low, const Worst& high) {
        const auto& design = survey_.design;
        const Subject where = each.what == Judged::What::feed ? Subject{design.feeds[each.index]}
                                                              : Subject{design.devices[each.index]};
        const double most = std::max(low.amps.surely, high.amps.found);
        const Interval amps{low.amps.surely, std::max(low.amps.surely, low.amps.found), most};
        switch (judge(amps, each.limit)) {
            case Verdict::kept: return;
            case Verdict::unknown:
                if (!findings_.says(each.code, where.name))
                    findings_.cannot_say(each.code, where, amps, each.limit, "A");
                return;
            case Verdict::broken: break;
        }
        if (findings_.has_error(each.code, where.name)) return;
        const bool is_named = each.what == Judged::What::feed || !low.lost.empty();
        findings_.raise({each.code, CheckSeverity::error, where, amps.low, each.limit, "A",
                         is_named ? Arguments{{"lost", low.lost}} : Arguments{},
                         each.text + (each.what != Judged::What::feed && is_named ? "_lost" : "")});
    }

    const Survey& survey_;
    Findings& findings_;
    std::vector<Judged> judged_;
};

}  // namespace

void check_deals(const Survey& survey, Findings& findings) {
    DealCheck{survey, findings}.judge_all();
}

}  // namespace jarip::rack
