// Ports by their names: those of the type's lists, or kind-1, kind-2 … where a type only counts them.
#include "jarip/rack/checks/named_ports.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/pattern.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/netbox/netbox.hpp"

namespace jarip::rack {
namespace {

// More named ports than any rack has; a design with more of them is not looked at port by port.
constexpr double kMostNamed = 100000;

constexpr std::string_view kPortLists[] = {"interfaces",    "power-ports",          "power-outlets",
                                           "console-ports", "console-server-ports", "front-ports",
                                           "rear-ports"};

// A name in a type, with the kind of port where its list says one that cables are counted by.
struct TypePort {
    double count = 0;  // how often it stands there: some libraries give one name to two ports
    std::string_view kind;
};
using TypePorts = std::map<std::string, TypePort, std::less<>>;

TypePorts ports_of(const DeviceType& type) {
    TypePorts ports;
    for (const auto& row : components_of(type)) {
        if (std::find(std::begin(kPortLists), std::end(kPortLists), row.list) ==
            std::end(kPortLists))
            continue;
        const auto* name = value_of(row, "name");
        if (!name) continue;
        auto& port = ports[*name];
        ++port.count;
        const auto* kind = value_of(row, "type");
        if (kind && row.list == "interfaces") port.kind = port_of_interface(*kind);
    }
    for (const auto& name : power_inputs(type))
        ports[name].count = std::max(1.0, ports[name].count);
    if (lists(type, "interfaces")) return ports;
    for (const auto& [kind, count] : type.ports)
        for (double i = 1; i <= std::min(count, kMostCounted); ++i)
            ports[counted_name(kind, i)].kind = kind;
    return ports;
}

// A line of cables seen from one end.
struct NamedEnd {
    const Cable* cable;
    const std::string *device, *other, *kind;
    const NamedPorts* ports;
    double per_port;

    [[nodiscard]] std::string name() const { return cable->kind.empty() ? *kind : cable->kind; }
    [[nodiscard]] Subject subject() const { return {name(), ports->where}; }
};

std::vector<NamedEnd> named_ends(const Design& design) {
    std::vector<NamedEnd> ends;
    for (const auto& cable : design.cables) {
        if (!cable.from_ports.names.empty())
            ends.push_back(
                {&cable, &cable.from, &cable.to, &cable.port, &cable.from_ports, cable.per_port});
        if (!cable.to_ports.names.empty())
            ends.push_back({&cable, &cable.to, &cable.from, &cable.to_port, &cable.to_ports,
                            cable.to_per_port});
    }
    return ends;
}

// Devices that an end names, one by one: in the design, and in their stack.
struct Members {
    std::vector<std::size_t> devices;
    double count = 0;
};

Members members_of(const Design& design, const NamedEnd& end) {
    Members members;
    for (std::size_t i = 0; i < design.devices.size(); ++i) {
        const auto& device = design.devices[i];
        if (!names_device(*end.device, *end.other, device.id)) continue;
        const auto& number = end.ports->number;
        if (number && (*number > device.count || *number != std::floor(*number))) continue;
        members.devices.push_back(i);
        members.count += end.ports->number ? 1 : device.count;
    }
    return members;
}

class NamedPortCheck {
public:
    NamedPortCheck(const Survey& survey, Findings& findings)
        : design_{survey.design}, findings_{findings} {}

    void look_at(const NamedEnd& end) {
        const auto members = members_of(design_, end);
        const bool is_outside = *end.device == kOutside;
        if (!is_outside && members.devices.empty()) {
            if (end.ports->number) complain_of_number(end);
            return;  // N01 speaks of an end that is nowhere
        }
        const double named =
            (is_outside ? 1 : members.count) * static_cast<double>(end.ports->names.size());
        const double needed = std::ceil(end.cable->count / end.per_port);
        if (named != needed) {
            findings_.add({"N07",
                           CheckSeverity::error,
                           end.subject(),
                           named,
                           needed,
                           "1",
                           {{"device", *end.device}},
                           "N07_count",
                           Sense::equal});
            return;
        }
        named_ += named;
        if (named_ > kMostNamed) return;
        if (is_outside) {
            for (const auto& name : end.ports->names) take(end, kNobody, 1, name, 1);
            return;
        }
        for (const auto device : members.devices) look_at(end, device);
    }

private:
    static constexpr auto kNobody = static_cast<std::size_t>(-1);
    struct Use {
        double count = 0;
        NamedEnd first;
    };

