#include <algorithm>
#include <array>
#include <map>

#include "jarip/core/table.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/device_types.hpp"

namespace jarip::rack {
namespace {

struct TextKey {
    std::string_view key;
    std::string DeviceType::*text;
};
constexpr std::array kTexts{TextKey{"airflow", &DeviceType::airflow},
                            TextKey{"cooling_method", &DeviceType::cooling_method},
                            TextKey{"air_class", &DeviceType::air_class},
                            TextKey{"plug", &DeviceType::plug},
                            TextKey{"connector", &DeviceType::connector},
                            TextKey{"part", &DeviceType::part}};

constexpr std::array kSupplies{Supply::ac, Supply::dc, Supply::busbar, Supply::source,
                               Supply::passive};

std::vector<std::string> field_names() {
    std::vector<std::string> names{"power"};
    for (const auto& key : figure_keys()) names.emplace_back(key.key);
    for (const auto& key : kTexts) names.emplace_back(key.key);
    return names;
}

// One row: which type, which field, and the cells beside.
class Row {
public:
    Row(const Table& table, std::size_t row, Diagnostics& diagnostics)
        : table_{table}, row_{row}, diagnostics_{diagnostics} {}

    [[nodiscard]] std::string cell(const char* column) const {
        const auto found = table_.column(column);
        return found ? std::string{table_.cell(row_, *found)} : std::string{};
    }
    [[nodiscard]] Location place(const char* column) const {
        return table_.location(row_, *table_.column(column));
    }

    void set(DeviceType& type) const {
        const auto field = cell("field");
        for (const auto& key : figure_keys())
            if (key.key == field) return set_figure(type.*(key.figure), key.range);
        for (const auto& key : kTexts) {
            if (key.key != field) continue;
            type.*(key.text) = cell("value");
            return;
        }
        if (field == "power") return set_supply(type);
        diagnostics_.error("E0441", place("field"),
                           {{"field", field}, {"suggestion", nearest(field, field_names())}});
    }

private:
    void set_figure(Figure& figure, NumberRange range) const {
        const auto number = read_number(table_, row_, *table_.column("value"), diagnostics_, range);
        if (!number) return;
        figure = {*number, true, false, table_.file()};
        if (const auto source = cell("source"); !source.empty()) figure.source = source;
        if (const auto assumed = table_.column("assumed"))
            figure.assumed = read_bool(table_, row_, *assumed, diagnostics_).value_or(false);
    }
    void set_supply(DeviceType& type) const {
        const auto word = cell("value");
        for (const auto supply : kSupplies)
            if (word == supply_word(supply)) {
                type.supply = supply;
                return;
            }
        diagnostics_.error("E0405", place("value"),
                           {{"table", table_.file()},
                            {"key", "power"},
                            {"value", word},
                            {"choices", "ac, busbar, source, passive"}});
    }

    const Table& table_;
    std::size_t row_;
    Diagnostics& diagnostics_;
};

}  // namespace

void apply_overrides(std::vector<DeviceType>& types, const SourceFile& file,
                     Diagnostics& diagnostics) {
    require_utf8(file);
    const auto table = parse_csv(file, diagnostics);
    bool is_whole = !table.columns().empty();
    for (const char* name : {"slug", "field", "value"}) {
        if (table.columns().empty() || table.column(name)) continue;
        diagnostics.error("E0411", table.header_location(0), {{"column", name}});
        is_whole = false;
    }
    if (!is_whole) return;

    std::map<std::string, std::size_t, std::less<>> known;
    std::vector<std::string> slugs;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (known.emplace(types[i].slug, i).second) slugs.push_back(types[i].slug);
    for (std::size_t i = 0; i < table.row_count(); ++i) {
        const Row row{table, i, diagnostics};
        const auto slug = row.cell("slug");
        if (const auto type = known.find(slug); type != known.end())
            row.set(types[type->second]);
        else
            diagnostics.error("E0440", row.place("slug"),
                              {{"slug", slug}, {"suggestion", nearest(slug, slugs)}});
    }
}

}  // namespace jarip::rack
