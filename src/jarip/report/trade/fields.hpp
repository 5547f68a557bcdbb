/// What documents about trade share: spans of time, the tables read, and results over time. For .cpp files of this
/// folder and of calibrate/.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "jarip/report/render/document.hpp"

namespace jarip::report {

/// A span of time: first and last day, both inclusive.
[[nodiscard]] const Fields<Period>& span_fields();
/// As "sources" the tables that were read, as "passed_over" the files that were not, and why.
[[nodiscard]] const Fields<std::vector<trade::Source>>& sources_fields();

inline constexpr std::array<std::string_view, 5> kEvery{"month", "quarter", "year", "ytd",
                                                        "rolling12"};
/// What --every takes, in the order of trade::Every.
[[nodiscard]] constexpr std::string_view every_word(trade::Every every) {
    return kEvery.at(static_cast<std::size_t>(every));
}
inline constexpr std::array<std::string_view, 5> kFlowWords{"import", "export", "re-import",
                                                            "re-export", "both"};

/// The points of a series; none where time is not cut.
template <class Result>
[[nodiscard]] std::span<const Result> series_points(const InTime<Result>& report) {
    if (!report.series) return {};
    return report.series->points;
}

/// every, series (the points) and incomplete.
template <class Result, auto kPoint>
[[nodiscard]] const Fields<InTime<Result>>& series_fields() {
    using Report = InTime<Result>;
    static constexpr FieldList fields{
        "over_time",
        field::word<[](const Report& report) -> std::optional<std::string_view> {
            if (!report.series) return std::nullopt;
            return every_word(report.series->every);
        }>("every", kEvery)
            .says("how time is cut: --every"),
        field::list<series_points<Result>, kPoint>("series"),
        field::list<[](const Report& report) {
            return report.series ? report.series->incomplete : std::vector<Period>{};
        },
                    span_fields>("incomplete")
            .says("pieces of time that the tables cover only in part, left out"),
    };
    return fields;
}

/// The tables that all of a result rests on.
template <class Result>
[[nodiscard]] const std::vector<trade::Source>& sources_of(const InTime<Result>& report) {
    return report.whole.sources;
}

/// The period of a point, which tells it apart from the others.
template <class Result>
[[nodiscard]] const std::optional<Period>& period_of(const Result& result) {
    return result.period;
}
template <class Result>
[[nodiscard]] constexpr auto period_field() {
    return field::record<period_of<Result>, span_fields>("period").as_key();
}

}  // namespace jarip::report
