#include "jarip/core/json.hpp"

#include <algorithm>
#include <cstddef>

#include "jarip/core/diagnostic.hpp"

namespace jarip {
namespace {

constexpr int kDeepestJson = 100;

}  // namespace

Json parse_json(std::string_view text) { return Json::parse(text, nullptr, false); }

Json parse_json(const SourceFile& file, const std::string& code) {
    try {
        return Json::parse(file.text, [&](int depth, Json::parse_event_t, Json&) {
            if (depth > kDeepestJson) throw Error{code, file.name};
            return true;
        });
    } catch (const Json::parse_error& error) {
        const std::size_t byte = std::min(error.byte, file.text.size());
        const auto before = std::string_view{file.text}.substr(0, byte == 0 ? 0 : byte - 1);
        const auto line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
        const auto start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
        throw Error{
            Diagnostic{.code = code, .where = {file.name, line, before.size() - start + 1, 1, ""}}};
    }
}

std::string serialize_json(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jarip
