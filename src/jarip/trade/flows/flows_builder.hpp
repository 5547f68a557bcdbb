/// Flows that grow table by table, row by row: what a reader of a layout fills.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/amounts/exchange_rates.hpp"
#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/flows/totals.hpp"
#include "jarip/trade/reading/rows.hpp"

namespace jarip::trade {

/// By which columns rows of UN Comtrade may be parts, a bit each.
enum Breakdown : unsigned { kTransport = 1, kProcedure = 2, kSecondPartner = 4 };

/// What a column that tells parts of a figure apart says of a row.
struct PartField {
    std::string_view column;  ///< its name
    std::string_view text;    ///< a word for a total counts as empty
};

/// Flows that grow row by row; labels are looked up once each.
class FlowsBuilder {
public:
    explicit FlowsBuilder(const ReadOptions& options = {});

    /// A country by any label of it; kTotal for the world ("World", "W00", "총계", "", …).
    [[nodiscard]] std::uint32_t country(std::string_view label,
                                        CountryList list = CountryList::iso);
    /// Whether a label is the world, a group, or a country of this list.
    [[nodiscard]] bool knows_country(std::string_view label, CountryList list) const;
    /// A code without dots, dashes and blanks; "TOTAL" and "" are all goods.
    [[nodiscard]] std::uint32_t product(std::string_view code);
    /// The same of a nomenclature: "" for the Harmonized System, else what stands before its codes ("SITC4:").
    [[nodiscard]] std::uint32_t product(std::string_view code, std::string_view nomenclature);
    /// Codes have so many digits: those with one fewer lost their zero; 0: any even number of digits.
    [[nodiscard]] std::uint32_t product_of_level(std::string_view code, std::size_t digits);
    [[nodiscard]] std::uint32_t period(const Period& period);
    /// The same, of rows that are of so many of its months only, and do not say of which.
    [[nodiscard]] std::uint32_t period_in_part(std::uint32_t period, int months);
    /// A period by its text (customs_period), looked up once.
    [[nodiscard]] std::optional<std::uint32_t> period(std::string_view text);

    /// A value below zero, or a mass of taken_off(), corrects the row of the same thing beside which it stands.
    struct Row {
        std::uint32_t reporter = Flows::kNoReporter;
        std::uint32_t partner = Flows::kTotal;
        std::uint32_t product = 0;
        std::uint32_t period = 0;
        Direction direction = Direction::import;
        std::int64_t value = 0;
        double mass_kg = -1;
        /// Tells rows apart that are otherwise of the same thing (detail_of): such as those of two procedures.
        std::uint32_t detail = 0;
        /// Of the Harmonized System, where rows of one table may differ in it; 0: not said.
        std::uint16_t hs_revision = 0;
        /// The number of its row in the file, where it is added later.
        std::uint32_t ordinal = UINT32_MAX;
    };
    void add(const Row& row);
    void skip(std::size_t count = 1) { source_.skipped += count; }

    /// For readers that fill many rows at once: they add to all columns alike, then say how many rows.
    [[nodiscard]] Flows& columns() { return flows_; }
    void added(std::size_t rows) { source_.rows += rows; }

    /// A row of UN Comtrade that is part of another, which is to be held to it: `kinds` has a bit for each Breakdown by
    /// which it is one, its detail tells those apart that are not of transport.
    void add_part(unsigned kinds, std::string_view transport, const Row& row);
    /// The columns of parts of the source, in the order of the bits, where they are not those of `part`.
    void name_parts(std::vector<std::string> columns) { part_columns_ = std::move(columns); }
    /// A sum of all rows of the source in one direction, in 1/10,000 dollar.
    void add_grand_total(Direction direction, std::int64_t value);
    /// A sum in the source that its parts do not make, in 1/10,000 of whatever unit.
    void count_gap(std::int64_t whole, std::int64_t parts) { source_gaps_.add({whole, parts}); }
    /// A sum in the source that was no flow.
    void count_total() { ++source_.totals; }
    /// The last digit that a figure of the source shows, in 1/10,000 dollar: what it is rounded to. The least counts.
    void note_unit(std::int64_t unit) {
        if (unit > 0 && (unit_ == 0 || unit < unit_)) unit_ = unit;
    }
    /// The detail of a row by what tells parts of its figure apart; 0 where all fields are empty or words for a total: the
    /// row of all, which stands beside those of the parts. Its last four bits say which of the first four are not.
    [[nodiscard]] std::uint32_t part(const std::vector<PartField>& fields);
    /// Rows of all (detail 0) stand beside those of the parts of the source.
    void expect_wholes() { has_wholes_ = true; }
    /// Which parts the table has was chosen by who made it: that they are all there are is not known.
    void parts_are_chosen() { has_chosen_parts_ = true; }

