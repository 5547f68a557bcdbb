#include "jarip/lp/side_by_side.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace jarip::lp {

namespace {

/// Lines that are sorted by length together: what they name stands near.
constexpr std::size_t kNear = 1'024;
/// Terms of a line that stands by itself: beside shorter ones it would leave lanes empty.
constexpr std::uint32_t kLong = 64;

}  // namespace

Order::Order(const std::vector<std::uint32_t>& starts) : places_(starts.size() - 1) {
    const auto length = [&](std::uint32_t line) { return starts[line + 1] - starts[line]; };
    std::vector<std::uint32_t> by_itself;
    for (std::uint32_t line = 0; line < places_.size(); ++line)
        (length(line) > kLong ? by_itself : lines_).push_back(line);
    for (std::size_t begin = 0; begin < lines_.size(); begin += kNear) {
        const auto near = std::span{lines_}.subspan(begin, std::min(kNear, lines_.size() - begin));
        std::ranges::stable_sort(near, std::ranges::greater{}, length);
    }
    const auto fill = [&] {
        lines_.resize((lines_.size() + kLanes - 1) / kLanes * kLanes, kEmpty);
    };
    fill();
    short_ = lines_.size();
    lines_.insert(lines_.end(), by_itself.begin(), by_itself.end());
    fill();
    for (std::uint32_t place = 0; place < lines_.size(); ++place)
        if (lines_[place] != kEmpty) places_[lines_[place]] = place;
}

SideBySide::SideBySide(const Lines& lines, const Order& of_lines, const Order& of_others)
    : short_groups_{of_lines.short_lines() / kLanes}, starts_{0}, long_starts_{0} {
    for (std::size_t group = 0; group < short_groups_; ++group) {
        std::uint32_t longest = 0;
        const auto line_of = [&](std::size_t lane) {
            return of_lines.line_at(group * kLanes + lane);
        };
        const auto length = [&](std::uint32_t line) {
            return line == Order::kEmpty ? 0 : lines.starts[line + 1] - lines.starts[line];
        };
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            longest = std::max(longest, length(line_of(lane)));
        for (std::uint32_t k = 0; k < longest; ++k)
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                const std::uint32_t line = line_of(lane);
                const std::uint32_t there = length(line);
                // Where a line has ended its last term is read once more, times nothing.
                const std::uint32_t t =
                    there == 0 ? 0 : lines.starts[line] + std::min(k, there - 1);
                others_.push_back(there == 0 ? 0 : of_others.place_of(lines.others[t]));
                terms_.push_back(k < there ? static_cast<Number>(lines.terms[t]) : 0);
            }
        starts_.push_back(starts_.back() + longest);
    }
    for (std::size_t place = of_lines.short_lines(); place < of_lines.size(); ++place) {
        if (const std::uint32_t line = of_lines.line_at(place); line != Order::kEmpty)
            lines.each(line, [&](std::uint32_t other, double term) {
                long_others_.push_back(of_others.place_of(other));
                long_terms_.push_back(static_cast<Number>(term));
            });
        long_starts_.push_back(static_cast<std::uint32_t>(long_others_.size()));
    }
}

}  // namespace jarip::lp
