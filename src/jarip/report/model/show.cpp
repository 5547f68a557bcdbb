#include <algorithm>
#include <array>
#include <map>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using network::CompanyId;
using network::CountryId;
using network::ItemId;
using network::Network;
using network::Process;
using network::ProcessId;
using network::SiteId;
using network::StageId;
using network::Status;

constexpr std::size_t kNameWidth = 27;  // of an item, where makers and places are cut first

/// A maker's or a country's part of an item's supply.
struct Supply {
    std::string id;
    std::string name;
    double per_month = 0;  // good units
    bool unlimited = false;
};

struct Made {
    ItemId item;
    double per_month = 0;
    bool unlimited = false;
    std::vector<Supply> countries;  // largest first
    std::vector<Supply> companies;
};

struct Stage {
    StageId stage;  // invalid: items without one
    std::vector<Made> items;
};

void add(std::vector<Supply>& supplies, const std::string& id, const std::string& name,
         double per_month, bool unlimited) {
    auto found = std::find_if(supplies.begin(), supplies.end(),
                              [&](const Supply& supply) { return supply.id == id; });
    if (found == supplies.end()) found = supplies.insert(found, {id, name});
    found->per_month += per_month;
    found->unlimited |= unlimited;
}

void sort(std::vector<Supply>& supplies) {
    std::stable_sort(supplies.begin(), supplies.end(), [](const Supply& a, const Supply& b) {
        return std::pair{a.unlimited, a.per_month} > std::pair{b.unlimited, b.per_month};
    });
}

std::vector<Stage> who_makes_what(const Network& network, Language language) {
    std::vector<Stage> stages;
    for (const StageId stage : network.stages.ids()) stages.push_back({stage, {}});
    stages.push_back({});
    std::vector<Made> made(network.items.size());
    for (const ItemId item : network.items.ids()) made[item.index()].item = item;
    for (const Process& process : network.processes) {
        if (process.status != Status::operating) continue;
        const auto& site = network.sites[process.site];
        const auto& company = network.companies[site.company];
        const double rate = process.capacity_per_month.value_or(0) * process.yield;
        const bool unlimited = !process.capacity_per_month;
        Made& item = made[process.item.index()];
        item.per_month += rate;
        item.unlimited |= unlimited;
        const auto& country = network.countries[site.country].code;
        add(item.countries, country, country, rate, unlimited);
        add(item.companies, company.id, company.name.in(language), rate, unlimited);
    }
    for (Made& item : made) {
        sort(item.countries);
        sort(item.companies);
        const StageId stage = network.items[item.item].stage;
        stages[stage.valid() ? stage.index() : network.stages.size()].items.push_back(
            std::move(item));
    }
    std::erase_if(stages, [](const Stage& stage) { return stage.items.empty(); });
    return stages;
}

/// How many rows carry figures, and where these are from.
struct Sourced {
    std::size_t rows = 0;
    std::size_t sourced = 0;
    std::size_t assumed = 0;
};

Sourced provenance(const Network& network) {
    Sourced result;
    const auto count = [&](const auto& rows) {
        for (const auto& row : rows) {
            ++result.rows;
            result.sourced += row.provenance.sourced();
            result.assumed += row.provenance.assumed;
        }
    };
    count(network.items);
    count(network.parts);
    count(network.processes);
    count(network.resources);
    count(network.lanes);
    count(network.sourcing);
    count(network.part_shares);
    count(network.sizes);
    count(network.learning);
    count(network.stock);
    count(network.demands);
    return result;
}

std::vector<std::pair<const char*, std::size_t>> counts(const Network& network) {
    const auto candidates = static_cast<std::size_t>(
        std::count_if(network.processes.begin(), network.processes.end(),
                      [](const Process& process) { return process.status == Status::candidate; }));
    if (network.kind == network::Kind::flows)
        return {{"nodes", network.nodes.size()},
                {"flows", network.links.size()},
                {"countries", network.country_count()},
                {"scenarios", network.scenarios.size()}};
    return {{"items", network.items.size()},
            {"sites", network.sites.size()},
            {"companies", network.companies.size()},
            {"countries", network.country_count()},
            {"processes", network.processes.size() - candidates},
            {"candidates", candidates},
            {"lanes", network.lanes.size()},
            {"arcs", network.arcs.size()},
            {"demands", network.demands.size()},
            {"scenarios", network.scenarios.size()},
            {"sources", network.sources.size()}};
}

