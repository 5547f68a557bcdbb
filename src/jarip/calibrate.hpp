/// Does the model trade as the customs tables say, and what is the smallest change after which it does?
///
/// `reconcile` lays the steady month's flows over a country's borders beside customs figures of the same codes,
/// partners and months. `fit` finds the smallest change of flows, and of the shares of sourcing.csv that bring
/// them about, under which the model's own trade meets the figures.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto flows = jarip::trade::read({{"customs.csv",
///         "period,reporter,partner,product,flow,value\n2026,KR,TW,8542,import,1000\n"}});
///     const auto found = jarip::calibrate::reconcile(network, flows);
///     // found.cells: worst first, each with what the model and what customs say
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/calibrate/tolerances.hpp"
#include "jarip/network.hpp"
#include "jarip/plan.hpp"
#include "jarip/trade.hpp"

namespace jarip::calibrate {

using network::ArcId;
using network::ItemId;
using network::Network;
using trade::Direction;

struct Options {
    std::string reporter;  ///< empty: [trade] reporter of the model, else its home
    std::vector<std::string>
        hs;  ///< codes, beginnings of codes, or baskets; empty: all of the tables
    std::vector<std::string> items;  ///< only these are compared; empty: all
    std::optional<Period> period;    ///< none: [trade] period of the model, else its horizon
    /// Units of the model's currency for one US dollar. None: 1 where that is the currency, krw_per_usd of
    /// the model's [trade] where it is won, else the average over the period where one is known.
    std::optional<double> per_usd;
    RunOptions run;
};

/// Whom a figure is about.
enum class Whom {
    country,  ///< one partner
    rest,  ///< what the tables give under labels that are no country, for all that they do not name
    all    ///< the tables give no partners
};

/// A figure that both sides speak of: one direction, goods and partner of the reporter. Money is in the
/// model's currency, over `months`.
struct Cell {
    Direction direction = Direction::import;
    std::string hs;                  ///< the shortest code that holds the goods of both sides
    std::vector<std::string> codes;  ///< of the customs figures
    Whom whom = Whom::country;
    std::string partner;  ///< ISO alpha-2; of the rest, its labels; empty: all
    double months = 0;    ///< that the customs figures cover
    double model = 0;     ///< Σ price × flow of the steady month × months
    double customs = 0;
    std::vector<ArcId> arcs;  ///< that it is the sum of, those on which nothing flows among them
    [[nodiscard]] double mismatch() const { return model - customs; }
    /// What a mismatch is small against: the customs figure, at least a thousand. Customs offices count in dollars
    /// or thousands of them.
    [[nodiscard]] double size() const;
    /// Neither side has anything: it could flow, and does not.
    [[nodiscard]] bool is_nothing() const { return model == 0 && customs == 0; }
};

/// A lane's part of a cell's mismatch: customs figures know no lanes, so each lane is given its part of the
/// customs figure in proportion to what flows on it.
struct LaneMismatch {
    std::size_t cell = 0;
    ArcId arc;  ///< invalid: nothing flows, the whole figure is the cell's
    double model = 0;
    double customs = 0;
    [[nodiscard]] double mismatch() const { return model - customs; }
};

/// What crosses the border in the model and has no customs figure beside it.
struct ItemAlone {
    Direction direction = Direction::import;
    ItemId item;
    double model = 0;  ///< over the months of the period asked for
};

/// What customs figures speak of and no item of the model does.
struct CodeAlone {
    Direction direction = Direction::import;
    std::string hs;
    double customs = 0;
};

struct Totals {
    double model = 0;
    double customs = 0;
    double mismatch = 0;  ///< Σ |model − customs| over the cells
};

struct Reconciliation {
    lp::Status status =
        lp::Status::limit;  ///< of the steady month; nothing else is said unless optimal
    std::string reporter;
    Period period;
    double per_usd = 1;
    std::vector<Cell> cells;          ///< worst first, last those where neither side has anything
    std::vector<LaneMismatch> lanes;  ///< worst first
    Totals imports, exports;
    std::vector<ItemAlone> without_hs;  ///< items that have no code, most first
    std::vector<ItemAlone>
        without_figures;  ///< items of whose code the tables say nothing, most first
    std::vector<CodeAlone> without_items;  ///< most first
    std::vector<ItemId> several_codes;     ///< compared under the first of their codes
    std::vector<trade::Source> sources;

