// A row or a hall of racks against what it gives them.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/hall/rows.hpp"
#include "jarip/rack/tolerances.hpp"

namespace jarip::rack {
namespace {

constexpr NumberRange kMegawatts{0, 1e5};
constexpr NumberRange kAreas{0, 1e7};
constexpr double kNearly = 0.9;  // of a limit, from which on it is worth a word

constexpr std::array kKeys{
    HallKey{"power_mw", &Hall::power_mw, kMegawatts},
    HallKey{"air_mw", &Hall::air_mw, kMegawatts},
    HallKey{"liquid_mw", &Hall::liquid_mw, kMegawatts},
    HallKey{"coolant_l_min", &Hall::coolant_l_min, kFlows},
    HallKey{"airflow_m3_h", &Hall::airflow_m3_h, {0, 1e9}},
    HallKey{"mass_t", &Hall::mass_t, kKilograms},
    HallKey{"floor_m2", &Hall::floor_m2, kAreas},
    HallKey{"floor_kg_m2", &Hall::floor_kg_m2, kFlows},
    HallKey{"rack_m2", &Hall::rack_m2, {0.01, 1e4}},
    HallKey{"cold_aisle_mm", &Hall::cold_aisle_mm, kMillimetres},
    HallKey{"hot_aisle_mm", &Hall::hot_aisle_mm, kMillimetres},
    HallKey{"end_aisle_mm", &Hall::end_aisle_mm, kMillimetres},
    HallKey{"pue", &Hall::pue, {1, 10}},
    HallKey{"facility_mw", &Hall::facility_mw, kMegawatts},
    HallKey{"w_m2", &Hall::w_m2, kWatts},
    HallKey{"row_m", &Hall::row_m, kMetres},
    HallKey{"row_kw", &Hall::row_kw, kKilowatts},
};

// A sum over racks: what each adds to it, and what the hall gives.
struct Sum {
    Total HallTotals::*total;
    Total Totals::*of_rack;  ///< null: the floor
    double factor;
    Figure Hall::*limit;  ///< null: none
    const char* code;
    const char* key;
    const char* unit;
};
constexpr std::array kSums{
    Sum{&HallTotals::accelerators, &Totals::accelerators, 1, nullptr, "", "", ""},
    Sum{&HallTotals::it_mw, &Totals::it_kw, 1e-3, nullptr, "", "", ""},
    Sum{&HallTotals::power_mw, &Totals::power_kw, 1e-3, &Hall::power_mw, "H01", "power_mw", "MW"},
    Sum{&HallTotals::facility_mw, &Totals::power_kw, 1e-3, &Hall::facility_mw, "H09", "facility_mw",
        "MW"},
    Sum{&HallTotals::air_mw, &Totals::air_kw, 1e-3, &Hall::air_mw, "H02", "air_mw", "MW"},
    Sum{&HallTotals::liquid_mw, &Totals::liquid_kw, 1e-3, &Hall::liquid_mw, "H03", "liquid_mw",
        "MW"},
    Sum{&HallTotals::coolant_l_min, &Totals::coolant_l_min, 1, &Hall::coolant_l_min, "H04",
        "coolant_l_min", "L/min"},
    Sum{&HallTotals::airflow_m3_h, &Totals::airflow_m3_h, 1, &Hall::airflow_m3_h, "H05",
        "airflow_m3_h", "m³/h"},
    Sum{&HallTotals::mass_t, &Totals::mass_kg, 1e-3, &Hall::mass_t, "H06", "mass_t", "t"},
    Sum{&HallTotals::floor_m2, nullptr, 1, &Hall::floor_m2, "H07", "floor_m2", "m²"},
    Sum{&HallTotals::cables, &Totals::cables, 1, nullptr, "", "", ""},
};

// What each rack adds to a sum for each unit of its figure; empty where nobody says.
std::optional<double> factor_of(const Sum& sum, const Hall& hall) {
    if (sum.total != &HallTotals::facility_mw) return sum.factor;
    return hall.pue.given ? std::optional{sum.factor * hall.pue.value} : std::nullopt;
}

// Of the aisles on both sides a rack has half.
double aisles_mm(const Hall& hall) {
    return (hall.cold_aisle_mm.value_or(0) + hall.hot_aisle_mm.value_or(0)) / 2;
}

Total floor_of(const Hall& hall, const Design& design) {
    if (hall.rack_m2.given) return exactly(hall.rack_m2.value);
    const auto& frame = design.frame;
    if (!frame.width_mm.given || !frame.depth_mm.given) return exactly(std::nullopt);
    return exactly(frame.width_mm.value * (frame.depth_mm.value + aisles_mm(hall)) * 1e-6);
}

Total of_one(const Sum& sum, const Hall& hall, const Checked& rack) {
    return sum.of_rack ? rack.report.totals.*sum.of_rack : floor_of(hall, rack.design);
}

void add(std::optional<double>& sum, const std::optional<double>& more, double factor) {
    sum = sum && more ? std::optional{*sum + *more * factor} : std::nullopt;
}

Total sum_of(const Sum& sum, const Hall& hall, const std::vector<Standing>& racks) {
    Total result{0, 1, 0, 0, 0};
    double devices = 0, known = 0, assumed = 0;
    const auto each = factor_of(sum, hall);
    if (!each) return exactly(std::nullopt);
    for (const auto& [standing, count] : racks) {
        const auto& rack = standing->rack;
        const auto one = of_one(sum, hall, rack);
        const double here = rack.report.totals.devices.known.value_or(0) * count;
        const double factor = *each * count;
        devices += here;
        known += here * one.coverage;
        assumed += one.assumed.value_or(0) * one.known.value_or(0) * factor;
        add(result.known, one.known, factor);
        add(result.low, one.low, factor);
        add(result.high, one.high, factor);
    }
    result.coverage = ratio(known, devices).value_or(1);
    result.assumed = result.known ? ratio(assumed, *result.known) : std::nullopt;
    return result;
}

Interval interval_of(const Total& total) {
    return {total.low.value_or(0), total.known.value_or(0), total.high.value_or(kUnbounded)};
}

// The load that a rack puts on the floor: over the floor that bears it, if the design says so.
const Total& floor_load(const Checked& rack) {
    const auto& totals = rack.report.totals;
    return totals.tributary_kg_m2.known ? totals.tributary_kg_m2 : totals.floor_kg_m2;
}

// The largest load of all; unknown where one is.
Total largest_load(const std::vector<Standing>& racks) {
    Total largest{std::nullopt, 1, 0, 0, 0};
    for (const auto& row : racks) {
        const auto& load = floor_load(row.racks->rack);
        largest.coverage = std::min(largest.coverage, load.known ? load.coverage : 0);
        if (load.known) largest.known = std::max(largest.known.value_or(0), *load.known);
        largest.low = std::max(*largest.low, load.low.value_or(0));
        largest.high = largest.high && load.high
                           ? std::optional{std::max(*largest.high, *load.high)}
                           : std::nullopt;
    }
    return largest;
}

void check_sums(const Hall& hall, const HallTotals& totals, Findings& findings) {
    for (const auto& sum : kSums) {
        if (!sum.limit || !(hall.*sum.limit).given) continue;
        const double limit = (hall.*sum.limit).value;
        const auto value = interval_of(totals.*sum.total);
        const Finding finding{sum.code, CheckSeverity::error, hall.id, {}, {}, sum.unit};
        findings.compare(finding, value, limit);
        if (judge(value, limit) != Verdict::kept || !exceeds(value.low, kNearly * limit)) continue;
        findings.add({sum.code,
                      CheckSeverity::warning,
                      hall.id,
                      value.known,
                      limit,
                      sum.unit,
                      {{"percent", number_text(std::round(1000 * value.known / limit) / 10)}},
                      "hall_near"});
    }
}

void check_floor(const Hall& hall, const std::vector<Standing>& racks, Findings& findings) {
    if (!hall.floor_kg_m2.given) return;
    for (const auto& [standing, count] : racks)
        if (count > 0)
            findings.compare(
                {"H08", CheckSeverity::error, standing->rack.design.id, {}, {}, "kg/m²"},
                interval_of(floor_load(standing->rack)), hall.floor_kg_m2.value);
}

void check_density(const Hall& hall, const HallTotals& totals, Findings& findings) {
    if (!hall.w_m2.given) return;
    const auto value = totals.w_m2.known ? interval_of(totals.w_m2) : Interval::unknown();
    findings.compare({"H10", CheckSeverity::error, hall.id, {}, {}, "W/m²"}, value,
                     hall.w_m2.value);
}

void check_rows(const Hall& hall, const std::vector<HallRowReport>& rows, Findings& findings) {
    for (const auto& row : rows) {
        if (hall.row_m.given)
            findings.compare({"H11", CheckSeverity::error, row.id, {}, {}, "m"},
                             row.length_m.known ? interval_of(row.length_m) : Interval::unknown(),
                             hall.row_m.value);
        if (hall.row_kw.given)
            findings.compare({"H12", CheckSeverity::error, row.id, {}, {}, "kW"},
                             interval_of(row.power_kw), hall.row_kw.value);
    }
}

// The least of what several limits allow.
class Fewest {
public:
    void limit_to(std::optional<double> count, std::string_view key) {
        if (!count) is_known_ = false;
        if (!count || (fewest_ && *fewest_ <= *count)) return;
        fewest_ = std::max(0.0, *count);
        by_ = key;
    }
    // A limit that nobody can say leaves open how many there are, unless another one allows none at all.
    [[nodiscard]] std::optional<double> count() const {
        return is_known_ || fewest_ == 0 ? fewest_ : std::nullopt;
    }
    [[nodiscard]] std::string by() const { return count() ? by_ : std::string{}; }

private:
    bool is_known_ = true;
    std::optional<double> fewest_;
    std::string by_;
};

// How often `each` goes into what is left of a limit; rounding does not cost a rack.
std::optional<double> times(double left, const std::optional<double>& each) {
    if (!each) return std::nullopt;
    return std::floor(left / *each * (1 + kRounding));
}

// How many racks of a design go into what a hall has left beside those that stand there.
class Fit {
public:
    Fit(const Hall& hall, const HallRacks& row, const std::vector<Standing>& standing,
        const HallTotals& totals)
        : hall_{hall}, row_{row}, totals_{totals}, rows_{rows_of(hall, standing)} {
        auto with = standing;
        with.push_back({&row, 1});
        const auto before = row_ends_m2(hall, standing), after = row_ends_m2(hall, with);
        if (before && after) more_ends_m2_ = *after - *before;
    }

