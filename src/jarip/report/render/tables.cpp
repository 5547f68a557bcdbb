#include <algorithm>
#include <utility>

#include "jarip/report/render/country.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/names_sheet.hpp"

namespace jarip::report {
namespace {

Look look_of(const Field& field) {
    if (field.decimals == 2) return Look::two;
    if (field.decimals == 4) return Look::four;
    switch (field.kind) {
        case Kind::money: return Look::two;
        case Kind::share:
        case Kind::ratio: return Look::percent;
        case Kind::count: return Look::whole;
        case Kind::quantity:
        case Kind::number:
        case Kind::days: return Look::figure;
        default: return Look::general;
    }
}

// What a figure means, where its title alone does not say it.
Workbook::Note meaning_of(const Field& field, Language language) {
    constexpr std::string_view kTitles = "fields.";
    std::string_view key = field.key;
    if (!field.title.empty()) key = field.title;
    if (key.starts_with(kTitles)) key.remove_prefix(kTitles.size());
    const std::string meaning = "field_means." + std::string{key};
    if (!has_text(language, meaning)) return {};
    return {title_of(field, language), text(language, meaning)};
}

// A table while it is filled: its columns and rows, and the tables of the lists within.
class Builder {
public:
    Builder(const Context& context, Reader reader) : context_{context}, reader_{reader} {}

    [[nodiscard]] std::deque<Table> build(const Value::Record& result) {
        const std::size_t root = begin("", "", {}, false);
        lay_out(root, *result.fields, "", "", false);
        fill(root, result, 0, {});
        std::deque<Table> made;
        for (Draft& draft : drafts_)
            if (!draft.columns.empty()) made.push_back(finished(draft));
        return made;
    }
    [[nodiscard]] std::vector<Workbook::Note> meanings() && { return std::move(meanings_); }

private:
    struct Column {
        Sheet::Column shown;
        std::string unit;
        Workbook::Note meaning;
        bool sometimes = false;
    };
    struct Draft {
        std::string name, title;
        std::vector<Column> columns;
        std::vector<std::vector<Cell>> rows;
        std::vector<Column> keys;  // before the rows of its lists, which say what they belong to
        std::vector<std::size_t> lists;  // in the order in which its records have them
        bool in_a_list = false;
    };

    [[nodiscard]] Language language() const { return context_.language; }
    [[nodiscard]] std::string said(const char* key) const {
        return text(language(), std::string{"report.workbook."} + key);
    }

    // A table: "row" is the row of the list above to which a row belongs, `keys` are its columns that tell rows apart.
    std::size_t begin(const std::string& name, const std::string& title, std::vector<Column> keys,
                      bool of_rows) {
        const std::size_t at = drafts_.size();
        drafts_.push_back({name, title, {}, {}, {}, {}, !name.empty()});
        if (of_rows)
            drafts_[at].columns.push_back({{"row", said("row"), Look::whole}, "", {}, false});
        for (const Column& key : keys) drafts_[at].columns.push_back(key);
        drafts_[at].keys = std::move(keys);
        return at;
    }

    void lay_out(std::size_t at, const AnyFields& fields, const std::string& path,
                 const std::string& titles, bool identify) {
        for (const Field& field : fields.all()) {
            if (field.alias) continue;
            const std::string key = path + std::string{field.key};
            const std::string title = field.spread ? "" : titles + title_of(field, language());
            const bool is_key = identify || tells_row(fields, field);
            if (field.spread)
                lay_out(at, field.of(), path, titles, is_key);
            else if (is_table(at, field))
                add_list(at, field, key, title);
            else if (field.of && !field.many)
                lay_out(at, field.of(), key + '.', title + ": ", is_key);
            else
                add_column(at, field, key, title, is_key);
        }
    }

    void add_column(std::size_t at, const Field& field, const std::string& key,
                    const std::string& title, bool is_key) {
        Draft& draft = drafts_[at];
        draft.columns.push_back({{key, title, look_of(field)},
                                 unit_of(field, context_),
                                 meaning_of(field, language()),
                                 field.sometimes});
        if (!is_key || !draft.in_a_list) return;
        draft.keys.push_back(draft.columns.back());
        draft.keys.back().shown.key = draft.name + '.' + key;
        draft.keys.back().shown.title = draft.title + ": " + title;
    }

