// Devices that were placed in a rack.
#include <algorithm>
#include <array>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/status.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using rack::PlacedStack;

constexpr std::array<std::string_view, 2> kPlacedFaces{"front", "rear"};

std::size_t count_of(const RackPlaced& result, rack::CheckSeverity severity) {
    const auto& checks = result.checked.report.checks;
    return static_cast<std::size_t>(
        std::count_if(checks.begin(), checks.end(),
                      [&](const rack::Check& check) { return check.severity == severity; }));
}

const Fields<PlacedStack>& placed_stack_fields() {
    static constexpr FieldList fields{
        "placed_stack",
        field::id<&PlacedStack::id>("id"),
        field::id<&PlacedStack::type>("type"),
        field::number<&PlacedStack::number>("number").says(
            "the unit of the lowest, as the rack numbers its units; null: takes none"),
        field::number<&PlacedStack::count>("count"),
        field::quantity<&PlacedStack::height>("height_u", "U").at_least(0).says("of one"),
        field::word<[](const PlacedStack& stack) {
            return kPlacedFaces.at(stack.face == rack::Face::rear);
        }>("face", kPlacedFaces),
        field::id<&PlacedStack::feeds>("feeds"),
        field::id<&PlacedStack::phases>("phases").says(
            "dealt to the stack in turn; empty: none are named"),
        field::quantity<&PlacedStack::watts>("watts", "W")
            .says("of one, as the list says; null: as its type says"),
        field::quantity<&PlacedStack::weight_kg>("weight_kg", "kg")
            .says("of one, as the list says; null: as its type says"),
    };
    return fields;
}

const Fields<RackPlaced>& placed_fields() {
    static constexpr FieldList fields{
        "placed",
        field::word<[](const RackPlaced& result) { return status_word(result.placed.status); }>(
            "status", kStatusWords),
        field::number<[](const RackPlaced& result) { return result.placed.gap; }>("gap").says(
            "between the answer and the best possible, of it"),
        field::number<[](const RackPlaced& result) { return result.placed.hot_neighbours; }>(
            "hot_neighbours")
            .says("pairs of hot devices on top of each other"),
        field::number<[](const RackPlaced& result) { return result.placed.imbalance; }>(
            "phase_imbalance")
            .says("of a feed, its largest phase less its least, of their mean; the worst feed"),
        field::quantity<[](const RackPlaced& result) {
            return result.checked.report.totals.cog_mm.known;
        }>("cog_mm", "mm")
            .says("centre of gravity above the floor"),
        field::count<[](const RackPlaced& result) {
            return count_of(result, rack::CheckSeverity::error);
        }>("errors")
            .says("that jarip rack check finds in the rack"),
        field::count<[](const RackPlaced& result) {
            return count_of(result, rack::CheckSeverity::warning);
        }>("warnings"),
        field::list<[](const RackPlaced& result) -> const std::vector<PlacedStack>& {
            return result.placed.stacks;
        },
                    placed_stack_fields>("devices"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kPlacedForms{field::any_fields<placed_fields>};
constexpr std::array<std::string_view, 1> kPlacedMain{"devices"};

}  // namespace

std::string text(const RackPlaced& result, const Context& context) {
    const auto say = [&](const char* key, const Arguments& arguments = {}) {
        return text(context.language, std::string{"report.rack."} + key, arguments);
    };
    const auto& placed = result.placed;
    if (placed.stacks.empty() && placed.status != lp::Status::optimal)
        return wrapped(
                   say(placed.status == lp::Status::infeasible ? "placed_nowhere" : "placed_not"),
                   context.width) +
               '\n';
    TextTable table{
        {say("placed_unit"), Align::right}, {say("placed_id")},    {say("types_slug")},
        {say("count"), Align::right},       {say("placed_feeds")}, {say("placed_phases")}};
    for (const auto& stack : placed.stacks) {
        const auto last = stack.number ? *stack.number + stack.height * stack.count - 1 : 0;
        auto unit = stack.number ? number(*stack.number) : std::string{};
        if (stack.number && last > *stack.number) unit += "–" + number(last);
        table.add({unit, stack.id, stack.type, number(stack.count), joined(stack.feeds),
                   joined(stack.phases)});
    }
    auto page = table.render(context.width) + '\n';
    page += wrapped(say(placed.status == lp::Status::optimal ? "placed_best" : "placed_some",
                        {{"gap", percent(placed.gap, context.language)},
                         {"hot", number(placed.hot_neighbours)},
                         {"imbalance", percent(placed.imbalance, context.language)}}),
                    context.width) +
            "\n\n";
    return page + text(std::vector<rack::Checked>{result.checked}, context);
}

extern const Document kRackPlaceDocument;
const Document kRackPlaceDocument{"rack-place", "jarip rack place", Head::version, kPlacedForms,
                                  kPlacedMain};

Described described(const RackPlaced& result) {
    return {&kRackPlaceDocument, &placed_fields(), &result};
}

}  // namespace jarip::report
