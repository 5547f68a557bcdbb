// Placing devices by a mixed-integer model: a column for each kind of device and each place where it may stand.
#include "jarip/rack/place.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "jarip/rack/checks/feeds.hpp"
#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/tolerances.hpp"

namespace jarip::rack {
namespace {

constexpr std::array<const char*, 3> kLines{"L1", "L2", "L3"};
constexpr std::array<const char*, 3> kPairs{"L1-L2", "L2-L3", "L3-L1"};

// What a pair of hot devices on top of each other costs, of the moment of all devices at the top of the rack.
constexpr double kHotPair = 0.01;
// Supplies of a device that are laid on phases one by one.
constexpr double kMostDealt = 24;
// More heat a unit than so many times the mean is hot.
constexpr double kHot = 1.2;

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string list_of(const std::vector<std::string>& words) {
    std::string result = "[";
    for (const auto& word : words) result += (result.size() > 1 ? ", " : "") + quoted(word);
    return result + ']';
}

std::string table_of(const PlacedStack& stack) {
    std::string text =
        "\n[[device]]\nid = " + quoted(stack.id) + "\ntype = " + quoted(stack.type) + '\n';
    if (stack.number) text += "u = " + format_shortest(*stack.number) + '\n';
    if (stack.count != 1) text += "count = " + format_shortest(stack.count) + '\n';
    if (stack.face == Face::rear) text += "face = \"rear\"\n";
    if (!stack.feeds.empty()) text += "feeds = " + list_of(stack.feeds) + '\n';
    if (!stack.phases.empty()) text += "phases = " + list_of(stack.phases) + '\n';
    if (!stack.loop.empty()) text += "loop = " + quoted(stack.loop) + '\n';
    if (stack.watts) text += "watts = " + format_shortest(*stack.watts) + '\n';
    if (stack.weight_kg) text += "weight_kg = " + format_shortest(*stack.weight_kg) + '\n';
    return text;
}

// All of a row's devices, nowhere yet.
PlacedStack stack_of(const ToPlace& row) {
    PlacedStack stack;
    stack.id = row.id;
    stack.type = row.type;
    stack.count = row.count;
    stack.face = row.face;
    stack.feeds = row.feeds;
    stack.loop = row.loop;
    stack.watts = row.watts;
    stack.weight_kg = row.weight_kg;
    return stack;
}

std::string with_end_of_line(std::string text) {
    if (!text.empty() && text.back() != '\n') text += '\n';
    return text;
}

// A kind of device with what the model needs of it; units are counted in halves.
struct Kind {
    const ToPlace* row = nullptr;
    Placement like;
    long halves = 0;  // height; 0: takes no unit
    double mass_kg = 0, width = 1;
    bool is_hot = false;
    std::vector<long> places;  // of the lowest half, from 0, where it may stand
    std::vector<lp::ColumnId> columns;
};

class Placer {
public:
    Placer(const SourceFile& file, const std::vector<ToPlace>& devices,
           const std::vector<SourceFile>& files, Diagnostics& diagnostics)
        : file_{file}, rows_{devices}, files_{files}, diagnostics_{diagnostics} {}

