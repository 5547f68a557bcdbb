// The shapes of an elevation as SVG: one unit is a millimetre.
#include <fmt/format.h>

#include "jarip/report/rack/elevation.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

constexpr const char* kStyle =
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

std::string words_svg(const Shape& shape) {
    std::string more;
    if (shape.is_bold) more += " font-weight=\"bold\"";
    if (!shape.look.empty()) more += " class=\"" + shape.look + '"';
    if (shape.anchor != Anchor::start)
        more += shape.anchor == Anchor::end ? " text-anchor=\"end\"" : " text-anchor=\"middle\"";
    if (!shape.colour.empty()) more += " style=\"fill:" + shape.colour + '"';
    if (shape.is_turned)
        more += fmt::format(" transform=\"rotate(-90 {:.1f} {:.1f})\"", shape.x, shape.y);
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\"{}>{}</text>\n",
                       shape.x, shape.y, shape.size, more, escaped(shape.text));
}

std::string shape_svg(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::words: return words_svg(shape);
        case Shape::Kind::box: {
            std::string more;
            if (shape.opacity) more += fmt::format(" fill-opacity=\"{:.2f}\"", *shape.opacity);
            if (!shape.colour.empty()) more += " fill=\"" + shape.colour + '"';
            return fmt::format(
                "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"{}/>\n",
                shape.look, shape.x, shape.y, shape.x2, shape.y2, more);
        }
        case Shape::Kind::line:
            return fmt::format(
                "<line {} x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                shape.colour.empty() ? "class=\"" + shape.look + '"'
                                     : fmt::format(R"(stroke="{}" stroke-width="5")", shape.colour),
                shape.x, shape.y, shape.x2, shape.y2);
        case Shape::Kind::arrow:
            return fmt::format(
                "<polygon class=\"{}\" points=\"{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}\"/>\n",
                shape.look, shape.x, shape.y, shape.x - kArrowFoot, shape.y + kArrowLong,
                shape.x + kArrowFoot, shape.y + kArrowLong);
        case Shape::Kind::dot:
            return fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.0f}\"/>\n",
                               shape.look, shape.x, shape.y, kDot);
    }
    return {};
}

}  // namespace

std::string svg(const RackDrawing& drawing, const Context& context) {
    const auto picture = elevation_picture(drawing, context);
    auto page = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
        "aria-label=\"{}\" font-family=\"Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', "
        "'Malgun Gothic', sans-serif\">\n",
        picture.width, picture.height, escaped(picture.title));
    page += kStyle;
    for (const auto& shape : picture.shapes) page += shape_svg(shape);
    return page + "</svg>\n";
}

}  // namespace jarip::report
