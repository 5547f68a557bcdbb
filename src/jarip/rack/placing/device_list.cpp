// A list of devices that are to be placed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "jarip/core/table.hpp"
#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/place.hpp"

namespace jarip::rack {
namespace {

// Columns that nothing reads: a misspelt mass would silently not be counted.
void warn_of_columns(const Table& table, Diagnostics& diagnostics) {
    static const std::vector<std::string> known{"id", "type", "count", "feeds",    "loop",
                                                "u",  "face", "watts", "weight_kg"};
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        const auto& name = table.columns()[i];
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        // The nearest name, or that of which it is the beginning: weight, weight_kg.
        auto meant = nearest(name, known);
        for (const auto& each : known)
            if (meant.empty() && name.starts_with(each.substr(0, each.find('_') + 1)) &&
                each.find('_') != std::string::npos)
                meant = each;
        diagnostics.warning("E0462", table.header_location(i),
                            {{"column", name},
                             {"columns", fmt::format("{}", fmt::join(known, ", "))},
                             {"suggestion", meant}});
    }
}

}  // namespace

std::vector<ToPlace> load_device_list(const SourceFile& file, Diagnostics& diagnostics) {
    constexpr double kMostDevices = 1000;
    const auto table = parse_csv(file, diagnostics);
    const auto id = table.column("id"), type = table.column("type"), count = table.column("count"),
               feeds = table.column("feeds"), loop = table.column("loop"), u = table.column("u"),
               face = table.column("face"), watts = table.column("watts"),
               weight_kg = table.column("weight_kg");
    if (!id || !type) {
        if (!diagnostics.has_errors())
            diagnostics.error("E0450", {file.name, 1, 1, 1, ""}, {{"column", id ? "type" : "id"}});
        return {};
    }
    warn_of_columns(table, diagnostics);
    std::vector<ToPlace> devices;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = [&](const std::optional<std::size_t>& column) {
            return column ? std::string{table.cell(row, *column)} : std::string{};
        };
        ToPlace device;
        device.id = text(id);
        device.type = text(type);
        device.where = table.location(row, *type);
        device.loop = text(loop);
        device.feeds = split_list(text(feeds));
        if (count && !text(count).empty()) {
            const auto given = read_number(table, row, *count, diagnostics, {1, kMostDevices});
            if (given && *given != std::floor(*given))
                diagnostics.error("E0451", table.location(row, *count), {{"value", text(count)}});
            device.count = given.value_or(1);
        }
        if (u) device.u = read_number(table, row, *u, diagnostics, {-1000, 1000});
        if (watts) device.watts = read_number(table, row, *watts, diagnostics, kWatts);
        if (weight_kg)
            device.weight_kg = read_number(table, row, *weight_kg, diagnostics, kKilograms);
        if (text(face) == "rear") device.face = Face::rear;
        if (!text(face).empty() && text(face) != "front" && text(face) != "rear")
            diagnostics.error("E0451", table.location(row, *face), {{"value", text(face)}});
        devices.push_back(std::move(device));
    }
    return devices;
}

}  // namespace jarip::rack
