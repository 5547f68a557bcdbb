#include <array>
#include <optional>
#include <string_view>

#include "jarip/report/pages/origin.hpp"

namespace jarip::report {
namespace {

using origin::Material;
using origin::OriginTest;

constexpr std::array<std::string_view, 4> kChanges{"none", "subheading", "heading", "chapter"};

template <class Row>
std::optional<std::string_view> change_word(const Row& row) {
    if (!row.change) return std::nullopt;
    return kChanges.at(static_cast<std::size_t>(*row.change));
}

const Fields<Material>& material_fields() {
    static constexpr FieldList fields{
        "material",
        field::id<&Material::item>("item"),
        field::number<&Material::quantity>("quantity").says("in a good unit of the product"),
        field::money<&Material::value>("value"),
        field::share<&Material::originating>("originating").says("share made in the country"),
        field::word<change_word<Material>>("change", kChanges)
            .says("of its code to the product's; null: codes missing, or a licence"),
        field::flag<&Material::intangible>("intangible"),
    };
    return fields;
}

const Fields<origin::ValueTrade>& value_trade_fields() {
    using origin::ValueTrade;
    static constexpr FieldList fields{
        "value_trade",
        field::id<&ValueTrade::country>("country"),
        field::money<&ValueTrade::delivered>("delivered").says("a month, to users in it"),
        field::money<&ValueTrade::value_added>("value_added"),
        field::money<&ValueTrade::value_added_exports>("value_added_exports"),
        field::money<&ValueTrade::value_added_imports>("value_added_imports"),
        field::money<&ValueTrade::gross_exports>("gross_exports"),
        field::ratio<&ValueTrade::ratio>("ratio").says("value-added ÷ gross exports"),
        field::number<&ValueTrade::upstreamness>("upstreamness"),
    };
    return fields;
}

const Fields<origin::ItemPosition>& position_fields() {
    using origin::ItemPosition;
    static constexpr FieldList fields{
        "position",
        field::id<&ItemPosition::item>("item"),
        field::number<&ItemPosition::upstreamness>("upstreamness")
            .says("productions to its users, its own counted"),
        field::number<&ItemPosition::downstreamness>("downstreamness")
            .says("productions behind it, by value, its own counted"),
    };
    return fields;
}

}  // namespace

const Fields<OriginTest>& origin_test_fields() {
    static constexpr FieldList fields{
        "origin_test",
        field::id<&OriginTest::product>("product"),
        field::id<&OriginTest::country>("country"),
        field::money<&OriginTest::price>("price"),
        field::money<&OriginTest::originating>("originating").says("materials made in the country"),
        field::money<&OriginTest::non_originating>("non_originating"),
        field::money<&OriginTest::licences>("licences"),
        field::money<&OriginTest::conversion>("conversion"),
        field::ratio<&OriginTest::build_down>("build_down"),
        field::ratio<&OriginTest::build_up>("build_up"),
        field::ratio<&OriginTest::net_cost>("net_cost"),
        field::ratio<&OriginTest::value_added>("value_added"),
        field::word<change_word<OriginTest>>("change", kChanges)
            .says(
                "of all materials of other origin, the least; null: there are none, or codes are missing"),
        field::flag<&OriginTest::codes_missing>("codes_missing"),
        field::list<&OriginTest::materials, material_fields>("materials"),
    };
    return fields;
}

const Fields<origin::ValueChain>& value_chain_fields() {
    static constexpr FieldList fields{
        "value_chain",
        field::list<&origin::ValueChain::countries, value_trade_fields>("countries"),
        field::list<&origin::ValueChain::items, position_fields>("positions"),
    };
    return fields;
}

}  // namespace jarip::report
