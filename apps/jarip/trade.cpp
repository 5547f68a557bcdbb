#include "jarip/trade.hpp"

#include <algorithm>
#include <array>

#include "command.hpp"
#include "trade_tables.hpp"

namespace jarip::cli {
namespace {

// What the subcommands of trade are arguments.
struct TradeArguments {
    Tables tables;
    std::string reporter = "KR";
    std::string exporter;  // whose cells are shown
    Goods goods;
    std::string period;
    std::vector<std::string> partners;
    std::string every;
    bool apart = false;
    bool by_partner = false;
    std::vector<std::string> production;
    std::optional<double> krw_per_usd;
    std::string partners_csv, products_csv, cells, edges, sqlite;  // files to write besides
    double threshold = trade::kNearProducts;
};

std::optional<Period> period(const TradeArguments& arguments) {
    if (arguments.period.empty()) return std::nullopt;
    const auto parsed = parse_period(arguments.period);
    if (!parsed) throw Error{"E0121", "", {{"value", arguments.period}}};
    return parsed;
}

std::string known_reporters(const trade::Flows& flows) {
    constexpr std::size_t kShown = 12;
    std::vector<bool> met(flows.countries.size());
    for (std::size_t row = 0; row < flows.size(); ++row) {
        const auto reporter = flows.reporter[row], partner = flows.partner[row];
        if (reporter != trade::Flows::kNoReporter) met[reporter] = true;
        if (flows.direction[row] == trade::Direction::both && partner != trade::Flows::kTotal)
            met[partner] = true;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i]) names.push_back(flows.countries[i]);
    std::sort(names.begin(), names.end());
    std::string list;
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i)
        list += (i > 0 ? ", " : "") + names[i];
    return names.size() > kShown ? list + ", …" : list.empty() ? "–" : list;
}

// A table of a result, of the points of a series where there is one.
template <class Result>
void write_table(const std::string& path, const char* name, const Session& session,
                 const Result& result) {
    const std::string in_series = std::string{"series."} + name;
    const std::array<std::string_view, 2> names{in_series, name};
    write_to(path,
             [&] { return report::csv(report::described(result), session.context(), names); });
}

std::optional<trade::Every> every(const std::string& word) {
    constexpr std::array kWords{
        std::pair{"month", trade::Every::month}, std::pair{"quarter", trade::Every::quarter},
        std::pair{"year", trade::Every::year}, std::pair{"ytd", trade::Every::year_to_date},
        std::pair{"rolling12", trade::Every::rolling12}};
    for (const auto& [name, value] : kWords)
        if (word == name) return value;
    return std::nullopt;
}

trade::Flows read_production(const TradeArguments& arguments, const Session& session) {
    std::vector<SourceFile> files;
    for (const std::string& path : arguments.production) files.push_back(read_file(path));
    auto flows = trade::read_production(files);
    session.show(flows.findings);
    return flows;
}

// Groups with their members: tables may give either.
std::vector<std::string> partners(const TradeArguments& arguments) {
    auto names = split(arguments.partners);
    auto all = members(names, arguments.tables);
    all.insert(all.end(), names.begin(), names.end());
    return all;
}

std::map<std::string, std::vector<std::string>> partner_groups(const TradeArguments& arguments) {
    std::map<std::string, std::vector<std::string>> groups;
    for (const auto& name : split(arguments.partners)) {
        auto all = members({name}, arguments.tables);
        if (all != std::vector{name}) groups.emplace(name, std::move(all));
    }
    return groups;
}

