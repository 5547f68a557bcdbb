#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "jarip/calibrate.hpp"

namespace jarip::calibrate {
namespace {

using network::CountryId;
using trade::BorderFigure;

// All codes: those begin with a digit. All goods together ("") are not goods of the model.
const std::vector<std::string> kAnyCode{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

/// Each code's group: the shortest code that it begins with.
class Groups {
public:
    explicit Groups(const std::set<std::string>& codes) {
        // What begins with a code follows it directly.
        for (const auto& code : codes)
            if (roots_.empty() || !code.starts_with(roots_.back())) roots_.push_back(code);
    }
    [[nodiscard]] const std::string& of(const std::string& code) const {
        return *std::prev(std::upper_bound(roots_.begin(), roots_.end(), code));
    }

private:
    std::vector<std::string> roots_;
};

double months_covered(std::vector<Period> periods) {
    std::sort(periods.begin(), periods.end(), [](const Period& a, const Period& b) {
        return std::pair{a.first, a.end} < std::pair{b.first, b.end};
    });
    double months = 0;
    Day covered{};
    for (const Period& period : periods) {
        const Day first = std::max(period.first, covered);
        if (first >= period.end) continue;
        months += months_in({first, period.end});
        covered = period.end;
    }
    return months;
}

template <class Row, class Size>
void sort_largest_first(std::vector<Row>& rows, Size size) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Row& a, const Row& b) { return size(a) > size(b); });
}

class Comparison {
public:
    Comparison(const Network& network, const plan::SteadyPlan& plan, const trade::Flows& flows,
               const Options& options)
        : network_{network}, plan_{plan}, flows_{flows}, options_{options} {
        settle_question();
        read_items();
        read_figures();
    }

    Reconciliation run() {
        result_.status = plan_.status;
        result_.sources = flows_.sources;
        for (const Direction direction : {Direction::import, Direction::export_})
            compare(direction);
        list_codes_alone();
        list_items_alone();
        finish();
        return std::move(result_);
    }

private:
    // Figures of one direction and group.
    struct Goods {
        std::vector<const BorderFigure*> figures;
        std::vector<ArcId> arcs;
    };
    using Key = std::pair<Direction, std::string>;

    void settle_question() {
        std::string asked = options_.reporter;
        if (asked.empty()) asked = network_.trade.reporter;
        if (asked.empty()) asked = network_.countries[network_.home].code;
        result_.reporter = country_code(asked).value_or(asked);
        std::vector<std::string> known;
        for (const auto id : network_.countries.ids()) {
            known.push_back(network_.countries[id].code);
            if (known.back() == result_.reporter) reporter_ = id;
        }
        if (!reporter_.valid()) {
            std::sort(known.begin(), known.end());
            throw Error{"E0700", "", {{"reporter", asked}, {"known", joined(known)}}};
        }
        result_.period = options_.period.value_or(network_.trade.period.value_or(network_.horizon));
        result_.per_usd = rate();
        codes_ = trade::expanded(options_.hs);
    }

    [[nodiscard]] double rate() const {
        if (options_.per_usd) return *options_.per_usd;
        if (network_.currency.empty() || network_.currency == "USD") return 1;
        if (network_.currency == "KRW" && network_.trade.krw_per_usd)
            return *network_.trade.krw_per_usd;
        if (const auto known = trade::units_per_usd(network_.currency, result_.period))
            return *known;
        throw Error{"E0702", "", {{"currency", network_.currency}}};
    }

    // Whether a code, or a part of what it holds, was asked for.
    [[nodiscard]] bool is_asked(const std::string& hs) const {
        return codes_.empty() || std::any_of(codes_.begin(), codes_.end(), [&](const auto& code) {
                   return hs.starts_with(code) || code.starts_with(hs);
               });
    }

    void read_items() {
        std::set<ItemId> wanted;
        for (const auto& name : options_.items) {
            const auto found = std::find_if(network_.items.begin(), network_.items.end(),
                                            [&](const auto& item) { return item.id == name; });
            if (found == network_.items.end()) refuse_item(name);
            wanted.insert(ItemId{static_cast<std::size_t>(found - network_.items.begin())});
        }
        compared_.resize(network_.items.size());
        for (const auto id : network_.items.ids())
            compared_[id] = options_.items.empty() || wanted.count(id) > 0;
    }

    [[noreturn]] void refuse_item(const std::string& name) const {
        std::vector<std::string> known;
        for (const auto& item : network_.items) known.push_back(item.id);
        throw Error{"E0703", "", {{"item", name}, {"suggestion", nearest(name, known)}}};
    }

