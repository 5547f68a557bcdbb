/// Economic complexity of exporters and products, and the space of products.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jarip/trade/indicators.hpp"

namespace jarip::trade {

/// What the economic complexity of exporters and products is asked of.
struct ComplexityQuery {
    std::vector<std::string> hs;
    std::optional<Period> period;
    bool cells = true;                  ///< figures of every pair too
    std::vector<std::string> cells_of;  ///< of these exporters only, by any label; none: of all
    /// Exporters whose figures do not cover the period throughout are left out.
    bool whole = false;
    RunOptions run;
};

struct ExporterComplexity {
    std::string exporter;
    int diversity = 0;
    std::optional<double> eci;  ///< economic complexity index
    std::optional<double> coi;  ///< complexity outlook index
};
struct ProductComplexity {
    std::string product;
    int ubiquity = 0;
    std::optional<double> pci;  ///< product complexity index
};

/// Economic complexity (docs/formulas.md; Hidalgo & Hausmann 2009). The indices are undefined where the second
/// eigenvalue is not single: then the exports fall into groups that share no product.
struct Complexity {
    std::optional<Period> period;
    std::vector<ExporterComplexity> exporters;  ///< sorted by name
    std::vector<ProductComplexity> products;    ///< sorted by code
    /// Of whom there are cells: indices into exporters. All of them, or those that were asked for.
    std::vector<std::size_t> rows;
    /// rows × products, row by row; empty unless asked for
    std::vector<double> rca, density, outlook_gain;
    std::vector<std::string> left_out;     ///< exporters and products without a revealed advantage
    std::vector<std::string> partial;      ///< exporters whose figures do not cover the period
    std::vector<std::string> overlapping;  ///< those whose periods overlap in part: left out too
    std::vector<Source> sources;
    [[nodiscard]] std::size_t cell(std::size_t row, std::size_t product) const {
        return row * products.size() + product;
    }
};

/// errors  E0120 unknown basket
[[nodiscard]] Complexity complexity(const Flows& flows, const ComplexityQuery& query = {});
[[nodiscard]] OverTime<Complexity> complexity(const Flows& flows, const ComplexityQuery& query,
                                              Every every);

/// Two products that the same exporters make: indices into products, first < second.
struct ProductEdge {
    std::uint32_t first = 0, second = 0;
    double proximity = 0;  ///< φ of docs/formulas.md (Trade), > 0
    bool tree = false;     ///< of the maximum spanning tree
};

/// The product space: the maximum spanning tree (of each group of products that share exporters), and all pairs of at
/// least this proximity, in the order of products. Hidalgo, Klinger, Barabási & Hausmann (2007), Science 317, take
/// 0.55. Needs a complexity with cells.
inline constexpr double kNearProducts = 0.55;
struct ProductSpace {
    std::optional<Period> period;
    double threshold = kNearProducts;
    std::vector<ProductComplexity> products;  ///< sorted by code
    std::vector<ProductEdge> edges;           ///< in the order of products
    std::size_t exporters = 0;                ///< of which the proximities are
    std::vector<std::string> left_out, partial, overlapping;
    std::vector<Source> sources;
};
[[nodiscard]] std::vector<ProductEdge> product_space(const Complexity& complexity,
                                                     double threshold = kNearProducts);
/// errors  E0120 unknown basket
[[nodiscard]] ProductSpace product_space(const Flows& flows, const ComplexityQuery& query,
                                         double threshold = kNearProducts);
[[nodiscard]] OverTime<ProductSpace> product_space(const Flows& flows, const ComplexityQuery& query,
                                                   double threshold, Every every);

}  // namespace jarip::trade