    [[nodiscard]] Fewest fewest() const {
        Fewest fewest;
        limit_by_sums(fewest);
        limit_by_density(fewest);
        limit_by_row(fewest);
        limit_by_load(fewest);
        return fewest;
    }

private:
    [[nodiscard]] std::optional<double> each(const Sum& sum) const {
        const auto one = of_one(sum, hall_, row_.rack).high;
        const auto factor = factor_of(sum, hall_);
        return one && factor ? std::optional{*one * *factor} : std::nullopt;
    }

    void limit_by_sums(Fewest& fewest) const {
        for (const auto& sum : kSums) {
            if (!sum.limit || !(hall_.*sum.limit).given) continue;
            const auto one = each(sum);
            if (one == 0) continue;
            auto used = (totals_.*sum.total).high;
            if (sum.total == &HallTotals::floor_m2) add(used, more_ends_m2_, 1);
            fewest.limit_to(used ? times((hall_.*sum.limit).value - *used, one) : std::nullopt,
                            sum.key);
        }
    }

    // Over the floor of the hall, else over that which the racks take and which grows with them.
    void limit_by_density(Fewest& fewest) const {
        if (!hall_.w_m2.given) return;
        constexpr double kWatts = 1e6;  // in a MW
        const double limit = hall_.w_m2.value;
        const auto one = row_.rack.report.totals.power_kw.high;
        const auto one_m2 =
            hall_.floor_m2.given ? std::optional{0.0} : floor_of(hall_, row_.rack.design).high;
        auto floor =
            hall_.floor_m2.given ? std::optional{hall_.floor_m2.value} : totals_.floor_m2.high;
        if (!hall_.floor_m2.given) add(floor, more_ends_m2_, 1);
        const auto& used = totals_.power_mw.high;
        if (!one || !one_m2 || !floor || !used) {
            fewest.limit_to(std::nullopt, "w_m2");
            return;
        }
        // A rack that takes more floor than its power asks for only thins it out.
        const double above = *one * 1e3 - limit * *one_m2;
        if (above > 0) fewest.limit_to(times(limit * *floor - *used * kWatts, above), "w_m2");
    }

