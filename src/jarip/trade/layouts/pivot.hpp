/// Tables of observations: a figure a row or a figure a cell, of which an indicator says what it is.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {

/// What an indicator is a figure of.
struct Measure {
    enum class Kind : std::uint8_t { none, value, mass } kind = Kind::none;
    std::optional<Direction> direction;
    double kg_per_unit = 1;
    bool is_fob = false;  ///< imports without freight
};

/// Values and masses of the same thing become one flow.
class Pivot {
public:
    Pivot(Rows& rows, FlowsBuilder& flows) : rows_{rows}, flows_{flows} {}

    /// A figure of a flow, in a column of the row at hand.
    void add(FlowsBuilder::Row row, const Measure& measure, std::size_t column, const Money& money);
    /// Adds the flows.
    void finish();

private:
    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, Direction>;
    static Key key(const FlowsBuilder::Row& row) {
        return {row.reporter, row.partner, row.product, row.period, row.direction};
    }
    struct Read {
        FlowsBuilder::Row row;
        bool is_fob;
    };

    Rows& rows_;
    FlowsBuilder& flows_;
    std::vector<Read> rows_read_;
    std::map<Key, double> masses_;
    std::set<Key> with_freight_;
};

/// "DE:Germany" is DE, and "1: Import" is 1.
[[nodiscard]] std::string_view code_of(std::string_view field);

/// Columns whose name is a period: 2019, "2020M1", "2024-01 ".
[[nodiscard]] std::vector<std::pair<std::size_t, Period>> period_columns(const Rows& rows);

}  // namespace jarip::trade
