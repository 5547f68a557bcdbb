#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/importing/layouts.hpp"

namespace jarip::importing {

namespace {

const std::array<LayoutRow, 8>& layouts() {
    static const std::array rows{edges_layout(),  eora26_layout(), exiobase_layout(),
                                 figaro_layout(), gloria_layout(), oecd_icio_layout(),
                                 pronet_layout(), wiod_layout()};
    return rows;
}

}  // namespace

std::vector<std::string> kinds() {
    std::vector<std::string> names;
    for (const auto& layout : layouts()) names.emplace_back(layout.kind);
    return names;
}

Imported import_economy(const std::string& kind, const std::vector<std::string>& paths,
                        const Options& options) {
    const auto* layout = std::ranges::find(layouts(), kind, &LayoutRow::kind);
    if (layout == layouts().end())
        throw Error{
            "E0380", "", {{"kind", printable(kind)}, {"suggestion", nearest(kind, kinds())}}};
    const Files files{paths};
    const int year = options.year ? *options.year : files.year();
    Economy economy;
    economy.publisher = layout->publisher();
    Reading reading{.source = kind,
                    .least = options.least / std::pow(10.0, economy.publisher.power),
                    .power = economy.publisher.power,
                    .run = options.run};
    layout->read(files, reading, economy);
    return finished(std::move(economy), kind, year, options, reading);
}

}  // namespace jarip::importing
