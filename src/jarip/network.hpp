/// Who makes what, where, from what, for whom?
///
/// A model is a folder of tables (docs/model.md). Loading validates every row, reports every fault at
/// once, and joins the rows into flat arrays in which ids are indices. Nothing in a Network refers to
/// text any more, except for names that people read.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     for (const auto process : network.processes.ids()) {
///         const auto& row = network.processes[process];
///         if (row.status == jarip::network::Status::candidate)
///             std::puts(row.id.c_str());
///     }
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/network/folder.hpp"    // where figures are from, differences
#include "jarip/network/rows.hpp"      // items, processes, lanes, events …
#include "jarip/network/settings.hpp"  // of model.toml
#include "jarip/network/sourcing.hpp"  // which flows an observed share speaks of

namespace jarip::network {

struct Network {
    std::string name;
    Name title;
    CountryId home;
    std::vector<ItemId> products;
    std::string currency;
    Period horizon;     ///< [start, end + 1)
    double months = 0;  ///< of the horizon, counted by days in each month
    Bucket bucket = Bucket::week;
    LeadTimes lead_times = LeadTimes::split;
    Kind kind = Kind::recipes;
    StressSettings stress;
    TradeSettings trade;

    Indexed<SourceId, Source> sources;
    Indexed<CountryId, Country> countries;
    Indexed<StageId, Stage> stages;  ///< sorted by order
    Indexed<CompanyId, Company> companies;
    Indexed<SiteId, Site> sites;
    Indexed<ItemId, Item> items;
    Indexed<RecipeId, Recipe> recipes;
    Indexed<SlotId, Slot> slots;
    Indexed<PartId, Part> parts;
    Indexed<ProcessId, Process> processes;
    Indexed<InputId, Input> inputs;
    Indexed<ResourceId, Resource> resources;
    std::vector<Use> uses;
    std::vector<Coproduct> coproducts;
    std::vector<CapacityStep> capacity_steps;  ///< by target and date
    std::vector<PlantSize> sizes;              ///< by process and capacity
    std::vector<Learning> learning;            ///< by process and what it has started
    Indexed<LaneId, Lane> lanes;
    Indexed<PlaceId, Place> places;
    Indexed<PoolId, Pool> pools;
    Indexed<ArcId, Arc> arcs;
    std::vector<Approval> approvals;
    std::vector<Sourcing> sourcing;
    std::vector<PartShare> part_shares;
    std::vector<Stock> stock;
    std::vector<MinimumStock> minimum_stock;  ///< by date
    std::vector<Receipt> receipts;
    Indexed<DemandId, Demand> demands;
    std::vector<Scenario> scenarios;  ///< "borders-closed" is the first
    std::vector<Availability> availability;
    std::vector<FigureRange> ranges;
    std::vector<FigureCell> what_ifs;  ///< cells that --set replaced, sorted
    std::vector<Published> published;
    std::vector<RackDesign> racks;

    Indexed<NodeId, Node> nodes;
    std::vector<Link> links;

    std::vector<SourceFile> customs;  ///< those of customs/ as they are; trade reads them
    Diagnostics findings;             ///< warnings and notes of loading

