/// The figures of a joined model, and the same model with other figures. Part of the face of network.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {

/// A cell that analyses read, where it came to stand.
struct Figure {
    FigureCell cell;
    double value = 0;
    bool sourced = false;  ///< its row has a source and is not assumed
    NumberRange limits;    ///< what may stand in the column
    std::size_t row =
        0;  ///< of the joined table: an id's index; of events, counted over all scenarios
    std::size_t accessor = 0;  ///< how it is read and written: only for set_figures
};

/// Every figure of the tables that some analysis reads, by table and row. Empty cells give none where nothing is
/// meant by them (an unlimited capacity), nor do rack designs, whose parts are counted.
[[nodiscard]] std::vector<Figure> figures(const Network& network);

/// Writes values in place of figures, and all that follows from them: prices that follow from others (set_prices), prices of
/// demands that are their item's,
/// freight, transit and tariffs of arcs. The same model as one whose tables hold these values.
///
/// values   [figures] within their limits
/// returns  false where prices go beyond what can be held (E0294): the model is then none. A residual for which nothing
///          is left costs nothing
bool set_figures(Network& network, std::span<const Figure> figures, std::span<const double> values);

}  // namespace jarip::network
