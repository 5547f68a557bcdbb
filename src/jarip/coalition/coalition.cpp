#include "jarip/coalition.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

#include "jarip/coalition/tolerances.hpp"
#include "jarip/lp.hpp"

namespace jarip::coalition {
namespace {

using network::ProcessId;

/// Countries as places in a list of makers, sorted.
using Places = std::vector<std::size_t>;

bool holds(const Places& group, std::size_t place) {
    return std::ranges::binary_search(group, place);
}

Places with_place(Places group, std::size_t place) {
    group.insert(std::ranges::lower_bound(group, place), place);
    return group;
}

/// What a group can build of one product.
class Oracle {
public:
    Oracle(const Network& network, ItemId product, const Options& options,
           const std::vector<CountryId>& with)
        : network_{network}, product_{product}, options_{options} {
        if (options.candidates) make_expansions();
        // One row of countries stands for whatever group is asked about.
        std::vector<CountryId> all;
        for (const CountryId country : network.countries.ids())
            if (network.countries[country].members.empty()) all.push_back(country);
        group_ = network_.countries.add({"", all});
        const auto everyone = formulation();
        std::set<CountryId> makers;
        for (const ProcessId id : made_in(everyone))
            makers.insert(network_.sites[network_.processes[id].site].country);
        makers_.assign(makers.begin(), makers.end());
        for (const CountryId country : with)
            if (!makers.contains(country)) idle_.push_back(country);
        for (std::size_t i = 0; i < makers_.size(); ++i)
            if (std::ranges::find(with, makers_[i]) != with.end()) fixed_.push_back(i);
        most_ = rate(everyone);
    }

    [[nodiscard]] const std::vector<CountryId>& makers() const { return makers_; }
    /// Places of the countries that stand in every group.
    [[nodiscard]] const Places& fixed() const { return fixed_; }
    [[nodiscard]] std::optional<double> most() const { return most_; }

    /// What a group makes, solved.
    struct Answer {
        plan::Formulation formulation;
        std::optional<double> per_month;  ///< nullopt: without limit
        bool builds = false;
    };
    [[nodiscard]] Answer ask(const Places& group) {
        set(group);
        return answer();
    }

    /// Of the group that was asked about last, and its answer.
    [[nodiscard]] Group describe(const Places& places, const Answer& found) {
        Group group;
        group.per_month = found.per_month;
        for (const std::size_t place : places) group.members.push_back({makers_[place], {}});
        for (const CountryId country : idle_) group.members.push_back({country, {}});
        std::ranges::sort(group.members, {}, [&](const Member& member) -> const std::string& {
            return network_.countries[member.country].code;
        });
        std::vector<std::set<CountryId>> made_by(network_.items.size());
        for (const ProcessId id : made_in(found.formulation)) {
            const auto& process = network_.processes[id];
            made_by[process.item.index()].insert(network_.sites[process.site].country);
        }
        for (const ItemId item : network_.items.ids()) {
            if (made_by[item.index()].size() != 1 || is_built_without(item)) continue;
            const auto member =
                std::ranges::find(group.members, *made_by[item.index()].begin(), &Member::country);
            member->only.push_back(item);
        }
        for (auto& member : group.members)
            std::ranges::sort(member.only, {}, [&](ItemId item) -> const std::string& {
                return network_.items[item].id;
            });
        return group;
    }

private:
    void make_expansions() {
        for (auto& process : network_.processes) {
            const double added = std::exchange(process.max_expansion, 0);
            if (process.capacity_per_month) *process.capacity_per_month += added;
        }
    }

    [[nodiscard]] Answer answer() const {
        Answer found{.formulation = formulation()};
        found.per_month = rate(found.formulation);
        const double least =
            options_.rate ? *options_.rate * (1 - kLeastRate) : kLeastRate * most_.value_or(0);
        found.builds = reaches(found.formulation) &&
                       (!found.per_month ||
                        (options_.rate ? *found.per_month >= least : *found.per_month > least));
        return found;
    }

    [[nodiscard]] bool is_built_without(ItemId item) {
        if (item == product_) return false;
        auto whole = network_.processes;
        for (auto& process : network_.processes)
            if (process.item == item) process.capacity_per_month = 0;
        const bool built = answer().builds;
        network_.processes = std::move(whole);
        return built;
    }

    void set(const Places& group) {
        auto& members = network_.countries[group_].members;
        members = idle_;
        for (const std::size_t place : group) members.push_back(makers_[place]);
        std::ranges::sort(members);
    }

