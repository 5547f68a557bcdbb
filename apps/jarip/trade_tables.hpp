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
    std::string add_over;
    std::string hs_revision;
    std::string rejects;
    bool strict = false;
    bool lenient = false;
};

/// TABLE…, --layout, --flow, --hs-revision, --rates, --groups, --add-over, --strict, --lenient, --rejects.
void add_tables(Options& options, Tables& tables);
/// The same without TABLE….
void add_reading(Options& options, Tables& tables);

/// The tables named, and those of the folders named, one at a time; rejected rows are kept as a table.
/// errors  E0122 a folder without tables, E0126 --strict with --lenient, E0182 an unknown layout, those of trade::read
[[nodiscard]] trade::Flows read_tables(const Tables& tables, const Session& session);
/// Tables that are in memory already; the paths do not count.
[[nodiscard]] trade::Flows read_tables(const std::vector<SourceFile>& files, const Tables& tables,
                                       const Session& session);

/// What goods are asked for.
struct Goods {
    std::vector<std::string> hs;       ///< --hs
    std::vector<std::string> baskets;  ///< --basket
    std::string own;                   ///< --baskets: a file of one's own
};
/// --hs, --basket, --baskets.
void add_goods(Options& options, Goods& goods);
/// Codes and names of baskets; those of one's own baskets in place of their names. errors  E0120, E0129
[[nodiscard]] std::vector<std::string> codes(const Goods& goods);

/// "847150,8473" and twice the option are the same.
[[nodiscard]] std::vector<std::string> split(const std::vector<std::string>& lists);

/// Countries, with the members of a group instead of its name.
[[nodiscard]] std::vector<std::string> members(const std::vector<std::string>& names,
                                               const Tables& tables);

}  // namespace jarip::cli
