#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

// What `read` makes, or every error that it finds: warnings are lost.
template <class Read>
auto or_throw(Read read) {
    Diagnostics diagnostics;
    auto result = read(diagnostics);
    diagnostics.throw_if_errors();
    return result;
}

// The same of what carries its warnings.
template <class Read>
auto with_findings(Read read) {
    return or_throw([&](Diagnostics& diagnostics) {
        auto result = read(diagnostics);
        result.findings = diagnostics;
        return result;
    });
}

}  // namespace

Design load(const SourceFile& file, const std::vector<SourceFile>& files) {
    return with_findings([&](Diagnostics& diagnostics) { return load(file, files, diagnostics); });
}

std::vector<DeviceType> load_types(const SourceFile& file) {
    return or_throw([&](Diagnostics& diagnostics) { return load_types(file, diagnostics); });
}

Library load_library(const SourceFile& file) {
    return with_findings([&](Diagnostics& diagnostics) { return load_library(file, diagnostics); });
}

void apply_overrides(std::vector<DeviceType>& types, const SourceFile& table) {
    Diagnostics diagnostics;
    auto changed = types;
    apply_overrides(changed, table, diagnostics);
    diagnostics.throw_if_errors();
    types = std::move(changed);
}

Hall load_hall(const SourceFile& file) {
    return with_findings([&](Diagnostics& diagnostics) { return load_hall(file, diagnostics); });
}

DeviceList load_device_list(const SourceFile& table) {
    return with_findings([&](Diagnostics& diagnostics) {
        return DeviceList{load_device_list(table, diagnostics), {}};
    });
}

PlacedDevices place_devices(const SourceFile& design, const std::vector<ToPlace>& devices,
                            const std::vector<SourceFile>& files) {
    return or_throw([&](Diagnostics& diagnostics) {
        return place_devices(design, devices, files, diagnostics);
    });
}

std::vector<RecipeLine> recipe(const Design& design, const std::vector<std::string>& items) {
    return or_throw([&](Diagnostics& diagnostics) { return recipe(design, items, diagnostics); });
}

}  // namespace jarip::rack
