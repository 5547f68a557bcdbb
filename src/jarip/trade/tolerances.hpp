/// The tolerances of trade: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::trade {

/// Two eigenvalues nearer than this are one: the vector between them is then not defined.
inline constexpr double kSameEigenvalue = 1e-9;

}  // namespace jarip::trade
