#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include "jarip/importing/layouts.hpp"
#include "jarip/importing/numbers.hpp"

namespace jarip::importing {

namespace {

// What a piece knows of a label.
struct SeenLabel {
    Sum final_demand, sold;
    // A text that is not the id made of it, and whether the id itself stands in the table.
    std::string renamed;
    bool plain = false;

    void see(std::string_view label, std::string_view id, const std::string& file) {
        if (label == id)
            plain = true;
        else if (renamed.empty())
            renamed = label;
        else if (renamed != label)
            refuse_same_id(file, renamed, label, id);
        if (plain && !renamed.empty()) refuse_same_id(file, renamed, id, id);
    }
};

struct ObservationPart {
    std::vector<std::uint64_t> pairs;  // of supplier and buyer, hashed and sorted
    std::string lines;
    std::size_t flows = 0, negative = 0, small = 0;
    Sum flow_total, negative_total, small_total;
    std::unordered_map<std::string, SeenLabel> seen;
};

class ObservationReader {
public:
    ObservationReader(const Observations& table, const Reading& reading)
        : table_{table}, reading_{reading} {
        last_ = table.value;
        for (const auto* columns : {&table.supplier, &table.buyer})
            for (const auto column : *columns) last_ = std::max(last_, column);
    }

    void read(Economy& economy) const {
        const auto pieces = pieces_of(after_lines(table_.text, table_.header_rows));
        const auto first_line = first_lines(pieces, table_.header_rows + 1, reading_.run.threads);
        std::vector<ObservationPart> parts(pieces.size());
        std::atomic<std::size_t> bytes = 0;
        parallel_for(pieces.size(), reading_.run.threads, [&](std::size_t i) {
            if (reading_.run.stop.stop_requested()) return;
            read_lines(pieces[i], first_line[i], parts[i]);
            std::ranges::sort(parts[i].pairs);
            require_readable(bytes += parts[i].lines.size());
        });
        if (reading_.run.stop.stop_requested()) return;
        require_distinct(parts, pieces, first_line);
        std::map<std::string, SeenLabel> all;
        for (auto& part : parts) {
            for (const auto& [id, seen] : part.seen) {
                SeenLabel& whole = all[id];
                whole.final_demand.add(seen.final_demand.value());
                whole.sold.add(seen.sold.value());
                if (seen.plain) whole.see(id, id, table_.file);
                if (!seen.renamed.empty()) whole.see(seen.renamed, id, table_.file);
            }
            economy.flow_lines.push_back(std::move(part.lines));
            economy.flows += part.flows;
            economy.negative += part.negative;
            economy.small += part.small;
            economy.flow_total.add(part.flow_total.value());
            economy.negative_total.add(part.negative_total.value());
            economy.small_total.add(part.small_total.value());
        }
        for (const auto& [id, seen] : all)
            economy.nodes.push_back({.id = id,
                                     .label = seen.renamed,
                                     .sector = {},
                                     .region = {},
                                     .name = {},
                                     .final_demand = seen.final_demand.value(),
                                     .sold = seen.sold.value(),
                                     .stated_output = {}});
    }

private:
    // Fields between single separators, or of a table with blanks between any number of them.
    void split(std::string_view line, std::vector<std::string_view>& fields) const {
        fields.clear();
        if (table_.separator != ' ') {
            fields = fields_of(line, table_.separator, std::max(last_ + 1, table_.cells + 1));
            return;
        }
        constexpr std::string_view kBlanks = " \t\r";
        for (auto at = line.find_first_not_of(kBlanks); at != std::string_view::npos;) {
            const auto end = line.find_first_of(kBlanks, at);
            fields.push_back(line.substr(at, end - at));
            at = end == std::string_view::npos ? end : line.find_first_not_of(kBlanks, end);
        }
    }

    [[nodiscard]] static std::string label_of(const std::vector<std::string_view>& fields,
                                              const std::vector<std::size_t>& columns) {
        std::string label{fields[columns.front()]};
        for (std::size_t i = 1; i < columns.size(); ++i) {
            label += '_';
            label += fields[columns[i]];
        }
        return label;
    }

    // A row of the table, up to the last column that is read; its line is not empty.
    void split_row(std::string_view line, std::size_t number,
                   std::vector<std::string_view>& fields) const {
        split(line, fields);
        const bool damaged =
            table_.cells > 0 ? fields.size() != table_.cells : fields.size() <= last_;
        if (!damaged) return;
        const std::size_t count =
            table_.separator == ' '
                ? fields.size()
                : std::max(fields.size(), fields_of(line, table_.separator).size());
        refuse_at("E0383", table_.file, number, 1,
                  {{"count", std::to_string(count)},
                   {"expected", std::to_string(table_.cells > 0 ? table_.cells : last_ + 1)}});
    }

    // Calls `take(line, number)` with each line that is not empty.
    template <class Take>
    static void each_line(std::string_view piece, std::size_t number, Take take) {
        for (; !piece.empty(); ++number) {
            const auto line = piece.substr(0, piece.find('\n'));
            piece.remove_prefix(std::min(piece.size(), line.size() + 1));
            if (line.find_first_not_of(" \t\r") != std::string_view::npos) take(line, number);
        }
    }

