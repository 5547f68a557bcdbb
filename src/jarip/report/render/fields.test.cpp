#include <gtest/gtest.h>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

struct Part {
    std::string name;
    std::optional<double> weight;
};
struct Sample {
    double cost = -0.0;
    std::optional<int> day;
    bool open = true;
    std::vector<Part> parts;
    std::vector<std::string> words;
};

const Fields<Part>& part_fields() {
    static constexpr FieldList fields{
        "part",
        field::id<&Part::name>("name"),
        field::quantity<&Part::weight>("weight", "kg").at_least(0),
    };
    return fields;
}
const Fields<Sample>& inner_fields() {
    static constexpr FieldList fields{"inner", field::flag<&Sample::open>("open")};
    return fields;
}
const Fields<Sample>& sample_fields() {
    static constexpr FieldList fields{
        "sample",
        field::number<&Sample::cost>("cost"),
        field::spread<inner_fields>(),
        field::day<&Sample::day>("day").says("when"),
        field::list<&Sample::parts, part_fields>("parts"),
        field::text<&Sample::words>("words"),
    };
    return fields;
}

const AnyFields& sample_form() { return sample_fields(); }
constexpr std::array<FieldsFunction, 1> kForms{sample_form};
constexpr Document kDocument{"sample", "a sample", Head::seed, kForms};

Described described_sample(const Sample& sample) { return {&kDocument, &sample_fields(), &sample}; }

Sample sample() { return {.parts = {{"a\"b", 1.5}, {"c", std::nullopt}}, .words = {"x", "y"}}; }

TEST(Fields, GiveJsonInTheirOrderWithoutMinusZero) {
    const std::string text = json(described_sample(sample()), {});
    EXPECT_NE(text.find(R"(  "cost": 0.0,
  "open": true,
  "day": null,
  "parts": [
    {
      "name": "a\"b",
      "weight": 1.5
    },
    {
      "name": "c",
      "weight": null
    }
  ],
  "words": [
    "x",
    "y"
  ]
})"),
              std::string::npos)
        << text;
}

TEST(Fields, GiveATableForScalarsAndForEachList) {
    const Sample result = sample();
    const auto tables = csv_tables(described_sample(result), {});
    ASSERT_EQ(tables.size(), 3U);
    EXPECT_EQ(tables[0].name, "summary");
    EXPECT_EQ(tables[0].csv, "cost,open,day\n0,true,\n");
    EXPECT_EQ(tables[1].name, "parts");
    EXPECT_EQ(tables[1].csv, "name,weight\n\"a\"\"b\",1.5\nc,\n");
    EXPECT_EQ(tables[2].csv, "words\nx\ny\n");
}

TEST(Fields, TextThatIsNoUtf8IsShownEscaped) {
    const Sample result{.words = {"a\xff"}};
    EXPECT_NE(json(described_sample(result), {}).find(R"("a\\xff")"), std::string::npos);
}

