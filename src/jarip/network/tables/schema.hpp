/// The tables of a model folder: which columns each has, and what may stand in them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "jarip/core.hpp"

namespace jarip::network {

enum class Cell {
    id,      ///< a name that this table gives; part of the row's key
    key,     ///< a reference or date that is part of the row's key
    entry,   ///< a reference, a date or a choice
    text,    ///< for people
    figure,  ///< a number, which needs a source
    number   ///< a number that needs none (an order, a priority)
};

struct ColumnRule {
    std::string_view name;
    Cell cell = Cell::text;
    bool required = false;  ///< the column must exist and its cells be filled
    NumberRange range{};    ///< of figures and numbers
    bool positive = false;  ///< zero is outside as well
    std::string_view
        default_value{};  ///< what an empty cell means ("=item": the cell there); empty: not given
    [[nodiscard]] bool in_key() const { return cell == Cell::id || cell == Cell::key; }
    [[nodiscard]] bool numeric() const { return cell == Cell::figure || cell == Cell::number; }
};

struct TableRule {
    std::string_view name;  ///< without ".csv"
    std::span<const ColumnRule> columns;
    [[nodiscard]] const ColumnRule* column(std::string_view column_name) const;
};

/// What a figure may be at most: beyond it the solver takes a number for infinite.
inline constexpr double kLargestFigure = 1e18;

/// All tables, in the order in which they are described.
[[nodiscard]] std::span<const TableRule> table_rules();
/// The rule of one table; nullptr if there is no such table.
[[nodiscard]] const TableRule* table_rule(std::string_view name);

}  // namespace jarip::network
