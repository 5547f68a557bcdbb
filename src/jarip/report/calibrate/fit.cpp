#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "jarip/report/calibrate/words.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/status.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {

using calibrate::Fitted;
using calibrate::WhyUnmet;
using network::Network;

namespace {

std::string say(const Context& context, const std::string& key, const Arguments& arguments = {}) {
    return text(context.language, "report.calibrate." + key, arguments);
}

std::string say_reconcile(const Context& context, const std::string& key) {
    return text(context.language, "report.reconcile." + key);
}

std::string totals_text(const calibrate::Fit& fit, const PageMoney& in, const Context& context) {
    TextTable table{{""},
                    {say(context, "before"), Align::right},
                    {say(context, "after"), Align::right},
                    {say_reconcile(context, "customs"), Align::right},
                    {say(context, "left_before"), Align::right},
                    {say(context, "left_after"), Align::right}};
    const auto add = [&](const char* key, const calibrate::Totals& before,
                         const calibrate::Totals& after) {
        if (before.model == 0 && before.customs == 0) return;
        table.add({say_reconcile(context, key), in(before.model), in(after.model),
                   in(after.customs), in(before.mismatch), in(after.mismatch)});
    };
    add("imports", fit.before.imports, fit.imports);
    add("exports", fit.before.exports, fit.exports);
    return table.render(context.width);
}

std::string cells_text(const FitReport& report, const PageMoney& in, const Context& context) {
    TextTable table{{""},
                    {"HS"},
                    {say_reconcile(context, "partner")},
                    {say(context, "before"), Align::right},
                    {say(context, "after"), Align::right},
                    {say_reconcile(context, "customs"), Align::right},
                    {say(context, "left"), Align::right}};
    std::vector<const Fitted*> cells;
    for (const auto& each : report.fit.cells)
        if (!each.cell.is_nothing()) cells.push_back(&each);
    const std::size_t shown = std::min(report.top, cells.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Fitted& each = *cells[i];
        table.add({direction_label(each.cell.direction, context.language), each.cell.hs,
                   partner_label(each.cell, context.language), in(each.cell.model), in(each.after),
                   in(each.cell.customs), in(each.is_met() ? 0 : each.left())});
    }
    return '\n' + say(context, "cells") + '\n' + rows_and_rest(table, shown, cells.size(), context);
}

std::string cell_name(const calibrate::Cell& cell, const Context& context) {
    return direction_label(cell.direction, context.language) + ' ' + cell.hs + ' ' +
           partner_label(cell, context.language);
}

/// Figures that are not met, by reason.
std::string unmet_text(const FitReport& report, const PageMoney& in, const Context& context) {
    std::map<std::string, std::vector<std::string>> names;
    std::string lines;
    std::size_t explained = 0;
    for (const Fitted& each : report.fit.cells) {
        const auto name = cell_name(each.cell, context);
        switch (each.why) {
            case WhyUnmet::met: break;
            case WhyUnmet::no_way: names["no_way"].push_back(name); break;
            case WhyUnmet::conflict: names["conflict"].push_back(name); break;
            case WhyUnmet::shares: names["by_shares"].push_back(name); break;
            case WhyUnmet::out_of_reach: {
                if (++explained > report.top) break;
                std::vector<std::string> limits;
                for (const auto& limit : each.limits) limits.push_back(limit_text(limit, context));
                const auto line =
                    say(context, "out_of_reach",
                        {{"cell", name},
                         {"reach", in(each.reach.value_or(0))},
                         {"customs", in(each.cell.customs)},
                         {"limits", limits.empty() ? std::string{kUndefined}
                                                   : listed(limits, context.language)}});
                lines += "  " + wrapped(line, context.width - 2, 4) + '\n';
                break;
            }
        }
    }
    for (const auto& [reason, cells] : names) {
        const auto line =
            say(context, reason, {{"cells", listed(cells, context.language, report.top)}});
        lines += "  " + wrapped(line, context.width - 2, 4) + '\n';
    }
    return lines.empty() ? "" : '\n' + say(context, "not_met") + '\n' + lines;
}

std::string flows_text(const FitReport& report, const Context& context) {
    const Network& network = *context.network;
    const Language language = context.language;
    double largest = 0;
    const auto money = [&](network::ArcId id, double units) {
        return network.items[network.pools[network.arcs[id].from].item].price * units;
    };
    for (const auto& flow : report.fit.flows)
        largest = std::max({largest, money(flow.arc, flow.before), money(flow.arc, flow.after)});
    const PageMoney in{largest, network.currency};
    TextTable table{{say_reconcile(context, "item")},
                    {say_reconcile(context, "from")},
                    {say_reconcile(context, "to")},
                    {say(context, "before"), Align::right},
                    {say(context, "after"), Align::right}};
    const auto& flows = report.fit.flows;
    const std::size_t shown = std::min(report.top, flows.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& arc = network.arcs[flows[i].arc];
        table.add({network.items[network.pools[arc.from].item].name.in(language),
                   place_label(network, arc.from, language), place_label(network, arc.to, language),
                   in(money(flows[i].arc, flows[i].before)),
                   in(money(flows[i].arc, flows[i].after))});
    }
    if (table.empty()) return "";
    const auto title = say(context, "flows", {{"unit", in.unit(language)}});
    return '\n' + wrapped(title, context.width) + '\n' +
           rows_and_rest(table, shown, flows.size(), context);
}

std::string shares_text(const FitReport& report, const Context& context) {
    const Network& network = *context.network;
    TextTable table{{say(context, "buyer")},
                    {say_reconcile(context, "item")},
                    {say(context, "supplier")},
                    {say(context, "before"), Align::right},
                    {say(context, "after"), Align::right}};
    const auto& shares = report.fit.shares;
    const std::size_t shown = std::min(report.top, shares.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& change = shares[i];
        const auto before = change.row
                                ? percent(network.sourcing[*change.row].share, context.language)
                                : std::string{kUndefined};
        const auto after =
            change.removed ? std::string{kUndefined} : percent(change.now.share, context.language);
        table.add({change.now.buyer, network.items[change.now.item].name.in(context.language),
                   change.now.supplier, before, after});
    }
    if (table.empty()) return '\n' + say(context, "nothing_changes") + '\n';
    return '\n' + say(context, "shares") + '\n' +
           rows_and_rest(table, shown, shares.size(), context);
}

double largest(const calibrate::Fit& fit) {
    double most = 0;
    for (const Fitted& each : fit.cells)
        most = std::max({most, each.cell.model, each.cell.customs, each.after});
    return most;
}

}  // namespace

