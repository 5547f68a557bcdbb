/// The layouts, each in the file of its name under layouts/. docs/import.md says what each looks like, and its source.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/importing/economy.hpp"
#include "jarip/importing/mapped_file.hpp"
#include "jarip/importing/matrix.hpp"

namespace jarip::importing {

/// The files that were given; of a folder those in it, and one level below.
class Files {
public:
    explicit Files(const std::vector<std::string>& paths);

    [[nodiscard]] const std::vector<std::string>& all() const { return paths_; }
    /// The file whose name, in small letters, ends so; the first in the order of names. nullopt: there is none.
    [[nodiscard]] std::optional<std::string> ending(std::string_view end) const;
    /// The same where the name holds a text.
    [[nodiscard]] std::optional<std::string> holding(std::string_view text) const;
    /// errors  E0381 there is none
    [[nodiscard]] MappedFile open(const std::optional<std::string>& path,
                                  std::string_view wanted) const;
    /// A year between 1900 and 2100 in the last part of a path that has one. errors  E0385
    [[nodiscard]] int year() const;

private:
    std::vector<std::string> given_, paths_;
};

struct LayoutRow {
    std::string_view kind;
    Publisher (*publisher)();
    void (*read)(const Files& files, const Reading& reading, Economy& economy);
};

[[nodiscard]] LayoutRow edges_layout();
[[nodiscard]] LayoutRow eora26_layout();
[[nodiscard]] LayoutRow exiobase_layout();
[[nodiscard]] LayoutRow figaro_layout();
[[nodiscard]] LayoutRow gloria_layout();
[[nodiscard]] LayoutRow oecd_icio_layout();
[[nodiscard]] LayoutRow pronet_layout();
[[nodiscard]] LayoutRow wiod_layout();

/// errors  E0382
[[noreturn]] void refuse_header(const std::string& file, std::string_view missing);

/// A table of observations, one a line: supplier, buyer, value.
struct Observations {
    std::string file;
    std::string_view text;
    char separator = ',';  ///< ' ': any blanks
    std::size_t header_rows = 1;
    std::size_t cells = 0;  ///< of each row; 0: as many as are read, or more
    /// Columns that make up the label of a supplier and a buyer, joined by '_'.
    std::vector<std::size_t> supplier, buyer;
    std::size_t value = 2;
    bool (*is_node)(std::string_view label) = nullptr;   ///< null: every label is
    bool (*is_final)(std::string_view label) = nullptr;  ///< of buyers; null: none is
};
/// Adds nodes, in the order of their labels and without sector and region, and flows.
/// errors  E0023 a figure too large for a model, E0203 a label is empty, E0205 a pair stands there twice, E0383, E0387, E0389,
///         E0392 two labels are one id
void read_observations(const Observations& table, const Reading& reading, Economy& economy);

}  // namespace jarip::importing
