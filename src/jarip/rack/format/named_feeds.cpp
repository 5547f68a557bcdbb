#include "jarip/rack/format/named_feeds.hpp"

#include <optional>

namespace jarip::rack {
namespace {

// Units on units: panel, tap-off box, strip.
constexpr int kDeepestUnit = 8;

// The feed at the root of a distribution unit, which hangs on a feed or on another unit; of a transfer switch that of the first of
// several. Empty where it does not.
std::optional<std::size_t> feed_of_unit(const Design& design, std::size_t unit,
                                        const std::vector<NamedFeeds>& all, const Index& feeds,
                                        const Index& devices, int depth = 0) {
    const auto& above = all[unit].names;
    const auto& type = design.devices[unit].type;
    const bool transfers = type && !design.types[*type].transfer.empty();
    if (depth >= kDeepestUnit || above.empty() || (above.size() > 1 && !transfers))
        return std::nullopt;
    std::optional<std::size_t> first;
    for (const auto& name : above) {
        std::optional<std::size_t> root;
        if (const auto feed = feeds.find(name); feed != feeds.end()) {
            root = feed->second;
        } else if (const auto next = devices.find(name); next != devices.end()) {
            root = feed_of_unit(design, next->second, all, feeds, devices, depth + 1);
        }
        if (!root) return std::nullopt;
        if (!first) first = root;
    }
    return first;
}

// The feed of one name: itself, or that of a distribution unit.
void find_feed(Design& design, std::size_t index, const std::string& name, const NamedFeeds& named,
               const std::vector<NamedFeeds>& all, const Index& feeds, const Index& devices,
               Diagnostics& diagnostics) {
    auto& device = design.devices[index];
    if (const auto feed = feeds.find(name); feed != feeds.end()) {
        device.feeds.push_back(feed->second);
        device.units.emplace_back();
        return;
    }
    const auto unit = devices.find(name);
    if (unit == devices.end() || unit->second == index) {
        auto known = names(feeds);
        for (auto& id : names(devices)) known.push_back(std::move(id));
        diagnostics.error("E0407", named.where,
                          {{"kind", "feeds"}, {"id", name}, {"suggestion", nearest(name, known)}});
        return;
    }
    const auto feed = feed_of_unit(design, unit->second, all, feeds, devices);
    if (!feed) {
        diagnostics.error("E0448", named.where, {{"device", device.id}, {"unit", name}});
        return;
    }
    device.feeds.push_back(*feed);
    device.units.emplace_back(unit->second);
}

// The device in whose bay another stands; it stands in none itself.
void find_host(Design& design, std::size_t index, const std::vector<NamedFeeds>& all,
               const Index& devices, Diagnostics& diagnostics) {
    const auto& name = all[index].host;
    if (name.empty()) return;
    const auto host = devices.find(name);
    if (host == devices.end() || host->second == index || !all[host->second].host.empty()) {
        diagnostics.error(
            "E0407", all[index].host_where,
            {{"kind", "in"}, {"id", name}, {"suggestion", nearest(name, names(devices))}});
        return;
    }
    design.devices[index].in = host->second;
}

}  // namespace

std::vector<std::string> names(const Index& index) {
    std::vector<std::string> result;
    for (const auto& [name, unused] : index) result.push_back(name);
    return result;
}

void find_feeds(Design& design, const std::vector<NamedFeeds>& named, const Index& feeds,
                const Index& devices, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < named.size(); ++i) {
        find_host(design, i, named, devices, diagnostics);
        for (const auto& name : named[i].names)
            find_feed(design, i, name, named[i], named, feeds, devices, diagnostics);
    }
}

}  // namespace jarip::rack
