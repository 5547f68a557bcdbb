#include "jarip/network/events/kinds.hpp"

#include <cstddef>

namespace jarip::network {
namespace {

using enum TargetKind;

// One row a kind, in the order of EventKind.
const std::vector<KindRule>& rules() {
    using enum SeverityMeaning;
    using enum Acts;
    static const std::vector<TargetKind> makers{site, company, country, process,
                                                item, node,    places};
    static const std::vector<TargetKind> movers{pair, site, company, country, process, item, node};
    static const std::vector<TargetKind> buyers{site, company, country, item, node, places};
    static const std::vector<KindRule> table{
        {EventKind::site_down, "site_down", makers, share_lost, production},
        {EventKind::capacity_cut, "capacity_cut", makers, share_lost, production},
        {EventKind::export_ban, "export_ban", movers, share_lost, flow, Ways::leaving},
        {EventKind::import_ban, "import_ban", movers, share_lost, flow, Ways::entering},
        {EventKind::lane_cut, "lane_cut", movers, share_lost, flow, Ways::any},
        {EventKind::blockade, "blockade", {places}, share_lost, flow, Ways::across},
        {EventKind::transit_delay, "transit_delay", movers, days_added, delay, Ways::any},
        {EventKind::tariff, "tariff", movers, rate_added, tariff, Ways::border},
        {EventKind::demand_surge, "demand_surge", buyers, factor, demand},
        {EventKind::stock_loss, "stock_loss", makers, share_lost, stock},
        {EventKind::price_shock, "price_shock", {item}, factor, price},
    };
    return table;
}

}  // namespace

std::span<const KindRule> kind_rules() { return rules(); }

const KindRule& rule_of(EventKind kind) { return rules()[static_cast<std::size_t>(kind)]; }

const std::vector<std::string>& kind_words() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> list;
        for (const auto& rule : rules()) list.emplace_back(rule.word);
        return list;
    }();
    return words;
}

NumberRange range_of(SeverityMeaning severity) {
    switch (severity) {
        case SeverityMeaning::share_lost: return kShare;
        case SeverityMeaning::days_added: return {0, 36'525};
        case SeverityMeaning::rate_added: return {-1, 100};
        case SeverityMeaning::factor: return {-1, 1e6};
    }
    return kShare;
}

}  // namespace jarip::network
