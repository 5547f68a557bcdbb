// Korea: the services of data.go.kr (XML, or JSON through converters) and a collector's CSV of them, the tables of
// UNI-PASS and tradedata.go.kr, K-stat and TRASS. One row holds exports and imports.
#include <algorithm>
#include <array>

#include "jarip/core/utf8.hpp"
#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

constexpr std::array<std::string_view, 5> kTotals{"총계", "합계", "total", "Total", "TOTAL"};

bool is_total(std::string_view field) {
    return std::find(kTotals.begin(), kTotals.end(), field) != kTotals.end();
}

// Where the figures of one direction stand.
struct SideColumns {
    Direction direction;
    ColumnIndex value, mass;
    Money money;
    double kg_per_unit = 1;
};

struct KoreaColumns {
    ColumnIndex period, partner, product, detail;
    std::vector<SideColumns> sides;
    std::string code{};  ///< of all rows, where no column has it
};

// A row of totals sums up all others: it is no flow, and holds them to it.
bool read_grand_total(Rows& rows, FlowsBuilder& flows, const KoreaColumns& columns) {
    const bool total = is_total(rows.field(columns.period)) ||
                       (columns.product && is_total(rows.field(columns.product)));
    if (!total) return false;
    for (const auto& side : columns.sides)
        // Rates of other currencies belong to a period, and this row is of none.
        if (side.value && side.money.currency == "USD")
            if (const auto value = read_value(rows, *side.value, side.money.power))
                flows.add_grand_total(side.direction, *value);
    flows.count_total();
    return true;
}

void read_sides(Rows& rows, FlowsBuilder& flows, const KoreaColumns& columns,
                std::uint32_t period) {
    FlowsBuilder::Row row;
    row.reporter = flows.country("KR");
    row.period = period;
    if (columns.partner) row.partner = flows.country(rows.field(columns.partner));
    const auto code =
        columns.product ? read_code(rows, *columns.product) : std::string_view{columns.code};
    if (!code) return;
    row.product = flows.product(*code);
    if (columns.detail) row.detail = detail_of({rows.field(columns.detail)});
    std::vector<FlowsBuilder::Row> read;
    for (const auto& side : columns.sides) {
        if (!side.value) continue;
        if (is_not_given(rows.field(side.value))) {
            flows.skip();
            continue;
        }
        row.direction = side.direction;
        const auto value = read_money(rows, *side.value, side.money, period, flows);
        const auto mass = side.mass ? read_mass(rows, *side.mass, side.kg_per_unit) : -1.0;
        if (!value || !mass) return;
        row.value = *value;
        row.mass_kg = *mass;
        read.push_back(row);
    }
    for (const auto& flow : read) flows.add(flow);
}

void read_rows(Rows& rows, FlowsBuilder& flows, const KoreaColumns& columns) {
    rows.group_digits();
    while (rows.next()) {
        if (read_grand_total(rows, flows, columns)) continue;
        if (const auto period = read_period(rows, *columns.period, flows))
            read_sides(rows, flows, columns, *period);
    }
}

// ---- data.go.kr

KoreaColumns service_columns(const Rows& rows) {
    KoreaColumns columns{.period = rows.column({"year", "priodtitle"}),
                         .partner = rows.column({"statcd"}),
                         .product = rows.column({"hscd", "hscode", "hssgn"}),
                         .detail = rows.column({"sggnm"}),
                         .sides = {}};
    columns.sides = {
        {Direction::export_, rows.column({"expdlr", "expusdamt"}), rows.column({"expwgt"}), {}, 1},
        {Direction::import, rows.column({"impdlr", "impusdamt"}), rows.column({"impwgt"}), {}, 1}};
    return columns;
}

// ---- a collector's CSV of data.go.kr

KoreaColumns collector_columns(const Rows& rows) {
    KoreaColumns columns{.period = rows.column({"월"}),
                         .partner = rows.column({"국가코드"}),
                         .product = rows.column({"hs코드"}),
                         .detail = {},
                         .sides = {}};
    columns.sides = {
        {Direction::export_, rows.column({"수출금액_usd"}), rows.column({"수출중량_kg"}), {}, 1},
        {Direction::import, rows.column({"수입금액_usd"}), rows.column({"수입중량_kg"}), {}, 1}};
    return columns;
}

// ---- UNI-PASS, tradedata.go.kr

// The first column whose name begins so, blanks aside: "수출 금액(천 달러)" begins with 수출금액.
ColumnIndex beginning(const Rows& rows, std::string_view words) {
    for (std::size_t i = 0; i < rows.header().size(); ++i) {
        std::string name = rows.header()[i];
        std::erase(name, '_');
        if (name.starts_with(words)) return i;
    }
    return std::nullopt;
}

