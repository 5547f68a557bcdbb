#include "jarip/report/pages/clash.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "jarip/core/utf8.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/render/country.hpp"

namespace jarip::report {
namespace {

struct ClashingLimit {
    std::string kind, id, first, last;
    std::size_t periods = 0;
};

bool is_period(std::string_view word) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (word.size() != 7 && word.size() != 10) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (i == 4 || i == 7 ? word[i] != '-' : !is_digit(word[i])) return false;
    return true;
}

ClashingLimit limit_of(const std::string& name) {
    const std::size_t open = name.find('[');
    if (open == std::string::npos || name.back() != ']') return {.kind = name};
    ClashingLimit limit{.kind = name.substr(0, open),
                        .id = name.substr(open + 1, name.size() - open - 2)};
    const std::size_t comma = limit.id.rfind(',');
    if (comma == std::string::npos || !is_period(std::string_view{limit.id}.substr(comma + 1)))
        return limit;
    limit.first = limit.last = limit.id.substr(comma + 1);
    limit.periods = 1;
    limit.id.resize(comma);
    return limit;
}

template <typename Rows>
auto row_of(const Rows& rows, const std::string& id) {
    return std::ranges::find(rows, id, [](const auto& row) { return row.id; });
}

/// "ochang,cathode": an item at a place; as it stands where it is none.
std::string place_of(const std::string& pool, const Context& context) {
    const auto comma = pool.rfind(',');
    const auto item = row_of(context.network->items, pool.substr(comma + 1));
    if (comma == std::string::npos || item == context.network->items.end()) return pool;
    return text(context.language, "clash.at",
                {{"item", item->name.in(context.language)}, {"place", pool.substr(0, comma)}});
}

/// "pohang,cathode>ochang,cathode": an item from one place to another.
std::string way_of(const std::string& id, const Context& context) {
    const auto arrow = id.find('>');
    const std::string from = id.substr(0, arrow);
    const std::string to = id.substr(arrow + 1, id.rfind(',') - arrow - 1);
    return text(context.language, "clash.to", {{"from", place_of(from, context)}, {"place", to}});
}

/// "chip,TW": an item from a country.
std::string supply_of(const std::string& id, const Context& context) {
    const auto comma = id.find(',');
    const auto item = row_of(context.network->items, id.substr(0, comma));
    if (comma == std::string::npos || item == context.network->items.end()) return id;
    return text(context.language, "clash.from",
                {{"item", item->name.in(context.language)},
                 {"country", area_name(*context.network, id.substr(comma + 1), context.language)}});
}

std::string name_of(const ClashingLimit& limit, const Context& context) {
    if (limit.kind == "country share") return supply_of(limit.id, context);
    if (limit.id.find('>') != std::string::npos && limit.id.find(',') != std::string::npos)
        return way_of(limit.id, context);
    const auto& network = *context.network;
    plan::Bottleneck of;
    if (const auto at = row_of(network.processes, limit.id); at != network.processes.end()) {
        of.process = network::ProcessId{static_cast<std::size_t>(at - network.processes.begin())};
        return limit_name(network, of, context.language) + " (" + limit.id + ')';
    }
    if (const auto at = row_of(network.resources, limit.id); at != network.resources.end()) {
        of.resource = network::ResourceId{static_cast<std::size_t>(at - network.resources.begin())};
        return limit_name(network, of, context.language);
    }
    return place_of(limit.id, context);
}

std::string line_of(const ClashingLimit& limit, const Context& context) {
    constexpr std::string_view kKinds[] = {"as_today",
                                           "autonomy",
                                           "balance",
                                           "budget",
                                           "build",
                                           "built",
                                           "capacity",
                                           "capacity_of_built",
                                           "closed_border_products",
                                           "country_share",
                                           "days_ahead",
                                           "deliver",
                                           "demand",
                                           "destinations",
                                           "domestic_content",
                                           "keep",
                                           "kept_for_one",
                                           "lane",
                                           "largest_share",
                                           "least_sent",
                                           "least_share",
                                           "least_use_of_built",
                                           "left_there",
                                           "lot",
                                           "minimum",
                                           "no_other",
                                           "opening",
                                           "origins",
                                           "owed_until_lost",
                                           "resource",
                                           "run",
                                           "safety",
                                           "served",
                                           "set_up",
                                           "share",
                                           "shelf_life",
                                           "slot",
                                           "spoiled",
                                           "storage",
                                           "through",
                                           "way_of_ship"};
    std::string key = limit.kind;
    std::ranges::replace_if(
        key, [](char c) { return c == ' ' || c == '-'; }, '_');
    std::string line = limit.kind;
    if (std::ranges::find(kKinds, key) != std::end(kKinds))
        line = text(context.language, "clash." + key, {{"name", name_of(limit, context)}});
    else if (!limit.id.empty())
        line += '[' + limit.id + ']';
    if (limit.periods == 1) line += ", " + limit.first;
    if (limit.periods > 1)
        line += ", " + text(context.language, "clash.periods",
                            {{"first", limit.first},
                             {"last", limit.last},
                             {"count", std::to_string(limit.periods)}});
    return line;
}

}  // namespace

std::string clash_lines(const std::vector<std::string>& limits, const Context& context) {
    std::vector<ClashingLimit> groups;
    for (const std::string& name : limits) {
        const ClashingLimit limit = limit_of(name);
        const auto group = std::ranges::find_if(groups, [&](const ClashingLimit& each) {
            return each.periods > 0 && limit.periods > 0 && each.kind == limit.kind &&
                   each.id == limit.id;
        });
        if (group == groups.end()) {
            groups.push_back(limit);
            continue;
        }
        group->first = std::min(group->first, limit.first);
        group->last = std::max(group->last, limit.last);
        ++group->periods;
    }
    std::string page;
    for (const ClashingLimit& group : groups)
        page += "  " + wrapped(line_of(group, context), context.width - 2, 4) + '\n';
    return page;
}

}  // namespace jarip::report
