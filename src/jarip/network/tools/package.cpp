// datapackage.json: a model as a Frictionless Data Package (https://datapackage.org), written and checked.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core/ascii.hpp"
#include "jarip/core/json.hpp"
#include "jarip/core/toml.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kPackage = "datapackage.json";

std::string_view type_of(const ColumnRule& rule) {
    if (rule.numeric()) return "number";
    if (rule.default_value == "true" || rule.default_value == "false") return "boolean";
    const bool is_date = rule.name == "date" || rule.name == "start" || rule.name == "until";
    return is_date && rule.cell != Cell::text ? "date" : "string";
}

Json field(const ColumnRule& rule) {
    Json result{{"name", rule.name}, {"type", type_of(rule)}};
    Json constraints = Json::object();
    if (rule.required) constraints["required"] = true;
    if (rule.numeric()) {
        constraints[rule.positive ? "exclusiveMinimum" : "minimum"] = rule.range.low;
        constraints["maximum"] = rule.range.high;
    }
    if (!constraints.empty()) result["constraints"] = std::move(constraints);
    return result;
}

Json resource(const ModelTable& table) {
    Json fields = Json::array();
    for (const auto& name : table.cells().columns())
        if (const auto* rule = table.rule().column(name)) fields.push_back(field(*rule));
    Json key = Json::array();
    bool whole = true;  // a key with a column that may be empty is none in a package
    for (const auto& rule : table.rule().columns) {
        if (!rule.in_key()) continue;
        key.push_back(rule.name);
        whole = whole && rule.required;
    }
    Json schema{{"fields", std::move(fields)}, {"missingValues", {""}}};
    if (whole) schema["primaryKey"] = std::move(key);
    return {{"name", table.rule().name},
            {"path", table.file()},
            {"type", "table"},
            {"format", "csv"},
            {"mediatype", "text/csv"},
            {"encoding", "utf-8"},
            {"schema", std::move(schema)}};
}

// A package's name: lower case, digits, - _ and .
std::string slug(std::string_view name) {
    std::string result;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        if (upper)
            result += ascii_lower(c);
        else
            result += plain ? c : '-';
    }
    return result.empty() ? "model" : result;
}

// JSON by its brackets: what is no JSON is refused by the parser.
bool is_nested_too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\')
                ++at;
            else
                in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepestNesting) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

class PackageCheck {
public:
    PackageCheck(const Folder& folder, Loading& loading) : folder_{&folder}, loading_{&loading} {}

    void run() const {
        SourceFile file;
        try {
            file = *folder_->read(kPackage);
        } catch (const Error& error) {
            loading_->diagnostics.append(error);
            return;
        }
        if (is_nested_too_deep(file.text))
            return warn("E0031", {{"most", std::to_string(kDeepestNesting)}});
        const auto package = parse_json(file.text);
        if (package.is_discarded() || !package.is_object()) return warn("E0295", {});
        const auto resources = package.find("resources");
        if (resources == package.end() || !resources->is_array()) return warn("E0295", {});
        for (const auto& each : *resources) check(each);
    }

private:
    void warn(const char* code, Arguments arguments) const {
        loading_->diagnostics.warning(code, {std::string{kPackage}, 1, 1, 1, ""},
                                      std::move(arguments));
    }

    void check(const Json& each) const {
        const auto path = each.is_object() ? each.find("path") : each.end();
        if (path == each.end() || !path->is_string()) return;
        const auto file = path->get<std::string>();
        if (!folder_->has(file))
            return warn("E0296", {{"file", file}, {"suggestion", nearest(file, folder_->names())}});
        if (!file.ends_with(".csv")) return;
        const auto found = loading_->tables.find(file.substr(0, file.size() - 4));
        if (found == loading_->tables.end() || !found->second.exists()) return;
        const auto schema = each.find("schema");
        if (schema == each.end() || !schema->is_object()) return;
        const auto fields = schema->find("fields");
        if (fields == schema->end() || !fields->is_array()) return;
        compare(file, *fields, found->second.cells().columns());
    }

    void compare(const std::string& file, const Json& fields,
                 const std::vector<std::string>& columns) const {
        std::vector<std::string> named;
        for (const auto& each : fields) {
            const auto name = each.is_object() ? each.find("name") : each.end();
            if (name != each.end() && name->is_string()) named.push_back(name->get<std::string>());
        }
        const auto report_missing = [&](const auto& wanted, const auto& others) {
            const std::set<std::string_view> there(others.begin(), others.end());
            for (const auto& name : wanted)
                if (!there.contains(name)) warn("E0297", {{"file", file}, {"column", name}});
        };
        report_missing(named, columns);
        report_missing(columns, named);
    }

    const Folder* folder_;
    Loading* loading_;
};

}  // namespace

std::string data_package(const Folder& folder) {
    Loading loading;
    read_settings(folder, loading);
    read_tables(folder, loading);
    loading.diagnostics.throw_if_errors();
    const auto& network = loading.network;
    Json package{{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
                 {"name", slug(network.name)},
                 {"title", network.title.en},
                 {"resources", Json::array()}};
    for (const auto& rule : table_rules()) {
        const auto& table = loading.table(rule.name);
        if (table.exists()) package["resources"].push_back(resource(table));
    }
    return serialize_json(package, 2) + '\n';
}

void check_package(const Folder& folder, Loading& loading) {
    if (folder.has(kPackage)) PackageCheck{folder, loading}.run();
}

}  // namespace jarip::network
