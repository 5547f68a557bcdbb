#include <algorithm>

#include "jarip/report/rack/json.hpp"
#include "jarip/report/rack/words.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using rack::Hall;
using rack::HallTotals;
using rack::Total;

// A row of totals, with the limit of the hall if there is one.
struct Row {
    const char* key;  // of the JSON, and of the hall
    const char* words;
    const char* unit;
    int decimals;
    Total HallTotals::*total;
    rack::Figure Hall::*limit = nullptr;
};
constexpr Row kRows[] = {
    {"accelerators", "total_accelerators", "", 0, &HallTotals::accelerators},
    {"it_mw", "total_it_kw", "MW", 3, &HallTotals::it_mw},
    {"power_mw", "total_power_kw", "MW", 3, &HallTotals::power_mw, &Hall::power_mw},
    {"air_mw", "total_air_kw", "MW", 3, &HallTotals::air_mw, &Hall::air_mw},
    {"liquid_mw", "total_liquid_kw", "MW", 3, &HallTotals::liquid_mw, &Hall::liquid_mw},
    {"airflow_m3_h", "total_airflow_m3_h", "m³/h", 0, &HallTotals::airflow_m3_h,
     &Hall::airflow_m3_h},
    {"coolant_l_min", "total_coolant_l_min", "L/min", 0, &HallTotals::coolant_l_min,
     &Hall::coolant_l_min},
    {"mass_t", "total_mass_kg", "t", 1, &HallTotals::mass_t, &Hall::mass_t},
    {"cables", "total_cables", "", 0, &HallTotals::cables},
    {"floor_m2", "footprint", "m²", 1, &HallTotals::floor_m2, &Hall::floor_m2},
    {"floor_kg_m2", "floor_largest", "kg/m²", 0, &HallTotals::floor_kg_m2, &Hall::floor_kg_m2}};

bool is_complete(const rack::Report& report) { return report.coverage.is_complete(); }

bool all_known(const RackSite& site) {
    return std::all_of(site.racks.begin(), site.racks.end(),
                       [](const rack::HallRacks& row) { return is_complete(row.rack.report); });
}

bool has_limits(const Hall& hall) {
    return std::any_of(std::begin(kRows), std::end(kRows),
                       [&](const Row& row) { return row.limit && (hall.*row.limit).given; });
}

class Page {
public:
    Page(const RackSite& site, const Context& context) : site_{site}, context_{context} {}

    std::string racks() const {
        TextTable table{{say("rack")},        {say("count"), Align::right},
                        {"kW", Align::right}, {"MW", Align::right},
                        {"t", Align::right},  {say("total_accelerators"), Align::right},
                        {say("sound")}};
        for (const auto& [rack, count] : site_.racks) {
            const auto& totals = rack.report.totals;
            const auto times = [&](const Total& total, double factor) {
                return total.known ? std::optional{*total.known * factor} : std::nullopt;
            };
            table.add({name_of(rack.design), number(count), fixed(totals.power_kw.known, 1),
                       fixed(times(totals.power_kw, count * 1e-3), 2),
                       fixed(times(totals.mass_kg, count * 1e-3), 1),
                       number(times(totals.accelerators, count)),
                       say(rack.report.has_errors() ? "no" : "yes")});
        }
        return table.render(context_.width);
    }

    std::string totals() const {
        const bool with_limits = has_limits(site_.hall);
        const bool with_ranges = !all_known(site_);
        std::vector<TextTable::Column> columns{{say("total")},
                                               {with_ranges ? say("known_sum") : "", Align::right}};
        if (with_limits) columns.push_back({say("limit"), Align::right});
        columns.push_back({""});
        if (with_ranges) {
            columns.push_back({say("range"), Align::right});
            columns.push_back({say("known"), Align::right});
        }
        TextTable table{std::move(columns)};
        table.add({say("racks"), number(site_.report.totals.racks.known)});
        for (const auto& row : kRows) {
            const auto& total = site_.report.totals.*row.total;
            std::vector<std::string> cells{say(row.words), fixed(total.known, row.decimals)};
            if (with_limits)
                cells.push_back(row.limit && (site_.hall.*row.limit).given
                                    ? number((site_.hall.*row.limit).value)
                                    : "");
            cells.emplace_back(row.unit);
            if (with_ranges && total.low != total.high) {
                cells.push_back(range_text(total, row.decimals));
                if (total.coverage < 1)
                    cells.push_back(percent(total.coverage, context_.language, 0));
            }
            table.add(std::move(cells));
        }
        return table.render(context_.width);
    }

    // How many racks of each design the hall takes, and what holds it back.
    std::string fits() const {
        TextTable table{{say("rack")},
                        {say("fit_alone"), Align::right},
                        {say("held_by")},
                        {say("fit_more"), Align::right},
                        {say("held_by")}};
        for (std::size_t i = 0; i < site_.report.fits.size(); ++i) {
            const auto& fit = site_.report.fits[i];
            table.add({name_of(site_.racks[i].rack.design), number(fit.alone),
                       words_of(fit.alone_by), number(fit.more), words_of(fit.more_by)});
        }
        return table.render(context_.width);
    }

    std::string findings() const {
        return checks_text(site_.report.checks, context_) + "  " +
               summary(site_.report.checks, context_.language) + '\n';
    }

private:
    std::string say(const std::string& key) const {
        return text(context_.language, "report.rack." + key);
    }
    std::string words_of(const std::string& key) const {
        for (const auto& row : kRows)
            if (key == row.key) return say(row.words);
        return {};
    }

    const RackSite& site_;
    const Context& context_;
};

}  // namespace

std::string text(const RackSite& site, const Context& context) {
    const Page page{site, context};
    const auto& hall = site.hall;
    const auto& title = hall.name.empty() ? hall.id : hall.name;
    std::string result = title.empty() ? title : shortened(title, context.width) + '\n';
    result += page.racks() + '\n' + page.totals();
    if (has_limits(hall)) result += '\n' + page.fits() + '\n' + page.findings();
    return result;
}

std::string json(const RackSite& site, const Context& context) {
    const auto& totals = site.report.totals;
    Json document = header("rack-site", context);
    document["hall"] = {{"id", site.hall.id}, {"name", site.hall.name}};
    document["racks"] = Json::array();
    for (std::size_t i = 0; i < site.racks.size(); ++i) {
        const auto& [rack, count] = site.racks[i];
        const auto& fit = site.report.fits[i];
        const auto& own = rack.report.totals;
        document["racks"].push_back({{"id", rack.design.id},
                                     {"count", figure(count)},
                                     {"power_kw", figure(own.power_kw.known)},
                                     {"mass_kg", figure(own.mass_kg.known)},
                                     {"accelerators", figure(own.accelerators.known)},
                                     {"errors", rack.report.has_errors()},
                                     {"fit_alone", figure(fit.alone)},
                                     {"fit_alone_by", fit.alone_by},
                                     {"fit_more", figure(fit.more)},
                                     {"fit_more_by", fit.more_by}});
    }
    document["totals"] = {{"racks", figure(totals.racks.known)}};
    document["bounds"] = Json::object();
    document["limits"] = Json::object();
    for (const auto& row : kRows) {
        document["totals"][row.key] = figure((totals.*row.total).known);
        document["bounds"][row.key] = bounds_json(totals.*row.total);
    }
    for (const auto& [key, member, range] : rack::hall_keys())
        if (const auto& limit = site.hall.*member; limit.given)
            document["limits"][std::string{key}] = figure(limit.value);
    document["checks"] = checks_json(site.report.checks, context.language);
    document["all_known"] = all_known(site);
    return serialize(document);
}

}  // namespace jarip::report
