#include <array>

#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

constexpr std::size_t kIndent = 3;

// "Title        model tiny-chain · seed 1", on two lines where one is too short; no seed where nothing is drawn.
std::string head(const Context& context, bool is_drawn) {
    const Language language = context.language;
    const auto& network = *context.network;
    const std::string title = network.title.in(language);
    std::string facts = text(language, is_drawn ? "assess.head.drawn" : "assess.head.model",
                             {{"name", network.name}, {"seed", std::to_string(context.seed)}});
    const std::size_t used = display_width(title) + display_width(facts);
    std::string page =
        used + 2 <= context.width
            ? title + std::string(context.width - used, ' ') + facts + '\n'
            : wrapped(title, context.width) + '\n' + wrapped(facts, context.width) + '\n';
    for (const auto& what_if : context.what_ifs)
        page += wrapped(text(language, "assess.head.what_if", {{"set", what_if}}), context.width,
                        kIndent) +
                '\n';
    return page;
}

std::string scorecard(const assess::Assessment& result, const Context& context) {
    if (result.scorecard.empty()) return "";
    const Language language = context.language;
    std::vector<TextTable::Column> columns{{text(language, "assess.scorecard")}};
    for (const auto& country : result.compared) columns.push_back({country, Align::right});
    TextTable table{columns};
    for (const auto& line : result.scorecard) {
        std::vector<std::string> cells{score_label(line, context)};
        for (const auto& score : line.values)
            cells.push_back(score_text(score, line.unit, language));
        table.add(std::move(cells));
    }
    return '\n' + table.render_blocks(context.width);
}

}  // namespace

std::string text(const assess::Assessment& result, const Context& context) {
    return point_text(result, context, result.uncertainty.has_value()) +
           spread_text(result, context);
}

std::string spread_text(const assess::Assessment& result, const Context& context) {
    if (result.uncertainty) return intervals_text(*result.uncertainty, context);
    if (!result.origin) return "";
    const Language language = context.language;
    return '\n' +
           wrapped(text(language, "assess.sourced",
                        {{"share", percent(result.origin->sourced_share, language, 0)}}),
                   context.width) +
           '\n';
}

std::string point_text(const assess::Assessment& result, const Context& context, bool is_drawn) {
    std::string page = head(context, is_drawn);
    for (int question = 1; question <= 4; ++question) {
        page += '\n' + std::to_string(question) + "  " +
                text(context.language, "assess.question." + std::to_string(question),
                     unit_words(*context.network, context.language)) +
                '\n';
        std::string answers;
        for (const auto& answer : result.answers) {
            if (answer.question != question) continue;
            const std::string line = std::string(kIndent, ' ') + sentence_text(answer, context);
            answers += wrapped(line, context.width, kIndent) + '\n';
        }
        if (answers.empty()) answers = std::string(kIndent, ' ') + std::string{kUndefined} + '\n';
        page += answers;
    }
    return page + scorecard(result, context);
}

}  // namespace jarip::report
