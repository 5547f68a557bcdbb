// Fields of `jarip stress --years`.
#include <array>

#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using stress::Estimate;
using stress::LossDistribution;
using stress::TailLevel;
using stress::Years;

const Fields<Estimate>& estimate_fields() {
    static constexpr FieldList fields{
        "estimate",
        field::money<&Estimate::value>("value"),
        field::money<&Estimate::standard_error>("standard_error")
            .at_least(0)
            .says("null: of a single year"),
    };
    return fields;
}

const Fields<TailLevel>& tail_fields() {
    static constexpr FieldList fields{
        "tail_level",
        field::share<&TailLevel::level>("level").titled("fields.share"),
        field::record<&TailLevel::quantile, estimate_fields>("quantile")
            .says("this share of the years loses no more"),
        field::record<&TailLevel::shortfall, estimate_fields>("shortfall")
            .says("mean loss of the other years, the worst"),
    };
    return fields;
}

const Fields<LossDistribution>& distribution_fields() {
    static constexpr FieldList fields{
        "loss_distribution",
        field::record<&LossDistribution::mean, estimate_fields>("mean"),
        field::money<&LossDistribution::largest>("largest").at_least(0),
        field::list<&LossDistribution::tail, tail_fields>("tail").says(
            "levels that at least one of the years lies beyond"),
    };
    return fields;
}

const Fields<stress::Driver>& event_driver_fields() {
    static constexpr FieldList fields{
        "driver",
        field::id<&stress::Driver::scenario>("scenario"),
        field::id<&stress::Driver::event>("event"),
        field::share<&stress::Driver::probability>("probability").says("that it happens in a year"),
        field::count<&stress::Driver::years>("years").says("in which it was drawn"),
        field::money<&stress::Driver::received_alone>("received_alone")
            .at_least(0)
            .says("what home does not receive where it happens alone"),
        field::money<&stress::Driver::made_alone>("made_alone")
            .at_least(0)
            .says("what home does not make and sell where it happens alone"),
        field::share<&stress::Driver::of_received_tail>("of_received_tail")
            .says(
                "its share of the mean of the worst 1 % of the years; null: nothing is lost in them, or there are fewer than 100"),
        field::share<&stress::Driver::of_made_tail>("of_made_tail"),
    };
    return fields;
}

const Fields<Years>& years_fields() {
    static constexpr FieldList fields{
        "years",
        field::count<&Years::asked>("asked"),
        field::count<&Years::years>("years").says("that are counted: all, unless interrupted"),
        field::count<&Years::sets>("sets").says("of events that differ"),
        field::flag<&Years::interrupted>("interrupted"),
        field::record<&Years::received, distribution_fields>("received")
            .says("value of what home does not receive, a year"),
        field::record<&Years::made, distribution_fields>("made")
            .titled("fields.made_loss")
            .says("value of what home does not make and sell, a year"),
        field::list<&Years::drivers, event_driver_fields>("drivers"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kYearsForms{field::any_fields<years_fields>};

}  // namespace

extern const Document kStressYearsDocument;
const Document kStressYearsDocument{"stress-years",
                                    "jarip stress --years: losses of years drawn at random",
                                    Head::model, kYearsForms};

Described described(const Years& years) { return {&kStressYearsDocument, &years_fields(), &years}; }

}  // namespace jarip::report
