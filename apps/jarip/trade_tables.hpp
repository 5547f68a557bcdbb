/// The customs tables that the subcommands of trade read, and how.
#pragma once

#include <string>
#include <vector>

#include "command.hpp"
#include "jarip/trade.hpp"

namespace jarip::cli {

/// What was said of the tables.
struct Tables {
    std::vector<std::string> paths;
    std::string layout;
    std::string flow;
    std::string rates;
    std::string groups;
    std::string rejects;
    bool strict = false;
    bool lenient = false;
};

/// TABLE…, --layout, --flow, --rates, --groups, --strict, --lenient, --rejects.
void add_tables(Options& options, Tables& tables);

/// The tables named, and those of the folders named, one at a time; rejected rows are kept as a table.
/// errors  E0122 a folder without tables, E0126 --strict with --lenient, those of trade::read
[[nodiscard]] trade::Flows read_tables(const Tables& tables, const Session& session);

}  // namespace jarip::cli