// A terminal obeys DEL, C1 controls and turns of the direction of writing, which JSON may leave as they are.
TEST(Fields, NothingThatATerminalObeysIsWrittenAsItIs) {
    const Sample result{.words = {"\x7f", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6", "대만"}};
    const auto text = json(described_sample(result), {});
    for (const char* const escaped : {R"("\u007f")", R"("\u009b")", R"("\u202e")", R"("\u2066")"})
        EXPECT_NE(text.find(escaped), std::string::npos) << escaped;
    EXPECT_NE(text.find("\"대만\""), std::string::npos);
}

// Parts with a list of spans and a record of like records, as results of trade and rack have them.
struct Span {
    Day first, last;
};
struct Point {
    std::string name;
    std::vector<Part> parts;
    std::vector<Span> gaps;
    Part light, heavy;
};
struct Series {
    std::vector<Point> points;
};
const Fields<Span>& test_span_fields() {
    static constexpr FieldList fields{"span", field::date<&Span::first>("first"),
                                      field::date<&Span::last>("last")};
    return fields;
}
const Fields<Point>& like_fields() {
    static constexpr FieldList fields{"like",
                                      field::record<&Point::light, part_fields>("low").in("kg"),
                                      field::record<&Point::heavy, part_fields>("high").in("kg")};
    return fields;
}
const Fields<Point>& point_fields() {
    static constexpr FieldList fields{
        "point",
        field::id<&Point::name>("id").as_key(),
        field::list<&Point::parts, part_fields>("parts"),
        field::list<&Point::gaps, test_span_fields>("missing").in_one_cell(),
        field::record<field::itself<Point>, like_fields>("bounds").as_rows_of_table(),
    };
    return fields;
}
const Fields<Series>& points_fields() {
    static constexpr FieldList fields{"series",
                                      field::list<&Series::points, point_fields>("series")};
    return fields;
}
const AnyFields& points_form() { return points_fields(); }

TEST(Fields, RowsOfListsWithinAListSayWhatTheyBelongTo) {
    constexpr std::array<FieldsFunction, 1> kPoints{points_form};
    const Document document{"points", "points", Head::seed, kPoints};
    const auto day = [](unsigned number) {
        return *parse_date("2025-01-0" + std::to_string(number));
    };
    const Series series{{{"a", {}, {{day(1), day(2)}, {day(4), day(5)}}, {"l", 1}, {"h", 2}},
                         {"b", {{"x", 3}}, {}, {"l", 4}, {"h", std::nullopt}}}};
    const auto tables = csv_tables({&document, &points_fields(), &series}, {});
    ASSERT_EQ(tables.size(), 3U);
    EXPECT_EQ(tables[0].csv, "id,missing\na,2025-01-01..2025-01-02; 2025-01-04..2025-01-05\nb,\n");
    EXPECT_EQ(tables[1].csv, "row,series.id,name,weight\n2,b,x,3\n");
    EXPECT_EQ(tables[2].csv,
              "row,series.id,figure,unit,name,weight\n1,a,low,kg,l,1\n1,a,high,kg,h,2\n"
              "2,b,low,kg,l,4\n2,b,high,kg,h,\n");
}

TEST(Fields, TheMainTableIsTheFirstNamedThatHasRows) {
    constexpr std::array<FieldsFunction, 1> kPoints{points_form};
    constexpr std::array<std::string_view, 2> kMain{"series.parts", "series"};
    const Document document{"points", "points", Head::seed, kPoints, kMain};
    const Series without{{{"a", {}, {}, {"l", 1}, {"h", 2}}}};
    EXPECT_EQ(main_csv({&document, &points_fields(), &without}, {}), "id,missing\na,\n");
    const Series with{{{"a", {{"x", 3}}, {}, {"l", 1}, {"h", 2}}}};
    EXPECT_EQ(main_csv({&document, &points_fields(), &with}, {}),
              "row,series.id,name,weight\n1,a,x,3\n");
}

std::string file_text(const std::string& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Schemas, OfTheRepositoryAreThoseThatTheFieldsMake) {
    std::set<std::string> made;
    for (const auto& schema : schemas()) made.insert(schema.file);
    for (const auto& entry : std::filesystem::directory_iterator{"docs/schema"}) {
        const auto name = entry.path().filename().string();
        const bool is_schema = name.ends_with(".json");
        EXPECT_TRUE(!is_schema || made.contains(name)) << name << " is no schema of a result";
    }
    for (const auto& schema : schemas())
        EXPECT_EQ(file_text("docs/schema/" + schema.file), schema.text)
            << "docs/schema/" << schema.file << ": run scripts/schemas";
}

void check(const AnyFields& fields, std::set<const AnyFields*>& seen, std::set<std::string>& keys) {
    if (!seen.insert(&fields).second) return;
    for (const Field& field : fields.all()) {
        if (field.spread) {
            seen.erase(&field.of());
            check(field.of(), seen, keys);
            continue;
        }
        EXPECT_TRUE(keys.insert(std::string{field.key}).second)
            << fields.name << " has the key " << field.key << " twice";
        for (const Language language : {Language::en, Language::ko}) {
            const std::string key =
                field.title.empty() ? "fields." + std::string{field.key} : std::string{field.title};
            EXPECT_TRUE(has_text(language, key)) << key;
        }
        std::set<std::string> inner;
        if (field.of) check(field.of(), seen, inner);
    }
}

TEST(Documents, EachFieldHasATitleInBothLanguagesAndAKeyOfItsOwn) {
    for (const Document* const document : documents())
        for (const auto form : document->forms) {
            std::set<const AnyFields*> seen;
            std::set<std::string> keys;
            check(form(), seen, keys);
            std::set<std::string_view> names;
            for (const AnyFields* const fields : seen)
                EXPECT_TRUE(names.insert(fields->name).second)
                    << document->name << " has two definitions " << fields->name;
        }
}

}  // namespace
}  // namespace jarip::report
