// model.toml: what the model is called, whose it is, when it runs, and the settings of trade and stress.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core/ascii.hpp"
#include "jarip/core/split.hpp"
#include "jarip/core/toml.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/what_if.hpp"

namespace jarip::network {
namespace {

using Keys = std::vector<std::string>;

// Countries as people type them ("kr", "Korea"), in codes; groups in capitals ("eu27+KR").
std::string as_codes(std::string_view home) {
    std::string codes;
    const auto parts = split(home, '+');
    for (const auto& part : parts) {
        const auto group = ascii_upper(part);
        if (&part != &parts.front()) codes += '+';
        codes += group_members(group) ? group : country_code(part).value_or(std::string{part});
    }
    return codes;
}

const Keys& root_keys() {
    static const Keys keys{"name", "title",  "title_ko",   "home", "product", "currency", "start",
                           "end",  "bucket", "lead_times", "kind", "per",     "trade",    "stress"};
    return keys;
}
const Keys& trade_keys() {
    static const Keys keys{"reporter", "hs", "period", "krw_per_usd"};
    return keys;
}
const Keys& stress_keys() {
    static const Keys keys = [] {
        Keys names{"sectors"};
        for (const auto& setting : stress_settings()) names.emplace_back(setting.key);
        return names;
    }();
    return keys;
}

// What-ifs by the names of the settings that they replace.
using WhatIfs = std::map<std::string, std::string_view>;

// One table of a TOML file, its values by key; what is wrong is reported at its place.
class Section {
public:
    Section(const SourceFile& file, const LineIndex& lines, const toml::table& table,
            const WhatIfs& what_ifs, Diagnostics& diagnostics)
        : file_{&file},
          lines_{&lines},
          table_{&table},
          what_ifs_{&what_ifs},
          diagnostics_{&diagnostics} {}

    void check_keys(const Keys& known) const {
        for (const auto& [key, node] : *table_) {
            const std::string name{key.str()};
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            diagnostics_->error("E0212",
                                set_by(name).value_or(location(*file_, *lines_, key.source())),
                                {{"key", prefix_ + name}, {"suggestion", nearest(name, known)}});
        }
    }

    /// Of a table inside this one.
    [[nodiscard]] Section inside(const toml::table& table, const std::string& key) const {
        Section section{*file_, *lines_, table, *what_ifs_, *diagnostics_};
        section.prefix_ = prefix_ + key + '.';
        return section;
    }
    [[nodiscard]] Keys names() const {
        Keys names;
        for (const auto& [key, node] : *table_) names.emplace_back(key.str());
        return names;
    }

    [[nodiscard]] const toml::node* node(std::string_view key) const { return table_->get(key); }
    [[nodiscard]] Location place(std::string_view key) const {
        if (auto what_if = set_by(key)) return *what_if;
        const auto* found = node(key);
        return found ? location_of(*found) : Location{file_->name, 1, 1, 1, ""};
    }

    [[nodiscard]] std::optional<std::string> string(std::string_view key) const {
        const auto* found = node(key);
        if (!found) return std::nullopt;
        if (const auto* value = found->as_string()) return value->get();
        wrong(key, "\"…\"");
        return std::nullopt;
    }

    [[nodiscard]] std::optional<double> number(std::string_view key, NumberRange range) const {
        const auto* found = node(key);
        if (!found) return std::nullopt;
        std::optional<double> value = found->value<double>();
        if (!value || !found->is_number()) {
            wrong(key, "1.5");
            return std::nullopt;
        }
        if (!std::isfinite(*value)) {
            wrong(key, "1.5");
            return std::nullopt;
        }
        if (*value < range.low || *value > range.high) {
            diagnostics_->error("E0023", place(key),
                                {{"column", prefix_ + std::string{key}},
                                 {"value", format_shortest(*value)},
                                 {"low", format_shortest(range.low)},
                                 {"high", format_shortest(range.high)}});
            return std::nullopt;
        }
        return value;
    }

    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const {
        const auto* found = node(key);
        if (!found) return std::nullopt;
        if (const auto* value = found->as_boolean()) return value->get();
        wrong(key, "true");
        return std::nullopt;
    }

