/// What results of stress are about, by ids of the model that was run. Part of the face of stress.
#pragma once

#include <string>

#include "jarip/network.hpp"

namespace jarip::stress {

using network::CompanyId;
using network::CountryId;
using network::DemandId;
using network::ItemId;
using network::Network;
using network::NodeId;
using network::ProcessId;
using network::SiteId;
using network::StageId;

/// A node of the simulation: a process that runs or a demand that is served (recipes), or a node of the economy (flows).
struct NodeRef {
    ProcessId process;  ///< exactly one of the three is valid
    DemandId demand;
    NodeId node;
    auto operator<=>(const NodeRef&) const = default;
};

/// What a node uses: an item (recipes), or what a sector sells (flows).
struct InputRef {
    ItemId item;    ///< exactly one of the two is valid
    NodeId sector;  ///< one of its nodes
    bool operator==(const InputRef&) const = default;
};

/// A part of the chain that may stop as one.
struct PartRef {
    SiteId site;  ///< exactly one of the four is valid
    CompanyId company;
    CountryId country;  ///< or home, which may be a group
    ItemId item;
    bool operator==(const PartRef&) const = default;
};

/// Their ids as the model's tables have them.
[[nodiscard]] const std::string& id_of(const Network& network, const NodeRef& node);
[[nodiscard]] const std::string& id_of(const Network& network, const InputRef& input);
[[nodiscard]] const std::string& id_of(const Network& network, const PartRef& part);

}  // namespace jarip::stress
