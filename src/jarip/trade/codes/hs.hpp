/// Revisions of the Harmonized System.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade/flows/flows_builder.hpp"

namespace jarip::trade {

/// 2022 of "H6", "HS2022", "HS22", "HS 2022"; 0 of anything else.
[[nodiscard]] int hs_revision(std::string_view text);
/// 2012 before 2017; 0 before the first.
[[nodiscard]] int revision_before(int revision);

/// What became of a code of six digits in the revision of 2022 (text/hs_revisions.csv, after the United Nations), but for
/// waste, which that revision took out of most codes into heading 8549.
enum class Carried : std::uint8_t {
    same,         ///< the same code, of the same goods
    one_to_one,   ///< another code, of the same goods
    many_to_one,  ///< a code that other codes have gone into too
    divided       ///< several codes: it cannot be carried
};
struct CarriedCode {
    Carried how = Carried::same;
    std::string code;  ///< of 2022; the same where it was divided
};
[[nodiscard]] CarriedCode carried_to_2022(std::string_view code, int revision);

/// 2022 of "BACI_HS22_Y2023_V202501.csv"; 0 where the name says none.
[[nodiscard]] int hs_revision_of_file(std::string_view name);

/// What stands before codes that are none of the Harmonized System: "SITC4:" of S4, "BEC4:" of B4, "EBOPS:" of EB; "" of
/// H0 … H6, HS and nothing.
[[nodiscard]] std::string nomenclature(std::string_view classification);
/// The same of a product of flows.
[[nodiscard]] std::string_view nomenclature_of(std::string_view product);
/// Whether a product can be a code: digits, the first two of which are a chapter, and letters after them where codes are
/// confidential; anything of another nomenclature.
[[nodiscard]] bool is_code_of_nomenclature(std::string_view product);

/// Takes the revision of a row for that of its table; a table of several has none. Gives it.
std::uint16_t note_hs_revision(FlowsBuilder& flows, std::string_view classification);

}  // namespace jarip::trade
