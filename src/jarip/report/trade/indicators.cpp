#include "jarip/report/trade/words.hpp"

#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

std::string title(const trade::Indicators& result, Language language) {
    const auto goods = result.hs.empty() ? text(language, "report.trade.all_goods")
                                         : "HS " + listed(result.hs, language);
    const auto& span = result.period ? result.period : result.covered;
    const auto time = span ? period(*span, language) : text(language, "report.trade.any_time");
    auto line = text(
        language, "report.trade.title",
        {{"country", country_label(result.reporter, language)}, {"goods", goods}, {"time", time}});
    if (result.only.empty()) return line;
    std::vector<std::string> names;
    for (const auto& code : result.only) names.push_back(country_label(code, language));
    return line + text(language, "report.trade.only", {{"partners", listed(names, language)}});
}

std::string figures_text(const trade::Indicators& result, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key, const Arguments& arguments = {}) {
        return text(language, "report.trade." + key, arguments);
    };
    const auto grown = [&](std::optional<double> growth) {
        return growth ? say("growth", {{"change", change(growth, language, 2)}}) : std::string{};
    };
    TextTable table{{""}, {"", Align::right}, {""}};
    const auto add = [&](std::string_view key, std::string value, std::string remark = {}) {
        table.add({figure_name(key, language), std::move(value), std::move(remark)});
    };
    add("imports", money(result.imports, kDollars, language), grown(result.growth_imports));
    add("exports", money(result.exports, kDollars, language), grown(result.growth_exports));
    add("exports_over_imports", percent(result.exports_over_imports, language, 2));
    add("balance", money(result.balance, kDollars, language));
    add("tsi", fixed(result.tsi, 4));
    if (result.imports_krw) add("imports_krw", money(result.imports_krw, "KRW", language));
    add("hhi_suppliers", fixed(result.hhi_suppliers, 4),
        result.effective_suppliers ? say("effective", {{"n", number(result.effective_suppliers)}})
        : result.hhi_at_least      ? say("hhi_at_least", {{"value", fixed(result.hhi_at_least, 4)}})
                                   : std::string{});
    if (result.hhi_10000) add("hhi_10000", fixed(result.hhi_10000));
    add("largest_share", percent(result.largest_share, language));
    if (result.rca)
        add("rca", fixed(result.rca, 4), say("rsca", {{"value", fixed(result.rsca, 4)}}));
    if (result.production) {
        add("domestic_production", money(result.production, kDollars, language));
        add("import_penetration", percent(result.import_penetration, language, 2));
    }
    if (result.unit_value_imports) add("unit_value_imports", number(result.unit_value_imports, 4));
    if (result.unit_value_exports) add("unit_value_exports", number(result.unit_value_exports, 4));
    return table.render(context.width);
}

// What a table of partners shows of one side of their trade.
struct PartnerColumns {
    std::string_view side;
    std::optional<double> trade::Partner::*value;
    std::optional<double> trade::Partner::*share;
    std::optional<double> trade::Partner::*growth;
    std::optional<double> trade::Partner::*contribution;
};
constexpr PartnerColumns kImports{"imports", &trade::Partner::imports, &trade::Partner::share,
                                  &trade::Partner::growth_imports,
                                  &trade::Partner::contribution_imports};
constexpr PartnerColumns kExports{"exports", &trade::Partner::exports,
                                  &trade::Partner::share_exports, &trade::Partner::growth_exports,
                                  &trade::Partner::contribution_exports};

