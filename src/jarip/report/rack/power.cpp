// The supply of a rack: what goes dark with each element, what each carries, every cord and cable.
#include <algorithm>
#include <array>
#include <map>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using rack::CableRun;
using rack::PowerCord;
using rack::PowerLoad;
using rack::PowerLoss;
using rack::PowerPart;
using rack::PowerTree;

constexpr std::array<std::string_view, 10> kPowerParts{
    "nothing", "feed", "phase", "unit", "branch", "cord", "supply", "shelf", "segment", "busbar"};

std::string_view power_part_word(PowerPart part) {
    return kPowerParts.at(static_cast<std::size_t>(part));
}

const Fields<PowerLoad>& power_load_fields() {
    static constexpr FieldList fields{
        "power_load",
        field::word<[](const PowerLoad& load) { return power_part_word(load.part); }>("part",
                                                                                      kPowerParts)
            .titled("fields.power_part"),
        field::id<&PowerLoad::name>("name").titled("fields.power_element"),
        field::id<&PowerLoad::above>("above").says("the element that feeds it; empty: the grid"),
        field::number<&PowerLoad::load>("load").says("with nothing lost"),
        field::number<&PowerLoad::worst>("worst").says("with the worst other element lost"),
        field::id<&PowerLoad::lost>("lost").says("which that is; empty: none"),
        field::number<&PowerLoad::limit>("limit").says("null: nobody says"),
        field::text<&PowerLoad::unit>("unit"),
        field::ratio<[](const PowerLoad& load) { return load.use(); }>("use").says(
            "worst over limit"),
    };
    return fields;
}

const Fields<PowerCord>& power_cord_fields() {
    static constexpr FieldList fields{
        "power_cord",
        field::id<&PowerCord::label>("label"),
        field::id<&PowerCord::from>("from").says("distribution unit, or feed"),
        field::id<&PowerCord::outlet>("outlet").says("empty: nobody says which"),
        field::id<&PowerCord::branch>("branch").says("of the unit; empty: it names none"),
        field::id<&PowerCord::device>("device"),
        field::id<&PowerCord::supply>("supply").titled("fields.power_supply"),
        field::id<&PowerCord::feed>("feed"),
        field::id<&PowerCord::phase>("phase").says("empty: the feed has one, or direct voltage"),
        field::id<&PowerCord::plug>("plug"),
        field::flag<&PowerCord::is_named>("named")
            .titled("fields.outlet_named")
            .says("the design names the outlet; else it is dealt"),
        field::quantity<&PowerCord::load_a>("load_a", "A").says("with nothing lost"),
        field::quantity<&PowerCord::worst_a>("worst_a", "A")
            .says("with the worst other element lost"),
        field::id<&PowerCord::lost>("lost").says("which that is; empty: none"),
        field::quantity<&PowerCord::limit_a>("limit_a", "A")
            .says("of its plug and of one breaker of the feed; null: nobody says"),
    };
    return fields;
}

const Fields<CableRun>& cable_run_fields() {
    static constexpr FieldList fields{
        "cable_run",
        field::id<&CableRun::label>("label"),
        field::id<&CableRun::kind>("kind"),
        field::id<&CableRun::from>("from"),
        field::id<&CableRun::from_port>("from_port").says("empty: the device counts none"),
        field::id<&CableRun::to>("to"),
        field::id<&CableRun::to_port>("to_port"),
        field::flag<&CableRun::is_named>("named")
            .titled("fields.ports_named")
            .says("the design names a port; else they are dealt in turn"),
        field::quantity<&CableRun::length_m>("length_m", "m").says("mean of its line"),
    };
    return fields;
}

const Fields<PowerLoss>& power_loss_fields() {
    static constexpr FieldList fields{
        "power_loss",
        field::word<[](const PowerLoss& loss) { return power_part_word(loss.part); }>("part",
                                                                                      kPowerParts)
            .titled("fields.power_part")
            .says("a cord stands for its outlet and supply too"),
        field::id<&PowerLoss::name>("name").titled("fields.power_element"),
        field::id<&PowerLoss::stack>("stack").says(
            "the device of the design to which it belongs; empty: a feed, a segment, the busbar"),
        field::id<&PowerLoss::dark>("dark").in_one_cell().says(
            "devices that are left too few supplies, or none; a stack by its id, some of it as "
            "id-number"),
        field::id<&PowerLoss::without_spare>("without_spare")
            .in_one_cell()
            .says("devices that run, but not without one supply more"),
        field::id<&PowerLoss::unsure>("unsure").in_one_cell().says(
            "devices of which nobody says how many supplies they need"),
        field::quantity<&PowerLoss::dark_w>("dark_w", "W")
            .at_least(0)
            .says("what the dark ones draw"),
        field::number<&PowerLoss::dark_accelerators>("dark_accelerators"),
        field::record<&PowerLoss::heaviest, power_load_fields>("heaviest")
            .says(
                "the element that is then nearest to, or farthest above, its limit; null: none of those "
                "that have one carries anything"),
    };
    return fields;
}

