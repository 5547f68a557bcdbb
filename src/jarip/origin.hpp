/// Whose value is inside each product?
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     const auto origin = jarip::origin::shares(network, month);
///     // origin.products[0].domestic_content: 0.8 of the value of one built in Korea is added there
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
enum class By { country, company, stage, site, item };

/// The part of one unit's value that the processes of one item at one site add. What only stock
/// supplies has no site, company and country.
struct Contribution {
    ItemId item;  ///< made, or in stock
    SiteId site;
    CompanyId company;
    CountryId country;  ///< of the site
    StageId stage;      ///< of the item
    double share = 0;
    double sourced =
        0;  ///< the part of `share` that rests on rows with a source (see `sourced_share`)
};

struct Share {
    std::string
        key;  ///< code of the country, id of company, stage, site or item; "stock"; "" without stage
    double share = 0;
};

/// A share of two kinds at once: what Korea adds in packaging.
struct CrossedShare {
    std::string key, across;
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
    ItemId counted_in;                                    ///< in units of it: plan::counted_in
    std::vector<MissingStage> missing_stages;             ///< of every product, each item once
    std::vector<ItemConcentration> concentration;         ///< by item
    std::vector<StageConcentration> stage_concentration;  ///< by stage
    std::vector<SinglePoint> single_points;               ///< worst first
    /// Share of the value added that rests on rows with a source. Of a process: all where `value_added` of the item
    /// has one; where value is what a price with a source leaves after the parts, what would be left of it
    /// were all parts without a source (in price or quantity) to cost twice as much; of a residual the same, from the price of
    /// the product that it goes into.
    double sourced_share = 0;
    Diagnostics findings;  ///< E0350 negative value added, E0351 price of 0, E0352 no composition
};

struct Options {
    double single_point_threshold = 0.1;
    bool single_points = true;
    /// Concentration, and what is missing at home.
    bool details = true;
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

/// The shares of one product (or of all, weighted) added up by country, company, stage, site or item, largest
/// first. The view says which country.
[[nodiscard]] std::vector<Share> shares_by(const Network& network,
                                           const std::vector<Contribution>& contributions, By by,
                                           View view = View::location);

/// The same by any two of these, largest first.
[[nodiscard]] std::vector<CrossedShare> shares_crossed(
    const Network& network, const std::vector<Contribution>& contributions, By by, By across,
    View view = View::location);

/// Share of home's sites, or of companies with headquarters at home; nullopt of nothing.
[[nodiscard]] std::optional<double> domestic_share(const Network& network,
                                                   const std::vector<Contribution>& contributions,
                                                   View view);

/// What is left of the shares without design: those of stages in which something tangible is made (or that have no
/// stage), scaled to sum 1. Empty where nothing is left.
[[nodiscard]] std::vector<Contribution> without_design(
    const Network& network, const std::vector<Contribution>& contributions);

/// Items that a country's operating processes cannot make for a product, from the product down.
///
/// An item can be made at home if some process there has capacity and each slot of its recipe has a part
/// that can be (the largest such set, so that loops which feed themselves count as made). From the product
/// down: an item without a maker at home is missing; the search goes on through its makers' recipes, of
/// those at home where there are any, else of all. A slot that can be met is skipped. One that cannot
/// leads to its parts with makers at home; without any it is one missing stage, the most preferred part,
/// with the others as alternates.
///
/// returns  each item once, in the order of the search (breadth first)
/// source   docs/formulas.md (Origin)
[[nodiscard]] std::vector<MissingStage> missing_stages(const Network& network, ItemId product,
                                                       CountryId country);

// ---- rules of origin ---------------------------------------------------------------------------------

/// How far the code of a material is from the product's in the Harmonized System.
enum class CodeChange { none, subheading, heading, chapter };

/// What goes into a product where it is made last.
struct Material {
    ItemId item;
    double quantity = 0;     ///< a good unit of the product
    double value = 0;        ///< of it, at list price, money
    double originating = 0;  ///< share of it that is made in the country
    /// The least change over its codes and the product's; nullopt: either has none.
    std::optional<CodeChange> change;
    bool intangible = false;  ///< a licence: part of the price, no material
};

/// A product made in a country (in home as one, where home is several) held against the usual rules of origin.
/// Values are those of a good unit, money.
struct OriginTest {
    ItemId product;
    CountryId country;
    double price = 0;            ///< adjusted value: list price at the factory gate
    double originating = 0;      ///< materials made in the country, counted whole (roll-up)
    double non_originating = 0;  ///< all other materials
    double licences = 0;
    double conversion = 0;              ///< cost of the last production
    std::optional<double> build_down;   ///< (price − non-originating) ÷ price
    std::optional<double> build_up;     ///< originating ÷ price
    std::optional<double> net_cost;     ///< (net cost − non-originating) ÷ net cost
    std::optional<double> value_added;  ///< added in the country at any stage ÷ price
    std::optional<CodeChange> change;   ///< of all non-originating materials, the least
    bool codes_missing = false;         ///< of some of them: `change` is nullopt
    std::vector<Material> materials;    ///< largest value first
};

/// Each product in each country that makes it in the plan (none does: that could), by product, then country.
///
/// source   docs/formulas.md (Rules of origin): Korea–US agreement, article 6.2; USMCA, article 4.5
[[nodiscard]] std::vector<OriginTest> rules_of_origin(const Network& network,
                                                      const plan::SteadyPlan& month);

// ---- value added in trade ------------------------------------------------------------------------------

/// A country's part in what the plan delivers everywhere, money a month at list prices.
struct ValueTrade {
    CountryId country;
    double delivered = 0;                ///< in it, to those who use it
    double value_added = 0;              ///< in it
    double value_added_exports = 0;      ///< of this, in what is delivered elsewhere
    double value_added_imports = 0;      ///< of others, in what is delivered in it
    double gross_exports = 0;            ///< goods and licences that leave it
    std::optional<double> ratio;         ///< value-added ÷ gross exports
    std::optional<double> upstreamness;  ///< of what it makes, weighted by its value added
};

/// How many productions lie between an item and its users, itself counted, and behind it.
struct ItemPosition {
    ItemId item;
    double upstreamness = 1;
    double downstreamness = 1;
};

struct ValueChain {
    std::vector<ValueTrade> countries;  ///< most value added first
    std::vector<ItemPosition> items;    ///< that flow, furthest from users first
};

/// errors   none; empty where the chain cannot be traced
/// source   docs/formulas.md (Value added in trade): Johnson & Noguera (2012); Antràs, Chor, Fally & Hillberry (2012); Fally (2012)
[[nodiscard]] ValueChain value_chain(const Network& network, const plan::SteadyPlan& month);

}  // namespace jarip::origin