    PlacedDevices place() {
        base_ = load(file_, files_, diagnostics_);
        if (diagnostics_.has_errors() || !names_are_sound()) return {};
        auto text = with_end_of_line(file_.text);
        for (const auto& row : rows_) text += table_of(stack_of(row));
        design_ = load({file_.name, text}, files_, diagnostics_);
        if (diagnostics_.has_errors() || !find_kinds()) return {};
        solve_places();
        if (result_.status != lp::Status::optimal && result_.status != lp::Status::feasible)
            return std::move(result_);
        deal_phases();
        write();
        measure_imbalance();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool names_are_sound() {
        std::set<std::string> ids, feeds, loops;
        for (const auto& device : base_.devices) ids.insert(device.id);
        for (const auto& feed : base_.feeds) feeds.insert(feed.id);
        for (const auto& loop : base_.loops) loops.insert(loop.id);
        feeds.insert(ids.begin(), ids.end());
        for (const auto& row : rows_) feeds.insert(row.id);
        for (const auto& row : rows_) {
            if (row.id.empty() || !ids.insert(row.id).second)
                diagnostics_.error("E0454", row.where, {{"id", row.id}});
            for (const auto& feed : row.feeds)
                if (!feeds.contains(feed)) diagnostics_.error("E0453", row.where, {{"name", feed}});
            if (!row.loop.empty() && !loops.contains(row.loop))
                diagnostics_.error("E0453", row.where, {{"name", row.loop}});
        }
        return !diagnostics_.has_errors();
    }

    [[nodiscard]] bool find_kinds() {
        const auto all = placements(design_);
        const auto first = all.size() - rows_.size();
        taken_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
        double known_kg = 0, weighed = 0, heat_w = 0, units = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            Kind kind;
            kind.row = &rows_[i];
            kind.like = all[first + i];
            const auto& device = design_.devices[first + i];
            if (!kind.like.is_known) {
                diagnostics_.error("E0452", rows_[i].where, {{"type", rows_[i].type}});
                continue;
            }
            const auto& type = design_.types[*device.type];
            kind.width = type.width_share.value_or(1);
            kind.halves = std::lround(std::ceil(2 * type.u_height.value_or(0) - kRounding));
            if (kind.like.mass_kg) {
                known_kg += *kind.like.mass_kg * kind.row->count;
                weighed += kind.row->count;
            }
            heat_w += kind.like.air_w.value_or(0) * kind.row->count;
            units += static_cast<double>(kind.halves) / 2 * kind.row->count;
            kinds_.push_back(std::move(kind));
        }
        for (auto& kind : kinds_) {
            kind.mass_kg = kind.like.mass_kg.value_or(weighed > 0 ? known_kg / weighed : 1);
            const double height = static_cast<double>(kind.halves) / 2;
            kind.is_hot = units > 0 && height > 0 &&
                          kind.like.air_w.value_or(0) / height > kHot * heat_w / units;
        }
        return !diagnostics_.has_errors();
    }

    // A full device takes both faces, another its own.
    [[nodiscard]] static bool takes(const Kind& kind, Face face) {
        return kind.like.is_full_depth || kind.row->face == face;
    }

    void solve_places() {
        const long halves = std::lround(2 * base_.frame.u_height.value);
        std::map<Face, std::vector<double>> free;
        for (const auto face : {Face::front, Face::rear})
            free[face].assign(static_cast<std::size_t>(std::max(0L, halves)), 1);
        for (const auto& placed : taken_) {
            if (!placed.u || placed.height == 0) continue;
            const auto begin = std::lround(2 * (*placed.u - 1));
            const auto end =
                begin + std::lround(std::ceil(2 * placed.height * placed.count - kRounding));
            for (long at = std::max(0L, begin); at < std::min(end, halves); ++at)
                for (auto& [face, room] : free)
                    if (placed.is_full_depth || placed.face == face)
                        room[static_cast<std::size_t>(at)] = 0;
        }
        lp::Model model;
        bool is_full = false;  // a device has no place at all
        double moment = 0;
        for (const auto& kind : kinds_) moment += kind.mass_kg * kind.row->count;
        moment *= static_cast<double>(std::max(1L, halves));
        for (auto& kind : kinds_) {
            if (kind.halves == 0) continue;
            const long step = kind.halves % 2 == 0 ? 2 : 1;
            for (long at = 0; at + kind.halves <= halves; at += step) {
                if (kind.row->u && number_at(kind, at, 1) != *kind.row->u) continue;
                bool has_room = true;
                for (long half = at; half < at + kind.halves; ++half)
                    for (const auto& [face, room] : free)
                        if (takes(kind, face))
                            has_room =
                                has_room && room[static_cast<std::size_t>(half)] >= kind.width;
                if (!has_room) continue;
                const double centre =
                    static_cast<double>(at) + static_cast<double>(kind.halves) / 2;
                // Equal kinds are told apart by their order, so that one answer is best.
                const double order = 1e-7 * static_cast<double>(&kind - kinds_.data()) *
                                     static_cast<double>(at) / static_cast<double>(halves);
                const auto most = std::floor(1 / kind.width + kRounding);
                kind.places.push_back(at);
                kind.columns.push_back(
                    model.add_column(kind.row->id + '@' + std::to_string(at), 0, most,
                                     kind.mass_kg * centre / std::max(1.0, moment) + order, true));
            }
            if (kind.places.empty()) {
                if (kind.row->u)
                    diagnostics_.error(
                        "E0460", kind.row->where,
                        {{"id", kind.row->id},
                         {"u", number_text(*kind.row->u)},
                         {"height", number_text(static_cast<double>(kind.halves) / 2)}});
                is_full = true;
            }
            std::vector<lp::Term> terms;
            for (const auto column : kind.columns) terms.push_back({column, 1});
            model.add_row("count[" + kind.row->id + ']', kind.row->count, kind.row->count, terms);
        }
        if (is_full) {
            result_.status = lp::Status::infeasible;
            return;
        }
        for (const auto& [face, room] : free)
            for (long half = 0; half < halves; ++half) {
                std::vector<lp::Term> terms;
                for (const auto& kind : kinds_) {
                    if (!takes(kind, face)) continue;
                    for (std::size_t i = 0; i < kind.places.size(); ++i)
                        if (kind.places[i] <= half && half < kind.places[i] + kind.halves)
                            terms.push_back({kind.columns[i], kind.width});
                }
                if (terms.size() > 1)
                    model.add_row(
                        (face == Face::front ? "front[" : "rear[") + std::to_string(half) + ']', 0,
                        room[static_cast<std::size_t>(half)], terms);
            }
        std::vector<lp::ColumnId> pairs;
        for (long edge = 1; edge < halves; ++edge) {
            std::vector<lp::Term> terms;
            bool below = false, above = false;
            for (const auto& kind : kinds_) {
                if (!kind.is_hot) continue;
                for (std::size_t i = 0; i < kind.places.size(); ++i) {
                    const bool ends = kind.places[i] + kind.halves == edge;
                    const bool begins = kind.places[i] == edge;
                    if (ends || begins) terms.push_back({kind.columns[i], 1});
                    below = below || ends;
                    above = above || begins;
                }
            }
            if (!below || !above) continue;
            pairs.push_back(
                model.add_column("hot@" + std::to_string(edge), 0, lp::kInfinity, kHotPair));
            terms.push_back({pairs.back(), -1});
            model.add_row("hot[" + std::to_string(edge) + ']', -lp::kInfinity, 1, terms);
        }
        if (model.columns.size() == 0) {
            result_.status = lp::Status::optimal;
            return;
        }
        // What a place more or less would change is far above this.
        solution_ = lp::solve(model, {.relative_gap = kBestPlacing});
        result_.status = solution_.status;
        result_.gap = solution_.gap;
        if (solution_.values.size() == 0) return;
        for (const auto pair : pairs) result_.hot_neighbours += std::round(solution_.values[pair]);
    }

