#include "jarip/report/render/findings.hpp"

#include <array>

namespace jarip::report {
namespace {

constexpr std::array<std::string_view, 3> kFindingSeverities{"error", "warning", "note"};

std::string_view severity_of(const Diagnostic& finding) {
    return kFindingSeverities.at(static_cast<std::size_t>(finding.severity));
}
std::string message_of(const Diagnostic& finding, const Context& context) {
    return finding.message(context.language);
}

const Fields<Diagnostic>& file_place_fields() {
    static constexpr FieldList fields{
        "place",
        field::text<[](const Diagnostic& finding) { return finding.where.file; }>("file"),
        field::count<[](const Diagnostic& finding) { return finding.where.line; }>("line").at_least(
            1),
        field::count<[](const Diagnostic& finding) { return finding.where.column; }>("column")
            .at_least(1)
            .says("in characters"),
        field::text<message_of>("message"),
    };
    return fields;
}

}  // namespace

const Fields<Diagnostic>& finding_fields() {
    static constexpr FieldList fields{
        "finding",
        field::word<severity_of>("severity", kFindingSeverities),
        field::id<&Diagnostic::code>("code"),
        field::spread<file_place_fields>(),
    };
    return fields;
}

namespace {

const Fields<Diagnostic>& model_finding_fields() {
    static constexpr FieldList fields{
        "finding",
        field::id<&Diagnostic::code>("code"),
        field::word<severity_of>("severity", kFindingSeverities),
        field::spread<file_place_fields>(),
        field::text<[](const Diagnostic& finding, const Context& context) {
            return finding.help(context.language);
        }>("help"),
    };
    return fields;
}

const Fields<ModelCheck>& model_check_fields() {
    static constexpr FieldList fields{
        "model_check",
        field::count<[](const ModelCheck& check) { return check.counts.errors; }>("errors"),
        field::count<[](const ModelCheck& check) { return check.counts.warnings; }>("warnings"),
        field::list<&ModelCheck::findings, model_finding_fields>("findings"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kModelCheckForms{field::any_fields<model_check_fields>};

}  // namespace

extern const Document kModelCheckDocument;
const Document kModelCheckDocument{"model-check", "jarip model check", Head::version,
                                   kModelCheckForms};

Described described(const ModelCheck& check) {
    return {&kModelCheckDocument, &model_check_fields(), &check};
}

std::string text(const ModelCheck& check, const Context& context) {
    const auto warnings = check.counts.warnings;
    return text(context.language,
                warnings == 0 ? "cli.model.check.fine" : "cli.model.check.warnings",
                {{"count", std::to_string(warnings)}}) +
           '\n';
}

}  // namespace jarip::report
