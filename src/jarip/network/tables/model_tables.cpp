// Finds the tables of a model in its folder.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "jarip/network/loading/loading.hpp"
#include "jarip/trade.hpp"

namespace jarip::network {
namespace {

constexpr std::array<std::string_view, 5> kNeededByRecipes{"items", "sites", "processes", "lanes",
                                                           "demand"};
constexpr std::array<std::string_view, 2> kNeededByFlows{"nodes", "flows"};
constexpr std::array<std::string_view, 7> kOfFlows{"sources",   "nodes",        "flows", "events",
                                                   "scenarios", "availability", "ranges"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool needed(Kind kind, std::string_view table) {
    return kind == Kind::flows ? among(kNeededByFlows, table) : among(kNeededByRecipes, table);
}

bool is_customs(std::string_view name) {
    return name.starts_with("customs/") && trade::is_table_file(name);
}

void read_customs(const Folder& folder, const std::string& name, Loading& loading) {
    try {
        loading.network.customs.push_back(*folder.read_bytes(name));
    } catch (const Error& error) {
        loading.diagnostics.append(error);
    }
}

// Documents, packages, tables of this kind of model, customs tables, rack designs and what stands beside them.
bool is_known_file(const Loading& loading, std::string_view name) {
    if (name == "model.toml" || name == "datapackage.json" || name.ends_with(".md")) return true;
    if (name == "calibration.csv" || name == "calibration_flows.csv")
        return true;  // what jarip model calibrate changed
    if (is_customs(name)) return true;
    const auto slash = name.rfind('/');
    if (slash == std::string_view::npos && name.ends_with(".csv")) {
        const auto table = name.substr(0, name.size() - 4);
        if (is_table_of(loading.network.kind, table)) return true;
    }
    for (const auto& rack : loading.network.racks) {
        const std::string_view design = loading.network.items[rack.item].design;
        if (design == name) return true;
        const auto end = design.rfind('/');
        if (end != std::string_view::npos && end == slash &&
            design.substr(0, end) == name.substr(0, slash))
            return true;
    }
    return false;
}

// A table that is a link to nothing, a pipe or a folder is one that somebody meant to give.
void report_unreadable(const Folder& folder, Loading& loading) {
    for (const auto& entry : folder.unreadable()) {
        const bool is_needed = is_known_file(loading, entry.name) || entry.name == "customs";
        Location where{entry.name, 1, 1, 1, ""};
        Arguments arguments{{"name", entry.name}};
        if (is_needed)
            loading.diagnostics.error(entry.code(), std::move(where), std::move(arguments));
        else
            loading.diagnostics.warning(entry.code(), std::move(where), std::move(arguments));
    }
}

}  // namespace

bool is_table_of(Kind kind, std::string_view table) {
    if (kind == Kind::flows) return among(kOfFlows, table);
    return table_rule(table) != nullptr && !among(kNeededByFlows, table);
}

void read_tables(const Folder& folder, Loading& loading) {
    auto& diagnostics = loading.diagnostics;
    const auto kind = loading.network.kind;
    for (const auto& rule : table_rules()) {
        const std::string file = std::string{rule.name} + ".csv";
        loading.tables.emplace(rule.name, ModelTable{rule});
        if (!is_table_of(kind, rule.name)) continue;
        if (!folder.has(file)) {
            if (!needed(kind, rule.name)) continue;
            diagnostics.error("E0200", {file, 1, 1, 1, ""}, {{"file", file}});
            loading.broken.emplace(rule.name);
            continue;
        }
        try {
            auto source = folder.read(file);
            const auto faults = diagnostics.counts().errors;
            ModelTable table{rule, parse_csv(std::move(*source), diagnostics)};
            // Rows that could not be read may be those which others refer to.
            if (diagnostics.counts().errors > faults) loading.broken.emplace(rule.name);
            check_columns(table, diagnostics);
            for (const auto& column : rule.columns)
                if (column.cell == Cell::id && column.required &&
                    !table.column(column.name).present())
                    loading.broken.emplace(rule.name);
            loading.tables.insert_or_assign(std::string{rule.name}, std::move(table));
        } catch (const Error& error) {
            diagnostics.append(error);
            loading.broken.emplace(rule.name);
        }
    }
    for (const auto& name : folder.names())
        if (is_customs(name)) read_customs(folder, name, loading);
    report_unreadable(folder, loading);
}

Loading read_rows(const Folder& folder) {
    Loading loading;
    read_settings(folder, loading);
    read_tables(folder, loading);
    for (const auto& rule : table_rules())
        check_rows(loading.table(rule.name), loading.options.strict, loading.diagnostics);
    loading.diagnostics.throw_if_errors();
    return loading;
}

void note_other_files(const Folder& folder, Loading& loading) {
    for (const auto& name : folder.names())
        if (!is_known_file(loading, name))
            loading.diagnostics.note("E0207", {name, 1, 1, 1, ""}, {{"file", name}});
}

}  // namespace jarip::network
