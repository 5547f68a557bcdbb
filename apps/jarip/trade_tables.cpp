#include "trade_tables.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace jarip::cli {
namespace {

constexpr std::array<std::string_view, 12> kTableEnds{
    ".csv", ".tsv", ".txt", ".dat", ".json", ".xml", ".xlsx", ".zip", ".7z", ".gz", ".xz", ".zst"};

std::string listed(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

bool is_table(std::string_view name) {
    return std::any_of(kTableEnds.begin(), kTableEnds.end(),
                       [&](std::string_view end) { return name.ends_with(end); });
}

// Paths of the files named, and of the tables in the folders named.
std::vector<std::string> table_paths(const std::vector<std::string>& named) {
    std::vector<std::string> paths;
    for (const std::string& path : named) {
        std::error_code ignored;
        if (!std::filesystem::is_directory(path, ignored)) {
            paths.push_back(path);
            continue;
        }
        const std::size_t before = paths.size();
        const auto folder = Folder::open(path);
        for (const std::string& name : folder.names())
            if (is_table(name)) paths.push_back((std::filesystem::path{path} / name).string());
        if (paths.size() == before) throw Error{"E0122", path, {{"path", path}}};
    }
    return paths;
}

// What is wrong with them is thrown at once: nothing can be read without.
template <class Parse>
auto parsed(const std::string& path, Parse parse) {
    Diagnostics faults;
    auto result = parse(read_file(path), faults);
    faults.throw_if_errors();
    return result;
}

trade::ReadOptions read_options(const Tables& tables, const Session& session) {
    if (tables.strict && tables.lenient) throw Error{"E0126", ""};
    const auto layouts = trade::layout_names();
    if (!tables.layout.empty() &&
        std::find(layouts.begin(), layouts.end(), tables.layout) == layouts.end())
        throw Error{"E0182",
                    "",
                    {{"layout", tables.layout},
                     {"known", listed(layouts)},
                     {"suggestion", nearest(tables.layout, layouts)}}};
    trade::ReadOptions options;
    options.layout = tables.layout;
    options.threads = session.run().threads;
    if (!tables.flow.empty())
        options.flow =
            tables.flow == "import" ? trade::Direction::import : trade::Direction::export_;
    if (!tables.hs_revision.empty()) options.hs_revision = std::stoi(tables.hs_revision);
    if (!tables.rates.empty()) options.rates = parsed(tables.rates, trade::parse_exchange_rates);
    if (!tables.groups.empty()) options.groups = parsed(tables.groups, trade::parse_country_groups);
    if (tables.strict) options.faults = trade::Faults::strict;
    if (tables.lenient) options.faults = trade::Faults::lenient;
    return options;
}

// Beside the results, or where it was asked for.
void keep_rejects(const trade::Flows& flows, const Tables& tables, const Session& session) {
    if (flows.rejects.empty()) return;
    auto path = tables.rejects;
    if (path.empty())
        path = session.common.out.empty() ? "rejects.csv" : session.common.out + "/rejects.csv";
    write_file(path, trade::rejects_table(flows, session.common.language));
    if (!session.common.quiet)
        session.err << session.say("cli.trade.rejects", {{"path", path}}) << '\n';
}

}  // namespace

void add_tables(Options& options, Tables& tables) {
    options.arguments("TABLE", tables.paths);
    options.text("--layout", "NAME", tables.layout);
    options.choice("--flow", tables.flow, {"import", "export"});
    options.choice("--hs-revision", tables.hs_revision, {"2022"});
    options.text("--rates", "FILE.csv", tables.rates);
    options.text("--groups", "FILE.csv", tables.groups);
    options.flag("--strict", tables.strict);
    options.flag("--lenient", tables.lenient);
    options.text("--rejects", "FILE.csv", tables.rejects);
}

trade::Flows read_tables(const Tables& tables, const Session& session) {
    trade::Reader reader{read_options(tables, session)};
    Diagnostics findings;
    for (const std::string& path : table_paths(tables.paths)) reader.add_file(path, findings);
    auto flows = reader.finish(findings);
    findings.throw_if_errors();
    session.show(findings);
    keep_rejects(flows, tables, session);
    return flows;
}

std::vector<trade::BasketCode> own_baskets(const std::string& path) {
    if (path.empty()) return {};
    return parsed(path, trade::parse_baskets);
}

std::vector<std::string> members(const std::vector<std::string>& names, const Tables& tables) {
    std::vector<trade::CountryGroup> groups;
    if (!tables.groups.empty()) groups = parsed(tables.groups, trade::parse_country_groups);
    const auto& known = trade::country_groups();
    groups.insert(groups.end(), known.begin(), known.end());
    std::vector<std::string> countries;
    for (const std::string& name : names) {
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& of) {
            return !of.members.empty() &&
                   std::find(of.names.begin(), of.names.end(), name) != of.names.end();
        });
        if (group == groups.end())
            countries.push_back(name);
        else
            countries.insert(countries.end(), group->members.begin(), group->members.end());
    }
    return countries;
}

}  // namespace jarip::cli
