// Tables of national customs that are a choice of columns: Brazil (Comex Stat), the United Kingdom (HMRC), Canada
// (Statistics Canada), Hong Kong (Trade IDDS), South Africa (SARS), Thailand (Ministry of Commerce), and data.un.org.
#include <utility>

#include "jarip/trade/layouts/columns.hpp"

namespace jarip::trade {
namespace {

// Of the European Union and of the others, which are one since 2021.
std::optional<Direction> hmrc_direction(std::string_view code) {
    if (code == "1" || code == "3") return Direction::import;
    if (code == "2" || code == "4") return Direction::export_;
    return std::nullopt;
}

// Domestic exports (2) and re-exports (3) make all exports (4).
std::optional<Direction> hong_kong_direction(std::string_view code) {
    if (code == "1") return Direction::import;
    if (code == "4") return Direction::export_;
    if (code == "3") return Direction::re_export;
    return std::nullopt;
}
bool is_domestic_export(std::string_view code) { return code == "2"; }

std::string_view leading_month(std::string_view text) { return leading_digits(text); }

}  // namespace

Layout comex_stat_layout() {
    return layout_of(
        "comex-stat", "FOB",
        {{.known_by = {"co_ano", "co_mes", "co_ncm", "co_pais", "vl_fob"},
          .year = {"co_ano"},
          .month = {"co_mes"},
          .reporter_is = "BR",
          .partner = {"co_pais"},
          .partners = CountryList::brazil,
          .product = {"co_ncm"},
          .digits = 8,
          .value = {"vl_fob"},
          .mass = {"kg_liquido"},
          .parts = {"co_unid", "sg_uf_ncm", "co_via", "co_urf"}},
         // By municipality.
         {.known_by = {"co_ano", "co_mes", "sh4", "co_pais", "vl_fob"},
          .year = {"co_ano"},
          .month = {"co_mes"},
          .reporter_is = "BR",
          .partner = {"co_pais"},
          .partners = CountryList::brazil,
          .product = {"sh4"},
          .digits = 4,
          .value = {"vl_fob"},
          .mass = {"kg_liquido"},
          .parts = {"sg_uf_mun", "co_mun"}},
         {.known_by = {"flow", "year", "us$_fob"},
          .year = {"year"},
          .month = {"month"},
          .reporter_is = "BR",
          .partner = {"countries", "country"},
          .product = {"ncm_code", "hs6_code", "hs4_code", "hs2_code", "sh6_code", "sh4_code",
                      "sh2_code"},
          .flow = {"flow"},
          .value = {"us$_fob"},
          .mass = {"net_weight_kg", "kilogram_net", "net_kilogram"},
          .parts = {"state", "uf_of_product", "customs_unit", "mode_of_transport", "urf", "via"},
          .has_chosen_parts = true,
          .has_decimal_commas = true,
          .month_of = leading_month},
         {.known_by = {"fluxo", "ano", "valor_us$_fob"},
          .year = {"ano"},
          .month = {"mês", "mes"},
          .reporter_is = "BR",
          .partner = {"países", "paises", "país"},
          .product = {"código_ncm", "codigo_ncm", "código_sh6", "código_sh4", "código_sh2"},
          .flow = {"fluxo"},
          .value = {"valor_us$_fob"},
          .mass = {"quilograma_líquido", "quilograma_liquido"},
          .parts = {"uf_do_produto", "via", "urf"},
          .has_chosen_parts = true,
          .has_decimal_commas = true,
          .month_of = leading_month}});
}

Layout hmrc_layout() {
    return layout_of("hmrc", "CIF",
                     {{.known_by = {"monthid", "flowtypeid", "commodityid", "value"},
                       .period = {"monthid"},
                       .reporter_is = "GB",
                       .partner = {"countryid"},
                       .partners = CountryList::geonomenclature,
                       .product = {"commodityid"},
                       .digits = 8,
                       .has_rests = true,
                       .flow = {"flowtypeid"},
                       .direction = hmrc_direction,
                       .value = {"value"},
                       .currency = "GBP",
                       .mass = {"netmass"},
                       .parts = {"portid", "suppressionindex", "flowtypeid", "commoditysitcid"}},
                      // With the names that the service has beside its codes.
                      {.known_by = {"monthid", "flowtypeid", "cn8code", "value"},
                       .period = {"monthid"},
                       .reporter_is = "GB",
                       .partner = {"countrycodealpha", "countryname"},
                       .product = {"cn8code"},
                       .digits = 8,
                       .flow = {"flowtypeid"},
                       .direction = hmrc_direction,
                       .value = {"value"},
                       .currency = "GBP",
                       .mass = {"netmass"},
                       .parts = {"portid", "portcodealpha", "suppressionindex", "flowtypeid",
                                 "sitccommoditycode"}}});
}

Layout statistics_canada_layout() {
    const auto table = [](std::string_view code, std::size_t digits) {
        return ColumnChoice{.known_by = {"yearmonth/annéemois", code, "value/valeur"},
                            .period = {"yearmonth/annéemois"},
                            .reporter_is = "CA",
                            .partner = {"country/pays"},
                            .product = {code},
                            .digits = digits,
                            .value = {"value/valeur"},
                            .currency = "CAD",
                            .quantity = {"quantity/quantité"},
                            .unit = {"unit_of_measure/unité_de_mesure"},
                            .parts = {"province", "state/État", "state/état"}};
    };
    return layout_of(
        "statistics-canada", "FOB",
        {table("hs10", 10), table("hs8", 8), table("hs6", 6), table("hs4", 4), table("hs2", 2)});
}

// Figures of a month (VCm) in thousand Hong Kong dollars; quantities (QCm) in units of their own.
Layout hong_kong_layout() {
    const auto table = [](Names known_by, Names partner) {
        return ColumnChoice{.known_by = std::move(known_by),
                            .period = {"period"},
                            .reporter_is = "HK",
                            .partner = std::move(partner),
                            .product = {"code"},
                            .flow = {"ttype"},
                            .direction = hong_kong_direction,
                            .value = {"figure"},
                            .currency = "HKD",
                            .power = 3,
                            .only = {"sv"},
                            .only_of = "VCm",
                            .is_other_flow = is_domestic_export,
                            .has_commas = true};
    };
    return layout_of("hong-kong", "CIF",
                     {table({"period", "ttype", "sv", "figure", "co"}, {"co"}),
                      table({"period", "ttype", "sv", "figure", "cc"}, {"cc"}),
                      table({"period", "ttype", "sv", "figure"}, {})});
}

// The columns are a choice. Customs offices and ways add up, and so do the origins of what goes out again.
Layout sars_layout() {
    const auto table = [](Names known_by, Names product, std::size_t digits) {
        return ColumnChoice{
            .known_by = std::move(known_by),
            .period = {"yearmonth"},
            .year = {"calendaryear"},
            .reporter_is = "ZA",
            .origin = {"countryoforigin", "countryoforiginname"},
            .destination = {"countryofdestination", "countryofdestinationname"},
            .product = std::move(product),
            .digits = digits,
            .flow = {"tradetype"},
            .value = {"customsvalue"},
            .currency = "ZAR",
            .quantity = {"statisticalquantity"},
            .unit = {"statisticalunit"},
            .parts = {"districtofficecode", "districtofficename", "countryoforigin",
                      "countryoforiginname", "countryofdestination", "countryofdestinationname",
                      "statisticalunit", "transportcode", "transportcodedescription"},
            .has_chosen_parts = true,
            .has_commas = true,
            .code = leading_digits};
    };
    return layout_of(
        "sars", "FOB",
        {table({"tradetype", "customsvalue", "tariff"}, {"tariff"}, 8),
         table({"tradetype", "customsvalue", "tariffanddescription"}, {"tariffanddescription"}, 8),
         table({"tradetype", "customsvalue", "chapter"}, {"chapter"}, 2),
         table({"tradetype", "customsvalue", "chapteranddescription"}, {"chapteranddescription"},
               2),
         table({"tradetype", "customsvalue", "yearmonth"}, {}, 0)});
}

// What the service answers of one code does not name it: who keeps the answer adds the code.
Layout thailand_layout() {
    const auto table = [](Names known_by, Names product, std::size_t digits) {
        return ColumnChoice{.known_by = std::move(known_by),
                            .year = {"year"},
                            .month = {"month"},
                            .reporter_is = "TH",
                            .partner = {"country_code"},
                            .product = std::move(product),
                            .needs_product = true,
                            .digits = digits,
                            .flow = {"flow", "imex_type"},
                            .value = {"value_usd"},
                            .has_commas = true};
    };
    return layout_of(
        "thailand", "CIF",
        {table({"country_code", "value_usd", "value_baht", "hs_11_code"}, {"hs_11_code"}, 11),
         table({"country_code", "value_usd", "value_baht"}, {"hs_code", "hs_code_query"}, 0)});
}

Layout un_data_layout() {
    return layout_of(
        "un-data", "CIF",
        {{.known_by = {"country_or_area", "year", "comm_code", "flow", "trade_usd"},
          .year = {"year"},
          .reporter = {"country_or_area"},
          .product = {"comm_code"},
          .flow = {"flow"},
          .value = {"trade_usd"},
          .mass = {"weight_kg"}},
         {.known_by = {"country_or_area", "year", "commodity_code", "flow", "trade_usd"},
          .year = {"year"},
          .reporter = {"country_or_area"},
          .product = {"commodity_code"},
          .flow = {"flow"},
          .value = {"trade_usd"},
          .mass = {"weight_kg"}}});
}

}  // namespace jarip::trade
