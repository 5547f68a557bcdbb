/// A plan that can be carried out, made of one that nearly can.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/lp/matrix.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {

/// Goes through a plan day by day: where less is there than the plan takes, everything that takes of it gets the same
/// share of what it wanted; what is left over is kept; at the customer the whole backlog is delivered as soon as
/// it is there. Rows then hold but for rounding, whatever the plan was.
///
/// For models of which nothing but this is asked: flows, slots that parts fill, limits of what is started and sent,
/// stock, deliveries that come late or never. Shares that are fixed, blends, minimum and maximum stock, shelf lives and
/// whole numbers are others.
class Carrying {
public:
    Carrying(const Network& network, const Formulation& formulation, const lp::Matrix& matrix);

    /// Whether the model is one of these.
    [[nodiscard]] bool fits() const { return fits_; }
    /// Values by column, in the matrix's units, from those that were wanted, without what is then left over.
    /// requires: fits()
    [[nodiscard]] std::vector<double> carried_out(std::vector<double> wanted) const;
    /// Of values that hold those without what only lies there in the end: it is not sent, and not started. requires: fits()
    [[nodiscard]] std::vector<double> without_surplus(std::vector<double> values) const;

private:
    class Run;
    class Surplus;
    enum class Kind : std::uint8_t { none, flow, start, stock, deliver, backlog, lose };
    enum class RowKind : std::uint8_t { none, pool, slot, limit, demand, backlog };
    struct Period {
        std::vector<std::uint32_t> columns, limits, demands;
        std::vector<std::uint32_t> places;   ///< pools and slots, along the flow
        std::vector<std::uint32_t> circle;   ///< beside places: the same number for all of a circle
        std::vector<std::uint32_t> against;  ///< what is started and sent, against the flow
    };
    /// What lies in a pool at the end of a period, and the pool in the next.
    struct Stock {
        std::uint32_t column = kNone;
        std::uint32_t next = kNone;
        double takes = 1, brings = 0;  ///< of the pool, and to the next
    };
    static constexpr auto kNone = static_cast<std::uint32_t>(-1);

    void read_columns(const Network& network, const Formulation& formulation);
    void read_rows(const Network& network, const Formulation& formulation);
    void find_stocks();
    void order_against_flow();
    [[nodiscard]] RowKind kind_of_other(std::size_t row) const;
    [[nodiscard]] bool is_place(std::size_t row) const {
        return rows_[row] == RowKind::pool || rows_[row] == RowKind::slot;
    }

    const lp::Matrix& matrix_;
    bool fits_ = true;
    std::vector<Kind> columns_;
    std::vector<RowKind> rows_;
    std::vector<std::uint32_t> period_;  ///< by column
    std::vector<Period> periods_;
    std::vector<Stock> stocks_;  ///< by row
};

}  // namespace jarip::plan
