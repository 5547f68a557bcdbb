/// What the layouts fill: nodes, and the lines of flows.csv.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jarip/importing.hpp"

namespace jarip::importing {

/// Where a table comes from.
struct Publisher {
    std::string title;  ///< of the table, without its year
    std::string name;
    std::string url;
    std::string currency = "USD";
    int power = 0;  ///< figures of the table are in 10^power of it
};

struct NodeRow {
    std::string id;
    std::string label;  ///< of which the id was made, where it is another text
    std::string sector;
    std::string region;
    std::string name;
    double final_demand = 0;  ///< in the table's unit, as all figures here
    double sold = 0;          ///< flows to others and to itself, those left out too
    std::optional<double> stated_output;
};

struct Economy {
    Publisher publisher;
    std::vector<NodeRow> nodes;
    std::vector<std::string> flow_lines;  ///< pieces of flows.csv, in order, without its header
    std::size_t flows = 0;
    Sum flow_total;
    std::size_t negative = 0, small = 0;
    Sum negative_total, small_total;
};

/// What does not change while a table is read.
struct Reading {
    std::string source;  ///< id in sources.csv
    double least = 0;    ///< in the table's unit
    int power = 0;
    RunOptions run;
};

/// The end of a line of flows.csv: the number, its power of ten and the source.
void add_flow_value(std::string& line, std::string_view number, const Reading& reading);

/// errors  `code`, at a place of a file
[[noreturn]] void refuse_at(const char* code, const std::string& file, std::size_t line,
                            std::size_t column, Arguments arguments);

/// Text that may stand in an id or a sector: signs that tables use otherwise become '-', blanks around go, and bytes that
/// are no UTF-8 are escaped.
[[nodiscard]] std::string as_id(std::string_view label);

/// Texts of a table and the ids made of them.
class Labels {
public:
    /// as_id of a text. errors  E0203 it is empty, E0392 another text has the same
    [[nodiscard]] std::string id_of(std::string_view label, const Location& where,
                                    std::string_view column);
    /// Ids that are there already.
    void add(const std::vector<NodeRow>& nodes);

private:
    std::unordered_map<std::string, std::string> label_of_;  // by id
};

/// errors  E0392
[[noreturn]] void refuse_same_id(const std::string& file, std::string_view first,
                                 std::string_view second, std::string_view id);

/// What E0023 says of a figure in the model's currency.
[[nodiscard]] Arguments outside(double value, const std::string& column);

/// The largest figure that a model's tables hold.
inline constexpr double kLargestFigure = 1e18;

/// The alpha-2 code of a region that is a country, else its label.
[[nodiscard]] std::string region_code(std::string_view label);

/// errors  E0387 if these lines would make flows.csv larger than a table may be
void require_readable(std::size_t bytes);

/// Model folder and sums. errors  E0388
[[nodiscard]] Imported finished(Economy economy, std::string kind, int year, const Options& options,
                                const Reading& reading);

}  // namespace jarip::importing
