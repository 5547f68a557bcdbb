// Japan, trade statistics on e-Stat: a year and its twelve months side by side on each row, thousand yen.
#include <array>

#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr Money kThousandYen{"JPY", 3};

struct EStatColumns {
    struct Figures {
        ColumnIndex value;
        std::array<ColumnIndex, 2> quantities;
    };
    ColumnIndex flow, year, product, country;
    std::array<ColumnIndex, 2> units;
    Figures whole;
    std::array<Figures, 12> months;

    explicit EStatColumns(const Rows& rows)
        : flow{rows.column({"exp_or_imp"})},
          year{rows.column({"year"})},
          product{rows.column({"hs"})},
          country{rows.column({"country"})},
          units{rows.column({"unit1"}), rows.column({"unit2"})},
          whole{figures(rows, "year")} {
        for (std::size_t i = 0; i < kMonths.size(); ++i) months[i] = figures(rows, kMonths[i]);
    }
    [[nodiscard]] bool complete() const {
        return flow && year && product && country && (whole.value || months[0].value);
    }

private:
    [[nodiscard]] static Figures figures(const Rows& rows, std::string_view when) {
        const auto named = [&](std::string_view what) {
            return rows.column({std::string{what} + '_' + std::string{when}});
        };
        return {named("value"), {named("quantity1"), named("quantity2")}};
    }
};

class EStatReader {
public:
    EStatReader(Rows& rows, FlowsBuilder& flows) : rows_{rows}, flows_{flows}, columns_{rows} {}

    void read() {
        constexpr std::size_t kDigits = 9;
        flows_.source().currency = kThousandYen.currency;
        flows_.expect_digits(kDigits);
        while (rows_.next()) read_row();
    }

private:
    void read_row() {
        const auto year = read_period(rows_, *columns_.year, flows_);
        if (!year) return;
        const auto flow = rows_.field(*columns_.flow);
        if (flow != "1" && flow != "2") return rows_.fault("E0103", *columns_.flow);
        const auto code = read_code(rows_, *columns_.product);
        if (!code) return;
        const auto partner = read_country(rows_, flows_, CountryList::japan, *columns_.country);
        if (!partner) return;
        FlowsBuilder::Row row;
        row.reporter = flows_.country("JP");
        row.partner = *partner;
        row.product = flows_.product(*code);
        row.direction = flow == "1" ? Direction::export_ : Direction::import;

        std::vector<FlowsBuilder::Row> read;
        std::int64_t sum = 0;
        if (!columns_.months[0].value) {
            row.period = *year;
            if (!read_figures(columns_.whole, row, read, sum)) return;
        }
        const std::chrono::year_month_day first{flows_.period_at(*year).first};
        for (std::size_t i = 0; i < kMonths.size() && columns_.months[0].value; ++i) {
            row.period = flows_.period(
                month_period(first.year() / std::chrono::month{static_cast<unsigned>(i + 1)}));
            if (!read_figures(columns_.months[i], row, read, sum)) return;
        }
        check_year(sum);
        for (const auto& month : read) flows_.add(month);
    }

    // A month of which there are no figures yet is 0, as is one without trade.
    [[nodiscard]] bool read_figures(const EStatColumns::Figures& at, FlowsBuilder::Row row,
                                    std::vector<FlowsBuilder::Row>& read, std::int64_t& sum) {
        if (!at.value || is_not_given(rows_.field(*at.value))) return true;
        const auto yen = read_value(rows_, *at.value, kThousandYen.power);
        if (!yen) return false;
        if (*yen == 0) return true;
        sum += *yen;
        const auto value = read_money(rows_, *at.value, kThousandYen, row.period, flows_);
        if (!value) return false;
        row.value = *value;
        for (std::size_t i = 0; i < at.quantities.size(); ++i) {
            const auto unit = rows_.field(columns_.units[i]);
            if (!at.quantities[i] || (unit != "KG" && unit != "MT")) continue;
            const auto mass = read_mass(rows_, *at.quantities[i], unit == "KG" ? 1 : 1000);
            if (!mass) return false;
            row.mass_kg = *mass;
        }
        read.push_back(row);
        return true;
    }

    void check_year(std::int64_t sum) {
        if (!columns_.whole.value || !columns_.months[0].value) return;
        const auto whole = read_value(rows_, *columns_.whole.value, kThousandYen.power);
        if (whole && *whole != sum) flows_.count_gap(*whole, sum);
        flows_.count_total();
    }

    Rows& rows_;
    FlowsBuilder& flows_;
    EStatColumns columns_;
};

}  // namespace

Layout e_stat_layout() {
    return {"e-stat", "CIF", [](const Rows& rows) { return EStatColumns{rows}.complete(); },
            [](Rows& rows, FlowsBuilder& flows) {
                EStatReader{rows, flows}.read();
            }};
}

}  // namespace jarip::trade
