#include <algorithm>
#include <utility>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/timeline.hpp"

namespace jarip::stress {

namespace {

// Less than the baseline by this share is rounding, not a loss.
constexpr double kLoss = 1e-9;

// A node whose production counts as delivered at home.
struct Outlet {
    std::size_t node = 0;
    double price = 1;
};

std::vector<Outlet> outlets_of(const LabelledChain& chain, const Network& network) {
    std::vector<Outlet> outlets;
    for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        if (node.where.country != network.home) continue;
        if (node.node.valid()) outlets.push_back({n, 1});
        if (node.demand.valid() && network.is_product(node.item))
            outlets.push_back({n, network.demands[node.demand].price});
    }
    return outlets;
}

std::string id_of(const Network& network, const NodeOrigin& node) {
    if (node.process.valid()) return network.processes[node.process].id;
    if (node.demand.valid()) return network.demands[node.demand].id;
    return network.nodes[node.node].id;
}

// What a slot is filled with: its largest item, or its sector.
std::string content_of(const LabelledChain& labelled, const Network& network, std::uint32_t slot) {
    const Chain& chain = labelled.chain;
    std::uint32_t largest = chain.edge_begin[slot];
    for (std::uint32_t e = largest; e < chain.edge_begin[slot + 1]; ++e)
        if (chain.flow[e] > chain.flow[largest]) largest = e;
    const ItemId item = labelled.edge_item[largest];
    if (item.valid()) return network.items[item].id;
    return network.nodes[labelled.nodes[chain.supplier[largest]].node].sector;
}

// When a node was first held back, by which slot, and by which of its suppliers that was held back too.
struct FirstStarved {
    std::uint32_t slot = kNotLimited;
    int day = 0;
    std::uint32_t supplier = kNotLimited;
};

// Fills a Run from the states of its days.
class Recorder {
public:
    Recorder(const LabelledChain& chain, const Network& network, const Options& options)
        : chain_{chain},
          network_{network},
          options_{options},
          outlets_{outlets_of(chain, network)} {
        for (std::size_t n = 0; n < chain.nodes.size(); ++n)
            run_.nodes.push_back({id_of(network, chain.nodes[n]), chain.chain.baseline[n],
                                  chain.nodes[n].where.country == network.home});
        lowest_ = chain.chain.baseline;
        first_.assign(chain.nodes.size(), {});
        for (const Outlet& outlet : outlets_) baseline_ += chain.chain.baseline[outlet.node];
    }

    void add(std::uint32_t day, const State& state, const Conditions& conditions) {
        DayResult result{network_.horizon.first + std::chrono::days{day}, 0, baseline_};
        for (const auto& [node, price] : outlets_) {
            result.delivered += state.production[node];
            const double lost = chain_.chain.baseline[node] - state.production[node];
            if (lost > kLoss * chain_.chain.baseline[node]) value_.add(lost * price);
        }
        const double lost = baseline_ - result.delivered;
        if (lost > kLoss * baseline_) {
            lost_.add(lost);
            if (!run_.first_loss_day) run_.first_loss_day = static_cast<int>(day);
            run_.recovered_day = static_cast<int>(day) + 1;
            if (!run_.threshold_day && result.delivered < options_.threshold * baseline_)
                run_.threshold_day = static_cast<int>(day);
        }
        run_.days.push_back(result);
        see_nodes(day, state, conditions);
        if (options_.keep_production)
            run_.production.insert(run_.production.end(), state.production.begin(),
                                   state.production.end());
    }

    [[nodiscard]] Run finish() && {
        run_.lost = lost_.value();
        run_.lost_value = value_.value();
        run_.cause = cause();
        // Lost on the last day: not recovered within the days.
        if (run_.recovered_day == static_cast<int>(run_.days.size())) run_.recovered_day.reset();
        for (std::size_t n = 0; n < lowest_.size(); ++n)
            run_.lowest.push_back(ratio(lowest_[n], chain_.chain.baseline[n]));
        return std::move(run_);
    }

private:
    void see_nodes(std::uint32_t day, const State& state, const Conditions& conditions) {
        std::vector<std::size_t> new_ones;
        for (std::size_t n = 0; n < lowest_.size(); ++n) {
            lowest_[n] = std::min(lowest_[n], state.production[n]);
            if (first_[n].slot != kNotLimited || state.limited_by[n] == kNotLimited) continue;
            first_[n] = {state.limited_by[n], static_cast<int>(day), kNotLimited};
            new_ones.push_back(n);
        }
        for (const std::size_t n : new_ones) {
            first_[n].supplier = starved_supplier(n, conditions);
            run_.starved.push_back(line_of(n));
        }
    }

    [[nodiscard]] Starved line_of(std::size_t node) const {
        const auto& [id, baseline, at_home] = run_.nodes[node];
        return {id, content_of(chain_, network_, first_[node].slot), first_[node].day, at_home};
    }

