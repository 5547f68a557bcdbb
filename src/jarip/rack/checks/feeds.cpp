#include <algorithm>
#include <cmath>
#include <numbers>

#include "jarip/rack/checks/feeds.hpp"
#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kMostImbalance = 0.1;

// What a feed carries.
struct Load {
    LineLoads lines;
    Interval circuit_a;    // of the largest cord or whip alone
    bool is_dealt = true;  // every device that names phases says its draw

    void add(const Stack& stack, const Feed& feed, const Interval& each, double supplies,
             const std::vector<SupplyOnFeed>& here);
    void add_unknown(const Device& device, const Feed& feed);

private:
    void raise_circuit(const Interval& amps) {
        circuit_a.low = std::max(circuit_a.low, amps.low);
        circuit_a.known = std::max(circuit_a.known, amps.known);
        circuit_a.high = std::max(circuit_a.high, amps.high);
    }
};

// Devices that name phases are dealt to them in turn, their supplies where they name more phases.
void add_by_supply(LineLoads& lines, const Device& device, const Feed& feed, const Interval& each,
                   const std::vector<SupplyOnFeed>& here) {
    const auto at = connections(device.phases, feed.volts.value);
    const auto one = each * (1 / static_cast<double>(here.size()));
    for (std::size_t i = 0; i < static_cast<std::size_t>(device.count); ++i)
        for (const auto& supply : here)
            lines.add(connection_at(at, device.count, i, supply.number, supply.all), one);
}
void add_named(LineLoads& lines, const Device& device, const Feed& feed, const Interval& each) {
    const auto at = connections(device.phases, feed.volts.value);
    for (std::size_t i = 0; i < static_cast<std::size_t>(device.count); ++i)
        lines.add(at[i % at.size()], each);
}

// `each` is what one device takes from the feed, through so many supplies. A shelf that names no plug has whips of all
// phases, nobody says how many.
void Load::add(const Stack& stack, const Feed& feed, const Interval& each, double supplies,
               const std::vector<SupplyOnFeed>& here) {
    const auto& device = *stack.device;
    const double volts = feed.volts.value;
    const auto phases = phases_of(stack.type->plug);
    if (stack.type->supply == Supply::source && phases == PlugPhases::unknown) {
        lines.add_three_phase(each * stack.count);
        return;
    }
    if (!has_three_phases(feed)) {
        lines.add_three_phase(each * stack.count);
        raise_circuit(each * (1 / supplies / volts));
        return;
    }
    if (!device.phases.empty()) {
        is_dealt = is_dealt && each.is_exact();
        if (here.empty())
            add_named(lines, device, feed, each);
        else
            add_by_supply(lines, device, feed, each, here);
        raise_circuit(each * (1 / supplies / cord_volts(volts)));
    } else if (phases == PlugPhases::three) {
        lines.add_three_phase(each * stack.count);
        raise_circuit(each * (1 / supplies / std::numbers::sqrt3 / volts));
    } else {
        const bool is_unknown = phases == PlugPhases::unknown;
        const auto cord = each * (1 / supplies);
        lines.add_cords({cord, supplies * stack.count, is_unknown});
        raise_circuit(cord * (1 / (is_unknown ? std::numbers::sqrt3 * volts : cord_volts(volts))));
    }
}

void Load::add_unknown(const Device& device, const Feed& feed) {
    if (has_three_phases(feed) && !device.phases.empty()) {
        is_dealt = false;
        add_named(lines, device, feed, Interval::unknown());
    } else {
        lines.add_three_phase(Interval::unknown() * device.count);
    }
}

std::vector<Load> loads_of(const Survey& survey, const Loss& loss) {
    const auto& feeds = survey.design.feeds;
    std::vector<Load> loads(feeds.size());
    for (const auto& stack : survey.stacks) {
        const auto& device = *stack.device;
        const double living = takes_feeds(stack) ? living_supplies(survey.design, stack, loss) : 0;
        if (living == 0) continue;
        const auto all = input_w(survey, stack, loss);
        // Only more names than devices tell supplies apart.
        const bool by_supply = static_cast<double>(device.phases.size()) > device.count;
        const auto laid = by_supply ? supplies_on_feeds(stack) : std::vector<SupplyOnFeed>{};
        for (std::size_t feed = 0; feed < feeds.size(); ++feed) {
            double here = 0;
            for (std::size_t entry = 0; entry < device.feeds.size(); ++entry) {
                if (feed_under(survey.design, device, entry, loss) == feed)
                    here += supplies_on(stack, entry);
            }
            if (here == 0) continue;
            const double factor = feeds[feed].is_dc ? 1 : stack.power_factor();
            std::vector<SupplyOnFeed> living_here;
            for (std::size_t k = 0; k < laid.size(); ++k)
                if (feed_under(survey.design, device, k % device.feeds.size(), loss) == feed)
                    living_here.push_back(laid[k]);
            loads[feed].add(stack, feeds[feed], all * (here / living / factor), here, living_here);
        }
    }
    for (const auto* device : survey.unknown_devices)
        for (std::size_t entry = 0; entry < device->feeds.size(); ++entry)
            if (const auto feed = feed_under(survey.design, *device, entry, loss))
                loads[*feed].add_unknown(*device, feeds[*feed]);
    return loads;
}

