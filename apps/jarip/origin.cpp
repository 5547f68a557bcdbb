#include "jarip/origin.hpp"

#include <algorithm>

#include "command.hpp"

namespace jarip::cli {
namespace {

const std::vector<std::string> kBy{"country", "company", "stage", "site", "item"};  // origin::By

struct OriginArguments {
    std::string by = "country";
    std::string cross;
    std::string view = "location";
    std::string product;
    bool without_design = false, rules = false, trade = false;
    int draws = 0;
};

origin::By by_of(const std::string& word) {
    return static_cast<origin::By>(std::ranges::find(kBy, word) - kBy.begin());
}

/// errors  E0353
network::ItemId product_of(const network::Network& network, const std::string& id) {
    std::string products;
    for (const auto item : network.products) {
        if (network.items[item].id == id) return item;
        products += (products.empty() ? "" : ", ") + network.items[item].id;
    }
    throw Error{"E0353", "", {{"product", id}, {"products", products}}};
}

int answer(const OriginArguments& arguments, Session& session) {
    if (arguments.cross == arguments.by) throw Error{"E0354", "", {{"by", arguments.by}}};
    const auto network = session.load();
    const RunOptions run = session.run();
    report::OriginReport report;
    report.by = by_of(arguments.by);
    if (!arguments.cross.empty()) report.across = by_of(arguments.cross);
    if (!arguments.product.empty()) report.product = product_of(network, arguments.product);
    if (arguments.view == "ownership") report.view = origin::View::ownership;
    report.without_design = arguments.without_design;
    const auto month = plan::steady(network, {.bottlenecks = false, .run = run});
    if (month.status == lp::Status::interrupted) return kInterrupted;
    report.origin = origin::shares(network, month, {.run = run});
    report.origin.findings.throw_if_errors();
    if (arguments.rules) report.rules = origin::rules_of_origin(network, month);
    if (report.product)
        std::erase_if(report.rules,
                      [&](const auto& test) { return test.product != *report.product; });
    if (arguments.trade) report.chain = origin::value_chain(network, month);
    session.show(report.origin.findings);
    session.say_how_sure(network,
                         {.draws = static_cast<std::size_t>(arguments.draws), .question = 1});
    deliver(session, "origin", report, &network);
    return exit_code_of(month.status);
}

}  // namespace

Action add_origin(Options& options) {
    auto arguments = std::make_shared<OriginArguments>();
    options.choice("--by", arguments->by, kBy);
    options.choice("--cross", arguments->cross, kBy);
    options.choice("--view", arguments->view, {"location", "ownership"});
    options.text("--product", "P", arguments->product);
    options.flag("--without-design", arguments->without_design);
    options.flag("--rules", arguments->rules);
    options.flag("--trade", arguments->trade);
    options.count("--draws", "N", arguments->draws, 0, uncertain::kMostDraws);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
