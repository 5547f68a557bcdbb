#include "jarip/trade/reading/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <set>
#include <string_view>

#include "jarip/core/utf8.hpp"

namespace jarip::trade {
namespace {

constexpr std::string_view kMark16Little = "\xFF\xFE";
constexpr std::string_view kMark16Big = "\xFE\xFF";

struct Converted {
    std::string text;
    std::optional<std::size_t> bad_byte;
};

Converted convert(std::string_view bytes, const char* encoding) {
    auto* const converter = iconv_open("UTF-8", encoding);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): this is how iconv says that it knows no such encoding.
    if (converter == reinterpret_cast<iconv_t>(-1)) return {"", 0};
    Converted result;
    result.text.resize(bytes.size() * 2 + 16);
    // iconv's interface is older than const; it does not write to its input.
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    std::size_t written = 0;
    while (in_left > 0) {
        char* out = result.text.data() + written;
        std::size_t out_left = result.text.size() - written;
        const auto code = iconv(converter, &in, &in_left, &out, &out_left);
        written = result.text.size() - out_left;
        if (code != static_cast<std::size_t>(-1)) break;
        if (errno != E2BIG) {
            result.bad_byte = bytes.size() - in_left;
            break;
        }
        result.text.resize(result.text.size() * 2);
    }
    iconv_close(converter);
    result.text.resize(written);
    return result;
}

bool is_high(char byte) { return (static_cast<unsigned char>(byte) & 0x80) != 0; }

// Hangul in CP949 is pairs of high bytes (but for rare syllables); Latin letters stand alone.
bool has_pair_of_high_bytes(std::string_view bytes) {
    return std::adjacent_find(bytes.begin(), bytes.end(), [](char a, char b) {
               return is_high(a) && is_high(b);
           }) != bytes.end();
}

// How many different fields of a text are names of countries.
std::size_t countries_in(std::string_view text) {
    std::set<std::string_view> met;
    std::size_t count = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",;\t\n\r\""), text.size());
        const auto field = trimmed(text.substr(0, end));
        if (std::any_of(field.begin(), field.end(), is_high) && met.insert(field).second)
            count += country_code(field) ? 1U : 0U;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return count;
}

// The encoding in which most fields are names of countries: Korean where it is a question.
const char* encoding_of_countries(std::string_view bytes) {
    constexpr std::size_t kLooked = std::size_t{1} << 16U;
    auto head = bytes.substr(0, kLooked);
    if (head.size() < bytes.size()) head = head.substr(0, head.rfind('\n') + 1);
    const char* best = "CP949";
    std::size_t most = 0;
    for (const char* const encoding : {"CP949", "GB18030", "BIG5-HKSCS"}) {
        const auto [text, bad_byte] = convert(head, encoding);
        if (bad_byte) continue;
        if (const auto count = countries_in(text); count > most) {
            best = encoding;
            most = count;
        }
    }
    return best;
}

// Pairs of high bytes are text in Korean, Taiwanese and Chinese encodings alike: words that headers have decide.
const char* encoding_of_pairs(std::string_view bytes) {
    struct Candidate {
        const char* encoding;
        std::array<std::string_view, 4> words;
    };
    constexpr std::array kCandidates{
        Candidate{"BIG5-HKSCS", {"進出口", "貨品", "國家", "新臺幣"}},
        Candidate{"GB18030", {"数据年月", "商品编码", "贸易", "人民币"}}};
    constexpr std::size_t kLooked = 4096;
    // Whole lines, so that no pair is cut in two.
    auto head = bytes.substr(0, kLooked);
    if (head.size() < bytes.size()) head = head.substr(0, head.rfind('\n') + 1);
    for (const auto& [encoding, words] : kCandidates) {
        const auto text = convert(head, encoding).text;
        for (const std::string_view word : words)
            if (text.find(word) != std::string::npos) return encoding;
    }
    return encoding_of_countries(bytes);
}

// Whether letters of Western Europe are meant though some stand in pairs, as in "Exportação": their bytes are from C0 on,
// while every second syllable of Hangul begins below C9, and every Chinese text has words that are looked for.
bool looks_western(std::string_view bytes) {
    constexpr unsigned char kLetters = 0xC0;
    std::size_t high = 0, letters = 0;
    for (const char c : bytes) {
        if (!is_high(c)) continue;
        ++high;
        letters += static_cast<unsigned char>(c) >= kLetters ? 1U : 0U;
    }
    return letters * 10 >= high * 9;
}

// Whether most high bytes stand alone, as letters with accents and apostrophes do ("C\xF4te d\x92Ivoire"); syllables of
// Hangul are pairs.
bool mostly_alone(std::string_view bytes) {
    std::size_t runs = 0, alone = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (!is_high(bytes[at])) continue;
        const auto begin = at;
        while (at < bytes.size() && is_high(bytes[at])) ++at;
        ++runs;
        alone += at - begin == 1 ? 1U : 0U;
    }
    return alone * 2 > runs;
}

// Windows-1252; letters that are in UTF-8 already, as where tables were put together, stay so: in Windows-1252 an
// A with a tilde never stands before a sign.
Converted convert_western(std::string_view bytes) {
    constexpr char kLead = '\xC3';
    Converted result;
    std::size_t begin = 0;
    const auto flush = [&](std::size_t end) {
        if (end > begin)
            result.text += convert(bytes.substr(begin, end - begin), "WINDOWS-1252").text;
        begin = end;
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
        const auto next = static_cast<unsigned char>(bytes[at + 1]);
        if (bytes[at] != kLead || next < 0x80 || next > 0xBF) continue;
        flush(at);
        result.text += bytes.substr(at, 2);
        begin = at + 2;
        ++at;
    }
    flush(bytes.size());
    return result;
}

