#include "jarip/rack/power/deal.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "jarip/rack/checks/interval.hpp"

namespace jarip::rack {
namespace {

// Deals that are tried, and items up to which they are.
constexpr std::size_t kMostTries = 200'000, kMostTried = 100;

bool may_lie(const DealtItem& item, const DealtPlace& place) {
    return item.lines == 0 || place.lines == 0 || item.lines == place.lines;
}

// Of so many items for each place, and one more, one place has one more: no less than the smallest of them together.
double pigeonholes(const std::vector<double>& sizes, std::size_t places) {
    double most = 0;
    for (std::size_t each = 1; each * places < sizes.size(); ++each) {
        const auto end = sizes.begin() + static_cast<std::ptrdiff_t>(each * places + 1);
        most =
            std::max(most, std::accumulate(end - static_cast<std::ptrdiff_t>(each + 1), end, 0.0));
    }
    return most;
}

class Dealer {
public:
    Dealer(std::vector<DealtItem> items, const std::vector<DealtPlace>& places)
        : items_{std::move(items)}, places_{places} {
        std::stable_sort(items_.begin(), items_.end(),
                         [](const DealtItem& a, const DealtItem& b) { return a.size > b.size; });
        // What fits nowhere by its lines may lie anywhere.
        for (auto& item : items_)
            if (std::none_of(places.begin(), places.end(),
                             [&](const DealtPlace& place) { return may_lie(item, place); }))
                item.lines = 0;
        rest_.assign(items_.size() + 1, 0);
        for (auto i = items_.size(); i > 0; --i) rest_[i - 1] = rest_[i] + items_[i - 1].size;
    }

    Deal deal() && {
        surely_ = bound(0);
        std::set<int> lines;
        for (const auto& item : items_) lines.insert(item.lines);
        for (const int each : lines)
            if (each != 0) surely_ = std::max(surely_, bound(each));
        best_ = largest_first();
        if (!is_best() && items_.size() <= kMostTried) {
            search(0);
            if (tries_ <= kMostTries) surely_ = best_;
        }
        return {std::min(surely_, best_), best_};
    }

private:
    [[nodiscard]] bool is_best() const { return !exceeds(best_, surely_); }

    // No deal of what must lie on these lines (0: of all) goes below it.
    [[nodiscard]] double bound(int lines) const {
        std::vector<double> sizes;
        for (const auto& item : items_)
            if (lines == 0 || item.lines == lines) sizes.push_back(item.size);
        double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0), largest = 0;
        std::size_t count = 0;
        for (const auto& place : places_) {
            if (lines != 0 && place.lines != 0 && place.lines != lines) continue;
            sum += place.load;
            largest = std::max(largest, place.load);
            ++count;
        }
        if (count == 0) return 0;
        if (!sizes.empty()) largest = std::max(largest, sizes.front());
        return std::max({largest, sum / static_cast<double>(count), pigeonholes(sizes, count)});
    }

    // The largest first, each to the place that has least.
    [[nodiscard]] double largest_first() {
        for (const auto& place : places_) loads_.push_back(place.load);
        const auto empty = loads_;
        for (const auto& item : items_) {
            std::size_t least = loads_.size();
            for (std::size_t p = 0; p < loads_.size(); ++p)
                if (may_lie(item, places_[p]) &&
                    (least == loads_.size() || loads_[p] < loads_[least]))
                    least = p;
            loads_[least] += item.size;
        }
        const double most = *std::max_element(loads_.begin(), loads_.end());
        loads_ = empty;
        return most;
    }

    // All deals that leave the fullest place less than the best so far.
    void search(std::size_t index) {
        if (is_best() || ++tries_ > kMostTries) return;
        if (index == items_.size()) {
            best_ = *std::max_element(loads_.begin(), loads_.end());
            return;
        }
        double room = 0;
        for (const double load : loads_) room += std::max(0.0, best_ - load);
        if (rest_[index] > room) return;
        const auto& item = items_[index];
        std::vector<std::size_t> order;
        for (std::size_t p = 0; p < loads_.size(); ++p)
            if (may_lie(item, places_[p])) order.push_back(p);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return loads_[a] < loads_[b]; });
        std::set<std::pair<double, int>> seen;  // places that are alike
        for (const auto place : order) {
            if (!exceeds(best_, loads_[place] + item.size)) break;
            if (!seen.emplace(loads_[place], places_[place].lines).second) continue;
            const double before = loads_[place];
            loads_[place] += item.size;
            search(index + 1);
            loads_[place] = before;
        }
    }

    std::vector<DealtItem> items_;
    const std::vector<DealtPlace>& places_;
    std::vector<double> rest_, loads_;
    double surely_ = 0, best_ = 0;
    std::size_t tries_ = 0;
};

}  // namespace

Deal deal(std::vector<DealtItem> items, const std::vector<DealtPlace>& places) {
    if (places.empty()) return {};
    return Dealer{std::move(items), places}.deal();
}

}  // namespace jarip::rack
