/// What must be bought where, and which parts must be taken, for an answer to hold: rows of sourcing.csv and part_shares.csv.
#pragma once

#include "jarip/onshore/targets.hpp"

namespace jarip::onshore {

/// Fills `bought` and `filled` of a result whose `built` is known, for the targets that ask where home buys.
void read_rules(const Network& network, const TargetModel& model, const lp::Solution& solution,
                Result& result);

}  // namespace jarip::onshore
