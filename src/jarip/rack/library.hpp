/// Device types and frames: those built in, those of a types.toml, and NetBox's both ways.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "jarip/rack/design.hpp"

namespace jarip::rack {

/// Device types of a types.toml. errors  E0400…E0413
[[nodiscard]] std::vector<DeviceType> load_types(const SourceFile& file);

/// The device types inside the binary, sorted by slug.
[[nodiscard]] const std::vector<DeviceType>& built_in_types();
/// The frames inside the binary.
[[nodiscard]] const std::vector<FrameType>& built_in_frames();

/// What a library in the format of NetBox holds.
struct Library {
    std::vector<DeviceType> devices, modules;
    std::vector<FrameType> frames;
    std::size_t rejected = 0;  ///< files that could not be used
    Diagnostics findings;  ///< why files of import_netbox were rejected, and what to know of others
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
/// findings  errors: E0430 not YAML, E0431 an anchor or alias, E0432 a key twice, E0433 no manufacturer or model,
///           E0436 nested too deep, E0437 no type at all: that file is rejected, the others are read;
///           warnings: E0434 unknown key, E0435 a value that cannot be used, E0438 a slug a second time, E0439 further documents
/// source    devicetype.json and components.json of the NetBox device type library
[[nodiscard]] Library import_netbox(const std::vector<SourceFile>& files, unsigned threads);

/// A rack of a NetBox instance as a design.
struct NetboxDesign {
    std::string id, file, text;  ///< the file's name, rack.toml
    std::size_t devices = 0, feeds = 0;
};

/// What an instance of NetBox holds: its types as files of a library, its racks as designs that name them.
struct NetboxExport {
    std::vector<SourceFile> types;
    std::vector<NetboxDesign> designs;
    Diagnostics findings;  ///< files that are no answers, and what a design cannot say or lacks
};

/// Reads what NetBox's API answers, JSON: pages ({count, next, previous, results}), lists or single rows of racks, devices,
/// device-types, module-types, rack-types, the templates of their ports, power-ports, power-outlets and power-feeds. The kind of
/// a row stands in its url, else in the name of its file. Cables follow from where power ports lead.
/// findings  errors: E0456 no JSON, or no such rows: the other files are read; warnings: E0457 power ports that lead nowhere,
///           E0463 pages are missing, E0464 a feed without power, E0465 a device of a type that no row has, E0466 one outside
///           its rack, E0467 devices of racks that no row has
/// source    NetBox REST API, dcim
[[nodiscard]] NetboxExport read_netbox_api(const std::vector<SourceFile>& files);

/// Sets figures of types from a table: slug, field (a key of types.toml), value, and, as they are there, source, assumed.
/// errors  E0440 unknown slug, E0441 unknown field, and those of reading tables; nothing is set then
void apply_overrides(std::vector<DeviceType>& types, const SourceFile& table);

/// A library as a types.toml that load_library reads back: [[frame]], [[type]] and [[module]].
[[nodiscard]] std::string types_toml(const Library& library);
/// Types of every kind of a types.toml, with the warnings in its findings. errors  E0400…E0413
[[nodiscard]] Library load_library(const SourceFile& file);

/// A type as a file of a library in the format of NetBox.
struct NetboxFile {
    std::string yaml;
    Diagnostics findings;  ///< warnings: E0468, what NetBox refuses
};

/// A type as NetBox accepts it; what only types.toml knows is left out, what NetBox refuses is a comment.
[[nodiscard]] NetboxFile netbox_file(const DeviceType& type);
[[nodiscard]] NetboxFile netbox_module_file(const DeviceType& type);
[[nodiscard]] NetboxFile netbox_file(const FrameType& type);
/// The same where only its text is wanted.
[[nodiscard]] std::string netbox_yaml(const DeviceType& type);
[[nodiscard]] std::string netbox_module_yaml(const DeviceType& type);
[[nodiscard]] std::string netbox_yaml(const FrameType& type);

}  // namespace jarip::rack
