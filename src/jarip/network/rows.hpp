/// The rows of a model, joined: every reference is an id, every figure has its provenance.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::network {

using ArcId = Id<struct ArcTag>;
using CompanyId = Id<struct CompanyTag>;
using CountryId = Id<struct CountryTag>;
using DemandId = Id<struct DemandTag>;
using InputId = Id<struct InputTag>;
using ItemId = Id<struct ItemTag>;
using LaneId = Id<struct LaneTag>;
using NodeId = Id<struct NodeTag>;
using PartId = Id<struct PartTag>;
using PlaceId = Id<struct PlaceTag>;
using PoolId = Id<struct PoolTag>;
using ProcessId = Id<struct ProcessTag>;
using RecipeId = Id<struct RecipeTag>;
using ResourceId = Id<struct ResourceTag>;
using SiteId = Id<struct SiteTag>;
using SlotId = Id<struct SlotTag>;
using SourceId = Id<struct SourceTag>;
using StageId = Id<struct StageTag>;

/// What a thing is called; `ko` is the English name where the table gives no Korean one, and `en` the
/// id where it gives none at all.
struct Name {
    std::string en;
    std::string ko;
    [[nodiscard]] const std::string& in(Language language) const {
        return language == Language::ko ? ko : en;
    }
};

/// Where a row's figures come from.
struct Provenance {
    SourceId source;       ///< invalid: none given
    bool assumed = false;  ///< the row says that nobody published the figure
    std::string note;
    std::size_t line = 0;  ///< of its table
    [[nodiscard]] bool sourced() const { return source.valid() && !assumed; }
};

/// Consecutive ids [begin, end) of one kind: the slots of a recipe, the inputs of a process.
template <class IdType>
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool empty() const { return begin == end; }
    [[nodiscard]] IdType operator[](std::size_t i) const { return IdType{begin + i}; }
};

struct Source {
    std::string id, title, publisher, date, url, kind;
};

/// A country, or a group of countries that stand together (`--home KR+US+JP`), or what a company has in a country, where that is
/// home by itself (`--home company:tsmc`).
struct Country {
    /// ISO 3166-1 alpha-2 (a region's label in models of kind "flows"); of a group "KR+US+JP"; of a company "company:tsmc", or
    /// "company:tsmc/US" where it is in several countries.
    std::string code;
    std::vector<CountryId> members;  ///< of a group, sorted; of a country empty
    CountryId lies_in;               ///< of what a company has; of others not valid
};

struct Stage {
    std::string id;
    double order = 0;
    Name name;
};

struct Company {
    std::string id;
    CountryId country;  ///< headquarters
    Name name;
};

struct Site {
    std::string id;
    CompanyId company;
    CountryId country;
    std::optional<double> latitude, longitude;
    std::optional<double> time_to_recover;  ///< days from an outage until all of it works again
    /// So many places it sends to, and takes from, in a period; nullopt: any number.
    std::optional<double> max_destinations, max_origins;
    Name name;
    Provenance provenance;
};

/// Where an item's price is from: the table (`list`); what its parts cost and `value_added` (`cost_plus`); or, of a
/// licence or margin, what the price of the one item it goes into leaves (`residual`).
enum class Pricing { list, cost_plus, residual };

struct Item {
    std::string id;
    StageId stage;  ///< invalid: none given
    std::string unit;
    double price = 0;  ///< list price at the factory gate, model currency a unit; see set_prices
    Pricing pricing = Pricing::list;
    std::optional<double> value_added;  ///< by the maker of a unit; of `list` only with a residual
    std::vector<std::string> hs;
    std::optional<double> mass_kg;
    double holding_cost_per_day = 0;
    std::optional<double> shelf_life_days;  ///< at one place, from its arrival there
    bool intangible = false;                ///< a design or licence: no stock, transit or way
    std::string design;  ///< rack design file, whose parts are the recipe; empty: none
    Name name;
    Provenance provenance;
};

/// One line of a bill of materials: `item` fills `slot`.
struct Part {
    SlotId slot;
    ItemId item;
    double quantity = 0;  ///< for one unit started, when this part fills the slot
    double preference = 1;
    double min_share = 0, max_share = 1;  ///< of what fills the slot
    Provenance provenance;
    [[nodiscard]] bool is_blended() const { return min_share > 0 || max_share < 1; }
};

