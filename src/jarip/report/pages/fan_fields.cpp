// Fields of `jarip uncertain --scenario`.
#include <array>

#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using uncertain::Fan;
using uncertain::Quantiles;

const Fields<Quantiles>& band_fields() {
    static constexpr FieldList fields{
        "band",
        field::ratio<&Quantiles::point>("point").says("of the model as it is"),
        field::ratio<&Quantiles::p5>("p5"),
        field::ratio<&Quantiles::p25>("p25"),
        field::ratio<&Quantiles::p50>("p50"),
        field::ratio<&Quantiles::p75>("p75"),
        field::ratio<&Quantiles::p95>("p95"),
    };
    return fields;
}

struct BandDay {
    Day date;
    const Quantiles* received;
    const Quantiles* made;
};

const Fields<BandDay>& band_day_fields() {
    static constexpr FieldList fields{
        "band_day",
        field::date<&BandDay::date>("date"),
        field::record<[](const BandDay& day) -> const Quantiles& { return *day.received; },
                      band_fields>("received")
            .titled("fields.band_received")
            .says("what home receives, as a share of what is usual in the draw"),
        field::record<[](const BandDay& day) -> const Quantiles& { return *day.made; },
                      band_fields>("made")
            .titled("fields.band_made")
            .says("value of what home makes, as a share of what is usual in the draw"),
    };
    return fields;
}

const Fields<Fan>& fan_fields() {
    static constexpr FieldList fields{
        "fan",
        field::id<&Fan::scenario>("scenario"),
        field::count<&Fan::asked>("asked"),
        field::count<&Fan::draws>("draws"),
        field::count<&Fan::unsolved>("unsolved").says("without a plan: left out"),
        field::flag<&Fan::interrupted>("interrupted"),
        field::flag<&Fan::out_of_time>("out_of_time"),
        field::record<&Fan::lost, band_fields>("lost")
            .titled("fields.lost_share")
            .says("share of home's deliveries over the days that is lost"),
        field::list<[](const Fan& fan) {
            std::vector<BandDay> days;
            for (std::size_t i = 0; i < fan.received.size(); ++i)
                days.push_back({fan.dates[i], &fan.received[i], &fan.made[i]});
            return days;
        },
                    band_day_fields>("days")
            .titled("fields.band_days"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kFanForms{field::any_fields<fan_fields>};

}  // namespace

extern const Document kUncertainFanDocument;
const Document kUncertainFanDocument{
    "uncertain-fan", "jarip uncertain --scenario: a scenario day by day over the draws",
    Head::model, kFanForms};

Described described(const Fan& fan) { return {&kUncertainFanDocument, &fan_fields(), &fan}; }

}  // namespace jarip::report
