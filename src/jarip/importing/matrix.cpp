#include "jarip/importing/matrix.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <mutex>
#include <optional>
#include <utility>

#include "jarip/importing/numbers.hpp"

namespace jarip::importing {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{4} << 20;

std::string_view line_at(std::string_view text) { return text.substr(0, text.find('\n')); }

// The end of the cell that begins at `at`; a quoted one may hold separators.
const char* cell_end(const char* at, const char* end, char separator) {
    if (at != end && *at == '"') {
        const auto* close = static_cast<const char*>(
            std::memchr(at + 1, '"', static_cast<std::size_t>(end - at - 1)));
        if (close != nullptr) at = close;
    }
    while (at != end && *at != separator) ++at;
    return at;
}

// What one piece of the table gives.
struct MatrixPart {
    std::string lines;
    std::vector<char> row;  // lines of the row that is read
    std::size_t flows = 0, negative = 0, small = 0;
    Sum flow_total, negative_total, small_total;
};

class MatrixReader {
public:
    MatrixReader(const Matrix& matrix, const Reading& reading, Economy& economy)
        : matrix_{matrix}, reading_{reading}, economy_{economy} {
        for (const auto& node : economy.nodes) {
            ids_.push_back(node.id + ',');
            longest_ = std::max(longest_, ids_.back().size());
        }
        add_flow_value(tail_, "", reading);
    }

    void read() {
        const auto pieces = pieces_of(after_lines(matrix_.text, matrix_.header_rows));
        const auto first_row = first_lines(pieces, 0, reading_.run.threads);
        std::vector<MatrixPart> parts(pieces.size());
        std::atomic<std::size_t> bytes = 0;
        std::atomic<std::size_t> done = 0;
        std::mutex mutex;
        parallel_for(pieces.size(), reading_.run.threads, [&](std::size_t i) {
            if (reading_.run.stop.stop_requested()) return;
            read_piece(pieces[i], first_row[i], parts[i]);
            require_readable(bytes += parts[i].lines.size());
            if (!reading_.run.progress) return;
            const std::scoped_lock lock{mutex};
            reading_.run.progress({"import.progress", ++done, pieces.size()});
        });
        for (auto& part : parts) {
            economy_.flow_lines.push_back(std::move(part.lines));
            economy_.flows += part.flows;
            economy_.negative += part.negative;
            economy_.small += part.small;
            economy_.flow_total.add(part.flow_total.value());
            economy_.negative_total.add(part.negative_total.value());
            economy_.small_total.add(part.small_total.value());
        }
    }

private:
    void read_piece(std::string_view piece, std::size_t row, MatrixPart& part) {
        part.lines.reserve(3 * piece.size());
        while (!piece.empty()) {
            auto line = line_at(piece);
            piece.remove_prefix(std::min(piece.size(), line.size() + 1));
            if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
            if (row < matrix_.rows.size()) {
                if (matrix_.rows[row].use != Use::skip) read_row(line, row, part);
            } else if (line.find_first_not_of(" \t,") != std::string_view::npos) {
                refuse_at("E0384", matrix_.file, line_of(row), 1,
                          {{"label", std::to_string(row + 1)}});
            }
            ++row;
        }
        // Where most flows are left out, most of the room is not needed.
        if (part.lines.size() < part.lines.capacity() / 2) part.lines.shrink_to_fit();
    }

    void read_row(std::string_view line, std::size_t row, MatrixPart& part) {
        const Line what = matrix_.rows[row];
        NodeRow& node = economy_.nodes[what.node];
        const char* at = line.data();
        const char* const end = at + line.size();
        for (std::size_t i = 0; i < matrix_.label_columns && at < end; ++i)
            at = std::min(end, cell_end(at, end, matrix_.separator) + 1);
        // Room for what a row of figures can give at most, so that nobody has to look cell by cell.
        const std::string& supplier = ids_[what.node];
        const auto room =
            matrix_.columns.size() * (supplier.size() + longest_ + tail_.size() + kRoom);
        if (part.row.size() < room + line.size()) part.row.resize(room + line.size());
        char* to = part.row.data();
        Sum sold;
        Sum final_demand;
        std::size_t column = 0;
        const auto count = matrix_.columns.size();
        for (; column < count && at <= end; ++column) {
            const char* const stop = cell_end(at, end, matrix_.separator);
            std::string_view cell{at, static_cast<std::size_t>(stop - at)};
            at = stop + 1;
            const Line of = matrix_.columns[column];
            if (of.use == Use::skip || cell == "0") continue;
            if (cell.empty()) continue;
            auto value = cell_number(cell);
            if (!value) {
                cell = bare(cell);
                value = cell_number(cell);
            }
            if (!value) refuse(row, column, cell);
            if (!matrix_.scale.empty()) *value *= matrix_.scale[column];
            if (*value == 0) continue;
            if (std::abs(*value) > most_)
                refuse_at("E0023", matrix_.file, line_of(row), 1,
                          outside(*value * kLargestFigure / most_, "value"));
            if (what.use == Use::supply) {
                if (matrix_.own_column[what.node] != column)
                    refuse_at("E0386", matrix_.file, line_of(row), 1, {{"node", node.id}});
                continue;
            }
            if (of.use == Use::final_demand)
                final_demand.add(*value);
            else if (of.use == Use::output)
                node.stated_output = *value;
            else
                to = add_flow(supplier, of.node, cell, *value, sold, part, to);
        }
        part.lines.append(part.row.data(), static_cast<std::size_t>(to - part.row.data()));
        // A separator at the end of each line is no cell.
        while (at < end && (*at == ' ' || *at == matrix_.separator)) ++at;
        if (column < count || at < end)
            refuse_at(
                "E0383", matrix_.file, line_of(row), 1,
                {{"count", column < count ? std::to_string(column) : std::to_string(count) + '+'},
                 {"expected", std::to_string(count)}});
        node.sold += sold.value();
        node.final_demand += final_demand.value();
    }

