#include "jarip/trade/complexity/exports.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/indicators/other_revisions.hpp"

namespace jarip::trade {
namespace {

// Sums of exports: for each country that exports, one a product.
class Sums {
public:
    struct Row {
        std::vector<ExactSum> value;
        std::vector<unsigned char> met;  // whether the tables say anything of it
    };

    Sums(std::size_t countries, std::size_t products) : products_{products}, rows_(countries) {}

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }  // empty: nothing was met
    [[nodiscard]] Row& row(std::uint32_t country) {
        Row& row = rows_[country];
        row.value.resize(products_);
        row.met.resize(products_);
        return row;
    }
    void add(const Sums& other) {
        for (std::uint32_t country = 0; country < rows_.size(); ++country) {
            const Row& from = other.rows_[country];
            if (from.met.empty()) continue;
            Row& to = row(country);
            for (std::size_t product = 0; product < products_; ++product) {
                to.value[product].add(from.value[product]);
                to.met[product] |= from.met[product];
            }
        }
    }

private:
    std::size_t products_;
    std::vector<Row> rows_;
};

ExportTable sorted_table(const Flows& flows, const Sums& sums, unsigned threads) {
    const auto order = [](const std::vector<std::string>& names, const std::vector<bool>& met) {
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (met[i]) indices.push_back(i);
        std::sort(indices.begin(), indices.end(),
                  [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
        return indices;
    };
    std::vector<bool> exporters(flows.countries.size()), products(flows.products.size());
    for (std::size_t c = 0; c < exporters.size(); ++c) {
        const auto& met = sums.rows()[c].met;
        exporters[c] = !met.empty();
        for (std::size_t p = 0; p < met.size(); ++p)
            if (met[p] != 0) products[p] = true;
    }
    ExportTable table;
    const auto rows = order(flows.countries, exporters);
    const auto columns = order(flows.products, products);
    for (const auto c : rows) table.exporters.push_back(flows.countries[c]);
    for (const auto p : columns) table.products.push_back(flows.products[p]);
    table.value.resize(rows.size() * columns.size());
    parallel_for(rows.size(), threads, [&](std::size_t row) {
        const auto& value = sums.rows()[rows[row]].value;
        for (std::size_t i = 0; i < columns.size(); ++i)
            table.value[table.cell(row, i)] = value[columns[i]].dollars();
    });
    return table;
}

// One part of the rows.
class Part {
public:
    Part(const Flows& flows, const Filter& filter, const std::vector<bool>& periods)
        : flows_{flows},
          wanted_(filter.products.begin(), filter.products.end()),
          inside_(periods.begin(), periods.end()),
          exporters_(flows.countries.size(), 1),
          sums_{flows.countries.size(), flows.products.size()} {
        if (!filter.exporters.empty())
            exporters_.assign(filter.exporters.begin(), filter.exporters.end());
        all_inside_ = std::find(inside_.begin(), inside_.end(), 0) == inside_.end();
    }

    void add(std::size_t begin, std::size_t end) {
        for (; begin < end; begin += kBlock) add_block(begin, std::min(kBlock, end - begin));
    }
    /// Whether a row that was added may speak of the same as another: a total beside partners, or a country's
    /// own figure beside its partners'.
    [[nodiscard]] bool is_ambiguous() const { return has_totals_ || (has_own_ && has_both_); }

    void merge(const Part& other) {
        sums_.add(other.sums_);
        has_totals_ = has_totals_ || other.has_totals_;
        has_own_ = has_own_ || other.has_own_;
        has_both_ = has_both_ || other.has_both_;
    }
    [[nodiscard]] const Sums& sums() const { return sums_; }

private:
    static constexpr std::size_t kBlock = 2048;

    struct Block {
        std::size_t begin;
        std::array<std::uint32_t, kBlock> reporter, partner, product, period;
        bool has_totals;
    };

    void add_block(std::size_t begin, std::size_t count) {
        Block block;
        block.begin = begin;
        flows_.reporter.unpack(begin, {block.reporter.data(), count});
        flows_.product.unpack(begin, {block.product.data(), count});
        if (!all_inside_) flows_.period.unpack(begin, {block.period.data(), count});
        block.has_totals = has_totals_in(begin, count);
        if (block.has_totals) flows_.partner.unpack(begin, {block.partner.data(), count});
        for (std::size_t i = 0, end = 0; i < count; i = end) {
            const std::uint32_t country = block.reporter[i];
            for (end = i + 1; end < count && block.reporter[end] == country;) ++end;
            if (country != Flows::kNoReporter && exporters_[country] != 0)
                add_run(block, i, end, sums_.row(country));
        }
    }

    [[nodiscard]] bool has_totals_in(std::size_t begin, std::size_t count) const {
        return flows_.partner.visit([&](auto partners) {
            using Narrow = std::remove_cv_t<typename decltype(partners)::value_type>;
            const auto block = partners.subspan(begin, count);
            return std::find(block.begin(), block.end(), static_cast<Narrow>(Flows::kTotal)) !=
                   block.end();
        });
    }

    // Rows [i, end) of one exporter. Locals stay in registers: a byte that is written might be any member.
    void add_run(const Block& block, std::size_t i, std::size_t end, Sums::Row& row) {
        ExactSum* const value = row.value.data();
        unsigned char* const met = row.met.data();
        const unsigned char* const wanted = wanted_.data();
        const Direction* const direction = flows_.direction.data() + block.begin;
        const std::int64_t* const amount = flows_.value.data() + block.begin;
        const bool all_inside = all_inside_, any_total = block.has_totals;
        bool has_own = false, has_both = false, has_totals = false;
        for (; i < end; ++i) {
            const bool both = direction[i] == Direction::both;
            const bool own = direction[i] == Direction::export_;
            const std::uint32_t product = block.product[i];
            if ((!both && !own) || wanted[product] == 0) continue;
            if (!all_inside && inside_[block.period[i]] == 0) continue;
            has_own |= own;
            has_both |= both;
            has_totals |= any_total && block.partner[i] == Flows::kTotal;
            value[product].add(amount[i]);
            met[product] = 1;
        }
        has_own_ |= has_own;
        has_both_ |= has_both;
        has_totals_ |= has_totals;
    }

    const Flows& flows_;
    std::vector<unsigned char> wanted_, inside_, exporters_;
    bool all_inside_ = false;
    Sums sums_;
    bool has_totals_ = false;
    bool has_own_ = false;
    bool has_both_ = false;
};

// By one pass over the rows; nullopt where not all of them count.
std::optional<ExportTable> plain_table(const Flows& flows, const Filter& filter, unsigned threads) {
    constexpr std::size_t kMostCells = 32'000'000;
    const auto inside = in_windows(flows, filter.windows);
    if (flows.countries.size() * flows.products.size() > kMostCells ||
        !is_plain(flows, filter.products, inside))
        return std::nullopt;
    std::vector<Part> parts;
    for (unsigned i = 0; i < thread_count(threads); ++i) parts.emplace_back(flows, filter, inside);
    const std::size_t size = flows.size() / parts.size() + 1;
    parallel_for(parts.size(), threads, [&](std::size_t i) {
        parts[i].add(std::min(i * size, flows.size()), std::min((i + 1) * size, flows.size()));
    });
    for (std::size_t i = 1; i < parts.size(); ++i) parts[0].merge(parts[i]);
    if (parts[0].is_ambiguous()) return std::nullopt;
    return sorted_table(flows, parts[0].sums(), threads);
}

// Sums of countries beside their members, and areas beside countries, are no exporters of their own.
Filter of_countries(const Flows& flows, Filter filter) {
    if (flows.groups.empty()) return filter;
    std::vector<bool> exports(flows.countries.size());
    flows.reporter.visit([&](auto reporters) {
        using Element = typename decltype(reporters)::value_type;
        for (const auto reporter : reporters)
            if (reporter != static_cast<Element>(Flows::kNoReporter)) exports[reporter] = true;
    });
    const auto group_of = [&](const std::string& name) {
        return std::find_if(flows.groups.begin(), flows.groups.end(),
                            [&](const CountryGroup& group) { return group.name == name; });
    };
    if (filter.exporters.empty()) filter.exporters.assign(flows.countries.size(), true);
    for (std::size_t i = 0; i < flows.countries.size(); ++i) {
        const auto group = group_of(flows.countries[i]);
        if (group == flows.groups.end()) continue;
        bool beside = false;
        for (std::size_t other = 0; other < flows.countries.size() && !beside; ++other) {
            const auto& name = flows.countries[other];
            beside =
                exports[other] && group_of(name) == flows.groups.end() &&
                (group->members.empty() || std::find(group->members.begin(), group->members.end(),
                                                     name) != group->members.end());
        }
        if (beside) filter.exporters[i] = false;
    }
    return filter;
}

}  // namespace

ExportTable export_table(const Flows& flows, const Filter& asked, unsigned threads) {
    const Filter filter = of_countries(flows, asked);
    require_one_meaning(flows, filter);
    if (auto table = plain_table(flows, filter, threads)) return *std::move(table);
    Sums sums{flows.countries.size(), flows.products.size()};
    const auto selections = select_exports(flows, filter);
    std::vector<std::string> overlapping;
    for (std::uint32_t country = 0; country < selections.size(); ++country) {
        if (!selections[country].overlapping.empty()) {
            overlapping.push_back(flows.countries[country]);
            continue;
        }
        for (const auto row : selections[country].rows) {
            const auto product = flows.product[row];
            sums.row(country).value[product].add(flows.value[row]);
            sums.row(country).met[product] = 1;
        }
    }
    auto table = sorted_table(flows, sums, threads);
    std::sort(overlapping.begin(), overlapping.end());
    table.overlapping = std::move(overlapping);
    return table;
}

}  // namespace jarip::trade
