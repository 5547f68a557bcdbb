#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <numeric>

#include "jarip/stress.hpp"
#include "jarip/stress/shocks.hpp"

namespace jarip::stress {

namespace {

constexpr unsigned kPartsAThread = 16;  // so that threads end together

// One failure at a time is the quicker way for one that is followed over less than this share of all links.
constexpr double kFewVisits = 0.5;
// So many firms are tried, to see whether that is so of most.
constexpr std::size_t kTried = 32;

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

// Shares [0, count) out among threads: body(begin, end) does a part of it.
void in_parts(std::size_t count, const RunOptions& run,
              const std::function<void(std::size_t, std::size_t)>& body) {
    const auto parts =
        std::min<std::size_t>(count, std::size_t{kPartsAThread} * thread_count(run.threads));
    parallel_for(parts, run.threads,
                 [&](std::size_t part) { body(part * count / parts, (part + 1) * count / parts); });
}

// Which firms are for the lanes: those whose failure runs over many links. The others have their shares in `lost`.
std::vector<std::uint32_t> follow_each(const Firms& firms, const RunOptions& run, Counter& counter,
                                       std::vector<std::optional<double>>& lost) {
    const auto count = lost.size();
    const auto most =
        static_cast<std::size_t>(kFewVisits * static_cast<double>(firms.sales.to.size()));
    std::vector<std::uint32_t> left(count);
    std::iota(left.begin(), left.end(), 0U);
    {
        SingleShock shock{firms};
        const auto tried = std::min(kTried, count);
        std::size_t many = 0;
        for (std::size_t i = 0; i < tried; ++i)
            if (!shock.lost_share(static_cast<std::uint32_t>(i * count / tried), most)) ++many;
        if (2 * many > tried) return left;
    }
    in_parts(count, run, [&](std::size_t begin, std::size_t end) {
        SingleShock shock{firms};
        for (auto firm = begin; firm < end && !run.stop.stop_requested(); ++firm) {
            lost[firm] = shock.lost_share(static_cast<std::uint32_t>(firm), most);
            if (lost[firm]) counter.add();
        }
    });
    std::erase_if(left, [&](auto firm) { return lost[firm].has_value(); });
    return left;
}

void run_in_lanes(const Firms& firms, std::span<const std::uint32_t> failed, const RunOptions& run,
                  Counter& counter, std::vector<std::optional<double>>& lost) {
    const auto sets = (failed.size() + kShockLanes - 1) / kShockLanes;
    in_parts(sets, run, [&](std::size_t begin, std::size_t end) {
        const auto first = begin * kShockLanes;
        const auto these =
            failed.subspan(first, std::min(end * kShockLanes, failed.size()) - first);
        if (run.stop.stop_requested()) return;
        shocks_in_lanes(firms, these, [&](auto known, auto shares) {
            for (std::size_t i = 0; i < known.size(); ++i) {
                lost[known[i]] = shares[i];
                counter.add();
            }
            return !run.stop.stop_requested();
        });
    });
}

}  // namespace

std::vector<std::optional<double>> esri(const Network& network, const RunOptions& run) {
    const Firms firms = firms_of(network);
    std::vector<std::optional<double>> index(network.nodes.size());
    if (firms.total == 0) return index;
    Counter counter{run, index.size()};
    std::vector<std::optional<double>> lost(index.size());
    const auto left = follow_each(firms, run, counter, lost);
    run_in_lanes(firms, left, run, counter, lost);
    for (std::size_t firm = 0; firm < lost.size(); ++firm)
        index[firms.nodes[firm].index()] = lost[firm];
    return index;
}

}  // namespace jarip::stress
