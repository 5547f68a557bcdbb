#include <algorithm>
#include <utility>

#include "jarip/report/render/document.hpp"

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
        default: return Look::general;
    }
}

// A table while it is filled: its columns and rows, and the tables of the lists within.
class Builder {
public:
    Builder(const Context& context, Reader reader) : context_{context}, reader_{reader} {}

    [[nodiscard]] std::deque<Table> build(const Value::Record& result) {
        const std::size_t root = begin("", "", *result.fields, false);
        fill(root, result, 0);
        std::deque<Table> made;
        for (Draft& draft : drafts_)
            if (!draft.columns.empty()) made.push_back(finished(draft));
        return made;
    }

private:
    struct Column {
        Sheet::Column shown;
        std::string unit;
        bool sometimes = false;
    };
    struct Draft {
        std::string name, title;
        std::vector<Column> columns;
        std::vector<std::vector<Cell>> rows;
        std::vector<std::size_t> lists;  // in the order in which its records have them
        bool in_a_list = false;          // rows of its lists say which row they belong to
    };

    [[nodiscard]] Language language() const { return context_.language; }
    [[nodiscard]] std::string said(const char* key) const {
        return text(language(), std::string{"report.workbook."} + key);
    }

    std::size_t begin(const std::string& name, const std::string& title, const AnyFields& fields,
                      bool of_rows) {
        const std::size_t at = drafts_.size();
        drafts_.push_back({name, title, {}, {}, {}, !name.empty()});
        if (of_rows) drafts_[at].columns.push_back({{"row", said("row"), Look::whole}, "", false});
        lay_out(at, fields, "", "");
        return at;
    }

    void lay_out(std::size_t at, const AnyFields& fields, const std::string& path,
                 const std::string& titles) {
        for (const Field& field : fields.all()) {
            if (field.alias) continue;
            const std::string key = path + std::string{field.key};
            const std::string title = field.spread ? "" : titles + title_of(field, language());
            if (field.spread)
                lay_out(at, field.of(), path, titles);
            else if (is_table(at, field))
                add_list(at, field, key, title);
            else if (field.of && !field.many)
                lay_out(at, field.of(), key + '.', title + ": ");
            else
                drafts_[at].columns.push_back(
                    {{key, title, look_of(field)}, unit_of(field, context_), field.sometimes});
        }
    }

    // Lists of words within a row stand in one cell.
    [[nodiscard]] bool is_table(std::size_t at, const Field& field) const {
        return field.many && (field.of || !drafts_[at].in_a_list);
    }

    void add_list(std::size_t at, const Field& field, const std::string& key,
                  const std::string& title) {
        const bool of_rows = drafts_[at].in_a_list;
        const std::string name = of_rows ? drafts_[at].name + '.' + key : key;
        const std::string full = of_rows ? drafts_[at].title + ": " + title : title;
        std::size_t list = drafts_.size();
        if (field.of) {
            list = begin(name, full, field.of(), of_rows);
        } else {
            drafts_.push_back({name, full, {}, {}, {}, true});
            drafts_[list].columns.push_back({{key, title, look_of(field)}, "", false});
        }
        drafts_[at].lists.push_back(list);
    }

    void fill(std::size_t at, const Value::Record& record, std::size_t row_above) {
        std::vector<Cell> cells;
        if (row_above > 0) cells.emplace_back(row_above);
        const std::size_t row = drafts_[at].rows.size() + 1;
        std::size_t list = 0;
        add_cells(at, *record.fields, &record, row, list, cells);
        drafts_[at].rows.push_back(std::move(cells));
    }

    // A record that is null has empty cells, and no rows in its lists.
    void add_cells(std::size_t at, const AnyFields& fields, const Value::Record* record,
                   std::size_t row, std::size_t& list, std::vector<Cell>& cells) {
        std::size_t i = 0;
        const Value nothing;
        for (const Field& field : fields.all()) {
            const Value& value = record ? record->values[i++] : nothing;
            if (field.alias) continue;
            if (!field.spread && is_table(at, field))
                add_rows(at, drafts_[at].lists[list++], value, row);
            else if (field.of && !field.many)
                add_cells(at, field.of(), value.as<Value::Record>(), row, list, cells);
            else
                cells.push_back(cell(field, value));
        }
    }

    void add_rows(std::size_t at, std::size_t list, const Value& value, std::size_t row) {
        const auto* const rows = value.as<Value::List>();
        if (!rows) return;
        for (const Value& each : *rows)
            if (const auto* const record = each.as<Value::Record>())
                fill(list, *record, drafts_[at].in_a_list ? row : 0);
            else
                drafts_[list].rows.push_back({single(each)});
    }

    [[nodiscard]] Cell cell(const Field& field, const Value& value) const {
        if (reader_ == Reader::person && field.kind == Kind::word)
            if (const auto* const word = value.as<std::string>()) {
                const std::string key = "field_word." + *word;
                if (has_text(language(), key)) return text(language(), key);
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
            const auto* const words = each.as<std::string>();
            all += words ? *words : one_line_json(each);
        }
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

    [[nodiscard]] Table finished(Draft& draft) const {
        drop_absent(draft);
        if (draft.name.empty() && reader_ == Reader::person) return figures(draft);
        std::vector<Sheet::Column> columns;
        for (const Column& column : draft.columns) {
            columns.push_back(column.shown);
            if (!column.unit.empty()) columns.back().title += " (" + column.unit + ')';
        }
        Table table{draft.name.empty() ? "summary" : draft.name, {draft.title, std::move(columns)}};
        for (auto& row : draft.rows) table.sheet.add(std::move(row));
        return table;
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
    return Builder{context, reader}.build(record(*result.fields, result.result, context));
}

std::vector<CsvTable> csv_tables(const Described& result, const Context& context) {
    std::vector<CsvTable> files;
    for (const Table& table : tables(result, context, Reader::program))
        files.push_back({table.name, csv(table.sheet)});
    return files;
}

std::string xlsx(const Described& result, const Context& context) {
    Workbook book;
    book.title = "jarip " + std::string{result.document->name};
    for (Table& table : tables(result, context, Reader::person))
        if (!table.sheet.rows().empty()) book.sheets.push_back(std::move(table.sheet));
    add_head(context, book);
    return xlsx(book, context.language);
}

}  // namespace jarip::report
