#include "jarip/rack/checks/findings.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

// As many digits as a reader weighs: messages round, the numbers beside them do not.
std::string rounded(double value) {
    const double size = std::abs(value);
    const double steps = size >= 100 ? 10 : size >= 1 ? 100 : 10000;
    return number_text(std::round(value * steps) / steps);
}

std::string bound_text(double value) { return value == kUnbounded ? "∞" : rounded(value); }

}  // namespace

std::string Check::message(Language language) const {
    auto gaps = arguments;
    gaps.emplace_back("title", jarip::text(language, "rack." + code + ".title"));
    return jarip::text(language, "rack." + text + ".message", gaps);
}

std::string Check::fix(Language language) const {
    return jarip::text(language, "rack." + text + ".help", arguments);
}

std::optional<double> Check::margin() const {
    if (!value || !limit) return std::nullopt;
    const double inside = *limit - *value;
    if (sense == Sense::at_most) return inside;
    return sense == Sense::at_least ? -inside : -std::abs(inside);
}

void Findings::add(Finding finding) {
    Check check{finding.code,
                finding.severity,
                std::move(finding.where.name),
                finding.value,
                finding.limit,
                std::move(finding.unit),
                finding.sense,
                std::nullopt,
                std::move(finding.arguments),
                finding.text.empty() ? finding.code : std::move(finding.text)};
    if (finding.where.place && !finding.where.place->file.empty())
        check.place = *finding.where.place;
    const auto argue = [&](const char* gap, std::string value) {
        for (const auto& [name, unused] : check.arguments)
            if (name == gap) return;
        check.arguments.emplace_back(gap, std::move(value));
    };
    argue("where", check.where);
    argue("unit", check.unit);
    if (check.value) argue("value", rounded(*check.value));
    if (check.limit) argue("limit", rounded(*check.limit));
    checks_.push_back(std::move(check));
}

void Findings::compare(Finding finding, const Interval& value, double limit) {
    switch (judge(value, limit, finding.sense)) {
        case Verdict::broken:
            finding.value = value.known;
            finding.limit = limit;
            add(std::move(finding));
            break;
        case Verdict::unknown:
            cannot_say(finding.code, finding.where, value, limit, finding.unit, finding.sense);
            break;
        case Verdict::kept: break;
    }
}

void Findings::cannot_say(const std::string& code, const Subject& where, const Interval& value,
                          std::optional<double> limit, const std::string& unit, Sense sense) {
    if (value.is_unknown()) {
        cannot_say(code, where, limit, unit, "missing", {{"limit", limit ? rounded(*limit) : "–"}});
        return;
    }
    add({code,
         CheckSeverity::unknown,
         where,
         value.known,
         limit,
         unit,
         {{"low", rounded(value.low)},
          {"high", bound_text(value.high)},
          {"limit", limit ? rounded(*limit) : "–"}},
         "unknown",
         sense});
}

void Findings::cannot_say(const std::string& code, const Subject& where,
                          std::optional<double> limit, const std::string& unit,
                          const std::string& text, Arguments arguments) {
    add({code, CheckSeverity::unknown, where, std::nullopt, limit, unit, std::move(arguments),
         text});
}

namespace {

// How far beyond its limit a value is: above 1.
double beyond(double value, double limit, Sense sense) {
    const double over = sense == Sense::at_least ? limit : value;
    const double under = sense == Sense::at_least ? value : limit;
    return under > 0 ? over / under : kUnbounded;
}

}  // namespace

void Findings::raise(Finding finding) {
    const double excess = beyond(*finding.value, *finding.limit, finding.sense);
    const auto says_less = [&](const Check& check) {
        if (check.severity == CheckSeverity::unknown) return true;
        if (check.severity != finding.severity) return check.severity != CheckSeverity::error;
        return !check.value || !check.limit ||
               exceeds(excess, beyond(*check.value, *check.limit, check.sense));
    };
    const auto is_same = [&](const Check& check) {
        return check.code == finding.code && check.where == finding.where.name;
    };
    if (std::any_of(checks_.begin(), checks_.end(),
                    [&](const Check& check) { return is_same(check) && !says_less(check); }))
        return;
    std::erase_if(checks_, is_same);
    add(std::move(finding));
}

bool Findings::has_error(std::string_view code) const {
    return std::any_of(checks_.begin(), checks_.end(), [&](const Check& check) {
        return check.code == code && check.severity == CheckSeverity::error;
    });
}

bool Findings::has_error(std::string_view code, std::string_view where) const {
    return std::any_of(checks_.begin(), checks_.end(), [&](const Check& check) {
        return check.code == code && check.where == where && check.severity == CheckSeverity::error;
    });
}

bool Findings::says(std::string_view code, std::string_view where) const {
    return std::any_of(checks_.begin(), checks_.end(), [&](const Check& check) {
        return check.code == code && check.where == where &&
               (check.severity == CheckSeverity::error || check.severity == CheckSeverity::unknown);
    });
}

std::vector<Check> Findings::sorted() && {
    std::stable_sort(checks_.begin(), checks_.end(),
                     [](const Check& a, const Check& b) { return a.code < b.code; });
    return std::move(checks_);
}

}  // namespace jarip::rack