// A load against its limit, and under which loss.
struct WorstLoad {
    Interval value;
    const Loss* loss = nullptr;

    void raise(const Interval& other, const Loss& under) {
        if (!loss || other.low > value.low || (other.low == value.low && other.known > value.known))
            loss = &under;
        value.low = std::max(value.low, other.low);
        value.known = std::max(value.known, other.known);
        value.high = std::max(value.high, other.high);
    }
};

// The heaviest that a feed carries over losses of other elements.
struct WorstLoads {
    WorstLoad total_va, line_a, circuit_a;
    WorstLoad named_a;
    int line = 1;

    void raise(const Feed& feed, const Load& load, const Loss& loss) {
        total_va.raise(load.lines.total, loss);
        circuit_a.raise(load.circuit_a, loss);
        if (!has_three_phases(feed)) return;
        line_a.raise(load.lines.worst_a(feed.volts.value), loss);
        int heaviest = 1;
        const auto named = load.lines.worst_named_a(feed.volts.value, heaviest);
        if (!named_a.loss || named.known > named_a.value.known) line = heaviest;
        named_a.raise(named, loss);
    }
};

// The worst of a feed against its breakers: of the whole, else of a line, else of one circuit.
class FeedCheck {
public:
    FeedCheck(std::string code, const Survey& survey, const Feed& feed, const WorstLoads& worst)
        : code_{std::move(code)}, survey_{survey}, feed_{feed}, worst_{worst} {}

    void judge_all(Findings& findings) const {
        const auto& site = survey_.design.site;
        // Loads on lines that the design names are said by the line, those of cords by the heaviest.
        const bool is_named = judge(worst_.named_a.value, line_a(feed_, site)) == Verdict::broken;
        std::vector<Limit> limits{{&worst_.total_va, capacity_va(feed_, site), "VA", ""}};
        if (has_three_phases(feed_))
            limits.push_back({is_named ? &worst_.named_a : &worst_.line_a, line_a(feed_, site), "A",
                              is_named ? "_phase" : "_heaviest"});
        limits.push_back({&worst_.circuit_a, circuit_a(feed_, site), "A", "_circuit"});
        for (const auto wanted : {Verdict::broken, Verdict::unknown}) {
            for (const auto& limit : limits) {
                if (judge(limit.worst->value, limit.value) != wanted) continue;
                say(limit, findings);
                return;
            }
        }
    }

private:
    struct Limit {
        const WorstLoad* worst;
        double value;
        const char *unit, *variant;
    };

    void say(const Limit& limit, Findings& findings) const {
        Arguments gaps{{"phase", "L" + std::to_string(worst_.line)}};
        if (limit.worst->loss)
            gaps.emplace_back("lost", name_of(survey_.design, *limit.worst->loss));
        findings.compare({code_,
                          CheckSeverity::error,
                          feed_,
                          {},
                          {},
                          limit.unit,
                          std::move(gaps),
                          code_ + limit.variant},
                         limit.worst->value, limit.value);
    }

    std::string code_;
    const Survey& survey_;
    const Feed& feed_;
    const WorstLoads& worst_;
};

bool is_of(const Loss& loss, std::size_t feed) {
    return loss.kind == Loss::Kind::feed && loss.index == feed;
}

// Of each feed, the heaviest over the losses of something else.
std::vector<WorstLoads> worst_loads(const Survey& survey, const std::vector<Loss>& losses) {
    const auto& feeds = survey.design.feeds;
    std::vector<WorstLoads> worst(feeds.size());
    for (const auto& loss : losses) {
        const auto loads = loads_of(survey, loss);
        for (std::size_t feed = 0; feed < feeds.size(); ++feed)
            if (!is_of(loss, feed)) worst[feed].raise(feeds[feed], loads[feed], loss);
    }
    return worst;
}

bool names_phases(const Survey& survey) {
    return std::any_of(survey.design.devices.begin(), survey.design.devices.end(),
                       [](const Device& device) { return !device.phases.empty(); });
}

// Puts what may lie anywhere on the phases that have least, as far as it goes.
void fill_least(std::array<Interval, 3>& phases, const Interval& va) {
    for (auto bound : {&Interval::low, &Interval::known, &Interval::high}) {
        auto rest = va.*bound;
        const bool is_bounded =
            std::all_of(phases.begin(), phases.end(),
                        [&](const Interval& phase) { return phase.*bound != kUnbounded; });
        if (rest == kUnbounded || !is_bounded) {
            for (auto& phase : phases) phase.*bound = kUnbounded;
            continue;
        }
        std::sort(phases.begin(), phases.end(),
                  [&](const Interval& a, const Interval& b) { return a.*bound < b.*bound; });
        for (std::size_t filled = 1; filled <= phases.size() && rest > 0; ++filled) {
            const auto count = static_cast<double>(filled);
            double more = rest / count;
            if (filled < phases.size())
                more = std::min(more, phases[filled].*bound - phases[filled - 1].*bound);
            for (std::size_t phase = 0; phase < filled; ++phase) phases[phase].*bound += more;
            rest -= more * count;
        }
    }
}

