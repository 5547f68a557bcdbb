/// Whose value is inside each rack?
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     const auto origin = jarip::origin::shares(network, month);
///     // origin.products[0].domestic_content: 0.8 of a Korean rack's value is added in Korea
///     const auto countries = jarip::origin::shares_by(
///         network, origin.contributions, jarip::origin::By::country);
///     // {"KR", 0.8}, {"TW", 0.2}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::origin {

using network::CompanyId;
using network::CountryId;
using network::ItemId;
using network::Network;
using network::ProcessId;
using network::SiteId;
using network::StageId;

/// Value added to the site's country, or to the country of the company's headquarters.
enum class View { location, ownership };
enum class By { country, company, stage, site };

/// The part of one unit's value that the processes of one stage at one site add. What only stock
/// supplies has no site, company and country.
struct Contribution {
    SiteId site;
    CompanyId company;
    CountryId country;  ///< of the site
    StageId stage;      ///< of the item made; of the item in stock
    double share = 0;
    double sourced =
        0;  ///< the part of `share` that rests on rows with a source (see `sourced_share`)
};

struct Share {
    std::string
        key;  ///< code of the country, id of company, stage or site; "stock"; "" without stage
    double share = 0;
};

/// A needed item that no operating process at home makes, with the alternates that would do.
struct MissingStage {
    ItemId item;
    StageId stage;
    std::vector<ItemId> alternates;
};

/// Concentration of one item's supply: Σ shares² over the good units made a month, in (0, 1]. Nothing
/// made in the plan: by capacity; neither: nullopt.
struct ItemConcentration {
    ItemId item;
    std::optional<double> hhi_country, hhi_company;
    std::optional<double> self_sufficiency;  ///< min(1, home capacity ÷ need at the demanded rate)
};

/// The same of all items of a stage that the plan makes, added up at list prices.
struct StageConcentration {
    StageId stage;
    std::optional<double> hhi_country, hhi_company;
};

/// A site, company or country without which products are lost.
struct SinglePoint {
    By kind = By::site;
    std::string id;
    double lost = 0;          ///< share of products delivered (everywhere) that is lost
    double lost_at_home = 0;  ///< share of those delivered at home; 0 where none are
};

struct ProductOrigin {
    ItemId item;
    double weight = 0;                        ///< value delivered at home a month, at list prices
    std::vector<Contribution> contributions;  ///< sum to 1, largest first; empty: undefined
    std::optional<double> domestic_content;   ///< location view
    std::optional<double> domestic_content_owned;   ///< ownership view
    std::optional<double> closed_border_per_month;  ///< nullopt: without limit
    std::vector<MissingStage> missing_stages;
    std::optional<double> freight_and_tariff;  ///< outside the 100 %: a unit's, ÷ its price
};

struct Origin {
    std::vector<ProductOrigin> products;  ///< beside network.products
    /// Over products, weighted by value delivered at home; where nothing is delivered there, by value
    /// wanted; where nothing is wanted, all alike.
    std::vector<Contribution> contributions;
    std::optional<double> domestic_content;
    std::optional<double> domestic_content_owned;
    /// Sum of units over the products, made together; nullopt: without limit.
    std::optional<double> closed_border_per_month;
    std::vector<MissingStage> missing_stages;             ///< of every product, each item once
    std::vector<ItemConcentration> concentration;         ///< by item
    std::vector<StageConcentration> stage_concentration;  ///< by stage
    std::vector<SinglePoint> single_points;               ///< worst first
    /// Share of the value added that rests on rows with a source: a process's value added does when
    /// the rows of the item it makes and of every item it takes (their prices), and those parts' rows
    /// (their quantities), all have one and are not assumed.
    double sourced_share = 0;
    Diagnostics findings;  ///< E0350 negative value added, E0351 price of 0, E0352 no composition
};

struct Options {
    double single_point_threshold = 0.1;
    bool single_points = true;
    RunOptions run;
};

/// Value added by country, company, stage and site in a unit of each product, as delivered at home.
///
/// For a process VA = price − Σ (quantity ÷ yield) · price of its parts, at list prices. A pool is the mix of
/// what is made in it and what comes in, a slot the mix of the parts that fill it; both as the steady plan
/// flows. Off the plan, each pool and slot by itself:
///   - a pool that nothing flows into takes the shares of sourcing.csv that name it (its site's rows, else its
///     country's); what they leave over, or the whole, comes from every operating process that can reach it,
///     over hubs too, in proportion to capacity in good units (capacity × mean availability × yield, within the
///     shared resources); processes without limit share alike and leave nothing to the limited;
///   - the slot of a process that does not run takes its most preferred parts, in proportion to the world's
///     capacity of each ÷ quantity.
/// Where no process is behind a pool, its supply is "stock".
///
/// A product's mix is that of its deliveries at home; if there are none, of all its deliveries; then of what is
/// wanted at home, of what is wanted anywhere, and last of its makers by capacity.
///
/// month    plan::steady of the same network
/// returns  shares that sum to 1 within 1e-12, or none with a warning
/// source   docs/formulas.md (Origin)
[[nodiscard]] Origin shares(const Network& network, const plan::SteadyPlan& month,
                            const Options& options = {});

/// The shares of one product (or of all, weighted) added up by country, company, stage or site, largest
/// first. The view says which country.
[[nodiscard]] std::vector<Share> shares_by(const Network& network,
                                           const std::vector<Contribution>& contributions, By by,
                                           View view = View::location);

/// What is left of the shares without design: those of stages in which something tangible is made (or that have no
/// stage), scaled to sum 1. Empty where nothing is left.
[[nodiscard]] std::vector<Contribution> without_design(
    const Network& network, const std::vector<Contribution>& contributions);

/// Items that a country's operating processes cannot make for a product, from the product down.
///
/// An item can be made at home if some process there has capacity and each slot of its recipe has a part
/// that can be (the largest such set, so that loops which feed themselves count as made). From the product
/// down: an item without a maker at home is missing; the search goes on through its makers' recipes, of
/// those at home where there are any, else of all. A slot that can be met is passed over. One that cannot
/// leads to its parts with makers at home; without any it is one missing stage, the most preferred part,
/// with the others as alternates.
///
/// returns  each item once, in the order of the search (breadth first)
/// source   docs/formulas.md (Origin)
[[nodiscard]] std::vector<MissingStage> missing_stages(const Network& network, ItemId product,
                                                       CountryId country);

}  // namespace jarip::origin