    void read_figures() {
        figures_ = trade::border_figures(flows_, {.reporter = result_.reporter,
                                                  .hs = codes_.empty() ? kAnyCode : codes_,
                                                  .period = result_.period});
        if (figures_.empty())
            throw Error{"E0701",
                        "",
                        {{"reporter", result_.reporter},
                         {"first", format_date(result_.period.first)},
                         {"last", format_date(result_.period.end - std::chrono::days{1})}}};
        std::set<std::string> codes;
        for (const auto& figure : figures_) codes.insert(figure.product);
        for (const auto id : network_.items.ids())
            if (has_code(id)) codes.insert(code_of(id));
        const Groups groups{codes};
        for (const auto& figure : figures_) {
            // What comes back to its own country is no trade of the model.
            if (figure.partner == result_.reporter) continue;
            goods_[{figure.direction, groups.of(figure.product)}].figures.push_back(&figure);
        }
        for (const auto id : network_.items.ids())
            if (has_code(id)) items_of_[groups.of(code_of(id))].push_back(id);
        group_.resize(network_.items.size());
        for (const auto& [root, items] : items_of_)
            for (const auto id : items) group_[id] = root;
        sort_arcs();
    }

    [[nodiscard]] bool has_code(ItemId id) const {
        return compared_[id] && !network_.items[id].hs.empty();
    }
    [[nodiscard]] const std::string& code_of(ItemId id) const {
        return network_.items[id].hs.front();
    }

    void sort_arcs() {
        for (const auto id : network_.arcs.ids()) {
            const auto direction = direction_of(id);
            const auto item = item_of(id);
            if (!direction || !has_code(item)) continue;
            const auto found = goods_.find({*direction, group_[item]});
            if (found != goods_.end()) found->second.arcs.push_back(id);
        }
    }

    // Of an arc over the reporter's border.
    [[nodiscard]] std::optional<Direction> direction_of(ArcId id) const {
        const auto from = network_.state_of(network_.country_of(network_.arcs[id].from));
        const auto to = network_.state_of(network_.country_of(network_.arcs[id].to));
        if (from == to) return std::nullopt;
        if (to == reporter_) return Direction::import;
        if (from == reporter_) return Direction::export_;
        return std::nullopt;
    }
    [[nodiscard]] ItemId item_of(ArcId id) const {
        return network_.pools[network_.arcs[id].from].item;
    }
    [[nodiscard]] const std::string& partner_of(ArcId id, Direction direction) const {
        const auto& arc = network_.arcs[id];
        const auto pool = direction == Direction::import ? arc.from : arc.to;
        return network_.countries[network_.state_of(network_.country_of(pool))].code;
    }
    [[nodiscard]] double value_of(ArcId id, double months) const {
        return network_.items[item_of(id)].price * plan_.shipped[id] * months;
    }

    void compare(Direction direction) {
        for (const auto& [key, goods] : goods_) {
            if (key.first != direction || items_of_.count(key.second) == 0) continue;
            std::vector<Period> periods;
            std::set<std::string> codes;
            bool by_partner = true;
            for (const auto* figure : goods.figures) {
                periods.push_back(figure->period);
                codes.insert(figure->product);
                by_partner = by_partner && !figure->partner.empty();
            }
            Cell like{.direction = direction,
                      .hs = key.second,
                      .codes = {codes.begin(), codes.end()},
                      .months = months_covered(std::move(periods))};
            if (by_partner)
                compare_partners(like, goods);
            else
                compare_all(like, goods);
        }
    }

    void compare_all(Cell cell, const Goods& goods) {
        cell.whom = Whom::all;
        cell.arcs = goods.arcs;
        Sum customs;
        for (const auto* figure : goods.figures) customs.add(figure->value);
        add(std::move(cell), customs.value());
    }

    void compare_partners(const Cell& like, const Goods& goods) {
        std::map<std::string, Sum> countries;
        std::set<std::string> labels;
        Sum rest;
        for (const auto* figure : goods.figures) {
            if (country_code(figure->partner)) {
                countries[figure->partner].add(figure->value);
            } else {
                labels.insert(figure->partner);
                rest.add(figure->value);
            }
        }
        std::map<std::string, std::vector<ArcId>> arcs;
        std::vector<ArcId> rest_arcs;
        for (const ArcId id : goods.arcs) {
            const auto& partner = partner_of(id, like.direction);
            if (countries.count(partner) == 0 && !labels.empty())
                rest_arcs.push_back(id);
            else
                arcs[partner].push_back(id);
        }
        for (const auto& [partner, ids] : arcs)
            countries[partner];  // the tables leave it out: zero
        for (const auto& [partner, customs] : countries) {
            Cell cell = like;
            cell.partner = partner;
            cell.arcs = arcs[partner];
            add(std::move(cell), customs.value());
        }
        if (labels.empty()) return;
        Cell cell = like;
        cell.whom = Whom::rest;
        cell.partner = joined(labels);
        cell.arcs = std::move(rest_arcs);
        add(std::move(cell), rest.value());
    }

