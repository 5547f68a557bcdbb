#include "json.hpp"
#include "number.hpp"
#include "table.hpp"

namespace jarip::report {
namespace {

// Sums over racks; a total that one kind does not know is not known.
struct SiteTotals {
    double racks = 0, accelerators = 0, power_mw = 0, it_mw = 0, liquid_mw = 0, air_mw = 0,
           mass_t = 0, cables = 0;
    std::optional<double> airflow_m3_h = 0, coolant_l_min = 0, floor_m2 = 0;
    bool all_known = true;
};

SiteTotals add_up(const RackSite& site) {
    SiteTotals sum;
    const auto add = [](std::optional<double>& total, std::optional<double> more, double count) {
        total = total && more ? std::optional{*total + *more * count} : std::nullopt;
    };
    for (const auto& [rack, count] : site.lines) {
        const auto& totals = rack.report.totals;
        const auto& frame = rack.design.frame;
        sum.racks += count;
        sum.accelerators += totals.accelerators * count;
        sum.power_mw += totals.power_kw * count * 1e-3;
        sum.it_mw += totals.it_kw * count * 1e-3;
        sum.liquid_mw += totals.liquid_kw * count * 1e-3;
        sum.air_mw += totals.air_kw * count * 1e-3;
        sum.mass_t += totals.mass_kg * count * 1e-3;
        sum.cables += totals.cables * count;
        add(sum.airflow_m3_h, totals.airflow_m3_h, count);
        add(sum.coolant_l_min, totals.coolant_l_min, count);
        add(sum.floor_m2,
            frame.width_mm.given && frame.depth_mm.given
                ? std::optional{frame.width_mm.value * frame.depth_mm.value * 1e-6}
                : std::nullopt,
            count);
        sum.all_known =
            sum.all_known && rack.report.power_coverage == 1 && rack.report.mass_coverage == 1;
    }
    return sum;
}

bool is_sound(const rack::Report& report) { return !report.has_errors(); }

}  // namespace

std::string text(const RackSite& site, const Context& context) {
    const auto say = [&](const std::string& key) {
        return text(context.language, "report.rack." + key);
    };
    TextTable kinds{{say("rack")},        {say("count"), Align::right},
                    {"kW", Align::right}, {"MW", Align::right},
                    {"t", Align::right},  {say("total_accelerators"), Align::right},
                    {say("sound")}};
    for (const auto& [rack, count] : site.lines)
        kinds.add({rack.design.name.empty() ? rack.design.id : rack.design.name, number(count),
                   fixed(rack.report.totals.power_kw, 1),
                   fixed(rack.report.totals.power_kw * count / 1000, 2),
                   fixed(rack.report.totals.mass_kg * count / 1000, 1),
                   number(rack.report.totals.accelerators * count),
                   is_sound(rack.report) ? say("yes") : say("no")});
    const auto sum = add_up(site);
    TextTable totals{{say("total")}, {"", Align::right}, {""}};
    totals.add({say("racks"), number(sum.racks), ""});
    totals.add({say("total_accelerators"), number(sum.accelerators), ""});
    totals.add({say("total_power_kw"), fixed(sum.power_mw, 3), "MW"});
    totals.add({say("total_air_kw"), fixed(sum.air_mw, 3), "MW"});
    totals.add({say("total_liquid_kw"), fixed(sum.liquid_mw, 3), "MW"});
    totals.add({say("total_airflow_m3_h"), fixed(sum.airflow_m3_h, 0), "m³/h"});
    totals.add({say("total_coolant_l_min"), fixed(sum.coolant_l_min, 0), "L/min"});
    totals.add({say("total_mass_kg"), fixed(sum.mass_t, 1), "t"});
    totals.add({say("footprint"), fixed(sum.floor_m2, 1), "m²"});
    totals.add({say("total_cables"), number(sum.cables), ""});
    std::string page = kinds.render(context.width) + '\n' + totals.render(context.width);
    if (!sum.all_known) page += wrapped(say("site_unknown"), context.width) + '\n';
    return page;
}

std::string json(const RackSite& site, const Context& context) {
    Json document = header("rack-site", context);
    document["racks"] = Json::array();
    for (const auto& [rack, count] : site.lines)
        document["racks"].push_back({{"id", rack.design.id},
                                     {"count", figure(count)},
                                     {"power_kw", figure(rack.report.totals.power_kw)},
                                     {"mass_kg", figure(rack.report.totals.mass_kg)},
                                     {"accelerators", figure(rack.report.totals.accelerators)},
                                     {"errors", rack.report.has_errors()}});
    const auto sum = add_up(site);
    document["totals"] = {{"racks", figure(sum.racks)},
                          {"accelerators", figure(sum.accelerators)},
                          {"it_mw", figure(sum.it_mw)},
                          {"power_mw", figure(sum.power_mw)},
                          {"air_mw", figure(sum.air_mw)},
                          {"liquid_mw", figure(sum.liquid_mw)},
                          {"airflow_m3_h", figure(sum.airflow_m3_h)},
                          {"coolant_l_min", figure(sum.coolant_l_min)},
                          {"mass_t", figure(sum.mass_t)},
                          {"floor_m2", figure(sum.floor_m2)},
                          {"cables", figure(sum.cables)}};
    document["all_known"] = sum.all_known;
    return dumped(document);
}

}  // namespace jarip::report