/// Interchangeable parts of a recipe.
struct Slot {
    RecipeId recipe;
    std::string name;  ///< no other slot of the recipe has it
    Range<PartId> parts;
    bool critical = true;
};

struct Recipe {
    std::string id;
    Range<SlotId> slots;
};

enum class Status { operating, candidate };

struct Process {
    std::string id;
    SiteId site;
    ItemId item;
    RecipeId recipe;  ///< invalid: needs no input
    /// Units started; nullopt: unlimited; where capacity.csv has rows, the mean of the horizon.
    std::optional<double> capacity_per_month;
    double conversion_cost = 0;  ///< a unit started
    double yield = 1;            ///< good units a unit started, in (0, 1]
    double cycle_days = 0;
    std::optional<double> minimum_lot, lot_size;
    double setup_cost = 0;
    bool keeps_setup = false;  ///< from one period into the next
    double subsidy = 0;        ///< of a unit started, paid towards conversion_cost
    double subsidy_share = 0;  ///< and of the conversion cost
    CountryId subsidy_by;      ///< who pays it
    /// In a plan by periods: how many days before it is needed it may be made; nullopt: any number.
    std::optional<double> max_days_ahead;
    Status status = Status::operating;
    double capex = 0;
    double build_days = 0;
    /// Of a candidate: from which size on it may be built, capacity_per_month being the largest, for capex · (size ÷ the
    /// largest)^scale_exponent; nullopt: that one only, or those of sizes.csv.
    std::optional<double> minimum_capacity;
    double scale_exponent = 1;
    double minimum_use = 0;    ///< of what is built of a candidate, so much is started at least
    double max_expansion = 0;  ///< units started a month
    double expansion_capex_per_unit = 0;
    bool below_cost = false;  ///< its parts may cost more than what it makes
    PoolId output;            ///< where good units come to lie
    Range<InputId> inputs;    ///< every part of every slot of its recipe, at its site
    Provenance provenance;
    /// Of a unit started, what is paid for by others: no more than it costs.
    [[nodiscard]] double subsidised() const {
        const double all = subsidy + subsidy_share * conversion_cost;
        return all < conversion_cost ? all : conversion_cost;
    }
    /// Of a unit started, for who makes it.
    [[nodiscard]] double running_cost() const { return conversion_cost - subsidised(); }
};

/// One part of a process: drawing from `pool` to fill `slot`.
struct Input {
    ProcessId process;
    SlotId slot;
    PartId part;
    PoolId pool;
};

/// A row of coproducts.csv: what comes with what a process makes.
struct Coproduct {
    ProcessId process;
    ItemId item;
    PoolId pool;          ///< where it comes to lie
    double quantity = 0;  ///< good units a unit started
    Provenance provenance;
};

/// A row of sizes.csv: a size in which a candidate may be built.
struct PlantSize {
    ProcessId process;
    std::string id;
    double capacity_per_month = 0;  ///< units started
    double capex = 0;
    bool between = false;  ///< so may any between the next smaller size and this one
    Provenance provenance;
};

/// A row of learning.csv: yield and cost of a process once it has started so much.
struct Learning {
    ProcessId process;
    std::string id;
    double started = 0;  ///< units, since it runs
    double yield = 1;
    double conversion_cost = 0;  ///< a unit started
    Provenance provenance;
};

struct Resource {
    std::string id;
    SiteId site;
    std::string unit;
    std::optional<double> capacity_per_month;  ///< as of processes
    bool keeps_setup = false;  ///< that of one process, from one period into the next
    Provenance provenance;
};

struct Use {
    ProcessId process;
    ResourceId resource;
    double quantity = 0;        ///< for one unit started
    double setup_quantity = 0;  ///< for a period in which the process runs at all
    Provenance provenance;
};

/// An end of a lane row or an event: a site, a whole country, or anywhere; for events also a company's sites or a
/// node of an economy. One of the ids is valid, or none.
struct End {
    SiteId site;
    CountryId country;
    CompanyId company;
    NodeId node;
    [[nodiscard]] bool anywhere() const {
        return !site.valid() && !country.valid() && !company.valid() && !node.valid();
    }
    [[nodiscard]] int level() const { return site.valid() ? 2 : country.valid() ? 1 : 0; }
};

