#include "jarip/trade/bulk/bulk_rows.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/layouts/baci.hpp"

namespace jarip::trade {
namespace {

constexpr std::uint64_t kZeros = 0x3030303030303030U;  // "00000000"
constexpr std::size_t kWord = 8;

// Eight bytes of text; the first is the lowest.
std::uint64_t word(const char* text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, kWord);
    if constexpr (std::endian::native == std::endian::big) {
        std::uint64_t reversed = 0;
        for (std::size_t i = 0; i < kWord; ++i) reversed = reversed << 8U | (bytes >> 8 * i & 0xff);
        bytes = reversed;
    }
    return bytes;
}

// Bit i is set where text[i] is the byte, of sixteen.
[[gnu::always_inline]] inline unsigned places(const char* text, char byte) {
#ifdef __SSE2__
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))));
#else
    unsigned found = 0;
    for (unsigned i = 0; i < 16; ++i) found |= static_cast<unsigned>(text[i] == byte) << i;
    return found;
#endif
}

constexpr unsigned kNowhere = 32;

// The same of 32 bytes, and the first of the places.
[[gnu::always_inline]] inline std::uint64_t places32(const char* text, char byte) {
    return places(text, byte) | std::uint64_t{places(text + 16, byte)} << 16U;
}
unsigned first(std::uint64_t places) {
    return static_cast<unsigned>(std::countr_zero(places | std::uint64_t{1} << kNowhere));
}

// The high bit of each byte that is no digit, of a word from which kZeros are taken by exclusive or.
std::uint64_t not_digits(std::uint64_t digits) {
    constexpr std::uint64_t kHigh = 0x8080808080808080U;
    constexpr std::uint64_t kOverNine = 0x7676767676767676U;
    return ((digits + kOverNine) | digits) & kHigh;
}

// The number of eight digits 0…9, the first the lowest byte (Lemire 2018).
std::uint64_t number(std::uint64_t digits) {
    constexpr std::uint64_t kPairs = 0x000000ff000000ffU;
    digits = digits * 10 + (digits >> 8U);
    return ((digits & kPairs) * 0x000f424000000064U +
            (digits >> 16U & kPairs) * 0x0000271000000001U) >>
           32U;
}

constexpr std::uint64_t kFractions = 100'000'000;

// A decimal of up to eight digits, a point and up to seven more, from where it begins to where it ends.
struct Plain {
    std::uint64_t whole = 0;
    std::uint64_t fraction = 0;  // in 1 / kFractions
    std::uint64_t fault = 0;     // 0: it is one
};
[[gnu::always_inline]] inline Plain plain_decimal(const char* begin, unsigned point, unsigned end) {
    const unsigned after = end - point - (point < end ? 1U : 0U);
    if (point - 1U > 7U || after > 7U) return {0, 0, 1};
    const auto whole = (word(begin + point - kWord) ^ kZeros) & ~std::uint64_t{0}
                                                                    << 8U * (8U - point);
    const auto fraction =
        (word(begin + point + 1) ^ kZeros) & ((std::uint64_t{1} << 8U * after) - 1U);
    return {number(whole), number(fraction), not_digits(whole) | not_digits(fraction)};
}

// The fields "t,i,j," of a row, which hundreds of rows have in common.
struct Head {
    std::array<std::uint64_t, 2> text{};
    std::array<std::uint64_t, 2> mask{~std::uint64_t{0}, ~std::uint64_t{0}};
    std::size_t size = 0;
    unsigned period = 0, exporter = 0, importer = 0;
};

// A number of up to `digits` digits without zeros before it, as countries have; moves to behind its comma.
std::optional<unsigned> read_label(const char*& at, unsigned digits) {
    unsigned value = 0;
    unsigned count = 0;
    for (; count < digits && *at >= '0' && *at <= '9'; ++count, ++at)
        value = value * 10 + static_cast<unsigned>(*at - '0');
    if (value == 0 || *at != ',' || at[-static_cast<std::ptrdiff_t>(count)] == '0')
        return std::nullopt;
    ++at;
    return value;
}

std::optional<Head> read_head(const char* row) {
    const char* at = row;
    const auto period = read_label(at, 4);
    if (!period || at != row + 5) return std::nullopt;
    const auto exporter = read_label(at, 3);
    if (!exporter) return std::nullopt;
    const auto importer = read_label(at, 3);
    if (!importer) return std::nullopt;
    Head head;
    head.size = static_cast<std::size_t>(at - row);
    head.period = *period;
    head.exporter = *exporter;
    head.importer = *importer;
    const auto second =
        head.size - kWord;  // at least "2023,4,8,": never none, never more than five
    head.mask[1] = (std::uint64_t{1} << 8U * second) - 1U;
    head.text = {word(row), word(row + kWord) & head.mask[1]};
    return head;
}