    void read_lines(std::string_view piece, std::size_t line_number, ObservationPart& part) const {
        std::vector<std::string_view> fields;
        const double most = kLargestFigure / std::pow(10.0, reading_.power);
        each_line(piece, line_number, [&](std::string_view line, std::size_t number) {
            split_row(line, number, fields);
            const auto value = cell_number(fields[table_.value]);
            if (!value)
                refuse_at("E0389", table_.file, number, 1,
                          {{"cell", std::to_string(table_.value + 1)},
                           {"value", printable(fields[table_.value].substr(0, 40))}});
            if (std::abs(*value) > most)
                refuse_at("E0023", table_.file, number, 1,
                          outside(*value * std::pow(10.0, reading_.power), "value"));
            for (const auto* columns : {&table_.supplier, &table_.buyer})
                for (const auto column : *columns)
                    if (fields[column].empty())
                        refuse_at("E0203", table_.file, number, 1,
                                  {{"column", std::to_string(column + 1)}});
            add(fields, *value, part);
        });
    }

    [[nodiscard]] static std::uint64_t pair_of(std::string_view supplier, std::string_view buyer) {
        const std::hash<std::string_view> hash;
        constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;
        return (hash(supplier) * kOdd ^ (hash(buyer) + kOdd)) * kOdd;
    }

    // Pairs whose hashes are the same, each once, ascending.
    [[nodiscard]] std::vector<std::uint64_t> seen_twice(
        const std::vector<ObservationPart>& parts) const {
        constexpr std::uint64_t kShares = 256;
        std::vector<std::vector<std::uint64_t>> twice(kShares);
        parallel_for(kShares, reading_.run.threads, [&](std::size_t share) {
            std::vector<std::uint64_t> all;
            const auto below = [](std::uint64_t pair, std::uint64_t at) { return pair >> 56 < at; };
            for (const auto& part : parts) {
                const auto first =
                    std::lower_bound(part.pairs.begin(), part.pairs.end(), share, below);
                const auto last = std::lower_bound(first, part.pairs.end(), share + 1, below);
                all.insert(all.end(), first, last);
            }
            std::ranges::sort(all);
            for (std::size_t i = 1; i < all.size(); ++i)
                if (all[i] == all[i - 1] && (twice[share].empty() || twice[share].back() != all[i]))
                    twice[share].push_back(all[i]);
        });
        std::vector<std::uint64_t> result;
        for (const auto& share : twice) result.insert(result.end(), share.begin(), share.end());
        return result;
    }

    // A pair may stand in one row only.
    void require_distinct(const std::vector<ObservationPart>& parts,
                          const std::vector<std::string_view>& pieces,
                          const std::vector<std::size_t>& first_line) const {
        const auto twice = seen_twice(parts);
        if (twice.empty()) return;
        std::map<std::pair<std::string, std::string>, std::size_t> line_of;
        std::vector<std::string_view> fields;
        for (std::size_t i = 0; i < pieces.size(); ++i)
            each_line(pieces[i], first_line[i], [&](std::string_view line, std::size_t number) {
                split_row(line, number, fields);
                const auto supplier = as_id(label_of(fields, table_.supplier));
                if (table_.is_node != nullptr && !table_.is_node(supplier)) return;
                const auto buyer = as_id(label_of(fields, table_.buyer));
                if (!std::ranges::binary_search(twice, pair_of(supplier, buyer))) return;
                const auto [known, is_new] = line_of.emplace(std::pair{supplier, buyer}, number);
                if (!is_new)
                    refuse_at("E0205", table_.file, number, 1,
                              {{"key", printable(supplier + ", " + buyer)},
                               {"line", std::to_string(known->second)}});
            });
    }

    void add(const std::vector<std::string_view>& fields, double value,
             ObservationPart& part) const {
        const std::string selling = label_of(fields, table_.supplier);
        const std::string supplier = as_id(selling);
        if (table_.is_node != nullptr && !table_.is_node(supplier)) return;
        SeenLabel& seller = part.seen[supplier];
        seller.see(selling, supplier, table_.file);
        const std::string buying = label_of(fields, table_.buyer);
        const std::string buyer = as_id(buying);
        part.pairs.push_back(pair_of(supplier, buyer));
        if (table_.is_final != nullptr && table_.is_final(buyer)) {
            seller.final_demand.add(value);
            return;
        }
        seller.sold.add(value);
        part.seen.try_emplace(buyer).first->second.see(buying, buyer, table_.file);
        if (value < 0) {
            ++part.negative;
            part.negative_total.add(value);
        } else if (value > 0 && value < reading_.least) {
            ++part.small;
            part.small_total.add(value);
        } else if (value > 0) {
            part.lines += supplier;
            part.lines += ',';
            part.lines += buyer;
            part.lines += ',';
            add_flow_value(part.lines, fields[table_.value], reading_);
            ++part.flows;
            part.flow_total.add(value);
        }
    }

    const Observations& table_;
    const Reading& reading_;
    std::size_t last_ = 0;  // column that is read
};

}  // namespace

void read_observations(const Observations& table, const Reading& reading, Economy& economy) {
    ObservationReader{table, reading}.read(economy);
}

}  // namespace jarip::importing
