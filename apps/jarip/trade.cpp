#include "jarip/trade.hpp"

#include <algorithm>
#include <array>

#include "command.hpp"
#include "trade_tables.hpp"

namespace jarip::cli {
namespace {

// What the subcommands of trade are asked.
struct Asked {
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
    std::string xlsx, csv;  // files to write besides
    std::string partners_csv, products_csv, cells, edges, sqlite;
    double threshold = trade::kNearProducts;
};

std::optional<Period> period(const Asked& asked) {
    if (asked.period.empty()) return std::nullopt;
    const auto parsed = parse_period(asked.period);
    if (!parsed) throw Error{"E0121", "", {{"value", asked.period}}};
    return parsed;
}

std::string known_reporters(const trade::Flows& flows) {
    constexpr std::size_t kShown = 12;
    std::vector<bool> met(flows.countries.size());
    for (std::size_t row = 0; row < flows.size(); ++row) {
        const auto reporter = flows.reporter[row], partner = flows.partner[row];
        if (reporter != trade::Flows::kUnsaid) met[reporter] = true;
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

// The spreadsheet and the table that every result on trade can be.
template <class Result>
void write_tables(const Asked& asked, const Session& session, const Result& result) {
    write_to(asked.xlsx, [&] { return report::xlsx(result, session.context()); });
    write_to(asked.csv, [&] { return report::csv(result); });
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

trade::Flows read_production(const Asked& asked, const Session& session) {
    std::vector<SourceFile> files;
    for (const std::string& path : asked.production) files.push_back(read_file(path));
    Diagnostics findings;
    auto flows = trade::read_production(files, findings);
    findings.throw_if_errors();
    session.show(findings);
    return flows;
}

// Groups with their members: tables may give either.
std::vector<std::string> partners(const Asked& asked) {
    auto names = split(asked.partners);
    auto all = members(names, asked.tables);
    all.insert(all.end(), names.begin(), names.end());
    return all;
}

int answer_indicators(const Asked& asked, Session& session) {
    trade::SeriesQuery question{.reporters = split({asked.reporter}), .every = every(asked.every)};
    question.query.hs = codes(asked.goods);
    question.query.period = period(asked);
    question.query.krw_per_usd = asked.krw_per_usd;
    question.query.partners = partners(asked);
    if (question.reporters.empty()) question.reporters = {asked.reporter};
    question.query.reporter = question.reporters[0];
    question.goods = {question.query.hs};
    if (asked.apart && !question.query.hs.empty()) {
        question.goods.clear();
        for (const std::string& entry : question.query.hs) question.goods.push_back({entry});
    }

    const auto flows = read_tables(asked.tables, session);
    const auto production = read_production(asked, session);
    if (!asked.production.empty()) question.query.production = &production;
    report::TradeReport result{trade::indicators(flows, question.query), {}, asked.by_partner};
    if (question.every || question.reporters.size() > 1 || question.goods.size() > 1)
        result.series = trade::series(flows, question);
    const auto says_nothing = [](const trade::Indicators& point) {
        return !point.imports && !point.exports;
    };
    const bool empty = result.series ? std::all_of(result.series->points.begin(),
                                                   result.series->points.end(), says_nothing)
                                     : says_nothing(result.whole);
    if (empty && !says_nothing(result.whole)) throw Error{"E0171", "", {{"every", asked.every}}};
    auto hidden = result.whole.coarser_only_exports;
    if (hidden.empty()) hidden = result.whole.coarser_only_imports;
    if (empty && !hidden.empty()) throw Error{"E0174", "", {{"codes", joined(hidden)}}};
    if (empty)
        throw Error{"E0123", "", {{"reporter", asked.reporter}, {"known", known_reporters(flows)}}};
    write_tables(asked, session, result);
    write_to(asked.partners_csv, [&] { return report::partners_csv(result); });
    deliver(session, "trade-indicators", result);
    return kDone;
}

// The whole, and the series where one is asked for, which must have a point.
template <class Result, class Whole, class Series>
report::InTime<Result> in_time(const Asked& asked, Whole whole, Series series) {
    report::InTime<Result> result{whole(), {}};
    if (const auto cut = every(asked.every)) result.series = series(*cut);
    if (result.series && result.series->points.empty())
        throw Error{"E0171", "", {{"every", asked.every}}};
    return result;
}

report::InTime<trade::Complexity> complexity(const trade::Flows& flows,
                                             const trade::ComplexityQuery& query,
                                             const Asked& asked) {
    return in_time<trade::Complexity>(
        asked, [&] { return trade::complexity(flows, query); },
        [&](trade::Every cut) { return trade::complexity(flows, query, cut); });
}

report::InTime<trade::ProductSpace> space(const trade::Flows& flows,
                                          const trade::ComplexityQuery& query, const Asked& asked) {
    return in_time<trade::ProductSpace>(
        asked, [&] { return trade::product_space(flows, query, asked.threshold); },
        [&](trade::Every cut) { return trade::product_space(flows, query, asked.threshold, cut); });
}

trade::ComplexityQuery complexity_query(const Asked& asked, const Session& session) {
    return {
        .hs = codes(asked.goods), .period = period(asked), .cells = false, .run = session.run()};
}

int answer_complexity(const Asked& asked, Session& session) {
    auto query = complexity_query(asked, session);
    query.cells_of = split({asked.exporter});
    query.cells = !query.cells_of.empty();
    const auto flows = read_tables(asked.tables, session);
    const auto result = complexity(flows, query, asked);
    if (query.cells && result.whole.rows.empty() && result.whole.left_out.empty())
        throw Error{"E0123", "", {{"reporter", asked.exporter}, {"known", known_reporters(flows)}}};
    write_to(asked.cells, [&] {
        if (query.cells) return report::cells_csv(result);
        query.cells = true;  // of all exporters: too many for the page
        return report::cells_csv(complexity(flows, query, asked));
    });
    write_to(asked.edges, [&] { return report::csv(space(flows, query, asked)); });
    write_to(asked.products_csv, [&] { return report::products_csv(result); });
    write_tables(asked, session, result);
    deliver(session, "trade-complexity", result);
    return kDone;
}

int answer_space(const Asked& asked, Session& session) {
    const auto query = complexity_query(asked, session);
    const auto result = space(read_tables(asked.tables, session), query, asked);
    write_tables(asked, session, result);
    deliver(session, "trade-space", result);
    return kDone;
}

int answer_dependency(const Asked& asked, Session& session) {
    const trade::DependencyQuery query{.home = members(split({asked.reporter}), asked.tables),
                                       .hs = codes(asked.goods),
                                       .period = period(asked)};
    const auto flows = read_tables(asked.tables, session);
    const auto result = in_time<trade::Dependencies>(
        asked, [&] { return trade::dependencies(flows, query); },
        [&](trade::Every cut) { return trade::dependencies(flows, query, cut); });
    if (result.whole.products.empty())
        throw Error{"E0123", "", {{"reporter", asked.reporter}, {"known", known_reporters(flows)}}};
    write_tables(asked, session, result);
    deliver(session, "trade-dependency", result);
    return kDone;
}

void add_goods_and_period(Options& options, Asked& asked) {
    add_goods(options, asked.goods);
    options.text("--period", "PERIOD", asked.period);
}

// What unit_values and mirror are asked.
trade::Query comparison(const Asked& asked) {
    return {.reporter = asked.reporter,
            .hs = codes(asked.goods),
            .period = period(asked),
            .partners = partners(asked)};
}

int answer_unit_values(const Asked& asked, const Session& session) {
    const auto query = comparison(asked);
    const auto result =
        trade::unit_values(read_tables(asked.tables, session), query, every(asked.every));
    if (!result.incomplete.empty() && result.rows.empty() && result.without == 0)
        throw Error{"E0171", "", {{"every", asked.every}}};
    write_tables(asked, session, result);
    deliver(session, "trade-unit-values", result);
    return kDone;
}

int answer_mirror(const Asked& asked, const Session& session) {
    const auto query = comparison(asked);
    const auto flows = read_tables(asked.tables, session);
    report::InTime<trade::Mirror> result{trade::mirror(flows, query), {}};
    if (const auto cut = every(asked.every)) result.series = trade::mirror(flows, query, *cut);
    write_tables(asked, session, result);
    deliver(session, "trade-mirror", result);
    return kDone;
}

// The table itself, or what was written where files are named.
int answer_convert(const Asked& asked, const Session& session) {
    const auto flows = read_tables(asked.tables, session);
    write_tables(asked, session, flows);
    if (!asked.sqlite.empty()) report::write_sqlite(flows, asked.sqlite);
    const bool to_files = !asked.csv.empty() || !asked.xlsx.empty() || !asked.sqlite.empty();
    const auto context = session.context();
    session.write(
        "trade-convert",
        [&] { return to_files ? report::summary(flows, context) : report::text(flows, context); },
        [&] { return report::json(flows, context); });
    return kDone;
}

void add_files(Options& options, Asked& asked) {
    options.text("--csv", "FILE.csv", asked.csv);
    options.text("--xlsx", "FILE.xlsx", asked.xlsx);
}

void add_every(Options& options, Asked& asked) {
    options.choice("--every", asked.every, {"month", "quarter", "year", "ytd", "rolling12"});
}

void add_comparison(Options& options, Asked& asked) {
    add_tables(options, asked.tables);
    options.text("--reporter", "CC", asked.reporter);
    add_goods_and_period(options, asked);
    options.texts("--partner", "CC", asked.partners);
    add_every(options, asked);
    add_files(options, asked);
}

}  // namespace

Action add_trade_indicators(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    options.text("--reporter", "CC", asked->reporter);
    add_goods_and_period(options, *asked);
    options.flag("--apart", asked->apart);
    options.texts("--partner", "CC", asked->partners);
    add_every(options, *asked);
    options.flag("--by-partner", asked->by_partner);
    options.texts("--production", "FILE.csv", asked->production);
    options.number("--krw-per-usd", "RATE", asked->krw_per_usd, kNonNegative);
    add_files(options, *asked);
    options.text("--partners", "FILE.csv", asked->partners_csv);
    return [asked](Session& session) { return answer_indicators(*asked, session); };
}

Action add_trade_complexity(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    add_goods_and_period(options, *asked);
    options.text("--exporter", "CC", asked->exporter);
    add_every(options, *asked);
    add_files(options, *asked);
    options.text("--products", "FILE.csv", asked->products_csv);
    options.text("--cells", "FILE.csv", asked->cells);
    options.text("--edges", "FILE.csv", asked->edges);
    options.number("--threshold", "SHARE", asked->threshold, kShare);
    return [asked](Session& session) { return answer_complexity(*asked, session); };
}

Action add_trade_space(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    add_goods_and_period(options, *asked);
    options.number("--threshold", "SHARE", asked->threshold, kShare);
    add_every(options, *asked);
    add_files(options, *asked);
    return [asked](Session& session) { return answer_space(*asked, session); };
}

Action add_trade_dependency(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    options.text("--reporter", "CC", asked->reporter);
    add_goods_and_period(options, *asked);
    add_every(options, *asked);
    add_files(options, *asked);
    return [asked](Session& session) { return answer_dependency(*asked, session); };
}

Action add_trade_unit_values(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_comparison(options, *asked);
    return [asked](Session& session) { return answer_unit_values(*asked, session); };
}

Action add_trade_mirror(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_comparison(options, *asked);
    return [asked](Session& session) { return answer_mirror(*asked, session); };
}

Action add_trade_convert(Options& options) {
    auto asked = std::make_shared<Asked>();
    add_tables(options, asked->tables);
    add_files(options, *asked);
    options.text("--sqlite", "FILE", asked->sqlite);
    return [asked](Session& session) { return answer_convert(*asked, session); };
}

}  // namespace jarip::cli
