// ranges.csv: how sure figures are.

#include <map>
#include <string>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tables/key_index.hpp"

namespace jarip::network {
namespace {

class Ranges {
public:
    explicit Ranges(Loading& loading) : loading_{&loading}, table_{&loading.table("ranges")} {}

    void read() {
        const auto reader = loading_->reader(*table_);
        const ProvenanceColumns provenance{*table_};
        for (std::size_t row = 0; row < table_->row_count(); ++row) {
            FigureRange range;
            range.cell = {std::string{table_->text(row, of_table_)},
                          std::string{table_->text(row, key_)},
                          std::string{table_->text(row, column_)}};
            const auto low = reader.number(row, low_);
            const auto high = reader.number(row, high_);
            range.low = low.value_or(0);
            range.high = high.value_or(0);
            range.shape = static_cast<RangeShape>(reader.choice(row, shape_, shapes_));
            range.group = table_->text(row, group_);
            range.provenance = provenance.read(*loading_, row);
            const bool readable = low && high;
            if (readable && range.low > range.high)
                loading_->diagnostics.error(
                    "E0280", table_->location(row, low_),
                    {{"low", format_shortest(range.low)}, {"high", format_shortest(range.high)}});
            if (low && range.shape == RangeShape::log_uniform && range.low <= 0)
                loading_->diagnostics.error("E0305", table_->location(row, low_),
                                            {{"low", format_shortest(range.low)}});
            check_figure(row, range, readable);
            loading_->network.ranges.push_back(std::move(range));
        }
    }

private:
    // The row's key in full takes the place of one that leaves optional columns out.
    void check_figure(std::size_t row, FigureRange& range, bool readable) {
        auto& diagnostics = loading_->diagnostics;
        if (loading_->broken.contains(range.cell.table)) return;
        const auto named = loading_->tables.find(range.cell.table);
        if (named == loading_->tables.end() || !named->second.exists()) {
            std::vector<std::string> names;
            for (const auto& [name, table] : loading_->tables)
                if (table.exists()) names.push_back(name);
            diagnostics.error(
                "E0271", table_->location(row, of_table_),
                {{"table", range.cell.table}, {"suggestion", nearest(range.cell.table, names)}});
            return;
        }
        const auto& table = named->second;
        const auto* rule = table.rule().column(range.cell.column);
        if (!rule || !rule->numeric()) {
            std::vector<std::string> names;
            for (const auto& each : table.rule().columns)
                if (each.numeric()) names.emplace_back(each.name);
            diagnostics.error("E0273", table_->location(row, column_),
                              {{"column", range.cell.column},
                               {"table", range.cell.table},
                               {"suggestion", nearest(range.cell.column, names)}});
            return;
        }
        const auto& index = indices_.try_emplace(range.cell.table, table).first->second;
        const auto rows = index.find(range.cell.key);
        if (rows.empty() && range.cell.key.find('*') != std::string::npos) {
            diagnostics.error("E0309", table_->location(row, key_), {{"key", range.cell.key}});
            return;
        }
        if (rows.size() != 1) {
            const Arguments arguments{
                {"key", range.cell.key},
                {"table", range.cell.table},
                {"count", std::to_string(rows.size())},
                {"example", rows.empty() ? "" : table.key(rows[0])},
                {"suggestion",
                 rows.empty() &&
                         diagnostics.would_keep(Severity::error, table_->file(), table_->line(row))
                     ? index.nearest_key(range.cell.key)
                     : ""}};
            diagnostics.error(rows.empty() ? "E0272" : "E0276", table_->location(row, key_),
                              arguments);
            return;
        }
        range.cell.key = table.key(rows[0]);
        if (!readable) return;
        check_limits(row, low_, range.low, *rule);
        check_limits(row, high_, range.high, *rule);
        // A what-if may leave the range on purpose.
        if (!loading_->options.sets.empty()) return;
        Diagnostics reported_elsewhere;
        const auto figure =
            Reader{table, reported_elsewhere}.number(rows[0], table.column(range.cell.column));
        if (figure && (*figure < range.low || *figure > range.high))
            diagnostics.warning("E0281", table_->location(row, low_),
                                {{"figure", format_shortest(*figure)},
                                 {"file", table.file()},
                                 {"line", std::to_string(table.line(rows[0]))}});
    }

    // A range is drawn from as it stands: what the column cannot take would be cut off, or nothing drawn.
    void check_limits(std::size_t row, const Column& end, double value, const ColumnRule& rule) {
        const bool zero = rule.positive && value == 0;
        if (value >= rule.range.low && value <= rule.range.high && !zero) return;
        loading_->diagnostics.error("E0315", table_->location(row, end),
                                    {{"end", std::string{end.rule->name}},
                                     {"value", format_shortest(value)},
                                     {"column", std::string{rule.name}},
                                     {"low", format_shortest(rule.range.low)},
                                     {"high", format_shortest(rule.range.high)}});
    }

    Loading* loading_;
    const ModelTable* table_;
    std::map<std::string, KeyIndex> indices_;
    Column of_table_ = table_->column("table");
    Column key_ = table_->column("key");
    Column column_ = table_->column("column");
    Column low_ = table_->column("low");
    Column high_ = table_->column("high");
    Column shape_ = table_->column("shape");
    Column group_ = table_->column("group");
    std::vector<std::string> shapes_{"triangular", "uniform", "log-uniform"};
};

}  // namespace

void read_ranges(Loading& loading) { Ranges{loading}.read(); }

}  // namespace jarip::network
