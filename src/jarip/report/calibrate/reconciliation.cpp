#include "jarip/report/calibrate/words.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "jarip/report/pages/plan.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/status.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {

using calibrate::ItemAlone;
using calibrate::Whom;
using network::Network;
using trade::Direction;

namespace {

constexpr double kMillionsFrom = 1e7;  // below, a page in millions would have too few digits
constexpr std::size_t kMostAlone = 6;

double largest(const calibrate::Reconciliation& result) {
    double most = 0;
    for (const calibrate::Cell& cell : result.cells)
        most = std::max({most, cell.model, cell.customs});
    return most;
}

// At what rate customs figures became the model's currency, where that is none of theirs.
std::string rate_text(const calibrate::Reconciliation& result, const Context& context) {
    if (result.per_usd == 1) return {};
    return wrapped(text(context.language, "report.reconcile.rate",
                        {{"rate", number(result.per_usd, 6)},
                         {"currency", currency_name(context.network->currency, context.language)}}),
                   context.width) +
           '\n';
}

std::string totals_text(const calibrate::Reconciliation& result, const PageMoney& in,
                        const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key) {
        return text(language, "report.reconcile." + key);
    };
    TextTable table{{""},
                    {say("model"), Align::right},
                    {say("customs"), Align::right},
                    {say("ratio"), Align::right},
                    {say("sum_of_mismatches"), Align::right}};
    for (const auto& [key, totals] :
         {std::pair{"imports", &result.imports}, std::pair{"exports", &result.exports}}) {
        if (totals->model == 0 && totals->customs == 0) continue;
        table.add({say(key), in(totals->model), in(totals->customs),
                   percent(ratio(totals->model, totals->customs), language), in(totals->mismatch)});
    }
    return table.render(context.width);
}

std::string cells_text(const ReconciliationReport& report, const PageMoney& in,
                       const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key) {
        return text(language, "report.reconcile." + key);
    };
    TextTable table{{""},
                    {"HS"},
                    {say("partner")},
                    {say("model"), Align::right},
                    {say("customs"), Align::right},
                    {say("mismatch"), Align::right}};
    auto cells = report.result.cells;
    std::erase_if(cells, std::mem_fn(&calibrate::Cell::is_nothing));
    const std::size_t shown = std::min(report.top, cells.size());
    for (std::size_t i = 0; i < shown; ++i)
        table.add({direction_label(cells[i].direction, language), cells[i].hs,
                   partner_label(cells[i], language), in(cells[i].model), in(cells[i].customs),
                   in(cells[i].mismatch())});
    if (table.empty()) return '\n' + say("nothing") + '\n';
    return '\n' + say("by_partner") + '\n' + rows_and_rest(table, shown, cells.size(), context);
}

std::string lanes_text(const ReconciliationReport& report, const PageMoney& in,
                       const Context& context) {
    const Language language = context.language;
    const Network& network = *context.network;
    const auto say = [&](const std::string& key) {
        return text(language, "report.reconcile." + key);
    };
    TextTable table{{say("item")},
                    {say("from")},
                    {say("to")},
                    {say("model"), Align::right},
                    {say("mismatch"), Align::right}};
    const auto& lanes = report.result.lanes;
    const std::size_t shown = std::min(report.top, lanes.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& lane = lanes[i];
        const calibrate::Cell& cell = report.result.cells[lane.cell];
        std::string item, from, to;
        if (lane.arc.valid()) {
            const auto& arc = network.arcs[lane.arc];
            item = network.items[network.pools[arc.from].item].name.in(language);
            from = place_label(network, arc.from, language);
            to = place_label(network, arc.to, language);
        } else {
            item = text(language, "report.reconcile.no_lane", {{"hs", cell.hs}});
            from = partner_label(cell, language);
            to = country_label(report.result.reporter, language);
            if (cell.direction == Direction::export_) std::swap(from, to);
        }
        table.add({item, from, to, in(lane.model), in(lane.mismatch())});
    }
    if (table.empty()) return "";
    return '\n' + wrapped(say("by_lane"), context.width) + '\n' +
           rows_and_rest(table, shown, lanes.size(), context);
}

/// Figures of less than a code or of fewer months than the period.
std::string partial_text(const calibrate::Reconciliation& result, const Context& context) {
    constexpr double kMonthsTolerance = 0.05;
    const Language language = context.language;
    const double asked = months_in(result.period);
    std::map<std::string, std::string> finer, shorter;
    for (const calibrate::Cell& cell : result.cells) {
        if (cell.is_nothing()) continue;
        const bool whole =
            std::find(cell.codes.begin(), cell.codes.end(), cell.hs) != cell.codes.end();
        if (!whole)
            finer[cell.hs] = cell.hs + " (" + listed(cell.codes, language, kMostAlone) + ')';
        if (cell.months < asked - kMonthsTolerance)
            shorter[cell.hs] = cell.hs + " (" + number(cell.months) + ')';
    }
    std::string page;
    for (const auto& [key, codes] : {std::pair{"finer", &finer}, std::pair{"shorter", &shorter}}) {
        if (codes->empty()) continue;
        std::vector<std::string> words;
        for (const auto& [hs, word] : *codes) words.push_back(word);
        page +=
            '\n' +
            wrapped(
                text(language, std::string{"report.reconcile."} + key,
                     {{"codes", listed(words, language, kMostAlone)}, {"months", number(asked)}}),
                context.width, 2) +
            '\n';
    }
    return page;
}

