#include "trade.hpp"

#include "number.hpp"
#include "table.hpp"

namespace jarip::report {
namespace {

constexpr std::string_view kDollar = "USD";

std::string title(const trade::Indicators& result, Language language) {
    const auto goods = result.hs.empty() ? text(language, "report.trade.all_goods")
                                         : "HS " + listed(result.hs, language);
    const auto& span = result.period ? result.period : result.covered;
    const auto time = span ? period(*span, language) : text(language, "report.trade.any_time");
    return text(
        language, "report.trade.title",
        {{"country", country_label(result.reporter, language)}, {"goods", goods}, {"time", time}});
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
    table.add(
        {say("imports"), money(result.imports, kDollar, language), grown(result.growth_imports)});
    table.add(
        {say("exports"), money(result.exports, kDollar, language), grown(result.growth_exports)});
    table.add({say("exports_over_imports"), percent(result.exports_over_imports, language, 2)});
    table.add({say("balance"), money(result.balance, kDollar, language)});
    table.add({say("tsi"), fixed(result.tsi, 4)});
    if (result.imports_krw)
        table.add({say("imports_krw"), money(result.imports_krw, "KRW", language)});
    table.add({say("hhi"), fixed(result.hhi_suppliers, 4),
               result.effective_suppliers
                   ? say("effective", {{"n", number(result.effective_suppliers)}})
                   : std::string{}});
    table.add({say("largest_share"), percent(result.largest_share, language)});
    if (result.unit_value_imports)
        table.add({say("unit_value_imports"), number(result.unit_value_imports, 4)});
    if (result.unit_value_exports)
        table.add({say("unit_value_exports"), number(result.unit_value_exports, 4)});
    return table.render(context.width);
}

std::string partners_text(const trade::Indicators& result, const Context& context) {
    constexpr std::size_t kMost = 20;
    const Language language = context.language;
    const auto say = [&](const std::string& key) { return text(language, "report.trade." + key); };
    if (result.partners.empty()) return '\n' + say("no_partners") + '\n';
    TextTable table{{say("partner")},
                    {say("imports"), Align::right},
                    {say("share"), Align::right},
                    {say("exports"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMost, result.partners.size()); ++i) {
        const auto& partner = result.partners[i];
        table.add({country_label(partner.country, language),
                   money(partner.imports, kDollar, language), percent(partner.share, language),
                   money(partner.exports, kDollar, language)});
    }
    std::string page = '\n' + table.render(context.width);
    if (result.partners.size() > kMost)
        page += text(language, "report.trade.more_partners",
                     {{"n", std::to_string(result.partners.size() - kMost)}}) +
                '\n';
    return page;
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

Json period_figure(const std::optional<Period>& period) {
    if (!period) return nullptr;
    return {{"first", format_date(period->first)},
            {"last", format_date(period->end - std::chrono::days{1})}};
}

Json sources_json(const std::vector<trade::Source>& sources) {
    Json rows = Json::array();
    for (const auto& source : sources)
        rows.push_back(
            {{"file", source.file},
             {"layout", source.layout},
             {"encoding", source.encoding},
             {"rows", source.rows},
             {"passed_over", source.passed_over},
             {"rejected", source.rejected},
             {"totals", source.totals},
             {"duplicates", source.duplicates},
             {"currency", source.currency},
             {"hs_revision", source.hs_revision == 0 ? Json(nullptr) : Json(source.hs_revision)}});
    return rows;
}

std::string sources_text(const std::vector<trade::Source>& sources, const Context& context) {
    std::string page = "\n";
    for (const auto& source : sources) {
        const auto line =
            text(context.language, "report.trade.source",
                 {{"file", source.file},
                  {"layout", source.layout},
                  {"encoding", source.encoding},
                  {"rows", counted(source.rows, "report.count.rows", context.language)}});
        page += wrapped(line, context.width, 2) + '\n';
        const auto say = [&](std::string_view key, std::size_t rows) {
            if (rows == 0) return;
            const auto sentence =
                text(context.language, "report.trade." + std::string{key},
                     {{"rows", counted(rows, "report.count.rows", context.language)}});
            page += "  " + wrapped(sentence, context.width - 2, 2) + '\n';
        };
        say("rejected", source.rejected);
        say("totals", source.totals);
        say("duplicates", source.duplicates);
    }
    return page;
}

std::string country_label(const std::string& code, Language language) {
    return country_name(code, language);
}

Json indicators_json(const trade::Indicators& result) {
    Json partners = Json::array();
    for (const auto& partner : result.partners)
        partners.push_back({{"country", partner.country},
                            {"imports", figure(partner.imports)},
                            {"exports", figure(partner.exports)},
                            {"share", figure(partner.share)}});
    return {{"reporter", result.reporter},
            {"hs", result.hs},
            {"period", period_figure(result.period)},
            {"covered", period_figure(result.covered)},
            {"imports", figure(result.imports)},
            {"exports", figure(result.exports)},
            {"exports_over_imports", figure(result.exports_over_imports)},
            {"balance", figure(result.balance)},
            {"tsi", figure(result.tsi)},
            {"growth_imports", figure(result.growth_imports)},
            {"growth_exports", figure(result.growth_exports)},
            {"imports_a_year_earlier", figure(result.imports_a_year_earlier)},
            {"exports_a_year_earlier", figure(result.exports_a_year_earlier)},
            {"hhi_suppliers", figure(result.hhi_suppliers)},
            {"effective_suppliers", figure(result.effective_suppliers)},
            {"largest_share", figure(result.largest_share)},
            {"unit_value_imports", figure(result.unit_value_imports)},
            {"unit_value_exports", figure(result.unit_value_exports)},
            {"imports_krw", figure(result.imports_krw)},
            {"rows", result.rows},
            {"partners", std::move(partners)}};
}

std::string text(const trade::Indicators& result, const Context& context) {
    return wrapped(title(result, context.language), context.width) + "\n\n" +
           figures_text(result, context) + partners_text(result, context) +
           baskets_text(result, context) + sources_text(result.sources, context);
}

std::string json(const trade::Indicators& result, const Context& context) {
    Json document = header("trade-indicators", context);
    document.update(indicators_json(result));
    document["baskets"] = result.baskets;
    document["sources"] = sources_json(result.sources);
    return dumped(document);
}

std::string text(const trade::Flows& result, const Context&) { return trade::tidy(result); }

std::string json(const trade::Flows& result, const Context& context) {
    const auto country = [&](std::uint32_t index) {
        return index == trade::Flows::kTotal ? Json(nullptr) : Json(result.countries[index]);
    };
    Json rows = Json::array();
    for (std::size_t row = 0; row < result.size(); ++row)
        rows.push_back(
            {{"period", period_figure(result.periods[result.period[row]])},
             {"reporter", country(result.reporter[row])},
             {"partner", country(result.partner[row])},
             {"product", result.products[result.product[row]]},
             {"flow", trade::flow_word(result.direction[row])},
             {"value", static_cast<double>(result.value[row]) /
                           static_cast<double>(trade::Flows::kUnitsPerDollar)},
             {"mass_kg", result.mass_kg[row] < 0 ? Json(nullptr) : figure(result.mass_kg[row])}});
    Json document = header("trade-convert", context);
    document["sources"] = sources_json(result.sources);
    document["flows"] = std::move(rows);
    return dumped(document);
}

}  // namespace jarip::report
