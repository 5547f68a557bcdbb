/// How time is cut into the periods of a series.
#pragma once

#include <optional>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

/// The pieces that periods of the tables belong to, each once, in time; periods that go beyond one, or that lie outside
/// the period asked for, belong to none. Year to date and rolling twelve months begin with the tables.
[[nodiscard]] std::vector<Period> time_pieces(const std::vector<Period>& spoken, Every every,
                                              const std::optional<Period>& within);

/// Whether the period asked for holds only a part of a month, quarter or year: a series leaves it out. Year to date and
/// rolling twelve months reach back before it.
[[nodiscard]] bool is_cut(const Period& piece, Every every, const std::optional<Period>& asked);

/// In time, each once.
[[nodiscard]] std::vector<Period> sorted_once(std::vector<Period> periods);

/// Their union: in time, those that touch as one.
[[nodiscard]] std::vector<Period> merged(std::vector<Period> periods);

/// Parts of a span that periods, merged and sorted, leave open.
[[nodiscard]] std::vector<Period> gaps_in(const Period& span, const std::vector<Period>& periods);

/// Periods of the rows that are wanted.
template <class Wanted>
[[nodiscard]] std::vector<Period> spoken_periods(const Flows& flows, Wanted wanted) {
    std::vector<bool> spoken(flows.periods.size());
    for (std::size_t row = 0; row < flows.size(); ++row)
        if (wanted(row)) spoken[flows.period[row]] = true;
    std::vector<Period> periods;
    for (std::size_t i = 0; i < spoken.size(); ++i)
        if (spoken[i]) periods.push_back(flows.periods[i]);
    return periods;
}

/// Pieces of which there are exports of some country.
[[nodiscard]] std::vector<Period> export_pieces(const Flows& flows, Every every,
                                                const std::optional<Period>& within);

/// A result for each piece: `compute` gives it, or nullopt where the tables do not cover the piece throughout.
template <class Result, class Compute>
[[nodiscard]] OverTime<Result> over_time(const std::vector<Period>& pieces, Every every,
                                         Compute compute) {
    OverTime<Result> result{every, {}, {}};
    for (const Period& piece : pieces) {
        if (std::optional<Result> point = compute(piece))
            result.points.push_back(*std::move(point));
        else
            result.incomplete.push_back(piece);
    }
    return result;
}

}  // namespace jarip::trade
