// Economic complexity and the product space: of all the period, and point by point.
#include "jarip/report/trade/fields.hpp"

namespace jarip::report {
namespace {

using trade::Complexity;
using trade::ExporterComplexity;
using trade::ProductComplexity;
using trade::ProductSpace;
using ComplexityReport = InTime<Complexity>;
using SpaceReport = InTime<ProductSpace>;

const Fields<ExporterComplexity>& exporter_fields() {
    static constexpr FieldList fields{
        "exporter",
        field::country<&ExporterComplexity::exporter>("exporter"),
        field::count<&ExporterComplexity::diversity>("diversity")
            .says("products with a revealed advantage"),
        field::number<&ExporterComplexity::eci>("eci").with_decimals(4).says(
            "null: the indices do not exist"),
        field::number<&ExporterComplexity::coi>("coi").with_decimals(4).says("complexity outlook"),
    };
    return fields;
}

const Fields<ProductComplexity>& product_fields() {
    static constexpr FieldList fields{
        "product",
        field::id<&ProductComplexity::product>("product"),
        field::count<&ProductComplexity::ubiquity>("ubiquity")
            .says("exporters with a revealed advantage"),
        field::number<&ProductComplexity::pci>("pci").with_decimals(4),
    };
    return fields;
}

// An exporter and a product.
struct Pair {
    const Complexity* of;
    std::size_t row, product;

    [[nodiscard]] std::optional<double> figure(const std::vector<double>& figures) const {
        if (figures.empty()) return std::nullopt;
        return figures[of->cell(row, product)];
    }
};
std::vector<Pair> pairs(const Complexity& result) {
    std::vector<Pair> found;
    for (std::size_t row = 0; row < result.rows.size(); ++row)
        for (std::size_t product = 0; product < result.products.size(); ++product)
            found.push_back({&result, row, product});
    return found;
}

const Fields<Pair>& pair_fields() {
    static constexpr FieldList fields{
        "pair",
        field::country<[](const Pair& pair) {
            return pair.of->exporters[pair.of->rows[pair.row]].exporter;
        }>("exporter"),
        field::id<[](const Pair& pair) { return pair.of->products[pair.product].product; }>(
            "product"),
        field::number<[](const Pair& pair) { return pair.figure(pair.of->rca); }>("rca")
            .at_least(0)
            .with_decimals(4),
        field::number<[](const Pair& pair) { return pair.figure(pair.of->density); }>("density")
            .with_decimals(4),
        field::number<[](const Pair& pair) { return pair.figure(pair.of->outlook_gain); }>("cog")
            .with_decimals(4)
            .says("complexity outlook gain"),
    };
    return fields;
}

const Fields<Complexity>& complexity_fields() {
    static constexpr FieldList fields{
        "complexity",
        period_field<Complexity>(),
        field::list<&Complexity::exporters, exporter_fields>("countries")
            .titled("fields.exporters"),
        field::list<&Complexity::products, product_fields>("products"),
        field::list<pairs, pair_fields>("cells").says("of the exporters that were asked for"),
        field::id<&Complexity::left_out>("left_out")
            .says("exporters and products without a revealed advantage"),
        field::country<&Complexity::partial>("partial").says(
            "exporters whose figures do not cover the period"),
        field::country<&Complexity::overlapping>("overlapping_exporters")
            .says("exporters left out, since periods of their figures overlap in part"),
    };
    return fields;
}

const Fields<ComplexityReport>& complexity_report_fields() {
    static constexpr FieldList fields{
        "trade_complexity",
        field::spread<&ComplexityReport::whole, complexity_fields>(),
        field::spread<series_fields<Complexity, complexity_fields>>(),
        field::spread<sources_of<Complexity>, sources_fields>(),
    };
    return fields;
}

// ---- the product space

struct Edge {
    const ProductSpace* of;
    const trade::ProductEdge* edge;
};
std::vector<Edge> edges(const ProductSpace& space) {
    std::vector<Edge> found;
    for (const auto& edge : space.edges) found.push_back({&space, &edge});
    return found;
}

const Fields<Edge>& edge_fields() {
    static constexpr FieldList fields{
        "edge",
        field::id<[](const Edge& row) { return row.of->products[row.edge->first].product; }>(
            "product_a"),
        field::id<[](const Edge& row) { return row.of->products[row.edge->second].product; }>(
            "product_b"),
        field::number<[](const Edge& row) { return row.edge->proximity; }>("proximity")
            .at_least(0)
            .at_most(1)
            .with_decimals(4),
        field::flag<[](const Edge& row) { return row.edge->tree; }>("tree").says(
            "of the maximum spanning tree"),
    };
    return fields;
}

const Fields<ProductSpace>& space_fields() {
    static constexpr FieldList fields{
        "space",
        period_field<ProductSpace>(),
        field::count<&ProductSpace::exporters>("exporters").says("of which the proximities are"),
        field::list<&ProductSpace::products, product_fields>("products"),
        field::list<edges, edge_fields>("edges"),
        field::id<&ProductSpace::left_out>("left_out"),
        field::country<&ProductSpace::partial>("partial"),
        field::country<&ProductSpace::overlapping>("overlapping_exporters"),
    };
    return fields;
}

const Fields<SpaceReport>& space_report_fields() {
    static constexpr FieldList fields{
        "trade_space",
        field::number<[](const SpaceReport& report) { return report.whole.threshold; }>("threshold")
            .titled("fields.least_proximity")
            .at_least(0)
            .at_most(1),
        field::spread<&SpaceReport::whole, space_fields>(),
        field::spread<series_fields<ProductSpace, space_fields>>(),
        field::spread<sources_of<ProductSpace>, sources_fields>(),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kComplexity{field::any_fields<complexity_report_fields>};
constexpr std::array<FieldsFunction, 1> kSpace{field::any_fields<space_report_fields>};
constexpr std::array<std::string_view, 2> kExporters{"series.countries", "countries"};
constexpr std::array<std::string_view, 2> kEdges{"series.edges", "edges"};

}  // namespace

extern const Document kTradeComplexityDocument, kTradeSpaceDocument;
const Document kTradeComplexityDocument{"trade-complexity", "jarip trade complexity", Head::seed,
                                        kComplexity, kExporters};
const Document kTradeSpaceDocument{"trade-space", "jarip trade space", Head::seed, kSpace, kEdges};

Described described(const ComplexityReport& report) {
    return {&kTradeComplexityDocument, &complexity_report_fields(), &report};
}
Described described(const SpaceReport& report) {
    return {&kTradeSpaceDocument, &space_report_fields(), &report};
}

}  // namespace jarip::report
