#include <algorithm>
#include <map>

#include "jarip/rack/checks/frame.hpp"
#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/checks/named_ports.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/cooling_tables.hpp"
#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/format/named_feeds.hpp"
#include "jarip/rack/format/parts.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/format/without_cord.hpp"

namespace jarip::rack {

Frame::Frame() = default;
Frame::~Frame() = default;
Frame::Frame(const Frame&) = default;
Frame::Frame(Frame&&) noexcept = default;
Frame& Frame::operator=(const Frame&) = default;
Frame& Frame::operator=(Frame&&) noexcept = default;

DeviceType::DeviceType() = default;
DeviceType::~DeviceType() = default;
DeviceType::DeviceType(const DeviceType&) = default;
DeviceType::DeviceType(DeviceType&&) noexcept = default;
DeviceType& DeviceType::operator=(const DeviceType&) = default;
DeviceType& DeviceType::operator=(DeviceType&&) noexcept = default;

Design::Design() = default;
Design::~Design() = default;
Design::Design(const Design&) = default;
Design::Design(Design&&) noexcept = default;
Design& Design::operator=(const Design&) = default;
Design& Design::operator=(Design&&) noexcept = default;

namespace {

Site read_site(TomlReader& reader) {
    Site site;
    site.power_kw = reader.figure("power_kw", kKilowatts);
    site.air_kw = reader.figure("air_kw", kKilowatts);
    site.air_dt_k = reader.figure("air_dt_k", kKelvins);
    site.airflow_m3_h = reader.figure("airflow_m3_h", kFlows);
    site.supply_air_c = reader.figure("supply_air_c", kCelsius);
    site.humidity = reader.figure("humidity", kShare);
    site.dew_point_c = reader.figure("dew_point_c", kCelsius);
    site.elevation_m = reader.figure("elevation_m", kAltitudes);
    site.liquid_supply_c = reader.figure("liquid_supply_c", kCelsius);
    site.facility_water_c = reader.figure("facility_water_c", kCelsius);
    site.floor_kg_m2 = reader.figure("floor_kg_m2", kFlows);
    site.seismic_g = reader.figure("seismic_g", {0, 10});
    site.temp_derate = reader.figure("temp_derate", {0.01, 1});
    site.continuous = reader.choice("code", {"nec80", "iec100"}) == "iec100" ? 1.0 : 0.8;
    site.ashrae_air = reader.choice("ashrae_air", ashrae_classes());
    site.facility_class =
        reader.choice("facility_class", {"W17", "W27", "W32", "W40", "W45", "W+"});
    return site;
}

constexpr double kExtraLowVolts = 60;

// −48 V is a direct voltage; so is what says supply = "dc", as NetBox does.
void read_volts(TomlReader& reader, Feed& feed) {
    feed.volts = reader.figure("volts_ll", kSignedVolts);
    const auto volts = reader.figure("volts", kSignedVolts);
    if (!feed.volts.given) feed.volts = volts;
    const auto supply = reader.choice("supply", {"ac", "dc"});
    feed.is_dc = supply == "dc" || (feed.volts.given && feed.volts.value < 0);
    feed.volts.value = std::abs(feed.volts.value);
    if (feed.volts.given && feed.volts.value < kVolts.low)
        reader.diagnostics().error("E0404",
                                   reader.where(reader.has("volts_ll") ? "volts_ll" : "volts"),
                                   {{"table", reader.name()},
                                    {"key", "volts"},
                                    {"value", number_text(feed.volts.value)},
                                    {"low", number_text(kVolts.low)},
                                    {"high", number_text(kVolts.high)}});
}

// Whether it is not active; one that says nothing is.
bool read_is_off(TomlReader& reader) {
    const auto status = reader.choice("status", {"active", "planned", "offline", "failed"});
    return !status.empty() && status != "active";
}

Feed read_feed(TomlReader& reader) {
    Feed feed;
    feed.where = reader.where("id");
    feed.id = reader.text("id");
    read_volts(reader, feed);
    feed.phases = reader.figure("phases", {1, 3});
    // Nobody distributes alternating voltage this low.
    if (feed.volts.given && feed.volts.value <= kExtraLowVolts && feed.phases.value_or(1) == 1)
        feed.is_dc = true;
    if (feed.is_dc && feed.phases.given && feed.phases.value == 3)
        reader.diagnostics().error("E0447", reader.where("phases"), {{"id", feed.id}});
    if (feed.phases.given && feed.phases.value != 1 && feed.phases.value != 3) {
        reader.diagnostics().error("E0405", reader.where("phases"),
                                   {{"table", reader.name()},
                                    {"key", "phases"},
                                    {"value", number_text(feed.phases.value)},
                                    {"choices", "1, 3"}});
    }
    feed.amps = reader.figure("amps", kAmperes);
    feed.circuits = reader.figure("circuits", kCounts);
    feed.outlets = reader.connectors("outlets");
    feed.is_off = read_is_off(reader);
    if (!reader.has("volts")) reader.require("volts_ll");
    reader.require("amps");
    return feed;
}

// L1, or A: to neutral; L1-L2: between two lines, in either order.
std::optional<int> connection_of(std::string_view name) {
    static constexpr std::string_view kLetters = "ABC";
    const auto line = [](std::string_view word) {
        if (word.size() == 2 && (word[0] == 'L' || word[0] == 'l')) word.remove_prefix(1);
        if (word.size() != 1) return 0;
        if (word[0] >= '1' && word[0] <= '3') return word[0] - '0';
        const auto letter = kLetters.find(word[0]);
        return letter == std::string_view::npos ? 0 : static_cast<int>(letter) + 1;
    };
    const auto dash = name.find_first_of("-/+");
    const int first = line(name.substr(0, dash));
    if (first == 0) return std::nullopt;
    if (dash == std::string_view::npos || name.substr(dash + 1) == "N") return first;
    const int second = line(name.substr(dash + 1));
    if (second == 0 || second == first) return std::nullopt;
    const int both = first + second;
    return both == 3 ? 12 : both == 5 ? 23 : 31;
}

std::vector<int> read_phases(TomlReader& reader) {
    std::vector<int> phases;
    for (const auto& name : reader.texts("phases")) {
        if (const auto connection = connection_of(name))
            phases.push_back(*connection);
        else
            reader.diagnostics().error("E0405", reader.where("phases"),
                                       {{"table", reader.name()},
                                        {"key", "phases"},
                                        {"value", name},
                                        {"choices", "L1, L2, L3, L1-L2, L2-L3, L3-L1"}});
    }
    return phases;
}

Device read_device(TomlReader& reader, const Index& loops, std::vector<NamedFeeds>& feeds) {
    Device device;
    reader.require("type");
    device.where = reader.where("id");
    device.id = reader.text("id");
    device.type_slug = reader.text("type");
    device.part = reader.text("part");
    device.cooling_method =
        reader.choice("cooling_method", {"air", "liquid", "hybrid", "immersion"});
    const auto u = reader.half_units("u", kPositions);
    if (u.given) device.u = u.value;
    const auto count = reader.figure("count", kStacks);
    device.count = count.value_or(1);
    if (device.count != std::floor(device.count))
        reader.diagnostics().error(
            "E0409", reader.where("count"),
            {{"table", reader.name()}, {"value", number_text(device.count)}});
    device.watts = reader.figure("watts", kWatts);
    device.mass_kg = reader.figure("weight_kg", kKilograms);
    device.slide_mm = reader.figure("slide_mm", kMillimetres);
    device.transfer = reader.choice("transfer", transfer_switches());
    device.is_off = read_is_off(reader);
    device.without_cord = {reader.texts("without_cord"), {}, reader.where("without_cord")};
    device.face = reader.choice("face", {"front", "rear"}) == "rear" ? Face::rear : Face::front;
    feeds.push_back(
        {reader.texts("feeds"), reader.where("feeds"), reader.text("in"), reader.where("in")});
    if (reader.has("loop"))
        device.loop = refer(reader, "loop", reader.text("loop"), loops);
    else
        reader.ignore("loop");
    device.phases = read_phases(reader);
    return device;
}

// An end of cables: an id or a pattern, or {device = …, port = …, number = …}, which names ports of it.
std::string read_end(TomlReader& reader, std::string_view key, NamedPorts& ports) {
    const auto* table = reader.is_table(key) ? reader.table(key) : nullptr;
    if (!table || table->contains("v")) return reader.text(key);
    TomlReader end{reader, *table, reader.name() + '.' + std::string{key}};
    end.require("device");
    end.require("port");
    ports.where = end.where("port");
    ports.names = end.has("port") ? end.texts("port") : std::vector<std::string>{};
    const auto number = end.figure("number", kStacks);
    if (number.given) ports.number = number.value;
    auto device = end.text("device");
    end.finish();
    return device;
}

Cable read_cable(TomlReader& reader) {
    for (const char* key : {"from", "to", "count"}) reader.require(key);
    Cable cable;
    cable.where = reader.where("kind");
    cable.kind = reader.text("kind");
    cable.from = read_end(reader, "from", cable.from_ports);
    cable.to = read_end(reader, "to", cable.to_ports);
    cable.port = reader.text("port");
    cable.to_port = reader.text("to_port");
    cable.per_port = reader.figure("per_port", {1, 1e4}).value_or(1);
    cable.to_per_port = reader.figure("to_per_port", {1, 1e4}).value_or(cable.per_port);
    cable.count = reader.figure("count", kCounts).value_or(0);
    cable.length_m = reader.figure("length_m", kMetres);
    cable.reach_m = reader.figure("reach_m", kMetres);
    return cable;
}

// Gives an entry its id (its number where it has none) and reports a second one of that id.
void enter(TomlReader& reader, Index& index, std::string& id, std::size_t number) {
    if (id.empty()) id = std::to_string(number + 1);
    if (index.emplace(id, number).second) return;
    reader.diagnostics().error("E0406", reader.where("id"), {{"kind", reader.name()}, {"id", id}});
}

// Reads every table of a kind.
template <class Read>
void each(TomlReader& root, const std::string& kind, Read read) {
    for (const auto* table : root.tables(kind)) {
        TomlReader reader{root, *table, "[[" + kind + "]]"};
        read(reader);
        reader.finish();
    }
}

// The same of things that have ids, by which others refer to them.
template <class Thing, class Read>
Index each_named(TomlReader& root, const std::string& kind, std::vector<Thing>& things, Read read) {
    Index index;
    each(root, kind, [&](TomlReader& reader) {
        auto thing = read(reader);
        enter(reader, index, thing.id, things.size());
        things.push_back(std::move(thing));
    });
    return index;
}

// Device types and frames of the files beside a design.
Library library_of(const std::vector<SourceFile>& files, Diagnostics& diagnostics) {
    Library library;
    for (const auto& file : files) {
        if (!file.name.ends_with(".toml")) continue;
        auto more = load_library(file, diagnostics);
        std::move(more.devices.begin(), more.devices.end(), std::back_inserter(library.devices));
        for (auto& module : more.modules) {
            module.is_module = true;
            if (module.supply == Supply::ac || module.supply == Supply::dc)
                module.supply = Supply::passive;  // fed through the device in whose bay it stands
            library.devices.push_back(std::move(module));
        }
        std::move(more.frames.begin(), more.frames.end(), std::back_inserter(library.frames));
    }
    return library;
}

// What a device says of itself comes before what its type says: the type as it is then stands beside the other ones.
void own_figures(Design& design, Device& device, Diagnostics& diagnostics) {
    const bool says = device.watts.given || device.mass_kg.given || device.slide_mm.given ||
                      !device.transfer.empty() || !device.without_cord.names.empty();
    if (!device.type || !says) return;
    auto type = design.types[*device.type];
    if (device.watts.given) {
        type.watts = device.watts;
        const bool is_unpowered = type.supply == Supply::passive && type.outlets.empty();
        if (is_unpowered && device.watts.value > 0 && !type.is_module) type.supply = Supply::ac;
    }
    if (device.mass_kg.given) type.mass_kg = device.mass_kg;
    if (device.slide_mm.given) type.slide_mm = device.slide_mm;
    if (!device.transfer.empty()) type.transfer = device.transfer;
    leave_out_supplies(type, device.without_cord, diagnostics);
    device.type = design.types.size();
    design.types.push_back(std::move(type));
}

// Finds each device's type: in the files first, else among those built in.
void resolve_types(Design& design, const std::vector<DeviceType>& given, Diagnostics& diagnostics) {
    Index known;
    Index used;
    for (std::size_t i = 0; i < given.size(); ++i) known.emplace(given[i].slug, i);
    for (auto& device : design.devices) {
        if (const auto found = used.find(device.type_slug); found != used.end()) {
            device.type = found->second;
            continue;
        }
        const DeviceType* type = nullptr;
        if (const auto found = known.find(device.type_slug); found != known.end()) {
            type = &given[found->second];
        } else {
            const auto& library = built_in_types();
            const auto at = std::lower_bound(
                library.begin(), library.end(), device.type_slug,
                [](const DeviceType& entry, const std::string& slug) { return entry.slug < slug; });
            if (at != library.end() && at->slug == device.type_slug) type = &*at;
        }
        if (!type) continue;
        device.type = design.types.size();
        used.emplace(device.type_slug, design.types.size());
        design.types.push_back(*type);
    }
    for (auto& device : design.devices) own_figures(design, device, diagnostics);
}

// The design says positions in the numbers of its rack: of a stack the lowest number that it takes.
void count_units_from_below(Design& design) {
    auto& frame = design.frame;
    const double first = frame.starting_unit.value_or(1);
    for (auto& unit : frame.busbar_joints)
        unit = frame.desc_units ? frame.u_height.value + first - unit : unit - first + 1;
    std::sort(frame.busbar_joints.begin(), frame.busbar_joints.end());
    for (auto& device : design.devices) {
        if (!device.u) continue;
        const double below = *device.u - first;
        const double height = device.type ? design.types[*device.type].u_height.value : 1;
        device.u =
            frame.desc_units ? frame.u_height.value + 1 - below - height * device.count : below + 1;
    }
}

// The frame that a design names, from the files or built in; an empty one where it names none.
Frame base_frame(TomlReader& reader, const std::string& slug, const std::vector<FrameType>& given) {
    if (slug.empty()) return {};
    std::vector<std::string> known;
    for (const auto* frames : {&given, &built_in_frames()}) {
        for (const auto& type : *frames) {
            if (type.slug == slug) return type.frame;
            known.push_back(type.slug);
        }
    }
    reader.diagnostics().error(
        "E0407", reader.where("frame"),
        {{"kind", "frame"}, {"id", slug}, {"suggestion", nearest(slug, known)}});
    return {};
}

std::string base_name(std::string_view path) {
    return std::string{path.substr(path.find_last_of('/') + 1)};
}

// The list of parts in a file beside the design.
void read_bill(TomlReader& reader, const std::vector<SourceFile>& files, Design& design) {
    const auto name = reader.text("bom");
    const auto tree = reader.text("bom_tree");
    if (name.empty()) return;
    for (const auto& file : files) {
        if (base_name(file.name) != base_name(name)) continue;
        auto lines = load_parts(file, tree, reader.diagnostics());
        std::move(lines.begin(), lines.end(), std::back_inserter(design.parts));
        return;
    }
    reader.diagnostics().error("E0410", reader.where("bom"), {{"file", name}});
}

}  // namespace

std::vector<std::string> companions(const SourceFile& design) {
    Diagnostics diagnostics;
    const auto document = parse_toml(design, diagnostics);
    if (!document) return {};
    const auto name = (*document)["bom"].value<std::string>();
    if (!name) return {};
    return {*name};
}

Design load(const SourceFile& file, const std::vector<SourceFile>& files,
            Diagnostics& diagnostics) {
    Design design;
    design.file = file.name;
    require_utf8(file);
    const auto document = parse_toml(file, diagnostics);
    if (!document) return design;
    TomlReader root{file, *document, base_name(file.name), diagnostics};
    const auto format = root.text("format");
    if (format != "jarip-rack/1")
        diagnostics.error("E0400", root.where("format"), {{"format", format}});

    const auto given = library_of(files, diagnostics);
    root.require("rack");
    if (const auto* table = root.table("rack")) {
        TomlReader reader{root, *table, "[rack]"};
        design.id = reader.text("id");
        design.name = reader.text("name");
        design.frame_type = reader.text("frame");
        design.frame = read_frame(reader, base_frame(reader, design.frame_type, given.frames));
        if (!design.frame.u_height.given) reader.require("u_height");
        reader.finish();
    }
    if (design.id.empty())
        design.id = base_name(file.name).substr(0, base_name(file.name).rfind('.'));
    if (const auto* table = root.table("site")) {
        TomlReader reader{root, *table, "[site]"};
        design.site = read_site(reader);
        reader.finish();
    }

    const auto feeds = each_named(root, "feed", design.feeds, read_feed);
    std::vector<NamedFeeds> named_feeds;
    const auto sources = each_named(root, "source", design.sources, read_source);
    const auto loops = each_named(root, "loop", design.loops,
                                  [&](TomlReader& reader) { return read_loop(reader, sources); });
    const auto devices = each_named(root, "device", design.devices, [&](TomlReader& reader) {
        return read_device(reader, loops, named_feeds);
    });
    resolve_types(design, given.devices, diagnostics);
    for (std::size_t i = 0; i < design.devices.size(); ++i)
        if (has_no_cord(design, design.devices[i])) named_feeds[i].names.clear();
    find_feeds(design, named_feeds, feeds, devices, diagnostics);
    each(root, "cable", [&](TomlReader& reader) { design.cables.push_back(read_cable(reader)); });
    each(root, "part", [&](TomlReader& reader) { design.parts.push_back(read_part(reader)); });
    read_bill(root, files, design);
    report_second_costs(design.parts, Severity::error, diagnostics);
    share_costs(design.parts);
    root.finish();

    name_port_kinds(design);
    count_units_from_below(design);
    return design;
}

}  // namespace jarip::rack
