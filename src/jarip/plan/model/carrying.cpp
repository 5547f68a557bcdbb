#include "jarip/plan/model/carrying.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "jarip/lp/prices.hpp"

namespace jarip::plan {

namespace {

/// Places on a circle that are sorted anew for each plan.
constexpr std::size_t kMostOnCircle = 1'000;

}  // namespace

Carrying::Carrying(const Network& network, const Formulation& formulation, const lp::Matrix& matrix)
    : matrix_{matrix},
      columns_(matrix.column_count(), Kind::none),
      rows_(matrix.row_count(), RowKind::none),
      period_(matrix.column_count(), 0),
      periods_(formulation.periods.size()) {
    read_columns(network, formulation);
    if (fits_) read_rows(network, formulation);
    if (!fits_) return;
    find_stocks();
    order_against_flow();
}

void Carrying::read_columns(const Network& network, const Formulation& formulation) {
    const auto read = [&](const std::vector<lp::ColumnId>& columns, std::size_t width, Kind kind) {
        for (std::size_t at = 0; at < columns.size(); ++at) {
            if (!columns[at].valid()) continue;
            columns_[columns[at].index()] = kind;
            period_[columns[at].index()] = static_cast<std::uint32_t>(at / width);
        }
    };
    for (std::size_t at = 0; at < formulation.used.size(); ++at)
        if (const lp::ColumnId column = formulation.used[at].column; column.valid()) {
            columns_[column.index()] = Kind::flow;
            period_[column.index()] = static_cast<std::uint32_t>(at / network.inputs.size());
        }
    read(formulation.started, network.processes.size(), Kind::start);
    read(formulation.shipped, network.arcs.size(), Kind::flow);
    read(formulation.stock, network.pools.size(), Kind::stock);
    read(formulation.delivered, network.demands.size(), Kind::deliver);
    read(formulation.backlog, network.demands.size(), Kind::backlog);
    read(formulation.lost, network.demands.size(), Kind::lose);
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        const auto& column = formulation.model.columns[lp::ColumnId{j}];
        fits_ = fits_ && columns_[j] != Kind::none && column.low == 0 && !column.integer;
        periods_[period_[j]].columns.push_back(static_cast<std::uint32_t>(j));
    }
}

void Carrying::read_rows(const Network& network, const Formulation& formulation) {
    std::vector<std::uint32_t> period(rows_.size(), 0);
    const auto read = [&](const std::vector<lp::RowId>& rows, std::size_t width, RowKind kind) {
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (!rows[at].valid()) continue;
            rows_[rows[at].index()] = kind;
            period[rows[at].index()] = static_cast<std::uint32_t>(at / width);
        }
    };
    read(formulation.balance, network.pools.size(), RowKind::pool);
    read(formulation.demand, network.demands.size(), RowKind::demand);
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i] == RowKind::none) {
            rows_[i] = kind_of_other(i);
            if (rows_[i] == RowKind::none) fits_ = false;
            if (!fits_) return;
            period[i] = period_[matrix_.rows.others[matrix_.rows.starts[i]]];
        }
        if (rows_[i] == RowKind::limit) periods_[period[i]].limits.push_back(i);
        if (rows_[i] == RowKind::demand) periods_[period[i]].demands.push_back(i);
    }
    const lp::Places along = lp::places_along_flow(matrix_);
    for (std::size_t k = 0; k < along.rows.size(); ++k) {
        const std::uint32_t row = along.rows[k];
        if (!is_place(row)) continue;
        periods_[period[row]].places.push_back(row);
        periods_[period[row]].circle.push_back(along.circle[k]);
    }
}

/// A limit of what flows in one period, or a slot of what is started in it; or what is owed until it is lost.
Carrying::RowKind Carrying::kind_of_other(std::size_t row) const {
    const std::uint32_t begin = matrix_.rows.starts[row];
    const std::uint32_t end = matrix_.rows.starts[row + 1];
    bool any_lost = false;
    bool only_backlog = begin < end && !std::isfinite(matrix_.row_high[row]);
    for (std::uint32_t t = begin; t < end; ++t) {
        const Kind kind = columns_[matrix_.rows.others[t]];
        any_lost = any_lost || kind == Kind::lose;
        only_backlog =
            only_backlog && kind == (matrix_.rows.terms[t] > 0 ? Kind::backlog : Kind::lose);
    }
    if (only_backlog && any_lost) return RowKind::backlog;
    int takers = 0;
    for (std::uint32_t t = begin; t < end; ++t) {
        const std::uint32_t column = matrix_.rows.others[t];
        if (period_[column] != period_[matrix_.rows.others[begin]]) return RowKind::none;
        const bool starts = columns_[column] == Kind::start;
        if (!starts && columns_[column] != Kind::flow) return RowKind::none;
        if (matrix_.rows.terms[t] < 0 && !starts) return RowKind::none;
        takers += matrix_.rows.terms[t] < 0 ? 1 : 0;
    }
    if (begin == end) return RowKind::none;
    if (matrix_.row_low[row] == 0 && matrix_.row_high[row] == 0 && takers == 1)
        return RowKind::slot;
    const bool limits = !std::isfinite(matrix_.row_low[row]) && matrix_.row_high[row] >= 0;
    return limits && takers == 0 ? RowKind::limit : RowKind::none;
}

