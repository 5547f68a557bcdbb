// events.csv and availability.csv: what happens to whom, and when.

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "jarip/core/split.hpp"
#include "jarip/network/events/kinds.hpp"
#include "jarip/network/events/targets.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kBordersClosed = "borders-closed";
constexpr std::string_view kEveryScenario = "all";  // as --scenario takes it

// The kind of a prefix: "company:tsmc" is a company.
bool has_prefix(std::string_view text, TargetKind kind) {
    return text.starts_with(std::string{prefix(kind)} + ':');
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// A side of A>B or a place of a blockade: a site, country, node or company, in this order where the prefix is left
// out, or `*`.
std::optional<End> find_side(const Loading& loading, std::string_view text) {
    if (text == "*") return End{};
    const auto names = [&](TargetKind kind) { return has_prefix(text, kind); };
    const bool prefixed = text.find(':') != std::string_view::npos;
    const auto name = prefixed ? text.substr(text.find(':') + 1) : text;
    const auto found = [&](TargetKind kind, auto id) {
        return (!prefixed || names(kind)) && id.valid();
    };
    if (const auto id = loading.sites.find(name); found(TargetKind::site, id))
        return End{.site = id};
    if (const auto id = loading.countries.find(name); found(TargetKind::country, id))
        return End{.country = id};
    if (const auto id = loading.nodes.find(name); found(TargetKind::node, id))
        return End{.node = id};
    if (const auto id = loading.companies.find(name); found(TargetKind::company, id))
        return End{.company = id};
    return std::nullopt;
}

void report_side(Loading& loading, Location location, const Column& column, std::string_view text,
                 const char* kinds) {
    if (!loading.broken.empty()) return;
    std::vector<std::string> candidates;
    if (loading.diagnostics.would_keep(jarip::Severity::error, location.file, location.line))
        for (auto names : {loading.sites.all(), loading.countries.all(), loading.nodes.all(),
                           loading.companies.all()})
            candidates.insert(candidates.end(), names.begin(), names.end());
    loading.diagnostics.error("E0261", std::move(location),
                              {{"column", std::string{column.rule->name}},
                               {"id", std::string{text}},
                               {"kinds", kinds},
                               {"suggestion", nearest(text, candidates)}});
}

// A>B and B<A say the same: from A to B.
std::optional<Target> read_pair(Loading& loading, const ModelTable& table, std::size_t row,
                                const Column& column) {
    const auto text = table.text(row, column);
    const auto sign = text.find_first_of("<>");
    const auto left_text = trimmed(text.substr(0, sign));
    const auto right_text = trimmed(text.substr(sign + 1));
    const auto left = find_side(loading, left_text);
    const auto right = find_side(loading, right_text);
    if (!left || !right) {
        report_side(loading, table.location(row, column), column, left ? right_text : left_text,
                    "site, country, company, node, *");
        return std::nullopt;
    }
    Target target{.kind = TargetKind::pair};
    target.origin = text[sign] == '>' ? *left : *right;
    target.destination = text[sign] == '>' ? *right : *left;
    target.text = text;
    return target;
}

constexpr std::string_view kSector = "sector:";

// Nodes of "sector:C26", or of "sector:KR/C26" those in a country; none where there is no such sector.
std::vector<End> nodes_of_sector(const Network& network, std::string_view text) {
    const auto find = [&](std::string_view country, std::string_view sector) {
        std::vector<End> nodes;
        for (const NodeId id : network.nodes.ids()) {
            const auto& node = network.nodes[id];
            if (node.sector == sector &&
                (country.empty() || network.countries[node.country].code == country))
                nodes.push_back({.node = id});
        }
        return nodes;
    };
    text.remove_prefix(kSector.size());
    auto whole = find({}, text);
    const auto slash = text.find('/');
    if (!whole.empty() || slash == std::string_view::npos) return whole;
    return find(text.substr(0, slash), text.substr(slash + 1));
}

void report_sector(Loading& loading, Location location, const Column& column,
                   std::string_view text) {
    std::vector<std::string> sectors;
    for (const auto& node : loading.network.nodes) sectors.push_back(node.sector);
    std::ranges::sort(sectors);
    sectors.erase(std::unique(sectors.begin(), sectors.end()), sectors.end());
    const auto slash = text.find('/');
    loading.diagnostics.error(
        "E0261", std::move(location),
        {{"column", std::string{column.rule->name}},
         {"id", std::string{text}},
         {"kinds", "sector"},
         {"suggestion",
          nearest(text.substr(slash == std::string_view::npos ? kSector.size() : slash + 1),
                  sectors)}});
}

// Places joined by `;`.
std::optional<Target> read_places_target(Loading& loading, const ModelTable& table, std::size_t row,
                                         const Column& column) {
    const auto text = table.text(row, column);
    Target target{.kind = TargetKind::places};
    target.text = text;
    for (const auto between : split(text, ';')) {
        const auto part = trimmed(between);
        if (part.empty()) continue;
        if (part.starts_with(kSector)) {
            const auto nodes = nodes_of_sector(loading.network, part);
            if (nodes.empty()) {
                report_sector(loading, table.location(row, column), column, part);
                return std::nullopt;
            }
            target.places.insert(target.places.end(), nodes.begin(), nodes.end());
            continue;
        }
        const auto place = find_side(loading, part);
        if (!place || place->anywhere()) {
            report_side(loading, table.location(row, column), column, part,
                        "site, country, company, node");
            return std::nullopt;
        }
        target.places.push_back(*place);
    }
    if (!target.places.empty()) return target;
    report_side(loading, table.location(row, column), column, text, "site, country, company, node");
    return std::nullopt;
}

std::optional<Target> read_event_target(Loading& loading, const ModelTable& table, std::size_t row,
                                        const Column& column, EventKind kind) {
    const auto text = table.text(row, column);
    const auto& allowed = rule_of(kind).targets;
    const auto takes = [&](TargetKind each) {
        return std::ranges::find(allowed, each) != allowed.end();
    };
    const bool is_pair = text.find_first_of("<>") != std::string_view::npos;
    if (is_pair && takes(TargetKind::pair)) return read_pair(loading, table, row, column);
    const bool is_list = text.find(';') != std::string_view::npos || text.starts_with(kSector);
    if (!is_pair && takes(TargetKind::places) && (is_list || allowed.size() == 1))
        return read_places_target(loading, table, row, column);
    auto kinds = allowed;
    std::erase(kinds, TargetKind::pair);
    std::erase(kinds, TargetKind::places);
    const bool prefixed = text.find(':') != std::string_view::npos;
    const auto names = [&](TargetKind each) { return has_prefix(text, each); };
    // A pair where none may stand, or a prefix of another kind.
    if (is_pair || (prefixed && std::ranges::none_of(kinds, names))) {
        std::string choices;
        for (const auto each : allowed)
            choices += (choices.empty() ? "" : ", ") + std::string{prefix(each)};
        loading.diagnostics.error("E0263", table.location(row, column),
                                  {{"kind", std::string{rule_of(kind).word}},
                                   {"target", std::string{text}},
                                   {"choices", choices}});
        return std::nullopt;
    }
    return read_target(loading, table, row, column, kinds);
}

class EventTable {
public:
    explicit EventTable(Loading& loading)
        : loading_{&loading},
          table_{&loading.table("events")},
          reader_{loading.reader(*table_)},
          provenance_{*table_} {}

    void read() {
        auto& scenarios = loading_->network.scenarios;
        add_scenario(kBordersClosed, true);
        std::unordered_map<std::string_view, std::size_t> places;
        for (std::size_t row = 0; row < table_->row_count(); ++row) {
            const auto name = table_->text(row, scenario_);
            if (name == kBordersClosed || name == kEveryScenario) {
                loading_->diagnostics.error("E0265", table_->location(row, scenario_),
                                            {{"name", std::string{name}}});
                continue;
            }
            const auto [place, fresh] = places.emplace(name, scenarios.size());
            if (fresh) add_scenario(name, false);
            if (auto event = read_row(row)) {
                note_overlap(row, scenarios[place->second], *event);
                scenarios[place->second].events.push_back(std::move(*event));
            }
        }
        read_names();
    }

private:
    void add_scenario(std::string_view id, bool borders_closed) {
        const std::string name{id};
        loading_->network.scenarios.push_back({name, {}, borders_closed, {name, name}});
    }

    // scenarios.csv: what the scenarios of events.csv are called.
    void read_names() {
        const auto& table = loading_->table("scenarios");
        const auto column = table.column("scenario");
        auto& scenarios = loading_->network.scenarios;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            const auto id = table.text(row, column);
            const auto named = std::ranges::find(scenarios, id, &Scenario::id);
            if (named != scenarios.end()) {
                named->name = read_name(table, row, id);
                continue;
            }
            loading_->report_dangling(table, row, column, "events.csv", [&] {
                std::vector<std::string> ids;
                for (const auto& scenario : scenarios) ids.push_back(scenario.id);
                return ids;
            });
        }
    }

    std::optional<Event> read_row(std::size_t row) {
        auto& network = loading_->network;
        Event event{.id = std::string{table_->text(row, event_)}};
        event.kind = static_cast<EventKind>(reader_.choice(row, kind_, kind_words()));
        // What may be hit, and how hard, depends on the kind: of an unknown one nothing can be said.
        const auto kinds = kind_words();
        const bool is_kind = std::ranges::find(kinds, table_->text(row, kind_)) != kinds.end();
        std::optional<Target> target;
        if (is_kind) target = read_event_target(*loading_, *table_, row, target_, event.kind);
        event.item = loading_->reference(*table_, row, item_, loading_->items, "items.csv");
        event.start = reader_.date(row, start_).value_or(network.horizon.first);
        event.days = reader_.amount(row, days_);
        event.severity = reader_.amount(row, severity_);
        event.recovery = static_cast<Recovery>(
            reader_.choice(row, recovery_, {"step", "linear", "exponential", "rebuild"}));
        event.recovery_days = reader_.amount(row, recovery_days_);
        event.rebuild_cost = reader_.number(row, rebuild_cost_);
        event.rebuild_with = read_rebuild_with(row);
        event.rebuild_priority = reader_.amount(row, rebuild_priority_);
        event.probability = reader_.number(row, probability_);
        event.provenance = provenance_.read(*loading_, row);
        if (is_kind) check(row, event);
        if (!target) return std::nullopt;
        event.target = *target;
        return event;
    }

    // "C41=0.7;C28=0.3": sectors, or items of a model of recipes, and their shares of the cost.
    std::vector<RebuildShare> read_rebuild_with(std::size_t row) {
        std::vector<RebuildShare> shares;
        const auto& network = loading_->network;
        const auto text = table_->text(row, rebuild_with_);
        for (const auto between : split(text, ';')) {
            const auto part = trimmed(between);
            if (part.empty()) continue;
            const auto sign = part.rfind('=');
            const auto name = trimmed(part.substr(0, sign));
            RebuildShare with;
            with.share = sign == std::string_view::npos
                             ? 0
                             : parse_number(trimmed(part.substr(sign + 1))).value_or(0);
            bool known = false;
            if (network.kind == Kind::flows) {
                with.sector = name;
                known = std::ranges::any_of(network.nodes,
                                            [&](const auto& node) { return node.sector == name; });
            } else {
                with.item = loading_->items.find(name);
                known = with.item.valid() && network.items[with.item].price > 0;
            }
            if (!known && !loading_->broken.empty()) continue;
            if (!known || !(with.share > 0)) {
                loading_->diagnostics.error("E0307", table_->location(row, rebuild_with_),
                                            {{"part", std::string{part}}});
                continue;
            }
            shares.push_back(std::move(with));
        }
        return shares;
    }

    // What is rebuilt has a cost, a time and who rebuilds it, and was made by something.
    void check_rebuilding(std::size_t row, const Event& event) {
        if (event.recovery != Recovery::rebuild) return;
        double shares = 0;
        for (const auto& with : event.rebuild_with) shares += with.share;
        if (event.rebuild_cost.value_or(0) > 0 && event.recovery_days >= 1 &&
            rule_of(event.kind).acts == Acts::production &&
            std::abs(shares - 1) <= kShareSumRounding)
            return;
        loading_->diagnostics.error("E0306", table_->location(row, recovery_),
                                    {{"event", event.id}, {"shares", format_shortest(shares)}});
    }

    // Two events of one kind that hit the same on the same days: what each leaves is multiplied, or added.
    void note_overlap(std::size_t row, const Scenario& scenario, const Event& event) {
        const std::string key = scenario.id + '\n' + std::string{rule_of(event.kind).word} + '\n' +
                                event.target.text + '\n' + std::to_string(event.item.index());
        const auto [last, fresh] = last_.try_emplace(key, event.id, event.start, last_day(event));
        if (fresh) return;
        auto& [other, start, end] = last->second;
        if (start <= last_day(event) && event.start <= end)
            loading_->diagnostics.warning("E0284", table_->location(row, target_),
                                          {{"event", event.id},
                                           {"other", other},
                                           {"kind", std::string{rule_of(event.kind).word}},
                                           {"target", event.target.text}});
        if (last_day(event) > end) last->second = {event.id, event.start, last_day(event)};
    }

    static Day last_day(const Event& event) {
        constexpr double kForEver = 1e6;
        const double days = std::clamp(event.days + event.recovery_days, 1.0, kForEver);
        return event.start + std::chrono::days{static_cast<int>(std::ceil(days)) - 1};
    }

    void check(std::size_t row, const Event& event) {
        check_rebuilding(row, event);
        const auto range = range_of(rule_of(event.kind).severity);
        if (event.severity < range.low || event.severity > range.high)
            loading_->diagnostics.error("E0023", table_->location(row, severity_),
                                        {{"column", "severity"},
                                         {"value", format_shortest(event.severity)},
                                         {"low", format_shortest(range.low)},
                                         {"high", format_shortest(range.high)}});
        if (event.days == 0 && event.recovery_days == 0 && rule_of(event.kind).acts != Acts::stock)
            loading_->diagnostics.warning("E0268", table_->location(row, days_));
        const auto& horizon = loading_->network.horizon;
        if (horizon.days() == 0) return;
        const auto lasts =
            std::chrono::days{static_cast<int>(std::ceil(event.days + event.recovery_days))};
        if (event.start >= horizon.end || event.start + lasts < horizon.first)
            loading_->report_outside(*table_, row, start_);
    }

    Loading* loading_;
    const ModelTable* table_;
    Reader reader_;
    ProvenanceColumns provenance_;
    // By scenario, kind, target and item: the event that ends last.
    std::unordered_map<std::string, std::tuple<std::string, Day, Day>> last_;
    Column scenario_ = table_->column("scenario");
    Column event_ = table_->column("event");
    Column kind_ = table_->column("kind");
    Column target_ = table_->column("target");
    Column item_ = table_->column("item");
    Column start_ = table_->column("start");
    Column days_ = table_->column("days");
    Column severity_ = table_->column("severity");
    Column recovery_ = table_->column("recovery");
    Column recovery_days_ = table_->column("recovery_days");
    Column rebuild_cost_ = table_->column("rebuild_cost");
    Column rebuild_with_ = table_->column("rebuild_with");
    Column rebuild_priority_ = table_->column("rebuild_priority");
    Column probability_ = table_->column("probability");
};

