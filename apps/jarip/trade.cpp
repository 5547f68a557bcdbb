#include "jarip/trade.hpp"

#include <algorithm>

#include "command.hpp"
#include "trade_tables.hpp"

namespace jarip::cli {
namespace {

// What the subcommands of trade are asked.
struct Asked {
    Tables tables;
    std::string reporter = "KR";
    std::vector<std::string> hs;
    std::vector<std::string> baskets;
    std::string own_baskets;
    std::string period;
    std::string cells;
    std::optional<double> krw_per_usd;
};

// "847150,8473" and twice --hs are the same.
std::vector<std::string> split(const std::vector<std::string>& lists) {
    std::vector<std::string> words;
    for (const std::string& list : lists)
        for (std::size_t at = 0; at <= list.size();) {
            const auto end = std::min(list.find(',', at), list.size());
            if (end > at) words.push_back(list.substr(at, end - at));
            at = end + 1;
        }
    return words;
}

std::vector<std::string> codes(const Asked& asked) {
    auto all = split(asked.hs);
    const auto own = own_baskets(asked.own_baskets);
    for (const std::string& name : split(asked.baskets)) {
        const auto before = all.size();
        for (const auto& line : own)
            if (line.basket == name) all.push_back(line.hs);
        if (all.size() > before) continue;
        (void)trade::basket(name);  // so that an unknown one is named before anything is read
        all.push_back(name);
    }
    return all;
}

std::optional<Period> period(const Asked& asked) {
    if (asked.period.empty()) return std::nullopt;
    const auto parsed = parse_period(asked.period);
    if (!parsed) throw Error{"E0121", "", {{"value", asked.period}}};
    return parsed;
}

std::string known_reporters(const trade::Flows& flows) {
    constexpr std::size_t kShown = 12;
    std::vector<std::string> names = flows.countries;
    std::sort(names.begin(), names.end());
    std::string list;
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i)
        list += (i > 0 ? ", " : "") + names[i];
    return names.size() > kShown ? list + ", …" : list.empty() ? "–" : list;
}

int answer_indicators(const Asked& asked, Session& session) {
    const trade::Query query{.reporter = asked.reporter,
                             .hs = codes(asked),
                             .period = period(asked),
                             .krw_per_usd = asked.krw_per_usd};
    const auto flows = read_tables(asked.tables, session);
    const auto result = trade::indicators(flows, query);
    if (!result.imports && !result.exports)
        throw Error{"E0123", "", {{"reporter", asked.reporter}, {"known", known_reporters(flows)}}};
    deliver(session, "trade-indicators", result);
    return kDone;
}

std::string cells_table(const trade::Complexity& result) {
    std::string table = "exporter,product,rca,density,cog\n";
    for (std::size_t c = 0; c < result.exporters.size(); ++c)
        for (std::size_t p = 0; p < result.products.size(); ++p) {
            const auto cell = result.cell(c, p);
            table += csv_field(result.exporters[c].exporter) + ',' +
                     csv_field(result.products[p].product) + ',' +
                     format_shortest(result.rca[cell]) + ',' +
                     format_shortest(result.density[cell]) + ',';
            if (!result.outlook_gain.empty()) table += format_shortest(result.outlook_gain[cell]);
            table += '\n';
        }
    return table;
}

int answer_complexity(const Asked& asked, Session& session) {
    const trade::ComplexityQuery query{.hs = codes(asked),
                                       .period = period(asked),
                                       .cells = !asked.cells.empty(),
                                       .run = session.run()};
    const auto result = trade::complexity(read_tables(asked.tables, session), query);
    if (!asked.cells.empty()) write_file(asked.cells, cells_table(result));
    deliver(session, "trade-complexity", result);
    return kDone;
}

int answer_dependency(const Asked& asked, Session& session) {
    const trade::DependencyQuery query{.home = members(split({asked.reporter}), asked.tables),
                                       .hs = codes(asked),
                                       .period = period(asked)};
    deliver(session, "trade-dependency",
            trade::dependencies(read_tables(asked.tables, session), query));
    return kDone;
}

void add_goods(Options& options, Asked& asked) {
    options.texts("--hs", "CODE", asked.hs);
    options.texts("--basket", "NAME", asked.baskets);
    options.text("--baskets", "FILE.csv", asked.own_baskets);
    options.text("--period", "PERIOD", asked.period);
}

}  // namespace

Action add_trade_indicators(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    options.text("--reporter", "CC", asked->reporter);
    add_goods(options, *asked);
    options.number("--krw-per-usd", "RATE", asked->krw_per_usd, kNonNegative);
    return [asked](Session& session) { return answer_indicators(*asked, session); };
}

Action add_trade_complexity(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    add_goods(options, *asked);
    options.text("--cells", "FILE.csv", asked->cells);
    return [asked](Session& session) { return answer_complexity(*asked, session); };
}

Action add_trade_dependency(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    options.text("--reporter", "CC", asked->reporter);
    add_goods(options, *asked);
    return [asked](Session& session) { return answer_dependency(*asked, session); };
}

Action add_trade_convert(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    return [asked](Session& session) {
        deliver(session, "trade-convert", read_tables(asked->tables, session));
        return static_cast<int>(kDone);
    };
}

}  // namespace jarip::cli
