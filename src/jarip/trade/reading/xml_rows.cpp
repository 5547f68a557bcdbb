#include "jarip/trade/reading/document.hpp"
#include "jarip/trade/reading/xml.hpp"

namespace jarip::trade {

std::optional<Records> xml_rows(std::string_view file, std::string_view text,
                                Diagnostics& diagnostics) {
    constexpr std::string_view kRow = "item";
    Records rows;
    XmlPlace place;
    bool in_row = false;
    std::size_t depth_in_row = 0;
    std::string value;
    XmlPlace value_place;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlEvents::Attributes&) {
        if (in_row) {
            ++depth_in_row;
        } else if (element == kRow) {
            in_row = true;
            rows.begin_row(place.line);
        }
        value.clear();
        value_place = place;
    };
    events.end = [&](std::string_view element) {
        if (in_row && depth_in_row == 0) {
            in_row = false;
        } else if (in_row) {
            if (depth_in_row-- == 1)
                rows.add(rows.column(element), value, value_place.line, value_place.column);
        } else if (!value.empty()) {
            rows.add_beside(element, value);
        }
        value.clear();
    };
    events.text = [&](std::string_view piece) {
        // Line ends between elements are no values.
        if (value.empty())
            piece.remove_prefix(std::min(piece.find_first_not_of(" \t\r\n"), piece.size()));
        value += piece;
    };
    if (!parse_xml(text, events, place)) {
        diagnostics.error("E0132", {std::string{file}, place.line, place.column, 1, ""});
        return std::nullopt;
    }
    return rows;
}

}  // namespace jarip::trade
