#include "jarip/report/render/fields.hpp"

#include <cassert>
#include <cmath>
#include <utility>

#include "jarip/report/render/document.hpp"

namespace jarip::report {

using network::Network;

Value::Value() = default;
Value::~Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;

Value::Value(Absent absent) : any_{absent} {}
Value::Value(bool flag) : any_{flag} {}
Value::Value(std::int64_t whole) : any_{whole} {}
Value::Value(std::uint64_t whole) : any_{whole} {}
Value::Value(Day day) : any_{day} {}
Value::Value(std::string text) : any_{std::move(text)} {}
Value::Value(std::string_view text) : any_{std::string{text}} {}
Value::Value(const char* text) : any_{std::string{text}} {}
Value::Value(List list) : any_{std::move(list)} {}
Value::Value(Record record) : any_{std::move(record)} {}
Value::Value(Object object) : any_{std::move(object)} {}
// "-0.0" says nothing that 0 does not.
Value::Value(double number) : any_{number == 0 ? 0.0 : number} { assert(std::isfinite(number)); }

std::string_view kind_word(Kind kind) {
    switch (kind) {
        case Kind::money: return "money";
        case Kind::quantity: return "quantity";
        case Kind::number: return "number";
        case Kind::share: return "share";
        case Kind::ratio: return "ratio";
        case Kind::days: return "days";
        case Kind::day: return "day";
        case Kind::date: return "date";
        case Kind::count: return "count";
        case Kind::flag: return "flag";
        case Kind::id: return "id";
        case Kind::country: return "country";
        case Kind::name: return "name";
        case Kind::word: return "word";
        case Kind::text: return "text";
        case Kind::record: return "record";
        case Kind::object: return "object";
    }
    return "object";
}

Value::Record record(const AnyFields& fields, const void* result, const Context& context) {
    Value::Record made{&fields, {}};
    made.values.reserve(fields.count);
    for (const Field& field : fields.all()) {
        Value value = field.get(result, context);
        const auto* const words = value.as<std::string>();
        made.values.push_back(words && words->empty() && field.nullable ? Value{}
                                                                        : std::move(value));
    }
    return made;
}

namespace {

template <class Table, class Id>
Value id_of_row(const Table& table, Id id) {
    return id.valid() ? Value{table[id].id} : Value{};
}

}  // namespace

Value id_value(const Context& context, network::CompanyId id) {
    return id_of_row(context.network->companies, id);
}
Value id_value(const Context& context, network::CountryId id) {
    return id.valid() ? Value{context.network->countries[id].code} : Value{};
}
Value id_value(const Context& context, network::DemandId id) {
    return id_of_row(context.network->demands, id);
}
Value id_value(const Context& context, network::ItemId id) {
    return id_of_row(context.network->items, id);
}
Value id_value(const Context& context, network::ProcessId id) {
    return id_of_row(context.network->processes, id);
}
Value id_value(const Context& context, network::ResourceId id) {
    return id_of_row(context.network->resources, id);
}
Value id_value(const Context& context, network::SiteId id) {
    return id_of_row(context.network->sites, id);
}
Value id_value(const Context& context, network::StageId id) {
    return id_of_row(context.network->stages, id);
}

std::string title_of(const Field& field, Language language) {
    if (!field.title.empty()) return text(language, field.title);
    return text(language, "fields." + std::string{field.key});
}

std::string product_unit(const Context& context) {
    const Network& network = *context.network;
    if (network.kind == network::Kind::flows) return network.currency;
    std::string unit;
    for (const auto product : network.products) {
        const std::string& its = network.items[product].unit;
        if (!unit.empty() && unit != its) return text(context.language, "field_unit.products");
        unit = its;
    }
    if (unit.empty()) return text(context.language, "field_unit.products");
    const std::string key = "report.unit." + unit + ".many";
    return has_text(context.language, key) ? text(context.language, key) : unit;
}

std::string unit_of(const Field& field, const Context& context) {
    if (field.kind == Kind::days) return text(context.language, "field_unit.days");
    if (field.kind == Kind::money && field.unit.empty())
        return context.network ? context.network->currency : std::string{};
    std::string unit;
    for (std::size_t at = 0; at < field.unit.size();) {
        const auto slash = std::min(field.unit.find('/', at), field.unit.size());
        const std::string part{field.unit.substr(at, slash - at)};
        const std::string key = "field_unit." + part;
        if (!unit.empty()) unit += '/';
        if (part == "product" && context.network)
            unit += product_unit(context);
        else
            unit += has_text(context.language, key) ? text(context.language, key) : part;
        at = slash + 1;
    }
    return unit;
}

}  // namespace jarip::report