std::string alone_text(const std::vector<ItemAlone>& rows, const std::string& key,
                       const PageMoney& in, const Context& context) {
    const Language language = context.language;
    std::string lines;
    for (const Direction direction : {Direction::import, Direction::export_}) {
        std::vector<std::string> names;
        Sum total;
        for (const auto& row : rows) {
            if (row.direction != direction) continue;
            total.add(row.model);
            names.push_back(context.network->items[row.item].name.in(language) + ' ' +
                            in(row.model));
        }
        if (names.empty()) continue;
        const auto line = text(language, "report.reconcile." + key,
                               {{"direction", direction_label(direction, language)},
                                {"value", in(total.value())},
                                {"items", listed(names, language, kMostAlone)}});
        lines += "  " + wrapped(line, context.width - 2, 4) + '\n';
    }
    return lines;
}

std::string not_compared_text(const calibrate::Reconciliation& result, const PageMoney& in,
                              const Context& context) {
    const Language language = context.language;
    std::string lines = alone_text(result.without_hs, "without_hs", in, context) +
                        alone_text(result.without_figures, "without_figures", in, context);
    for (const Direction direction : {Direction::import, Direction::export_}) {
        std::vector<std::string> codes;
        for (const auto& row : result.without_items)
            if (row.direction == direction) codes.push_back(row.hs + ' ' + in(row.customs));
        if (codes.empty()) continue;
        const auto line = text(language, "report.reconcile.without_items",
                               {{"direction", direction_label(direction, language)},
                                {"codes", listed(codes, language, kMostAlone)}});
        lines += "  " + wrapped(line, context.width - 2, 4) + '\n';
    }
    if (!lines.empty())
        lines = '\n' + text(language, "report.reconcile.not_compared") + '\n' + lines;
    std::vector<std::string> names;
    for (const auto item : result.several_codes)
        names.push_back(context.network->items[item].name.in(language) + " (" +
                        context.network->items[item].hs.front() + ')');
    if (!names.empty())
        lines += '\n' +
                 wrapped(text(language, "report.reconcile.several_codes",
                              {{"items", listed(names, language, kMostAlone)}}),
                         context.width, 2) +
                 '\n';
    return lines;
}

}  // namespace

PageMoney::PageMoney(double largest, std::string currency)
    : divisor_{largest >= kMillionsFrom ? 1e6 : 1}, currency_{std::move(currency)} {}

std::string PageMoney::operator()(double value) const {
    return fixed(value / divisor_, divisor_ > 1 ? 1 : 0);
}

std::string PageMoney::unit(Language language) const {
    return text(language, divisor_ > 1 ? "report.reconcile.millions" : "report.reconcile.units",
                {{"currency", currency_name(currency_, language)}});
}

std::string direction_label(Direction direction, Language language) {
    return text(language, direction == Direction::import ? "report.reconcile.import"
                                                         : "report.reconcile.export");
}

std::string partner_label(const calibrate::Cell& cell, Language language) {
    switch (cell.whom) {
        case Whom::country: return country_label(cell.partner, language);
        case Whom::rest: return text(language, "report.reconcile.rest", {{"labels", cell.partner}});
        case Whom::all: break;
    }
    return text(language, "report.reconcile.all");
}

std::string place_label(const Network& network, network::PoolId pool, Language language) {
    const auto& place = network.places[network.pools[pool].place];
    if (place.site.valid()) return network.sites[place.site].name.in(language);
    return country_label(network.countries[place.country].code, language);
}

std::string rows_and_rest(const TextTable& table, std::size_t shown, std::size_t all,
                          const Context& context) {
    std::string page = table.render(context.width);
    if (all > shown)
        page +=
            text(context.language, "report.reconcile.more", {{"n", std::to_string(all - shown)}}) +
            '\n';
    return page;
}

std::string text(const ReconciliationReport& report, const Context& context) {
    const auto& result = report.result;
    const Language language = context.language;
    if (result.status != lp::Status::optimal)
        return text(language, "report.reconcile.no_plan",
                    {{"status", std::string{status_word(result.status)}}}) +
               '\n';
    const PageMoney in{largest(result), context.network->currency};
    const auto title = text(language, "report.reconcile.title",
                            {{"title", context.network->title.in(language)},
                             {"country", country_label(result.reporter, language)},
                             {"time", period(result.period, language)}});
    const auto how = text(language, "report.reconcile.how", {{"unit", in.unit(language)}});
    return wrapped(title, context.width) + "\n\n" + wrapped(how, context.width) + '\n' +
           rate_text(result, context) + '\n' + totals_text(result, in, context) +
           cells_text(report, in, context) + lanes_text(report, in, context) +
           partial_text(result, context) + not_compared_text(result, in, context) +
           sources_text(result.sources, context);
}

}  // namespace jarip::report
