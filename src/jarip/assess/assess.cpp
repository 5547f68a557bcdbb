#include "jarip/assess.hpp"

#include <algorithm>
#include <functional>
#include <mutex>
#include <utility>

#include "jarip/assess/answers.hpp"
#include "jarip/assess/scorecard.hpp"
#include "jarip/core/split.hpp"

namespace jarip::assess {
namespace {

/// Members in the model of "JP", "KR+US+JP" or "EU27"; empty where it is none, or one of them is not there.
std::vector<CountryId> members_of(const Network& network, const std::string& text) {
    const auto find = [&](std::string_view code) {
        for (const CountryId country : network.countries.ids())
            if (network.countries[country].code == code &&
                network.countries[country].members.empty())
                return country;
        return CountryId{};
    };
    std::vector<CountryId> members;
    if (const auto group = group_members(text)) {
        for (const auto& code : *group)
            if (const CountryId member = find(code); member.valid()) members.push_back(member);
        return members;
    }
    for (const auto code : split(text, '+')) {
        members.push_back(find(code));
        if (!members.back().valid()) return {};
    }
    return members;
}

/// Home, then the countries and groups asked for; groups become countries of the network.
std::vector<CountryId> compared_countries(Network& network, const std::vector<std::string>& codes) {
    std::vector<CountryId> result{network.home};
    const auto at_home = network.members_of(network.home);
    for (const auto& code : codes) {
        auto members = members_of(network, code);
        std::ranges::sort(members);
        // A group of which one member is in the model is no more than that country.
        const bool one_of_group =
            members.size() == 1 && network.countries[members.front()].code != code;
        if (members.empty() || members == at_home || one_of_group) continue;
        // A country is seen whole, with what is home in it.
        for (const CountryId id : network.countries.ids())
            if (std::ranges::find(members, network.countries[id].lies_in) != members.end())
                members.push_back(id);
        const CountryId country = network.group_of(code, std::move(members));
        if (std::ranges::find(result, country) == result.end()) result.push_back(country);
    }
    return result;
}

/// Whether home is a company, or has one: customs speak of countries.
bool has_company(const Network& network) {
    return std::ranges::any_of(network.members_of(network.home), [&](CountryId member) {
        return network.countries[member].lies_in.valid();
    });
}

trade::Query query(const Network& network, const std::string& reporter) {
    return {.reporter = reporter,
            .hs = network.trade.hs,
            .period = network.trade.period,
            .krw_per_usd = network.trade.krw_per_usd};
}

/// Indicators of each country compared that has reported anything.
std::vector<std::optional<trade::Indicators>> trade_of(const Network& network,
                                                       const std::vector<CountryId>& compared,
                                                       Diagnostics& findings) {
    std::vector<std::optional<trade::Indicators>> result(compared.size());
    if (network.customs.empty()) return result;
    const trade::Flows flows = trade::read(network.customs, {.others = trade::Others::skipped});
    findings.append(flows.findings);
    for (std::size_t i = 0; i < compared.size(); ++i) {
        if (compared[i] == network.home && has_company(network)) continue;
        std::string reporter = network.countries[compared[i]].code;
        if (compared[i] == network.home && !network.trade.reporter.empty())
            reporter = network.trade.reporter;
        // A table that names no reporter speaks of home.
        const bool named =
            std::any_of(flows.reporter.begin(), flows.reporter.end(), [&](std::uint32_t index) {
                return index != trade::Flows::kNoReporter && flows.countries[index] == reporter;
            });
        if (!named && compared[i] != network.home) continue;
        auto indicators = trade::indicators(flows, query(network, reporter));
        if (indicators.imports || indicators.exports) result[i] = std::move(indicators);
    }
    return result;
}

std::string borders_closed(const Network& network) {
    for (const auto& scenario : network.scenarios)
        if (scenario.borders_closed) return scenario.id;
    return "borders-closed";
}

/// Steps that run side by side. Each writes to places of its own.
class Steps {
public:
    explicit Steps(const RunOptions& run) : run_{run} {}
    void add(std::function<void()> step) { steps_.push_back(std::move(step)); }
    void run() {
        std::mutex mutex;
        std::size_t done = 0;
        parallel_for(steps_.size(), run_.threads, [&](std::size_t i) {
            if (!run_.stop.stop_requested()) steps_[i]();
            const std::scoped_lock lock{mutex};
            if (run_.progress) run_.progress({"assess.progress", ++done, steps_.size()});
        });
    }

private:
    const RunOptions& run_;
    std::vector<std::function<void()>> steps_;
};

std::vector<Sentence> answers_of(const Network& network, const Assessment& result) {
    std::vector<Sentence> answers;
    for (const auto& answer : {how_dependent, how_many_products, what_breaks, what_first}) {
        auto sentences = answer(network, result);
        std::move(sentences.begin(), sentences.end(), std::back_inserter(answers));
    }
    return answers;
}

/// What is known while analyses run side by side: a copy of its own, of which somebody is told.
class SoFar {
public:
    SoFar(const Network& network, const Options& options, Assessment known)
        : network_{network}, options_{options}, known_{std::move(known)} {}
    [[nodiscard]] bool is_asked() const { return static_cast<bool>(options_.so_far); }
    void add(const std::function<void(Assessment&)>& part) {
        if (!is_asked() || options_.run.stop.stop_requested()) return;
        const std::lock_guard lock{mutex_};
        part(known_);
        options_.so_far([&] {
            known_.answers = answers_of(network_, known_);
            return known_;
        });
    }

private:
    const Network& network_;
    const Options& options_;
    std::mutex mutex_;
    Assessment known_;
};

void assess_chain(const Network& network, const Options& options, Assessment& result,
                  std::vector<Standpoint>& standpoints) {
    RunOptions inner = options.run;
    inner.progress = {};  // one bar, of the steps
    // What was cut short when the user stopped is left out: half a list of what is lost would read as the whole.
    const auto keep = [&](auto& place, auto value) {
        if (!options.run.stop.stop_requested()) place = std::move(value);
    };
    keep(result.plan, plan::steady(network, {.run = inner}));
    if (!result.plan || result.plan->status != lp::Status::optimal) return;
    const auto& month = *result.plan;
    SoFar so_far{network, options, result};
    so_far.add([](Assessment&) {});
    Steps steps{options.run};
    // The longest first.
    steps.add([&] {
        keep(result.origin, origin::shares(network, month, {.run = inner}));
        so_far.add([&](Assessment& known) { known.origin = result.origin; });
    });
    if (can_build_at_home(network))
        steps.add([&] {
            onshore::Options wanted{.target = onshore::Target::closed_border_racks,
                                    .points = options.frontier_points,
                                    .run = inner};
            if (so_far.is_asked())
                wanted.so_far.frontier = [&](const std::function<onshore::Frontier()>& frontier) {
                    so_far.add([&](Assessment& known) { known.onshore = frontier(); });
                };
            keep(result.onshore, onshore::frontier(network, wanted));
            so_far.add([&](Assessment& known) { known.onshore = result.onshore; });
        });
    steps.add([&] {
        stress::Options wanted{.least = true, .run = inner};
        if (so_far.is_asked())
            wanted.found = [&](const stress::Run& run) {
                so_far.add([&](Assessment& known) { known.stress.push_back(run); });
            };
        auto runs = stress::simulate_all(network, month, wanted);
        if (!network.availability.empty())
            runs.push_back(stress::simulate(network, month, "", {.run = inner}));
        keep(result.stress, std::move(runs));
        so_far.add([&](Assessment& known) { known.stress = result.stress; });
    });
    for (std::size_t i = 1; i < standpoints.size(); ++i)
        steps.add([&, i] {
            const Network other = seen_from(network, standpoints[i].country);
            standpoints[i].origin =
                origin::shares(other, month, {.single_points = false, .run = inner});
            standpoints[i].closed =
                stress::simulate(other, month, borders_closed(other), {.run = inner});
        });
    for (std::size_t i = 0; i < network.racks.size(); ++i)
        steps.add([&, i] {
            result.racks[i] = {network.racks[i].item, rack::check(network.racks[i].design)};
        });
    result.racks.resize(network.racks.size());
    steps.run();
    std::erase_if(result.racks, [](const RackResult& rack) { return !rack.item.valid(); });
    if (!result.origin) return;
    standpoints[0].origin = *result.origin;
    for (const auto& run : result.stress)
        if (run.scenario == borders_closed(network)) standpoints[0].closed = run;
    result.findings.append(result.origin->findings);
}

void assess_flows(const Network& network, const Options& options, Assessment& result) {
    SoFar so_far{network, options, result};
    stress::Options wanted{.run = options.run};
    if (so_far.is_asked())
        wanted.found = [&](const stress::Run& run) {
            so_far.add([&](Assessment& known) { known.stress.push_back(run); });
        };
    auto runs = stress::simulate_all(network, wanted);
    if (!network.availability.empty())
        runs.push_back(stress::simulate(network, "", {.run = options.run}));
    if (!options.run.stop.stop_requested()) result.stress = std::move(runs);
}

}  // namespace

bool can_build_at_home(const Network& network) {
    return std::any_of(
        network.processes.begin(), network.processes.end(), [&](const network::Process& process) {
            return network.at_home(network.sites[process.site].country) &&
                   (process.status == network::Status::candidate || process.max_expansion > 0);
        });
}

std::vector<ScoreLine> known_of_home(const Network& network, const Assessment& part) {
    Standpoint home{.country = network.home};
    if (part.origin) home.origin = *part.origin;
    for (const auto& run : part.stress)
        if (run.scenario == borders_closed(network)) home.closed = run;
    home.trade = part.trade;
    auto lines = scorecard(network, part, {home});
    std::erase_if(lines, [](const ScoreLine& line) {
        return !line.values.front().value && !line.values.front().at_least;
    });
    return lines;
}

Assessment run(const Network& model, const Options& options) {
    Assessment result;
    Network network = model;
    const auto compared = compared_countries(network, options.compare);
    std::vector<Standpoint> standpoints(compared.size());
    for (std::size_t i = 0; i < compared.size(); ++i) {
        standpoints[i].country = compared[i];
        result.compared.push_back(network.countries[compared[i]].code);
    }

    auto trade = trade_of(network, compared, result.findings);
    for (std::size_t i = 0; i < trade.size(); ++i) standpoints[i].trade = std::move(trade[i]);
    result.trade = standpoints[0].trade;

    if (network.kind == network::Kind::flows)
        assess_flows(network, options, result);
    else
        assess_chain(network, options, result, standpoints);

    if (!options.run.stop.stop_requested())
        result.scorecard = scorecard(network, result, standpoints);
    result.answers = answers_of(network, result);
    return result;
}

}  // namespace jarip::assess
