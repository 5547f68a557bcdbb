/// The assessment that `assess` prints and `report` hands on, and the files of the report.
#pragma once

#include <string>
#include <vector>

#include "command.hpp"

namespace jarip::cli {

/// All analyses, with the intervals of so many draws (0: none). early: the point answer is printed before these.
[[nodiscard]] assess::Assessment assessed(Session& session, const network::Network& network,
                                          int draws, bool early);

/// STEM.xlsx, STEM.html and, where a browser prints it, STEM.pdf: gives those that were written, and says what was not.
std::vector<std::string> write_report(const Session& session, const std::string& stem,
                                      const assess::Assessment& result,
                                      const report::Context& context);

}  // namespace jarip::cli
