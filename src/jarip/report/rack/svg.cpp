// An elevation to scale: one SVG unit is a millimetre. Front and rear of each design side by side, feeds in the rear right
// post, cables as buses beside it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/report/rack/words.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

using rack::Face;
using rack::Placement;

constexpr double kGap = 200;  // mm between racks
constexpr double kBetweenFaces = 120;
constexpr double kMargin = 100;
constexpr double kHead = 240;   // above the frame: name, totals, sides
constexpr double kFoot = 230;   // below the floor: scale, legend, feeds
constexpr double kPost = 60;    // mm from the outside of the frame to the devices
constexpr double kLetter = 24;  // mm, height of a label
constexpr double kSmall = 19;
constexpr double kLane = 44;  // mm between the buses of cables

// Told apart in grey too, and by those who see few colours.
constexpr std::array kFeedColours{"#1d4ed8", "#15803d", "#7e22ce", "#a16207", "#0e7490", "#374151"};

std::string escaped(std::string_view words) {
    std::string result;
    for (const char c : printable(words)) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else
            result += c;
    }
    return result;
}

double text_width(std::string_view words, double size) {
    return 0.56 * size * static_cast<double>(display_width(words));
}

std::optional<double> shade_figure(const Placement& place, Shade shade) {
    switch (shade) {
        case Shade::power: return place.power_w;
        case Shade::heat: return place.air_w;
        case Shade::mass: return place.mass_kg;
    }
    return std::nullopt;
}

std::string shade_text(double value, Shade shade) {
    return shade == Shade::mass ? number(value) + " kg" : number(value / 1000) + " kW";
}

std::string figure_label(const Placement& place, Shade shade) {
    const auto value = shade_figure(place, shade);
    if (!value) return "?";
    return *value > 0 ? shade_text(*value, shade) : "";
}

double opacity(double value, double largest) {
    return largest > 0 ? 0.08 + 0.72 * value / largest : 0.08;
}

// An end of a cable names an id, or a pattern with a *.
bool names(std::string_view pattern, std::string_view id) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) return id == pattern;
    const auto tail = pattern.substr(pattern.rfind('*') + 1);
    return id.size() >= star + tail.size() && id.starts_with(pattern.substr(0, star)) &&
           id.ends_with(tail);
}

class Elevation {
public:
    Elevation(const RackDrawing& drawing, const Context& context)
        : drawing_{drawing}, context_{context} {}

    std::string draw() {
        for (const auto& design : drawing_.designs)
            tallest_ = std::max(tallest_, outer_height(design.frame));
        double at = kMargin;
        for (const auto& design : drawing_.designs) at = draw_rack(design, at) + kGap;
        const double width = at - kGap + kMargin;
        const double height = kHead + tallest_ + kFoot;
        return fmt::format(
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
                   "aria-label=\"{}\" font-family=\"Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', "
                   "'Malgun Gothic', sans-serif\">\n",
                   width, height, escaped(title())) +
               kStyle + body_ + "</svg>\n";
    }

private:
    static constexpr const char* kStyle =
        "<style>\n"
        ".page{fill:#fff}.frame{fill:none;stroke:#444;stroke-width:6}.unit{stroke:#bbb;stroke-width:1}\n"
        ".device,.key{fill:#c2410c;stroke:#222;stroke-width:2}.through{fill:none;stroke:#999;stroke-width:2;"
        "stroke-dasharray:8 6}\n"
        ".unknown{fill:none;stroke:#222;stroke-width:2;stroke-dasharray:4 4}text{fill:#111}.small{fill:#555}\n"
        ".cable{fill:none;stroke:#475569;stroke-width:4}.end{fill:#475569}.rule{stroke:#111;stroke-width:4}"
        ".halo{paint-order:stroke;stroke:#fff;stroke-width:8}\n"
        "@media screen and (prefers-color-scheme:dark){.page{fill:#16181d}.frame{stroke:#bbb}.unit{stroke:#444}"
        ".device,.key,.unknown{stroke:#ddd}text{fill:#eee}.small{fill:#aaa}.cable{stroke:#94a3b8}.end{fill:#94a3b8}"
        ".rule{stroke:#eee}.halo{stroke:#16181d}}\n"
        "</style>\n<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n";

