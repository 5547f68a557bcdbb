/// What a result consists of, said once. A list of fields gives its JSON, the schema under docs/schema, CSV, the
/// sheets of a workbook and the description that a web page renders; only sentences and pages are written by hand.
///
///     const Fields<Built>& built_fields() {
///         static constexpr FieldList fields{"built",
///                                           field::id<&Built::process>("process"),
///                                           field::money<&Built::capex>("capex").at_least(0)};
///         return fields;
///     }
///     ... field::list<&Result::built, built_fields>("built")
///
/// A field reads a member, or calls a function or a lambda of the result, of the result and the context. What it gives
/// says whether null can stand there (std::optional), and a kind that does not fit does not compile. Titles stand in
/// text/*.toml under fields.KEY.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "jarip/core/id.hpp"
#include "jarip/network.hpp"
#include "jarip/report/render/value.hpp"

namespace jarip::report {

struct Context;

/// What a value means; its form in each output follows from it.
enum class Kind : std::uint8_t {
    money,     ///< in the currency of the model, or the unit that is said
    quantity,  ///< in the unit that is said
    number,    ///< without a unit
    share,     ///< 0…1
    ratio,     ///< as a share, but it may be below 0 or above 1
    days,      ///< a length of time
    day,       ///< number of a day from the start of the horizon
    date,
    count,  ///< how many
    flag,
    id,       ///< of a row of a table of the model, a code
    country,  ///< its code; for people its name
    name,     ///< for people, in the language asked for
    word,     ///< one of a few
    text,     ///< a sentence, a file
    record,
    object  ///< keys are data
};
/// "money", "quantity", …
[[nodiscard]] std::string_view kind_word(Kind kind);

struct AnyFields;
using Words = std::span<const std::string_view>;

/// One field of a result whose type is forgotten.
struct Field {
    std::string_view key;
    Kind kind = Kind::number;
    Value (*get)(const void* result, const Context& context) = nullptr;
    const AnyFields& (*of)() = nullptr;            ///< records: what they consist of
    const AnyFields& (*in_workbooks)() = nullptr;  ///< an object that is a list of records there
    Words words;                                   ///< Kind::word: which
    std::string_view unit;   ///< "product", "product/month", "kW"; "product" is the model's
    std::string_view about;  ///< in the schema
    std::string_view title;  ///< key in text/*.toml where it is not fields.KEY
    std::optional<double> minimum, maximum;
    std::uint8_t decimals = 0;  ///< in spreadsheets; 0: as the kind says
    bool many = false;          ///< a list of it
    bool whole = false;         ///< an integer in JSON
    bool nullable = false;
    bool sometimes = false;    ///< the key may be missing
    bool spread = false;       ///< a record whose keys stand among those around it
    bool alias = false;        ///< a key that says what another says; not in tables
    bool as_rows = false;      ///< a record of like records: a row each in tables
    bool one_cell = false;     ///< a list that stands in one cell of tables
    bool identifies = false;   ///< stands before the rows of the lists beside it too
    bool tells_apart = false;  ///< rows that agree in their ids, countries and dates
};

/// The fields of a type, in the order of its keys.
struct AnyFields {
    std::string_view name;  ///< of the definition in schemas
    const Field* first = nullptr;
    std::size_t count = 0;