int answer_indicators(const TradeArguments& arguments, Session& session) {
    trade::SeriesQuery question{.reporters = split({arguments.reporter}),
                                .every = every(arguments.every)};
    question.query.hs = codes(arguments.goods);
    question.query.period = period(arguments);
    question.query.krw_per_usd = arguments.krw_per_usd;
    question.query.partners = partners(arguments);
    question.query.partner_groups = partner_groups(arguments);
    if (question.reporters.empty()) question.reporters = {arguments.reporter};
    question.query.reporter = question.reporters[0];
    question.goods = {question.query.hs};
    if (arguments.apart && !question.query.hs.empty()) {
        question.goods.clear();
        for (const std::string& entry : question.query.hs) question.goods.push_back({entry});
    }

    const auto flows = read_tables(arguments.tables, session);
    const auto production = read_production(arguments, session);
    if (!arguments.production.empty()) question.query.production = &production;
    report::TradeReport result{trade::indicators(flows, question.query), {}, arguments.by_partner};
    if (question.every || question.reporters.size() > 1 || question.goods.size() > 1)
        result.series = trade::series(flows, question);
    const auto says_nothing = [](const trade::Indicators& point) {
        return !point.imports && !point.exports;
    };
    // What the tables tell in another way than was asked for is undefined, and the page says why.
    const auto is_unknown = [](const trade::Indicators& point) {
        return !point.longer_only_imports.empty() || !point.longer_only_exports.empty() ||
               !point.overlapping_imports.empty() || !point.overlapping_exports.empty() ||
               !point.several_revisions_imports.empty() || !point.several_revisions_exports.empty();
    };
    const bool unknown = result.series ? std::any_of(result.series->points.begin(),
                                                     result.series->points.end(), is_unknown)
                                       : is_unknown(result.whole);
    const bool silent = result.series ? std::all_of(result.series->points.begin(),
                                                    result.series->points.end(), says_nothing)
                                      : says_nothing(result.whole);
    auto hidden = result.whole.coarser_only_exports;
    if (hidden.empty()) hidden = result.whole.coarser_only_imports;
    // Codes of one revision of HS stand in some tables and not in others.
    const bool stands = std::any_of(hidden.begin(), hidden.end(), [&](const std::string& code) {
        return std::any_of(flows.products.begin(), flows.products.end(),
                           [&](const std::string& known) { return known.starts_with(code); });
    });
    const bool empty = silent && !unknown && !stands;
    if (empty && !says_nothing(result.whole))
        throw Error{"E0171", "", {{"every", arguments.every}}};
    if (empty && !hidden.empty()) throw Error{"E0174", "", {{"codes", joined(hidden)}}};
    // Of a partner the tables may say nothing, though they tell of the country: that is no 0, and no fault.
    auto of_all = question.query;
    of_all.partners.clear();
    const bool partners_hidden = empty && !question.query.partners.empty() &&
                                 !says_nothing(trade::indicators(flows, of_all));
    if (partners_hidden) {
        Diagnostics said;
        said.note("E0245", {"", 1, 1, 1, ""}, {{"partners", joined(split(arguments.partners))}});
        session.show(said);
    }
    if (empty && !partners_hidden)
        throw Error{
            "E0123", "", {{"reporter", arguments.reporter}, {"known", known_reporters(flows)}}};
    write_table(arguments.partners_csv, "partners", session, result);
    deliver(session, "trade-indicators", result);
    return kDone;
}

// The whole, and the series where one is arguments for, which must have a point.
template <class Result, class Whole, class Series>
report::InTime<Result> in_time(const TradeArguments& arguments, Whole whole, Series series) {
    report::InTime<Result> result{whole(), {}};
    if (const auto cut = every(arguments.every)) result.series = series(*cut);
    if (result.series && result.series->points.empty())
        throw Error{"E0171", "", {{"every", arguments.every}}};
    return result;
}

report::InTime<trade::Complexity> complexity(const trade::Flows& flows,
                                             const trade::ComplexityQuery& query,
                                             const TradeArguments& arguments) {
    return in_time<trade::Complexity>(
        arguments, [&] { return trade::complexity(flows, query); },
        [&](trade::Every cut) { return trade::complexity(flows, query, cut); });
}