    // The number of the lowest unit of a stack that begins at a half.
    [[nodiscard]] double number_at(const Kind& kind, long at, double count) const {
        const double lowest = 1 + static_cast<double>(at) / 2;
        const double highest = lowest + static_cast<double>(kind.halves) / 2 * count - 1;
        return std::min(unit_number(base_.frame, lowest), unit_number(base_.frame, highest));
    }

    // A kind whose cords have one phase, on feeds of three of one kind.
    struct DealtKind {
        const Kind* kind = nullptr;
        const Stack* stack = nullptr;
        double cords = 1;  // of one device on a feed
        bool is_between = false;
        std::array<lp::ColumnId, 3> columns{};
    };

    // On feeds of both kinds no name fits both.
    [[nodiscard]] std::vector<DealtKind> kinds_to_deal(const Survey& survey) const {
        std::vector<DealtKind> dealt;
        const auto first = design_.devices.size() - rows_.size();
        for (const auto& kind : kinds_) {
            const auto& device =
                design_.devices[first + static_cast<std::size_t>(kind.row - rows_.data())];
            const auto stack =
                std::find_if(survey.stacks.begin(), survey.stacks.end(),
                             [&](const Stack& each) { return each.device == &device; });
            if (stack == survey.stacks.end()) continue;
            const auto& type = *stack->type;
            bool is_between = true, is_straight = true, has_any = false;
            for (const auto feed : device.feeds) {
                if (!has_three_phases(design_.feeds[feed])) continue;
                has_any = true;
                (design_.feeds[feed].volts.value <= kBetweenUpTo ? is_straight : is_between) =
                    false;
            }
            if (!has_any || stack->watts.known <= 0 || type.supply != Supply::ac ||
                phases_of(type.plug) != PlugPhases::one || is_between == is_straight)
                continue;
            dealt.push_back({&kind, &*stack, cords_on_a_feed(device, type), is_between, {}});
        }
        return dealt;
    }

    // VA of one cord on a feed under a loss.
    [[nodiscard]] double cord_va(const Survey& survey, const DealtKind& dealt, std::size_t feed,
                                 const Loss& loss) const {
        const auto& stack = *dealt.stack;
        const double living = living_supplies(design_, stack, loss);
        double here = 0;
        for (std::size_t entry = 0; entry < stack.device->feeds.size(); ++entry)
            if (feed_under(design_, *stack.device, entry, loss) == feed)
                here += supplies_on(stack, entry);
        if (here == 0) return 0;
        return input_w(survey, stack, loss).known * here / living / stack.power_factor() /
               dealt.cords;
    }

