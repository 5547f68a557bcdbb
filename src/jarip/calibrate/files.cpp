// The fitted shares as files of a model folder.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/calibrate.hpp"
#include "jarip/core/csv.hpp"

namespace jarip::calibrate {
namespace {

constexpr std::string_view kSourceId = "customs-calibration";

/// A CSV file of which rows are changed and all others keep their bytes.
class EditedTable {
public:
    /// An empty text is a table with these columns and no rows.
    EditedTable(std::string file, std::string text, const std::vector<std::string>& columns)
        : file_{std::move(file)}, text_{std::move(text)} {
        if (text_.empty()) text_ = joined(columns, ",");
        read();
        for (const auto& column : columns) add_column(column);
    }

    [[nodiscard]] std::size_t size() const { return rows_.size() - 1; }
    [[nodiscard]] bool has_column(std::string_view name) const {
        return place_of(name) < header().size();
    }
    [[nodiscard]] std::string cell(std::size_t row, std::string_view column) const {
        return rows_[row + 1].cells[place_of(column)];
    }
    void set(std::size_t row, std::string_view column, std::string value) {
        rows_[row + 1].cells[place_of(column)] = std::move(value);
        rows_[row + 1].changed = true;
    }
    void remove(std::size_t row) { rows_[row + 1].removed = true; }
    /// Cells of columns that the table does not have are left out.
    void add(const std::map<std::string, std::string>& cells) {
        Row row;
        row.changed = true;
        for (const auto& column : header()) {
            const auto found = cells.find(column);
            row.cells.push_back(found == cells.end() ? std::string{} : found->second);
        }
        row.end = line_end_;
        if (rows_.back().end.empty()) rows_.back().end = line_end_;
        rows_.push_back(std::move(row));
    }

    [[nodiscard]] SourceFile file() const {
        std::string text = before_;
        for (const Row& row : rows_) {
            if (row.removed) continue;
            if (row.changed)
                for (std::size_t i = 0; i < row.cells.size(); ++i)
                    text += (i == 0 ? "" : ",") + csv_field(row.cells[i]);
            else
                text += row.text;
            text += row.end;
        }
        return {file_, std::move(text)};
    }

private:
    struct Row {
        std::string text, end;  // as in the file
        std::vector<std::string> cells;
        bool changed = false;
        bool removed = false;
    };

    void read() {
        CsvReader reader{text_};
        std::vector<std::size_t> begins;
        for (auto fields = reader.next(); !fields.empty(); fields = reader.next()) {
            Row row;
            for (const auto& field : fields)
                row.cells.push_back(field.doubled ? unescaped(field.value)
                                                  : std::string{field.value});
            begins.push_back(reader.row_begin());
            rows_.push_back(std::move(row));
        }
        before_ = text_.substr(0, begins.front());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const auto end = i + 1 < begins.size() ? begins[i + 1] : text_.size();
            const auto whole = text_.substr(begins[i], end - begins[i]);
            const auto last = whole.find_last_not_of("\r\n");
            rows_[i].text = whole.substr(0, last + 1);
            rows_[i].end = whole.substr(last + 1);
        }
        line_end_ = rows_[0].end.starts_with("\r\n") ? "\r\n" : "\n";
    }

    void add_column(const std::string& name) {
        if (has_column(name)) return;
        rows_[0].cells.push_back(name);
        rows_[0].text += ',' + name;
        for (std::size_t i = 1; i < rows_.size(); ++i) {
            rows_[i].cells.emplace_back();
            rows_[i].text += ',';
        }
    }

    [[nodiscard]] const std::vector<std::string>& header() const { return rows_[0].cells; }
    [[nodiscard]] std::size_t place_of(std::string_view name) const {
        const auto& names = header();
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                        names.begin());
    }

    std::string file_, text_, before_, line_end_;
    std::vector<Row> rows_;
};

/// Writes calibration.csv: one line for each cell that is not as it was.
class Ledger {
public:
    void write(std::string_view table, const std::string& key, std::string_view column,
               const std::string& before, const std::string& now) {
        if (before == now) return;
        text_ += std::string{table} + ',' + csv_field(key) + ',' + std::string{column} + ',' +
                 csv_field(before) + ',' + csv_field(now) + '\n';
    }
    [[nodiscard]] SourceFile file() const { return {std::string{kCalibrationFile}, text_}; }

private:
    std::string text_ = "table,key,column,old,new\n";
};

std::string text_of(const Folder& folder, const char* name) {
    return folder.has(name) ? folder.read(name)->text : std::string{};
}

