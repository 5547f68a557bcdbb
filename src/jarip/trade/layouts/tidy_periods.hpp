/// When the rows of a tidy table were: years, months and quarters in columns, dates that stand for months, remarks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "jarip/trade/layouts/tidy_columns.hpp"

namespace jarip::trade {

class TidyPeriods {
public:
    TidyPeriods(Rows& rows, FlowsBuilder& flows, const TidyColumns& columns)
        : rows_{rows}, flows_{flows}, columns_{columns} {}

    /// Finds out what dates stand for; before the first row. notes E0185
    void find_months();
    /// Of this row; empty where it cannot be read, which is reported.
    [[nodiscard]] std::optional<std::uint32_t> read();
    /// What the row's remark and number of months make of it. errors  E0160 more months than it has
    [[nodiscard]] std::optional<std::uint32_t> said(std::uint32_t period);
    void begin_again() { narrowed_ = 0; }
    /// Rows of which a remark says that they are a part of their year.
    [[nodiscard]] std::size_t narrowed() const { return narrowed_; }

private:
    [[nodiscard]] std::optional<std::uint32_t> read_days();
    [[nodiscard]] std::optional<std::uint32_t> read_month(std::string_view text,
                                                          std::size_t column);

    Rows& rows_;
    FlowsBuilder& flows_;
    const TidyColumns& columns_;
    unsigned months_of_date_ =
        0;  // where dates stand for months, quarters or years; 0 where they are days
    bool dates_are_last_ = false;
    std::size_t narrowed_ = 0;
};

}  // namespace jarip::trade
