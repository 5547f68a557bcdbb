// What is drawn of a model, and how a number between 0 and 1 becomes a figure.

#include <algorithm>
#include <cmath>
#include <map>

#include "jarip/uncertain.hpp"
#include "jarip/uncertain/bands.hpp"

namespace jarip::uncertain {
namespace {

using network::Figure;
using network::FigureCell;
using network::FigureRange;
using network::RangeShape;

double within(const NumberRange& limits, double value) {
    return std::clamp(value, limits.low, limits.high);
}

double triangular(double low, double mode, double high, double u) {
    const double below = (mode - low) / (high - low);
    if (u <= below) return low + std::sqrt(u * (high - low) * (mode - low));
    return high - std::sqrt((1 - u) * (high - low) * (high - mode));
}

/// Inputs as they are found, each under its name once.
class Collected {
public:
    void add(const std::string& name, Spread spread) {
        if (!(spread.high > spread.low)) return;
        const auto [place, fresh] = places_.emplace(name, inputs_.size());
        if (fresh) inputs_.push_back({name, {}});
        inputs_[place->second].figures.push_back(std::move(spread));
    }
    /// What would be part of an input `moves` is part of `name` instead.
    void join(const std::string& moves, const std::string& name) {
        const auto place = places_.find(name);
        if (place != places_.end()) places_.emplace(moves, place->second);
    }
    [[nodiscard]] std::vector<Input> inputs() && { return std::move(inputs_); }

private:
    std::map<std::string, std::size_t> places_;
    std::vector<Input> inputs_;
};

bool is_price(const Figure& figure) {
    return figure.cell.table == "items" && figure.cell.column == "price";
}

Spread given(const Figure& figure, const FigureRange& range) {
    return {figure, within(figure.limits, range.low), within(figure.limits, range.high),
            range.shape, false};
}

Spread banded(const Figure& figure, const Band& band) {
    const double off = band.share * std::abs(figure.value);
    return {figure, within(figure.limits, figure.value - off),
            within(figure.limits, figure.value + off), RangeShape::triangular, true};
}

}  // namespace

double value_at(const Spread& spread, double u) {
    const double low = spread.low, high = spread.high;
    if (!(high > low)) return low;
    switch (spread.shape) {
        case RangeShape::uniform: return low + u * (high - low);
        case RangeShape::log_uniform: return low * std::pow(high / low, u);
        case RangeShape::triangular: break;
    }
    return triangular(low, std::clamp(spread.figure.value, low, high), high, u);
}

double Input::sourced() const {
    const auto count =
        std::ranges::count_if(figures, [](const Spread& spread) { return spread.figure.sourced; });
    return static_cast<double>(count) / static_cast<double>(figures.size());
}

std::vector<Input> inputs(const Network& network, Bands bands) {
    std::map<FigureCell, const FigureRange*> ranges;
    for (const auto& range : network.ranges) ranges.emplace(range.cell, &range);
    const auto figures = network::figures(network);
    const auto is_held = [&](const Figure& figure) {
        return std::ranges::binary_search(network.what_ifs, figure.cell);
    };
    Collected collected;
    for (const auto& figure : figures) {
        const auto range = ranges.find(figure.cell);
        if (range == ranges.end() || is_held(figure)) continue;
        const auto& group = range->second->group;
        const auto name = group.empty() ? name_of(figure.cell) : "group/" + group;
        collected.add(name, given(figure, *range->second));
        // An item has one price: what its buyers pay moves with it.
        if (const auto band = default_band(network, figure); band && is_price(figure))
            collected.join(band->moves, name);
    }
    for (const auto& figure : figures) {
        if (bands == Bands::none || ranges.contains(figure.cell) || is_held(figure)) continue;
        if (const auto band = default_band(network, figure))
            collected.add(band->moves, banded(figure, *band));
    }
    return std::move(collected).inputs();
}

std::vector<FigureCell> unread_ranges(const Network& network) {
    std::vector<FigureCell> read;
    for (const auto& figure : network::figures(network)) read.push_back(figure.cell);
    std::ranges::sort(read);
    std::vector<FigureCell> unread;
    for (const auto& range : network.ranges)
        if (!std::ranges::binary_search(read, range.cell)) unread.push_back(range.cell);
    return unread;
}

}  // namespace jarip::uncertain