Location place(const std::string& file, std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, byte);
    const auto line_end = before.rfind('\n');
    const auto column = before.size() - (line_end == std::string_view::npos ? 0 : line_end + 1) + 1;
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return {file, static_cast<std::size_t>(line), column, 1, ""};
}

}  // namespace

namespace {

// UTF-16 without its mark: of each two bytes of a digit or a comma one is zero, always the same one.
const char* unmarked_utf16(std::string_view bytes) {
    constexpr std::size_t kLooked = 4096;
    std::array<std::size_t, 2> zeros{};
    const auto size = std::min(bytes.size(), kLooked);
    for (std::size_t at = 0; at < size; ++at)
        if (bytes[at] == '\0') ++zeros[at % 2];
    // Some letters of East Asia have a zero on the other side.
    const auto [fewer, most] = std::minmax(zeros[0], zeros[1]);
    constexpr std::size_t kFewest = 4, kOneOf = 6, kTimes = 4;
    if (bytes.size() % 2 != 0 || most < kFewest || most * kOneOf < size || fewer * kTimes > most)
        return nullptr;
    return zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

// Letters and digits of full width as ASCII, and letters that stand there in pieces as one: what some systems of East
// Asia type, and a Mac saves. Commas of full width stay: they are within fields.
std::optional<std::string> plain_letters(std::string_view utf8) {
    const bool in_pieces = utf8.find("\xE1\x84") != std::string_view::npos ||
                           utf8.find("\xE1\x85") != std::string_view::npos ||
                           utf8.find("\xCC\x81") != std::string_view::npos;
    const bool is_wide = utf8.find("\xEF\xBC") != std::string_view::npos ||
                         utf8.find("\xEF\xBD") != std::string_view::npos;
    if (!in_pieces && !is_wide) return std::nullopt;
    const std::string text = in_pieces ? composed(utf8) : std::string{utf8};
    if (!is_wide) return text;
    constexpr std::string_view kKept = "\",;'";
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
        if (at + 2 < text.size() && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
            // U+FF01 to U+FF5E are "!" to "~".
            const unsigned code = (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
            constexpr unsigned kFirst = 0xF01, kLast = 0xF5E;
            const auto ascii = static_cast<char>(code - kFirst + '!');
            if (code >= kFirst && code <= kLast && kKept.find(ascii) == std::string_view::npos) {
                plain += ascii;
                at += 3;
                continue;
            }
        }
        plain += text[at++];
    }
    return plain;
}

std::optional<Decoded> decode_bytes(const SourceFile& file, Diagnostics& diagnostics) {
    const std::string_view bytes = file.text;
    const bool is_marked = bytes.starts_with(kMark16Little) || bytes.starts_with(kMark16Big);
    if (const char* const utf16 = is_marked ? "UTF-16" : unmarked_utf16(bytes)) {
        auto [text, bad_byte] = convert(bytes, utf16);
        // A zero is no text in any encoding.
        const auto zero = text.find('\0');
        if (!bad_byte && zero == std::string::npos) return Decoded{"UTF-16", std::move(text)};
        diagnostics.error(
            "E0101",
            zero < text.size() ? place(file.name, text, zero) : place(file.name, bytes, *bad_byte),
            {{"encoding", "UTF-16"}});
        return std::nullopt;
    }
    const auto not_utf8 = first_byte_not_utf8(bytes);
    if (!not_utf8) return Decoded{"UTF-8", std::nullopt};
    const auto zero = bytes.find('\0');
    if (zero != std::string_view::npos) {
        diagnostics.error("E0101", place(file.name, bytes, zero), {{"encoding", "UTF-8"}});
        return std::nullopt;
    }
    const std::string_view of_pairs =
        has_pair_of_high_bytes(bytes) ? encoding_of_pairs(bytes) : std::string_view{};
    const bool is_western =
        of_pairs.empty() || (of_pairs == "CP949" && (looks_western(bytes) || mostly_alone(bytes)));
    const char* const encoding = is_western ? "WINDOWS-1252" : of_pairs.data();
    auto [text, bad_byte] = convert(bytes, encoding);
    if (is_western && !bad_byte && bytes.find('\xC3') != std::string_view::npos)
        text = convert_western(bytes).text;
    if (!bad_byte) return Decoded{encoding, std::move(text)};
    // The one that goes further is what the table was meant to be in; equal ones tell nothing.
    const bool was_utf8 = *not_utf8 >= *bad_byte;
    diagnostics.error("E0101", place(file.name, bytes, std::max(*not_utf8, *bad_byte)),
                      {{"encoding", was_utf8 ? "UTF-8" : encoding}});
    return std::nullopt;
}

}  // namespace

std::optional<Decoded> decode(const SourceFile& file, Diagnostics& diagnostics) {
    auto decoded = decode_bytes(file, diagnostics);
    if (!decoded) return decoded;
    if (auto plain = plain_letters(decoded->converted ? std::string_view{*decoded->converted}
                                                      : std::string_view{file.text}))
        decoded->converted = std::move(plain);
    return decoded;
}

}  // namespace jarip::trade