    // What lies on each line of a feed, or between each two, beside the cords that are dealt.
    [[nodiscard]] static std::array<double, 3> beside(const LineLoads& lines, double volts) {
        if (volts > kBetweenUpTo) return lines.lines_va(volts);
        std::array<double, 3> pairs{};
        for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = lines.between[i].known;
        return pairs;
    }

    // A column that is at least what lies on each line, or at most.
    static void bound_lines(lp::Model& model, lp::ColumnId bound, const std::string& name,
                            const std::array<std::vector<lp::Term>, 3>& loads,
                            const std::array<double, 3>& there, bool is_most) {
        for (std::size_t line = 0; line < 3; ++line) {
            auto terms = loads[line];
            terms.push_back({bound, -1});
            model.add_row(name + '/' + kLines[line], is_most ? -lp::kInfinity : -there[line],
                          is_most ? -there[line] : lp::kInfinity, terms);
        }
    }

    // Cords of one phase are dealt to the phases of the feeds of three on which they hang, so that the largest phase of a
    // feed, with what stands there and with any other feed lost, carries least; then with nothing lost, then the least
    // carries most.
    void deal_phases() {
        const Survey survey{design_};
        auto dealt = kinds_to_deal(survey);
        if (dealt.empty()) return;
        constexpr double kIntact = 0.1, kSpan = 0.01;
        lp::Model model;
        for (auto& each : dealt) {
            const double count = each.kind->row->count * each.cords;
            std::vector<lp::Term> all;
            for (std::size_t line = 0; line < 3; ++line) {
                // Of equal deals that with more on the first lines.
                each.columns[line] =
                    model.add_column(each.kind->row->id + '/' + kLines[line], 0, count,
                                     1e-6 * static_cast<double>(line), true);
                all.push_back({each.columns[line], 1});
            }
            model.add_row("all[" + each.kind->row->id + ']', count, count, all);
        }
        auto rest = survey;
        std::erase_if(rest.stacks, [&](const Stack& stack) {
            return std::any_of(dealt.begin(), dealt.end(), [&](const DealtKind& each) {
                return each.stack->device == stack.device;
            });
        });
        auto losses = supply_losses(design_);
        losses.insert(losses.begin(), Loss::nothing());
        std::vector<std::optional<lp::ColumnId>> worst(design_.feeds.size());
        std::vector<double> weight(design_.feeds.size());
        for (const auto& loss : losses) {
            if (loss.kind == Loss::Kind::unit) continue;
            const auto lines = line_loads(rest, loss);
            for (std::size_t feed = 0; feed < design_.feeds.size(); ++feed) {
                if (!has_three_phases(design_.feeds[feed])) continue;
                std::array<std::vector<lp::Term>, 3> loads;
                const auto there = beside(lines[feed], design_.feeds[feed].volts.value);
                double total = there[0] + there[1] + there[2];
                for (const auto& each : dealt) {
                    const double va = cord_va(survey, each, feed, loss);
                    if (va == 0) continue;
                    total += va * each.kind->row->count * each.cords;
                    for (std::size_t line = 0; line < 3; ++line)
                        loads[line].push_back({each.columns[line], va});
                }
                if (loads[0].empty()) continue;
                const auto& id = design_.feeds[feed].id;
                if (!worst[feed]) {
                    weight[feed] = 3 / total;
                    worst[feed] =
                        model.add_column("worst[" + id + ']', 0, lp::kInfinity, weight[feed]);
                }
                const auto name =
                    id + (loss.kind == Loss::Kind::none ? std::string{}
                                                        : " without " + name_of(design_, loss));
                bound_lines(model, *worst[feed], "worst[" + name + ']', loads, there, true);
                if (loss.kind != Loss::Kind::none) continue;
                const auto most = model.add_column("most[" + id + ']', 0, lp::kInfinity,
                                                   (kIntact + kSpan) * weight[feed]);
                const auto least =
                    model.add_column("least[" + id + ']', 0, lp::kInfinity, -kSpan * weight[feed]);
                bound_lines(model, most, "most[" + id + ']', loads, there, true);
                bound_lines(model, least, "least[" + id + ']', loads, there, false);
            }
        }
        const auto solution = lp::solve(model, {.relative_gap = kBestPlacing});
        if (solution.values.size() == 0) return;
        for (const auto& each : dealt) {
            auto& names = names_[each.kind];
            names = {each.is_between ? kPairs : kLines, {}, each.cords};
            for (std::size_t line = 0; line < 3; ++line)
                names.left[line] = std::lround(solution.values[each.columns[line]]);
        }
    }

