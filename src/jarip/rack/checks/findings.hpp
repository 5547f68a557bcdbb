/// Findings as the checks write them down, and the checks themselves, one file a subject.
#pragma once

#include <string>
#include <vector>

#include "jarip/rack/checks/survey.hpp"

namespace jarip::rack {

/// What a finding is about: its name, and where the design says it.
struct Subject {
    std::string name;
    const Location* place = nullptr;

    Subject(std::string whole) : name{std::move(whole)} {}
    Subject(std::string several, const Location& first) : name{std::move(several)}, place{&first} {}
    Subject(const Device& device) : Subject{device.id, device.where} {}
    Subject(const Stack& stack) : Subject{*stack.device} {}
    Subject(const Feed& feed) : Subject{feed.id, feed.where} {}
    Subject(const Loop& loop) : Subject{loop.id, loop.where} {}
    Subject(const PartLine& line) : Subject{line.item, line.where} {}
};

/// A finding with its numbers, before its sentences.
struct Finding {
    std::string code;
    CheckSeverity severity = CheckSeverity::error;
    Subject where;
    std::optional<double> value = std::nullopt, limit = std::nullopt;
    std::string unit = {};
    Arguments arguments = {};
    std::string text = {};  ///< empty: the code
    Sense sense = Sense::at_most;
};

class Findings {
public:
    void add(Finding finding);
    /// A value against its limit, which the finding does not say yet: the finding where it is broken for sure, "cannot
    /// say" where it may be.
    void compare(Finding finding, const Interval& value, double limit);
    /// The value may or may not keep the limit.
    void cannot_say(const std::string& code, const Subject& where, const Interval& value,
                    std::optional<double> limit, const std::string& unit,
                    Sense sense = Sense::at_most);
    /// The value is not known at all; `text` says what is missing.
    void cannot_say(const std::string& code, const Subject& where, std::optional<double> limit,
                    const std::string& unit, const std::string& text, Arguments arguments = {});

    /// A finding that is sure, in place of those of its code and subject that say less: "cannot say", one that is less
    /// grave, or one that is nearer to its limit.
    void raise(Finding finding);

    [[nodiscard]] bool has_error(std::string_view code) const;
    /// The same of one subject; and whether it is an error there, or cannot be said.
    [[nodiscard]] bool has_error(std::string_view code, std::string_view where) const;
    [[nodiscard]] bool says(std::string_view code, std::string_view where) const;

    [[nodiscard]] std::vector<Check> sorted() &&;

private:
    std::vector<Check> checks_;
};

void check_space(const Survey& survey, Findings& findings);     // R01…R06
void check_power(const Survey& survey, Findings& findings);     // P01, P05, P10, P11, P13
void check_feeds(const Survey& survey, Findings& findings);     // P02, P03, P06
void check_supplies(const Survey& survey, Findings& findings);  // P04, P09, P12
void check_outlets(const Survey& survey, Findings& findings);   // P07
void check_busbar(const Survey& survey, Findings& findings);    // P08
void check_cords(const Survey& survey, Findings& findings);     // P14, P16
void check_units(const Survey& survey, Findings& findings);     // P15
void check_branches(const Survey& survey, Findings& findings);  // P15, of outlets that are named
void check_deals(const Survey& survey, Findings& findings);     // P02, P03, P15 of others
void check_cord_losses(const Survey& survey,
                       Findings& findings);                 // P02…P04, P08, P14 of named cords
void check_mass(const Survey& survey, Findings& findings);  // M01…M05
void check_stability(const Survey& survey, Findings& findings);  // M06…M08
void check_air(const Survey& survey, Findings& findings);        // C05…C08
void check_liquid(const Survey& survey, Findings& findings);     // C01…C04, C09…C16
void check_cables(const Survey& survey, Findings& findings);     // N01…N07
void check_named_ports(const Survey& survey,
                       Findings& findings);                 // N06, N07; called by check_cables
void check_bill(const Survey& survey, Findings& findings);  // B01…B05

/// The totals of a report.
[[nodiscard]] Totals make_totals(const Survey& survey);
/// Loads of the feeds, normal and after the worst loss of another.
[[nodiscard]] std::vector<FeedLoad> feed_loads(const Survey& survey);
/// The largest current of a segment of the busbar; empty where there is none.
[[nodiscard]] std::optional<Interval> busbar_current_a(const Survey& survey);

/// m³/h of air that carry `watts` off; at `elevation_m` air is thinner. docs/formulas.md (Rack)
[[nodiscard]] double airflow_m3_h(double watts, double dt_k, double elevation_m);
/// The same in cubic feet a minute: 3.16 · W / ΔT[°F].
[[nodiscard]] double airflow_cfm(double watts, double dt_k, double elevation_m);
/// Litres a minute of a loop's coolant that carry `watts` off. docs/formulas.md (Rack)
[[nodiscard]] double coolant_l_min(double watts, const Loop& loop, double dt_k);
/// Dew point, Magnus' formula with 17.625 and 243.04.
[[nodiscard]] double dew_point_c(double air_c, double humidity);
/// Heat that each loop's devices give it.
[[nodiscard]] std::vector<Interval> loop_heat_w(const Survey& survey);
/// Temperature of a loop's supply: its own, else the site's.
[[nodiscard]] const Figure& supply_c(const Loop& loop, const Site& site);

/// Height of the centre of gravity above the floor: of what is known, and between which heights masses that are not
/// given may move it; empty without any mass.
[[nodiscard]] std::optional<Interval> centre_of_gravity_mm(const Survey& survey);
/// Tilt at which the rack tips; empty without a footprint.
[[nodiscard]] std::optional<Interval> tilt_deg(const Survey& survey);

}  // namespace jarip::rack
