// Tidy tables: a row a flow, columns named as docs/trade.md says.
#include <string>
#include <utility>
#include <vector>

#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/flows/repeats.hpp"
#include "jarip/trade/layouts/layout.hpp"
#include "jarip/trade/layouts/tidy_columns.hpp"
#include "jarip/trade/layouts/tidy_periods.hpp"

namespace jarip::trade {
namespace {

class TidyReader {
public:
    TidyReader(Rows& rows, FlowsBuilder& flows)
        : rows_{rows}, flows_{flows}, columns_{rows}, periods_{rows, flows, columns_} {}

    void read() {
        find_texts();
        note_other_columns(rows_, columns_);
        if (!complete()) return;
        rows_.find_grouped_digits(*columns_.value);
        if (columns_.mass) rows_.find_grouped_digits(*columns_.mass);
        periods_.find_months();
        read_rows();
        // Portals write the unit below the table as well; then it is read once more.
        if (const auto below = rows_.remark_texts(); !below.empty() && is_unit_open()) {
            money_ = given_;
            if (!read_titles(below)) return;
            if (given_ != money_) {
                given_ = money_;
                flows_.source().currency = money_.currency;
                flows_.forget_rows();
                rows_.begin_again();
                periods_.begin_again();
                read_rows();
            }
        }
        const Location start{std::string{rows_.file()}, 1, 1, 1, ""};
        if (periods_.narrowed() > 0)
            rows_.diagnostics().note("E0150", start,
                                     {{"count", std::to_string(periods_.narrowed())}});
        if (flows_.source().partial > 0)
            rows_.diagnostics().warning("E0151", start,
                                        {{"count", std::to_string(flows_.source().partial)}});
    }

private:
    void read_rows() {
        while (rows_.next()) {
            if (rows_.is_header_again())
                flows_.skip();
            else if (const auto row = read_row())
                flows_.add(*row);
        }
    }

    // Whether the products in the first rows are names; then codes may stand in another column.
    void find_texts() {
        if (!columns_.product) return;
        const auto [codes, texts] = codes_and_texts(*columns_.product);
        columns_.product_is_text = texts > 0 && codes == 0;
        if (!columns_.product_is_text) return;
        for (const auto column : columns_.other_products(rows_)) {
            if (codes_and_texts(column).first == 0) continue;
            columns_.read_products_from(rows_, column);
            return;
        }
    }

    [[nodiscard]] std::pair<std::size_t, std::size_t> codes_and_texts(std::size_t column) const {
        std::size_t codes = 0, texts = 0;
        for (auto row = rows_.header_row() + 1; row < rows_.head().size(); ++row) {
            const auto& fields = rows_.head()[row];
            if (column >= fields.size() || fields[column].empty()) continue;
            const auto& text = fields[column];
            ++(text.find_first_not_of("0123456789.- '") == std::string::npos ? codes : texts);
        }
        return {codes, texts};
    }

    [[nodiscard]] bool complete() {
        const auto missing = [&](const char* column) {
            rows_.diagnostics().error("E0102", {std::string{rows_.file()}}, {{"column", column}});
            return false;
        };
        if (!columns_.says_when()) return missing("period");
        if (!columns_.flow && !columns_.exporter && !columns_.importer) {
            direction_ = flows_.direction_of_table(rows_);
            if (!direction_) return false;
        }
        const auto unit = *value_unit(rows_.header()[*columns_.value]);
        const auto money = tidy_money(unit);
        if (!money) {
            rows_.header_fault("E0109", *columns_.value, {{"unit", std::string{unit}}});
            return false;
        }
        money_ = *money;
        if (is_unit_open() && !read_titles(titles())) return false;
        given_ = money_;
        flows_.source().currency = money_.currency;
        return true;
    }

    // Whether neither the name of the value nor a column says the unit.
    [[nodiscard]] bool is_unit_open() const {
        return value_unit(rows_.header()[*columns_.value])->empty() && !columns_.unit;
    }

    [[nodiscard]] std::vector<std::string> titles() const {
        std::vector<std::string> lines;
        for (std::size_t row = 0; row < rows_.header_row(); ++row) {
            auto& text = lines.emplace_back();
            for (const auto& field : rows_.head()[row]) text += field + ' ';
        }
        return lines;
    }

    // The unit that lines above the header, or below the rows, name.
    [[nodiscard]] bool read_titles(const std::vector<std::string>& lines) {
        for (const auto& text : lines) {
            const auto said = money_in_title(text);
            if (!said.currency && !said.power && !said.is_unknown) continue;
            const bool differs = title_money_ && (title_money_->currency != said.currency ||
                                                  title_money_->power != said.power);
            title_money_ = said;
            title_money_->is_unknown = said.is_unknown || differs;
            title_ = shortened(text, 60);
        }
        if (!title_money_) return true;
        if (title_money_->is_unknown || (!title_money_->currency && !columns_.currency)) {
            rows_.header_fault("E0109", *columns_.value, {{"unit", title_}});
            return false;
        }
        if (title_money_->currency) money_.currency = *title_money_->currency;
        money_.power = columns_.scale ? 0 : title_money_->power.value_or(0);
        if (title_ != noted_) rows_.header_note("E0196", *columns_.value, {{"unit", title_}});
        noted_ = title_;
        return true;
    }

