// CEPII BACI: t,i,j,k,v,q – year, exporter, importer, HS6, thousand USD, tonnes. Some mirrors drop the header.
#include <algorithm>

#include "jarip/trade/layouts/baci.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

enum Column : std::size_t { t, i, j, k, v, q, kColumns };

bool is_headerless_baci(const std::vector<std::string>& first) {
    const auto numeric = [](const std::string& field) {
        return !field.empty() && field.find_first_not_of("0123456789") == std::string::npos;
    };
    return first.size() == kColumns && numeric(first[t]) && first[t].size() == 4 &&
           numeric(first[i]) && numeric(first[j]) && numeric(first[k]);
}

bool detect(const Rows& rows) {
    return rows.header() == std::vector<std::string>{"t", "i", "j", "k", "v", "q"} ||
           is_headerless_baci(rows.header());
}

void read_baci(Rows& rows, FlowsBuilder& flows) {
    if (is_headerless_baci(rows.header())) rows.header_is_data();
    std::string code;
    while (rows.next()) {
        const auto period = read_period(rows, t, flows);
        if (!period) continue;
        const auto value = read_value(rows, v, kBaciThousand);
        if (!value) {
            if (rows.field(v).empty()) flows.skip();
            continue;
        }
        const auto given = read_code(rows, k);
        if (!given) continue;
        code = *given;
        if (code.size() < kBaciCodeDigits) code.insert(0, kBaciCodeDigits - code.size(), '0');
        FlowsBuilder::Row row;
        row.reporter = flows.country(rows.field(i));
        row.partner = flows.country(rows.field(j));
        row.product = flows.product(code);
        row.period = *period;
        row.direction = Direction::both;
        row.value = *value;
        const auto mass = read_mass(rows, q, kBaciKgPerUnit);
        if (!mass) continue;
        row.mass_kg = *mass;
        flows.add(row);
    }
}

}  // namespace

Layout baci_layout() { return {"baci", "FOB", detect, read_baci}; }

}  // namespace jarip::trade
