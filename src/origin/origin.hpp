/// Whose value is inside each rack?
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     const auto origin = jarip::origin::shares(network, month);
///     // origin.products[0].domestic_content: 0.8 of a Korean rack's value is added in Korea
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

/// Value added to the site's country, or to the company's headquarters.
enum class View { location, ownership };
enum class By { country, company, stage, site };

/// The part of one unit's value that one process adds (or that only stock supplies).
struct Contribution {
    SiteId site;  ///< invalid: from stock of unknown making
    CompanyId company;
    CountryId country;  ///< of the site
    StageId stage;
    double share = 0;
};

struct Share {
    std::string key;  ///< code of the country, id of company, stage or site; "stock"
    double share = 0;
};

/// A needed item that no operating process at home makes, with the alternates that would do.
struct MissingStage {
    ItemId item;
    StageId stage;
    std::vector<ItemId> alternates;
};

/// Concentration of one item's supply.
struct ItemConcentration {
    ItemId item;
    std::optional<double> hhi_country, hhi_company;
    std::optional<double> self_sufficiency;  ///< min(1, home capacity ÷ need at the demanded rate)
};

/// A site, company or country without which racks are lost.
struct SinglePoint {
    By kind = By::site;
    std::string id;
    double lost = 0;  ///< share of racks delivered (everywhere) that is lost
    double lost_at_home = 0;
};

struct ProductOrigin {
    ItemId item;
    double weight = 0;  ///< value delivered at home a month
    std::vector<Contribution> contributions;  ///< sum to 1
    std::optional<double> domestic_content;   ///< location view
    std::optional<double> domestic_content_owned;  ///< ownership view
    double closed_border_per_month = 0;
    std::vector<MissingStage> missing_stages;
    double freight_and_tariff = 0;  ///< outside the 100 %, a unit ÷ price
};

struct Origin {
    std::vector<ProductOrigin> products;  ///< beside network.products
    std::optional<double> domestic_content;  ///< over products, weighted by value delivered at home
    double closed_border_per_month = 0;
    std::vector<MissingStage> missing_stages;  ///< of every product delivered at home, each once
    std::vector<ItemConcentration> concentration;
    std::vector<SinglePoint> single_points;  ///< worst first
    double sourced_share = 0;  ///< share of the value added that rests on prices with a source
    Diagnostics findings;      ///< negative value added, prices of 0
};

struct Options {
    double single_point_threshold = 0.1;
    bool single_points = true;
    RunOptions run;
};

/// FORMULAS 3
[[nodiscard]] Origin shares(const Network& network, const plan::SteadyPlan& month, const Options& options = {});

/// The shares of one product (or of all, weighted) added up by country, company, stage or site, largest first.
[[nodiscard]] std::vector<Share> shares_by(const Network& network, const std::vector<Contribution>& contributions, By by,
                                           View view = View::location);

/// Items that a country's operating processes cannot make for a product, from the product down: an item
/// that no process at home makes is missing, and the search goes on through all makers' recipes.
[[nodiscard]] std::vector<MissingStage> missing_stages(const Network& network, ItemId product, CountryId country);

}  // namespace jarip::origin
