// Fields of customs tables: directions, codes, values, masses.
#include <algorithm>
#include <array>

#include "jarip/core/ascii.hpp"
#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without(std::string_view text, char mark) {
    std::string plain;
    for (const char c : text)
        if (c != mark) plain += c;
    return plain;
}

// What the last digit of a number counts, the number being in 10^power; nothing below 1 is told apart.
std::int64_t last_digit(std::string_view text, int power) {
    const auto point = text.rfind('.');
    if (text.find_first_of("eE") == std::string_view::npos && point != std::string_view::npos)
        power -= static_cast<int>(text.size() - point - 1);
    std::int64_t unit = 1;
    constexpr int kMost = 15;
    for (int i = 0; i < std::min(power, kMost); ++i) unit *= 10;
    return unit;
}

// Whether the mark stands before groups of three digits only, as in 1,234,567 and 1,234.5.
bool groups(std::string_view text, char mark) {
    constexpr std::size_t kGroup = 3;
    std::size_t digits = 0;
    bool any = false;
    for (const char c : text) {
        if (c == mark) {
            if (any ? digits != kGroup : (digits == 0 || digits > kGroup)) return false;
            any = true;
            digits = 0;
        } else if (is_digit(c)) {
            ++digits;
        } else if (c == '.' || c == ',') {
            break;  // the decimals
        } else if (c != '-' && c != '+') {
            return false;
        }
    }
    return any && digits == kGroup;
}

// What a number with commas, or with several points, can mean.
struct Written {
    bool is_grouped = false;  // 1,234 and 1,234.5: commas between thousands
    std::string plain;        // with a point and without separators; empty where it is no number
};
Written written(std::string_view text) {
    if (text.find_first_not_of("0123456789.,+-") != std::string_view::npos) return {};
    const auto commas = std::count(text.begin(), text.end(), ',');
    const auto points = std::count(text.begin(), text.end(), '.');
    const auto comma = text.find(','), point = text.find('.');
    if (commas > 0 && points <= 1 && (points == 0 || point > text.rfind(',')) && groups(text, ','))
        return {true, without(text, ',')};
    if (points > 1 && commas == 0 && groups(text, '.')) return {false, without(text, '.')};
    if (commas == 1 && (points == 0 || (comma > text.rfind('.') && groups(text, '.')))) {
        auto plain = without(text, '.');
        plain[plain.find(',')] = '.';
        return {false, plain};
    }
    return {};
}

}  // namespace

std::optional<Direction> direction_word(std::string_view word) {
    const auto text = ascii_lower(word);
    const auto is = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), text) != words.end();
    };
    if (is({"import", "imports", "imp", "m", "i", "수입", "general imports", "importação",
            "importacao", "importações", "importación", "import general", "imports value"}))
        return Direction::import;
    if (is({"export", "exports", "exp", "x", "e", "수출", "export incl. re-export", "total exports",
            "exportação", "exportacao", "exportações", "exportación"}))
        return Direction::export_;
    if (is({"re-import", "reimport", "re-imports", "reimports", "rm"})) return Direction::re_import;
    if (is({"re-export", "reexport", "re-exports", "reexports", "rx"})) return Direction::re_export;
    if (is({"both"})) return Direction::both;
    return std::nullopt;
}

namespace {

bool is_http_fault(std::string_view code) {
    return code.size() == 3 && (code[0] == '4' || code[0] == '5') && is_digit(code[1]) &&
           is_digit(code[2]);
}

}  // namespace

// What services write where they do not answer: limits, keys, queries that are too large.
bool says_refusal(std::string_view text) {
    constexpr std::size_t kLongest = 2000;
    const auto small = ascii_lower(text.substr(0, kLongest));
    constexpr std::array<std::string_view, 24> kPhrases{
        "query complexity",    "query is too complex",
        "query too complex",   "rate limit",
        "too many requests",   "usage limit",
        "quota exceeded",      "volume quota",
        "exceeded your quota", "limit exceeded",
        "access denied",       "unauthorized",
        "forbidden",           "invalid key",
        "invalid api key",     "subscription key",
        "service key",         "service_key",
        "servicekey",          "limited_number_of_service",
        "unknown variable",    "unsupported geography",
        "service unavailable", "internal server error"};
    return std::any_of(kPhrases.begin(), kPhrases.end(), [&](std::string_view phrase) {
        return small.find(phrase) != std::string::npos;
    });
}

