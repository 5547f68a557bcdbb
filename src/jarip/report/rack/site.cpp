#include <algorithm>

#include "jarip/report/rack/fields.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using rack::Hall;
using rack::HallTotals;
using rack::Total;

// A row of totals, with the limit of the hall if there is one.
struct HallRow {
    const char* key;  // of the JSON, and of the hall
    const char* words;
    const char* unit;
    int decimals;
    Total HallTotals::*total;
    rack::Figure Hall::*limit = nullptr;
};
constexpr HallRow kHallRows[] = {
    {"accelerators", "total_accelerators", "", 0, &HallTotals::accelerators},
    {"it_mw", "total_it_kw", "MW", 3, &HallTotals::it_mw},
    {"power_mw", "total_power_kw", "MW", 3, &HallTotals::power_mw, &Hall::power_mw},
    {"facility_mw", "facility", "MW", 3, &HallTotals::facility_mw, &Hall::facility_mw},
    {"air_mw", "total_air_kw", "MW", 3, &HallTotals::air_mw, &Hall::air_mw},
    {"liquid_mw", "total_liquid_kw", "MW", 3, &HallTotals::liquid_mw, &Hall::liquid_mw},
    {"airflow_m3_h", "total_airflow_m3_h", "m³/h", 0, &HallTotals::airflow_m3_h,
     &Hall::airflow_m3_h},
    {"coolant_l_min", "total_coolant_l_min", "L/min", 0, &HallTotals::coolant_l_min,
     &Hall::coolant_l_min},
    {"mass_t", "total_mass_kg", "t", 1, &HallTotals::mass_t, &Hall::mass_t},
    {"cables", "total_cables", "", 0, &HallTotals::cables},
    {"floor_m2", "footprint", "m²", 1, &HallTotals::floor_m2, &Hall::floor_m2},
    {"w_m2", "density", "W/m²", 0, &HallTotals::w_m2, &Hall::w_m2},
    {"floor_kg_m2", "floor_largest", "kg/m²", 0, &HallTotals::floor_kg_m2, &Hall::floor_kg_m2}};

bool is_complete(const rack::Report& report) { return report.coverage.is_complete(); }

bool all_known(const RackSite& site) {
    return std::all_of(site.racks.begin(), site.racks.end(),
                       [](const rack::HallRacks& row) { return is_complete(row.rack.report); });
}

bool has_limits(const Hall& hall) {
    return hall.row_m.given || hall.row_kw.given ||
           std::any_of(std::begin(kHallRows), std::end(kHallRows),
                       [&](const HallRow& row) { return row.limit && (hall.*row.limit).given; });
}

class Page {
public:
    Page(const RackSite& site, const Context& context) : site_{site}, context_{context} {}

    std::string racks() const {
        TextTable table{{say("rack")},        {say("count"), Align::right},
                        {"kW", Align::right}, {"MW", Align::right},
                        {"t", Align::right},  {say("total_accelerators"), Align::right},
                        {say("sound")}};
        const auto& growth = site_.report.growth;
        for (const auto& each : site_.racks) {
            const auto& rack = each.rack;
            const double count = growth.empty() ? each.count : each.count_in(growth.back().quarter);
            const auto& totals = rack.report.totals;
            const auto times = [&](const Total& total, double factor) {
                return total.known ? std::optional{*total.known * factor} : std::nullopt;
            };
            table.add({name_of(rack.design), number(count), fixed(totals.power_kw.known, 1),
                       fixed(times(totals.power_kw, count * 1e-3), 2),
                       fixed(times(totals.mass_kg, count * 1e-3), 1),
                       number(times(totals.accelerators, count)),
                       say(rack.report.has_errors() ? "no" : "yes")});
        }
        return table.render(context_.width);
    }

