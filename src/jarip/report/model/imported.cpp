#include <array>
#include <string>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using importing::Imported;
using importing::LeftOut;

const Fields<LeftOut>& left_out_fields() {
    static constexpr FieldList fields{
        "left_out",
        field::count<&LeftOut::cells>("cells"),
        field::money<&LeftOut::total>("total"),
    };
    return fields;
}

const Fields<Imported>& imported_fields() {
    static constexpr FieldList fields{
        "imported",
        field::id<&Imported::kind>("kind").titled("fields.layout"),
        field::count<&Imported::year>("year"),
        field::text<&Imported::home>("home"),
        field::text<&Imported::currency>("currency"),
        field::count<&Imported::regions>("regions"),
        field::count<&Imported::sectors>("sectors"),
        field::count<&Imported::nodes>("nodes").titled("fields.node_count"),
        field::count<&Imported::flows>("flows").titled("fields.flow_count"),
        field::money<&Imported::flow_total>("flow_total").at_least(0).says("a year"),
        field::money<&Imported::final_demand_total>("final_demand_total").says("a year"),
        field::record<&Imported::negative, left_out_fields>("negative")
            .says("flows below zero, left out"),
        field::record<&Imported::small, left_out_fields>("small").says("flows below --least"),
        field::share<&Imported::largest_gap>("largest_gap")
            .says("of the output that the table states"),
        field::text<&Imported::gap_at>("gap_at"),
    };
    return fields;
}

const Fields<ImportReport>& import_report_fields() {
    static constexpr FieldList fields{
        "import_report",
        field::spread<&ImportReport::economy, imported_fields>(),
        field::text<&ImportReport::folder>("folder"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kImport{field::any_fields<import_report_fields>};

}  // namespace

extern const Document kModelImportDocument;
const Document kModelImportDocument{"model-import", "jarip model import", Head::version, kImport};

Described described(const ImportReport& report) {
    return {&kModelImportDocument, &import_report_fields(), &report};
}

std::string text(const ImportReport& report, const Context& context) {
    const auto& economy = report.economy;
    const Language language = context.language;
    const auto say = [&](const char* key, const Arguments& arguments = {}) {
        return wrapped(text(language, std::string{"report.import."} + key, arguments),
                       context.width) +
               '\n';
    };
    const auto count = [](std::size_t number) { return fixed(static_cast<double>(number)); };
    const auto sum = [&](double value) { return money(value, economy.currency, language); };
    std::string page = say("done", {{"nodes", count(economy.nodes)},
                                    {"flows", count(economy.flows)},
                                    {"regions", count(economy.regions)},
                                    {"sectors", count(economy.sectors)},
                                    {"folder", printable(report.folder)}});
    page += say("sums",
                {{"flows", sum(economy.flow_total)}, {"final", sum(economy.final_demand_total)}});
    if (economy.largest_gap)
        page += *economy.largest_gap == 0
                    ? say("balanced")
                    : say("gap", {{"share", percent(economy.largest_gap, language)},
                                  {"node", economy.gap_at}});
    if (economy.negative.cells > 0)
        page += say("negative", {{"count", count(economy.negative.cells)},
                                 {"total", sum(economy.negative.total)}});
    if (economy.small.cells > 0)
        page += say("small",
                    {{"count", count(economy.small.cells)}, {"total", sum(economy.small.total)}});
    return page + say("next", {{"folder", printable(report.folder)}});
}

}  // namespace jarip::report