/// A row of capacity.csv: what the capacity of a process or resource is from a day on, until its next row. The first of a
/// target may be the figure of its own table, which holds until capacity.csv begins.
struct CapacityStep {
    ProcessId process;    ///< or
    ResourceId resource;  ///< one of the two
    Day from;
    double capacity_per_month = 0;  ///< as of the process (units started) or resource
    std::string target;             ///< as written; empty: the figure of its own table
    Provenance provenance;
};

/// A row of lanes.csv. Several arcs may be governed by one row and share its capacity.
struct Lane {
    End origin, destination;
    ItemId item;  ///< invalid: every item
    double transit_days = 0;
    double cost = 0;  ///< a unit
    double fixed_cost = 0;
    double tariff_rate = 0;
    std::optional<double> capacity_per_month;
    double minimum = 0;  ///< units of a period in which the row is used at all
    Provenance provenance;
    /// Whether it is used in a period is a decision.
    [[nodiscard]] bool is_opened() const { return fixed_cost > 0 || minimum > 0; }
};

/// Where things lie: a site, or a country in which something is wanted at no particular site. The
/// first places are the sites, in their order.
struct Place {
    SiteId site;  ///< invalid: the country as a whole
    CountryId country;
};

/// An item at a place: the points between which things flow, each with a balance of its own.
struct Pool {
    PlaceId place;
    ItemId item;
};

/// A way from pool to pool of one item. Arcs are sorted by item, origin, destination.
struct Arc {
    PoolId from;
    PoolId to;
    LaneId lane;  ///< the row that governs it; invalid: from a site to its own country, at no cost
    double transit_days = 0;
    double freight = 0;  ///< a unit
    double tariff = 0;   ///< a unit: rate × price
    /// Of what approvals.csv limits (docs/model.md): whether the average month may use the way; from which day on a plan by
    /// periods may (nullopt: always); and how many days after a scenario begins it opens all the same.
    bool approved = true;
    std::optional<Day> approved_from;
    std::optional<double> qualification_days;
};

enum class TargetKind { site, company, country, process, item, node, pair, places };

/// What a cell names: what an event hits, who buys or supplies. For pairs, goods move from `origin` to
/// `destination` (an import ban is turned round).
struct Target {
    TargetKind kind = TargetKind::site;
    SiteId site;
    CompanyId company;
    CountryId country;
    ProcessId process;
    ItemId item;
    NodeId node;
    End origin, destination;
    std::vector<End> places;  ///< of `places`: all that a blockade surrounds
    std::string text;         ///< as written
};

/// A row of approvals.csv: the supplier may supply the buyer, with at most a share of what the buyer takes in.
struct Approval {
    ItemId item;
    std::vector<ArcId> inflow;    ///< of the buyer, of the item
    std::vector<ArcId> supplied;  ///< those of `inflow` that come from the supplier
    std::vector<ArcId> returned;  ///< from the buyer to where its inflow comes from
    std::optional<Day> from;      ///< nullopt: always, or not before it is qualified
    double max_share = 1;
    std::optional<double> qualification_days;
    std::string buyer, supplier;  ///< as written
    Provenance provenance;
};

/// An observed share. The buyer's inflow is Σ flow over `inflow` and what `makers` make, the supplier's part Σ over `supplied`,
/// or, where the supplier is the buyer itself (`own`), what they make; less what went there over `returned` and comes back.
struct Sourcing {
    ItemId item;
    std::vector<ArcId> inflow;
    std::vector<ArcId> supplied;  ///< those of `inflow` that come from the supplier
    std::vector<ArcId> returned;  ///< from the buyer to where its inflow comes from
    /// The buyer's own, where a row of the buyer and item names the buyer as supplier; else what it makes does not count.
    std::vector<ProcessId> makers;
    bool own = false;
    double share = 0;
    bool fixed = false;
    std::string buyer, supplier;  ///< as written
    Target bought_by;             ///< a site or country
    Target supplied_by;           ///< a site, company or country
    Provenance provenance;
};

/// An observed share of interchangeable parts: so much of what the process starts has its slot filled with this part.
struct PartShare {
    InputId input;
    double share = 0;
    bool fixed = false;
    std::string slot;  ///< as written; "*": the one that takes the item
    Provenance provenance;
};

struct Stock {
    PoolId pool;
    double quantity = 0;
    double minimum = 0;
    double minimum_at_end = 0;  ///< at the end of the horizon, beside `minimum`
    double value_at_end = 0;    ///< of each of `valued_at_end` units that lie there then
    double valued_at_end = 0;
    std::optional<double> maximum;  ///< nullopt: no limit
    std::optional<double> target_days;
    Provenance provenance;
    [[nodiscard]] bool is_worth_something() const { return value_at_end > 0 && valued_at_end > 0; }
};

