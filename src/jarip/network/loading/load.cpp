// Loading a model, step by step.

#include <utility>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

Folder open_folder(const std::string& path) {
    return path.empty() ? Folder::embedded(kDefaultModel) : Folder::open(path);
}

Network load(const std::string& path, const LoadOptions& options) {
    return load(open_folder(path), options);
}

Network load(const Folder& folder, const LoadOptions& options) {
    Loading loading;
    loading.options = options;
    read_settings(folder, loading);
    read_tables(folder, loading);
    check_package(folder, loading);
    apply_sets(loading);
    for (const auto& rule : table_rules())
        check_rows(loading.table(rule.name), options.strict, loading.diagnostics);

    read_sources_and_countries(loading);
    if (loading.network.kind == Kind::flows) {
        read_economy(loading);
    } else {
        read_places(loading);
        read_items(loading);
        read_recipes(loading);
        read_designs(folder, loading);
        read_processes(loading);
        read_capacity(loading);
        read_sizes(loading);
        read_learning(loading);
        if (!loading.diagnostics.has_errors())
            loading.diagnostics.append(set_prices(loading.network));
        read_lanes(loading);
        read_stock(loading);
        read_demand(loading);
        check_stock(loading);
        join_arcs(loading);
        read_approvals(loading);
        read_sourcing(loading);
        read_part_shares(loading);
        read_published(loading);
    }
    read_events(loading);
    read_availability(loading);
    read_ranges(loading);
    note_other_files(folder, loading);
    check_home(loading);
    if (loading.network.kind == Kind::recipes && !loading.diagnostics.has_errors())
        check_chain(loading);

    loading.diagnostics.throw_if_errors();
    take_companies_home(loading);
    loading.network.findings = std::move(loading.diagnostics);
    if (loading.network.trade.reporter.empty())
        loading.network.trade.reporter = loading.unresolved.home;
    return std::move(loading.network);
}

}  // namespace jarip::network
