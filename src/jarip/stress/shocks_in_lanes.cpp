#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "jarip/core/best_set.hpp"
#include "jarip/core/numeric.hpp"
#include "jarip/core/pack.hpp"
#include "jarip/stress/shocks.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

constexpr std::size_t kLanes = kShockLanes;
// A figure of one firm, in each of them.
using Row = Pack<double, kLanes>;

// What each buyer loses by the harm of its suppliers: of its groups the one that is hit hardest decides. Sums of a group
// grow with each supplier, so that the largest of all sums is the largest of the whole groups.
JARIP_BEST_SET void set_down(const std::vector<std::uint32_t>& buyers, const Firms& firms,
                             const Row* harm, Row* next) {
    const std::uint32_t* const begin = firms.purchases_begin.data();
    const Firms::Purchase* const purchases = firms.purchases.data();
    for (const auto buyer : buyers) {
        Row most;
        Row lost;
        for (auto i = begin[buyer]; i < begin[buyer + 1]; ++i) {
            const Firms::Purchase& one = purchases[i];
            lost = static_cast<double>(one.goes_on) * lost + one.share * harm[one.supplier];
            most = larger(lost, most);
        }
        next[buyer] = most;
    }
}

// What each supplier loses of its output by what its buyers lose.
JARIP_BEST_SET void add_sales(const std::vector<std::uint32_t>& suppliers, const FirmLinks& sales,
                              const Row* up, Row* next) {
    const std::uint32_t* const begin = sales.begin.data();
    const FirmLinks::To* const to = sales.to.data();
    for (const auto supplier : suppliers) {
        Row all;
        for (auto i = begin[supplier]; i < begin[supplier + 1]; ++i)
            all += to[i].share * up[to[i].firm];
        next[supplier] = all;
    }
}

// Output that a sector has left.
JARIP_BEST_SET void add_output(const std::vector<std::uint32_t>& firms, const double* output,
                               const Row* down, Row& left) {
    Row all;
    for (const auto j : firms) all += output[j] * (1 - down[j]);
    left = all;
}

// What losing suppliers does to the shares they supply, σ_j (1 − h_down_j), of those in sectors that are hit; `changed` gets
// those for whom it is not what it was.
JARIP_BEST_SET void set_harm(const std::vector<std::uint32_t>& suppliers, const Firms& firms,
                             const std::uint8_t* is_hit, const Row* left, const Row* down,
                             Row* harm, std::vector<std::uint32_t>& changed) {
    const double* const output = firms.output.data();
    const std::uint32_t* const sector_of = firms.sector.data();
    for (const auto j : suppliers) {
        if (is_hit[sector_of[j]] == 0) continue;
        const Row rest = left[sector_of[j]];
        const Row hard_to_replace = select(rest > output[j], output[j] / rest, Row{1});
        const Row now = hard_to_replace * down[j];
        if ((now != harm[j]).any()) changed.push_back(j);
        harm[j] = now;
    }
}

// Sets rows to what was computed for them, and notes the largest change; `changed` gets those that are not the same.
JARIP_BEST_SET void settle(const std::vector<std::uint32_t>& firms, const Row* next, Row* now,
                           Row& largest, std::vector<std::uint32_t>& changed) {
    Row most = largest;
    for (const auto j : firms) {
        const Row difference = next[j] - now[j];
        if (!(difference != Row{}).any()) continue;
        most = larger(larger(difference, -difference), most);
        now[j] = next[j];
        changed.push_back(j);
    }
    largest = most;
}

// Σ out (1 - min(h_down, h_up)), with what its roundings lose (Kahan).
JARIP_BEST_SET Row lost_output(const std::vector<std::uint32_t>& moved, const Firms& firms,
                               const Row* down, const Row* up) {
    const double* const output = firms.output.data();
    Row sum;
    Row carried;
    for (const auto j : moved) {
        const Row more = output[j] * larger(down[j], up[j]) - carried;
        const Row next = sum + more;
        carried = (next - sum) - more;
        sum = next;
    }
    return sum;
}

// A list of firms that takes in each once.
class FirmSet {
public:
    explicit FirmSet(std::size_t count) : has_(count, 0), everybody_(count) {
        std::iota(everybody_.begin(), everybody_.end(), 0U);
    }
    void add(std::uint32_t firm) {
        if (all_ || has_[firm] != 0) return;
        has_[firm] = 1;
        list_.push_back(firm);
    }
    void add(const std::vector<std::uint32_t>& firms) {
        if (firms.size() == has_.size()) return fill();
        for (const auto firm : firms) add(firm);
    }
    // All there are.
    void fill() { all_ = true; }
    void clear() {
        std::uint8_t* const has = has_.data();
        for (const auto firm : list_) has[firm] = 0;
        list_.clear();
        all_ = false;
    }
    // By firm: whether it is in; of sets that are not filled.
    [[nodiscard]] const std::uint8_t* marks() const { return has_.data(); }
    [[nodiscard]] const std::vector<std::uint32_t>& list() const {
        return all_ ? everybody_ : list_;
    }
    // Ascending from here on, until something is added.
    const std::vector<std::uint32_t>& sorted() {
        if (all_) return everybody_;
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
    bool all_ = false;
    std::vector<std::uint8_t> has_;
    std::vector<std::uint32_t> list_, everybody_;
};

// How the shocks of a few failed firms run through the network, down to customers and up to suppliers. All firms are
// updated together, but only those are looked at that a change of the step before can reach.
class Shocks {
public:
    explicit Shocks(const Firms& firms)
        : firms_{firms},
          down_(firms.output.size()),
          up_(firms.output.size()),
          next_(firms.output.size()),
          harm_(firms.output.size()),
          sector_output_(firms.sectors),
          harmed_(firms.output.size()),
          reached_(firms.output.size()),
          moved_(firms.output.size()),
          sectors_(firms.sectors) {}