    static char* put(char* to, std::string_view text) {
        std::memcpy(to, text.data(), text.size());
        return to + text.size();
    }

    // Writes the line of flows.csv, if there is one; gives where the next begins.
    char* add_flow(const std::string& supplier, std::uint32_t buyer, std::string_view cell,
                   double value, Sum& sold, MatrixPart& part, char* to) const {
        sold.add(value);
        if (value < 0) {
            ++part.negative;
            part.negative_total.add(value);
            return to;
        }
        if (value < reading_.least) {
            ++part.small;
            part.small_total.add(value);
            return to;
        }
        ++part.flows;
        part.flow_total.add(value);
        to = put(put(to, supplier), ids_[buyer]);
        if (matrix_.scale.empty() && (reading_.power == 0 || cell.find_first_of("eE") == cell.npos))
            return put(put(to, cell), tail_);
        std::string rest;
        add_flow_value(rest, matrix_.scale.empty() ? cell : format_shortest(value), reading_);
        return put(to, rest);
    }

    [[noreturn]] void refuse(std::size_t row, std::size_t column, std::string_view cell) const {
        refuse_at("E0389", matrix_.file, line_of(row), 1,
                  {{"cell", std::to_string(column + matrix_.label_columns + 1)},
                   {"value", printable(cell.substr(0, 40))}});
    }

    [[nodiscard]] std::size_t line_of(std::size_t row) const {
        return row + matrix_.header_rows + 1;
    }

    const Matrix& matrix_;
    const Reading& reading_;
    Economy& economy_;
    static constexpr std::size_t kRoom = 40;  // for a number that is written anew

    double most_ = kLargestFigure / std::pow(10.0, reading_.power);  // that a figure may be
    std::vector<std::string> ids_;                                   // by node, with a comma
    std::size_t longest_ = 0;                                        // of these
    std::string tail_;                                               // of a line, after the number
};

}  // namespace

std::vector<std::string_view> fields_of(std::string_view line, char separator, std::size_t most) {
    std::vector<std::string_view> fields;
    const char* at = line.data();
    const char* const end = at + line.size();
    while (fields.size() < most) {
        const char* to = cell_end(at, end, separator);
        fields.push_back(bare({at, static_cast<std::size_t>(to - at)}));
        if (to == end) break;
        at = to + 1;
    }
    return fields;
}

std::string_view after_lines(std::string_view text, std::size_t count) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (; count > 0; --count) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return text;
}

std::vector<std::string_view> first_lines(std::string_view text, std::size_t count) {
    text = after_lines(text, 0);
    std::vector<std::string_view> lines;
    while (lines.size() < count && !text.empty()) {
        auto line = line_at(text);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::vector<std::string_view>> row_labels(std::string_view text, char separator,
                                                      std::size_t header_rows,
                                                      std::size_t label_columns) {
    std::vector<std::vector<std::string_view>> labels;
    for (text = after_lines(text, header_rows); !text.empty();) {
        const auto line = line_at(text);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        labels.push_back(fields_of(line, separator, label_columns));
    }
    const auto is_empty = [](const std::vector<std::string_view>& fields) {
        return std::ranges::all_of(fields, [](std::string_view field) { return field.empty(); });
    };
    while (!labels.empty() && is_empty(labels.back())) labels.pop_back();
    return labels;
}

std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        auto size = std::min(text.size(), kPieceBytes);
        const auto end = size == text.size() ? std::string_view::npos : text.find('\n', size);
        size = end == std::string_view::npos ? text.size() : end + 1;
        pieces.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return pieces;
}

std::vector<std::size_t> first_lines(const std::vector<std::string_view>& pieces, std::size_t first,
                                     unsigned threads) {
    std::vector<std::size_t> lines(pieces.size() + 1, first);
    parallel_for(pieces.size(), threads, [&](std::size_t i) {
        lines[i + 1] =
            static_cast<std::size_t>(std::count(pieces[i].begin(), pieces[i].end(), '\n'));
    });
    for (std::size_t i = 0; i < pieces.size(); ++i) lines[i + 1] += lines[i];
    return lines;
}

void read_matrix(const Matrix& matrix, const Reading& reading, Economy& economy) {
    MatrixReader{matrix, reading, economy}.read();
}

}  // namespace jarip::importing
