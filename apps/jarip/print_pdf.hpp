/// A page printed as PDF by the browser of this machine.
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

}  // namespace jarip::cli
