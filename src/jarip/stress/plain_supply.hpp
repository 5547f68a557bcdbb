/// Steps 7 and 8 of a day on which every way is open, of a chain in which nothing takes a day, limits a way, ranks
/// customers or stands by; with the next day's step 2. The same figures as the general way gives (step.cpp).
#pragma once

#include "jarip/stress/chain.hpp"
#include "jarip/stress/parts.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {

/// Whether a chain is of the kind, as far as that is said in it: what takes no day is not seen.
[[nodiscard]] bool is_plain(const Chain& chain);

/// Room for it in a state of a plain chain where nothing takes a day.
void prepare_plainly(const Chain& chain, State& state);

/// Whether the state can go on so on a day when every way is open and no plan is followed.
[[nodiscard]] bool can_supply_plainly(const State& state);

/// All parts, on state.threads threads.
void supply_plainly(const Chain& chain, const std::vector<NodeRange>& parts, State& state);

/// Where orders are held by their slots (State::in_slots): writes them out, edge by edge.
void write_orders(const Chain& chain, State& state);

/// After a day that was run the general way, every way being open again: from now on they are held by their slots once more.
void keep_in_slots(const Chain& chain, const Conditions& conditions, State& state);

}  // namespace jarip::stress
