#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include "decimal.hpp"
#include "encoding.hpp"
#include "layout.hpp"

namespace jarip::trade {
namespace {

constexpr int kDecimals = 4;  // values are kept in 10⁻⁴ dollar

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

bool holds_thousands_separator(std::string_view text) {
    return text.find(',') != std::string_view::npos &&
           text.find_first_not_of("0123456789.,+-") == std::string_view::npos;
}

std::string listed(const std::vector<std::string>& header) {
    std::string list;
    for (const auto& name : header) list += (list.empty() ? "" : ", ") + name;
    return shortened(list, 200);
}

void read_file(const SourceFile& file, FlowsBuilder& flows, Diagnostics& diagnostics) {
    const auto decoded = decode(file, diagnostics);
    if (!decoded) return;
    const std::string_view text = decoded->converted ? *decoded->converted : file.text;
    Rows rows{file.name, text, diagnostics};
    if (rows.header().empty()) return;
    for (const Layout& layout : layouts()) {
        if (!layout.detect(rows)) continue;
        flows.begin_source({file.name, std::string{layout.name}, decoded->encoding});
        layout.read(rows, flows);
        flows.end_source(diagnostics);
        return;
    }
    diagnostics.error("E0100", {file.name}, {{"columns", listed(rows.header())}});
}

}  // namespace

std::span<const Layout> layouts() {
    static const std::array all{comtrade_layout(), baci_layout(), tidy_layout()};
    return all;
}

Flows read(const std::vector<SourceFile>& files, Diagnostics& diagnostics) {
    FlowsBuilder flows;
    for (const SourceFile& file : files) read_file(file, flows, diagnostics);
    return flows.take();
}

std::optional<Direction> direction_word(std::string_view word) {
    const auto text = lower(word);
    const auto is = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), text) != words.end();
    };
    if (is({"import", "imports", "imp", "m", "i", "수입", "general imports"}))
        return Direction::import;
    if (is({"export", "exports", "exp", "x", "e", "수출", "export incl. re-export",
            "total exports"}))
        return Direction::export_;
    if (is({"re-import", "reimport", "re-imports", "rm"})) return Direction::re_import;
    if (is({"re-export", "reexport", "re-exports", "rx"})) return Direction::re_export;
    if (is({"both"})) return Direction::both;
    return std::nullopt;
}

std::optional<std::string_view> read_code(Rows& rows, std::size_t column) {
    constexpr std::string_view kDigits = "0123456789";
    const auto code = rows.field(column);
    const auto power = std::min(code.find("E+"), code.find("e+"));
    const bool rounded = power != std::string_view::npos && power > 0 && power + 2 < code.size() &&
                         code.substr(0, power).find_first_not_of("0123456789.") == code.npos &&
                         code.substr(power + 2).find_first_not_of(kDigits) == code.npos;
    if (!rounded) return code;
    rows.fault("E0114", column);
    return std::nullopt;
}

std::optional<std::int64_t> read_value(Rows& rows, std::size_t column, int power) {
    const auto text = rows.field(column);
    if (text.empty()) return std::nullopt;
    const auto [value, fault] = parse_decimal(text, power + kDecimals);
    if (fault == DecimalFault::too_large) {
        rows.fault("E0108", column);
        return std::nullopt;
    }
    if (fault == DecimalFault::not_a_number) {
        if (holds_thousands_separator(text)) {
            std::string plain;
            for (const char c : text)
                if (c != ',') plain += c;
            rows.fault("E0021", column, {{"plain", shortened(plain, 60)}});
        } else {
            rows.fault("E0020", column);
        }
        return std::nullopt;
    }
    if (value < 0) {
        rows.fault("E0107", column);
        return std::nullopt;
    }
    return value;
}

double read_mass(Rows& rows, std::size_t column, double kg_per_unit) {
    constexpr double kNotGiven = -1;
    const auto text = rows.field(column);
    if (text.empty() || text == "NA" || text == "N/A" || text == "-") return kNotGiven;
    double mass = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), mass);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(mass)) {
        rows.fault("E0020", column);
        return kNotGiven;
    }
    if (mass < 0) {
        rows.fault("E0107", column);
        return kNotGiven;
    }
    return mass * kg_per_unit;
}

}  // namespace jarip::trade
