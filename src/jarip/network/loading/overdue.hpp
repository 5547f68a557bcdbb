/// Orders and receipts dated before the model starts.
#pragma once

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

/// Whether the day is before the start, which is noted: it then counts on the first day.
[[nodiscard]] inline bool is_overdue(Loading& loading, const ModelTable& rows, std::size_t row,
                                     const Column& column, Day date) {
    const Period& horizon = loading.network.horizon;
    if (horizon.days() == 0 || date >= horizon.first) return false;
    loading.diagnostics.note(
        "E0320", rows.location(row, column),
        {{"value", std::string{rows.text(row, column)}}, {"start", format_date(horizon.first)}});
    return true;
}

}  // namespace jarip::network
