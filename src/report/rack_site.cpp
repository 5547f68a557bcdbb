#include <algorithm>

#include "json.hpp"
#include "number.hpp"
#include "rack_words.hpp"
#include "table.hpp"

namespace jarip::report {
namespace {

using rack::Total;
using rack::Totals;

// A row of totals: what each rack adds to it, in the unit of a hall.
struct Part {
    const char* key;  // of the JSON
    const char* words;
    const char* unit;
    int decimals;
    Total Totals::*total;
    double factor = 1;
};
constexpr Part kParts[] = {
    {"accelerators", "total_accelerators", "", 0, &Totals::accelerators},
    {"it_mw", "total_it_kw", "MW", 3, &Totals::it_kw, 1e-3},
    {"power_mw", "total_power_kw", "MW", 3, &Totals::power_kw, 1e-3},
    {"air_mw", "total_air_kw", "MW", 3, &Totals::air_kw, 1e-3},
    {"liquid_mw", "total_liquid_kw", "MW", 3, &Totals::liquid_kw, 1e-3},
    {"airflow_m3_h", "total_airflow_m3_h", "m³/h", 0, &Totals::airflow_m3_h},
    {"coolant_l_min", "total_coolant_l_min", "L/min", 0, &Totals::coolant_l_min},
    {"mass_t", "total_mass_kg", "t", 1, &Totals::mass_kg, 1e-3},
    {"cables", "total_cables", "", 0, &Totals::cables}};

void add(std::optional<double>& sum, std::optional<double> more, double factor) {
    sum = sum && more ? std::optional{*sum + *more * factor} : std::nullopt;
}

double racks_in(const RackSite& site) {
    double racks = 0;
    for (const auto& line : site.lines) racks += line.count;
    return racks;
}

Total sum_of(const RackSite& site, const Part& part) {
    Total sum{0, 1, 0, 0, 0};
    double devices = 0, known = 0, assumed = 0;
    for (const auto& [rack, count] : site.lines) {
        const auto& total = rack.report.totals.*part.total;
        const double here = rack.report.totals.devices.known.value_or(0) * count;
        devices += here;
        known += here * total.coverage;
        assumed += total.assumed.value_or(0) * total.known.value_or(0) * part.factor * count;
        add(sum.known, total.known, part.factor * count);
        add(sum.low, total.low, part.factor * count);
        add(sum.high, total.high, part.factor * count);
    }
    sum.coverage = ratio(known, devices).value_or(1);
    sum.assumed = sum.known ? ratio(assumed, *sum.known) : std::nullopt;
    return sum;
}

std::optional<double> floor_m2(const RackSite& site) {
    std::optional<double> sum = 0;
    for (const auto& [rack, count] : site.lines) {
        const auto& frame = rack.design.frame;
        const bool is_given = frame.width_mm.given && frame.depth_mm.given;
        add(sum,
            is_given ? std::optional{frame.width_mm.value * frame.depth_mm.value} : std::nullopt,
            count * 1e-6);
    }
    return sum;
}

// The largest load that a rack puts on the floor.
std::optional<double> floor_kg_m2(const RackSite& site) {
    std::optional<double> largest;
    for (const auto& line : site.lines)
        if (const auto load = line.rack.report.totals.floor_kg_m2.known)
            largest = std::max(largest.value_or(0), *load);
    return largest;
}

bool is_complete(const rack::Report& report) { return report.coverage.is_complete(); }

}  // namespace

std::string text(const RackSite& site, const Context& context) {
    const auto say = [&](const std::string& key) {
        return text(context.language, "report.rack." + key);
    };
    TextTable kinds{{say("rack")},        {say("count"), Align::right},
                    {"kW", Align::right}, {"MW", Align::right},
                    {"t", Align::right},  {say("total_accelerators"), Align::right},
                    {say("sound")}};
    for (const auto& [rack, count] : site.lines) {
        const auto& totals = rack.report.totals;
        const auto times = [&](const Total& total, double factor) {
            return total.known ? std::optional{*total.known * factor} : std::nullopt;
        };
        kinds.add({name_of(rack.design), number(count), fixed(totals.power_kw.known, 1),
                   fixed(times(totals.power_kw, count * 1e-3), 2),
                   fixed(times(totals.mass_kg, count * 1e-3), 1),
                   number(times(totals.accelerators, count)),
                   say(rack.report.has_errors() ? "no" : "yes")});
    }
    const bool all_known =
        std::all_of(site.lines.begin(), site.lines.end(),
                    [](const RackSite::Line& line) { return is_complete(line.rack.report); });
    std::vector<TextTable::Column> columns{
        {say("total")}, {all_known ? "" : say("known_sum"), Align::right}, {""}};
    if (!all_known) {
        columns.push_back({say("range"), Align::right});
        columns.push_back({say("known"), Align::right});
    }
    TextTable totals{std::move(columns)};
    totals.add({say("racks"), number(racks_in(site))});
    for (const auto& part : kParts) {
        const auto sum = sum_of(site, part);
        std::vector<std::string> cells{say(part.words), fixed(sum.known, part.decimals), part.unit};
        if (sum.low != sum.high) {
            cells.push_back(range_text(sum, part.decimals));
            if (sum.coverage < 1) cells.push_back(percent(sum.coverage, context.language, 0));
        }
        totals.add(std::move(cells));
    }
    totals.add({say("footprint"), fixed(floor_m2(site), 1), "m²"});
    totals.add({say("floor_largest"), fixed(floor_kg_m2(site), 0), "kg/m²"});
    return kinds.render(context.width) + '\n' + totals.render(context.width);
}

std::string json(const RackSite& site, const Context& context) {
    Json document = header("rack-site", context);
    document["racks"] = Json::array();
    bool all_known = true;
    for (const auto& [rack, count] : site.lines) {
        const auto& totals = rack.report.totals;
        document["racks"].push_back({{"id", rack.design.id},
                                     {"count", figure(count)},
                                     {"power_kw", figure(totals.power_kw.known)},
                                     {"mass_kg", figure(totals.mass_kg.known)},
                                     {"accelerators", figure(totals.accelerators.known)},
                                     {"errors", rack.report.has_errors()}});
        all_known = all_known && is_complete(rack.report);
    }
    document["totals"] = {{"racks", figure(racks_in(site))}};
    document["bounds"] = Json::object();
    for (const auto& part : kParts) {
        const auto sum = sum_of(site, part);
        document["totals"][part.key] = figure(sum.known);
        document["bounds"][part.key] = {{"known", figure(sum.known)},
                                        {"coverage", figure(sum.coverage)},
                                        {"assumed", figure(sum.assumed)},
                                        {"low", figure(sum.low)},
                                        {"high", figure(sum.high)}};
    }
    document["totals"]["floor_m2"] = figure(floor_m2(site));
    document["totals"]["floor_kg_m2"] = figure(floor_kg_m2(site));
    document["all_known"] = all_known;
    return dumped(document);
}

}  // namespace jarip::report
