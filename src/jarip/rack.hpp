/// Does this rack stand, run and stay cool, and what is it made of?
///
///     jarip::Diagnostics diagnostics;
///     const auto design = jarip::rack::load(jarip::read_file("rack.toml"), {}, diagnostics);
///     diagnostics.throw_if_errors();
///     const auto report = jarip::rack::check(design);
///     // report.totals.power_kw, report.checks
///
/// Watts, kW, kg, mm, °C, K, L/min, m³/h and amperes, as the names say. What nobody gives is not zero.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::rack {

/// A figure of a design with where it is from; `given` is false where nobody says.
struct Figure {
    double value = 0;
    bool given = false;
    bool assumed = false;
    std::string source;

    [[nodiscard]] double value_or(double fallback) const { return given ? value : fallback; }
};

/// A rack unit of EIA-310 (44.45 mm) or an open unit of Open Rack V3 (48 mm).
enum class HeightUnit { ru, ou };
[[nodiscard]] constexpr double millimetres(HeightUnit unit) {
    return unit == HeightUnit::ou ? 48.0 : 44.45;
}

/// Something that weighs and is no device: a busbar, manifolds with their coolant.
struct ExtraMass {
    std::string name;
    Figure mass_kg;
};

struct Frame {
    HeightUnit unit = HeightUnit::ru;
    Figure u_height, width_in;
    Figure height_mm, width_mm, depth_mm;  ///< outside; width and depth are the footprint
    Figure mounting_depth_mm, cable_bend_mm;
    bool is_netbox =
        false;  ///< as NetBox means it: depth from rail to rail, load with the frame's own mass
    std::string weight_unit, outer_unit;  ///< as NetBox wrote them; empty: kg, mm
    Figure base_mm;                       ///< floor to the lower edge of unit 1
    Figure mass_empty_kg, max_load_kg, max_rolling_kg;
    Figure tributary_m2;  ///< floor that bears the rack, if wider than its footprint
    Figure busbar_a;      ///< rating of one segment
    Figure cable_slack_m;
    Figure cooling_capacity_kw;      ///< of air and liquid together
    Figure price;                    ///< USD
    std::string cooling_capability;  ///< air-only, liquid-capable, liquid-required; empty: not said
    Figure starting_unit;            ///< number of the first unit; 1 where nobody says
    bool desc_units = false;         ///< units are numbered from the top
    std::vector<ExtraMass> extra_mass;
};

struct Site {
    Figure power_kw, air_kw, air_dt_k, airflow_m3_h;
    Figure supply_air_c, humidity, dew_point_c, elevation_m;
    Figure liquid_supply_c, facility_water_c;
    Figure floor_kg_m2;
    Figure temp_derate;       ///< factor on every breaker, in (0, 1]
    double continuous = 0.8;  ///< share of a breaker that may flow for hours: code nec80 or iec100
    std::string ashrae_air;   ///< A1…A4, H1; empty: not said
    std::string facility_class;  ///< W17…W45, W+; empty: not said
};

/// Ports, outlets or plugs of one kind.
struct Connectors {
    std::string kind;
    double count = 0;
};

struct Feed {
    std::string id;
    Figure volts, phases, amps, circuits;  ///< volts: line to line with three phases
    std::vector<Connectors> outlets;       ///< empty: not said
    Location where;
    bool is_dc = false;
};

/// What cools the coolant of loops: a chiller, a dry cooler, …
struct CoolingSource {
    std::string id, kind, fluid;
    Figure capacity_kw;
    Location where;
};

/// A closed loop of coolant with its pumps.
struct Loop {
    std::string id;
    std::string fluid;
    std::optional<std::size_t> source;  ///< in Design::sources
    std::string connector;              ///< uqd, camlock, …; empty: not said
    double density_kg_m3 = 0, heat_kj_kg_k = 0;
    Figure supply_c, dt_k, capacity_kw, max_lpm, pumps, pumps_needed;
    Figure pipe_mm, head_kpa, path_kpa;
    Location where;
};

