// Fields of customs tables: directions, codes, values, masses.
#include <algorithm>

#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

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

std::string ungrouped(std::string_view text) {
    std::string plain;
    for (const char c : text)
        if (c != ',') plain += c;
    return plain;
}

}  // namespace

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

bool report_service_fault(const Rows& rows) {
    std::string code, message;
    for (const auto& [name, value] : rows.envelope) {
        const bool sound = value.empty() || value == "00" || value == "0" || value == "200";
        if ((name == "resultCode" || name == "returnReasonCode") && !sound) code = value;
        if (name == "resultMsg" || name == "returnAuthMsg" || name == "errMsg") message = value;
        if (name == "error" && !value.empty()) code = message = value;
    }
    if (code.empty()) return false;
    rows.diagnostics().error("E0139", {std::string{rows.file()}},
                             {{"code", code}, {"message", message}});
    return true;
}

std::optional<std::uint32_t> read_period(Rows& rows, std::size_t column, FlowsBuilder& flows) {
    return read_period(rows, column, rows.field(column), flows);
}

std::optional<std::uint32_t> read_period(Rows& rows, std::size_t column, std::string_view text,
                                         FlowsBuilder& flows) {
    const auto period = flows.period(text);
    if (!period) {
        rows.fault("E0104", column);
        return std::nullopt;
    }
    if (is_plausible(flows.period_at(*period))) return period;
    rows.fault("E0140", column);
    return std::nullopt;
}

std::optional<std::int64_t> read_money(Rows& rows, std::size_t column, const Money& money,
                                       std::uint32_t period, FlowsBuilder& flows) {
    const auto amount = read_value(rows, column, money.power);
    if (!amount || money.currency == "USD") return amount;
    const auto dollars = flows.dollars(*amount, money.currency, period);
    if (!dollars) rows.fault("E0141", column, {{"currency", std::string{money.currency}}});
    return dollars;
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
    if (is_not_given(text)) return std::nullopt;
    const auto [value, fault] = rows.digits_grouped() && holds_thousands_separator(text)
                                    ? parse_decimal(ungrouped(text), power + kValueDecimals)
                                    : parse_decimal(text, power + kValueDecimals);
    if (fault == DecimalFault::too_large) {
        rows.fault("E0108", column);
        return std::nullopt;
    }
    if (fault == DecimalFault::not_a_number) {
        if (holds_thousands_separator(text)) {
            rows.fault("E0021", column, {{"plain", shortened(ungrouped(text), 60)}});
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

std::optional<double> read_mass(Rows& rows, std::size_t column, double kg_per_unit) {
    constexpr double kNotGiven = -1;
    const auto text = rows.field(column);
    if (is_not_given(text)) return kNotGiven;
    const auto mass = parse_double(rows.digits_grouped() ? ungrouped(text) : std::string{text});
    if (!mass) {
        rows.fault("E0020", column);
        return std::nullopt;
    }
    if (*mass < 0) {
        rows.fault("E0107", column);
        return std::nullopt;
    }
    return *mass * kg_per_unit;
}

std::optional<std::uint32_t> read_country(Rows& rows, FlowsBuilder& flows, CountryList list,
                                          std::size_t code, std::optional<std::size_t> name) {
    const auto label = rows.field(name);
    if (country_code(label)) return flows.country(label);
    const auto number = rows.field(code);
    if (flows.knows_country(number, list)) return flows.country(number, list);
    if (!label.empty()) return flows.country(label);
    rows.fault("E0149", code, {{"list", std::string{customs_of(list)}}});
    return std::nullopt;
}

}  // namespace jarip::trade
