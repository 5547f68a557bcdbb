// The product space: which products the same exporters make.
#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

using trade::ProductSpace;
using SpaceReport = InTime<ProductSpace>;

std::string space_words(const std::string& key, const Context& context,
                        const Arguments& arguments = {}) {
    return text(context.language, "report.space." + key, arguments);
}

std::string title(const ProductSpace& space, const Context& context) {
    const auto tree = std::count_if(space.edges.begin(), space.edges.end(),
                                    [](const trade::ProductEdge& edge) { return edge.tree; });
    return wrapped(space_words("title", context,
                               {{"products", std::to_string(space.products.size())},
                                {"exporters", std::to_string(space.exporters)},
                                {"tree", std::to_string(tree)},
                                {"near", std::to_string(space.edges.size())},
                                {"threshold", format_shortest(space.threshold)}}),
                   context.width) +
           '\n';
}

std::string pci(const ProductSpace& space, std::uint32_t product) {
    return fixed(space.products[product].pci, 3);
}

// The nearest pairs, then in the order of products.
std::string edges_text(const ProductSpace& space, const Context& context) {
    TextTable table{{space_words("product", context)},
                    {space_words("product", context)},
                    {space_words("proximity", context), Align::right},
                    {space_words("tree", context)},
                    {"PCI", Align::right},
                    {"PCI", Align::right}};
    const auto order =
        largest_first(space.edges, [](const auto& edge) { return std::optional{edge.proximity}; });
    for (std::size_t i = 0; i < std::min(kMostRows, order.size()); ++i) {
        const auto& edge = space.edges[order[i]];
        table.add({space.products[edge.first].product, space.products[edge.second].product,
                   fixed(edge.proximity, 3), yes_or_no(edge.tree, context.language),
                   pci(space, edge.first), pci(space, edge.second)});
    }
    if (table.empty()) return '\n' + wrapped(space_words("none", context), context.width) + '\n';
    return '\n' + table.render(context.width) + more(space.edges.size(), context.language);
}

std::string series_text(const trade::OverTime<ProductSpace>& series, const Context& context) {
    auto rows = pivot_rows(series, [](const ProductSpace& space, auto say_row) {
        for (const auto& edge : space.edges) {
            const auto name =
                space.products[edge.first].product + " – " + space.products[edge.second].product;
            say_row(name, name, edge.proximity);
        }
    });
    return wrapped(space_words("over_time", context), context.width) + '\n' +
           pivot_text(space_words("proximity_over_time", context), std::move(rows),
                      periods_of(series), 3, context) +
           incomplete_text(series.incomplete, context);
}

}  // namespace

std::string text(const SpaceReport& report, const Context& context) {
    const auto& whole = report.whole;
    const std::string page =
        report.series ? series_text(*report.series, context)
                      : title(whole, context) + edges_text(whole, context) +
                            names_text("report.complexity.left_out", whole.left_out, context);
    return page + sources_text(whole.sources, context);
}

}  // namespace jarip::report