    // Which row of its list it is, before the rows of the lists within: for people its name, else its first id, and its
    // unit too.
    [[nodiscard]] bool tells_row(const AnyFields& fields, const Field& field) const {
        if (field.identifies || reader_ == Reader::program) return field.identifies;
        if (field.key == "unit") return true;
        const auto first = [&](auto is_one) {
            for (const Field& each : fields.all())
                if (!each.many && is_one(each.kind)) return &each;
            return static_cast<const Field*>(nullptr);
        };
        const Field* const name = first([](Kind kind) { return kind == Kind::name; });
        return &field == (name ? name : first([](Kind kind) {
            return kind == Kind::id || kind == Kind::country || kind == Kind::date;
        }));
    }

    // Lists of words within a row stand in one cell.
    [[nodiscard]] bool is_table(std::size_t at, const Field& field) const {
        if (field.one_cell) return false;
        if (field.in_workbooks && reader_ == Reader::person) return true;
        return field.as_rows || (field.many && (field.of || !drafts_[at].in_a_list));
    }

    void add_list(std::size_t at, const Field& field, const std::string& key,
                  const std::string& title) {
        const bool of_rows = drafts_[at].in_a_list;
        const std::string name = of_rows ? drafts_[at].name + '.' + key : key;
        const std::string full = of_rows ? drafts_[at].title + ": " + title : title;
        const std::size_t list = begin(name, full, drafts_[at].keys, of_rows);
        if (field.as_rows) {
            const Field& first = field.of().all().front();
            drafts_[list].columns.push_back({{"figure", said("figure")}, "", {}, false});
            drafts_[list].columns.push_back({{"unit", said("unit")}, "", {}, false});
            lay_out(list, first.of(), "", "", false);
        } else if (field.in_workbooks) {
            lay_out(list, field.in_workbooks(), "", "", false);
        } else if (field.of) {
            lay_out(list, field.of(), "", "", false);
        } else {
            drafts_[list].columns.push_back({{key, title, look_of(field)}, "", {}, false});
        }
        drafts_[at].lists.push_back(list);
    }

    using Cells = std::vector<Cell>;
    // A row while it is filled.
    struct Row {
        std::size_t at = 0;      // its table
        std::size_t number = 0;  // in it, from 1
        Cells cells;
        Cells keys;            // those before the rows of its lists
        std::size_t list = 0;  // the next of its lists
    };

    [[nodiscard]] Row begin_row(std::size_t at, std::size_t row_above, const Cells& keys) const {
        Row row{at, drafts_[at].rows.size() + 1, {}, keys};
        if (row_above > 0) row.cells.emplace_back(row_above);
        row.cells.insert(row.cells.end(), keys.begin(), keys.end());
        return row;
    }

    void fill(std::size_t at, const Value::Record& record, std::size_t row_above,
              const Cells& keys) {
        Row row = begin_row(at, row_above, keys);
        add_cells(row, *record.fields, &record, false);
        drafts_[at].rows.push_back(std::move(row.cells));
    }

    // A record that is null has empty cells, and no rows in its lists.
    void add_cells(Row& row, const AnyFields& fields, const Value::Record* record, bool identify) {
        std::size_t i = 0;
        const Value nothing;
        for (const Field& field : fields.all()) {
            const Value& value = record ? record->values[i++] : nothing;
            if (field.alias) continue;
            const bool is_key = identify || tells_row(fields, field);
            if (!field.spread && is_table(row.at, field)) {
                add_rows(row, field, value);
            } else if (field.of && !field.many) {
                add_cells(row, field.of(), value.as<Value::Record>(), is_key);
            } else {
                row.cells.push_back(cell(field, value));
                if (is_key && drafts_[row.at].in_a_list) row.keys.push_back(row.cells.back());
            }
        }
    }

    void add_rows(Row& row, const Field& field, const Value& value) {
        const std::size_t list = drafts_[row.at].lists[row.list++];
        const std::size_t row_above = drafts_[row.at].in_a_list ? row.number : 0;
        if (const auto* const records = value.as<Value::Record>(); records && field.as_rows)
            for (std::size_t i = 0; i < records->values.size(); ++i)
                add_figure(begin_row(list, row_above, row.keys), field.of().all()[i],
                           records->values[i]);
        const auto* const values = value.as<Value::List>();
        if (!values) return;
        for (const Value& each : *values)
            if (const auto* const record = each.as<Value::Record>())
                fill(list, *record, row_above, row.keys);
            else
                add_single(begin_row(list, row_above, row.keys), field, each);
    }

