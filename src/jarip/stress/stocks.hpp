/// Stocks with which home lasts so many days, at least cost. Part of the face of stress.
#pragma once

#include <optional>
#include <vector>

#include "jarip/stress/ids.hpp"

namespace jarip::stress {

/// More stock of one input of a process or demand at home.
struct MoreStock {
    NodeRef node;
    ItemId item;             ///< of several that are used in the same place the largest
    double days_before = 0;  ///< of usual use in stock, as the model is
    double days = 0;         ///< of usual use that have to be there
    double units = 0;        ///< more than there are, of all that is used in the place
    double value = 0;        ///< of these, at list prices
};

/// With them deliveries at home do not fall below the threshold on any of so many days from the first effect of a scenario on,
/// though everybody goes on ordering as before.
struct StocksToLast {
    int days = 0;                 ///< that were asked for
    std::optional<int> lasts;     ///< days without more stock; nullopt: all that were asked for
    std::optional<double> value;  ///< of all that is added; nullopt: no stock is enough
    std::optional<double>
        least_value;  ///< no plan can do with less, whoever orders how; nullopt: no plan can do it
    std::vector<MoreStock> list;  ///< the largest value first
    bool interrupted =
        false;  ///< asked to stop: these stocks are enough, and may be more than are needed
};

}  // namespace jarip::stress
