#include "jarip/rack/netbox/rules.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <set>
#include <vector>

#include "jarip/core/cell.hpp"
#include "jarip/rack/format/device_types.hpp"

namespace jarip::rack {
namespace {

constexpr double kSmall = 32'767, kLarge = 2'147'483'647;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// A number of so many places after the point at most.
bool is_number(std::string_view text, double low, double high, std::size_t places) {
    const auto value = parse_number(text);
    if (!value || *value < low || *value > high) return false;
    const auto point = text.find('.');
    return point == std::string_view::npos || text.size() - point - 1 <= places;
}

bool is_whole(std::string_view text, double low, double high) {
    return is_number(text, low, high, 0);
}

bool is_half(std::string_view text, double high) {
    const auto value = parse_number(text);
    return is_number(text, 0, high, 1) && std::floor(*value * 2) == *value * 2;
}

// Letters, not bytes.
bool is_short(std::string_view text, std::size_t most) {
    const auto letters = std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    return static_cast<std::size_t>(letters) <= most;
}

bool is_airflow(NetboxKind kind, std::string_view word) {
    if (is_one_of(word, {"front-to-rear", "rear-to-front"})) return true;
    if (kind == NetboxKind::rack) return false;
    if (is_one_of(word, {"left-to-right", "right-to-left", "side-to-rear", "passive"})) return true;
    return kind == NetboxKind::device &&
           is_one_of(word, {"rear-to-side", "bottom-to-top", "top-to-bottom", "mixed"});
}

bool is_slug(std::string_view word) {
    return !word.empty() && is_short(word, 100) &&
           word.find_first_not_of(
               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               std::string_view::npos;
}

}  // namespace

bool netbox_takes(NetboxKind kind, std::string_view key, std::string_view value) {
    const bool is_rack = kind == NetboxKind::rack;
    if (key == "slug") return is_slug(value);
    if (key == "u_height") return is_rack ? is_whole(value, 1, 100) : is_half(value, kSmall);
    if (key == "weight") return is_number(value, 0, 999'999.99, 2);
    if (is_one_of(key, {"weight_unit"})) return is_one_of(value, {"kg", "g", "lb", "oz"});
    if (key == "airflow") return is_airflow(kind, value);
    if (key == "subdevice_role") return is_one_of(value, {"parent", "child"});
    if (key == "part_number") return is_short(value, 50);
    if (key == "description") return is_short(value, 200);
    if (is_one_of(key, {"is_full_depth", "is_powered", "desc_units"}))
        return is_one_of(value, {"true", "false"});
    if (!is_rack) return true;
    if (key == "form_factor")
        return is_one_of(value, {"2-post-frame", "4-post-frame", "4-post-cabinet", "wall-frame",
                                 "wall-frame-vertical", "wall-cabinet", "wall-cabinet-vertical"});
    if (key == "width") return is_one_of(value, {"10", "19", "21", "23"});
    if (is_one_of(key, {"outer_width", "outer_height", "outer_depth"}))
        return is_number(value, 0, kSmall, 2);
    if (key == "outer_unit") return is_one_of(value, {"mm", "in"});
    if (is_one_of(key, {"starting_unit", "mounting_depth"})) return is_whole(value, 1, kSmall);
    if (key == "max_weight") return is_whole(value, 0, kLarge);
    if (key == "cooling_capability") {
        const auto& known = cooling_capabilities();
        return std::find(known.begin(), known.end(), value) != known.end();
    }
    return true;
}

bool netbox_takes_of_row(std::string_view key, std::string_view value) {
    if (value.empty()) return true;
    if (is_one_of(key, {"maximum_draw", "allocated_draw"})) return is_whole(value, 1, kLarge);
    if (key == "feed_leg") return is_one_of(value, {"A", "B", "C"});
    if (is_one_of(key, {"positions", "rear_port_position"})) return is_whole(value, 1, 1024);
    if (is_one_of(key, {"name", "label"})) return is_short(value, 64);
    if (key == "description") return is_short(value, 200);
    if (is_one_of(key, {"mgmt_only", "enabled"})) return is_one_of(value, {"true", "false"});
    return true;
}

bool netbox_needs(std::string_view list, std::string_view key) {
    if (key == "name") return true;
    if (key == "type") return is_one_of(list, {"interfaces", "front-ports", "rear-ports"});
    return key == "rear_port" && list == "front-ports";
}

std::string with_refused_lines(std::string_view page) {
    struct Line {
        std::string text;
        bool was_refused = false;
        [[nodiscard]] std::string_view key() const {
            const auto colon = text.find(':');
            const bool is_key = colon != std::string::npos && text.find_first_of(" -#") > colon;
            return is_key ? std::string_view{text}.substr(0, colon) : std::string_view{};
        }
    };
    std::vector<Line> lines;
    for (std::size_t at = 0; at < page.size();) {
        const auto end = std::min(page.find('\n', at), page.size());
        Line line{std::string{page.substr(at, end - at)}};
        const auto mark = line.text.find_first_not_of(' ');
        if (mark != std::string::npos &&
            line.text.compare(mark, kRefusedMark.size(), kRefusedMark) == 0) {
            line.text.erase(mark, kRefusedMark.size());
            line.was_refused = true;
        }
        lines.push_back(std::move(line));
        at = end + 1;
    }
    std::set<std::string, std::less<>> keys;
    for (const auto& line : lines)
        if (line.was_refused && !line.key().empty()) keys.emplace(line.key());
    std::string result;
    for (const auto& line : lines) {
        const bool stands_instead = !line.was_refused && keys.contains(line.key());
        result += (stands_instead ? std::string{} : line.text) + '\n';
    }
    return result;
}

}  // namespace jarip::rack
