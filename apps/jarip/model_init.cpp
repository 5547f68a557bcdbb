#include <filesystem>
#include <system_error>

#include "command.hpp"

namespace jarip::cli {
namespace {

// The files of a model as they stand: "" the starter's, "embedded" the default model's, else those of a folder.
std::vector<SourceFile> files_of(const std::string& model) {
    if (model.empty()) return network::starter_model();
    const auto folder = network::open_folder(model == "embedded" ? "" : model);
    std::vector<SourceFile> files;
    for (const auto& name : folder.names())
        if (auto file = folder.read_bytes(name)) files.push_back({name, std::move(file->text)});
    return files;
}

}  // namespace

Action add_model_init(Options& options) {
    auto folder = std::make_shared<std::string>();
    auto from = std::make_shared<std::string>();
    options.argument("DIR", *folder, Need::required);
    options.text("--from", "MODEL", *from);
    return [folder, from](Session& session) {
        namespace fs = std::filesystem;
        std::error_code fault;
        if (fs::exists(*folder, fault) && !fs::is_empty(*folder, fault))
            throw Error{"E0613", "", {{"path", *folder}}};
        const auto files = files_of(*from);
        write_new_folder(*folder, files);
        report::NewModel result{as_utf8(*folder), {}};
        for (const auto& file : files) result.files.push_back(file.name);
        deliver_text(session, "model-init", result, [&] {
            return session.say("cli.model.init.done", {{"folder", printable(*folder)},
                                                       {"count", std::to_string(files.size())}}) +
                   '\n';
        });
        return kDone;
    };
}

}  // namespace jarip::cli
