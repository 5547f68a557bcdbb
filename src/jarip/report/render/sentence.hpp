/// The sentences of an assessment in words and as figures.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"
#include "jarip/report/render/value.hpp"

namespace jarip::report {

/// A piece of a sentence: words as they stand, or what fills a gap.
struct SentencePart {
    std::string text;
    std::string figure;  ///< the gap's name; empty: words
};
[[nodiscard]] std::vector<SentencePart> sentence_parts(const assess::Sentence& sentence,
                                                       const Context& context);

/// The sentence in the context's language, names and numbers filled in.
[[nodiscard]] std::string sentence_text(const assess::Sentence& sentence, const Context& context);

/// Codes of countries that have an article in an English sentence: "the United States".
inline constexpr std::array<std::string_view, 5> kWithArticle{"AE", "GB", "NL", "PH", "US"};

/// {"gap": figure, id, [ids] or [{"country": id, "share": figure}]}; of a way "gap": "A>B" and "gap_items": [ids]
[[nodiscard]] Value sentence_figures(const assess::Sentence& sentence);
/// The same as a list of records of `answer_figure_fields`: a figure, or an id that a gap names, a row.
[[nodiscard]] Value sentence_figure_rows(const assess::Sentence& sentence, const Context& context);
[[nodiscard]] const AnyFields& answer_figure_fields();

/// What the model's products are counted in, for the gaps {unit}, {units} and {how_many}: "rack",
/// "racks", "How many racks …?", else "unit".
[[nodiscard]] Arguments unit_words(const network::Network& network, Language language);

/// "12.4", in Korean with the counter of the unit: "12.4대".
[[nodiscard]] std::string products_text(double products, const Context& context);

/// A lane by its ends, "KR>CN", as a sentence has it: "the way from Korea to China".
[[nodiscard]] std::string lane_name(const network::Network& network, std::string_view ends,
                                    Language language);

/// A figure of the scorecard as people read it: "12.3 %", "≥ 365", "–"; money in millions.
[[nodiscard]] std::string score_text(const assess::Score& score, assess::Unit unit,
                                     Language language);

/// What a line of the scorecard is called.
[[nodiscard]] std::string score_label(const assess::ScoreLine& line, const Context& context);

/// "Taiwan Strait closed (taiwan-strait)": its name, and the id that --scenario takes.
[[nodiscard]] std::string scenario_name(const network::Network& network, const std::string& id,
                                        Language language);

/// What a process makes, and where.
[[nodiscard]] std::string process_name(const network::Network& network, network::ProcessId process,
                                       Language language);

/// A line "  label   value", the values below each other; `key` names the label in the catalogue.
[[nodiscard]] std::string labelled(const Context& context, std::string_view key,
                                   const std::string& value);

}  // namespace jarip::report