report::InTime<trade::ProductSpace> space(const trade::Flows& flows,
                                          const trade::ComplexityQuery& query,
                                          const TradeArguments& arguments) {
    return in_time<trade::ProductSpace>(
        arguments, [&] { return trade::product_space(flows, query, arguments.threshold); },
        [&](trade::Every cut) {
            return trade::product_space(flows, query, arguments.threshold, cut);
        });
}

trade::ComplexityQuery complexity_query(const TradeArguments& arguments, const Session& session) {
    return {.hs = codes(arguments.goods),
            .period = period(arguments),
            .cells = false,
            .run = session.run()};
}

int answer_complexity(const TradeArguments& arguments, Session& session) {
    auto query = complexity_query(arguments, session);
    query.cells_of = split({arguments.exporter});
    query.cells = !query.cells_of.empty();
    const auto flows = read_tables(arguments.tables, session);
    const auto result = complexity(flows, query, arguments);
    if (query.cells && result.whole.rows.empty() && result.whole.left_out.empty())
        throw Error{
            "E0123", "", {{"reporter", arguments.exporter}, {"known", known_reporters(flows)}}};
    if (!arguments.cells.empty() && !query.cells) {
        query.cells = true;  // of all exporters: too many for the page
        write_table(arguments.cells, "cells", session, complexity(flows, query, arguments));
    } else {
        write_table(arguments.cells, "cells", session, result);
    }
    if (!arguments.edges.empty())
        write_table(arguments.edges, "edges", session, space(flows, query, arguments));
    write_table(arguments.products_csv, "products", session, result);
    deliver(session, "trade-complexity", result);
    return kDone;
}

int answer_space(const TradeArguments& arguments, Session& session) {
    const auto query = complexity_query(arguments, session);
    const auto result = space(read_tables(arguments.tables, session), query, arguments);
    deliver(session, "trade-space", result);
    return kDone;
}

int answer_dependency(const TradeArguments& arguments, Session& session) {
    const trade::DependencyQuery query{
        .home = members(split({arguments.reporter}), arguments.tables),
        .hs = codes(arguments.goods),
        .period = period(arguments)};
    const auto flows = read_tables(arguments.tables, session);
    const auto result = in_time<trade::Dependencies>(
        arguments, [&] { return trade::dependencies(flows, query); },
        [&](trade::Every cut) { return trade::dependencies(flows, query, cut); });
    if (result.whole.products.empty())
        throw Error{
            "E0123", "", {{"reporter", arguments.reporter}, {"known", known_reporters(flows)}}};
    deliver(session, "trade-dependency", result);
    return kDone;
}

void add_goods_and_period(Options& options, TradeArguments& arguments) {
    add_goods(options, arguments.goods);
    options.text("--period", "PERIOD", arguments.period);
}

// What unit_values and mirror are arguments.
trade::Query comparison(const TradeArguments& arguments) {
    return {.reporter = arguments.reporter,
            .hs = codes(arguments.goods),
            .period = period(arguments),
            .partners = partners(arguments)};
}

int answer_unit_values(const TradeArguments& arguments, const Session& session) {
    const auto query = comparison(arguments);
    const auto result =
        trade::unit_values(read_tables(arguments.tables, session), query, every(arguments.every));
    if (!result.incomplete.empty() && result.rows.empty() && result.without == 0)
        throw Error{"E0171", "", {{"every", arguments.every}}};
    deliver(session, "trade-unit-values", result);
    return kDone;
}

int answer_mirror(const TradeArguments& arguments, const Session& session) {
    const auto query = comparison(arguments);
    const auto flows = read_tables(arguments.tables, session);
    report::InTime<trade::Mirror> result{trade::mirror(flows, query), {}};
    if (const auto cut = every(arguments.every)) result.series = trade::mirror(flows, query, *cut);
    deliver(session, "trade-mirror", result);
    return kDone;
}