    void add_figure(Row row, const Field& field, const Value& value) {
        if (value.is_absent()) return;
        row.cells.emplace_back(reader_ == Reader::program ? std::string{field.key}
                                                          : title_of(field, language()));
        row.cells.emplace_back(unit_of(field, context_));
        add_cells(row, field.of(), value.as<Value::Record>(), false);
        drafts_[row.at].rows.push_back(std::move(row.cells));
    }

    void add_single(Row row, const Field& field, const Value& value) {
        row.cells.push_back(cell(field, value));
        drafts_[row.at].rows.push_back(std::move(row.cells));
    }

    [[nodiscard]] Cell cell(const Field& field, const Value& value) const {
        if (reader_ == Reader::person && field.kind == Kind::country && !field.many)
            if (const auto* const code = value.as<std::string>())
                return country_label(*code, language());
        if (reader_ == Reader::person && field.kind == Kind::word)
            if (const auto* const word = value.as<std::string>()) {
                for (const char* const words : {"field_word.", "page.word."})
                    if (has_text(language(), words + *word)) return text(language(), words + *word);
            }
        return single(value);
    }

    [[nodiscard]] Cell single(const Value& value) const {
        if (const auto* const flag = value.as<bool>()) {
            if (reader_ == Reader::program) return *flag ? "true" : "false";
            return said(*flag ? "yes" : "no");
        }
        if (const auto* const whole = value.as<std::int64_t>()) return static_cast<double>(*whole);
        if (const auto* const number = value.as<double>()) return *number;
        if (const auto* const day = value.as<Day>()) return *day;
        if (const auto* const words = value.as<std::string>()) return *words;
        if (const auto* const list = value.as<Value::List>()) return joined(*list);
        if (value.as<Value::Object>()) return one_line_json(value);
        return {};
    }

    [[nodiscard]] static std::string joined(const Value::List& list) {
        std::string all;
        for (const Value& each : list) {
            if (!all.empty()) all += "; ";
            all += one_word(each);
        }
        return all;
    }
    [[nodiscard]] static std::string one_word(const Value& value) {
        if (const auto* const words = value.as<std::string>()) return *words;
        if (const auto* const day = value.as<Day>()) return format_date(*day);
        const auto* const record = value.as<Value::Record>();
        if (!record) return one_line_json(value);
        std::string all;
        for (const Value& each : record->values) all += (all.empty() ? "" : "..") + one_word(each);
        return all;
    }

    // Of keys that may be missing, those that no row has are no columns.
    static void drop_absent(Draft& draft) {
        for (std::size_t c = draft.columns.size(); c-- > 0;) {
            const auto is_empty = [&](const std::vector<Cell>& row) {
                return std::holds_alternative<std::monostate>(row[c].value());
            };
            if (!draft.columns[c].sometimes ||
                !std::all_of(draft.rows.begin(), draft.rows.end(), is_empty))
                continue;
            const auto at = static_cast<std::ptrdiff_t>(c);
            draft.columns.erase(draft.columns.begin() + at);
            for (auto& row : draft.rows) row.erase(row.begin() + at);
        }
    }

    [[nodiscard]] Table finished(Draft& draft) {
        drop_absent(draft);
        for (const Column& column : draft.columns)
            if (!draft.rows.empty()) add_meaning(column);
        if (draft.name.empty() && reader_ == Reader::person) return figures(draft);
        std::vector<Sheet::Column> columns;
        for (const Column& column : draft.columns) {
            columns.push_back(column.shown);
            if (!column.unit.empty()) columns.back().title += " (" + column.unit + ')';
        }
        Table table{draft.name.empty() ? "summary" : draft.name, {draft.title, std::move(columns)}};
        const auto unit =
            std::find_if(draft.columns.begin(), draft.columns.end(), [](const Column& column) {
                return column.shown.key == "unit" || column.shown.key.ends_with(".unit");
            });
        for (auto& row : draft.rows) {
            if (unit != draft.columns.end())
                show_in_unit(row, draft.columns,
                             static_cast<std::size_t>(unit - draft.columns.begin()));
            table.sheet.add(std::move(row));
        }
        return table;
    }

