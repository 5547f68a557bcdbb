// What the default model must show, whatever its figures are revised to: that it is sound and as large as it says it
// is, that no price is below what goes into it, and that its answers stay inside what is published.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/origin.hpp"
#include "jarip/plan.hpp"

namespace jarip {
namespace {

using network::Network;
using network::ProcessId;
using network::Status;

class DefaultModel : public testing::Test {
protected:
    static void SetUpTestSuite() {
        model_ = new Network{network::load("", {.strict = true})};
        month_ = new plan::SteadyPlan{plan::steady(*model_, {.bottlenecks = false})};
        origin_ = new origin::Origin{origin::shares(*model_, *month_, {.single_points = false})};
    }
    static void TearDownTestSuite() {
        delete std::exchange(origin_, nullptr);
        delete std::exchange(month_, nullptr);
        delete std::exchange(model_, nullptr);
    }

    static const Network& model() { return *model_; }

    static const origin::ProductOrigin& product(std::string_view id) {
        for (const auto& product : origin_->products)
            if (model_->items[product.item].id == id) return product;
        throw Error{"E0260", "items.csv"};
    }

    static double share_of(const origin::ProductOrigin& product, origin::By by, origin::View view,
                           const std::set<std::string>& keys) {
        double share = 0;
        for (const auto& part : origin::shares_by(*model_, product.contributions, by, view))
            if (keys.contains(part.key)) share += part.share;
        return share;
    }

    static double made_with_closed_borders(std::string_view code) {
        for (const auto country : model_->countries.ids())
            if (model_->countries[country].code == code)
                return plan::closed_border(*model_, country).total.value();
        return 0;
    }

