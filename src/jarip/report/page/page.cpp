// The data of the page, and the page with it inside.

#include <set>

#include "jarip/report/page/chain_links.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

using network::Network;

constexpr std::string_view kTexts = "page.";
constexpr std::string_view kPlace =
    R"(<script type="application/json" id="jarip-data">null</script>)";

Value sentences(const assess::Assessment& result, const Context& context) {
    Value::List rows;
    for (const auto& answer : result.answers) {
        Value::List parts;
        for (const auto& part : sentence_parts(answer, context)) {
            Value::Object one{{"text", part.text}};
            if (!part.figure.empty()) one.emplace_back("figure", part.figure);
            parts.emplace_back(std::move(one));
        }
        rows.emplace_back(Value::Object{{"question", std::int64_t{answer.question}},
                                        {"key", answer.key},
                                        {"parts", std::move(parts)},
                                        {"figures", sentence_figures(answer)}});
    }
    return rows;
}

Value localised(const assess::Assessment& result, Context context, Language language) {
    context.language = language;
    const Network& network = *context.network;
    Value::List questions;
    for (const char* number : {"1", "2", "3", "4"})
        questions.emplace_back(text(language, std::string{"assess.question."} + number,
                                    unit_words(network, language)));
    Value::Object scorecard, countries, texts;
    for (const auto& line : result.scorecard)
        scorecard.emplace_back(line.key, score_label(line, context));
    for (const auto& country : network.countries)
        countries.emplace_back(country.code, country_name(country.code, language));
    for (const auto& key : text_keys(language))
        if (key.starts_with(kTexts)) texts.emplace_back(key, text(language, key));
    return Value::Object{
        {"title", network.title.in(language)},
        {"questions", std::move(questions)},
        {"sentences", sentences(result, context)},
        {"scorecard", std::move(scorecard)},
        {"countries", std::move(countries)},
        {"texts", std::move(texts)},
        {"fields", Value::Object{{"assess", description(*described(result).fields, context)}}},
    };
}

// A place's site, or the country's code where something is wanted at no particular site.
std::string place_id(const Network& network, network::PlaceId id) {
    const auto& place = network.places[id];
    return place.site.valid() ? network.sites[place.site].id
                              : network.countries[place.country].code;
}

Value chain(const Network& network, const plan::SteadyPlan& plan) {
    Value::List rows;
    for (const auto& link : chain_links(network, plan)) {
        const auto& item = network.items[link.item];
        rows.emplace_back(Value::Object{
            {"item", item.id},
            {"from", place_id(network, link.from)},
            {"to", place_id(network, link.to)},
            {"makes", link.makes.valid() ? Value{network.items[link.makes].id} : Value{}},
            {"quantity", link.quantity},
            {"value", link.quantity * item.price},
        });
    }
    return rows;
}

// Inside a <script>: no "<" stands in the data, so that nothing in it ends the element.
std::string inside_script(std::string_view data) {
    std::string safe;
    safe.reserve(data.size());
    for (const char byte : data)
        if (byte == '<')
            safe += "\\u003c";
        else
            safe += byte;
    return safe;
}

}  // namespace

std::string page_data(const PageReport& report, const Context& context) {
    const auto& result = *report.assessment;
    const Network& network = *context.network;
    Value::Object tables;
    for (const auto& table : report.tables) tables.emplace_back(table.name, table.text);
    return compact_json(Value::Object{
        {"bundle", std::int64_t{1}},
        {"command", "assess"},
        {"language", context.language == Language::ko ? "ko" : "en"},
        {"documents", Value::Object{{"assess", document_value(described(result), context)}}},
        {"tables", std::move(tables)},
        {"localised", Value::Object{{"en", localised(result, context, Language::en)},
                                    {"ko", localised(result, context, Language::ko)}}},
        {"chain", result.plan ? chain(network, *result.plan) : Value{Value::List{}}},
    });
}

std::string html(std::string page, std::string_view data) {
    const auto at = page.find(kPlace);
    if (at == std::string::npos) throw Error{"E0708", "page.html"};
    const auto begin = at + kPlace.find('>') + 1;
    page.replace(begin, std::string_view{"null"}.size(), inside_script(data));
    return page;
}

}  // namespace jarip::report
