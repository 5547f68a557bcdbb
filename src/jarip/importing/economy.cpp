#include "jarip/importing/economy.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>
#include <utility>

namespace jarip::importing {

namespace {

constexpr std::size_t kMostBytes = (std::size_t{1} << 31) - 1;  // of a table that a model reads
constexpr std::string_view kFlowsHeader = "supplier,buyer,value,source\n";

// A figure in the model's currency, without the rounding that a product would add.
std::string in_currency(double value, int power) {
    std::string text = format_shortest(value);
    if (power == 0 || value == 0) return text;
    const auto exponent = text.find('e');
    if (exponent == std::string::npos) return text + 'e' + std::to_string(power);
    const int own = std::stoi(text.substr(exponent + 1));
    return text.substr(0, exponent + 1) + std::to_string(own + power);
}

double in_units(double value, int power) { return value * std::pow(10.0, power); }

std::string quoted_toml(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string nodes_table(const Economy& economy, const Reading& reading) {
    std::string table = "node,sector,country,final_demand,name,source\n";
    for (const auto& node : economy.nodes) {
        table += csv_field(node.id) + ',' + csv_field(node.sector) + ',' +
                 csv_field(region_code(node.region)) + ',' +
                 in_currency(node.final_demand, reading.power) + ',' +
                 csv_field(node.name == node.id ? "" : as_utf8(node.name)) + ',' + reading.source +
                 '\n';
    }
    return table;
}

std::string flows_table(Economy& economy) {
    std::size_t size = kFlowsHeader.size();
    for (const auto& lines : economy.flow_lines) size += lines.size();
    require_readable(size);
    std::string table{kFlowsHeader};
    table.reserve(size);
    for (auto& lines : economy.flow_lines) {
        table += lines;
        std::string{}.swap(lines);
    }
    return table;
}

// The region that is home, by its label or code.
std::string home_of(const Economy& economy, const std::string& asked) {
    if (economy.nodes.empty()) return asked;
    if (asked.empty()) return region_code(economy.nodes.front().region);
    const std::string code = region_code(asked);
    std::vector<std::string> known;
    for (const auto& node : economy.nodes) {
        const auto region = region_code(node.region);
        if (region == code || node.region == asked) return region;
        if (known.empty() || known.back() != region) known.push_back(region);
    }
    // Several countries, or a group of them: the model knows.
    if (asked.find('+') != std::string::npos || group_members(asked)) return asked;
    throw Error{"E0388", "", {{"home", printable(asked)}, {"suggestion", nearest(asked, known)}}};
}

void add_gap(const Economy& economy, Imported& result) {
    for (const auto& node : economy.nodes) {
        if (!node.stated_output) continue;
        const double gap = std::abs(node.sold + node.final_demand - *node.stated_output);
        const double share = gap == 0 ? 0 : gap / std::max(std::abs(*node.stated_output), gap);
        if (result.largest_gap && share <= *result.largest_gap) continue;
        result.largest_gap = share;
        result.gap_at = node.id;
    }
}

void require_distinct(const Economy& economy) {
    std::unordered_set<std::string_view> ids;
    for (const auto& node : economy.nodes)
        if (!ids.insert(node.id).second) throw Error{"E0384", "", {{"label", printable(node.id)}}};
}

// Tables of millions may hold figures that are too large for a model.
void require_figures(const Economy& economy, int power) {
    if (economy.nodes.empty()) throw Error{"E0393", ""};
    const double most = kLargestFigure / std::pow(10.0, power);
    for (const auto& node : economy.nodes)
        if (std::abs(node.final_demand) > most)
            throw Error{"E0023", "nodes.csv",
                        outside(in_units(node.final_demand, power), "final_demand")};
}

}  // namespace

Arguments outside(double value, const std::string& column) {
    const std::string most = format_shortest(kLargestFigure);
    return {
        {"value", format_shortest(value)}, {"column", column}, {"low", '-' + most}, {"high", most}};
}

void add_flow_value(std::string& line, std::string_view number, const Reading& reading) {
    if (reading.power == 0 || number.find_first_of("eE") == std::string_view::npos) {
        line += number;
        if (reading.power != 0) {
            line += 'e';
            line += std::to_string(reading.power);
        }
    } else {
        line += in_currency(parse_number(number).value_or(0), reading.power);
    }
    line += ',';
    line += reading.source;
    line += '\n';
}

void refuse_at(const char* code, const std::string& file, std::size_t line, std::size_t column,
               Arguments arguments) {
    Location where;
    where.file = as_utf8(file);
    where.line = line;
    where.column = column;
    throw Error{Diagnostic{code, Severity::error, std::move(where), std::move(arguments)}};
}

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string as_id(std::string_view label) {
    std::string id;
    for (const char c : label) {
        const bool reserved = std::string_view{",;>/*:\"\r\n\t"}.find(c) != std::string_view::npos;
        id += reserved ? '-' : c;
    }
    return as_utf8(trimmed(id));
}

std::string Labels::id_of(std::string_view label, const Location& where, std::string_view column) {
    auto id = as_id(label);
    if (id.empty())
        throw Error{Diagnostic{"E0203", Severity::error, where, {{"column", std::string{column}}}}};
    const auto known = label_of_.emplace(id, trimmed(label)).first;
    if (known->second != trimmed(label)) refuse_same_id(where.file, known->second, label, id);
    return id;
}

void Labels::add(const std::vector<NodeRow>& nodes) {
    for (const auto& node : nodes)
        label_of_.emplace(node.id, node.label.empty() ? node.id : node.label);
}

void refuse_same_id(const std::string& file, std::string_view first, std::string_view second,
                    std::string_view id) {
    throw Error{
        "E0392",
        as_utf8(file),
        {{"first", printable(first)}, {"second", printable(second)}, {"id", printable(id)}}};
}

std::string region_code(std::string_view label) {
    return country_code(label).value_or(as_id(label));
}

void require_readable(std::size_t bytes) {
    if (bytes > kMostBytes) throw Error{"E0387", "flows.csv"};
}

Imported finished(Economy economy, std::string kind, int year, const Options& options,
                  const Reading& reading) {
    Imported result;
    result.interrupted = options.run.stop.stop_requested();
    if (result.interrupted) return result;
    require_distinct(economy);
    require_figures(economy, reading.power);
    result.home = home_of(economy, options.home);
    result.kind = std::move(kind);
    result.year = year;
    result.currency = economy.publisher.currency;
    std::set<std::string> regions;
    std::set<std::string> sectors;
    Sum final_demand;
    for (const auto& node : economy.nodes) {
        regions.insert(node.region);
        sectors.insert(node.sector);
        final_demand.add(node.final_demand);
    }
    result.regions = regions.size();
    result.sectors = sectors.size();
    result.nodes = economy.nodes.size();
    result.flows = economy.flows;
    const int power = reading.power;
    result.flow_total = in_units(economy.flow_total.value(), power);
    result.final_demand_total = in_units(final_demand.value(), power);
    result.negative = {economy.negative, in_units(economy.negative_total.value(), power)};
    result.small = {economy.small, in_units(economy.small_total.value(), power)};
    add_gap(economy, result);

    const std::string years = std::to_string(year);
    const std::string title = economy.publisher.title + ' ' + years;
    result.files.push_back(
        {"model.toml", "name = " + quoted_toml(result.kind + '-' + years) + "\ntitle = " +
                           quoted_toml(title) + "\ntitle_ko = " + quoted_toml(title) +
                           "\nkind = \"flows\"\nhome = " + quoted_toml(result.home) +
                           "\ncurrency = " + quoted_toml(result.currency) + "\nstart = " + years +
                           "-01-01\nend = " + years + "-12-31\n"});
    result.files.push_back({"nodes.csv", nodes_table(economy, reading)});
    result.files.push_back({"flows.csv", flows_table(economy)});
    result.files.push_back({"sources.csv", "source,title,publisher,url\n" + reading.source + ',' +
                                               csv_field(title) + ',' +
                                               csv_field(economy.publisher.name) + ',' +
                                               csv_field(economy.publisher.url) + '\n'});
    return result;
}

}  // namespace jarip::importing
