#include "jarip/stress/recorder.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace jarip::stress {

namespace {

MadeLoss without_gains(const MadeLoss& loss) {
    return {std::max(0.0, loss.lost_value), std::max(0.0, loss.exports_lost_value)};
}

// What is lost by whom, by id.
template <class Loss>
using ById = std::map<std::string_view, Loss>;

template <class Loss>
std::vector<Loss> largest_first(const ById<Loss>& losses, const auto& value_of) {
    std::vector<Loss> list;
    for (const auto& [id, loss] : losses) list.push_back(loss);
    std::stable_sort(list.begin(), list.end(),
                     [&](const Loss& a, const Loss& b) { return value_of(a) > value_of(b); });
    return list;
}

// Those that lose more than rounding.
template <class Loss>
std::vector<Loss> losers(ById<Loss> losses, double rounding) {
    std::erase_if(losses,
                  [&](const auto& each) { return !(each.second.made.lost_value > rounding); });
    for (auto& [id, loss] : losses) loss.made = without_gains(loss.made);
    return largest_first(losses, [](const Loss& loss) { return loss.made.lost_value; });
}

}  // namespace

std::vector<NodeLabel> labels_of(const LabelledChain& chain, const Network& network) {
    std::vector<NodeLabel> labels;
    labels.reserve(chain.nodes.size());
    for (std::size_t n = 0; n < chain.nodes.size(); ++n)
        labels.push_back({chain.nodes[n].ref, chain.chain.baseline[n],
                          network.at_home(chain.nodes[n].where.country)});
    return labels;
}

Recorder::Recorder(const LabelledChain& chain, const Network& network, const Options& options)
    : chain_{chain},
      network_{network},
      options_{options},
      nodes_{chain.nodes.size() - chain.standing_by},
      lost_by_node_(chain.nodes.size(), 0.0),
      lost_units_(chain.nodes.size(), 0.0),
      unmade_(chain.nodes.size(), 0.0),
      unsent_(chain.nodes.size(), 0.0),
      lowest_{chain.chain.baseline},
      first_loss_{chain, network, nodes_},
      stand_ins_{chain, network} {
    for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        at_home_.push_back(network.at_home(node.where.country) ? 1 : 0);
        price_.push_back(node.ref.process.valid() ? network.items[node.item].price
                         : node.ref.node.valid()  ? 1
                                                  : 0);
        if (at_home_[n] != 0) made_baseline_ += price_[n] * chain.chain.baseline[n];
    }
    find_outlets();
    find_exports();
}

void Recorder::find_outlets() {
    for (std::size_t n = 0; n < chain_.nodes.size(); ++n) {
        const auto& node = chain_.nodes[n];
        const bool sold = node.ref.demand.valid() && network_.is_product(node.item);
        if (!sold && !node.ref.node.valid()) continue;
        const double price = sold ? network_.demands[node.ref.demand].price : 1;
        outlets_.push_back({n, price, 1, at_home_[n] != 0});
        if (at_home_[n] == 0) continue;
        baseline_.units += chain_.chain.baseline[n];
        baseline_.value += price * chain_.chain.baseline[n];
    }
    run_.by_value =
        plan::by_value(network_) &&
        std::ranges::all_of(outlets_, [](const Outlet& each) { return each.price > 0; });
    if (run_.by_value)
        for (Outlet& each : outlets_) each.weight = each.price;
    counted_ = run_.by_value ? baseline_.value : baseline_.units;
}

void Recorder::find_exports() {
    const Chain& chain = chain_.chain;
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k)
            for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
                if (at_home_[n] == 0 && at_home_[chain.supplier[e]] != 0)
                    exports_.push_back({k, e, chain.supplier[e], 0});
}

void Recorder::see_orders(const State& state) {
    stand_ins_.see_orders(state);
    for (Export& each : exports_) each.ordered = ordered(chain_.chain, state, each.slot, each.edge);
}

