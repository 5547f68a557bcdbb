// An elevation to scale. Front and rear of each design side by side, feeds in the rear right
// post, cables as buses beside it.
#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/report/rack/elevation.hpp"
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
constexpr std::size_t kMostUpright = 6;
constexpr double kLane = 44;  // mm between the buses of cables

// Told apart in grey too, and by those who see few colours.
constexpr std::array kFeedColours{"#1d4ed8", "#15803d", "#7e22ce", "#a16207", "#0e7490", "#374151"};

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

    Picture draw() {
        for (const auto& design : drawing_.designs)
            tallest_ = std::max(tallest_, outer_height(design.frame));
        double at = kMargin;
        for (const auto& design : drawing_.designs) at = draw_rack(design, at) + kGap;
        picture_.width = at - kGap + kMargin;
        picture_.height = kHead + tallest_ + kFoot;
        picture_.title = title();
        return std::move(picture_);
    }

private:
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

    Shape& add(Shape::Kind kind, std::string look, double x, double y) {
        picture_.shapes.push_back({kind, std::move(look), x, y});
        return picture_.shapes.back();
    }
    Shape& words(double x, double y, double size, std::string text, std::string look = {},
                 Anchor anchor = Anchor::start) {
        auto& shape = add(Shape::Kind::words, std::move(look), x, y);
        shape.size = size;
        shape.text = std::move(text);
        shape.anchor = anchor;
        return shape;
    }
    Shape& box(const char* kind, double x, double y, double width, double height) {
        auto& shape = add(Shape::Kind::box, kind, x, y);
        shape.x2 = width;
        shape.y2 = height;
        return shape;
    }
    Shape& line(const char* look, double x1, double y1, double x2, double y2) {
        auto& shape = add(Shape::Kind::line, look, x1, y1);
        shape.x2 = x2;
        shape.y2 = y2;
        return shape;
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

        words(left, top - 140, 1.5 * kLetter, name_of(design)).is_bold = true;
        words(left, top - 95, kLetter, totals_line(design, totals), "small");
        for (const Face face : {Face::front, Face::rear}) {
            words(at.left, top - 20, kLetter, say(face == Face::front ? "front" : "rear"));
            draw_face(design, places, face, at);
            if (face == Face::rear) {
                draw_upright(design, places, at, top);
                draw_feeds(design, places, at, top);
            }
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
            line("unit", at.left + kPost, y, at.left + at.outside - kPost, y);
            words(at.left + kPost - 8, y + 0.7 * at.unit, 0.8 * kSmall,
                  number(rack::unit_number(design.frame, u)), "small", Anchor::end);
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
            words(x + 10, baseline, letter, place.id, "small");
            return;
        }
        box("page", x, top, width, height);
        if (const auto value = shade_figure(place, drawing_.shade))
            box("device", x, top, width, height).opacity = opacity(*value, at.largest);
        else
            box("unknown", x, top, width, height);
        words(x + 10, baseline, letter, place.id);
        words(x + width - 10, baseline, letter, figure_label(place, drawing_.shade), {},
              Anchor::end);
    }

    // What takes no unit and stands in no other device, as strips do: upright in the rear left post, as high as the frame.
    void draw_upright(const rack::Design& design, const std::vector<Placement>& places,
                      const Place& at, double top) {
        std::vector<const Placement*> upright;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (is_upright(design, i, places[i]))
                for (double k = 0; k < places[i].count && upright.size() < kMostUpright; ++k)
                    upright.push_back(&places[i]);
        if (upright.empty()) return;
        const double width = (kPost - 8) / static_cast<double>(upright.size());
        const double high = (at.floor - top) * 0.9;
        const double y = top + (at.floor - top) * 0.05;
        for (std::size_t i = 0; i < upright.size(); ++i) {
            const double x = at.left + 4 + width * static_cast<double>(i);
            const auto value = shade_figure(*upright[i], drawing_.shade);
            box("page", x, y, width - 3, high);
            if (value)
                box("device", x, y, width - 3, high).opacity = opacity(*value, at.largest);
            else
                box("unknown", x, y, width - 3, high);
            const double letter = std::min(kSmall, 0.8 * width);
            words(x + (width - 3) / 2 + 0.35 * letter, y + high / 2, letter, upright[i]->id,
                  "small", Anchor::middle)
                .is_turned = true;
        }
    }

    static bool is_upright(const rack::Design& design, std::size_t index, const Placement& place) {
        const auto& device = design.devices[index];
        if (place.u || !place.is_known || place.height > 0 || device.in || !device.type)
            return false;
        return !design.types[*device.type].is_module;
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
            const auto colour = feed_colour(feed);
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
                    line("", right, y, x, y).colour = colour;
                    lowest = std::max(lowest, y);
                }
            }
            if (lowest == top) continue;
            line("", x, top, x, lowest).colour = colour;
            words(x, top - 10, 0.8 * kSmall, id, {}, Anchor::middle).colour = colour;
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
            line("cable", x, leaves ? top - 12 : *high, x, *low);
            if (leaves) this->add(Shape::Kind::arrow, "end", x, top - 30);
            for (const double y : stubs) {
                line("cable", right, y, x, y);
                this->add(Shape::Kind::dot, "end", x, y);
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
        words(x, y, kSmall, label, "small halo", Anchor::middle).is_turned = true;
    }

    // Scale, meaning of the colour, loads of the feeds, devices without units.
    void draw_foot(const rack::Totals& totals, const std::vector<Placement>& places,
                   const Place& at) {
        double y = at.floor + 44;
        constexpr double kMetre = 500;
        line("rule", at.left, y, at.left + kMetre, y);
        for (const double x : {0.0, kMetre}) line("rule", at.left + x, y - 8, at.left + x, y + 8);
        words(at.left + kMetre + 16, y + 8, kSmall, "0.5 m");

        y += 40;
        const auto heading = say(drawing_.shade == Shade::mass   ? "shade_mass"
                                 : drawing_.shade == Shade::heat ? "shade_heat"
                                                                 : "shade_power");
        words(at.left, y, kSmall, heading, "small");
        double x = at.left + text_width(heading, kSmall) + 20;
        for (const double share : {0.0, 0.5, 1.0}) {
            box("key", x, y - kSmall, 34, kSmall + 4).opacity = opacity(share, 1);
            const auto value = shade_text(share * at.largest, drawing_.shade);
            words(x + 42, y, kSmall, value, "small");
            x += 62 + text_width(value, kSmall);
        }

        y += 36;
        x = at.left;
        for (std::size_t feed = 0; feed < totals.feeds.size(); ++feed) {
            const auto& load = totals.feeds[feed];
            const auto label = say("feed", {{"id", load.id}}) + ' ' + number(load.load_va / 1000) +
                               " / " + number(load.capacity_va / 1000) + " kVA";
            box("swatch", x, y - kSmall + 3, kSmall, kSmall).colour = feed_colour(feed);
            words(x + kSmall + 8, y, kSmall, label, "small");
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
        if (!rest.empty()) words(left, y, kSmall, say("beside") + ' ' + rest, "small");
    }

    const RackDrawing& drawing_;
    const Context& context_;
    Picture picture_;
    double tallest_ = 0;
};

}  // namespace

Picture elevation_picture(const RackDrawing& drawing, const Context& context) {
    return Elevation{drawing, context}.draw();
}

}  // namespace jarip::report