    /// Σ |model − customs| ÷ Σ customs over all cells; nullopt where customs figures are all zero.
    [[nodiscard]] std::optional<double> relative_mismatch() const;
};

/// Compares the steady month's trade with customs figures.
/// errors  E0311 a model of money flows, E0120 unknown basket, E0700 the reporter is not in the model, E0701 the
///         tables say nothing of it in the period, E0702 no rate for the currency, E0703 no such item
[[nodiscard]] Reconciliation reconcile(const Network& network, const trade::Flows& flows,
                                       const Options& options = {});
/// The same for a plan that is there already.
[[nodiscard]] Reconciliation reconcile(const Network& network, const plan::SteadyPlan& plan,
                                       const trade::Flows& flows, const Options& options = {});

// ---- the smallest change after which they agree ---------------------------------------------------

enum class Norm {
    l1,  ///< Σ weight × |money that changes supplier|: few flows change
    l2   ///< Σ weight × (money that changes supplier)² ÷ money: many change, in proportion
};

// Money changes supplier where a flow differs from its old share of what its buyer takes now; a flow that changes
// with all of its buyer's inflow counts a hundredth.

/// A flow under a sourced share moves as if it were so many under an assumed one, or under none.
inline constexpr double kSourcedWeight = 4;

struct FitOptions {
    Options comparison;
    Norm norm = Norm::l1;
};

/// What holds a figure back: exactly one is valid.
struct Limit {
    network::ProcessId process;        ///< its capacity
    network::ResourceId resource;      ///< its capacity
    network::LaneId lane;              ///< its capacity
    network::DemandId demand;          ///< no more is wanted, and nothing less is delivered
    std::optional<std::size_t> share;  ///< a fixed row of sourcing
};

enum class WhyUnmet {
    met,
    no_way,        ///< nothing of these goods can take this way
    out_of_reach,  ///< not even alone, with all deliveries held
    conflict,      ///< alone it could be met, but not with the other figures
    shares         ///< flows would meet it, but no shares bring them about
};

/// A cell before and after.
struct Fitted {
    Cell cell;         ///< its `model` is before
    double after = 0;  ///< by the steady month of the fitted model
    WhyUnmet why = WhyUnmet::met;
    std::optional<double> reach;  ///< nearest to the customs figure that it could come alone
    std::vector<Limit> limits;    ///< that bind there, strongest first
    [[nodiscard]] double left() const { return after - cell.customs; }
    [[nodiscard]] bool is_met() const;
};

/// A row of sourcing.csv that is not as it was.
struct ShareChange {
    std::optional<std::size_t> row;  ///< of Network::sourcing; none: a new row
    network::Sourcing now;           ///< with the new share
    bool removed = false;            ///< finer rows take its place
};

/// A lane's flow before and after, units a month.
struct FlowChange {
    ArcId arc;
    double before = 0;
    double after = 0;
};

struct Fit {
    lp::Status status = lp::Status::limit;  ///< nothing else is said unless optimal
    Norm norm = Norm::l1;
    Reconciliation before;
    std::vector<Fitted> cells;        ///< what is left, worst first
    std::vector<ShareChange> shares;  ///< changed and removed rows in their order, then new ones
    std::vector<FlowChange> flows;    ///< largest change of money first
    double moved = 0;                 ///< Σ price × |change| ÷ 2 a month
    Totals imports, exports;          ///< after
    [[nodiscard]] bool met() const;   ///< every cell
};

/// The smallest change of the steady month's flows that meets the customs figures, as shares of sourcing.csv.
/// Capacities, recipes, balances, fixed shares and all deliveries stay as they are. Figures that cannot all be met
/// are met as nearly as can be, by Σ |what is left|.
/// errors  those of reconcile
[[nodiscard]] Fit fit(const Network& network, const trade::Flows& flows,
                      const FitOptions& options = {});

/// The model with the fitted shares.
[[nodiscard]] Network fitted(const Network& network, const Fit& fit);

/// The ledger of a fitted model folder: table, key, column, old and new of every cell that is not as it was. A new
/// row has no old cells, a removed one no new ones: what it takes to go back.
inline constexpr std::string_view kCalibrationFile = "calibration.csv";
/// The flows of the steady month that the changed shares bring about: item, from, to, lane_line, unit, and units and value
/// a month, old and new.
inline constexpr std::string_view kCalibrationFlowsFile = "calibration_flows.csv";

/// What the fitted rows say of themselves, in the language of the model's notes.
struct FittedNote {
    std::string title;    ///< of the source: which customs figures
    std::string changed;  ///< before the old share
    std::string added;
};

/// All files of the fitted model: those of the folder byte for byte, but for changed and new rows of sourcing.csv
/// and sources.csv, the ledger, and the changed flows. A changed row names the figures as its source, is assumed, and keeps its old share and
/// source in its note.
/// errors  E0002 if a file cannot be read
[[nodiscard]] std::vector<SourceFile> fitted_files(const Folder& folder, const Network& network,
                                                   const Fit& fit, const FittedNote& note);

}  // namespace jarip::calibrate
