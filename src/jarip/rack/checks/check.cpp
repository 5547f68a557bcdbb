#include <algorithm>

#include "jarip/rack/checks/findings.hpp"

namespace jarip::rack {

bool Report::has_errors() const {
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check& check) { return check.severity == CheckSeverity::error; });
}

Report check(const Design& design) {
    const Survey survey{design};
    Findings findings;
    check_space(survey, findings);
    check_power(survey, findings);
    check_feeds(survey, findings);
    check_supplies(survey, findings);
    check_outlets(survey, findings);
    check_busbar(survey, findings);
    check_cords(survey, findings);
    check_units(survey, findings);
    check_branches(survey, findings);
    check_cord_losses(survey, findings);
    check_deals(survey, findings);
    check_mass(survey, findings);
    check_stability(survey, findings);
    check_air(survey, findings);
    check_liquid(survey, findings);
    check_cables(survey, findings);
    check_bill(survey, findings);
    return {design.id, std::move(findings).sorted(), make_totals(survey), survey.coverage};
}

}  // namespace jarip::rack