    std::string totals() const {
        const bool with_limits = has_limits(site_.hall);
        const bool with_ranges = !all_known(site_);
        std::vector<TextTable::Column> columns{{say("total")},
                                               {with_ranges ? say("known_sum") : "", Align::right}};
        if (with_limits) columns.push_back({say("limit"), Align::right});
        columns.push_back({""});
        if (with_ranges) {
            columns.push_back({say("range"), Align::right});
            columns.push_back({say("known"), Align::right});
        }
        TextTable table{std::move(columns)};
        table.add({say("racks"), number(site_.report.totals.racks.known)});
        for (const auto& row : kHallRows) {
            const auto& total = site_.report.totals.*row.total;
            const bool is_asked = row.total != &HallTotals::facility_mw || site_.hall.pue.given ||
                                  site_.hall.facility_mw.given;
            if (!is_asked) continue;
            std::vector<std::string> cells{say(row.words), fixed(total.known, row.decimals)};
            if (with_limits)
                cells.push_back(row.limit && (site_.hall.*row.limit).given
                                    ? number((site_.hall.*row.limit).value)
                                    : "");
            cells.emplace_back(row.unit);
            if (with_ranges && total.low != total.high) {
                cells.push_back(range_text(total, row.decimals));
                if (total.coverage < 1)
                    cells.push_back(percent(total.coverage, context_.language, 0));
            }
            table.add(std::move(cells));
        }
        return table.render(context_.width);
    }

    // How many racks of each design the hall takes, and what holds it back.
    std::string fits() const {
        TextTable table{{say("rack")},
                        {say("fit_alone"), Align::right},
                        {say("held_by")},
                        {say("fit_more"), Align::right},
                        {say("held_by")}};
        for (std::size_t i = 0; i < site_.report.fits.size(); ++i) {
            const auto& fit = site_.report.fits[i];
            table.add({name_of(site_.racks[i].rack.design), number(fit.alone),
                       words_of(fit.alone_by), number(fit.more), words_of(fit.more_by)});
        }
        return table.render(context_.width);
    }

    // Racks side by side: how long the row is, what it draws, and what floor it takes.
    std::string rows() const {
        if (site_.report.rows.empty()) return {};
        TextTable table{{say("row")},
                        {say("racks"), Align::right},
                        {"m", Align::right},
                        {"kW", Align::right},
                        {"m²", Align::right}};
        for (const auto& row : site_.report.rows)
            table.add({row.id, number(row.racks), fixed(row.length_m.known, 1),
                       fixed(row.power_kw.known, 1), fixed(row.floor_m2.known, 1)});
        return '\n' + table.render(context_.width);
    }

    // Quarter by quarter, with the limits that are broken.
    std::string growth() const {
        if (site_.report.growth.empty()) return {};
        TextTable table{{say("quarter")},
                        {say("racks"), Align::right},
                        {"MW", Align::right},
                        {say("facility"), Align::right},
                        {"m²", Align::right},
                        {"W/m²", Align::right},
                        {say("broken"), Align::left, 12, true}};
        for (const auto& [quarter, totals, broken] : site_.report.growth) {
            std::string limits;
            for (const auto& key : broken) limits += (limits.empty() ? "" : ", ") + words_of(key);
            table.add({rack::quarter_text(quarter), number(totals.racks.known),
                       fixed(totals.power_mw.known, 3), fixed(totals.facility_mw.known, 3),
                       fixed(totals.floor_m2.known, 1), fixed(totals.w_m2.known, 0), limits});
        }
        return '\n' + table.render(context_.width);
    }

    std::string findings() const {
        return checks_text(site_.report.checks, context_) + "  " +
               summary(site_.report.checks, context_.language) + '\n';
    }

private:
    std::string say(const std::string& key) const {
        return text(context_.language, "report.rack." + key);
    }
    std::string words_of(const std::string& key) const {
        for (const auto& row : kHallRows)
            if (key == row.key) return say(row.words);
        return key.empty() ? std::string{} : say(key);  // of a row
    }

    const RackSite& site_;
    const Context& context_;
};

}  // namespace

