/// How does a published input–output table, or a network of firms, become a model?
///
/// Reads the files as they are published (docs/import.md) and gives a model of money flows: nodes.csv, flows.csv, sources.csv
/// and model.toml. Figures keep their digits: a cell of the table is the same number in flows.csv.
///
///     const auto economy = jarip::importing::import_economy("oecd-icio", {"2022_SML.csv"}, {.home = "KR"});
///     jarip::write_new_folder("icio-2022", economy.files);
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::importing {

/// The layouts that are known, in the order of their names.
[[nodiscard]] std::vector<std::string> kinds();

struct Options {
    std::string home;         ///< a region of the table, by its label or ISO code; empty: its first
    std::optional<int> year;  ///< default: the one in the name of a file or folder
    double least = 0;         ///< flows below it are left out, in the model's currency
    RunOptions run;           ///< threads, progress, stop
};

/// Cells that are counted and not taken in.
struct LeftOut {
    std::size_t cells = 0;
    double total = 0;  ///< model currency
};

/// A model, and what its tables add up to, to be held against what the publisher says.
struct Imported {
    std::string kind;
    int year = 0;
    std::string home;
    std::string currency;
    std::size_t regions = 0, sectors = 0, nodes = 0, flows = 0;
    double flow_total = 0;          ///< of flows.csv, model currency a year
    double final_demand_total = 0;  ///< of nodes.csv
    LeftOut negative;               ///< flows below zero, which nobody can buy
    LeftOut small;                  ///< flows below Options::least
    /// Where the table states outputs: the largest difference of what a node sells, of the output stated, and that node.
    std::optional<double> largest_gap;
    std::string gap_at;
    std::vector<SourceFile> files;  ///< of the model's folder; none where interrupted
    bool interrupted = false;
};

/// errors  E0380 no such layout, E0381 a file is missing, E0382 a column or sheet is missing, E0383 a row has more or
///         fewer cells, E0384 rows and columns do not agree, E0385 no year, E0386 supply that is not diagonal,
///         E0387 flows.csv would be over 2 GiB, E0388 home is no region, E0389 no number in a cell, E0392 two labels are one
///         id, E0393 no rows; E0023 a figure too large, E0203 an empty label, E0205 a row twice; E0001 … E0004
[[nodiscard]] Imported import_economy(const std::string& kind,
                                      const std::vector<std::string>& paths,
                                      const Options& options = {});

}  // namespace jarip::importing
