#include "jarip/plan/model/contract.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <utility>

#include "jarip/plan/model/rest.hpp"

namespace jarip::plan {

namespace {

/// Of a limit that several share: what rounding leaves when all of them are closed.
constexpr double kNoShare = 1e-12;

}  // namespace

Contraction::Contraction(const lp::Model& model, std::vector<double> costs)
    : model_{model},
      costs_{std::move(costs)},
      rows_(model.rows.size()),
      columns_(model.columns.size()),
      is_way_(model.columns.size(), 0),
      makes_up_(model.columns.size(), 0) {
    if (std::ranges::any_of(model.columns, &lp::Column::integer))
        throw std::logic_error{"whole numbers are not contracted"};
    for (const lp::RowId id : model.rows.ids())
        for (std::size_t t = model.rows[id].begin; t < model.rows[id].end; ++t) {
            const lp::Term& term = model.terms[t];
            rows_[id.index()].push_back({term.column.index(), term.coefficient});
            columns_[term.column.index()].push_back({id.index(), term.coefficient});
        }
    leave_out_soft_rows();
    find_ways();
}

/// What costs nothing and stands in no other row makes up for whatever a row lacks or has too much.
void Contraction::leave_out_soft_rows() {
    std::vector<char> is_soft(rows_.size(), 0);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        bool more = false;
        bool less = false;
        for (const Entry& entry : rows_[i]) {
            const lp::Column& column = model_.columns[lp::ColumnId{entry.at}];
            if (columns_[entry.at].size() > 1 || costs_[entry.at] != 0) continue;
            const bool up = column.high == lp::kInfinity;
            const bool down = column.low == -lp::kInfinity;
            more = more || (entry.coefficient > 0 ? up : down);
            less = less || (entry.coefficient > 0 ? down : up);
        }
        is_soft[i] = more && less ? 1 : 0;
        if (is_soft[i] == 0) continue;
        for (const Entry& entry : rows_[i])
            if (columns_[entry.at].size() == 1 && costs_[entry.at] == 0) makes_up_[entry.at] = 1;
        rows_[i].clear();
    }
    for (auto& entries : columns_)
        std::erase_if(entries, [&](const Entry& entry) { return is_soft[entry.at] != 0; });
}

bool Contraction::is_balance(std::size_t row) const {
    const lp::Row& limits = model_.rows[lp::RowId{row}];
    return limits.low == 0 && limits.high == 0;
}

void Contraction::find_ways() {
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        const lp::Column& column = model_.columns[lp::ColumnId{j}];
        const auto& ends = columns_[j];
        is_way_[j] = ends.size() == 2 && costs_[j] == 0 && column.low == 0 &&
                             column.high == lp::kInfinity && is_balance(ends[0].at) &&
                             is_balance(ends[1].at) &&
                             ends[0].coefficient == -ends[1].coefficient &&
                             ends[0].coefficient * ends[0].coefficient == 1
                         ? 1
                         : 0;
    }
}

/// One model with its closed columns.
class Contraction::Pass {
public:
    Pass(const Contraction& whole, std::span<const lp::ColumnId> closed)
        : whole_{whole},
          is_out_(whole.columns_.size(), 0),
          more_(whole.rows_.size(), 0),
          less_(whole.rows_.size(), 0),
          place_(whole.rows_.size()),
          rest_{whole.model_, whole.costs_} {
        for (std::size_t i = 0; i < whole.rows_.size(); ++i)
            for (const Entry& entry : whole.rows_[i]) count(i, entry.at, entry.coefficient, 1);
        for (const lp::ColumnId id : closed) leave_out(id.index());
        for (std::size_t j = 0; j < whole.columns_.size(); ++j)
            if (const lp::Column& column = whole.model_.columns[lp::ColumnId{j}];
                column.low == 0 && column.high == 0)
                leave_out(j);
        for (std::size_t i = 0; i < whole.rows_.size(); ++i) waiting_.push_back(i);
    }

    Part run() {
        do {
            leave_out_what_is_0();
            join_places();
        } while (leave_out_what_is_cut_off());
        return build();
    }

private:
    struct Place {
        std::vector<std::size_t> rows;
        std::vector<std::size_t> ways;
        double size = 1;       ///< of the largest way
        bool is_kept = false;  ///< as it is: something here may be below 0
        // Rows that can be filled from the same rows, and those that fill the same.
        std::vector<std::vector<std::size_t>> sources, sinks;
        std::vector<std::vector<std::size_t>> reached;  ///< by group of sources: groups of sinks
    };

    // ---- what can only be 0 -------------------------------------------------------------------