bool report_service_fault(const Rows& rows) {
    std::string code, message;
    // Beside rows such names may say other things: how much of a quota is left.
    const bool is_empty = rows.head().empty();
    for (const auto& [name, value] : rows.envelope) {
        const bool sound = value.empty() || value == "00" || value == "0" || value == "200";
        if ((name == "resultCode" || name == "returnReasonCode") && !sound) code = value;
        if (name == "resultMsg" || name == "returnAuthMsg" || name == "errMsg") message = value;
        const bool is_fault = name == "error" ||
                              (is_empty && (name == "fault" || name == "errors" ||
                                            name == "errorMessage" || name == "error_description"));
        if (is_fault && !value.empty() && value != "false" && value != "null")
            code = message = value;
        // {"statusCode": 429, "message": "Rate limit is exceeded …"}
        if (!is_empty) continue;
        if ((name == "statusCode" || name == "status_code" || name == "status" || name == "code") &&
            is_http_fault(value))
            code = value;
        if ((name == "message" || name == "Message" || name == "detail" || name == "title" ||
             name == "description") &&
            message.empty())
            message = value;
        if (code.empty() && value.size() > 8 && says_refusal(value)) code = value;
    }
    if (code.empty()) return false;
    rows.diagnostics().error(
        "E0139", {std::string{rows.file()}},
        {{"fault", code == message || message.empty() ? code : code + ' ' + message}});
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

namespace {

// 1234567 of "1 234 567" and "1'234'567", where blanks or apostrophes stand before groups of three digits; nullopt where there is
// anything else.
std::optional<std::string> without_group_blanks(std::string_view text) {
    constexpr std::size_t kGroup = 3;
    constexpr std::array<std::string_view, 5> kBlanks{" ", "\xC2\xA0", "\xE2\x80\xAF", "'",
                                                      "\xE2\x80\x99"};
    std::string plain;
    std::size_t digits = 0;
    bool any = false;
    while (!text.empty() && text[0] != '.') {
        const auto* const blank =
            std::find_if(kBlanks.begin(), kBlanks.end(),
                         [&](std::string_view each) { return text.starts_with(each); });
        if (blank != kBlanks.end()) {
            if (any ? digits != kGroup : (digits == 0 || digits > kGroup)) return std::nullopt;
            any = true;
            digits = 0;
            text.remove_prefix(blank->size());
            continue;
        }
        if (!is_digit(text[0])) return std::nullopt;
        plain += text[0];
        ++digits;
        text.remove_prefix(1);
    }
    if (!any || digits != kGroup) return std::nullopt;
    return plain.append(text);
}

// A number as it is to be parsed; nullopt where that was reported: commas are taken out where the layout has them
// between thousands.
std::optional<std::string> plain_number(Rows& rows, std::size_t column, std::string_view text) {
    if (rows.has_decimal_commas()) {
        auto plain = without(text, '.');
        for (char& c : plain)
            if (c == ',') c = '.';
        return plain;
    }
    if (text.find(',') == std::string_view::npos && std::count(text.begin(), text.end(), '.') < 2) {
        // Between thousands they can be nothing else.
        if (auto joined = without_group_blanks(text)) return joined;
        return std::string{text};
    }
    auto [is_grouped, plain] = written(text);
    if (plain.empty()) {
        rows.fault("E0020", column);
        return std::nullopt;
    }
    if (is_grouped && rows.digits_grouped()) return plain;
    const bool is_comma = !is_grouped && text.find(',') != std::string_view::npos;
    rows.fault(is_comma ? "E0244" : "E0021", column, {{"plain", shortened(plain, 60)}});
    return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_value(Rows& rows, std::size_t column, int power) {
    const auto text = rows.number(column);
    if (is_not_given(text)) return std::nullopt;
    auto [value, fault] = parse_decimal(text, power + kValueDecimals);
    if (fault == DecimalFault::not_a_number || rows.has_decimal_commas()) {
        const auto plain = plain_number(rows, column, text);
        if (!plain) return std::nullopt;
        const auto again = parse_decimal(*plain, power + kValueDecimals);
        value = again.value;
        fault = again.fault;
    }
    if (fault == DecimalFault::too_large) {
        rows.fault("E0108", column);
        return std::nullopt;
    }
    if (fault == DecimalFault::not_a_number) {
        rows.fault("E0020", column);
        return std::nullopt;
    }
    if (value < 0 && !rows.has_corrections()) {
        rows.fault("E0107", column);
        return std::nullopt;
    }
    if (value != 0) rows.note_unit(last_digit(text, power + kValueDecimals));
    return value;
}

std::optional<double> read_mass(Rows& rows, std::size_t column, double kg_per_unit) {
    constexpr double kNotGiven = -1;
    const auto text = rows.number(column);
    if (is_not_given(text)) return kNotGiven;
    auto mass = parse_double(text);
    if (!mass || rows.has_decimal_commas()) {
        const auto plain = plain_number(rows, column, text);
        if (!plain) return std::nullopt;
        mass = parse_double(*plain);
    }
    if (!mass) {
        rows.fault("E0020", column);
        return std::nullopt;
    }
    if (*mass < 0 && rows.has_corrections()) return taken_off(-*mass * kg_per_unit);
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
