#include <algorithm>
#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

// Too few are left for sure, or perhaps.
void compare_left(Finding finding, double left, const Interval& needed, Findings& findings) {
    if (exceeds(needed.low, left)) {
        finding.value = left;
        finding.limit = needed.low;
        findings.add(std::move(finding));
    } else if (exceeds(needed.high, left)) {
        findings.cannot_say("P04", finding.where, std::nullopt, "1", "P04_unknown");
    }
}

// What takes most supplies of a device with it, of what leaves it some.
Loss worst_loss(const Design& design, const Stack& stack, const std::vector<Loss>& losses) {
    Loss worst;
    double least = kUnbounded;
    for (const auto& loss : losses) {
        const double left = living_supplies(design, stack, loss);
        if (left == 0 || left >= least) continue;
        least = left;
        worst = loss;
    }
    return worst;
}

// A device on one feed goes dark with it (P12); until then it should live through the loss of a supply, and of a unit
// that feeds some of them.
void check_spare(const Survey& survey, const Stack& stack, const std::vector<Loss>& losses,
                 const Interval& needed, Findings& findings) {
    const double supplies = living_supplies(survey.design, stack, Loss::nothing());
    const auto loss = worst_loss(survey.design, stack, losses);
    const double left = living_supplies(survey.design, stack, loss);
    if (left < supplies - 1) {
        compare_left({"P04",
                      CheckSeverity::warning,
                      stack,
                      {},
                      {},
                      "1",
                      {{"lost", name_of(survey.design, loss)}},
                      "P04_left",
                      Sense::at_least},
                     left, needed, findings);
        return;
    }
    compare_left({"P04",
                  CheckSeverity::warning,
                  stack,
                  {},
                  {},
                  "1",
                  {{"supplies", number_text(supplies)}},
                  "P04_spare",
                  Sense::at_least},
                 supplies - 1, needed, findings);
}

void check_stack(const Survey& survey, const Stack& stack, const std::vector<Loss>& losses,
                 Findings& findings) {
    const double feeds = distinct_feeds(survey.design, *stack.device);
    const auto needed = supplies_needed(stack);
    const auto& supplies = stack.type->psu_count;
    const double living = living_supplies(survey.design, stack, Loss::nothing());
    if (stack.watts.high == 0 || living == 0) return;  // P09
    if (needed && living < supplies_of(stack) && exceeds(needed->low, living)) {
        findings.add({"P04",
                      CheckSeverity::error,
                      stack,
                      living,
                      needed->low,
                      "1",
                      {},
                      "P04_off",
                      Sense::at_least});
        return;
    }
    if (sole_support(survey.design, stack, losses)) {
        if (needed && supplies.given) check_spare(survey, stack, losses, *needed, findings);
        return;
    }
    if (!needed || !supplies.given) {
        findings.cannot_say("P04", stack, std::nullopt, "1", "P04_unknown");
        return;
    }
    const auto loss = worst_loss(survey.design, stack, losses);
    compare_left({"P04",
                  CheckSeverity::error,
                  stack,
                  {},
                  {},
                  "1",
                  {{"supplies", number_text(supplies.value)},
                   {"feeds", number_text(feeds)},
                   {"lost", name_of(survey.design, loss)}},
                  {},
                  Sense::at_least},
                 living_supplies(survey.design, stack, loss), *needed, findings);
}

ShelfOutput output_of(const Survey& survey, const Loss& loss) {
    ShelfOutput output;
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply != Supply::source) continue;
        const bool is_lost =
            loss.kind == Loss::Kind::shelf && stack.device == &survey.design.devices[loss.index];
        output.add(stack, stack.count - (is_lost ? 1 : 0),
                   living_supplies(survey.design, stack, loss));
    }
    return output;
}

// The loss that leaves the shelves least, and what it leaves.
struct WorstOutput {
    std::optional<Loss> loss;
    ShelfOutput output;
    double least_with_spare = kUnbounded;
    std::optional<Loss> loss_with_spare;

    void lower(const Loss& under, const ShelfOutput& left) {
        if (!loss || left.watts.high < output.watts.high ||
            (left.watts.high == output.watts.high && left.watts.low < output.watts.low)) {
            loss = under;
            output = left;
        }
        if (left.with_spare() < least_with_spare) {
            least_with_spare = left.with_spare();
            loss_with_spare = under;
        }
    }
};

std::vector<Loss> shelf_losses(const Survey& survey) {
    std::vector<Loss> losses;
    for (const auto& stack : survey.stacks)
        if (stack.type->supply == Supply::source)
            losses.push_back({Loss::Kind::shelf, static_cast<std::size_t>(
                                                     stack.device - survey.design.devices.data())});
    return losses;
}

std::string lost_text(const char* text, const Loss& loss) {
    switch (loss.kind) {
        case Loss::Kind::none: return text + std::string{"_off"};
        case Loss::Kind::feed: return text;
        case Loss::Kind::unit: return text + std::string{"_unit"};
        case Loss::Kind::shelf: return text + std::string{"_shelf"};
    }
    return text;
}

Subject subject_of(const Survey& survey, const Loss& loss) {
    if (loss.kind == Loss::Kind::none) return survey.design.id;
    if (loss.kind == Loss::Kind::feed) return survey.design.feeds[loss.index];
    return survey.design.devices[loss.index];
}

