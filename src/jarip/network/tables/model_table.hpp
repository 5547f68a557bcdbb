/// A table of the model beside its rule: columns are found once, cells are read within their limits.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/core/table.hpp"
#include "jarip/network/tables/schema.hpp"

namespace jarip::network {

/// Where a column of the rule stands in the file.
struct Column {
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
    const ColumnRule* rule = nullptr;
    std::size_t index = kAbsent;
    double default_value = 0;  ///< what an empty cell of a numeric column means
    [[nodiscard]] bool present() const { return index != kAbsent; }
};

class ModelTable {
public:
    /// A table that the folder does not have: no rows.
    explicit ModelTable(const TableRule& rule);
    ModelTable(const TableRule& rule, Table table);

    [[nodiscard]] const TableRule& rule() const { return *rule_; }
    [[nodiscard]] bool exists() const { return exists_; }
    [[nodiscard]] std::string file() const { return std::string{rule_->name} + ".csv"; }
    [[nodiscard]] std::size_t row_count() const { return exists_ ? table_.row_count() : 0; }
    [[nodiscard]] const Table& cells() const { return table_; }

    /// The column of a rule's name, which must be one.
    [[nodiscard]] Column column(std::string_view name) const;

    /// The cell, or what an empty one means.
    [[nodiscard]] std::string_view text(std::size_t row, const Column& column) const;
    /// Empty cells included: nothing stands there.
    [[nodiscard]] bool given(std::size_t row, const Column& column) const;
    /// The cell's place; the row's where the file has no such column.
    [[nodiscard]] Location location(std::size_t row, const Column& column) const;
    [[nodiscard]] std::size_t line(std::size_t row) const { return table_.line(row); }

    /// The row's id columns joined by '/', empty ones as what they mean. `brief`: optional ones left out.
    [[nodiscard]] std::string key(std::size_t row, bool brief = false) const;
    /// Equal for rows of equal keys, and seldom for others.
    [[nodiscard]] std::size_t key_hash(std::size_t row) const;
    [[nodiscard]] bool same_key(std::size_t row, std::size_t other) const;

    /// The first column of figures in which something stands; absent: the row gives none.
    [[nodiscard]] Column first_figure(std::size_t row) const;

    /// Replaces a cell, in a new column where the file has none.
    void set(std::size_t row, std::string_view column, std::string_view value);
    /// Adds a row with these id columns, without or with the optional ones; nullopt where it is another number of them.
    std::optional<std::size_t> add(const std::vector<std::string_view>& key);

private:
    const TableRule* rule_;
    Table table_;
    bool exists_ = false;
    std::vector<Column> columns_;  // beside the rule's
    std::vector<Column> keys_;
    std::vector<std::size_t> figures_;  // places in columns_
};

/// Typed cells of one table. What an empty cell means is applied; a wrong one is reported, and counts as empty.
class Reader {
public:
    Reader(const ModelTable& table, Diagnostics& diagnostics)
        : table_{&table}, diagnostics_{&diagnostics} {}

    [[nodiscard]] std::optional<double> number(std::size_t row, const Column& column) const;
    /// The number, or what an empty cell means.
    [[nodiscard]] double amount(std::size_t row, const Column& column) const {
        return number(row, column).value_or(column.default_value);
    }
    [[nodiscard]] std::optional<Day> date(std::size_t row, const Column& column) const;
    [[nodiscard]] bool boolean(std::size_t row, const Column& column) const;
    /// The place of the cell's word among `words`; the first where it is none of them (reported).
    [[nodiscard]] std::size_t choice(std::size_t row, const Column& column,
                                     const std::vector<std::string>& words) const;

private:
    const ModelTable* table_;
    Diagnostics* diagnostics_;
};

/// Reports missing and unknown columns.
/// errors  E0201 a required column is missing, E0202 no such column
void check_columns(const ModelTable& table, Diagnostics& diagnostics);

/// Reports empty cells that must be filled, ids with forbidden characters, keys that stand twice, and
/// figures without a source, the last once a table.
/// errors  E0203, E0204, E0205; warning (strict: error) E0230
void check_rows(const ModelTable& table, bool strict, Diagnostics& diagnostics);

/// The first character that an id must not hold; empty: none.
[[nodiscard]] std::string_view forbidden_in_id(std::string_view id);

}  // namespace jarip::network
