/// The built page (web/), which reports are written into.
#pragma once

#include <string>

#include "jarip/network.hpp"

namespace jarip::cli {

/// The page as one HTML file: $JARIP_PAGE, else share/jarip/page.html beside the folder of the program, which is where
/// scripts/run builds it and where it is installed. errors  E0707 if it is not there
[[nodiscard]] std::string built_page();

/// The model's tables as they stand in its folder, for a page that says where figures are from.
[[nodiscard]] std::vector<SourceFile> tables_of(const std::string& model);

}  // namespace jarip::cli
