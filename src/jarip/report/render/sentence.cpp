#include "jarip/report/render/sentence.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/core/split.hpp"
#include "jarip/report/render/country.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

using assess::Fact;
using FactKind = Fact::Kind;

template <class Rows>
const auto* row_of(const Rows& rows, const std::string& id) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

// Three digits that matter: "5.89 %", "27.6 %", "100 %", "0 %".
int decimals(double share) {
    const double size = std::abs(share);
    return size < 0.00005 ? 0 : size < 0.09995 ? 2 : size < 0.9995 ? 1 : 0;
}

// The unit that all products are counted in, as the catalogue has it: "rack"; else "other".
std::string unit_key(const network::Network& network, Language language) {
    std::string unit = "other";
    if (!network.products.empty()) unit = network.items[network.products[0]].unit;
    for (const auto product : network.products)
        if (network.items[product].unit != unit) unit = "other";
    return has_text(language, "report.unit." + unit + ".one") ? unit : "other";
}

std::string value_text(FactKind kind, double value, const Fact& fact, const Context& context) {
    const Language language = context.language;
    switch (kind) {
        case FactKind::products: return products_text(value, context);
        case FactKind::share: return percent(value, language, decimals(value));
        case FactKind::change: return change(value, language, decimals(value));
        case FactKind::money: return money(value, fact.ids.empty() ? "" : fact.ids[0], language);
        default: return number(value);
    }
}

// "in the United States", "the Netherlands 12 %".
std::string country_in_sentence(const network::Network& network, const std::string& code,
                                Language language) {
    const bool article =
        language == Language::en &&
        std::find(kWithArticle.begin(), kWithArticle.end(), code) != kWithArticle.end();
    return (article ? "the " : "") + area_name(network, code, language);
}

std::string name_of(FactKind kind, const std::string& id, const Context& context) {
    const Language language = context.language;
    const auto& network = *context.network;
    const auto named = [&](const auto& rows) {
        const auto* row = row_of(rows, id);
        return row ? row->name.in(language) : id;
    };
    switch (kind) {
        case FactKind::country: return country_in_sentence(network, id, language);
        case FactKind::company: return named(network.companies);
        case FactKind::item: return named(network.items);
        case FactKind::stage: return named(network.stages);
        case FactKind::process:
            for (const auto process : network.processes.ids())
                if (network.processes[process].id == id)
                    return process_name(network, process, language);
            return id;
        case FactKind::resource:
            if (const auto* row = row_of(network.resources, id))
                return text(
                    language, "report.resource",
                    {{"resource", id}, {"site", network.sites[row->site].name.in(language)}});
            return id;
        case FactKind::lane: return lane_name(network, id, language);
        case FactKind::scenario: return scenario_name(network, id, language);
        default: return id;
    }
}

// "the way from Korea to China (HBM2E stack)".
std::string lane_with_items(const Fact& fact, const Context& context) {
    std::vector<std::string> items;
    for (std::size_t i = 1; i < fact.ids.size(); ++i)
        items.push_back(name_of(FactKind::item, fact.ids[i], context));
    const std::string name = lane_name(*context.network, fact.ids[0], context.language);
    if (items.empty()) return name;
    return text(context.language, "report.lane_items",
                {{"lane", name}, {"items", listed(items, context.language)}});
}

std::string fact_text(const Fact& fact, const Context& context) {
    const Language language = context.language;
    if (fact.kind == FactKind::period && fact.values.size() == 2) {
        const auto day = [](double count) {
            return Day{std::chrono::days{static_cast<int>(count)}};
        };
        return period({day(fact.values[0]), day(fact.values[1])}, language);
    }
    if (fact.kind == FactKind::lane && !fact.ids.empty()) return lane_with_items(fact, context);
    if (fact.kind == FactKind::money || fact.ids.empty())
        return fact.values.empty() ? std::string{kUndefined}
                                   : value_text(fact.kind, fact.values[0], fact, context);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < fact.ids.size(); ++i) {
        words.push_back(name_of(fact.kind, fact.ids[i], context));
        if (i < fact.values.size())
            words.back() += ' ' + value_text(fact.value_kind, fact.values[i], fact, context);
    }
    return listed(words, language);
}

std::string_view fact_kind_word(FactKind kind) {
    switch (kind) {
        case FactKind::country: return "country";
        case FactKind::company: return "company";
        case FactKind::item: return "item";
        case FactKind::stage: return "stage";
        case FactKind::process: return "process";
        case FactKind::resource: return "resource";
        case FactKind::lane: return "lane";
        case FactKind::scenario: return "scenario";
        case FactKind::share: return "share";
        case FactKind::money: return "money";
        default: return "value";
    }
}

