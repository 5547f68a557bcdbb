/// The columns of a tidy table: which it has, and what those that are not read seem to hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {

struct TidyColumns {
    ColumnIndex period, year, month, quarter;
    ColumnIndex first_day, last_day;  // of the period, as trade convert writes them into workbooks
    ColumnIndex reporter, exporter, importer, partner;
    ColumnIndex product, flow, nomenclature;
    ColumnIndex value, unit, mass;
    ColumnIndex currency, scale;
    bool scale_is_factor = false;  // 1000, not 3
    ColumnIndex remark, months;    // what a row says of its period
    double kg_per_unit = 1;
    bool product_is_text = false;  // names of goods, where codes should be
    std::size_t digits = 0;        // of the codes, where the name of their column says it
    std::string codes_of;  // the nomenclature that the name of the column says: "SITC4:"; empty: HS

    explicit TidyColumns(const Rows& rows);

    [[nodiscard]] bool says_when() const;
    [[nodiscard]] bool reads(std::size_t index) const;
    /// Columns that are named as one of products is, and are not read as such.
    [[nodiscard]] std::vector<std::size_t> other_products(const Rows& rows) const;
    void read_products_from(const Rows& rows, std::size_t column);
};

[[nodiscard]] bool is_tidy(const Rows& rows);
/// Why a table that nobody named is none of trade; empty: it is one.
[[nodiscard]] std::optional<Diagnostic> why_not_tidy(Rows& rows);
/// errors E0106, E0188 columns that seem to be misspelt or not read; notes E0105
void note_other_columns(Rows& rows, const TidyColumns& columns);

}  // namespace jarip::trade
