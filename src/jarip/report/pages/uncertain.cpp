#include "jarip/report/pages/uncertain.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/report/render/country.hpp"
#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using uncertain::Answer;
using uncertain::Input;
using uncertain::Rank;
using uncertain::Uncertainty;
using uncertain::Unit;

constexpr std::size_t kMostLookUps = 15;
constexpr std::size_t kMostDrivers = 2;
constexpr std::size_t kMostSharesOfAssess = 3;  // of countries and of companies, in `assess`
constexpr std::size_t kMostNamesOfGroup = 2;
constexpr std::size_t kAnswerKeeps = 24;
constexpr double kLeastLossShown = 0.0005;  // less is 0.0 %
constexpr std::string_view kTo = "…";
constexpr const char* kOutside = "* ";

template <class Rows>
std::string named(const Rows& rows, const std::string& id, Language language) {
    for (const auto& row : rows)
        if (row.id == id) return row.name.in(language);
    return id;
}

/// What the id beside an answer or rank names.
std::string of_name(const std::string& key, const std::string& of, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    if (of.empty()) return area_name(network, network.countries[network.home].code, language);
    if (key.find("country") != std::string::npos) return area_name(network, of, language);
    if (key.find("company") != std::string::npos) return named(network.companies, of, language);
    if (key.find("product") != std::string::npos) return named(network.items, of, language);
    if (key.find("scenario") != std::string::npos) return named(network.scenarios, of, language);
    return of;
}

std::string driver_text(const Answer& answer, const Uncertainty& result, const Context& context) {
    std::vector<std::string> words;
    for (const auto& driver : answer.drivers.found) {
        if (words.size() == kMostDrivers) break;
        words.push_back(input_name(result.inputs[driver.input], context) + ' ' +
                        percent(driver.first_order, context.language, 0));
    }
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

/// Whether the point answer is no typical one of the draws, in the digits that are shown.
bool lies_outside(const Answer& answer, const Context& context) {
    if (!answer.point || !answer.p5 || answer.draws < 2) return false;
    if (*answer.point >= *answer.p5 && *answer.point <= *answer.p95) return false;
    const auto shown = [&](std::optional<double> value) {
        return answer_value(value, answer.unit, context);
    };
    return shown(answer.point) != shown(*answer.point < *answer.p5 ? answer.p5 : answer.p95);
}

std::string point_text(const Answer& answer, const Context& context) {
    return (lies_outside(answer, context) ? std::string{kOutside} : "") +
           answer_value(answer.point, answer.unit, context);
}

template <class Answers>
std::string outside_note(const Answers& shown, const Context& context) {
    for (const Answer* answer : shown)
        if (lies_outside(*answer, context))
            return wrapped(text(context.language, "uncertain.outside", {{"mark", kOutside}}),
                           context.width) +
                   '\n';
    return "";
}

/// What has no range, and why: "–" alone would say that nobody looked.
std::string undefined_note(const Uncertainty& result, const Context& context) {
    if (result.draws == 0) return "";
    std::string answers;
    for (const Answer& answer : result.answers)
        if (answer.draws == 0 && !answer.detail)
            answers += (answers.empty() ? "" : ", ") + answer_name(answer, context);
    if (answers.empty()) return "";
    return wrapped(text(context.language, "uncertain.undefined", {{"answers", answers}}),
                   context.width) +
           '\n';
}

std::string answers_table(const Uncertainty& result, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "uncertain.answer_title"), Align::left, kAnswerKeeps},
                    {text(language, "uncertain.point"), Align::right},
                    {"p5", Align::right},
                    {"p50", Align::right},
                    {"p95", Align::right}};
    for (const Answer& answer : result.answers) {
        if (answer.detail) continue;
        const auto value = [&](std::optional<double> each) {
            return answer_value(each, answer.unit, context);
        };
        table.add({answer_name(answer, context), point_text(answer, context), value(answer.p5),
                   value(answer.p50), value(answer.p95)});
    }
    std::vector<const Answer*> all;
    for (const Answer& answer : result.answers)
        if (!answer.detail) all.push_back(&answer);
    return table.render(context.width) + outside_note(all, context) +
           undefined_note(result, context);
}

