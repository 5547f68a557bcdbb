// Sources, countries, companies and sites.

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "jarip/core/country.hpp"
#include "jarip/core/split.hpp"
#include "jarip/network/loading/ends.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kCountryPrefix = "country:";
constexpr std::string_view kCompanyPrefix = "company:";

// In a model of recipes a country is an ISO 3166-1 alpha-2 code, in an economy any label.
bool is_country_code(std::string_view text) {
    return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

class CountryCollector {
public:
    explicit CountryCollector(Loading& loading) : loading_{&loading} {
        for (auto& code : country_codes()) assigned_.insert(std::move(code));
    }

    void collect(std::string_view table_name, std::string_view column_name, bool prefixed) {
        const auto& table = loading_->table(table_name);
        const auto column = table.column(column_name);
        std::string_view last;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            auto text = table.text(row, column);
            if (prefixed) {
                if (!text.starts_with(kCountryPrefix)) continue;
                text.remove_prefix(kCountryPrefix.size());
            }
            if (text.empty() || text == last) continue;
            const bool is_new = !codes_.contains(text);
            if (!admit(text)) {
                loading_->diagnostics.error("E0216", table.location(row, column),
                                            {{"value", std::string{text.substr(0, 60)}}});
                continue;
            }
            last = text;
            if (is_new && loading_->network.kind != Kind::flows && !assigned_.contains(text))
                loading_->diagnostics.warning("E0221", table.location(row, column),
                                              {{"value", std::string{text}}});
        }
    }

    bool admit(std::string_view code) {
        const bool good = loading_->network.kind == Kind::flows ? forbidden_in_id(code).empty()
                                                                : is_country_code(code);
        if (good) codes_.insert(code);
        return good;
    }

    // Home is known though nothing of the model be there; of a group its members that are, else the group itself. Companies
    // are none.
    void admit_home() {
        const std::string& home = loading_->unresolved.home;
        if (home.empty() || codes_.contains(home)) return;
        for (const auto part : split(home, '+')) {
            const auto group = group_members(part);
            if (!group) {
                if (!part.starts_with(kCompanyPrefix)) admit(part);
                continue;
            }
            const auto is_known = [&](const std::string& code) { return codes_.contains(code); };
            if (std::ranges::none_of(*group, is_known)) codes_.insert(part);
        }
    }

    // By code, so that the order of rows does not matter.
    void finish() {
        for (const auto code : codes_)
            loading_->countries.add(code, loading_->network.countries.add({std::string{code}}));
    }

private:
    Loading* loading_;
    std::set<std::string_view> codes_;
    std::set<std::string, std::less<>> assigned_;  // ISO 3166-1
};

void read_sources(Loading& loading) {
    const auto& table = loading.table("sources");
    const auto source = table.column("source");
    const auto title = table.column("title");
    const auto publisher = table.column("publisher");
    const auto date = table.column("date");
    const auto url = table.column("url");
    const auto kind = table.column("kind");
    const auto text = [&](std::size_t row, const Column& column) {
        return std::string{table.text(row, column)};
    };
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto id =
            loading.network.sources.add({text(row, source), text(row, title), text(row, publisher),
                                         text(row, date), text(row, url), text(row, kind)});
        loading.sources.add(table.text(row, source), id);
    }
}

void read_companies(Loading& loading) {
    const auto& table = loading.table("companies");
    const auto company = table.column("company");
    const auto country = table.column("country");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, company);
        const auto id = loading.network.companies.add(
            {std::string{text}, loading.countries.find(table.text(row, country)),
             read_name(table, row, text)});
        loading.companies.add(text, id);
    }
}

// Without companies.csv the sites say which companies there are, and each is at home where its first site is.
CompanyId company_of(Loading& loading, const ModelTable& table, std::size_t row,
                     const Column& column, CountryId country) {
    const auto text = table.text(row, column);
    auto& companies = loading.network.companies;
    if (loading.table("companies").exists())
        return loading.reference(table, row, column, loading.companies, "companies.csv");
    if (text.empty()) return {};
    auto id = loading.companies.find(text);
    if (!id.valid()) {
        id = companies.add({std::string{text}, country, {std::string{text}, std::string{text}}});
        loading.companies.add(text, id);
    }
    return id;
}