int answer_watch(const TradeArguments& arguments, const Session& session) {
    const trade::WatchQuery query{
        .reporter = arguments.reporter, .hs = codes(arguments.goods), .month = period(arguments)};
    if (query.month && months_in(*query.month) != 1)
        throw Error{"E0192", "", {{"value", arguments.period}}};
    deliver(session, "trade-watch", trade::watch(read_tables(arguments.tables, session), query));
    return kDone;
}

// The table itself, or what was written where files are named.
int answer_convert(const TradeArguments& arguments, const Session& session) {
    const auto flows = read_tables(arguments.tables, session);
    if (!arguments.sqlite.empty()) report::write_sqlite(flows, arguments.sqlite);
    const Common& common = session.common;
    const bool to_files = !common.csv.empty() || !common.xlsx.empty() || !arguments.sqlite.empty();
    const auto context = session.context();
    deliver_text(session, "trade-convert", flows, [&] {
        return to_files ? report::summary(flows, context) : report::text(flows, context);
    });
    return kDone;
}

void add_every(Options& options, TradeArguments& arguments) {
    options.choice("--every", arguments.every, {"month", "quarter", "year", "ytd", "rolling12"});
}

void add_comparison(Options& options, TradeArguments& arguments) {
    add_tables(options, arguments.tables);
    options.text("--reporter", "CC", arguments.reporter);
    add_goods_and_period(options, arguments);
    options.texts("--partner", "CC", arguments.partners);
    add_every(options, arguments);
}

}  // namespace

Action add_trade_indicators(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_tables(options, arguments->tables);
    options.text("--reporter", "CC", arguments->reporter);
    add_goods_and_period(options, *arguments);
    options.flag("--apart", arguments->apart);
    options.texts("--partner", "CC", arguments->partners);
    add_every(options, *arguments);
    options.flag("--by-partner", arguments->by_partner);
    options.texts("--production", "FILE.csv", arguments->production);
    options.number("--krw-per-usd", "RATE", arguments->krw_per_usd, kNonNegative);
    options.output("--partners", "FILE.csv", arguments->partners_csv);
    return [arguments](Session& session) { return answer_indicators(*arguments, session); };
}

Action add_trade_complexity(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_tables(options, arguments->tables);
    add_goods_and_period(options, *arguments);
    options.text("--exporter", "CC", arguments->exporter);
    add_every(options, *arguments);
    options.output("--products", "FILE.csv", arguments->products_csv);
    options.output("--cells", "FILE.csv", arguments->cells);
    options.output("--edges", "FILE.csv", arguments->edges);
    options.number("--threshold", "SHARE", arguments->threshold, kShare);
    return [arguments](Session& session) { return answer_complexity(*arguments, session); };
}

Action add_trade_space(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_tables(options, arguments->tables);
    add_goods_and_period(options, *arguments);
    options.number("--threshold", "SHARE", arguments->threshold, kShare);
    add_every(options, *arguments);
    return [arguments](Session& session) { return answer_space(*arguments, session); };
}

Action add_trade_dependency(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_tables(options, arguments->tables);
    options.text("--reporter", "CC", arguments->reporter);
    add_goods_and_period(options, *arguments);
    add_every(options, *arguments);
    return [arguments](Session& session) { return answer_dependency(*arguments, session); };
}

Action add_trade_unit_values(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_comparison(options, *arguments);
    return [arguments](Session& session) { return answer_unit_values(*arguments, session); };
}

Action add_trade_watch(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_tables(options, arguments->tables);
    options.text("--reporter", "CC", arguments->reporter);
    add_goods_and_period(options, *arguments);
    return [arguments](Session& session) { return answer_watch(*arguments, session); };
}

Action add_trade_mirror(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_comparison(options, *arguments);
    return [arguments](Session& session) { return answer_mirror(*arguments, session); };
}

Action add_trade_convert(Options& options) {
    auto arguments = std::make_shared<TradeArguments>();
    add_tables(options, arguments->tables);
    options.output("--sqlite", "FILE", arguments->sqlite);
    return [arguments](Session& session) { return answer_convert(*arguments, session); };
}

}  // namespace jarip::cli
