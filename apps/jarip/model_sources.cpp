#include <algorithm>
#include <utility>

#include "command.hpp"

namespace jarip::cli {
namespace {

void require_source(const network::FigureSources& figures, const std::string& id) {
    std::vector<std::string> names;
    for (const auto& source : figures.sources) names.push_back(source.id);
    if (id.empty() || std::find(names.begin(), names.end(), id) != names.end()) return;
    throw Error{"E0298", "", {{"id", id}, {"suggestion", nearest(id, names)}}};
}

}  // namespace

Action add_model_sources(Options& options) {
    auto model = std::make_shared<std::string>();
    auto source = std::make_shared<std::string>();
    auto assumed = std::make_shared<bool>(false);
    options.argument("MODEL", *model);
    options.text("--source", "ID", *source);
    options.flag("--assumed", *assumed);
    return [=](Session& session) {
        const auto network = session.load(*model);
        auto figures = network::figure_sources(network::open_folder(*model));
        require_source(figures, *source);
        deliver(session, "model-sources",
                report::SourcesReport{std::move(figures), *source, *assumed}, &network);
        return kDone;
    };
}

}  // namespace jarip::cli