template <class Result>
const std::vector<PowerTree>& racks_of_result(const Result& result) {
    return result.racks;
}

const Fields<PowerTree>& rack_losses_fields() {
    static constexpr FieldList fields{
        "rack_losses",
        field::id<&PowerTree::id>("id").as_key(),
        field::name<&PowerTree::name>("name"),
        field::flag<&PowerTree::is_complete>("complete")
            .titled("fields.draws_given")
            .says("every draw is given; else those that are not count as nothing in loads"),
        field::list<&PowerTree::losses, power_loss_fields>("losses"),
        field::list<&PowerTree::loads, power_load_fields>("loads"),
    };
    return fields;
}

const Fields<PowerTree>& rack_schedule_fields() {
    static constexpr FieldList fields{
        "rack_schedule",
        field::id<&PowerTree::id>("id").as_key(),
        field::name<&PowerTree::name>("name"),
        field::flag<&PowerTree::is_complete>("complete")
            .titled("fields.draws_given")
            .says("every draw is given; else those that are not count as nothing"),
        field::list<&PowerTree::loads, power_load_fields>("loads"),
        field::list<&PowerTree::cords, power_cord_fields>("cords"),
        field::list<&PowerTree::cables, cable_run_fields>("cables"),
    };
    return fields;
}

const Fields<RackLosses>& several_losses_fields() {
    static constexpr FieldList fields{
        "racks_losses", field::list<racks_of_result<RackLosses>, rack_losses_fields>("racks")};
    return fields;
}

const Fields<RackSchedule>& several_schedules_fields() {
    static constexpr FieldList fields{
        "racks_schedule",
        field::list<racks_of_result<RackSchedule>, rack_schedule_fields>("racks")};
    return fields;
}

constexpr std::array<FieldsFunction, 2> kLossesForms{field::any_fields<rack_losses_fields>,
                                                     field::any_fields<several_losses_fields>};
constexpr std::array<FieldsFunction, 2> kScheduleForms{field::any_fields<rack_schedule_fields>,
                                                       field::any_fields<several_schedules_fields>};
constexpr std::array<std::string_view, 2> kLossesMain{"losses", "racks.losses"};
constexpr std::array<std::string_view, 2> kScheduleMain{"cords", "racks.cords"};

// Pages of one rack after another.
class PowerPage {
public:
    PowerPage(const PowerTree& tree, const Context& context) : tree_{tree}, context_{context} {}

    [[nodiscard]] std::string losses() const {
        TextTable table{{say("power_lost"), Align::left, 22, true},
                        {say("power_dark"), Align::left, 14, true},
                        {say("power_without_spare"), Align::left, 14, true},
                        {say("power_nearest"), Align::left, 20, true}};
        for (const auto& [worst, count] : worst_of_stacks()) {
            auto dark = worst->dark;
            for (const auto& name : worst->unsure) dark.push_back('?' + name);
            table.add({element(worst->part, count > 1 ? worst->stack : worst->name) +
                           (count > 1 ? " × " + number(static_cast<double>(count)) : ""),
                       names(dark), names(worst->without_spare),
                       worst->heaviest ? use(*worst->heaviest) : std::string{kUndefined}});
        }
        return title() + table.render(context_.width, 2) + notes("power_losses_notes");
    }

