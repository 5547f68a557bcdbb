// What holds for every model: the order of rows and columns means nothing, and no cell can crash the loader.

#include <gtest/gtest.h>

#ifdef JARIP_HAS_RAPIDCHECK

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network/loading/lane_index.hpp"
#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

std::string number(double value) { return format_shortest(value); }
std::string number(const std::optional<double>& value) { return value ? number(*value) : "-"; }

std::string item_and_place(const Network& network, PoolId pool) {
    const auto& place = network.places[network.pools[pool].place];
    return network.items[network.pools[pool].item].id + '@' +
           (place.site.valid() ? network.sites[place.site].id
                               : network.countries[place.country].code);
}

// All that a network means, free of the order in which it was read.
std::vector<std::string> meaning(const Network& network) {
    std::vector<std::string> lines;
    for (const auto& process : network.processes) {
        std::string line = process.id + " makes " + item_and_place(network, process.output) + ' ' +
                           number(process.capacity_per_month) + ' ' + number(process.yield);
        std::vector<std::string> inputs;
        for (std::size_t i = 0; i < process.inputs.size(); ++i) {
            const auto& input = network.inputs[process.inputs[i]];
            inputs.push_back(network.slots[input.slot].name + '=' +
                             item_and_place(network, input.pool) + '*' +
                             number(network.parts[input.part].quantity));
        }
        std::sort(inputs.begin(), inputs.end());
        for (const auto& input : inputs) line += ' ' + input;
        lines.push_back(line);
    }
    for (const auto& arc : network.arcs)
        lines.push_back(item_and_place(network, arc.from) + " > " +
                        item_and_place(network, arc.to) + ' ' + number(arc.freight) + ' ' +
                        number(arc.transit_days) + ' ' + number(arc.tariff));
    for (const auto& demand : network.demands)
        lines.push_back(demand.id + " wants " + item_and_place(network, demand.pool) + ' ' +
                        number(demand.total) + ' ' + number(demand.lost_cost));
    for (const auto& row : network.sourcing)
        lines.push_back(row.buyer + " buys " + network.items[row.item].id + " from " +
                        row.supplier + ' ' + number(row.share) + ' ' +
                        std::to_string(row.inflow.size()) + ' ' +
                        std::to_string(row.supplied.size()));
    for (const auto& scenario : network.scenarios)
        for (const auto& event : scenario.events)
            lines.push_back(scenario.id + ' ' + event.id + ' ' + event.target.text);
    std::sort(lines.begin(), lines.end());
    return lines;
}

// Rows of a table whose fields hold no line ends, split without heed to quotes.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + '\n';
    return text;
}

// Fields of a row of the tiny chain, where none is quoted.
std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == ',')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

std::string row_of(const std::vector<std::string>& fields) {
    std::string row;
    for (std::size_t i = 0; i < fields.size(); ++i) row += (i == 0 ? "" : ",") + fields[i];
    return row;
}

const std::vector<std::string>& tables() {
    static const std::vector<std::string> names{
        "companies.csv", "demand.csv",   "items.csv",  "lanes.csv", "processes.csv", "recipes.csv",
        "sites.csv",     "sourcing.csv", "stages.csv", "stock.csv", "events.csv"};
    return names;
}

template <class T>
std::vector<T> shuffled(std::vector<T> values) {
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[*rc::gen::inRange<std::size_t>(0, i)]);
    return values;
}

RC_GTEST_PROP(ModelProperties, TheOrderOfRowsMeansNothing, ()) {
    static const auto expected = meaning(ModelFolder{}.load());
    auto model = ModelFolder{};
    for (const auto& name : tables()) {
        auto lines = lines_of(model.text(name));
        const auto header = lines.front();
        lines.erase(lines.begin());
        lines = shuffled(lines);
        lines.insert(lines.begin(), header);
        model.put(name, joined(lines));
    }
    RC_ASSERT(meaning(model.load()) == expected);
}

