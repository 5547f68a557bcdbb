#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "jarip/trade/complexity/exports.hpp"
#include "jarip/trade/complexity/proximity.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"
#include "jarip/trade/tolerances.hpp"

namespace jarip::trade {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;
using Index = Eigen::Index;

struct Exports {
    std::vector<std::string> exporters;
    std::vector<std::string> products;
    Matrix value;  // exporters × products, USD
};

// Lets only those exporters through that cover the period throughout; the others that cover a part of it are named.
void require_whole(const Flows& flows, const Period& period, Filter& filter,
                   std::vector<std::string>& partial) {
    const auto covered = covered_exports(flows, period);
    for (std::size_t i = 0; i < covered.size(); ++i) {
        filter.exporters.push_back(covered[i] == std::vector{period});
        if (!filter.exporters[i] && !covered[i].empty()) partial.push_back(flows.countries[i]);
    }
    std::sort(partial.begin(), partial.end());
}

Exports exports_of(const Flows& flows, const ComplexityQuery& query,
                   std::vector<std::string>& partial, std::vector<std::string>& overlapping) {
    Filter filter{matching_products(flows, expanded(query.hs)), {}, {}, {}, TotalPolicy::to_any};
    if (query.period) filter.windows.push_back(*query.period);
    if (query.period && query.whole) require_whole(flows, *query.period, filter, partial);
    auto table = export_table(flows, filter, query.run.threads);
    overlapping = std::move(table.overlapping);
    const auto rows = static_cast<Index>(table.exporters.size());
    const auto columns = static_cast<Index>(table.products.size());
    return {std::move(table.exporters), std::move(table.products),
            Eigen::Map<const Matrix>{table.value.data(), rows, columns}};
}

// Balassa (1965); 0 where a denominator is zero.
Matrix revealed_advantage(const Matrix& value) {
    const Vector by_exporter = value.rowwise().sum();
    const Vector by_product = value.colwise().sum();
    const double all = value.sum();
    Matrix rca = Matrix::Zero(value.rows(), value.cols());
    for (Index c = 0; c < value.rows(); ++c)
        for (Index p = 0; p < value.cols(); ++p)
            if (value(c, p) > 0) rca(c, p) = value(c, p) / by_exporter(c) / (by_product(p) / all);
    return rca;
}

// Leaves out exporters and products without a revealed advantage.
void leave_out_empty(Exports& exports, Matrix& rca, std::vector<std::string>& left_out) {
    std::vector<Index> rows, columns;
    for (Index c = 0; c < rca.rows(); ++c) {
        if ((rca.row(c).array() >= 1).any())
            rows.push_back(c);
        else
            left_out.push_back(exports.exporters[static_cast<std::size_t>(c)]);
    }
    for (Index p = 0; p < rca.cols(); ++p) {
        if ((rca.col(p).array() >= 1).any())
            columns.push_back(p);
        else
            left_out.push_back(exports.products[static_cast<std::size_t>(p)]);
    }
    const auto kept = [](const std::vector<std::string>& names, const std::vector<Index>& indices) {
        std::vector<std::string> result;
        for (const Index index : indices) result.push_back(names[static_cast<std::size_t>(index)]);
        return result;
    };
    exports.exporters = kept(exports.exporters, rows);
    exports.products = kept(exports.products, columns);
    rca = Matrix{rca(rows, columns)};
}

struct Scores {
    Vector exporters;  // kc
    Vector products;   // kp
};

// The second eigenvector, on the smaller side: with D the diagonal of sums, D⁻¹ᐟ² M D⁻¹ Mᵀ D⁻¹ᐟ² is symmetric and
// has the eigenvalues of the matrix of docs/formulas.md (Trade).
std::optional<Scores> scores(const Matrix& m, const Vector& diversity, const Vector& ubiquity) {
    const bool by_exporter = m.rows() <= m.cols();
    const Vector& own = by_exporter ? diversity : ubiquity;
    const Vector& other = by_exporter ? ubiquity : diversity;
    if (own.size() < 3) return std::nullopt;
    const Vector root = own.cwiseSqrt().cwiseInverse();
    const Matrix side = by_exporter ? m : Matrix{m.transpose()};
    const Matrix scaled = root.asDiagonal() * side * other.cwiseSqrt().cwiseInverse().asDiagonal();
    Eigen::MatrixXd square = Eigen::MatrixXd::Zero(own.size(), own.size());
    square.selfadjointView<Eigen::Lower>().rankUpdate(scaled);  // all that the solver looks at
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{square};
    if (solver.info() != Eigen::Success) return std::nullopt;
    const auto& values = solver.eigenvalues();  // ascending
    const Index second = own.size() - 2;
    if (values(second + 1) - values(second) < kSameEigenvalue ||
        values(second) - values(second - 1) < kSameEigenvalue)
        return std::nullopt;
    const Vector vector = root.asDiagonal() * solver.eigenvectors().col(second);

    Scores result;
    if (by_exporter) {
        result.products = (m.transpose() * vector).cwiseQuotient(ubiquity) / values(second);
        result.exporters = vector;
    } else {
        result.products = vector;
        result.exporters = (m * vector).cwiseQuotient(diversity);
    }
    const Vector spread = diversity.array() - diversity.mean();
    const Vector score_spread = result.exporters.array() - result.exporters.mean();
    if (spread.dot(score_spread) < 0) {
        result.exporters = -result.exporters;
        result.products = -result.products;
    }
    return result;
}

double deviation(const Vector& values) {
    return std::sqrt((values.array() - values.mean()).square().mean());
}

std::span<const double> cells(const Matrix& matrix) {
    return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}

// left × φ
Matrix spread(const Proximity& proximity, const Matrix& left, unsigned threads) {
    const auto product = proximity.spread(cells(left), threads);
    return Eigen::Map<const Matrix>{product.data(), left.rows(), left.cols()};
}

// Some rows of a matrix, one after the other.
std::vector<double> flat(const Matrix& matrix, const std::vector<std::size_t>& rows) {
    std::vector<double> values;
    values.reserve(rows.size() * static_cast<std::size_t>(matrix.cols()));
    for (const std::size_t row : rows) {
        const double* const first = matrix.row(static_cast<Index>(row)).data();
        values.insert(values.end(), first, first + matrix.cols());
    }
    return values;
}

// Whose cells are asked for.
std::vector<std::size_t> cell_rows(const std::vector<ExporterComplexity>& exporters,
                                   const ComplexityQuery& query) {
    if (!query.cells) return {};
    std::vector<std::size_t> rows(exporters.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto wanted = country_codes_of(query.cells_of);
    if (!wanted.empty())
        std::erase_if(rows, [&](std::size_t row) {
            return !std::binary_search(wanted.begin(), wanted.end(), exporters[row].exporter);
        });
    return rows;
}

}  // namespace

Complexity complexity(const Flows& flows, const ComplexityQuery& query) {
    Complexity result;
    result.period = query.period;
    result.sources = flows.sources;
    Exports exports = exports_of(flows, query, result.partial, result.overlapping);
    Matrix rca = revealed_advantage(exports.value);
    leave_out_empty(exports, rca, result.left_out);
    const Matrix m = (rca.array() >= 1).cast<double>();
    const Vector diversity = m.rowwise().sum();
    const Vector ubiquity = m.colwise().sum();
    for (std::size_t c = 0; c < exports.exporters.size(); ++c)
        result.exporters.push_back(
            {exports.exporters[c], static_cast<int>(diversity(static_cast<Index>(c))), {}, {}});
    for (std::size_t p = 0; p < exports.products.size(); ++p)
        result.products.push_back(
            {exports.products[p], static_cast<int>(ubiquity(static_cast<Index>(p))), {}});

    const Proximity proximity{cells(m), static_cast<std::size_t>(m.rows())};
    const auto threads = query.run.threads;
    const Vector near_all = spread(proximity, Matrix::Ones(1, m.cols()), threads).transpose();
    const Matrix density = spread(proximity, m, threads) * near_all.cwiseInverse().asDiagonal();
    result.rows = cell_rows(result.exporters, query);
    result.rca = flat(rca, result.rows);
    result.density = flat(density, result.rows);

    const auto found = scores(m, diversity, ubiquity);
    if (!found) return result;
    const double sd = deviation(found->exporters);
    if (!(sd > 0)) return result;
    const double mean = found->exporters.mean();
    const Matrix lacks = 1 - m.array();
    const Vector outlook = density.cwiseProduct(lacks) * found->products;
    const double outlook_sd = deviation(outlook);
    for (std::size_t c = 0; c < result.exporters.size(); ++c) {
        const auto row = static_cast<Index>(c);
        result.exporters[c].eci = (found->exporters(row) - mean) / sd;
        result.exporters[c].coi = ratio(outlook(row) - outlook.mean(), outlook_sd);
    }
    for (std::size_t p = 0; p < result.products.size(); ++p)
        result.products[p].pci = (found->products(static_cast<Index>(p)) - mean) / sd;
    if (result.rows.empty()) return result;
    // How much nearer all that an exporter lacks would come if it had this product.
    const Vector weight = found->products.cwiseQuotient(near_all);
    const Matrix gain =
        spread(proximity, lacks * weight.asDiagonal(), threads).cwiseProduct(lacks) / sd;
    // A cell that is there already gains 0 and not −0.
    result.outlook_gain = flat(gain.array() + 0.0, result.rows);
    return result;
}

OverTime<Complexity> complexity(const Flows& flows, const ComplexityQuery& query, Every every) {
    const auto pieces = export_pieces(flows, every, query.period);
    return over_time<Complexity>(pieces, every,
                                 [&](const Period& piece) -> std::optional<Complexity> {
                                     if (is_cut(piece, every, query.period)) return std::nullopt;
                                     ComplexityQuery at = query;
                                     at.period = piece;
                                     at.whole = true;
                                     std::optional<Complexity> point = complexity(flows, at);
                                     if (point->exporters.empty()) point.reset();
                                     return point;
                                 });
}

}  // namespace jarip::trade