// The words in which units stand: the name of the column, or else the titles above the header.
template <class Parse>
auto unit_of(const Rows& rows, const ColumnIndex& column, Parse parse) {
    if (column)
        if (const auto unit = parse(rows.header()[*column])) return unit;
    for (std::size_t row = 0; row < rows.header_row(); ++row)
        for (const auto& title : rows.head()[row])
            if (title.find("단위") != std::string::npos)
                if (const auto unit = parse(title)) return unit;
    return decltype(parse(std::string_view{})){};
}

SideColumns table_side(const Rows& rows, Direction direction, std::string_view word) {
    constexpr int kThousand = 3;
    const std::string start{word};
    SideColumns side{.direction = direction,
                     .value = beginning(rows, start + "금액"),
                     .mass = beginning(rows, start + "중량"),
                     .money = {},
                     .kg_per_unit = 1};
    side.money = unit_of(rows, side.value, money_in_words).value_or(Money{"USD", kThousand});
    side.kg_per_unit = unit_of(rows, side.mass, mass_in_words).value_or(1);
    return side;
}

KoreaColumns table_columns(const Rows& rows) {
    return {.period = rows.column({"기간", "년월", "연월"}),
            .partner = rows.column({"국가", "국가명"}),
            .product = rows.column({"hs코드", "hs_코드", "품목코드"}),
            .detail = {},
            .sides = {table_side(rows, Direction::export_, "수출"),
                      table_side(rows, Direction::import, "수입")}};
}

bool is_table(const Rows& rows) {
    const auto columns = table_columns(rows);
    return columns.period && columns.sides[0].value && columns.sides[1].value;
}

// ---- K-stat: titles, a line of units, and two header lines, the upper with the period of each block of columns

struct Block {
    std::uint32_t period;
    KoreaColumns columns;
};

// The name of a column, which may stand in the line above.
std::string k_stat_name(const Rows& rows, std::size_t column) {
    if (column < rows.header().size() && !rows.header()[column].empty())
        return rows.header()[column];
    if (rows.header_row() == 0) return {};
    const auto& above = rows.head()[rows.header_row() - 1];
    return column < above.size() ? above[column] : std::string{};
}

ColumnIndex k_stat_column(const Rows& rows, std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < rows.header().size(); ++i)
        if (std::find(names.begin(), names.end(), k_stat_name(rows, i)) != names.end()) return i;
    return std::nullopt;
}

std::optional<std::uint32_t> plausible(FlowsBuilder& flows, std::string_view text) {
    // "기간 : 2024.01 ~ 2024.09"
    for (const std::string_view label : {"기간", "년월", "연월", "시점"}) {
        const auto colon = text.find(':');
        if (colon == std::string_view::npos ||
            text.substr(0, colon).find(label) == std::string_view::npos)
            continue;
        text = trimmed(text.substr(colon + 1));
        break;
    }
    const auto period = flows.period(text);
    return period && is_plausible(flows.period_at(*period)) ? period : std::nullopt;
}

// What stands above a column, or above the nearest column to its left, else in a title.
std::optional<std::uint32_t> k_stat_period(const Rows& rows, std::size_t column,
                                           FlowsBuilder& flows) {
    for (std::size_t row = rows.header_row(); row-- > 0;) {
        const auto& line = rows.head()[row];
        if (line.empty()) continue;
        for (std::size_t at = std::min(column, line.size() - 1) + 1; at-- > 0;)
            if (const auto period = plausible(flows, line[at])) return period;
        for (const auto& title : line)
            if (const auto period = plausible(flows, title)) return period;
    }
    return std::nullopt;
}

bool is_k_stat(const Rows& rows) {
    return k_stat_column(rows, {"순번", "순위"}) &&
           k_stat_column(rows, {"코드", "품목명", "국가명", "국가"}) &&
           rows.has_all({"수출금액", "수입금액"});
}

// "HS 8542 전자집적회로", "품목: 854231", "HS코드: 8542", in a title.
std::string k_stat_product(const Rows& rows) {
    for (std::size_t row = 0; row < rows.header_row(); ++row)
        for (const auto& field : rows.head()[row])
            for (const std::string_view word : {"HSK", "HS", "품목코드", "품목"}) {
                const auto at = field.find(word);
                if (at == std::string::npos) continue;
                auto rest = std::string_view{field}.substr(at + word.size());
                for (const std::string_view skipped : {"코드", "번호", " ", ":", " ", "(", "["})
                    if (rest.starts_with(skipped)) rest.remove_prefix(skipped.size());
                std::string code;
                for (const char c : rest) {
                    if (c == '.' || c == '-') continue;
                    if (c < '0' || c > '9') break;
                    code += c;
                }
                constexpr std::size_t kLongest = 10;
                if (code.size() >= 2 && code.size() <= kLongest && code.size() % 2 == 0)
                    return code;
            }
    return {};
}