/// One plan carried out.
class Carrying::Run {
public:
    Run(const Carrying& of, std::vector<double> wanted)
        : of_{of},
          matrix_{of.matrix_},
          wanted_{std::move(wanted)},
          values_(wanted_.size(), 0),
          share_(wanted_.size(), 1),
          open_(wanted_.size(), 0),
          there_(matrix_.row_count(), 0) {
        for (std::size_t j = 0; j < wanted_.size(); ++j)
            wanted_[j] = std::clamp(wanted_[j], 0.0, matrix_.column_high[j]);
        for (std::size_t i = 0; i < there_.size(); ++i)
            if (of.rows_[i] == RowKind::pool) there_[i] = -matrix_.row_low[i];
    }

    std::vector<double> run() {
        for (const Period& period : of_.periods_) {
            keep_limits(period);
            for (const std::uint32_t row : period.demands) want_whole_backlog(row);
            for (const std::uint32_t column : period.columns) open(column);
            for (const std::uint32_t row : in_order(period)) share_out(row);
            for (const std::uint32_t row : period.places)
                if (of_.rows_[row] == RowKind::pool) keep_rest(row);
            for (const std::uint32_t row : period.demands) backlog_rest(row);
        }
        return std::move(values_);
    }

private:
    /// Places along the flow; of a circle the one first to which least comes from the rest of it.
    [[nodiscard]] std::vector<std::uint32_t> in_order(const Period& period) const {
        std::vector<std::uint32_t> order = period.places;
        for (std::size_t begin = 0; begin < order.size();) {
            std::size_t end = begin + 1;
            while (end < order.size() && period.circle[end] == period.circle[begin]) ++end;
            if (end - begin > 1 && end - begin <= kMostOnCircle)
                sort_circle({order.begin() + static_cast<std::ptrdiff_t>(begin), end - begin});
            begin = end;
        }
        return order;
    }

    void sort_circle(std::span<std::uint32_t> places) const {
        std::map<std::uint32_t, double> comes;  // from places that are still to be sorted
        for (const std::uint32_t row : places) comes[row] = 0;
        const auto see = [&](std::uint32_t from, double sign) {
            matrix_.rows.each(from, [&](std::uint32_t column, double takes_of_it) {
                if (!takes(column, takes_of_it)) return;
                matrix_.columns.each(column, [&](std::uint32_t row, double term) {
                    if (const auto to = comes.find(row); term > 0 && to != comes.end())
                        to->second += sign * term * wanted_[column];
                });
            });
        };
        for (const std::uint32_t row : places) see(row, 1);
        for (std::uint32_t& place : places) {
            const auto least = std::ranges::min_element(
                comes, {}, &std::pair<const std::uint32_t, double>::second);
            place = least->first;
            comes.erase(least);
            see(place, -1);
        }
    }

    void keep_limits(const Period& period) {
        for (const std::uint32_t row : period.limits) {
            double sum = 0;
            matrix_.rows.each(
                row, [&](std::uint32_t column, double term) { sum += term * wanted_[column]; });
            if (sum <= matrix_.row_high[row]) continue;
            const double share = matrix_.row_high[row] / sum;
            matrix_.rows.each(row, [&](std::uint32_t column, double) { wanted_[column] *= share; });
        }
    }

    void want_whole_backlog(std::uint32_t row) {
        double backlog = matrix_.row_low[row];
        matrix_.rows.each(row, [&](std::uint32_t column, double term) {
            if (of_.columns_[column] == Kind::backlog && term < 0)
                backlog -= term * values_[column];
        });
        there_[row] = std::max(0.0, backlog);
        matrix_.rows.each(row, [&](std::uint32_t column, double term) {
            if (of_.columns_[column] == Kind::deliver) wanted_[column] = there_[row] / term;
        });
    }

