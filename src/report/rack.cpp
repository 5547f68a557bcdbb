#include <algorithm>

#include "json.hpp"
#include "number.hpp"
#include "table.hpp"

namespace jarip::report {
namespace {

using rack::CheckSeverity;

// The words error and warning stay English in every language, as in diagnostics.
std::string_view severity_word(CheckSeverity severity) {
    switch (severity) {
        case CheckSeverity::error: return "error";
        case CheckSeverity::warning: return "warning";
        case CheckSeverity::info: return "info";
        case CheckSeverity::unknown: return "unknown";
    }
    return "unknown";
}

Json checks_json(const rack::Report& report, Language language) {
    Json rows = Json::array();
    for (const auto& check : report.checks)
        rows.push_back({{"code", check.code},
                        {"severity", severity_word(check.severity)},
                        {"where", check.where},
                        {"value", figure(check.value)},
                        {"limit", figure(check.limit)},
                        {"margin", figure(check.margin())},
                        {"unit", check.unit},
                        {"message", check.message(language)},
                        {"fix", check.fix(language)},
                        {"source", text(language, "rack." + check.code + ".source")}});
    return rows;
}

Json feeds_json(const rack::Totals& totals) {
    Json rows = Json::array();
    for (const auto& feed : totals.feeds)
        rows.push_back({{"id", feed.id},
                        {"load_va", figure(feed.load_va)},
                        {"capacity_va", figure(feed.capacity_va)},
                        {"load_after_loss_va", figure(feed.load_after_loss)}});
    return rows;
}

Json totals_json(const rack::Totals& totals) {
    return {{"it_kw", figure(totals.it_kw)},
            {"power_kw", figure(totals.power_kw)},
            {"loss_kw", figure(totals.loss_kw)},
            {"liquid_kw", figure(totals.liquid_kw)},
            {"air_kw", figure(totals.air_kw)},
            {"heat_btu_h", figure(totals.heat_btu_h)},
            {"mass_kg", figure(totals.mass_kg)},
            {"load_kg", figure(totals.load_kg)},
            {"floor_kg_m2", figure(totals.floor_kg_m2)},
            {"floor_kn_m2", figure(totals.floor_kn_m2)},
            {"tributary_kg_m2", figure(totals.tributary_kg_m2)},
            {"cog_mm", figure(totals.cog_mm)},
            {"tilt_deg", figure(totals.tilt_deg)},
            {"height_u", figure(totals.height_u)},
            {"free_u", figure(totals.free_u)},
            {"coolant_l_min", figure(totals.coolant_l_min)},
            {"return_c", figure(totals.return_c)},
            {"airflow_m3_h", figure(totals.airflow_m3_h)},
            {"airflow_cfm", figure(totals.airflow_cfm)},
            {"busbar_a", figure(totals.busbar_a)},
            {"devices", figure(totals.devices)},
            {"cables", figure(totals.cables)},
            {"accelerators", figure(totals.accelerators)},
            {"feeds", feeds_json(totals)}};
}

Json bounds_json(const rack::Total& total) {
    return {
        {"known", figure(total.known)}, {"low", figure(total.low)}, {"high", figure(total.high)}};
}

Json parts_json(const rack::Design& design) {
    Json rows = Json::array();
    Diagnostics faults;  // B01 and B02 are among the checks
    for (const auto& line : rack::bill(design, faults).lines)
        rows.push_back({{"item", line.item},
                        {"parent", line.parent},
                        {"level", line.level},
                        {"quantity", figure(line.quantity)},
                        {"total", figure(line.total)}});
    return rows;
}

void append_rack(Json& document, const rack::Checked& checked, Language language) {
    const auto& report = checked.report;
    document["id"] = report.id;
    document["name"] = checked.design.name;
    document["file"] = checked.design.file;
    document["checks"] = checks_json(report, language);
    document["totals"] = totals_json(report.totals);
    document["coverage"] = {{"power", figure(report.power_coverage)},
                            {"mass", figure(report.mass_coverage)}};
    document["bounds"] = {{"power_kw", bounds_json(report.power_kw)},
                          {"mass_kg", bounds_json(report.mass_kg)}};
    document["parts"] = parts_json(checked.design);
}

std::string limit_text(const rack::Figure& limit, std::string_view unit) {
    return limit.given ? number(limit.value) + ' ' + std::string{unit} : std::string{kUndefined};
}

std::string totals_text(const rack::Checked& checked, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const char* key, const Arguments& gaps = {}) {
        return text(language, std::string{"report.rack."} + key, gaps);
    };
    const auto& totals = checked.report.totals;
    const auto& frame = checked.design.frame;
    const auto& site = checked.design.site;
    const auto with = [](std::optional<double> value, int decimals, std::string_view unit) {
        return value ? fixed(value, decimals) + ' ' + std::string{unit} : std::string{kUndefined};
    };
    const auto covered = [&](double coverage) { return percent(coverage, language, 0); };
    const bool all_known = checked.report.power_coverage == 1 && checked.report.mass_coverage == 1;
    std::vector<TextTable::Column> columns{
        {say("total")}, {say("value"), Align::right}, {say("limit"), Align::right}};
    if (!all_known) columns.push_back({say("known"), Align::right});
    TextTable table{std::move(columns)};
    const std::string_view unit = frame.unit == rack::HeightUnit::ou ? "OU" : "U";
    table.add({say("units"), with(totals.height_u, 0, unit), limit_text(frame.u_height, unit)});
    const auto add = [&](std::vector<std::string> cells, double coverage) {
        if (!all_known) cells.push_back(covered(coverage));
        table.add(std::move(cells));
    };
    add({say("power"), with(totals.power_kw, 1, "kW"), limit_text(site.power_kw, "kW")},
        checked.report.power_coverage);
    for (const auto& feed : totals.feeds)
        table.add({say("feed", {{"id", feed.id}}), with(feed.load_va / 1000, 1, "kVA"),
                   number(feed.capacity_va / 1000) + " kVA"});
    if (totals.busbar_a)
        table.add({say("busbar"), with(totals.busbar_a, 0, "A"), limit_text(frame.busbar_a, "A")});
    table.add({say("air_heat"), with(totals.air_kw, 1, "kW"), limit_text(site.air_kw, "kW")});
    table.add({say("air_flow"), with(totals.airflow_m3_h, 0, "m³/h"),
               limit_text(site.airflow_m3_h, "m³/h")});
    if (!checked.design.loops.empty()) {
        table.add({say("liquid_heat"), with(totals.liquid_kw, 1, "kW")});
        table.add({say("coolant"), with(totals.coolant_l_min, 1, "L/min")});
        table.add({say("return"), with(totals.return_c, 0, "°C")});
    }
    add({say("mass"), with(totals.mass_kg, 0, "kg"), {}}, checked.report.mass_coverage);
    table.add({say("load"), with(totals.load_kg, 0, "kg"), limit_text(frame.max_load_kg, "kg")});
    table.add({say("floor"), with(totals.floor_kg_m2, 0, "kg/m²"),
               limit_text(site.floor_kg_m2, "kg/m²")});
    table.add({say("gravity"), with(totals.cog_mm, 0, "mm")});
    table.add({say("tilt"), with(totals.tilt_deg, 1, "°")});
    table.add({say("accelerators"), number(totals.accelerators)});
    table.add({say("cables"), number(totals.cables)});
    return table.render(context.width, 2);
}

std::string checks_text(const rack::Report& report, const Context& context) {
    std::string page;
    for (const auto& check : report.checks) {
        const std::string head =
            std::string{severity_word(check.severity)} + ' ' + check.code + ' ';
        page += wrapped("  " + head + check.message(context.language), context.width, 4) + '\n';
        page += wrapped("    " + check.fix(context.language), context.width, 4) + '\n';
    }
    return page;
}

std::string summary(const rack::Report& report, Language language) {
    const auto count = [&](CheckSeverity severity) {
        return std::to_string(
            std::count_if(report.checks.begin(), report.checks.end(),
                          [&](const rack::Check& check) { return check.severity == severity; }));
    };
    return text(language, "report.rack.summary",
                {{"errors", count(CheckSeverity::error)},
                 {"warnings", count(CheckSeverity::warning)},
                 {"unknown", count(CheckSeverity::unknown)},
                 {"notes", count(CheckSeverity::info)}});
}

std::string title(const rack::Design& design) {
    return design.name.empty() ? design.id : design.name + " (" + design.id + ')';
}

}  // namespace

std::string text(const std::vector<rack::Checked>& racks, const Context& context) {
    std::string page;
    for (const auto& checked : racks) {
        if (!page.empty()) page += '\n';
        page += shortened(title(checked.design), context.width) + '\n';
        page += totals_text(checked, context);
        page += '\n' + checks_text(checked.report, context);
        page += "  " + summary(checked.report, context.language) + '\n';
    }
    return page;
}

std::string json(const std::vector<rack::Checked>& racks, const Context& context) {
    Json document = header("rack", context);
    if (racks.size() == 1) {
        append_rack(document, racks.front(), context.language);
        return dumped(document);
    }
    document["racks"] = Json::array();
    for (const auto& checked : racks) {
        Json row;
        append_rack(row, checked, context.language);
        document["racks"].push_back(std::move(row));
    }
    return dumped(document);
}

}  // namespace jarip::report
