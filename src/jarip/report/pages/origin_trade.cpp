#include <algorithm>
#include <array>
#include <string>

#include "jarip/report/pages/origin.hpp"
#include "jarip/report/render/country.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

namespace {

constexpr std::size_t kMostMaterials = 12;
constexpr std::size_t kMostCountries = 12;
constexpr std::size_t kMostPositions = 8;

std::string words(const Context& context, const std::string& key, const Arguments& arguments = {}) {
    return text(context.language, "origin.rules." + key, arguments);
}

std::string change_text(const std::optional<origin::CodeChange>& change, const Context& context) {
    static constexpr std::array kKeys{"none", "subheading", "heading", "chapter"};
    if (!change) return std::string{kUndefined};
    return words(context, kKeys.at(static_cast<std::size_t>(*change)));
}

std::string materials_table(const origin::OriginTest& test, const Context& context) {
    const auto& items = context.network->items;
    TextTable table{
        {words(context, "material")},
        {words(context, "quantity"), Align::right},
        {words(context, "value",
               {{"currency", currency_name(context.network->currency, context.language)}}),
         Align::right},
        {words(context, "of_origin"), Align::right},
        {words(context, "code")}};
    for (std::size_t i = 0; i < std::min(kMostMaterials, test.materials.size()); ++i) {
        const auto& material = test.materials[i];
        table.add({items[material.item].name.in(context.language), number(material.quantity),
                   fixed(material.value),
                   material.intangible ? words(context, "licence")
                                       : percent(material.originating, context.language),
                   material.intangible ? "" : change_text(material.change, context)});
    }
    std::string page = table.render(context.width, 2);
    if (test.materials.size() > kMostMaterials)
        page += "  " +
                text(context.language, "origin.more",
                     {{"count", std::to_string(test.materials.size() - kMostMaterials)}}) +
                '\n';
    return page;
}

std::string code_text(const origin::OriginTest& test, const Context& context) {
    if (test.codes_missing && !test.change) return words(context, "codes_missing");
    if (!test.change) return words(context, "all_of_origin");
    return words(context, std::string{"change_"} +
                              (*test.change == origin::CodeChange::none         ? "none"
                               : *test.change == origin::CodeChange::subheading ? "subheading"
                               : *test.change == origin::CodeChange::heading    ? "heading"
                                                                                : "chapter"));
}

/// One line a rule, with its arithmetic.
std::string arithmetic(const origin::OriginTest& test, const Context& context) {
    const std::string price = fixed(test.price);
    const std::string other = fixed(test.non_originating);
    const double net = test.originating + test.non_originating + test.conversion;
    const auto over = [](const std::string& whole, const std::string& part) {
        return '(' + whole + " − " + part + ") ÷ " + whole;
    };
    TextTable table{{""}, {""}, {"", Align::right}};
    const auto add = [&](const char* rule, const std::string& sum, std::optional<double> share) {
        table.add({words(context, rule), sum, percent(share, context.language)});
    };
    add("build_down", over(price, other), test.build_down);
    add("build_up", fixed(test.originating) + " ÷ " + price, test.build_up);
    add("net_cost", over(fixed(net), other), test.net_cost);
    add("value_added",
        (test.value_added ? fixed(*test.value_added * test.price) : std::string{kUndefined}) +
            " ÷ " + price,
        test.value_added);
    return table.render(context.width, 2) + "  " +
           wrapped(words(context, "code") + ": " + code_text(test, context), context.width - 2, 4) +
           '\n';
}

std::string test_text(const origin::OriginTest& test, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    return '\n' +
           words(
               context, "title",
               {{"product", network.items[test.product].name.in(language)},
                {"country", area_name(network, network.countries[test.country].code, language)}}) +
           "\n" + materials_table(test, context) + '\n' + arithmetic(test, context);
}

}  // namespace

std::string rules_text(const OriginReport& report, const Context& context) {
    std::string page;
    for (const auto& test : report.rules) page += test_text(test, context);
    return page;
}

std::string value_chain_text(const OriginReport& report, const Context& context) {
    if (!report.chain) return "";
    const auto& network = *context.network;
    const Language language = context.language;
    const auto say = [&](const char* key) {
        return text(language, std::string{"origin.trade."} + key);
    };
    TextTable table{{text(language, "origin.by.country"), Align::left, kOriginNameKeeps},
                    {say("delivered"), Align::right},
                    {say("value_added"), Align::right},
                    {say("exports"), Align::right},
                    {say("gross"), Align::right},
                    {say("ratio"), Align::right},
                    {say("upstreamness"), Align::right}};
    constexpr double kMillion = 1e6;
    const auto& countries = report.chain->countries;
    for (std::size_t i = 0; i < std::min(kMostCountries, countries.size()); ++i) {
        const auto& row = countries[i];
        const auto millions = [&](double value) { return number(value / kMillion); };
        table.add({area_name(network, network.countries[row.country].code, language),
                   millions(row.delivered), millions(row.value_added),
                   millions(row.value_added_exports), millions(row.gross_exports),
                   percent(row.ratio, language, 0), number(row.upstreamness)});
    }
    std::string page = '\n' +
                       text(language, "origin.trade.title",
                            {{"currency", currency_name(network.currency, language)}}) +
                       '\n' + table.render_blocks(context.width, 2);
    TextTable positions{{text(language, "origin.by.item")},
                        {say("upstreamness"), Align::right},
                        {say("downstreamness"), Align::right}};
    const auto& items = report.chain->items;
    for (std::size_t i = 0; i < std::min(kMostPositions, items.size()); ++i)
        positions.add({network.items[items[i].item].name.in(language),
                       number(items[i].upstreamness), number(items[i].downstreamness)});
    return page + (positions.empty() ? "" : '\n' + positions.render(context.width, 2));
}

}  // namespace jarip::report
