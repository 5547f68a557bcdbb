/// Findings as the checks write them down, and the checks themselves, one file a subject.
#pragma once

#include <string>
#include <vector>

#include "survey.hpp"

namespace jarip::rack {

/// A finding with its numbers, before its sentences.
struct Finding {
    std::string code;
    CheckSeverity severity = CheckSeverity::error;
    std::string where;
    std::optional<double> value = std::nullopt, limit = std::nullopt;
    std::string unit = {};
    Arguments arguments = {};
    std::string text = {};  ///< empty: the code
};

class Findings {
public:
    void add(Finding finding);
    /// A total against what it may be: an error where it is above for sure, unknown where it may be.
    void compare(const std::string& code, const std::string& where, const Interval& value,
                 double limit, const std::string& unit,
                 CheckSeverity severity = CheckSeverity::error);
    /// The value may or may not keep the limit.
    void cannot_say(const std::string& code, const std::string& where, const Interval& value,
                    std::optional<double> limit, const std::string& unit);
    [[nodiscard]] bool has(std::string_view code, std::string_view where) const;

    [[nodiscard]] std::vector<Check> sorted() &&;

private:
    std::vector<Check> checks_;
};

void check_space(const Survey& survey, Findings& findings);   // R01…R05
void check_power(const Survey& survey, Findings& findings);   // P01, P05, P08, P10, P11, P13
void check_feeds(const Survey& survey, Findings& findings);   // P02…P04, P06, P07, P09, P12
void check_mass(const Survey& survey, Findings& findings);    // M01…M05
void check_air(const Survey& survey, Findings& findings);     // C05…C08
void check_liquid(const Survey& survey, Findings& findings);  // C01…C04, C09…C15
void check_cables(const Survey& survey, Findings& findings);  // N01…N05
void check_bill(const Survey& survey, Findings& findings);    // B01…B05

/// Loads of the feeds, normal and after the worst loss of another.
[[nodiscard]] std::vector<FeedLoad> feed_loads(const Survey& survey);
/// The largest current of a segment of the busbar; empty where there is none or positions are missing.
[[nodiscard]] std::optional<double> busbar_current(const Survey& survey);

/// m³/h of air that carry `watts` off; at `elevation_m` air is thinner. FORMULAS 6
[[nodiscard]] double airflow_m3_h(double watts, double dt_k, double elevation_m);
/// The same in cubic feet a minute: 3.16 · W / ΔT[°F].
[[nodiscard]] double airflow_cfm(double watts, double dt_k, double elevation_m);
/// Litres a minute of a loop's coolant that carry `watts` off. FORMULAS 6
[[nodiscard]] double coolant_l_min(double watts, const Loop& loop, double dt_k);
/// Dew point, Magnus' formula with 17.625 and 243.04.
[[nodiscard]] double dew_point_c(double air_c, double humidity);
/// Heat that each loop's devices give it.
[[nodiscard]] std::vector<Interval> loop_heat_w(const Survey& survey);

/// Height of the centre of gravity above the floor, of what is known.
[[nodiscard]] std::optional<double> centre_of_gravity_mm(const Survey& survey);
[[nodiscard]] std::optional<double> tilt_deg(const Survey& survey);

}  // namespace jarip::rack
