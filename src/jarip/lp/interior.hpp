/// A vertex near the best of a large linear model, by the interior point method.
#pragma once

#include <Highs.h>

#include <optional>
#include <stop_token>

namespace jarip::lp {

/// The solver gives up where the token asks it to.
void interrupt_on(Highs& highs, const std::stop_token& stop);
void stop_interrupting(Highs& highs);

/// The basis of a vertex that is best but for what costs a millionth of the largest cost, or less: a place to start
/// from. nullopt where there is none to be had, or time was up.
///
/// model    a linear model that the solver holds, with its options
/// seconds  from now
[[nodiscard]] std::optional<HighsBasis> interior_vertex(const Highs& model, double seconds,
                                                        const std::stop_token& stop);

}  // namespace jarip::lp