std::string drivers_paragraph(const Answer& answer, const Uncertainty& result,
                              const Context& context) {
    if (answer.drivers.found.empty()) return "";
    const auto words = text(context.language, "uncertain.driven",
                            {{"answer", answer_name(answer, context)},
                             {"drivers", driver_text(answer, result, context)}});
    return wrapped(words, context.width) + '\n';
}

std::string look_up_table(const Uncertainty& result, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "uncertain.figure")},
                    {text(language, "uncertain.range"), Align::right},
                    {text(language, "uncertain.source")},
                    {text(language, "uncertain.reduces"), Align::right},
                    {text(language, "uncertain.most_of")}};
    for (std::size_t i = 0; i < std::min(kMostLookUps, result.look_up.size()); ++i) {
        const auto& row = result.look_up[i];
        const Input& input = result.inputs[row.input];
        const auto& first = input.figures.front();
        const double sourced = input.sourced();
        const char* source = sourced == 0   ? "uncertain.assumed"
                             : sourced == 1 ? "uncertain.sourced"
                                            : "uncertain.partly";
        table.add({input_name(input, context),
                   input.figures.size() == 1
                       ? number(first.low) + std::string{kTo} + number(first.high)
                       : std::string{},
                   text(language, source),
                   percent(row.reduces, language, 1) + " ± " + percent(row.error, language, 1),
                   answer_name(row.answer, row.of, context)});
    }
    return table.empty() ? wrapped(text(language, "uncertain.no_driver"), context.width) + '\n'
                         : table.render(context.width);
}

std::string paragraph(const std::string& words, const Context& context) {
    return wrapped(words, context.width) + '\n';
}

std::string row_name(const network::FigureCell& cell, const Context& context) {
    const auto& network = *context.network;
    if (cell.table == "items") return named(network.items, cell.key, context.language);
    if (cell.table == "processes")
        for (const auto process : network.processes.ids())
            if (network.processes[process].id == cell.key)
                return process_name(network, process, context.language);
    if (cell.table == "demand")
        for (const auto& demand : network.demands)
            if (demand.id == cell.key)
                return network.items[network.pools[demand.pool].item].name.in(context.language);
    return cell.key;
}

/// A title within a sentence: "Price", but not "HS codes".
std::string in_a_sentence(std::string title) {
    const auto is_upper = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    if (title.size() > 1 && is_upper(title[0]) && !is_upper(title[1])) title[0] += 'a' - 'A';
    return title;
}

/// Figures that ranges.csv lets move together: whose they are, the word for the group being no name.
std::string group_name(const Input& input, const Context& context) {
    const Language language = context.language;
    std::vector<std::string> rows, columns;
    const auto add = [](std::vector<std::string>& names, std::string name) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    };
    for (const auto& spread : input.figures) {
        const auto& cell = spread.figure.cell;
        add(rows, row_name(cell, context));
        const std::string key = "page.table_column." + cell.column;
        add(columns, has_text(language, key) ? in_a_sentence(text(language, key)) : cell.column);
    }
    const auto joined = [](const std::vector<std::string>& names, std::size_t most) {
        std::string all;
        for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
            all += (i == 0 ? "" : ", ") + names[i];
        return all;
    };
    const std::size_t more = rows.size() - std::min(kMostNamesOfGroup, rows.size());
    return text(language, more == 0 ? "uncertain.moves.group" : "uncertain.moves.group_more",
                {{"columns", joined(columns, columns.size())},
                 {"of", joined(rows, kMostNamesOfGroup)},
                 {"more", std::to_string(more)},
                 {"count", std::to_string(input.figures.size())}});
}

/// The answers that `assess` shows: of shares the largest, and no scenario without a loss.
std::vector<const Answer*> chosen(const Uncertainty& result) {
    std::vector<const Answer*> rows;
    std::size_t countries = 0, companies = 0, lost_company = 0, lost_country = 0;
    const bool of_all = !result.answers.empty() &&
                        result.answers.front().question != result.answers.back().question;
    for (const Answer& answer : result.answers) {
        if (!answer.p5 || answer.detail) continue;
        if (of_all && answer.key == "month_cost") continue;
        if (answer.key == "country_share" && ++countries > kMostSharesOfAssess) continue;
        if (answer.key == "company_share" && ++companies > kMostSharesOfAssess) continue;
        if (answer.key == "company_lost" && ++lost_company > 1) continue;
        if (answer.key == "country_lost" && ++lost_country > 1) continue;
        if (answer.key == "scenario_lost" && *answer.p95 < kLeastLossShown) continue;
        rows.push_back(&answer);
    }
    return rows;
}

}  // namespace

