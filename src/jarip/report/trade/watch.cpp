// The dossier of a month on a page.
#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {
namespace {

using trade::Mover;
using trade::Watch;
using trade::WatchSide;

constexpr std::size_t kMostMovers = 10;

class WatchPage {
public:
    WatchPage(const Watch& watch, const Context& context) : watch_{watch}, context_{context} {}

    [[nodiscard]] std::string whole() const {
        std::string page = title() + '\n' + figures();
        for (const auto& side : watch_.sides)
            if (side.value) page += movers(side);
        page += noted();
        page += '\n' + wrapped(say("method"), context_.width) + '\n';
        return page + sources_text(watch_.sources, context_);
    }

private:
    [[nodiscard]] std::string say(const std::string& key, const Arguments& gaps = {}) const {
        return text(context_.language, "report.watch." + key, gaps);
    }
    [[nodiscard]] std::string label(const std::string& country) const {
        if (country.empty()) return text(context_.language, "report.trade.all_goods");
        return country_label(country, context_.language);
    }
    [[nodiscard]] static std::string_view side_key(const WatchSide& side) {
        return side.direction == trade::Direction::import ? "imports" : "exports";
    }
    [[nodiscard]] std::string side_name(const WatchSide& side) const {
        return figure_name(side_key(side), context_.language);
    }
    [[nodiscard]] std::string dollars(std::optional<double> value) const {
        return money(value, "USD", context_.language);
    }
    [[nodiscard]] std::string grown(std::optional<double> share) const {
        return change(share, context_.language);
    }
    [[nodiscard]] std::string product_label(const std::string& product) const {
        return product.empty() ? text(context_.language, "report.trade.all_goods") : product;
    }

    [[nodiscard]] std::string goods() const {
        trade::Indicators asked;
        asked.hs = watch_.hs;
        asked.baskets = watch_.baskets;
        return goods_label(asked, context_.language);
    }

    [[nodiscard]] std::string title() const {
        return wrapped(text(context_.language, "report.trade.title",
                            {{"country", label(watch_.reporter)},
                             {"goods", goods()},
                             {"time", short_period(watch_.month)}}),
                       context_.width) +
               '\n';
    }

    // One unit for all of them, so that bands have room on a page of 80 columns.
    [[nodiscard]] Scale scale_of_figures() const {
        std::vector<std::optional<double>> values;
        for (const auto& side : watch_.sides) {
            values.insert(values.end(), {side.value, side.year_to_date, side.twelve_months});
            if (side.forecast) values.push_back(side.forecast->expected);
        }
        return Scale::of(values);
    }

    [[nodiscard]] std::string figures() const {
        const auto scale = scale_of_figures();
        TextTable table{{""},
                        {side_name(watch_.sides[0]), Align::right},
                        {side_name(watch_.sides[1]), Align::right}};
        const auto row = [&](const std::string& name, auto cell) {
            table.add({name, cell(watch_.sides[0]), cell(watch_.sides[1])});
        };
        const auto value = [&](const char* key, std::optional<double> WatchSide::*figure) {
            row(say(key), [&](const WatchSide& side) { return scale.shown(side.*figure); });
        };
        const auto grows = [&](const char* key, std::optional<double> WatchSide::*figure) {
            row("  " + say(key), [&](const WatchSide& side) { return grown(side.*figure); });
        };
        value("this_month", &WatchSide::value);
        grows("on_month", &WatchSide::change_month);
        grows("on_month_adjusted", &WatchSide::adjusted_change);
        grows("on_year", &WatchSide::change_year);
        value("year_to_date", &WatchSide::year_to_date);
        grows("on_year", &WatchSide::change_year_to_date);
        value("twelve_months", &WatchSide::twelve_months);
        grows("on_year", &WatchSide::change_twelve_months);
        row(say("year_expected"), [&](const WatchSide& side) {
            return side.forecast ? scale.shown(side.forecast->expected) : std::string{kUndefined};
        });
        const auto band = [&](const WatchSide& side, bool wide) {
            if (!side.forecast) return std::string{kUndefined};
            const auto& year = *side.forecast;
            return scale.shown(wide ? year.low95 : year.low80) + " … " +
                   scale.shown(wide ? year.high95 : year.high80);
        };
        row("  " + say("band80"), [&](const WatchSide& side) { return band(side, false); });
        row("  " + say("band95"), [&](const WatchSide& side) { return band(side, true); });
        return table.render(context_.width) + scale.sentence(context_.language) + '\n';
    }

