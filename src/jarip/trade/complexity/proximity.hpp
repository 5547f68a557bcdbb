/// How near products are to each other, without a table of every two of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jarip::trade {

/// The proximity φ of docs/formulas.md (Trade): of two products, the lesser of the chances that an exporter of one makes the other.
class Proximity {
public:
    /// made  [exporters × products, row by row] 1 where the exporter makes the product, else 0; each product is
    ///       made by one at least
    Proximity(std::span<const double> made, std::size_t exporters);

    /// left × φ, of any number of rows; the same for any number of threads.
    ///
    /// φ_pq is the number of common makers over the larger number of makers, so that, q running over the products
    /// of at most as many makers as p and r over the others,
    ///     (x φ)_p = Σ_{c makes p} ( Σ_{q made by c} x_q / makers_p + Σ_{r made by c} x_r / makers_r ).
    /// The inner sums are the same for all products of equally many makers: one number an exporter, not one a product.
    [[nodiscard]] std::vector<double> spread(std::span<const double> left, unsigned threads) const;

private:
    [[nodiscard]] std::size_t products() const { return order_.size(); }
    [[nodiscard]] std::span<const std::uint32_t> makers(std::size_t product) const {
        return std::span{makers_}.subspan(begin_[product], begin_[product + 1] - begin_[product]);
    }

    std::size_t exporters_;
    std::vector<std::uint32_t> makers_;  // product by product
    std::vector<std::size_t> begin_;     // of each product's makers
    std::vector<std::uint32_t> order_;   // products, those of the fewest makers first
    std::vector<std::size_t>
        levels_;  // where in order_ products of equally many makers begin; the end
};

}  // namespace jarip::trade
