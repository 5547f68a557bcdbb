#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include <filesystem>

#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/netbox/netbox.hpp"
#include "jarip/rack/netbox/yaml.hpp"

namespace jarip::rack {
namespace {

using ::testing::HasSubstr;

struct Result {
    Library library;
    Diagnostics diagnostics;
    std::string messages() const { return render(diagnostics.sorted(), Language::en); }
};

Result import(const std::vector<SourceFile>& files) {
    Result result;
    result.library = import_netbox(files, 2);
    result.diagnostics = result.library.findings;
    return result;
}
Result import(const std::string& text) { return import(std::vector<SourceFile>{{"x.yaml", text}}); }

const std::string kImportHead = "---\nmanufacturer: M\nmodel: Box 1\n";

TEST(Import, ReadsWhatAFileSaysAndLeavesTheRestUnknown) {
    const auto result = import(
        kImportHead +
        "u_height: 1.5\nweight: 10\nweight_unit: lb\npower-ports:\n  - name: a\n    type: iec-60320-c14\n"
        "    maximum_draw: 700\n  - name: b\n    type: iec-60320-c14\n    maximum_draw: 700\n"
        "interfaces:\n  - name: e1\n    type: 400gbase-x-osfp\n  - name: m\n    type: 1000base-t\n");
    EXPECT_EQ(result.messages(), "");
    const auto& type = result.library.devices.at(0);
    EXPECT_EQ(type.slug, "m-box-1");
    EXPECT_EQ(type.u_height.value, 1.5);
    EXPECT_NEAR(type.mass_kg.value, 4.536, 0.001);
    EXPECT_EQ(type.maximum_w.value, 1400);
    EXPECT_FALSE(type.allocated_w.given);
    EXPECT_FALSE(type.watts.given);
    EXPECT_EQ(type.psu_count.value, 2);
    EXPECT_EQ(type.plug, "c14");
    EXPECT_TRUE(type.is_full_depth);
    ASSERT_EQ(type.ports.size(), 2u);
    EXPECT_EQ(type.ports[0].kind, "osfp");
    EXPECT_EQ(type.ports[1].kind, "rj45");
}

TEST(Import, KeepsUnknownKeysAndWarns) {
    const auto result = import(
        kImportHead + "u_height: 1\ncolour: red\nmodule-bays:\n  - name: 1\n    poisition: 1\n");
    EXPECT_FALSE(result.diagnostics.has_errors());
    EXPECT_THAT(result.messages(), HasSubstr("x.yaml:5:1: warning E0434"));
    EXPECT_THAT(result.messages(), HasSubstr("module-bays.poisition"));
    EXPECT_THAT(netbox_yaml(result.library.devices.at(0)), HasSubstr("colour: red"));
    EXPECT_THAT(netbox_yaml(result.library.devices.at(0)), HasSubstr("poisition: 1"));
}

TEST(Import, WarnsOfAValueThatCannotBeUsedAndLeavesItUnknown) {
    const auto result =
        import(kImportHead + "u_height: tall\nweight: -3\nweight_unit: kg\nis_full_depth: maybe\n");
    EXPECT_FALSE(result.diagnostics.has_errors());
    EXPECT_FALSE(result.library.devices.at(0).u_height.given);
    EXPECT_FALSE(result.library.devices.at(0).mass_kg.given);
    EXPECT_THAT(result.messages(), HasSubstr("E0435"));
}

TEST(Import, RejectsBombsAndNoTypesWithTheirPlace) {
    EXPECT_THAT(import("a: &x [1, 2]\nb: *x\n").messages(), HasSubstr("x.yaml:1:4: error E0431"));
    EXPECT_THAT(import(kImportHead + "model: again\n").messages(),
                HasSubstr("x.yaml:4:1: error E0432"));
    EXPECT_THAT(import("manufacturer: M\n").messages(), HasSubstr("E0433"));
    EXPECT_THAT(import("- 1\n- 2\n").messages(), HasSubstr("E0437"));
    EXPECT_THAT(import("a: [1\n").messages(), HasSubstr("E0430"));
    EXPECT_THAT(import("").messages(), HasSubstr("E0437"));
    EXPECT_THAT(import("a: " + std::string(100, '[') + std::string(100, ']')).messages(),
                HasSubstr("E0436"));
    EXPECT_THAT(import(std::string{"a: \xff\n"}).messages(), HasSubstr("E0004"));
    EXPECT_THAT(
        import(kImportHead + "u_height: 1\n'" + std::string(400, 'k') + "': 1\n").messages(),
        HasSubstr("x.yaml:5:1: error E0430"))
        << "a key that YAML could not write again";
    EXPECT_EQ(import("a: [1\n").library.rejected, 1u);
}

TEST(Import, TakesOneFileForWhatItsFolderSays) {
    const auto result = import(
        {{"lib/device-types/M/a.yaml", kImportHead + "u_height: 1\n"},
         {"lib/module-types/M/b.yaml", kImportHead},
         {"lib/rack-types/M/c.yaml",
          kImportHead +
              "form_factor: 4-post-cabinet\nwidth: 19\nu_height: 42\nstarting_unit: 1\n"
              "outer_width: 24\nouter_unit: in\nweight: 300\nmax_weight: 3000\nweight_unit: lb\n"}});
    EXPECT_EQ(result.library.devices.size(), 1u);
    EXPECT_EQ(result.library.modules.size(), 1u);
    ASSERT_EQ(result.library.frames.size(), 1u);
    EXPECT_NEAR(result.library.frames[0].frame.width_mm.value, 609.6, 1e-9);
    EXPECT_NEAR(result.library.frames[0].frame.max_load_kg.value, 1360.777, 0.001);
    EXPECT_EQ(result.messages(), "");
}

TEST(Import, NumbersASlugThatIsThereAlready) {
    const auto result = import(
        {{"a.yaml", kImportHead + "u_height: 1\n"}, {"b.yaml", kImportHead + "u_height: 2\n"}});
    EXPECT_EQ(result.library.devices.at(1).slug, "m-box-1-2");
    EXPECT_THAT(result.messages(), HasSubstr("b.yaml:1:1: warning E0438"));
}

TEST(Yaml, ReadsTheStylesThatTheLibraryUses) {
    Diagnostics diagnostics;
    const auto root = parse_yaml(
        {"x.yaml",
         "---\n# a comment\nplain: some words\n  and more\nsingle: 'it''s\n\n  two'\ndouble: \"a\\\n  b\\r\\n\"\n"
         "literal: |\n  one\n  two\nfolded: >\n  one\n  two\nnumber: 0.50\ntext: '42'\n"},
        diagnostics);
    ASSERT_TRUE(root);
    EXPECT_EQ(root->find("plain")->value, "some words and more");
    EXPECT_EQ(root->find("single")->value, "it's\ntwo");
    EXPECT_EQ(root->find("double")->value, "ab\r\n");
    EXPECT_EQ(root->find("literal")->value, "one\ntwo\n");
    EXPECT_EQ(root->find("folded")->value, "one two\n");
    EXPECT_FALSE(root->find("number")->is_text);
    EXPECT_TRUE(root->find("text")->is_text);
}

TEST(Export, WritesWhatImportReadsBack) {
    for (const auto& type : built_in_types()) {
        const auto yaml = netbox_yaml(type);
        const auto result = import(std::vector<SourceFile>{{"x.yaml", yaml}});
        ASSERT_EQ(result.messages(), "") << yaml;
        const auto& again = result.library.devices.at(0);
        EXPECT_EQ(again.slug, type.slug);
        EXPECT_EQ(again.u_height.value, type.u_height.value);
        EXPECT_EQ(again.mass_kg.value, type.mass_kg.value);
        EXPECT_EQ(again.is_full_depth, type.is_full_depth);
        EXPECT_EQ(netbox_yaml(again),
                  netbox_yaml(import(std::vector<SourceFile>{{"x.yaml", netbox_yaml(again)}})
                                  .library.devices.at(0)));
    }
}

// Lines of a page without its comments.
std::string taken(const std::string& page) {
    std::istringstream lines{page};
    std::string result;
    for (std::string line; std::getline(lines, line);)
        if (line.find_first_not_of(' ') == std::string::npos ||
            line[line.find_first_not_of(' ')] != '#')
            result += line + '\n';
    return result;
}

// Each value by the rules of NetBox's models: children are 0U, masses have units, draws are whole and at least 1, and what
// is allocated is not above the maximum, legs are A to C, names are there once, ports that are named are there.
TEST(Export, LeavesOutWhatNetboxRefusesAndSaysSo) {
    const auto library = import_netbox(
        {{"device-types/x/a.yaml",
          "manufacturer: Maker\nmodel: Alpha\nslug: maker-alpha\nu_height: 1\nsubdevice_role: child\n"
          "airflow: sideways\nweight: 3\nweight_unit: stone\ndescription: fine\n"
          "power-ports:\n  - name: PSU1\n    maximum_draw: 0\n  - name: PSU2\n"
          "    maximum_draw: 350.5\n  - name: PSU2\n    maximum_draw: 400\n"
          "  - name: PSU3\n    maximum_draw: 400\n    allocated_draw: 500\n  - label: none\n"
          "power-outlets:\n  - name: Out1\n    feed_leg: D\n    power_port: PSU9\n"
          "  - name: Out2\n    feed_leg: B\n    power_port: PSU1\n"
          "interfaces:\n  - name: eth0\n  - name: eth1\n    type: 10gbase-t\n"
          "device-bays:\n  - name: bay\n"},
         {"rack-types/x/r.yaml",
          "manufacturer: Maker\nmodel: Rho\nslug: maker-rho\nform_factor: shelf\nwidth: 18\nu_height: 42.5\n"
          "outer_width: 600\nmax_weight: 900\nweight_unit: kg\nairflow: passive\n"}},
        1);
    const auto [page, refused] = netbox_file(library.devices.at(0));
    EXPECT_EQ(
        taken(page),
        "---\nmanufacturer: Maker\nmodel: Alpha\nslug: maker-alpha\nu_height: 0\nis_full_depth: true\n"
        "subdevice_role: child\ndescription: fine\n"
        "power-ports:\n  - name: PSU1\n  - name: PSU2\n  - name: PSU3\n"
        "    maximum_draw: 400\n"
        "power-outlets:\n  - name: Out1\n  - name: Out2\n    feed_leg: \"B\"\n"
        "    power_port: PSU1\n"
        "interfaces:\n  - name: eth1\n    type: 10gbase-t\n")
        << page;
    for (const char* words :
         {"#~ u_height: 1\n", "#~ airflow: sideways\n", "#~ weight: 3\n", "#~ weight_unit: stone\n",
          "#~ maximum_draw: 0\n", "#~ maximum_draw: 350.5\n", "#~ allocated_draw: 500\n",
          "#~ feed_leg: \"D\"\n", "#~ power_port: PSU9\n", "  #~ - name: eth0\n",
          "#~ device-bays:\n  #~ - name: bay\n"})
        EXPECT_NE(page.find(words), std::string::npos) << words << page;
    EXPECT_EQ(refused.counts().warnings, 13u) << render(refused.sorted(), Language::en);
    const auto rack = netbox_yaml(library.frames.at(0));
    EXPECT_EQ(taken(rack),
              "---\nmanufacturer: Maker\nmodel: Rho\nslug: maker-rho\nform_factor: 4-post-cabinet\n"
              "starting_unit: 1\nmax_weight: 900\nweight_unit: kg\n")
        << rack;
    // Nothing is lost: the comments are read again for what they were.
    const auto again =
        import_netbox({{"device-types/x/a.yaml", page}, {"rack-types/x/r.yaml", rack}}, 1);
    EXPECT_EQ(again.findings.counts().warnings, library.findings.counts().warnings);
    EXPECT_EQ(netbox_yaml(again.devices.at(0)), page);
    EXPECT_EQ(netbox_yaml(again.frames.at(0)), rack);
}

TEST(Export, WritesKeysThatNestAsTheyWere) {
    const auto type = import(kImportHead +
                             "u_height: 1\nrack: {rows: [1, two, {a: b}], 'x y': }\n"
                             "interfaces:\n  - name: e1\n    poe: [pd]\n")
                          .library.devices.at(0);
    const auto yaml = netbox_yaml(type);
    EXPECT_THAT(yaml, HasSubstr("rack: {\"rows\": [1, \"two\", {\"a\": \"b\"}], \"x y\": null}"));
    EXPECT_THAT(yaml, HasSubstr("poe: [\"pd\"]"));
    const auto again = import(yaml).library.devices.at(0);
    EXPECT_EQ(again.fields, type.fields);
    EXPECT_EQ(again.components, type.components);
}

TEST(Export, WritesModulesAndRacksThatImportReadsBack) {
    const SourceFile module{"module-types/M/b.yaml",
                            kImportHead +
                                "part_number: '7'\nweight: 2\nweight_unit: kg\n"
                                "power-ports:\n  - name: p\n    maximum_draw: 9\n"};
    const auto first = import(std::vector<SourceFile>{module}).library.modules.at(0);
    const auto second = import(std::vector<SourceFile>{{module.name, netbox_module_yaml(first)}})
                            .library.modules.at(0);
    EXPECT_EQ(second.components, first.components);
    EXPECT_EQ(second.fields, first.fields);
    EXPECT_EQ(second.mass_kg.value, 2);
    for (const auto& frame : built_in_frames()) {
        const auto result =
            import(std::vector<SourceFile>{{"rack-types/G/x.yaml", netbox_yaml(frame)}});
        EXPECT_EQ(result.messages(), "");
        const auto& again = result.library.frames.at(0);
        EXPECT_EQ(again.slug, frame.slug);
        EXPECT_EQ(again.frame.u_height.value, frame.frame.u_height.value);
        EXPECT_EQ(again.frame.max_load_kg.value, frame.frame.max_load_kg.value);
        EXPECT_EQ(again.frame.depth_mm.value, frame.frame.depth_mm.value);
        EXPECT_EQ(
            netbox_yaml(again),
            netbox_yaml(import(std::vector<SourceFile>{{"rack-types/G/x.yaml", netbox_yaml(again)}})
                            .library.frames.at(0)));
    }
}

TEST(Import, TakesWhatHasOutletsForADistributor) {
    const auto type =
        import(kImportHead +
               "u_height: 0\npower-ports:\n  - name: in\n    type: iec-60309-3p-n-e-6h\n"
               "power-outlets:\n  - name: 1\n    type: iec-60320-c13\n"
               "  - name: 2\n    type: iec-60320-c13\n")
            .library.devices.at(0);
    EXPECT_EQ(type.supply, Supply::passive);
    ASSERT_EQ(type.outlets.size(), 1u);
    EXPECT_EQ(type.outlets[0].kind, "c13");
    EXPECT_EQ(type.outlets[0].count, 2);
}

// The names of NetBox 4.7: intakes and outflows of devices, capability and capacity of racks.
TEST(Import, ReadsCoolingAsNetBoxPlansIt) {
    const std::string text =
        "manufacturer: A\nmodel: CDU\nslug: a-cdu\nu_height: 4\ncooling_method: hybrid\n"
        "cooling-intakes:\n  - name: facility\n    type: camlock\n    diameter: 50\n"
        "    diameter_unit: mm\n    max_flow: 6\n    max_flow_unit: m3ph\n"
        "  - name: second\n    type: camlock\n    max_flow: 10\n    max_flow_unit: gpm\n"
        "cooling-outflows:\n  - name: rack\n    type: uqd\n    cooling_intake: facility\n";
    const auto library = import_netbox({{"device-types/A/cdu.yaml", text}}, 1);
    EXPECT_EQ(render(library.findings.sorted(), Language::en), "");
    const auto& type = library.devices.at(0);
    EXPECT_EQ(type.connector, "camlock");
    EXPECT_NEAR(type.intake_max_lpm.value, 100 + 37.854, 1e-3);
    EXPECT_EQ(type.components.size(), 3u);
    const auto yaml = netbox_yaml(type);
    EXPECT_THAT(yaml, HasSubstr("cooling-outflows:\n  - name: rack\n    type: uqd\n"
                                "    cooling_intake: facility\n"));
    const auto again = import_netbox({{"device-types/A/cdu.yaml", yaml}}, 1);
    EXPECT_EQ(again.devices.at(0).components, type.components);
}

TEST(Import, KeepsHowARackNumbersItsUnits) {
    const auto library = import_netbox(
        {{"rack-types/A/r.yaml",
          "manufacturer: A\nmodel: R\nslug: a-r\nform_factor: 4-post-cabinet\nwidth: 19\n"
          "u_height: 42\nstarting_unit: 3\ndesc_units: true\ncooling_capability: liquid-only\n"}},
        1);
    EXPECT_EQ(render(library.findings.sorted(), Language::en), "");
    const auto again = load_library({"types.toml", types_toml(library)});
    const auto& frame = again.frames.at(0).frame;
    EXPECT_EQ(frame.starting_unit.value, 3);
    EXPECT_TRUE(frame.desc_units);
    EXPECT_EQ(frame.cooling_capability, "liquid-only");
    const auto yaml = netbox_yaml(again.frames.at(0));
    EXPECT_THAT(yaml, HasSubstr("starting_unit: 3\ndesc_units: true\n"));
}

TEST(Export, WritesTypesTomlThatLoadReadsBack) {
    auto library =
        import({{"device-types/M/a.yaml",
                 kImportHead + "u_height: 1\ncomments: \"a \\\"b\\\"\\n\\tc\"\npower-ports:\n"
                               "  - name: '1'\n    maximum_draw: 5\n    poe: {mode: pd}\n"
                               "colour: red\ntags: [a, 'b', 1]\nnothing:\n"},
                {"module-types/M/b.yaml", kImportHead + "part_number: '7'\nweird: 1\n"},
                {"rack-types/M/c.yaml", kImportHead +
                                            "form_factor: wall-cabinet\nwidth: 19\nu_height: 12\n"
                                            "starting_unit: 2\nlight: true\n"}})
            .library;
    library.devices.insert(library.devices.begin(), built_in_types().begin(),
                           built_in_types().end());
    library.frames.insert(library.frames.begin(), built_in_frames().begin(),
                          built_in_frames().end());
    Diagnostics diagnostics;
    const auto once = types_toml(library);
    const auto again = load_library({"types.toml", once}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en) << once;
    EXPECT_EQ(types_toml(again), once);
    ASSERT_EQ(again.modules.size(), 1u);
    EXPECT_EQ(again.devices.back().components, library.devices.back().components);
    EXPECT_THAT(again.devices.back().fields,
                ::testing::UnorderedElementsAreArray(library.devices.back().fields));
    EXPECT_THAT(again.modules.back().fields,
                ::testing::UnorderedElementsAreArray(library.modules.back().fields));
    EXPECT_THAT(again.frames.back().fields,
                ::testing::UnorderedElementsAreArray(library.frames.back().fields));
}

// Whether the short way reads what the library reads, places included, or nothing at all.
bool reads_alike(const SourceFile& file) {
    const auto plain = parse_plain_yaml(file);
    Diagnostics diagnostics;
    return !plain || plain == parse_yaml_by_events(file, diagnostics);
}

TEST(Yaml, HasAShortWayForWhatLibrariesAreMadeOf) {
    const SourceFile plain{
        "x.yaml",
        "---\n# a comment\na: some words, (1) of 'them'\nb: 'it: #'\n\nlist:\n  - name: x\n"
        "    type: 1.5\n\n  - name: \"y\"\nother:\n- c: -d\n"};
    EXPECT_FALSE(parse_plain_yaml(plain)) << "-d may be anything";
    auto text = plain.text;
    text.replace(text.find("-d"), 2, "d-");
    ASSERT_TRUE(parse_plain_yaml({"x.yaml", text}));
    EXPECT_TRUE(reads_alike({"x.yaml", text}));
    for (const char* other : {"a: 1\n  b\n",
                              "a: 1\na: 2\n",
                              "a: &x 1\n",
                              "a:\n",
                              "a: ~\n",
                              "a: [1]\n",
                              "a: |\n  x\n",
                              "a: b: c\n",
                              "a: 'b''c'\n",
                              "a: \"b\\n\"\n",
                              "a: b # c\n",
                              "a: b:\n",
                              "a:b\n",
                              "- a\n",
                              "a: 1\n---\nb: 2\n",
                              "a: null\n",
                              "a:\n  b: 1\n",
                              "a:\n  - 1\n",
                              "a:\n  - b: 1\n     c: 2\n",
                              "a:\n  - b: 1\n    b: 2\n",
                              "a:\tb\n",
                              "a: b\r\n",
                              "? a\n",
                              "",
                              " a: 1\n",
                              "a: 1\n...\n",
                              "a: 'b' c\n",
                              "a:\n  - b:\n"})
        EXPECT_FALSE(parse_plain_yaml({"x.yaml", other})) << other;
}

// Deletes, doubles and changes pieces of a type file: whatever is read can be written, as NetBox does and as types.toml, and
// read again without a fault.
TEST(Import, WritesWhateverItReadsOfMutilatedFiles) {
    const std::string sound =
        kImportHead +
        "slug: m-box-1\nu_height: 1.5\nis_full_depth: false\nairflow: front-to-rear\nweight: 10\nweight_unit: lb\n"
        "comments: |\n  one\n  two\npower-ports:\n  - name: a\n    type: iec-60320-c14\n    maximum_draw: 700\n"
        "power-outlets:\n  - {name: o, type: iec-60320-c13}\ninterfaces:\n  - name: 'e 1'\n"
        "    type: 400gbase-x-osfp\n    mgmt_only: true\nmodule-bays:\n  - name: \"b\"\n    position: '1'\n";
    const std::string pieces[] = {"'",    "\"",  "\n",   ": ",       "- ", "#",  "{",    "}",
                                  "[",    "]",   "|\n",  ">\n",      "\\", "~",  "null", "1e999",
                                  "\n  ", "yes", "0x1F", "\xc3\xa9", "\t", "? ", "%",    "!!str "};
    RandomStream random{{.seed = 1, .use = 4712}};
    std::size_t read = 0;
    for (int round = 0; round < 4000; ++round) {
        auto text = sound;
        for (std::uint64_t change = random.below(4) + 1; change-- > 0;) {
            const auto at = random.below(text.size());
            if (random.below(2) == 0)
                text.erase(at, random.below(12));
            else
                text.replace(at, random.below(6), pieces[random.below(std::size(pieces))]);
        }
        const char* folders[] = {"device-types/", "module-types/", "rack-types/"};
        const std::string folder = folders[random.below(3)];
        EXPECT_TRUE(reads_alike({"x.yaml", text})) << text;
        const auto library = import(std::vector<SourceFile>{{folder + "x.yaml", text}}).library;
        if (library.rejected > 0) continue;
        ++read;
        std::string again;
        for (const auto& type : library.devices) again += netbox_yaml(type);
        for (const auto& type : library.modules) again += netbox_module_yaml(type);
        for (const auto& type : library.frames) again += netbox_yaml(type);
        const auto second = import(std::vector<SourceFile>{{folder + "x.yaml", again}});
        ASSERT_EQ(second.library.rejected, 0u) << text << again << second.messages();
        Diagnostics faults;
        const auto third = load_library({"types.toml", types_toml(library)}, faults);
        ASSERT_FALSE(faults.has_errors())
            << text << types_toml(library) << render(faults.sorted(), Language::en);
        for (std::size_t i = 0; i < library.devices.size(); ++i) {
            ASSERT_EQ(second.library.devices.at(i).components, library.devices[i].components)
                << text;
            ASSERT_EQ(third.devices.at(i).components.size(), library.devices[i].components.size())
                << text;
        }
    }
    EXPECT_GT(read, 400u) << "the changes should leave some files readable";
}

TEST(Overrides, SetFiguresWithTheirSource) {
    auto types = import(kImportHead + "u_height: 1\n").library.devices;
    Diagnostics diagnostics;
    apply_overrides(types,
                    {"o.csv", "slug,field,value,source,assumed\nm-box-1,watts,350,scale,true\n"},
                    diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(types[0].watts.value, 350);
    EXPECT_EQ(types[0].watts.source, "scale");
    EXPECT_TRUE(types[0].watts.assumed);
    apply_overrides(types,
                    {"o.csv", "slug,field,value\nm-box-1,power,busbar\nm-box-1,airflow,mixed\n"},
                    diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(types[0].supply, Supply::busbar);
    EXPECT_EQ(types[0].airflow, "mixed");
    apply_overrides(
        types, {"o.csv", "slug,field,value\nm-box-2,watts,350\nm-box-1,wats,3\nm-box-1,watts,-3\n"},
        diagnostics);
    const auto text = render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(text, HasSubstr("o.csv:2:1: error E0440"));
    EXPECT_THAT(text, HasSubstr("o.csv:3:9: error E0441"));
    EXPECT_THAT(text, HasSubstr("o.csv:4:15: error E0023"));
}

TEST(Frames, AreTakenOverAndMayBeChanged) {
    Diagnostics diagnostics;
    const auto design = load(
        {"r.toml", "format = \"jarip-rack/1\"\n[rack]\nframe = \"orv3-44ou\"\nmax_load_kg = 900\n"},
        {}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    EXPECT_EQ(design.frame.unit, HeightUnit::ou);
    EXPECT_EQ(design.frame.u_height.value, 44);
    EXPECT_EQ(design.frame.max_load_kg.value, 900);
    EXPECT_EQ(design.frame.extra_mass.size(), 1u);
    (void)load({"r.toml", "format = \"jarip-rack/1\"\n[rack]\nframe = \"orv3-44\"\n"}, {},
               diagnostics);
    EXPECT_THAT(render(diagnostics.sorted(), Language::en), HasSubstr("r.toml:3:9: error E0407"));
}

std::vector<SourceFile> files_in(const std::string& folder) {
    std::vector<SourceFile> files;
    const auto opened = Folder::open(folder);
    for (const auto& name : opened.names())
        if (name.ends_with(".yaml") || name.ends_with(".yml"))
            files.push_back(read_file(folder + '/' + name));
    return files;
}

TEST(Import, ReadsEveryStyleOfYamlThatLibrariesUse) {
    const auto files = files_in("tests/known/rack/netbox-styles");
    for (const auto& file : files) EXPECT_TRUE(reads_alike(file)) << file.name;
    const auto result = import(files);
    EXPECT_EQ(result.library.rejected, 0u) << result.messages();
    ASSERT_EQ(result.library.devices.size(), 8u);
    for (const auto& type : result.library.devices) {
        const auto again = import(std::vector<SourceFile>{{"x.yaml", netbox_yaml(type)}});
        ASSERT_FALSE(again.diagnostics.has_errors()) << type.slug << again.messages();
        EXPECT_EQ(again.library.devices.at(0).components, type.components) << type.slug;
        EXPECT_THAT(again.library.devices.at(0).fields,
                    ::testing::UnorderedElementsAreArray(type.fields));
    }
}

// Values that NetBox refuses are said, not used, and written again as they were read.
TEST(Netbox, WarnsOfValuesThatItRefuses) {
    const std::string head = "manufacturer: A\nmodel: B\nslug: a-b\n";
    struct Wrong {
        const char *text, *key;
    };
    for (const auto& [text, key] :
         {Wrong{"u_height: 1\nairflow: sideways\n", "airflow"},
          Wrong{"u_height: 1\nsubdevice_role: child\n", "u_height"},
          Wrong{"u_height: 1\nsubdevice_role: childd\n", "subdevice_role"},
          Wrong{"u_height: 1\npower-outlets:\n  - name: O\n    feed_leg: D\n",
                "power-outlets.feed_leg"},
          Wrong{"u_height: 1\npower-ports:\n  - name: P\n    maximum_draw: many\n",
                "power-ports.maximum_draw"},
          Wrong{"u_height: 1\npower-ports:\n  - name: P\n    allocated_draw: -5\n",
                "power-ports.allocated_draw"}}) {
        const auto library = import_netbox({{"device-types/a/b.yaml", head + text}}, 1);
        const auto found = library.findings.sorted();
        ASSERT_EQ(found.size(), 1u) << text << render(found, Language::en);
        EXPECT_EQ(found[0].code, "E0435");
        EXPECT_NE(found[0].message(Language::en).find(key), std::string::npos) << text;
        ASSERT_EQ(library.devices.size(), 1u);
        const auto again =
            import_netbox({{"device-types/a/b.yaml", netbox_yaml(library.devices[0])}}, 1);
        EXPECT_EQ(netbox_yaml(again.devices.at(0)), netbox_yaml(library.devices[0])) << text;
        EXPECT_EQ(again.findings.sorted().size(), 1u) << netbox_yaml(library.devices[0]);
    }
    for (const char* fine :
         {"u_height: 1\nairflow: mixed\n", "u_height: 0\nsubdevice_role: child\n",
          "u_height: 1\nsubdevice_role: parent\n",
          "u_height: 1\npower-ports:\n  - name: P\n    maximum_draw:\n"})
        EXPECT_TRUE(
            import_netbox({{"device-types/a/b.yaml", head + fine}}, 1).findings.sorted().empty())
            << fine;
}

}  // namespace
}  // namespace jarip::rack
