#include "command.hpp"

namespace jarip::cli {

Action add_model_schema(Options& options) {
    auto model = std::make_shared<std::string>();
    auto write = std::make_shared<bool>(false);
    options.argument("MODEL", *model);
    options.flag("--write", *write);
    return [=](Session& session) {
        const auto package = network::data_package(network::open_folder(*model));
        if (!*write) {
            session.out << package;
            return kDone;
        }
        if (model->empty()) throw Error{"E0606", "", {{"argument", "MODEL"}}};
        const auto path = *model + "/datapackage.json";
        write_file(path, package);
        session.out << session.say("cli.model.schema.done", {{"path", path}}) << '\n';
        return kDone;
    };
}

}  // namespace jarip::cli
