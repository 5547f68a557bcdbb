#include "jarip/trade/amounts/exchange_rates.hpp"

#include <algorithm>
#include <limits>

#include "jarip/core/table.hpp"
#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/codes/periods.hpp"

namespace jarip::trade {
namespace {

constexpr int kRateDecimals = 6;
constexpr std::int64_t kOne = 1'000'000;

std::optional<std::int64_t> positive(std::string_view text) {
    const auto [value, fault] = parse_decimal(text, kRateDecimals);
    if (fault != DecimalFault::none || value <= 0) return std::nullopt;
    return value;
}

std::optional<Conversion> conversion(const ExchangeRate& rate) {
    const auto units = positive(rate.per_usd.empty() ? rate.usd_per : rate.per_usd);
    if (!units) return std::nullopt;
    return rate.per_usd.empty() ? Conversion{*units, kOne} : Conversion{kOne, *units};
}

// Of several whole months, each of which has a rate in units for a dollar.
std::optional<Conversion> mean_of_months(std::span<const ExchangeRate> rates,
                                         std::string_view currency, const Period& period) {
    const auto months = buckets(period, Bucket::month);
    if (months.size() < 2 || months.size() > 120) return std::nullopt;
    Conversion mean{0, 0};
    for (const Period& month : months) {
        const auto found = std::find_if(rates.begin(), rates.end(), [&](const auto& rate) {
            return rate.currency == currency && rate.period == month && !rate.per_usd.empty();
        });
        if (found == rates.end()) return std::nullopt;
        mean.times += kOne;
        mean.over += positive(found->per_usd).value_or(0);
    }
    return mean;
}

}  // namespace

const std::vector<ExchangeRate>& exchange_rates() {
    // Read once: the table is a constant of the build.
    static const auto all = parse_exchange_rates(embedded_table("exchange_rates.csv"));
    return all;
}

std::vector<ExchangeRate> parse_exchange_rates(const SourceFile& file) {
    std::vector<ExchangeRate> rates;
    Diagnostics faults;
    const auto table = parse_csv(file, faults);
    const auto cell = [&](std::size_t row, const std::optional<std::size_t>& column) {
        return column ? std::string{table.cell(row, *column)} : std::string{};
    };
    const auto currency = table.column("currency");
    const auto period = table.column("period");
    const auto per_usd = table.column("per_usd");
    const auto usd_per = table.column("usd_per");
    const auto source = table.column("source");
    const bool complete = currency && period && (per_usd || usd_per);
    if (!complete && !faults.has_errors()) faults.error("E0127", {file.name});
    for (std::size_t row = 0; complete && row < table.row_count(); ++row) {
        const auto when = customs_period(cell(row, period));
        const ExchangeRate rate{cell(row, currency), when.value_or(Period{}), cell(row, per_usd),
                                cell(row, usd_per), cell(row, source)};
        if (!when)
            faults.error("E0104", table.location(row, *period),
                         {{"value", cell(row, period)}, {"column", "period"}});
        else if (!conversion(rate) || rate.currency.empty())
            faults.error("E0127", table.location(row, per_usd ? *per_usd : *usd_per));
        else
            rates.push_back(rate);
    }
    faults.throw_if_errors();
    return rates;
}

std::optional<Conversion> average_rate(std::span<const ExchangeRate> rates,
                                       std::string_view currency, const Period& period) {
    const auto first = [&](auto fits) -> std::optional<Conversion> {
        for (const auto& rate : rates)
            if (rate.currency == currency && fits(rate.period)) return conversion(rate);
        return std::nullopt;
    };
    if (auto exact = first([&](const Period& of) { return of == period; })) return exact;
    if (auto mean = mean_of_months(rates, currency, period)) return mean;
    return first([&](const Period& of) { return of.contains(period); });
}

std::optional<double> units_per_usd(std::string_view currency, const Period& period) {
    if (currency == "USD") return 1;
    const auto rate = average_rate(exchange_rates(), currency, period);
    if (!rate) return std::nullopt;
    return static_cast<double>(rate->over) / static_cast<double>(rate->times);
}

std::optional<std::int64_t> converted(std::int64_t amount, const Conversion& conversion) {
    __extension__ using Wide = unsigned __int128;
    if (amount < 0) {
        const auto size = converted(-amount, conversion);
        return size ? std::optional{-*size} : std::nullopt;
    }
    const auto over = static_cast<Wide>(conversion.over);
    const auto result =
        (static_cast<Wide>(amount) * static_cast<Wide>(conversion.times) + over / 2) / over;
    if (result > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    return static_cast<std::int64_t>(result);
}

}  // namespace jarip::trade
