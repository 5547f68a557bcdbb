#include <algorithm>

#include "jarip/core/country.hpp"
#include "jarip/core/folder.hpp"
#include "jarip/core/table.hpp"

namespace jarip {

const std::vector<CountryGroup>& country_groups() {
    // Read once: the table is a constant of the build.
    static const auto all = parse_country_groups(embedded_table("country_groups.csv"));
    return all;
}

std::vector<CountryGroup> parse_country_groups(const SourceFile& file) {
    std::vector<CountryGroup> groups;
    Diagnostics faults;
    const auto table = parse_csv(file, faults);
    const auto name = table.column("group");
    const auto members = table.column("members");
    const auto aliases = table.column("aliases");
    if ((!name || !members) && !faults.has_errors()) faults.error("E0128", {file.name});
    for (std::size_t row = 0; name && members && row < table.row_count(); ++row) {
        CountryGroup group;
        group.name = table.cell(row, *name);
        if (aliases) group.names = split_list(table.cell(row, *aliases));
        group.names.push_back(group.name);
        for (const auto& member : split_list(table.cell(row, *members))) {
            const auto code = country_code(member);
            if (code)
                group.members.push_back(*code);
            else
                faults.error("E0128", table.location(row, *members), {{"country", member}});
        }
        groups.push_back(std::move(group));
    }
    faults.throw_if_errors();
    return groups;
}

std::optional<std::vector<std::string>> group_members(std::string_view label) {
    for (const auto& group : country_groups())
        if (!group.members.empty() && std::ranges::find(group.names, label) != group.names.end())
            return group.members;
    return std::nullopt;
}

}  // namespace jarip
