#include <array>

#include "layout.hpp"

namespace jarip::trade {

std::span<const Layout> layouts() {
    static const std::array all{comtrade_layout(),
                                comtrade_legacy_layout(),
                                baci_layout(),
                                baci_countries_layout(),
                                baci_products_layout(),
                                data_go_kr_layout(),
                                data_go_kr_collector_layout(),
                                unipass_layout(),
                                k_stat_layout(),
                                trass_layout(),
                                census_layout(),
                                comext_layout(),
                                taiwan_portal_layout(),
                                taiwan_portal_english_layout(),
                                e_stat_layout(),
                                china_customs_layout(),
                                tdm_layout(),
                                wits_layout(),
                                tidy_layout()};
    return all;
}

}  // namespace jarip::trade