/// Where a device's watts come from; source: a power shelf, which feeds the busbar.
enum class Supply { ac, dc, busbar, source, passive };

/// A value of NetBox that no check reads, kept as it was written.
struct Field {
    std::string key, value;
    bool is_text = true;  ///< else a number, true/false, null or what nests, as JSON
    bool operator==(const Field&) const = default;
};

/// A port, bay or interface: a row of one of NetBox's lists.
struct Component {
    std::string list;  ///< "power-ports", "interfaces", …
    std::vector<Field> fields;
    bool operator==(const Component&) const = default;
};

/// One line of the tree of parts.
struct PartLine {
    std::string item;
    std::string parent;   ///< empty: the rack itself, or, of a type's parts, the device
    double quantity = 0;  ///< a unit of the parent
    double scrap = 0;     ///< share lost when it is built in, in [0, 1)
    Location where;
    double yield = 1;  ///< share good when it is made; counts where the walk goes through it
    Figure cost, lead_weeks;
    std::string origin;  ///< countries, `;` between
};

struct DeviceType {
    std::string slug, manufacturer, model, part;
    HeightUnit unit = HeightUnit::ru;
    Figure u_height, width_in, depth_mm, mass_kg;
    Figure width_share;       ///< of the frame's width; 1 where nobody says
    std::string weight_unit;  ///< in which NetBox's file gives the mass; empty: kg
    bool is_module = false;   ///< stands in a bay of a device
    bool is_full_depth = true;
    Supply supply = Supply::ac;
    Figure watts, watts_typ, watts_max;  ///< drawn: by design, typical, at most
    Figure allocated_w,
        maximum_w;  ///< NetBox: sums over the power ports; nameplate, not consumption
    Figure power_factor, psu_count, psu_w, psu_needed;
    Figure shelf_out_w, efficiency, bus_v;  ///< of a power shelf
    Figure input_a, branches, branch_a;     ///< of a distribution unit: its plug, its breakers
    Figure liquid_fraction, liquid_max_c, return_max_c, pressure_kpa;
    Figure intake_max_lpm;                   ///< what its intakes take together
    Figure cooling_kw, airflow_m3_h, price;  ///< cooling_kw: heat that it can carry off
    std::string airflow, cooling_method, air_class, plug, connector;
    Figure accelerators, accelerator_w;
    std::vector<Connectors> ports, required_ports, outlets;
    std::vector<PartLine> parts;  ///< what one is made of
    std::string source;
    std::vector<Field> fields;
    std::vector<Component> components;
};

/// A frame that designs name (`[rack] frame = "…"`), which then need not repeat it.
struct FrameType {
    std::string slug, manufacturer, model;
    Frame frame;
    std::string source;
    std::vector<Field> fields;
};

enum class Face { front, rear };

/// One or several devices of a type, stacked upwards from `u`.
struct Device {
    std::string id, type_slug, part;
    std::optional<std::size_t> type;  ///< in Design::types; empty: nobody knows it
    std::optional<double> u;     ///< lowest unit, counted from 1 at the bottom; empty: takes none
    std::string cooling_method;  ///< air, liquid, hybrid, immersion; empty: its type's
    double count = 1;
    Face face = Face::front;
    std::optional<std::size_t> in;   ///< in Design::devices: whose supplies feed it
    std::vector<std::size_t> feeds;  ///< in Design::feeds; supplies are dealt to them in turn
    std::vector<std::optional<std::size_t>>
        units;  ///< of each of `feeds`, the device that is a distribution unit on the way; else empty
    std::optional<std::size_t> loop;  ///< in Design::loops
    std::vector<int>
        phases;  ///< 1…3 to neutral, 12, 23, 31 between two lines, dealt to the stack in turn
    Location where;
};

