// Flows as a tidy table.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "jarip/trade.hpp"

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

std::string tidy(const Flows& flows) {
    std::string out = "period,reporter,partner,product,flow,value_usd,mass_kg\n";
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
