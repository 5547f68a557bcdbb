#include "jarip/rack/hall/rows.hpp"

#include <algorithm>
#include <set>

namespace jarip::rack {
namespace {

constexpr Quarter kLongestGrowth =
    400;  // quarters that are told one by one; later ones where something changes

void add_to(std::optional<double>& sum, const std::optional<double>& more) {
    sum = sum && more ? std::optional{*sum + *more} : std::nullopt;
}

void add_to(Total& sum, const Total& more, double count) {
    const auto times = [&](const std::optional<double>& one) {
        return one ? std::optional{*one * count} : std::nullopt;
    };
    add_to(sum.known, times(more.known));
    add_to(sum.low, times(more.low));
    add_to(sum.high, times(more.high));
}

// A row is as deep as its deepest rack and half of the aisles on both sides.
std::optional<double> deepest_mm(const Hall& hall, const std::string& row,
                                 const std::vector<Standing>& racks) {
    std::optional<double> deepest;
    for (const auto& [each, count] : racks) {
        const auto& depth = each->rack.design.frame.depth_mm;
        if (each->row != row || count == 0) continue;
        if (!depth.given) return std::nullopt;
        deepest = std::max(deepest.value_or(0), depth.value);
    }
    if (!deepest) return std::nullopt;
    return *deepest + (hall.cold_aisle_mm.value_or(0) + hall.hot_aisle_mm.value_or(0)) / 2;
}

}  // namespace

std::optional<Quarter> parse_quarter(std::string_view text) {
    constexpr std::size_t kSize = 6;  // 2026Q3
    if (text.size() != kSize || text[4] != 'Q' || text[5] < '1' || text[5] > '4')
        return std::nullopt;
    Quarter year = 0;
    for (const char digit : text.substr(0, 4)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        year = year * 10 + (digit - '0');
    }
    return year * 4 + (text[5] - '1');
}

std::string quarter_text(Quarter quarter) {
    auto year = std::to_string(quarter / 4);
    year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
    return year + 'Q' + std::to_string(quarter % 4 + 1);
}

double HallRacks::count_in(Quarter quarter) const {
    if ((from && quarter < *from) || (until && quarter > *until)) return 0;
    if (!from || more == 0) return count;
    return count + more * (std::min(quarter, more_until.value_or(quarter)) - *from);
}

// Racks that say no beginning stand before every quarter that is named: in the first that is told they do.
std::vector<Quarter> quarters_of(const std::vector<HallRacks>& racks) {
    std::set<Quarter> changes;  // what stands may differ from the quarter before, or from the next
    for (const auto& row : racks) {
        if (row.from) changes.insert(*row.from);
        if (row.more > 0 && row.more_until) changes.insert(*row.more_until);
        if (row.until) changes.insert({*row.until, *row.until + 1});
    }
    if (changes.empty()) return {};
    std::vector<Quarter> quarters;
    const auto told = std::min(*changes.rbegin(), *changes.begin() + kLongestGrowth);
    for (auto each = *changes.begin(); each <= told; ++each) quarters.push_back(each);
    for (const auto each : changes)
        if (each > told) quarters.push_back(each);
    return quarters;
}

std::vector<Standing> standing_in(const std::vector<HallRacks>& racks,
                                  const std::optional<Quarter>& quarter) {
    std::vector<Standing> standing;
    for (const auto& row : racks)
        standing.push_back({&row, quarter ? row.count_in(*quarter) : row.count});
    return standing;
}

std::vector<HallRowReport> rows_of(const Hall& hall, const std::vector<Standing>& racks) {
    std::vector<HallRowReport> rows;
    for (const auto& [each, count] : racks) {
        if (each->row.empty()) continue;
        auto found =
            std::find_if(rows.begin(), rows.end(),
                         [&, &name = each->row](const auto& row) { return row.id == name; });
        if (found == rows.end()) {
            const Total nothing{0, 1, 0, 0, 0};
            rows.push_back({each->row, 0, nothing, nothing, nothing});
            found = rows.end() - 1;
        }
        const auto& frame = each->rack.design.frame;
        found->racks += count;
        add_to(found->length_m,
               exactly(frame.width_mm.given ? std::optional{frame.width_mm.value / 1000}
                                            : std::nullopt),
               count);
        add_to(found->power_kw, each->rack.report.totals.power_kw, count);
    }
    for (auto& row : rows) {
        const auto deep = deepest_mm(hall, row.id, racks);
        const auto long_m = row.length_m.known;
        const double ends = 2 * hall.end_aisle_mm.value_or(0) / 1000;
        row.floor_m2 =
            exactly(deep && long_m ? std::optional{(*long_m + ends) * *deep / 1000} : std::nullopt);
    }
    return rows;
}

std::optional<double> row_ends_m2(const Hall& hall, const std::vector<Standing>& racks) {
    if (!hall.end_aisle_mm.given || hall.rack_m2.given) return 0;
    double ends = 0;
    for (const auto& row : rows_of(hall, racks)) {
        if (row.racks == 0) continue;
        const auto deep = deepest_mm(hall, row.id, racks);
        if (!deep) return std::nullopt;
        ends += 2 * hall.end_aisle_mm.value * *deep * 1e-6;
    }
    return ends;
}

HallTotals together(const std::vector<HallTotals>& halls) {
    const Total nothing{0, 1, 0, 0, 0};
    HallTotals all;
    constexpr Total HallTotals::*kAdded[] = {
        &HallTotals::racks,        &HallTotals::accelerators,  &HallTotals::it_mw,
        &HallTotals::power_mw,     &HallTotals::air_mw,        &HallTotals::liquid_mw,
        &HallTotals::airflow_m3_h, &HallTotals::coolant_l_min, &HallTotals::mass_t,
        &HallTotals::cables,       &HallTotals::floor_m2,      &HallTotals::facility_mw};
    for (const auto total : kAdded) {
        auto& sum = all.*total;
        sum = nothing;
        double known = 0, assumed = 0, covered = 0;
        for (const auto& hall : halls) {
            const auto& one = hall.*total;
            add_to(sum, one, 1);
            known += one.known.value_or(0);
            assumed += one.assumed.value_or(0) * one.known.value_or(0);
            covered += one.coverage * one.known.value_or(0);
        }
        sum.coverage = ratio(covered, known).value_or(1);
        sum.assumed = sum.known ? ratio(assumed, known) : std::nullopt;
    }
    all.floor_kg_m2 = {std::nullopt, 1, 0, 0, 0};
    for (const auto& hall : halls) {
        const auto& load = hall.floor_kg_m2;
        auto& largest = all.floor_kg_m2;
        if (load.known) largest.known = std::max(largest.known.value_or(0), *load.known);
        largest.low = std::max(largest.low.value_or(0), load.low.value_or(0));
        largest.high = largest.high && load.high
                           ? std::optional{std::max(*largest.high, *load.high)}
                           : std::nullopt;
        largest.coverage = std::min(largest.coverage, load.coverage);
    }
    const auto over_floor = [&](const std::optional<double>& mw) {
        const auto& floor = all.floor_m2.known;
        return mw && floor && *floor > 0 ? std::optional{*mw * 1e6 / *floor} : std::nullopt;
    };
    all.w_m2 = {over_floor(all.power_mw.known), all.power_mw.coverage, all.power_mw.assumed,
                over_floor(all.power_mw.low), over_floor(all.power_mw.high)};
    return all;
}

}  // namespace jarip::rack