/// Ports of a device, by their names, that an end of a line of cables takes.
struct NamedPorts {
    std::vector<std::string> names;
    std::optional<double>
        number;  ///< of the device in its stack, 1 the lowest; empty: each of them
    Location where;
};

/// Cables of one kind between devices whose ids match; "external" leaves the rack, "all" is every other.
struct Cable {
    std::string kind, from, to, port, to_port;
    NamedPorts from_ports, to_ports;  ///< without names: any that are free
    double per_port = 1, to_per_port = 1;
    double count = 0;
    Figure length_m, reach_m;
    Location where;
};

/// A rack as its design file describes it.
struct Design {
    std::string id, name, file;
    Frame frame;
    std::string frame_type;  ///< slug of the frame that it names
    Site site;
    std::vector<Feed> feeds;
    std::vector<CoolingSource> sources;
    std::vector<Loop> loops;
    std::vector<DeviceType> types;  ///< those that devices name
    std::vector<Device> devices;
    std::vector<Cable> cables;
    std::vector<PartLine> parts;
};

/// What one rack takes of an item: the totals of the first parts on each branch that the model knows.
struct RecipeLine {
    std::string item;
    double quantity = 0;
    Location where;
};

enum class CheckSeverity { error, warning, info, unknown };

/// How a value keeps its limit.
enum class Sense { at_most, at_least, equal };

/// One finding of a check: docs/formulas.md (Rack), codes of the rack documentation.
struct Check {
    std::string code;
    CheckSeverity severity = CheckSeverity::info;
    std::string where;
    std::optional<double> value, limit;
    std::string unit;
    Sense sense = Sense::at_most;
    std::optional<Location> place;  ///< in the design; empty where it is about the whole of it
    Arguments arguments;            ///< of the sentences under rack.TEXT.message and rack.TEXT.help
    std::string text;               ///< the code, or one of its variants

    [[nodiscard]] std::string message(Language language) const;
    [[nodiscard]] std::string fix(Language language) const;
    /// How far the value is inside its limit, negative where it is outside; empty without both numbers.
    [[nodiscard]] std::optional<double> margin() const;
};

/// A total over what is known, how much that is, and what the truth lies between.
struct Total {
    std::optional<double> known = std::nullopt;  ///< sum of the given figures; empty: undefined
    double coverage = 1;                         ///< share of the devices whose figures are given
    std::optional<double> assumed =
        std::nullopt;  ///< share of `known` that rests on assumed figures
    std::optional<double> low = std::nullopt;
    std::optional<double> high = std::nullopt;  ///< empty where nobody bounds what is unknown
    [[nodiscard]] bool is_complete() const { return known && low == high; }
};

struct FeedLoad {
    std::string id;
    double load_va = 0, capacity_va = 0;
    std::optional<double> load_after_loss;  ///< with the worst other feed out
    std::vector<double> phases_va;          ///< L1, L2, L3 of a feed of three phases
};

struct Totals {
    Total it_kw, power_kw, loss_kw, liquid_kw, air_kw, heat_btu_h;
    Total mass_kg, load_kg, floor_kg_m2, floor_kn_m2, tributary_kg_m2, cog_mm, tilt_deg;
    Total height_u, free_u;
    Total coolant_l_min, return_c, airflow_m3_h, airflow_cfm, busbar_a;
    Total devices, cables, accelerators;
    std::vector<FeedLoad> feeds;
};

/// A total by its name.
struct TotalKey {
    std::string_view key;
    Total Totals::*total;
};
/// Every total, in the order in which reports show them.
[[nodiscard]] std::span<const TotalKey> total_keys();

/// Shares of the devices whose figures are given.
struct Coverage {
    double power = 1, heat = 1, mass = 1, height = 1;
    [[nodiscard]] bool is_complete() const {
        return power == 1 && heat == 1 && mass == 1 && height == 1;
    }
};

