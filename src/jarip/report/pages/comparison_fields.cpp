#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/status.hpp"

namespace jarip::report {
namespace {

using onshore::ComparedSet;
using onshore::Comparison;
using onshore::Outcome;
using onshore::Situation;

const Fields<Situation>& situation_fields() {
    static constexpr FieldList fields{
        "situation",
        field::text<&Situation::scenario>("scenario").says("empty: nothing happens"),
        field::share<&Situation::probability>("chance").says(
            "null: not known, no part of the expectation"),
        field::number<&Situation::months>("months").says("in which it acts"),
        field::money<&Situation::least>("least_cost"),
        field::money<&Situation::lost>("lost").says(
            "with nothing built, what home is not delivered, at its lost cost"),
    };
    return fields;
}

const Fields<Outcome>& outcome_fields() {
    static constexpr FieldList fields{
        "outcome",
        field::text<&Outcome::scenario>("scenario").says("empty: nothing happens"),
        field::money<&Outcome::cost>("cost").says(
            "capital, operating cost of the horizon, and what home is not delivered"),
        field::money<&Outcome::regret>("regret").says("above the best set for the situation"),
        field::money<&Outcome::lost>("lost").says("of the cost, what home is not delivered"),
    };
    return fields;
}

const Fields<ComparedSet>& compared_set_fields() {
    static constexpr FieldList fields{
        "compared_set",
        field::money<&ComparedSet::capex>("capex").at_least(0),
        field::money<&ComparedSet::expected>("expected").says("cost, by the chances"),
        field::money<&ComparedSet::worst_regret>("worst_regret").at_least(0),
        field::flag<&ComparedSet::best_expected>("best_expected"),
        field::flag<&ComparedSet::least_regret>("least_regret"),
        field::list<&ComparedSet::built, built_fields>("built"),
        field::list<&ComparedSet::outcomes, outcome_fields>("outcomes"),
    };
    return fields;
}

const Fields<Comparison>& onshore_comparison_fields() {
    static constexpr FieldList fields{
        "comparison",
        field::word<[](const Comparison& comparison) { return status_word(comparison.status); }>(
            "status", kStatusWords),
        field::number<&Comparison::expected_gap>("expected_gap")
            .says("of the expected cost: no set is better by more"),
        field::money<&Comparison::regret_gap>("regret_gap")
            .says("no set's largest regret is lower by more"),
        field::list<&Comparison::situations, situation_fields>("situations"),
        field::list<&Comparison::sets, compared_set_fields>("compared_sets"),
    };
    return fields;
}

}  // namespace

const Fields<OnshoreReport>& comparison_document_fields() {
    static constexpr FieldList fields{
        "comparison_document",
        field::number<[](const OnshoreReport&, const Context& context) {
            return context.network->months;
        }>("months")
            .says("of the horizon"),
        field::number<[](const OnshoreReport& report) { return report.options.discount_rate; }>(
            "discount_rate")
            .says("a year"),
        field::spread<[](const OnshoreReport& report) { return *report.comparison; },
                      onshore_comparison_fields>(),
    };
    return fields;
}

}  // namespace jarip::report
