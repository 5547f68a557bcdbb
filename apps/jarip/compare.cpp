#include "command.hpp"
#include "jarip/core/folder.hpp"

namespace jarip::cli {

Action add_compare(Options& options) {
    auto from = std::make_shared<std::string>();
    auto to = std::make_shared<std::string>();
    options.argument("BEFORE", *from, Need::required);
    options.argument("AFTER", *to, Need::required);
    return [from, to](Session& session) {
        deliver(
            session, "compare",
            report::compare_results(read_file(*from), read_file(*to), session.context().language));
        return kDone;
    };
}

}  // namespace jarip::cli