// VA of each phase, in any order; cords of which nobody says where they lie are on those that have least: no deal makes
// the phases more even.
std::array<Interval, 3> even_phases(const LineLoads& lines) {
    std::array<Interval, 3> phases = lines.to_neutral;
    for (std::size_t phase = 0; phase < 3; ++phase)
        phases[phase] += (lines.between[phase] + lines.between[(phase + 2) % 3]) * 0.5;
    Interval anywhere;
    for (const auto& cords : lines.cords) anywhere += cords.each_va * cords.count;
    fill_least(phases, anywhere);
    return phases;
}

// The largest distance of a phase from the mean of the three, of the mean.
double imbalance(const std::array<Interval, 3>& phases, double Interval::*bound) {
    double mean = 0;
    for (const auto& phase : phases) mean += phase.*bound / 3;
    if (mean == 0 || mean == kUnbounded) return 0;
    double largest = 0;
    for (const auto& phase : phases)
        largest = std::max(largest, std::abs(phase.*bound - mean) / mean);
    return largest;
}

// A draw that is not given loads all three phases evenly, which can only even them out, unless its device names phases.
void check_phases(const Feed& feed, const Load& load, Findings& findings) {
    if (!load.is_dealt) {
        findings.cannot_say("P06", feed, kMostImbalance, "1", "P06_unknown");
        return;
    }
    const auto phases = even_phases(load.lines);
    const double known = imbalance(phases, &Interval::known);
    findings.compare({"P06",
                      CheckSeverity::warning,
                      feed,
                      {},
                      {},
                      "1",
                      {{"percent", number_text(std::round(known * 1000) / 10)}}},
                     {imbalance(phases, &Interval::high), known, imbalance(phases, &Interval::low)},
                     kMostImbalance);
}

}  // namespace

std::vector<LineLoads> line_loads(const Survey& survey, const Loss& loss) {
    std::vector<LineLoads> result;
    for (auto& load : loads_of(survey, loss)) result.push_back(std::move(load.lines));
    return result;
}

std::vector<double> phase_imbalances(const Survey& survey) {
    std::vector<double> result;
    for (const auto& lines : line_loads(survey, Loss::nothing()))
        result.push_back(imbalance(even_phases(lines), &Interval::known));
    for (std::size_t i = 0; i < result.size(); ++i)
        if (!has_three_phases(survey.design.feeds[i])) result[i] = 0;
    return result;
}

std::vector<FeedLoad> feed_loads(const Survey& survey) {
    const auto& feeds = survey.design.feeds;
    const auto losses = supply_losses(survey.design);
    const auto loads = loads_of(survey, Loss::nothing());
    const auto worst = worst_loads(survey, losses);
    std::vector<FeedLoad> result;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        FeedLoad load;
        load.id = feeds[i].id;
        load.load_va = loads[i].lines.total.known;
        load.capacity_va = capacity_va(feeds[i], survey.design.site);
        if (feeds.size() > 1) load.load_after_loss = worst[i].total_va.value.known;
        if (has_three_phases(feeds[i]))
            for (const double phase : loads[i].lines.lines_va(feeds[i].volts.value))
                load.phases_va.push_back(phase);
        result.push_back(std::move(load));
    }
    return result;
}

std::vector<SupplyLoss> after_losses(const Design& design) {
    const Survey survey{design};
    std::vector<SupplyLoss> result;
    for (const auto& loss : supply_losses(design)) {
        SupplyLoss after{name_of(design, loss), {}, {}};
        const auto loads = loads_of(survey, loss);
        for (std::size_t i = 0; i < design.feeds.size(); ++i)
            after.feeds.push_back({design.feeds[i].id,
                                   loads[i].lines.total.known,
                                   capacity_va(design.feeds[i], design.site),
                                   {},
                                   {}});
        for (const auto& stack : survey.stacks)
            if (takes_feeds(stack) && supplies_of(stack) > 0 &&
                living_supplies(survey.design, stack, loss) == 0)
                after.dark.push_back(stack.device->id);
        result.push_back(std::move(after));
    }
    return result;
}

void check_feeds(const Survey& survey, Findings& findings) {
    const auto& design = survey.design;
    const auto losses = supply_losses(design);
    const auto loads = loads_of(survey, Loss::nothing());
    const auto worst = worst_loads(survey, losses);
    const bool by_phase = names_phases(survey);
    const auto nothing = Loss::nothing();
    for (std::size_t i = 0; i < design.feeds.size(); ++i) {
        const auto& feed = design.feeds[i];
        WorstLoads intact;
        intact.raise(feed, loads[i], nothing);
        FeedCheck{"P02", survey, feed, intact}.judge_all(findings);
        if (losses.size() > 1) FeedCheck{"P03", survey, feed, worst[i]}.judge_all(findings);
        if (by_phase && has_three_phases(feed)) check_phases(feed, loads[i], findings);
    }
}

}  // namespace jarip::rack
