#include "jarip/report/render/json.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

std::string_view word(Severity severity) {
    return severity == Severity::error     ? "error"
           : severity == Severity::warning ? "warning"
                                           : "note";
}

Json findings_json(const RackImport& result, Language language) {
    Json rows = Json::array();
    for (const auto& finding : result.findings)
        rows.push_back({{"severity", word(finding.severity)},
                        {"code", finding.code},
                        {"file", finding.where.file},
                        {"line", finding.where.line},
                        {"column", finding.where.column},
                        {"message", finding.message(language)}});
    return rows;
}

}  // namespace

std::string findings_csv(const RackImport& result, const Context& context) {
    std::string page = "file,line,column,severity,code,message\n";
    for (const auto& finding : result.findings) {
        const auto& where = finding.where;
        page += csv_field(where.file) + ',' + std::to_string(where.line) + ',' +
                std::to_string(where.column) + ',' + std::string{word(finding.severity)} + ',' +
                finding.code + ',' + csv_field(finding.message(context.language)) + '\n';
    }
    return page;
}

std::string text(const RackImport& result, const Context& context) {
    const Language language = context.language;
    const auto& library = result.library;
    const auto counted = rack::counts(library);
    const auto share = [&](std::size_t count) {
        return number(static_cast<double>(count)) + " (" +
               percent(
                   ratio(static_cast<double>(count), static_cast<double>(library.devices.size())),
                   language) +
               ')';
    };
    // The first line is for programs too: the same in every language.
    std::string page = "device_types=" + std::to_string(library.devices.size()) +
                       " module_types=" + std::to_string(library.modules.size()) +
                       " rack_types=" + std::to_string(library.frames.size()) +
                       " rejected=" + std::to_string(library.rejected) +
                       " warnings=" + std::to_string(result.warnings) + '\n';
    page += wrapped(text(language, "report.rack.imported",
                         {{"mass", share(counted.with_mass)},
                          {"draw", share(counted.with_draw)},
                          {"both", share(counted.with_both)},
                          {"no_height", number(static_cast<double>(counted.without_height))}}),
                    context.width) +
            '\n';
    return page;
}

std::string json(const RackImport& result, const Context& context) {
    const auto& library = result.library;
    const auto counted = rack::counts(library);
    Json document = header("rack-import", context);
    document["device_types"] = library.devices.size();
    document["module_types"] = library.modules.size();
    document["rack_types"] = library.frames.size();
    document["rejected"] = library.rejected;
    document["warnings"] = result.warnings;
    document["devices"] = {
        {"with_mass", counted.with_mass},         {"with_draw", counted.with_draw},
        {"with_both", counted.with_both},         {"without_height", counted.without_height},
        {"interfaces", counted.interfaces},       {"power_ports", counted.power_ports},
        {"power_outlets", counted.power_outlets}, {"module_bays", counted.module_bays},
        {"device_bays", counted.device_bays}};
    document["findings"] = findings_json(result, context.language);
    document["modules"] = {{"interfaces", counted.module_interfaces}};
    return serialize(document);
}

}  // namespace jarip::report