std::string rate(double per_month, bool unlimited, Language language) {
    return unlimited ? text(language, "report.unlimited") : number(per_month);
}

// "TW 85 %, KR 15 %": where an item is made, by capacity.
std::string where_made(const Made& made, Language language) {
    if (made.countries.empty()) return text(language, "report.network.nobody");
    std::vector<std::string> words;
    for (const auto& country : made.countries) {
        const auto share = ratio(country.per_month, made.per_month);
        words.push_back(made.unlimited || made.countries.size() == 1 || !share
                            ? country.name
                            : country.name + ' ' + percent(share, language, 0));
    }
    return joined(words);
}

std::string names(const std::vector<Supply>& supplies) {
    std::string result;
    for (const auto& supply : supplies) result += (result.empty() ? "" : ", ") + supply.name;
    return result;
}

std::string stages_text(const Network& network, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const char* key) { return text(language, key); };
    TextTable table{{say("report.word.item"), Align::left, kNameWidth},
                    {say("report.network.price"), Align::right},
                    {say("report.network.made"), Align::right},
                    {say("report.network.where")},
                    {say("report.network.by")}};
    for (const Stage& stage : who_makes_what(network, language)) {
        if (stage.stage.valid()) table.add({network.stages[stage.stage].name.in(language)});
        for (const Made& made : stage.items) {
            const auto& item = network.items[made.item];
            table.add({"  " + item.name.in(language), number(item.price),
                       rate(made.per_month, made.unlimited, language), where_made(made, language),
                       names(made.companies)});
        }
    }
    return table.render(context.width);
}

std::string candidates_text(const Network& network, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const char* key) { return text(language, key); };
    TextTable table{{say("report.network.candidates")},
                    {say("report.word.item"), Align::left, kNameWidth},
                    {say("report.network.made"), Align::right},
                    {say("report.network.capex"), Align::right},
                    {say("report.network.build_days"), Align::right}};
    for (const Process& process : network.processes) {
        if (process.status != Status::candidate) continue;
        table.add({network.sites[process.site].name.in(language),
                   network.items[process.item].name.in(language),
                   rate(process.capacity_per_month.value_or(0) * process.yield,
                        !process.capacity_per_month, language),
                   number(process.capex), number(process.build_days)});
    }
    return table.empty() ? "" : '\n' + table.render(context.width);
}

std::string place_name(const Network& network, network::PoolId pool, Language language) {
    const auto& place = network.places[network.pools[pool].place];
    return place.site.valid() ? network.sites[place.site].name.in(language)
                              : network.countries[place.country].code;
}

std::string demands_text(const Network& network, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const char* key) { return text(language, key); };
    TextTable table{{say("report.network.wanted")},
                    {say("report.word.item")},
                    {say("report.network.a_month"), Align::right},
                    {say("report.network.price"), Align::right}};
    for (const auto& demand : network.demands)
        table.add({place_name(network, demand.pool, language),
                   network.items[network.pools[demand.pool].item].name.in(language),
                   number(ratio(demand.total, network.months)), number(demand.price)});
    return table.empty() ? "" : '\n' + table.render(context.width);
}

std::string scenarios_text(const Network& network, const Context& context) {
    std::string line = text(context.language, "report.network.scenarios") + ' ';
    for (std::size_t i = 0; i < network.scenarios.size(); ++i)
        line += (i ? ", " : "") + scenario_name(network, network.scenarios[i].id, context.language);
    return '\n' + wrapped(line, context.width, 2) + '\n';
}

}  // namespace

