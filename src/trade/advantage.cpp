#include "advantage.hpp"

#include <algorithm>

#include "decimal.hpp"

namespace jarip::trade {
namespace {

// A table of one country is the usual case: seen at once.
bool has_several_exporters(const Flows& flows) {
    std::uint32_t first = Flows::kUnsaid;
    for (std::size_t row = 0; row < flows.size(); ++row) {
        const bool exports =
            flows.direction[row] == Direction::export_ || flows.direction[row] == Direction::both;
        if (!exports || flows.reporter[row] == Flows::kUnsaid) continue;
        if (first == Flows::kUnsaid) first = flows.reporter[row];
        if (flows.reporter[row] != first) return true;
    }
    return false;
}

struct Exports {
    double own = 0;    // of the exporter asked for, USD
    double world = 0;  // of all
    std::size_t exporters = 0;
};

Exports exports(const Flows& flows, std::size_t exporter, const Filter& filter) {
    const auto selections = select_exports(flows, filter);
    Exports result;
    ExactSum world;
    for (std::size_t country = 0; country < selections.size(); ++country) {
        ExactSum total;
        for (const auto row : selections[country].rows) {
            total.add(flows.value[row]);
            world.add(flows.value[row]);
        }
        if (total.dollars() > 0) ++result.exporters;
        if (country == exporter) result.own = total.dollars();
    }
    result.world = world.dollars();
    return result;
}

}  // namespace

std::optional<double> advantage(const Flows& flows, const std::string& exporter,
                                const Filter& filter) {
    const auto& wanted = filter.products;
    if (!has_several_exporters(flows)) return std::nullopt;
    if (!filter.partners.empty() || std::find(wanted.begin(), wanted.end(), false) == wanted.end())
        return std::nullopt;
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), exporter);
    if (at == flows.countries.end()) return std::nullopt;
    const auto index = static_cast<std::size_t>(at - flows.countries.begin());

    // Apart from each other: a total of all goods would hide the goods asked for.
    const auto goods = exports(flows, index, filter);
    const auto all =
        exports(flows, index, {std::vector<bool>(flows.products.size(), true), filter.windows});
    if (all.exporters < 2 || goods.world == all.world) return std::nullopt;
    const auto share = ratio(goods.own, all.own);
    const auto usual = ratio(goods.world, all.world);
    return share && usual ? ratio(*share, *usual) : std::nullopt;
}

}  // namespace jarip::trade