    void complain_of_number(const NamedEnd& end) {
        findings_.add({"N07",
                       CheckSeverity::error,
                       end.subject(),
                       *end.ports->number,
                       std::nullopt,
                       "1",
                       {{"device", *end.device}, {"number", number_text(*end.ports->number)}},
                       "N07_number"});
    }

    void look_at(const NamedEnd& end, std::size_t index) {
        const auto& device = design_.devices[index];
        if (!device.type) return;  // B01 speaks of it
        const auto& ports = ports_of_type(*device.type);
        for (const auto& name : end.ports->names) {
            const Arguments gaps{{"device", device.id}, {"port", name}};
            const auto port = ports.find(name);
            if (ports.empty()) {
                findings_.cannot_say("N07", end.subject(), std::nullopt, "1", "N07_unknown", gaps);
            } else if (port == ports.end()) {
                auto suggested = gaps;
                suggested.emplace_back("example", example(name, ports));
                findings_.add({"N07", CheckSeverity::error, end.subject(), 0.0, 1.0, "1",
                               std::move(suggested), "", Sense::at_least});
                continue;
            } else if (!end.kind->empty() && !port->second.kind.empty() &&
                       port->second.kind != *end.kind) {
                auto kinds = gaps;
                kinds.emplace_back("kind", *end.kind);
                kinds.emplace_back("own", std::string{port->second.kind});
                findings_.add({"N07", CheckSeverity::error, end.subject(), std::nullopt,
                               std::nullopt, "1", std::move(kinds), "N07_kind"});
            }
            const double there = port == ports.end() ? 1 : port->second.count;
            const double first = end.ports->number.value_or(1);
            const double last = end.ports->number.value_or(device.count);
            for (double member = first; member <= last; ++member)
                take(end, index, member, name, there);
        }
    }

    // A port holds one line of cables; `there` of one name hold as many.
    void take(const NamedEnd& end, std::size_t device, double member, const std::string& name,
              double there) {
        auto& use = uses_[{device, member, name}];
        if (++use.count <= there) {
            if (use.count == 1) use.first = end;
            return;
        }
        const bool is_stack = device != kNobody && design_.devices[device].count > 1;
        const std::string owner = device == kNobody ? *end.device : design_.devices[device].id;
        findings_.add(
            {"N06",
             CheckSeverity::error,
             end.subject(),
             use.count,
             there,
             "1",
             {{"port", name},
              {"device", is_stack ? owner + " #" + number_text(member) : owner},
              {"first", use.first.name()},
              {"first_line", number_text(static_cast<double>(use.first.ports->where.line))},
              {"second", end.name()},
              {"second_line", number_text(static_cast<double>(end.ports->where.line))}}});
    }

    const TypePorts& ports_of_type(std::size_t type) {
        const auto [at, is_new] = types_.emplace(type, TypePorts{});
        if (is_new) at->second = ports_of(design_.types[type]);
        return at->second;
    }

    // The port that may be meant, else the first.
    static std::string example(const std::string& name, const TypePorts& ports) {
        std::vector<std::string> names;
        for (const auto& [known, unused] : ports) names.push_back(known);
        const auto found = nearest(name, names);
        return found.empty() ? names.front() : found;
    }

    const Design& design_;
    Findings& findings_;
    double named_ = 0;
    std::map<std::size_t, TypePorts> types_;
    std::map<std::tuple<std::size_t, double, std::string>, Use> uses_;
};

// The kind of the first port that an end names, as its type lists it.
std::string kind_of(const Design& design, const NamedEnd& end) {
    for (const auto i : members_of(design, end).devices) {
        if (!design.devices[i].type) continue;
        const auto ports = ports_of(design.types[*design.devices[i].type]);
        if (const auto port = ports.find(end.ports->names.front()); port != ports.end())
            return std::string{port->second.kind};
    }
    return {};
}

}  // namespace

void name_port_kinds(Design& design) {
    for (auto& cable : design.cables) {
        const auto name = [&](std::string& kind, const NamedPorts& ports, const std::string& device,
                              const std::string& other) {
            if (kind.empty() && !ports.names.empty())
                kind = kind_of(design, {&cable, &device, &other, &kind, &ports, 1});
        };
        name(cable.port, cable.from_ports, cable.from, cable.to);
        name(cable.to_port, cable.to_ports, cable.to, cable.from);
        if (cable.to_port.empty()) cable.to_port = cable.port;
        if (cable.port.empty()) cable.port = cable.to_port;
    }
}

void check_named_ports(const Survey& survey, Findings& findings) {
    const auto ends = named_ends(survey.design);
    if (ends.empty()) return;
    NamedPortCheck check{survey, findings};
    for (const auto& end : ends) check.look_at(end);
}

}  // namespace jarip::rack