    // It stands in its own row.
    void limit_by_row(Fewest& fewest) const {
        if (row_.row.empty()) return;
        const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const HallRowReport& each) {
            return each.id == row_.row;
        });
        const auto limit_to = [&](const Figure& limit, const Total HallRowReport::*total,
                                  const std::optional<double>& one, std::string_view key) {
            if (!limit.given || one == 0) return;
            const auto used = row == rows_.end() ? std::optional{0.0} : ((*row).*total).high;
            fewest.limit_to(used ? times(limit.value - *used, one) : std::nullopt, key);
        };
        const auto& width = row_.rack.design.frame.width_mm;
        limit_to(hall_.row_m, &HallRowReport::length_m,
                 width.given ? std::optional{width.value / 1000} : std::nullopt, "row_m");
        limit_to(hall_.row_kw, &HallRowReport::power_kw, row_.rack.report.totals.power_kw.high,
                 "row_kw");
    }

    void limit_by_load(Fewest& fewest) const {
        if (!hall_.floor_kg_m2.given) return;
        const auto verdict = judge(interval_of(floor_load(row_.rack)), hall_.floor_kg_m2.value);
        if (verdict == Verdict::broken) fewest.limit_to(0, "floor_kg_m2");
        if (verdict == Verdict::unknown) fewest.limit_to(std::nullopt, "floor_kg_m2");
    }

