// What two results of the same command say differently. Their JSON is walked by the fields that describe it, so that
// every kind of result can be compared, and a new figure is as soon as it is there.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "jarip/core/json.hpp"
#include "jarip/report.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/tolerances.hpp"

namespace jarip::report {
namespace {

/// "plan" of "jarip/plan/1".
std::string command_of(const Json& result, const SourceFile& file) {
    const auto schema = result.is_object() ? result.find("schema") : result.end();
    if (result.is_object() && schema != result.end() && schema->is_string()) {
        const auto name = schema->get<std::string>();
        if (name.starts_with("jarip/"))
            if (const auto end = name.find('/', 6); end != name.npos)
                return name.substr(6, end - 6);
    }
    throw Error{"E0621", {file.name}};
}

bool has_form(const Json& result, const AnyFields& fields) {
    return std::ranges::all_of(fields.all(), [&](const Field& field) {
        if (field.spread) return has_form(result, field.of());
        return field.sometimes || field.alias || result.contains(field.key);
    });
}

/// The form of a document that both results have.
const AnyFields& form_of(const Json& before, const Json& after, const SourceFile& first,
                         const SourceFile& second, const std::string& command) {
    const auto all = documents();
    const auto document =
        std::ranges::find_if(all, [&](const Document* each) { return each->name == command; });
    if (document == all.end()) throw Error{"E0621", {first.name}};
    for (const FieldsFunction form : (*document)->forms) {
        if (!has_form(before, form())) continue;
        if (has_form(after, form())) return form();
        throw Error{"E0622", {second.name}, {{"before", first.name}, {"after", second.name}}};
    }
    throw Error{"E0621", {first.name}};
}

/// What a row is known by. Dates and days name rows where ids do not tell them apart (the periods of a plan); where they
/// do, as those of a run by its scenario, dates are answers.
enum class Known { by_ids, by_days, in_full };

bool names_a_row(Kind kind, Known known) {
    if (kind == Kind::id || kind == Kind::country) return true;
    return known != Known::by_ids && (kind == Kind::date || kind == Kind::day);
}
bool is_figure(Kind kind) {
    switch (kind) {
        case Kind::money:
        case Kind::quantity:
        case Kind::number:
        case Kind::share:
        case Kind::ratio:
        case Kind::days:
        case Kind::day:
        case Kind::count: return true;
        default: return false;
    }
}

constexpr std::string_view kWithin = " › ";  // between a row and one of a list in it

std::string word_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return "";
    return serialize_json(value);
}

std::optional<double> figure_of(const Json& value) {
    return value.is_number() ? std::optional{value.get<double>()} : std::nullopt;
}

bool same(double a, double b) {
    return a == b || std::abs(a - b) <= kSameInFull * std::max(std::abs(a), std::abs(b));
}

/// The words that name a row among those of its list: ids and countries, dates, and in full what else tells rows
/// apart, numbers with what they count. Empty where it has none of these.
std::string key_of(const Json& row, const AnyFields& fields, Known known, Language language) {
    std::string name;
    const auto add = [&](const std::string& word) {
        if (!word.empty()) name += (name.empty() ? "" : " · ") + word;
    };
    for (const Field& field : fields.all()) {
        if (field.spread) {
            add(key_of(row, field.of(), known, language));
            continue;
        }
        if (field.many || field.of || !row.contains(field.key)) continue;
        const bool tells = known == Known::in_full && field.tells_apart;
        if (!names_a_row(field.kind, known) && !field.identifies && !tells) continue;
        const std::string word = word_of(row.at(std::string{field.key}));
        const bool counts = field.kind == Kind::count && !word.empty();
        add(counts ? title_of(field, language) + ' ' + word : word);
    }
    return name;
}

/// The key of a row; without one its first word.
std::string name_of(const Json& row, const AnyFields& fields, Known known, Language language) {
    auto name = key_of(row, fields, known, language);
    if (!name.empty()) return name;
    for (const Field& field : fields.all())
        if (!field.spread && !field.many && !field.of && !is_figure(field.kind) &&
            row.contains(field.key))
            return word_of(row.at(std::string{field.key}));
    return name;
}

class Walk {
public:
    Walk(ResultComparison& found, std::string currency, Language language)
        : found_{found}, currency_{std::move(currency)}, language_{language} {}

    struct Place {
        std::string table, row, key, title;
        bool shares = false;  ///< the row's unit says that its numbers are shares
    };