std::string text(const Network& network, const Context& context) {
    const Language language = context.language;
    std::string page = network.title.in(language) + '\n';
    std::string line = network.name + " · " +
                       (network.home.valid() ? network.countries[network.home].code : "") + " · " +
                       period(network.horizon, language) + " · " + network.currency;
    page += shortened(line, context.width) + "\n\n";
    line.clear();
    for (const auto& [key, count] : counts(network))
        line += (line.empty() ? "" : ", ") +
                counted(count, "report.count." + std::string{key}, language);
    page += wrapped(line, context.width) + '\n';
    if (network.kind == network::Kind::recipes) {
        const Sourced figures = provenance(network);
        const auto rows = static_cast<double>(figures.rows);
        const auto share = [&](std::size_t part) {
            return percent(ratio(static_cast<double>(part), rows), language, 0);
        };
        page += text(language, "report.network.sourced",
                     {{"rows", fixed(rows)},
                      {"sourced", share(figures.sourced)},
                      {"assumed", share(figures.assumed)}}) +
                "\n\n";
        page += stages_text(network, context) + candidates_text(network, context) +
                demands_text(network, context);
    }
    return page + scenarios_text(network, context);
}

// ---- what a program reads

namespace {

constexpr std::array<std::string_view, 2> kKinds{"recipes", "flows"};

constexpr std::array<const char*, 13> kCounts{
    "nodes",      "flows", "items", "sites",   "companies", "countries", "processes",
    "candidates", "lanes", "arcs",  "demands", "scenarios", "sources"};

// Of the counts, those that the kind of model has.
template <std::size_t kAt>
Value count_of(const Network& network) {
    for (const auto& [key, count] : counts(network))
        if (std::string_view{key} == kCounts[kAt]) return static_cast<std::int64_t>(count);
    return Value::Absent{};
}
template <std::size_t kAt>
constexpr auto count_field() {
    return field::count<count_of<kAt>>(kCounts[kAt]).if_there();
}

const Fields<Network>& counts_fields() {
    static constexpr FieldList fields{
        "counts",         count_field<0>(),  count_field<1>(),  count_field<2>(),  count_field<3>(),
        count_field<4>(), count_field<5>(),  count_field<6>(),  count_field<7>(),  count_field<8>(),
        count_field<9>(), count_field<10>(), count_field<11>(), count_field<12>(),
    };
    return fields;
}

const Fields<Sourced>& sourced_fields() {
    static constexpr FieldList fields{
        "figures",
        field::count<&Sourced::rows>("rows"),
        field::count<&Sourced::sourced>("sourced"),
        field::count<&Sourced::assumed>("assumed"),
    };
    return fields;
}

// A supply knows what it is a part of.
struct SupplyRow {
    const Supply* supply;
    const Made* made;
};
std::vector<SupplyRow> supply_rows(const std::vector<Supply>& supplies, const Made& made) {
    std::vector<SupplyRow> rows;
    for (const auto& supply : supplies) rows.push_back({&supply, &made});
    return rows;
}
constexpr std::array<std::string_view, 2> kSuppliers{"country", "company"};

template <std::size_t kWho>
const Fields<SupplyRow>& supply_fields() {
    static constexpr FieldList fields{
        kWho == 0 ? "country_supply" : "company_supply",
        field::id<[](const SupplyRow& row) { return row.supply->id; }>(kSuppliers[kWho]),
        field::quantity<[](const SupplyRow& row) -> std::optional<double> {
            if (row.supply->unlimited) return std::nullopt;
            return row.supply->per_month;
        }>("per_month", "")
            .says("null: unlimited"),
        field::share<[](const SupplyRow& row) -> std::optional<double> {
            if (row.made->unlimited) return std::nullopt;
            return ratio(row.supply->per_month, row.made->per_month);
        }>("share"),
    };
    return fields;
}

const Fields<Made>& made_fields() {
    static constexpr FieldList fields{
        "item",
        field::id<&Made::item>("item"),
        field::name<[](const Made& made, const Context& context) {
            return context.network->items[made.item].name.in(context.language);
        }>("name"),
        field::name<[](const Made& made, const Context& context) {
            return context.network->items[made.item].unit;
        }>("unit"),
        field::money<[](const Made& made, const Context& context) {
            return context.network->items[made.item].price;
        }>("price"),
        field::quantity<[](const Made& made) -> std::optional<double> {
            if (made.unlimited) return std::nullopt;
            return made.per_month;
        }>("per_month", "")
            .says("good units at full capacity; null: unlimited"),
        field::list<[](const Made& made) { return supply_rows(made.countries, made); },
                    supply_fields<0>>("countries"),
        field::list<[](const Made& made) { return supply_rows(made.companies, made); },
                    supply_fields<1>>("companies"),
    };
    return fields;
}

const Fields<Stage>& stage_fields() {
    static constexpr FieldList fields{
        "stage",
        field::id<&Stage::stage>("stage").or_null(),
        field::name<[](const Stage& stage, const Context& context) -> std::optional<std::string> {
            if (!stage.stage.valid()) return std::nullopt;
            return context.network->stages[stage.stage].name.in(context.language);
        }>("name"),
        field::list<&Stage::items, made_fields>("items"),
    };
    return fields;
}

const Fields<Process>& candidate_fields() {
    static constexpr FieldList fields{
        "candidate",
        field::id<&Process::id>("process"),
        field::id<&Process::site>("site"),
        field::id<[](const Process& process, const Context& context) {
            return context.network->sites[process.site].country;
        }>("country"),
        field::id<&Process::item>("item"),
        field::quantity<[](const Process& process) -> std::optional<double> {
            if (!process.capacity_per_month) return std::nullopt;
            return *process.capacity_per_month * process.yield;
        }>("per_month", ""),
        field::money<&Process::capex>("capex"),
        field::days<&Process::build_days>("build_days"),
    };
    return fields;
}

const network::Place& place_of(const network::Demand& demand, const Context& context) {
    return context.network->places[context.network->pools[demand.pool].place];
}
const Fields<network::Demand>& demand_fields() {
    using network::Demand;
    static constexpr FieldList fields{
        "demand",
        field::id<&Demand::id>("demand"),
        field::id<[](const Demand& demand, const Context& context) {
            return place_of(demand, context).country;
        }>("country"),
        field::id<[](const Demand& demand, const Context& context) {
            return place_of(demand, context).site;
        }>("site")
            .or_null(),
        field::id<[](const Demand& demand, const Context& context) {
            return context.network->pools[demand.pool].item;
        }>("item"),
        field::quantity<&Demand::total>("total", ""),
        field::quantity<[](const Demand& demand, const Context& context) {
            return ratio(demand.total, context.network->months);
        }>("per_month", ""),
        field::money<&Demand::price>("price"),
    };
    return fields;
}

const Fields<network::Scenario>& scenario_fields() {
    static constexpr FieldList fields{
        "scenario",
        field::id<&network::Scenario::id>("scenario"),
        field::count<[](const network::Scenario& scenario) { return scenario.events.size(); }>(
            "events"),
    };
    return fields;
}

const Fields<Network>& network_fields() {
    static constexpr FieldList fields{
        "network",
        field::word<[](const Network& network) {
            return kKinds.at(network.kind == network::Kind::flows);
        }>("kind", kKinds),
        field::record<field::itself<Network>, counts_fields>("counts"),
        field::record<provenance, sourced_fields>("figures").says(
            "rows of tables that carry figures"),
        field::id<&Network::products>("products"),
        field::list<[](const Network& network, const Context& context) {
            return who_makes_what(network, context.language);
        },
                    stage_fields>("stages"),
        field::list<[](const Network& network) {
            std::vector<Process> rows;
            for (const Process& process : network.processes)
                if (process.status == Status::candidate) rows.push_back(process);
            return rows;
        },
                    candidate_fields>("candidates"),
        field::list<&Network::demands, demand_fields>("demands"),
        field::list<&Network::scenarios, scenario_fields>("scenarios"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kShowForms{field::any_fields<network_fields>};

}  // namespace

extern const Document kModelShowDocument;
const Document kModelShowDocument{"model-show", "jarip model show", Head::model, kShowForms};

Described described(const Network& network) {
    return {&kModelShowDocument, &network_fields(), &network};
}

}  // namespace jarip::report
