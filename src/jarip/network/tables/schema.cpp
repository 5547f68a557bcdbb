#include "jarip/network/tables/schema.hpp"

#include <algorithm>
#include <array>

#include "jarip/network/folder.hpp"

namespace jarip::network {
namespace {

constexpr NumberRange kAny{-kLargestFigure, kLargestFigure};
constexpr NumberRange kAmount{0, kLargestFigure};
constexpr NumberRange kDays{0, 36'525};
constexpr bool kRequired = true;
constexpr bool kPositive = true;

constexpr ColumnRule id(std::string_view name) { return {name, Cell::id, kRequired}; }
constexpr ColumnRule key(std::string_view name) { return {name, Cell::key, kRequired}; }
constexpr ColumnRule entry(std::string_view name, bool required = false,
                           std::string_view default_value = {}) {
    return {name, Cell::entry, required, {}, false, default_value};
}
constexpr ColumnRule label(std::string_view name) { return {name, Cell::text}; }
constexpr ColumnRule figure(std::string_view name, NumberRange range,
                            std::string_view default_value = {}) {
    return {name, Cell::figure, false, range, false, default_value};
}
constexpr ColumnRule needed(std::string_view name, NumberRange range, bool positive = false) {
    return {name, Cell::figure, kRequired, range, positive};
}
constexpr ColumnRule number(std::string_view name, NumberRange range,
                            std::string_view default_value) {
    return {name, Cell::number, false, range, false, default_value};
}

// Where a figure is from: the last columns of every table.
constexpr ColumnRule kSource = entry("source");
constexpr ColumnRule kAssumed = entry("assumed", false, "false");
constexpr ColumnRule kNote = label("note");

constexpr std::array kSources{id("source"), label("title"), label("publisher"), label("date"),
                              label("url"), label("kind"),  kAssumed,           kNote};
constexpr std::array kStages{
    id("stage"), number("order", kAny, "0"), label("name"), label("name_ko"), kSource, kAssumed,
    kNote};
constexpr std::array kCompanies{id("company"), entry("country"), label("name"), label("name_ko"),
                                kSource,       kAssumed,         kNote};
constexpr std::array kSites{id("site"),
                            entry("company", kRequired),
                            entry("country", kRequired),
                            figure("latitude", {-90, 90}),
                            figure("longitude", {-180, 180}),
                            figure("time_to_recover", {1, 36'525}),
                            figure("max_destinations", kAmount),
                            figure("max_origins", kAmount),
                            label("name"),
                            label("name_ko"),
                            kSource,
                            kAssumed,
                            kNote};
constexpr std::array kItems{id("item"),
                            entry("stage"),
                            ColumnRule{"unit", Cell::text, kRequired},
                            figure("price", kAmount),
                            entry("pricing", false, "list"),
                            figure("value_added", kAmount),
                            label("hs"),
                            figure("mass_kg", kAmount),
                            figure("holding_cost_per_day", kAmount, "0"),
                            figure("shelf_life_days", kDays),
                            entry("intangible", false, "false"),
                            entry("design"),
                            label("name"),
                            label("name_ko"),
                            kSource,
                            kAssumed,
                            kNote};
constexpr std::array kRecipes{id("recipe"),
                              ColumnRule{"slot", Cell::id, false, {}, false, "=item"},
                              key("item"),
                              needed("quantity", kAmount, kPositive),
                              number("preference", {1, 1e6}, "1"),
                              figure("min_share", kShare, "0"),
                              ColumnRule{"max_share", Cell::figure, false, kShare, kPositive, "1"},
                              entry("critical", false, "true"),
                              kSource,
                              kAssumed,
                              kNote};
constexpr std::array kProcesses{
    id("process"),
    entry("site", kRequired),
    entry("item", kRequired),
    entry("recipe"),
    figure("capacity_per_month", kAmount),
    figure("conversion_cost", kAmount, "0"),
    ColumnRule{"yield", Cell::figure, false, {0, 1}, kPositive, "1"},
    figure("cycle_days", kDays, "0"),
    figure("subsidy", kAmount, "0"),
    figure("subsidy_share", kShare, "0"),
    entry("subsidy_by"),
    figure("max_days_ahead", kDays),
    figure("minimum_lot", kAmount),
    ColumnRule{"lot_size", Cell::figure, false, kAmount, kPositive},
    figure("setup_cost", kAmount, "0"),
    entry("keeps_setup", false, "false"),
    entry("status", false, "operating"),
    figure("capex", kAmount, "0"),
    figure("build_days", kDays, "0"),
    ColumnRule{"minimum_capacity", Cell::figure, false, kAmount, kPositive},
    figure("scale_exponent", {0, 3}, "1"),
    figure("minimum_use", kShare, "0"),
    figure("max_expansion", kAmount, "0"),
    figure("expansion_capex_per_unit", kAmount, "0"),
    entry("below_cost", false, "false"),
    kSource,
    kAssumed,
    kNote};
constexpr std::array kResources{id("resource"),
                                entry("site", kRequired),
                                label("unit"),
                                figure("capacity_per_month", kAmount),
                                entry("keeps_setup", false, "false"),
                                kSource,
                                kAssumed,
                                kNote};
constexpr std::array kUses{key("process"),
                           key("resource"),
                           needed("quantity", kAmount, kPositive),
                           figure("setup_quantity", kAmount, "0"),
                           kSource,
                           kAssumed,
                           kNote};
constexpr std::array kCoproducts{
    key("process"), key("item"), needed("quantity", kAmount, kPositive), kSource, kAssumed, kNote};
constexpr std::array kSizes{key("process"),
                            id("size"),
                            needed("capacity_per_month", kAmount, kPositive),
                            needed("capex", kAmount),
                            entry("between", false, "false"),
                            kSource,
                            kAssumed,
                            kNote};
constexpr std::array kLearning{key("process"),
                               id("step"),
                               needed("started", kAmount, kPositive),
                               ColumnRule{"yield", Cell::figure, false, {0, 1}, kPositive},
                               figure("conversion_cost", kAmount),
                               kSource,
                               kAssumed,
                               kNote};
constexpr std::array kCapacity{key("target"), key("from"), needed("capacity_per_month", kAmount),
                               kSource,       kAssumed,    kNote};
constexpr std::array kLanes{key("origin"),
                            key("destination"),
                            ColumnRule{"item", Cell::key, false, {}, false, "*"},
                            figure("transit_days", kDays, "0"),
                            figure("cost", kAmount, "0"),
                            figure("fixed_cost", kAmount, "0"),
                            figure("tariff_rate", {0, 100}, "0"),
                            figure("capacity_per_month", kAmount),
                            figure("minimum", kAmount, "0"),
                            kSource,
                            kAssumed,
                            kNote};
constexpr std::array kSourcing{key("buyer"),
                               key("item"),
                               key("supplier"),
                               needed("share", kShare),
                               entry("fixed", false, "false"),
                               kSource,
                               kAssumed,
                               kNote};
constexpr std::array kPartShares{key("process"),
                                 ColumnRule{"slot", Cell::key, false, {}, false, "*"},
                                 key("item"),
                                 needed("share", kShare),
                                 entry("fixed", false, "false"),
                                 kSource,
                                 kAssumed,
                                 kNote};
constexpr std::array kApprovals{
    key("item"),
    ColumnRule{"supplier", Cell::key, false, {}, false, "*"},
    ColumnRule{"buyer", Cell::key, false, {}, false, "*"},
    entry("from"),
    ColumnRule{"max_share", Cell::figure, false, kShare, kPositive, "1"},
    figure("qualification_days", kDays),
    kSource,
    kAssumed,
    kNote};
constexpr std::array kStock{key("site"),
                            key("item"),
                            figure("quantity", kAmount, "0"),
                            figure("minimum", kAmount, "0"),
                            figure("minimum_at_end", kAmount, "0"),
                            figure("value_at_end", kAmount, "0"),
                            figure("valued_at_end", kAmount),
                            figure("maximum", kAmount),
                            figure("target_days", kDays),
                            kSource,
                            kAssumed,
                            kNote};
constexpr std::array kMinimumStock{
    key("site"), key("item"), key("from"), needed("minimum", kAmount), kSource, kAssumed, kNote};
constexpr std::array kReceipts{key("site"), key("item"), key("date"), needed("quantity", kAmount),
                               kSource,     kAssumed,    kNote};
constexpr std::array kDemand{id("demand"),
                             entry("site", kRequired),
                             entry("item", kRequired),
                             entry("date", kRequired),
                             needed("quantity", kAmount),
                             entry("every", false, "once"),
                             entry("until"),
                             figure("price", kAmount),
                             figure("late_cost_per_day", kAmount, "0"),
                             figure("lost_cost", kAmount),
                             number("priority", kAny, "0"),
                             figure("max_late_days", kDays),
                             kSource,
                             kAssumed,
                             kNote};
constexpr std::array kEvents{id("scenario"),
                             id("event"),
                             entry("kind", kRequired),
                             entry("target", kRequired),
                             entry("item"),
                             entry("start"),
                             figure("days", kDays, "0"),
                             figure("severity", {-1, 1e6}, "1"),
                             entry("recovery", false, "step"),
                             figure("recovery_days", kDays, "0"),
                             figure("rebuild_cost", kAmount),
                             entry("rebuild_with"),
                             figure("rebuild_priority", {-1e6, 1e6}, "0"),
                             figure("probability", {0, 366}),
                             kSource,
                             kAssumed,
                             kNote};
constexpr std::array kScenarios{id("scenario"), label("name"), label("name_ko"),
                                kSource,        kAssumed,      kNote};
constexpr std::array kPublished{id("published"),
                                entry("product", kRequired),
                                entry("of", kRequired),
                                needed("value", kShare),
                                figure("low", kShare),
                                figure("high", kShare),
                                kSource,
                                kAssumed,
                                kNote};
constexpr std::array kAvailability{key("target"),
                                   key("date"),
                                   figure("days", {1, 36'525}, "1"),
                                   needed("available", kShare),
                                   kSource,
                                   kAssumed,
                                   kNote};
constexpr std::array kRanges{key("table"),
                             key("key"),
                             key("column"),
                             needed("low", kAny),
                             needed("high", kAny),
                             entry("shape", false, "triangular"),
                             entry("group"),
                             kSource,
                             kAssumed,
                             kNote};
constexpr std::array kNodes{id("node"),
                            entry("sector", kRequired),
                            entry("country", kRequired),
                            figure("final_demand", kAny, "0"),
                            label("name"),
                            label("name_ko"),
                            kSource,
                            kAssumed,
                            kNote};
constexpr std::array kFlows{key("supplier"),
                            key("buyer"),
                            needed("value", kAmount),
                            entry("kind", false, "essential"),
                            kSource,
                            kAssumed,
                            kNote};

constexpr std::array kTables{
    TableRule{"sources", kSources},
    TableRule{"stages", kStages},
    TableRule{"companies", kCompanies},
    TableRule{"sites", kSites},
    TableRule{"items", kItems},
    TableRule{"recipes", kRecipes},
    TableRule{"processes", kProcesses},
    TableRule{"resources", kResources},
    TableRule{"uses", kUses},
    TableRule{"coproducts", kCoproducts},
    TableRule{"sizes", kSizes},
    TableRule{"learning", kLearning},
    TableRule{"capacity", kCapacity},
    TableRule{"lanes", kLanes},
    TableRule{"approvals", kApprovals},
    TableRule{"sourcing", kSourcing},
    TableRule{"part_shares", kPartShares},
    TableRule{"stock", kStock},
    TableRule{"minimum_stock", kMinimumStock},
    TableRule{"receipts", kReceipts},
    TableRule{"demand", kDemand},
    TableRule{"events", kEvents},
    TableRule{"scenarios", kScenarios},
    TableRule{"availability", kAvailability},
    TableRule{"ranges", kRanges},
    TableRule{"published", kPublished},
    TableRule{"nodes", kNodes},
    TableRule{"flows", kFlows},
};

}  // namespace

const ColumnRule* TableRule::column(std::string_view column_name) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const auto& rule) { return rule.name == column_name; });
    return found == columns.end() ? nullptr : &*found;
}

std::span<const TableRule> table_rules() { return kTables; }

bool is_table(std::string_view name) { return table_rule(name) != nullptr; }

const TableRule* table_rule(std::string_view name) {
    const auto found = std::find_if(kTables.begin(), kTables.end(),
                                    [&](const auto& rule) { return rule.name == name; });
    return found == kTables.end() ? nullptr : &*found;
}

}  // namespace jarip::network
