#include "jarip/report/render/json.hpp"

#include <cassert>
#include <cmath>

namespace jarip::report {

Json header(std::string_view name, const Context& context) {
    Json document{{"schema", "jarip/" + std::string{name} + "/1"},
                  {"jarip", version()},
                  {"seed", context.seed}};
    if (!context.network) return document;
    const auto& network = *context.network;
    document["model"] = {
        {"name", network.name},
        {"title", network.title.in(context.language)},
        {"home", network.home.valid() ? Json(network.countries[network.home].code) : Json(nullptr)},
        {"currency", network.currency},
        {"start", format_date(network.horizon.first)},
        {"end", format_date(network.horizon.end - std::chrono::days{1})}};
    document["model"]["what_ifs"] = context.what_ifs;
    return document;
}

std::string serialize(const Json& document) { return document.dump(2) + '\n'; }

Json figure(double value) {
    assert(std::isfinite(value));
    // "-0.0" says nothing that 0 does not.
    return value == 0 ? 0.0 : value;
}

Json figure(std::optional<double> value) { return value ? figure(*value) : Json(nullptr); }

Json figure(std::optional<int> value) { return value ? Json(*value) : Json(nullptr); }

Json figure(std::optional<Day> day) { return day ? Json(format_date(*day)) : Json(nullptr); }

std::string_view status_word(lp::Status status) {
    switch (status) {
        case lp::Status::optimal: return "optimal";
        case lp::Status::feasible: return "feasible";
        case lp::Status::infeasible: return "infeasible";
        case lp::Status::unbounded: return "unbounded";
        case lp::Status::limit: return "limit";
        case lp::Status::interrupted: return "interrupted";
        case lp::Status::unknown: break;
    }
    return "unknown";
}

}  // namespace jarip::report