    const Hall& hall_;
    const HallRacks& row_;
    const HallTotals& totals_;
    std::vector<HallRowReport> rows_;
    std::optional<double> more_ends_m2_;
};

std::optional<Quarter> read_quarter(TomlReader& reader, std::string_view key) {
    if (!reader.has(key)) {
        reader.ignore(key);
        return std::nullopt;
    }
    const auto text = reader.text(key);
    const auto quarter = parse_quarter(text);
    if (!quarter)
        reader.diagnostics().error("E0405", reader.where(key),
                                   {{"table", reader.name()},
                                    {"key", std::string{key}},
                                    {"value", text},
                                    {"choices", "2026Q1, 2026Q2, …"}});
    return quarter;
}

HallTotals totals_of(const Hall& hall, const std::vector<Standing>& racks) {
    HallTotals totals;
    double count = 0;
    for (const auto& row : racks) count += row.count;
    totals.racks = exactly(count);
    for (const auto& sum : kSums) totals.*sum.total = sum_of(sum, hall, racks);
    const auto ends = row_ends_m2(hall, racks);
    for (auto* bound : {&totals.floor_m2.known, &totals.floor_m2.low, &totals.floor_m2.high})
        add(*bound, ends, 1);
    totals.floor_kg_m2 = largest_load(racks);
    const auto& power = totals.power_mw;
    const auto area =
        hall.floor_m2.given ? std::optional{hall.floor_m2.value} : totals.floor_m2.known;
    const auto over_area = [&](const std::optional<double>& mw) {
        return mw && area && *area > 0 ? std::optional{*mw * 1e6 / *area} : std::nullopt;
    };
    totals.w_m2 = {over_area(power.known), power.coverage, power.assumed, over_area(power.low),
                   over_area(power.high)};
    return totals;
}

std::optional<Quarter> quarter_after(TomlReader& reader, std::string_view key,
                                     const std::optional<Quarter>& from) {
    const auto quarter = read_quarter(reader, key);
    if (quarter && from && *quarter < *from)
        reader.diagnostics().error("E0461", reader.where(key),
                                   {{"table", reader.name()},
                                    {"key", std::string{key}},
                                    {"value", quarter_text(*quarter)},
                                    {"from", quarter_text(*from)}});
    return quarter;
}

// Limits that are broken for sure.
std::vector<std::string> broken_limits(const Hall& hall, const HallTotals& totals,
                                       const std::vector<HallRowReport>& rows) {
    std::vector<std::string> broken;
    for (const auto& sum : kSums)
        if (sum.limit && (hall.*sum.limit).given &&
            judge(interval_of(totals.*sum.total), (hall.*sum.limit).value) == Verdict::broken)
            broken.emplace_back(sum.key);
    if (hall.w_m2.given && totals.w_m2.known &&
        judge(interval_of(totals.w_m2), hall.w_m2.value) == Verdict::broken)
        broken.emplace_back("w_m2");
    const auto any_row = [&](const Total HallRowReport::*total, const Figure& limit) {
        return limit.given && std::any_of(rows.begin(), rows.end(), [&](const HallRowReport& row) {
                   return (row.*total).known &&
                          judge(interval_of(row.*total), limit.value) == Verdict::broken;
               });
    };
    if (any_row(&HallRowReport::length_m, hall.row_m)) broken.emplace_back("row_m");
    if (any_row(&HallRowReport::power_kw, hall.row_kw)) broken.emplace_back("row_kw");
    if (hall.floor_kg_m2.given && totals.floor_kg_m2.low &&
        exceeds(*totals.floor_kg_m2.low, hall.floor_kg_m2.value))
        broken.emplace_back("floor_kg_m2");
    return broken;
}

std::vector<Check> checks_of(const Hall& hall, const HallTotals& totals,
                             const std::vector<Standing>& racks,
                             const std::vector<HallRowReport>& rows) {
    Findings findings;
    check_sums(hall, totals, findings);
    check_floor(hall, racks, findings);
    check_density(hall, totals, findings);
    check_rows(hall, rows, findings);
    return std::move(findings).sorted();
}

