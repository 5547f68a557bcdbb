#include <algorithm>
#include <cmath>

#include "jarip/report/render/json.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

using rack::Face;
using rack::Placement;

Json placement_json(const Placement& place) {
    Json feeds = Json::array();
    for (const auto& feed : place.feeds) feeds.push_back(feed);
    return {{"id", place.id},
            {"type", place.type},
            {"known", place.is_known},
            {"u", figure(place.u)},
            {"number", figure(place.number)},
            {"height_u", figure(place.height)},
            {"count", figure(place.count)},
            {"face", place.face == Face::front ? "front" : "rear"},
            {"full_depth", place.is_full_depth},
            {"power_w", figure(place.power_w)},
            {"air_w", figure(place.air_w)},
            {"liquid_w", figure(place.liquid_w)},
            {"mass_kg", figure(place.mass_kg)},
            {"feeds", std::move(feeds)}};
}

// "compute  6 kW · 32 kg · A B"
std::string label(const Placement& place) {
    std::string line = place.id;
    const auto add = [&](const std::string& more, const char* between) { line += between + more; };
    if (place.power_w && *place.power_w > 0) add(number(*place.power_w / 1000) + " kW", "  ");
    if (place.mass_kg) add(number(place.mass_kg) + " kg", " · ");
    for (std::size_t i = 0; i < place.feeds.size(); ++i) add(place.feeds[i], i ? " " : " · ");
    return line;
}

// What a face shows in one half unit: a label where a device begins (seen from above), a broken line where it goes on, a dot where
// a device of the other face reaches through.
std::string cell(const std::vector<Placement>& places, Face face, double from) {
    std::string behind;
    for (const auto& place : places) {
        if (!place.u || place.height <= 0) continue;
        const double below = from - *place.u;
        if (below < 0 || below >= place.height * place.count) continue;
        if (place.face != face) {
            if (place.is_full_depth) behind = "·";
            continue;
        }
        const double in_device = below - std::floor(below / place.height) * place.height;
        const bool is_top = in_device + 0.5 >= place.height;
        return is_top ? label(place) : "┆";
    }
    return behind;
}

bool has_half_units(const std::vector<Placement>& places) {
    const auto is_half = [](double value) { return value != std::floor(value); };
    return std::any_of(places.begin(), places.end(), [&](const Placement& place) {
        return place.u && (is_half(*place.u) || is_half(place.height));
    });
}

std::string elevation(const rack::Design& design, const Context& context) {
    const auto places = rack::placements(design);
    const auto say = [&](const char* key) {
        return text(context.language, std::string{"report.rack."} + key);
    };
    const std::size_t column = (context.width - 12) / 2;
    const auto fit = [&](const std::string& words) {
        return padded(shortened(words, column), column);
    };
    std::string page = (design.name.empty() ? design.id : design.name) + '\n';
    const auto row = [&](const std::string& unit, const std::string& front,
                         const std::string& rear) {
        std::string line =
            padded(unit, 4, false) + " │ " + fit(front) + "│ " + shortened(rear, column);
        line.erase(line.find_last_not_of(' ') + 1);
        page += line + '\n';
    };
    row(design.frame.unit == rack::HeightUnit::ou ? "OU" : "U", say("front"), say("rear"));
    const double step = has_half_units(places) ? 0.5 : 1;
    for (double u = design.frame.u_height.value + 1 - step; u >= 1; u -= step) {
        const bool is_whole = u == std::floor(u);
        // With whole units, the upper half of a unit shows what begins there.
        const double at = step == 1 ? u + 0.5 : u;
        row(is_whole ? number(rack::unit_number(design.frame, u)) : "",
            cell(places, Face::front, at), cell(places, Face::rear, at));
    }
    std::string rest;
    for (const auto& place : places)
        if (!place.u)
            rest += (rest.empty() ? "" : ", ") +
                    (place.count > 1 ? number(place.count) + " × " : "") + label(place);
    if (!rest.empty()) page += wrapped("  " + say("beside") + ' ' + rest, context.width, 4) + '\n';
    return page;
}

}  // namespace

std::string text(const RackDrawing& drawing, const Context& context) {
    std::string page;
    for (const auto& design : drawing.designs)
        page += (page.empty() ? "" : "\n") + elevation(design, context);
    return page;
}

std::string json(const RackDrawing& drawing, const Context& context) {
    Json document = header("rack-draw", context);
    document["racks"] = Json::array();
    for (const auto& design : drawing.designs) {
        Json devices = Json::array();
        for (const auto& place : rack::placements(design)) devices.push_back(placement_json(place));
        document["racks"].push_back({{"id", design.id},
                                     {"name", design.name},
                                     {"unit_mm", rack::millimetres(design.frame.unit)},
                                     {"height_u", figure(design.frame.u_height.value)},
                                     {"devices", std::move(devices)}});
    }
    return serialize(document);
}

}  // namespace jarip::report