std::string answer_name(const std::string& key, const std::string& of, const Context& context) {
    Arguments arguments = unit_words(*context.network, context.language);
    arguments.emplace_back("of", of_name(key, of, context));
    return text(context.language, "uncertain.answer." + key, arguments);
}

std::string answer_name(const Answer& answer, const Context& context) {
    const auto name = answer_name(answer.key, answer.of, context);
    if (answer.product.empty()) return name;
    return text(context.language, "uncertain.of_product",
                {{"answer", name},
                 {"product", named(context.network->items, answer.product, context.language)}});
}

std::string input_name(const Input& input, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    const auto& cell = input.figures.front().figure.cell;
    if (input.figures.size() == 1) return cell.table + ':' + cell.key + '.' + cell.column;
    const auto slash = input.name.find('/');
    const std::string kind = input.name.substr(0, slash), of = input.name.substr(slash + 1);
    if (kind == "group") return group_name(input, context);
    std::string name = of;
    if (kind == "price") name = named(network.items, of, language);
    for (const char* each : {"capacity", "yield", "stock", "cycle_days", "conversion_cost"})
        if (kind == each)
            name = of.starts_with("country:") ? country_name(of.substr(8), language)
                                              : named(network.companies, of, language);
    const std::string key = "uncertain.moves." + kind;
    if (!has_text(language, key)) return cell.table + ':' + cell.key + '.' + cell.column;
    return text(language, key, {{"of", name}, {"count", std::to_string(input.figures.size())}});
}

std::string answer_value(std::optional<double> value, Unit unit, const Context& context) {
    switch (unit) {
        case Unit::share: return percent(value, context.language, 1);
        case Unit::money: return money(value, context.network->currency, context.language);
        default: return number(value);
    }
}

std::string interval_text(const Answer& answer, const Context& context) {
    if (!answer.p5) return std::string{kUndefined};
    auto low = answer_value(answer.p5, answer.unit, context);
    const auto high = answer_value(answer.p95, answer.unit, context);
    // Of a Korean amount the currency alone: 만 and 억 are a part of the figure.
    const std::string currency = ' ' + currency_name(context.network->currency, context.language);
    const auto unit = [&](const std::string& value) {
        return answer.unit == Unit::money && context.language == Language::ko &&
                       value.ends_with(currency)
                   ? currency
                   : value.substr(value.find_last_of("0123456789") + 1);
    };
    if (unit(low) == unit(high)) low.resize(low.size() - unit(low).size());  // said once
    return low + ' ' + std::string{kTo} + ' ' + high;
}

std::string coverage_text(const Uncertainty& result, const Context& context) {
    const Language language = context.language;
    const auto& coverage = result.coverage;
    const bool spread = std::ranges::any_of(result.answers, [](const Answer& answer) {
        return answer.main && answer.p5 && *answer.p5 < *answer.p95;
    });
    const char* const key = coverage.influence ? "uncertain.coverage"
                            : spread           ? "uncertain.coverage_untold"
                                               : "uncertain.coverage_still";
    return text(language, key,
                {{"rows", percent(coverage.rows, language, 0)},
                 {"value",
                  coverage.value ? percent(*coverage.value, language, 0) : std::string{kUndefined}},
                 {"influence", percent(coverage.influence, language, 0)},
                 {"unattributed", percent(coverage.unattributed, language, 0)}});
}

std::string rank_text(const Rank& rank, const Context& context) {
    const Language language = context.language;
    const double draws = static_cast<double>(rank.draws);
    const Arguments arguments{
        {"of", rank.of.empty() ? "" : of_name(rank.key, rank.of, context)},
        {"rival", rank.rival.empty() ? "" : of_name(rank.key, rank.rival, context)},
        {"share", percent(ratio(static_cast<double>(rank.held), draws), language, 0)},
        {"draws", std::to_string(rank.draws)}};
    std::string key = "uncertain.rank." + rank.key;
    if (rank.of.empty())
        key = "uncertain.rank.nobody";
    else if (!rank.rival.empty())
        key += "_or";
    return text(language, key, arguments);
}