// The shelves that live, with feeds that are off and when a feed or a distribution unit is lost, must carry the busbar.
// Whether they surely do.
bool check_shelves(const Survey& survey, const std::vector<Loss>& losses, WorstOutput& worst,
                   Findings& findings) {
    const double living = living_shelves(survey, Loss::nothing());
    auto states = losses;
    if (living < survey.shelves) states.insert(states.begin(), Loss::nothing());
    for (const auto& loss : states) {
        const auto output = output_of(survey, loss);
        if (output.shelves == 0) continue;  // P09, P12
        if (loss.kind != Loss::Kind::none && living_shelves(survey, loss) == living) continue;
        if (!output.is_sized) {
            findings.cannot_say("P04", survey.design.id, std::nullopt, "1", "P04_unknown");
            return false;
        }
        worst.lower(loss, output);
    }
    if (!worst.loss) return true;
    const auto& out = worst.output.watts;
    const auto& load = survey.busbar_w;
    const auto where = subject_of(survey, *worst.loss);
    if (exceeds(load.low, out.high)) {
        findings.add({"P04",
                      CheckSeverity::error,
                      where,
                      out.high,
                      load.known,
                      "W",
                      {{"shelves", number_text(worst.output.shelves)}},
                      lost_text("P04_shelves", *worst.loss),
                      Sense::at_least});
        return false;
    }
    if (!exceeds(load.high, out.low)) return true;
    findings.cannot_say("P04", where, load, out.low, "W");
    return false;
}

// Whatever their feeds, one shelf may fail; and what is left should have supplies to spare.
void check_spare_shelf(const Survey& survey, WorstOutput worst, Findings& findings) {
    const auto all = output_of(survey, Loss::nothing());
    if (survey.shelves == 0 || !all.is_sized || exceeds(survey.busbar_w.low, all.watts.high))
        return;  // P05 and P04 say so
    WorstOutput one;
    for (const auto& loss : shelf_losses(survey)) {
        const auto output = output_of(survey, loss);
        one.lower(loss, output);
        worst.lower(loss, output);
    }
    const auto& load = survey.busbar_w;
    const double left = one.output.watts.high;
    if (exceeds(load.high, left)) {
        findings.compare(
            {"P04", CheckSeverity::warning, survey.design.id, {}, {}, "W", {}, "P04_spare_shelf"},
            load, left);
        return;
    }
    findings.compare({"P04",
                      CheckSeverity::warning,
                      survey.design.id,
                      {},
                      {},
                      "W",
                      {{"lost", name_of(survey.design, *worst.loss_with_spare)}},
                      lost_text("P04_no_spare", *worst.loss_with_spare)},
                     load, worst.least_with_spare);
}

// Of one feed, or of one distribution unit, all of them hang.
void warn_of_sole(const Design& design, const Subject& where, const Loss& loss,
                  const std::string& text, Findings& findings) {
    const bool is_unit = loss.kind == Loss::Kind::unit;
    findings.add({"P12",
                  CheckSeverity::warning,
                  where,
                  1.0,
                  2.0,
                  "1",
                  {{is_unit ? "unit" : "feed", name_of(design, loss)}},
                  text + (is_unit ? "_unit" : ""),
                  Sense::at_least});
}

void find_unfed(const Stack& stack, CheckSeverity severity, const std::string& text,
                Findings& findings) {
    findings.add({"P09", severity, stack, 0.0, 1.0, "1", {}, text, Sense::at_least});
}

void check_fed(const Survey& survey, const std::vector<Loss>& losses, Findings& findings) {
    const auto& design = survey.design;
    for (const auto& stack : survey.stacks) {
        const auto& feeds = stack.device->feeds;
        if (stack.device->is_off) continue;
        const bool draws = stack.watts.high > 0 || stack.type->supply == Supply::source;
        if (takes_feeds(stack) && draws && feeds.empty()) {
            find_unfed(stack, CheckSeverity::error, "", findings);
        } else if (takes_feeds(stack) && draws && is_dead(design, *stack.device, Loss::nothing())) {
            find_unfed(stack, CheckSeverity::error, "P09_off", findings);
        } else if (stack.type->is_module && draws && feeds.empty()) {
            find_unfed(stack, CheckSeverity::warning, "P09_module", findings);
        } else if (stack.type->supply == Supply::busbar && draws && survey.shelves == 0) {
            find_unfed(stack, CheckSeverity::error, "P09_busbar", findings);
        } else if (takes_feeds(stack) && stack.type->supply != Supply::source && draws) {
            if (const auto* loss = sole_support(design, stack, losses))
                warn_of_sole(design, stack, *loss, "P12", findings);
        } else if (!stack.type->transfer.empty() && distinct_feeds(design, *stack.device) == 1) {
            if (const auto* loss = sole_support(design, stack, losses))
                warn_of_sole(design, stack, *loss, "P12", findings);
        }
    }
    if (living_shelves(survey, Loss::nothing()) == 0) return;
    const auto& stacks = survey.stacks;
    for (const auto& loss : losses) {
        const bool lives = std::any_of(stacks.begin(), stacks.end(), [&](const Stack& stack) {
            return stack.type->supply == Supply::source && !is_dead(design, *stack.device, loss);
        });
        if (lives) continue;
        warn_of_sole(design, design.id, loss, "P12_shelves", findings);
        return;
    }
}

}  // namespace

void check_supplies(const Survey& survey, Findings& findings) {
    const auto losses = supply_losses(survey.design);
    for (const auto& stack : survey.stacks)
        if (stack.type->supply == Supply::ac || stack.type->supply == Supply::dc)
            check_stack(survey, stack, losses, findings);
    WorstOutput worst;
    if (check_shelves(survey, losses, worst, findings)) check_spare_shelf(survey, worst, findings);
    check_fed(survey, losses, findings);
}

}  // namespace jarip::rack