void Recorder::add(std::uint32_t day, bool in_run, const State& state,
                   const Conditions& conditions) {
    DayResult result{.date = network_.horizon.first + std::chrono::days{day},
                     .baseline = baseline_.units,
                     .made_baseline = made_baseline_,
                     .baseline_value = baseline_.value};
    const double lost = see_deliveries(result, state, in_run);
    see_makers(result, state, in_run);
    const bool good =
        lost <= kRecovered * counted_ && result.made >= (1 - kRecovered) * result.made_baseline;
    if (!good) bad_until_ = static_cast<int>(day);
    good_days_ = good ? good_days_ + 1 : 0;
    if (!in_run) {
        run_.days_after += 1;
        return;
    }
    if (lost > kLoss * counted_ && !run_.first_loss_day)
        run_.first_loss_day = static_cast<int>(day);
    const double delivered = run_.by_value ? result.delivered_value : result.delivered;
    // At the threshold but for rounding is not below it.
    if (!run_.threshold_day && lost > kLoss * counted_ &&
        delivered < (options_.threshold - kLoss) * counted_)
        run_.threshold_day = static_cast<int>(day);
    run_.losing_at_end = !good;
    stand_ins_.add_day(state);
    run_.days.push_back(result);
    see_backlog(state);
    see_surge(state, conditions);
    see_nodes(day, state, conditions);
    if (options_.keep_production)
        run_.production.insert(run_.production.end(), state.production.begin(),
                               state.production.begin() + static_cast<std::ptrdiff_t>(nodes_));
}

void Recorder::repeat(std::uint32_t days) {
    const DayResult last = run_.days.back();
    const std::vector<double> made{
        run_.production.end() -
            (options_.keep_production ? static_cast<std::ptrdiff_t>(nodes_) : 0),
        run_.production.end()};
    for (std::uint32_t i = 1; i <= days; ++i) {
        run_.days.push_back(last);
        run_.days.back().date += std::chrono::days{i};
        run_.production.insert(run_.production.end(), made.begin(), made.end());
    }
    good_days_ += days;
}

// What is lost at home on the day, as counted. One customer's gain does not make good what another misses.
double Recorder::see_deliveries(DayResult& day, const State& state, bool in_run) {
    double lost_at_home = 0;
    worst_today_ = {};
    for (const auto& [node, price, weight, at_home] : outlets_) {
        const double baseline = chain_.chain.baseline[node];
        if (at_home) {
            day.delivered += state.production[node];
            day.delivered_value += price * state.production[node];
        }
        const double lost = baseline - state.production[node];
        if (lost <= kLoss * baseline) continue;
        if (at_home) {
            lost_at_home += lost * weight;
            if (lost * weight > worst_today_.lost)
                worst_today_ = {static_cast<std::uint32_t>(node), lost * weight};
            Lost& home = in_run ? home_ : after_;
            home.units.add(lost);
            home.value.add(lost * price);
        }
        if (!in_run) continue;
        lost_by_node_[node] += lost * price;
        lost_units_[node] += lost;
        world_.units.add(lost);
        world_.value.add(lost * price);
    }
    return lost_at_home;
}

// What home still owes, where it is asked for again.
void Recorder::see_backlog(const State& state) {
    if (state.backlog.empty()) return;
    Lost owed;
    for (const auto& [node, price, weight, at_home] : outlets_) {
        if (!at_home) continue;
        owed.units.add(state.backlog[node]);
        owed.value.add(state.backlog[node] * price);
    }
    run_.backlog = owed.units.value();
    run_.backlog_value = owed.value.value();
}

void Recorder::see_surge(const State& state, const Conditions& conditions) {
    for (const auto& [node, price, weight, at_home] : outlets_) {
        if (!at_home || conditions.surge[node] <= 1) continue;
        const double more = chain_.chain.final_demand[node] * (conditions.surge[node] - 1);
        // A sector's people get the same share of what they ask as its other customers of their class.
        const double missed = chain_.nodes[node].ref.demand.valid()
                                  ? state.demand[node] - state.production[node]
                                  : more * (1 - state.filled[chain_.chain.final_class[node]]);
        const double unserved = std::clamp(missed, 0.0, more);
        surge_wanted_.units.add(more);
        surge_wanted_.value.add(more * price);
        surge_unserved_.units.add(unserved);
        surge_unserved_.value.add(unserved * price);
    }
}

void Recorder::see_makers(DayResult& day, const State& state, bool in_run) {
    for (std::size_t n = 0; n < price_.size(); ++n) {
        if (at_home_[n] != 0) day.made += price_[n] * state.production[n];
        if (in_run) unmade_[n] += chain_.chain.baseline[n] - state.production[n];
    }
    if (!in_run) {
        unmade_after_.add(day.made_baseline - day.made);
        return;
    }
    for (const Export& each : exports_) {
        const Chain& chain = chain_.chain;
        const double sent = each.ordered * state.filled[chain.served[each.edge]];
        unsent_[each.node] += (chain.flow[each.edge] - sent) * chain.supplied[each.edge];
    }
}

void Recorder::see_nodes(std::uint32_t day, const State& state, const Conditions& conditions) {
    for (std::size_t n = 0; n < nodes_; ++n) lowest_[n] = std::min(lowest_[n], state.production[n]);
    for (auto& starved : first_loss_.see(day, state, conditions)) run_.starved.push_back(starved);
    if (run_.first_loss_day == static_cast<int>(day) && worst_today_.node != kNotLimited)
        first_loss_.begin(day, worst_today_.node, state, conditions);
}

