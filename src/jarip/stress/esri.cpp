#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/rows.hpp"

namespace jarip::stress {

namespace {

using network::LinkKind;

constexpr double kEpsilon =
    0.01;  // the largest change with which the shock has settled; Diem et al. (2022)
constexpr unsigned kPartsAThread = 16;  // so that threads end together

// So many failures run through the network side by side: a link is read once for all of them.
constexpr std::size_t kLanes = 8;
// A figure of one firm, in each of them.
struct alignas(kLanes * sizeof(double)) Row {
    double __attribute__((vector_size(kLanes * sizeof(double)))) at{};
    void set(std::size_t lane, double value) { at[lane] = value; }
    double operator[](std::size_t lane) const { return at[lane]; }
};

// Part of a list of neighbours: [begin[j], begin[j + 1]) are those of firm j.
struct Links {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> to;
    std::vector<double> share;
};

struct Firms {
    std::vector<network::NodeId> nodes;  // by firm
    std::vector<std::uint32_t> place;    // by node: its firm
    std::vector<double> output;          // out_j
    std::vector<std::uint32_t> sector;   // by firm
    std::size_t sectors = 0;
    Links sales;      // by supplier: its buyers, and their shares of its output
    Links suppliers;  // by buyer; no shares
    Links users;      // by supplier: buyers that its failure can hit; no shares
    // Purchases of one essential sector, or the nonessential ones, of one buyer are a group: buyer i has groups
    // [group_begin[i], group_begin[i + 1]), each with its suppliers and their shares of it.
    std::vector<std::uint32_t> group_begin;
    Links purchases;
    std::vector<std::vector<std::uint32_t>> in_sector;  // firms, ascending
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

// Lists entries by whose they are, in the order in which they come.
struct Entry {
    std::uint32_t of = 0, to = 0;
    double share = 0;
};
Links listed(const std::vector<Entry>& entries, std::size_t count) {
    Links links;
    links.begin.assign(count + 1, 0);
    for (const Entry& entry : entries) ++links.begin[entry.of + 1];
    for (std::size_t j = 0; j < count; ++j) links.begin[j + 1] += links.begin[j];
    links.to.resize(entries.size());
    links.share.resize(entries.size());
    auto next = links.begin;
    for (const Entry& entry : entries) {
        const auto place = next[entry.of]++;
        links.to[place] = entry.to;
        links.share[place] = entry.share;
    }
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
    std::vector<Entry> purchases;
    std::vector<Entry> users;
    std::vector<Entry> groups;
    for (std::size_t i = 0; i < links.size();) {
        const auto begin = i;
        double whole = 0;
        for (; i < links.size() && key(links[i]) == key(links[begin]); ++i)
            whole += links[i]->value;
        const auto buyer = firms.of(links[begin]->buyer);
        if (links[begin]->kind == LinkKind::nonessential) whole = bought[buyer];
        const auto group = static_cast<std::uint32_t>(groups.size());
        for (auto j = begin; j < i; ++j) {
            const auto supplier = firms.of(links[j]->supplier);
            purchases.push_back({group, supplier, links[j]->value / whole});
            users.push_back({supplier, buyer, 0});
        }
        groups.push_back({buyer, group, 0});
    }
    firms.purchases = listed(purchases, groups.size());
    firms.users = listed(users, firms.output.size());
    firms.group_begin = listed(groups, firms.output.size()).begin;
}

Firms firms_of(const Network& network) {
    Firms firms;
    number_firms(network, firms);
    number_sectors(network, firms);
    firms.output.assign(network.nodes.size(), 0.0);
    const auto links = sorted_links(network, firms);
    for (const auto* link : links) firms.output[firms.of(link->supplier)] += link->value;
    firms.total = sum(firms.output);
    firms.in_sector.resize(firms.sectors);
    for (std::uint32_t j = 0; j < firms.sector.size(); ++j)
        firms.in_sector[firms.sector[j]].push_back(j);
    std::vector<Entry> sales;
    std::vector<Entry> suppliers;
    for (const auto* link : links) {
        const auto supplier = firms.of(link->supplier);
        const auto buyer = firms.of(link->buyer);
        sales.push_back({supplier, buyer, link->value / firms.output[supplier]});
        suppliers.push_back({buyer, supplier, 0});
    }
    firms.sales = listed(sales, firms.output.size());
    firms.suppliers = listed(suppliers, firms.output.size());
    group_purchases(links, firms);
    return firms;
}

// What the harm of its suppliers leaves a buyer: of its groups the one that is hit hardest decides.
JARIP_BEST_SET void set_down(const std::uint32_t* group_begin, const Links& purchases,
                             std::uint32_t buyer, const Row* harm, Row& down) {
    auto least = Row{}.at + 1;
    for (auto group = group_begin[buyer]; group < group_begin[buyer + 1]; ++group) {
        auto lost = Row{}.at;
        for (auto i = purchases.begin[group]; i < purchases.begin[group + 1]; ++i)
            lost += purchases.share[i] * harm[purchases.to[i]].at;
        const auto left = 1 - lost;
        least = left < least ? left : least;
    }
    down.at = least;
}

// What buyers leave a supplier of its output.
JARIP_BEST_SET void add_sales(const Links& sales, std::uint32_t supplier, const Row* up,
                              Row& left) {
    auto all = Row{}.at;
    for (auto i = sales.begin[supplier]; i < sales.begin[supplier + 1]; ++i)
        all += sales.share[i] * up[sales.to[i]].at;
    left.at = all;
}

// Output that a sector has left.
JARIP_BEST_SET void add_output(const std::vector<std::uint32_t>& firms, const double* output,
                               const Row* down, Row& left) {
    auto all = Row{}.at;
    for (const auto j : firms) all += output[j] * down[j].at;
    left.at = all;
}

// What losing a supplier does to the share it supplies: σ_j (1 − h_down_j). Whether that is not what it was.
JARIP_BEST_SET bool set_harm(double output, const Row& left, const Row& down, Row& harm) {
    const auto one = Row{}.at + 1;
    const auto share = output / left.at;
    const auto hard_to_replace = left.at == 0 ? one : (one < share ? one : share);
    const auto now = hard_to_replace * (1 - down.at);
    double changed = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) changed += now[lane] == harm.at[lane] ? 0 : 1;
    harm.at = now;
    return changed > 0;
}

// Sets rows to what was computed for them, and notes the largest change; `changed` gets those that are not the same.
JARIP_BEST_SET void settle(const std::vector<std::uint32_t>& firms, const Row* next, Row* now,
                           Row& largest, std::vector<std::uint32_t>& changed) {
    auto most = largest.at;
    for (const auto j : firms) {
        const auto difference = next[j].at - now[j].at;
        const auto change = difference < 0 ? -difference : difference;
        most = change > most ? change : most;
        double sum = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane) sum += change[lane];
        if (sum == 0) continue;
        now[j].at = next[j].at;
        changed.push_back(j);
    }
    largest.at = most;
}

// A list of firms that takes in each once.
class FirmSet {
public:
    explicit FirmSet(std::size_t count) : has_(count, 0) {}
    // Whether it is new.
    bool add(std::uint32_t firm) {
        if (has_[firm] != 0) return false;
        has_[firm] = 1;
        list_.push_back(firm);
        return true;
    }
    // All there are.
    void fill() {
        std::fill(has_.begin(), has_.end(), 1);
        list_.resize(has_.size());
        std::iota(list_.begin(), list_.end(), 0U);
    }
    void clear() {
        for (const auto firm : list_) has_[firm] = 0;
        list_.clear();
    }
    [[nodiscard]] bool has(std::uint32_t firm) const { return has_[firm] != 0; }
    [[nodiscard]] const std::vector<std::uint32_t>& list() const { return list_; }
    // Ascending from here on, until something is added.
    const std::vector<std::uint32_t>& sorted() {
        // Of many firms it is quicker to look through all.
        if (list_.size() * kMany < has_.size()) {
            std::sort(list_.begin(), list_.end());
            return list_;
        }
        list_.clear();
        for (std::uint32_t firm = 0; firm < has_.size(); ++firm)
            if (has_[firm] != 0) list_.push_back(firm);
        return list_;
    }

private:
    static constexpr std::size_t kMany = 16;
    std::vector<std::uint8_t> has_;
    std::vector<std::uint32_t> list_;
};

// How the shocks of a few failed firms run through the network, down to customers and up to suppliers. All firms are
// updated together, but only those are looked at that a change of the step before can reach.
class Shocks {
public:
    explicit Shocks(const Firms& firms)
        : firms_{firms},
          down_(firms.output.size(), kOne),
          up_(firms.output.size(), kOne),
          next_(firms.output.size()),
          harm_(firms.output.size()),
          sector_output_(firms.sectors),
          harmed_(firms.output.size()),
          reached_(firms.output.size()),
          moved_(firms.output.size()),
          sectors_(firms.sectors) {}

