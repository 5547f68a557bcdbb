// approvals.csv: who may supply whom. Ways that no row allows are taken out; those that open later are marked.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network/events/targets.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/sourcing.hpp"

namespace jarip::network {
namespace {

struct ApprovalRow {
    Approval approval;
    std::optional<Target> supplier;  // nullopt: anyone
    std::optional<Target> buyer;     // nullopt: anyone
    std::size_t row = 0;
};

class Approvals {
public:
    explicit Approvals(Loading& loading)
        : loading_{&loading}, network_{&loading.network}, table_{&loading.table("approvals")} {}

    void read() {
        read_approval_rows();
        if (rows_.empty() || loading_->diagnostics.has_errors()) return;
        find_makers_and_users();
        limit_arcs();
        find_shares();
    }

private:
    void read_approval_rows() {
        const auto reader = loading_->reader(*table_);
        const ProvenanceColumns provenance{*table_};
        for (std::size_t row = 0; row < table_->row_count(); ++row) {
            ApprovalRow each{.row = row};
            auto& approval = each.approval;
            approval.item = loading_->reference(*table_, row, item_, loading_->items, "items.csv");
            const bool sound =
                read_party(row, supplier_,
                           {TargetKind::site, TargetKind::company, TargetKind::country},
                           each.supplier) &
                read_party(
                    row, buyer_,
                    {TargetKind::site, TargetKind::company, TargetKind::country, TargetKind::item},
                    each.buyer);
            approval.from = reader.date(row, from_);
            approval.max_share = reader.amount(row, max_share_);
            approval.qualification_days = reader.number(row, qualification_);
            approval.supplier = table_->text(row, supplier_);
            approval.buyer = table_->text(row, buyer_);
            approval.provenance = provenance.read(*loading_, row);
            if (sound && approval.item.valid()) rows_[approval.item].push_back(std::move(each));
        }
    }

    bool read_party(std::size_t row, const Column& column, const std::vector<TargetKind>& kinds,
                    std::optional<Target>& party) {
        if (table_->text(row, column) == "*") return true;
        party = read_target(*loading_, *table_, row, column, kinds);
        return party.has_value();
    }

    void find_makers_and_users() {
        makers_.resize(network_->pools.size());
        users_.resize(network_->pools.size());
        wanted_.resize(network_->pools.size());
        for (const auto id : network_->processes.ids())
            if (network_->processes[id].output.valid())
                makers_[network_->processes[id].output.index()].push_back(id);
        for (const auto& coproduct : network_->coproducts)
            makers_[coproduct.pool.index()].push_back(coproduct.process);
        for (const auto& input : network_->inputs)
            users_[input.pool.index()].push_back(network_->processes[input.process].item);
        for (const auto& demand : network_->demands) wanted_[demand.pool.index()] = true;
    }

    [[nodiscard]] const Place& place(PoolId pool) const {
        return network_->places[network_->pools[pool].place];
    }

    [[nodiscard]] bool is_at(const std::optional<Target>& party, PoolId pool) const {
        if (!party) return true;
        const auto& there = place(pool);
        switch (party->kind) {
            case TargetKind::site: return there.site.valid() && there.site == party->site;
            case TargetKind::country: return there.country == party->country;
            case TargetKind::company:
                return there.site.valid() && network_->sites[there.site].company == party->company;
            default: return false;
        }
    }

    [[nodiscard]] bool is_for(const std::optional<Target>& buyer, PoolId pool,
                              ItemId product) const {
        if (buyer && buyer->kind == TargetKind::item) return buyer->item == product;
        return is_at(buyer, pool);
    }

    // What passes through, or is wanted as it is, is bought for nothing in particular.
    [[nodiscard]] bool is_bought_by(const std::optional<Target>& buyer, PoolId pool) const {
        const auto& users = users_[pool.index()];
        if (users.empty()) return !wanted_[pool.index()] || is_for(buyer, pool, ItemId{});
        return std::any_of(users.begin(), users.end(),
                           [&](ItemId product) { return is_for(buyer, pool, product); });
    }

    // Where it is used, or wanted.
    [[nodiscard]] bool is_bought_at(const std::optional<Target>& buyer, PoolId pool) const {
        return is_bought_by(buyer, pool) &&
               (!users_[pool.index()].empty() || wanted_[pool.index()]);
    }

    // A maker is a pool in which something is made; what only passes through was judged where it came from.
    [[nodiscard]] bool only_candidates(PoolId pool) const {
        const auto& makers = makers_[pool.index()];
        return std::all_of(makers.begin(), makers.end(), [&](ProcessId id) {
            return network_->processes[id].status == Status::candidate;
        });
    }

    void limit_arcs() {
        Indexed<ArcId, Arc> kept;
        for (auto arc : network_->arcs) {
            const auto rows = rows_.find(network_->pools[arc.from].item);
            if (rows == rows_.end() || makers_[arc.from.index()].empty() ||
                limit(arc, rows->second))
                kept.add(arc);
        }
        network_->arcs = std::move(kept);
    }

