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

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/rack.hpp"

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

// ---- the tables, joined -----------------------------------------------------------------------

struct Source {
    std::string id, title, publisher, date, url, kind;
};

struct Country {
    std::string code;  ///< ISO 3166-1 alpha-2 (a region's label in models of kind "flows")
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
    Name name;
    Provenance provenance;
};

struct Item {
    std::string id;
    StageId stage;  ///< invalid: none given
    std::string unit;
    double price = 0;  ///< list price at the factory gate, model currency a unit
    std::vector<std::string> hs;
    std::optional<double> mass_kg;
    double holding_cost_per_day = 0;
    std::optional<double> shelf_life_days;
    bool intangible = false;  ///< a design or licence: no stock, transit or way
    std::string design;       ///< rack design file, whose parts are the recipe; empty: none
    Name name;
    Provenance provenance;
};

/// One line of a bill of materials: `item` fills `slot`.
struct Part {
    SlotId slot;
    ItemId item;
    double quantity = 0;  ///< for one unit started, when this part fills the slot
    double preference = 1;
    Provenance provenance;
};

/// Interchangeable parts of a recipe.
struct Slot {
    RecipeId recipe;
    std::string name;
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
    RecipeId recipe;                           ///< invalid: needs no input
    std::optional<double> capacity_per_month;  ///< units started; nullopt: unlimited
    double conversion_cost = 0;                ///< a unit started
    double yield = 1;                          ///< good units a unit started, in (0, 1]
    double cycle_days = 0;
    std::optional<double> minimum_lot, lot_size;
    double setup_cost = 0;
    Status status = Status::operating;
    double capex = 0;
    double build_days = 0;
    double max_expansion = 0;  ///< units started a month
    double expansion_capex_per_unit = 0;
    PoolId output;          ///< where good units come to lie
    Range<InputId> inputs;  ///< every part of every slot of its recipe, at its site
    Provenance provenance;
};

/// One part of a process: drawing from `pool` to fill `slot`.
struct Input {
    ProcessId process;
    SlotId slot;
    PartId part;
    PoolId pool;
};

struct Resource {
    std::string id;
    SiteId site;
    std::string unit;
    std::optional<double> capacity_per_month;
    Provenance provenance;
};

struct Use {
    ProcessId process;
    ResourceId resource;
    double quantity = 0;  ///< for one unit started
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

/// A row of lanes.csv. Several arcs may be governed by one row and share its capacity.
struct Lane {
    End origin, destination;
    ItemId item;  ///< invalid: every item
    double transit_days = 0;
    double cost = 0;  ///< a unit
    double fixed_cost = 0;
    double tariff_rate = 0;
    std::optional<double> capacity_per_month;
    Provenance provenance;
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

/// An observed share. The buyer's inflow is Σ flow over `inflow`, the supplier's part Σ over `supplied`.
struct Sourcing {
    ItemId item;
    std::vector<ArcId> inflow;
    std::vector<ArcId> supplied;  ///< those of `inflow` that come from the supplier
    double share = 0;
    bool fixed = false;
    std::string buyer, supplier;  ///< as written
    Target bought_by;             ///< a site or country
    Target supplied_by;           ///< a site, company or country
    Provenance provenance;
};

struct Stock {
    PoolId pool;
    double quantity = 0;
    double minimum = 0;
    std::optional<double> target_days;
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
    double lost_cost = 0;  ///< of an unmet unit; defaults to price
    double priority = 0;
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
enum class Recovery { step, linear, exponential };

struct Event {
    std::string id;
    EventKind kind = EventKind::site_down;
    Target target;
    ItemId item;  ///< limits bans and lane events to one item; invalid: all
    Day start;
    double days = 0;
    double severity = 1;
    Recovery recovery = Recovery::step;
    double recovery_days = 0;
    std::optional<double> probability;  ///< a year
    Provenance provenance;
};

/// The severity of an event on a day: whole from its start for `days` (a started day counts), then none, or
/// falling to none over recovery_days, or exponentially with recovery_days as three time constants.
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

struct FigureRange {
    std::string table, key, column;
    double low = 0;
    double high = 0;
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

// ---- settings of model.toml ----------------------------------------------------------------------

enum class Kind { recipes, flows };
enum class LeadTimes { split, up };

/// Whom a supplier that cannot serve all serves: all in proportion to their orders, or some first.
enum class Allocation { proportional, priority, home, largest };

/// [stress]: docs/formulas.md (Stress). What is not given has the default of the model's kind.
struct StressSettings {
    std::optional<double> psi, target_days, tau_inventory, alpha_max, tau_alpha;
    std::optional<double> ramp_per_day;    ///< recipes: of its capacity, what a node starts a day
    std::optional<double> critical_share;  ///< flows: of its inputs; a smaller one stops nothing
    std::optional<bool> adaptive;
    std::optional<Allocation> allocation;
};

/// [trade]: which figures `assess` reads from the tables of customs/.
struct TradeSettings {
    std::string reporter;         ///< defaults to home
    std::vector<std::string> hs;  ///< codes, or one basket name
    std::optional<Period> period;
    std::optional<double> krw_per_usd;
};

/// A product's rack design.
struct RackDesign {
    ItemId item;
    rack::Design design;
};

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
    Indexed<LaneId, Lane> lanes;
    Indexed<PlaceId, Place> places;
    Indexed<PoolId, Pool> pools;
    Indexed<ArcId, Arc> arcs;
    std::vector<Sourcing> sourcing;
    std::vector<Stock> stock;
    std::vector<Receipt> receipts;
    Indexed<DemandId, Demand> demands;
    std::vector<Scenario> scenarios;  ///< "borders-closed" is the first
    std::vector<Availability> availability;
    std::vector<FigureRange> ranges;
    std::vector<Published> published;
    std::vector<RackDesign> racks;

