#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "jarip/stress.hpp"

namespace jarip::stress {

namespace {

using network::LinkKind;

constexpr double kEpsilon =
    0.01;  // the largest change with which the shock has settled; Diem et al. (2022)

// A link as its buyer feels its supplier's failure.
struct Purchase {
    std::uint32_t supplier = 0;
    double share = 0;  // of the buyer's inputs of the kind
};

// Purchases of one essential sector, or the nonessential ones, of one buyer: [begin, end).
struct Group {
    std::uint32_t buyer = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct Sale {
    std::uint32_t supplier = 0;
    std::uint32_t buyer = 0;
    double share = 0;  // of the supplier's output
};

struct Firms {
    std::vector<double> output;         // out_j
    std::vector<std::uint32_t> sector;  // by firm
    std::size_t sectors = 0;
    std::vector<Purchase> purchases;
    std::vector<Group> groups;
    std::vector<Sale> sales;
    double total = 0;
};

void number_sectors(const Network& network, Firms& firms) {
    std::vector<std::string> names;
    for (const auto& node : network.nodes) names.push_back(node.sector);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    firms.sectors = names.size();
    for (const auto& node : network.nodes)
        firms.sector.push_back(static_cast<std::uint32_t>(
            std::lower_bound(names.begin(), names.end(), node.sector) - names.begin()));
}

// Essential links of a buyer count within their sector, nonessential ones within all it buys.
void group_purchases(const Network& network, Firms& firms) {
    std::vector<double> bought(network.nodes.size(), 0.0);
    std::vector<const network::Link*> links;
    for (const auto& link : network.links) {
        bought[link.buyer.index()] += link.value;
        if (link.kind != LinkKind::none && link.value > 0) links.push_back(&link);
    }
    const auto key = [&](const network::Link* link) {
        const bool essential = link->kind == LinkKind::essential;
        return std::tuple{link->buyer, !essential,
                          essential ? firms.sector[link->supplier.index()] : 0U};
    };
    std::stable_sort(links.begin(), links.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < links.size();) {
        const auto begin = i;
        double whole = 0;
        for (; i < links.size() && key(links[i]) == key(links[begin]); ++i)
            whole += links[i]->value;
        const auto buyer = links[begin]->buyer.index();
        if (links[begin]->kind == LinkKind::nonessential) whole = bought[buyer];
        for (auto j = begin; j < i; ++j)
            firms.purchases.push_back(
                {static_cast<std::uint32_t>(links[j]->supplier.index()), links[j]->value / whole});
        firms.groups.push_back({static_cast<std::uint32_t>(buyer),
                                static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    }
}

Firms firms_of(const Network& network) {
    Firms firms;
    number_sectors(network, firms);
    firms.output.assign(network.nodes.size(), 0.0);
    for (const auto& link : network.links) firms.output[link.supplier.index()] += link.value;
    firms.total = sum(firms.output);
    for (const auto& link : network.links)
        if (link.value > 0)
            firms.sales.push_back({static_cast<std::uint32_t>(link.supplier.index()),
                                   static_cast<std::uint32_t>(link.buyer.index()),
                                   link.value / firms.output[link.supplier.index()]});
    group_purchases(network, firms);
    return firms;
}

// How one failed firm's shock runs through the network, down to customers and up to suppliers.
class Shock {
public:
    Shock(const Firms& firms, std::size_t failed)
        : firms_{firms},
          failed_{failed},
          down_(firms.output.size(), 1.0),
          up_(firms.output.size(), 1.0),
          next_down_(firms.output.size()),
          next_up_(firms.output.size()),
          harm_(firms.output.size()),
          sector_output_(firms.sectors) {}

    [[nodiscard]] double lost_share() {
        while (step() > kEpsilon) {
        }
        Sum lost;
        for (std::size_t j = 0; j < down_.size(); ++j)
            lost.add(firms_.output[j] * (1 - std::min(down_[j], up_[j])));
        return lost.value() / firms_.total;
    }

private:
    // Updates all firms together; gives the largest change.
    double step() {
        // harm: σ_j (1 − h_down_j), what losing supplier j does to the share it supplies.
        std::fill(sector_output_.begin(), sector_output_.end(), 0.0);
        for (std::size_t j = 0; j < down_.size(); ++j)
            sector_output_[firms_.sector[j]] += firms_.output[j] * down_[j];
        for (std::size_t j = 0; j < down_.size(); ++j) {
            const double left = sector_output_[firms_.sector[j]];
            const double hard_to_replace = left == 0 ? 1 : std::min(1.0, firms_.output[j] / left);
            harm_[j] = hard_to_replace * (1 - down_[j]);
        }
        std::fill(next_down_.begin(), next_down_.end(), 1.0);
        for (const Group& group : firms_.groups) {
            double lost = 0;
            for (auto i = group.begin; i < group.end; ++i)
                lost += firms_.purchases[i].share * harm_[firms_.purchases[i].supplier];
            next_down_[group.buyer] = std::min(next_down_[group.buyer], 1 - lost);
        }
        for (std::size_t j = 0; j < up_.size(); ++j) next_up_[j] = firms_.output[j] == 0 ? 1 : 0;
        for (const Sale& sale : firms_.sales)
            next_up_[sale.supplier] += sale.share * up_[sale.buyer];
        next_down_[failed_] = 0;
        next_up_[failed_] = 0;
        double change = 0;
        for (std::size_t j = 0; j < down_.size(); ++j)
            change = std::max(
                {change, std::abs(next_down_[j] - down_[j]), std::abs(next_up_[j] - up_[j])});
        std::swap(down_, next_down_);
        std::swap(up_, next_up_);
        return change;
    }

    const Firms& firms_;
    std::size_t failed_;
    std::vector<double> down_, up_, next_down_, next_up_, harm_, sector_output_;
};

}  // namespace

std::vector<std::optional<double>> esri(const Network& network, const RunOptions& run) {
    const Firms firms = firms_of(network);
    std::vector<std::optional<double>> index(network.nodes.size());
    if (firms.total == 0) return index;
    parallel_for(index.size(), run.threads, [&](std::size_t failed) {
        if (!run.stop.stop_requested()) index[failed] = Shock{firms, failed}.lost_share();
    });
    return index;
}

}  // namespace jarip::stress
