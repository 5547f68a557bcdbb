// --set TABLE:KEY.COLUMN=VALUE: cells replaced before the tables are read.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core/split.hpp"
#include "jarip/core/table.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/what_if.hpp"
#include "jarip/network/tables/key_index.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kCandidate = "candidate";

std::string header_of(const TableRule& rule) {
    std::string header;
    for (const auto& column : rule.columns)
        header += (header.empty() ? "" : ",") + std::string{column.name};
    return header + '\n';
}

bool within(const ColumnRule& rule, double value) {
    if (rule.positive && value == 0) return false;
    return value >= rule.range.low && value <= rule.range.high;  // false for NaN
}

// Whether a text is what a pattern says, in which * stands for any characters.
bool fits(std::string_view pattern, std::string_view text) {
    auto star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    text.remove_prefix(star);
    pattern.remove_prefix(star + 1);
    // Between two stars the first place of a piece leaves most for the rest.
    while ((star = pattern.find('*')) != std::string_view::npos) {
        const auto at = text.find(pattern.substr(0, star));
        if (at == std::string_view::npos) return false;
        text.remove_prefix(at + star);
        pattern.remove_prefix(star + 1);
    }
    return text.ends_with(pattern);
}

class WhatIf {
public:
    WhatIf(Loading& loading, std::string_view text, std::map<std::string, KeyIndex>& indices)
        : loading_{&loading}, text_{text}, indices_{&indices} {}

    void apply() {
        const auto setting = parse_what_if(text_);
        if (!setting) return report("E0270", text_, {{"text", std::string{text_}}});
        if (setting->is_of_settings()) return;  // read_settings has taken it
        auto* table = find_table(setting->table, setting->key.starts_with('+'));
        if (!table) return;
        const auto* rule = find_column(*table, setting->column);
        if (!rule) return;
        const auto rows = find_rows(*table, setting->key);
        if (rows.empty() || !good_value(*rule, *setting)) return;
        bool changed = false;
        for (const auto row : rows) {
            if (scale_steps(*table, row, *rule, *setting)) changed = true;
            const auto value = new_value(*table, row, *rule, *setting);
            if (!value) continue;
            changed = true;
            note_status(*table, row, *rule, *value);
            if (rule->numeric() && !value->empty() && !within(*rule, *parse_number(*value)))
                return report_value(*rule, *value, setting->value);
            table->set(row, rule->name, *value);
            if (rule->numeric())
                loading_->network.what_ifs.push_back(
                    {std::string{table->rule().name}, table->key(row), std::string{rule->name}});
        }
        if (!changed)
            report("E0275", setting->column,
                   {{"column", std::string{rule->name}}, {"key", std::string{setting->key}}});
    }

private:
    // A fault in the text of the what-if, under the part that is wrong.
    void report(const char* code, std::string_view part, Arguments arguments) {
        loading_->diagnostics.error(code, place_in(text_, part), std::move(arguments));
    }

    void report_value(const ColumnRule& rule, std::string value, std::string_view part) {
        report("E0274", part, {{"column", std::string{rule.name}}, {"value", std::move(value)}});
    }

    // A table that the model does not have comes into being where rows are added to it.
    ModelTable* find_table(std::string_view name, bool to_add) {
        const auto found = loading_->tables.find(name);
        if (found != loading_->tables.end() && found->second.exists()) return &found->second;
        if (to_add && is_table_of(loading_->network.kind, name)) {
            const auto& rule = *table_rule(name);
            found->second = ModelTable{
                rule,
                parse_csv({std::string{name} + ".csv", header_of(rule)}, loading_->diagnostics)};
            return &found->second;
        }
        std::vector<std::string> names;
        for (const auto& [each, table] : loading_->tables)
            if (table.exists()) names.push_back(each);
        report("E0271", name, {{"table", std::string{name}}, {"suggestion", nearest(name, names)}});
        return nullptr;
    }

    const ColumnRule* find_column(const ModelTable& table, std::string_view name) {
        const auto* rule = table.rule().column(name);
        if (!rule) {
            std::vector<std::string> names;
            for (const auto& each : table.rule().columns) names.emplace_back(each.name);
            report("E0273", name,
                   {{"column", std::string{name}},
                    {"table", std::string{table.rule().name}},
                    {"suggestion", nearest(name, names)}});
        } else if (rule->in_key()) {
            report("E0277", name, {{"column", std::string{name}}});
            return nullptr;
        }
        return rule;
    }

