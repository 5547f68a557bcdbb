/// How far a figure may be off that nobody gave a range, and with what it moves: the table of docs/uncertain.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "jarip/uncertain.hpp"

namespace jarip::uncertain {

/// One row of the table: figures of a column, their band, and what of them moves together.
struct Kind {
    enum class Moves { alone, item, company, countries, resource, process };
    std::string_view table, column;
    double band;  ///< share of the figure, to both sides
    Moves moves = Moves::alone;
    std::string_view name;  ///< of what moves together
};
[[nodiscard]] std::span<const Kind> kinds();

struct Band {
    double share = 0;   ///< of the figure, to both sides
    std::string moves;  ///< name of the input that it is part of
};

/// nullopt: the figure is held. Rows with a source have half the band of those that are assumed.
[[nodiscard]] std::optional<Band> default_band(const Network& network,
                                               const network::Figure& figure);

/// The name of an input of one figure.
[[nodiscard]] std::string name_of(const network::FigureCell& cell);

}  // namespace jarip::uncertain
