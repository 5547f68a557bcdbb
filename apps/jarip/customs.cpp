#include "customs.hpp"

namespace jarip::cli {

void add_question(Options& options, CustomsQuestion& question) {
    options.text("--reporter", "CC", question.reporter);
    add_goods(options, question.goods);
    options.texts("--item", "ITEM", question.items);
    options.text("--period", "PERIOD", question.period);
    options.number("--per-usd", "RATE", question.per_usd, {1e-9, 1e9});
    add_reading(options, question.tables);
}

calibrate::Options comparison_of(const CustomsQuestion& question, const Session& session) {
    calibrate::Options options{.reporter = question.reporter,
                               .hs = codes(question.goods),
                               .items = split(question.items),
                               .per_usd = question.per_usd,
                               .run = session.run()};
    if (question.period.empty()) return options;
    options.period = parse_period(question.period);
    if (!options.period) throw Error{"E0121", "", {{"value", question.period}}};
    return options;
}

trade::Flows read_customs(const CustomsQuestion& question, const network::Network& network,
                          const Session& session) {
    if (!question.tables.paths.empty()) return read_tables(question.tables, session);
    if (network.customs.empty()) throw Error{"E0704", "", {{"model", network.name}}};
    return read_tables(network.customs, question.tables, session);
}

}  // namespace jarip::cli
