#include <algorithm>
#include <array>
#include <numeric>

#include "jarip/core/best_set.hpp"
#include "jarip/core/numeric.hpp"
#include "jarip/stress/shocks.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

constexpr std::size_t kLanes = kShockLanes;
// A figure of one firm, in each of them.
struct alignas(kLanes * sizeof(double)) Row {
    double __attribute__((vector_size(kLanes * sizeof(double)))) at{};
    void set(std::size_t lane, double value) { at[lane] = value; }
    double operator[](std::size_t lane) const { return at[lane]; }
};

// What the harm of its suppliers leaves a buyer: of its groups the one that is hit hardest decides.
JARIP_BEST_SET void set_down(const std::uint32_t* group_begin, const FirmLinks& purchases,
                             std::uint32_t buyer, const Row* harm, Row& down) {
    auto least = Row{}.at + 1;
    for (auto group = group_begin[buyer]; group < group_begin[buyer + 1]; ++group) {
        auto lost = Row{}.at;
        for (auto i = purchases.begin[group]; i < purchases.begin[group + 1]; ++i)
            lost += purchases.to[i].share * harm[purchases.to[i].firm].at;
        const auto left = 1 - lost;
        least = left < least ? left : least;
    }
    down.at = least;
}

// What buyers leave a supplier of its output.
JARIP_BEST_SET void add_sales(const FirmLinks& sales, std::uint32_t supplier, const Row* up,
                              Row& left) {
    auto all = Row{}.at;
    for (auto i = sales.begin[supplier]; i < sales.begin[supplier + 1]; ++i)
        all += sales.to[i].share * up[sales.to[i].firm].at;
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
          lane_of_(firms.output.size()),
          down_(firms.output.size(), kOne),
          up_(firms.output.size(), kOne),
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
        for (std::size_t lane = 0; lane < count; ++lane)
            lane_of_[failed[lane]] = static_cast<std::uint8_t>(lane + 1);
        std::array<double, kLanes> lost{};
        std::array<bool, kLanes> settled{};
        std::size_t open = count;
        while (open > 0) {
            step();
            for (std::size_t lane = 0; lane < count; ++lane) {
                if (settled[lane] || change_[lane] > kSettled) continue;
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
        if (lane_of_[firm] != 0) row.set(lane_of_[firm] - std::size_t{1}, 0);
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
        reach_users(changed_);
    }

    void step_up() {
        reach_suppliers(up_changed_);
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
        for (const auto firm : failed_) lane_of_[firm] = 0;
    }

    const Firms& firms_;
    std::span<const std::uint32_t> failed_;
    std::vector<std::uint8_t> lane_of_;         // by firm: in which lane it fails, from 1 on
    Row change_;                                // largest of the step
    std::vector<Row> down_, up_, next_, harm_;  // by firm
    std::vector<Row> sector_output_;            // by sector
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