    /// The share of all output that is lost where each of the firms from `first` on fails, kLanes of them at most.
    [[nodiscard]] std::array<double, kLanes> lost_shares(std::uint32_t first, std::size_t count) {
        failed_ = first;
        count_ = count;
        std::array<double, kLanes> lost{};
        std::array<bool, kLanes> settled{};
        std::size_t open = count;
        while (open > 0) {
            step();
            for (std::size_t lane = 0; lane < count; ++lane) {
                if (settled[lane] || change_[lane] > kEpsilon) continue;
                settled[lane] = true;
                lost[lane] = lost_share(lane);
                --open;
            }
        }
        clear();
        return lost;
    }

private:
    static constexpr std::size_t kLong = 8;  // of all firms: its inverse share
    static constexpr Row kOne{{1, 1, 1, 1, 1, 1, 1, 1}};

    // A failed firm makes nothing, in its own lane.
    void fail(std::uint32_t firm, Row& row) const {
        if (firm >= failed_ && firm < failed_ + count_) row.set(firm - failed_, 0);
    }

    // Updates all firms together, and notes the largest change of each lane.
    void step() {
        change_ = {};
        step_up();
        step_down();
    }

    // Of the failures of the last step: whom they can hit, `reached_`.
    void spread_harm() {
        for (const auto j : down_changed_) sectors_.add(firms_.sector[j]);
        for (const auto sector : sectors_.list())
            add_output(firms_.in_sector[sector], firms_.output.data(), down_.data(),
                       sector_output_[sector]);
        down_changed_.clear();
        changed_.clear();
        for (const auto j : harmed_.list())
            if (sectors_.has(firms_.sector[j]) &&
                set_harm(firms_.output[j], sector_output_[firms_.sector[j]], down_[j], harm_[j]))
                changed_.push_back(j);
        sectors_.clear();
        reach(changed_, firms_.users);
    }