SourceFile flows_file(const Network& network, const Fit& fit) {
    std::string text = "item,from,to,lane_line,unit,units_old,units_new,value_old,value_new\n";
    for (const FlowChange& flow : fit.flows) {
        const auto& arc = network.arcs[flow.arc];
        const auto& item = network.items[network.pools[arc.from].item];
        text += csv_field(item.id) + ',' + csv_field(network.place_id(arc.from)) + ',' +
                csv_field(network.place_id(arc.to)) + ',';
        if (arc.lane.valid()) text += std::to_string(network.lanes[arc.lane].provenance.line);
        text += ',' + csv_field(item.unit);
        for (const double value :
             {flow.before, flow.after, item.price * flow.before, item.price * flow.after})
            text += ',' + format_shortest(value);
        text += '\n';
    }
    return {std::string{kCalibrationFlowsFile}, std::move(text)};
}

class Writer {
public:
    Writer(const Folder& folder, const Network& network, const Fit& fit, const FittedNote& note)
        : network_{network},
          fit_{fit},
          note_{note},
          sourcing_{"sourcing.csv",
                    text_of(folder, "sourcing.csv"),
                    {"buyer", "item", "supplier", "share", "source", "assumed", "note"}},
          sources_{"sources.csv", text_of(folder, "sources.csv"), {"source", "title", "kind"}} {}

    std::vector<SourceFile> run() {
        if (fit_.shares.empty()) return {ledger_.file()};
        add_source();
        for (const auto& change : fit_.shares) {
            if (!change.row)
                add_row(change.now);
            else if (change.removed)
                remove_row(*change.row);
            else
                change_row(*change.row, change.now);
        }
        return {ledger_.file(), sourcing_.file(), sources_.file()};
    }

private:
    void add_source() {
        source_ = kSourceId;
        const auto taken = [&](const std::string& id) {
            for (std::size_t i = 0; i < sources_.size(); ++i)
                if (sources_.cell(i, "source") == id) return true;
            return false;
        };
        for (int i = 2; taken(source_); ++i)
            source_ = std::string{kSourceId} + '-' + std::to_string(i);
        const std::map<std::string, std::string> cells{
            {"source", source_}, {"title", note_.title}, {"kind", "estimate"}};
        sources_.add(cells);
        for (const auto& [column, value] : cells)
            ledger_.write("sources", source_, column, "", value);
    }

    void change_row(std::size_t row, const network::Sourcing& now) {
        const std::string share = sourcing_.cell(row, "share");
        const std::string source = sourcing_.cell(row, "source");
        std::string remark = note_.changed + ' ' + share;
        if (!source.empty()) remark += " (" + source + ')';
        const std::string before = sourcing_.cell(row, "note");
        if (!before.empty()) remark += "; " + before;
        set(row, "share", format_shortest(now.share));
        set(row, "source", source_);
        set(row, "assumed", "true");
        set(row, "note", remark);
    }

    void set(std::size_t row, const char* column, const std::string& value) {
        ledger_.write("sourcing", key(row), column, sourcing_.cell(row, column), value);
        sourcing_.set(row, column, value);
    }

    void remove_row(std::size_t row) {
        for (const char* column :
             {"buyer", "item", "supplier", "share", "fixed", "source", "assumed", "note"})
            if (sourcing_.has_column(column))
                ledger_.write("sourcing", key(row), column, sourcing_.cell(row, column), "");
        sourcing_.remove(row);
    }

    void add_row(const network::Sourcing& now) {
        const std::map<std::string, std::string> cells{
            {"buyer", now.buyer},       {"item", network_.items[now.item].id},
            {"supplier", now.supplier}, {"share", format_shortest(now.share)},
            {"source", source_},        {"assumed", "true"},
            {"note", note_.added}};
        sourcing_.add(cells);
        for (const auto& [column, value] : cells)
            ledger_.write("sourcing",
                          now.buyer + '/' + network_.items[now.item].id + '/' + now.supplier,
                          column, "", value);
    }

    [[nodiscard]] std::string key(std::size_t row) const {
        return sourcing_.cell(row, "buyer") + '/' + sourcing_.cell(row, "item") + '/' +
               sourcing_.cell(row, "supplier");
    }

    const Network& network_;
    const Fit& fit_;
    const FittedNote& note_;
    EditedTable sourcing_, sources_;
    Ledger ledger_;
    std::string source_;
};

}  // namespace

std::vector<SourceFile> fitted_files(const Folder& folder, const Network& network, const Fit& fit,
                                     const FittedNote& note) {
    std::vector<SourceFile> files;
    auto changed = Writer{folder, network, fit, note}.run();
    changed.push_back(flows_file(network, fit));
    for (const auto& name : folder.names()) {
        const auto same = [&](const SourceFile& file) { return file.name == name; };
        if (std::none_of(changed.begin(), changed.end(), same))
            files.push_back(*folder.read_bytes(name));
    }
    for (auto& file : changed) files.push_back(std::move(file));
    return files;
}

}  // namespace jarip::calibrate
