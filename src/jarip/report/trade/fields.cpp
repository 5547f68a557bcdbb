#include "jarip/report/trade/fields.hpp"

#include <algorithm>

namespace jarip::report {
namespace {

using trade::Source;

constexpr std::array<std::string_view, 2> kValuations{"CIF", "FOB"};

std::vector<Source> with(const std::vector<Source>& sources, bool is_read) {
    std::vector<Source> found;
    std::copy_if(sources.begin(), sources.end(), std::back_inserter(found),
                 [&](const Source& source) { return !source.not_read == is_read; });
    return found;
}

const Fields<Source>& read_fields() {
    static constexpr FieldList fields{
        "customs_table",
        field::text<&Source::file>("file"),
        field::id<&Source::layout>("layout").says("docs/trade.md lists them"),
        field::id<&Source::encoding>("encoding"),
        field::count<&Source::rows>("rows").says("flows that were read"),
        field::count<&Source::skipped>("passed_over")
            .titled("fields.rows_passed_over")
            .says("breakdowns that would be counted twice, and rows without a value"),
        field::count<&Source::rejected>("rejected")
            .titled("fields.rows_rejected")
            .says("rows that could not be read and were left out"),
        field::count<&Source::totals>("totals")
            .titled("fields.rows_of_totals")
            .says("sums of other rows, dropped once checked"),
        field::count<&Source::duplicates>("duplicates")
            .says("flows that another table gives too, dropped"),
        field::count<&Source::partial>("partial")
            .titled("fields.rows_partial")
            .says("flows that say they cover only some months of their period"),
        field::id<&Source::currency>("currency").says("ISO 4217, of the values in the table"),
        field::word<&Source::imports_valued>("imports_valued", kValuations)
            .or_null()
            .says("with freight and insurance or without, where the layout says so"),
        field::count<[](const Source& source) {
            return source.hs_revision == 0 ? std::nullopt : std::optional{source.hs_revision};
        }>("hs_revision")
            .says("1992 to 2022, where the table says one"),
    };
    return fields;
}

const Fields<Source>& skipped_fields() {
    static constexpr FieldList fields{
        "file_passed_over",
        field::text<&Source::file>("file"),
        field::id<[](const Source& source) { return source.not_read->code; }>("code").says(
            "of the note that says why"),
        field::text<[](const Source& source, const Context& context) {
            return source.not_read->message(context.language);
        }>("reason"),
    };
    return fields;
}

}  // namespace

const Fields<Period>& span_fields() {
    static constexpr FieldList fields{
        "span",
        field::date<&Period::first>("first"),
        field::date<[](const Period& span) { return span.end - std::chrono::days{1}; }>("last")
            .says("inclusive"),
    };
    return fields;
}

const Fields<std::vector<Source>>& sources_fields() {
    using Sources = std::vector<Source>;
    static constexpr FieldList fields{
        "sources",
        field::list<[](const Sources& sources) { return with(sources, true); }, read_fields>(
            "sources")
            .says("the tables of trade that were read"),
        field::list<[](const Sources& sources) { return with(sources, false); }, skipped_fields>(
            "passed_over")
            .says("the files of folders, archives and workbooks that are no tables of trade"),
    };
    return fields;
}

}  // namespace jarip::report