void read_k_stat(Rows& rows, FlowsBuilder& flows) {
    constexpr int kThousand = 3;
    rows.group_digits();
    const Money money =
        unit_of(rows, std::nullopt, money_in_words).value_or(Money{"USD", kThousand});
    const auto label = k_stat_column(rows, {"품목명", "국가명", "국가"});
    const auto partner = k_stat_column(rows, {"국가명", "국가"});
    const auto product = k_stat_column(rows, {"코드"});
    const auto code = partner ? k_stat_product(rows) : std::string{};
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < rows.header().size(); ++i) {
        const auto& name = rows.header()[i];
        if (name != "수출금액" && name != "수입금액") continue;
        const auto period = k_stat_period(rows, i, flows);
        if (!period) {
            rows.diagnostics().error("E0102", {std::string{rows.file()}}, {{"column", "기간"}});
            return;
        }
        const auto direction = name == "수출금액" ? Direction::export_ : Direction::import;
        blocks.push_back({*period,
                          {.period = {},
                           .partner = partner,
                           .product = partner ? ColumnIndex{} : product,
                           .detail = {},
                           .sides = {{direction, i, {}, money, 1}},
                           .code = code}});
    }
    const bool single_period = std::all_of(blocks.begin(), blocks.end(), [&](const Block& block) {
        return block.period == blocks.front().period;
    });
    while (rows.next()) {
        if (is_total(rows.field(label))) {
            for (const auto& block : blocks) {
                const auto& side = block.columns.sides[0];
                if (const auto value = read_value(rows, *side.value, side.money.power);
                    value && single_period && money.currency == "USD")
                    flows.add_grand_total(side.direction, *value);
            }
            flows.count_total();
            continue;
        }
        for (const auto& block : blocks) read_sides(rows, flows, block.columns, block.period);
    }
}

// ---- TRASS, as one collector stored it: won, and no word on the direction

void read_trass(Rows& rows, FlowsBuilder& flows) {
    const auto direction = flows.direction_of_table(rows);
    if (!direction) return;
    const ColumnIndex year = rows.column({"base_year"});
    const ColumnIndex month = rows.column({"base_mon"});
    const KoreaColumns columns{.period = year,
                               .partner = {},
                               .product = rows.column({"hs_code"}),
                               .detail = {},
                               .sides = {{*direction, rows.column({"trade_krw"}),
                                          rows.column({"weight_kg"}), Money{"KRW", 0}, 1}}};
    rows.group_digits();
    while (rows.next()) {
        const auto number = std::string{rows.field(month)};
        const auto text =
            std::string{rows.field(year)} + (number.size() == 1 ? "-0" : "-") + number;
        if (const auto period = read_period(rows, *year, text, flows))
            read_sides(rows, flows, columns, *period);
    }
}

}  // namespace

Layout data_go_kr_layout() {
    return {"data-go-kr", "CIF",
            [](const Rows& rows) {
                return rows.has({"year", "priodtitle"}) &&
                       rows.has({"expdlr", "expusdamt", "impdlr", "impusdamt"});
            },
            [](Rows& rows, FlowsBuilder& flows) { read_rows(rows, flows, service_columns(rows)); }};
}

Layout data_go_kr_collector_layout() {
    return {
        "data-go-kr-collector", "CIF",
        [](const Rows& rows) {
            return rows.has_all({"월", "hs코드", "국가코드"}) &&
                   rows.has({"수출금액_usd", "수입금액_usd"});
        },
        [](Rows& rows, FlowsBuilder& flows) { read_rows(rows, flows, collector_columns(rows)); }};
}

Layout unipass_layout() {
    return {"unipass", "CIF", is_table,
            [](Rows& rows, FlowsBuilder& flows) { read_rows(rows, flows, table_columns(rows)); }};
}

Layout k_stat_layout() { return {"k-stat", "CIF", is_k_stat, read_k_stat}; }

Layout trass_layout() {
    return {"trass", "",
            [](const Rows& rows) {
                return rows.has_all({"hs_code", "base_year", "base_mon", "trade_krw"});
            },
            read_trass};
}

}  // namespace jarip::trade