// The rows of one target must not speak of the same day.
void check_overlaps(Loading& loading, const std::vector<std::size_t>& rows) {
    const auto& all = loading.network.availability;
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) {
        const auto& target = all[i].target;
        return std::tuple{target.kind, target.site, target.process, target.node};
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{key(a), all[a].date, a} < std::tuple{key(b), all[b].date, b};
    });
    const auto& table = loading.table("availability");
    for (std::size_t i = 1; i < order.size(); ++i) {
        const auto& before = all[order[i - 1]];
        const auto& after = all[order[i]];
        if (key(order[i - 1]) != key(order[i])) continue;
        if (before.date + std::chrono::days{before.days} <= after.date) continue;
        loading.diagnostics.error("E0266", table.location(rows[order[i]], table.column("date")),
                                  {{"target", after.target.text},
                                   {"date", format_date(after.date)},
                                   {"line", std::to_string(table.line(rows[order[i - 1]]))}});
    }
}

}  // namespace

void read_events(Loading& loading) { EventTable{loading}.read(); }

void read_availability(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("availability");
    const auto reader = loading.reader(table);
    const auto target = table.column("target");
    const auto date = table.column("date");
    const auto days = table.column("days");
    const auto available = table.column("available");
    const ProvenanceColumns provenance{table};
    std::vector<std::size_t> rows;
    const auto kinds = network.kind == Kind::flows
                           ? std::vector{TargetKind::node}
                           : std::vector{TargetKind::process, TargetKind::site};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto what = read_target(loading, table, row, target, kinds);
        const auto first = reader.date(row, date);
        const double length = reader.amount(row, days);
        const double share = reader.amount(row, available);
        static_cast<void>(provenance.read(loading, row));
        if (length != std::floor(length)) {
            loading.diagnostics.error("E0209", table.location(row, days),
                                      {{"column", "days"}, {"value", format_shortest(length)}});
            continue;
        }
        if (!what || !first) continue;
        network.availability.push_back({*what, *first, static_cast<int>(length), share});
        rows.push_back(row);
    }
    check_overlaps(loading, rows);
}

}  // namespace jarip::network
