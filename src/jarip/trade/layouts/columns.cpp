#include "jarip/trade/layouts/columns.hpp"

#include <algorithm>

#include "jarip/trade/codes/hs.hpp"

namespace jarip::trade {
namespace {

ColumnIndex column_of(const Rows& rows, const Names& names) {
    for (const auto name : names)
        if (const auto column = rows.column({name})) return column;
    return std::nullopt;
}

bool has_all(const Rows& rows, const Names& names) {
    return std::all_of(names.begin(), names.end(),
                       [&](std::string_view name) { return rows.has({name}); });
}

struct Found {
    ColumnIndex period, year, month, reporter, partner, origin, destination, exporter, importer,
        product, flow;
    ColumnIndex value, exports, imports, mass, quantity, unit, only;
    std::vector<std::size_t> parts;

    Found(const Rows& rows, const ColumnChoice& choice)
        : period{column_of(rows, choice.period)},
          year{column_of(rows, choice.year)},
          month{column_of(rows, choice.month)},
          reporter{column_of(rows, choice.reporter)},
          partner{column_of(rows, choice.partner)},
          origin{column_of(rows, choice.origin)},
          destination{column_of(rows, choice.destination)},
          exporter{column_of(rows, choice.exporter)},
          importer{column_of(rows, choice.importer)},
          product{column_of(rows, choice.product)},
          flow{column_of(rows, choice.flow)},
          value{column_of(rows, choice.value)},
          exports{column_of(rows, choice.exports)},
          imports{column_of(rows, choice.imports)},
          mass{column_of(rows, choice.mass)},
          quantity{column_of(rows, choice.quantity)},
          unit{column_of(rows, choice.unit)},
          only{column_of(rows, choice.only)} {
        for (const auto name : choice.parts)
            if (const auto column = rows.column({name})) parts.push_back(*column);
    }
};

std::optional<double> kg_per(std::string_view unit) {
    constexpr double kTonne = 1000;
    for (const std::string_view kg :
         {"KG", "kg", "Kg", "KGM", "KGS", "Kilograms", "kilograms", "8"})
        if (unit == kg) return 1;
    for (const std::string_view tonne : {"TNE", "t", "T", "TON", "Tonnes", "Metric tons"})
        if (unit == tonne) return kTonne;
    return std::nullopt;
}

class ColumnReader {
public:
    ColumnReader(Rows& rows, FlowsBuilder& flows, const ColumnChoice& choice)
        : rows_{rows}, flows_{flows}, choice_{choice}, at_{rows, choice} {}

    void read() {
        if (!complete()) return;
        flows_.source().currency = choice_.currency;
        if (choice_.has_commas) rows_.group_digits();
        if (choice_.has_decimal_commas) rows_.take_decimal_commas();
        if (choice_.has_chosen_parts) flows_.parts_are_chosen();
        while (rows_.next()) read_row();
    }

private:
    [[nodiscard]] bool complete() {
        const auto missing = [&](const Names& names) {
            rows_.diagnostics().error("E0102", {std::string{rows_.file()}},
                                      {{"column", std::string{names.front()}}});
            return false;
        };
        if (!at_.period && !at_.year)
            return missing(choice_.period.empty() ? choice_.year : choice_.period);
        if (choice_.needs_product && !at_.product) return missing(choice_.product);
        const bool two_sides = at_.exports || at_.imports || at_.exporter || at_.importer;
        if (at_.value && !at_.flow && !two_sides) {
            direction_ = flows_.direction_of_table(rows_);
            return direction_.has_value();
        }
        return true;
    }

    // Rows of other figures, as quantities among values, and of other flows.
    [[nodiscard]] bool is_skipped() const {
        if (at_.only && !rows_.field(*at_.only).starts_with(choice_.only_of)) return true;
        return at_.flow && choice_.is_other_flow != nullptr &&
               choice_.is_other_flow(rows_.field(*at_.flow));
    }

    void read_row() {
        if (is_skipped()) return flows_.skip();
        FlowsBuilder::Row row;
        const auto period = read_row_period();
        if (!period) return;
        row.period = *period;
        if (!read_product(row) || !read_sides(row)) return;
        const auto mass = read_row_mass();
        if (!mass) return;
        row.mass_kg = *mass;
        std::vector<PartField> parts;
        for (const auto column : at_.parts)
            parts.push_back({rows_.header()[column], rows_.field(column)});
        row.detail = flows_.part(parts);
        row.hs_revision = note_hs_revision(flows_, choice_.nomenclature);
        if (!at_.exports && !at_.imports) return add(row, *at_.value);
        for (const auto& [column, direction] : {std::pair{at_.exports, Direction::export_},
                                                std::pair{at_.imports, Direction::import}}) {
            if (!column) continue;
            row.direction = direction;
            add(row, *column);
        }
    }

    void add(FlowsBuilder::Row row, std::size_t column) {
        const auto value =
            read_money(rows_, column, {choice_.currency, choice_.power}, row.period, flows_);
        if (!value) {
            if (is_not_given(rows_.field(column))) flows_.skip();
            return;
        }
        row.value = *value;
        flows_.add(row);
    }

