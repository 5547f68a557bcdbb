/// Which countries can build a product together, with the borders closed around them?
///
/// A group is minimal where it can build the product and would not without any one of its members. All of them are
/// found: the smallest first, by hitting sets (docs/formulas.md, Coalitions).
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     for (const auto& product : jarip::coalition::coalitions(network))
///         for (const auto& group : product.groups) { … }  // group.members: countries, and what only they make
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::coalition {

using network::CountryId;
using network::ItemId;
using network::Network;

struct Coalitions;

struct Options {
    std::vector<std::string>
        with;  ///< codes of countries that stand in every group; members of it or not
    std::optional<std::string> product;  ///< its id; not given: every product of the model
    std::optional<double>
        rate;  ///< units a month that a group must build; not given, or 0: anything at all
    bool candidates =
        false;  ///< candidates count as built and expansions as made, wherever they stand
    std::size_t most = 1000;  ///< groups of a product
    RunOptions run;
    /// Called with what makes the result so far, group by group.
    std::function<void(const std::function<std::vector<Coalitions>()>&)> so_far;
};

struct Member {
    CountryId country;
    /// Items that no other member makes and without which the group cannot build the product, by id. Empty where it
    /// takes several of them together.
    std::vector<ItemId> only;
};

struct Group {
    std::vector<Member> members;      ///< by code
    std::optional<double> per_month;  ///< units of the product it can build; nullopt: without limit
};

struct Coalitions {
    ItemId product;
    std::optional<double> rate;     ///< what was asked for; nullopt: anything at all
    std::vector<CountryId> makers;  ///< countries that make anything of its chain, by code
    /// Minimal groups, the smaller first, then by codes. Empty where all countries together cannot build it.
    std::vector<Group> groups;
    bool complete = false;            ///< these are all
    std::size_t proven_up_to = 0;     ///< no minimal group of at most so many countries is missing
    std::vector<CountryId> in_every;  ///< without them nobody can build it; only where complete
    std::size_t with_home = 0;        ///< groups in which home stands
    std::optional<double>
        per_month;  ///< what all countries together can build; nullopt: without limit
};

/// By product. Countries of a group trade freely among themselves and with nobody else; a plant counts where it
/// stands, whoever owns it.
/// errors  E0560 where a country of `with` is not in the model, E0561 where `product` is no product of it
[[nodiscard]] std::vector<Coalitions> coalitions(const Network& network,
                                                 const Options& options = {});

}  // namespace jarip::coalition