// Imports in full and exports beside them; exports in full where the tables know no imports. Growth stands there
// if the tables have the year before.
std::string partners_text(const trade::Indicators& result, const Context& context) {
    constexpr std::size_t kMost = 20;
    const Language language = context.language;
    const auto say = [&](std::string_view key) {
        return text(language, "report.trade." + std::string{key});
    };
    const auto& partners = result.partners;
    const bool traded = result.imports.value_or(0) + result.exports.value_or(0) > 0;
    if (partners.empty() && !traded) return {};
    if (partners.empty()) return '\n' + wrapped(say("no_partners"), context.width) + '\n';
    const auto& main = result.imports ? kImports : kExports;
    std::vector<std::optional<double>> values;
    for (const auto& partner : partners) {
        values.push_back(partner.imports);
        values.push_back(partner.exports);
    }
    const auto scale = Scale::of(values);
    const bool has_growth = std::any_of(
        partners.begin(), partners.end(),
        [&](const trade::Partner& partner) { return (partner.*main.contribution).has_value(); });

    std::vector<TextTable::Column> columns{{say("partner")},
                                           {figure_name(main.side, language), Align::right},
                                           {say("share"), Align::right}};
    if (has_growth) {
        columns.push_back({say("series.change"), Align::right});
        columns.push_back({say("contribution"), Align::right});
    }
    const bool both = result.imports && result.exports;
    if (both) columns.push_back({figure_name("exports", language), Align::right});
    TextTable table{std::move(columns)};
    for (std::size_t i = 0; i < std::min(kMost, partners.size()); ++i) {
        const auto& partner = partners[i];
        std::vector<std::string> cells{country_label(partner.country, language),
                                       scale.shown(partner.*main.value),
                                       percent(partner.*main.share, language)};
        if (has_growth) {
            cells.push_back(change(partner.*main.growth, language));
            cells.push_back(change(partner.*main.contribution, language));
        }
        if (both) cells.push_back(scale.shown(partner.exports));
        table.add(std::move(cells));
    }
    std::string page = '\n' + wrapped(scale.sentence(language), context.width) + '\n' +
                       table.render(context.width);
    if (partners.size() > kMost)
        page += text(language, "report.trade.more_partners",
                     {{"n", std::to_string(partners.size() - kMost)}}) +
                '\n';
    return page;
}

// A sentence of imports and one of exports, or one of both where the same is said of them; none of an empty list.
template <class List, class Words>
std::string of_both_sides(const std::string& key, const char* gap, const List& imports,
                          const List& exports, Words words, const Context& context) {
    const auto line = [&](const char* side, const List& list) {
        if (list.empty()) return std::string{};
        return wrapped(text(context.language, "report.trade." + key + '.' + side,
                            {{gap, words(list, context.language)}}),
                       context.width, 2) +
               '\n';
    };
    if (imports == exports) return line("both", imports);
    return line("imports", imports) + line("exports", exports);
}

// What the figures leave out, though one may think otherwise.
std::string gaps_text(const trade::Indicators& result, const Context& context) {
    std::string lines;
    const auto say = [&](const char* key, const std::vector<Period>& imports,
                         const std::vector<Period>& exports) {
        lines += of_both_sides(key, "periods", imports, exports, short_periods, context);
    };
    lines += missing_text(result.missing_imports, result.missing_exports, context);
    say("of_some_months", result.partial_imports, result.partial_exports);
    say("no_rows", result.no_rows_imports, result.no_rows_exports);
    say("finer_only", result.finer_only, result.finer_only);
    lines += coarser_only_text(result, context) + no_partner_text(result, context) +
             unknown_text({&result, 1}, context);
    return lines.empty() ? lines : '\n' + lines;
}

std::string baskets_text(const trade::Indicators& result, const Context& context) {
    std::string page;
    for (const auto& name : result.baskets) {
        page += '\n' + text(context.language, "report.trade.basket", {{"basket", name}}) + '\n';
        const bool korean = context.language == Language::ko;
        for (const auto& line : trade::basket(name)) {
            const auto sentence = line.hs + "  " + (korean ? line.name_ko : line.name) + ". " +
                                  (korean ? line.reason_ko : line.reason);
            page += "  " + wrapped(sentence, context.width - 2, 10) + '\n';
        }
    }
    return page;
}

}  // namespace

std::string figure_name(std::string_view key, Language language) {
    return text(language, "fields." + std::string{key});
}

std::string goods_label(const trade::Indicators& point, Language language) {
    if (!point.baskets.empty()) return listed(point.baskets, language);
    return point.hs.empty() ? text(language, "report.trade.all_goods")
                            : "HS " + listed(point.hs, language);
}

std::string product_label(const std::string& product, Language language) {
    return product.empty() ? text(language, "report.trade.all_goods") : product;
}

std::string yes_or_no(bool yes, Language language) {
    return text(language, yes ? "report.dependency.yes" : "report.dependency.no");
}

std::string source_line(const trade::Source& source, Language language) {
    if (source.not_read) return source.file + ": " + source.not_read->message(language);
    return text(language, "report.trade.source",
                {{"file", source.file},
                 {"layout", source.layout},
                 {"encoding", source.encoding},
                 {"rows", counted(source.rows, "report.count.rows", language)}});
}