    // The supplier of a node's starved slot that was starved first; one whose way is cut is not to blame.
    [[nodiscard]] std::uint32_t starved_supplier(std::size_t node,
                                                 const Conditions& conditions) const {
        const std::uint32_t slot = first_[node].slot;
        std::uint32_t earliest = kNotLimited;
        for (auto e = chain_.chain.edge_begin[slot]; e < chain_.chain.edge_begin[slot + 1]; ++e) {
            const std::uint32_t supplier = chain_.chain.supplier[e];
            if (conditions.open[e] < 1 || first_[supplier].slot == kNotLimited) continue;
            if (earliest == kNotLimited || first_[supplier].day < first_[earliest].day)
                earliest = supplier;
        }
        return earliest;
    }

    [[nodiscard]] std::vector<Starved> cause() const {
        std::size_t node = kNotLimited;
        for (const Outlet& outlet : outlets_) {
            if (first_[outlet.node].slot == kNotLimited) continue;
            if (node == kNotLimited || first_[outlet.node].day < first_[node].day)
                node = outlet.node;
        }
        std::vector<Starved> lines;
        std::vector<char> seen(first_.size(), 0);
        for (; node != kNotLimited && !seen[node]; node = first_[node].supplier) {
            seen[node] = 1;
            lines.push_back(line_of(node));
        }
        return lines;
    }

    const LabelledChain& chain_;
    const Network& network_;
    const Options& options_;
    std::vector<Outlet> outlets_;
    double baseline_ = 0;
    Sum lost_, value_;
    std::vector<double> lowest_;
    std::vector<FirstStarved> first_;  // by node
    Run run_;
};

Run run_one(const LabelledChain& chain, const Network& network, const network::Scenario* scenario,
            const Options& options) {
    const auto days =
        static_cast<std::uint32_t>(std::max(1, options.days.value_or(network.horizon.days())));
    Timeline timeline{chain, network, scenario, days};
    Conditions conditions{chain.chain};
    State state{chain.chain, days, timeline.most_late()};
    Recorder recorder{chain, network, options};
    bool interrupted = false;
    for (std::uint32_t day = 0; day < days && !interrupted; ++day) {
        timeline.set(day, conditions);
        advance(chain.chain, conditions, day, state);
        recorder.add(day, state, conditions);
        interrupted = options.run.stop.stop_requested();
    }
    Run run = std::move(recorder).finish();
    if (scenario != nullptr) run.scenario = scenario->id;
    run.price_only = timeline.price_only();
    run.missed = timeline.missed();
    run.interrupted = interrupted;
    return run;
}

Run run_named(const LabelledChain& chain, const Network& network, const std::string& scenario,
              const Options& options) {
    return run_one(chain, network, scenario.empty() ? nullptr : &network.scenario(scenario),
                   options);
}

std::vector<Run> run_all(const LabelledChain& chain, const Network& network,
                         const Options& options) {
    std::vector<Run> runs(network.scenarios.size());
    parallel_for(runs.size(), options.run.threads, [&](std::size_t i) {
        runs[i] = run_one(chain, network, &network.scenarios[i], options);
    });
    return runs;
}

// Days until deliveries fall below the threshold with borders closed; that run may be among those done.
std::optional<int> autonomy(const LabelledChain& chain, const Network& network,
                            const std::vector<Run>& runs, Options options) {
    const auto closed = std::find_if(network.scenarios.begin(), network.scenarios.end(),
                                     [](const auto& scenario) { return scenario.borders_closed; });
    if (closed == network.scenarios.end()) return std::nullopt;
    for (const Run& run : runs)
        if (run.scenario == closed->id) return run.threshold_day;
    options.keep_production = false;
    return run_one(chain, network, &*closed, options).threshold_day;
}

LabelledChain chain_for(const Network& network, const RunOptions& run) {
    if (network.kind == network::Kind::flows) return chain_of(network);
    return chain_of(network, plan::steady(network, {.bottlenecks = false, .run = run}));
}

}  // namespace

Run simulate(const Network& network, const plan::SteadyPlan& month, const std::string& scenario,
             const Options& options) {
    if (network.kind == network::Kind::flows) return simulate(network, scenario, options);
    return run_named(chain_of(network, month), network, scenario, options);
}

Run simulate(const Network& network, const std::string& scenario, const Options& options) {
    return run_named(chain_for(network, options.run), network, scenario, options);
}

std::vector<Run> simulate_all(const Network& network, const plan::SteadyPlan& month,
                              const Options& options) {
    if (network.kind == network::Kind::flows) return simulate_all(network, options);
    return run_all(chain_of(network, month), network, options);
}

std::vector<Run> simulate_all(const Network& network, const Options& options) {
    return run_all(chain_for(network, options.run), network, options);
}

Study study(const Network& network, const Request& request) {
    if (request.exposure && network.kind != network::Kind::flows)
        throw Error{"E0500", "model.toml"};
    const LabelledChain chain = chain_for(network, request.options.run);
    Study study{.threshold = request.options.threshold};
    if (request.all)
        study.runs = run_all(chain, network, request.options);
    else
        study.runs.push_back(run_named(chain, network, request.scenario, request.options));
    study.autonomy_days = autonomy(chain, network, study.runs, request.options);
    if (request.exposure) {
        const auto index = esri(network, request.options.run);
        for (const auto node : network.nodes.ids())
            study.exposure.push_back({network.nodes[node].id, index[node.index()]});
    }
    return study;
}

}  // namespace jarip::stress
