// published.csv: figures published elsewhere, which the model's own are held against.

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

class PublishedTable {
public:
    explicit PublishedTable(Loading& loading)
        : loading_{&loading}, table_{&loading.table("published")} {}

    void read() {
        const auto reader = loading_->reader(*table_);
        const ProvenanceColumns provenance{*table_};
        for (std::size_t row = 0; row < table_->row_count(); ++row) {
            Published published;
            published.id = table_->text(row, id_);
            published.product =
                loading_->reference(*table_, row, product_, loading_->items, "items.csv");
            published.value = reader.amount(row, value_);
            published.low = reader.number(row, low_).value_or(published.value);
            published.high = reader.number(row, high_).value_or(published.value);
            published.provenance = provenance.read(*loading_, row);
            if (published.low > published.value || published.value > published.high)
                loading_->diagnostics.error("E0283", table_->location(row, value_),
                                            {{"value", format_shortest(published.value)},
                                             {"low", format_shortest(published.low)},
                                             {"high", format_shortest(published.high)}});
            read_whose(row, published);
            loading_->network.published.push_back(std::move(published));
        }
    }

private:
    // Companies or countries, with ";" between.
    void read_whose(std::size_t row, Published& published) {
        for (const auto& one : split_list(table_->text(row, of_))) {
            const CompanyId company = loading_->companies.find(one);
            const CountryId country = loading_->countries.find(one);
            if (company.valid())
                published.companies.push_back(company);
            else if (country.valid())
                published.countries.push_back(country);
            else
                loading_->report_dangling(*table_, row, of_, "companies.csv",
                                          [&] { return loading_->companies.all(); });
        }
        if (!published.companies.empty() && !published.countries.empty())
            loading_->diagnostics.error("E0282", table_->location(row, of_));
    }

    Loading* loading_;
    const ModelTable* table_;
    Column id_ = table_->column("published");
    Column product_ = table_->column("product");
    Column of_ = table_->column("of");
    Column value_ = table_->column("value");
    Column low_ = table_->column("low");
    Column high_ = table_->column("high");
};

}  // namespace

void read_published(Loading& loading) { PublishedTable{loading}.read(); }

}  // namespace jarip::network
