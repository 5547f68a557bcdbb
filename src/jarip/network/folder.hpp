/// A model as a folder of tables, before its rows are joined: where its figures are from, and how two differ.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/network/rows.hpp"

namespace jarip::network {

/// The folder of a model; an empty path is the embedded default model. errors  those of Folder::open
[[nodiscard]] Folder open_folder(const std::string& path);

/// Whether a model may have a table of that name (without ".csv").
[[nodiscard]] bool is_table(std::string_view name);

/// A Frictionless Data Package (datapackage.json) of a model folder: its tables, columns, types, limits and keys.
/// errors  those of the folder's tables and columns; what stands in the rows is not asked
[[nodiscard]] std::string data_package(const Folder& folder);

/// A row of a table that carries figures, and where they are from.
struct FigureRow {
    std::string table;  ///< without ".csv"
    std::string key;    ///< as --set names it
    std::size_t line = 0;
    std::string source;  ///< an id of sources.csv; empty: none given
    bool assumed = false;
    std::string note;
    [[nodiscard]] bool sourced() const { return !source.empty() && !assumed; }
};

/// Where the figures of a model are from.
struct FigureSources {
    std::vector<Source> sources;  ///< in the order of sources.csv
    std::vector<FigureRow> rows;  ///< by table, and in its order
};

/// Asks every row of every table that gives a figure.
/// errors  those of the folder's tables, columns and keys
[[nodiscard]] FigureSources figure_sources(const Folder& folder);

/// What stands in a model folder, cell by cell, to be held against another.
struct ModelContents {
    /// A row's cells by the table's columns; an empty one as what it means.
    using Row = std::vector<std::string>;
    std::map<std::string, std::map<std::string, Row>> tables;  ///< by file and key
    std::map<std::string, std::string> settings;               ///< of model.toml: "stress.psi"
    std::map<std::string, std::string> others;                 ///< all other files, whole
};
/// errors  those of the folder's tables, columns and keys
[[nodiscard]] ModelContents contents(const Folder& folder);

/// What makes one model another.
struct ModelDifferences {
    enum class Change { added, removed, changed };
    struct File {
        std::string file;
        Change change = Change::changed;
    };
    struct Row {
        std::string file, key;
        Change change = Change::added;  ///< never changed: then its cells are
    };
    struct Cell {
        std::string file, key, column;  ///< a setting of model.toml has no key
        std::string from, to;           ///< empty: not given
    };
    std::vector<File> files;  ///< files that are no table nor model.toml, by name
    std::vector<Row> rows;    ///< by file and key
    std::vector<Cell> cells;  ///< by file and key, and in the order of the columns
    [[nodiscard]] bool none() const { return files.empty() && rows.empty() && cells.empty(); }
};
/// Numbers are compared as numbers, the order of rows and columns counts for nothing.
[[nodiscard]] ModelDifferences differences(const ModelContents& from, const ModelContents& to);

/// The files of a folder that what-ifs ("TABLE:KEY.COLUMN=VALUE") change, with them written in. Rows and columns that stay
/// are byte for byte as they were. A row whose figure is another one now is assumed, unless its source is set with it.
/// errors  those of the folder's tables, columns and keys; E0270…E0277 at "--set"
[[nodiscard]] std::vector<SourceFile> edited(const Folder& folder,
                                             const std::vector<std::string>& sets);

/// The model `jarip model init` writes: relative file name and text of each file.
[[nodiscard]] std::vector<SourceFile> starter_model();

}  // namespace jarip::network
