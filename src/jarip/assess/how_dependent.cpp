#include <algorithm>
#include <map>

#include "jarip/assess/answers.hpp"
#include "jarip/assess/sentence.hpp"

namespace jarip::assess {
namespace {

using Kind = Fact::Kind;

constexpr std::size_t kMostNamed = 4;

void say_trade(const trade::Indicators& trade, std::vector<Sentence>& answers) {
    if (!trade.imports || !trade.exports) return;  // the tables say nothing of one direction
    const bool known_year = trade.growth_imports.has_value();
    SentenceBuilder sentence{1, !trade.exports_over_imports ? "trade_no_imports"
                                : known_year                ? "trade"
                                                            : "trade_no_growth"};
    if (trade.hs.empty())
        sentence.names("hs", Kind::word, {});
    else
        sentence.names("hs", Kind::word, trade.hs);
    if (trade.period)
        sentence.period("period", *trade.period);
    else
        sentence.names("period", Kind::word, {});
    sentence.money("exports", *trade.exports, "USD");
    if (trade.exports_over_imports)
        sentence.share("ratio", trade.exports_over_imports).money("imports", *trade.imports, "USD");
    if (trade.exports_over_imports && known_year)
        sentence.value("growth", Kind::change, trade.growth_imports);
    answers.push_back(std::move(sentence));

    Figures suppliers;
    for (const auto& partner : trade.partners)
        if (partner.share && *partner.share > 0 && suppliers.size() < kMostNamed)
            suppliers.emplace_back(partner.country, *partner.share);
    if (!suppliers.empty() && trade.hhi_suppliers)
        answers.push_back(SentenceBuilder{1, "suppliers"}
                              .figures("suppliers", Kind::country, suppliers)
                              .number("hhi", trade.hhi_suppliers));
}

const origin::ProductOrigin* origin_of(const origin::Origin& origin, ItemId item) {
    const auto found =
        std::ranges::find(origin.products, item, [](const auto& one) { return one.item; });
    return found == origin.products.end() ? nullptr : &*found;
}

/// The model's own figure beside each that was published elsewhere.
void say_published(const Network& network, const origin::Origin& origin,
                   std::vector<Sentence>& answers) {
    for (const auto& published : network.published) {
        const auto* product = origin_of(origin, published.product);
        if (!product || product->contributions.empty()) continue;
        std::vector<std::string> whose;
        for (const auto id : published.companies) whose.push_back(network.companies[id].id);
        for (const auto id : published.countries) whose.push_back(network.countries[id].code);
        const bool owners = !published.companies.empty();
        const auto share_in = [&](const std::vector<origin::Contribution>& contributions) {
            Sum sum;
            for (const auto& [id, share] : origin::shares_by(
                     network, contributions, owners ? origin::By::company : origin::By::country))
                if (std::ranges::find(whose, id) != whose.end()) sum.add(share);
            return sum.value();
        };
        const double share = share_in(product->contributions);
        const double distance =  // from the published band, which may be one figure
            std::max({published.low - share, share - published.high, 0.0});
        const char* verdict = distance == 0           ? "published_within"
                              : share < published.low ? "published_below"
                                                      : "published_above";
        answers.push_back(SentenceBuilder{1, verdict}
                              .names("whose", owners ? Kind::company : Kind::country, whose)
                              .name("product", Kind::item, network.items[published.product].id)
                              .share("share", share)
                              .share("published", published.value)
                              .share("low", published.low)
                              .share("high", published.high)
                              .number("distance", 100 * distance));
        const auto made = origin::without_design(network, product->contributions);
        if (!made.empty() && made.size() < product->contributions.size())
            answers.push_back(SentenceBuilder{1, "published_made"}.share("share", share_in(made)));
    }
}

void say_value(const Network& network, const origin::ProductOrigin& product,
               std::vector<Sentence>& answers) {
    const auto& name = network.items[product.item].id;
    const std::string& home = home_code(network);
    if (product.contributions.empty()) {
        answers.push_back(SentenceBuilder{1, "value_unknown"}.name("product", Kind::item, name));
        return;
    }
    double at_home = 0;
    std::map<network::StageId, double> by_stage;
    for (const auto& part : product.contributions) {
        if (!network.at_home(part.country)) continue;
        at_home += part.share;
        by_stage[part.stage] += part.share;
    }
    Figures others;
    for (const auto& [country, share] :
         origin::shares_by(network, product.contributions, origin::By::country))
        if (!network.at_home(country) && share > 0 && others.size() < kMostNamed)
            others.emplace_back(country, share);
    const auto largest =
        std::max_element(by_stage.begin(), by_stage.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool staged = largest != by_stage.end() && largest->first.valid() && at_home > 0;
    SentenceBuilder sentence{1, !(at_home > 0)             ? "value_nothing"
                                : staged && others.empty() ? "value_whole"
                                : staged                   ? "value"
                                                           : "value_plain"};
    sentence.name("product", Kind::item, name).name("home", Kind::country, home);
    if (at_home > 0) sentence.share("share", at_home);
    if (staged)
        sentence.share("part", ratio(largest->second, at_home))
            .name("stage", Kind::stage, network.stages[largest->first].id);
    sentence.figures("others", Kind::country, others);
    answers.push_back(std::move(sentence));

    Figures owners;
    for (const auto& [company, share] :
         origin::shares_by(network, product.contributions, origin::By::company))
        if (company != "stock" && share > 0 && owners.size() < kMostNamed)
            owners.emplace_back(company, share);
    if (!owners.empty())
        answers.push_back(SentenceBuilder{1, "owners"}.figures("companies", Kind::company, owners));
}

}  // namespace

std::vector<Sentence> how_dependent(const Network& network, const Assessment& result) {
    std::vector<Sentence> answers;
    if (result.trade) say_trade(*result.trade, answers);
    if (network.kind == network::Kind::flows) {
        answers.push_back(SentenceBuilder{1, "flows"}
                              .number("nodes", static_cast<double>(network.nodes.size()))
                              .number("flows", static_cast<double>(network.links.size()))
                              .number("countries", static_cast<double>(network.country_count())));
        return answers;
    }
    if (!result.origin) return answers;
    // What home takes most of by value stands for all; where it takes nothing, the first of model.toml.
    const auto& products = result.origin->products;
    const auto most = std::ranges::max_element(products, {}, &origin::ProductOrigin::weight);
    if (most != products.end()) say_value(network, *most, answers);
    say_published(network, *result.origin, answers);
    if (result.origin->domestic_content && result.plan->rates.delivered_at_home > 0)
        answers.push_back(SentenceBuilder{1, "domestic_content"}
                              .name("home", Kind::country, home_code(network))
                              .share("share", result.origin->domestic_content)
                              .share("owned", result.origin->domestic_content_owned));
    return answers;
}

}  // namespace jarip::assess