Value fact_value(const Fact& fact) {
    if (fact.kind == FactKind::period) {
        if (fact.values.size() != 2) return {};
        const auto day = [](double count) {
            return Day{std::chrono::days{static_cast<int>(count)}};
        };
        return Value::Object{{"first", day(fact.values[0])}, {"last", day(fact.values[1] - 1)}};
    }
    if (fact.kind == FactKind::money || fact.ids.empty())
        return fact.values.empty() ? Value{} : Value{fact.values[0]};
    if (fact.kind == FactKind::lane || (fact.values.empty() && fact.ids.size() == 1))
        return fact.ids[0];
    Value::List rows;
    for (std::size_t i = 0; i < fact.ids.size(); ++i)
        if (fact.values.empty())
            rows.emplace_back(fact.ids[i]);
        else
            rows.emplace_back(
                Value::Object{{std::string{fact_kind_word(fact.kind)}, fact.ids[i]},
                              {std::string{fact_kind_word(fact.value_kind)}, fact.values[i]}});
    return rows;
}

// What a gap of a sentence says, as a row of a workbook.
struct FigureRow {
    std::string figure;
    std::string subject;
    std::optional<double> value;
    std::string unit;
    std::string said;
};
const Fields<FigureRow>& figure_row_fields() {
    static constexpr FieldList fields{
        "answer_figure",
        field::text<&FigureRow::figure>("figure").titled("report.workbook.figure"),
        field::text<&FigureRow::subject>("subject").or_null(),
        field::number<&FigureRow::value>("value"),
        field::text<&FigureRow::unit>("unit").or_null(),
        field::text<&FigureRow::said>("said").or_null(),
    };
    return fields;
}

// What people call a gap of a sentence.
std::string gap_name(const std::string& gap, Language language) {
    const std::string key = "assess.gap." + gap;
    return has_text(language, key) ? text(language, key) : gap;
}

// As rows with a unit of their own have it.
std::string unit_word(FactKind kind, const Context& context) {
    switch (kind) {
        case FactKind::share:
        case FactKind::change: return "share";
        case FactKind::money: return "money";
        case FactKind::products: return product_unit(context);
        default: return "";
    }
}

}  // namespace

std::string area_name(const network::Network& network, std::string_view code, Language language) {
    constexpr std::string_view kCompany = "company:";
    if (code.find(kCompany) == std::string_view::npos) return country_name(code, language);
    std::string names;
    for (auto part : split(code, '+')) {
        if (!names.empty()) names += " + ";
        if (!part.starts_with(kCompany)) {
            names += country_name(part, language);
            continue;
        }
        part.remove_prefix(kCompany.size());
        if (const auto* whole = row_of(network.companies, std::string{part})) {
            names += whole->name.in(language);
            continue;
        }
        const auto slash = part.rfind('/');
        const auto* company = row_of(network.companies, std::string{part.substr(0, slash)});
        names += company == nullptr || slash == std::string_view::npos
                     ? std::string{part}
                     : company->name.in(language) + " (" +
                           country_name(part.substr(slash + 1), language) + ')';
    }
    return names;
}

std::string products_text(double products, const Context& context) {
    return number(products) +
           text(context.language,
                "report.unit." + unit_key(*context.network, context.language) + ".counter");
}

std::string lane_name(const network::Network& network, std::string_view ends, Language language) {
    const auto arrow = ends.find('>');
    const auto name = [&](std::string_view end) {
        if (const auto* site = row_of(network.sites, std::string{end}))
            return site->name.in(language);
        return end == "*" ? text(language, "plan.anywhere")
                          : country_in_sentence(network, std::string{end}, language);
    };
    return text(language, "report.lane",
                {{"from", name(ends.substr(0, arrow))}, {"to", name(ends.substr(arrow + 1))}});
}

Arguments unit_words(const network::Network& network, Language language) {
    const std::string unit = unit_key(network, language);
    return {{"unit", text(language, "report.unit." + unit + ".one")},
            {"units", text(language, "report.unit." + unit + ".many")},
            {"counter", text(language, "report.unit." + unit + ".counter")},
            {"how_many", text(language, "report.unit." + unit + ".how_many")}};
}

std::string score_text(const assess::Score& score, assess::Unit unit, Language language) {
    if (!score.value)
        return score.at_least
                   ? text(language, "assess.score.at_least", {{"value", number(score.at_least)}})
                   : std::string{kUndefined};
    switch (unit) {
        case assess::Unit::share: return percent(score.value, language, 1);
        case assess::Unit::money: return number(*score.value / 1e6);
        default: return number(score.value);
    }
}