    void records(const Json& before, const Json& after, const AnyFields& fields,
                 const Place& place) {
        for (const Field& field : fields.all()) {
            if (field.spread) {
                records(before, after, field.of(), place);
                continue;
            }
            const std::string key{field.key};
            if (field.alias || !before.contains(key) || !after.contains(key)) continue;
            Place here = place;
            here.key += (here.key.empty() ? "" : ".") + key;
            here.title += (here.title.empty() ? "" : ": ") + title_of(field, language_);
            value(before.at(key), after.at(key), field, here);
        }
    }

    void words(const Place& here, const std::string& before, const std::string& after) {
        ++found_.compared;
        if (before == after) return;
        found_.changes.push_back({here.table,
                                  here.row,
                                  here.key,
                                  here.title,
                                  "",
                                  false,
                                  {},
                                  {},
                                  before,
                                  after,
                                  inside_});
    }

private:
    void value(const Json& before, const Json& after, const Field& field, const Place& here) {
        if (field.of && field.many) {
            lists(before, after, field.of(), here);
        } else if (field.of) {
            if (before.is_object() && after.is_object())
                records(before, after, field.of(), here);
            else
                words(here, before.is_object() ? "…" : "", after.is_object() ? "…" : "");
        } else if (field.kind == Kind::object) {
            objects(before, after, field, here);
        } else if (field.many) {
            words(here, listed_words(before), listed_words(after));
        } else if (is_figure(field.kind)) {
            figures(figure_of(before), figure_of(after), field, here);
        } else if (field.kind != Kind::name) {  // names say what ids say, for people
            words(here, word_of(before), word_of(after));
        }
    }

    void figures(std::optional<double> before, std::optional<double> after, const Field& field,
                 const Place& here) {
        ++found_.compared;
        if (!before && !after) return;
        if (before && after && same(*before, *after)) return;
        std::string unit{field.unit};
        if (field.kind == Kind::money && unit.empty()) unit = currency_;
        if (field.kind == Kind::days) unit = text(language_, "field_unit.days");
        const bool share = field.kind == Kind::share || field.kind == Kind::ratio ||
                           (field.kind == Kind::number && here.shares);
        found_.changes.push_back({here.table, here.row, here.key, here.title, unit, share, before,
                                  after, "", "", inside_});
    }

    void objects(const Json& before, const Json& after, const Field& field, const Place& here) {
        if (!before.is_object() || !after.is_object())
            return words(here, word_of(before), word_of(after));
        inside_ = true;
        for (const auto& [key, old] : before.items()) {
            if (!after.contains(key)) continue;
            Place inner = here;
            inner.key += '.' + key;
            inner.title += ": " + key;
            if (old.is_number() || after.at(key).is_number())
                figures(figure_of(old), figure_of(after.at(key)), field, inner);
            else
                words(inner, word_of(old), word_of(after.at(key)));
        }
        inside_ = false;
    }

    static std::string listed_words(const Json& list) {
        std::string words;
        if (!list.is_array()) return word_of(list);
        for (const Json& each : list) words += (words.empty() ? "" : "; ") + word_of(each);
        return words;
    }

    void lists(const Json& before, const Json& after, const AnyFields& fields, const Place& here) {
        if (!before.is_array() || !after.is_array()) return;
        const auto are_told_apart = [&](const Json& list, Known known) {
            std::set<std::string> seen;
            return std::ranges::all_of(list, [&](const Json& row) {
                if (!row.is_object()) return true;
                const auto key = key_of(row, fields, known, language_);
                return (known != Known::by_ids || !key.empty()) &&
                       seen.insert(name_of(row, fields, known, language_)).second;
            });
        };
        Known known = Known::by_ids;
        for (const Known next : {Known::by_days, Known::in_full})
            if (!are_told_apart(before, known) || !are_told_apart(after, known)) known = next;
        const auto by_name = [&](const Json& list) {
            std::map<std::string, const Json*> rows;
            std::map<std::string, std::size_t> seen;
            for (const Json& row : list) {
                if (!row.is_object()) continue;
                auto name = name_of(row, fields, known, language_);
                // Rows that nothing tells apart are matched in their order.
                if (const std::size_t nth = ++seen[name]; nth > 1)
                    name += " (" + std::to_string(nth) + ')';
                rows.emplace(std::move(name), &row);
            }
            return rows;
        };
        Place inner{.table = here.table + (here.table.empty() ? "" : ".") + here.key};
        const auto are_shares = [&](const Json& row) {
            const auto unit = row.find("unit");
            return here.shares || (unit != row.end() && *unit == "share");
        };
        const auto old_rows = by_name(before);
        const auto new_rows = by_name(after);
        const auto at = [&](const std::string& name) {
            return here.row.empty() ? name : here.row + std::string{kWithin} + name;
        };
        for (const auto& [name, row] : old_rows) {
            const auto other = new_rows.find(name);
            if (other == new_rows.end()) {
                found_.only_before.push_back({inner.table, at(name)});
                continue;
            }
            inner.row = at(name);
            inner.shares = are_shares(*row) && are_shares(*other->second);
            records(*row, *other->second, fields, inner);
        }
        for (const auto& [name, row] : new_rows)
            if (!old_rows.contains(name)) found_.only_after.push_back({inner.table, at(name)});
    }

