// Quantities, capacities, needs and costs from 1e-9 to 1e12 against trying every set of plants in long double.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

using fixtures::NetworkBuilder;

/// One plant of a stage. Yields are 1, so that each stage is decided for itself.
struct Plant {
    bool candidate = true;
    std::optional<double> capacity;
    double capex = 0, cost = 0;
};

/// Stages one after the other at one site; a unit of the next takes `quantity` of the one before.
struct Chain {
    std::vector<std::vector<Plant>> stages;
    std::vector<double> quantity;  ///< of stage k in stage k + 1
    double wanted = 1;             ///< of the last stage, a month

    [[nodiscard]] Network network() const {
        NetworkBuilder b;
        b.months(1);
        for (std::size_t k = 0; k < stages.size(); ++k) b.item(name(k), 1);
        b.product(name(stages.size() - 1));
        for (std::size_t k = 0; k < stages.size(); ++k)
            for (std::size_t i = 0; i < stages[k].size(); ++i) {
                fixtures::ProcessRow row{.id = name(k) + std::to_string(i),
                                         .site = "KR-a",
                                         .item = name(k),
                                         .capacity = stages[k][i].capacity,
                                         .cost = stages[k][i].cost};
                if (k > 0) row.slots = {{{name(k - 1), quantity[k - 1]}}};
                if (stages[k][i].candidate) row.status = network::Status::candidate;
                b.process(row);
            }
        b.demand({"home", "KR-a", name(stages.size() - 1), wanted, 1});
        Network built = b.build();
        std::size_t next = 0;
        for (const auto& stage : stages)
            for (const Plant& plant : stage) built.processes[ProcessId{next++}].capex = plant.capex;
        return built;
    }

    static std::string name(std::size_t stage) {
        return std::string(1, static_cast<char>('p' + stage));
    }

    /// The least cost by trying every set of each stage's plants, filled from the cheapest on.
    [[nodiscard]] std::optional<long double> least() const {
        long double total = 0;
        long double need = wanted;
        for (std::size_t k = stages.size(); k-- > 0;) {
            const auto best = least_of(stages[k], need);
            if (!best) return std::nullopt;
            total += *best;
            if (k > 0) need *= quantity[k - 1];
        }
        return total;
    }

    static std::optional<long double> least_of(std::vector<Plant> plants, long double need) {
        std::ranges::sort(plants, {}, &Plant::cost);
        std::optional<long double> best;
        for (std::size_t set = 0; set < std::size_t{1} << plants.size(); ++set) {
            long double cost = 0;
            long double left = need;
            for (std::size_t i = 0; i < plants.size(); ++i) {
                const Plant& plant = plants[i];
                if (((set >> i) & 1U) == 0) continue;
                if (plant.candidate) cost += plant.capex;
                const long double made =
                    plant.capacity ? std::min<long double>(left, *plant.capacity) : left;
                cost += made * plant.cost;
                left -= made;
            }
            if (left > 0) continue;
            if (!best || cost < *best) best = cost;
        }
        return best;
    }
};

double scale(RandomStream& random, double low, double high) {
    return std::pow(10.0, low + (high - low) * random.uniform());
}

/// Capacities are now about what is needed, now anything at all.
Chain random_chain(std::uint32_t number) {
    RandomStream random{{.seed = 13, .replication = number}};
    Chain chain;
    const auto stages = 1 + random.below(3);
    chain.wanted = scale(random, -9, 12);
    chain.stages.resize(stages);
    double need = chain.wanted;
    for (std::size_t k = stages; k-- > 0;) {
        const auto plants = 1 + random.below(4);
        for (std::uint64_t i = 0; i < plants; ++i) {
            Plant plant{.candidate = random.below(4) != 0,
                        .capex = scale(random, -9, 12),
                        .cost = random.below(3) == 0 ? 0 : scale(random, -9, 12) / need};
            if (random.below(2) == 0) plant.capex = scale(random, -1, 1) * plant.cost * need;
            const auto kind = random.below(4);
            if (kind == 0) plant.capacity = need * scale(random, -1, 1);
            if (kind == 1) plant.capacity = need * scale(random, 0, 12);
            if (kind == 2) plant.capacity = scale(random, -9, 12);
            chain.stages[k].push_back(plant);
        }
        if (k > 0) {
            chain.quantity.insert(chain.quantity.begin(), scale(random, -9, 12));
            need *= chain.quantity.front();
        }
    }
    return chain;
}

void expect_recomputable(const Result& result, const std::string& which) {
    double total = 0;
    double size = 0;
    for (const Built& each : result.built) total += each.capex;
    for (const Flow& flow : result.flows) {
        const double part = flow.quantity * flow.unit_cost * flow.factor;
        total += part;
        size += std::abs(part);
    }
    EXPECT_NEAR(total, result.objective, 1e-9 * std::max(size, result.objective)) << which;
}

Result solve_chain(const Chain& chain, Target target) {
    Options options{.target = target};
    if (target == Target::closed_border_racks) options.level = chain.wanted;
    if (target == Target::domestic_content) options.level = 0;
    return solve(chain.network(), options);
}

