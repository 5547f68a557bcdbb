#include <algorithm>
#include <vector>

#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using Object = Value::Object;

Value ref(std::string_view definition) {
    return Object{{"$ref", "jarip:common#/$defs/" + std::string{definition}}};
}

Value types(std::string_view type, bool nullable) {
    if (!nullable) return type;
    return Value::List{type, "null"};
}

// Definitions of records that the document uses, in the order of their names.
using Definitions = std::vector<const AnyFields*>;
Value form_of(const Field& field, Definitions& definitions);

void add_properties(const AnyFields& fields, Object& properties, Value::List& required,
                    Definitions& definitions) {
    for (const Field& field : fields.all()) {
        if (field.spread) {
            add_properties(field.of(), properties, required, definitions);
            continue;
        }
        properties.emplace_back(std::string{field.key}, form_of(field, definitions));
        if (!field.sometimes) required.emplace_back(field.key);
    }
}

Object object_form(Object properties, Value::List required) {
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

Value record_ref(const AnyFields& fields, Definitions& definitions) {
    if (std::find(definitions.begin(), definitions.end(), &fields) == definitions.end())
        definitions.push_back(&fields);
    return Object{{"$ref", "#/$defs/" + std::string{fields.name}}};
}

Object number_form(const Field& field) {
    Object form{{"type", types(field.whole ? "integer" : "number", field.nullable)}};
    const auto bound = [&](const char* word, double value) {
        form.emplace_back(word, Value{static_cast<std::int64_t>(value)});
    };
    if (field.minimum) bound("minimum", *field.minimum);
    if (field.maximum) bound("maximum", *field.maximum);
    return form;
}

Object word_form(const Field& field) {
    if (field.words.size() == 1 && !field.nullable) return {{"const", field.words.front()}};
    Value::List words;
    for (const auto word : field.words) words.emplace_back(word);
    if (field.nullable) words.emplace_back();
    return {{"enum", std::move(words)}};
}

// Of one value, whether or not there are many.
Object single_form(const Field& field, Definitions& definitions) {
    switch (field.kind) {
        case Kind::record: {
            if (field.nullable && !field.many)
                return {{"anyOf", Value::List{record_ref(field.of(), definitions),
                                              Object{{"type", "null"}}}}};
            return {{"$ref", "#/$defs/" + std::string{field.of().name}}};
        }
        case Kind::flag: return {{"type", types("boolean", field.nullable)}};
        case Kind::object: return {{"type", types("object", field.nullable)}};
        case Kind::word: return word_form(field);
        case Kind::date:
            if (field.nullable)
                return {{"anyOf", Value::List{ref("date"), Object{{"type", "null"}}}}};
            return {{"$ref", "jarip:common#/$defs/date"}};
        case Kind::id:
        case Kind::country:
        case Kind::name:
        case Kind::text: return {{"type", types("string", field.nullable)}};
        default: return number_form(field);
    }
}

Value form_of(const Field& field, Definitions& definitions) {
    if (field.of) (void)record_ref(field.of(), definitions);
    Object form = single_form(field, definitions);
    if (field.many) {
        Object list{{"type", types("array", field.nullable && field.of != nullptr)}};
        list.emplace_back("items", std::move(form));
        form = std::move(list);
    }
    if (!field.about.empty()) form.emplace_back("description", field.about);
    if (!field.unit.empty()) form.emplace_back("unit", field.unit);
    return form;
}

Object document_form(const Document& document, const AnyFields& fields, Definitions& definitions) {
    Object properties{
        {"schema", Object{{"const", "jarip/" + std::string{document.name} + "/1"}}},
        {"jarip", ref("jarip")},
    };
    Value::List required{"schema", "jarip"};
    const auto add = [&](const char* key) {
        properties.emplace_back(key, ref(key));
        required.emplace_back(key);
    };
    if (document.head != Head::version) add("seed");
    if (document.head == Head::model) add("model");
    add_properties(fields, properties, required, definitions);
    if (document.intervals)
        properties.emplace_back("uncertainty", record_ref(document.intervals(), definitions));
    return object_form(std::move(properties), std::move(required));
}

Object schema_head(std::string_view name, std::string_view title) {
    return {
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"$id", "jarip:" + std::string{name}},
        {"$comment", "made by scripts/schemas from the lists of fields in src/jarip/report"},
        {"title", title},
    };
}

Object described_form(Object form, std::string_view about) {
    form.emplace_back("description", about);
    return form;
}

Object model_form() {
    const Object date{{"$ref", "#/$defs/date"}};
    const Object text{{"type", "string"}};
    return object_form(
        {{"name", text},
         {"title", text},
         {"home", described_form({{"type", types("string", true)}},
                                 "ISO 3166-1 alpha-2, or a region's label")},
         {"currency", text},
         {"start", date},
         {"end", described_form(date, "the last day, inclusive")},
         {"what_ifs", described_form({{"type", "array"}, {"items", text}}, "--set, as given")}},
        {"name", "title", "home", "currency", "start", "end", "what_ifs"});
}

// What the heads of documents consist of, and dates.
std::string common_text() {
    Object schema = schema_head("common", "What documents share");
    schema.emplace_back(
        "$defs",
        Object{
            {"jarip", described_form({{"type", "string"}, {"pattern", "^[0-9]+\\.[0-9]+\\.[0-9]+"}},
                                     "version of jarip")},
            {"seed", described_form({{"type", "integer"}, {"minimum", std::int64_t{0}}},
                                    "seed of the random draws")},
            {"date", Object{{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}},
            {"model", model_form()}});
    return short_json_text(schema);
}

std::string schema_text(const Document& document) {
    Object schema = schema_head(document.name, document.title);
    Definitions definitions;
    Value::List forms;
    for (const auto form : document.forms)
        forms.emplace_back(document_form(document, form(), definitions));
    if (forms.size() > 1)
        schema.emplace_back("oneOf", std::move(forms));
    else
        for (const auto& pair : *forms.front().as<Object>()) schema.push_back(pair);
    Object defined;
    // Definitions may name more of them: the list grows while it is read.
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        Object properties;
        Value::List required;
        const AnyFields& fields = *definitions[i];
        add_properties(fields, properties, required, definitions);
        defined.emplace_back(std::string{fields.name},
                             object_form(std::move(properties), std::move(required)));
    }
    if (!defined.empty()) schema.emplace_back("$defs", std::move(defined));
    return short_json_text(schema);
}

}  // namespace

std::vector<Schema> schemas() {
    std::vector<Schema> all{{"common.json", common_text()}};
    for (const Document* const document : documents())
        all.push_back({std::string{document->name} + ".json", schema_text(*document)});
    return all;
}

}  // namespace jarip::report