    Indexed<NodeId, Node> nodes;
    std::vector<Link> links;

    std::vector<SourceFile> customs;  ///< those of customs/ as they are; trade reads them
    Diagnostics findings;             ///< warnings and notes of loading

    [[nodiscard]] CountryId country_of(PoolId pool) const {
        return places[pools[pool].place].country;
    }
    [[nodiscard]] bool is_product(ItemId item) const;
    /// errors  E0260 if there is none of that name (with a suggestion)
    [[nodiscard]] const Scenario& scenario(std::string_view id) const;
    /// The scenario of that name, or several joined by '+', whose events act together.
    /// errors  E0260 if there is none of a name, E0285 one is named twice
    [[nodiscard]] Scenario together(std::string_view ids) const;
    /// The process's site's and its own availability on a day, multiplied; 1 where nothing is said.
    [[nodiscard]] double available(ProcessId process, Day day) const;
    /// Its mean over the horizon, weighted by each day's share of its month.
    [[nodiscard]] double mean_availability(ProcessId process) const;
};

/// Which arcs a row of sourcing.csv speaks of.
class ShareArcs {
public:
    explicit ShareArcs(const Network& network);
    /// Fills inflow and supplied of a row whose item, buyer and supplier are known.
    void find(Sourcing& row) const;

private:
    [[nodiscard]] bool flows_in(const Target& buyer, const Arc& arc) const;
    [[nodiscard]] bool comes_from(const Target& supplier, const Arc& arc) const;
    [[nodiscard]] const Place& place(PoolId pool) const;

    const Network* network_;
    std::vector<std::vector<ArcId>> by_item_;
    std::vector<bool> source_;  // by pool: made, stocked or received there
};

/// How to read a model.
struct LoadOptions {
    std::string home;               ///< asks for another country; empty: as model.toml says
    std::vector<std::string> sets;  ///< what-ifs, each "TABLE:KEY.COLUMN=VALUE" (also *= and +=)
    bool strict = false;            ///< a figure without source is an error
};

/// Reads and validates a model folder; an empty path is the embedded default model.
/// errors  every fault of the folder at once (E0001…E0299)
[[nodiscard]] Network load(const std::string& path, const LoadOptions& options = {});
[[nodiscard]] Network load(const Folder& folder, const LoadOptions& options = {});

/// The folder of a model; an empty path is the embedded default model. errors  those of Folder::open
[[nodiscard]] Folder open_folder(const std::string& path);

/// A Frictionless Data Package (datapackage.json) of a model folder: its tables, columns, types, limits and keys.
/// errors  those of the folder's tables and columns; what stands in the rows is not asked
[[nodiscard]] std::string data_package(const Folder& folder);

/// A row of a table that carries figures, and where they are from.
struct FigureRow {
    std::string table;  ///< without ".csv"
    std::string key;    ///< as --set names it
    std::size_t line = 0;
    std::string source;  ///< an id of sources.csv; empty: none given
    bool assumed = false;
    std::string note;
    [[nodiscard]] bool sourced() const { return !source.empty() && !assumed; }
};

/// Where the figures of a model are from.
struct FigureSources {
    std::vector<Source> sources;  ///< in the order of sources.csv
    std::vector<FigureRow> rows;  ///< by table, and in its order
};

/// Asks every row of every table that gives a figure.
/// errors  those of the folder's tables, columns and keys
[[nodiscard]] FigureSources figure_sources(const Folder& folder);

/// What stands in a model folder, cell by cell, to be held against another.
struct ModelContents {
    /// A row's cells by the table's columns; an empty one as what it means.
    using Row = std::vector<std::string>;
    std::map<std::string, std::map<std::string, Row>> tables;  ///< by file and key
    std::map<std::string, std::string> settings;               ///< of model.toml: "stress.psi"
    std::map<std::string, std::string> others;                 ///< all other files, whole
};
/// errors  those of the folder's tables, columns and keys
[[nodiscard]] ModelContents contents(const Folder& folder);

/// What makes one model another.
struct ModelDifferences {
    enum class Change { added, removed, changed };
    struct File {
        std::string file;
        Change change = Change::changed;
    };
    struct Row {
        std::string file, key;
        Change change = Change::added;  ///< never changed: then its cells are
    };
    struct Cell {
        std::string file, key, column;  ///< a setting of model.toml has no key
        std::string from, to;           ///< empty: not given
    };
    std::vector<File> files;  ///< files that are no table nor model.toml, by name
    std::vector<Row> rows;    ///< by file and key
    std::vector<Cell> cells;  ///< by file and key, and in the order of the columns
    [[nodiscard]] bool none() const { return files.empty() && rows.empty() && cells.empty(); }
};
/// Numbers are compared as numbers, the order of rows and columns counts for nothing.
[[nodiscard]] ModelDifferences differences(const ModelContents& from, const ModelContents& to);

/// The model `jarip model init` writes: relative file name and text of each file.
[[nodiscard]] std::vector<SourceFile> starter_model();

}  // namespace jarip::network

#include "jarip/network/events/effects.hpp"