struct Report {
    std::string id;
    std::vector<Check> checks;  ///< sorted by code, then as they stand in the design
    Totals totals;
    Coverage coverage;
    [[nodiscard]] bool has_errors() const;
};

/// Reads a design with the device types it names: from `files` (types.toml), else from those built in.
/// `files` may also hold the parts list (CSV) that the design names as its `bom`.
/// errors  E0400…E0413 into `diagnostics`, with line and column
[[nodiscard]] Design load(const SourceFile& file, const std::vector<SourceFile>& files,
                          Diagnostics& diagnostics);

/// The bill of materials as a recipe: each branch of the parts' tree down to the first part in `items`. Parts are those
/// of `bill`.
/// errors  E0420 a part contains itself, E0421 a branch ends outside `items`, E0422 a parent that
///         nothing contains
/// source  docs/formulas.md (Rack), "parts"
[[nodiscard]] std::vector<RecipeLine> recipe(const Design& design,
                                             const std::vector<std::string>& items,
                                             Diagnostics& diagnostics);

/// A line of the bill of materials, each part below what it goes into.
struct BillLine {
    PartLine part;
    std::size_t level = 0;
    double total = 0;       ///< a rack, on this path, without losses
    bool is_above = false;  ///< what it is made of is listed above
};

/// What a rack holds of a part over all paths, and what must be started for it.
struct BillSum {
    PartLine part;  ///< its first line
    double total = 0;
    double with_losses = 0;  ///< with scrap and yield
};

struct Bill {
    std::vector<BillLine> lines;
    std::vector<BillSum> sums;
    bool from_devices =
        false;  ///< the design lists no parts: these are its frame, devices and cables
    /// The first cost on each branch, times what a rack holds; coverage is the share of the branches that have one.
    Total cost;
};

/// Indented and summed: the parts that the design lists, else its frame, devices and cables; below a device's part of
/// which the design says no more, what its type is made of. errors  E0420 a part contains itself (then no lines), E0422 a parent that nothing contains
[[nodiscard]] Bill bill(const Design& design, Diagnostics& diagnostics);

/// Totals and findings. source  docs/formulas.md (Rack)
[[nodiscard]] Report check(const Design& design);

/// Where a device hangs and what it is like; figures of one device, empty where unknown. For drawings.
struct Placement {
    std::string id, type;
    std::optional<double> u;       ///< lowest unit, counted from 1 at the bottom; empty: takes none
    std::optional<double> number;  ///< the same unit as the rack numbers it
    double height = 0, count = 1;
    Face face = Face::front;
    bool is_full_depth = true, is_known = true;
    std::optional<double> power_w, air_w, liquid_w, mass_kg;
    std::vector<std::string> feeds;
};
[[nodiscard]] std::vector<Placement> placements(const Design& design);

/// The number that a rack gives the unit which is the `unit`-th from below.
[[nodiscard]] double unit_number(const Frame& frame, double unit);

/// A design with what was found in it.
struct Checked {
    Design design;
    Report report;
};

/// What a row or a hall gives its racks; what is not given is not checked.
struct Hall {
    std::string id, name;
    Figure power_mw, air_mw, liquid_mw;
    Figure coolant_l_min, airflow_m3_h;
    Figure mass_t, floor_m2, floor_kg_m2;
    Figure
        rack_m2;  ///< floor that each rack takes, its share of the aisles included; else its footprint
    struct Row {
        std::string design;  ///< name of a file
        double count = 1;
    };
    std::vector<Row> racks;
};

/// A limit by its name.
struct HallKey {
    std::string_view key;
    Figure Hall::*figure;
    NumberRange range;
};
[[nodiscard]] std::span<const HallKey> hall_keys();

/// Reads a hall. errors  E0400…E0413 into `diagnostics`, with line and column
[[nodiscard]] Hall load_hall(const SourceFile& file, Diagnostics& diagnostics);

