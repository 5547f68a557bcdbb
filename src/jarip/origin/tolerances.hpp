/// The tolerances of origin: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::origin {

/// A loop whose processes all add less than this share of their price adds nothing.
inline constexpr double kLeastAdded = 1e-9;

/// Largest residual of a solution, relative to its largest entry, after one step of refinement.
inline constexpr double kLargestResidual = 1e-9;

/// How far the shares of a product may be from 1 by rounding in the factorisation, which is taken
/// out.
inline constexpr double kShareSumRounding = 1e-6;

/// Less than this share of a pool or a slot is the solver's rounding too.
inline constexpr double kLeastShare = 1e-9;

/// Of what is delivered: losses that differ by less are the same.
inline constexpr double kSameLoss = 1e-9;

/// Exports and imports of value below this share of what a country adds, or receives, are rounding of the factorisation.
inline constexpr double kLeastTraded = 1e-9;

/// Of what a product is made of: so near to all of it originates all of it.
inline constexpr double kAllOriginates = 1e-9;

/// A change of a distance that is none: the chain has been followed to the end.
inline constexpr double kSettled = 1e-12;

}  // namespace jarip::origin
