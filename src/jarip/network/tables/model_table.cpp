#include "jarip/network/tables/model_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace jarip::network {
namespace {

Arguments named(std::string_view column, std::string_view value) {
    constexpr std::size_t kShown = 60;
    std::size_t length = std::min(value.size(), kShown);
    while (length < value.size() && (static_cast<unsigned char>(value[length]) & 0xC0U) == 0x80U)
        --length;
    return {{"column", std::string{column}}, {"value", std::string{value.substr(0, length)}}};
}

void check_sources(const ModelTable& table, bool strict, Diagnostics& diagnostics) {
    const auto& rule = table.rule();
    const auto source = table.column("source");
    const auto assumed = table.column("assumed");
    if (rule.name == "sources") return;
    std::size_t count = 0;
    Location first;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.given(row, source) || table.text(row, assumed) != "false") continue;
        const Column figure = table.first_figure(row);
        if (figure.present() && ++count == 1) first = table.location(row, figure);
    }
    if (count == 0) return;
    const Arguments arguments{{"count", std::to_string(count)},
                              {"rows", std::to_string(table.row_count())}};
    if (strict)
        diagnostics.error("E0230", first, arguments);
    else
        diagnostics.warning("E0230", first, arguments);
}

void check_keys(const ModelTable& table, Diagnostics& diagnostics) {
    // The first row of each key, counted from 1, at a place that its hash says, with a part of the hash, so that other keys are
    // seldom compared; of ten million rows keys as texts would take a gigabyte.
    struct Seen {
        std::uint32_t row = 0;
        std::uint32_t hash = 0;
    };
    std::vector<Seen> seen(std::bit_ceil(2 * table.row_count() + 1));
    const std::size_t mask = seen.size() - 1;
    const auto first = table.column(table.rule().columns[0].name);
    constexpr std::size_t kBlock = 32;  // rows whose places are asked for together
    std::array<std::size_t, kBlock> hashes{};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (row % kBlock == 0)
            for (std::size_t r = row; r < std::min(row + kBlock, table.row_count()); ++r) {
                hashes[r - row] = table.key_hash(r);
                __builtin_prefetch(&seen[hashes[r - row] & mask], 1);
            }
        if (table.text(row, first).empty()) continue;
        const std::size_t hash = hashes[row % kBlock];
        const auto part = static_cast<std::uint32_t>(hash >> 32U);
        std::size_t place = hash & mask;
        while (seen[place].row != 0 &&
               (seen[place].hash != part || !table.same_key(row, seen[place].row - 1)))
            place = (place + 1) & mask;
        if (seen[place].row == 0) {
            seen[place] = {static_cast<std::uint32_t>(row + 1), part};
            continue;
        }
        diagnostics.error(
            "E0205", table.location(row, first),
            {{"key", table.key(row)}, {"line", std::to_string(table.line(seen[place].row - 1))}});
    }
}

}  // namespace

ModelTable::ModelTable(const TableRule& rule) : ModelTable{rule, Table{}} { exists_ = false; }

ModelTable::ModelTable(const TableRule& rule, Table table)
    : rule_{&rule}, table_{std::move(table)}, exists_{true} {
    for (const auto& column : rule.columns) {
        const auto default_value =
            column.numeric() ? parse_number(column.default_value) : std::nullopt;
        columns_.push_back({&column, table_.column(column.name).value_or(Column::kAbsent),
                            default_value.value_or(0)});
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].rule->in_key()) keys_.push_back(columns_[i]);
        if (columns_[i].rule->cell == Cell::figure) figures_.push_back(i);
    }
}

Column ModelTable::column(std::string_view name) const {
    const auto* rule = rule_->column(name);
    assert(rule != nullptr);
    return columns_[static_cast<std::size_t>(rule - rule_->columns.data())];
}

bool ModelTable::given(std::size_t row, const Column& column) const {
    return column.present() && !table_.cell(row, column.index).empty();
}

std::string_view ModelTable::text(std::size_t row, const Column& column) const {
    if (column.present()) {
        const auto cell = table_.cell(row, column.index);
        if (!cell.empty()) return cell;
    }
    const auto default_value = column.rule->default_value;
    if (default_value.starts_with('=')) return text(row, this->column(default_value.substr(1)));
    return default_value;
}

Location ModelTable::location(std::size_t row, const Column& column) const {
    return table_.location(row, column.present() ? column.index : 0);
}

std::string ModelTable::key(std::size_t row, bool brief) const {
    std::string result;
    bool first = true;
    for (const auto& column : keys_) {
        if (brief && !column.rule->required) continue;
        if (!first) result += '/';
        result += text(row, column);
        first = false;
    }
    return result;
}

std::size_t ModelTable::key_hash(std::size_t row) const {
    constexpr std::size_t kMix = 0x9e3779b97f4a7c15U;
    std::size_t hash = 0;
    for (const auto& column : keys_)
        hash = (hash ^ (hash >> 29U)) * kMix + std::hash<std::string_view>{}(text(row, column));
    return hash ^ (hash >> 32U);
}

