#include "customs.hpp"

#include <algorithm>

#include "trade_tables.hpp"

namespace jarip::cli {
namespace {

// "847150,8473" and twice --hs are the same.
void append_split(std::vector<std::string>& words, const std::vector<std::string>& lists) {
    for (const std::string& list : lists)
        for (std::size_t at = 0; at <= list.size();) {
            const auto end = std::min(list.find(',', at), list.size());
            if (end > at) words.push_back(list.substr(at, end - at));
            at = end + 1;
        }
}

}  // namespace

void add_question(Options& options, CustomsQuestion& question) {
    options.text("--reporter", "CC", question.reporter);
    options.texts("--hs", "CODE", question.hs);
    options.texts("--basket", "NAME", question.baskets);
    options.texts("--item", "ITEM", question.items);
    options.text("--period", "PERIOD", question.period);
    options.number("--per-usd", "RATE", question.per_usd, {1e-9, 1e9});
}

calibrate::Options asked(const CustomsQuestion& question, const Session& session) {
    calibrate::Options options{
        .reporter = question.reporter, .per_usd = question.per_usd, .run = session.run()};
    append_split(options.hs, question.hs);
    append_split(options.hs, question.baskets);
    (void)trade::expanded(
        options.hs);  // so that an unknown basket is named before anything is read
    append_split(options.items, question.items);
    if (question.period.empty()) return options;
    options.period = parse_period(question.period);
    if (!options.period) throw Error{"E0121", "", {{"value", question.period}}};
    return options;
}

trade::Flows read_customs(const std::vector<std::string>& paths, const network::Network& network,
                          const Session& session) {
    if (!paths.empty()) return read_tables({.paths = paths}, session);
    if (network.customs.empty()) throw Error{"E0704", "", {{"model", network.name}}};
    Diagnostics findings;
    auto flows = trade::read(network.customs, findings);
    findings.throw_if_errors();
    session.show(findings);
    return flows;
}

}  // namespace jarip::cli
