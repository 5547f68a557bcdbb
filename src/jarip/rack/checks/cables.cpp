#include <algorithm>
#include <cmath>

#include "jarip/rack/checks/connectors.hpp"
#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/pattern.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kFastLane = 200;   // Gb/s
constexpr double kShortCopper = 1;  // m: beyond it, copper at 200 Gb/s a lane is worth a look

double ports_of(const DeviceType& type, std::string_view kind) {
    for (const auto& port : type.ports)
        if (port.kind == kind) return port.count;
    return 0;
}

// Whether nobody says which ports a type has.
bool says_no_ports(const DeviceType& type) { return type.ports.empty(); }

// One end of a line of cables.
struct CableEnd {
    const Cable* cable = nullptr;
    std::string_view pattern, other, port;
    double per_port = 1;
    std::vector<std::size_t> stacks;  // that the pattern names
    bool names_unknown = false;       // also a device whose ports nobody knows

    [[nodiscard]] bool is_outside() const { return pattern == kOutside; }
    [[nodiscard]] double ports_needed() const { return std::ceil(cable->count / per_port); }
};

std::vector<CableEnd> cable_ends(const Survey& survey) {
    std::vector<CableEnd> ends;
    for (const auto& cable : survey.design.cables) {
        ends.push_back({&cable, cable.from, cable.to, cable.port, cable.per_port, {}, false});
        ends.push_back({&cable, cable.to, cable.from, cable.to_port, cable.to_per_port, {}, false});
    }
    for (auto& end : ends) {
        if (end.is_outside()) continue;
        const auto is_named = [&](const std::string& id) {
            return names_device(end.pattern, end.other, id);
        };
        for (std::size_t i = 0; i < survey.stacks.size(); ++i) {
            if (!is_named(survey.stacks[i].id())) continue;
            end.stacks.push_back(i);
            // Of all devices, those without ports are not meant; one that is named is.
            if (end.pattern != kEveryone && says_no_ports(*survey.stacks[i].type))
                end.names_unknown = true;
        }
        for (const auto* device : survey.unknown_devices)
            end.names_unknown = end.names_unknown || is_named(device->id);
    }
    return ends;
}

// Whether a pattern names a device at all, of known type or not.
bool names_a_device(const Design& design, const CableEnd& end) {
    return end.pattern == kEveryone ||
           std::any_of(design.devices.begin(), design.devices.end(),
                       [&](const Device& device) { return matches(device.id, end.pattern); });
}

std::string name(const CableEnd& end) {
    return end.cable->kind.empty() ? std::string{end.port} : end.cable->kind;
}

// Deals the free ports of each kind to the ends, the most particular first. Patterns are nested or apart in practice, so
// that this finds places wherever there are enough.
std::vector<std::vector<double>> deal_ports(const Survey& survey, const std::vector<CableEnd>& ends,
                                            Findings& findings) {
    // used[e][s]: ports of stack s that end e takes
    std::vector<std::vector<double>> used(ends.size(),
                                          std::vector<double>(survey.stacks.size(), 0));
    std::vector<std::size_t> order(ends.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return ends[a].stacks.size() < ends[b].stacks.size();
    });
    for (const auto e : order) {
        const auto& end = ends[e];
        if (end.is_outside() || end.stacks.empty() || end.port.empty()) continue;
        double free = 0;
        double open = end.ports_needed();
        for (const auto s : end.stacks) {
            double here = ports_of(*survey.stacks[s].type, end.port) * survey.stacks[s].count;
            for (std::size_t other = 0; other < ends.size(); ++other)
                if (ends[other].port == end.port) here -= used[other][s];
            free += here;
            used[e][s] = std::min(here, open);
            open -= used[e][s];
        }
        const Arguments ports{{"port", std::string{end.port}},
                              {"device", std::string{end.pattern}}};
        const Subject cable{name(end), end.cable->where};
        if (end.names_unknown) {
            if (open > 0)
                findings.cannot_say("N01", cable, end.ports_needed(), "1", "N01_unknown", ports);
        } else if (std::none_of(end.stacks.begin(), end.stacks.end(), [&](std::size_t s) {
                       return ports_of(*survey.stacks[s].type, end.port) > 0;
                   })) {
            findings.add({"N03",
                          CheckSeverity::error,
                          cable,
                          0.0,
                          end.ports_needed(),
                          "1",
                          ports,
                          {},
                          Sense::at_least});
        } else if (open > 0) {
            findings.add({"N01",
                          CheckSeverity::error,
                          cable,
                          free,
                          end.ports_needed(),
                          "1",
                          ports,
                          {},
                          Sense::at_least});
        }
    }
    return used;
}

void check_ends(const Survey& survey, const std::vector<CableEnd>& ends, Findings& findings) {
    for (const auto& end : ends) {
        if (end.is_outside() || names_a_device(survey.design, end)) continue;
        findings.add({"N01",
                      CheckSeverity::error,
                      {name(end), end.cable->where},
                      0.0,
                      end.ports_needed(),
                      "1",
                      {{"device", std::string{end.pattern}}},
                      "N01_end",
                      Sense::at_least});
    }
}

void check_rates(const Cable& cable, Findings& findings) {
    if (cable.port == cable.to_port && cable.per_port == cable.to_per_port) return;
    const auto* from = port_kind(cable.port);
    const auto* to = port_kind(cable.to_port);
    const Arguments ports{{"port", cable.port}, {"to_port", cable.to_port}};
    const Subject where{cable.kind, cable.where};
    if (!from || !to) {
        findings.cannot_say("N03", where, std::nullopt, "Gb/s", "N03_unknown", ports);
        return;
    }
    for (const double a : from->rates_gbps)
        for (const double b : to->rates_gbps)
            if (a / cable.per_port == b / cable.to_per_port) return;
    findings.add({"N03", CheckSeverity::error, where, from->rates_gbps.back() / cable.per_port,
                  to->rates_gbps.back() / cable.to_per_port, "Gb/s", ports, "N03_rate",
                  Sense::equal});
}

