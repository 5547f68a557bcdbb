/// What the steps of loading share: the tables, the network as it grows, ids by their text, and the findings.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/network/tables/model_table.hpp"

namespace jarip::network {

/// Ids of one table by their text. The texts must outlive it.
template <class IdType>
class Names {
public:
    void reserve(std::size_t size) {
        order_.reserve(size);
        ids_.reserve(size);
        if (2 * size > slots_.size()) rehash(std::bit_ceil(2 * size + 1));
    }
    /// The first of two equal names stays.
    void add(std::string_view name, IdType id) {
        if (2 * order_.size() >= slots_.size())
            rehash(std::max<std::size_t>(16, 2 * slots_.size()));
        const std::size_t hash = std::hash<std::string_view>{}(name);
        Slot& slot = slots_[place_of(name, hash)];
        if (slot.number != 0) return;
        order_.push_back(name);
        ids_.push_back(id);
        slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(order_.size())};
    }
    /// An invalid id where there is none of that name.
    [[nodiscard]] IdType find(std::string_view name) const {
        if (slots_.empty()) return {};
        const auto number = slots_[place_of(name, std::hash<std::string_view>{}(name))].number;
        return number == 0 ? IdType{} : ids_[number - 1];
    }
    /// The same for a block of names. Where each lies in memory is asked for before the first is looked at, so that the waits
    /// of all of them pass together. At most kBlock.
    static constexpr std::size_t kBlock = 64;
    void find_all(const std::vector<std::string_view>& names, std::vector<IdType>& ids) const {
        ids.assign(names.size(), IdType{});
        if (slots_.empty()) return;
        const std::size_t mask = slots_.size() - 1;
        std::array<std::size_t, kBlock> hash{};
        for (std::size_t i = 0; i < names.size(); ++i) {
            hash[i] = std::hash<std::string_view>{}(names[i]);
            __builtin_prefetch(&slots_[hash[i] & mask]);
        }
        for (std::size_t i = 0; i < names.size(); ++i)
            if (const auto number = slots_[hash[i] & mask].number; number != 0)
                __builtin_prefetch(&order_[number - 1]);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (const auto number = slots_[hash[i] & mask].number; number != 0)
                __builtin_prefetch(order_[number - 1].data());
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto number = slots_[place_of(names[i], hash[i])].number;
            if (number != 0) ids[i] = ids_[number - 1];
        }
    }
    [[nodiscard]] std::vector<std::string> all() const { return {order_.begin(), order_.end()}; }

private:
    // A table of a million names is asked twenty million times: a slot is found in one look at memory, a name in a second.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = 0;  // from 1, in order_; 0: free
    };
    [[nodiscard]] std::size_t place_of(std::string_view name, std::size_t hash) const {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t place = hash & mask;; place = (place + 1) & mask) {
            const Slot& slot = slots_[place];
            if (slot.number == 0) return place;
            if (slot.hash == static_cast<std::uint32_t>(hash) && order_[slot.number - 1] == name)
                return place;
        }
    }
    void rehash(std::size_t size) {
        slots_.assign(size, Slot{});
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const std::size_t hash = std::hash<std::string_view>{}(order_[i]);
            slots_[place_of(order_[i], hash)] = {static_cast<std::uint32_t>(hash),
                                                 static_cast<std::uint32_t>(i + 1)};
        }
    }

    std::vector<std::string_view> order_;
    std::vector<IdType> ids_;
    std::vector<Slot> slots_;  // their count is a power of two
};

/// What model.toml names but only the tables can resolve.
struct UnresolvedSettings {
    std::string home;
    Location home_place;
    std::vector<std::string> products;
    std::vector<Location> product_places;
    std::map<std::string, Location> sector_places;  ///< of [stress.sectors.NAME]
    bool per_day = false;                           ///< of flows
};

struct Loading {
    Network network;
    Diagnostics diagnostics;
    LoadOptions options;
    UnresolvedSettings unresolved;
    std::map<std::string, ModelTable, std::less<>> tables;

    Names<SourceId> sources;
    Names<CountryId> countries;
    Names<StageId> stages;
    Names<CompanyId> companies;
    Names<SiteId> sites;
    Names<ItemId> items;
    Names<RecipeId> recipes;
    Names<ProcessId> processes;
    Names<ResourceId> resources;
    Names<NodeId> nodes;
    std::unordered_map<std::uint64_t, PoolId> pools;
    std::vector<PlaceId> country_places;  ///< by country; of those named by no table not valid
    std::vector<std::size_t> lane_rows;   ///< of lanes.csv, by lane
    std::size_t dangling_count = 0;
    /// Tables whose ids could not be read, which has been reported: what refers to them is not held against it.
    std::set<std::string, std::less<>> broken;
    /// Candidates of the tables that a what-if gives another status: the sizes they might have had are none of theirs.
    std::set<std::string, std::less<>> switched_on;

    [[nodiscard]] const ModelTable& table(std::string_view name) const {
        return tables.find(name)->second;
    }
    [[nodiscard]] Reader reader(const ModelTable& rows) { return {rows, diagnostics}; }

    /// The pool of an item at a place, made where it is not there yet.
    PoolId pool(PlaceId place, ItemId item);
    PoolId pool(SiteId site, ItemId item) { return pool(PlaceId{site.index()}, item); }
    [[nodiscard]] PoolId find_pool(PlaceId place, ItemId item) const;

    /// The id in a cell; invalid where the cell is empty or names nothing.
    /// errors  E0214 with a suggestion
    template <class IdType>
    IdType reference(const ModelTable& rows, std::size_t row, const Column& column,
                     const Names<IdType>& names, std::string_view file);