    /// What a total has beyond the partners that stand beside it.
    [[nodiscard]] std::uint32_t other_partners();
    /// What a group has beyond its members that stand beside it, by the name of the group.
    [[nodiscard]] std::uint32_t other_members(const std::string& group);
    /// A sum of several countries, by its name.
    [[nodiscard]] std::uint32_t group(std::string_view label);
    /// From the start of its year to the end of a period.
    [[nodiscard]] std::uint32_t year_to_date(std::uint32_t period);
    /// What --flow says, or the name of the file (import, 수출, 进口 …). errors  E0144 where neither does
    [[nodiscard]] std::optional<Direction> direction_of_table(const Rows& rows) const;
    /// What a label of countries, or a code, stands for; for all tables, whenever they were read.
    void name_country(std::string_view label, std::string_view country);
    void name_product(std::string_view code, std::string_view description);
    void count_name() { ++source_.rows; }

    /// What an amount of a currency, in 1/10,000, was in dollars on average over the period; nullopt where there is
    /// no rate of it.
    [[nodiscard]] std::optional<std::int64_t> dollars(std::int64_t amount,
                                                      std::string_view currency,
                                                      std::uint32_t period);
    [[nodiscard]] const Period& period_at(std::uint32_t index) const {
        return flows_.periods[index];
    }

    /// Rows that are given say which columns nobody read: rows of the same thing are then told apart.
    void begin_source(Source source, Rows* rows = nullptr);
    /// A source that is none, and why.
    void skip(Diagnostic reason, Diagnostics& diagnostics);
    /// Takes out the rows of the source that was begun: they are read again otherwise.
    void forget_rows();
    /// Another reader will begin this source again: what it met so far is noted then.
    void restart_source() { restarts_ = true; }
    /// Codes of the source have so many digits, where that is an odd number of them.
    void expect_digits(std::size_t count) { expected_digits_ = count; }
    /// The source that was begun, for what its layout finds out of it.
    [[nodiscard]] Source& source() { return source_; }
    /// Notes of what was met: labels that are no country, codes that may have lost a zero, rejected rows.
    void end_source(Rows& rows);
    void end_source(Diagnostics& diagnostics);
    /// Sums are held to their parts and dropped, duplicates across sources are dropped, names are put in.
    [[nodiscard]] Flows finish(Diagnostics& diagnostics);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    // Looked up, never iterated: their order cannot reach a result.
    using Lookup = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

    Flows flows_;
    Source source_;
    std::vector<ExchangeRate> rates_;  // of the user
    std::map<std::pair<std::string, std::uint32_t>, std::optional<Conversion>> rate_by_period_;
    std::array<Lookup, 6> country_by_label_;  // by CountryList
    Lookup country_by_code_;
    Lookup product_by_label_, product_by_code_;
    Lookup period_by_text_;
    std::map<std::pair<Day, Day>, std::uint32_t> period_index_;
    std::map<std::pair<std::uint32_t, int>, std::uint32_t> period_in_part_index_;
    std::vector<std::string> unknown_countries_, odd_codes_;
    bool restarts_ = false;
    void check_sums_of_source(Diagnostics& diagnostics);
    void check_products(Diagnostics& diagnostics);
    void check_repeats(Rows& rows);
    [[nodiscard]] bool is_area_of(std::string_view label, std::uint32_t country) const;
    void skip_other_sides_of_corrections();
    void apply_corrections(Diagnostics& diagnostics);
    void check_any_rows(Rows& rows);
    void check_wholes();
    void check_parts();
    void say_parts(Diagnostics& diagnostics);
    [[nodiscard]] unsigned kinds_that_add_up() const;
    void count_orphans(unsigned kinds, std::size_t count);
    void note_columns(const Rows& rows);
    void check_added_columns(Diagnostics& diagnostics) const;
    void skip_rows(const std::vector<bool>& dropped, std::size_t count);
    void drop_revisions(Diagnostics& diagnostics);
    void drop_groups_of_exporters(Diagnostics& diagnostics);
    void name_groups();
    void note_nomenclatures(Diagnostics& diagnostics) const;
    void check_grand_totals();
    void note_revisions();
    void carry_codes(Diagnostics& diagnostics);
    void carry_codes(std::size_t source, int revision, Diagnostics& diagnostics);
    void name_countries();
    void drop_duplicates(Diagnostics& diagnostics);
    void drop_sums(Diagnostics& diagnostics);
    void check_times(Diagnostics& diagnostics) const;
    [[nodiscard]] std::int64_t unit_of(std::size_t row) const;
    [[nodiscard]] Groups known_groups() const;
    void note_valuations(Diagnostics& diagnostics) const;
    void drop(const std::vector<bool>& dropped);
    void count_and_drop(const std::vector<bool>& dropped);
    [[nodiscard]] std::uint32_t named_country(std::string_view name);