    ResultComparison& found_;
    std::string currency_;
    Language language_;
    bool inside_ = false;  // an object, which is for programs
};

/// 1 for what appears or goes; figures by how much of the larger they moved; words between them and small moves.
double size_of(const ResultChange& change) {
    constexpr double kWords = 0.5;
    if (!change.before && !change.after) return kWords;
    if (!change.before || !change.after) return 1;
    const double largest = std::max(std::abs(*change.before), std::abs(*change.after));
    return std::min(1.0, std::abs(*change.after - *change.before) / largest);
}

/// In how many lists of lists the row stands: those of each day of a run would push away what the run says.
std::size_t depth_of(const ResultChange& change) {
    std::size_t depth = change.table.empty() ? 0 : 1;
    for (auto at = change.row.find(kWithin); at != std::string::npos;
         at = change.row.find(kWithin, at + kWithin.size()))
        ++depth;
    return depth;
}

void compare_inputs(const Json& before, const Json& after, ResultComparison& found,
                    Language language) {
    ResultComparison heads;
    Walk walk{heads, "", language};
    const auto both = [&](const Json& a, const Json& b, const std::string& key,
                          const std::string& shown) {
        const auto old = a.find(key);
        const auto now = b.find(key);
        const Json none;
        walk.words({"", "", shown, text(language, "report.compare.input." + key)},
                   word_of(old == a.end() ? none : *old), word_of(now == b.end() ? none : *now));
    };
    for (const char* key : {"jarip", "seed"}) both(before, after, key, key);
    const auto model = [](const Json& result) {
        const auto found_model = result.find("model");
        return found_model != result.end() && found_model->is_object() ? *found_model
                                                                       : Json::object();
    };
    const Json old = model(before);
    const Json now = model(after);
    for (const char* key : {"name", "home", "currency", "start", "end"})
        both(old, now, key, std::string{"model."} + key);
    const auto what_ifs = [](const Json& of) {
        std::set<std::string> all;
        if (const auto list = of.find("what_ifs"); list != of.end() && list->is_array())
            for (const Json& each : *list) all.insert(word_of(each));
        return all;
    };
    const auto title = text(language, "report.compare.input.what_ifs");
    const auto old_ifs = what_ifs(old);
    const auto new_ifs = what_ifs(now);
    for (const auto& each : old_ifs)
        if (!new_ifs.contains(each)) walk.words({"", "", "model.what_ifs", title}, each, "");
    for (const auto& each : new_ifs)
        if (!old_ifs.contains(each)) walk.words({"", "", "model.what_ifs", title}, "", each);
    found.inputs = std::move(heads.changes);
}

}  // namespace

ResultComparison compare_results(const SourceFile& before, const SourceFile& after,
                                 Language language) {
    const Json old = parse_json(before, "E0620");
    const Json now = parse_json(after, "E0620");
    ResultComparison found{.from = before.name, .to = after.name};
    found.command = command_of(old, before);
    if (command_of(now, after) != found.command)
        throw Error{"E0622", {after.name}, {{"before", before.name}, {"after", after.name}}};
    const AnyFields& form = form_of(old, now, before, after, found.command);
    const auto model = old.find("model");
    const std::string currency =
        model != old.end() && model->is_object() ? word_of(model->value("currency", Json{})) : "";
    compare_inputs(old, now, found, language);
    Walk{found, currency, language}.records(old, now, form, {});
    std::ranges::stable_sort(found.changes, [](const ResultChange& a, const ResultChange& b) {
        if (depth_of(a) != depth_of(b)) return depth_of(a) < depth_of(b);
        return !a.table.empty() && size_of(a) > size_of(b);
    });
    return found;
}

}  // namespace jarip::report