// Of each limit, and of each row or design that it bounds, what is said in the first quarter in which it is worst.
class WorstChecks {
public:
    void keep(std::vector<Check> checks, const std::optional<Quarter>& quarter) {
        for (auto& check : checks) {
            const auto key = std::pair{check.code, check.where};
            const auto found = at_.find(key);
            if (found != at_.end() && rank(checks_[found->second]) <= rank(check)) continue;
            if (quarter) say_when(check, *quarter);
            if (found == at_.end()) {
                at_.emplace(key, checks_.size());
                checks_.push_back(std::move(check));
            } else {
                checks_[found->second] = std::move(check);
            }
        }
    }
    [[nodiscard]] std::vector<Check> all() && {
        std::stable_sort(checks_.begin(), checks_.end(),
                         [](const Check& a, const Check& b) { return a.code < b.code; });
        return std::move(checks_);
    }

private:
    static int rank(const Check& check) {
        switch (check.severity) {
            case CheckSeverity::error: return 0;
            case CheckSeverity::unknown: return 1;
            case CheckSeverity::warning: return 2;
            case CheckSeverity::info: return 3;
        }
        return 3;
    }
    static void say_when(Check& check, Quarter quarter) {
        check.where += (check.where.empty() ? "" : " ") + quarter_text(quarter);
        for (auto& [gap, value] : check.arguments)
            if (gap == "where") value = check.where;
    }

    std::map<std::pair<std::string, std::string>, std::size_t> at_;
    std::vector<Check> checks_;
};

}  // namespace

std::span<const HallKey> hall_keys() { return kKeys; }

Hall load_hall(const SourceFile& file, Diagnostics& diagnostics) {
    Hall hall;
    require_utf8(file);
    const auto document = parse_toml(file, diagnostics);
    if (!document) return hall;
    TomlReader root{file, *document, file.name, diagnostics};
    const auto format = root.text("format");
    if (format != "jarip-hall/1")
        diagnostics.error("E0444", root.where("format"), {{"format", format}});
    root.require("hall");
    if (const auto* table = root.table("hall")) {
        TomlReader reader{root, *table, "[hall]"};
        hall.id = reader.text("id");
        hall.name = reader.text("name");
        for (const auto& [key, figure, range] : hall_keys())
            hall.*figure = reader.figure(key, range);
        reader.finish();
    }
    for (const auto* table : root.tables("rack")) {
        TomlReader reader{root, *table, "[[rack]]"};
        reader.require("design");
        const auto count = reader.figure("count", kCounts);
        if (count.value != std::floor(count.value))
            diagnostics.error("E0409", reader.where("count"),
                              {{"table", reader.name()}, {"value", number_text(count.value)}});
        Hall::Row row{reader.text("design"), count.value_or(1), reader.text("row"), {}, {}, 0, {}};
        row.more = reader.figure("more", kCounts).value_or(0);
        row.from = read_quarter(reader, "from");
        row.until = quarter_after(reader, "until", row.from);
        row.more_until = quarter_after(reader, "more_until", row.from);
        if (row.more > 0)
            for (const char* key : {"from", "more_until"}) reader.require(key);
        hall.racks.push_back(std::move(row));
        reader.finish();
    }
    root.finish();
    return hall;
}

bool HallReport::has_errors() const {
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check& check) { return check.severity == CheckSeverity::error; });
}

HallReport check_hall(const Hall& hall, const std::vector<HallRacks>& racks) {
    HallReport report;
    const auto quarters = quarters_of(racks);
    const auto last = quarters.empty() ? std::nullopt : std::optional{quarters.back()};
    const auto standing = standing_in(racks, last);
    report.totals = totals_of(hall, standing);
    report.rows = rows_of(hall, standing);
    WorstChecks worst;
    if (quarters.empty()) worst.keep(checks_of(hall, report.totals, standing, report.rows), {});
    for (const auto quarter : quarters) {
        const auto then = standing_in(racks, quarter);
        const auto rows = rows_of(hall, then);
        auto totals = totals_of(hall, then);
        worst.keep(checks_of(hall, totals, then, rows), quarter);
        auto broken = broken_limits(hall, totals, rows);
        report.growth.push_back({quarter, std::move(totals), std::move(broken)});
    }
    report.checks = std::move(worst).all();
    const auto nothing = totals_of(hall, {});
    for (const auto& row : racks) {
        const auto alone = Fit{hall, row, {}, nothing}.fewest();
        const auto more = Fit{hall, row, standing, report.totals}.fewest();
        report.fits.push_back(
            {row.rack.design.id, alone.count(), more.count(), alone.by(), more.by()});
    }
    return report;
}

}  // namespace jarip::rack