    static inline Network* model_ = nullptr;
    static inline plan::SteadyPlan* month_ = nullptr;
    static inline origin::Origin* origin_ = nullptr;
};

std::size_t count(const Network& model, Status status) {
    std::size_t result = 0;
    for (const auto process : model.processes.ids())
        if (model.processes[process].status == status) ++result;
    return result;
}

TEST_F(DefaultModel, IsSoundAndNamesASourceOrAnAssumptionForEveryFigure) {
    for (const auto& finding : model().findings.sorted())
        EXPECT_NE(finding.severity, Severity::warning) << finding.code;
}

TEST_F(DefaultModel, IsAsLargeAsItsReadmeSays) {
    EXPECT_EQ(model().items.size(), 188u);
    EXPECT_EQ(count(model(), Status::operating), 538u);
    EXPECT_EQ(count(model(), Status::candidate), 85u);
    EXPECT_EQ(model().sites.size(), 232u);
    EXPECT_EQ(model().companies.size(), 187u);
    EXPECT_EQ(model().products.size(), 6u);
    EXPECT_EQ(model().ranges.size(), 228u);
    EXPECT_GE(model().scenarios.size(), 16u);
}

TEST_F(DefaultModel, FitsTheBudgetOfOneSecond) {
    EXPECT_LE(plan::steady_formulation(model()).model.columns.size(), 8000u);
}

TEST_F(DefaultModel, CandidatesStandInKoreaAndSayWhatTheyCostAndHowLongTheyTake) {
    for (const auto id : model().processes.ids()) {
        const auto& process = model().processes[id];
        if (process.status != Status::candidate) continue;
        EXPECT_EQ(model().countries[model().sites[process.site].country].code, "KR") << process.id;
        EXPECT_GT(process.capex, 0) << process.id;
        EXPECT_GT(process.build_days, 0) << process.id;
    }
}

TEST_F(DefaultModel, NoProcessTakesPartsThatCostMoreThanWhatItMakes) {
    for (const auto& finding : network::losing_processes(model()).sorted())
        ADD_FAILURE() << finding.where.file << ':' << finding.where.line;
}

TEST_F(DefaultModel, EveryProductIsWantedAndDelivered) {
    std::map<std::string, double> delivered;
    for (const auto demand : model().demands.ids())
        delivered[model().items[model().pools[model().demands[demand].pool].item].id] +=
            month_->delivered[demand];
    for (const auto product : model().products)
        EXPECT_GT(delivered[model().items[product].id], 0) << model().items[product].id;
}

// 25,000 to 35,000 racks were expected to be shipped in 2025; 17,500 by the most careful.
TEST_F(DefaultModel, BuildsAsManyNvl72RacksAsWereShipped) {
    double racks = 0;
    for (const auto process : model().processes.ids())
        if (model().items[model().processes[process].item].id == "rack-nvl72")
            racks += month_->made(model(), process);
    EXPECT_GE(12 * racks, 17500);
    EXPECT_LE(12 * racks, 35000);
}

// "About 10 %" is said of Samsung and SK hynix in the making of NVIDIA's GPU servers.
TEST_F(DefaultModel, SamsungAndSkHynixEarnAboutATenthOfAnNvl72Rack) {
    const double share = share_of(product("rack-nvl72"), origin::By::company,
                                  origin::View::ownership, {"samsung", "skhynix"});
    EXPECT_GE(share, 0.07);  // of the whole value; the published figure may leave designs out
    EXPECT_LE(share, 0.13);
}

double share_of_nvl72(const Network& network, const std::string& company) {
    const auto month = plan::steady(network, {.bottlenecks = false});
    const auto origin = origin::shares(network, month, {.single_points = false});
    EXPECT_FALSE(origin.findings.has_errors());
    for (const auto& product : origin.products) {
        if (network.items[product.item].id != "rack-nvl72") continue;
        for (const auto& part :
             origin::shares_by(network, product.contributions, origin::By::company))
            if (part.key == company) return part.share;
    }
    return 0;
}

TEST_F(DefaultModel, ACheaperGpuIsNvidiasLossAndNotTheBuildersGain) {
    const auto cheaper = network::load(
        "", {.sets = {"items:gpu-blackwell.price*=0.7", "items:gpu-b300.price*=0.7"}});
    EXPECT_LT(share_of_nvl72(cheaper, "nvidia"), share_of_nvl72(model(), "nvidia") - 0.05);
    EXPECT_LT(share_of_nvl72(cheaper, "foxconn"), 1.5 * share_of_nvl72(model(), "foxconn"));
}

TEST_F(DefaultModel, NothingIsSoldBelowWhatItsPartsCost) {
    EXPECT_TRUE(network::losing_processes(model()).sorted().empty());
}

// SK hynix was almost sold out and makes most of NVIDIA's HBM; slide rails have other makers.
TEST_F(DefaultModel, LosingSkHynixMattersMoreThanLosingSlideRails) {
    const auto world = [](const Network& network) {
        const auto month = plan::steady(network, {.bottlenecks = false});
        double racks = 0;
        for (const auto demand : network.demands.ids())
            if (network.is_product(network.pools[network.demands[demand].pool].item))
                racks += month.delivered[demand];
        return racks;
    };
    const double all = world(model());
    const double no_hynix =
        world(network::load("", {.sets = {"resources:tsv-skhynix.capacity_per_month*=0"}}));
    const double no_rails =
        world(network::load("", {.sets = {"processes:rail-kingslide-tw.capacity_per_month=0"}}));
    EXPECT_LT(no_hynix, 0.8 * all);
    EXPECT_GT(no_rails, 0.95 * all);
}

TEST_F(DefaultModel, TheKoreanNpuRackPassesThroughTaiwan) {
    EXPECT_GT(share_of(product("rack-npu"), origin::By::country, origin::View::location, {"TW"}),
              0.02);
}

TEST_F(DefaultModel, OnlyChinaMakesRacksWithClosedBorders) {
    EXPECT_GT(made_with_closed_borders("CN"), 0);
    for (const auto* code : {"KR", "TW", "US", "JP"})
        EXPECT_EQ(made_with_closed_borders(code), 0) << code;
}

TEST_F(DefaultModel, KoreaCanFinishTheNpuRackOnlyWithItsCandidates) {
    EXPECT_FALSE(product("rack-npu").missing_stages.empty());

    auto built = network::load("", {.sets = {"processes:*.status=operating"}});
    for (const auto country : built.countries.ids()) {
        if (built.countries[country].code != "KR") continue;
        const auto rates = plan::closed_border(built, country);
        for (std::size_t p = 0; p < built.products.size(); ++p) {
            const auto& id = built.items[built.products[p]].id;
            if (id == "rack-npu")
                EXPECT_GT(rates.alone[p].value(), 0);
            else
                EXPECT_EQ(rates.alone[p].value(), 0) << id;
        }
    }
}

TEST_F(DefaultModel, AChainThatLacksItsFansEarnsNothing) {
    const auto built = network::load(
        "",
        {.sets = {"processes:*.status=operating", "processes:fan-korea-new.capacity_per_month=0"}});
    EXPECT_EQ(plan::closed_border(built, built.home).total.value(), 0);
}

TEST_F(DefaultModel, TwiceTheCapacityIsTwiceTheClosedBorderRate) {
    const auto doubled = network::load(
        "", {.sets = {"processes:*.capacity_per_month*=2", "resources:*.capacity_per_month*=2",
                      "lanes:*.capacity_per_month*=2"}});
    for (const auto country : doubled.countries.ids()) {
        if (doubled.countries[country].code != "CN") continue;
        EXPECT_NEAR(plan::closed_border(doubled, country).total.value(),
                    2 * made_with_closed_borders("CN"), 1e-6);
    }
}

}  // namespace
}  // namespace jarip