bool ModelTable::same_key(std::size_t row, std::size_t other) const {
    return std::ranges::all_of(
        keys_, [&](const Column& column) { return text(row, column) == text(other, column); });
}

Column ModelTable::first_figure(std::size_t row) const {
    for (const std::size_t i : figures_)
        if (given(row, columns_[i])) return columns_[i];
    return {};
}

void ModelTable::set(std::size_t row, std::string_view name, std::string_view value) {
    auto column = this->column(name);
    if (!column.present()) {
        column.index = table_.add_column(name, "");
        columns_[static_cast<std::size_t>(column.rule - rule_->columns.data())] = column;
        for (auto& key : keys_)
            if (key.rule == column.rule) key = column;
    }
    table_.set_cell(row, column.index, value);
}

std::optional<std::size_t> ModelTable::add(const std::vector<std::string_view>& key) {
    std::vector<std::string_view> ids, required;
    for (const auto& column : keys_) {
        ids.push_back(column.rule->name);
        if (column.rule->required) required.push_back(column.rule->name);
    }
    if (key.size() != ids.size()) ids = std::move(required);
    if (key.size() != ids.size()) return std::nullopt;
    const std::size_t row = table_.add_row();
    for (std::size_t i = 0; i < ids.size(); ++i) set(row, ids[i], key[i]);
    return row;
}

std::optional<double> Reader::number(std::size_t row, const Column& column) const {
    if (!table_->given(row, column)) return std::nullopt;
    const auto& rule = *column.rule;
    const auto value = read_number(table_->cells(), row, column.index, *diagnostics_, rule.range);
    if (value && rule.positive && *value == 0) {
        diagnostics_->error("E0208", table_->location(row, column), named(rule.name, "0"));
        return std::nullopt;
    }
    return value;
}

std::optional<Day> Reader::date(std::size_t row, const Column& column) const {
    if (!table_->given(row, column)) return std::nullopt;
    return read_date(table_->cells(), row, column.index, *diagnostics_);
}

bool Reader::boolean(std::size_t row, const Column& column) const {
    const bool default_value = column.rule->default_value == "true";
    if (!table_->given(row, column)) return default_value;
    return read_bool(table_->cells(), row, column.index, *diagnostics_).value_or(default_value);
}

std::size_t Reader::choice(std::size_t row, const Column& column,
                           const std::vector<std::string>& words) const {
    const auto word = table_->text(row, column);
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == word) return i;
    if (word.empty()) return 0;  // a required cell is reported by check_rows
    auto arguments = named(column.rule->name, word);
    arguments.emplace_back("choices", joined(words));
    arguments.emplace_back("suggestion", nearest(word, words));
    diagnostics_->error("E0206", table_->location(row, column), arguments);
    return 0;
}

std::string_view forbidden_in_id(std::string_view id) {
    static constexpr auto kForbidden = [] {
        std::array<bool, 256> list{};
        for (std::size_t c = 0; c < 0x20; ++c) list[c] = true;
        for (const char c : {',', ';', '>', '/', '*', ':'})
            list[static_cast<unsigned char>(c)] = true;
        return list;
    }();
    const auto is_forbidden = [](char c) { return kForbidden[static_cast<unsigned char>(c)]; };
    if (std::ranges::none_of(id, is_forbidden)) return {};
    const auto at = id.find_first_of(",;>/*:");
    return at != std::string_view::npos ? id.substr(at, 1) : "\\n";
}

void check_columns(const ModelTable& table, Diagnostics& diagnostics) {
    const auto& cells = table.cells();
    if (!table.exists() || cells.columns().empty()) return;
    std::vector<std::string> names;
    for (const auto& column : table.rule().columns) names.emplace_back(column.name);
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < cells.columns().size(); ++i) {
        const auto& name = cells.columns()[i];
        if (table.rule().column(name) != nullptr) continue;
        // Each is looked for from the begin of the header; more than are shown help nobody.
        if (++unknown > Diagnostics::kMostKept) break;
        auto arguments = named(name, name);
        arguments.emplace_back("suggestion", nearest(name, names));
        diagnostics.error("E0202", cells.header_location(i), arguments);
    }
    for (const auto& column : table.rule().columns)
        if (column.required && !table.column(column.name).present())
            diagnostics.error("E0201", {table.file(), 1, 1, 1, ""},
                              {{"column", std::string{column.name}}});
}

void check_rows(const ModelTable& table, bool strict, Diagnostics& diagnostics) {
    for (const auto& rule : table.rule().columns) {
        const auto column = table.column(rule.name);
        if (!column.present()) continue;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            const auto cell = table.cells().cell(row, column.index);
            if (rule.required && cell.empty()) {
                diagnostics.error("E0203", table.location(row, column), named(rule.name, cell));
                continue;
            }
            if (rule.cell != Cell::id) continue;
            const auto forbidden = forbidden_in_id(cell);
            if (forbidden.empty()) continue;
            auto arguments = named(rule.name, cell);
            arguments.emplace_back("character", std::string{forbidden});
            diagnostics.error("E0204", table.location(row, column), arguments);
        }
    }
    check_keys(table, diagnostics);
    check_sources(table, strict, diagnostics);
}

}  // namespace jarip::network