    [[nodiscard]] std::string schedule() const {
        TextTable budget{{say("power_element"), Align::left, 24, true},
                         {say("power_load"), Align::right},
                         {say("power_worst"), Align::right},
                         {say("limit"), Align::right},
                         {say("power_use"), Align::right},
                         {say("power_with_lost"), Align::left, 12, true}};
        for (const auto& load : tree_.loads)
            if (load.part != PowerPart::cord)
                budget.add({element(load.part, load.name), figure(load.load, load.unit),
                            figure(load.worst, load.unit),
                            load.limit ? figure(*load.limit, load.unit) : std::string{kUndefined},
                            percent(load.use(), context_.language, 0), load.lost});
        auto page = title() + budget.render(context_.width, 2);
        TextTable cords{{say("power_cord"), Align::left, 34, true},
                        {say("power_branch"), Align::right},
                        {say("power_phase")},
                        {say("power_load"), Align::right},
                        {say("power_worst"), Align::right},
                        {say("limit"), Align::right}};
        constexpr std::size_t kMostShown = 100;
        for (std::size_t i = 0; i < std::min(kMostShown, tree_.cords.size()); ++i) {
            const auto& cord = tree_.cords[i];
            cords.add({cord.label, cord.branch, cord.phase, fixed(cord.load_a, 1) + " A",
                       fixed(cord.worst_a, 1) + " A",
                       cord.limit_a ? number(*cord.limit_a) + " A" : std::string{kUndefined}});
        }
        if (!cords.empty()) page += '\n' + cords.render(context_.width, 2);
        page += '\n' +
                wrapped("  " + say("power_counts",
                                   {{"cords", number(static_cast<double>(tree_.cords.size()))},
                                    {"cables", number(static_cast<double>(tree_.cables.size()))}}),
                        context_.width, 2) +
                '\n';
        return page + notes("power_schedule_notes");
    }

private:
    [[nodiscard]] std::string say(const std::string& key, const Arguments& gaps = {}) const {
        return text(context_.language, "report.rack." + key, gaps);
    }
    [[nodiscard]] std::string title() const {
        const auto whole = tree_.name.empty() ? tree_.id : tree_.name + " (" + tree_.id + ')';
        return shortened(whole, context_.width) + '\n';
    }
    [[nodiscard]] std::string element(PowerPart part, const std::string& name) const {
        const auto word = say("power_part_" + std::string{power_part_word(part)});
        return name.empty() ? word : word + ' ' + name;
    }
    [[nodiscard]] static std::string names(const std::vector<std::string>& all) {
        std::string joined;
        for (const auto& name : all) joined += (joined.empty() ? "" : ", ") + name;
        return joined.empty() ? std::string{kUndefined} : joined;
    }
    [[nodiscard]] static std::string figure(double value, const std::string& unit) {
        if (unit == "A") return fixed(value, 1) + " A";
        return fixed(value / 1000, 1) + " k" + unit;
    }
    [[nodiscard]] std::string use(const PowerLoad& load) const {
        return percent(load.use(), context_.language, 0) + ' ' + element(load.part, load.name);
    }
    [[nodiscard]] std::string notes(const std::string& key) const {
        auto page = '\n' + wrapped("  " + say(key), context_.width, 2) + '\n';
        if (tree_.is_complete && std::all_of(tree_.loads.begin(), tree_.loads.end(),
                                             [](const auto& load) { return load.load == 0; }))
            page += wrapped("  " + say("power_idle"), context_.width, 2) + '\n';
        if (!tree_.is_complete)
            page += wrapped("  " + say("power_incomplete"), context_.width, 2) + '\n';
        return page;
    }

    // Elements of one kind and stack are like each other: the worst of them, and how many there are.
    [[nodiscard]] std::vector<std::pair<const PowerLoss*, std::size_t>> worst_of_stacks() const {
        std::vector<std::pair<const PowerLoss*, std::size_t>> rows;
        std::map<std::pair<PowerPart, std::string>, std::size_t> row_of;
        const auto rank = [](const PowerLoss& loss) {
            return std::tuple{loss.dark_w, loss.dark.size(), loss.without_spare.size(),
                              loss.heaviest ? loss.heaviest->use().value_or(0) : 0};
        };
        for (const auto& loss : tree_.losses) {
            const auto key = std::pair{loss.part, loss.stack.empty() ? loss.name : loss.stack};
            const auto [at, is_new] = row_of.emplace(key, rows.size());
            if (is_new) {
                rows.emplace_back(&loss, 1);
                continue;
            }
            auto& [worst, count] = rows[at->second];
            ++count;
            if (rank(loss) > rank(*worst)) worst = &loss;
        }
        return rows;
    }

    const PowerTree& tree_;
    const Context& context_;
};

}  // namespace

std::string text(const RackLosses& result, const Context& context) {
    std::string page;
    for (const auto& tree : result.racks)
        page += (page.empty() ? "" : "\n") + PowerPage{tree, context}.losses();
    return page;
}

std::string text(const RackSchedule& result, const Context& context) {
    std::string page;
    for (const auto& tree : result.racks)
        page += (page.empty() ? "" : "\n") + PowerPage{tree, context}.schedule();
    return page;
}

extern const Document kRackLossesDocument;
const Document kRackLossesDocument{
    "rack-losses",
    "jarip rack losses: one design gives its fields at top level, several give racks",
    Head::version, kLossesForms, kLossesMain};

extern const Document kRackScheduleDocument;
const Document kRackScheduleDocument{
    "rack-schedule",
    "jarip rack schedule: one design gives its fields at top level, several give racks",
    Head::version, kScheduleForms, kScheduleMain};

Described described(const RackLosses& result) {
    if (result.racks.size() == 1)
        return {&kRackLossesDocument, &rack_losses_fields(), &result.racks.front()};
    return {&kRackLossesDocument, &several_losses_fields(), &result};
}

Described described(const RackSchedule& result) {
    if (result.racks.size() == 1)
        return {&kRackScheduleDocument, &rack_schedule_fields(), &result.racks.front()};
    return {&kRackScheduleDocument, &several_schedules_fields(), &result};
}

}  // namespace jarip::report
