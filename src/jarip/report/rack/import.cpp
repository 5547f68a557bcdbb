#include <array>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/findings.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
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
    std::string page =
        "device_types=" + std::to_string(library.devices.size()) +
        " module_types=" + std::to_string(library.modules.size()) +
        " rack_types=" + std::to_string(library.frames.size()) +
        " rejected=" + std::to_string(library.rejected) +
        " warnings=" + std::to_string(result.warnings) +
        (result.designs.empty() ? "" : " racks=" + std::to_string(result.designs.size())) + '\n';
    if (!result.designs.empty()) {
        const auto say = [&](const char* key) {
            return text(language, std::string{"report.rack."} + key);
        };
        TextTable table{{say("rack")},
                        {say("file"), Align::left, 12},
                        {say("imported_devices"), Align::right},
                        {say("imported_feeds"), Align::right}};
        for (const auto& design : result.designs)
            table.add({design.id, design.file, number(static_cast<double>(design.devices)),
                       number(static_cast<double>(design.feeds))});
        page += table.render(context.width, 2);
    }
    if (library.devices.empty()) return page;
    page += wrapped(text(language, "report.rack.imported",
                         {{"mass", share(counted.with_mass)},
                          {"draw", share(counted.with_draw)},
                          {"both", share(counted.with_both)},
                          {"no_height", number(static_cast<double>(counted.without_height))}}),
                    context.width) +
            '\n';
    return page;
}

// ---- what a program reads

namespace {

const Fields<rack::LibraryCounts>& device_fields() {
    using rack::LibraryCounts;
    static constexpr FieldList fields{
        "devices",
        field::count<&LibraryCounts::with_mass>("with_mass"),
        field::count<&LibraryCounts::with_draw>("with_draw")
            .says("at least one power port gives its maximum draw"),
        field::count<&LibraryCounts::with_both>("with_both"),
        field::count<&LibraryCounts::without_height>("without_height"),
        field::count<&LibraryCounts::interfaces>("interfaces"),
        field::count<&LibraryCounts::power_ports>("power_ports"),
        field::count<&LibraryCounts::power_outlets>("power_outlets"),
        field::count<&LibraryCounts::module_bays>("module_bays"),
        field::count<&LibraryCounts::device_bays>("device_bays"),
    };
    return fields;
}

const Fields<rack::LibraryCounts>& module_fields() {
    static constexpr FieldList fields{
        "modules", field::count<&rack::LibraryCounts::module_interfaces>("interfaces")};
    return fields;
}

const Fields<rack::NetboxDesign>& design_fields_of_import() {
    using rack::NetboxDesign;
    static constexpr FieldList fields{
        "design",
        field::id<&NetboxDesign::id>("id"),
        field::text<&NetboxDesign::file>("file"),
        field::count<&NetboxDesign::devices>("devices"),
        field::count<&NetboxDesign::feeds>("feeds"),
    };
    return fields;
}

rack::LibraryCounts counts_of(const RackImport& result) { return rack::counts(result.library); }

const Fields<RackImport>& import_fields() {
    static constexpr FieldList fields{
        "import",
        field::count<[](const RackImport& result) { return result.library.devices.size(); }>(
            "device_types"),
        field::count<[](const RackImport& result) { return result.library.modules.size(); }>(
            "module_types"),
        field::count<[](const RackImport& result) { return result.library.frames.size(); }>(
            "rack_types"),
        field::count<[](const RackImport& result) { return result.library.rejected; }>("rejected")
            .titled("fields.rejected_files")
            .says("files that could not be used"),
        field::count<&RackImport::warnings>("warnings"),
        field::record<counts_of, device_fields>("devices"),
        field::list<&RackImport::findings, finding_fields>("findings")
            .says("every fault and warning, by file, line and column"),
        field::record<counts_of, module_fields>("modules"),
        field::list<&RackImport::designs, design_fields_of_import>("racks").says(
            "of an instance of NetBox, as designs"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kImportForms{field::any_fields<import_fields>};
constexpr std::array<std::string_view, 1> kImportMain{"findings"};

}  // namespace

extern const Document kRackImportDocument;
const Document kRackImportDocument{"rack-import", "jarip rack import", Head::seed, kImportForms,
                                   kImportMain};

Described described(const RackImport& result) {
    return {&kRackImportDocument, &import_fields(), &result};
}

}  // namespace jarip::report
