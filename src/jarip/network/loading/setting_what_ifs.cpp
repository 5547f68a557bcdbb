// --set model:stress.KEY=VALUE: settings of model.toml replaced before they are read.

#include "jarip/core/split.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/what_if.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kSection = "stress";

// The table of that name, made where it is not there; nullptr: something else has the name.
toml::table* section_of(toml::table& root, std::string_view path) {
    toml::table* at = &root;
    for (const auto& part : split(path, '.')) {
        if (at->get(part) == nullptr) at->insert(part, toml::table{});
        at = at->get_as<toml::table>(part);
        if (at == nullptr) return nullptr;
    }
    return at;
}

// As model.toml would have it: a number, true or false, or a word.
void put_value(toml::table& section, std::string_view key, std::string_view value) {
    if (value.empty())
        section.erase(key);
    else if (const auto number = parse_number(value))
        section.insert_or_assign(key, *number);
    else if (value == "true" || value == "false")
        section.insert_or_assign(key, value == "true");
    else
        section.insert_or_assign(key, std::string{value});
}

class SettingWhatIf {
public:
    SettingWhatIf(std::string_view text, const WhatIfText& pieces, Diagnostics& diagnostics)
        : text_{text}, pieces_{pieces}, diagnostics_{diagnostics} {}

    bool apply(toml::table& root) {
        const auto& [table, key, column, value, change] = pieces_;
        auto* section = split(key, '.').front() == kSection ? section_of(root, key) : nullptr;
        if (section == nullptr) {
            report("E0272", key,
                   {{"key", std::string{key}},
                    {"table", "model.toml"},
                    {"suggestion", std::string{kSection}}});
            return false;
        }
        if (change == Assignment::replace) {
            put_value(*section, column, value);
            return true;
        }
        const auto by = parse_number(value);
        if (!by) {
            report("E0274", value,
                   {{"column", std::string{column}}, {"value", std::string{value}}});
            return false;
        }
        const auto old =
            section->get(column) != nullptr ? section->get(column)->value<double>() : std::nullopt;
        if (!old) {
            report("E0275", column, {{"column", std::string{column}}, {"key", std::string{key}}});
            return false;
        }
        section->insert_or_assign(column, change == Assignment::multiply ? *old * *by : *old + *by);
        return true;
    }

private:
    void report(const char* code, std::string_view part, Arguments arguments) {
        diagnostics_.error(code, place_in(text_, part), std::move(arguments));
    }

    std::string_view text_;
    const WhatIfText& pieces_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::map<std::string, std::string_view> apply_to_settings(const std::vector<std::string>& sets,
                                                          toml::table& settings,
                                                          Diagnostics& diagnostics) {
    std::map<std::string, std::string_view> applied;
    for (const auto& text : sets) {
        const auto pieces = parse_what_if(text);
        if (!pieces || !pieces->is_of_settings()) continue;
        if (SettingWhatIf{text, *pieces, diagnostics}.apply(settings))
            applied[std::string{pieces->key} + '.' + std::string{pieces->column}] = text;
    }
    return applied;
}

}  // namespace jarip::network