    [[nodiscard]] plan::Formulation formulation() const {
        auto made = plan::steady_formulation(
            network_,
            {.closed_border = group_, .candidates = options_.candidates, .unlimited_demand = true});
        for (auto& column : made.model.columns) column.cost = 0;
        for (const auto pool : network_.pools.ids())
            if (const auto column = made.taken[pool.index()]; column.valid()) {
                if (network_.pools[pool].item == product_)
                    made.model.columns[column].cost = -1;
                else
                    made.model.columns[column].high = 0;  // other products would only take parts
            }
        return made;
    }

    [[nodiscard]] bool reaches(const plan::Formulation& made) const {
        for (const auto pool : network_.pools.ids())
            if (network_.pools[pool].item == product_ && made.taken[pool.index()].valid())
                return true;
        return false;
    }

    /// The largest rate; nullopt: without limit.
    [[nodiscard]] std::optional<double> rate(const plan::Formulation& made) const {
        if (!reaches(made)) return 0;
        const auto solution = lp::solve(made.model);
        if (solution.status == lp::Status::unbounded) return std::nullopt;
        return std::max(0.0, -solution.objective);
    }

    /// Processes of which the product's makers can use something, through any number of steps.
    [[nodiscard]] std::vector<ProcessId> made_in(const plan::Formulation& made) const {
        std::vector<std::uint8_t> used(network_.items.size(), 0);
        used[product_.index()] = 1;
        std::vector<ItemId> next{product_};
        std::vector<std::vector<ProcessId>> makers(network_.items.size());
        for (const ProcessId id : network_.processes.ids())
            if (made.started[id.index()].valid())
                makers[network_.processes[id].item.index()].push_back(id);
        while (!next.empty()) {
            const ItemId item = next.back();
            next.pop_back();
            for (const ProcessId maker : makers[item.index()]) {
                const auto& inputs = network_.processes[maker].inputs;
                for (std::size_t i = 0; i < inputs.size(); ++i) {
                    const ItemId part = network_.pools[network_.inputs[inputs[i]].pool].item;
                    if (std::exchange(used[part.index()], std::uint8_t{1}) == 0)
                        next.push_back(part);
                }
            }
        }
        std::vector<ProcessId> found;
        for (const ItemId item : network_.items.ids())
            if (used[item.index()] != 0)
                found.insert(found.end(), makers[item.index()].begin(), makers[item.index()].end());
        return found;
    }

    Network network_;  // its own, for the group
    ItemId product_;
    const Options& options_;
    CountryId group_;
    std::vector<CountryId> makers_;
    std::vector<CountryId> idle_;  // of `with`, but they make nothing of the chain
    Places fixed_;
    std::optional<double> most_;
};

/// Every group that can build must meet each cut: the countries that are missing in a largest group that cannot.
class HittingSets {
public:
    HittingSets(std::size_t count, const Places& fixed) {
        for (std::size_t i = 0; i < count; ++i)
            columns_.push_back(model_.add_column("country " + std::to_string(i),
                                                 holds(fixed, i) ? 1 : 0, 1, 1, true));
    }

    void must_meet(const Places& cut) {
        std::vector<lp::Term> terms;
        for (const std::size_t place : cut) terms.push_back({columns_[place], 1});
        model_.add_row("cut", 1, lp::kInfinity, std::move(terms));
    }

    /// Neither this group nor a larger one that holds it.
    void not_again(const Places& group) {
        std::vector<lp::Term> terms;
        for (const std::size_t place : group) terms.push_back({columns_[place], 1});
        model_.add_row("found", -lp::kInfinity, static_cast<double>(group.size()) - 1,
                       std::move(terms));
    }