/// A row of minimum_stock.csv: what is to be kept from a day on, until the next row, instead of stock.csv's minimum.
struct MinimumStock {
    PoolId pool;
    Day from;
    double minimum = 0;
    Provenance provenance;
};

struct Receipt {
    PoolId pool;
    Day date;
    double quantity = 0;
};

struct Wanted {
    Day date;
    double quantity = 0;
};

struct Demand {
    std::string id;
    PoolId pool;
    std::vector<Wanted> wanted;  ///< inside the horizon, by date
    double total = 0;            ///< Σ wanted
    double price = 0;            ///< defaults to the item's
    double late_cost_per_day = 0;
    double lost_cost = 0;             ///< of an unmet unit; defaults to price
    bool price_of_item = false;       ///< `price` is the item's: the row gives none
    bool lost_cost_is_price = false;  ///< `lost_cost` is `price`: the row gives none
    double priority = 0;
    std::optional<double> max_late_days;  ///< after which it is lost; nullopt: never
    Provenance provenance;
};

/// What each kind may hit and does: network/events/kinds.cpp.
enum class EventKind {
    site_down,
    capacity_cut,
    export_ban,
    import_ban,
    lane_cut,
    blockade,
    transit_delay,
    tariff,
    demand_surge,
    stock_loss,
    price_shock
};
enum class Recovery { step, linear, exponential, rebuild };

/// A share of what rebuilding costs that is spent on one item (recipes) or on what one sector makes (flows).
struct RebuildShare {
    ItemId item;
    std::string sector;
    double share = 0;
};

struct Event {
    std::string id;
    EventKind kind = EventKind::site_down;
    Target target;
    ItemId item;  ///< limits what the event hits to this item; invalid: all
    Day start;
    double days = 0;
    double severity = 1;
    Recovery recovery = Recovery::step;
    double recovery_days = 0;
    // With Recovery::rebuild: what was destroyed is worth so much, is rebuilt with these, and the larger is served first.
    std::optional<double> rebuild_cost;  ///< model currency
    std::vector<RebuildShare> rebuild_with;
    double rebuild_priority = 0;
    std::optional<double> probability;  ///< a year
    Provenance provenance;
};

/// The severity of an event on a day: whole from its start for `days` (a started day counts), then none, or
/// falling to none over recovery_days, or exponentially with recovery_days as three time constants. What is rebuilt falls
/// as fast as it can at most: straight to none. How fast it does is found by a stress run.
[[nodiscard]] double severity_on(const Event& event, Day day);

struct Scenario {
    std::string id;
    std::vector<Event> events;
    bool borders_closed =
        false;  ///< the built-in one: every arc with exactly one end at home is closed from day 0
    Name name;
};

struct Availability {
    Target target;  ///< process, site or node
    Day date;
    int days = 1;
    double available = 1;
};

/// A share of a product's value that was published elsewhere: the model's own is held against it.
struct Published {
    std::string id;
    ItemId product;
    std::vector<CompanyId> companies;  ///< what these add anywhere; else
    std::vector<CountryId> countries;  ///< what is added in these
    double value = 0;
    double low = 0;
    double high = 0;
    Provenance provenance;
};

/// How likely each value of a range is: most likely the model's own and less towards both ends, all alike, or all
/// factors alike.
enum class RangeShape { triangular, uniform, log_uniform };

/// A cell of a table: the row by its key in full, as --set names it.
struct FigureCell {
    std::string table, key, column;
    auto operator<=>(const FigureCell&) const = default;
};

struct FigureRange {
    FigureCell cell;
    double low = 0;
    double high = 0;
    RangeShape shape = RangeShape::triangular;
    std::string group;  ///< moves together with all of the same name; empty: by itself
    Provenance provenance;
};

// ---- the second kind of model: an economy by its money flows -------------------------------------

struct Node {
    std::string id;
    std::string sector;
    CountryId country;
    double final_demand = 0;  ///< a day
    Name name;
};

enum class LinkKind { essential, nonessential, none };

struct Link {
    NodeId supplier;
    NodeId buyer;
    double value = 0;  ///< a day
    LinkKind kind = LinkKind::essential;
};

}  // namespace jarip::network
