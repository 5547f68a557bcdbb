/// The kinds of events: what each is called, may hit, and does. Reading and effects follow this table; docs/model.md, the texts
/// of the page and tests name the kinds as well (docs/extending.md, An event kind).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/network/tables/schema.hpp"

namespace jarip::network {

/// What the severity of a kind says.
enum class SeverityMeaning {
    share_lost,  ///< of a capacity, flow or stock
    days_added,
    rate_added,
    factor  ///< minus 1
};

/// What an event of a kind acts on.
enum class Acts { production, flow, delay, tariff, demand, stock, price };

/// Which ways a kind is about, those of its item.
enum class Ways {
    none,
    any,       ///< with an end at the target, inside a country too
    leaving,   ///< the target and a country
    entering,  ///< the target and a country
    border,    ///< with an end at the target, and across a border
    across     ///< with exactly one end at the target
};

struct KindRule {
    EventKind kind = EventKind::site_down;
    std::string_view word;  ///< in events.csv
    std::vector<TargetKind> targets;
    SeverityMeaning severity = SeverityMeaning::share_lost;
    Acts acts = Acts::production;
    Ways ways = Ways::none;
};

/// In the order of EventKind.
[[nodiscard]] std::span<const KindRule> kind_rules();
[[nodiscard]] const KindRule& rule_of(EventKind kind);
[[nodiscard]] const std::vector<std::string>& kind_words();
[[nodiscard]] NumberRange range_of(SeverityMeaning severity);

}  // namespace jarip::network