void read_sites(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("sites");
    const auto reader = loading.reader(table);
    const auto site = table.column("site");
    const auto company = table.column("company");
    const auto country = table.column("country");
    const auto latitude = table.column("latitude");
    const auto destinations = table.column("max_destinations");
    const auto origins = table.column("max_origins");
    const auto longitude = table.column("longitude");
    const auto time_to_recover = table.column("time_to_recover");
    const ProvenanceColumns provenance{table};
    loading.sites.reserve(table.row_count());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, site);
        Site each{.id = std::string{text}};
        each.country = loading.countries.find(table.text(row, country));
        each.company = company_of(loading, table, row, company, each.country);
        each.latitude = reader.number(row, latitude);
        each.max_destinations = reader.number(row, destinations);
        each.max_origins = reader.number(row, origins);
        each.longitude = reader.number(row, longitude);
        each.time_to_recover = reader.number(row, time_to_recover);
        each.name = read_name(table, row, text);
        each.provenance = provenance.read(loading, row);
        // A company whose headquarters are not given has them where its first site stands.
        if (each.company.valid() && !network.companies[each.company].country.valid())
            network.companies[each.company].country = each.country;
        network.places.add({SiteId{network.sites.size()}, each.country});
        loading.sites.add(text, network.sites.add(std::move(each)));
    }
}

}  // namespace

void read_sources_and_countries(Loading& loading) {
    read_sources(loading);
    CountryCollector countries{loading};
    if (loading.network.kind == Kind::flows) {
        countries.collect("nodes", "country", false);
    } else {
        countries.collect("companies", "country", false);
        countries.collect("sites", "country", false);
        countries.collect("processes", "subsidy_by", false);
        for (const auto* table : {"demand", "stock", "minimum_stock", "receipts"})
            countries.collect(table, "site", true);
        countries.collect("lanes", "origin", true);
        countries.collect("lanes", "destination", true);
    }
    countries.admit_home();
    countries.finish();
    read_home(loading);
}

void read_places(Loading& loading) {
    read_companies(loading);
    read_sites(loading);
}

std::optional<End> find_end(const Loading& loading, std::string_view text) {
    if (text == "*") return End{};
    if (text.starts_with(kCountryPrefix)) {
        const auto country = loading.countries.find(text.substr(kCountryPrefix.size()));
        if (!country.valid()) return std::nullopt;
        return End{.country = country};
    }
    if (text.starts_with("site:")) text.remove_prefix(5);
    const auto site = loading.sites.find(text);
    if (!site.valid()) return std::nullopt;
    return End{.site = site};
}

PlaceId Loading::place(const ModelTable& rows, std::size_t row, const Column& column) {
    const auto text = rows.text(row, column);
    const auto end = find_end(*this, text);
    if (end && end->site.valid()) return PlaceId{end->site.index()};
    if (end && end->country.valid()) {
        country_places.resize(network.countries.size());
        auto& place = country_places[end->country.index()];
        if (!place.valid()) {
            place = PlaceId{network.places.size()};
            network.places.add({SiteId{}, end->country});
        }
        return place;
    }
    const auto suggestion = suggested_end(*this, rows, row, text);
    if (!suggestion) return {};
    diagnostics.error("E0214", rows.location(row, column),
                      {{"column", std::string{column.rule->name}},
                       {"id", std::string{text}},
                       {"file", "sites.csv"},
                       {"suggestion", *suggestion}});
    return {};
}

std::optional<std::string> suggested_end(const Loading& loading, const ModelTable& table,
                                         std::size_t row, std::string_view text) {
    if (text.empty() || text.starts_with(kCountryPrefix) || loading.broken.contains("sites"))
        return std::nullopt;
    if (loading.countries.find(text).valid())
        return std::string{kCountryPrefix} + std::string{text};
    if (!loading.diagnostics.would_keep(Severity::error, table.file(), table.line(row))) return "";
    return nearest(text, loading.sites.all());
}

}  // namespace jarip::network