namespace {

std::string hall_text(const RackSite& site, const Context& context) {
    const Page page{site, context};
    const auto& hall = site.hall;
    const auto& title = hall.name.empty() ? hall.id : hall.name;
    std::string result = title.empty() ? title : shortened(title, context.width) + '\n';
    result += page.racks() + '\n' + page.totals() + page.rows() + page.growth();
    if (has_limits(hall)) result += '\n' + page.fits() + '\n' + page.findings();
    return result;
}

HallTotals totals_of(const RackSites& sites) {
    std::vector<HallTotals> totals;
    for (const auto& site : sites.halls) totals.push_back(site.report.totals);
    return rack::together(totals);
}

}  // namespace

std::string text(const RackSites& sites, const Context& context) {
    std::string page;
    for (const auto& site : sites.halls)
        page += (page.empty() ? "" : "\n") + hall_text(site, context);
    if (sites.halls.size() < 2) return page;
    const auto say = [&](const std::string& key) {
        return text(context.language, "report.rack." + key);
    };
    const auto totals = totals_of(sites);
    TextTable table{{say("halls_together")}, {"", Align::right}, {""}};
    table.add({say("racks"), number(totals.racks.known)});
    for (const auto& row : kHallRows)
        table.add({say(row.words), fixed((totals.*row.total).known, row.decimals), row.unit});
    return page + '\n' + table.render(context.width);
}

// ---- what a program reads