// Mean height between a device of one end and one of the other, in metres; positions outside the frame do not count.
std::optional<double> mean_rise_m(const Survey& survey, const CableEnd& a, const CableEnd& b) {
    const auto& frame = survey.design.frame;
    const auto middles = [&](const CableEnd& end) {
        std::vector<double> result;
        for (const auto s : end.stacks) {
            const auto& stack = survey.stacks[s];
            if (!stack.is_placed()) continue;
            for (double i = 0; i < stack.count; ++i) {
                const double at = *stack.device->u + (i + 0.5) * stack.height;
                if (at >= 0 && at <= frame.u_height.value + 1) result.push_back(at);
            }
        }
        return result;
    };
    const auto from = middles(a);
    const auto to = middles(b);
    double sum = 0;
    for (const double x : from)
        for (const double y : to) sum += std::abs(x - y);
    const auto mean = ratio(sum, static_cast<double>(from.size() * to.size()));
    if (!mean) return std::nullopt;
    return *mean * millimetres(frame.unit) * 1e-3;
}

void check_medium(const Cable& cable, const Subject& where, Findings& findings) {
    const double length = cable.length_m.value;
    const auto reach =
        cable.reach_m.given ? std::optional{cable.reach_m.value} : reach_m(cable.kind, cable.port);
    if (!reach) {
        findings.add(
            {"N02", CheckSeverity::unknown, where, length, std::nullopt, "m", {}, "N02_unknown"});
    } else if (exceeds(length, *reach)) {
        findings.add({"N02", CheckSeverity::error, where, length, *reach, "m"});
    } else if (is_passive_copper(cable.kind) && exceeds(length, kShortCopper)) {
        const auto* port = port_kind(cable.port);
        if (port && port->lane_gbps >= kFastLane)
            findings.add({"N02",
                          CheckSeverity::warning,
                          where,
                          length,
                          kShortCopper,
                          "m",
                          {},
                          "N02_copper"});
    }
}

// The length of a cable that leaves the rack is the hall's; one inside must be given to be judged.
void check_reach(const Survey& survey, const CableEnd& from, const CableEnd& to,
                 Findings& findings) {
    const auto& cable = *from.cable;
    const Subject where{name(from), cable.where};
    // A cord reaches as far as it is long.
    const bool is_cord = cable.kind == "power";
    if (!cable.length_m.given) {
        if (!is_cord && !from.is_outside() && !to.is_outside())
            findings.cannot_say("N02", where, std::nullopt, "m", "N02_length");
        return;
    }
    if (!is_cord) check_medium(cable, where, findings);
    const auto rise = mean_rise_m(survey, from, to);
    if (!rise) return;
    const double path = *rise + survey.design.frame.cable_slack_m.value_or(0);
    findings.compare(
        {"N02", CheckSeverity::error, where, {}, {}, "m", {}, "N02_short", Sense::at_least},
        Interval::exactly(cable.length_m.value), path);
}

// A domain of NVLink ports is whole when every port of the accelerators, and of the switches, is cabled.
void check_domain(const Survey& survey, Findings& findings) {
    constexpr std::string_view kKind = "nvlink";
    if (survey.design.cables.empty()) return;
    double cables = 0;
    double per_port = 1;
    Subject where{survey.design.id};
    for (const auto& cable : survey.design.cables) {
        if (cable.port != kKind) continue;
        if (!where.place) where = {cable.kind.empty() ? cable.port : cable.kind, cable.where};
        cables += cable.count;
        per_port = cable.per_port;
    }
    for (const bool accelerators : {true, false}) {
        double ports = 0;
        for (const auto& stack : survey.stacks)
            if ((stack.type->accelerators.value > 0) == accelerators)
                ports += ports_of(*stack.type, kKind) * stack.count;
        if (cables >= ports * per_port) continue;
        findings.add({"N04",
                      CheckSeverity::warning,
                      where,
                      cables,
                      ports * per_port,
                      "1",
                      {},
                      {},
                      Sense::at_least});
        return;
    }
}

void check_required(const Survey& survey, const std::vector<CableEnd>& ends,
                    const std::vector<std::vector<double>>& used, Findings& findings) {
    for (std::size_t s = 0; s < survey.stacks.size(); ++s) {
        const auto& stack = survey.stacks[s];
        for (const auto& [kind, each] : stack.type->required_ports) {
            double cabled = 0;
            for (std::size_t e = 0; e < ends.size(); ++e)
                if (ends[e].port == kind) cabled += used[e][s];
            findings.compare({"N05",
                              CheckSeverity::warning,
                              stack,
                              {},
                              {},
                              "1",
                              {{"port", kind}},
                              {},
                              Sense::at_least},
                             Interval::exactly(cabled), each * stack.count);
        }
    }
}

}  // namespace

void check_cables(const Survey& survey, Findings& findings) {
    const auto ends = cable_ends(survey);
    check_ends(survey, ends, findings);
    const auto used = deal_ports(survey, ends, findings);
    for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
        check_rates(*ends[i].cable, findings);
        check_reach(survey, ends[i], ends[i + 1], findings);
    }
    check_domain(survey, findings);
    check_required(survey, ends, used, findings);
    check_named_ports(survey, findings);
}

}  // namespace jarip::rack
