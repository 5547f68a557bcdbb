#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

Value model_value(const Context& context) {
    const auto& network = *context.network;
    Value::List what_ifs;
    for (const auto& setting : context.what_ifs) what_ifs.emplace_back(setting);
    return Value::Object{
        {"name", network.name},
        {"title", network.title.in(context.language)},
        {"home", id_value(context, network.home)},
        {"currency", network.currency},
        {"start", network.horizon.first},
        {"end", network.horizon.end - std::chrono::days{1}},
        {"what_ifs", std::move(what_ifs)},
    };
}

Value::List described_fields(const AnyFields& fields, const Context& context);

void describe(const Field& field, const Context& context, Value::List& list) {
    if (field.spread) {
        for (Value& each : described_fields(field.of(), context)) list.push_back(std::move(each));
        return;
    }
    const std::string unit = unit_of(field, context);
    Value::Object object{
        {"key", field.key},
        {"title", title_of(field, context.language)},
        {"kind", field.many && field.of ? "list" : kind_word(field.kind)},
        {"many", field.many},
        {"unit", unit.empty() ? Value{} : Value{unit}},
        {"nullable", field.nullable},
    };
    if (field.alias) object.emplace_back("alias", true);
    if (field.of) object.emplace_back("fields", described_fields(field.of(), context));
    list.emplace_back(std::move(object));
}

Value::List described_fields(const AnyFields& fields, const Context& context) {
    Value::List list;
    for (const Field& field : fields.all()) describe(field, context, list);
    return list;
}

}  // namespace

Value::Object head(const Document& document, const Context& context) {
    Value::Object object{
        {"schema", "jarip/" + std::string{document.name} + "/1"},
        {"jarip", std::string{version()}},
    };
    if (document.head != Head::version) object.emplace_back("seed", context.seed);
    if (document.head == Head::model && context.network)
        object.emplace_back("model", model_value(context));
    return object;
}

Value document_value(const Described& result, const Context& context) {
    Value::Object object = head(*result.document, context);
    object.emplace_back("", record(*result.fields, result.result, context));
    if (result.document->intervals && context.intervals)
        object.emplace_back("uncertainty",
                            record(result.document->intervals(), context.intervals, context));
    return object;
}

Value description(const AnyFields& fields, const Context& context) {
    return described_fields(fields, context);
}

std::string json(const Described& result, const Context& context) {
    return json_text(document_value(result, context));
}

std::string described_json(const Described& result, const Context& context) {
    return json_text(Value::Object{
        {"fields", description(*result.fields, context)},
        {"document", document_value(result, context)},
    });
}

}  // namespace jarip::report
