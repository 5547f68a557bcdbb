#include "trade_tables.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "jarip/core/ascii.hpp"
#include "jarip/core/split.hpp"

namespace jarip::cli {
namespace {

struct TablePath {
    std::string path;
    trade::Others others = trade::Others::refused;
    bool is_table = true;  // by its name
};

// Paths of the files named, and of those in the folders named.
std::vector<TablePath> table_paths(const std::vector<std::string>& named) {
    std::vector<TablePath> paths;
    for (const std::string& path : named) {
        std::error_code ignored;
        if (!std::filesystem::is_directory(path, ignored)) {
            paths.push_back({path});
            continue;
        }
        const auto folder = Folder::open(path);
        const auto& names = folder.names();
        if (std::none_of(names.begin(), names.end(), trade::is_table_file))
            throw Error{"E0122", path, {{"path", path}}};
        for (const std::string& name : names)
            paths.push_back({(std::filesystem::path{path} / name).string(), trade::Others::skipped,
                             trade::is_table_file(name)});
        Diagnostics faults;
        for (const auto& entry : folder.unreadable()) {
            // A name without an end may be a link to a folder of tables.
            if (trade::is_table_file(entry.name) ||
                !std::filesystem::path{entry.name}.has_extension())
                faults.error(entry.code(), {path + '/' + entry.name}, {{"name", entry.name}});
            else
                paths.push_back({path + '/' + entry.name, trade::Others::skipped, false});
        }
        faults.throw_if_errors();
    }
    return paths;
}

// As headers are compared: in small letters, blanks as "_".
std::vector<std::string> column_names(const std::string& list) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(',', at), list.size());
        std::string name = list.substr(at, end - at);
        for (char& c : name) {
            c = ascii_lower(c);
            if (c == ' ') c = '_';
        }
        if (!name.empty()) names.push_back(std::move(name));
        at = end + 1;
    }
    return names;
}

trade::ReadOptions read_options(const Tables& tables, const Session& session) {
    if (tables.strict && tables.lenient) throw Error{"E0126", ""};
    const auto layouts = trade::layout_names();
    if (!tables.layout.empty() &&
        std::find(layouts.begin(), layouts.end(), tables.layout) == layouts.end())
        throw Error{"E0182",
                    "",
                    {{"layout", tables.layout},
                     {"known", joined(layouts)},
                     {"suggestion", nearest(tables.layout, layouts)}}};
    trade::ReadOptions options;
    options.layout = tables.layout;
    options.threads = session.run().threads;
    if (!tables.flow.empty())
        options.flow =
            tables.flow == "import" ? trade::Direction::import : trade::Direction::export_;
    if (!tables.hs_revision.empty())
        options.hs_revision = tables.hs_revision == "any" ? trade::ReadOptions::kAnyRevision
                                                          : std::stoi(tables.hs_revision);
    if (!tables.rates.empty()) options.rates = trade::parse_exchange_rates(read_file(tables.rates));
    if (!tables.groups.empty()) options.groups = parse_country_groups(read_file(tables.groups));
    options.add_over = column_names(tables.add_over);
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
    add_reading(options, tables);
}

void add_reading(Options& options, Tables& tables) {
    options.text("--layout", "NAME", tables.layout);
    options.choice("--flow", tables.flow, {"import", "export"});
    options.choice("--hs-revision", tables.hs_revision, {"2022", "any"});
    options.text("--rates", "FILE.csv", tables.rates);
    options.text("--groups", "FILE.csv", tables.groups);
    options.text("--add-over", "COLUMN,...", tables.add_over);
    options.flag("--strict", tables.strict);
    options.flag("--lenient", tables.lenient);
    options.output("--rejects", "FILE.csv", tables.rejects);
}

namespace {

template <class Add>
trade::Flows read_with(const Tables& tables, const Session& session, trade::Others others,
                       Add add) {
    auto options = read_options(tables, session);
    options.others = others;
    trade::Reader reader{std::move(options)};
    add(reader);
    auto flows = reader.finish();
    session.show(flows.findings);
    keep_rejects(flows, tables, session);
    return flows;
}

}  // namespace

trade::Flows read_tables(const Tables& tables, const Session& session) {
    auto flows = read_with(tables, session, trade::Others::refused, [&](trade::Reader& reader) {
        for (const auto& [path, others, is_table] : table_paths(tables.paths)) {
            if (is_table)
                reader.add_file(path, others);
            else
                reader.skip(path);
        }
    });
    if (std::all_of(flows.sources.begin(), flows.sources.end(),
                    [](const trade::Source& source) { return source.not_read.has_value(); }))
        throw Error{"E0122", tables.paths.front(), {{"path", tables.paths.front()}}};
    return flows;
}

trade::Flows read_tables(const std::vector<SourceFile>& files, const Tables& tables,
                         const Session& session) {
    return read_with(tables, session, trade::Others::skipped, [&](trade::Reader& reader) {
        for (const SourceFile& file : files) reader.add(file);
    });
}

std::vector<std::string> split(const std::vector<std::string>& lists) {
    std::vector<std::string> words;
    for (const std::string& list : lists)
        for (const auto word : jarip::split(list, ','))
            if (!word.empty()) words.emplace_back(word);
    return words;
}

void add_goods(Options& options, Goods& goods) {
    options.texts("--hs", "CODE", goods.hs);
    options.texts("--basket", "NAME", goods.baskets);
    options.text("--baskets", "FILE.csv", goods.own);
}

std::vector<std::string> codes(const Goods& goods) {
    auto all = split(goods.hs);
    std::vector<trade::BasketCode> own;
    if (!goods.own.empty()) own = trade::parse_baskets(read_file(goods.own));
    for (const std::string& name : split(goods.baskets)) {
        const auto before = all.size();
        for (const auto& line : own)
            if (line.basket == name) all.push_back(line.hs);
        if (all.size() > before) continue;
        (void)trade::basket(name);  // so that an unknown one is named before anything is read
        all.push_back(name);
    }
    return all;
}

std::vector<std::string> members(const std::vector<std::string>& names, const Tables& tables) {
    std::vector<CountryGroup> groups;
    if (!tables.groups.empty()) groups = parse_country_groups(read_file(tables.groups));
    const auto& known = country_groups();
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
