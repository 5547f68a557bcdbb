// What the program says of itself and of the files that it makes.
#include <array>

#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using Findings = std::vector<DoctorReport::Finding>;
using Codes = std::vector<ExplainedCodes::Code>;

constexpr std::array<std::string_view, 8> kExamined{"version", "compiler", "cores", "threads",
                                                    "locale",  "language", "model", "solver"};

const Fields<DoctorReport::Finding>& examined_fields() {
    using Finding = DoctorReport::Finding;
    static constexpr FieldList fields{
        "finding",
        field::word<&Finding::key>("key", kExamined),
        field::text<&Finding::value>("value"),
        field::flag<&Finding::fine>("fine"),
    };
    return fields;
}
const Fields<DoctorReport>& doctor_fields() {
    static constexpr FieldList fields{
        "doctor",
        field::flag<&DoctorReport::is_fine>("fine").says("whether every finding is"),
        field::list<&DoctorReport::findings, examined_fields>("findings"),
    };
    return fields;
}

const Fields<ExplainedCodes::Code>& code_fields() {
    using Code = ExplainedCodes::Code;
    static constexpr FieldList fields{
        "code",
        field::id<&Code::code>("code").says("E0214 and the like"),
        field::text<&Code::message>("message").says("with … for what a case fills in"),
        field::text<&Code::help>("help").says("what to do"),
        field::text<&Code::story>("story").titled("fields.explanation"),
    };
    return fields;
}
const Fields<ExplainedCodes>& explain_fields() {
    static constexpr FieldList fields{"explain",
                                      field::list<&ExplainedCodes::codes, code_fields>("codes")};
    return fields;
}

const Fields<NewModel>& new_model_fields() {
    static constexpr FieldList fields{
        "new_model",
        field::text<&NewModel::folder>("folder"),
        field::text<&NewModel::files>("files").titled("fields.new_files"),
    };
    return fields;
}

const Fields<WrittenReport>& written_report_fields() {
    static constexpr FieldList fields{
        "written_report",
        field::text<&WrittenReport::folder>("folder"),
        field::text<&WrittenReport::files>("files").titled("fields.new_files"),
    };
    return fields;
}

const Fields<RackExport::File>& export_file_fields() {
    using File = RackExport::File;
    static constexpr FieldList fields{"file", field::text<&File::name>("name"),
                                      field::id<&File::slug>("slug")};
    return fields;
}
const Fields<RackExport>& export_fields() {
    static constexpr FieldList fields{
        "export",
        field::list<&RackExport::files, export_file_fields>("files").titled("fields.new_files")};
    return fields;
}

constexpr std::array<FieldsFunction, 1> kDoctor{field::any_fields<doctor_fields>};
constexpr std::array<FieldsFunction, 1> kExplain{field::any_fields<explain_fields>};
constexpr std::array<FieldsFunction, 1> kInit{field::any_fields<new_model_fields>};
constexpr std::array<FieldsFunction, 1> kReport{field::any_fields<written_report_fields>};
constexpr std::array<FieldsFunction, 1> kExport{field::any_fields<export_fields>};

}  // namespace

extern const Document kDoctorDocument, kExplainDocument, kModelInitDocument, kRackExportDocument,
    kReportDocument;
const Document kDoctorDocument{"doctor", "jarip doctor", Head::version, kDoctor};
const Document kExplainDocument{"explain", "jarip explain", Head::version, kExplain};
const Document kModelInitDocument{"model-init", "jarip model init", Head::version, kInit};
const Document kReportDocument{"report", "jarip report: the files it wrote", Head::version,
                               kReport};
const Document kRackExportDocument{"rack-export", "jarip rack export", Head::version, kExport};

Described described(const DoctorReport& report) {
    return {&kDoctorDocument, &doctor_fields(), &report};
}
Described described(const ExplainedCodes& report) {
    return {&kExplainDocument, &explain_fields(), &report};
}
Described described(const NewModel& report) {
    return {&kModelInitDocument, &new_model_fields(), &report};
}
Described described(const WrittenReport& report) {
    return {&kReportDocument, &written_report_fields(), &report};
}
std::string text(const WrittenReport& report, const Context& context) {
    std::string page;
    for (const auto& file : report.files) {
        const auto kind = file.substr(file.rfind('.') + 1);
        page += jarip::text(context.language, "report_file." + kind, {{"file", file}}) + '\n';
    }
    return page;
}
Described described(const RackExport& report) {
    return {&kRackExportDocument, &export_fields(), &report};
}

}  // namespace jarip::report