    void count(std::size_t row, std::size_t column, double coefficient, int by) {
        const bool both = whole_.model_.columns[lp::ColumnId{column}].low < 0;
        if (both || coefficient > 0) more_[row] += by;
        if (both || coefficient < 0) less_[row] += by;
    }

    void leave_out(std::size_t column) {
        if (std::exchange(is_out_[column], 1) != 0) return;
        for (const Entry& entry : whole_.columns_[column]) {
            count(entry.at, column, entry.coefficient, -1);
            waiting_.push_back(entry.at);
        }
    }

    void leave_out_what_is_0() {
        while (!waiting_.empty()) {
            const std::size_t row = waiting_.back();
            waiting_.pop_back();
            const lp::Row& limits = whole_.model_.rows[lp::RowId{row}];
            const bool nothing =
                (less_[row] == 0 && limits.high == 0) || (more_[row] == 0 && limits.low == 0);
            if (nothing) leave_out_all_of(row);
        }
    }

    bool leave_out_all_of(std::size_t row) {
        bool any = false;
        for (const Entry& entry : whole_.rows_[row]) {
            // With a least amount above 0 there is no solution: the solver will say so.
            if (is_out_[entry.at] != 0 || whole_.model_.columns[lp::ColumnId{entry.at}].low > 0)
                continue;
            leave_out(entry.at);
            any = true;
        }
        return any;
    }

    // ---- who reaches whom ---------------------------------------------------------------------

    [[nodiscard]] bool is_way(std::size_t column) const {
        return whole_.is_way_[column] != 0 && is_out_[column] == 0;
    }

    std::size_t root(std::size_t row) {
        while (place_[row] != row) row = place_[row] = place_[place_[row]];
        return row;
    }

    void join_places() {
        std::iota(place_.begin(), place_.end(), std::size_t{0});
        for (std::size_t j = 0; j < is_out_.size(); ++j)
            if (is_way(j)) place_[root(whole_.columns_[j][0].at)] = root(whole_.columns_[j][1].at);
        std::map<std::size_t, std::size_t> number;
        places_.clear();
        for (std::size_t j = 0; j < is_out_.size(); ++j) {
            if (!is_way(j)) continue;
            const auto [at, is_new] =
                number.emplace(root(whole_.columns_[j][0].at), places_.size());
            if (is_new) places_.emplace_back();
            places_[at->second].ways.push_back(j);
        }
        for (std::size_t i = 0; i < place_.size(); ++i)
            if (const auto at = number.find(root(i)); at != number.end())
                places_[at->second].rows.push_back(i);
        for (Place& place : places_) group(place);
    }

    /// Other columns than ways.
    template <class Each>
    void for_others(std::size_t row, const Each& each) const {
        for (const Entry& entry : whole_.rows_[row])
            if (is_out_[entry.at] == 0 && whole_.is_way_[entry.at] == 0) each(entry);
    }

    void group(Place& place) {
        std::map<std::size_t, std::size_t> local;
        for (std::size_t k = 0; k < place.rows.size(); ++k) local.emplace(place.rows[k], k);
        std::vector<std::vector<std::size_t>> next(place.rows.size());
        place.size = 0;
        for (const std::size_t way : place.ways) {
            const auto& ends = whole_.columns_[way];
            const bool forwards = ends[0].coefficient < 0;
            next[local.at(ends[forwards ? 0 : 1].at)].push_back(
                local.at(ends[forwards ? 1 : 0].at));
            place.size = std::max(place.size, whole_.model_.columns[lp::ColumnId{way}].size);
        }
        std::vector<char> fills(place.rows.size(), 0), takes(place.rows.size(), 0);
        for (std::size_t k = 0; k < place.rows.size(); ++k)
            for_others(place.rows[k], [&](const Entry& entry) {
                if (whole_.model_.columns[lp::ColumnId{entry.at}].low < 0) place.is_kept = true;
                (entry.coefficient > 0 ? fills : takes)[k] = 1;
            });
        if (place.is_kept) return;

        std::map<std::vector<std::size_t>, std::size_t> groups;
        std::vector<std::vector<std::size_t>> filled_from(place.rows.size());
        for (std::size_t k = 0; k < place.rows.size(); ++k) {
            if (fills[k] == 0) continue;
            const auto [at, is_new] = groups.emplace(reach(k, next, takes), place.sources.size());
            if (is_new) {
                for (const std::size_t sink : at->first)
                    filled_from[sink].push_back(place.sources.size());
                place.sources.emplace_back();
            }
            place.sources[at->second].push_back(place.rows[k]);
        }
        groups.clear();
        place.reached.resize(place.sources.size());
        for (std::size_t k = 0; k < place.rows.size(); ++k) {
            if (takes[k] == 0) continue;
            const auto [at, is_new] = groups.emplace(filled_from[k], place.sinks.size());
            if (is_new) {
                for (const std::size_t source : filled_from[k])
                    place.reached[source].push_back(place.sinks.size());
                place.sinks.emplace_back();
            }
            place.sinks[at->second].push_back(place.rows[k]);
        }
    }

