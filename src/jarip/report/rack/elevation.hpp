/// The shapes of an elevation, in millimetres, y downwards; SVG and PDF write them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/report.hpp"

namespace jarip::report {

enum class Anchor { start, middle, end };

struct Shape {
    enum class Kind { box, line, words, arrow, dot };
    Kind kind = Kind::box;
    std::string look;                    ///< which of the looks: frame, unit, device, small …
    double x = 0, y = 0;                 ///< of words the baseline, of an arrow its point
    double x2 = 0, y2 = 0;               ///< of a box its size, of a line its end
    std::optional<double> opacity = {};  ///< of what fills it
    std::string colour = {};             ///< #rrggbb, instead of the look's
    std::string text = {};
    double size = 0;  ///< of letters
    Anchor anchor = Anchor::start;
    bool is_bold = false;
    bool is_turned = false;  ///< upwards
};

struct Picture {
    std::string title;
    double width = 0, height = 0;
    std::vector<Shape> shapes;
};

/// Half of an arrow's foot, how long it is, and the radius of a dot.
inline constexpr double kArrowFoot = 9, kArrowLong = 22, kDot = 7;

[[nodiscard]] Picture elevation_picture(const RackDrawing& drawing, const Context& context);

}  // namespace jarip::report
