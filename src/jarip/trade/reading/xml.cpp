#include "jarip/trade/reading/xml.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <string>
#include <type_traits>

namespace jarip::trade {
namespace {

constexpr std::size_t kDeepestTag = 64;

// A template, since Expat names the calls of 64 bits only from some version on, and from then on no others.
template <class Parser>
XmlPlace place_of(Parser parser) {
    if constexpr (requires { XML_GetCurrentLineNumber64(parser); })
        return {XML_GetCurrentLineNumber64(parser), XML_GetCurrentColumnNumber64(parser) + 1};
    else
        return {XML_GetCurrentLineNumber(parser), XML_GetCurrentColumnNumber(parser) + 1};
}

struct Parse {
    XML_Parser parser;
    const XmlEvents& events;
    XmlPlace& place;
    std::size_t depth = 0;

    void note_place() const { place = place_of(parser); }
};

std::string_view local_name(const XML_Char* name) {
    const std::string_view whole{name};
    const auto colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    auto& parse = *static_cast<Parse*>(data);
    parse.note_place();
    if (++parse.depth > kDeepestTag) {
        XML_StopParser(parse.parser, XML_FALSE);
        return;
    }
    const auto find = [&](std::string_view wanted) -> std::string_view {
        for (const XML_Char** at = attributes; *at != nullptr; at += 2)
            if (local_name(at[0]) == wanted) return at[1];
        return {};
    };
    parse.events.start(local_name(name), find);
}

void on_end(void* data, const XML_Char* name) {
    auto& parse = *static_cast<Parse*>(data);
    --parse.depth;
    parse.events.end(local_name(name));
}

void on_text(void* data, const XML_Char* text, int length) {
    auto& parse = *static_cast<Parse*>(data);
    parse.events.text({text, static_cast<std::size_t>(length)});
}

// Entities can stand for far more text than the document has, and no table needs any.
void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
               const XML_Char*, const XML_Char*, const XML_Char*) {
    XML_StopParser(static_cast<Parse*>(data)->parser, XML_FALSE);
}

}  // namespace

bool parse_xml(std::string_view text, const XmlEvents& events, XmlPlace& place) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser{
        XML_ParserCreate("UTF-8"), &XML_ParserFree};
    if (!parser) throw std::bad_alloc{};
    Parse parse{parser.get(), events, place};
    XML_SetUserData(parser.get(), &parse);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetEntityDeclHandler(parser.get(), on_entity);
    constexpr std::size_t kChunk = 1U << 20U;
    do {
        const auto chunk = text.substr(0, kChunk);
        text.remove_prefix(chunk.size());
        if (XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()),
                      text.empty() ? XML_TRUE : XML_FALSE) != XML_STATUS_OK) {
            parse.note_place();
            return false;
        }
    } while (!text.empty());
    return true;
}

}  // namespace jarip::trade
