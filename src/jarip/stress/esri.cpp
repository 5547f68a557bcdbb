#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
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
    std::vector<network::NodeId> nodes;  // by firm
    std::vector<std::uint32_t> place;    // by node: its firm
    std::vector<double> output;          // out_j
    std::vector<std::uint32_t> sector;   // by firm
    std::size_t sectors = 0;
    std::vector<Purchase> purchases;
    std::vector<Group> groups;
    std::vector<Sale> sales;
    double total = 0;

    [[nodiscard]] std::uint32_t of(network::NodeId node) const { return place[node.index()]; }
};

// Firms are numbered in the order of their ids, so that no sum depends on the order of a table's rows.
void number_firms(const Network& network, Firms& firms) {
    for (const auto id : network.nodes.ids()) firms.nodes.push_back(id);
    std::sort(firms.nodes.begin(), firms.nodes.end(),
              [&](auto a, auto b) { return network.nodes[a].id < network.nodes[b].id; });
    firms.place.resize(firms.nodes.size());
    for (std::uint32_t j = 0; j < firms.nodes.size(); ++j) firms.place[firms.nodes[j].index()] = j;
}

void number_sectors(const Network& network, Firms& firms) {
    std::vector<std::string> names;
    for (const auto& node : network.nodes) names.push_back(node.sector);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    firms.sectors = names.size();
    for (const auto id : firms.nodes)
        firms.sector.push_back(static_cast<std::uint32_t>(
            std::lower_bound(names.begin(), names.end(), network.nodes[id].sector) -
            names.begin()));
}

// Links in the order of their buyers and suppliers.
std::vector<const network::Link*> sorted_links(const Network& network, const Firms& firms) {
    std::vector<const network::Link*> links;
    for (const auto& link : network.links)
        if (link.value > 0) links.push_back(&link);
    std::sort(links.begin(), links.end(), [&](const auto* a, const auto* b) {
        return std::pair{firms.of(a->buyer), firms.of(a->supplier)} <
               std::pair{firms.of(b->buyer), firms.of(b->supplier)};
    });
    return links;
}

// Essential links of a buyer count within their sector, nonessential ones within all it buys.
void group_purchases(std::vector<const network::Link*> links, Firms& firms) {
    std::vector<double> bought(firms.output.size(), 0.0);
    for (const auto* link : links) bought[firms.of(link->buyer)] += link->value;
    std::erase_if(links, [](const auto* link) { return link->kind == LinkKind::none; });
    const auto key = [&](const network::Link* link) {
        const bool essential = link->kind == LinkKind::essential;
        return std::tuple{firms.of(link->buyer), !essential,
                          essential ? firms.sector[firms.of(link->supplier)] : 0U};
    };
    std::stable_sort(links.begin(), links.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < links.size();) {
        const auto begin = i;
        double whole = 0;
        for (; i < links.size() && key(links[i]) == key(links[begin]); ++i)
            whole += links[i]->value;
        const auto buyer = firms.of(links[begin]->buyer);
        if (links[begin]->kind == LinkKind::nonessential) whole = bought[buyer];
        for (auto j = begin; j < i; ++j)
            firms.purchases.push_back({firms.of(links[j]->supplier), links[j]->value / whole});
        firms.groups.push_back(
            {buyer, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    }
}

Firms firms_of(const Network& network) {
    Firms firms;
    number_firms(network, firms);
    number_sectors(network, firms);
    firms.output.assign(network.nodes.size(), 0.0);
    const auto links = sorted_links(network, firms);
    for (const auto* link : links) firms.output[firms.of(link->supplier)] += link->value;
    firms.total = sum(firms.output);
    for (const auto* link : links)
        firms.sales.push_back({firms.of(link->supplier), firms.of(link->buyer),
                               link->value / firms.output[firms.of(link->supplier)]});
    group_purchases(links, firms);
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

// Says how many firms are done, at most a hundred times.
class Counter {
public:
    Counter(const RunOptions& run, std::size_t total) : run_{run}, total_{total} {}

    void add() {
        const std::size_t done = ++done_;
        if (!run_.progress || (done % std::max<std::size_t>(1, total_ / 100) != 0)) return;
        const std::scoped_lock lock{mutex_};
        run_.progress({"stress.progress", done, total_});
    }

private:
    const RunOptions& run_;
    std::size_t total_;
    std::atomic<std::size_t> done_ = 0;
    std::mutex mutex_;
};

}  // namespace

std::vector<std::optional<double>> esri(const Network& network, const RunOptions& run) {
    const Firms firms = firms_of(network);
    std::vector<std::optional<double>> index(network.nodes.size());
    if (firms.total == 0) return index;
    Counter counter{run, index.size()};
    parallel_for(index.size(), run.threads, [&](std::size_t failed) {
        if (run.stop.stop_requested()) return;
        index[firms.nodes[failed].index()] = Shock{firms, failed}.lost_share();
        counter.add();
    });
    return index;
}

}  // namespace jarip::stress
