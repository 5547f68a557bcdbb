#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

std::vector<BasketCode> load() {
    Diagnostics diagnostics;
    const auto table =
        parse_csv({"baskets.csv", std::string{embedded_text("baskets.csv")}}, diagnostics);
    diagnostics.throw_if_errors();
    enum Column : std::size_t { name, hs, label, label_ko, reason, reason_ko };
    std::vector<BasketCode> lines;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto cell = [&](std::size_t column) { return std::string{table.cell(row, column)}; };
        lines.push_back(
            {cell(name), cell(hs), cell(label), cell(label_ko), cell(reason), cell(reason_ko)});
    }
    return lines;
}

}  // namespace

const std::vector<BasketCode>& baskets() {
    // Read once: the table is a constant of the build.
    static const auto all = load();
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
    std::string list;
    for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
    throw Error{
        "E0120",
        "",
        {{"basket", std::string{name}}, {"known", list}, {"suggestion", nearest(name, names)}}};
}

}  // namespace jarip::trade
