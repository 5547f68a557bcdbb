// What makes one model another: rows by their keys, settings by their names, other files as they are.

#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "jarip/core/toml.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

using Change = ModelDifferences::Change;

std::string text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    std::string words;
    if (const auto* array = node.as_array()) {
        for (const auto& each : *array) words += (words.empty() ? "" : ", ") + text_of(each);
        return words;
    }
    std::ostringstream written;
    node.visit([&written](const auto& value) {
        if constexpr (!toml::is_table<decltype(value)> && !toml::is_array<decltype(value)>)
            written << value.get();
        else
            written << value;
    });
    return written.str();
}

void flatten(const toml::table& table, const std::string& before, ModelContents& result) {
    for (const auto& [key, node] : table) {
        const std::string name = before + std::string{key.str()};
        if (const auto* inner = node.as_table())
            flatten(*inner, name + '.', result);
        else
            result.settings[name] = text_of(node);
    }
}

bool same(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const auto x = parse_number(a);
    const auto y = parse_number(b);
    return x && y && *x == *y;
}

// Calls only_from(key), only_to(key) and both(key, from, to) for the keys of two maps, in their order.
template <class Value, class OnlyFrom, class OnlyTo, class Both>
void compare(const std::map<std::string, Value>& from, const std::map<std::string, Value>& to,
             OnlyFrom only_from, OnlyTo only_to, Both both) {
    auto a = from.begin();
    auto b = to.begin();
    while (a != from.end() || b != to.end()) {
        if (b == to.end() || (a != from.end() && a->first < b->first)) {
            only_from(a->first, a->second);
            ++a;
        } else if (a == from.end() || b->first < a->first) {
            only_to(b->first, b->second);
            ++b;
        } else {
            both(a->first, a->second, b->second);
            ++a, ++b;
        }
    }
}

class Comparison {
public:
    ModelDifferences run(const ModelContents& from, const ModelContents& to) {
        settings(from, to);
        tables(from, to);
        files(from, to);
        return std::move(result_);
    }

private:
    void settings(const ModelContents& from, const ModelContents& to) {
        const auto add = [this](const std::string& name, std::string before, std::string after) {
            result_.cells.push_back({"model.toml", "", name, std::move(before), std::move(after)});
        };
        compare(
            from.settings, to.settings,
            [&](const std::string& name, const std::string& value) { add(name, value, ""); },
            [&](const std::string& name, const std::string& value) { add(name, "", value); },
            [&](const std::string& name, const std::string& a, const std::string& b) {
                if (!same(a, b)) add(name, a, b);
            });
    }

    void tables(const ModelContents& from, const ModelContents& to) {
        const std::map<std::string, ModelContents::Row> none;
        compare(
            from.tables, to.tables,
            [&](const std::string& file, const auto& rows) { table(file, rows, none); },
            [&](const std::string& file, const auto& rows) { table(file, none, rows); },
            [&](const std::string& file, const auto& a, const auto& b) { table(file, a, b); });
    }

    void table(const std::string& file, const std::map<std::string, ModelContents::Row>& from,
               const std::map<std::string, ModelContents::Row>& to) {
        const auto& rule = *table_rule(std::string_view{file}.substr(0, file.rfind('.')));
        const auto add = [&](Change change) {
            return [this, &file, change](const std::string& key, const ModelContents::Row&) {
                result_.rows.push_back({file, key, change});
            };
        };
        compare(
            from, to, add(Change::removed), add(Change::added),
            [&](const std::string& key, const ModelContents::Row& a, const ModelContents::Row& b) {
                for (std::size_t i = 0; i < rule.columns.size(); ++i)
                    if (!same(a[i], b[i]))
                        result_.cells.push_back(
                            {file, key, std::string{rule.columns[i].name}, a[i], b[i]});
            });
    }

    void files(const ModelContents& from, const ModelContents& to) {
        const auto add = [this](Change change) {
            return [this, change](const std::string& file, const std::string&) {
                result_.files.push_back({file, change});
            };
        };
        compare(from.others, to.others, add(Change::removed), add(Change::added),
                [this](const std::string& file, const std::string& a, const std::string& b) {
                    if (a != b) result_.files.push_back({file, Change::changed});
                });
    }

    ModelDifferences result_;
};

}  // namespace

ModelContents contents(const Folder& folder) {
    const Loading loading = read_rows(folder);
    ModelContents result;
    Diagnostics diagnostics;
    if (const auto settings = parse_toml(*folder.read("model.toml"), diagnostics))
        flatten(*settings, "", result);
    for (const auto& [name, table] : loading.tables) {
        if (!table.exists()) continue;
        auto& rows = result.tables[table.file()];
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            auto& cells = rows[table.key(row)];
            for (const auto& rule : table.rule().columns)
                cells.emplace_back(table.text(row, table.column(rule.name)));
        }
    }
    for (const auto& file : folder.names())
        if (file != "model.toml" && !result.tables.contains(file))
            result.others[file] = folder.read_bytes(file)->text;
    return result;
}

ModelDifferences differences(const ModelContents& from, const ModelContents& to) {
    return Comparison{}.run(from, to);
}

}  // namespace jarip::network