    // A TOML date, or one written as text.
    [[nodiscard]] std::optional<Day> date(std::string_view key) const {
        const auto* found = node(key);
        if (!found) return std::nullopt;
        if (const auto* value = found->as_date()) {
            const auto& date = value->get();
            const auto day = std::chrono::year{date.year} / date.month / date.day;
            if (day.ok()) return Day{day};
        }
        if (const auto* value = found->as_string())
            if (const auto day = parse_date(value->get())) return day;
        wrong(key, "2025-01-31");
        return std::nullopt;
    }

    // A word or a list of words, each with its place.
    [[nodiscard]] std::vector<std::pair<std::string, Location>> words(std::string_view key) const {
        std::vector<std::pair<std::string, Location>> result;
        const auto* found = node(key);
        if (!found) return result;
        if (const auto* one = found->as_string()) return {{one->get(), place(key)}};
        const auto* list = found->as_array();
        if (!list) {
            wrong(key, R"("…", ["…", "…"])");
            return result;
        }
        for (const auto& each : *list) {
            if (const auto* word = each.as_string()) {
                result.emplace_back(word->get(), location_of(each));
                // Of the places each keeps a line: so many are enough for all messages.
                if (result.size() > Diagnostics::kMostKept) result.back().second.excerpt = {};
            } else {
                wrong(key, R"(["…", "…"])");
            }
        }
        return result;
    }

    [[nodiscard]] std::size_t choice(std::string_view key, const Keys& choices,
                                     std::size_t default_value) const {
        const auto word = string(key);
        if (!word) return default_value;
        const auto found = std::find(choices.begin(), choices.end(), *word);
        if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
        diagnostics_->error("E0206", place(key),
                            {{"column", prefix_ + std::string{key}},
                             {"value", *word},
                             {"choices", joined(choices)},
                             {"suggestion", nearest(*word, choices)}});
        return default_value;
    }

    void require(std::string_view key) const {
        if (!node(key))
            diagnostics_->error("E0211", {file_->name, 1, 1, 1, ""}, {{"key", std::string{key}}});
    }

    // A table inside this one; nullptr where there is none.
    [[nodiscard]] const toml::table* table(std::string_view key) const {
        const auto* found = node(key);
        if (!found) return nullptr;
        if (!found->is_table()) wrong(key, "[" + std::string{key} + "]");
        return found->as_table();
    }

private:
    [[nodiscard]] Location location_of(const toml::node& each) const {
        return location(*file_, *lines_, each.source());
    }
    // The value of the what-if that says it; nullopt: none does.
    [[nodiscard]] std::optional<Location> set_by(std::string_view key) const {
        const auto found = what_ifs_->find(prefix_ + std::string{key});
        if (found == what_ifs_->end()) return std::nullopt;
        return place_in(found->second, found->second.substr(found->second.find('=') + 1));
    }
    void wrong(std::string_view key, std::string expected) const {
        diagnostics_->error(
            "E0213", place(key),
            {{"key", prefix_ + std::string{key}}, {"expected", std::move(expected)}});
    }

