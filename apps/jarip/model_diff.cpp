#include <utility>

#include "command.hpp"

namespace jarip::cli {
namespace {

// What stands in the folder; its faults name it, since two folders are read.
network::ModelContents read(const std::string& path) {
    try {
        return network::contents(network::open_folder(path));
    } catch (const Error& error) {
        auto findings = error.diagnostics();
        for (auto& finding : findings)
            if (finding.where.file != path) finding.where.file = path + '/' + finding.where.file;
        throw Error{std::move(findings), error.counts()};
    }
}

}  // namespace

Action add_model_diff(Options& options) {
    auto from = std::make_shared<std::string>();
    auto to = std::make_shared<std::string>();
    options.argument("OLD", *from, Need::required);
    options.argument("NEW", *to, Need::required);
    return [from, to](Session& session) {
        const auto before = read(*from);
        const report::ModelComparison comparison{*from, *to,
                                                 network::differences(before, read(*to))};
        deliver(session, "model-diff", comparison);
        return kDone;
    };
}

}  // namespace jarip::cli
