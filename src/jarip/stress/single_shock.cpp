#include <algorithm>

#include "jarip/core/numeric.hpp"
#include "jarip/stress/shocks.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

// What buyers lose is passed on to their suppliers beginning with those who lose more than this: all others together can
// then change nobody by more, and a shock is often seen to have settled without them.
constexpr double kMuch = 0.005;

// Of a sector's output, so little that what is left is summed anew, since differences would be rounding.
constexpr double kNearlyGone = 1e-3;

// So many firms ahead their links are fetched from memory, where they lie in no order.
constexpr std::size_t kFirmsAhead = 6;
void ask_for_links(const FirmLinks& links, std::span<const std::uint32_t> firms, std::size_t i) {
    const auto begin =
        links.begin.data()[firms.data()[std::min(i + kFirmsAhead, firms.size() - 1)]];
    const char* const to = reinterpret_cast<const char*>(links.to.data() + begin);
    __builtin_prefetch(to);
    __builtin_prefetch(to + 64);
    __builtin_prefetch(to + 128);
}

// What reaches a firm over its links.
double passed_on(const FirmLinks& links, std::uint32_t firm, const std::vector<double>& lost) {
    const std::size_t begin = links.begin.data()[firm];
    const std::size_t size = links.begin.data()[firm + 1] - begin;
    const FirmLinks::To* const to = links.to.data() + begin;
    const double* const of = lost.data();
    double all = 0;
    for (std::size_t i = 0; i < size; ++i) all += to[i].share * of[to[i].firm];
    return all;
}

}  // namespace

SingleShock::SingleShock(const Firms& firms)
    : firms_{firms},
      sector_output_(firms.sectors),
      up_(firms.output.size()),
      last_(firms.output.size()),
      next_(firms.output.size()),
      down_(firms.output.size()),
      harm_(firms.output.size()),
      loss_(firms.group_buyer.size()),
      sector_left_(firms.sectors),
      up_moved_{firms.output.size()},
      last_up_{firms.output.size()},
      next_up_{firms.output.size()},
      down_moved_{firms.output.size()},
      last_down_{firms.output.size()},
      harmed_{firms.output.size()},
      groups_{firms.group_buyer.size()},
      step_groups_{firms.group_buyer.size()},
      sectors_{firms.sectors} {
    for (std::size_t sector = 0; sector < firms.sectors; ++sector)
        for (const auto j : firms.in_sector[sector]) sector_output_[sector] += firms.output[j];
}

// Adds what a firm passes on over its links to `sums`, and notes whom it reaches. Gives how many links these are.
std::size_t SingleShock::spread(const FirmLinks& links, std::uint32_t firm, double passed,
                                std::vector<double>& sums, List& reached) {
    const std::size_t begin = links.begin.data()[firm];
    const std::size_t size = links.begin.data()[firm + 1] - begin;
    const FirmLinks::To* const to = links.to.data() + begin;
    double* const sum = sums.data();
    std::uint32_t* const numbers = reached.numbers.data();
    std::uint8_t* const has = reached.has.data();
    std::size_t count = reached.count;
    for (std::size_t i = 0; i < size; ++i) {
        const auto j = to[i].firm;
        sum[j] += to[i].share * passed;
        numbers[count] = j;
        count += has[j] == 0 ? 1 : 0;
        has[j] = 1;
    }
    reached.count = count;
    return size;
}

// σ_j (1 - h_down_j), and what its change does to those who need the firm.
void SingleShock::set_harm(std::uint32_t firm) {
    const double left = sector_left_.data()[firms_.sector.data()[firm]];
    const double output = firms_.output.data()[firm];
    const double harm = (left > output ? output / left : 1) * down_.data()[firm];
    const double more = harm - harm_.data()[firm];
    if (more == 0) return;
    harm_.data()[firm] = harm;
    visits_ += spread(firms_.uses, firm, more, loss_, step_groups_);
}

// Down to customers; gives the largest change.
double SingleShock::step_down() {
    for (const auto j : last_down_.all()) {
        sectors_.add(firms_.sector[j]);
        harmed_.add(j);
    }
    last_down_.clear();
    for (const auto sector : sectors_.all()) sector_left_[sector] = sector_output_[sector];
    const std::uint32_t* const sector_of = firms_.sector.data();
    const std::uint8_t* const is_hit = sectors_.has.data();
    const double* const output = firms_.output.data();
    double* const down = down_.data();
    double* const left = sector_left_.data();
    for (const auto j : harmed_.all())
        if (is_hit[sector_of[j]] != 0) left[sector_of[j]] -= output[j] * down[j];
    for (const auto sector : sectors_.all()) {
        if (sector_left_[sector] > kNearlyGone * sector_output_[sector]) continue;
        sector_left_[sector] = 0;
        for (const auto j : firms_.in_sector[sector])
            sector_left_[sector] += firms_.output[j] * (1 - down_[j]);
    }
    // Those whose harm changes first, so that their links can be fetched before they are met.
    felt_.clear();
    for (const auto j : harmed_.all())
        if (is_hit[sector_of[j]] != 0) felt_.push_back(j);
    for (std::size_t i = 0; i < felt_.size(); ++i) {
        ask_for_links(firms_.uses, felt_, i);
        set_harm(felt_[i]);
    }
    sectors_.clear();
    const std::uint32_t* const buyer_of = firms_.group_buyer.data();
    const double* const loss = loss_.data();
    double change = 0;
    for (const auto group : step_groups_.all()) {
        const auto buyer = buyer_of[group];
        groups_.add(group);
        const double more = loss[group] - down[buyer];
        if (more <= 0 || buyer == failed_) continue;
        change = std::max(change, more);
        down[buyer] = loss[group];
        last_down_.add(buyer);
        down_moved_.add(buyer);
    }
    step_groups_.clear();
    return change;
}

