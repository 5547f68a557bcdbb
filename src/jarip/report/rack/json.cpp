#include "jarip/report/rack/json.hpp"

#include "jarip/report/rack/words.hpp"

namespace jarip::report {
namespace {

Json place_json(const std::optional<Location>& place) {
    if (!place) return nullptr;
    return {{"file", place->file}, {"line", place->line}, {"column", place->column}};
}

Json feeds_json(const rack::Totals& totals) {
    Json rows = Json::array();
    for (const auto& feed : totals.feeds) {
        Json phases = Json::array();
        for (const double phase : feed.phases_va) phases.push_back(figure(phase));
        rows.push_back({{"id", feed.id},
                        {"load_va", figure(feed.load_va)},
                        {"capacity_va", figure(feed.capacity_va)},
                        {"load_after_loss_va", figure(feed.load_after_loss)},
                        {"phases_va", std::move(phases)}});
    }
    return rows;
}

Json totals_json(const rack::Totals& totals) {
    Json row;
    for (const auto& [key, total] : rack::total_keys())
        row[std::string{key}] = figure((totals.*total).known);
    row["feeds"] = feeds_json(totals);
    return row;
}

Json bounds_of_totals(const rack::Totals& totals) {
    Json rows;
    for (const auto& [key, member] : rack::total_keys())
        rows[std::string{key}] = bounds_json(totals.*member);
    return rows;
}

Json parts_json(const rack::Design& design) {
    Json rows = Json::array();
    Diagnostics faults;  // B01 and B02 are among the checks
    for (const auto& line : rack::bill(design, faults).lines)
        rows.push_back({{"item", line.part.item},
                        {"parent", line.part.parent},
                        {"level", line.level},
                        {"quantity", figure(line.part.quantity)},
                        {"total", figure(line.total)}});
    return rows;
}

void append_rack(Json& document, const rack::Checked& checked, Language language) {
    const auto& report = checked.report;
    document["id"] = report.id;
    document["name"] = checked.design.name;
    document["file"] = checked.design.file;
    document["checks"] = checks_json(report.checks, language);
    document["totals"] = totals_json(report.totals);
    document["coverage"] = {{"power", figure(report.coverage.power)},
                            {"heat", figure(report.coverage.heat)},
                            {"mass", figure(report.coverage.mass)},
                            {"height", figure(report.coverage.height)}};
    document["bounds"] = bounds_of_totals(report.totals);
    document["parts"] = parts_json(checked.design);
}

}  // namespace

Json checks_json(const std::vector<rack::Check>& checks, Language language) {
    Json rows = Json::array();
    for (const auto& check : checks)
        rows.push_back({{"code", check.code},
                        {"severity", severity_word(check.severity)},
                        {"where", check.where},
                        {"place", place_json(check.place)},
                        {"value", figure(check.value)},
                        {"limit", figure(check.limit)},
                        {"margin", figure(check.margin())},
                        {"unit", check.unit},
                        {"message", check.message(language)},
                        {"fix", check.fix(language)},
                        {"source", text(language, "rack." + check.code + ".source")}});
    return rows;
}

Json bounds_json(const rack::Total& total) {
    return {{"known", figure(total.known)},
            {"coverage", figure(total.coverage)},
            {"assumed", figure(total.assumed)},
            {"low", figure(total.low)},
            {"high", figure(total.high)}};
}

std::string json(const std::vector<rack::Checked>& racks, const Context& context) {
    Json document = header("rack", context);
    if (racks.size() == 1) {
        append_rack(document, racks.front(), context.language);
        return serialize(document);
    }
    document["racks"] = Json::array();
    for (const auto& checked : racks) {
        Json row;
        append_rack(row, checked, context.language);
        document["racks"].push_back(std::move(row));
    }
    return serialize(document);
}

}  // namespace jarip::report
