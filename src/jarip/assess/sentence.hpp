/// Building sentences: each call adds what fills a gap.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "jarip/assess.hpp"

namespace jarip::assess {

/// The part of an id's figures that a sentence shows beside it.
using Figures = std::vector<std::pair<std::string, double>>;

class SentenceBuilder {
public:
    SentenceBuilder(int question, std::string key)
        : sentence_{question, "assess." + std::move(key), {}} {}

    SentenceBuilder& value(std::string gap, Fact::Kind kind, std::optional<double> value) {
        sentence_.facts.push_back({std::move(gap), kind, {}, {}});
        if (value) sentence_.facts.back().values.push_back(*value);
        return *this;
    }
    SentenceBuilder& number(std::string gap, std::optional<double> n) {
        return value(std::move(gap), Fact::Kind::number, n);
    }
    SentenceBuilder& products(std::string gap, std::optional<double> n) {
        return value(std::move(gap), Fact::Kind::products, n);
    }
    SentenceBuilder& share(std::string gap, std::optional<double> share) {
        return value(std::move(gap), Fact::Kind::share, share);
    }
    SentenceBuilder& money(std::string gap, double amount, std::string currency) {
        sentence_.facts.push_back(
            {std::move(gap), Fact::Kind::money, {std::move(currency)}, {amount}});
        return *this;
    }
    SentenceBuilder& names(std::string gap, Fact::Kind kind, std::vector<std::string> ids) {
        sentence_.facts.push_back({std::move(gap), kind, std::move(ids), {}});
        return *this;
    }
    SentenceBuilder& name(std::string gap, Fact::Kind kind, std::string id) {
        return names(std::move(gap), kind, {std::move(id)});
    }
    SentenceBuilder& figures(std::string gap, Fact::Kind kind, const Figures& figures,
                             Fact::Kind value_kind = Fact::Kind::share) {
        Fact fact{std::move(gap), kind, {}, {}, value_kind};
        for (const auto& [id, figure] : figures) {
            fact.ids.push_back(id);
            fact.values.push_back(figure);
        }
        sentence_.facts.push_back(std::move(fact));
        return *this;
    }
    SentenceBuilder& period(std::string gap, const Period& period) {
        sentence_.facts.push_back({std::move(gap),
                                   Fact::Kind::period,
                                   {},
                                   {static_cast<double>(period.first.time_since_epoch().count()),
                                    static_cast<double>(period.end.time_since_epoch().count())}});
        return *this;
    }
    operator Sentence() const { return sentence_; }

private:
    Sentence sentence_;
};

}  // namespace jarip::assess
