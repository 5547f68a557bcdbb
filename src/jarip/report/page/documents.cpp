// The documents of a page: a result, or all that an assessment rests on.

#include "jarip/report/page/chain_links.hpp"
#include "jarip/report/render/document.hpp"

namespace jarip::report {
namespace {

using network::Network;

struct ChainResult {
    std::vector<ChainLink> links;
};

// A place's site, or the country's code where something is wanted at no particular site.
std::string place_id(const Context& context, network::PlaceId id) {
    const Network& network = *context.network;
    const auto& place = network.places[id];
    return place.site.valid() ? network.sites[place.site].id
                              : network.countries[place.country].code;
}

const Fields<ChainLink>& link_fields() {
    static constexpr FieldList fields{
        "link",
        field::id<&ChainLink::item>("item"),
        field::id<[](const ChainLink& link, const Context& context) {
            return place_id(context, link.from);
        }>("from"),
        field::id<[](const ChainLink& link, const Context& context) {
            return place_id(context, link.to);
        }>("to"),
        field::id<&ChainLink::makes>("makes").or_null(),
        field::quantity<&ChainLink::quantity>("quantity", ""),
        field::money<[](const ChainLink& link, const Context& context) {
            return link.quantity * context.network->items[link.item].price;
        }>("value"),
    };
    return fields;
}

const Fields<ChainResult>& chain_fields() {
    static constexpr FieldList fields{"chain",
                                      field::list<&ChainResult::links, link_fields>("links")};
    return fields;
}

constexpr Document kChainDocument{"chain", "the steady month as links of a chain", Head::model, {}};

stress::Study study_of(const assess::Assessment& result, const Network& network) {
    stress::Study study{.runs = result.stress};
    study.nodes = study.runs.front().nodes;
    for (const auto& run : study.runs)
        for (const auto& scenario : network.scenarios)
            if (scenario.id == run.scenario && scenario.borders_closed)
                study.autonomy_days = run.threshold_day;
    return study;
}

// Customs as `jarip trade indicators --every quarter` tells of them: over time as far as the tables reach.
TradeReport trade_report(const trade::Indicators& whole, const Network& network) {
    TradeReport report{whole, std::nullopt, false};
    const auto flows = trade::read(network.customs, {.others = trade::Others::skipped});
    trade::SeriesQuery question{
        .reporters = {whole.reporter}, .goods = {network.trade.hs}, .every = trade::Every::quarter};
    question.query.krw_per_usd = network.trade.krw_per_usd;
    report.series = trade::series(flows, question);
    return report;
}

}  // namespace

PageDocument page_document(std::string name, const Described& result, Context context) {
    PageDocument document{std::move(name), {}, {}};
    for (const auto language : {Language::en, Language::ko}) {
        context.language = language;
        (language == Language::en ? document.en : document.ko) = described_json(result, context);
    }
    return document;
}

std::vector<PageDocument> page_documents(const plan::SteadyPlan& month, const Context& context) {
    const ChainResult chain{chain_links(*context.network, month)};
    return {page_document("month", described(month), context),
            page_document("chain", {&kChainDocument, &chain_fields(), &chain}, context)};
}

std::vector<PageDocument> page_documents(const std::vector<rack::Checked>& racks,
                                         const Context& context) {
    RackDrawing drawing;
    for (const auto& checked : racks) drawing.designs.push_back(checked.design);
    std::vector<PageDocument> documents{page_document("rack", described(racks), context),
                                        page_document("rack-draw", described(drawing), context)};
    try {
        RackLosses losses;
        for (const auto& checked : racks) losses.racks.push_back(rack::power_tree(checked.design));
        documents.push_back(page_document("rack-losses", described(losses), context));
    } catch (const Error&) {
        // More cords than can be listed (E0455): the page has the feeds alone.
    }
    return documents;
}

std::vector<PageDocument> page_documents(const assess::Assessment& result, const Context& context) {
    std::vector<PageDocument> documents{page_document("assess", described(result), context)};
    const auto add = [&](const char* name, const Described& part) {
        documents.push_back(page_document(name, part, context));
    };
    if (result.plan)
        for (auto& document : page_documents(*result.plan, context))
            documents.push_back(std::move(document));
    if (result.origin) {
        const OriginReport report{*result.origin};
        add("origin", described(report));
    }
    if (!result.stress.empty()) {
        const auto study = study_of(result, *context.network);
        add("stress", described(study));
    }
    if (result.onshore) {
        OnshoreReport report;
        report.frontier = result.onshore;
        add("onshore", described(report));
    }
    if (result.trade) {
        const auto report = trade_report(*result.trade, *context.network);
        add("trade-indicators", described(report));
    }
    std::vector<rack::Checked> racks;
    for (const auto& each : context.network->racks)
        racks.push_back({each.design, rack::check(each.design)});
    if (!racks.empty())
        for (auto& document : page_documents(racks, context))
            documents.push_back(std::move(document));
    return documents;
}

}  // namespace jarip::report