/// A design that stands in a hall so many times.
struct HallRacks {
    Checked rack;
    double count = 1;
};

struct HallTotals {
    Total racks, accelerators, it_mw, power_mw, air_mw, liquid_mw;
    Total airflow_m3_h, coolant_l_min, mass_t, cables, floor_m2;
    Total floor_kg_m2;  ///< the largest that a rack puts on its footprint
};

/// How many racks of a design the hall takes: alone, and beside those that stand there; empty where no limit says.
struct HallFit {
    std::string id;
    std::optional<double> alone, more;
    std::string alone_by, more_by;  ///< the limit that holds it back, a key of hall_keys()
};

struct HallReport {
    HallTotals totals;
    std::vector<Check> checks;  ///< H01…H08
    std::vector<HallFit> fits;  ///< of each design
    [[nodiscard]] bool has_errors() const;
};
[[nodiscard]] HallReport check_hall(const Hall& hall, const std::vector<HallRacks>& racks);

/// Names of the files beside a design that it reads: its parts list.
[[nodiscard]] std::vector<std::string> companions(const SourceFile& design);

/// Device types of a types.toml. errors  E0400…E0413 into `diagnostics`
[[nodiscard]] std::vector<DeviceType> load_types(const SourceFile& file, Diagnostics& diagnostics);

/// The device types inside the binary, sorted by slug.
[[nodiscard]] const std::vector<DeviceType>& built_in_types();
/// The frames inside the binary.
[[nodiscard]] const std::vector<FrameType>& built_in_frames();

/// What a library in the format of NetBox holds.
struct Library {
    std::vector<DeviceType> devices, modules;
    std::vector<FrameType> frames;
    std::size_t rejected = 0;  ///< files that could not be used
};

/// How much of a library says what a check needs.
struct LibraryCounts {
    std::size_t with_mass = 0, with_draw = 0, with_both = 0,
                without_height = 0;  ///< of the devices
    std::size_t interfaces = 0, module_interfaces = 0, power_ports = 0, power_outlets = 0,
                module_bays = 0, device_bays = 0;
};
[[nodiscard]] LibraryCounts counts(const Library& library);

/// Reads device types, module types and rack types as NetBox writes them (YAML), each file one. Unknown keys are kept
/// and warned about, enumerations are open, a missing slug is made of manufacturer and model. A file under module-types/
/// or rack-types/ is one of these. The result does not depend on the number of threads.
/// errors    E0430 not YAML, E0431 an anchor or alias, E0432 a key twice, E0433 no manufacturer or model,
///           E0436 nested too deep, E0437 no type at all: that file is rejected
/// warnings  E0434 unknown key, E0435 a value that cannot be used, E0438 a slug a second time, E0439 further documents
/// source    devicetype.json and components.json of the NetBox device type library
[[nodiscard]] Library import_netbox(const std::vector<SourceFile>& files, unsigned threads,
                                    Diagnostics& diagnostics);

/// Sets figures of types from a table: slug, field (a key of types.toml), value, and, as they are there, source, assumed.
/// errors  E0440 unknown slug, E0441 unknown field, and those of reading tables
void apply_overrides(std::vector<DeviceType>& types, const SourceFile& table,
                     Diagnostics& diagnostics);

/// A library as a types.toml that load_library reads back: [[frame]], [[type]] and [[module]].
[[nodiscard]] std::string types_toml(const Library& library);
/// Types of every kind of a types.toml. errors  E0400…E0413 into `diagnostics`
[[nodiscard]] Library load_library(const SourceFile& file, Diagnostics& diagnostics);

/// A device type as NetBox reads it; what only types.toml knows is left out.
[[nodiscard]] std::string netbox_yaml(const DeviceType& type);
[[nodiscard]] std::string netbox_module_yaml(const DeviceType& type);
[[nodiscard]] std::string netbox_yaml(const FrameType& type);

}  // namespace jarip::rack
