// What a plan starts and sends for nobody.
#include <algorithm>
#include <utility>
#include <vector>

#include "jarip/plan/model/carrying.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

void Carrying::find_stocks() {
    stocks_.resize(matrix_.row_count());
    for (std::uint32_t j = 0; j < columns_.size(); ++j) {
        if (columns_[j] != Kind::stock) continue;
        std::uint32_t here = kNone;
        Stock stock{.column = j};
        matrix_.columns.each(j, [&](std::uint32_t row, double term) {
            if (term < 0)
                here = row, stock.takes = -term;
            else
                stock.next = row, stock.brings = term;
        });
        if (here != kNone) stocks_[here] = stock;
    }
}

void Carrying::order_against_flow() {
    std::vector<char> seen(columns_.size(), 0);
    const auto moves = [&](std::uint32_t column) {
        if (columns_[column] == Kind::start) return true;
        bool fills = false;
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            fills = fills || (term > 0 && rows_[row] == RowKind::slot);
        });
        return columns_[column] == Kind::flow && !fills;
    };
    for (Period& period : periods_) {
        const auto add = [&](std::uint32_t column) {
            if (seen[column] != 0 || !moves(column)) return;
            seen[column] = 1;
            period.against.push_back(column);
        };
        for (std::size_t k = period.places.size(); k-- > 0;)
            matrix_.rows.each(period.places[k], [&](std::uint32_t column, double term) {
                if (term < 0) add(column);
            });
        for (const std::uint32_t column : period.columns) add(column);
    }
}

/// From the last period on: as much less of each as no later stock needs, once what was made of it is no more.
class Carrying::Surplus {
public:
    Surplus(const Carrying& of, std::vector<double> values)
        : of_{of}, matrix_{of.matrix_}, values_{std::move(values)} {}

    std::vector<double> leave_out() {
        for (std::size_t t = of_.periods_.size(); t-- > 0;)
            for (const std::uint32_t column : of_.periods_[t].against) lower(column);
        return std::move(values_);
    }

private:
    void lower(std::uint32_t column) {
        const double value = values_[column];
        if (value <= 0 || matrix_.costs[column] < 0) return;
        brought_.clear();
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (term > 0 && of_.rows_[row] == RowKind::pool) brought_.emplace_back(row, term);
        });
        if (brought_.empty()) return;
        double by = value;
        for (const auto& [row, term] : brought_) by = std::min(by, most_from(row, by));
        if (by <= kNoFlow * value) return;
        values_[column] = value - by;
        matrix_.columns.each(column, [&](std::uint32_t row, double term) {
            if (of_.rows_[row] == RowKind::pool) change_from(row, -term * by);
            if (of_.rows_[row] == RowKind::slot && term < 0) give_back(row, -term * by);
        });
    }

    /// So much less of what brings to the places brought_, from one of them on, leaves no stock below 0.
    [[nodiscard]] double most_from(std::uint32_t row, double most) const {
        double less = 0;  // of what lies there, by 1 less
        while (row != kNone && most > 0) {
            for (const auto& [place, term] : brought_)
                if (place == row) less += term;
            const Stock& stock = of_.stocks_[row];
            if (stock.column == kNone) return 0;
            most = std::min(most, values_[stock.column] * stock.takes / less);
            less *= stock.brings / stock.takes;
            row = stock.next;
        }
        return most;
    }

    void change_from(std::uint32_t row, double by) {
        while (row != kNone && by != 0) {
            const Stock& stock = of_.stocks_[row];
            if (stock.column == kNone) return;
            values_[stock.column] = std::max(0.0, values_[stock.column] + by / stock.takes);
            by *= stock.brings / stock.takes;
            row = stock.next;
        }
    }

    /// Of all parts that fill a slot the same share.
    void give_back(std::uint32_t slot, double amount) {
        double there = 0;
        matrix_.rows.each(slot, [&](std::uint32_t part, double fills) {
            if (fills > 0) there += fills * values_[part];
        });
        if (there <= 0) return;
        const double share = std::min(1.0, amount / there);
        matrix_.rows.each(slot, [&](std::uint32_t part, double fills) {
            if (fills <= 0) return;
            const double by = share * values_[part];
            values_[part] -= by;
            matrix_.columns.each(part, [&](std::uint32_t row, double term) {
                if (term < 0 && of_.rows_[row] == RowKind::pool) change_from(row, -term * by);
            });
        });
    }

    const Carrying& of_;
    const lp::Matrix& matrix_;
    std::vector<double> values_;
    std::vector<std::pair<std::uint32_t, double>>
        brought_;  ///< places, and how much each unit brings
};

std::vector<double> Carrying::without_surplus(std::vector<double> values) const {
    return Surplus{*this, std::move(values)}.leave_out();
}

}  // namespace jarip::plan
