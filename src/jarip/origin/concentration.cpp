#include "jarip/origin/concentration.hpp"

#include <algorithm>
#include <map>

namespace jarip::origin {

namespace {

double made(const Network& network, const plan::SteadyPlan& month, ProcessId process) {
    const double started = month.started[process];
    return started > 0 ? started * network.processes[process].yield : 0;
}

/// Amounts by country and by company, whose shares make the indices.
class Holders {
public:
    void add(const network::Site& site, double amount) {
        countries_[site.country] += amount;
        companies_[site.company] += amount;
    }
    [[nodiscard]] bool empty() const { return countries_.empty(); }
    [[nodiscard]] std::optional<double> by_country() const { return hhi(countries_); }
    [[nodiscard]] std::optional<double> by_company() const { return hhi(companies_); }

private:
    template <class Amounts>
    static std::optional<double> hhi(const Amounts& amounts) {
        Sum total;
        for (const auto& [holder, amount] : amounts) total.add(amount);
        if (total.value() <= 0) return std::nullopt;
        Sum squares;
        for (const auto& [holder, amount] : amounts) {
            const double share = amount / total.value();
            squares.add(share * share);
        }
        return std::min(1.0, squares.value());
    }
    std::map<CountryId, double> countries_;
    std::map<CompanyId, double> companies_;
};

}  // namespace

std::vector<ItemConcentration> item_concentration(const Network& network, const Supply& supply,
                                                  const plan::SteadyPlan& month) {
    const auto site_of = [&](ProcessId process) -> const network::Site& {
        return network.sites[network.processes[process].site];
    };
    Indexed<ItemId, Holders> holders{network.items.size()};
    for (const ProcessId process : network.processes.ids())
        if (const double units = made(network, month, process); units > 0)
            holders[network.processes[process].item].add(site_of(process), units);
    std::vector<ItemConcentration> rows;
    for (const ItemId item : network.items.ids()) {
        if (holders[item].empty())
            for (const Source& maker : supply.of(item))
                holders[item].add(site_of(maker.maker), maker.share);
        rows.push_back(
            {item, holders[item].by_country(), holders[item].by_company(), std::nullopt});
    }
    return rows;
}

std::vector<StageConcentration> stage_concentration(const Network& network,
                                                    const plan::SteadyPlan& month) {
    Indexed<StageId, Holders> holders{network.stages.size()};
    for (const ProcessId process : network.processes.ids()) {
        const auto& row = network.processes[process];
        const auto& item = network.items[row.item];
        const double units = made(network, month, process);
        if (item.stage.valid() && units > 0)
            holders[item.stage].add(network.sites[row.site], units * item.price);
    }
    std::vector<StageConcentration> rows;
    for (const StageId stage : network.stages.ids())
        rows.push_back({stage, holders[stage].by_country(), holders[stage].by_company()});
    return rows;
}

}  // namespace jarip::origin
