/// Documents that hold tables: JSON, XML, spreadsheets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/trade/reading/records.hpp"

namespace jarip::trade {

/// errors  E0130 no JSON
[[nodiscard]] std::optional<Records> json_rows(std::string_view file, std::string_view text,
                                               Diagnostics& diagnostics);

/// Rows are the elements called item. errors  E0132 no XML
[[nodiscard]] std::optional<Records> xml_rows(std::string_view file, std::string_view text,
                                              Diagnostics& diagnostics);

/// A file inside another, with its bytes.
struct Part {
    std::string name;
    std::string bytes;
};

struct Sheet {
    std::string name;
    Records rows;
};

/// The sheets of an Office Open XML workbook (.xlsx), from its parts. Dates come as ISO dates, or as months where
/// their format shows no day. errors  E0132
[[nodiscard]] std::vector<Sheet> workbook_sheets(std::string_view file, std::vector<Part> parts,
                                                 Diagnostics& diagnostics);

}  // namespace jarip::trade
