// The quick reader of plain XML tells the same as the parser for all of it, or leaves the document to that one.
#include "jarip/trade/reading/plain_xml.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "jarip/trade/reading/xml.hpp"

namespace jarip::trade {
namespace {

// What a handler was told, one event a piece.
struct Told {
    std::string all;

    template <class Attributes>
    void start(std::string_view name, const Attributes& attributes) {
        all += "<" + std::string{name} + " r=" + std::string{attributes("r")} +
               " t=" + std::string{attributes("t")} + ">";
    }
    void end(std::string_view name) { all += "</" + std::string{name} + ">"; }
    void text(std::string_view piece) { all += piece; }
};

std::optional<std::string> quickly(std::string_view document) {
    Told told;
    if (!scan_plain_xml(document, told)) return std::nullopt;
    return told.all;
}

std::optional<std::string> thoroughly(std::string_view document) {
    Told told;
    XmlEvents events;
    events.start = [&](std::string_view name, const XmlEvents::Attributes& attributes) {
        told.start(name, attributes);
    };
    events.end = [&](std::string_view name) { told.end(name); };
    events.text = [&](std::string_view piece) { told.text(piece); };
    XmlPlace place;
    if (!parse_xml(document, events, place)) return std::nullopt;
    return told.all;
}

constexpr std::string_view kPlainSheet =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row r='1' x:t = \"a\"></x:row>"
    "<x:row r=\"1\" >\n<x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>a &amp; b &#47; &#x1F600; 한국</x:t></x:is>"
    "</x:c><x:c r=\"B1\"/><x:c r=\"C1\" ><x:v>1.5</x:v></x:c ></x:row></x:sheetData></x:worksheet>\n";

TEST(PlainXml, TellsWhatTheParserTells) {
    std::string plain{kPlainSheet};
    plain.erase(plain.find(" x:t = \"a\""), 10);  // blanks around = are left to the parser
    ASSERT_TRUE(thoroughly(plain));
    EXPECT_EQ(quickly(plain), thoroughly(plain));
    EXPECT_EQ(quickly(kPlainSheet), std::nullopt);
}

TEST(PlainXml, LeavesWhatIsNotPlainToTheParser) {
    for (const std::string_view document :
         {"<a><!-- 1 --></a>", "<a><![CDATA[1]]></a>", "<a b=\"1&amp;2\"/>", "<a>1\r\n2</a>",
          "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", "<a b=\"1\" c:b=\"2\"/>",
          "<!DOCTYPE a><a/>", "<a>&unknown;</a>"})
        EXPECT_EQ(quickly(document), std::nullopt) << document;
}

TEST(PlainXml, DoesNotTakeWhatTheParserRefuses) {
    const std::string whole{kPlainSheet};
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto cut = whole.substr(0, length);
        if (!thoroughly(cut)) {
            EXPECT_EQ(quickly(cut), std::nullopt) << cut;
        }
    }
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char c : {'<', '>', '&', '"', '/', ' ', '\x01', '\xFF'}) {
            auto changed = whole;
            changed[at] = c;
            const auto quick = quickly(changed);
            if (quick) {
                EXPECT_EQ(quick, thoroughly(changed)) << changed;
            }
        }
}

}  // namespace
}  // namespace jarip::trade
