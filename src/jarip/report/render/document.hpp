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

/// What `--json` of a subcommand prints: its name, and the forms that it has.
struct Document {
    std::string_view name;   ///< "plan": schema "jarip/plan/1"
    std::string_view title;  ///< of the schema
    bool of_model = true;    ///< its head says which model
    std::span<const FieldsFunction> forms;
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
