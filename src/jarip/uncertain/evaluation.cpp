#include "jarip/uncertain/evaluation.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "jarip/uncertain/tolerances.hpp"

namespace jarip::uncertain {

using network::SiteId;
using origin::By;

/// One solved model.
struct Evaluation::View {
    const Network& network;
    const plan::SteadyPlan& month;
    const origin::Origin& origin;
    std::vector<stress::Run> runs;  ///< deep only
    std::vector<double> losses;     ///< deep only, beside the suspects: share of deliveries lost
};

namespace {

constexpr std::size_t kMostShares = 5;    // countries, and companies, whose share is followed
constexpr std::size_t kMostSuspects = 5;  // of each kind

using Contributions = std::vector<origin::Contribution>;

/// Share of the value that is added at home of all that is made rather than designed.
std::optional<double> content_without_design(const Network& network,
                                             const Contributions& contributions) {
    const auto made = origin::without_design(network, contributions);
    if (made.empty()) return std::nullopt;
    Sum home;
    for (const auto& part : made)
        if (network.at_home(part.country)) home.add(part.share);
    return home.value();
}

std::optional<double> share_of(const Network& network, const Contributions& contributions, By by,
                               const std::string& key) {
    if (contributions.empty()) return std::nullopt;
    for (const auto& [name, share] : origin::shares_by(network, contributions, by))
        if (name == key) return share;
    return 0.0;
}

/// The largest shares, home's left out: they are answers of their own.
std::vector<std::string> largest_shares(const Network& network, const Contributions& contributions,
                                        By by) {
    std::vector<std::string> names;
    for (const auto& [name, share] : origin::shares_by(network, contributions, by)) {
        if (name == "stock" || name.empty() || share <= kNobodysShare) continue;
        if (by == By::country && network.at_home(name)) continue;
        if (names.size() == kMostShares) break;
        names.push_back(name);
    }
    return names;
}

std::string largest(const Network& network, const origin::Origin& origin, By by) {
    for (const auto& [name, share] : origin::shares_by(network, origin.contributions, by))
        if (name != "stock" && !name.empty() && share > kNobodysShare) return name;
    return {};
}

const stress::Run* run_of(const std::vector<stress::Run>& runs, const std::string& scenario) {
    const auto found = std::ranges::find_if(
        runs, [&](const stress::Run& run) { return run.scenario == scenario; });
    return found == runs.end() ? nullptr : &*found;
}

std::optional<double> lost_share(const stress::Run* run) {
    return run == nullptr ? std::nullopt : run->lost_share();
}

std::optional<double> capital_of(const Network& network, const std::vector<onshore::Built>& built) {
    Sum capital;
    for (const auto& each : built) capital.add(onshore::capex_of(network, each));
    return capital.value();
}

/// Of products counted together, at list prices; else units.
std::optional<double> worth_of(const Network& network, std::optional<double> counted) {
    if (!counted || !plan::by_value(network)) return counted;
    return *counted * network.items[plan::counted_in(network).product].price;
}

plan::Change without(const Network& network, const auto& is_gone) {
    plan::Change change;
    for (const auto process : network.processes.ids())
        if (is_gone(network.processes[process].site)) change.closed_processes.push_back(process);
    for (const auto arc : network.arcs.ids()) {
        const SiteId site = network.places[network.pools[network.arcs[arc].from].place].site;
        if (site.valid() && is_gone(site)) change.closed_arcs.push_back(arc);
    }
    return change;
}

plan::Change without(const Network& network, By kind, const std::string& id) {
    return without(network, [&](SiteId site) {
        const auto& row = network.sites[site];
        return kind == By::company ? network.companies[row.company].id == id
                                   : network.countries[row.country].code == id;
    });
}

std::vector<double> losses_of(const Network& network, const plan::SteadyPlan& month,
                              const std::vector<Suspect>& suspects, bool at_home,
                              const RunOptions& run) {
    std::vector<plan::Change> changes{{}};
    for (const auto& suspect : suspects) changes.push_back(suspect.change);
    const auto rates = plan::solve_variants(network, month, changes, run, plan::Depth::deliveries);
    const auto delivered = [&](const plan::Rates& each) {
        return plan::worth(network, at_home ? each.by_product.home : each.by_product.world);
    };
    std::vector<double> losses;
    for (std::size_t i = 1; i < rates.size(); ++i)
        losses.push_back(
            std::max(0.0, 1 - ratio(delivered(rates[i]), delivered(rates.front())).value_or(1)));
    return losses;
}

}  // namespace

Evaluation::Evaluation(const Network& network, const Options& options) {
    const auto& run = options.run;
    question_ = options.question;
    scenario_ = options.scenario;
    days_ = options.days;
    RunOptions quiet = run;
    quiet.progress = {};
    const bool recipes = network.kind == network::Kind::recipes;
    plan::SteadyPlan month;
    origin::Origin origin;
    if (recipes) {
        month =
            options.known.month != nullptr
                ? *options.known.month
                : plan::steady(network, {.bottlenecks = false, .flows_only = true, .run = quiet});
        if (month.status != lp::Status::optimal) return;
        basis_ = month.basis;
        const bool points = asks(3) && scenario_.empty();
        origin = options.known.origin != nullptr
                     ? *options.known.origin
                     : origin::shares(network, month, {.single_points = points, .run = quiet});
        if (!origin.contributions.empty()) sourced_value_ = origin.sourced_share;
        losses_at_home_ = month.rates.delivered_at_home > 0;
        if (points) find_suspects(network, origin);
    }
    View base{network, month, origin, {}, {}};
    if (asks(3) && scenario_.empty() && options.known.runs != nullptr) {
        base.runs = *options.known.runs;
        std::erase_if(base.runs, [](const stress::Run& each) { return each.scenario.empty(); });
    } else if (asks(3)) {
        base.runs = runs_of(network, month, quiet);
    }
    if (recipes) {
        if (!suspects_.empty())
            base.losses = losses_of(network, month, suspects_, losses_at_home_, quiet);
        if (asks(1)) ask_dependence(base);
        if (asks(2)) ask_products(base);
    }
    if (asks(3)) ask_breaks(base);
    if (asks(4) && options.first_step != nullptr) ask_set(network, *options.first_step);
    if (asks(4) && options.points != nullptr) ask_points(*options.points);
    std::ranges::stable_sort(questions_, [](const Question& a, const Question& b) {
        return a.answer.question < b.answer.question;
    });
    point_ = answered(base);
    point_.done = !run.stop.stop_requested();
}

bool Evaluation::asks(int question) const { return question_.value_or(question) == question; }

std::vector<stress::Run> Evaluation::runs_of(const Network& network, const plan::SteadyPlan& month,
                                             const RunOptions& run) const {
    stress::Options options{.days = days_, .run = run};
    if (!scenario_.empty()) return {stress::simulate(network, month, scenario_, options)};
    options.losses_only = true;
    return stress::simulate_all(network, month, options);
}

void Evaluation::find_suspects(const Network& network, const origin::Origin& origin) {
    auto points = origin.single_points;
    const auto lost = [&](const origin::SinglePoint& point) {
        return losses_at_home_ ? point.lost_at_home : point.lost;
    };
    std::ranges::stable_sort(points, [&](const auto& a, const auto& b) {
        return std::pair{lost(a), a.lost} > std::pair{lost(b), b.lost};
    });
    for (const By kind : {By::company, By::country}) {
        std::size_t count = 0;
        for (const auto& point : points) {
            if (point.kind != kind || lost(point) <= 0 || count == kMostSuspects) continue;
            if (kind == By::country && network.at_home(point.id)) continue;
            suspects_.push_back({kind, point.id, without(network, kind, point.id)});
            ++count;
        }
    }
}

void Evaluation::ask(Answer answer, std::function<std::optional<double>(const View&)> value,
                     bool deep) {
    questions_.push_back({std::move(answer), deep, std::move(value)});
}

void Evaluation::rank(std::string key, std::function<std::string(const View&)> first, bool deep) {
    ranked_.push_back({std::move(key), deep, std::move(first)});
}

void Evaluation::ask_dependence(const View& base) {
    ask({.question = 1, .key = "domestic_content", .main = true},
        [](const View& view) { return view.origin.domestic_content; });
    ask({.question = 1, .key = "domestic_content_made"}, [](const View& view) {
        return content_without_design(view.network, view.origin.contributions);
    });
    ask({.question = 1, .key = "domestic_content_owned"},
        [](const View& view) { return view.origin.domestic_content_owned; });
    const auto delivered = delivered_products(base);
    if (base.network.products.size() > 1)
        for (std::size_t i = 0; i < base.network.products.size(); ++i)
            ask_product(base, i, std::ranges::find(delivered, i) != delivered.end());
    for (const By by : {By::country, By::company}) {
        const char* key = by == By::country ? "country_share" : "company_share";
        for (const auto& name : largest_shares(base.network, base.origin.contributions, by))
            ask({.question = 1, .key = key, .of = name}, [by, of = name](const View& view) {
                return share_of(view.network, view.origin.contributions, by, of);
            });
        rank(by == By::country ? "largest_country" : "largest_company",
             [by](const View& view) { return largest(view.network, view.origin, by); });
    }
}

/// What home adds to a unit of one product; the others' shares, and other views, are details.
void Evaluation::ask_product(const View& base, std::size_t product, bool is_delivered) {
    const auto& id = base.network.items[base.network.products[product]].id;
    const auto& contributions = base.origin.products[product].contributions;
    if (contributions.empty()) return;
    ask({.question = 1, .key = "product_content", .of = id, .detail = !is_delivered},
        [product](const View& view) { return view.origin.products[product].domestic_content; });
    ask({.question = 1, .key = "product_content_owned", .of = id, .detail = true},
        [product](const View& view) {
            return view.origin.products[product].domestic_content_owned;
        });
    ask({.question = 1, .key = "product_content_made", .of = id, .detail = true},
        [product](const View& view) {
            return content_without_design(view.network,
                                          view.origin.products[product].contributions);
        });
    for (const By by : {By::country, By::company})
        for (const auto& name : largest_shares(base.network, contributions, by))
            ask({.question = 1,
                 .key = by == By::country ? "product_country_share" : "product_company_share",
                 .of = name,
                 .product = id,
                 .detail = true},
                [product, by, of = name](const View& view) {
                    return share_of(view.network, view.origin.products[product].contributions, by,
                                    of);
                });
}

std::vector<std::size_t> Evaluation::delivered_products(const View& base) {
    std::vector<std::size_t> found;
    if (base.network.products.size() < 2) return found;
    for (std::size_t i = 0; i < base.network.products.size(); ++i)
        if (base.month.delivered_at_home[i] > 0) found.push_back(i);
    return found;
}

void Evaluation::ask_products(const View& base) {
    const auto per_month = [](const char* key, bool main, auto value) {
        return std::pair{
            Answer{.question = 2, .key = key, .unit = Unit::products_per_month, .main = main},
            std::function<std::optional<double>(const View&)>{value}};
    };
    const bool by_value = plan::by_value(base.network);
    if (by_value)
        ask_values(base.network);
    else
        for (auto& [answer, value] : {
                 per_month("delivered_at_home", true,
                           [](const View& view) {
                               return std::optional{view.month.rates.delivered_at_home};
                           }),
                 per_month("built_at_home", false,
                           [](const View& view) {
                               return std::optional{view.month.rates.built_at_home};
                           }),
                 per_month("world", false,
                           [](const View& view) { return std::optional{view.month.rates.world}; }),
             })
            ask(answer, value);
    auto [closed, rate] = per_month("closed_border", false, [](const View& view) {
        return worth_of(view.network, view.origin.closed_border_per_month);
    });
    if (by_value) closed = {.question = 2, .key = "value_closed_border", .unit = Unit::money};
    ask(closed, rate);
    for (const std::size_t i : delivered_products(base)) {
        const auto& item = base.network.items[base.network.products[i]];
        ask({.question = 2,
             .key = "product_at_home",
             .of = item.id,
             .unit = Unit::products_per_month},
            [i](const View& view) { return std::optional{view.month.delivered_at_home[i]}; });
    }
    ask({.question = 2, .key = "month_cost", .unit = Unit::money},
        [](const View& view) { return std::optional{view.month.objective}; });
}

/// Products of different size have one unit: their worth at the list prices of the model as it is.
void Evaluation::ask_values(const Network& network) {
    const std::vector<double> prices = plan::list_prices(network);
    const auto worth = [&](const char* key, bool main, auto units_of) {
        ask({.question = 2, .key = key, .unit = Unit::money, .main = main},
            [prices, units_of](const View& view) -> std::optional<double> {
                const std::vector<double> units = units_of(view);
                Sum total;
                for (std::size_t i = 0; i < units.size(); ++i) total.add(units[i] * prices[i]);
                return total.value();
            });
    };
    worth("value_at_home", true, [](const View& view) { return view.month.rates.by_product.home; });
    worth("value_built", false, [](const View& view) { return view.month.rates.by_product.built; });
    worth("value_world", false, [](const View& view) { return view.month.rates.by_product.world; });
}

void Evaluation::ask_breaks(const View& base) {
    for (const auto& run : base.runs) {
        const auto& scenario = base.network.scenario(run.scenario);
        if (scenario.borders_closed)
            ask(
                {.question = 3, .key = "autonomy_days", .unit = Unit::days, .main = true},
                [of = run.scenario](const View& view) -> std::optional<double> {
                    const auto* closed = run_of(view.runs, of);
                    if (closed == nullptr || !(closed->baseline() > 0)) return std::nullopt;
                    return closed->threshold_day.value_or(static_cast<int>(closed->days.size()));
                },
                true);
        ask(
            {.question = 3, .key = "scenario_lost", .of = run.scenario, .main = true},
            [of = run.scenario](const View& view) { return lost_share(run_of(view.runs, of)); },
            true);
        // Of all scenarios these are rows of a table.
        const bool detail = scenario_.empty();
        const auto days = [&](const char* key, auto day) {
            ask(
                {.question = 3,
                 .key = key,
                 .of = run.scenario,
                 .unit = Unit::days,
                 .detail = detail},
                [of = run.scenario, day](const View& view) -> std::optional<double> {
                    const auto* each = run_of(view.runs, of);
                    if (each == nullptr) return std::nullopt;
                    const auto found = each->after_event(day(*each));
                    return found ? std::optional<double>{*found} : std::nullopt;
                },
                true);
        };
        if (run.first_loss_day)
            days("scenario_first_loss",
                 [](const stress::Run& each) { return each.first_loss_day; });
        // Draws of all scenarios end with the horizon, before some have recovered.
        if (run.recovered_day && !detail)
            days("scenario_recovered", [](const stress::Run& each) { return each.recovered_day; });
        ask(
            {.question = 3,
             .key = "scenario_made_lost",
             .of = run.scenario,
             .unit = Unit::money,
             .detail = detail},
            [of = run.scenario](const View& view) -> std::optional<double> {
                const auto* each = run_of(view.runs, of);
                return each == nullptr ? std::nullopt : std::optional{each->made.lost_value};
            },
            true);
    }
    if (base.runs.size() > 1)
        rank(
            "worst_scenario",
            [](const View& view) {
                const stress::Run* worst = nullptr;
                for (const auto& run : view.runs) {
                    if (view.network.scenario(run.scenario).borders_closed) continue;
                    if (lost_share(&run).value_or(0) > lost_share(worst).value_or(0)) worst = &run;
                }
                return worst == nullptr ? std::string{} : worst->scenario;
            },
            true);
    for (std::size_t i = 0; i < suspects_.size(); ++i)
        ask(
            {.question = 3,
             .key = suspects_[i].kind == By::company ? "company_lost" : "country_lost",
             .of = suspects_[i].id},
            [i](const View& view) { return std::optional{view.losses[i]}; }, true);
    for (const By kind : {By::company, By::country}) {
        if (std::ranges::none_of(suspects_, [&](const Suspect& each) { return each.kind == kind; }))
            continue;
        rank(
            kind == By::company ? "worst_company" : "worst_country",
            [this, kind](const View& view) {
                const Suspect* worst = nullptr;
                double most = 0;
                for (std::size_t i = 0; i < suspects_.size(); ++i)
                    if (suspects_[i].kind == kind && view.losses[i] > most + kNobodysShare) {
                        worst = &suspects_[i];
                        most = view.losses[i];
                    }
                return worst == nullptr ? std::string{} : worst->id;
            },
            true);
    }
}

void Evaluation::ask_set(const Network& network, const onshore::Result& step) {
    if (step.built.empty()) return;
    ask({.question = 4, .key = "first_capital", .unit = Unit::money, .main = true},
        [built = step.built](const View& view) { return capital_of(view.network, built); });
    if (!question_) return;  // one more programme a draw, which `assess` does not take
    const bool by_value = plan::by_value(network);
    ask({.question = 4,
         .key = by_value ? "set_value" : "set_rate",
         .unit = by_value ? Unit::money : Unit::products_per_month},
        [built = step](const View& view) {
            const auto with = onshore::with_built(view.network, built);
            return worth_of(with, plan::closed_border(with, with.home).total);
        });
}

void Evaluation::ask_points(const std::vector<onshore::Result>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].built.empty()) continue;
        ask({.question = 4,
             .key = "point_capital",
             .of = std::to_string(i + 1),
             .unit = Unit::money,
             .detail = true},
            [built = points[i].built](const View& view) {
                return capital_of(view.network, built);
            });
    }
}

