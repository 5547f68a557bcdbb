/// What layouts of customs tables there are, and what a reader of one fills.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jarip/trade.hpp"
#include "rows.hpp"

namespace jarip::trade {

/// Flows that grow row by row; labels are looked up once each.
class FlowsBuilder {
public:
    /// A country by any label of it; kTotal for the world ("World", "W00", "총계", "", …).
    [[nodiscard]] std::uint32_t country(std::string_view label);
    /// A code without dots, dashes and blanks; "TOTAL" and "" are all goods.
    [[nodiscard]] std::uint32_t product(std::string_view code);
    [[nodiscard]] std::uint32_t period(const Period& period);
    /// A period by its text ("2025", "202501", "2025.01", "2025M01", "2025Q1..2025Q3"), looked up once.
    [[nodiscard]] std::optional<std::uint32_t> period(std::string_view text);

    struct Row {
        std::uint32_t reporter = Flows::kUnsaid;
        std::uint32_t partner = Flows::kTotal;
        std::uint32_t product = 0;
        std::uint32_t period = 0;
        Direction direction = Direction::import;
        std::int64_t value = 0;
        double mass_kg = -1;
    };
    void add(const Row& row);
    void pass_over(std::size_t count = 1) { source_.passed_over += count; }

    /// For readers that fill many rows at once: they add to all columns alike, then say how many rows.
    [[nodiscard]] Flows& columns() { return flows_; }
    void added(std::size_t rows) { source_.rows += rows; }

    void begin_source(Source source);
    /// Another reader will begin this source again: what it met so far is noted then.
    void put_off_source() { is_put_off_ = true; }
    /// Notes of what was met: labels that are no country, codes that may have lost a zero, rejected rows.
    void end_source(Rows& rows);
    void end_source(Diagnostics& diagnostics);
    [[nodiscard]] Flows take() { return std::move(flows_); }

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
    Lookup country_by_label_, country_by_code_;
    Lookup product_by_label_, product_by_code_;
    Lookup period_by_text_;
    std::map<std::pair<Day, Day>, std::uint32_t> period_index_;
    std::vector<std::string> unknown_countries_, odd_codes_;
    bool is_put_off_ = false;
};

/// One way to write customs figures into columns.
struct Layout {
    std::string_view name;
    /// By the header and the rows below it.
    bool (*detect)(const Rows& rows);
    void (*read)(Rows& rows, FlowsBuilder& flows);
};

[[nodiscard]] Layout comtrade_layout();
[[nodiscard]] Layout baci_layout();
[[nodiscard]] Layout tidy_layout();

/// In the order in which they are asked; the most particular first.
[[nodiscard]] std::span<const Layout> layouts();

/// "Import", "M", "수입", "re-export", "both", … nullopt where the word is none of these.
[[nodiscard]] std::optional<Direction> direction_word(std::string_view word);

/// The code in a field, which a spreadsheet may have made a rounded number of (8.47E+05): that is reported,
/// and nullopt given.
[[nodiscard]] std::optional<std::string_view> read_code(Rows& rows, std::size_t column);

/// The exact value of a field in 1/10,000 dollar, the field being in 10^power dollars; reports what is
/// wrong with it. nullopt where it is wrong or empty.
[[nodiscard]] std::optional<std::int64_t> read_value(Rows& rows, std::size_t column, int power);

/// A mass in kg, the field being in `kg_per_unit`; −1 where it is empty or not available, nullopt where it is
/// wrong.
[[nodiscard]] std::optional<double> read_mass(Rows& rows, std::size_t column, double kg_per_unit);

}  // namespace jarip::trade