    void step_up() {
        reach(up_changed_, firms_.suppliers);
        reach_failed();
        up_changed_.clear();
        // Everything is computed before anything is set.
        for (const auto j : reached_.sorted()) {
            add_sales(firms_.sales, j, up_.data(), next_[j]);
            if (firms_.output[j] == 0) next_[j] = kOne;
            fail(j, next_[j]);
        }
        settle(reached_.list(), next_.data(), up_.data(), change_, up_changed_);
        for (const auto j : up_changed_) moved_.add(j);
        reached_.clear();
    }

    void step_down() {
        spread_harm();
        reach_failed();
        for (const auto j : reached_.sorted()) {
            set_down(firms_.group_begin.data(), firms_.purchases, j, harm_.data(), next_[j]);
            fail(j, next_[j]);
        }
        settle(reached_.list(), next_.data(), down_.data(), change_, down_changed_);
        for (const auto j : down_changed_) {
            harmed_.add(j);
            moved_.add(j);
        }
        reached_.clear();
    }

    // All whom the list can hit: where it is long, everybody.
    void reach(const std::vector<std::uint32_t>& list, const Links& links) {
        if (list.size() * kLong > down_.size()) return reached_.fill();
        for (const auto j : list)
            for (auto i = links.begin[j]; i < links.begin[j + 1]; ++i) reached_.add(links.to[i]);
    }

    void reach_failed() {
        for (std::size_t lane = 0; lane < count_; ++lane)
            reached_.add(failed_ + static_cast<std::uint32_t>(lane));
    }

    [[nodiscard]] double lost_share(std::size_t lane) {
        Sum lost;
        for (const auto j : moved_.sorted())
            lost.add(firms_.output[j] * (1 - std::min(down_[j][lane], up_[j][lane])));
        return lost.value() / firms_.total;
    }

    // Everything as before the failures.
    void clear() {
        for (const auto j : moved_.list()) down_[j] = up_[j] = kOne;
        for (const auto j : harmed_.list()) harm_[j] = Row{};
        for (auto* set : {&moved_, &harmed_}) set->clear();
        up_changed_.clear();
        down_changed_.clear();
    }

    const Firms& firms_;
    std::uint32_t failed_ = 0;  // the first
    std::size_t count_ = 0;
    Row change_;                                // largest of the step
    std::vector<Row> down_, up_, next_, harm_;  // by firm
    std::vector<Row> sector_output_;            // by sector
    std::vector<std::uint32_t> down_changed_, up_changed_, changed_;
    FirmSet harmed_, reached_, moved_, sectors_;
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
    const std::size_t sets = (index.size() + kLanes - 1) / kLanes;
    const auto parts =
        std::min<std::size_t>(sets, std::size_t{kPartsAThread} * thread_count(run.threads));
    parallel_for(parts, run.threads, [&](std::size_t part) {
        Shocks shocks{firms};
        for (auto set = part * sets / parts; set < (part + 1) * sets / parts; ++set) {
            if (run.stop.stop_requested()) return;
            const auto first = set * kLanes;
            const auto count = std::min(kLanes, index.size() - first);
            const auto lost = shocks.lost_shares(static_cast<std::uint32_t>(first), count);
            for (std::size_t lane = 0; lane < count; ++lane) {
                index[firms.nodes[first + lane].index()] = lost[lane];
                counter.add();
            }
        }
    });
    return index;
}

}  // namespace jarip::stress
