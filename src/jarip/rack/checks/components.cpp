// Components of types that say their supplies, outlets and ports in numbers only.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "jarip/core/ascii.hpp"
#include "jarip/rack/netbox/netbox.hpp"

namespace jarip::rack {
namespace {

std::string_view interface_of_port(std::string_view port) {
    struct Pair {
        std::string_view port, interface_type;
    };
    static constexpr std::array kPairs{
        Pair{"rj45", "1000base-t"},           Pair{"sfp", "1000base-x-sfp"},
        Pair{"sfp+", "10gbase-x-sfpp"},       Pair{"sfp28", "25gbase-x-sfp28"},
        Pair{"sfp56", "50gbase-x-sfp56"},     Pair{"sfp112", "100gbase-x-sfp112"},
        Pair{"qsfp+", "40gbase-x-qsfpp"},     Pair{"qsfp28", "100gbase-x-qsfp28"},
        Pair{"qsfp56", "200gbase-x-qsfp56"},  Pair{"qsfp112", "400gbase-x-qsfp112"},
        Pair{"qsfp-dd", "400gbase-x-qsfpdd"}, Pair{"qsfp-dd800", "800gbase-x-qsfpdd"},
        Pair{"osfp", "800gbase-x-osfp"},      Pair{"osfp1600", "1.6tbase-x-osfp1600"}};
    for (const auto& [name, interface_type] : kPairs)
        if (name == port) return interface_type;
    return "other";
}

std::string watts_text(double watts) {
    return fmt::format("{:.0f}", std::max(1.0, std::round(watts)));
}

// NetBox's name of a plug or outlet: c14 is one of IEC 60320.
std::string power_type(const std::string& kind) {
    if (kind.empty()) return "other";
    const bool is_iec = kind.size() >= 2 && (kind[0] == 'c' || kind[0] == 'C') &&
                        std::isdigit(static_cast<unsigned char>(kind[1]));
    return ascii_lower(is_iec ? "iec-60320-" + kind : kind);
}

void add_supplies(const DeviceType& type, std::vector<Component>& rows) {
    const bool is_dc = type.supply == Supply::dc && type.plug.empty();
    const auto plug = is_dc ? "dc-terminal" : power_type(type.plug);
    for (double i = 1; i <= std::min(type.psu_count.value, 100.0); ++i) {
        Component row{"power-ports",
                      {{"name", fmt::format("PSU{:.0f}", i), true}, {"type", plug, true}}};
        if (type.psu_w.given)
            row.fields.push_back({"maximum_draw", watts_text(type.psu_w.value), false});
        if (type.watts.given)
            row.fields.push_back(
                {"allocated_draw", watts_text(type.watts.value / type.psu_count.value), false});
        rows.push_back(std::move(row));
    }
}

// kind-1, kind-2 …
void add_counted(const std::string& list, const std::string& kind, double count,
                 const std::string& type, std::vector<Component>& rows) {
    for (double i = 1; i <= std::min(count, kMostCounted); ++i)
        rows.push_back({list, {{"name", counted_name(kind, i), true}, {"type", type, true}}});
}

// Coolant comes in and goes out by one coupling each.
void add_couplings(const DeviceType& type, std::vector<Component>& rows) {
    Component intake{"cooling-intakes", {{"name", "intake", true}, {"type", type.connector, true}}};
    if (type.intake_max_lpm.given) {
        intake.fields.push_back({"max_flow", format_shortest(type.intake_max_lpm.value), false});
        intake.fields.push_back({"max_flow_unit", "lpm", true});
    }
    rows.push_back(std::move(intake));
    rows.push_back({"cooling-outflows",
                    {{"name", "outflow", true},
                     {"type", type.connector, true},
                     {"cooling_intake", "intake", true}}});
}

}  // namespace

bool lists(const DeviceType& type, std::string_view list) {
    return std::any_of(type.components.begin(), type.components.end(),
                       [&](const Component& row) { return row.list == list; });
}

std::string counted_name(std::string_view kind, double number) {
    return fmt::format("{}-{:.0f}", kind, number);
}

std::vector<Component> components_of(const DeviceType& type) {
    auto rows = type.components;
    if ((type.supply == Supply::ac || type.supply == Supply::dc) && type.psu_count.given &&
        !lists(type, "power-ports"))
        add_supplies(type, rows);
    if (!lists(type, "power-outlets"))
        for (const auto& [kind, count] : type.outlets)
            add_counted("power-outlets", kind, count, power_type(kind), rows);
    if (!lists(type, "interfaces"))
        for (const auto& [kind, count] : type.ports)
            add_counted("interfaces", kind, count, std::string{interface_of_port(kind)}, rows);
    if (!type.connector.empty() && !lists(type, "cooling-intakes")) add_couplings(type, rows);
    return rows;
}

std::vector<std::string> names_in(const DeviceType& type, std::string_view list) {
    std::vector<std::string> names;
    for (const auto& row : components_of(type))
        if (row.list == list)
            if (const auto* name = value_of(row, "name")) names.push_back(*name);
    return names;
}

std::vector<std::string> power_inputs(const DeviceType& type) {
    constexpr double kMostInputs = 8;
    auto names = names_in(type, "power-ports");
    if (!names.empty() || type.outlets.empty()) return names;
    for (double i = 1; i <= (type.transfer.empty() ? 1 : kMostInputs); ++i)
        names.push_back(counted_name("input", i));
    return names;
}

}  // namespace jarip::rack
