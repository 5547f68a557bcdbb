// docs/model.md against the rules by which tables are read.

#include <gtest/gtest.h>

#include <string>

#include "jarip/core.hpp"
#include "jarip/network/tables/schema.hpp"

namespace jarip::network {
namespace {

TEST(Documentation, NamesEveryTableAndColumnAndSaysWhichAreRequired) {
    const std::string text = read_file("docs/model.md").text;
    for (const auto& table : table_rules()) {
        const auto name = std::string{table.name};
        // A section of its own, or an entry of the list of flows.
        auto start = text.find("\n### " + name + ".csv");
        if (start == std::string::npos) start = text.find("\n- " + name + ".csv: ");
        ASSERT_NE(start, std::string::npos) << name;
        const auto words = text.substr(start, text.find("\n##", start + 2) - start);
        // What every table may have is described once.
        for (const auto& column : table.columns) {
            if (column.name == "assumed" || column.name == "note") continue;
            if (column.name == "source" && column.cell != Cell::id) continue;
            const std::string code = "`" + std::string{column.name} + "`";
            EXPECT_NE(words.find(code), std::string::npos) << name << ' ' << column.name;
            EXPECT_EQ(words.find("**" + code + "**") != std::string::npos, column.required)
                << name << ' ' << column.name;
        }
    }
}

TEST(Documentation, ShowsACommandOfEveryWhatIfForm) {
    const std::string text = read_file("docs/model.md").text;
    for (const auto* form : {"status=operating", "*=2", "+=0.2"})
        EXPECT_NE(text.find(form), std::string::npos) << form;
}

}  // namespace
}  // namespace jarip::network