    void add(Cell cell, double customs_usd) {
        Sum model;
        for (const ArcId id : cell.arcs) model.add(value_of(id, cell.months));
        cell.model = model.value();
        cell.customs = customs_usd * result_.per_usd;
        if (cell.customs == 0 && cell.arcs.empty()) return;
        Totals& totals = cell.direction == Direction::import ? result_.imports : result_.exports;
        totals.model += cell.model;
        totals.customs += cell.customs;
        totals.mismatch += std::abs(cell.mismatch());
        result_.cells.push_back(std::move(cell));
    }

    void list_codes_alone() {
        for (const auto& [key, goods] : goods_) {
            if (items_of_.count(key.second) > 0) continue;
            Sum customs;
            for (const auto* figure : goods.figures) customs.add(figure->value);
            if (customs.value() > 0)
                result_.without_items.push_back(
                    {key.first, key.second, customs.value() * result_.per_usd});
        }
    }

    void list_items_alone() {
        const double months = months_in(result_.period);
        std::map<std::tuple<bool, Direction, ItemId>, Sum> alone;
        std::set<ItemId> several;
        for (const auto id : network_.arcs.ids()) {
            const auto direction = direction_of(id);
            const auto item = item_of(id);
            if (!direction || !compared_[item] || plan_.shipped[id] <= 0) continue;
            const bool coded = has_code(item);
            if (coded && goods_.count({*direction, group_[item]}) > 0) {
                if (network_.items[item].hs.size() > 1) several.insert(item);
                continue;
            }
            if (coded && !is_asked(code_of(item))) continue;
            if (!coded && !codes_.empty()) continue;
            alone[{coded, *direction, item}].add(value_of(id, months));
        }
        for (const auto& [key, value] : alone) {
            const auto& [coded, direction, item] = key;
            (coded ? result_.without_figures : result_.without_hs)
                .push_back({direction, item, value.value()});
        }
        result_.several_codes.assign(several.begin(), several.end());
    }

    void finish() {
        const auto size = [](const auto& row) { return std::abs(row.mismatch()); };
        sort_largest_first(result_.cells, size);
        for (std::size_t i = 0; i < result_.cells.size(); ++i) {
            const Cell& cell = result_.cells[i];
            if (cell.is_nothing()) continue;
            if (cell.model == 0) {
                result_.lanes.push_back({i, {}, 0, cell.customs});
                continue;
            }
            for (const ArcId id : cell.arcs) {
                const double model = value_of(id, cell.months);
                if (model > 0)
                    result_.lanes.push_back({i, id, model, cell.customs * model / cell.model});
            }
        }
        sort_largest_first(result_.lanes, size);
        for (auto* rows : {&result_.without_hs, &result_.without_figures})
            sort_largest_first(*rows, [](const ItemAlone& row) { return row.model; });
        sort_largest_first(result_.without_items, [](const CodeAlone& row) { return row.customs; });
    }

    const Network& network_;
    const plan::SteadyPlan& plan_;
    const trade::Flows& flows_;
    const Options& options_;
    CountryId reporter_;
    std::vector<std::string> codes_;  // asked for; empty: all
    Indexed<ItemId, bool> compared_;
    std::vector<BorderFigure> figures_;
    std::map<Key, Goods> goods_;
    std::map<std::string, std::vector<ItemId>> items_of_;  // by group
    Indexed<ItemId, std::string> group_;
    Reconciliation result_;
};

}  // namespace

double Cell::size() const {
    constexpr double kSmallFigure = 1'000;
    return std::max(kSmallFigure, customs);
}

std::optional<double> Reconciliation::relative_mismatch() const {
    return ratio(imports.mismatch + exports.mismatch, imports.customs + exports.customs);
}

Reconciliation reconcile(const Network& network, const plan::SteadyPlan& plan,
                         const trade::Flows& flows, const Options& options) {
    if (plan.status != lp::Status::optimal) {
        Reconciliation nothing;
        nothing.status = plan.status;
        return nothing;
    }
    return Comparison{network, plan, flows, options}.run();
}

Reconciliation reconcile(const Network& network, const trade::Flows& flows,
                         const Options& options) {
    const auto plan = plan::steady(network, {.bottlenecks = false, .run = options.run});
    return reconcile(network, plan, flows, options);
}

}  // namespace jarip::calibrate