    const SourceFile* file_;
    const LineIndex* lines_;
    const toml::table* table_;
    const WhatIfs* what_ifs_;
    std::string prefix_;
    Diagnostics* diagnostics_;
};

void read_horizon(const Section& root, Loading& loading) {
    constexpr int kLongestDays = 36'525;
    const auto start = root.date("start");
    const auto end = root.date("end");
    if (!start || !end) return;
    if (*end < *start || (*end - *start).count() >= kLongestDays) {
        loading.diagnostics.error("E0215", root.place("end"),
                                  {{"start", format_date(*start)}, {"end", format_date(*end)}});
        return;
    }
    auto& network = loading.network;
    network.horizon = {*start, *end + std::chrono::days{1}};
    network.months = months_in(network.horizon);
}

void read_trade(const Section& trade, Loading& loading) {
    trade.check_keys(trade_keys());
    auto& settings = loading.network.trade;
    settings.reporter = trade.string("reporter").value_or("");
    for (auto& [code, place] : trade.words("hs")) settings.hs.push_back(std::move(code));
    if (const auto text = trade.string("period")) {
        settings.period = parse_period(*text);
        if (!settings.period)
            loading.diagnostics.error("E0217", trade.place("period"), {{"value", *text}});
    }
    settings.krw_per_usd = trade.number("krw_per_usd", {1e-9, kLargestFigure});
}

// With less than a day of use in stock a node cannot make tomorrow what it makes today.
void refuse_too_little_stock(const Section& stress, std::optional<double> days, Loading& loading) {
    if (days && *days < 1)
        loading.diagnostics.error("E0299", stress.place("target_days"),
                                  {{"days", format_shortest(*days)}});
}

// Chains of recipes make up to the capacity that stands there; overtime is for economies of money flows.
void warn_of_overtime(const Section& stress, Loading& loading) {
    for (const char* key : {"alpha_max", "tau_alpha", "sectors"})
        if (stress.node(key))
            loading.diagnostics.warning("E0304", stress.place(key), {{"key", key}});
}

// Sectors of an economy of money flows have no makers of one thing, and no ways.
void warn_of_searching(const Section& stress, Loading& loading) {
    for (const char* key : {"search_days", "search_share", "reroute", "ramp_per_day"})
        if (stress.node(key))
            loading.diagnostics.warning("E0308", stress.place(key), {{"key", key}});
}

constexpr NumberRange kTime{1e-9, 1e6};

Keys choices(std::span<const std::string_view> words) { return {words.begin(), words.end()}; }

// [stress.sectors.NAME]; whether there are such sectors is seen once the nodes are read.
void read_sectors(const Section& sectors, Loading& loading) {
    static const Keys keys{"psi",     "target_days", "tau_inventory",
                           "own_psi", "alpha_max",   "tau_alpha"};
    for (const auto& name : sectors.names()) {
        const auto* table = sectors.table(name);
        if (table == nullptr) continue;
        const Section sector = sectors.inside(*table, name);
        sector.check_keys(keys);
        loading.network.stress.sectors.push_back(
            {.sector = name,
             .psi = sector.number("psi", kShare),
             .target_days = sector.number("target_days", {0, 1e6}),
             .tau_inventory = sector.number("tau_inventory", kTime),
             .own_psi = sector.number("own_psi", kShare),
             .alpha_max = sector.number("alpha_max", {1, 1e6}),
             .tau_alpha = sector.number("tau_alpha", kTime)});
        refuse_too_little_stock(sector, loading.network.stress.sectors.back().target_days, loading);
        loading.unresolved.sector_places.emplace(name, sectors.place(name));
    }
    std::ranges::sort(loading.network.stress.sectors, {}, &SectorSettings::sector);
}

void read_stress(const Section& stress, Loading& loading) {
    stress.check_keys(stress_keys());
    auto& settings = loading.network.stress;
    for (const auto& setting : stress_settings()) {
        if (setting.number != nullptr)
            settings.*setting.number = stress.number(setting.key, {setting.low, setting.high});
        if (setting.flag != nullptr) settings.*setting.flag = stress.boolean(setting.key);
    }
    if (stress.node("allocation"))
        settings.allocation =
            static_cast<Allocation>(stress.choice("allocation", choices(kAllocations), 0));
    if (stress.node("unmet"))
        settings.unmet = static_cast<Unmet>(stress.choice("unmet", choices(kUnmet), 0));
    if (loading.network.kind != Kind::flows) return warn_of_overtime(stress, loading);
    warn_of_searching(stress, loading);
    refuse_too_little_stock(stress, settings.target_days, loading);
    if (const auto* sectors = stress.table("sectors"))
        read_sectors(stress.inside(*sectors, "sectors"), loading);
}

void read_root(const Section& root, Loading& loading) {
    root.check_keys(root_keys());
    auto& network = loading.network;
    auto& unresolved = loading.unresolved;
    network.kind = static_cast<Kind>(root.choice("kind", {"recipes", "flows"}, 0));
    for (const auto* key : {"name", "home", "start", "end"}) root.require(key);
    if (network.kind == Kind::recipes) root.require("product");

    network.name = root.string("name").value_or("");
    network.title.en = root.string("title").value_or(network.name);
    network.title.ko = root.string("title_ko").value_or(network.title.en);
    network.currency = root.string("currency").value_or("USD");
    unresolved.home = root.string("home").value_or("");
    unresolved.home_place = root.place("home");
    for (auto& [product, place] : root.words("product")) {
        unresolved.products.push_back(std::move(product));
        unresolved.product_places.push_back(std::move(place));
    }
    if (const auto* node = root.node("product");
        node && node->is_array() && unresolved.products.empty())
        loading.diagnostics.error("E0211", root.place("product"), {{"key", "product"}});
    network.bucket = static_cast<Bucket>(root.choice("bucket", {"day", "week", "month"}, 1));
    network.lead_times = static_cast<LeadTimes>(root.choice("lead_times", {"split", "up"}, 0));
    unresolved.per_day = root.choice("per", {"year", "day"}, 0) == 1;
    read_horizon(root, loading);
}

enum class ReadBy { both, recipes, flows };
constexpr StressSetting number_of(std::string_view key,
                                  std::optional<double> StressSettings::*place, NumberRange range,
                                  ReadBy kinds = ReadBy::both) {
    return {.key = key,
            .low = range.low,
            .high = range.high,
            .number = place,
            .recipes = kinds != ReadBy::flows,
            .flows = kinds != ReadBy::recipes};
}

constexpr std::array<StressSetting, 14> kStressSettings{{
    number_of("psi", &StressSettings::psi, kShare),
    number_of("target_days", &StressSettings::target_days, {0, 1e6}),
    number_of("tau_inventory", &StressSettings::tau_inventory, kTime),
    {.key = "adaptive", .flag = &StressSettings::adaptive},
    {.key = "allocation", .words = kAllocations},
    {.key = "unmet", .words = kUnmet},
    number_of("time_to_recover", &StressSettings::time_to_recover, {1, 36'525}),
    number_of("ramp_per_day", &StressSettings::ramp_per_day, {1e-9, 1}, ReadBy::recipes),
    number_of("search_days", &StressSettings::search_days, {0, 36'525}, ReadBy::recipes),
    number_of("search_share", &StressSettings::search_share, kShare, ReadBy::recipes),
    {.key = "reroute", .flag = &StressSettings::reroute, .flows = false},
    number_of("alpha_max", &StressSettings::alpha_max, {1, 1e6}, ReadBy::flows),
    number_of("tau_alpha", &StressSettings::tau_alpha, kTime, ReadBy::flows),
    number_of("critical_share", &StressSettings::critical_share, kShare, ReadBy::flows),
}};

}  // namespace

std::span<const StressSetting> stress_settings() { return kStressSettings; }

void read_settings(const Folder& folder, Loading& loading) {
    auto& diagnostics = loading.diagnostics;
    const std::string name = "model.toml";
    if (!folder.has(name)) {
        diagnostics.error("E0210", {name, 1, 1, 1, ""});
        return;
    }
    try {
        const auto file = folder.read(name);
        auto parsed = parse_toml(*file, diagnostics);
        if (!parsed) return;
        const LineIndex lines{file->text};
        const auto what_ifs = apply_to_settings(loading.options.sets, *parsed, diagnostics);
        const Section root{*file, lines, *parsed, what_ifs, diagnostics};
        read_root(root, loading);
        if (const auto* table = root.table("trade"))
            read_trade(root.inside(*table, "trade"), loading);
        if (const auto* table = root.table("stress"))
            read_stress(root.inside(*table, "stress"), loading);
    } catch (const Error& error) {
        diagnostics.append(error);
    }
    if (!loading.options.home.empty()) {
        auto home = loading.options.home;
        if (loading.network.kind == Kind::recipes) home = as_codes(home);
        // Customs tables of the model's own home do not speak of another.
        if (home != loading.unresolved.home) loading.network.trade.reporter.clear();
        loading.unresolved.home = std::move(home);
        loading.unresolved.home_place = {"--home", 1, 1, 1, ""};
    }
}

}  // namespace jarip::network