std::string limit_text(const calibrate::Limit& limit, const Context& context) {
    const Network& network = *context.network;
    const Language language = context.language;
    if (limit.demand.valid()) {
        const auto& pool = network.demands[limit.demand].pool;
        return say(context, "demand",
                   {{"item", network.items[network.pools[pool].item].name.in(language)},
                    {"place", place_label(network, pool, language)}});
    }
    if (limit.share) {
        const auto& row = network.sourcing[*limit.share];
        return say(context, "fixed_share",
                   {{"share", row.buyer + '/' + network.items[row.item].id + '/' + row.supplier}});
    }
    return say(
        context, "capacity",
        {{"what",
          limit_name(network,
                     {.process = limit.process, .resource = limit.resource, .lane = limit.lane},
                     language)}});
}

std::string text(const FitReport& report, const Context& context) {
    const auto& fit = report.fit;
    const Language language = context.language;
    if (fit.status != lp::Status::optimal)
        return wrapped(say(context, "no_fit", {{"status", std::string{status_word(fit.status)}}}),
                       context.width) +
               '\n';
    const PageMoney in{largest(fit), context.network->currency};
    const auto title = say(context, "title",
                           {{"title", context.network->title.in(language)},
                            {"country", country_label(fit.before.reporter, language)},
                            {"time", period(fit.before.period, language)}});
    const auto norm = say(context, fit.norm == calibrate::Norm::l1 ? "l1" : "l2",
                          {{"unit", in.unit(language)},
                           {"moved", money(fit.moved, context.network->currency, language)}});
    std::string page = wrapped(title, context.width) + "\n\n" + wrapped(norm, context.width) +
                       "\n\n" + totals_text(fit, in, context) + cells_text(report, in, context) +
                       unmet_text(report, in, context) + flows_text(report, context) +
                       shares_text(report, context);
    if (!report.folder.empty())
        page += '\n' +
                wrapped(say(context, "written", {{"folder", report.folder}}), context.width) + '\n';
    return page;
}

}  // namespace jarip::report
