/// What nearly right duals of a network prove: they are mended along its flows until no column breaks them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/lp/first_order.hpp"
#include "jarip/lp/matrix.hpp"

namespace jarip::lp {

/// In a network an equality is a place where something lies, its dual what a unit is worth there, and a column takes
/// from some places (negative terms) and brings to others (positive ones). A column whose reduced cost is below 0
/// makes a gain that cannot be: what it takes gets dearer, or what it brings cheaper, or the limit that it fills
/// (a row with a high limit alone) gets a price. Of these the one is chosen that costs the bound least: places are
/// gone through against the flow first, then along it. Any linear model may be given: what is left broken is paid for
/// by proven_bound().
class Prices {
public:
    explicit Prices(const Matrix& matrix);

    struct Mended {
        std::vector<double> duals;
        double bound = 0;
    };
    [[nodiscard]] Mended mended(const Point& point) const;

private:
    class Pass;
    void find_limits();
    [[nodiscard]] bool is_place(std::size_t row) const {
        return matrix_.row_low[row] == matrix_.row_high[row];
    }

    const Matrix& matrix_;
    std::vector<std::uint32_t> places_;  ///< along the flow; those in a circle next to each other
    bool has_circles_ = false;
    std::vector<double> brings_;  ///< by column: the sum of its terms in places it brings to
    /// By column: the most of it that its tightest limit leaves, and the row of that limit.
    std::vector<double> most_;
    std::vector<std::uint32_t> limit_;
};

/// The order in which the places of a network lie along its flows; those on a circle are next to each other.
struct Places {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> circle;  ///< beside rows: the same number for all of a circle
    bool circles = false;
};
[[nodiscard]] Places places_along_flow(const Matrix& matrix);

}  // namespace jarip::lp