    std::vector<std::size_t> find_rows(ModelTable& table, std::string_view key) {
        if (key.starts_with('+')) return row_to_add(table, key.substr(1));
        auto rows = index_of(table).find(key);
        const bool is_one = !rows.empty() || key.find_first_of("*:") == std::string_view::npos;
        if (!is_one) rows = matching_rows(table, key);
        if (rows.empty()) report_key(table, key, is_one ? index_of(table).nearest_key(key) : "");
        if (is_one && rows.size() > 1) {
            report("E0276", key,
                   {{"key", std::string{key}},
                    {"count", std::to_string(rows.size())},
                    {"example", table.key(rows[0])}});
            rows.clear();
        }
        return rows;
    }

    const KeyIndex& index_of(const ModelTable& table) {
        return indices_->try_emplace(std::string{table.rule().name}, table).first->second;
    }

    // A row that may be there already. What it says is said here: nobody published it.
    std::vector<std::size_t> row_to_add(ModelTable& table, std::string_view key) {
        auto rows = index_of(table).find(key);
        if (!rows.empty()) return rows;
        const auto row = table.add(split(key, '/'));
        if (!row) {
            report_key(table, key, "");
            return rows;
        }
        if (table.rule().column("assumed")) table.set(*row, "assumed", "true");
        indices_->erase(std::string{table.rule().name});
        return {*row};
    }

