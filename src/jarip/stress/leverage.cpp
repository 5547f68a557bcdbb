#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "jarip/core/so_far.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/recorder.hpp"
#include "jarip/stress/standstill.hpp"

namespace jarip::stress {

namespace {

// All of home, then its companies that the baseline uses, by id.
std::vector<Part> home_and_its_companies(const Network& network, const LabelledChain& chain) {
    std::vector<bool> runs(network.companies.size(), false);
    for (const auto& node : chain.nodes)
        if (node.process.valid() && network.at_home(node.where.country))
            runs[node.where.company.index()] = true;
    std::vector<Part> parts{all_of_home(network)};
    for (auto& part : parts_of(network, PartKind::company))
        if (runs[part.targets.front().company.index()]) parts.push_back(std::move(part));
    return parts;
}

// What everybody has in the days of a run where nothing happens.
struct AtBaseline {
    std::map<std::string, double> received;  // by country
    std::map<std::string, double> made;      // by company, of what it makes abroad
};

class Holder {
public:
    Holder(const Network& network, const LabelledChain& chain, const Options& options)
        : network_{network},
          chain_{chain},
          worth_{chain, network},
          days_{days_of(network, options)} {
        for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
            if (worth_.at_home[n] != 0) continue;
            const double value = worth_.price[n] * chain.chain.baseline[n] * days_;
            if (worth_.received[n] != 0)
                at_baseline_.received[country(n)] += value;
            else if (chain.nodes[n].process.valid())
                at_baseline_.made[company(n)] += value;
        }
    }

    [[nodiscard]] Leverage without(const Part& part) const {
        Leverage result{.target = part.id,
                        .time_to_recover = part.time_to_recover,
                        .recovery_assumed = part.recovery_assumed};
        const auto lost =
            missed(chain_, network_, worth_, standstill(network_, part, part.time_to_recover),
                   days_, Until::recovery);
        std::map<std::string, CountryLeverage> countries;
        std::map<std::string, double> companies;
        for (std::size_t n = 0; n < chain_.nodes.size(); ++n) {
            if (worth_.at_home[n] != 0) continue;
            const double value = lost.by_node[n] * worth_.price[n];
            auto& of_country = countries[country(n)];
            if (worth_.received[n] != 0) {
                of_country.lost_value += value;
                result.lost_value += value;
            } else if (chain_.nodes[n].process.valid()) {
                of_country.unmade_value += value;
                companies[company(n)] += value;
            }
        }
        // Who makes more in another's place does not make good what that one loses.
        for (auto& [code, loss] : countries) loss.unmade_value = std::max(0.0, loss.unmade_value);
        for (const auto& [id, value] : companies) result.unmade_value += std::max(0.0, value);
        companies.erase(part.id);
        list(countries, result);
        list(companies, result);
        return result;
    }

private:
    [[nodiscard]] const std::string& country(std::size_t node) const {
        return network_.countries[chain_.nodes[node].where.country].code;
    }
    [[nodiscard]] const std::string& company(std::size_t node) const {
        return network_.companies[chain_.nodes[node].where.company].id;
    }
    static double of(const std::map<std::string, double>& values, const std::string& id) {
        const auto at = values.find(id);
        return at == values.end() ? 0 : at->second;
    }

    void list(std::map<std::string, CountryLeverage>& countries, Leverage& result) const {
        const double rounding = kLoss * worth_.received_everywhere * days_;
        for (auto& [code, loss] : countries) {
            if (loss.lost_value <= rounding && loss.unmade_value <= rounding) continue;
            loss.country = code;
            loss.lost_share = ratio(loss.lost_value, of(at_baseline_.received, code));
            result.countries.push_back(std::move(loss));
        }
        std::stable_sort(result.countries.begin(), result.countries.end(),
                         [](const auto& a, const auto& b) {
                             return std::pair{a.lost_value, a.unmade_value} >
                                    std::pair{b.lost_value, b.unmade_value};
                         });
    }

    void list(const std::map<std::string, double>& companies, Leverage& result) const {
        for (const auto& [id, value] : companies) {
            const double at_baseline = of(at_baseline_.made, id);
            if (value <= kLoss * at_baseline) continue;
            const auto row =
                std::ranges::find_if(network_.companies, [&](const auto& c) { return c.id == id; });
            result.companies.push_back(
                {id, row->country.valid() ? network_.countries[row->country].code : std::string{},
                 value, ratio(value, at_baseline)});
        }
        std::stable_sort(
            result.companies.begin(), result.companies.end(),
            [](const auto& a, const auto& b) { return a.unmade_value > b.unmade_value; });
    }

    const Network& network_;
    const LabelledChain& chain_;
    Worth worth_;
    std::uint32_t days_;
    AtBaseline at_baseline_;
};

}  // namespace

std::vector<Leverage> leverage(const Network& network, const plan::SteadyPlan& month,
                               const Options& options, const SoFar<std::vector<Leverage>>& so_far) {
    const LabelledChain chain = chain_of(network, month);
    const auto parts = home_and_its_companies(network, chain);
    const Holder holder{network, chain, options};
    std::vector<std::optional<Leverage>> found(parts.size());
    // What is not done yet, or was cut short, is left out.
    const auto known = [&] {
        std::vector<Leverage> result;
        for (const auto& each : found)
            if (each) result.push_back(*each);
        return result;
    };
    std::mutex mutex;
    std::size_t done = 0;
    if (options.run.progress) options.run.progress({"stress.leverage_progress", 0, parts.size()});
    parallel_for(parts.size(), options.run.threads, [&](std::size_t i) {
        if (options.run.stop.stop_requested()) return;
        auto without = holder.without(parts[i]);
        without.all_of_home = i == 0;
        const std::scoped_lock lock{mutex};
        found[i] = std::move(without);
        if (options.run.progress)
            options.run.progress({"stress.leverage_progress", ++done, parts.size()});
        if (so_far) so_far(known);
    });
    return known();
}

}  // namespace jarip::stress
