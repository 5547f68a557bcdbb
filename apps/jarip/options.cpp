#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace jarip::cli {
namespace {

Error usage_error(std::string code, Arguments arguments) {
    return Error{std::move(code), "", std::move(arguments)};
}

double read_double(const std::string& option, const std::string& text, NumberRange range) {
    const auto value = parse_number(text);
    if (!value || !std::isfinite(*value))
        throw usage_error("E0602", {{"option", option}, {"value", text}});
    if (*value < range.low || *value > range.high)
        throw usage_error("E0603", {{"option", option},
                                    {"value", text},
                                    {"low", format_shortest(range.low)},
                                    {"high", format_shortest(range.high)}});
    return *value;
}

template <class Whole>
Whole read_whole(const std::string& option, const std::string& text, Whole low, Whole high) {
    Whole value = 0;
    const char* end = text.data() + text.size();
    const auto [at, fault] = std::from_chars(text.data(), end, value);
    const bool is_whole = !text.empty() && at == end && fault != std::errc::invalid_argument;
    const bool is_negative = std::is_unsigned_v<Whole> && text.size() > 1 && text[0] == '-' &&
                             text.find_first_not_of("0123456789", 1) == std::string::npos;
    if (!is_whole && !is_negative)
        throw usage_error("E0608", {{"option", option}, {"value", text}});
    if (is_negative || fault == std::errc::result_out_of_range || value < low || value > high)
        throw usage_error("E0603", {{"option", option},
                                    {"value", text},
                                    {"low", std::to_string(low)},
                                    {"high", std::to_string(high)}});
    return value;
}

// "--lang" and "--lang=ko" where there is an option of that name: then the value before it was forgotten.
bool is_option(const std::string& word, const std::vector<Option>& options) {
    return std::any_of(options.begin(), options.end(), [&](const Option& option) {
        return !option.by_place() && option.name == word.substr(0, word.find('='));
    });
}

}  // namespace

Option& Options::add(std::string name, std::string value,
                     std::function<void(const std::string&)> assign) {
    all_.push_back({.name = std::move(name),
                    .value = std::move(value),
                    .common = common_,
                    .assign = std::move(assign)});
    return all_.back();
}

void Options::flag(std::string name, bool& target) {
    add(std::move(name), "", [&target](const std::string&) { target = true; });
}

void Options::text(std::string name, std::string value, std::string& target) {
    inputs_.emplace_back([&target] { return std::vector{target}; });
    add(std::move(name), std::move(value), [&target](const std::string& text) { target = text; });
}

void Options::text_once(std::string name, std::string value, std::string& target) {
    text(name, std::move(value), target);
    all_.back().assign = [&target, name = std::move(name)](const std::string& text) {
        if (!target.empty())
            throw usage_error("E0616", {{"option", name}, {"first", target}, {"second", text}});
        target = text;
    };
}

void Options::output(std::string name, std::string value, std::string& target,
                     bool replaces_input) {
    outputs_.push_back({name, &target, replaces_input});
    add(std::move(name), std::move(value), [&target](const std::string& text) {
        target = text;
    }).output = true;
}

void Options::texts(std::string name, std::string value, std::vector<std::string>& target) {
    inputs_.emplace_back([&target] { return target; });
    add(std::move(name), std::move(value), [&target](const std::string& text) {
        target.push_back(text);
    }).repeated = true;
}

void Options::choice(std::string name, std::string& target, std::vector<std::string> allowed) {
    std::string value = joined(allowed, "|");
    auto assign = [&target, name, allowed](const std::string& text) {
        if (std::find(allowed.begin(), allowed.end(), text) == allowed.end())
            throw usage_error("E0604", {{"option", name},
                                        {"value", text},
                                        {"allowed", joined(allowed)},
                                        {"suggestion", nearest(text, allowed)}});
        target = text;
    };
    add(std::move(name), std::move(value), std::move(assign)).allowed = std::move(allowed);
}

void Options::number(std::string name, std::string value, double& target, NumberRange range) {
    auto assign = [&target, name, range](const std::string& text) {
        target = read_double(name, text, range);
    };
    add(std::move(name), std::move(value), std::move(assign));
}

void Options::number(std::string name, std::string value, std::optional<double>& target,
                     NumberRange range) {
    auto assign = [&target, name, range](const std::string& text) {
        target = read_double(name, text, range);
    };
    add(std::move(name), std::move(value), std::move(assign));
}

void Options::count(std::string name, std::string value, int& target, int low, int high) {
    auto assign = [&target, name, low, high](const std::string& text) {
        target = read_whole(name, text, low, high);
    };
    add(std::move(name), std::move(value), std::move(assign));
}

void Options::count(std::string name, std::string value, std::optional<int>& target, int low,
                    int high) {
    auto assign = [&target, name, low, high](const std::string& text) {
        target = read_whole(name, text, low, high);
    };
    add(std::move(name), std::move(value), std::move(assign));
}

void Options::count(std::string name, std::string value, unsigned& target, unsigned low,
                    unsigned high) {
    auto assign = [&target, name, low, high](const std::string& text) {
        target = read_whole(name, text, low, high);
    };
    add(std::move(name), std::move(value), std::move(assign));
}

void Options::count(std::string name, std::string value, std::uint64_t& target) {
    auto assign = [&target, name](const std::string& text) {
        target =
            read_whole(name, text, std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max());
    };
    add(std::move(name), std::move(value), std::move(assign));
}

void Options::argument(std::string name, std::string& target, Need need) {
    inputs_.emplace_back([&target] { return std::vector{target}; });
    const std::string shown = name;
    add(std::move(name), shown, [&target](const std::string& text) { target = text; }).required =
        need == Need::required;
}

void Options::arguments(std::string name, std::vector<std::string>& target, Need need) {
    inputs_.emplace_back([&target] { return target; });
    const std::string shown = name;
    Option& option =
        add(std::move(name), shown, [&target](const std::string& text) { target.push_back(text); });
    option.required = need == Need::required;
    option.repeated = true;
}

void Options::read(std::span<const std::string> words) const {
    std::vector<const Option*> places;
    std::vector<std::string> names;
    for (const auto& option : all_) {
        if (option.by_place())
            places.push_back(&option);
        else
            names.push_back(option.name);
    }
    std::size_t place = 0;
    bool filled = false;  // the argument at `place` has a value (it may take more)
    bool only_arguments = false;

    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (!only_arguments && word == "--") {
            only_arguments = true;
            continue;
        }
        if (only_arguments || word.size() < 2 || word[0] != '-') {
            if (place == places.size()) throw usage_error("E0605", {{"value", word}});
            places[place]->assign(word);
            filled = places[place]->repeated;
            if (!filled) ++place;
            continue;
        }
        const auto equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const auto found = std::find_if(all_.begin(), all_.end(),
                                        [&](const Option& option) { return option.name == name; });
        if (found == all_.end() || found->by_place())
            throw usage_error("E0600", {{"option", name}, {"suggestion", nearest(name, names)}});
        if (found->value.empty()) {
            if (equals != std::string::npos) throw usage_error("E0607", {{"option", name}});
            found->assign("");
        } else if (equals != std::string::npos) {
            found->assign(word.substr(equals + 1));
        } else if (at + 1 < words.size() && !is_option(words[at + 1], all_)) {
            found->assign(words[++at]);
        } else {
            throw usage_error("E0601", {{"option", name}, {"expected", found->value}});
        }
    }
    for (std::size_t i = place + (filled ? 1 : 0); i < places.size(); ++i)
        if (places[i]->required) throw usage_error("E0606", {{"argument", places[i]->name}});
}

}  // namespace jarip::cli
