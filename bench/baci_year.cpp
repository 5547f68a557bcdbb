// Writes a year of trade in the layout of CEPII BACI, as large as the real one: 230 countries, 5,000 products of six
// digits, some 11 million rows sorted by exporter, importer and product, 3 % of the quantities "          NA".
//
//     baci_year OUT.csv [YEAR [MILLIONS_OF_ROWS [SEED]]]
//
// Integers only: the same arguments give the same bytes on every machine.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr std::size_t kCountries = 230;
constexpr std::size_t kProducts = 5000;
constexpr std::uint64_t kPermille = 1000;
constexpr std::uint64_t kOne = std::uint64_t{1} << 32;

// Steele, Lea & Flood (2014), SplitMix64.
std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

struct World {
    std::vector<unsigned> countries;  // numbers of one to three digits, ascending
    std::vector<unsigned> products;
    std::vector<std::uint64_t> size;  // of a country, 1…1000: few are large
    std::vector<std::uint64_t> ease;  // of a product, 1…1000: how many make it
    std::uint64_t seed;
};

World world(std::uint64_t seed) {
    World world{{}, {}, {}, {}, seed};
    // 4, 8, 12 … as ISO 3166 numbers are spaced.
    for (std::size_t c = 0; c < kCountries; ++c) {
        world.countries.push_back(static_cast<unsigned>(4 + c * 890 / kCountries));
        const auto luck = 1 + mixed(seed ^ (c << 8U)) % kPermille;
        world.size.push_back(std::max<std::uint64_t>(20, luck * luck / kPermille));
    }
    // BACI's number of Taiwan, in the place of the one that ISO gives it.
    std::replace(world.countries.begin(), world.countries.end(), 158U, 490U);
    std::sort(world.countries.begin(), world.countries.end());
    for (std::size_t p = 0; p < kProducts; ++p) {
        // 97 chapters of some 52 codes each.
        const auto chapter = p * 97 / kProducts;
        const auto within = p - (chapter * kProducts + 96) / 97;
        world.products.push_back(
            static_cast<unsigned>((chapter + 1) * 10'000 + 110 + within * 170));
        world.ease.push_back(50 + mixed(seed ^ (p << 24U)) % (kPermille - 50));
    }
    return world;
}

// How much an exporter is at home in a product: 1…1000, the larger countries in all, the smaller in the easy ones.
std::uint64_t skill(const World& world, std::size_t exporter, std::size_t product) {
    const auto own = mixed(world.seed ^ (exporter << 40U) ^ product) % kPermille;
    return std::min(kPermille, 1 + (world.size[exporter] * (own + kPermille) / 2 +
                                    world.ease[product] * own / 4) /
                                       kPermille);
}

void append(std::string& text, std::uint64_t number) {
    char digits[20];
    std::size_t count = 0;
    do digits[count++] = static_cast<char>('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0) text += digits[--count];
}

// 1234 is "1.234", 1200 "1.2" and 1000 "1".
void append_thousandths(std::string& text, std::uint64_t number) {
    append(text, number / 1000);
    auto rest = number % 1000;
    if (rest == 0) return;
    text += '.';
    for (std::uint64_t digit = 100; rest > 0; rest %= digit, digit /= 10)
        text += static_cast<char>('0' + rest / digit);
}

void append_row(std::string& text, const std::string& head, unsigned product, std::uint64_t draw) {
    text += head;
    append(text, product + 1'000'000);
    text.erase(text.size() - 7, 1);
    text += ',';
    // From one dollar to a billion, most of it small.
    const auto value = 1 + (draw & 0x3ffU) * ((draw >> 10U) & 0x3ffU) *
                               (std::uint64_t{1} << ((draw >> 20U) % 9)) / 97;
    append_thousandths(text, value);
    text += ',';
    if ((draw >> 32U) % 33 == 0)
        text += "          NA";
    else
        append_thousandths(text, value * (1 + (draw >> 40U) % 200) / 1000);
    text += '\n';
}

// Rows that there would be if each likelihood were taken as it is.
std::uint64_t rows_at_most(const World& world) {
    std::uint64_t importers = 0;
    std::uint64_t total = 0;
    for (const auto size : world.size) importers += size;
    for (std::size_t i = 0; i < kCountries; ++i)
        for (std::size_t k = 0; k < kProducts; ++k)
            total += skill(world, i, k) * (importers - world.size[i]);
    return total / (kPermille * kPermille);
}

bool write_year(std::FILE* out, unsigned year, std::uint64_t rows, std::uint64_t seed) {
    const World world = ::world(seed);
    const auto chance = rows * kOne / rows_at_most(world);  // of a likelihood of one
    constexpr std::size_t kFlush = std::size_t{1} << 20U;
    std::string text = "t,i,j,k,v,q\n";
    std::vector<std::uint64_t> skills(kProducts);
    for (std::size_t i = 0; i < kCountries; ++i) {
        for (std::size_t k = 0; k < kProducts; ++k) skills[k] = skill(world, i, k);
        for (std::size_t j = 0; j < kCountries; ++j) {
            if (i == j) continue;
            const auto head = std::to_string(year) + ',' + std::to_string(world.countries[i]) +
                              ',' + std::to_string(world.countries[j]) + ',';
            const auto key = mixed(seed ^ (std::uint64_t{year} << 32U) ^ (i << 16U) ^ j);
            for (std::size_t k = 0; k < kProducts; ++k) {
                const auto draw = mixed(key + k);
                const auto likely = skills[k] * world.size[j] * chance / (kPermille * kPermille);
                if ((draw & (kOne - 1)) >= likely) continue;
                append_row(text, head, world.products[k], mixed(draw));
            }
            if (text.size() < kFlush) continue;
            if (std::fwrite(text.data(), 1, text.size(), out) != text.size()) return false;
            text.clear();
        }
    }
    return std::fwrite(text.data(), 1, text.size(), out) == text.size();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: baci_year OUT.csv [YEAR [MILLIONS_OF_ROWS [SEED]]]\n");
        return 2;
    }
    const auto argument = [&](int at, unsigned long default_value) {
        return argc > at ? std::strtoul(argv[at], nullptr, 10) : default_value;
    };
    constexpr std::uint64_t kMillion = 1'000'000;
    std::FILE* const out = std::fopen(argv[1], "wb");
    if (out == nullptr) return 1;
    const bool written = write_year(out, static_cast<unsigned>(argument(2, 2023)),
                                    argument(3, 11) * kMillion, argument(4, 1));
    return std::fclose(out) == 0 && written ? 0 : 1;
}
