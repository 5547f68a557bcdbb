#include "jarip/rack/power/cable_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "jarip/rack/format/pattern.hpp"
#include "jarip/rack/netbox/netbox.hpp"
#include "jarip/rack/power/wiring.hpp"

namespace jarip::rack {
namespace {

constexpr double kMostCables = 20'000;

// A port of one device of a stack.
struct RunPort {
    std::string name, kind;
    double taken = 0;  // cables in it
    bool is_named = false;
};

// One device of a stack, and its ports in their order.
struct RunMember {
    std::string name;
    std::vector<RunPort> ports;
};

// An end of one cable.
struct RunEnd {
    std::string device, port;
};

std::vector<RunPort> run_ports(const DeviceType& type) {
    std::vector<RunPort> ports;
    for (const auto& row : components_of(type)) {
        const auto* name = value_of(row, "name");
        if (!name || (row.list != "interfaces" && row.list != "console-ports" &&
                      row.list != "console-server-ports" && row.list != "front-ports" &&
                      row.list != "rear-ports"))
            continue;
        const auto* kind = value_of(row, "type");
        ports.push_back(
            {*name, std::string{kind && row.list == "interfaces" ? port_of_interface(*kind) : ""}});
    }
    if (lists(type, "interfaces")) return ports;
    std::erase_if(ports, [](const RunPort& port) { return !port.kind.empty(); });
    for (const auto& [kind, count] : type.ports)
        for (double i = 1; i <= std::min(count, kMostCounted); ++i)
            ports.push_back({counted_name(kind, i), kind});
    return ports;
}

class CableLister {
public:
    explicit CableLister(const Design& design) : design_{design} {
        for (const auto& device : design.devices) {
            first_.push_back(members_.size());
            const auto ports =
                device.type ? run_ports(design.types[*device.type]) : std::vector<RunPort>{};
            for (std::size_t k = 0; k < static_cast<std::size_t>(device.count); ++k)
                members_.push_back({member_name(device, k), ports});
        }
    }

    std::vector<CableRun> list() && {
        for (const auto& cable : design_.cables) {
            keep_named(cable.from, cable.to, cable.from_ports);
            keep_named(cable.to, cable.from, cable.to_ports);
        }
        for (const auto& cable : design_.cables)
            if (!is_of_power(cable)) add(cable);
        return std::move(runs_);
    }

private:
    [[nodiscard]] std::vector<std::size_t> members_at(const std::string& end,
                                                      const std::string& other,
                                                      const NamedPorts& ports) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < design_.devices.size(); ++i) {
            const auto& device = design_.devices[i];
            if (!names_device(end, other, device.id)) continue;
            for (std::size_t k = 0; k < static_cast<std::size_t>(device.count); ++k)
                if (!ports.number || *ports.number == static_cast<double>(k + 1))
                    found.push_back(first_[i] + k);
        }
        return found;
    }

    // Ports that the design names are dealt to nobody else.
    void keep_named(const std::string& end, const std::string& other, const NamedPorts& ports) {
        if (ports.names.empty() || end == kOutside) return;
        for (const auto member : members_at(end, other, ports))
            for (auto& port : members_[member].ports)
                port.is_named = port.is_named || std::find(ports.names.begin(), ports.names.end(),
                                                           port.name) != ports.names.end();
    }

    [[nodiscard]] bool names_list(const std::string& end, const std::string& other,
                                  const NamedPorts& ports, std::string_view list) const {
        if (ports.names.empty() || end == kOutside) return false;
        for (const auto& device : design_.devices) {
            if (!device.type || !names_device(end, other, device.id)) continue;
            for (const auto& row : components_of(design_.types[*device.type]))
                if (const auto* name = value_of(row, "name");
                    name && row.list == list && *name == ports.names.front())
                    return true;
        }
        return false;
    }

    [[nodiscard]] bool names_input(const std::string& end, const std::string& other,
                                   const NamedPorts& ports) const {
        if (ports.names.empty() || end == kOutside) return false;
        return std::any_of(
            design_.devices.begin(), design_.devices.end(), [&](const Device& device) {
                if (!device.type || !names_device(end, other, device.id)) return false;
                const auto names = power_inputs(design_.types[*device.type]);
                return std::find(names.begin(), names.end(), ports.names.front()) != names.end();
            });
    }

    [[nodiscard]] bool is_of_power(const Cable& cable) const {
        return names_list(cable.from, cable.to, cable.from_ports, "power-outlets") ||
               names_input(cable.from, cable.to, cable.from_ports);
    }

    // The ends of so many cables on one side.
    std::vector<RunEnd> ends(const std::string& end, const std::string& other,
                             const NamedPorts& ports, const std::string& kind, double per_port,
                             double count) {
        const auto most = static_cast<std::size_t>(count);
        std::vector<RunEnd> result;
        const auto add = [&](const std::string& device, const std::string& port) {
            for (double i = 0; i < per_port && result.size() < most; ++i)
                result.push_back({device, port});
        };
        if (end == kOutside) {
            for (const auto& name : ports.names) add(end, name);
            result.resize(most, {end, {}});
            return result;
        }
        const auto members = members_at(end, other, ports);
        for (const auto member : members) {
            auto& [name, own] = members_[member];
            if (!ports.names.empty()) {
                for (const auto& port : ports.names) add(name, port);
                continue;
            }
            for (auto& port : own) {
                if (port.is_named || kind.empty() || port.kind != kind) continue;
                while (port.taken < per_port && result.size() < most) {
                    ++port.taken;
                    result.push_back({name, port.name});
                }
            }
        }
        // Where ports do not suffice (N01), or are not counted, the devices in turn.
        for (std::size_t i = 0; result.size() < most && !members.empty(); ++i)
            result.push_back({members_[members[i % members.size()]].name, {}});
        result.resize(most, {end, {}});
        return result;
    }

    void add(const Cable& cable) {
        const double count = std::floor(cable.count);
        listed_ += count;
        if (listed_ > kMostCables) throw Error{"E0455", design_.file, {{"most", "20000"}}};
        const auto from =
            ends(cable.from, cable.to, cable.from_ports, cable.port, cable.per_port, count);
        const auto to =
            ends(cable.to, cable.from, cable.to_ports, cable.to_port, cable.to_per_port, count);
        const auto kind = cable.kind.empty() ? cable.port : cable.kind;
        for (std::size_t i = 0; i < from.size(); ++i) {
            CableRun run;
            run.label = fmt::format("{}-{:04}", kind.empty() ? "cable" : kind, ++of_kind_[kind]);
            run.kind = kind;
            run.from = from[i].device;
            run.from_port = from[i].port;
            run.to = to[i].device;
            run.to_port = to[i].port;
            run.is_named = !cable.from_ports.names.empty() || !cable.to_ports.names.empty();
            if (cable.length_m.given) run.length_m = cable.length_m.value;
            runs_.push_back(std::move(run));
        }
    }

    const Design& design_;
    std::vector<std::size_t> first_;  // member of each device
    std::vector<RunMember> members_;
    std::map<std::string, int> of_kind_;
    double listed_ = 0;
    std::vector<CableRun> runs_;
};

}  // namespace

std::vector<CableRun> cable_runs(const Design& design) { return CableLister{design}.list(); }

}  // namespace jarip::rack