RC_GTEST_PROP(ModelProperties, TheOrderOfColumnsMeansNothing, ()) {
    static const auto expected = meaning(ModelFolder{}.load());
    auto model = ModelFolder{};
    const auto name = *rc::gen::elementOf(tables());
    auto lines = lines_of(model.text(name));
    std::vector<std::size_t> order(fields_of(lines.front()).size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    order = shuffled(order);
    for (auto& line : lines) {
        const auto fields = fields_of(line);
        std::vector<std::string> moved;
        for (const auto i : order) moved.push_back(fields[i]);
        line = row_of(moved);
    }
    RC_ASSERT(meaning(model.put(name, joined(lines)).load()) == expected);
}

RC_GTEST_PROP(ModelProperties, AWhatIfIsTheEditedTable, ()) {
    const auto process = *rc::gen::elementOf(
        std::vector<std::string>{"wafer-gumi", "chip-hsinchu", "rack-paju", "board-fremont"});
    const auto capacity = std::to_string(*rc::gen::inRange(0, 100'000));
    auto edited = ModelFolder{};
    auto lines = lines_of(edited.text("processes.csv"));
    for (auto& line : lines) {
        auto fields = fields_of(line);
        if (fields[0] != process) continue;
        fields[4] = capacity;
        line = row_of(fields);
    }
    edited.put("processes.csv", joined(lines));
    const auto set =
        ModelFolder{}.load({.sets = {"processes:" + process + ".capacity_per_month=" + capacity}});
    RC_ASSERT(meaning(set) == meaning(edited.load()));
}

RC_GTEST_PROP(ModelProperties, NoCellCrashesTheLoaderAndEveryFaultHasAPlace, ()) {
    static const std::vector<std::string> nasty{"",
                                                "-1",
                                                "nan",
                                                "inf",
                                                "1e308",
                                                "1e-320",
                                                "0",
                                                "*",
                                                "x>y",
                                                "<",
                                                "site:",
                                                "a:b:c",
                                                "/",
                                                "country:",
                                                "country:KR",
                                                "KR",
                                                "chip",
                                                "daegu",
                                                "true",
                                                "\"",
                                                "\"a\nb\"",
                                                "2025-02-30",
                                                "9999-12-31",
                                                "0001-01-01",
                                                "\xEA\xB5\xAC",
                                                "999999999999999999999",
                                                "candidate",
                                                "week",
                                                "item:chip",
                                                "TW>KR"};
    auto model = ModelFolder{};
    const auto changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
        const auto name = *rc::gen::elementOf(tables());
        auto lines = lines_of(model.text(name));
        auto& line = lines[*rc::gen::inRange<std::size_t>(0, lines.size())];
        auto fields = fields_of(line);
        fields[*rc::gen::inRange<std::size_t>(0, fields.size())] = *rc::gen::elementOf(nasty);
        line = row_of(fields);
        model.put(name, joined(lines));
    }
    for (const auto& finding : model.findings()) {
        RC_ASSERT(!finding.where.file.empty());
        RC_ASSERT(finding.where.line >= 1U);
        RC_ASSERT(finding.where.column >= 1U);
        RC_ASSERT(finding.message(Language::en).find('{') == std::string::npos);
        RC_ASSERT(finding.message(Language::ko).find('{') == std::string::npos);
        RC_ASSERT(finding.help(Language::en).find('{') == std::string::npos);
    }
}

// ---- the index of lanes against a search through all rows ------------------------------------------

bool matches(const End& end, const Place& place) {
    if (end.site.valid()) return end.site == place.site;
    return !end.country.valid() || end.country == place.country;
}

int rank(const Lane& lane) {
    return (lane.item.valid() ? 10 : 0) + lane.origin.level() + lane.destination.level();
}

End arbitrary_end() {
    const auto kind = *rc::gen::inRange(0, 3);
    if (kind == 0) return End{.site = SiteId{*rc::gen::inRange<std::size_t>(0, 4)}};
    if (kind == 1) return End{.country = CountryId{*rc::gen::inRange<std::size_t>(0, 2)}};
    return End{};
}

RC_GTEST_PROP(LaneIndexProperties, AgreesWithASearchThroughAllRows, ()) {
    Network network;
    network.items.resize(2);
    const auto count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
        Lane lane{.origin = arbitrary_end(), .destination = arbitrary_end()};
        const auto item = *rc::gen::inRange<std::size_t>(0, 3);
        if (item < 2) lane.item = ItemId{item};
        const auto same = [&](const Lane& other) {
            return other.item == lane.item && other.origin.site == lane.origin.site &&
                   other.origin.country == lane.origin.country &&
                   other.destination.site == lane.destination.site &&
                   other.destination.country == lane.destination.country;
        };
        if (std::none_of(network.lanes.begin(), network.lanes.end(), same))
            network.lanes.add(std::move(lane));
    }
    const LaneIndex index{network};
    const auto place = [](std::size_t site) { return Place{SiteId{site}, CountryId{site % 2}}; };
    for (std::size_t item = 0; item < 2; ++item)
        for (std::size_t from = 0; from < 4; ++from)
            for (std::size_t to = 0; to < 5; ++to) {
                // The fifth place is a country as a whole.
                const auto destination = to < 4 ? place(to) : Place{SiteId{}, CountryId{1}};
                int best = -1;
                std::vector<LaneId> found;
                for (const auto id : network.lanes.ids()) {
                    const auto& lane = network.lanes[id];
                    if (lane.item.valid() && lane.item.index() != item) continue;
                    if (!matches(lane.origin, place(from))) continue;
                    if (!matches(lane.destination, destination)) continue;
                    if (rank(lane) > best) found.clear();
                    best = std::max(best, rank(lane));
                    if (rank(lane) == best) found.push_back(id);
                }
                const auto match = index.find(ItemId{item}, place(from), destination);
                RC_ASSERT(match.has_value() == !found.empty());
                if (!match) continue;
                RC_ASSERT(std::find(found.begin(), found.end(), match->lane) != found.end());
                RC_ASSERT(match->equal.valid() == (found.size() > 1));
            }
}

}  // namespace
}  // namespace jarip::network

#endif