std::string score_label(const assess::ScoreLine& line, const Context& context) {
    Arguments arguments = unit_words(*context.network, context.language);
    arguments.emplace_back("currency", currency_name(context.network->currency, context.language));
    return text(context.language, "assess.score." + line.key, arguments);
}

std::string scenario_name(const network::Network& network, const std::string& id,
                          Language language) {
    const auto* scenario = row_of(network.scenarios, id);
    const std::size_t plus = id.find('+');
    if (scenario == nullptr && plus != std::string::npos)  // several that act together
        return scenario_name(network, id.substr(0, plus), language) + " + " +
               scenario_name(network, id.substr(plus + 1), language);
    if (scenario == nullptr || scenario->name.in(language) == id) return id;
    return scenario->name.in(language) + " (" + id + ')';
}

std::string process_name(const network::Network& network, network::ProcessId process,
                         Language language) {
    const auto& row = network.processes[process];
    return text(language, "report.process",
                {{"item", network.items[row.item].name.in(language)},
                 {"site", network.sites[row.site].name.in(language)}});
}

std::vector<SentencePart> sentence_parts(const assess::Sentence& sentence, const Context& context) {
    constexpr char kBegin = '\x01', kBetween = '\x02', kEnd = '\x03';
    Arguments arguments = unit_words(*context.network, context.language);
    for (const auto& fact : sentence.facts)
        arguments.emplace_back(fact.name,
                               kBegin + fact.name + kBetween + fact_text(fact, context) + kEnd);
    const std::string whole = text(context.language, sentence.key, arguments);
    std::vector<SentencePart> parts;
    for (std::size_t at = 0; at < whole.size();) {
        const auto begin = std::min(whole.find(kBegin, at), whole.size());
        if (begin > at) parts.push_back({whole.substr(at, begin - at), {}});
        if (begin == whole.size()) break;
        const auto between = whole.find(kBetween, begin), end = whole.find(kEnd, begin);
        parts.push_back({whole.substr(between + 1, end - between - 1),
                         whole.substr(begin + 1, between - begin - 1)});
        at = end + 1;
    }
    return parts;
}

std::string sentence_text(const assess::Sentence& sentence, const Context& context) {
    std::string whole;
    for (const auto& part : sentence_parts(sentence, context)) whole += part.text;
    return whole;
}

Value sentence_figures(const assess::Sentence& sentence) {
    Value::Object figures;
    for (const auto& fact : sentence.facts) {
        figures.emplace_back(fact.name, fact_value(fact));
        if (fact.kind != FactKind::lane || fact.ids.size() < 2) continue;
        Value::List items;
        for (std::size_t i = 1; i < fact.ids.size(); ++i) items.emplace_back(fact.ids[i]);
        figures.emplace_back(fact.name + "_items", std::move(items));
    }
    return figures;
}

const AnyFields& answer_figure_fields() { return figure_row_fields(); }

Value sentence_figure_rows(const assess::Sentence& sentence, const Context& context) {
    Value::List rows;
    const auto add = [&](FigureRow row) {
        rows.emplace_back(record(figure_row_fields(), row, context));
    };
    for (const auto& fact : sentence.facts) {
        const std::string name = gap_name(fact.name, context.language);
        const auto value = [&](FactKind kind, double each) {
            return FigureRow{
                name, {}, each, unit_word(kind, context), value_text(kind, each, fact, context)};
        };
        if (fact.kind == FactKind::money || fact.ids.empty()) {
            if (fact.kind != FactKind::period && !fact.values.empty())
                add(value(fact.kind, fact.values[0]));
            else
                add({name, {}, {}, {}, fact_text(fact, context)});
        } else if (fact.kind == FactKind::lane) {
            add({name, lane_with_items(fact, context), {}, {}, fact_text(fact, context)});
        } else {
            for (std::size_t i = 0; i < fact.ids.size(); ++i) {
                FigureRow row{name, {}, {}, {}, {}};
                if (i < fact.values.size()) row = value(fact.value_kind, fact.values[i]);
                row.subject = name_of(fact.kind, fact.ids[i], context);
                add(std::move(row));
            }
        }
    }
    return rows;
}

std::string labelled(const Context& context, std::string_view key, const std::string& value) {
    constexpr std::size_t kLabel = 26;
    // A longer label moves its own value to the right: the two never run together.
    const std::string title = text(context.language, key);
    const std::string label = "  " + padded(title, std::max(kLabel, display_width(title) + 2));
    if (display_width(label + value) <= context.width) return label + value + '\n';
    // What does not fit goes on below the value.
    const std::string room(std::max(display_width(label), 2 + kLabel), ' ');
    return label + wrapped(room + value, context.width, room.size()).substr(room.size()) + '\n';
}

}  // namespace jarip::report
