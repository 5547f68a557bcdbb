#include "jarip/coalition.hpp"

#include "command.hpp"
#include "jarip/core/ascii.hpp"
#include "trade_tables.hpp"

namespace jarip::cli {
namespace {

constexpr int kMostGroups = 100'000;

struct CoalitionArguments {
    std::string with, product;
    std::optional<double> rate;
    bool candidates = false;
    std::optional<int> most;
};

/// "kr,EU27": codes, groups taken apart.
std::vector<std::string> countries(const std::string& text, const network::Network& network) {
    std::vector<std::string> codes;
    for (const auto& name : split({text})) {
        const auto members = group_members(ascii_upper(name));
        if (!members) {
            codes.push_back(country_code(name).value_or(name));
            continue;
        }
        for (const auto& country : network.countries)
            if (std::ranges::find(*members, country.code) != members->end())
                codes.push_back(country.code);
    }
    return codes;
}

int answer(const CoalitionArguments& arguments, Session& session) {
    const auto network = session.load();
    coalition::Options options;
    options.with = countries(arguments.with, network);
    if (!arguments.product.empty()) options.product = arguments.product;
    options.rate = arguments.rate;
    options.candidates = arguments.candidates;
    if (arguments.most) options.most = static_cast<std::size_t>(*arguments.most);
    options.run = session.run();
    const report::CoalitionReport report{coalition::coalitions(network, options)};
    session.let_status_say();
    deliver(session, "coalition", report, &network);
    const bool stopped = options.run.stop.stop_requested() &&
                         !std::ranges::all_of(report.products, &coalition::Coalitions::complete);
    return stopped ? kInterrupted : kDone;
}

}  // namespace

Action add_coalition(Options& options) {
    auto arguments = std::make_shared<CoalitionArguments>();
    options.text("--with", "CC,CC", arguments->with);
    options.text("--product", "ITEM", arguments->product);
    options.number("--rate", "R", arguments->rate, kNonNegative);
    options.flag("--candidates", arguments->candidates);
    options.count("--most", "N", arguments->most, 1, kMostGroups);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
