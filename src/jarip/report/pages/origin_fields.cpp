#include <algorithm>
#include <array>
#include <vector>

#include "jarip/report/pages/origin.hpp"
#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using origin::By;
using origin::MissingStage;
using origin::Origin;
using origin::ProductOrigin;
using origin::SinglePoint;

constexpr std::array<std::string_view, 5> kBy{"country", "company", "stage", "site", "item"};
constexpr std::array<std::string_view, 4> kPoints{"country", "company", "stage", "site"};
constexpr std::array<std::string_view, 2> kView{"location", "ownership"};

// Whose share it is stands under the key of what it is a share by.
struct ShareRow {
    By by;
    origin::Share share;
};
std::vector<ShareRow> share_rows(const std::vector<origin::Contribution>& contributions,
                                 const Context& context, By by,
                                 origin::View view = origin::View::location) {
    std::vector<ShareRow> rows;
    for (auto& share : origin::shares_by(*context.network, contributions, by, view))
        rows.push_back({by, std::move(share)});
    return rows;
}
template <By kOf>
Value key_of(const ShareRow& row) {
    return row.by == kOf ? Value{row.share.key} : Value{Value::Absent{}};
}
double share_of(const ShareRow& row) { return row.share.share; }

template <By kOf>
const Fields<ShareRow>& shares_of() {
    static constexpr FieldList fields{
        kOf == By::country   ? "country_share"
        : kOf == By::company ? "company_share"
                             : "stage_share",
        field::id<key_of<kOf>>(kBy[static_cast<std::size_t>(kOf)]),
        field::ratio<share_of>("share"),
    };
    return fields;
}

const Fields<ShareRow>& any_share_fields() {
    static constexpr FieldList fields{
        "share",
        field::id<key_of<By::country>>("country").if_there(),
        field::id<key_of<By::company>>("company").if_there(),
        field::id<key_of<By::stage>>("stage").if_there(),
        field::id<key_of<By::site>>("site").if_there(),
        field::id<key_of<By::item>>("item").if_there(),
        field::ratio<share_of>("share"),
    };
    return fields;
}

struct CrossedRow {
    By by, across;
    origin::CrossedShare share;
};
template <By kOf>
Value crossed_key(const CrossedRow& row) {
    if (row.by == kOf) return row.share.key;
    return row.across == kOf ? Value{row.share.across} : Value{Value::Absent{}};
}
std::vector<CrossedRow> crossed_rows(const OriginReport& report, const Context& context) {
    std::vector<CrossedRow> rows;
    if (!report.across) return rows;
    for (auto& share :
         origin::shares_crossed(*context.network, contributions_of(report, *context.network),
                                report.by, *report.across, report.view))
        rows.push_back({report.by, *report.across, std::move(share)});
    return rows;
}
const Fields<CrossedRow>& crossed_fields() {
    static constexpr FieldList fields{
        "crossed_share",
        field::id<crossed_key<By::country>>("country").if_there(),
        field::id<crossed_key<By::company>>("company").if_there(),
        field::id<crossed_key<By::stage>>("stage").if_there(),
        field::id<crossed_key<By::site>>("site").if_there(),
        field::id<crossed_key<By::item>>("item").if_there(),
        field::ratio<[](const CrossedRow& row) { return row.share.share; }>("share"),
    };
    return fields;
}

const Fields<MissingStage>& missing_fields() {
    static constexpr FieldList fields{
        "missing_stage",
        field::id<&MissingStage::item>("item"),
        field::id<&MissingStage::stage>("stage").or_null(),
        field::id<&MissingStage::alternates>("alternates"),
    };
    return fields;
}

const Fields<ProductOrigin>& product_fields() {
    static constexpr FieldList fields{
        "product",
        field::id<&ProductOrigin::item>("item"),
        field::ratio<&ProductOrigin::domestic_content>("domestic_content"),
        field::ratio<&ProductOrigin::domestic_content_owned>("domestic_content_owned"),
        field::quantity<&ProductOrigin::closed_border_per_month>("closed_border_per_month",
                                                                 "product/month"),
        field::list<&ProductOrigin::missing_stages, missing_fields>("missing_stages"),
        field::list<[](const ProductOrigin& product, const Context& context) {
            return share_rows(product.contributions, context, By::country);
        },
                    shares_of<By::country>>("countries"),
        field::list<[](const ProductOrigin& product, const Context& context) {
            return share_rows(product.contributions, context, By::company);
        },
                    shares_of<By::company>>("companies"),
        field::list<[](const ProductOrigin& product, const Context& context) {
            return share_rows(product.contributions, context, By::stage);
        },
                    shares_of<By::stage>>("stages"),
        field::list<[](const ProductOrigin& product, const Context& context) {
            return share_rows(product.contributions, context, By::country, origin::View::ownership);
        },
                    shares_of<By::country>>("owners")
            .titled("fields.owner_countries")
            .says("countries by the headquarters of who owns the makers"),
        field::list<[](const ProductOrigin& product, const Context& context) {
            return share_rows(origin::without_design(*context.network, product.contributions),
                              context, By::country);
        },
                    shares_of<By::country>>("countries_made")
            .says("countries, of what is left without stages of designs, software and licences"),
        field::list<[](const ProductOrigin& product, const Context& context) {
            return share_rows(origin::without_design(*context.network, product.contributions),
                              context, By::company);
        },
                    shares_of<By::company>>("companies_made"),
    };
    return fields;
}

