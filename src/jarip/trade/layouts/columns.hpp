/// Layouts that are a choice of columns: rows of one figure or of two, exports and imports.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {

/// Names as Rows::header gives them: small letters, blanks and brackets as "_".
using Names = std::vector<std::string_view>;

/// What stands in which column. Of several names the first that the table has counts; an empty list: there is no such
/// column.
struct ColumnChoice {
    Names known_by;  ///< all of them must be there
    Names period, year, month;
    std::string_view reporter_is;  ///< ISO alpha-2, where all rows are of one reporter
    Names reporter, partner;
    /// The partner of an import and of an export where they stand in columns of their own: origin and destination.
    Names origin, destination;
    /// Rows are figures of both sides: the exporter's and the importer's.
    Names exporter, importer;
    CountryList partners = CountryList::iso;
    Names product;
    bool needs_product =
        false;  ///< without it a row is of one product that nobody names, not of all goods
    std::string_view
        nomenclature;  ///< of the codes, as "S2" or "H0"; empty: HS, of no revision that is told
    std::size_t digits =
        0;  ///< of the codes, some of which lost their zero; 0: an even number of them
    bool has_rests = false;  ///< a chapter below zero (-85) is what it holds beyond its codes
    Names flow;
    std::optional<Direction> (*direction)(std::string_view) = direction_word;
    Names
        value;  ///< of the direction in `flow`, or else of the one that the file's name or --flow says
    Names exports, imports;  ///< instead: two figures in a row
    std::string_view currency = "USD";
    int power = 0;  ///< values are in 10^power of it
    Names mass;
    double kg_per_unit = 1;
    Names quantity, unit;  ///< a mass where the unit is one
    Names only;            ///< rows in which this begins with another word are skipped
    std::string_view only_of;
    bool (*is_other_flow)(std::string_view) = nullptr;  ///< of a flow that is skipped
    Names parts;  ///< that tell parts of a figure apart, all of which are in the table
    bool has_chosen_parts =
        false;  ///< who makes the table chooses them: they may be some of all there are
    bool has_commas = false;  ///< between thousands
    bool has_decimal_commas = false;
    /// The code within a field, as 8542 of "8542 Electronic integrated circuits".
    std::string_view (*code)(std::string_view) = nullptr;
    /// The month within a field, as 01 of "01. Janeiro".
    std::string_view (*month_of)(std::string_view) = nullptr;
};

/// The first of the choices that the header has is read.
[[nodiscard]] Layout layout_of(std::string_view name, std::string_view imports_valued,
                               std::vector<ColumnChoice> choices);

/// The digits with which a text begins.
[[nodiscard]] std::string_view leading_digits(std::string_view text);

}  // namespace jarip::trade