    // Figures whose unit stands in their row.
    void show_in_unit(Cells& row, const std::vector<Column>& columns, std::size_t unit) const {
        const auto* const word = std::get_if<std::string>(&row[unit].value());
        if (!word) return;
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (columns[c].shown.look != Look::figure) continue;
            if (*word == "share") row[c] = std::move(row[c]).as(Look::percent);
            if (*word == "money") row[c] = std::move(row[c]).as(Look::two);
        }
        if (reader_ == Reader::program) return;
        const std::string key = "report.workbook.unit_" + *word;
        if (*word == "money" && context_.network)
            row[unit] = context_.network->currency;
        else if (has_text(language(), key))
            row[unit] = text(language(), key);
    }

    void add_meaning(const Column& column) {
        if (column.meaning.sentence.empty()) return;
        for (const auto& told : meanings_)
            if (told.sentence == column.meaning.sentence) return;
        meanings_.push_back(column.meaning);
    }

    // Scalars for people: a line each.
    [[nodiscard]] Table figures(Draft& draft) const {
        Table table{
            "summary",
            {said("summary"),
             {{"figure", said("figure")}, {"value", said("value")}, {"unit", said("unit")}}}};
        for (std::size_t c = 0; c < draft.columns.size(); ++c) {
            const Column& column = draft.columns[c];
            table.sheet.add({column.shown.title,
                             std::move(draft.rows.front()[c]).as(column.shown.look), column.unit});
        }
        return table;
    }

    const Context& context_;
    Reader reader_;
    std::deque<Draft> drafts_;
    std::vector<Workbook::Note> meanings_;
};

void add_head(const Context& context, Workbook& book) {
    const auto said = [&](const char* key, const Arguments& arguments = {}) {
        return text(context.language, std::string{"report.workbook."} + key, arguments);
    };
    if (context.network) {
        const auto& network = *context.network;
        book.note(said("model"), network.title.in(context.language) + " (" + network.name + ')');
        for (const auto& setting : context.what_ifs) book.note("--set", setting);
    }
    book.note(said("program"), "jarip " + std::string{version()});
    book.note(said("empty"), said("empty_means"));
}

}  // namespace

std::deque<Table> tables(const Described& result, const Context& context, Reader reader) {
    auto all = Builder{context, reader}.build(record(*result.fields, result.result, context));
    if (!result.document->intervals || !context.intervals) return all;
    for (Table& table : Builder{context, reader}.build(
             record(result.document->intervals(), context.intervals, context))) {
        table.name = "uncertainty." + table.name;
        all.push_back(std::move(table));
    }
    return all;
}

std::vector<CsvTable> csv_tables(const Described& result, const Context& context) {
    std::vector<CsvTable> files;
    for (const Table& table : tables(result, context, Reader::program))
        files.push_back({table.name, csv(table.sheet)});
    return files;
}

std::string csv(const Described& result, const Context& context,
                std::span<const std::string_view> names) {
    const auto all = tables(result, context, Reader::program);
    const auto at = [&](std::string_view name) {
        return std::find_if(all.begin(), all.end(),
                            [&](const Table& table) { return table.name == name; });
    };
    for (const std::string_view name : names)
        if (const auto found = at(name); found != all.end() && !found->sheet.rows().empty())
            return csv(found->sheet);
    if (!names.empty())
        if (const auto found = at(names.back()); found != all.end()) return csv(found->sheet);
    // The first list of records; the scalars where there is none.
    return csv(all[all.size() > 1 && all[0].name == "summary"].sheet);
}

std::string main_csv(const Described& result, const Context& context) {
    if (result.document->format) return result.document->format(result.result);
    return csv(result, context, result.document->main_tables);
}

std::string xlsx(const Described& result, const Context& context) {
    Workbook book;
    book.title = "jarip " + std::string{result.document->name};
    Context people = context;
    people.in_workbook = true;
    Builder builder{people, Reader::person};
    for (Table& table : builder.build(record(*result.fields, result.result, people)))
        if (!table.sheet.rows().empty()) book.sheets.push_back(std::move(table.sheet));
    add_name_columns(context, book);
    add_names(context, book);
    add_head(context, book);
    for (auto& note : std::move(builder).meanings()) book.notes.push_back(std::move(note));
    return xlsx(book, context.language);
}

}  // namespace jarip::report
