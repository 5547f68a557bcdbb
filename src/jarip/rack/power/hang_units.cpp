// On which outlet, branch and line of those above it each distribution unit hangs.
#include <algorithm>
#include <array>

#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power/wiring_steps.hpp"

namespace jarip::rack {
namespace {

class UnitHanger {
public:
    UnitHanger(const Survey& survey, Wiring& wiring, OutletDeal& deal)
        : design_{survey.design}, wiring_{wiring}, deal_{deal} {}

    void hang() {
        deal_.weigh_units();
        std::vector<std::pair<std::size_t, std::size_t>> order;  // depth, unit
        for (std::size_t i = 0; i < wiring_.units.size(); ++i) order.emplace_back(depth_of(i), i);
        std::sort(order.begin(), order.end());
        std::vector<std::array<double, 3>> legs(design_.feeds.size());
        std::vector<std::size_t> taken(wiring_.units.size());
        for (const auto& [depth, index] : order) {
            auto& unit = wiring_.units[index];
            if (depth == 0) lay_on_feed(index, legs);
            for (std::size_t i = 0; i < unit.inputs.size(); ++i) hang_input(unit, i, taken);
            if (unit.lines == 0) continue;
            for (std::size_t b = 0; b < unit.branches; ++b)
                wiring_.branches[unit.first_branch + b].lines = unit.lines;
            for (auto& outlet : wiring_.outlets)
                if (outlet.unit == index) outlet.lines = unit.lines;
        }
    }

private:
    [[nodiscard]] std::size_t depth_of(std::size_t unit) const {
        std::size_t depth = 0;
        for (const auto& input : wiring_.units[unit].inputs)
            if (input.above) depth = std::max(depth, 1 + depth_of(*input.above));
        return depth;
    }

    // A unit with a plug of one phase on a feed of three hangs on the line that its cords say, else on that with least.
    void lay_on_feed(std::size_t index, std::vector<std::array<double, 3>>& legs) {
        auto& unit = wiring_.units[index];
        const auto& feed = design_.feeds[unit.feed()];
        if (!has_three_phases(feed) || phases_of(unit.type->plug) != PlugPhases::one) return;
        for (const auto& cord : wiring_.cords)
            if (cord.unit == index && cord.has_said_lines) unit.lines = cord.lines;
        auto& of_feed = legs[unit.feed()];
        if (unit.lines == 0) {
            const auto least = std::min_element(of_feed.begin(), of_feed.end());
            unit.lines = lines_of_leg(static_cast<std::size_t>(least - of_feed.begin()), feed);
        }
        of_feed.at(leg_of_lines(unit.lines)) += deal_.va_of_unit(index);
    }

    void hang_input(WiredUnit& unit, std::size_t index, std::vector<std::size_t>& taken) {
        auto& input = unit.inputs[index];
        if (!input.above) return;
        const auto& upper = wiring_.units[*input.above];
        if (input.cord) deal_.take_outlet(*input.cord);
        if (input.cord && wiring_.cords[*input.cord].branch)
            input.branch_above = wiring_.cords[*input.cord].branch;
        else if (upper.branches > 0)
            input.branch_above = upper.first_branch + taken[*input.above]++ % upper.branches;
        if (input.cord && input.branch_above && !wiring_.cords[*input.cord].branch)
            deal_.load_branch(*input.branch_above, wiring_.cords[*input.cord]);
        const bool is_one = phases_of(unit.type->plug) == PlugPhases::one;
        if (input.branch_above) {
            auto& branch = wiring_.branches[*input.branch_above];
            if (!is_one) make_three_pole(*input.branch_above);
            if (is_one && index == 0) unit.lines = branch.lines;
            if (input.cord) {
                auto& cord = wiring_.cords[*input.cord];
                cord.branch = input.branch_above;
                cord.lines = branch.lines;
            }
        } else if (is_one && index == 0) {
            unit.lines = input.cord && wiring_.cords[*input.cord].lines != 0
                             ? wiring_.cords[*input.cord].lines
                             : upper.lines;
        }
        if (input.cord && is_one && wiring_.cords[*input.cord].lines == 0)
            wiring_.cords[*input.cord].lines = unit.lines;
    }

    void make_three_pole(std::size_t branch) {
        wiring_.branches[branch].lines = 0;
        for (auto& outlet : wiring_.outlets)
            if (outlet.branch == branch) outlet.lines = 0;
    }

    const Design& design_;
    Wiring& wiring_;
    OutletDeal& deal_;
};

}  // namespace

void hang_units(const Survey& survey, Wiring& wiring, OutletDeal& deal) {
    UnitHanger{survey, wiring, deal}.hang();
}

}  // namespace jarip::rack
