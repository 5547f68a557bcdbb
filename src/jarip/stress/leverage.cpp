#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
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
        if (node.ref.process.valid() && network.at_home(node.where.country))
            runs[node.where.company.index()] = true;
    std::vector<Part> parts{all_of_home(network)};
    for (auto& part : parts_of(network, PartKind::company))
        if (runs[part.ref.company.index()]) parts.push_back(std::move(part));
    return parts;
}

// What everybody has in the days of a run where nothing happens.
struct AtBaseline {
    Indexed<CountryId, double> received;
    Indexed<CompanyId, double> made;  // of what it makes abroad
};

// What is lost by whom, by id.
using CountryLosses = std::map<std::string_view, CountryLeverage>;
using CompanyLosses = std::map<std::string_view, CompanyLeverage>;

class Holder {
public:
    Holder(const Network& network, const LabelledChain& chain, const Options& options)
        : network_{network},
          chain_{chain},
          worth_{chain, network},
          days_{days_of(network, options)},
          at_baseline_{Indexed<CountryId, double>(network.countries.size()),
                       Indexed<CompanyId, double>(network.companies.size())} {
        for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
            if (worth_.at_home[n] != 0) continue;
            const double value = worth_.price[n] * chain.chain.baseline[n] * days_;
            if (worth_.received[n] != 0)
                at_baseline_.received[country(n)] += value;
            else if (chain.nodes[n].ref.process.valid())
                at_baseline_.made[company(n)] += value;
        }
    }

    [[nodiscard]] Leverage without(const Part& part) const {
        Leverage result{.target = part.ref,
                        .time_to_recover = part.time_to_recover,
                        .recovery_assumed = part.recovery_assumed};
        const auto lost =
            missed(chain_, network_, worth_, standstill(network_, part, part.time_to_recover),
                   days_, Until::recovery);
        CountryLosses countries;
        CompanyLosses companies;
        for (std::size_t n = 0; n < chain_.nodes.size(); ++n) {
            if (worth_.at_home[n] != 0) continue;
            const double value = lost.by_node[n] * worth_.price[n];
            auto& of_country = countries[network_.countries[country(n)].code];
            of_country.country = country(n);
            if (worth_.received[n] != 0) {
                of_country.lost_value += value;
                result.lost_value += value;
            } else if (chain_.nodes[n].ref.process.valid()) {
                of_country.unmade_value += value;
                auto& of_company = companies[network_.companies[company(n)].id];
                of_company.company = company(n);
                of_company.unmade_value += value;
            }
        }
        // Who makes more in another's place does not make good what that one loses.
        for (auto& [code, loss] : countries) loss.unmade_value = std::max(0.0, loss.unmade_value);
        for (const auto& [id, loss] : companies)
            result.unmade_value += std::max(0.0, loss.unmade_value);
        list(countries, result);
        list(companies, result);
        return result;
    }

private:
    [[nodiscard]] CountryId country(std::size_t node) const {
        return chain_.nodes[node].where.country;
    }
    [[nodiscard]] CompanyId company(std::size_t node) const {
        return chain_.nodes[node].where.company;
    }

    void list(CountryLosses& countries, Leverage& result) const {
        const double rounding = kLoss * worth_.received_everywhere * days_;
        for (auto& [code, loss] : countries) {
            if (loss.lost_value <= rounding && loss.unmade_value <= rounding) continue;
            loss.lost_share = ratio(loss.lost_value, at_baseline_.received[loss.country]);
            result.countries.push_back(loss);
        }
        std::stable_sort(result.countries.begin(), result.countries.end(),
                         [](const auto& a, const auto& b) {
                             return std::pair{a.lost_value, a.unmade_value} >
                                    std::pair{b.lost_value, b.unmade_value};
                         });
    }

    void list(CompanyLosses& companies, Leverage& result) const {
        for (auto& [id, loss] : companies) {
            const double at_baseline = at_baseline_.made[loss.company];
            if (loss.company == result.target.company || loss.unmade_value <= kLoss * at_baseline)
                continue;
            loss.unmade_share = ratio(loss.unmade_value, at_baseline);
            result.companies.push_back(loss);
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
        const std::scoped_lock lock{mutex};
        found[i] = std::move(without);
        if (options.run.progress)
            options.run.progress({"stress.leverage_progress", ++done, parts.size()});
        if (so_far) so_far(known);
    });
    return known();
}

}  // namespace jarip::stress
