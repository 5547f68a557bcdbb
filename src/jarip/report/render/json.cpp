#include "jarip/report/render/json.hpp"

#include <cassert>
#include <cmath>
#include <string>

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

namespace {

// Texts whose bytes are not UTF-8, such as names of files and values of options, with those bytes escaped.
Json sound(const Json& document) {
    if (document.is_string()) return as_utf8(document.get_ref<const std::string&>());
    if (!document.is_structured()) return document;
    Json result = document.is_object() ? Json::object() : Json::array();
    for (const auto& [key, value] : document.items()) {
        if (document.is_object())
            result[as_utf8(key)] = sound(value);
        else
            result.push_back(sound(value));
    }
    return result;
}

// JSON escapes controls below a space only: a terminal obeys others too, and turns of the direction of writing.
std::string harmless(const std::string& text) {
    std::string result;
    result.reserve(text.size());
    const auto next = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned first = next(at), second = next(at + 1), third = next(at + 2);
        unsigned code = 0;
        if (first == 0x7F) code = first;
        if (first == 0xC2 && second < 0xA0) code = second, at += 1;
        if (first == 0xE2 && second == 0x80 && third >= 0xA8 && third <= 0xAE)
            code = 0x2000 + (third & 0x3F), at += 2;
        if (first == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9)
            code = 0x2040 + (third & 0x3F), at += 2;
        if (code == 0) {
            result += text[at];
            continue;
        }
        constexpr std::string_view kDigits = "0123456789abcdef";
        result += "\\u";
        for (const unsigned shift : {12U, 8U, 4U, 0U}) result += kDigits[(code >> shift) & 15U];
    }
    return result;
}

}  // namespace

std::string serialize(const Json& document) {
    try {
        return harmless(document.dump(2)) + '\n';
    } catch (const Json::type_error&) {
        return harmless(sound(document).dump(2)) + '\n';
    }
}

Json figure(double value) {
    assert(std::isfinite(value));
    // "-0.0" says nothing that 0 does not.
    return value == 0 ? 0.0 : value;
}

Json figure(std::optional<double> value) { return value ? figure(*value) : Json(nullptr); }

Json figure(std::optional<int> value) { return value ? Json(*value) : Json(nullptr); }

Json figure(std::optional<Day> day) { return day ? Json(format_date(*day)) : Json(nullptr); }

}  // namespace jarip::report
