#include "jarip/rack/format/cooling_tables.hpp"

#include <string>
#include <vector>

#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/format/device_types.hpp"

namespace jarip::rack {
namespace {

struct Fluid {
    const char* name;
    double density_kg_m3;
    double heat_kj_kg_k;
};
// At 30 °C (docs/formulas.md, Rack). NetBox's water-glycol is taken for one quarter of propylene glycol.
constexpr Fluid kFluids[] = {
    {"pg25", 1019.2, 3.94}, {"water", 995.6, 4.18}, {"water-glycol", 1019.2, 3.94}};

// The same as a cooling feed of NetBox 4.7 says it.
void read_as_netbox(TomlReader& reader, Loop& loop) {
    const auto capacity = reader.figure("cooling_capacity", kKilowatts);
    if (!loop.capacity_kw.given) loop.capacity_kw = capacity;
    auto flow = reader.figure("rated_flow_rate", kFlows);
    flow.value *= litres_per_minute(reader.choice("rated_flow_rate_unit", {"lpm", "m3ph", "gpm"}));
    if (!loop.max_lpm.given) loop.max_lpm = flow;
}

}  // namespace

std::optional<std::size_t> refer(TomlReader& reader, std::string_view key, const std::string& name,
                                 const Index& index) {
    if (const auto found = index.find(name); found != index.end()) return found->second;
    auto where = reader.where(key);
    const bool is_shown = reader.diagnostics().would_keep(Severity::error, where.file, where.line);
    reader.diagnostics().error("E0407", std::move(where),
                               {{"kind", std::string{key}},
                                {"id", name},
                                {"suggestion", is_shown ? nearest(name, names(index)) : ""}});
    return std::nullopt;
}

CoolingSource read_source(TomlReader& reader) {
    CoolingSource source;
    source.where = reader.where("id");
    source.id = reader.text("id");
    source.kind = reader.choice("type", {"chiller", "cooling-tower", "dry-cooler", "crac", "crah"});
    const std::vector<std::string> fluids{"water", "water-glycol", "pg25", "dielectric",
                                          "refrigerant"};
    source.fluid = reader.choice("fluid", fluids);
    const auto fluid = reader.choice("fluid_type", fluids);  // as NetBox 4.7 calls it
    if (source.fluid.empty()) source.fluid = fluid;
    source.capacity_kw = reader.figure("cooling_capacity", kKilowatts);
    return source;
}

Loop read_loop(TomlReader& reader, const Index& sources) {
    Loop loop;
    loop.where = reader.where("id");
    loop.id = reader.text("id");
    const auto density = reader.figure("density_kg_m3", {1, 1e4});
    const auto heat = reader.figure("heat_kj_kg_k", {0.01, 100});
    if (density.given && heat.given) {
        loop.fluid = reader.text("fluid");
        loop.density_kg_m3 = density.value;
        loop.heat_kj_kg_k = heat.value;
    } else {
        reader.require("fluid");
        loop.fluid = reader.choice("fluid", {"pg25", "water", "water-glycol"});
        for (const auto& fluid : kFluids) {
            if (loop.fluid != fluid.name) continue;
            loop.density_kg_m3 = fluid.density_kg_m3;
            loop.heat_kj_kg_k = fluid.heat_kj_kg_k;
        }
    }
    loop.supply_c = reader.figure("supply_c", kCelsius);
    loop.dt_k = reader.figure("dt_k", kKelvins);
    loop.capacity_kw = reader.figure("capacity_kw", kKilowatts);
    loop.max_lpm = reader.figure("max_lpm", kFlows);
    read_as_netbox(reader, loop);
    loop.pumps = reader.figure("pumps", kCounts);
    loop.pumps_needed = reader.figure("pumps_needed", kCounts);
    loop.pipe_mm = reader.figure("pipe_mm", {1, 1e4});
    loop.head_kpa = reader.figure("head_kpa", kFlows);
    loop.path_kpa = reader.figure("path_kpa", kFlows);
    loop.connector = reader.choice("connector", coolant_connectors());
    if (reader.has("source"))
        loop.source = refer(reader, "source", reader.text("source"), sources);
    else
        reader.ignore("source");
    return loop;
}

}  // namespace jarip::rack
