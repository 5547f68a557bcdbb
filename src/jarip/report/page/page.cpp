// The data of the page, and the page with it inside.

#include <array>
#include <variant>

#include "jarip/core/json.hpp"
#include "jarip/report/render/country.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

using network::Network;

constexpr std::array<std::string_view, 5> kTexts{"page.", "field_word.", "report.currency.",
                                                 "report.unit.", "assess.gap."};
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

void add_answers(const assess::Assessment& result, const Context& context, Json& words) {
    const Language language = context.language;
    words["questions"] = Json::array();
    for (const char* number : {"1", "2", "3", "4"})
        words["questions"].push_back(text(language, std::string{"assess.question."} + number,
                                          unit_words(*context.network, language)));
    words["sentences"] = parse_json(one_line_json(sentences(result, context)));
}

void add_texts(Language language, Json& words) {
    words["texts"] = Json::object();
    for (const auto& key : text_keys(language))
        for (const auto prefix : kTexts)
            if (key.starts_with(prefix)) words["texts"][key] = text(language, key);
}

Json localised(const PageReport& report, Context context, Language language) {
    context.language = language;
    const Network* const network = context.network;
    Json words = Json::object();
    words["title"] = network ? network->title.in(language) : "jarip " + report.command;
    words["with_article"] = Json::array();
    if (language == Language::en)
        for (const auto code : kWithArticle) words["with_article"].push_back(std::string{code});
    words["countries"] = Json::object();
    if (network)
        for (const auto& country : network->countries)
            words["countries"][country.code] = area_name(*network, country.code, language);
    if (report.assessment) add_answers(*report.assessment, context, words);
    add_texts(language, words);
    words["documents"] = Json::object();
    return words;
}

// A text that is the same in both languages, or both.
Json both(const Json& en, const Json& ko) { return en == ko ? en : Json{{"en", en}, {"ko", ko}}; }

Json joined_fields(const Json& en, const Json& ko) {
    Json fields = Json::array();
    for (std::size_t i = 0; i < en.size(); ++i) {
        Json field = en[i];
        field["title"] = both(en[i]["title"], ko[i]["title"]);
        field["unit"] = both(en[i]["unit"], ko[i]["unit"]);
        if (field.contains("fields"))
            field["fields"] = joined_fields(en[i]["fields"], ko[i]["fields"]);
        fields.push_back(std::move(field));
    }
    return fields;
}

// The document in the language asked for, and what is otherwise in the other one (RFC 6902).
void add_document(const PageDocument& document, Language language, Json& bundle) {
    const Json en = parse_json(document.en), ko = parse_json(document.ko);
    const bool korean = language == Language::ko;
    const Json& shown = (korean ? ko : en)["document"];
    const Json& other = (korean ? en : ko)["document"];
    bundle["documents"][document.name] = shown;
    bundle["descriptions"][document.name] = joined_fields(en["fields"], ko["fields"]);
    bundle["localised"][korean ? "en" : "ko"]["documents"][document.name] =
        Json::diff(shown, other);
}

Json setting_json(const stress::Setting& setting) {
    const auto value = [](const stress::Setting::Value& one) {
        Json json;
        if (const auto* number = std::get_if<double>(&one)) json = *number;
        if (const auto* flag = std::get_if<bool>(&one)) json = *flag;
        if (const auto* word = std::get_if<std::string>(&one)) json = *word;
        return json;
    };
    const auto& rule = setting.rule;
    Json words = Json::array();
    for (const auto word : rule.words) words.push_back(std::string{word});
    return {{"key", std::string{rule.key}},
            {"kind", rule.number != nullptr ? "number"
                     : rule.flag != nullptr ? "flag"
                                            : "word"},
            {"low", rule.low},
            {"high", rule.high},
            {"words", std::move(words)},
            {"given", value(setting.given)},
            {"otherwise", value(setting.default_value)}};
}

// By table: rows that give a figure, and how many of them have a source or are assumed.
Json figure_counts(const network::FigureSources& figures) {
    Json tables = Json::array();
    for (const auto& row : figures.rows) {
        if (tables.empty() || tables.back()["table"] != row.table)
            tables.push_back({{"table", row.table}, {"rows", 0}, {"sourced", 0}, {"assumed", 0}});
        Json& count = tables.back();
        const auto add = [&](const char* key) { count[key] = count[key].get<int>() + 1; };
        add("rows");
        if (row.sourced()) add("sourced");
        if (row.assumed) add("assumed");
    }
    return tables;
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
    Json bundle = Json::object();
    bundle["bundle"] = 2;
    bundle["command"] = report.command;
    bundle["language"] = context.language == Language::ko ? "ko" : "en";
    bundle["documents"] = Json::object();
    bundle["descriptions"] = Json::object();
    bundle["localised"] = {{"en", localised(report, context, Language::en)},
                           {"ko", localised(report, context, Language::ko)}};
    for (const auto& document : report.documents) add_document(document, context.language, bundle);
    // One kind of product is counted by its number, several by what they are worth.
    bundle["by_value"] = context.network != nullptr && plan::by_value(*context.network);
    if (!report.live.empty()) bundle["live"] = report.live;
    for (const auto& setting : report.settings) bundle["settings"].push_back(setting_json(setting));
    bundle["figures"] = figure_counts(report.figures);
    bundle["tables"] = Json::object();
    for (const auto& table : report.tables) bundle["tables"][table.name] = table.text;
    return serialize_json(bundle) + '\n';
}

std::string html(std::string page, std::string_view data) {
    const auto at = page.find(kPlace);
    if (at == std::string::npos) throw Error{"E0708", "page.html"};
    const auto begin = at + kPlace.find('>') + 1;
    page.replace(begin, std::string_view{"null"}.size(), inside_script(data));
    return page;
}

}  // namespace jarip::report
