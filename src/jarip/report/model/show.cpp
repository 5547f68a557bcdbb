#include <algorithm>
#include <map>

#include "jarip/report/render/json.hpp"
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
                {"countries", network.countries.size()},
                {"scenarios", network.scenarios.size()}};
    return {{"items", network.items.size()},
            {"sites", network.sites.size()},
            {"companies", network.companies.size()},
            {"countries", network.countries.size()},
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

namespace {

Json supplies_json(const std::vector<Supply>& supplies, const char* key, const Made& made) {
    Json rows = Json::array();
    for (const auto& supply : supplies)
        rows.push_back(
            {{key, supply.id},
             {"per_month", supply.unlimited ? Json(nullptr) : figure(supply.per_month)},
             {"share",
              made.unlimited ? Json(nullptr) : figure(ratio(supply.per_month, made.per_month))}});
    return rows;
}

Json stages_json(const Network& network, Language language) {
    Json stages = Json::array();
    for (const Stage& stage : who_makes_what(network, language)) {
        Json items = Json::array();
        for (const Made& made : stage.items) {
            const auto& item = network.items[made.item];
            items.push_back({{"item", item.id},
                             {"name", item.name.in(language)},
                             {"unit", item.unit},
                             {"price", figure(item.price)},
                             {"per_month", made.unlimited ? Json(nullptr) : figure(made.per_month)},
                             {"countries", supplies_json(made.countries, "country", made)},
                             {"companies", supplies_json(made.companies, "company", made)}});
        }
        const bool named = stage.stage.valid();
        stages.push_back(
            {{"stage", named ? Json(network.stages[stage.stage].id) : Json(nullptr)},
             {"name", named ? Json(network.stages[stage.stage].name.in(language)) : Json(nullptr)},
             {"items", std::move(items)}});
    }
    return stages;
}

Json candidates_json(const Network& network) {
    Json rows = Json::array();
    for (const Process& process : network.processes)
        if (process.status == Status::candidate)
            rows.push_back(
                {{"process", process.id},
                 {"site", network.sites[process.site].id},
                 {"country", network.countries[network.sites[process.site].country].code},
                 {"item", network.items[process.item].id},
                 {"per_month", process.capacity_per_month
                                   ? figure(*process.capacity_per_month * process.yield)
                                   : Json(nullptr)},
                 {"capex", figure(process.capex)},
                 {"build_days", figure(process.build_days)}});
    return rows;
}

Json demands_json(const Network& network) {
    Json rows = Json::array();
    for (const auto& demand : network.demands) {
        const auto& place = network.places[network.pools[demand.pool].place];
        rows.push_back(
            {{"demand", demand.id},
             {"country", network.countries[place.country].code},
             {"site", place.site.valid() ? Json(network.sites[place.site].id) : Json(nullptr)},
             {"item", network.items[network.pools[demand.pool].item].id},
             {"total", figure(demand.total)},
             {"per_month", figure(ratio(demand.total, network.months))},
             {"price", figure(demand.price)}});
    }
    return rows;
}

}  // namespace

std::string json(const Network& network, const Context& context) {
    Json document = header("model-show", context);
    document["kind"] = network.kind == network::Kind::flows ? "flows" : "recipes";
    for (const auto& [key, count] : counts(network)) document["counts"][key] = count;
    const auto [rows, sourced, assumed] = provenance(network);
    document["figures"] = {{"rows", rows}, {"sourced", sourced}, {"assumed", assumed}};
    document["products"] = Json::array();
    for (const ItemId product : network.products)
        document["products"].push_back(network.items[product].id);
    document["stages"] = stages_json(network, context.language);
    document["candidates"] = candidates_json(network);
    document["demands"] = demands_json(network);
    document["scenarios"] = Json::array();
    for (const auto& scenario : network.scenarios)
        document["scenarios"].push_back(
            {{"scenario", scenario.id}, {"events", scenario.events.size()}});
    return serialize(document);
}

}  // namespace jarip::report