    struct Part {
        unsigned kinds;
        std::string transport;
        Row row;
    };
    using OfPartners =  // reporter, product, period, direction
        std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, Direction>;
    struct PartsOfTable {
        using Key = std::pair<OfPartners, std::uint32_t>;                    // and the partner
        std::map<Key, std::map<unsigned, std::vector<const Part*>>> by_key;  // by their kinds
        std::map<OfPartners, Addition> worlds;  // the row of the world, and all partners
        bool has_all_transports = false;
    };
    [[nodiscard]] PartsOfTable gather_parts() const;
    void hold_parts(PartsOfTable& table);
    [[nodiscard]] const std::vector<const Part*>* parts_that_are_all(
        const PartsOfTable& table, const PartsOfTable::Key& key) const;
    void add_sum(const std::vector<const Part*>& parts);
    struct Correction {
        Row row;
        std::size_t hash;  // of all of its fields
        std::uint32_t ordinal;
        Location where;
    };
    std::vector<Correction> corrections_;         // of the source at hand
    int hs_revision_ = 0;                         // to which codes are carried
    std::optional<Direction> direction_;          // of tables that do not say it
    std::set<std::uint32_t> group_countries_;     // indices of countries that are groups
    std::map<std::uint32_t, std::string> rests_;  // indices of countries: other members of a group
    std::map<std::string, std::vector<std::string>> group_members_;
    std::map<std::string, std::string, std::less<>> group_names_;
    std::map<std::string, std::string, std::less<>> country_names_, product_names_;
    std::vector<std::uint32_t> details_;    // beside the rows; 0 beyond its end
    std::vector<std::uint16_t> revisions_;  // the same: revisions of HS
    std::vector<std::uint32_t>
        ordinals_;          // of the source at hand: the number of its row of each flow
    Rows* rows_ = nullptr;  // of the source at hand, where it is read row by row
    std::vector<std::string> add_over_;
    std::set<std::string> columns_;  // of all tables, where some are to be added over
    std::vector<std::string>
        part_columns_;                   // of the source at hand, in the order of the bits of parts
    bool has_areas_ = false;             // rows of several areas of one country add up
    std::set<std::uint32_t> labels_;     // indices of countries that no list knows
    std::set<std::uint32_t> leftovers_;  // indices of countries that are areas of no country
    std::size_t expected_digits_ = 0;
    std::int64_t unit_ = 0;            // of the source at hand; 0: not known
    std::vector<std::int64_t> units_;  // beside the sources
    bool has_wholes_ = false;
    bool has_chosen_parts_ = false;
    std::size_t source_begin_ = 0;     // the first row of the source at hand
    std::vector<std::size_t> starts_;  // the first row of each source that has ended
    std::vector<Part> parts_;          // of the source at hand
    std::map<Direction, std::int64_t> grand_totals_;
    Gaps source_gaps_;            // what is read are the parts
    Gaps breakdown_gaps_;         // what is read is the row of all
    std::size_t orphans_ = 0;     // figures of which there are parts, and nobody knows whether all
    unsigned orphan_kinds_ = 0;   // by which columns
    std::size_t made_whole_ = 0;  // of which the parts are all there are
};

/// Kilogrammes that a correction takes off, as a mass of Row, where −1 is "not given".
[[nodiscard]] constexpr double taken_off(double kg) { return -2 - kg; }

/// What the name of a file says (import, 수출, 进口 …); nullopt where it says neither, or both.
[[nodiscard]] std::optional<Direction> direction_in_name(std::string_view file);

/// A number that is the same for the same fields, and hardly ever for others; never 0.
[[nodiscard]] std::uint32_t detail_of(std::initializer_list<std::string_view> fields);

}  // namespace jarip::trade