namespace {

constexpr std::array kHallTotals{
    TotalRow<HallTotals>{"accelerators", "", &HallTotals::accelerators},
    TotalRow<HallTotals>{"it_mw", "MW", &HallTotals::it_mw},
    TotalRow<HallTotals>{"power_mw", "MW", &HallTotals::power_mw},
    TotalRow<HallTotals>{"facility_mw", "MW", &HallTotals::facility_mw,
                         "power_mw times pue of the hall; null without it"},
    TotalRow<HallTotals>{"air_mw", "MW", &HallTotals::air_mw},
    TotalRow<HallTotals>{"liquid_mw", "MW", &HallTotals::liquid_mw},
    TotalRow<HallTotals>{"airflow_m3_h", "m³/h", &HallTotals::airflow_m3_h},
    TotalRow<HallTotals>{"coolant_l_min", "L/min", &HallTotals::coolant_l_min,
                         "null where a rack does not say its rise"},
    TotalRow<HallTotals>{"mass_t", "t", &HallTotals::mass_t},
    TotalRow<HallTotals>{"cables", "", &HallTotals::cables},
    TotalRow<HallTotals>{
        "floor_m2", "m²", &HallTotals::floor_m2,
        "rack_m2 of the hall for each rack, else footprints with half of the aisles "
        "that the hall gives"},
    TotalRow<HallTotals>{
        "w_m2", "W/m²", &HallTotals::w_m2,
        "power over the floor of the hall (floor_m2), else over that of the racks"},
    TotalRow<HallTotals>{"floor_kg_m2", "kg/m²", &HallTotals::floor_kg_m2,
                         "the largest load that a rack puts on the floor"},
};
static_assert(kHallTotals.size() == std::size(kHallRows));

const Fields<Hall>& hall_fields() {
    static constexpr FieldList fields{"hall", field::id<&Hall::id>("id"),
                                      field::name<&Hall::name>("name")};
    return fields;
}

template <rack::Figure Hall::*kFigure>
Value limit(const Hall& hall) {
    return (hall.*kFigure).given ? Value{(hall.*kFigure).value} : Value{Value::Absent{}};
}
template <rack::Figure Hall::*kFigure>
constexpr auto limit_field(std::string_view key, std::string_view unit) {
    return field::plain<limit<kFigure>>(key, Kind::quantity).in(unit).if_there();
}

const Fields<Hall>& limits_fields() {
    static constexpr FieldList fields{
        "limits",
        limit_field<&Hall::power_mw>("power_mw", "MW"),
        limit_field<&Hall::air_mw>("air_mw", "MW"),
        limit_field<&Hall::liquid_mw>("liquid_mw", "MW"),
        limit_field<&Hall::coolant_l_min>("coolant_l_min", "L/min"),
        limit_field<&Hall::airflow_m3_h>("airflow_m3_h", "m³/h"),
        limit_field<&Hall::mass_t>("mass_t", "t"),
        limit_field<&Hall::floor_m2>("floor_m2", "m²"),
        limit_field<&Hall::floor_kg_m2>("floor_kg_m2", "kg/m²"),
        limit_field<&Hall::rack_m2>("rack_m2", "m²"),
        limit_field<&Hall::cold_aisle_mm>("cold_aisle_mm", "mm"),
        limit_field<&Hall::hot_aisle_mm>("hot_aisle_mm", "mm"),
        limit_field<&Hall::end_aisle_mm>("end_aisle_mm", "mm"),
        limit_field<&Hall::pue>("pue", ""),
        limit_field<&Hall::facility_mw>("facility_mw", "MW"),
        limit_field<&Hall::w_m2>("w_m2", "W/m²"),
        limit_field<&Hall::row_m>("row_m", "m"),
        limit_field<&Hall::row_kw>("row_kw", "kW"),
    };
    return fields;
}

// Racks of a design, and how many of them fit.
struct SiteRow {
    const rack::HallRacks* racks;
    const rack::HallFit* fit;
};
std::vector<SiteRow> site_rows(const RackSite& site) {
    std::vector<SiteRow> found;
    for (std::size_t i = 0; i < site.racks.size(); ++i)
        found.push_back({&site.racks[i], &site.report.fits[i]});
    return found;
}
std::string quarter_or_empty(const std::optional<rack::Quarter>& quarter) {
    return quarter ? rack::quarter_text(*quarter) : std::string{};
}
template <Total rack::Totals::*kTotal>
std::optional<double> known(const SiteRow& row) {
    return (row.racks->rack.report.totals.*kTotal).known;
}

const Fields<SiteRow>& site_row_fields() {
    using rack::Totals;
    static constexpr FieldList fields{
        "rack",
        field::id<[](const SiteRow& row) { return row.racks->rack.design.id; }>("id"),
        field::number<[](const SiteRow& row) { return row.racks->count; }>("count").says(
            "at first, where racks are added by quarter"),
        field::id<[](const SiteRow& row) { return row.racks->row; }>("row").says(
            "in which they stand; empty: nobody says"),
        field::id<[](const SiteRow& row) { return quarter_or_empty(row.racks->from); }>("from")
            .says("quarter from which they stand; empty: always"),
        field::id<[](const SiteRow& row) { return quarter_or_empty(row.racks->until); }>("until")
            .says("last quarter in which they stand"),
        field::number<[](const SiteRow& row) { return row.racks->more; }>("more").says(
            "racks added in each quarter"),
        field::quantity<known<&Totals::power_kw>>("power_kw", "kW").says("of one rack"),
        field::quantity<known<&Totals::mass_kg>>("mass_kg", "kg").says("of one rack"),
        field::number<known<&Totals::accelerators>>("accelerators").says("of one rack"),
        field::flag<[](const SiteRow& row) { return row.racks->rack.report.has_errors(); }>(
            "errors")
            .says("a check of this rack finds an error"),
        field::number<[](const SiteRow& row) { return row.fit->alone; }>("fit_alone")
            .says("how many racks of this design the limits allow alone; null: no limit says, or "
                  "nobody can say"),
        field::id<[](const SiteRow& row) { return row.fit->alone_by; }>("fit_alone_by")
            .says("the limit that holds it back; empty: none"),
        field::number<[](const SiteRow& row) { return row.fit->more; }>("fit_more")
            .says("how many more beside those that are counted"),
        field::id<[](const SiteRow& row) { return row.fit->more_by; }>("fit_more_by")
            .says("the limit that holds it back; empty: none"),
    };
    return fields;
}

const Fields<HallTotals>& hall_totals_fields() {
    static constexpr FieldList fields{
        "totals",
        field::number<[](const HallTotals& totals) { return totals.racks.known; }>("racks"),
        field::spread<known_totals<kHallTotals>>(),
    };
    return fields;
}

const Fields<rack::HallRowReport>& hall_row_fields() {
    using rack::HallRowReport;
    static constexpr FieldList fields{
        "row",
        field::id<&HallRowReport::id>("id"),
        field::number<&HallRowReport::racks>("racks"),
        field::quantity<[](const HallRowReport& row) { return row.length_m.known; }>("length_m",
                                                                                     "m"),
        field::quantity<[](const HallRowReport& row) { return row.power_kw.known; }>("power_kw",
                                                                                     "kW"),
        field::quantity<[](const HallRowReport& row) { return row.floor_m2.known; }>("floor_m2",
                                                                                     "m²")
            .says(
                "as deep as its deepest rack and half of the aisles, with the aisles at its ends"),
    };
    return fields;
}

template <Total HallTotals::*kTotal>
std::optional<double> known_in(const rack::HallQuarter& quarter) {
    return (quarter.totals.*kTotal).known;
}

const Fields<rack::HallQuarter>& quarter_fields() {
    using rack::HallQuarter;
    static constexpr FieldList fields{
        "quarter",
        field::id<[](const HallQuarter& quarter) { return rack::quarter_text(quarter.quarter); }>(
            "quarter"),
        field::number<known_in<&HallTotals::racks>>("racks"),
        field::number<known_in<&HallTotals::accelerators>>("accelerators"),
        field::quantity<known_in<&HallTotals::power_mw>>("power_mw", "MW"),
        field::quantity<known_in<&HallTotals::facility_mw>>("facility_mw", "MW"),
        field::quantity<known_in<&HallTotals::air_mw>>("air_mw", "MW"),
        field::quantity<known_in<&HallTotals::liquid_mw>>("liquid_mw", "MW"),
        field::quantity<known_in<&HallTotals::floor_m2>>("floor_m2", "m²"),
        field::quantity<known_in<&HallTotals::w_m2>>("w_m2", "W/m²"),
        field::id<&HallQuarter::broken>("broken").in_one_cell().says(
            "limits of the hall that are broken for sure"),
    };
    return fields;
}

const Fields<RackSite>& site_fields() {
    static constexpr FieldList fields{
        "site",
        field::record<&RackSite::hall, hall_fields>("hall"),
        field::list<site_rows, site_row_fields>("racks"),
        field::record<[](const RackSite& site) { return site.report.totals; }, hall_totals_fields>(
            "totals"),
        field::record<[](const RackSite& site) { return site.report.totals; },
                      bounds_of_totals<kHallTotals>>("bounds")
            .titled("fields.bounds_of_totals")
            .says("of every total")
            .as_rows_of_table(),
        field::record<&RackSite::hall, limits_fields>("limits")
            .titled("fields.hall_limits")
            .says("of the hall, as far as they are given"),
        field::list<[](const RackSite& site) { return site.report.checks; }, check_fields>(
            "checks"),
        field::list<[](const RackSite& site) { return site.report.rows; }, hall_row_fields>("rows")
            .titled("fields.hall_rows")
            .says("of racks that say in which they stand"),
        field::list<[](const RackSite& site) { return site.report.growth; }, quarter_fields>(
            "growth")
            .titled("fields.hall_growth")
            .says("by quarter, where racks say when they come or go; totals are of the last"),
        field::flag<all_known>("all_known")
            .says("false: some figures are not given, bounds say what the totals lie between"),
    };
    return fields;
}

const Fields<RackSites>& sites_fields() {
    static constexpr FieldList fields{
        "sites",
        field::list<&RackSites::halls, site_fields>("halls").titled("fields.halls"),
        field::record<totals_of, hall_totals_fields>("totals").says("of all halls"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 2> kSiteForms{field::any_fields<site_fields>,
                                                   field::any_fields<sites_fields>};
constexpr std::array<std::string_view, 2> kSiteMain{"racks", "halls"};

}  // namespace

extern const Document kRackSiteDocument;
const Document kRackSiteDocument{
    "rack-site", "jarip rack site: one hall gives its fields at top level, several give halls",
    Head::seed, kSiteForms, kSiteMain};

Described described(const RackSites& sites) {
    if (sites.halls.size() == 1) return {&kRackSiteDocument, &site_fields(), &sites.halls.front()};
    return {&kRackSiteDocument, &sites_fields(), &sites};
}

}  // namespace jarip::report