    [[nodiscard]] std::span<const Field> all() const { return {first, count}; }
};
template <class Result>
struct Fields : AnyFields {};

/// A field of `Result`, and what else can be said of it.
template <class Result>
struct FieldOf : Field {
    /// What the schema says of it, in one line of English.
    [[nodiscard]] constexpr FieldOf says(std::string_view what) const {
        auto copy = *this;
        copy.about = what;
        return copy;
    }
    [[nodiscard]] constexpr FieldOf titled(std::string_view text_key) const {
        auto copy = *this;
        copy.title = text_key;
        return copy;
    }
    [[nodiscard]] constexpr FieldOf at_least(double least) const {
        auto copy = *this;
        copy.minimum = least;
        return copy;
    }
    [[nodiscard]] constexpr FieldOf at_most(double most) const {
        auto copy = *this;
        copy.maximum = most;
        return copy;
    }
    [[nodiscard]] constexpr FieldOf in(std::string_view name_of_unit) const {
        auto copy = *this;
        copy.unit = name_of_unit;
        return copy;
    }
    [[nodiscard]] constexpr FieldOf with_decimals(std::uint8_t digits) const {
        auto copy = *this;
        copy.decimals = digits;
        return copy;
    }
    /// Null where an id is not valid or a text is empty.
    [[nodiscard]] constexpr FieldOf or_null() const {
        auto copy = *this;
        copy.nullable = true;
        return copy;
    }
    /// The key is missing where the value is `Value::Absent`.
    [[nodiscard]] constexpr FieldOf if_there() const {
        auto copy = *this;
        copy.sometimes = true;
        return copy;
    }
    /// A record whose fields are like records: in tables a row each, the first column says which.
    [[nodiscard]] constexpr FieldOf as_rows_of_table() const {
        auto copy = *this;
        copy.as_rows = true;
        return copy;
    }
    /// As ids, countries and dates do: says which row of its list it is.
    [[nodiscard]] constexpr FieldOf tells_rows_apart() const {
        auto copy = *this;
        copy.tells_apart = true;
        return copy;
    }
    /// A list of words or of small records, such as spans of time: in tables one cell, "2025-01-01..2025-03-31; …".
    [[nodiscard]] constexpr FieldOf in_one_cell() const {
        auto copy = *this;
        copy.one_cell = true;
        return copy;
    }
    /// Tells the records of a list apart: a column of the tables of the lists within too.
    [[nodiscard]] constexpr FieldOf as_key() const {
        auto copy = *this;
        copy.identifies = true;
        return copy;
    }
    /// An object that is read as a list of records where the context says that it is for a workbook.
    [[nodiscard]] constexpr FieldOf as_table_in_workbooks(const AnyFields& (*records)()) const {
        auto copy = *this;
        copy.in_workbooks = records;
        return copy;
    }
    /// Says what another key says, for programs that know the old one.
    [[nodiscard]] constexpr FieldOf as_alias() const {
        auto copy = *this;
        copy.alias = true;
        return copy;
    }
};

template <class Result, std::size_t kCount>
struct FieldList : Fields<Result> {
    template <class... Each>
    constexpr FieldList(std::string_view its_name, FieldOf<Result> field, Each... more)
        : stored{field, more...} {
        this->name = its_name;
        this->first = stored.data();
        this->count = kCount;
    }
    FieldList(const FieldList&) = delete;
    FieldList& operator=(const FieldList&) = delete;

