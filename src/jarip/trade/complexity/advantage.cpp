#include "jarip/trade/complexity/advantage.hpp"

#include <algorithm>
#include <span>

#include "jarip/trade/complexity/exports.hpp"

namespace jarip::trade {
namespace {

// A table of one country is the usual case: seen at once.
bool has_several_exporters(const Flows& flows) {
    std::uint32_t first = Flows::kNoReporter;
    for (std::size_t row = 0; row < flows.size(); ++row) {
        const bool exports =
            flows.direction[row] == Direction::export_ || flows.direction[row] == Direction::both;
        if (!exports || flows.reporter[row] == Flows::kNoReporter) continue;
        if (first == Flows::kNoReporter) first = flows.reporter[row];
        if (flows.reporter[row] != first) return true;
    }
    return false;
}

struct ExporterExports {
    double own = 0;    // of the exporter asked for, USD
    double world = 0;  // of all
    bool several = false;
    bool unknown = false;  // periods of an exporter overlap in part
};

ExporterExports exports(const Flows& flows, const std::string& exporter, const Filter& filter) {
    constexpr unsigned kOneThread = 1;
    const auto table = export_table(flows, filter, kOneThread);
    ExporterExports result;
    Sum world;
    std::size_t exporters = 0;
    for (std::size_t c = 0; c < table.exporters.size(); ++c) {
        const auto row = std::span{table.value}.subspan(table.cell(c, 0), table.products.size());
        const double total = sum(row);
        world.add(total);
        if (total > 0) ++exporters;
        if (table.exporters[c] == exporter) result.own = total;
    }
    result.world = world.value();
    result.unknown = !table.overlapping.empty();
    result.several = exporters > 1;
    return result;
}

}  // namespace

std::optional<double> advantage(const Flows& flows, const std::string& exporter,
                                const Filter& filter) {
    const auto& wanted = filter.products;
    if (!filter.partners.empty() ||
        std::find(wanted.begin(), wanted.end(), false) == wanted.end() ||
        !has_several_exporters(flows))
        return std::nullopt;
    // Apart from each other: a total of all goods would hide the goods asked for.
    const auto goods = exports(flows, exporter, filter);
    const auto all = exports(flows, exporter,
                             {of_one_nomenclature(flows, filter.products), filter.windows, {}, {}});
    if (goods.unknown || all.unknown) return std::nullopt;
    if (!all.several || goods.world == all.world) return std::nullopt;
    const auto share = ratio(goods.own, all.own);
    const auto world_share = ratio(goods.world, all.world);
    return share && world_share ? ratio(*share, *world_share) : std::nullopt;
}

}  // namespace jarip::trade
