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

#include "jarip/network/events/targets.hpp"
#include "jarip/network/loading/ends.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kBordersClosed = "borders-closed";

const std::vector<std::string>& event_kinds() {
    static const std::vector<std::string> kinds{
        "site_down",     "capacity_cut", "export_ban",   "import_ban", "lane_cut",
        "transit_delay", "tariff",       "demand_surge", "stock_loss", "price_shock"};
    return kinds;
}

bool is_ban(EventKind kind) {
    return kind == EventKind::export_ban || kind == EventKind::import_ban;
}

// What each kind of event may hit.
std::vector<TargetKind> targets_of(EventKind kind) {
    using enum TargetKind;
    switch (kind) {
        case EventKind::site_down:
        case EventKind::capacity_cut: return {site, company, country, process, node};
        case EventKind::export_ban:
        case EventKind::import_ban: return {pair, item};
        case EventKind::lane_cut:
        case EventKind::transit_delay: return {pair};
        case EventKind::tariff: return {pair, item};
        case EventKind::demand_surge: return {item, country, site, node};
        case EventKind::stock_loss: return {site, company, country, item, node};
        case EventKind::price_shock: return {item};
    }
    return {};
}

// Where the severity is a share lost it is in 0…1; a factor − 1 is at least −1; the rest is added.
NumberRange severity_of(EventKind kind) {
    switch (kind) {
        case EventKind::transit_delay: return {0, 36'525};
        case EventKind::tariff: return {-1, 100};
        case EventKind::demand_surge:
        case EventKind::price_shock: return {-1, 1e6};
        default: return kShare;
    }
}

// One side of A>B: a site, a country's code with or without its prefix, or `*`.
std::optional<End> find_side(const Loading& loading, std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (const auto end = find_end(loading, text)) return end;
    const auto country = loading.countries.find(text);
    if (country.valid()) return End{.country = country};
    return std::nullopt;
}

// A>B and B<A say the same: from A to B.
std::optional<Target> read_pair(Loading& loading, const ModelTable& table, std::size_t row,
                                const Column& column) {
    const auto text = table.text(row, column);
    const auto sign = text.find_first_of("<>");
    const auto left = find_side(loading, text.substr(0, sign));
    const auto right = find_side(loading, text.substr(sign + 1));
    if (!left || !right) {
        if (!loading.broken.empty()) return std::nullopt;
        const auto missing = left ? text.substr(sign + 1) : text.substr(0, sign);
        std::vector<std::string> candidates;
        if (loading.diagnostics.would_keep(Severity::error, table.file(), table.line(row)))
            candidates = loading.sites.all();
        for (auto& code : loading.countries.all()) candidates.push_back(std::move(code));
        loading.diagnostics.error("E0261", table.location(row, column),
                                  {{"column", std::string{column.rule->name}},
                                   {"id", std::string{missing}},
                                   {"kinds", "site, country, *"},
                                   {"suggestion", nearest(missing, candidates)}});
        return std::nullopt;
    }
    Target target{.kind = TargetKind::pair};
    target.origin = text[sign] == '>' ? *left : *right;
    target.destination = text[sign] == '>' ? *right : *left;
    target.text = text;
    return target;
}

std::optional<Target> read_event_target(Loading& loading, const ModelTable& table, std::size_t row,
                                        const Column& column, EventKind kind) {
    const auto text = table.text(row, column);
    const auto allowed = targets_of(kind);
    const bool is_pair = text.find_first_of("<>") != std::string_view::npos;
    const bool takes_pair =
        std::find(allowed.begin(), allowed.end(), TargetKind::pair) != allowed.end();
    if (is_pair && takes_pair) return read_pair(loading, table, row, column);
    auto kinds = allowed;
    std::erase(kinds, TargetKind::pair);
    const bool prefixed = text.find(':') != std::string_view::npos;
    const auto names = [&](TargetKind each) {
        return text.starts_with(std::string{prefix(each)} + ':');
    };
    // A pair where none may stand, or a prefix of another kind.
    if (is_pair || kinds.empty() || (prefixed && std::none_of(kinds.begin(), kinds.end(), names))) {
        std::string choices;
        for (const auto each : allowed)
            choices += (choices.empty() ? "" : ", ") + std::string{prefix(each)};
        loading.diagnostics.error("E0263", table.location(row, column),
                                  {{"kind", event_kinds()[static_cast<std::size_t>(kind)]},
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
            if (name == kBordersClosed) {
                loading_->diagnostics.error("E0265", table_->location(row, scenario_));
                continue;
            }
            const auto [place, fresh] = places.emplace(name, scenarios.size());
            if (fresh) add_scenario(name, false);
            if (auto event = read_row(row))
                scenarios[place->second].events.push_back(std::move(*event));
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
        event.kind = static_cast<EventKind>(reader_.choice(row, kind_, event_kinds()));
        const auto target = read_event_target(*loading_, *table_, row, target_, event.kind);
        event.item = loading_->reference(*table_, row, item_, loading_->items, "items.csv");
        event.start = reader_.date(row, start_).value_or(network.horizon.first);
        event.days = reader_.amount(row, days_);
        event.severity = reader_.amount(row, severity_);
        event.recovery = static_cast<Recovery>(
            reader_.choice(row, recovery_, {"step", "linear", "exponential"}));
        event.recovery_days = reader_.amount(row, recovery_days_);
        event.probability = reader_.number(row, probability_);
        event.provenance = provenance_.read(*loading_, row);
        check(row, event);
        if (!target) return std::nullopt;
        event.target = *target;
        // A ban on an item is one on every border, for that item.
        if (is_ban(event.kind) && event.target.kind == TargetKind::item) {
            event.item = event.target.item;
        }
        return event;
    }

    void check(std::size_t row, const Event& event) {
        const auto range = severity_of(event.kind);
        if (event.severity < range.low || event.severity > range.high)
            loading_->diagnostics.error("E0023", table_->location(row, severity_),
                                        {{"column", "severity"},
                                         {"value", format_shortest(event.severity)},
                                         {"low", format_shortest(range.low)},
                                         {"high", format_shortest(range.high)}});
        if (event.days == 0 && event.recovery_days == 0 && event.kind != EventKind::stock_loss)
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
