#include "jarip/core/table.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {

std::vector<BasketCode> parse_baskets(const SourceFile& file) {
    std::vector<BasketCode> lines;
    Diagnostics faults;
    const auto table = parse_csv(file, faults);
    const auto name = table.column("basket");
    const auto hs = table.column("hs");
    if ((!name || !hs) && !faults.has_errors()) faults.error("E0129", {file.name});
    for (std::size_t row = 0; name && hs && row < table.row_count(); ++row) {
        const auto cell = [&](std::string_view column) {
            const auto at = table.column(column);
            return at ? std::string{table.cell(row, *at)} : std::string{};
        };
        const auto code = table.cell(row, *hs);
        const bool digits =
            !code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos;
        if (table.cell(row, *name).empty() || !digits)
            faults.error("E0129", table.location(row, *hs));
        lines.push_back({cell("basket"), cell("hs"), cell("name"), cell("name_ko"), cell("reason"),
                         cell("reason_ko")});
    }
    faults.throw_if_errors();
    return lines;
}

const std::vector<BasketCode>& baskets() {
    // Read once: the table is a constant of the build.
    static const auto all = parse_baskets(embedded_table("baskets.csv"));
    return all;
}

std::vector<BasketCode> basket(std::string_view name) {
    std::vector<BasketCode> lines;
    std::vector<std::string> names;
    for (const BasketCode& line : baskets()) {
        if (line.basket == name) lines.push_back(line);
        if (names.empty() || names.back() != line.basket) names.push_back(line.basket);
    }
    if (!lines.empty()) return lines;
    throw Error{"E0120",
                "",
                {{"basket", std::string{name}},
                 {"known", joined(names)},
                 {"suggestion", nearest(name, names)}}};
}

}  // namespace jarip::trade
