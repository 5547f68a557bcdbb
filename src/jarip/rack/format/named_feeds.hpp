/// Names by which tables of a design refer to each other, and the feeds on which devices hang.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "jarip/rack/design.hpp"

namespace jarip::rack {

/// Where each id stands in its list.
using Index = std::map<std::string, std::size_t, std::less<>>;

[[nodiscard]] std::vector<std::string> names(const Index& index);

/// What a device's feeds name: feeds, or distribution units, which are devices themselves and are looked up once all are
/// read.
struct NamedFeeds {
    std::vector<std::string> names;
    Location where;
    std::string host;  ///< the device in which it stands
    Location host_where;
};

/// Finds the feed, the unit and the host of each device; `named` has an entry for each.
/// errors  E0407 a name that is not there, E0448 a unit that hangs on no feed, or on several
void find_feeds(Design& design, const std::vector<NamedFeeds>& named, const Index& feeds,
                const Index& devices, Diagnostics& diagnostics);

}  // namespace jarip::rack
