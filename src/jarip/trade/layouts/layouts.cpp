#include <algorithm>
#include <array>

#include "jarip/trade/layouts/layout.hpp"

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

// China's and Japan's customs, Eurostat and the United Nations value imports at the border of the importer, as the Korean and
// the Taiwanese do; CEPII takes freight out of BACI, and the US customs value is that at the port of departure.
std::string_view imports_valued(std::string_view layout) {
    constexpr std::array<std::string_view, 12> kCif{"comtrade",
                                                    "comtrade-legacy",
                                                    "data-go-kr",
                                                    "data-go-kr-collector",
                                                    "unipass",
                                                    "k-stat",
                                                    "comext",
                                                    "taiwan-portal",
                                                    "taiwan-portal-english",
                                                    "e-stat",
                                                    "china-customs",
                                                    "wits"};
    constexpr std::array<std::string_view, 2> kFob{"baci", "census"};
    const auto is_one_of = [&](const auto& names) {
        return std::find(names.begin(), names.end(), layout) != names.end();
    };
    return is_one_of(kCif) ? "CIF" : is_one_of(kFob) ? "FOB" : "";
}

}  // namespace jarip::trade
