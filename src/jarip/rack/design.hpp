/// A rack as its design file describes it: frame, site, feeds, loops, devices, cables, parts.
///
/// Watts, kW, kg, mm, °C, K, L/min, m³/h and amperes, as the names say. What nobody gives is not zero.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
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
    std::vector<double>
        busbar_joints;  ///< units at whose lower edge two pieces of the busbar are joined; from below, ascending
    Figure casters, caster_kg;  ///< how many it stands on, and what each bears
    Figure stabilizer_mm;       ///< how far a foot reaches out in front of it
    Figure max_seismic_kg;      ///< load that it bears in an earthquake
    Figure anchors, anchor_kn;  ///< bolts to the floor, and the pull that each bears
    Figure cable_slack_m;
    Figure cooling_capacity_kw;      ///< of air and liquid together
    Figure price;                    ///< USD
    std::string cooling_capability;  ///< air-only, liquid-capable, liquid-required; empty: not said
    Figure starting_unit;            ///< number of the first unit; 1 where nobody says
    bool desc_units = false;         ///< units are numbered from the top
    std::vector<ExtraMass> extra_mass;

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    Frame();
    ~Frame();
    Frame(const Frame&);
    Frame(Frame&&) noexcept;
    Frame& operator=(const Frame&);
    Frame& operator=(Frame&&) noexcept;
};

struct Site {
    Figure power_kw, air_kw, air_dt_k, airflow_m3_h;
    Figure supply_air_c, humidity, dew_point_c, elevation_m;
    Figure liquid_supply_c, facility_water_c;
    Figure floor_kg_m2;
    Figure seismic_g;         ///< acceleration sideways, of that of the Earth
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
    bool is_off = false;  ///< planned, offline or failed: it gives no power
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
    Figure slide_mm;                         ///< how far it is pulled out on its slides
    Figure cooling_kw, airflow_m3_h, price;  ///< cooling_kw: heat that it can carry off
    std::string airflow, cooling_method, air_class, plug, connector;
    std::string
        transfer;  ///< ats, sts: takes the first of its feeds that lives; empty: no such switch
    Figure accelerators, accelerator_w;
    std::vector<Connectors> ports, required_ports, outlets;
    std::vector<PartLine> parts;  ///< what one is made of
    std::string source;
    std::vector<Field> fields;
    std::vector<Component> components;

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    DeviceType();
    ~DeviceType();
    DeviceType(const DeviceType&);
    DeviceType(DeviceType&&) noexcept;
    DeviceType& operator=(const DeviceType&);
    DeviceType& operator=(DeviceType&&) noexcept;
};

/// A frame that designs name (`[rack] frame = "…"`), which then need not repeat it.
struct FrameType {
    std::string slug, manufacturer, model;
    Frame frame;
    std::string source;
    std::vector<Field> fields;
};

enum class Face { front, rear };

/// Ports of a device by their names: those that an end of a line of cables takes, supplies without a cord.
struct NamedPorts {
    std::vector<std::string> names;
    std::optional<double>
        number;  ///< of the device in its stack, 1 the lowest; empty: each of them
    Location where;
};

/// One or several devices of a type, stacked upwards from `u`.
struct Device {
    std::string id, type_slug, part;
    std::optional<std::size_t> type;  ///< in Design::types; empty: nobody knows it
    std::optional<double> u;     ///< lowest unit, counted from 1 at the bottom; empty: takes none
    std::string cooling_method;  ///< air, liquid, hybrid, immersion; empty: its type's
    double count = 1;
    Face face = Face::front;
    Figure watts, mass_kg, slide_mm;  ///< its own, instead of its type's
    std::string transfer;             ///< the same
    bool is_off = false;  ///< planned, offline or failed: it draws nothing and passes nothing on
    NamedPorts without_cord;        ///< supplies that hang on no feed: its own type lacks them
    std::optional<std::size_t> in;  ///< in Design::devices: whose supplies feed it
    std::vector<std::size_t>
        feeds;  ///< in Design::feeds; supplies are dealt to them in turn. Behind a transfer switch the one
                ///< that it takes with nothing lost
    std::vector<std::optional<std::size_t>>
        units;  ///< of each of `feeds`, the device that is a distribution unit on the way; else empty
    std::optional<std::size_t> loop;  ///< in Design::loops
    std::vector<int>
        phases;  ///< 1…3 to neutral, 12, 23, 31 between two lines, dealt to the stack in turn
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
    Diagnostics findings;  ///< warnings of its reading: E0402, a key that nothing reads

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    Design();
    ~Design();
    Design(const Design&);
    Design(Design&&) noexcept;
    Design& operator=(const Design&);
    Design& operator=(Design&&) noexcept;
};

/// Reads a design with the device types it names: from `files` (types.toml), else from those built in.
/// `files` may also hold the parts list (CSV) that the design names as its `bom`.
/// errors  E0400…E0413, all of them, with line and column
[[nodiscard]] Design load(const SourceFile& file, const std::vector<SourceFile>& files);

/// Names of the files beside a design that it reads: its parts list.
[[nodiscard]] std::vector<std::string> companions(const SourceFile& design);

}  // namespace jarip::rack