// "256 draws", "1 draw"
std::string count_of(std::size_t count, std::string_view what, Language language) {
    return text(language, "uncertain.count." + std::string{what} + (count == 1 ? ".one" : ".many"),
                {{"n", std::to_string(count)}});
}

std::string draws_text(const Uncertainty& result, const Context& context) {
    const Language language = context.language;
    std::size_t figures = 0;
    for (const Input& input : result.inputs) figures += input.figures.size();
    if (result.inputs.empty()) return text(language, "uncertain.nothing_drawn");
    std::string words =
        text(language, result.deep_draws > 0 ? "uncertain.draws" : "uncertain.draws_plain",
             {{"draws", count_of(result.draws, "draws", language)},
              {"deep", std::to_string(result.deep_draws)},
              {"figures", count_of(figures, "figures", language)},
              {"inputs", count_of(result.inputs.size(), "inputs", language)},
              {"seed", std::to_string(context.seed)}});
    const Arguments asked{{"asked", std::to_string(result.asked)},
                          {"unsolved", std::to_string(result.unsolved)}};
    if (result.interrupted) words += ' ' + text(language, "uncertain.interrupted", asked);
    if (result.out_of_time) words += ' ' + text(language, "uncertain.out_of_time", asked);
    if (result.unsolved > 0) words += ' ' + text(language, "uncertain.unsolved", asked);
    if (!result.nothing_left.empty()) {
        const auto& items = context.network->items;
        words += ' ' + text(language, "uncertain.nothing_left",
                            {{"draws", std::to_string(result.draws_with_nothing_left)},
                             {"item", items[result.nothing_left.front().item].name.in(language)},
                             {"count", std::to_string(result.nothing_left.front().draws)}});
    }
    if (!result.at_a_loss.empty()) {
        words += ' ' + text(language, "uncertain.at_a_loss",
                            {{"draws", std::to_string(result.draws_at_a_loss)},
                             {"process", process_name(*context.network,
                                                      result.at_a_loss.front().process, language)},
                             {"count", std::to_string(result.at_a_loss.front().draws)}});
    }
    return words;
}

std::string intervals_text(const Uncertainty& result, const Context& context) {
    if (result.answers.empty()) return "";
    const Language language = context.language;
    TextTable table{{text(language, "uncertain.answer_title"), Align::left, kAnswerKeeps},
                    {text(language, "uncertain.point"), Align::right},
                    {"p5 " + std::string{kTo} + " p95", Align::right}};
    const auto shown = chosen(result);
    for (const Answer* answer : shown)
        table.add({answer_name(*answer, context), point_text(*answer, context),
                   interval_text(*answer, context)});
    std::string page = '\n' + text(language, "uncertain.how_sure") + '\n' +
                       wrapped(draws_text(result, context), context.width) + "\n\n" +
                       (shown.empty() ? "" : table.render(context.width)) +
                       outside_note(shown, context) + undefined_note(result, context) + '\n';
    std::string driven;
    for (const Answer* answer : shown) driven += drivers_paragraph(*answer, result, context);
    if (!driven.empty()) page += driven + '\n';
    for (const Rank& rank : result.ranks)
        if (rank.draws > 0) page += paragraph(rank_text(rank, context), context);
    return page + paragraph(coverage_text(result, context), context);
}

std::string text(const Uncertainty& result, const Context& context) {
    const Language language = context.language;
    std::string page = heading(context, "uncertain.title");
    if (result.asked == 0) return page + paragraph(text(language, "uncertain.none"), context);
    if (result.answers.empty())
        return page + paragraph(text(language, "uncertain.no_plan"), context);
    page += paragraph(draws_text(result, context), context) + '\n';
    page += answers_table(result, context) + '\n';
    for (const Answer& answer : result.answers) page += drivers_paragraph(answer, result, context);
    page += '\n';
    for (const Rank& rank : result.ranks)
        if (rank.draws > 0) page += paragraph(rank_text(rank, context), context);
    page += '\n' + text(language, "uncertain.look_up") + '\n' + look_up_table(result, context);
    return page + '\n' + paragraph(coverage_text(result, context), context);
}

}  // namespace jarip::report
