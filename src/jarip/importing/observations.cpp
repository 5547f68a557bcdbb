#include <algorithm>
#include <atomic>
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
};

struct ObservationPart {
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
            require_readable(bytes += parts[i].lines.size());
        });
        std::map<std::string, SeenLabel> all;
        for (auto& part : parts) {
            for (const auto& [label, seen] : part.seen) {
                all[label].final_demand.add(seen.final_demand.value());
                all[label].sold.add(seen.sold.value());
            }
            economy.flow_lines.push_back(std::move(part.lines));
            economy.flows += part.flows;
            economy.negative += part.negative;
            economy.small += part.small;
            economy.flow_total.add(part.flow_total.value());
            economy.negative_total.add(part.negative_total.value());
            economy.small_total.add(part.small_total.value());
        }
        for (const auto& [label, seen] : all)
            economy.nodes.push_back({.id = label,
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
            fields = fields_of(line, table_.separator, last_ + 1);
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
        return as_id(label);
    }

    void read_lines(std::string_view piece, std::size_t line_number, ObservationPart& part) const {
        std::vector<std::string_view> fields;
        for (; !piece.empty(); ++line_number) {
            auto line = piece.substr(0, piece.find('\n'));
            piece.remove_prefix(std::min(piece.size(), line.size() + 1));
            if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
            split(line, fields);
            if (fields.size() <= last_)
                refuse_at("E0383", table_.file, line_number, 1,
                          {{"count", std::to_string(fields.size())},
                           {"expected", std::to_string(last_ + 1)}});
            const auto value = cell_number(fields[table_.value]);
            if (!value)
                refuse_at("E0389", table_.file, line_number, 1,
                          {{"cell", std::to_string(table_.value + 1)},
                           {"value", printable(fields[table_.value].substr(0, 40))}});
            add(fields, *value, part);
        }
    }

    void add(const std::vector<std::string_view>& fields, double value,
             ObservationPart& part) const {
        const std::string supplier = label_of(fields, table_.supplier);
        if (table_.is_node != nullptr && !table_.is_node(supplier)) return;
        SeenLabel& seller = part.seen[supplier];
        const std::string buyer = label_of(fields, table_.buyer);
        if (table_.is_final != nullptr && table_.is_final(buyer)) {
            seller.final_demand.add(value);
            return;
        }
        seller.sold.add(value);
        part.seen.try_emplace(buyer);
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