// The fields of a head in one number, above those of a product of six digits.
std::uint64_t key_of(const Head& head) {
    constexpr unsigned kProductBits = 20, kCountryBits = 10;
    return ((std::uint64_t{head.period} << kCountryBits | head.exporter) << kCountryBits |
            head.importer)
           << kProductBits;
}

struct Goods {
    unsigned product = 0;
    std::int64_t value = 0;
    double mass_kg = -1;
};

// The fields k,v,q as the careful reader takes them; nullopt where it has something to say.
std::optional<Goods> read_goods(std::string_view text) {
    if (text.find_first_of("\"\r") != text.npos) return std::nullopt;
    const auto first = text.find(',');
    const auto second = text.find(',', first + 1);
    if (first == text.npos || second == text.npos || text.find(',', second + 1) != text.npos)
        return std::nullopt;
    Goods goods;
    const auto code = trimmed(text.substr(0, first));
    if (code.empty() || code.size() > kBaciCodeDigits) return std::nullopt;
    for (const char digit : code) {
        if (digit < '0' || digit > '9') return std::nullopt;
        goods.product = goods.product * 10 + static_cast<unsigned>(digit - '0');
    }
    const auto value = parse_decimal(trimmed(text.substr(first + 1, second - first - 1)),
                                     kBaciThousand + kValueDecimals);
    if (value.fault != DecimalFault::none || value.value < 0) return std::nullopt;
    goods.value = value.value;
    const auto quantity = trimmed(text.substr(second + 1));
    if (is_not_given(quantity)) return goods;
    const auto mass = parse_double(quantity);
    if (!mass || *mass < 0) return std::nullopt;
    goods.mass_kg = *mass * kBaciKgPerUnit;
    return goods;
}

// The same of rows as nearly all are: a code of six digits, few digits in v, few or NA in q, and no more than 32
// bytes of both.
struct PlainRow {
    const char* next = nullptr;  // the row after it; none where this one is not as usual
    Goods goods;
};
[[gnu::always_inline]] inline PlainRow read_plain_row(const char* at) {
    constexpr unsigned kCode = 6;
    const auto code = word(at);
    const auto digits = (code ^ kZeros) << 16U;
    const char* const v = at + kCode + 1;
    // The end of the row first: the next one waits for it.
    const auto newline = first(places32(v, '\n'));
    const auto comma = first(places32(v, ','));
    if (comma >= newline || newline == kNowhere) return {};
    const auto points = places32(v, '.');
    const Plain value = plain_decimal(v, first(points | std::uint64_t{1} << comma), comma);
    if ((code >> 48U & 0xffU) != ',' || (not_digits(digits) | value.fault) != 0) return {};
    constexpr std::uint64_t kThousands = 10'000'000;  // 1/10,000 dollar in thousands of them
    PlainRow row{v + newline + 1,
                 {static_cast<unsigned>(number(digits)),
                  static_cast<std::int64_t>(value.whole * kThousands +
                                            value.fraction / (kFractions / kThousands)),
                  -1}};
    const char* const q = v + comma + 1;
    const unsigned end = newline - comma - 1 - (v[newline - 1] == '\r' ? 1U : 0U);
    if (*q >= '0' && *q <= '9') {
        const auto point = first(points >> (comma + 1) | std::uint64_t{1} << end);
        const Plain mass = plain_decimal(q, point, end);
        // Both numbers are exact, so that their quotient is the double nearest to the decimal (Clinger 1990).
        constexpr std::uint64_t kExact = std::uint64_t{1} << 53U;
        const auto fractions = mass.whole * kFractions + mass.fraction;
        if (mass.fault != 0 || fractions > kExact) return {};
        row.goods.mass_kg =
            static_cast<double>(fractions) / static_cast<double>(kFractions) * kBaciKgPerUnit;
    } else {
        const auto rest = trimmed({q, end});
        if (rest != "NA" && !rest.empty()) return {};
    }
    return row;
}

