/// What reports say of reconciliation and calibration. For .cpp files of this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jarip/report.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

/// Money of a page in one unit: in millions where that leaves digits.
class PageMoney {
public:
    PageMoney(double largest, std::string currency);
    [[nodiscard]] std::string operator()(double value) const;
    /// "million USD", "USD"
    [[nodiscard]] std::string unit(Language language) const;

private:
    double divisor_ = 1;
    std::string currency_;
};

/// "Import", "Export"
[[nodiscard]] std::string direction_label(trade::Direction direction, Language language);
/// A partner of a cell: a country's name, "others (ROW)", "all partners".
[[nodiscard]] std::string partner_label(const calibrate::Cell& cell, Language language);
/// The site or country at an end of an arc.
[[nodiscard]] std::string place_label(const network::Network& network, network::PoolId pool,
                                      Language language);

/// "demand for Rack (Paju)", "capacity of …"
[[nodiscard]] std::string limit_text(const calibrate::Limit& limit, const Context& context);
/// The first `most` rows and a line that counts the rest.
[[nodiscard]] std::string rows_and_rest(const TextTable& table, std::size_t shown, std::size_t all,
                                        const Context& context);

}  // namespace jarip::report
