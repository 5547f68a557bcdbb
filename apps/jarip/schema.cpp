#include <algorithm>

#include "command.hpp"

namespace jarip::cli {
namespace {

struct SchemaArguments {
    std::string name;
    std::string to;
};

// One schema, or the names of all.
std::string shown(const std::vector<report::Schema>& schemas, const std::string& name) {
    if (name.empty()) {
        std::string names;
        for (const auto& schema : schemas)
            names += schema.file.substr(0, schema.file.size() - 5) + '\n';
        return names;
    }
    for (const auto& schema : schemas)
        if (schema.file == name + ".json") return schema.text;
    std::string choices;
    for (const auto& schema : schemas)
        choices += (choices.empty() ? "" : ", ") + schema.file.substr(0, schema.file.size() - 5);
    throw Error{"E0604", "", {{"option", "NAME"}, {"value", name}, {"allowed", choices}}};
}

}  // namespace

Action add_schema(Options& options) {
    auto arguments = std::make_shared<SchemaArguments>();
    options.argument("NAME", arguments->name);
    options.output("--to", "DIR", arguments->to);
    return [arguments](Session& session) {
        const auto schemas = report::schemas();
        if (arguments->to.empty()) {
            session.out << shown(schemas, arguments->name);
            return kDone;
        }
        for (const auto& schema : schemas)
            write_file(arguments->to + '/' + schema.file, schema.text);
        return kDone;
    };
}

}  // namespace jarip::cli