    // Rows by a pattern of their key, or by whose or where they are: "*/hbm3e-8h", "fab-*", "company:tsmc".
    std::vector<std::size_t> matching_rows(const ModelTable& table, std::string_view key) {
        std::vector<std::size_t> rows;
        const auto colon = key.find(':');
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            const bool found =
                colon == std::string_view::npos
                    ? fits_key(table, row, key)
                    : belongs(table, row, key.substr(0, colon), key.substr(colon + 1));
            if (found) rows.push_back(row);
        }
        return rows;
    }

    static bool fits_key(const ModelTable& table, std::size_t row, std::string_view pattern) {
        const auto parts = split(pattern, '/');
        const auto fits_all = [&](std::string_view key) {
            const auto ids = split(key, '/');
            return parts.size() == ids.size() &&
                   std::equal(parts.begin(), parts.end(), ids.begin(), fits);
        };
        return pattern == "*" || fits_all(table.key(row)) || fits_all(table.key(row, true));
    }

    // Whether the row's cell `column` is `id`, or that of the site or the process that it names.
    bool belongs(const ModelTable& table, std::size_t row, std::string_view column,
                 std::string_view id) {
        if (table.rule().column(column)) return fits(id, table.text(row, table.column(column)));
        const std::pair<std::string_view, std::string_view> owners[] = {{"process", "processes"},
                                                                        {"site", "sites"},
                                                                        {"target", "processes"},
                                                                        {"target", "resources"}};
        for (const auto& [reference, owner] : owners) {
            const auto found = loading_->tables.find(owner);
            const bool is_own = table.rule().name == owner;  // there the reference is its key
            if (is_own || !table.rule().column(reference) || found == loading_->tables.end())
                continue;
            auto text = table.text(row, table.column(reference));
            if (const auto colon = text.find(':'); colon != std::string_view::npos)
                text.remove_prefix(colon + 1);
            const auto rows = index_of(found->second).find(text);
            if (reference == "target" && rows.empty()) continue;  // of the other table
            return rows.size() == 1 && belongs(found->second, rows[0], column, id);
        }
        return false;
    }

    // Twice the capacity is twice that of each row of capacity.csv too. False where there is none.
    bool scale_steps(const ModelTable& table, std::size_t row, const ColumnRule& rule,
                     const WhatIfText& setting) {
        const auto name = table.rule().name;
        if (setting.change != Assignment::multiply || rule.name != "capacity_per_month" ||
            (name != "processes" && name != "resources"))
            return false;
        auto& steps = loading_->tables.find("capacity")->second;
        const auto prefix =
            name == "processes" ? std::string{"process:"} : std::string{"resource:"};
        const auto id = table.key(row);
        bool changed = false;
        for (std::size_t step = 0; step < steps.row_count(); ++step) {
            const auto target = steps.text(step, steps.column("target"));
            if (target != id && target != prefix + id) continue;
            const auto value = new_value(steps, step, rule, setting);
            if (!value || !within(rule, *parse_number(*value))) continue;
            steps.set(step, rule.name, *value);
            loading_->network.what_ifs.push_back(
                {"capacity", steps.key(step), std::string{rule.name}});
            changed = true;
        }
        return changed;
    }

    void note_status(const ModelTable& table, std::size_t row, const ColumnRule& rule,
                     std::string_view value) {
        if (table.rule().name != "processes" || rule.name != "status") return;
        const auto id = table.key(row);
        if (value == kCandidate)
            loading_->switched_on.erase(id);
        else if (table.text(row, table.column(rule.name)) == kCandidate)
            loading_->switched_on.insert(id);
    }

    void report_key(const ModelTable& table, std::string_view key, std::string suggestion) {
        report("E0272", key,
               {{"key", std::string{key}},
                {"table", std::string{table.rule().name}},
                {"suggestion", std::move(suggestion)}});
    }

    bool good_value(const ColumnRule& rule, const WhatIfText& setting) {
        const bool needs_number =
            setting.change != Assignment::replace || (rule.numeric() && !setting.value.empty());
        const auto value = parse_number(setting.value);
        const bool good =
            (!needs_number || (value && *value >= -kLargestFigure && *value <= kLargestFigure)) &&
            (setting.change == Assignment::replace || rule.numeric()) &&
            !(rule.required && setting.value.empty());
        if (good) return true;
        std::string plain{setting.value};
        std::erase(plain, ',');
        if (rule.numeric() && plain.size() < setting.value.size() && parse_number(plain))
            report("E0021", setting.value,
                   {{"column", std::string{rule.name}},
                    {"value", std::string{setting.value}},
                    {"plain", plain}});
        else
            report_value(rule, std::string{setting.value}, setting.value);
        return false;
    }

    // nullopt: there is nothing to multiply or add to.
    static std::optional<std::string> new_value(const ModelTable& table, std::size_t row,
                                                const ColumnRule& rule, const WhatIfText& setting) {
        if (setting.change == Assignment::replace) return std::string{setting.value};
        const auto old = parse_number(table.text(row, table.column(rule.name)));
        if (!old) return std::nullopt;
        const double by = *parse_number(setting.value);
        return format_shortest(setting.change == Assignment::multiply ? *old * by : *old + by);
    }

    Loading* loading_;
    std::string_view text_;
    std::map<std::string, KeyIndex>* indices_;
};

}  // namespace

std::optional<WhatIfText> parse_what_if(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    WhatIfText pieces;
    pieces.value = text.substr(equals + 1);
    auto left = text.substr(0, equals);
    if (left.ends_with('*')) pieces.change = Assignment::multiply;
    if (left.ends_with('+')) pieces.change = Assignment::add;
    if (pieces.change != Assignment::replace) left.remove_suffix(1);
    const auto colon = left.find(':');
    const auto dot = left.rfind('.');
    if (colon == std::string_view::npos || dot == std::string_view::npos || dot < colon)
        return std::nullopt;
    pieces.table = left.substr(0, colon);
    pieces.key = left.substr(colon + 1, dot - colon - 1);
    pieces.column = left.substr(dot + 1);
    if (pieces.table.ends_with(".csv")) pieces.table.remove_suffix(4);
    if (pieces.table.empty() || pieces.key.empty() || pieces.column.empty()) return std::nullopt;
    return pieces;
}

Location place_in(std::string_view what_if, std::string_view part) {
    const auto before = what_if.substr(0, static_cast<std::size_t>(part.data() - what_if.data()));
    return {"--set", 1, character_count(before) + 1, character_count(part), std::string{what_if}};
}

void apply_sets(Loading& loading) {
    std::map<std::string, KeyIndex> indices;
    for (const auto& text : loading.options.sets) WhatIf{loading, text, indices}.apply();
    auto& cells = loading.network.what_ifs;
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
}

}  // namespace jarip::network