    struct PhaseNames {
        std::array<const char*, 3> names{};
        std::array<long, 3> left{};  // cords that are still to be dealt to each
        double cords = 1;            // of one device on a feed
    };

    // Supplies that a device has on each of its feeds, each with its cord; 1 where feeds have different ones, or nobody
    // says how many there are: then a device lies on its phase as a whole.
    static double cords_on_a_feed(const Device& device, const DeviceType& type) {
        if (!type.psu_count.given || type.psu_count.value > kMostDealt) return 1;
        Stack stack;
        stack.device = &device;
        stack.type = &type;
        std::size_t cords = 0;
        for (const auto& supply : supplies_on_feeds(stack)) {
            if (cords != 0 && supply.all != cords) return 1;
            cords = supply.all;
        }
        return static_cast<double>(std::max<std::size_t>(1, cords));
    }

    // The phase of the next device: that of which most are left.
    static std::string next_phase(PhaseNames& phases) {
        auto* const most = std::max_element(phases.left.begin(), phases.left.end());
        --*most;
        return phases.names[static_cast<std::size_t>(most - phases.left.begin())];
    }

    // As P06 has it, of the design that is written.
    void measure_imbalance() {
        Diagnostics unused;
        const auto design = load({file_.name, result_.design}, files_, unused);
        for (const double each : phase_imbalances(Survey{design}))
            result_.imbalance = std::max(result_.imbalance, each);
    }

    void write() {
        for (const auto& kind : kinds_) {
            if (kind.halves == 0) {
                result_.stacks.push_back(stack_of(*kind.row));
                add_phases(kind, result_.stacks.back());
                continue;
            }
            // Of each place how many stand there: more than one where they are narrow.
            std::vector<std::pair<long, long>> runs;  // lowest half, count
            for (std::size_t i = 0; i < kind.places.size(); ++i) {
                const auto here = std::lround(solution_.values[kind.columns[i]]);
                for (long n = 0; n < here; ++n) {
                    const bool joins =
                        n == 0 && kind.width >= 1 && !runs.empty() &&
                        runs.back().first + runs.back().second * kind.halves == kind.places[i];
                    if (joins)
                        ++runs.back().second;
                    else
                        runs.emplace_back(kind.places[i], 1);
                }
            }
            for (std::size_t i = 0; i < runs.size(); ++i) {
                auto stack = stack_of(*kind.row);
                if (runs.size() > 1) stack.id += '-' + std::to_string(i + 1);
                stack.count = static_cast<double>(runs[i].second);
                stack.number = number_at(kind, runs[i].first, stack.count);
                stack.height = static_cast<double>(kind.halves) / 2;
                result_.stacks.push_back(std::move(stack));
                add_phases(kind, result_.stacks.back());
            }
        }
        result_.design = with_end_of_line(file_.text);
        for (const auto& stack : result_.stacks) result_.design += table_of(stack);
        const bool from_top = base_.frame.desc_units;
        std::stable_sort(result_.stacks.begin(), result_.stacks.end(),
                         [&](const PlacedStack& a, const PlacedStack& b) {
                             if (!a.number || !b.number) return a.number && !b.number;
                             return from_top ? *a.number < *b.number : *a.number > *b.number;
                         });
    }

    void add_phases(const Kind& kind, PlacedStack& stack) {
        const auto phases = names_.find(&kind);
        if (phases == names_.end()) return;
        const double cords = stack.count * phases->second.cords;
        for (double n = 0; n < cords; ++n) stack.phases.push_back(next_phase(phases->second));
    }

    const SourceFile& file_;
    const std::vector<ToPlace>& rows_;
    const std::vector<SourceFile>& files_;
    Diagnostics& diagnostics_;
    Design base_, design_;
    std::vector<Placement> taken_;
    std::vector<Kind> kinds_;
    lp::Solution solution_;
    std::map<const Kind*, PhaseNames> names_;
    PlacedDevices result_;
};

}  // namespace

PlacedDevices place_devices(const SourceFile& design, const std::vector<ToPlace>& devices,
                            const std::vector<SourceFile>& files, Diagnostics& diagnostics) {
    return Placer{design, devices, files, diagnostics}.place();
}

}  // namespace jarip::rack
