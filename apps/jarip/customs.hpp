/// What `trade reconcile` and `model calibrate` are asked of a model and customs tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "trade_tables.hpp"

namespace jarip::cli {

struct CustomsQuestion {
    Tables tables;
    std::string reporter;
    Goods goods;
    std::vector<std::string> items;
    std::string period;
    std::optional<double> per_usd;
};

/// --reporter, --hs, --basket, --baskets, --item, --period, --per-usd, and how tables are read.
void add_question(Options& options, CustomsQuestion& question);
/// errors  E0121 no period, E0120 unknown basket
[[nodiscard]] calibrate::Options comparison_of(const CustomsQuestion& question,
                                               const Session& session);

/// The tables of the question; without any, the customs tables of the model.
/// errors  E0704 neither is there, and those of reading
[[nodiscard]] trade::Flows read_customs(const CustomsQuestion& question,
                                        const network::Network& network, const Session& session);

}  // namespace jarip::cli
