#include "jarip/trade/indicators/longer_only.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string_view>
#include <utility>

#include "jarip/trade/indicators/counted_once.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

// Rows by partner and code.
class RowsByGoods {
public:
    RowsByGoods(const Flows& flows, Side side,
                std::initializer_list<const std::vector<std::uint32_t>*> lists) {
        for (const auto* rows : lists)
            for (const auto row : *rows)
                rows_[other_side(flows, side, row)][flows.products[flows.product[row]]].push_back(
                    row);
    }

    // Calls each row of the code, of coarser and of finer ones, of the partners that are wanted.
    template <class Wanted, class Do>
    void for_goods(std::string_view code, Wanted wanted, Do each) const {
        for (const auto& [partner, by_code] : rows_) {
            if (!wanted(partner)) continue;
            for (std::size_t length = 0; length < code.size(); ++length)
                if (const auto found = by_code.find(code.substr(0, length)); found != by_code.end())
                    for (const auto row : found->second) each(partner, row);
            for (auto at = by_code.lower_bound(code);
                 at != by_code.end() && at->first.starts_with(code); ++at)
                for (const auto row : at->second) each(partner, row);
        }
    }

private:
    std::map<std::uint32_t, std::map<std::string_view, std::vector<std::uint32_t>>> rows_;
};

// Partners whose trade the tables tell by periods that go beyond the windows, and not within them as well: what of it
// lies within is not known.
class LongerOnly {
public:
    LongerOnly(const Flows& flows, Side side, const Candidates& found, const Selection& selection)
        : flows_{flows},
          side_{side},
          selection_{selection},
          unnamed_{unnamed_partners(flows)},
          within_{flows, side, {&found.own, &found.mirrored}} {}

    // `elsewhere`: all rows of the side and the goods, whatever their time.
    [[nodiscard]] std::vector<std::uint32_t> partners(
        const std::vector<std::uint32_t>& beyond,
        const std::vector<std::uint32_t>& elsewhere) const {
        const RowsByGoods anytime{flows_, side_, {&elsewhere}};
        std::map<std::uint32_t, double> unknown;
        for (const auto row : beyond) {
            if (flows_.value[row] == 0 || is_told(row)) continue;
            const double rest = not_told(row, anytime);
            auto& most = unknown[other_side(flows_, side_, row)];
            most = std::max(most, rest);
        }
        Sum known, rest;
        for (const auto row : selection_.rows) known.add(static_cast<double>(flows_.value[row]));
        for (const auto& [partner, value] : unknown) rest.add(value);
        // What is rounded or revised says nothing of a figure.
        if (rest.value() <= (1 - kNearlyAll) * (known.value() + rest.value())) return {};
        std::vector<std::uint32_t> result;
        for (const auto& [partner, value] : unknown)
            if (value > 0) result.push_back(partner);
        return result;
    }

private:
    [[nodiscard]] std::string_view code(std::uint32_t row) const {
        return flows_.products[flows_.product[row]];
    }
    [[nodiscard]] const Period& period(std::uint32_t row) const {
        return flows_.periods[flows_.period[row]];
    }

    // Whether rows of one may be of the other, or a part of its figure.
    [[nodiscard]] bool may_be_within(std::uint32_t a, std::uint32_t b) const {
        if (a == b || a == Flows::kTotal || b == Flows::kTotal) return true;
        return (unnamed_[a] && may_hold(flows_, a, flows_.countries[b])) ||
               (unnamed_[b] && may_hold(flows_, b, flows_.countries[a]));
    }

    // Whether shorter rows tell all of the time that the tables cover.
    [[nodiscard]] bool is_told(std::uint32_t row) const {
        std::vector<Period> told;
        const auto partner = other_side(flows_, side_, row);
        within_.for_goods(
            code(row), [&](std::uint32_t other) { return may_be_within(partner, other); },
            [&](std::uint32_t, std::uint32_t other) { told.push_back(period(other)); });
        told = merged(std::move(told));
        for (const Period& covered : selection_.periods) {
            const Period shared{std::max(covered.first, period(row).first),
                                std::min(covered.end, period(row).end)};
            if (shared.first < shared.end && !gaps_in(shared, told).empty()) return false;
        }
        return true;
    }

    // What shorter rows leave of a figure: those of a partner that trades now and then tell all of it.
    [[nodiscard]] double not_told(std::uint32_t row, const RowsByGoods& anytime) const {
        SideRows shorter;
        const auto partner = other_side(flows_, side_, row);
        anytime.for_goods(
            code(row), [&](std::uint32_t other) { return may_be_within(partner, other); },
            [&](std::uint32_t of, std::uint32_t other) {
                if (period(other) == period(row) || !period(row).contains(period(other))) return;
                (of == Flows::kTotal ? shorter.totals : shorter.with_partner).push_back(other);
            });
        const auto counted = counted_once(flows_, std::move(shorter), TotalPolicy::to_nearly_all);
        Sum told;
        for (const auto* rows : {&counted.with_partner, &counted.totals})
            for (const auto other : *rows) told.add(static_cast<double>(flows_.value[other]));
        const auto whole = static_cast<double>(flows_.value[row]);
        return told.value() >= kNearlyAll * whole ? 0 : whole - told.value();
    }

    const Flows& flows_;
    Side side_;
    const Selection& selection_;
    std::vector<bool> unnamed_;  // beside Flows::countries
    RowsByGoods within_;
};

}  // namespace

std::vector<std::uint32_t> told_by_longer_only(const Flows& flows, Side side,
                                               const Candidates& found, const Selection& selection,
                                               const std::vector<std::uint32_t>& elsewhere) {
    return LongerOnly{flows, side, found, selection}.partners(found.beyond, elsewhere);
}

}  // namespace jarip::trade