void SingleShock::push_up(std::uint32_t buyer) {
    visits_ += spread(firms_.suppliers, buyer, last_[buyer], next_, next_up_);
}

// Up to suppliers. Whether the shock has not settled: then everything is done; if it has, what the step adds is not known
// firm by firm.
bool SingleShock::push_up_all(double change_down) {
    const auto buyers = last_up_.all();
    const double* const last = last_.data();
    double little = 0;
    for (const auto buyer : buyers)
        if (last[buyer] > kMuch)
            push_up(buyer);
        else
            little = std::max(little, last[buyer]);
    const auto largest = [&] {
        const double* const next = next_.data();
        double change = 0;
        for (const auto j : next_up_.all()) change = std::max(change, j == failed_ ? 0 : next[j]);
        return change;
    };
    if (change_down <= kSettled && largest() + little <= kSettled) return false;
    for (std::size_t i = 0; i < buyers.size(); ++i) {
        ask_for_links(firms_.suppliers, buyers, i);
        if (last[buyers[i]] <= kMuch) push_up(buyers[i]);
    }
    return change_down > kSettled || largest() > kSettled;
}

// What a firm loses more as a customer than `up_` says, once the last step is added to that.
double SingleShock::lost_more(std::uint32_t firm) const {
    const double down = down_.data()[firm];
    double up = up_.data()[firm];
    if (down <= up) return 0;
    if (firm != failed_) up += passed_on(firms_.sales, firm, last_);
    return std::max(0.0, down - up);
}

// Σ out (1 - min(h_down, h_up)). What the last step adds to the losses of all suppliers together is what its buyers, by
// `last_`, buy less.
double SingleShock::lost_output() const {
    Sum lost;
    const double* const output = firms_.output.data();
    const double* const bought = firms_.bought.data();
    const double* const up = up_.data();
    const double* const last = last_.data();
    for (const auto j : up_moved_.all()) lost.add(output[j] * up[j]);
    for (const auto j : last_up_.all()) lost.add(bought[j] * last[j]);
    lost.add(-output[failed_] * passed_on(firms_.sales, failed_, last_));
    const auto moved = down_moved_.all();
    for (std::size_t i = 0; i < moved.size(); ++i) {
        ask_for_links(firms_.sales, moved, i);
        lost.add(output[moved[i]] * lost_more(moved[i]));
    }
    return std::clamp(lost.value(), 0.0, firms_.total);
}

// What the next step adds becomes what the last one did.
void SingleShock::take_step() {
    double* const up = up_.data();
    double* const last = last_.data();
    double* const next = next_.data();
    for (const auto j : last_up_.all()) last[j] = 0;
    last_up_.clear();
    next[failed_] = 0;
    for (const auto j : next_up_.all()) {
        up[j] += next[j];
        last[j] = next[j];
        next[j] = 0;
        up_moved_.add(j);
    }
    std::swap(last_up_, next_up_);
}

std::optional<double> SingleShock::lost_share(std::uint32_t firm, std::size_t most_visits) {
    failed_ = firm;
    visits_ = 0;
    up_[firm] = last_[firm] = down_[firm] = 1;
    for (auto* list : {&up_moved_, &last_up_, &down_moved_, &last_down_}) list->add(firm);
    std::optional<double> share;
    while (visits_ <= most_visits) {
        if (!push_up_all(step_down())) {
            share = lost_output() / firms_.total;
            break;
        }
        take_step();
    }
    clear();
    return share;
}

// Everything as before the failure.
void SingleShock::clear() {
    const auto set_to_nothing = [](std::vector<double>& values, const List& list) {
        double* const at = values.data();
        for (const auto number : list.all()) at[number] = 0;
    };
    set_to_nothing(up_, up_moved_);
    set_to_nothing(last_, last_up_);
    set_to_nothing(next_, next_up_);
    set_to_nothing(down_, down_moved_);
    set_to_nothing(harm_, harmed_);
    set_to_nothing(loss_, groups_);
    for (auto* list : {&up_moved_, &last_up_, &next_up_, &down_moved_, &last_down_, &harmed_,
                       &groups_, &step_groups_, &sectors_})
        list->clear();
}

}  // namespace jarip::stress