    static std::vector<std::size_t> reach(std::size_t from,
                                          const std::vector<std::vector<std::size_t>>& next,
                                          const std::vector<char>& takes) {
        std::vector<char> seen(next.size(), 0);
        std::vector<std::size_t> stack{from}, sinks;
        seen[from] = 1;
        while (!stack.empty()) {
            const std::size_t at = stack.back();
            stack.pop_back();
            if (takes[at] != 0) sinks.push_back(at);
            for (const std::size_t to : next[at])
                if (std::exchange(seen[to], 1) == 0) stack.push_back(to);
        }
        std::ranges::sort(sinks);
        return sinks;
    }

    /// What no source reaches, and what reaches no sink.
    bool leave_out_what_is_cut_off() {
        bool any = false;
        const auto cut = [&](const std::vector<std::size_t>& rows, bool filling) {
            for (const std::size_t row : rows)
                for (const Entry& entry : whole_.rows_[row])
                    if (whole_.is_way_[entry.at] == 0 && is_out_[entry.at] == 0 &&
                        (entry.coefficient > 0) == filling &&
                        whole_.model_.columns[lp::ColumnId{entry.at}].low == 0) {
                        leave_out(entry.at);
                        any = true;
                    }
        };
        for (const Place& place : places_) {
            std::vector<char> is_reached(place.sinks.size(), 0);
            for (std::size_t g = 0; g < place.sources.size(); ++g) {
                for (const std::size_t h : place.reached[g]) is_reached[h] = 1;
                if (place.reached[g].empty()) cut(place.sources[g], true);
            }
            for (std::size_t h = 0; h < place.sinks.size(); ++h)
                if (is_reached[h] == 0) cut(place.sinks[h], false);
        }
        return any;
    }

    // ---- what is left -------------------------------------------------------------------------

    Part build() {
        std::vector<char> is_done(whole_.rows_.size(), 0);
        for (const Place& place : places_) {
            if (place.is_kept) continue;
            for (const std::size_t row : place.rows) is_done[row] = 1;
        }
        for (std::size_t i = 0; i < whole_.rows_.size(); ++i)
            if (is_done[i] == 0) add_row(i);
        for (const Place& place : places_)
            if (!place.is_kept) add_place(place);
        for (std::size_t j = 0; j < is_out_.size(); ++j)  // those in no row, for their cost
            if (is_out_[j] == 0 && whole_.is_way_[j] == 0 && whole_.costs_[j] != 0) rest_.column(j);
        return std::move(rest_).part();
    }

    void add_row(std::size_t i) {
        std::vector<Rest::Entry> terms;
        for (const Entry& entry : whole_.rows_[i])
            if (is_out_[entry.at] == 0)
                terms.push_back({rest_.column(entry.at), entry.coefficient});
        const lp::Row& limits = whole_.model_.rows[lp::RowId{i}];
        if (!terms.empty() || limits.low > 0 || limits.high < 0)
            rest_.add_row(limits.low, limits.high, std::move(terms));
    }

    /// A group of sources and one of sinks that have only each other in one direction are one row.
    void add_place(const Place& place) {
        std::vector<std::vector<Rest::Entry>> from(place.sources.size()), to(place.sinks.size());
        const auto gather = [&](const std::vector<std::size_t>& rows, bool filling, auto& terms) {
            for (const std::size_t row : rows)
                for_others(row, [&](const Entry& entry) {
                    if ((entry.coefficient > 0) == filling)
                        terms.push_back({rest_.column(entry.at), entry.coefficient});
                });
        };
        std::vector<std::size_t> sources_of(place.sinks.size(), 0);
        for (std::size_t g = 0; g < from.size(); ++g) {
            gather(place.sources[g], true, from[g]);
            for (const std::size_t h : place.reached[g]) ++sources_of[h];
        }
        for (std::size_t h = 0; h < to.size(); ++h) gather(place.sinks[h], false, to[h]);
        const auto move = [](auto& terms, auto& into) {
            into.insert(into.end(), terms.begin(), terms.end());
            terms.clear();
        };
        for (std::size_t g = 0; g < from.size(); ++g) {
            const bool only = place.reached[g].size() == 1;
            for (const std::size_t h : place.reached[g]) {
                if (only) {
                    move(from[g], to[h]);
                } else if (sources_of[h] == 1) {
                    move(to[h], from[g]);
                } else {
                    const std::size_t way = rest_.add_way(place.size);
                    from[g].push_back({way, -1});
                    to[h].push_back({way, 1});
                }
            }
        }
        for (auto* rows : {&from, &to})
            for (auto& terms : *rows)
                if (!terms.empty()) rest_.add_row(0, 0, std::move(terms));
    }

