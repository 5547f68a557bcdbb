/// What `trade reconcile` and `model calibrate` are asked of a model and customs tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"

namespace jarip::cli {

struct CustomsQuestion {
    std::string reporter;
    std::vector<std::string> hs, baskets, items;
    std::string period;
    std::optional<double> per_usd;
};

/// --reporter, --hs, --basket, --item, --period, --per-usd.
void add_question(Options& options, CustomsQuestion& question);
/// errors  E0121 no period, E0120 unknown basket
[[nodiscard]] calibrate::Options asked(const CustomsQuestion& question, const Session& session);

/// The tables at these paths; without any, the customs tables of the model.
/// errors  E0704 neither is there, and those of reading
[[nodiscard]] trade::Flows read_customs(const std::vector<std::string>& paths,
                                        const network::Network& network, const Session& session);

}  // namespace jarip::cli
