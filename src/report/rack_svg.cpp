// An elevation to scale: one SVG unit is a millimetre. Front and rear of each design side by side.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "jarip/report.hpp"
#include "number.hpp"

namespace jarip::report {
namespace {

using rack::Face;
using rack::Placement;

constexpr double kGap = 420;  // mm between drawings
constexpr double kBetweenFaces = 120;
constexpr double kMargin = 100;
constexpr double kHead = 200;   // above the frame: title and sides
constexpr double kPost = 60;    // mm from the outside of the frame to the devices
constexpr double kLetter = 24;  // mm, height of a label

std::string escaped(std::string_view words) {
    std::string result;
    for (const char c : words) {
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

std::optional<double> shade_figure(const Placement& place, Shade shade) {
    switch (shade) {
        case Shade::power: return place.power_w;
        case Shade::heat: return place.air_w;
        case Shade::mass: return place.mass_kg;
    }
    return std::nullopt;
}

std::string figure_label(const Placement& place, Shade shade) {
    const auto value = shade_figure(place, shade);
    if (!value) return "?";
    if (shade == Shade::mass) return number(value) + " kg";
    return *value > 0 ? number(*value / 1000) + " kW" : "";
}

class Sheet {
public:
    Sheet(const RackDrawing& drawing, const Context& context)
        : drawing_{drawing}, context_{context} {}

    std::string draw() {
        for (const auto& design : drawing_.designs)
            tallest_ = std::max(tallest_, outer_height(design.frame));
        double at = kMargin;
        for (const auto& design : drawing_.designs) {
            at = draw_rack(design, at);
            at += kGap;
        }
        const double width = at + kMargin;
        const double height = kHead + tallest_ + kMargin;
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
        ".device{fill:#c2410c;stroke:#222;stroke-width:2}.through{fill:none;stroke:#999;stroke-width:2;"
        "stroke-dasharray:8 6}\n"
        ".unknown{fill:none;stroke:#222;stroke-width:2;stroke-dasharray:4 4}text{fill:#111}.small{fill:#555}\n"
        ".cable{fill:none;stroke:#2563eb;stroke-width:4}\n"
        "@media screen and (prefers-color-scheme:dark){.page{fill:#16181d}.frame{stroke:#bbb}.unit{stroke:#444}"
        ".device,.unknown{stroke:#ddd}text{fill:#eee}.small{fill:#aaa}.cable{stroke:#7aa2ff}}\n"
        "</style>\n<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n";

    std::string say(const char* key, const Arguments& gaps = {}) const {
        return jarip::text(context_.language, std::string{"report.rack."} + key, gaps);
    }

    std::string title() const {
        std::string words;
        for (const auto& design : drawing_.designs)
            words += (words.empty() ? "" : ", ") + (design.name.empty() ? design.id : design.name);
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

    static double outer_height(const rack::Frame& frame) {
        const double inside = frame.u_height.value * rack::millimetres(frame.unit);
        return std::max(frame.height_mm.value_or(0), frame.base_mm.value_or(0) + inside);
    }

    double draw_rack(const rack::Design& design, double left) {
        const auto places = rack::placements(design);
        const auto& frame = design.frame;
        const double outside = frame.width_mm.value_or(600);
        const double unit = rack::millimetres(frame.unit);
        const double high = outer_height(frame);
        const double top = kHead + tallest_ - high;  // all stand on one floor
        const double floor = kHead + tallest_ - frame.base_mm.value_or(0);
        double largest = 0;
        for (const auto& place : places)
            largest = std::max(largest, shade_figure(place, drawing_.shade).value_or(0));

        words(left, kMargin, 1.5 * kLetter, design.name.empty() ? design.id : design.name,
              " font-weight=\"bold\"");
        words(left, kMargin + 1.6 * kLetter, kLetter,
              say(drawing_.shade == Shade::mass   ? "shade_mass"
                  : drawing_.shade == Shade::heat ? "shade_heat"
                                                  : "shade_power"),
              " class=\"small\"");
        for (const Face face : {Face::front, Face::rear}) {
            words(left, top - 16, kLetter, say(face == Face::front ? "front" : "rear"));
            draw_face(design, places, face, {left, floor, outside, unit, largest});
            box("frame", left, top, outside, high);
            left += outside + kBetweenFaces;
        }
        draw_cables(design, places, left - kBetweenFaces, floor, unit);
        draw_beside(places, left - 2 * (outside + kBetweenFaces), kHead + tallest_ + 2 * kLetter);
        return left - kBetweenFaces;
    }

    struct Place {
        double left, floor, outside, unit, largest;
    };
    void draw_face(const rack::Design& design, const std::vector<Placement>& places, Face face,
                   const Place& at) {
        for (double u = 1; u <= design.frame.u_height.value; ++u) {
            const double y = at.floor - u * at.unit;
            body_ += fmt::format(
                "<line class=\"unit\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                at.left + kPost, at.left + at.outside - kPost, y, y);
            words(at.left + kPost - 8, y + 0.7 * at.unit, 0.7 * kLetter, number(u),
                  " class=\"small\" text-anchor=\"end\"");
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
        if (place.face != face) {
            if (place.is_full_depth) box("through", x, top, width, height);
            return;
        }
        box("page", x, top, width, height);
        const auto value = shade_figure(place, drawing_.shade);
        if (value)
            box("device", x, top, width, height,
                fmt::format(" fill-opacity=\"{:.2f}\"",
                            at.largest > 0 ? 0.08 + 0.72 * *value / at.largest : 0.08));
        else
            box("unknown", x, top, width, height);
        const double letter = std::min(kLetter, 0.75 * height);
        const double baseline = top + height / 2 + 0.35 * letter;
        words(x + 10, baseline, letter, place.id);
        std::string right = figure_label(place, drawing_.shade);
        for (const auto& feed : place.feeds) right += (right.empty() ? "" : " ") + feed;
        words(x + width - 10, baseline, letter, right, " text-anchor=\"end\"");
    }

    // Middle of the devices whose id begins like a pattern, in millimetres of the sheet.
    static std::optional<double> middle(const std::vector<Placement>& places,
                                        std::string_view pattern, double floor, double unit) {
        const auto stem = pattern.substr(0, pattern.find('*'));
        double sum = 0;
        double count = 0;
        for (const auto& place : places) {
            const bool named =
                pattern.size() == stem.size() ? place.id == pattern : place.id.starts_with(stem);
            if (!place.u || !named) continue;
            sum += (*place.u - 1 + place.height * place.count / 2) * place.count;
            count += place.count;
        }
        if (count == 0) return std::nullopt;
        return floor - sum / count * unit;
    }

    // Lines from the middle of one end's devices to that of the other's; their words stand right of all of them.
    void draw_cables(const rack::Design& design, const std::vector<Placement>& places, double right,
                     double floor, double unit) {
        struct Line {
            const rack::Cable* cable;
            double from, to;
        };
        std::vector<Line> lines;
        for (const auto& cable : design.cables) {
            const auto from = middle(places, cable.from, floor, unit);
            const auto to = middle(places, cable.to, floor, unit);
            if (from && to && *from != *to) lines.push_back({&cable, *from, *to});
        }
        const auto bend = [&](std::size_t lane) { return 60 + 80 * static_cast<double>(lane); };
        for (std::size_t lane = 0; lane < lines.size(); ++lane) {
            const auto& [cable, from, to] = lines[lane];
            const double handle = right + bend(lane);
            body_ += fmt::format(
                "<path class=\"cable\" d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\"/>\n",
                right, from, handle, from, handle, to, right, to);
            // A cubic curve comes three quarters of the way to its handles.
            words(right + 0.75 * bend(lines.size() - 1) + 12,
                  (from + to) / 2 + 1.5 * kLetter * static_cast<double>(lane), 0.8 * kLetter,
                  number(cable->count) + " × " + cable->kind, " class=\"small\"");
        }
    }

    void draw_beside(const std::vector<Placement>& places, double left, double y) {
        std::string rest;
        for (const auto& place : places) {
            if (place.u) continue;
            rest += (rest.empty() ? "" : ", ") +
                    (place.count > 1 ? number(place.count) + " × " : "") + place.id;
        }
        if (rest.empty()) return;
        words(left, y, kLetter, say("beside") + ' ' + rest, " class=\"small\"");
    }

    const RackDrawing& drawing_;
    const Context& context_;
    std::string body_;
    double tallest_ = 0;
};

}  // namespace

std::string svg(const RackDrawing& drawing, const Context& context) {
    return Sheet{drawing, context}.draw();
}

}  // namespace jarip::report
