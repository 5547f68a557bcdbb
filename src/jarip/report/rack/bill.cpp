#include "jarip/report/rack/bill.hpp"
#include "jarip/report/rack/fields.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

// Below so many levels the page has no room for a further indent, and a chain of thousands of parts would take the
// square of its length: there the level is written instead.
std::string indented(const std::string& item, std::size_t level) {
    constexpr std::size_t kDeepestIndent = 16;
    if (level <= kDeepestIndent) return std::string(2 * level, ' ') + item;
    return std::string(2 * kDeepestIndent, ' ') + std::to_string(level) + ": " + item;
}

// The known cost of a rack, and of how much of it nobody says the cost.
std::string cost_text(const rack::Bill& bill, const Context& context) {
    if (bill.cost.coverage == 0 || !bill.cost.known) return {};
    const bool is_whole = bill.cost.coverage == 1;
    return wrapped("  " + text(context.language,
                               is_whole ? "report.rack.cost" : "report.rack.cost_known",
                               {{"cost", fixed(bill.cost.known)},
                                {"share", percent(bill.cost.coverage, context.language, 0)}}),
                   context.width, 2) +
           '\n';
}

}  // namespace

std::string text(const std::vector<RackBill>& bills, const Context& context) {
    const auto say = [&](const char* key) {
        return text(context.language, std::string{"report.rack."} + key);
    };
    std::string page;
    for (const auto& [id, bill] : bills) {
        if (!page.empty()) page += '\n';
        page += id + '\n';
        TextTable lines{{say("part")}, {say("each"), Align::right}, {say("in_rack"), Align::right}};
        for (const auto& line : bill.lines)
            lines.add({indented(line.part.item, line.level) + (line.is_above ? " …" : ""),
                       number(line.part.quantity), number(line.total)});
        page += lines.render(context.width, 2) + '\n';
        TextTable sums{
            {say("sum")}, {say("in_rack"), Align::right}, {say("with_losses"), Align::right}};
        for (const auto& sum : bill.sums)
            sums.add({sum.part.item, number(sum.total), number(sum.with_losses)});
        page += sums.render(context.width, 2);
        page += cost_text(bill, context);
    }
    return page;
}

// ---- what a program reads

const Fields<rack::BillLine>& part_fields() {
    using rack::BillLine;
    static constexpr FieldList fields{
        "part",
        field::id<[](const BillLine& line) { return line.part.item; }>("item").titled(
            "fields.part"),
        field::id<[](const BillLine& line) { return line.part.parent; }>("parent").says(
            "what it goes into; empty: the rack, or of a type's parts the device"),
        field::count<&BillLine::level>("level"),
        field::number<[](const BillLine& line) { return line.part.quantity; }>("quantity")
            .titled("fields.each")
            .says("a unit of the parent"),
        field::number<&BillLine::total>("total")
            .titled("fields.in_a_rack")
            .says("in a rack, on this path"),
    };
    return fields;
}

namespace {

using rack::BillLine;
using rack::BillSum;
using rack::PartLine;
using Bills = std::vector<RackBill>;

const Fields<BillLine>& line_fields() {
    static constexpr FieldList fields{
        "line",
        field::spread<part_fields>(),
        field::share<[](const BillLine& line) { return line.part.scrap; }>("scrap"),
        field::share<[](const BillLine& line) { return line.part.yield; }>("yield"),
        field::number<[](const BillLine& line) {
            return given<PartLine, &PartLine::cost>(line.part);
        }>("cost")
            .titled("fields.unit_cost")
            .says("of one; null: not given"),
        field::number<[](const BillLine& line) {
            return given<PartLine, &PartLine::lead_weeks>(line.part);
        }>("lead_weeks"),
        field::text<[](const BillLine& line) { return line.part.origin; }>("origin")
            .titled("fields.part_origin")
            .says("countries, `;` between"),
        field::flag<&BillLine::is_above>("listed_above").says("what it is made of is listed above"),
    };
    return fields;
}

const Fields<BillSum>& sum_fields() {
    static constexpr FieldList fields{
        "sum",
        field::id<[](const BillSum& sum) { return sum.part.item; }>("item").titled("fields.part"),
        field::number<&BillSum::total>("total").titled("fields.in_a_rack"),
        field::number<&BillSum::with_losses>("with_losses").says("with scrap and yield"),
        field::number<[](const BillSum& sum) {
            return given<PartLine, &PartLine::cost>(sum.part);
        }>("cost")
            .titled("fields.unit_cost")
            .says("of one"),
    };
    return fields;
}

const Fields<rack::Total>& cost_fields() {
    using rack::Total;
    static constexpr FieldList fields{
        "cost",
        field::number<&Total::known>("known"),
        field::share<&Total::coverage>("coverage")
            .titled("fields.cost_coverage")
            .says("share of the branches that give a cost"),
        field::number<&Total::low>("low"),
        field::number<&Total::high>("high").says("null: some branches give none"),
    };
    return fields;
}

const Fields<RackBill>& bill_fields() {
    static constexpr FieldList fields{
        "bill",
        field::id<&RackBill::id>("id").as_key(),
        field::flag<[](const RackBill& row) { return row.bill.from_devices; }>("from_devices")
            .says("the design lists no parts: these are its devices and cables"),
        field::record<[](const RackBill& row) { return row.bill.cost; }, cost_fields>("cost").says(
            "the first cost on each branch, times what a rack holds"),
        field::list<[](const RackBill& row) { return row.bill.lines; }, line_fields>("lines")
            .titled("fields.parts"),
        field::list<[](const RackBill& row) { return row.bill.sums; }, sum_fields>("sums"),
    };
    return fields;
}

const Fields<Bills>& bills_fields() {
    static constexpr FieldList fields{"bills",
                                      field::list<field::itself<Bills>, bill_fields>("racks")};
    return fields;
}

// A parts list that a design can name as its bom: the tree of every design, the rack itself as its root.
std::string parts_list(const void* result) {
    Sheet sheet{"parts",
                {{"tree", ""},
                 {"item", ""},
                 {"parent", ""},
                 {"level", ""},
                 {"qty", ""},
                 {"total", ""},
                 {"scrap", ""},
                 {"yield", ""},
                 {"unit_cost", ""},
                 {"lead_weeks", ""},
                 {"countries", ""}}};
    for (const auto& [id, bill] : *static_cast<const Bills*>(result)) {
        sheet.add({id, id, "", 0, 1, 1});
        for (const auto& line : bill.lines) {
            const PartLine& part = line.part;
            sheet.add({id, part.item, part.parent.empty() ? id : part.parent, line.level + 1,
                       part.quantity, line.total, part.scrap, part.yield,
                       given<PartLine, &PartLine::cost>(part),
                       given<PartLine, &PartLine::lead_weeks>(part), part.origin});
        }
    }
    return csv(sheet);
}

constexpr std::array<FieldsFunction, 1> kBomForms{field::any_fields<bills_fields>};

}  // namespace

extern const Document kRackBomDocument;
const Document kRackBomDocument{"rack-bom", "jarip rack bom", Head::seed, kBomForms,
                                {},         parts_list};

Described described(const Bills& bills) { return {&kRackBomDocument, &bills_fields(), &bills}; }

}  // namespace jarip::report
