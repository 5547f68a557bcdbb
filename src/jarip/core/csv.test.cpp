#include "jarip/core/csv.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "jarip/core/files.hpp"
#include "jarip/core/random.hpp"

namespace jarip {
namespace {

// Sound CSV of every kind: fields quoted or not, quotes doubled, line ends inside quotes, all three line ends.
std::string random_csv(std::uint64_t seed) {
    RandomStream random{{.seed = seed}};
    const std::array<const char*, 6> plain{"a", "9.5", "", "가나", "x y", "don't"};
    const std::array<const char*, 7> quoted{"",     "a,b", "say \"\"hi\"\"", "two\nlines", "\r\n",
                                            "\"\"", " 나 "};
    const std::array<const char*, 3> ends{"\n", "\r\n", "\r"};
    const auto pick = [&](const auto& words) {
        return std::string{words[random.below(words.size())]};
    };
    std::string text;
    for (int row = 0; row < 400; ++row) {
        const auto fields = 1 + random.below(5);
        for (std::uint64_t field = 0; field < fields; ++field) {
            if (field > 0) text += ',';
            text += random.below(2) == 0 ? pick(plain) : '"' + pick(quoted) + '"';
        }
        text += pick(ends);
    }
    return text;
}

std::string hex(std::string_view text) {
    std::string result;
    for (const char c : text) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        result += kDigits[byte >> 4U];
        result += kDigits[byte & 15U];
    }
    return result;
}

// Each row as its fields in hexadecimal; rows without any value left out.
std::string by_us(const std::string& text) {
    CsvReader reader{text};
    std::string result;
    for (auto row = reader.next(); !row.empty(); row = reader.next()) {
        for (const auto& field : row)
            result += hex(field.doubled ? unescaped(field.value) : std::string{field.value}) + ' ';
        result += '\n';
    }
    return result;
}

std::string by_python(const std::string& path) {
    const std::string command =
        "python3 -c 'import csv, sys\n"
        "for row in csv.reader(open(sys.argv[1], encoding=\"utf-8\", newline=\"\"), strict=True):\n"
        "    if any(row): print(*(field.encode().hex() for field in row), \"\")' " +
        path + " 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), &pclose};
    std::string result;
    std::array<char, 4096> buffer{};
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
        result.append(buffer.data(), got);
    return result;
}

TEST(CsvReader, ReadsWhatPythonReads) {
    if (std::system("python3 -c 'import csv' >/dev/null 2>&1") != 0) GTEST_SKIP() << "no python3";
    const auto path =
        (std::filesystem::temp_directory_path() / ("jarip-csv-" + std::to_string(getpid())))
            .string();
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto text = random_csv(seed);
        write_file(path, text);
        EXPECT_EQ(by_us(text), by_python(path)) << "seed " << seed;
    }
    std::filesystem::remove(path);
}

TEST(CsvReader, OtherSeparatorsAreAsGood) {
    CsvReader reader{"a;\"b;c\";d,e\n", ';'};
    const auto row = reader.next();
    ASSERT_EQ(row.size(), 3U);
    EXPECT_EQ(row[1].value, "b;c");
    EXPECT_EQ(row[2].value, "d,e");
    EXPECT_TRUE(reader.next().empty());
    EXPECT_TRUE(reader.next().empty()) << "the end stays the end";
}

TEST(LineEndCount, CountsEveryKindOnce) {
    EXPECT_EQ(line_end_count("a\nb\r\nc\rd"), 3U);
    EXPECT_EQ(line_end_count("\r\r\n\n"), 3U);
    EXPECT_EQ(line_end_count(""), 0U);
}

}  // namespace
}  // namespace jarip