    struct Place {
        double left, floor, outside, unit, largest;
    };

    std::string say(const char* key, const Arguments& gaps = {}) const {
        return jarip::text(context_.language, std::string{"report.rack."} + key, gaps);
    }

    std::string title() const {
        std::string words;
        for (const auto& design : drawing_.designs)
            words += (words.empty() ? "" : ", ") + name_of(design);
        return words;
    }

    void words(double x, double y, double size, const std::string& text, const char* more = "") {
        body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\"{}>{}</text>\n",
                             x, y, size, more, escaped(text));
    }
    void box(const char* kind, double x, double y, double width, double height,
             const std::string& more = "") {
        body_ += fmt::format(
            "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"{}/>\n",
            kind, x, y, width, height, more);
    }
    void line(const std::string& look, double x1, double y1, double x2, double y2) {
        body_ += fmt::format("<line {} x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                             look, x1, y1, x2, y2);
    }

    static double outer_height(const rack::Frame& frame) {
        const double inside = frame.u_height.value * rack::millimetres(frame.unit);
        return std::max(frame.height_mm.value_or(0), frame.base_mm.value_or(0) + inside);
    }

    double draw_rack(const rack::Design& design, double left) {
        const auto places = rack::placements(design);
        const auto totals = rack::check(design).totals;
        const auto& frame = design.frame;
        const double outside = frame.width_mm.value_or(600);
        const double high = outer_height(frame);
        const double top = kHead + tallest_ - high;  // all stand on one floor
        double largest = 0;
        for (const auto& place : places)
            largest = std::max(largest, shade_figure(place, drawing_.shade).value_or(0));
        Place at{left, kHead + tallest_ - frame.base_mm.value_or(0), outside,
                 rack::millimetres(frame.unit), largest};

        words(left, top - 140, 1.5 * kLetter, name_of(design), " font-weight=\"bold\"");
        words(left, top - 95, kLetter, totals_line(design, totals), " class=\"small\"");
        for (const Face face : {Face::front, Face::rear}) {
            words(at.left, top - 20, kLetter, say(face == Face::front ? "front" : "rear"));
            draw_face(design, places, face, at);
            if (face == Face::rear) draw_feeds(design, places, at, top);
            box("frame", at.left, top, outside, high);
            at.left += outside + kBetweenFaces;
        }
        at.left -= outside + kBetweenFaces;
        const double right = draw_cables(design, places, at, top);
        draw_foot(totals, places, {left, kHead + tallest_, outside, at.unit, largest});
        return std::max(right, left + text_width(name_of(design), 1.5 * kLetter));
    }

    std::string totals_line(const rack::Design& design, const rack::Totals& totals) const {
        const auto bound = [](const rack::Total& total, int decimals, const char* unit) {
            const bool is_open = total.low != total.high;
            return (is_open ? "≥ " : "") + fixed(total.known, decimals) + ' ' + unit;
        };
        const char* unit = design.frame.unit == rack::HeightUnit::ou ? "OU" : "U";
        return number(totals.height_u.known) + " / " + number(design.frame.u_height.value) + ' ' +
               unit + " · " + bound(totals.power_kw, 1, "kW") + " · " +
               bound(totals.mass_kg, 0, "kg");
    }

    void draw_face(const rack::Design& design, const std::vector<Placement>& places, Face face,
                   const Place& at) {
        for (double u = 1; u <= design.frame.u_height.value; ++u) {
            const double y = at.floor - u * at.unit;
            line("class=\"unit\"", at.left + kPost, y, at.left + at.outside - kPost, y);
            words(at.left + kPost - 8, y + 0.7 * at.unit, 0.8 * kSmall,
                  number(rack::unit_number(design.frame, u)),
                  R"( class="small" text-anchor="end")");
        }
        for (const auto& place : places) {
            if (!place.u || place.height <= 0) continue;
            for (double i = 0; i < std::min(place.count, 200.0); ++i) {
                const double bottom = *place.u - 1 + i * place.height;
                if (bottom < -1 || bottom > design.frame.u_height.value) continue;
                draw_device(place, face, at, at.floor - (bottom + place.height) * at.unit);
            }
        }
    }

    void draw_device(const Placement& place, Face face, const Place& at, double top) {
        const double x = at.left + kPost;
        const double width = at.outside - 2 * kPost;
        const double height = place.height * at.unit;
        const double letter = std::min(kLetter, 0.75 * height);
        const double baseline = top + height / 2 + 0.35 * letter;
        if (place.face != face) {
            if (!place.is_full_depth) return;
            box("through", x, top, width, height);
            words(x + 10, baseline, letter, place.id, " class=\"small\"");
            return;
        }
        box("page", x, top, width, height);
        if (const auto value = shade_figure(place, drawing_.shade))
            box("device", x, top, width, height,
                fmt::format(" fill-opacity=\"{:.2f}\"", opacity(*value, at.largest)));
        else
            box("unknown", x, top, width, height);
        words(x + 10, baseline, letter, place.id);
        words(x + width - 10, baseline, letter, figure_label(place, drawing_.shade),
              " text-anchor=\"end\"");
    }

    static std::string feed_colour(std::size_t feed) {
        return kFeedColours[feed % kFeedColours.size()];
    }

    // Every feed a line down the rear right post, with a stub to each device that hangs on it.
    void draw_feeds(const rack::Design& design, const std::vector<Placement>& places,
                    const Place& at, double top) {
        const auto count = design.feeds.size();
        if (count == 0) return;
        const double right = at.left + at.outside - kPost;
        const double step = std::min(14.0, (kPost - 12) / static_cast<double>(count));
        for (std::size_t feed = 0; feed < count; ++feed) {
            const auto& id = design.feeds[feed].id;
            const double x = right + 8 + step * (static_cast<double>(feed) + 0.5);
            const auto look = fmt::format(R"(stroke="{}" stroke-width="5")", feed_colour(feed));
            double lowest = top;
            for (const auto& place : places) {
                if (!place.u || place.height <= 0 ||
                    std::find(place.feeds.begin(), place.feeds.end(), id) == place.feeds.end())
                    continue;
                for (double i = 0; i < std::min(place.count, 200.0); ++i) {
                    const double shift =
                        (static_cast<double>(feed) - static_cast<double>(count - 1) / 2) * 8;
                    const double y =
                        at.floor - (*place.u - 1 + (i + 0.5) * place.height) * at.unit + shift;
                    line(look, right, y, x, y);
                    lowest = std::max(lowest, y);
                }
            }
            if (lowest == top) continue;
            line(look, x, top, x, lowest);
            words(
                x, top - 10, 0.8 * kSmall, id,
                fmt::format(R"( text-anchor="middle" style="fill:{}")", feed_colour(feed)).c_str());
        }
    }

    // Every line of cables a bus beside the rear, with a stub to each stack that it joins; an arrow where it leaves the rack.
    double draw_cables(const rack::Design& design, const std::vector<Placement>& places,
                       const Place& at, double top) {
        const double right = at.left + at.outside;
        double x = right + 0.3 * kLane;
        struct Label {
            const rack::Cable* cable;
            double x, middle;
        };
        std::vector<Label> labels;  // above all lines
        for (const auto& cable : design.cables) {
            std::vector<double> stubs;
            bool leaves = false;
            const auto add = [&](std::string_view pattern, std::string_view other) {
                leaves = leaves || pattern == "external";
                for (const auto& place : places) {
                    const bool is_named =
                        pattern == "all" ? !names(other, place.id) : names(pattern, place.id);
                    if (!is_named || !place.u || place.height <= 0) continue;
                    stubs.push_back(at.floor -
                                    (*place.u - 1 + place.height * place.count / 2) * at.unit);
                }
            };
            add(cable.from, cable.to);
            add(cable.to, cable.from);
            if (stubs.empty()) continue;
            x += 0.7 * kLane;
            const auto [high, low] = std::minmax_element(stubs.begin(), stubs.end());
            line("class=\"cable\"", x, leaves ? top - 12 : *high, x, *low);
            if (leaves)
                body_ += fmt::format(
                    "<polygon class=\"end\" points=\"{0:.1f},{1:.1f} {2:.1f},{3:.1f} {4:.1f},{3:.1f}\"/>\n",
                    x, top - 30, x - 9, top - 8, x + 9);
            for (const double y : stubs) {
                line("class=\"cable\"", right, y, x, y);
                body_ += fmt::format(
                    "<circle class=\"end\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"7\"/>\n", x, y);
            }
            x += 0.3 * kLane + kSmall;
            labels.push_back({&cable, x, (leaves ? top : *high) / 2 + *low / 2});
        }
        for (const auto& label : labels)
            cable_words(*label.cable, label.x, label.middle, {top, at.floor});
        return x;
    }

    // Beside the bus, turned; inside the height of the frame.
    void cable_words(const rack::Cable& cable, double x, double middle,
                     std::pair<double, double> frame) {
        const auto label =
            number(cable.count) + " × " + (cable.kind.empty() ? cable.port : cable.kind);
        const double half = text_width(label, kSmall) / 2;
        const double y = std::clamp(middle, std::min(frame.first + half, frame.second - half),
                                    std::max(frame.first + half, frame.second - half));
        words(
            x, y, kSmall, label,
            fmt::format(
                " class=\"small halo\" text-anchor=\"middle\" transform=\"rotate(-90 {:.1f} {:.1f})\"",
                x, y)
                .c_str());
    }

    // Scale, meaning of the colour, loads of the feeds, devices without units.
    void draw_foot(const rack::Totals& totals, const std::vector<Placement>& places,
                   const Place& at) {
        double y = at.floor + 44;
        constexpr double kMetre = 500;
        line("class=\"rule\"", at.left, y, at.left + kMetre, y);
        for (const double x : {0.0, kMetre})
            line("class=\"rule\"", at.left + x, y - 8, at.left + x, y + 8);
        words(at.left + kMetre + 16, y + 8, kSmall, "0.5 m");

        y += 40;
        const auto heading = say(drawing_.shade == Shade::mass   ? "shade_mass"
                                 : drawing_.shade == Shade::heat ? "shade_heat"
                                                                 : "shade_power");
        words(at.left, y, kSmall, heading, " class=\"small\"");
        double x = at.left + text_width(heading, kSmall) + 20;
        for (const double share : {0.0, 0.5, 1.0}) {
            box("key", x, y - kSmall, 34, kSmall + 4,
                fmt::format(" fill-opacity=\"{:.2f}\"", opacity(share, 1)));
            const auto value = shade_text(share * at.largest, drawing_.shade);
            words(x + 42, y, kSmall, value, " class=\"small\"");
            x += 62 + text_width(value, kSmall);
        }

        y += 36;
        x = at.left;
        for (std::size_t feed = 0; feed < totals.feeds.size(); ++feed) {
            const auto& load = totals.feeds[feed];
            const auto label = say("feed", {{"id", load.id}}) + ' ' + number(load.load_va / 1000) +
                               " / " + number(load.capacity_va / 1000) + " kVA";
            box("swatch", x, y - kSmall + 3, kSmall, kSmall,
                fmt::format(" fill=\"{}\"", feed_colour(feed)));
            words(x + kSmall + 8, y, kSmall, label, " class=\"small\"");
            x += kSmall + 40 + text_width(label, kSmall);
        }
        draw_beside(places, at.left, y + 36);
    }

    void draw_beside(const std::vector<Placement>& places, double left, double y) {
        std::string rest;
        for (const auto& place : places) {
            if (place.u) continue;
            rest += (rest.empty() ? "" : ", ") +
                    (place.count > 1 ? number(place.count) + " × " : "") + place.id;
        }
        if (!rest.empty()) words(left, y, kSmall, say("beside") + ' ' + rest, " class=\"small\"");
    }

    const RackDrawing& drawing_;
    const Context& context_;
    std::string body_;
    double tallest_ = 0;
};

}  // namespace

std::string svg(const RackDrawing& drawing, const Context& context) {
    return Elevation{drawing, context}.draw();
}

}  // namespace jarip::report