    /// Where somebody wants or holds something: a site, or a country as a whole (`country:KR`), which becomes a place of its own.
    /// errors  E0214 with a suggestion
    PlaceId place(const ModelTable& rows, std::size_t row, const Column& column);

    /// A date on which nothing happens, since the model runs on other days. E0240
    void report_outside(const ModelTable& rows, std::size_t row, const Column& column);
    void report_dangling(const ModelTable& rows, std::size_t row, const Column& column,
                         std::string_view file,
                         const std::function<std::vector<std::string>()>& names);
};

template <class IdType>
IdType Loading::reference(const ModelTable& rows, std::size_t row, const Column& column,
                          const Names<IdType>& names, std::string_view file) {
    const auto text = rows.text(row, column);
    if (text.empty()) return {};
    const auto id = names.find(text);
    if (!id.valid()) report_dangling(rows, row, column, file, [&] { return names.all(); });
    return id;
}

/// Source, assumed and note of a row.
class ProvenanceColumns {
public:
    explicit ProvenanceColumns(const ModelTable& rows);
    [[nodiscard]] Provenance read(Loading& loading, std::size_t row) const;
    /// What `read` reports, of a row of which nothing is kept.
    void check(Loading& loading, std::size_t row) const;

private:
    const ModelTable* rows_;
    Column source_, assumed_, note_;
    mutable std::string_view known_;  // the source of the row before, where it is one
};

/// Price, pricing and value_added of a row of items.csv.
class ItemPricing {
public:
    explicit ItemPricing(const ModelTable& table);
    /// errors  E0203 what the pricing needs is not given, E0286 what it computes is
    void read(Loading& loading, const Reader& reader, std::size_t row, Item& item) const;

private:
    Column price_, pricing_, value_added_;
    const ModelTable* table_;
};

/// Of a candidate that may be built in several sizes, in processes.csv.
class SizeColumns {
public:
    explicit SizeColumns(const ModelTable& table);
    /// errors  E0264 a size of what is no candidate or beyond its capacity
    void read(Loading& loading, const Reader& reader, std::size_t row, Process& process) const;

private:
    [[nodiscard]] bool is_set(const Loading& loading, const std::string& process) const;

    Column capacity_, exponent_, use_;
    const ModelTable* table_;
};

/// English and Korean names of a row, with their defaults.
[[nodiscard]] Name read_name(const ModelTable& rows, std::size_t row, std::string_view id);

// ---- the steps, in their order -------------------------------------------------------------------

/// errors  E0210…E0219 into `loading`
void read_settings(const Folder& folder, Loading& loading);
/// Reads every table of the model's kind, and the customs tables as they are.
/// errors  E0200 a table is missing, and those of reading and of check_columns
void read_tables(const Folder& folder, Loading& loading);
/// Whether a model of the kind may have the table.
[[nodiscard]] bool is_table_of(Kind kind, std::string_view table);
/// Both, and check_rows of every table: what stands in a folder before it is joined.
/// errors  (thrown) all of those
[[nodiscard]] Loading read_rows(const Folder& folder);
/// errors  E0270…E0277, at "--set"
void apply_sets(Loading& loading);
/// warnings  E0295 no package, E0296 a file that is not there, E0297 a column of one only
void check_package(const Folder& folder, Loading& loading);
void read_sources_and_countries(Loading& loading);
void read_places(Loading& loading);   ///< companies, sites
void read_items(Loading& loading);    ///< stages, items
void read_recipes(Loading& loading);  ///< recipes.csv
/// errors  E0231, E0232, E0237, E0238 and those of rack
void read_designs(const Folder& folder, Loading& loading);
void read_processes(Loading& loading);  ///< processes, resources, uses, and their inputs
/// errors  E0246 a capacity that is never in force, E0247 none before the first row
void read_capacity(Loading& loading);
/// errors  E0257 sizes of what is no candidate, E0258 beside a capacity or capital of its own, E0259 a larger one that costs less
void read_sizes(Loading& loading);
/// errors  E0267 a step that is no better than the one before it
void read_learning(Loading& loading);
void read_lanes(Loading& loading);
void read_stock(Loading& loading);  ///< stock, minimum_stock, receipts
void read_demand(Loading& loading);
/// errors  E0225 stock with a country as a whole where nobody wants the item
void check_stock(Loading& loading);
void join_arcs(Loading& loading);  ///< pools that are hubs, arcs
/// Closes the ways of suppliers that are not approved.
/// warnings  E0248 a site that takes an item for products with other suppliers, E0249 a row that no way fits
void read_approvals(Loading& loading);
void read_sourcing(Loading& loading);
/// errors  E0250 shares of a slot above 1, E0255 a process that takes no such part, E0256 one that takes it in several slots
void read_part_shares(Loading& loading);
void read_economy(Loading& loading);  ///< nodes, flows
void read_events(Loading& loading);
void read_availability(Loading& loading);
void read_ranges(Loading& loading);
/// errors  E0282 companies and countries in one row, E0283 a value outside low … high
void read_published(Loading& loading);
/// What needs the whole chain; asked only of a model without errors.
/// errors  E0233; warnings (strict: errors) E0234, E0243; notes E0222, E0239
void check_chain(Loading& loading);
/// Of home what tables name as countries.
void read_home(Loading& loading);
/// error  E0219 no such company; warning  E0218 nothing of the model is at home
void check_home(Loading& loading);
/// Where home is a company, or has one: what the company has becomes home. Whose laws hold, who may come and what is near
/// by which ways was settled by countries before.
void take_companies_home(Loading& loading);
/// note  E0207 a file that no part of the model reads
void note_other_files(const Folder& folder, Loading& loading);

}  // namespace jarip::network
