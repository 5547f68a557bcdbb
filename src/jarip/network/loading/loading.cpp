#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

constexpr std::size_t kMostSuggestions = 200;

std::uint64_t pool_key(PlaceId place, ItemId item) {
    return static_cast<std::uint64_t>(place.index()) << 32U | item.index();
}

}  // namespace

PoolId Loading::pool(PlaceId place, ItemId item) {
    const auto [entry, fresh] = pools.try_emplace(pool_key(place, item));
    if (fresh) entry->second = network.pools.add({place, item});
    return entry->second;
}

PoolId Loading::find_pool(PlaceId place, ItemId item) const {
    const auto found = pools.find(pool_key(place, item));
    return found == pools.end() ? PoolId{} : found->second;
}

void Loading::report_dangling(const ModelTable& rows, std::size_t row, const Column& column,
                              std::string_view file,
                              const std::function<std::vector<std::string>()>& names) {
    if (broken.contains(file.substr(0, file.find('.')))) return;
    const std::string text{rows.text(row, column)};
    // Of very many faults few are shown: the search for a near name is left out for the rest.
    const bool search = ++dangling_count <= kMostSuggestions;
    diagnostics.error("E0214", rows.location(row, column),
                      {{"column", std::string{column.rule->name}},
                       {"id", text},
                       {"file", std::string{file}},
                       {"suggestion", search ? nearest(text, names()) : ""}});
}

void Loading::report_outside(const ModelTable& rows, std::size_t row, const Column& column) {
    diagnostics.error("E0240", rows.location(row, column),
                      {{"column", std::string{column.rule->name}},
                       {"value", std::string{rows.text(row, column)}},
                       {"start", format_date(network.horizon.first)},
                       {"end", format_date(network.horizon.end - std::chrono::days{1})}});
}

ProvenanceColumns::ProvenanceColumns(const ModelTable& rows)
    : rows_{&rows},
      source_{rows.column("source")},
      assumed_{rows.column("assumed")},
      note_{rows.column("note")} {}

Provenance ProvenanceColumns::read(Loading& loading, std::size_t row) const {
    Provenance result;
    if (rows_->given(row, source_))
        result.source = loading.reference(*rows_, row, source_, loading.sources, "sources.csv");
    result.assumed = loading.reader(*rows_).boolean(row, assumed_);
    result.note = rows_->text(row, note_);
    result.line = rows_->line(row);
    return result;
}

void ProvenanceColumns::check(Loading& loading, std::size_t row) const {
    if (rows_->given(row, source_)) {
        const auto source = rows_->text(row, source_);
        if (source != known_ &&
            loading.reference(*rows_, row, source_, loading.sources, "sources.csv").valid())
            known_ = source;
    }
    if (rows_->given(row, assumed_))
        static_cast<void>(loading.reader(*rows_).boolean(row, assumed_));
}

Name read_name(const ModelTable& rows, std::size_t row, std::string_view id) {
    Name name;
    name.en = rows.text(row, rows.column("name"));
    if (name.en.empty()) name.en = id;
    name.ko = rows.text(row, rows.column("name_ko"));
    if (name.ko.empty()) name.ko = name.en;
    return name;
}

}  // namespace jarip::network
