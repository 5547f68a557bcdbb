// Flows as a tidy table.
#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/indicators/select.hpp"

namespace jarip::trade {
namespace {

std::string period_text(const Period& period) {
    const std::chrono::year_month_day first{period.first};
    const std::chrono::year_month_day last{period.end - std::chrono::days{1}};
    const auto month = [](const std::chrono::year_month_day& date) {
        return format_date(Day{date}).substr(0, 7);
    };
    auto year = std::to_string(static_cast<int>(first.year()));
    if (parse_period(year) == period) return year;
    if (parse_period(month(first)) == period) return month(first);
    auto months = month(first) + ".." + month(last);
    if (parse_period(months) == period) return months;
    return format_date(period.first) + ".." + format_date(period.end - std::chrono::days{1});
}

// Writes flows as rows of the tidy table. What many rows share is put into words once.
class TidyRows {
public:
    explicit TidyRows(const Flows& flows) : flows_{flows} {
        for (const Period& period : flows.periods) periods_.push_back(period_text(period));
        for (const auto& country : flows.countries) countries_.push_back(csv_field(country));
        for (const auto& product : flows.products) products_.push_back(csv_field(product));
    }

    [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const {
        constexpr std::size_t kTypicalRow = 56;
        std::string out;
        out.reserve((end - begin) * kTypicalRow);
        for (std::size_t row = begin; row < end; ++row) {
            out += periods_[flows_.period[row]];
            out += ',';
            add_country(out, flows_.reporter[row]);
            add_country(out, flows_.partner[row]);
            out += products_[flows_.product[row]];
            out += ',';
            out += flow_word(flows_.direction[row]);
            out += ',';
            add_decimal(out, flows_.value[row]);
            out += ',';
            if (flows_.mass_kg[row] >= 0) add_number(out, flows_.mass_kg[row]);
            if (!flows_.months_told.empty()) {
                out += ',';
                if (flows_.is_partial(flows_.period[row]))
                    add_number(out, static_cast<int>(flows_.months_told[flows_.period[row]]));
            }
            out += '\n';
        }
        return out;
    }

private:
    void add_country(std::string& out, std::uint32_t index) const {
        if (index != Flows::kTotal) out += countries_[index];
        out += ',';
    }
    template <class Number>
    static void add_number(std::string& out, Number number) {
        std::array<char, 40> buffer;
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
        out.append(buffer.data(), end);
    }
    static void add_decimal(std::string& out, std::int64_t value) {
        constexpr std::int64_t kUnits = Flows::kUnitsPerDollar;
        add_number(out, value / kUnits);
        auto rest = value % kUnits;
        if (rest == 0) return;
        out += '.';
        for (auto place = kUnits / 10; rest > 0; rest %= place, place /= 10)
            out += static_cast<char>('0' + rest / place);
    }

    const Flows& flows_;
    std::vector<std::string> periods_;
    std::vector<std::string> countries_;
    std::vector<std::string> products_;
};

// Rows that are parts of one figure as one row, where the first of them stands; nullopt where there are none. A tidy table
// has no column that tells them apart.
std::optional<Flows> parts_added(const Flows& flows) {
    if (!flows.has_parts) return std::nullopt;
    const auto key = [&](std::uint32_t row) {
        return std::tuple{flows.reporter[row], flows.partner[row], flows.product[row],
                          flows.period[row], flows.direction[row]};
    };
    std::vector<std::uint32_t> order(flows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::vector<std::uint32_t> first(flows.size());  // the row that each is added to
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool is_same = i > 0 && key(order[i]) == key(order[i - 1]);
        first[order[i]] = is_same ? first[order[i - 1]] : order[i];
    }
    std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t> place(flows.size());
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        if (first[row] != row) continue;
        place[row] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(row);
    }
    if (kept.size() == flows.size()) return std::nullopt;
    Flows result = subset(flows, kept);
    std::vector<Sum> masses(kept.size());
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const auto at = place[first[row]];
        if (first[row] != row) result.value[at] += flows.value[row];
        masses[at].add(std::max(flows.mass_kg[row], 0.0));
        // Known where all of them are.
        if (flows.mass_kg[row] < 0) result.mass_kg[at] = -1;
    }
    for (std::size_t at = 0; at < kept.size(); ++at)
        if (result.mass_kg[at] >= 0) result.mass_kg[at] = masses[at].value();
    return result;
}

}  // namespace

std::string_view flow_word(Direction direction) {
    switch (direction) {
        case Direction::import: return "import";
        case Direction::export_: return "export";
        case Direction::re_import: return "re-import";
        case Direction::re_export: return "re-export";
        case Direction::both: return "both";
    }
    return "";
}

std::string tidy(const Flows& given) {
    const auto summed = parts_added(given);
    const Flows& flows = summed ? *summed : given;
    std::string out = "period,reporter,partner,product,flow,value_usd,mass_kg";
    out += flows.months_told.empty() ? "\n" : ",months\n";
    const TidyRows rows{flows};
    constexpr std::size_t kPiece = 1U << 16U;  // rows that one thread writes at a time
    constexpr std::size_t kWave = 16;          // pieces that stand beside the table at a time
    std::array<std::string, kWave> pieces;
    for (std::size_t begin = 0; begin < flows.size(); begin += kWave * kPiece) {
        const auto count = std::min(kWave, (flows.size() - begin + kPiece - 1) / kPiece);
        parallel_for(count, 0, [&](std::size_t i) {
            const auto first = begin + i * kPiece;
            pieces[i] = rows.text(first, std::min(first + kPiece, flows.size()));
        });
        if (begin == 0) {
            std::size_t bytes = out.size();
            for (const auto& piece : pieces) bytes += piece.size();
            const auto waves = flows.size() / (kWave * kPiece) + 1;
            if (waves > 1) bytes += bytes * (waves - 1) + bytes / 8;
            out.reserve(bytes);
        }
        for (std::size_t i = 0; i < count; ++i) out += std::exchange(pieces[i], {});
    }
    return out;
}

std::string rejects_table(const Flows& flows, Language language) {
    std::string out = "file,line,column,code,message,row\n";
    for (const Reject& reject : flows.rejects) {
        const auto& where = reject.finding.where;
        out += csv_field(where.file) + ',' + std::to_string(where.line) + ',' +
               std::to_string(where.column) + ',' + reject.finding.code + ',' +
               csv_field(reject.finding.message(language)) + ',' + csv_field(reject.row) + '\n';
    }
    return out;
}

}  // namespace jarip::trade