    /// One of the smallest that are left; nullopt: none is.
    [[nodiscard]] std::optional<Places> smallest() const {
        if (columns_.empty()) return std::nullopt;
        const auto solution = lp::solve(model_);
        if (solution.status == lp::Status::infeasible) return std::nullopt;
        if (solution.status != lp::Status::optimal) throw Error{"E0562", ""};
        Places group;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (solution.values[columns_[i]] > 0.5) group.push_back(i);
        return group;
    }

private:
    lp::Model model_;
    std::vector<lp::ColumnId> columns_;
};

/// Countries that are missing in a largest group that holds this one and cannot build.
Places cut_beyond(Oracle& oracle, Places group) {
    Places cut;
    for (std::size_t place = 0; place < oracle.makers().size(); ++place) {
        if (holds(group, place)) continue;
        auto larger = with_place(group, place);
        if (oracle.ask(larger).builds)
            cut.push_back(place);
        else
            group = std::move(larger);
    }
    return cut;
}

/// In the order in which they are listed, and what they say together.
Coalitions listed(const Network& network, Coalitions found) {
    const auto codes = [&](const Group& group) {
        std::vector<std::string> names;
        for (const Member& member : group.members)
            names.push_back(network.countries[member.country].code);
        return names;
    };
    std::ranges::sort(found.groups, [&](const Group& a, const Group& b) {
        if (a.members.size() != b.members.size()) return a.members.size() < b.members.size();
        return codes(a) < codes(b);
    });
    const auto stands_in = [](const Group& group, CountryId country) {
        return std::ranges::find(group.members, country, &Member::country) != group.members.end();
    };
    for (const auto& group : found.groups)
        found.with_home += std::ranges::any_of(
            group.members, [&](const Member& each) { return network.at_home(each.country); });
    if (found.complete && !found.groups.empty())
        for (const CountryId country : network.countries.ids())
            if (std::ranges::all_of(found.groups,
                                    [&](const Group& group) { return stands_in(group, country); }))
                found.in_every.push_back(country);
    return found;
}

/// Not yet in order. `more_known` is called after each group.
Coalitions of_product(const Network& network, ItemId product, const Options& options,
                      const std::vector<CountryId>& with,
                      const std::function<void(const Coalitions&)>& more_known) {
    Oracle oracle{network, product, options, with};
    Coalitions found{.product = product, .rate = options.rate, .makers = oracle.makers()};
    found.per_month = oracle.most();
    Places all;
    for (std::size_t i = 0; i < oracle.makers().size(); ++i) all.push_back(i);
    if (all.empty() || !oracle.ask(all).builds) {
        found.complete = true;
        found.proven_up_to = all.size();
        return found;
    }
    HittingSets candidates{all.size(), oracle.fixed()};
    const auto finish = [&] {
        found.complete = true;
        found.proven_up_to = all.size();
    };
    while (!options.run.stop.stop_requested()) {
        const auto group = candidates.smallest();
        if (!group) {
            finish();
            break;
        }
        // Whatever is left is at least as large as this one.
        found.proven_up_to = group->empty() ? 0 : group->size() - 1;
        if (const auto answer = oracle.ask(*group); answer.builds) {
            if (found.groups.size() == options.most) break;
            found.groups.push_back(oracle.describe(*group, answer));
            more_known(found);
            if (*group == oracle.fixed()) {  // nobody else is needed
                finish();
                break;
            }
            candidates.not_again(*group);
        } else {
            candidates.must_meet(cut_beyond(oracle, *group));
        }
    }
    return found;
}

}  // namespace

std::vector<Coalitions> coalitions(const Network& network, const Options& asked) {
    Options options = asked;
    // Everybody can build nothing.
    if (options.rate && *options.rate <= 0) options.rate.reset();
    Diagnostics faults;
    std::vector<CountryId> with;
    for (const auto& code : options.with) {
        const auto before = with.size();
        for (const CountryId country : network.countries.ids())
            if (network.countries[country].code == code &&
                network.countries[country].members.empty())
                with.push_back(country);
        if (with.size() == before) faults.error("E0560", {}, {{"country", code}});
    }
    std::ranges::sort(with);
    const auto [first, last] = std::ranges::unique(with);
    with.erase(first, last);
    std::vector<ItemId> products;
    for (const ItemId product : network.products)
        if (!options.product || network.items[product].id == *options.product)
            products.push_back(product);
    if (products.empty() && options.product) {
        std::string known;
        for (const ItemId product : network.products)
            known += (known.empty() ? "" : ", ") + network.items[product].id;
        faults.error("E0561", {}, {{"product", *options.product}, {"choices", known}});
    }
    faults.throw_if_errors();
    std::vector<Coalitions> known;
    for (const ItemId product : products) known.push_back({.product = product});
    const auto all = [&] {
        std::vector<Coalitions> result;
        for (const Coalitions& each : known) result.push_back(listed(network, each));
        return result;
    };
    std::size_t done = 0;
    std::mutex mutex;
    if (options.run.progress) options.run.progress({"coalition.progress", 0, products.size()});
    parallel_for(products.size(), options.run.threads, [&](std::size_t i) {
        auto found = of_product(network, products[i], options, with, [&](const Coalitions& more) {
            if (!options.so_far) return;
            const std::lock_guard lock{mutex};
            auto groups = std::move(known[i].groups);
            groups.push_back(more.groups.back());
            known[i] = {.product = more.product,
                        .makers = more.makers,
                        .groups = std::move(groups),
                        .proven_up_to = more.proven_up_to,
                        .per_month = more.per_month};
            options.so_far(all);
        });
        const std::lock_guard lock{mutex};
        known[i] = std::move(found);
        ++done;
        if (options.run.progress)
            options.run.progress({"coalition.progress", done, products.size()});
        if (options.so_far && done < products.size()) options.so_far(all);
    });
    return all();
}

}  // namespace jarip::coalition
