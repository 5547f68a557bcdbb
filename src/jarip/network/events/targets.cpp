#include "jarip/network/events/targets.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

namespace jarip::network {
namespace {

constexpr std::array kPrefixes{std::pair{TargetKind::site, std::string_view{"site"}},
                               std::pair{TargetKind::company, std::string_view{"company"}},
                               std::pair{TargetKind::country, std::string_view{"country"}},
                               std::pair{TargetKind::process, std::string_view{"process"}},
                               std::pair{TargetKind::item, std::string_view{"item"}},
                               std::pair{TargetKind::node, std::string_view{"node"}}};

// Sets the id of the given kind; false where nothing of that kind has the name.
bool resolve(const Loading& loading, TargetKind kind, std::string_view name, Target& target) {
    target.kind = kind;
    switch (kind) {
        case TargetKind::site: target.site = loading.sites.find(name); return target.site.valid();
        case TargetKind::company:
            target.company = loading.companies.find(name);
            return target.company.valid();
        case TargetKind::country:
            target.country = loading.countries.find(name);
            return target.country.valid();
        case TargetKind::process:
            target.process = loading.processes.find(name);
            return target.process.valid();
        case TargetKind::item: target.item = loading.items.find(name); return target.item.valid();
        case TargetKind::node: target.node = loading.nodes.find(name); return target.node.valid();
        case TargetKind::pair:
        case TargetKind::places: break;
    }
    return false;
}

std::vector<std::string> names_of(const Loading& loading, TargetKind kind) {
    switch (kind) {
        case TargetKind::site: return loading.sites.all();
        case TargetKind::company: return loading.companies.all();
        case TargetKind::country: return loading.countries.all();
        case TargetKind::process: return loading.processes.all();
        case TargetKind::item: return loading.items.all();
        case TargetKind::node: return loading.nodes.all();
        case TargetKind::pair:
        case TargetKind::places: break;
    }
    return {};
}

std::string joined_prefixes(const std::vector<TargetKind>& kinds) {
    std::string result;
    for (const auto kind : kinds) {
        if (!result.empty()) result += ", ";
        result += prefix(kind);
    }
    return result;
}

}  // namespace

std::string_view prefix(TargetKind kind) {
    for (const auto& [each, text] : kPrefixes)
        if (each == kind) return text;
    return kind == TargetKind::pair ? "A>B" : "A;B";
}

std::optional<Target> read_target(Loading& loading, const ModelTable& table, std::size_t row,
                                  const Column& column, const std::vector<TargetKind>& kinds) {
    const auto text = table.text(row, column);
    if (text.empty()) return std::nullopt;
    auto searched = kinds;
    auto name = text;
    for (const auto& entry : kPrefixes) {
        const auto size = entry.second.size();
        if (!text.starts_with(entry.second) || text.substr(size, 1) != ":") continue;
        name = text.substr(size + 1);
        std::erase_if(searched, [&](TargetKind each) { return each != entry.first; });
    }

    Target found;
    std::string as;  // the names it has, prefix and all
    std::size_t count = 0;
    for (const auto kind : searched) {
        Target target;
        if (!resolve(loading, kind, name, target)) continue;
        if (count++ == 0) found = std::move(target);
        as += (as.empty() ? "" : ", ") + std::string{prefix(kind)} + ':' + std::string{name};
    }
    if (count == 1) {
        found.text = text;
        return found;
    }
    const Arguments about{{"column", std::string{column.rule->name}}, {"id", std::string{text}}};
    if (count == 0 && !loading.broken.empty()) return std::nullopt;
    if (count > 1) {
        auto arguments = about;
        arguments.emplace_back("choices", as);
        loading.diagnostics.error("E0262", table.location(row, column), arguments);
        return std::nullopt;
    }
    std::vector<std::string> candidates;
    const std::size_t looked_at =
        loading.diagnostics.would_keep(Severity::error, table.file(), table.line(row))
            ? searched.size()
            : 0;
    for (const auto kind : std::span{searched}.first(looked_at))
        for (auto& each : names_of(loading, kind)) candidates.push_back(std::move(each));
    auto arguments = about;
    arguments.emplace_back("kinds", joined_prefixes(kinds));
    arguments.emplace_back("suggestion", nearest(name, candidates));
    loading.diagnostics.error("E0261", table.location(row, column), arguments);
    return std::nullopt;
}

}  // namespace jarip::network
