#include <algorithm>

#include "jarip/report/rack/words.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using rack::CheckSeverity;

// A row of the table of totals.
struct Line {
    std::string key;  // under report.rack
    const rack::Total* total = nullptr;
    const char* unit = "";
    int decimals = 0;
    const rack::Figure* limit = nullptr;
};

std::vector<Line> lines_of(const rack::Checked& checked) {
    const auto& totals = checked.report.totals;
    const auto& frame = checked.design.frame;
    const auto& site = checked.design.site;
    const char* unit = frame.unit == rack::HeightUnit::ou ? "OU" : "U";
    std::vector<Line> lines{{"units", &totals.height_u, unit, 0, &frame.u_height},
                            {"power", &totals.power_kw, "kW", 1, &site.power_kw}};
    if (totals.busbar_a.known)
        lines.push_back({"busbar", &totals.busbar_a, "A", 0, &frame.busbar_a});
    lines.push_back({"air_heat", &totals.air_kw, "kW", 1, &site.air_kw});
    lines.push_back({"air_flow", &totals.airflow_m3_h, "m³/h", 0, &site.airflow_m3_h});
    if (!checked.design.loops.empty()) {
        lines.push_back({"liquid_heat", &totals.liquid_kw, "kW", 1});
        lines.push_back({"coolant", &totals.coolant_l_min, "L/min", 1});
        lines.push_back({"return", &totals.return_c, "°C", 0});
    }
    lines.push_back({"mass", &totals.mass_kg, "kg", 0});
    lines.push_back({"load", &totals.load_kg, "kg", 0, &frame.max_load_kg});
    if (totals.tributary_kg_m2.known) {
        lines.push_back({"floor_footprint", &totals.floor_kg_m2, "kg/m²", 0});
        lines.push_back({"floor", &totals.tributary_kg_m2, "kg/m²", 0, &site.floor_kg_m2});
    } else {
        lines.push_back({"floor", &totals.floor_kg_m2, "kg/m²", 0, &site.floor_kg_m2});
    }
    lines.push_back({"gravity", &totals.cog_mm, "mm", 0});
    lines.push_back({"tilt", &totals.tilt_deg, "°", 1});
    lines.push_back({"accelerators", &totals.accelerators, "", 0});
    lines.push_back({"cables", &totals.cables, "", 0});
    return lines;
}

std::string with_unit(std::optional<double> value, int decimals, std::string_view unit) {
    if (!value) return std::string{kUndefined};
    return fixed(value, decimals) + (unit.empty() ? "" : " ") + std::string{unit};
}

std::string limit_text(const Line& line) {
    if (!line.limit) return {};
    if (!line.limit->given) return std::string{kUndefined};
    return number(line.limit->value) + ' ' + line.unit;
}

// Totals and their limits; where figures are missing, also how many are known and what the totals lie between.
std::string totals_text(const rack::Checked& checked, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key, const Arguments& gaps = {}) {
        return text(language, "report.rack." + key, gaps);
    };
    const auto lines = lines_of(checked);
    const bool is_complete = std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        return line.total->coverage == 1 && line.total->low == line.total->high;
    });
    std::vector<TextTable::Column> columns{{say("total")},
                                           {say(is_complete ? "value" : "known_sum"), Align::right},
                                           {say("limit"), Align::right}};
    if (!is_complete) {
        columns.push_back({say("range"), Align::right});
        columns.push_back({say("known"), Align::right});
    }
    TextTable table{std::move(columns)};
    for (const auto& line : lines) {
        std::vector<std::string> cells{say(line.key),
                                       with_unit(line.total->known, line.decimals, line.unit),
                                       limit_text(line)};
        if (!is_complete && line.total->low != line.total->high)
            cells.push_back(range_text(*line.total, line.decimals));
        if (!is_complete && line.total->coverage < 1) {
            cells.resize(4);
            cells.push_back(percent(line.total->coverage, language, 0));
        }
        table.add(std::move(cells));
        if (line.key == "power")
            for (const auto& feed : checked.report.totals.feeds)
                table.add({say("feed", {{"id", feed.id}}), with_unit(feed.load_va / 1000, 1, "kVA"),
                           number(feed.capacity_va / 1000) + " kVA"});
    }
    return table.render(context.width, 2);
}

// Which share of the sums of power and mass rests on assumed figures.
std::string assumed_text(const rack::Totals& totals, const Context& context) {
    const auto& power = totals.power_kw.assumed;
    const auto& mass = totals.mass_kg.assumed;
    if (power.value_or(0) == 0 && mass.value_or(0) == 0) return {};
    return wrapped("  " + text(context.language, "report.rack.assumed",
                               {{"power", percent(power, context.language)},
                                {"mass", percent(mass, context.language)}}),
                   context.width, 2) +
           '\n';
}

std::string title(const rack::Design& design) {
    return design.name.empty() ? design.id : design.name + " (" + design.id + ')';
}

}  // namespace

std::string_view severity_word(CheckSeverity severity) {
    switch (severity) {
        case CheckSeverity::error: return "error";
        case CheckSeverity::warning: return "warning";
        case CheckSeverity::info: return "info";
        case CheckSeverity::unknown: return "unknown";
    }
    return "unknown";
}

std::string range_text(const rack::Total& total, int decimals) {
    if (!total.low && !total.high) return std::string{kUndefined};
    if (!total.high) return "≥ " + fixed(total.low, decimals);
    return fixed(total.low, decimals) + " … " + fixed(total.high, decimals);
}

std::string checks_text(const std::vector<rack::Check>& checks, const Context& context) {
    std::string page;
    for (const auto& check : checks) {
        const std::string head =
            std::string{severity_word(check.severity)} + ' ' + check.code + ' ';
        std::string words = "  " + head + check.message(context.language);
        if (check.place && check.severity == CheckSeverity::error)
            words += " (" + check.place->file + ':' + std::to_string(check.place->line) + ':' +
                     std::to_string(check.place->column) + ')';
        page += wrapped(words, context.width, 4) + '\n';
        page += wrapped("    " + check.fix(context.language), context.width, 4) + '\n';
    }
    return page;
}

std::string summary(const std::vector<rack::Check>& checks, Language language) {
    const auto count = [&](CheckSeverity severity) {
        return std::to_string(
            std::count_if(checks.begin(), checks.end(),
                          [&](const rack::Check& check) { return check.severity == severity; }));
    };
    return text(language, "report.rack.summary",
                {{"errors", count(CheckSeverity::error)},
                 {"warnings", count(CheckSeverity::warning)},
                 {"unknown", count(CheckSeverity::unknown)},
                 {"notes", count(CheckSeverity::info)}});
}

std::string text(const std::vector<rack::Checked>& racks, const Context& context) {
    std::string page;
    for (const auto& checked : racks) {
        if (!page.empty()) page += '\n';
        page += shortened(title(checked.design), context.width) + '\n';
        page += totals_text(checked, context);
        page += assumed_text(checked.report.totals, context);
        page += '\n' + checks_text(checked.report.checks, context);
        page += "  " + summary(checked.report.checks, context.language) + '\n';
    }
    return page;
}

}  // namespace jarip::report
