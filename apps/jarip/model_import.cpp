#include <filesystem>

#include "command.hpp"
#include "jarip/importing.hpp"

namespace jarip::cli {
namespace {

namespace fs = std::filesystem;

struct ImportArguments {
    std::string kind;
    std::vector<std::string> files;
    std::string out;
    std::string home;
    std::optional<int> year;
    double least = 0;
};

int answer_import(const ImportArguments& arguments, Session& session) {
    if (arguments.out.empty()) throw Error{"E0390", ""};
    // Before the work; write_new_folder looks again.
    std::error_code fault;
    if (fs::exists(arguments.out, fault) && !fs::is_empty(arguments.out, fault))
        throw Error{"E0613", "", {{"path", arguments.out}}};
    const importing::Options options{.home = arguments.home,
                                     .year = arguments.year,
                                     .least = arguments.least,
                                     .run = session.run()};
    report::ImportReport result{importing::import_economy(arguments.kind, arguments.files, options),
                                as_utf8(arguments.out)};
    if (result.economy.interrupted) return kInterrupted;
    write_new_folder(arguments.out, result.economy.files);
    deliver(session, "model-import", result);
    return kDone;
}

}  // namespace

Action add_model_import(Options& options) {
    auto arguments = std::make_shared<ImportArguments>();
    options.output("--out", "DIR", arguments->out);
    options.text("--home", "CC", arguments->home);
    options.count("--year", "YEAR", arguments->year, 1900, 2100);
    options.number("--least", "VALUE", arguments->least, kNonNegative);
    options.argument("KIND", arguments->kind, Need::required);
    options.arguments("FILE", arguments->files);
    return [arguments](Session& session) { return answer_import(*arguments, session); };
}

}  // namespace jarip::cli
