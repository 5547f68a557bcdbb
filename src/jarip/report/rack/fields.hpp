/// What documents about racks share: totals and findings as fields. For .cpp files of this folder.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "jarip/report/rack/words.hpp"
#include "jarip/report/render/document.hpp"

namespace jarip::report {

/// A total, what it is counted in and what it says.
template <class Totals>
struct TotalRow {
    std::string_view key, unit;
    rack::Total Totals::*total;
    std::string_view about = {};
};

/// A total with what it lies between.
[[nodiscard]] const Fields<rack::Total>& total_fields();
/// Findings, each with value, limit, margin, place and what to change.
[[nodiscard]] const Fields<rack::Check>& check_fields();
/// A faulty or doubtful place of a file.
[[nodiscard]] const Fields<Location>& location_fields();

template <const auto& kRows>
using TotalsOf = decltype(field::owner_of(kRows[0].total));

template <const auto& kRows, std::size_t kAt>
const rack::Total& total_of(const TotalsOf<kRows>& totals) {
    return totals.*kRows[kAt].total;
}
template <const auto& kRows, std::size_t kAt>
std::optional<double> known_of(const TotalsOf<kRows>& totals) {
    return (totals.*kRows[kAt].total).known;
}

template <const auto& kRows, std::size_t... kAt>
const Fields<TotalsOf<kRows>>& known_in_order(std::index_sequence<kAt...>) {
    static constexpr FieldList fields{
        "known_totals", field::quantity<known_of<kRows, kAt>>(kRows[kAt].key, kRows[kAt].unit)
                            .says(kRows[kAt].about)...};
    return fields;
}
template <const auto& kRows, std::size_t... kAt>
const Fields<TotalsOf<kRows>>& bounds_in_order(std::index_sequence<kAt...>) {
    static constexpr FieldList fields{
        "bounds",
        field::record<total_of<kRows, kAt>, total_fields>(kRows[kAt].key).in(kRows[kAt].unit)...};
    return fields;
}
/// The known sum of each total, in the order of the rows.
template <const auto& kRows>
const Fields<TotalsOf<kRows>>& known_totals() {
    return known_in_order<kRows>(std::make_index_sequence<kRows.size()>{});
}
/// Each total with what it lies between.
template <const auto& kRows>
const Fields<TotalsOf<kRows>>& bounds_of_totals() {
    return bounds_in_order<kRows>(std::make_index_sequence<kRows.size()>{});
}

/// A figure of a design or a type, null where it is not given.
template <class Of, rack::Figure Of::*kFigure>
std::optional<double> given(const Of& of) {
    return (of.*kFigure).given ? std::optional{(of.*kFigure).value} : std::nullopt;
}

}  // namespace jarip::report