    template <class Name>
    [[nodiscard]] std::string movers_table(const std::string& heading, const WatchSide& side,
                                           const std::vector<Mover>& movers, Name name) const {
        std::vector<std::optional<double>> values;
        for (const auto& mover : movers) values.push_back(mover.value);
        const auto scale = Scale::of(values);
        TextTable table{{heading},
                        {say("this_month"), Align::right},
                        {say("month_before"), Align::right},
                        {say("year_earlier"), Align::right},
                        {text(context_.language, "report.trade.share"), Align::right},
                        {say("of_change"), Align::right}};
        for (std::size_t i = 0; i < std::min(kMostMovers, movers.size()); ++i) {
            const auto& mover = movers[i];
            table.add(
                {name(mover.name), scale.shown(mover.value),
                 side.before ? scale.shown(mover.before) : std::string{kUndefined},
                 side.year_earlier ? scale.shown(mover.year_earlier) : std::string{kUndefined},
                 percent(mover.share, context_.language), grown(mover.contribution_month)});
        }
        auto page = '\n' + table.render(context_.width);
        if (movers.size() > kMostMovers)
            page += text(context_.language, "report.trade.more_rows",
                         {{"n", std::to_string(movers.size() - kMostMovers)}}) +
                    '\n';
        return page + scale.sentence(context_.language) + '\n';
    }

    [[nodiscard]] std::string movers(const WatchSide& side) const {
        std::string page;
        if (!side.partners.empty())
            page += movers_table(side_name(side) + ": " + say("by_partner"), side, side.partners,
                                 [&](const std::string& name) { return label(name); });
        if (side.products.size() > 1)
            page += movers_table(side_name(side) + ": " + say("by_product"), side, side.products,
                                 [&](const std::string& name) { return product_label(name); });
        return page;
    }

    // What is out of the ordinary, a line each.
    [[nodiscard]] std::string noted() const {
        std::string page;
        const auto line = [&](const std::string& words) {
            page += wrapped("  " + words, context_.width, 4) + '\n';
        };
        for (const auto& side : watch_.sides) {
            const Arguments of{{"side", side_name(side)}};
            if (!side.value) continue;
            const auto limit = [&](const char* key, Arguments more) {
                more.insert(more.end(), of.begin(), of.end());
                line(say(key, more));
            };
            if (side.has_no_rows) limit("no_rows_noted", {});
            if (!side.uncovered.empty())
                limit("months_missing",
                      {{"periods", short_periods(side.uncovered, context_.language)}});
            if (side.has_unnamed) limit("partners_unnamed", {});
            const auto with = [&](Arguments more) {
                more.insert(more.end(), of.begin(), of.end());
                return more;
            };
            for (std::size_t i = 0; i < std::min(kMostRows, side.changes.size()); ++i) {
                const auto& change = side.changes[i];
                line(say(change.is_new ? "new_partner" : "gone_partner",
                         with({{"partner", label(change.country)},
                               {"value", dollars(change.value)},
                               {"share", percent(change.share, context_.language)}})));
            }
            for (std::size_t i = 0; i < std::min(kMostRows, side.jumps.size()); ++i) {
                const auto& jump = side.jumps[i];
                line(say("jump", with({{"product", product_label(jump.product)},
                                       {"partner", jump.partner.empty() ? std::string{kUndefined}
                                                                        : label(jump.partner)},
                                       {"unit_value", number(jump.unit_value)},
                                       {"usual", number(jump.median)},
                                       {"change", grown(jump.change)}})));
            }
            for (const auto& crossing : side.crossings)
                line(say(crossing.now < crossing.before ? "crossed_down" : "crossed_up",
                         with({{"product", crossing.product.empty() ? goods() : crossing.product},
                               {"figure", figure_name(crossing.figure, context_.language)},
                               {"threshold", format_shortest(crossing.threshold)},
                               {"before", fixed(crossing.before, 3)},
                               {"now", fixed(crossing.now, 3)},
                               {"partner", label(crossing.partner)}})));
        }
        if (page.empty()) page = "  " + say("nothing_noted") + '\n';
        return '\n' + say("noted") + '\n' + page;
    }

    const Watch& watch_;
    const Context& context_;
};

}  // namespace

std::string text(const Watch& result, const Context& context) {
    return WatchPage{result, context}.whole();
}

}  // namespace jarip::report
