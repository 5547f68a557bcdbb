#include "jarip/serve.hpp"
#include "report_files.hpp"

namespace jarip::cli {
namespace {

constexpr std::string_view kFolder = "report";  // where --out says no other

int answer(int draws, Session& session) {
    (void)serve::
        built_page();  // without it there is no report: that is said before anything is computed
    report::WrittenReport written{session.common.out.empty() ? std::string{kFolder}
                                                             : session.common.out};
    const auto network = session.load();
    const auto result = assessed(session, network, draws, false);
    const auto context = session.context(&network);
    const std::string stem = written.folder + "/report";
    write_to(stem + ".json", [&] { return report::json(report::described(result), context); });
    write_to(stem + ".txt", [&] { return printable_page(report::text(result, context)); });
    written.files = write_report(session, stem, result, context);
    written.files.insert(written.files.end(), {stem + ".json", stem + ".txt"});
    if (session.common.json)
        session.out << report::json(report::described(written), context);
    else
        session.print_first(report::text(written, context));
    return result.plan && result.plan->status == lp::Status::infeasible ? kInfeasible : kDone;
}

}  // namespace

Action add_report(Options& options) {
    auto draws = std::make_shared<int>(static_cast<int>(uncertain::kDefaultDraws));
    options.count("--draws", "N", *draws, 0, uncertain::kMostDraws);
    return [draws](Session& session) { return answer(*draws, session); };
}

}  // namespace jarip::cli
