/// The documents of jarip: a result, the list of its fields and what else its JSON says. For .cpp files of this folder.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"
#include "jarip/report/render/workbook.hpp"

namespace jarip::report {

using FieldsFunction = const AnyFields& (*)();

/// What stands before the keys of a result.
enum class Head {
    version,  ///< schema, jarip
    seed,     ///< those, seed
    model     ///< those, and the model
};
/// What `--json` of a subcommand prints: its name, and the forms that it has.
struct Document {
    std::string_view name;   ///< "plan": schema "jarip/plan/1"
    std::string_view title;  ///< of the schema
    Head head = Head::model;
    std::span<const FieldsFunction> forms;
    /// What --csv FILE.csv holds: the first of these tables that has rows; of none, the first list of records.
    std::span<const std::string_view> main_tables = {};
    /// Or a format of its own that jarip reads again.
    std::string (*format)(const void* result) = nullptr;
    /// What is said of intervals, under "uncertainty", where they were asked for.
    FieldsFunction intervals = nullptr;
};
/// All that are described by fields; schemas are made of them.
[[nodiscard]] std::span<const Document* const> documents();

/// The keys that every document begins with: schema, jarip, seed and, of a model, model.
[[nodiscard]] Value::Object head(const Document& document, const Context& context);

/// JSON of a value as documents are printed: two spaces a level, a line end at its end.
[[nodiscard]] std::string json_text(const Value& value);
/// Objects and lists that are short stand on one line.
[[nodiscard]] std::string short_json_text(const Value& value);
/// On one line.
[[nodiscard]] std::string one_line_json(const Value& value);
/// Without any blanks, for programs alone; a line end at its end.
[[nodiscard]] std::string compact_json(const Value& value);

/// The head of a document, then the keys of its result.
[[nodiscard]] Value document_value(const Described& result, const Context& context);
/// What each key of a result means, as described_json says it under "fields".
[[nodiscard]] Value description(const AnyFields& fields, const Context& context);

/// The name of a field in a language.
[[nodiscard]] std::string title_of(const Field& field, Language language);
/// "racks/month", "USD"; "" where it has none.
[[nodiscard]] std::string unit_of(const Field& field, const Context& context);
/// What the products of the model are counted in: the unit of its items, else a word for units.
[[nodiscard]] std::string product_unit(const Context& context);

/// A table of a result: the scalars ("summary"), or one of its lists of records, by its path of keys.
struct Table {
    std::string name;  ///< "flows", "late_reasons.because"
    Sheet sheet;
};
enum class Reader { program, person };
/// For a program: one row of scalars, keys as they are in JSON. For people: titles, units, words.
[[nodiscard]] std::deque<Table> tables(const Described& result, const Context& context,
                                       Reader reader);

}  // namespace jarip::report
