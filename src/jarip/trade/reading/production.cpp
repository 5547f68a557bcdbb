// Tables of domestic production: what a country makes, as flows that go nowhere.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "jarip/core/table.hpp"
#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

constexpr int kDecimals = 4;  // values are kept in 10⁻⁴ dollar
constexpr std::string_view kProduction = "production";

// "musd" of "production_musd"; nullopt where it is no column of production.
std::optional<std::string_view> production_unit(std::string_view column) {
    if (column == kProduction) return "";
    if (!column.starts_with(kProduction) || column[kProduction.size()] != '_') return std::nullopt;
    return column.substr(kProduction.size() + 1);
}

struct ProductionColumns {
    std::optional<std::size_t> producer, period, product, value;
    Money money;

    ProductionColumns(const Table& table, Diagnostics& diagnostics) {
        const std::vector<std::string> known{"producer", "period", "product", "production"};
        const std::array<std::string_view, 3> skipped{"source", "assumed", "note"};
        for (std::size_t i = 0; i < table.columns().size(); ++i) {
            const std::string& name = table.columns()[i];
            if (name == "producer") {
                producer = i;
            } else if (name == "period") {
                period = i;
            } else if (name == "product") {
                product = i;
            } else if (const auto unit = production_unit(name)) {
                value = i;
                const auto found = tidy_money(*unit);
                if (!found)
                    diagnostics.error("E0109", table.header_location(i),
                                      {{"unit", std::string{*unit}}});
                money = found.value_or(Money{});
            } else if (std::find(skipped.begin(), skipped.end(), name) == skipped.end()) {
                diagnostics.error("E0170", table.header_location(i),
                                  {{"column", name}, {"suggestion", nearest(name, known)}});
            }
        }
        const auto require = [&](bool given, const char* name) {
            if (!given) diagnostics.error("E0172", {table.file()}, {{"column", name}});
        };
        require(period.has_value(), "period");
        require(value.has_value(), "production");
    }
    [[nodiscard]] bool complete() const { return period && value; }
};

// Rows of one file that are of the same thing: one figure counts once, and two different ones cannot both be right.
class RowsOfOneThing {
public:
    // Whether nothing was said of it before.
    [[nodiscard]] bool meet(const FlowsBuilder::Row& row, std::size_t line) {
        const auto [known, is_new] =
            said_.try_emplace({row.reporter, row.product, row.period}, Said{row.value, line});
        if (is_new) return true;
        if (known->second.value == row.value)
            ++equal_;
        else if (different_++ == 0)
            lines_ = {known->second.line, line};
        return false;
    }
    void say(const std::string& file, FlowsBuilder& flows, Diagnostics& diagnostics) const {
        if (different_ > 0)
            diagnostics.error("E0176", {file, lines_.second, 1, 1, ""},
                              {{"count", std::to_string(different_)},
                               {"first", std::to_string(lines_.first)},
                               {"second", std::to_string(lines_.second)}});
        if (equal_ == 0) return;
        flows.source().duplicates += equal_;
        diagnostics.note("E0145", {file, 1, 1, 1, ""}, {{"count", std::to_string(equal_)}});
    }

private:
    struct Said {
        std::int64_t value;
        std::size_t line;
    };
    std::map<std::array<std::uint32_t, 3>, Said> said_;
    std::size_t equal_ = 0, different_ = 0;
    std::pair<std::size_t, std::size_t> lines_;
};

struct ReadInto {
    FlowsBuilder& flows;
    RowsOfOneThing& met;
    Diagnostics& diagnostics;
};

void read_row(const Table& table, std::size_t row, const ProductionColumns& columns,
              const ReadInto& into) {
    FlowsBuilder& flows = into.flows;
    Diagnostics& diagnostics = into.diagnostics;
    const auto fault = [&](const char* code, std::size_t column) {
        diagnostics.error(
            code, table.location(row, column),
            {{"value", std::string{table.cell(row, column)}}, {"column", table.columns()[column]}});
    };
    const auto text = table.cell(row, *columns.value);
    if (text.empty()) return;  // not given
    const auto period = flows.period(table.cell(row, *columns.period));
    if (!period) fault("E0104", *columns.period);
    const auto [value, wrong] = parse_decimal(text, columns.money.power + kDecimals);
    if (wrong == DecimalFault::not_a_number) return fault("E0020", *columns.value);
    if (wrong == DecimalFault::too_large) return fault("E0108", *columns.value);
    if (value < 0) return fault("E0107", *columns.value);
    if (!period) return;
    const bool dollars = columns.money.currency == "USD";
    const auto worth =
        dollars ? std::optional{value} : flows.dollars(value, columns.money.currency, *period);
    if (!worth) {
        diagnostics.error("E0141", table.location(row, *columns.period),
                          {{"currency", std::string{columns.money.currency}}});
        return;
    }
    FlowsBuilder::Row made;
    made.reporter =
        columns.producer ? flows.country(table.cell(row, *columns.producer)) : Flows::kNoReporter;
    made.product = flows.product(columns.product ? table.cell(row, *columns.product) : "");
    made.period = *period;
    made.direction = Direction::export_;
    made.value = *worth;
    if (into.met.meet(made, table.location(row, *columns.value).line)) flows.add(made);
}

}  // namespace

Flows read_production(const std::vector<SourceFile>& files) {
    Diagnostics diagnostics;
    FlowsBuilder flows;
    for (const SourceFile& file : files) {
        require_utf8(file);
        const Table table = parse_csv(file, diagnostics);
        const ProductionColumns columns{table, diagnostics};
        if (!columns.complete()) continue;
        flows.begin_source({.file = file.name, .layout = "production", .encoding = "UTF-8"});
        RowsOfOneThing met;
        for (std::size_t row = 0; row < table.row_count(); ++row)
            read_row(table, row, columns, {flows, met, diagnostics});
        met.say(file.name, flows, diagnostics);
        flows.end_source(diagnostics);
    }
    auto result = flows.finish(diagnostics);
    diagnostics.throw_if_errors();
    result.findings = std::move(diagnostics);
    return result;
}

}  // namespace jarip::trade