void Recorder::add_made(Run& run) const {
    ById<StageLoss> stages;
    ById<CompanyLoss> companies;
    const auto add = [](MadeLoss& to, const MadeLoss& loss) {
        to.lost_value += loss.lost_value;
        to.exports_lost_value += loss.exports_lost_value;
    };
    for (std::size_t n = 0; n < price_.size(); ++n) {
        const MadeLoss loss{unmade_[n] * price_[n], unsent_[n] * price_[n]};
        run.world_made.lost_value += loss.lost_value;
        if (at_home_[n] == 0) continue;
        add(run.made, loss);
        const auto& [ref, item, where] = chain_.nodes[n];
        if (ref.node.valid()) {
            auto& sector = stages[network_.nodes[ref.node].sector];
            sector.sector = ref.node;
            add(sector.made, loss);
        } else if (const StageId id = network_.items[item].stage; id.valid()) {
            auto& stage = stages[network_.stages[id].id];
            stage.stage = id;
            add(stage.made, loss);
        }
        if (!where.company.valid()) continue;
        auto& company = companies[network_.companies[where.company].id];
        company.company = where.company;
        add(company.made, loss);
    }
    const double rounding = kLoss * made_baseline_ * static_cast<double>(run.days.size());
    run.made_by_stage = losers(std::move(stages), rounding);
    run.made_by_company = losers(std::move(companies), rounding);
    run.unmade_value_until_recovery = run.made.lost_value + run.made_lost_value_after;
    run.made = without_gains(run.made);
    run.world_made = without_gains(run.world_made);
}

std::vector<CountryLoss> Recorder::by_country() const {
    ById<CountryLoss> countries;
    for (const auto& [node, price, weight, at_home] : outlets_) {
        if (lost_units_[node] == 0) continue;
        const CountryId country = chain_.nodes[node].where.country;
        auto& loss = countries[network_.countries[country].code];
        loss.country = country;
        loss.lost += lost_units_[node];
        loss.lost_value += lost_by_node_[node];
    }
    return largest_first(countries, [](const CountryLoss& loss) { return loss.lost_value; });
}

std::vector<ProductLoss> Recorder::by_product() const {
    std::vector<ProductLoss> list;
    for (const ItemId product : network_.products) {
        ProductLoss loss{.product = product};
        for (const auto& [node, price, weight, at_home] : outlets_) {
            if (!at_home || chain_.nodes[node].item != product) continue;
            loss.lost += lost_units_[node];
            loss.lost_value += lost_by_node_[node];
            loss.baseline += chain_.chain.baseline[node] * static_cast<double>(run_.days.size());
        }
        list.push_back(loss);
    }
    return list;
}

std::vector<std::uint32_t> Recorder::cause() const {
    std::vector<FirstLoss::Loser> losers;
    for (const Outlet& each : outlets_)
        if (each.at_home && lost_by_node_[each.node] != 0)
            losers.push_back({each.node, lost_by_node_[each.node]});
    return first_loss_.cause(losers);
}

std::vector<std::uint32_t> Recorder::cause_slots() const {
    std::vector<std::uint32_t> slots;
    for (const auto node : cause()) slots.push_back(first_loss_.slot_of(node));
    return slots;
}

Run Recorder::finish(const Timeline& timeline) && {
    run_.lost = home_.units.value();
    run_.lost_value = home_.value.value();
    run_.world_lost = world_.units.value();
    run_.world_lost_value = world_.value.value();
    run_.lost_by_country = by_country();
    run_.lost_by_product = by_product();
    run_.lost_after = after_.units.value();
    run_.lost_value_after = after_.value.value();
    run_.surge = {surge_wanted_.units.value(), surge_unserved_.units.value(),
                  surge_wanted_.value.value(), surge_unserved_.value.value()};
    run_.stand_ins = stand_ins_.result();
    const auto nodes = cause();
    for (const auto node : nodes) run_.cause.push_back(first_loss_.line_of(node));
    if (run_.first_loss_day) run_.hit = first_loss_.hit(nodes, timeline);
    run_.made_lost_value_after = unmade_after_.value();
    add_made(run_);
    if (!bad_until_)
        run_.recovered_day = run_.first_loss_day;
    else if (has_recovered())
        run_.recovered_day = *bad_until_ + 1;
    for (std::size_t n = 0; n < nodes_; ++n)
        run_.lowest.push_back(ratio(lowest_[n], chain_.chain.baseline[n]));
    return std::move(run_);
}

}  // namespace jarip::stress