std::vector<Answer> Evaluation::answers() const {
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        answers.push_back(questions_[i].answer);
        answers.back().point = point_.values[i];
    }
    return answers;
}

std::vector<Rank> Evaluation::ranks() const {
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < ranked_.size(); ++i)
        ranks.push_back({.key = ranked_[i].key, .of = point_.first[i]});
    return ranks;
}

Drawn Evaluation::answered(const View& view) const {
    Drawn drawn;
    drawn.solved = true;
    drawn.deep = !view.runs.empty();
    drawn.beyond.resize(questions_.size());
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        drawn.values.push_back(questions_[i].deep && !drawn.deep ? std::nullopt
                                                                 : questions_[i].value(view));
        if (questions_[i].answer.key != "autonomy_days" || !drawn.deep) continue;
        for (const auto& run : view.runs)
            if (view.network.scenario(run.scenario).borders_closed)
                drawn.beyond[i] = drawn.values[i] && !run.threshold_day;
    }
    for (const auto& each : ranked_)
        drawn.first.push_back(each.deep && !drawn.deep ? std::string{} : each.first(view));
    return drawn;
}

Drawn Evaluation::draw(const Network& drawn, bool deep, const std::stop_token& stop) const {
    const RunOptions alone{.threads = 1, .stop = stop};
    plan::SteadyPlan month;
    origin::Origin origin;
    Drawn result;
    if (drawn.kind == network::Kind::recipes) {
        month = plan::steady(
            drawn, {.bottlenecks = false, .flows_only = true, .start = &basis_, .run = alone});
        if (stop.stop_requested()) return result;
        result.done = true;
        if (month.status != lp::Status::optimal) return result;
        if (asks(1) || asks(2))
            origin = origin::shares(drawn, month,
                                    {.single_points = false, .details = false, .run = alone});
    }
    View view{drawn, month, origin, {}, {}};
    if (deep && asks(3)) {
        view.runs = runs_of(drawn, month, alone);
        if (!suspects_.empty())
            view.losses = losses_of(drawn, month, suspects_, losses_at_home_, alone);
    }
    result = answered(view);
    result.done = !stop.stop_requested();
    return result;
}

}  // namespace jarip::uncertain
