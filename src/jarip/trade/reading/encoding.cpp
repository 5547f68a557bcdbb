#include "jarip/trade/reading/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>

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
    return "CP949";
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

std::optional<Decoded> decode(const SourceFile& file, Diagnostics& diagnostics) {
    const std::string_view bytes = file.text;
    if (bytes.starts_with(kMark16Little) || bytes.starts_with(kMark16Big)) {
        auto [text, bad_byte] = convert(bytes, "UTF-16");
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

}  // namespace jarip::trade