    // False where no row allows the way.
    bool limit(Arc& arc, std::vector<ApprovalRow>& rows) {
        std::optional<Day> from;  // the earliest; what is not approved at all: after the end
        std::optional<double> qualification;
        bool allowed = false;
        bool always = false;
        for (auto& each : rows) {
            const auto& approval = each.approval;
            if (!is_at(each.supplier, arc.from) || !is_bought_by(each.buyer, arc.to)) continue;
            allowed = true;
            const bool unqualified = !approval.from && approval.qualification_days;
            if (!approval.from && !unqualified) always = true;
            const Day day = approval.from.value_or(network_->horizon.end);
            if (!from || day < *from) from = day;
            if (approval.qualification_days)
                qualification = std::min(qualification.value_or(*approval.qualification_days),
                                         *approval.qualification_days);
        }
        if (!allowed) return false;
        check_mixed(arc, rows);
        if (always) return true;
        // What is still to be built is qualified as it is built.
        if (qualification && only_candidates(arc.from)) {
            double ready = network_->horizon.days();
            for (const auto id : makers_[arc.from.index()])
                ready = std::min(ready, network_->processes[id].build_days + *qualification);
            arc.approved_from =
                network_->horizon.first + std::chrono::days{std::lround(std::ceil(ready))};
            return true;
        }
        arc.approved_from = from;
        arc.qualification_days = qualification;
        // At least half of the days.
        arc.approved =
            (network_->horizon.end - *from) * 2 >= network_->horizon.end - network_->horizon.first;
        return true;
    }

    // A pool feeds all that is made there: a supplier approved for one product comes to supply the others too.
    void check_mixed(const Arc& arc, const std::vector<ApprovalRow>& rows) {
        const auto allowed = [&](ItemId product) {
            return std::any_of(rows.begin(), rows.end(), [&](const ApprovalRow& each) {
                return is_at(each.supplier, arc.from) && is_for(each.buyer, arc.to, product);
            });
        };
        const auto& users = users_[arc.to.index()];
        const auto without = std::find_if_not(users.begin(), users.end(), allowed);
        if (without == users.end()) return;
        const auto with = std::find_if(users.begin(), users.end(), allowed);
        const auto& pool = network_->pools[arc.to];
        if (with == users.end() || !mixed_.insert(arc.to).second) return;
        const auto& first = rows.front();
        loading_->diagnostics.warning("E0248", table_->location(first.row, buyer_),
                                      {{"site", network_->sites[place(arc.to).site].id},
                                       {"item", network_->items[pool.item].id},
                                       {"product", network_->items[*with].id},
                                       {"other", network_->items[*without].id},
                                       {"supplier", network_->sites[place(arc.from).site].id}});
    }

    void find_shares() {
        for (auto& [item, rows] : rows_)
            for (auto& each : rows) {
                auto& approval = each.approval;
                std::vector<ArcId> of_item;
                for (const auto id : network_->arcs.ids()) {
                    const auto& arc = network_->arcs[id];
                    if (network_->pools[arc.from].item != item) continue;
                    of_item.push_back(id);
                    if (!is_bought_at(each.buyer, arc.to)) continue;
                    approval.inflow.push_back(id);
                    if (is_at(each.supplier, arc.from)) approval.supplied.push_back(id);
                }
                if (approval.max_share < 1)
                    approval.returned =
                        ways_back(*network_, of_item, approval.inflow,
                                  [&](PoolId pool) { return is_bought_at(each.buyer, pool); });
                if (approval.supplied.empty())
                    loading_->diagnostics.warning("E0249", table_->location(each.row, supplier_),
                                                  {{"supplier", approval.supplier},
                                                   {"buyer", approval.buyer},
                                                   {"item", network_->items[item].id}});
                network_->approvals.push_back(std::move(approval));
            }
        std::sort(network_->approvals.begin(), network_->approvals.end(),
                  [](const Approval& a, const Approval& b) {
                      return a.provenance.line < b.provenance.line;
                  });
    }

    Loading* loading_;
    Network* network_;
    const ModelTable* table_;
    Column item_ = table_->column("item");
    Column supplier_ = table_->column("supplier");
    Column buyer_ = table_->column("buyer");
    Column from_ = table_->column("from");
    Column max_share_ = table_->column("max_share");
    Column qualification_ = table_->column("qualification_days");
    std::map<ItemId, std::vector<ApprovalRow>> rows_;
    std::vector<std::vector<ProcessId>> makers_;  // by pool
    std::vector<std::vector<ItemId>> users_;      // by pool, what is made of it there
    std::vector<bool> wanted_;                    // by pool
    std::set<PoolId> mixed_;
};

}  // namespace

void read_approvals(Loading& loading) { Approvals{loading}.read(); }

}  // namespace jarip::network
