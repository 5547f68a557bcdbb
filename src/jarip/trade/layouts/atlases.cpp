// Tables that others make of many countries' figures and that hold exports and imports in one row: the Atlas of Economic
// Complexity (Harvard), the Observatory of Economic Complexity (OEC) and Open Trade Statistics. USD, all of them after
// freight was taken out of imports.
#include "jarip/trade/layouts/columns.hpp"

namespace jarip::trade {
namespace {

ColumnChoice atlas(std::string_view code_column, std::string_view classification, bool bilateral) {
    ColumnChoice choice{.known_by = {"country_iso3_code", code_column, "year", "export_value"},
                        .year = {"year"},
                        .reporter = {"country_iso3_code"},
                        .product = {code_column},
                        .nomenclature = classification,
                        .exports = {"export_value"},
                        .imports = {"import_value"}};
    if (bilateral) {
        choice.known_by.push_back("partner_iso3_code");
        choice.partner = {"partner_iso3_code"};
    }
    return choice;
}

// Until 2022: location_code, partner_code, hs_product_code.
ColumnChoice old_atlas(std::string_view code_column, std::string_view classification) {
    return {.known_by = {"location_code", code_column, "year", "export_value"},
            .year = {"year"},
            .reporter = {"location_code"},
            .partner = {"partner_code"},
            .product = {code_column},
            .nomenclature = classification,
            .exports = {"export_value"},
            .imports = {"import_value"}};
}

// The codes of the OEC's service begin with a section of one or two digits: 168542 is 8542.
template <std::size_t Digits>
std::string_view without_section(std::string_view code) {
    return code.size() > Digits ? code.substr(code.size() - Digits) : code;
}

ColumnChoice oec_table(std::string_view code_column, std::string_view classification) {
    return {.known_by = {"year", "origin", code_column, "export_val"},
            .year = {"year"},
            .reporter = {"origin"},
            .partner = {"dest"},
            .product = {code_column},
            .nomenclature = classification,
            .exports = {"export_val"},
            .imports = {"import_val"}};
}

ColumnChoice oec_service(std::string_view code_column, std::string_view (*code)(std::string_view)) {
    return {.known_by = {code_column, "year", "trade_value"},
            .year = {"year"},
            .exporter = {"exporter_country", "country", "exporter"},
            .importer = {"importer_country", "importer"},
            .product = {code_column},
            .value = {"trade_value"},
            .code = code};
}

ColumnChoice open_trade_statistics(std::string_view exports, std::string_view imports) {
    return {.known_by = {"year", "reporter_iso", exports},
            .year = {"year"},
            .reporter = {"reporter_iso"},
            .partner = {"partner_iso"},
            .product = {"commodity_code", "product_code"},
            .exports = {exports},
            .imports = {imports}};
}

}  // namespace

Layout atlas_layout() {
    std::vector<ColumnChoice> choices;
    for (const bool bilateral : {true, false}) {
        choices.push_back(atlas("product_hs92_code", "H0", bilateral));
        choices.push_back(atlas("product_hs12_code", "H4", bilateral));
        choices.push_back(atlas("product_hs22_code", "H6", bilateral));
        choices.push_back(atlas("product_sitc_code", "S2", bilateral));
    }
    choices.push_back(old_atlas("hs_product_code", "H0"));
    choices.push_back(old_atlas("sitc_product_code", "S2"));
    // All goods of a country and a year.
    choices.push_back({.known_by = {"country_iso3_code", "year", "export_value", "import_value"},
                       .year = {"year"},
                       .reporter = {"country_iso3_code"},
                       .partner = {"partner_iso3_code"},
                       .exports = {"export_value"},
                       .imports = {"import_value"}});
    return layout_of("atlas", "FOB", std::move(choices));
}

Layout oec_layout() {
    return layout_of(
        "oec", "FOB",
        {oec_table("hs92", "H0"), oec_table("hs96", "H1"), oec_table("hs02", "H2"),
         oec_table("hs07", "H3"), oec_table("hs12", "H4"), oec_table("hs17", "H5"),
         oec_table("sitc", "S2"), oec_service("hs6_id", without_section<6>),
         oec_service("hs4_id", without_section<4>), oec_service("hs2_id", without_section<2>)});
}

Layout open_trade_statistics_layout() {
    return layout_of("open-trade-statistics", "FOB",
                     {open_trade_statistics("trade_value_usd_exp", "trade_value_usd_imp"),
                      open_trade_statistics("export_value_usd", "import_value_usd")});
}

}  // namespace jarip::trade