    std::optional<std::uint32_t> read_row_period() {
        if (at_.period) return read_period(rows_, *at_.period, flows_);
        std::string text{rows_.field(*at_.year)};
        if (at_.month) {
            auto month = rows_.field(*at_.month);
            if (choice_.month_of != nullptr) month = choice_.month_of(month);
            if (!month.empty()) (text += month.size() == 1 ? "-0" : "-") += month;
        }
        return read_period(rows_, *at_.year, text, flows_);
    }

    [[nodiscard]] bool read_product(FlowsBuilder::Row& row) {
        if (!at_.product) {
            row.product = flows_.product("");
            return true;
        }
        auto code = read_code(rows_, *at_.product);
        if (!code) return false;
        if (choice_.code != nullptr) {
            const auto within = choice_.code(*code);
            if (!within.empty() || is_all_goods(*code)) code = within;
        }
        if (choice_.has_rests && code->starts_with('-')) return read_rest_of_chapter(*code, row);
        const auto name = nomenclature(choice_.nomenclature);
        row.product = name.empty() ? flows_.product_of_level(*code, choice_.digits)
                                   : flows_.product(*code, name);
        return true;
    }

    // What is traded in a chapter and in none of its codes is a code of the chapter as confidential ones are: 85XXXXXX.
    [[nodiscard]] bool read_rest_of_chapter(std::string_view code, FlowsBuilder::Row& row) {
        std::string chapter{code.substr(1)};
        if (chapter.size() == 1) chapter.insert(0, "0");
        if (chapter.size() != 2 || chapter.find_first_not_of("0123456789") != std::string::npos) {
            rows_.fault("E0165", *at_.product);
            return false;
        }
        row.product = flows_.product(chapter + "XXXXXX");
        return true;
    }

    static bool is_all_goods(std::string_view text) {
        for (const std::string_view all : {"All Commodities", "ALL COMMODITIES", "Total", "TOTAL",
                                           "All Products", "Total All Commodities"})
            if (text.starts_with(all)) return true;
        return false;
    }

    [[nodiscard]] bool read_sides(FlowsBuilder::Row& row) {
        if (at_.exporter || at_.importer) {
            if (at_.exporter) row.reporter = flows_.country(rows_.field(at_.exporter));
            if (at_.importer && !at_.exporter)
                row.reporter = flows_.country(rows_.field(at_.importer));
            if (at_.exporter && at_.importer)
                row.partner = flows_.country(rows_.field(at_.importer));
            row.direction = !at_.exporter   ? Direction::import
                            : !at_.importer ? Direction::export_
                                            : Direction::both;
            return true;
        }
        if (!choice_.reporter_is.empty())
            row.reporter = flows_.country(choice_.reporter_is);
        else if (at_.reporter)
            row.reporter = flows_.country(rows_.field(at_.reporter));
        if (at_.partner && choice_.partners == CountryList::iso)
            row.partner = flows_.country(rows_.field(at_.partner));
        if (at_.partner && choice_.partners != CountryList::iso) {
            const auto partner = read_country(rows_, flows_, choice_.partners, *at_.partner);
            if (!partner) return false;
            row.partner = *partner;
        }
        if (at_.exports || at_.imports) return true;
        if (!read_direction(row)) return false;
        const auto own = row.direction == Direction::import || row.direction == Direction::re_import
                             ? at_.origin
                             : at_.destination;
        // The other side is a detail: whence goods came that go out again, where else those go that came in.
        for (const auto column : {at_.origin, at_.destination})
            if (column) (void)rows_.field(*column);
        if (own) row.partner = flows_.country(rows_.field(own));
        return true;
    }

    [[nodiscard]] bool read_direction(FlowsBuilder::Row& row) {
        const auto direction = direction_ ? direction_ : choice_.direction(rows_.field(at_.flow));
        if (!direction) {
            rows_.fault("E0103", *at_.flow);
            return false;
        }
        row.direction = *direction;
        return true;
    }

    std::optional<double> read_row_mass() {
        constexpr double kNotGiven = -1;
        if (at_.mass) return read_mass(rows_, *at_.mass, choice_.kg_per_unit);
        if (!at_.quantity) return kNotGiven;
        (void)rows_.field(*at_.quantity);
        const auto kg = kg_per(rows_.field(at_.unit));
        return kg ? read_mass(rows_, *at_.quantity, *kg) : kNotGiven;
    }

    Rows& rows_;
    FlowsBuilder& flows_;
    const ColumnChoice& choice_;
    Found at_;
    std::optional<Direction> direction_;  // where no column says it
};

}  // namespace

std::string_view leading_digits(std::string_view text) {
    return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
}

Layout layout_of(std::string_view name, std::string_view imports_valued,
                 std::vector<ColumnChoice> choices) {
    const auto shared = std::make_shared<const std::vector<ColumnChoice>>(std::move(choices));
    const auto choice = [shared](const Rows& rows) {
        return std::find_if(shared->begin(), shared->end(),
                            [&](const ColumnChoice& each) { return has_all(rows, each.known_by); });
    };
    return {name, imports_valued, [=](const Rows& rows) { return choice(rows) != shared->end(); },
            [=](Rows& rows, FlowsBuilder& flows) {
                ColumnReader{rows, flows, *choice(rows)}.read();
            }};
}

}  // namespace jarip::trade