void expect_least(const Chain& chain, const Result& result, const std::string& which) {
    const auto least = chain.least();
    if (!least) {
        EXPECT_EQ(result.status, lp::Status::infeasible) << which;
        return;
    }
    ASSERT_EQ(result.status, lp::Status::optimal) << which;
    EXPECT_TRUE(result.certificate.holds) << which << " " << result.certificate.worst;
    EXPECT_NEAR(result.objective, static_cast<double>(*least), 1e-6 * static_cast<double>(*least))
        << which;
    expect_recomputable(result, which);
}

/// Some of what is wanted, and not all of it, is delivered with nothing built: no more need be where content is asked for.
bool delivers_a_part(const Network& network) {
    const auto month = plan::steady(network, {.bottlenecks = false});
    double delivered = 0, wanted = 0;
    for (const auto id : network.demands.ids()) {
        delivered += month.delivered[id];
        wanted += month.wanted[id];
    }
    return delivered > 0 && delivered < wanted * (1 - 1e-9);
}

/// False where it is refused, or no answer is proven.
bool answers_with_the_least(const Chain& chain, Target target, const std::string& which) {
    try {
        const Result result = solve_chain(chain, target);
        if (target == Target::domestic_content && delivers_a_part(chain.network())) {
            const auto least = chain.least();
            if (least && result.found()) {
                EXPECT_LE(result.objective, static_cast<double>(*least) * (1 + 1e-6)) << which;
            }
            return result.found();
        }
        if (result.status != lp::Status::unknown && result.status != lp::Status::feasible)
            expect_least(chain, result, which);
        return result.status == lp::Status::optimal || result.status == lp::Status::infeasible;
    } catch (const Error& error) {
        const std::string code = error.diagnostics().front().code;
        EXPECT_TRUE(code == "E0300" || code == "E0317") << which << ' ' << code;
        return false;
    }
}

// Figures whose spread passes what can be held are refused, or end without an answer; a wrong one is never given.
TEST(Scales, RandomChainsCostTheLeastOfAllSetsOfPlants) {
    constexpr std::uint32_t kDraws = 600;
    constexpr int kMostUnanswered = kDraws * 3 * 2 / 100;  // of three targets each
    int unanswered = 0;
    for (std::uint32_t number = 0; number < kDraws; ++number)
        for (const Target target :
             {Target::closed_border_racks, Target::demand, Target::domestic_content})
            if (!answers_with_the_least(
                    random_chain(number), target,
                    std::to_string(number) + "/" + std::to_string(static_cast<int>(target))))
                ++unanswered;
    EXPECT_LE(unanswered, kMostUnanswered);
}

// 80 of 3e8 chips a month, of a fab of 5e9 dollars.
TEST(Scales, AFabThatIsFarTooLargeIsPaidForInFull) {
    const Chain chain{.stages = {{{.capacity = 3e8, .capex = 5e9, .cost = 1}}}, .wanted = 80};
    for (const Target target :
         {Target::closed_border_racks, Target::demand, Target::domestic_content})
        expect_least(chain, solve_chain(chain, target), "fab");
    const Result days = solve(chain.network(), {.target = Target::autonomy_days, .level = 10});
    ASSERT_EQ(days.status, lp::Status::optimal);
    EXPECT_EQ(days.capex, 5e9);
}

TEST(Scales, ATinyLevelCostsAllOfTheCapitalThatItNeeds) {
    for (const double wanted : {1e-3, 1e-4, 1e-6, 1e-9}) {
        const Chain chain{.stages = {{{.capacity = 3e8, .capex = 5e9, .cost = 1}},
                                     {{.capacity = 1e6, .capex = 2e6, .cost = 1}}},
                          .quantity = {72},
                          .wanted = wanted};
        const Result result = solve(chain.network(), {.level = wanted});
        ASSERT_EQ(result.status, lp::Status::optimal) << wanted;
        EXPECT_EQ(result.capex, 5e9 + 2e6) << wanted;
    }
}

TEST(Scales, TheUnitInWhichAnItemIsCountedChangesNothing) {
    for (std::uint32_t number = 0; number < 40; ++number) {
        Chain chain = random_chain(number);
        if (chain.stages.size() < 2) continue;
        const Result plain = solve(chain.network(), {.target = Target::demand});
        for (const double unit : {1e-12, 1e-9, 1e9, 1e12}) {
            Chain other = chain;
            for (Plant& plant : other.stages[0]) {
                if (plant.capacity) *plant.capacity *= unit;
                plant.cost /= unit;
            }
            other.quantity[0] *= unit;
            const Result result = solve(other.network(), {.target = Target::demand});
            ASSERT_EQ(result.status, plain.status) << number << " " << unit;
            EXPECT_NEAR(result.objective, plain.objective, 1e-7 * plain.objective)
                << number << " " << unit;
        }
    }
}

}  // namespace
}  // namespace jarip::onshore
