#include <array>

#include "jarip/report.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {
namespace {

using coalition::Coalitions;
using coalition::Group;
using coalition::Member;

const Fields<Member>& coalition_member_fields() {
    static constexpr FieldList fields{
        "coalition_member",
        field::country<&Member::country>("country").as_key(),
        field::id<&Member::only>("only_it_makes")
            .in_one_cell()
            .says("items that no other member makes and without which the group cannot build"),
    };
    return fields;
}

/// The codes of a group's members: "KR+TW+US".
std::string codes_of(const Group& group, const Context& context) {
    std::string codes;
    for (const Member& member : group.members)
        codes += (codes.empty() ? "" : "+") + context.network->countries[member.country].code;
    return codes;
}

const Fields<Group>& group_fields() {
    static constexpr FieldList fields{
        "coalition_group",
        field::text<codes_of>("group").as_key().says("codes of its members, joined by +"),
        field::quantity<&Group::per_month>("per_month", "product/month")
            .at_least(0)
            .says("what it can build; null: without limit"),
        field::list<&Group::members, coalition_member_fields>("members"),
    };
    return fields;
}

const Fields<Coalitions>& coalitions_fields() {
    static constexpr FieldList fields{
        "coalitions",
        field::id<&Coalitions::product>("product").as_key(),
        field::country<&Coalitions::makers>("makers").in_one_cell().says(
            "countries that make anything of its chain"),
        field::quantity<&Coalitions::rate>("rate", "product/month")
            .at_least(0)
            .titled("fields.least_rate")
            .says("that a group must build; null: anything at all"),
        field::quantity<&Coalitions::per_month>("per_month", "product/month")
            .at_least(0)
            .says("what all countries together can build; null: without limit"),
        field::flag<&Coalitions::complete>("complete").says("every minimal group is listed"),
        field::count<&Coalitions::proven_up_to>("proven_up_to")
            .says("no minimal group of at most so many countries is missing"),
        field::country<&Coalitions::in_every>("in_every")
            .in_one_cell()
            .says("without them nobody can build it; empty unless complete"),
        field::count<&Coalitions::with_home>("with_home").says("groups in which home stands"),
        field::list<&Coalitions::groups, group_fields>("groups"),
    };
    return fields;
}

const Fields<CoalitionReport>& coalition_document_fields() {
    static constexpr FieldList fields{
        "coalition_document",
        field::list<&CoalitionReport::products, coalitions_fields>("products"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kCoalitionForms{
    field::any_fields<coalition_document_fields>};

}  // namespace

extern const Document kCoalitionDocument;
const Document kCoalitionDocument{
    "coalition", "jarip coalition: minimal groups of countries that can build a product together",
    Head::model, kCoalitionForms};

Described described(const CoalitionReport& report) {
    return {&kCoalitionDocument, &coalition_document_fields(), &report};
}

}  // namespace jarip::report