    std::array<Field, kCount> stored;
};
template <class Result, class... Each>
FieldList(std::string_view, FieldOf<Result>, Each...) -> FieldList<Result, 1 + sizeof...(Each)>;
template <class Result, class... Each>
FieldList(const char*, FieldOf<Result>, Each...) -> FieldList<Result, 1 + sizeof...(Each)>;

/// A result as its fields say.
[[nodiscard]] Value::Record record(const AnyFields& fields, const void* result,
                                   const Context& context);
template <class Result>
[[nodiscard]] Value::Record record(const Fields<Result>& fields, const Result& result,
                                   const Context& context) {
    const AnyFields& any = fields;
    return record(any, static_cast<const void*>(&result), context);
}

// ---- what a field can be read from -------------------------------------------------------------------

[[nodiscard]] Value id_value(const Context& context, network::CompanyId id);
[[nodiscard]] Value id_value(const Context& context, network::CountryId id);
[[nodiscard]] Value id_value(const Context& context, network::DemandId id);
[[nodiscard]] Value id_value(const Context& context, network::ItemId id);
[[nodiscard]] Value id_value(const Context& context, network::ProcessId id);
[[nodiscard]] Value id_value(const Context& context, network::ResourceId id);
[[nodiscard]] Value id_value(const Context& context, network::SiteId id);
[[nodiscard]] Value id_value(const Context& context, network::StageId id);

namespace field {

template <class T>
struct OptionalOf : std::false_type {
    using Inner = T;
};
template <class T>
struct OptionalOf<std::optional<T>> : std::true_type {
    using Inner = T;
};
template <class T>
using Inner = typename OptionalOf<std::remove_cvref_t<T>>::Inner;

template <class T>
concept Figure = std::is_arithmetic_v<Inner<T>> && !std::same_as<Inner<T>, bool>;
template <class T>
concept Whole = std::integral<Inner<T>> && Figure<T>;
template <class T>
concept Text = std::convertible_to<Inner<T>, std::string_view>;
template <class T>
concept ModelId = requires(const Context& context, Inner<T> id) {
    id_value(context, id);
};

/// What stands in a result becomes a value.
template <class T>
Value value_of(const T& from, const Context& context) {
    if constexpr (std::same_as<T, Value>) {
        return from;
    } else if constexpr (OptionalOf<T>::value) {
        return from ? value_of(*from, context) : Value{};
    } else if constexpr (ModelId<T>) {
        return id_value(context, from);
    } else if constexpr (Whole<T>) {
        return Value{static_cast<std::int64_t>(from)};
    } else if constexpr (Figure<T>) {
        return Value{static_cast<double>(from)};
    } else if constexpr (Text<T>) {
        return Value{std::string_view{from}};
    } else {
        return Value{from};
    }
}

template <class Result, class T>
Result owner_of(T Result::*);
template <class T, class Result, class... Rest>
std::remove_cvref_t<Result> first_of(T (*)(Result, Rest...));
template <class T, class Lambda, class Result, class... Rest>
std::remove_cvref_t<Result> first_of(T (Lambda::*)(Result, Rest...) const);

template <auto kRead>
consteval auto result_type() {
    using Read = decltype(kRead);
    if constexpr (std::is_member_object_pointer_v<Read>)
        return std::type_identity<decltype(owner_of(kRead))>{};
    else if constexpr (std::is_pointer_v<Read>)
        return std::type_identity<decltype(first_of(kRead))>{};
    else
        return std::type_identity<decltype(first_of(&Read::operator()))>{};
}
template <auto kRead>
using ResultOf = typename decltype(result_type<kRead>())::type;

template <auto kRead>
decltype(auto) read(const ResultOf<kRead>& result, const Context& context) {
    if constexpr (std::is_member_object_pointer_v<decltype(kRead)>)
        return (result.*kRead);
    else if constexpr (std::is_invocable_v<decltype(kRead), const ResultOf<kRead>&, const Context&>)
        return kRead(result, context);
    else
        return kRead(result);
}
template <auto kRead>
using Read = std::remove_cvref_t<decltype(read<kRead>(std::declval<const ResultOf<kRead>&>(),
                                                      std::declval<const Context&>()))>;

/// A list of what a field can hold; a text is none.
template <class T>
concept ListOf = !Text<T> && requires(const T& list) {
    std::begin(list);
    std::end(list);
};
template <class T>
struct ElementOf {
    using Type = T;
};
template <ListOf T>
struct ElementOf<T> {
    using Type = std::remove_cvref_t<decltype(*std::begin(std::declval<const T&>()))>;
};
/// What is read, or of a list what stands in it.
template <auto kRead>
using Element = typename ElementOf<Read<kRead>>::Type;

template <auto kRead>
Value get(const void* result, const Context& context) {
    const auto& found = read<kRead>(*static_cast<const ResultOf<kRead>*>(result), context);
    if constexpr (ListOf<Read<kRead>>) {
        Value::List list;
        for (const auto& each : found) list.push_back(value_of(each, context));
        return list;
    } else {
        return value_of(found, context);
    }
}

/// One value, or a list of them where a list is read.
template <auto kRead>
constexpr FieldOf<ResultOf<kRead>> plain(std::string_view key, Kind kind) {
    FieldOf<ResultOf<kRead>> made;
    made.key = key;
    made.kind = kind;
    made.get = get<kRead>;
    made.many = ListOf<Read<kRead>>;
    made.nullable = OptionalOf<Element<kRead>>::value;
    made.whole = Whole<Element<kRead>>;
    return made;
}

template <auto kRead>
constexpr auto figure(std::string_view key, Kind kind) {
    static_assert(Figure<Element<kRead>>, "a figure is a number, or an optional one");
    return plain<kRead>(key, kind);
}
template <auto kRead>
constexpr auto money(std::string_view key) {
    return figure<kRead>(key, Kind::money);
}
template <auto kRead>
constexpr auto quantity(std::string_view key, std::string_view unit) {
    return figure<kRead>(key, Kind::quantity).in(unit);
}
template <auto kRead>
constexpr auto number(std::string_view key) {
    return figure<kRead>(key, Kind::number);
}
template <auto kRead>
constexpr auto share(std::string_view key) {
    return figure<kRead>(key, Kind::share).at_least(0).at_most(1);
}
template <auto kRead>
constexpr auto ratio(std::string_view key) {
    return figure<kRead>(key, Kind::ratio);
}
template <auto kRead>
constexpr auto days(std::string_view key) {
    return figure<kRead>(key, Kind::days);
}
template <auto kRead>
constexpr auto day(std::string_view key) {
    static_assert(Whole<Read<kRead>>, "the number of a day is an integer");
    return plain<kRead>(key, Kind::day).at_least(0);
}
template <auto kRead>
constexpr auto count(std::string_view key) {
    static_assert(Whole<Read<kRead>> || std::same_as<Read<kRead>, Value>, "a count is an integer");
    auto made = plain<kRead>(key, Kind::count).at_least(0);
    made.whole = true;
    return made;
}
template <auto kRead>
constexpr auto date(std::string_view key) {
    static_assert(std::same_as<Inner<Read<kRead>>, Day>, "a date is a Day, or an optional one");
    return plain<kRead>(key, Kind::date);
}
template <auto kRead>
constexpr auto flag(std::string_view key) {
    static_assert(std::same_as<Inner<Read<kRead>>, bool>, "a flag is a bool, or an optional one");
    return plain<kRead>(key, Kind::flag);
}
template <auto kRead>
constexpr auto worded(std::string_view key, Kind kind) {
    using Word = Element<kRead>;
    static_assert(Text<Word> || ModelId<Word> || std::same_as<Word, Value>,
                  "an id, a name and a text are words");
    return plain<kRead>(key, kind);
}
template <auto kRead>
constexpr auto id(std::string_view key) {
    return worded<kRead>(key, Kind::id);
}
template <auto kRead>
constexpr auto country(std::string_view key) {
    return worded<kRead>(key, Kind::country);
}
template <auto kRead>
constexpr auto name(std::string_view key) {
    return worded<kRead>(key, Kind::name);
}
template <auto kRead>
constexpr auto text(std::string_view key) {
    return worded<kRead>(key, Kind::text);
}
/// One of `words`, which stand in static storage; enumerations are read through a function that gives the word.
template <auto kRead>
constexpr auto word(std::string_view key, Words words) {
    auto made = worded<kRead>(key, Kind::word);
    made.words = words;
    return made;
}
/// What a key of a record may be of any kind: an object whose keys are data.
template <auto kRead>
constexpr auto object(std::string_view key) {
    static_assert(std::same_as<Read<kRead>, Value>, "an object is made by hand");
    return plain<kRead>(key, Kind::object);
}

template <class Result>
Result result_of(const Fields<Result>&);
template <auto kFields>
const AnyFields& any_fields() {
    return kFields();
}

template <auto kRead, auto kFields>
Value get_record(const void* result, const Context& context) {
    const auto& part = read<kRead>(*static_cast<const ResultOf<kRead>*>(result), context);
    if constexpr (OptionalOf<std::remove_cvref_t<decltype(part)>>::value)
        return part ? Value{report::record(kFields(), *part, context)} : Value{};
    else
        return Value{report::record(kFields(), part, context)};
}
/// A record in a record: null where an optional one is not there.
template <auto kRead, auto kFields>
constexpr auto record(std::string_view key) {
    FieldOf<ResultOf<kRead>> made;
    made.key = key;
    made.kind = Kind::record;
    made.get = get_record<kRead, kFields>;
    made.of = any_fields<kFields>;
    made.nullable = OptionalOf<Read<kRead>>::value;
    return made;
}
/// The fields of a part stand among those around it.
template <auto kRead, auto kFields>
constexpr auto spread() {
    auto made = record<kRead, kFields>("");
    made.spread = true;
    return made;
}
template <class Result>
const Result& itself(const Result& result) {
    return result;
}
/// Fields that several lists of the same result share.
template <auto kFields>
constexpr auto spread() {
    return spread<itself<decltype(result_of(kFields()))>, kFields>();
}

template <auto kRead, auto kFields>
Value get_list(const void* result, const Context& context) {
    Value::List list;
    const auto& rows = read<kRead>(*static_cast<const ResultOf<kRead>*>(result), context);
    if constexpr (OptionalOf<Read<kRead>>::value) {
        if (!rows) return Value{};
        for (const auto& row : *rows) list.emplace_back(report::record(kFields(), row, context));
    } else {
        for (const auto& row : rows) list.emplace_back(report::record(kFields(), row, context));
    }
    return list;
}
/// A list of records: a table of its own in CSV and workbooks. Null where an optional one is not there.
template <auto kRead, auto kFields>
constexpr auto list(std::string_view key) {
    FieldOf<ResultOf<kRead>> made;
    made.key = key;
    made.kind = Kind::record;
    made.get = get_list<kRead, kFields>;
    made.of = any_fields<kFields>;
    made.many = true;
    made.nullable = OptionalOf<Read<kRead>>::value;
    return made;
}

}  // namespace field
}  // namespace jarip::report
