#include <algorithm>
#include <set>

#include "json.hpp"
#include "number.hpp"
#include "table.hpp"

namespace jarip::report {
namespace {

struct Row {
    const char* key;  // of totals in the JSON, and of the words under report.rack.total_…
    const char* unit;
    std::optional<double> first, second;
    int decimals = 1;
};

std::vector<Row> rows(const RackComparison& result) {
    const auto& a = result.first.report.totals;
    const auto& b = result.second.report.totals;
    std::vector<Row> found;
    const auto add = [&](const char* key, const char* unit, rack::Total rack::Totals::*total,
                         int decimals = 1) {
        found.push_back({key, unit, (a.*total).known, (b.*total).known, decimals});
    };
    using T = rack::Totals;
    add("accelerators", "", &T::accelerators, 0);
    add("height_u", "U", &T::height_u, 1);
    add("it_kw", "kW", &T::it_kw);
    add("power_kw", "kW", &T::power_kw);
    const auto each = [](const T& totals) {
        return ratio(totals.power_kw.known.value_or(0), totals.accelerators.known.value_or(0));
    };
    found.push_back({"power_per_accelerator_kw", "kW", each(a), each(b), 2});
    add("air_kw", "kW", &T::air_kw);
    add("liquid_kw", "kW", &T::liquid_kw);
    add("airflow_m3_h", "m³/h", &T::airflow_m3_h, 0);
    add("coolant_l_min", "L/min", &T::coolant_l_min);
    add("mass_kg", "kg", &T::mass_kg, 0);
    add("floor_kg_m2", "kg/m²", &T::floor_kg_m2, 0);
    add("cog_mm", "mm", &T::cog_mm, 0);
    add("tilt_deg", "°", &T::tilt_deg);
    add("devices", "", &T::devices, 0);
    add("cables", "", &T::cables, 0);
    return found;
}

std::optional<double> difference(const Row& row) {
    if (!row.first || !row.second) return std::nullopt;
    return *row.second - *row.first;
}

std::vector<std::string> codes(const rack::Report& report) {
    std::set<std::string> found;
    for (const auto& check : report.checks)
        if (check.severity != rack::CheckSeverity::info) found.insert(check.code);
    return {found.begin(), found.end()};
}

std::string joined(const std::vector<std::string>& words) {
    std::string result;
    for (const auto& word : words) result += (result.empty() ? "" : " ") + word;
    return result.empty() ? std::string{kUndefined} : result;
}

// Parts of both, by name: how many of each a rack holds.
struct PartRow {
    std::string item;
    double first = 0, second = 0;
};
std::vector<PartRow> parts(const RackComparison& result) {
    std::vector<PartRow> found;
    const auto add = [&](const rack::Design& design, double PartRow::*side) {
        Diagnostics faults;  // B01 and B02 are among the checks
        for (const auto& sum : rack::bill(design, faults).sums) {
            auto at = std::find_if(found.begin(), found.end(),
                                   [&](const PartRow& row) { return row.item == sum.part.item; });
            if (at == found.end()) at = found.insert(found.end(), {sum.part.item});
            *at.*side = sum.total;
        }
    };
    add(result.first.design, &PartRow::first);
    add(result.second.design, &PartRow::second);
    return found;
}

}  // namespace

std::string text(const RackComparison& result, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key) { return text(language, "report.rack." + key); };
    const auto& a = result.first.design.id;
    const auto& b = result.second.design.id;
    TextTable table{{say("total")},
                    {""},
                    {a, Align::right},
                    {b, Align::right},
                    {say("difference"), Align::right},
                    {"", Align::right}};
    for (const auto& row : rows(result)) {
        const auto share = row.first && row.second && *row.first != 0
                               ? ratio(*row.second - *row.first, *row.first)
                               : std::nullopt;
        table.add({say(std::string{"total_"} + row.key), row.unit, fixed(row.first, row.decimals),
                   fixed(row.second, row.decimals), fixed(difference(row), row.decimals),
                   change(share, language, 0)});
    }
    table.add({say("findings"), "", joined(codes(result.first.report)),
               joined(codes(result.second.report))});
    TextTable list{{say("part")}, {a, Align::right}, {b, Align::right}};
    for (const auto& row : parts(result))
        if (row.first != row.second) list.add({row.item, number(row.first), number(row.second)});
    return table.render(context.width) + (list.empty() ? "" : '\n' + list.render(context.width));
}

std::string json(const RackComparison& result, const Context& context) {
    Json document = header("rack-compare", context);
    document["first"] = result.first.design.id;
    document["second"] = result.second.design.id;
    document["totals"] = Json::array();
    for (const auto& row : rows(result))
        document["totals"].push_back({{"total", row.key},
                                      {"unit", row.unit},
                                      {"first", figure(row.first)},
                                      {"second", figure(row.second)},
                                      {"difference", figure(difference(row))}});
    document["checks"] = {{"first", codes(result.first.report)},
                          {"second", codes(result.second.report)}};
    document["parts"] = Json::array();
    for (const auto& row : parts(result))
        document["parts"].push_back(
            {{"item", row.item}, {"first", figure(row.first)}, {"second", figure(row.second)}});
    return dumped(document);
}

}  // namespace jarip::report
