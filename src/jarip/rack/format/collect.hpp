/// The readers as they work inside: findings are gathered in a list, so that several files are judged in one go. The public
/// ones throw the list, whole.
#pragma once

#include <string>
#include <vector>

#include "jarip/rack.hpp"

namespace jarip::rack {

[[nodiscard]] Design load(const SourceFile& file, const std::vector<SourceFile>& files,
                          Diagnostics& diagnostics);
[[nodiscard]] Hall load_hall(const SourceFile& file, Diagnostics& diagnostics);
[[nodiscard]] std::vector<ToPlace> load_device_list(const SourceFile& table,
                                                    Diagnostics& diagnostics);
[[nodiscard]] std::vector<DeviceType> load_types(const SourceFile& file, Diagnostics& diagnostics);
[[nodiscard]] Library load_library(const SourceFile& file, Diagnostics& diagnostics);
void apply_overrides(std::vector<DeviceType>& types, const SourceFile& table,
                     Diagnostics& diagnostics);
[[nodiscard]] PlacedDevices place_devices(const SourceFile& design,
                                          const std::vector<ToPlace>& devices,
                                          const std::vector<SourceFile>& files,
                                          Diagnostics& diagnostics);
[[nodiscard]] std::vector<RecipeLine> recipe(const Design& design,
                                             const std::vector<std::string>& items,
                                             Diagnostics& diagnostics);

}  // namespace jarip::rack
