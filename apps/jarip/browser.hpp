/// Pages printed as PDF, and drawings as PNG, by the browser of this machine.
#pragma once

#include <stop_token>
#include <string>

namespace jarip::cli {

enum class Printed { yes, no_browser, failed };

/// Prints an HTML file with Chromium (or Chrome), whichever the PATH has. The PDF is whole or not there.
///
/// page  the HTML file
/// pdf   the file to write
[[nodiscard]] Printed print_pdf(const std::string& page, const std::string& pdf,
                                const std::stop_token& stop);

/// Draws an SVG by the same browsers, on white, with a pixel for each unit of its viewBox; drawings of more than 16,000 pixels
/// are drawn smaller.
///
/// png  what was drawn, where it was
[[nodiscard]] Printed draw_png(const std::string& svg, const std::stop_token& stop,
                               std::string& png);

}  // namespace jarip::cli
