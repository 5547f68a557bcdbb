#include "jarip/plan/model/carrying.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "fixtures/random_network.hpp"
#include "jarip/lp/matrix.hpp"

namespace jarip::plan {
namespace {

/// What rows and bounds are broken by, relative to what stands in them.
double broken(const lp::Matrix& matrix, const std::vector<double>& values) {
    double worst = 0;
    for (std::size_t j = 0; j < values.size(); ++j)
        worst = std::max({worst, -values[j], values[j] - matrix.column_high[j]});
    for (std::size_t i = 0; i < matrix.row_count(); ++i) {
        double sum = 0, size = 1;
        matrix.rows.each(i, [&](std::uint32_t column, double term) {
            sum += term * values[column];
            size = std::max(size, std::abs(term * values[column]));
        });
        worst =
            std::max({worst, (matrix.row_low[i] - sum) / size, (sum - matrix.row_high[i]) / size});
    }
    return worst;
}

TEST(Carrying, WhateverWasWantedWhatIsCarriedOutHolds) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Network network = fixtures::random_network({.seed = seed});
        const Formulation formulation = period_formulation(network);
        const lp::Matrix matrix{formulation.model};
        const Carrying carrying{network, formulation, matrix};
        if (!carrying.fits()) continue;
        RandomStream random{{.seed = seed}};
        std::vector<double> wanted;
        for (std::size_t j = 0; j < matrix.column_count(); ++j)
            wanted.push_back(random.uniform() < 0.3 ? 0 : 3 * random.uniform());
        EXPECT_LE(broken(matrix, carrying.carried_out(wanted)), 1e-9) << seed;
    }
}

TEST(Carrying, APlanThatHoldsIsCarriedOutAsItIsButForWhatIsDeliveredSooner) {
    const Network network = network::load("tests/known/plan/transport-dantzig");
    const Formulation formulation = period_formulation(network);
    const lp::Matrix matrix{formulation.model};
    const Carrying carrying{network, formulation, matrix};
    ASSERT_TRUE(carrying.fits());
    const lp::Solution best = lp::solve(formulation.model);
    std::vector<double> wanted;
    for (const lp::ColumnId id : formulation.model.columns.ids())
        wanted.push_back(best.values[id] / matrix.units.columns[id.index()]);
    const auto values = carrying.carried_out(wanted);
    double cost = 0;
    for (std::size_t j = 0; j < values.size(); ++j) cost += matrix.costs[j] * values[j];
    double least = 0;
    for (std::size_t j = 0; j < values.size(); ++j) least += matrix.costs[j] * wanted[j];
    EXPECT_NEAR(cost, least, 1e-7 * std::abs(least));
}

TEST(Carrying, WhereLessIsThereAllGetTheSameShare) {
    fixtures::NetworkBuilder b;
    b.item("bolt", 10);
    b.product("bolt");
    b.months(1);
    b.process({.id = "make", .site = "TW-a", .item = "bolt", .capacity = 6});
    b.lane({.from = "TW-a", .to = "KR-b", .item = "bolt"});
    b.lane({.from = "TW-a", .to = "US-c", .item = "bolt"});
    b.demand({"korea", "KR-b", "bolt", 8, 10});
    b.demand({"america", "US-c", "bolt", 4, 10});
    const Network network = b.build();
    const Formulation formulation = period_formulation(network);
    const lp::Matrix matrix{formulation.model};
    const Carrying carrying{network, formulation, matrix};
    ASSERT_TRUE(carrying.fits());
    const auto unit = [&](lp::ColumnId id) { return matrix.units.columns[id.index()]; };
    std::vector<double> wanted(matrix.column_count(), 0);
    wanted[formulation.started[0].index()] = 6 / unit(formulation.started[0]);
    for (const ArcId id : network.arcs.ids()) {
        const bool home = network.at_home(network.country_of(network.arcs[id].to));
        wanted[formulation.shipped[id.index()].index()] =
            (home ? 8 : 4) / unit(formulation.shipped[id.index()]);
    }
    const auto values = carrying.carried_out(wanted);
    for (const ArcId id : network.arcs.ids()) {
        const bool home = network.at_home(network.country_of(network.arcs[id].to));
        const lp::ColumnId column = formulation.shipped[id.index()];
        EXPECT_NEAR(values[column.index()] * unit(column), home ? 4 : 2, 1e-9);
    }
}

TEST(Carrying, WhatAsksForMoreDoesNotFit) {
    for (const char* name : {"safety-stock", "shelf-life", "blending", "value-at-the-end"}) {
        const Network network = network::load("tests/known/plan/" + std::string{name});
        const Formulation formulation = period_formulation(network);
        const lp::Matrix matrix{formulation.model};
        EXPECT_FALSE((Carrying{network, formulation, matrix}.fits())) << name;
    }
}

}  // namespace
}  // namespace jarip::plan