    /// Whether a column is decided by what is there, of how many places.
    void open(std::uint32_t column) {
        const Kind kind = of_.columns_[column];
        if (kind == Kind::stock || kind == Kind::backlog || kind == Kind::lose) return;
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (term < 0 && of_.is_place(row)) ++open_[column];
        });
        if (open_[column] == 0) decide(column);
    }

    [[nodiscard]] bool takes(std::uint32_t column, double term) const {
        return term < 0 && of_.columns_[column] != Kind::stock;
    }

    void share_out(std::uint32_t row) {
        const bool slot = of_.rows_[row] == RowKind::slot;
        const double there = std::max(0.0, there_[row]);
        double wanted = 0;
        matrix_.rows.each(row, [&](std::uint32_t column, double term) {
            if (takes(column, term)) wanted -= term * wanted_[column] * (slot ? share_[column] : 1);
        });
        const double share = wanted > there ? there / wanted : 1;
        matrix_.rows.each(row, [&](std::uint32_t column, double term) {
            if (!takes(column, term)) return;
            share_[column] = slot ? share_[column] * share : std::min(share_[column], share);
            if (--open_[column] == 0) decide(column);
        });
    }

    void decide(std::uint32_t column) {
        values_[column] = wanted_[column] * share_[column];
        if (of_.columns_[column] == Kind::start) give_back_parts(column);
        bring(column);
    }

    void bring(std::uint32_t column) {
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (term > 0 && of_.is_place(row)) there_[row] += term * values_[column];
        });
    }

    /// What fills the slots of what is not started after all.
    void give_back_parts(std::uint32_t column) {
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (of_.rows_[row] != RowKind::slot) return;
            const double needed = -term * values_[column];
            if (there_[row] <= needed) return;
            const double share = needed / there_[row];
            matrix_.rows.each(row, [&](std::uint32_t part, double fills) {
                if (fills > 0) values_[part] *= share;
            });
            there_[row] = needed;
        });
    }

    void keep_rest(std::uint32_t row) {
        double rest = there_[row];
        std::uint32_t stock = 0;
        double of_stock = 0;
        matrix_.rows.each(row, [&](std::uint32_t column, double term) {
            if (takes(column, term)) rest += term * values_[column];
            if (term >= 0 || of_.columns_[column] != Kind::stock) return;
            stock = column;
            of_stock = -term;
        });
        if (of_stock == 0) return;
        values_[stock] = std::max(0.0, rest) / of_stock;
        bring(stock);
    }

    void backlog_rest(std::uint32_t row) {
        double backlog = there_[row];
        std::uint32_t later = 0, lose = 0;
        double of_later = 0, of_lost = 0;
        matrix_.rows.each(row, [&](std::uint32_t column, double term) {
            switch (of_.columns_[column]) {
                case Kind::deliver: backlog -= term * values_[column]; break;
                case Kind::backlog:
                    if (term > 0) later = column, of_later = term;
                    break;
                case Kind::lose: lose = column, of_lost = term; break;
                default: break;
            }
        });
        backlog = std::max(0.0, backlog);
        if (of_lost > 0) {
            const double too_much =
                of_later > 0 ? backlog - of_later * matrix_.column_high[later] : backlog;
            const double most = std::min(most_lost(lose), backlog / of_lost);
            values_[lose] = std::clamp(std::max(wanted_[lose], too_much / of_lost), 0.0, most);
            backlog = std::max(0.0, backlog - of_lost * values_[lose]);
        }
        if (of_later > 0) values_[later] = backlog / of_later;
    }

    /// What was owed all the time, and has not been lost before.
    [[nodiscard]] double most_lost(std::uint32_t column) const {
        double most = matrix_.column_high[column];
        matrix_.columns.each(column, [&](std::uint32_t row, double takes) {
            if (of_.rows_[row] != RowKind::backlog) return;
            double left = -matrix_.row_low[row];
            matrix_.rows.each(row, [&](std::uint32_t other, double term) {
                if (other != column) left += term * values_[other];
            });
            most = std::min(most, std::max(0.0, left / -takes));
        });
        return most;
    }

    const Carrying& of_;
    const lp::Matrix& matrix_;
    std::vector<double> wanted_, values_;
    std::vector<double> share_;        ///< of what was wanted of a column, that it gets
    std::vector<std::uint32_t> open_;  ///< by column: places that have not said yet what it gets
    std::vector<double> there_;        ///< by row: what has come to a place, a customer's backlog
};

std::vector<double> Carrying::carried_out(std::vector<double> wanted) const {
    return without_surplus(Run{*this, std::move(wanted)}.run());
}

}  // namespace jarip::plan
