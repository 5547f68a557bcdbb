/// XML as spreadsheets are written, read several times faster than by a parser for all of XML.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "jarip/core/utf8.hpp"

namespace jarip::trade {

/// The attributes of one element, until the next.
class PlainAttributes {
public:
    static constexpr std::size_t kMost = 32;

    /// "" where there is none of this name.
    [[nodiscard]] std::string_view operator()(std::string_view name) const {
        for (std::size_t i = 0; i < count_; ++i)
            if (all_[i].name == name) return all_[i].value;
        return {};
    }
    void clear() { count_ = 0; }
    /// False for one too many, or a name that is there already.
    [[nodiscard]] bool add(std::string_view name, std::string_view value) {
        if (count_ == kMost) return false;
        for (std::size_t i = 0; i < count_; ++i)
            if (all_[i].name == name) return false;
        all_[count_++] = {name, value};
        return true;
    }

private:
    struct Attribute {
        std::string_view name, value;
    };
    std::array<Attribute, kMost> all_;
    std::size_t count_ = 0;
};

/// The character that "&amp;" and the like, or "&#10;", stand for at the begin of a text, as UTF-8, and their length.
struct PlainEntity {
    std::string text;
    std::size_t length = 0;
};
[[nodiscard]] std::optional<PlainEntity> plain_entity(std::string_view text);

/// Whether all bytes are UTF-8, and no control characters but tab and line ends.
[[nodiscard]] bool is_plain_text(std::string_view text);

/// Tells a handler of the elements of a document: `start(name, attributes)`, `end(name)`, `text(piece)`, names without
/// their namespace. Some writers put all of them into one; attributes are then found without it too.
/// A handler may take an element whole, `take_whole(at, end)`, with all that stands in it, and move `at` behind it.
/// returns whether the document is sound and plain. Where it is not (comments, CDATA, other encodings, entities in
/// attributes, anything wrong), parse_xml has the last word, and what the handler was told does not count.
template <class Handler>
[[nodiscard]] bool scan_plain_xml(std::string_view document, Handler& handler) {
    constexpr std::size_t kDeepest = 64;
    if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
    if (!is_plain_text(document)) return false;
    const auto local = [](std::string_view name) {
        const auto colon = name.rfind(':');
        return colon == std::string_view::npos ? name : name.substr(colon + 1);
    };
    const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    std::array<std::string_view, kDeepest> open;
    std::size_t depth = 0;
    bool had_root = false;
    PlainAttributes attributes;
    const char* at = document.data();
    const char* const end = at + document.size();
    while (at != end) {
        if (*at != '<') {
            const auto* const found =
                static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(end - at)));
            std::string_view piece{at, static_cast<std::size_t>((found ? found : end) - at)};
            at += piece.size();
            if (depth == 0) {
                for (const char c : piece)
                    if (!is_blank(c)) return false;
                continue;
            }
            while (!piece.empty()) {
                const auto stop = piece.find_first_of("&\r]");
                if (stop != 0) handler.text(piece.substr(0, stop));
                if (stop == std::string_view::npos) break;
                piece.remove_prefix(stop);
                // Line ends are one character, and "]]>" is no text.
                if (piece.front() != '&') {
                    if (piece.front() == '\r' || piece.starts_with("]]>")) return false;
                    handler.text(piece.substr(0, 1));
                    piece.remove_prefix(1);
                    continue;
                }
                const auto entity = plain_entity(piece);
                if (!entity) return false;
                handler.text(entity->text);
                piece.remove_prefix(entity->length);
            }
            continue;
        }
        if constexpr (requires { handler.take_whole(at, end); })
            if (depth > 0 && handler.take_whole(at, end)) continue;
        ++at;
        if (at == end || *at == '!') return false;
        if (*at == '?') {
            const std::string_view rest{at, static_cast<std::size_t>(end - at)};
            const auto close = rest.find("?>");
            if (close == std::string_view::npos || depth > 0 || had_root) return false;
            // What it says of the encoding is left to the parser where it is not the usual one.
            const auto said = rest.substr(0, close);
            if (const auto encoding = said.find("encoding"); encoding != std::string_view::npos)
                if (said.find("UTF-8", encoding) == std::string_view::npos &&
                    said.find("utf-8", encoding) == std::string_view::npos)
                    return false;
            at += close + 2;
            continue;
        }
        const bool closes = *at == '/';
        if (closes) ++at;
        const char* const name_begin = at;
        while (at != end && *at != '>' && *at != '/' && !is_blank(*at) && *at != '<') ++at;
        const std::string_view name{name_begin, static_cast<std::size_t>(at - name_begin)};
        if (name.empty() || at == end) return false;
        if (closes) {
            while (at != end && is_blank(*at)) ++at;
            if (at == end || *at != '>' || depth == 0 || open[depth - 1] != name) return false;
            ++at;
            --depth;
            handler.end(local(name));
            continue;
        }
        if (depth == 0 && had_root) return false;
        had_root = true;
        attributes.clear();
        bool is_empty = false;
        for (;;) {
            const char* const blank = at;
            while (at != end && is_blank(*at)) ++at;
            if (at == end) return false;
            if (*at == '>') {
                ++at;
                break;
            }
            if (*at == '/') {
                if (++at == end || *at != '>') return false;
                ++at;
                is_empty = true;
                break;
            }
            if (blank == at) return false;
            const char* const key_begin = at;
            while (at != end && *at != '=' && *at != '>' && *at != '<' && !is_blank(*at)) ++at;
            const std::string_view key{key_begin, static_cast<std::size_t>(at - key_begin)};
            if (key.empty() || end - at < 2 || *at != '=' || (at[1] != '"' && at[1] != '\''))
                return false;
            const char quote = at[1];
            at += 2;
            const auto* const close = static_cast<const char*>(
                std::memchr(at, quote, static_cast<std::size_t>(end - at)));
            if (close == nullptr) return false;
            const std::string_view value{at, static_cast<std::size_t>(close - at)};
            if (value.find_first_of("&<\n\r\t") != std::string_view::npos) return false;
            // Names of namespaces are nobody's attributes here.
            if (!key.starts_with("xmlns") && !attributes.add(local(key), value)) return false;
            at = close + 1;
        }
        handler.start(local(name), attributes);
        if (is_empty) {
            handler.end(local(name));
            continue;
        }
        if (depth == kDeepest) return false;
        open[depth++] = name;
    }
    return had_root && depth == 0;
}

}  // namespace jarip::trade
