#include "jarip/uncertain/bands.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace jarip::uncertain {
namespace {

using network::CountryId;
using network::End;
using network::Figure;
using network::SiteId;

constexpr double kSourced = 0.5;  // of the band: the row has a source and is not assumed

using Moves = Kind::Moves;

// docs/uncertain.md has this table, which a test compares with it.
constexpr std::array kKinds{
    Kind{"items", "price", 0.2, Moves::item, "price"},
    Kind{"items", "value_added", 0.2, Moves::item, "price"},
    Kind{"demand", "price", 0.2, Moves::item, "price"},
    Kind{"demand", "lost_cost", 0.2, Moves::item, "price"},
    Kind{"processes", "capacity_per_month", 0.3, Moves::company, "capacity"},
    Kind{"resources", "capacity_per_month", 0.3, Moves::company, "capacity"},
    Kind{"capacity", "capacity_per_month", 0.3, Moves::company, "capacity"},
    Kind{"demand", "quantity", 0.2},
    Kind{"processes", "yield", 0.1, Moves::company, "yield"},
    Kind{"recipes", "quantity", 0.1},
    Kind{"uses", "quantity", 0.1, Moves::resource, "use"},
    Kind{"stock", "quantity", 0.5, Moves::company, "stock"},
    Kind{"stock", "target_days", 0.5, Moves::company, "stock"},
    Kind{"processes", "capex", 0.4},
    Kind{"processes", "expansion_capex_per_unit", 0.4},
    Kind{"sizes", "capex", 0.4, Moves::process, "capex"},
    Kind{"learning", "yield", 0.1, Moves::company, "yield"},
    Kind{"learning", "conversion_cost", 0.3, Moves::company, "conversion_cost"},
    Kind{"events", "rebuild_cost", 0.5},
    Kind{"processes", "build_days", 0.3},
    Kind{"processes", "cycle_days", 0.3, Moves::company, "cycle_days"},
    Kind{"lanes", "transit_days", 0.3, Moves::countries, "transit_days"},
    Kind{"processes", "conversion_cost", 0.3, Moves::company, "conversion_cost"},
    Kind{"lanes", "cost", 0.3, Moves::countries, "freight"},
    Kind{"lanes", "capacity_per_month", 0.3},
};

const network::Place& place_of_stock(const Network& network, const Figure& figure) {
    return network.places[network.pools[network.stock[figure.row].pool].place];
}

SiteId site_of(const Network& network, const Figure& figure) {
    if (figure.cell.table == "processes")
        return network.processes[network::ProcessId{figure.row}].site;
    if (figure.cell.table == "learning")
        return network.processes[network.learning[figure.row].process].site;
    if (figure.cell.table == "resources")
        return network.resources[network::ResourceId{figure.row}].site;
    if (figure.cell.table == "capacity") {
        const auto& step = network.capacity_steps[figure.row];
        return step.process.valid() ? network.processes[step.process].site
                                    : network.resources[step.resource].site;
    }
    return place_of_stock(network, figure).site;
}

// Whose figure it is: what customers hold is their country's.
std::string owner_of(const Network& network, const Figure& figure) {
    const SiteId site = site_of(network, figure);
    if (!site.valid())
        return "country:" + network.countries[place_of_stock(network, figure).country].code;
    return network.companies[network.sites[site].company].id;
}

std::string item_of(const Network& network, const Figure& figure) {
    if (figure.cell.table == "items") return figure.cell.key;
    return network.items[network.pools[network.demands[network::DemandId{figure.row}].pool].item]
        .id;
}

std::string country_of(const Network& network, const End& end) {
    CountryId country = end.country;
    if (end.site.valid()) country = network.state_of(network.sites[end.site].country);
    return country.valid() ? network.countries[country].code : "*";
}

std::string moves_with(const Network& network, const Kind& kind, const Figure& figure) {
    const std::string name{kind.name};
    switch (kind.moves) {
        case Moves::alone: return name_of(figure.cell);
        case Moves::item: return name + '/' + item_of(network, figure);
        case Moves::company: return name + '/' + owner_of(network, figure);
        case Moves::process:
            return name + '/' + network.processes[network.sizes[figure.row].process].id;
        case Moves::resource:
            return name + '/' + network.resources[network.uses[figure.row].resource].id;
        case Moves::countries: break;
    }
    const auto& lane = network.lanes[network::LaneId{figure.row}];
    return name + '/' + country_of(network, lane.origin) + '>' +
           country_of(network, lane.destination);
}

// A count of parts is right or wrong, and so is a yield of all: neither is a little off.
bool is_exact(const Figure& figure) {
    if (figure.cell.column == "yield") return figure.value == 1;
    return figure.cell.table == "recipes" && figure.value == std::round(figure.value);
}

}  // namespace

std::string name_of(const network::FigureCell& cell) {
    return cell.table + '/' + cell.key + '/' + cell.column;
}

std::span<const Kind> kinds() { return kKinds; }

std::optional<Band> default_band(const Network& network, const Figure& figure) {
    const auto kind = std::ranges::find_if(kKinds, [&](const Kind& each) {
        return each.table == figure.cell.table && each.column == figure.cell.column;
    });
    if (kind == kKinds.end() || is_exact(figure)) return std::nullopt;
    return Band{kind->band * (figure.sourced ? kSourced : 1), moves_with(network, *kind, figure)};
}

}  // namespace jarip::uncertain
