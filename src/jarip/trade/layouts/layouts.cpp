#include <algorithm>
#include <array>

#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {

namespace {

Layout corrected_by_rows(Layout layout) {
    layout.is_corrected_by_rows = true;
    return layout;
}

}  // namespace

std::span<const Layout> layouts() {
    static const std::array all{comtrade_layout(),
                                comtrade_legacy_layout(),
                                baci_layout(),
                                baci_countries_layout(),
                                baci_products_layout(),
                                corrected_by_rows(data_go_kr_layout()),
                                corrected_by_rows(data_go_kr_collector_layout()),
                                corrected_by_rows(unipass_layout()),
                                k_stat_layout(),
                                trass_layout(),
                                corrected_by_rows(census_layout()),
                                corrected_by_rows(comext_layout()),
                                taiwan_portal_layout(),
                                taiwan_portal_english_layout(),
                                e_stat_layout(),
                                china_customs_layout(),
                                tdm_layout(),
                                wits_layout(),
                                wits_series_layout(),
                                atlas_layout(),
                                oec_layout(),
                                open_trade_statistics_layout(),
                                corrected_by_rows(usa_trade_layout()),
                                corrected_by_rows(eurostat_layout()),
                                comex_stat_layout(),
                                comex_stat_years_layout(),
                                trade_map_layout(),
                                dataweb_layout(),
                                unctad_layout(),
                                hmrc_layout(),
                                statistics_canada_layout(),
                                india_layout(),
                                hong_kong_layout(),
                                sars_layout(),
                                thailand_layout(),
                                un_data_layout(),
                                imf_dots_layout(),
                                sdmx_layout(),
                                tidy_layout()};
    return all;
}

std::string_view imports_valued(std::string_view layout) {
    const auto all = layouts();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Layout& each) { return each.name == layout; });
    return found == all.end() ? std::string_view{} : found->imports_valued;
}

bool is_corrected_by_rows(std::string_view layout) {
    const auto all = layouts();
    return std::any_of(all.begin(), all.end(), [&](const Layout& each) {
        return each.name == layout && each.is_corrected_by_rows;
    });
}

}  // namespace jarip::trade
