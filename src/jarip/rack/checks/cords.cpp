#include <algorithm>
#include <cmath>
#include <numbers>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power/wiring.hpp"

namespace jarip::rack {
namespace {

// Amperes of a cord for each VA of it.
double amps_per_va(const Stack& stack, const Feed& feed) {
    const double volts = feed.volts.value;
    if (!has_three_phases(feed)) return 1 / volts;
    if (phases_of(stack.type->plug) == PlugPhases::three) return 1 / (std::numbers::sqrt3 * volts);
    const auto& named = stack.device->phases;
    const bool between =
        std::all_of(named.begin(), named.end(), [](int one) { return one >= kBetweenLines; });
    if (!named.empty() && between) return 1 / volts;
    return 1 / cord_volts(volts);
}

struct WorstCord {
    Interval amps;
    const char* text = "P14";
    std::string lost;

    void raise(const Interval& other, const char* sentence, const std::string& what) {
        if (!exceeds(other.known, amps.known) && !exceeds(other.high, amps.high)) return;
        amps = other;
        text = sentence;
        lost = what;
    }
};

// Whether a device on one feed lives on without one of its supplies.
bool spares_a_supply(const Survey& survey, const Stack& stack, const std::vector<Loss>& losses) {
    const auto& type = *stack.type;
    const double left = supplies_of(stack) - 1;
    if (!type.psu_count.given || left < 1 || !sole_support(survey.design, stack, losses))
        return false;
    if (type.psu_needed.given) return left >= type.psu_needed.value;
    return type.psu_w.given && !exceeds(stack.watts.known, left * type.psu_w.value);
}

// The supplies that live share the draw; the heaviest cord over all losses.
WorstCord worst_cord(const Survey& survey, const Stack& stack, const std::vector<Loss>& losses) {
    WorstCord worst;
    const auto& device = *stack.device;
    const auto raise = [&](std::size_t entry, double living, const char* text,
                           const std::string& lost, const Loss& loss) {
        const auto root = feed_under(survey.design, device, entry, loss);
        if (!root) return;
        const auto& feed = survey.design.feeds[*root];
        const double factor = feed.is_dc ? 1 : stack.power_factor();
        worst.raise(stack.watts * (amps_per_va(stack, feed) / factor / living), text, lost);
    };
    for (std::size_t entry = 0; entry < device.feeds.size(); ++entry) {
        if (supplies_on(stack, entry) == 0) continue;
        raise(entry, supplies_of(stack), "P14", {}, Loss::nothing());
        for (const auto& loss : losses)
            raise(entry, living_supplies(survey.design, stack, loss),
                  loss.kind == Loss::Kind::feed ? "P14_feed" : "P14_unit",
                  name_of(survey.design, loss), loss);
        if (spares_a_supply(survey, stack, losses))
            raise(entry, supplies_of(stack) - 1, "P14_supply", {}, Loss::nothing());
    }
    return worst;
}

// The weakest end of the cords of each stack: their plug, or an outlet of another kind that a cable names.
std::vector<std::string> weakest_ends(const Survey& survey) {
    std::vector<std::string> ends;
    for (const auto& stack : survey.stacks) ends.push_back(plug_name(stack.type->plug));
    if (!names_outlets(survey.design) || !can_be_wired(survey)) return ends;
    const auto wiring = wire(survey);
    const double continuous = survey.design.site.continuous;
    for (const auto& cord : wiring.cords) {
        const auto end = weaker_end(survey, wiring, cord);
        const auto amps = cord_a(end, continuous), least = cord_a(ends[cord.stack], continuous);
        if (amps && (!least || *amps < *least)) ends[cord.stack] = end;
    }
    return ends;
}

void check_cord(const Survey& survey, const Stack& stack, const std::string& end,
                const std::vector<Loss>& losses, Findings& findings) {
    const auto limit = cord_a(end, survey.design.site.continuous);
    if (!limit || stack.device->feeds.empty()) return;
    auto worst = worst_cord(survey, stack, losses);
    findings.compare({"P14",
                      CheckSeverity::error,
                      stack,
                      {},
                      {},
                      "A",
                      {{"plug", end}, {"lost", worst.lost}},
                      worst.text},
                     worst.amps, *limit);
}

// A supply for alternating voltage on a direct one, or the other way round.
void check_current_kind(const Survey& survey, const Stack& stack, Findings& findings) {
    const bool is_dc = stack.type->supply == Supply::dc;
    for (const auto index : stack.device->feeds) {
        const auto& feed = survey.design.feeds[index];
        if (feed.is_dc == is_dc) continue;
        // A type that does not say its power is taken for one of alternating voltage; its plug tells.
        if (!is_dc && phases_of(stack.type->plug) == PlugPhases::unknown) {
            findings.cannot_say("P16", stack, std::nullopt, "1", "P16_unknown",
                                {{"feed", feed.id}});
        } else {
            findings.add({"P16",
                          CheckSeverity::error,
                          stack,
                          std::nullopt,
                          std::nullopt,
                          "1",
                          {{"feed", feed.id}},
                          is_dc ? "P16_dc" : "P16"});
        }
        return;
    }
}

// A transfer switch changes between feeds of the same kind.
void check_transfer(const Survey& survey, const Stack& stack, Findings& findings) {
    if (stack.type->transfer.empty()) return;
    const auto& design = survey.design;
    const auto& feeds = stack.device->feeds;
    for (std::size_t i = 1; i < feeds.size(); ++i) {
        const auto& first = design.feeds[feeds.front()];
        const auto& other = design.feeds[feeds[i]];
        const bool are_alike = first.is_dc == other.is_dc &&
                               first.volts.value == other.volts.value &&
                               has_three_phases(first) == has_three_phases(other);
        if (are_alike) continue;
        findings.add({"P16",
                      CheckSeverity::error,
                      stack,
                      std::nullopt,
                      std::nullopt,
                      "1",
                      {{"feed", first.id}, {"other", other.id}},
                      "P16_transfer"});
        return;
    }
}

}  // namespace

void check_cords(const Survey& survey, Findings& findings) {
    const auto losses = supply_losses(survey.design);
    const auto ends = weakest_ends(survey);
    for (std::size_t i = 0; i < survey.stacks.size(); ++i) {
        const auto& stack = survey.stacks[i];
        check_transfer(survey, stack, findings);
        const auto supply = stack.type->supply;
        if (supply != Supply::ac && supply != Supply::dc) continue;
        if (stack.watts.high == 0) continue;
        check_cord(survey, stack, ends[i], losses, findings);
        check_current_kind(survey, stack, findings);
    }
}

}  // namespace jarip::rack