    [[nodiscard]] CountryId country_of(PoolId pool) const {
        return places[pools[pool].place].country;
    }
    /// The country that something lies in: of what a company has its country, of others the country itself.
    [[nodiscard]] CountryId state_of(CountryId country) const {
        return country.valid() && countries[country].lies_in.valid() ? countries[country].lies_in
                                                                     : country;
    }
    /// The place of a pool as tables write it: "icheon", "country:US".
    [[nodiscard]] std::string place_id(PoolId pool) const;
    /// The members of a group, sorted; of a country that country; none of an id that is not
    /// valid.
    [[nodiscard]] std::vector<CountryId> members_of(CountryId country) const;
    /// Whether a country is the group, or one of its members; a country is within itself. False for ids that are not
    /// valid.
    [[nodiscard]] bool within(CountryId country, CountryId group) const;
    [[nodiscard]] bool at_home(CountryId country) const { return within(country, home); }
    [[nodiscard]] bool within(std::string_view code, CountryId group) const;
    [[nodiscard]] bool at_home(std::string_view code) const { return within(code, home); }
    /// The group of these countries (the country itself, if it is one), which the model then knows by that code.
    /// requires: every id is that of a country, not of a group
    CountryId group_of(std::string code, std::vector<CountryId> members);
    /// How many countries there are, without groups of them and what a company has in them.
    [[nodiscard]] std::size_t country_count() const;
    [[nodiscard]] bool is_product(ItemId item) const;
    /// Where in `products` the item stands; nothing where it is none.
    [[nodiscard]] std::optional<std::size_t> product_index(ItemId item) const;
    /// errors  E0260 if there is none of that name (with a suggestion)
    [[nodiscard]] const Scenario& scenario(std::string_view id) const;
    /// The scenario of that name, or several joined by '+', whose events act together.
    /// errors  E0260 if there is none of a name, E0285 one is named twice
    [[nodiscard]] Scenario together(std::string_view ids) const;
    /// The process's site's and its own availability on a day, multiplied; 1 where nothing is said.
    [[nodiscard]] double available(ProcessId process, Day day) const;
    /// Its mean over the horizon, weighted by each day's share of its month and by the capacity in force on it: times
    /// capacity_per_month it is what can be started in an average month.
    [[nodiscard]] double mean_availability(ProcessId process) const;
    /// What capacity.csv says of a day, as a multiple of capacity_per_month; 1 where it says nothing.
    [[nodiscard]] double capacity_share(ProcessId process, Day day) const;
    [[nodiscard]] double capacity_share(ResourceId resource, Day day) const;
    [[nodiscard]] bool has_steps(ProcessId process) const;
    [[nodiscard]] bool has_steps(ResourceId resource) const;
    /// Whether approvals.csv leaves the way open on a day. Makers that are not approved begin to qualify when the
    /// events of a scenario begin.
    [[nodiscard]] bool approved_on(ArcId arc, Day day,
                                   std::optional<Day> events_begin = std::nullopt) const;

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    Network();
    ~Network();
    Network(const Network&);
    Network(Network&&) noexcept;
    Network& operator=(const Network&);
    Network& operator=(Network&&) noexcept;
};

/// How to read a model.
struct LoadOptions {
    /// Asks for another: "JP", "KR+US+JP", "EU27", "company:tsmc", "KR+company:tsmc"; empty: as model.toml says.
    std::string home;
    std::vector<std::string> sets;  ///< what-ifs, each "TABLE:KEY.COLUMN=VALUE" (also *= and +=)
    bool strict = false;            ///< a figure without source is an error
};

/// Reads and validates a model folder; an empty path is the embedded default model.
/// errors  every fault of the folder at once (E0001…E0299)
[[nodiscard]] Network load(const std::string& path, const LoadOptions& options = {});
[[nodiscard]] Network load(const Folder& folder, const LoadOptions& options = {});

/// Prices of `cost_plus` and `residual` items, from those of the others; to be asked again where a price, a yield,
/// a quantity or a capacity of a network is changed.
///
/// The cost of a part in a unit is Σ over slots of (quantity ÷ yield) · price, of the most preferred parts (their
/// mean, where several are), meant over the makers by capacity in good units; makers without limit count alike
/// and leave nothing to the limited, and candidates count where nobody makes the item yet.
///
/// errors  E0278 value_added beside a price of which no residual takes the rest,
///         E0287 a residual goes into no item or several, E0288 into one without price and value_added, E0289
///         prices that follow from each other, E0293 nothing is left (the price is then 0), E0294 prices beyond 10^18
/// source  docs/formulas.md (Origin)
[[nodiscard]] Diagnostics set_prices(Network& network);

/// The capacities of processes and resources that capacity.csv speaks of, as the mean of their steps over the horizon,
/// weighted by each day's share of its month; to be asked again where a step is changed.
void set_mean_capacities(Network& network);

/// Those that losing_processes reports.
[[nodiscard]] std::vector<ProcessId> processes_at_a_loss(const Network& network);

/// For analyses that take each process to make one item.
/// errors  E0313 (thrown) the model has coproducts.csv
void require_no_coproducts(const Network& network, std::string_view analysis);

/// Processes whose parts cost more than what they make, at list prices and with the most preferred parts.
/// errors  E0350, for each that is not `below_cost`
[[nodiscard]] Diagnostics losing_processes(const Network& network);

}  // namespace jarip::network

#include "jarip/network/events/effects.hpp"  // what events do, by day
#include "jarip/network/pool_arcs.hpp"       // the ways into and out of a pool
#include "jarip/network/tools/figures.hpp"   // every figure, and the model with others