    const Contraction& whole_;
    std::vector<char> is_out_;      // by column
    std::vector<int> more_, less_;  // by row: terms that can add to it, and that can take from it
    std::vector<std::size_t> waiting_;  // rows to be looked at
    std::vector<std::size_t> place_;    // by row: another of the same place, or itself
    std::vector<Place> places_;
    Rest rest_;
};

Indexed<lp::ColumnId, double> Contraction::Part::values_of_whole(const lp::Solution& solution,
                                                                 std::size_t count) const {
    std::vector<double> found(values.size(), 0);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].column.valid())
            found[i] = values[i].share * solution.values[values[i].column];
    for (const std::size_t i : sums)
        for (const auto& [at, coefficient] : values[i].sum) found[i] += coefficient * found[at];
    Indexed<lp::ColumnId, double> result{count, 0.0};
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].of_whole != kNowhere) result[lp::ColumnId{values[i].of_whole}] = found[i];
    return result;
}

void Contraction::refuse_what_makes_up(std::span<const lp::ColumnId> closed) const {
    if (std::ranges::any_of(closed, [&](lp::ColumnId id) { return makes_up_[id.index()] != 0; }))
        throw std::logic_error{"what makes up for what a row lacks is not closed"};
}

Contraction::Part Contraction::without(std::span<const lp::ColumnId> closed) const {
    refuse_what_makes_up(closed);
    Part part = Pass{*this, closed}.run();
    part.value_of.assign(columns_.size(), kNowhere);
    for (std::size_t i = 0; i < part.values.size(); ++i)
        if (part.values[i].of_whole != kNowhere) part.value_of[part.values[i].of_whole] = i;
    return part;
}

/// Whether nothing can go this way, since what fills the place where it begins is closed.
bool Contraction::is_dry(std::size_t way, const std::vector<char>& is_closed) const {
    const auto& ends = columns_[way];
    const std::size_t from = ends[ends[0].coefficient < 0 ? 0 : 1].at;
    return std::ranges::all_of(rows_[from], [&](const Entry& entry) {
        const lp::Column& column = model_.columns[lp::ColumnId{entry.at}];
        if (column.low < 0) return false;
        if (entry.coefficient < 0 || column.high == 0) return true;
        return is_way_[entry.at] == 0 && is_closed[entry.at] != 0;
    });
}

namespace {

/// What is left of the limits of a part's columns when values of it have to be 0.
class Closing {
public:
    explicit Closing(const Contraction::Part& part) : part_{part} {}

    void close(std::size_t value) {
        if (!closed_.insert(value).second) return;
        const auto& [of_whole, column, share, sum] = part_.values[value];
        if (column.valid()) left_.emplace(column, 1).first->second -= share;
        for (const auto& term : sum) close(term.first);  // a sum of what is never below 0
    }

    [[nodiscard]] std::vector<Contraction::Limit> limits() const {
        std::vector<Contraction::Limit> limits;
        for (const auto& [column, left] : left_)
            limits.push_back(
                {column, left <= kNoShare ? 0 : left * part_.model.columns[column].high});
        return limits;
    }

private:
    const Contraction::Part& part_;
    std::set<std::size_t> closed_;
    std::map<lp::ColumnId, double> left_;
};

}  // namespace

std::optional<std::vector<Contraction::Limit>> Contraction::limits_without(
    const Part& part, std::span<const lp::ColumnId> closed) const {
    refuse_what_makes_up(closed);
    std::vector<char> is_closed(columns_.size(), 0);
    for (const lp::ColumnId id : closed) is_closed[id.index()] = 1;
    Closing closing{part};
    for (const lp::ColumnId id : closed) {
        const std::size_t j = id.index();
        if (is_way_[j] != 0) {
            if (!is_dry(j, is_closed)) return std::nullopt;
        } else if (part.value_of[j] != kNowhere) {
            closing.close(part.value_of[j]);
        }
    }
    return closing.limits();
}

}  // namespace jarip::plan
