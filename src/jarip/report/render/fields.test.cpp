#include <gtest/gtest.h>
#include <array>
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
        field::also<inner_fields>(),
        field::day<&Sample::day>("day").says("when"),
        field::list<&Sample::parts, part_fields>("parts"),
        field::texts<&Sample::words>("words"),
    };
    return fields;
}

const AnyFields& sample_form() { return sample_fields(); }
constexpr std::array<FieldsFunction, 1> kForms{sample_form};
constexpr Document kDocument{"sample", "a sample", false, kForms};

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

TEST(Fields, TextThatIsNoUtf8NeverStopsADocument) {
    const Sample result{.words = {"a\xff"}};
    EXPECT_NE(json(described_sample(result), {}).find("a\xEF\xBF\xBD"), std::string::npos);
}

std::string file_text(const std::string& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Schemas, OfTheRepositoryAreThoseThatTheFieldsMake) {
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