bool is_blank(const char* begin, const char* end) {
    return std::all_of(begin, end, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
}

// Writes rows into columns.
class Writer {
public:
    Writer(const Labels& labels, Flows& flows, std::size_t row)
        : labels_{labels}, flows_{flows}, run_begin_{row}, batch_begin_{row} {}

    // Gives the rows before `row` the head of their run, and the later ones this.
    void begin_run(const Head& head, std::size_t row) {
        end_run(row);
        head_ = head;
    }
    void end_run(std::size_t row) {
        if (row > run_begin_) {
            fill(flows_.period, labels_.periods[head_.period], head_.period, Label::period, row);
            fill(flows_.reporter, labels_.countries[head_.exporter], head_.exporter,
                 Label::exporter, row);
            fill(flows_.partner, labels_.countries[head_.importer], head_.importer, Label::importer,
                 row);
            std::fill(&flows_.direction[run_begin_],
                      &flows_.direction[run_begin_] + (row - run_begin_), Direction::both);
        }
        run_begin_ = row;
    }
    // The next row. Products are looked up many at once: their places in the long table of labels are far apart,
    // and the processor then waits for all of them together.
    void add(const Goods& goods) {
        flows_.value[batch_begin_ + batch_] = goods.value;
        flows_.mass_kg[batch_begin_ + batch_] = goods.mass_kg;
        codes_[batch_] = goods.product;
        if (++batch_ == codes_.size()) look_up_products();
    }
    void look_up_products() {
        flows_.product.visit([&](auto elements) {
            using Element = typename decltype(elements)::value_type;
            for (std::size_t i = 0; i < batch_; ++i) {
                const auto index = labels_.products[codes_[i]];
                elements[batch_begin_ + i] = static_cast<Element>(index);
                if (index == Labels::kUnknown)
                    unknown_.push_back({batch_begin_ + i, 1, codes_[i], Label::product});
            }
        });
        batch_begin_ += std::exchange(batch_, 0);
    }

    // By row, and of one row in the order of its columns: as a reader that goes row by row meets them.
    [[nodiscard]] std::vector<Unknown> unknown() && {
        std::stable_sort(unknown_.begin(), unknown_.end(), [](const Unknown& a, const Unknown& b) {
            return std::pair{a.row, a.label} < std::pair{b.row, b.label};
        });
        return std::move(unknown_);
    }

private:
    void fill(IndexColumn& column, std::uint32_t index, unsigned number, Label label,
              std::size_t end) {
        if (index == Labels::kUnknown) {
            unknown_.push_back({run_begin_, end - run_begin_, number, label});
            return;
        }
        column.visit([&](auto elements) {
            using Element = typename decltype(elements)::value_type;
            std::fill(elements.data() + run_begin_, elements.data() + end,
                      static_cast<Element>(index));
        });
    }

    const Labels& labels_;
    Flows& flows_;
    Head head_;
    std::size_t run_begin_;
    std::array<unsigned, 512> codes_{};
    std::size_t batch_ = 0;
    std::size_t batch_begin_;
    std::vector<Unknown> unknown_;
};

}  // namespace

BulkRows read_rows(const char* at, const char* end, bool last, const Labels& labels, Flows& flows,
                   std::size_t first_row) {
    Writer writer{labels, flows, first_row};
    Head head;
    BulkRows result;
    std::uint64_t of_head = 0;
    const auto follow = [&](unsigned product) {
        const auto key = of_head | product;
        if (result.last == 0)
            result.first = key;
        else
            result.is_ascending = result.is_ascending && key > result.last;
        result.last = key;
    };
    std::size_t row = first_row;
    for (; at != end; ++row) {
        const bool same_head = (((word(at) ^ head.text[0]) & head.mask[0]) |
                                ((word(at + kWord) & head.mask[1]) ^ head.text[1])) == 0;
        if (!same_head) {
            const auto other = read_head(at);
            if (!other) {
                if (last && is_blank(at, end)) break;
                return {};
            }
            head = *other;
            writer.begin_run(head, row);
            of_head = key_of(head);
        }
        at += head.size;
        const auto plain = read_plain_row(at);
        if (plain.next != nullptr) {
            writer.add(plain.goods);
            follow(plain.goods.product);
            at = plain.next;
            continue;
        }
        const char* const newline = std::find(at, end, '\n');
        const auto size = static_cast<std::size_t>(newline - at);
        const auto goods = read_goods({at, size > 0 && newline[-1] == '\r' ? size - 1 : size});
        if (!goods) return {};
        writer.add(*goods);
        follow(goods->product);
        at = newline + 1;
    }
    writer.end_run(row);
    writer.look_up_products();
    result.regular = true;
    result.rows = row - first_row;
    result.unknown = std::move(writer).unknown();
    return result;
}

std::size_t count_byte(const char* begin, const char* end, char byte) {
    std::size_t count = 0;
#ifdef __SSE2__
    constexpr std::ptrdiff_t kBytes = 16;
    constexpr int kMost = 255;  // a byte counts so far
    const __m128i wanted = _mm_set1_epi8(byte);
    while (end - begin >= kBytes) {
        __m128i counts = _mm_setzero_si128();
        for (int i = 0; i < kMost && end - begin >= kBytes; ++i, begin += kBytes)
            counts = _mm_sub_epi8(
                counts,
                _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(begin)), wanted));
        const __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());
        count += static_cast<std::size_t>(_mm_cvtsi128_si32(sums)) +
                 static_cast<std::size_t>(_mm_extract_epi16(sums, 4));
    }
#endif
    return count + static_cast<std::size_t>(std::count(begin, end, byte));
}

}  // namespace jarip::trade