std::string sources_text(const std::vector<trade::Source>& sources, const Context& context) {
    std::string page = "\n";
    std::vector<std::string> skipped;
    for (const auto& source : sources) {
        if (source.not_read) {
            skipped.push_back(source_line(source, context.language));
            continue;
        }
        page += wrapped(source_line(source, context.language), context.width, 2) + '\n';
        const auto say = [&](std::string_view key, std::size_t rows) {
            if (rows == 0) return;
            const auto sentence =
                text(context.language, "report.trade." + std::string{key},
                     {{"rows", counted(rows, "report.count.rows", context.language)}});
            page += "  " + wrapped(sentence, context.width - 2, 2) + '\n';
        };
        say("rejected", source.rejected);
        say("totals", source.totals);
        say("partial", source.partial);
        say("duplicates", source.duplicates);
    }
    for (std::size_t i = 0; i < std::min(skipped.size(), kMostRows); ++i)
        page += wrapped(skipped[i], context.width, 2) + '\n';
    return page + more(skipped.size(), context.language);
}

std::string coarser_only_text(const trade::Indicators& result, const Context& context) {
    return of_both_sides(
        "coarser_only", "codes", result.coarser_only_imports, result.coarser_only_exports,
        [](const auto& codes, Language language) { return listed(codes, language); }, context);
}

namespace {

std::string partner_names(const std::vector<std::string>& codes, Language language) {
    std::vector<std::string> names;
    for (const auto& code : codes)
        names.push_back(code == trade::Indicators::kWorld
                            ? text(language, "report.trade_checks.world")
                            : country_label(code, language));
    return listed(names, language);
}

// Of some points together: sorted, each once.
template <class Each>
std::vector<Each> of_all(std::span<const trade::Indicators> points,
                         std::vector<Each> trade::Indicators::*list) {
    std::vector<Each> all;
    for (const auto& point : points)
        for (const auto& each : point.*list)
            if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    return all;
}

}  // namespace

std::string no_partner_text(const trade::Indicators& result, const Context& context) {
    return of_both_sides("no_partner", "partners", result.no_partner_imports,
                         result.no_partner_exports, partner_names, context);
}

std::string missing_text(const std::vector<Period>& imports, const std::vector<Period>& exports,
                         const Context& context) {
    return of_both_sides("missing", "periods", imports, exports, short_periods, context);
}

std::string unknown_text(std::span<const trade::Indicators> points, const Context& context) {
    using trade::Indicators;
    return of_both_sides("longer_only", "partners",
                         of_all(points, &Indicators::longer_only_imports),
                         of_all(points, &Indicators::longer_only_exports), partner_names, context) +
           of_both_sides("overlapping", "periods", of_all(points, &Indicators::overlapping_imports),
                         of_all(points, &Indicators::overlapping_exports), short_periods, context) +
           of_both_sides(
               "several_revisions", "codes", of_all(points, &Indicators::several_revisions_imports),
               of_all(points, &Indicators::several_revisions_exports),
               [](const auto& codes, Language language) { return listed(codes, language); },
               context);
}

std::string short_periods(const std::vector<Period>& periods, Language language) {
    constexpr std::size_t kMost = 12;
    std::vector<std::string> names;
    // 2024 Q4 is how tables have it; in a Korean sentence it is 2024년 4분기.
    for (const Period& span : periods)
        names.push_back(language == Language::ko ? period(span, language) : short_period(span));
    return listed(names, language, kMost);
}

std::string more(std::size_t all, Language language) {
    if (all <= kMostRows) return {};
    return text(language, "report.trade.more_rows", {{"n", std::to_string(all - kMostRows)}}) +
           '\n';
}

std::string country_label(const std::string& code, Language language) {
    if (code == trade::Flows::kOtherPartners) return text(language, "report.trade.other_partners");
    if (code.starts_with(trade::Flows::kOtherMembers))
        return text(
            language, "report.trade.other_members",
            {{"group", country_name(code.substr(trade::Flows::kOtherMembers.size()), language)}});
    return country_name(code, language);
}

std::string text(const TradeReport& report, const Context& context) {
    const auto& whole = report.whole;
    std::string page = wrapped(title(whole, context.language), context.width) + "\n\n";
    if (report.series)
        page = series_text(report, context);
    else
        page += figures_text(whole, context) + gaps_text(whole, context) +
                partners_text(whole, context);
    return page + baskets_text(whole, context) + sources_text(whole.sources, context);
}

}  // namespace jarip::report