const Fields<SinglePoint>& single_point_fields() {
    static constexpr FieldList fields{
        "single_point",
        field::word<[](const SinglePoint& point) { return by_word(point.kind); }>("kind", kPoints),
        field::id<&SinglePoint::id>("id"),
        field::ratio<&SinglePoint::lost>("lost").says("share of deliveries everywhere"),
        field::ratio<&SinglePoint::lost_at_home>("lost_at_home"),
    };
    return fields;
}

const Fields<origin::ItemConcentration>& concentration_fields() {
    using origin::ItemConcentration;
    static constexpr FieldList fields{
        "concentration",
        field::id<&ItemConcentration::item>("item"),
        field::share<&ItemConcentration::hhi_country>("hhi_country"),
        field::share<&ItemConcentration::hhi_company>("hhi_company"),
        field::share<&ItemConcentration::self_sufficiency>("self_sufficiency"),
    };
    return fields;
}

const Fields<Origin>& content_fields() {
    static constexpr FieldList fields{
        "content",
        field::ratio<&Origin::domestic_content>("domestic_content")
            .says("may be negative where a price is below that of the parts"),
        field::ratio<&Origin::domestic_content_owned>("domestic_content_owned"),
        field::quantity<&Origin::closed_border_per_month>("closed_border_per_month",
                                                          "product/month")
            .says("null: without limit; of several products in units of counted_in"),
        field::id<&Origin::counted_in>("counted_in")
            .says("any other product counts for as many of it as its list price buys"),
        field::share<&Origin::sourced_share>("sourced_share"),
    };
    return fields;
}
const Fields<Origin>& details_fields() {
    static constexpr FieldList fields{
        "details",
        field::list<&Origin::products, product_fields>("products"),
        field::list<&Origin::missing_stages, missing_fields>("missing_stages"),
        field::list<&Origin::single_points, single_point_fields>("single_points"),
    };
    return fields;
}

const Fields<OriginReport>& report_fields() {
    static constexpr FieldList fields{
        "origin",
        field::word<[](const OriginReport& report) { return by_word(report.by); }>("by", kBy),
        field::word<[](const OriginReport& report) {
            return kView.at(static_cast<std::size_t>(report.view));
        }>("view", kView),
        field::spread<&OriginReport::origin, content_fields>(),
        field::id<&OriginReport::product>("product").says(
            "of whose value the shares are; null: of home's mix"),
        field::flag<&OriginReport::without_design>("without_design"),
        field::list<[](const OriginReport& report, const Context& context) {
            return share_rows(contributions_of(report, *context.network), context, report.by,
                              report.view);
        },
                    any_share_fields>("shares"),
        field::list<crossed_rows, crossed_fields>("crossed").says("--cross"),
        field::spread<&OriginReport::origin, details_fields>(),
        field::list<[](const OriginReport& report) { return report.origin.concentration; },
                    concentration_fields>("concentration"),
        field::list<&OriginReport::rules, origin_test_fields>("rules").says("--rules"),
        field::record<&OriginReport::chain, value_chain_fields>("trade").says(
            "value added in trade; null: not asked for (--trade)"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kOriginForms{field::any_fields<report_fields>};

}  // namespace

extern const Document kOriginDocument;
const Document kOriginDocument{
    "origin", "jarip origin: whose value is in each product", Head::model, kOriginForms, {},
    nullptr,  field::any_fields<uncertainty_fields>};

const std::vector<origin::Contribution>& of_product(const OriginReport& report,
                                                    network::ItemId product) {
    return std::ranges::find(report.origin.products, product, &ProductOrigin::item)->contributions;
}

std::vector<origin::Contribution> contributions_of(const OriginReport& report,
                                                   const network::Network& network) {
    const auto& all =
        report.product ? of_product(report, *report.product) : report.origin.contributions;
    return report.without_design ? origin::without_design(network, all) : all;
}

std::string_view by_word(By by) { return kBy.at(static_cast<std::size_t>(by)); }

const Fields<Origin>& origin_fields() {
    static constexpr FieldList fields{
        "origin_summary",
        field::spread<content_fields>(),
        field::list<[](const Origin& origin, const Context& context) {
            return share_rows(origin.contributions, context, By::country);
        },
                    shares_of<By::country>>("shares"),
        field::spread<details_fields>(),
    };
    return fields;
}

Described described(const OriginReport& report) {
    return {&kOriginDocument, &report_fields(), &report};
}

}  // namespace jarip::report
