// The data of the page, and the page with it inside.

#include <set>

#include "jarip/report/page/chain_links.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/json.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

using network::Network;

constexpr std::string_view kTexts = "page.";
constexpr std::string_view kPlace =
    R"(<script type="application/json" id="jarip-data">null</script>)";

Json sentences_json(const assess::Assessment& result, const Context& context) {
    Json rows = Json::array();
    for (const auto& answer : result.answers) {
        Json parts = Json::array();
        for (const auto& part : sentence_parts(answer, context)) {
            Json one{{"text", part.text}};
            if (!part.figure.empty()) one["figure"] = part.figure;
            parts.push_back(std::move(one));
        }
        Json row = Json::object();
        row["question"] = answer.question;
        row["key"] = answer.key;
        row["parts"] = std::move(parts);
        row["figures"] = Json::parse(one_line_json(sentence_figures(answer)));
        rows.push_back(std::move(row));
    }
    return rows;
}

Json localised(const assess::Assessment& result, Context context, Language language) {
    context.language = language;
    const Network& network = *context.network;
    Json words = Json::object();
    words["title"] = network.title.in(language);
    words["questions"] = Json::array();
    for (const char* number : {"1", "2", "3", "4"})
        words["questions"].push_back(text(language, std::string{"assess.question."} + number,
                                          unit_words(network, language)));
    words["sentences"] = sentences_json(result, context);
    words["scorecard"] = Json::object();
    for (const auto& line : result.scorecard)
        words["scorecard"][line.key] = score_label(line, context);
    words["countries"] = Json::object();
    for (const auto& country : network.countries)
        words["countries"][country.code] = country_name(country.code, language);
    words["texts"] = Json::object();
    for (const auto& key : text_keys(language))
        if (key.starts_with(kTexts)) words["texts"][key] = text(language, key);
    return words;
}

// A place's site, or the country's code where something is wanted at no particular site.
std::string place_id(const Network& network, network::PlaceId id) {
    const auto& place = network.places[id];
    return place.site.valid() ? network.sites[place.site].id
                              : network.countries[place.country].code;
}

Json chain_json(const Network& network, const plan::SteadyPlan& plan) {
    Json rows = Json::array();
    for (const auto& link : chain_links(network, plan)) {
        const auto& item = network.items[link.item];
        Json row = Json::object();
        row["item"] = item.id;
        row["from"] = place_id(network, link.from);
        row["to"] = place_id(network, link.to);
        row["makes"] = link.makes.valid() ? Json(network.items[link.makes].id) : Json(nullptr);
        row["quantity"] = figure(link.quantity);
        row["value"] = figure(link.quantity * item.price);
        rows.push_back(std::move(row));
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
    Json bundle = Json::object();
    bundle["bundle"] = 1;
    bundle["command"] = "assess";
    bundle["language"] = context.language == Language::ko ? "ko" : "en";
    bundle["documents"] = {{"assess", Json::parse(json(result, context))}};
    bundle["tables"] = Json::object();
    for (const auto& table : report.tables) bundle["tables"][table.name] = table.text;
    bundle["localised"] = {{"en", localised(result, context, Language::en)},
                           {"ko", localised(result, context, Language::ko)}};
    bundle["chain"] = result.plan ? chain_json(network, *result.plan) : Json::array();
    return bundle.dump() + '\n';
}

std::string html(std::string page, std::string_view data) {
    const auto at = page.find(kPlace);
    if (at == std::string::npos) throw Error{"E0708", "page.html"};
    const auto begin = at + kPlace.find('>') + 1;
    page.replace(begin, std::string_view{"null"}.size(), inside_script(data));
    return page;
}

}  // namespace jarip::report