    std::optional<FlowsBuilder::Row> read_row() {
        FlowsBuilder::Row row;
        const auto given = periods_.read();
        if (!given || !read_sides(row) || !read_unit()) return std::nullopt;
        const auto period = periods_.said(*given);
        if (!period) return std::nullopt;
        const auto value = read_money(rows_, *columns_.value, money_, *period, flows_);
        if (!value) {
            if (is_not_given(rows_.field(*columns_.value))) flows_.skip();
            return std::nullopt;
        }
        row.period = *period;
        row.value = *value;
        if (columns_.product) {
            const auto code = read_code(rows_, *columns_.product);
            if (!code) return std::nullopt;
            const auto said = rows_.field(columns_.nomenclature);
            row.hs_revision = note_hs_revision(flows_, said);
            const bool has_own = !nomenclature_of(*code).empty();
            const auto other = !said.empty() ? nomenclature(said)
                               : has_own     ? std::string{}
                                             : columns_.codes_of;
            row.product = !other.empty()        ? flows_.product(*code, other)
                          : columns_.digits > 0 ? flows_.product_of_level(*code, columns_.digits)
                                                : product_of(*code);
        } else {
            row.product = flows_.product("");
        }
        if (columns_.mass) {
            const auto mass = read_mass(rows_, *columns_.mass, columns_.kg_per_unit);
            if (!mass) return std::nullopt;
            row.mass_kg = *mass;
        }
        return row;
    }

    // convert writes codes of other nomenclatures with their name.
    [[nodiscard]] std::uint32_t product_of(std::string_view code) {
        const auto name = nomenclature_of(code);
        if (name.empty()) return flows_.product(code);
        return flows_.product(code.substr(name.size()),
                              nomenclature(name.substr(0, name.size() - 1)));
    }

    [[nodiscard]] bool read_sides(FlowsBuilder::Row& row) {
        const auto country = [&](const ColumnIndex& column) {
            return column ? flows_.country(rows_.field(*column)) : Flows::kTotal;
        };
        if (columns_.exporter && columns_.importer) {
            row.reporter = country(columns_.exporter);
            row.partner = country(columns_.importer);
            row.direction = Direction::both;
            return true;
        }
        row.partner = country(columns_.partner);
        if (columns_.exporter || columns_.importer) {
            row.reporter = country(columns_.exporter ? columns_.exporter : columns_.importer);
            row.direction = columns_.exporter ? Direction::export_ : Direction::import;
            return names_reporter(row, columns_.exporter ? columns_.exporter : columns_.importer);
        }
        if (columns_.reporter) row.reporter = country(columns_.reporter);
        if (!names_reporter(row, columns_.reporter)) return false;
        const auto direction =
            direction_ ? direction_ : direction_word(rows_.field(*columns_.flow));
        if (!direction) {
            rows_.fault("E0103", *columns_.flow);
            return false;
        }
        row.direction = *direction;
        return true;
    }

    // What the world trades is none of a country: a row without reporter would answer for any.
    [[nodiscard]] bool names_reporter(const FlowsBuilder::Row& row, const ColumnIndex& column) {
        if (row.reporter != Flows::kNoReporter || rows_.field(column).empty()) return true;
        flows_.skip();
        return false;
    }

    [[nodiscard]] bool read_unit() {
        money_ = given_;
        const auto read = [&](std::size_t column) -> std::optional<Money> {
            const auto text = rows_.field(column);
            const auto money = tidy_money(text);
            if (!money) rows_.fault("E0109", column, {{"unit", shortened(text, 60)}});
            return money;
        };
        if (columns_.unit) {
            const auto unit = read(*columns_.unit);
            if (!unit) return false;
            money_ = *unit;
        }
        if (columns_.currency && !rows_.field(*columns_.currency).empty()) {
            const auto currency = read(*columns_.currency);
            if (!currency) return false;
            money_.currency = currency->currency;
            money_.power += currency->power;
        }
        if (!columns_.scale) return true;
        const auto text = rows_.field(*columns_.scale);
        // A factor of 1 is one, a power of 1 is ten.
        const auto power =
            columns_.scale_is_factor && text == "1" ? std::optional{0} : power_of_scale(text);
        if (!power) {
            rows_.fault("E0109", *columns_.scale, {{"unit", shortened(text, 60)}});
            return false;
        }
        money_.power += *power;
        return true;
    }

    Rows& rows_;
    FlowsBuilder& flows_;
    TidyColumns columns_;
    TidyPeriods periods_;
    Money money_;
    Money given_;                         // by the name of the value, or by a title
    std::optional<Direction> direction_;  // where no column says it
    std::optional<SaidMoney> title_money_;
    std::string title_, noted_;  // the line that says it, and that of which a note was made
};

void read_tidy(Rows& rows, FlowsBuilder& flows) { TidyReader{rows, flows}.read(); }

}  // namespace

Layout tidy_layout() { return {"tidy", "", is_tidy, read_tidy, why_not_tidy}; }

}  // namespace jarip::trade