    std::array<double, kLanes> lost_shares(std::span<const std::uint32_t> failed) {
        failed_ = failed;
        const std::size_t count = failed.size();
        std::array<double, kLanes> lost{};
        std::array<bool, kLanes> settled{};
        std::size_t open = count;
        while (open > 0) {
            step();
            std::optional<Row> now;
            for (std::size_t lane = 0; lane < count; ++lane) {
                if (settled[lane] || change_[lane] > kSettled) continue;
                settled[lane] = true;
                if (!now) now = lost_output(moved_.sorted(), firms_, down_.data(), up_.data());
                lost[lane] = (*now)[lane] / firms_.total;
                --open;
            }
        }
        clear();
        return lost;
    }

private:
    static constexpr std::size_t kLong = 8;  // of all firms: its inverse share

    // A failed firm makes nothing, each in its own lane.
    void fail() {
        for (std::size_t lane = 0; lane < failed_.size(); ++lane) next_[failed_[lane]].set(lane, 1);
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
        set_harm(harmed_.list(), firms_, sectors_.marks(), sector_output_.data(), down_.data(),
                 harm_.data(), changed_);
        sectors_.clear();
        reach_users(changed_);
    }

    void step_up() {
        reach_suppliers(up_changed_);
        reach_failed();
        up_changed_.clear();
        // Everything is computed before anything is set.
        add_sales(reached_.sorted(), firms_.sales, up_.data(), next_.data());
        fail();
        settle(reached_.list(), next_.data(), up_.data(), change_, up_changed_);
        moved_.add(up_changed_);
        reached_.clear();
    }

    void step_down() {
        spread_harm();
        reach_failed();
        set_down(reached_.sorted(), firms_, harm_.data(), next_.data());
        fail();
        settle(reached_.list(), next_.data(), down_.data(), change_, down_changed_);
        harmed_.add(down_changed_);
        moved_.add(down_changed_);
        reached_.clear();
    }

    // All whom the list can hit: where it is long, everybody.
    void reach_suppliers(const std::vector<std::uint32_t>& list) {
        if (list.size() * kLong > down_.size()) return reached_.fill();
        const FirmLinks& links = firms_.suppliers;
        for (const auto j : list)
            for (auto i = links.begin[j]; i < links.begin[j + 1]; ++i)
                reached_.add(links.to[i].firm);
    }
    void reach_users(const std::vector<std::uint32_t>& list) {
        if (list.size() * kLong > down_.size()) return reached_.fill();
        const FirmLinks& links = firms_.uses;
        for (const auto j : list)
            for (auto i = links.begin[j]; i < links.begin[j + 1]; ++i)
                reached_.add(firms_.group_buyer[links.to[i].firm]);
    }

    void reach_failed() {
        for (const auto firm : failed_) reached_.add(firm);
    }

    // Everything as before the failures.
    void clear() {
        for (const auto j : moved_.list()) down_[j] = up_[j] = Row{};
        for (const auto j : harmed_.list()) harm_[j] = Row{};
        for (auto* set : {&moved_, &harmed_}) set->clear();
        up_changed_.clear();
        down_changed_.clear();
    }

    const Firms& firms_;
    std::span<const std::uint32_t> failed_;
    Row change_;                      // largest of the step
    std::vector<Row> down_, up_;      // by firm, what it loses: 1 - h_down, 1 - h_up
    std::vector<Row> next_, harm_;    // by firm
    std::vector<Row> sector_output_;  // by sector
    std::vector<std::uint32_t> down_changed_, up_changed_, changed_;
    FirmSet harmed_, reached_, moved_, sectors_;
};

}  // namespace

void shocks_in_lanes(
    const Firms& firms, std::span<const std::uint32_t> failed,
    const std::function<bool(std::span<const std::uint32_t>, std::span<const double>)>& go_on) {
    Shocks shocks{firms};
    while (!failed.empty()) {
        const auto these = failed.first(std::min(kLanes, failed.size()));
        failed = failed.subspan(these.size());
        const auto shares = shocks.lost_shares(these);
        if (!go_on(these, std::span{shares}.first(these.size()))) return;
    }
}

}  // namespace jarip::stress
